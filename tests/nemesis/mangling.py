"""What can happen to a value on its way: small named objects, each a function of it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

type Mangling = Callable[[bytes, Random], list[tuple[float, bytes]]]
"""Returns what arrives instead, each with its delay in seconds."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Lose a share of all values."""

    share: float

    def __call__(self, value: bytes, rng: Random) -> list[tuple[float, bytes]]:
        """Pass the value on, or not."""
        return [] if rng.random() < self.share else [(0.0, value)]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Let a share of all values arrive twice."""

    share: float
    delay_s: float = 0.03

    def __call__(self, value: bytes, rng: Random) -> list[tuple[float, bytes]]:
        """Pass the value on, maybe once more."""
        again = [(self.delay_s, value)] if rng.random() < self.share else []
        return [(0.0, value), *again]


@dataclass(frozen=True, slots=True)
class Reorder:
    """Let a share of all values be overtaken by others."""

    share: float
    delay_s: float = 0.1

    def __call__(self, value: bytes, rng: Random) -> list[tuple[float, bytes]]:
        """Pass the value on, maybe later."""
        return [(self.delay_s if rng.random() < self.share else 0.0, value)]


@dataclass(frozen=True, slots=True)
class Truncate:
    """Let the end of a share of all values be missing."""

    share: float

    def __call__(self, value: bytes, rng: Random) -> list[tuple[float, bytes]]:
        """Pass the value on, or its beginning."""
        if rng.random() < self.share:
            value = value[: rng.randrange(1, len(value) + 1)]
        return [(0.0, value)]


@dataclass(frozen=True, slots=True)
class Garble:
    """Turn some bits over in a share of all values."""

    share: float

    def __call__(self, value: bytes, rng: Random) -> list[tuple[float, bytes]]:
        """Pass the value on, maybe damaged."""
        if rng.random() < self.share:
            damaged = bytearray(value)
            for _ in range(rng.randrange(1, 4)):
                damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
            value = bytes(damaged)
        return [(0.0, value)]


@dataclass(frozen=True, slots=True)
class Merge:
    """Let a share of all values come with the beginning of themselves in front of them.

    As where two notifications end up in one: what the first one was is cut off.
    """

    share: float

    def __call__(self, value: bytes, rng: Random) -> list[tuple[float, bytes]]:
        """Pass the value on, maybe behind another."""
        return [(0.0, value + value if rng.random() < self.share else value)]


@dataclass(frozen=True, slots=True)
class Stall:
    """Hold every value back for a while."""

    delay_s: float

    def __call__(self, value: bytes, rng: Random) -> list[tuple[float, bytes]]:
        """Pass the value on, later."""
        return [(self.delay_s, value)]
