"""What is fuzzed: a function of bytes, and what it may take to run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from custom_components.mesh_broadcast.protocol import DecodeError, DropReason


class Broken(AssertionError):  # noqa: N818 - what a target says, not an error of its own
    """A property of the core that does not hold for some input."""


def require(holds: object, what: str) -> None:
    """Raise where a property does not hold."""
    if not holds:
        raise Broken(what)


def refused(err: DecodeError) -> None:
    """Check that a refusal is one that is counted."""
    require(isinstance(err.reason, DropReason), "a refusal without a reason")


@dataclass(frozen=True, slots=True)
class Effort:
    """What running a target on so many bytes may take, by counts and not by clocks.

    `lines` of the core's code that are executed, `per_byte` of the input on top of
    them, and `memory` in bytes that are held at once.
    """

    lines: int
    per_byte: float
    memory: int = 1 << 20

    def allows(self, size: int) -> int:
        """Return how many lines an input of a size may take."""
        return self.lines + round(self.per_byte * size)


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz.

    `run` raises for whatever it should not have come to. `seeds` are inputs to begin
    with; `max_len` is the longest input that is tried; `smoke` how many are tried where
    it has to be quick.
    """

    name: str
    about: str
    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    effort: Effort
    max_len: int = 1_024
    smoke: int = 4_000
