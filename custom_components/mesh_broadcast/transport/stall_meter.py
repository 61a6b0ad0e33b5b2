"""How long we hold the event loop: Home Assistant tells nobody, so we measure ourselves.

A turn is what runs between two returns to the loop. Each way into our code is measured,
by the processor's time, which is ours, and by the wall clock, which is everybody's.
"""

from collections.abc import Callable, Coroutine, Generator
from time import perf_counter, thread_time
from types import TracebackType
from typing import Any, Final

LIMITS_MS: Final = (10, 50, 100)
"""Turns above these are counted: twice our budget of 5 ms, what a person notices in a
dashboard, and what asyncio itself calls slow."""

WORTH_S: Final = 0.001
"""Shorter turns are only counted: a fifth of the budget, and looking closer costs."""

FRESH_S: Final = 0.001
"""How old the processor's time at the beginning of a turn may be. To ask for it is a
system call, five to ten times as dear as the wall clock; so it is asked for only this
often, and a turn may seem longer by this much."""

type Clock = Callable[[], float]


def processor_clock(clock: Clock = thread_time) -> Clock:
    """Return the processor's clock, or the wall's where the kernel has none of that kind.

    A kernel without POSIX timers refuses it; a node must not fall silent for that.
    """
    try:
        clock()
    except OSError:
        return perf_counter
    return clock


class StallMeter:
    """Counts turns, and remembers the longest.

    `begin` and `end` are for where each call counts; they nest, and only the outermost
    pair is a turn.
    """

    __slots__ = (
        "_cpu",
        "_cpu_before",
        "_cpu_read_at",
        "_depth",
        "_started",
        "_wall",
        "longest_cpu",
        "longest_wall",
        "over_cpu",
        "over_wall",
        "turns",
    )

    def __init__(
        self,
        wall: Clock = perf_counter,
        cpu: Clock | None = None,
    ) -> None:
        """Begin with nothing measured; the clocks are in seconds."""
        self._wall = wall
        self._cpu = processor_clock() if cpu is None else cpu
        self._cpu_before = 0.0
        self._cpu_read_at = float("-inf")
        self._depth = 0
        self._started = 0.0
        self.reset()

    def reset(self) -> None:
        """Forget what was measured."""
        self.turns = 0
        self.longest_cpu = (0.0, "")
        self.longest_wall = (0.0, "")
        self.over_cpu = dict.fromkeys(LIMITS_MS, 0)
        self.over_wall = dict.fromkeys(LIMITS_MS, 0)

    def begin(self) -> None:
        """Enter our code."""
        self._depth += 1
        if self._depth > 1:
            return
        self._started = now = self._wall()
        if now - self._cpu_read_at > FRESH_S:
            self._cpu_read_at = now
            self._cpu_before = self._cpu()

    def end(self, what: str) -> None:
        """Leave it; `what` is the kind of what was done."""
        self._depth -= 1
        if self._depth:
            return
        self.turns += 1
        wall = self._wall() - self._started
        if wall >= WORTH_S:
            self._look_closer(what, wall)

    def turn(self, what: str) -> Turn:
        """Measure a block."""
        return Turn(self, what)

    async def in_turns[R](self, what: str, work: Coroutine[Any, Any, R]) -> R:
        """Await something, and measure each turn that it takes."""
        return await _InTurns(self, what, work)

    def _look_closer(self, what: str, wall: float) -> None:
        """Take note of a turn that is worth it."""
        # What an old reading has too much of cannot be more than the turn itself.
        cpu = min(self._cpu() - self._cpu_before, wall)
        self.longest_cpu = max(self.longest_cpu, (cpu, what))
        self.longest_wall = max(self.longest_wall, (wall, what))
        for limit in LIMITS_MS:
            self.over_cpu[limit] += cpu * 1000 > limit
            self.over_wall[limit] += wall * 1000 > limit


class Turn:
    """A block that is measured."""

    __slots__ = ("_meter", "_what")

    def __init__(self, meter: StallMeter, what: str) -> None:
        """Know who counts."""
        self._meter = meter
        self._what = what

    def __enter__(self) -> None:
        self._meter.begin()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        err: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._meter.end(self._what)


class _InTurns[R]:
    """Steps through a coroutine, as a task does, and measures each step."""

    __slots__ = ("_meter", "_what", "_work")

    def __init__(
        self, meter: StallMeter, what: str, work: Coroutine[Any, Any, R]
    ) -> None:
        """Take the coroutine; it has not begun."""
        self._meter = meter
        self._what = what
        self._work = work

    def __await__(self) -> Generator[Any, Any, R]:
        thrown: BaseException | None = None
        given: Any = None
        while True:
            self._meter.begin()
            try:
                if thrown is None:
                    waits_for = self._work.send(given)
                else:
                    waits_for = self._work.throw(thrown)
            except StopIteration as end:
                result: R = end.value
                return result
            finally:
                self._meter.end(self._what)
            try:
                given = yield waits_for
                thrown = None
            except BaseException as err:  # noqa: BLE001 - goes to whom it is for
                thrown = err
