"""What running a target takes and reaches, counted by Python itself.

Counts are the same on every machine and however busy it is. The C code below (zlib,
hashes, curves) is not in them: what that may take is bounded by the sizes given to it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import sys
import tracemalloc
from types import CodeType

_CORE = "/mesh_broadcast/protocol/"
_TOOLS = (sys.monitoring.PROFILER_ID, 3, 4)

# How often something ran, as far as it matters: 1, 2, 3, 4-7, 8-15, 16-31, ...
type Reached = set[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: lines of the core, and bytes held at once."""

    lines: int
    memory: int


@contextmanager
def _tool() -> Iterator[int]:
    """Borrow one of Python's slots for those who watch."""
    free = next(tool for tool in _TOOLS if sys.monitoring.get_tool(tool) is None)
    sys.monitoring.use_tool_id(free, "fuzz")
    try:
        yield free
    finally:
        sys.monitoring.set_events(free, sys.monitoring.events.NO_EVENTS)
        sys.monitoring.free_tool_id(free)


def lines(run: Callable[[bytes], object], data: bytes) -> int:
    """Return how many lines of the core a run executes."""
    count = 0

    def line(code: CodeType, _: int) -> object:
        """Count a line of the core; look at others no more."""
        nonlocal count
        if _CORE not in code.co_filename:
            return sys.monitoring.DISABLE
        count += 1
        return None

    events = sys.monitoring.events
    with _tool() as tool:
        sys.monitoring.register_callback(tool, events.LINE, line)
        sys.monitoring.set_events(tool, events.LINE)
        try:
            run(data)
        finally:
            sys.monitoring.set_events(tool, events.NO_EVENTS)
            sys.monitoring.register_callback(tool, events.LINE, None)
    return count


def memory(run: Callable[[bytes], object], data: bytes) -> int:
    """Return the most bytes that a run holds at once."""
    tracemalloc.start()
    try:
        run(data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def measure(run: Callable[[bytes], object], data: bytes) -> Measured:
    """Return what a run takes, once what is made only once is there."""
    run(data)
    return Measured(lines(run, data), memory(run, data))


def reached(run: Callable[[bytes], object], data: bytes) -> Reached:
    """Return which branches of the core a run takes, and about how often each."""
    counts: dict[tuple[CodeType, int, int], int] = {}

    def branch(code: CodeType, start: int, end: int) -> object:
        """Count a branch of the core; look at others no more."""
        if _CORE not in code.co_filename:
            return sys.monitoring.DISABLE
        key = code, start, end
        counts[key] = counts.get(key, 0) + 1
        return None

    events = sys.monitoring.events
    kinds = (events.BRANCH_LEFT, events.BRANCH_RIGHT)
    with _tool() as tool:
        for kind in kinds:
            sys.monitoring.register_callback(tool, kind, branch)
        sys.monitoring.set_events(tool, kinds[0] | kinds[1])
        try:
            run(data)
        finally:
            sys.monitoring.set_events(tool, events.NO_EVENTS)
            for kind in kinds:
                sys.monitoring.register_callback(tool, kind, None)
    return {
        (code.co_qualname, start, end, min(count, 4).bit_length())
        for (code, start, end), count in counts.items()
    }
