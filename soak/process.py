"""What a process holds: memory, objects, tasks, timers, files, threads."""

import asyncio
from collections import Counter
from collections.abc import Mapping
import gc
from pathlib import Path
import resource
import sys
import threading
from typing import Any

_MOST_GROWN = 25
_PAGE_KB = resource.getpagesize() / 1024


def resident_mb(pid: int | str = "self") -> float:
    """Return the memory that a process has."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return round(pages * _PAGE_KB / 1024, 2)


def open_files(pid: int | str = "self") -> int:
    """Return how many file handles a process has."""
    return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())


def loop_figures(loop: asyncio.AbstractEventLoop) -> dict[str, float]:
    """Return what waits in a loop: tasks, and timers that will still fire."""
    inner: Any = loop
    return {
        "tasks": len(asyncio.all_tasks(loop)),
        "timers": sum(not timer.cancelled() for timer in tuple(inner._scheduled)),  # noqa: SLF001 - nothing else tells
    }


def memory_figures() -> dict[str, float]:
    """Return what this process holds in memory, without what is about to be freed."""
    gc.collect()
    return {
        "resident memory (MB)": resident_mb(),
        "blocks of memory (1000)": sys.getallocatedblocks() / 1000,
        "objects (1000)": len(gc.get_objects()) / 1000,
        "file handles": open_files(),
        "threads": threading.active_count(),
    }


def objects_by_type() -> Counter[str]:
    """Return how many objects of each type the collector knows, without garbage."""
    gc.collect()
    return Counter(
        f"{kind.__module__}.{kind.__qualname__}" for kind in map(type, gc.get_objects())
    )


def grown(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, list[int]]:
    """Return of which types there are most more, with how many there were and are."""
    more = Counter(after)
    more.subtract(before)
    return {
        name: [before.get(name, 0), after.get(name, 0)]
        for name, count in more.most_common(_MOST_GROWN)
        if count > 0
    }
