"""So many in any period of a given length: what a peer's own limit counts by."""


class RateWindow:
    """Admits at most `limit` in any `period` seconds; times are monotonic.

    A bucket that refills would admit nearly twice as many in its first period.
    """

    __slots__ = ("_limit", "_period", "_taken")

    def __init__(self, limit: int, period: float) -> None:
        """Begin with nothing taken."""
        self._limit = limit
        self._period = period
        # A list: a deque takes 600 bytes before anything is in it.
        self._taken: list[float] = []

    def admits(self, now: float) -> bool:
        """Tell whether one more is within the limit."""
        if self._taken and self._taken[0] <= now - self._period:
            self._taken = [at for at in self._taken if at > now - self._period]
        return len(self._taken) < self._limit

    def take(self, now: float) -> bool:
        """Take one if that is within the limit."""
        if not self.admits(now):
            return False
        self._taken.append(now)
        return True
