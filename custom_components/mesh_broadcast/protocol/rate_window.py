"""So many in any period of a given length: what a peer's own limit counts by."""

from collections import deque


class RateWindow:
    """Admits at most `limit` in any `period` seconds; times are monotonic.

    A bucket that refills would admit nearly twice as many in its first period.
    """

    __slots__ = ("_limit", "_period", "_taken")

    def __init__(self, limit: int, period: float) -> None:
        """Begin with nothing taken."""
        self._limit = limit
        self._period = period
        self._taken: deque[float] = deque()

    def take(self, now: float) -> bool:
        """Take one if that is within the limit."""
        while self._taken and self._taken[0] <= now - self._period:
            self._taken.popleft()
        if len(self._taken) >= self._limit:
            return False
        self._taken.append(now)
        return True
