"""Makes inputs smaller: one that breaks something, or many that reach the same."""

from collections.abc import Callable, Iterable
import traceback

from .measure import Reached, lines, reached
from .target import Target

_MAX_TRIES = 4_000
_MAX_LINES = 200_000


def failure_of(run: Callable[[bytes], None], data: bytes) -> str | None:
    """Return how an input breaks a target, without what differs from run to run."""
    try:
        run(data)
    except Exception as err:  # noqa: BLE001 - whatever comes is what is looked for
        frame = traceback.extract_tb(err.__traceback__)[-1]
        place = frame.filename.rpartition("/")[2]
        return f"{type(err).__name__} in {place}, {frame.name}: {frame.line}"
    return None


def shrink(run: Callable[[bytes], None], data: bytes) -> bytes:
    """Return a smaller input that breaks a target in the same way."""
    failure = failure_of(run, data)
    tries = 0

    def fails(candidate: bytes) -> bool:
        """Whether an input still breaks it."""
        nonlocal tries
        tries += 1
        return tries < _MAX_TRIES and failure_of(run, candidate) == failure

    size = len(data) // 2
    while size:
        start = 0
        while start < len(data):
            candidate = data[:start] + data[start + size :]
            if fails(candidate):
                data = candidate
            else:
                start += size
        size //= 2
    for position, value in enumerate(data):
        if value:
            candidate = data[:position] + b"\0" + data[position + 1 :]
            if fails(candidate):
                data = candidate
    return data


def fewest(
    target: Target, seeds: Iterable[bytes], inputs: Iterable[bytes]
) -> list[bytes]:
    """Return few inputs that reach what these reach and seeds do not, short ones first.

    No more than a test has time for.
    """
    kept: list[bytes] = []
    known: Reached = set()
    for data in seeds:
        known |= reached(target.run, data)
    left = _MAX_LINES
    for data in sorted(inputs, key=lambda data: (len(data), data)):
        if failure_of(target.run, data) is not None:
            continue
        found = reached(target.run, data)
        if found - known:
            known |= found
            kept.append(data)
            left -= lines(target.run, data)
        if left <= 0:
            break
    return kept
