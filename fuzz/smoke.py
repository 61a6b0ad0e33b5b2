"""Tries a few inputs without libFuzzer: the same ones each time, on every machine."""

from collections.abc import Sequence
from random import Random

from .places import corpus_of
from .shrink import failure_of, shrink
from .target import Target

_NUMBERS = (0, 1, 2, 7, 8, 16, 22, 63, 64, 65, 127, 128, 129, 200, 254, 255)
_MAX_CHANGES = 4


def smoke(target: Target, seed: int) -> tuple[bytes, str] | None:
    """Return an input that breaks a target, made small, and how; None without one."""
    random = Random(f"{seed} {target.name}")
    begin = [*target.seeds(), *corpus_of(target.name)]
    for _ in range(target.smoke):
        data = changed(random, begin)[: target.max_len]
        failure = failure_of(target.run, data)
        if failure is not None:
            return shrink(target.run, data), failure
    return None


def changed(random: Random, begin: Sequence[bytes]) -> bytes:
    """Return one of the inputs with a few changes."""
    data = bytearray(random.choice(begin))
    for _ in range(random.randint(1, _MAX_CHANGES)):
        at = random.randint(0, len(data))
        some = slice(at, at + random.choice((1, 2, 4, 8, 16, 64)))
        match random.randrange(8):
            case 0 if at < len(data):
                data[at] ^= 1 << random.randrange(8)
            case 1 if at < len(data):
                data[at] = random.choice(_NUMBERS)
            case 2 if at < len(data):
                data[at] = (data[at] + random.randint(-4, 4)) % 256
            case 3:
                del data[some]
            case 4:
                data[at:at] = random.randbytes(random.choice((1, 2, 4, 8, 32)))
            case 5:
                data[at:at] = data[some]
            case 6:
                other = random.choice(begin)
                data[at:] = other[random.randint(0, len(other)) :]
            case _:
                del data[at:]
    return bytes(data)
