"""A loop's clock that stands still while there is work.

Where the loop would wait for a timer it waits as long in truth, for a socket or a thread
may have something before; only if none has, so much time has passed.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
import selectors
from typing import Any, override

from tests.passing_selector import PassingSelector


class _PatientSelector(PassingSelector):
    """Passes everything on; moves the clock by what was waited for in vain."""

    def __init__(self, real: selectors.BaseSelector, clock: StandingClock) -> None:
        super().__init__(real)
        self._clock = clock

    @override
    def select(self, timeout: float | None = None) -> list[Any]:
        ready = self._real.select(timeout)
        # What a thread does takes as long as the machine pleases.
        if not ready and timeout and not self._clock.threads:
            self._clock.now += timeout
        return ready


class StandingClock:
    """The clock, and the threads that the loop has at work."""

    def __init__(self, start: float) -> None:
        self.now = start
        self.threads: set[asyncio.Future[Any]] = set()

    async def threads_done(self) -> None:
        """Wait for what threads are doing, and for what follows from it at once."""
        while self.threads:
            await asyncio.wait(tuple(self.threads))
            await asyncio.sleep(0)

    @contextmanager
    def installed(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Make a loop run by this clock."""
        inner: Any = loop
        selector, run = inner._selector, inner.run_in_executor

        def run_in_executor(
            executor: Any, work: Callable[..., Any], *args: Any
        ) -> asyncio.Future[Any]:
            future = run(executor, work, *args)
            self.threads.add(future)
            future.add_done_callback(self.threads.discard)
            return future

        self._shift(inner, self.now - inner.time())
        inner._selector = _PatientSelector(selector, self)
        inner.run_in_executor = run_in_executor
        inner.time = lambda: self.now
        try:
            yield
        finally:
            inner._selector = selector
            del inner.run_in_executor, inner.time
            self._shift(inner, inner.time() - self.now)

    @staticmethod
    def _shift(loop: Any, seconds: float) -> None:
        """Have timers fire as long from now as they were to."""
        for timer in loop._scheduled:
            timer._when += seconds
