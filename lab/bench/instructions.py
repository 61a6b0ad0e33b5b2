"""Instructions that the processor executes: the figure that no neighbour can disturb.

Each piece of work runs under callgrind, and one process that does nothing but start
up; the difference is what the work takes.
"""

from collections.abc import Callable
import os
from pathlib import Path
import re
import subprocess
import sys

from .measure import Measure, at_most

PASSES = 6
"""Over all the frames: what the interpreter does once to be quicker later is nothing."""

ROOT = Path(__file__).parents[2]


def works() -> dict[str, Callable[[], object]]:
    """Return the pieces of work by name, over frames that are made already."""
    from . import codec  # noqa: PLC0415 what it needs is not for whoever counts
    from .workload import signed_frames  # noqa: PLC0415

    frames = signed_frames()
    return {
        "nothing": lambda: None,
        "floor": lambda: codec.floor(frames),
        "decode": lambda: codec.decode_and_look_up(frames),
        "dedup": lambda: codec.decode_and_dedup(frames),
        "relay": lambda: codec.patch(frames),
    }


def count(name: str) -> int:
    """Return the instructions of a process that does a piece of work."""
    done = subprocess.run(  # noqa: S603 our own program
        [
            "/usr/bin/env",
            "valgrind",
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            sys.executable,
            "-m",
            "lab.bench.instructions",
            name,
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        # Without it, strings hash otherwise in each process.
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        raise RuntimeError("callgrind did not tell what it counted")
    return int(found[1])


def instructions() -> list[Measure]:
    """Count the instructions of decoding and looking up, beside those of the floor."""
    start = count("nothing")
    floor = count("floor") - start
    rows = (
        (
            "b.instructions_decode",
            "decode",
            "validated decode + dedup in a dict, instructions vs the floor's",
            at_most(4, 2.5),
        ),
        (
            "b.instructions_dedup",
            "dedup",
            "validated decode + the node's own dedup, instructions vs the floor's",
            None,
        ),
        (
            "b.instructions_relay",
            "relay",
            "relay fast path (dedup + TTL patch), instructions vs the floor's",
            at_most(3, 2),
        ),
    )
    return [
        Measure(key, what, (count(name) - start) / floor, "x", target)
        for key, name, what, target in rows
    ]


def main() -> int:
    """Do one piece of work several times."""
    work = works()[sys.argv[1]]
    for _ in range(PASSES):
        work()
    return 0


if __name__ == "__main__":
    sys.exit(main())
