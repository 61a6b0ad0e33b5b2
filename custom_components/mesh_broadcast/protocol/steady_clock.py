"""The wall clock, for what is thrown away by age: a jump of it must not cost messages."""

from .events import Instant

TOLERANCE_MS = 60_000
"""What is taken for a correction: more than clocks drift, and too little to matter for
what is kept for hours."""

DOUBT_S = 3_600.0
"""How long another time has to last until it is believed: time servers correct a clock
within minutes of the network's coming back."""


class SteadyClock:
    """Tells the time that goes on from before a jump, until the new one has lasted."""

    def __init__(self) -> None:
        """Believe the first time that is told."""
        self._believed: Instant | None = None
        self._doubted_at: float | None = None

    def now_ms(self, now: Instant) -> int:
        """Return the Unix milliseconds by which to judge the age of what is kept.

        Never later than the wall clock says: if that was set back, more is kept.
        """
        if self._believed is None:
            self._believed = now
        elapsed = round((now.monotonic - self._believed.monotonic) * 1000)
        expected = self._believed.unix_ms + elapsed
        if abs(now.unix_ms - expected) > TOLERANCE_MS:
            if self._doubted_at is None:
                self._doubted_at = now.monotonic
            if now.monotonic - self._doubted_at < DOUBT_S:
                return min(expected, now.unix_ms)
        self._believed, self._doubted_at = now, None
        return now.unix_ms
