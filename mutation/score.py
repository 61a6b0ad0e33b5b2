"""Makes tables of what became of mutants."""

from collections.abc import Iterable, Iterator
from math import sqrt
from typing import Any

# What mutmut says of a mutant that a test noticed: it failed, or the process died of
# it, or had not enough of the time that it may take.
_FAILED = ("killed", "segfault", "suspicious")
_TIMED_OUT = "timeout"
KILLED = (*_FAILED, _TIMED_OUT)

_HEADER = """\
| part | mutants | tried | killed | timed out | survived | score |
| --- | --- | --- | --- | --- | --- | --- |"""

# Of a normal distribution's standard deviations, as many as hold 95 %.
_WIDTH = 1.96


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Return between what the true score is, at 95 % (Wilson's score interval)."""
    if not tried:
        return 0.0, 1.0
    share, square = killed / tried, _WIDTH**2
    middle = share + square / (2 * tried)
    around = _WIDTH * sqrt(share * (1 - share) / tried + square / (4 * tried**2))
    whole = 1 + square / tried
    return (middle - around) / whole, (middle + around) / whole


def table(areas: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """Yield the lines of a table: each area, and the modules of it."""
    yield _HEADER
    for area, result in areas:
        made, modules = result["made"], result["modules"]
        rows = [(name, made[name], modules[name]) for name in made if made[name]]
        every = [status for _, _, statuses in rows for status in statuses]
        yield _row(f"**{area}**", sum(made.values()), every)
        for name, count, statuses in rows:
            yield _row(f"`{name}`", count, statuses)


def _row(name: str, made: int, statuses: list[str]) -> str:
    tried = len(statuses)
    timed_out = statuses.count(_TIMED_OUT)
    killed = sum(status in _FAILED for status in statuses)
    score = "-"
    if tried:
        score = f"{(killed + timed_out) / tried:.1%}".replace("%", " %")
    if 0 < tried < made:
        low, high = interval(killed + timed_out, tried)
        score += f" ({low * 100:.0f} to {high * 100:.0f})"
    survived = tried - killed - timed_out
    cells = (name, made, tried, killed, timed_out, survived, score)
    return f"| {' | '.join(str(cell) for cell in cells)} |"
