"""Instructions that the processor executes: the figure that no neighbour can disturb.

Each piece of work runs under callgrind, and one process that does nothing but start
up; the difference is what the work takes.
"""

import re
import sys

from .measure import Measure, at_most
from .program import run_program


def count(name: str) -> int:
    """Return the instructions of a process that does a piece of work."""
    done = run_program(
        "/usr/bin/env",
        "valgrind",
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        sys.executable,
        "-m",
        "lab.bench.counted",
        name,
        # Without it, strings hash otherwise in each process.
        PYTHONHASHSEED="0",
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
