"""Bundle many changes into few events: the first at once, the others in turn."""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
from typing import Final

from homeassistant.core import callback

EVENT_INTERVAL: Final = 0.25
"""Seconds between events: four a second look live, and a phone keeps up with them."""


class Coalescer:
    """Calls back for changes, at most once an interval, and only after one."""

    def __init__(
        self,
        loop: AbstractEventLoop,
        flush: Callable[[], object],
        interval: float = EVENT_INTERVAL,
    ) -> None:
        """Begin with nothing to tell."""
        self._loop = loop
        self._flush = flush
        self._interval = interval
        self._timer: TimerHandle | None = None
        self._next = 0.0

    @callback
    def changed(self) -> None:
        """Have it told as soon as it may be."""
        if self._timer is None:
            self._timer = self._loop.call_at(
                max(self._next, self._loop.time()), self._due
            )

    @callback
    def told(self) -> None:
        """Note that all was told just now; what was planned is not needed any more."""
        self.cancel()
        self._next = self._loop.time() + self._interval

    @callback
    def cancel(self) -> None:
        """Tell nothing of what changed."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @callback
    def _due(self) -> None:
        """Tell."""
        self._timer = None
        self._next = self._loop.time() + self._interval
        self._flush()
