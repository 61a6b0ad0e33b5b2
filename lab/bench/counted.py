"""The program whose instructions are counted: one piece of work, several times."""

from collections.abc import Callable, Sequence
import sys

from . import codec
from .workload import signed_frames

PASSES = 6
"""Over all the frames: what the interpreter does once to be quicker later is nothing."""

WORKS: dict[str, Callable[[Sequence[bytes]], object]] = {
    "nothing": lambda _: None,
    "floor": codec.floor,
    "decode": codec.decode_and_look_up,
    "dedup": codec.decode_and_dedup,
    "relay": codec.patch,
}


def main() -> int:
    """Do what the argument names, over frames that are made first."""
    work, frames = WORKS[sys.argv[1]], signed_frames()
    for _ in range(PASSES):
        work(frames)
    return 0


if __name__ == "__main__":
    sys.exit(main())
