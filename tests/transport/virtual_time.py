"""Time that passes only when nothing is left to do: waits cost nothing."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
import selectors
from typing import Any, override

from tests.passing_selector import PassingSelector


class _JumpingSelector(PassingSelector):
    """Passes everything on, but jumps ahead where it would wait for time."""

    def __init__(self, real: selectors.BaseSelector, clock: VirtualClock) -> None:
        super().__init__(real)
        self._clock = clock

    @override
    def select(self, timeout: float | None = None) -> list[Any]:
        ready = self._real.select(0)
        if not ready and timeout is None:
            return self._real.select(None)
        if not ready and timeout is not None and timeout > 0:
            self._clock.now += timeout
        return ready


class VirtualClock:
    """A monotonic clock that a loop runs by."""

    def __init__(self, start: float) -> None:
        self.now = start

    def __call__(self) -> float:
        """Return the time, in seconds."""
        return self.now

    @contextmanager
    def installed(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Make a loop run by this clock."""
        inner: Any = loop
        real = inner._selector
        inner._selector = _JumpingSelector(real, self)
        inner.time = self
        try:
            yield
        finally:
            inner._selector = real
            del inner.time
