"""A process's clocks, which run ahead where the process would only wait.

They are put in the place of Python's own before anything else is imported, so that each
library has them, whatever it calls them. Threads wait as long as ever.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
import selectors
import time
from typing import Any, override

from tests.passing_selector import PassingSelector

_PATIENCE_S = 0.02
"""For how long to wait in truth while threads are at work, before looking again."""


class Calendar:
    """How far the clocks are ahead, and what the loop waits for in truth."""

    def __init__(self) -> None:
        self.ahead_ns = 0
        self.threads: set[asyncio.Future[Any]] = set()
        self._monotonic_ns = time.monotonic_ns
        self._time_ns = time.time_ns

    def monotonic_ns(self) -> int:
        """Return the time since whenever."""
        return self._monotonic_ns() + self.ahead_ns

    def monotonic(self) -> float:
        """Return the same in seconds."""
        return self.monotonic_ns() / 1e9

    def time_ns(self) -> int:
        """Return the time of day."""
        return self._time_ns() + self.ahead_ns

    def time(self) -> float:
        """Return the same in seconds."""
        return self.time_ns() / 1e9

    def now(self, zone: tzinfo | None = UTC) -> datetime:
        """Return it as a date."""
        return datetime.fromtimestamp(self.time(), zone)

    def install(self) -> None:
        """Take the place of Python's clocks, for good."""
        clocks: Any = time
        clocks.monotonic_ns, clocks.monotonic = self.monotonic_ns, self.monotonic
        clocks.time_ns, clocks.time = self.time_ns, self.time
        # What is behind these two is none of Python's clocks.
        import bluetooth_data_tools  # noqa: PLC0415
        from homeassistant.util import dt as dt_util  # noqa: PLC0415

        tools: Any = bluetooth_data_tools
        tools.monotonic_time_coarse = self.monotonic
        dates: Any = dt_util
        dates.utcnow = self.now
        dates.now = lambda zone=None: self.now(zone or dt_util.get_default_time_zone())

    @contextmanager
    def hurrying(self, loop: asyncio.AbstractEventLoop) -> Iterator[None]:
        """Have a loop jump where it would wait; as long as no thread works for it."""
        inner: Any = loop
        selector, run = inner._selector, inner.run_in_executor  # noqa: SLF001 - no other way in

        def run_in_executor(
            executor: Any, work: Callable[..., Any], *args: Any
        ) -> asyncio.Future[Any]:
            future: asyncio.Future[Any] = run(executor, work, *args)
            self.threads.add(future)
            future.add_done_callback(self.threads.discard)
            return future

        inner._selector = _HurriedSelector(selector, self)  # noqa: SLF001 - as above
        inner.run_in_executor = run_in_executor
        try:
            yield
        finally:
            inner._selector = selector  # noqa: SLF001 - as above
            del inner.run_in_executor


class _HurriedSelector(PassingSelector):
    """Passes everything on, but jumps ahead where it would wait for time."""

    def __init__(self, real: selectors.BaseSelector, calendar: Calendar) -> None:
        super().__init__(real)
        self._calendar = calendar

    @override
    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or self._calendar.threads:
            patience = _PATIENCE_S if timeout is None else min(timeout, _PATIENCE_S)
            return self._real.select(patience)
        ready = self._real.select(0)
        if not ready and timeout > 0:
            self._calendar.ahead_ns += round(timeout * 1e9) + 1
        return ready
