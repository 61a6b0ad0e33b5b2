"""Judges series: after the warm-up each is flat, and none passes what it may hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import combinations
from statistics import median
from typing import override

from .series import Recording

_MOST_POINTS = 300
"""Of a longer series medians stand for its points: the slope compares each with each."""

_FEWEST_POINTS = 6
"""A slope of fewer says nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the series whose names match may do.

    They may grow over the whole of what is judged by `share` of what they hold, or by
    `least` if that is more; `limit` is what they never pass. Where a table `fills`, it
    grows until it holds what it may, and only its limit is judged.
    """

    pattern: str
    why: str
    share: float = 0.1
    least: float = 5.0
    limit: float | None = None
    fills: bool = False


ANY = Rule("*", "a count that comes and goes with those who do")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a series went."""

    name: str
    rule: Rule
    first: float
    last: float
    most: float
    growth: float
    allowed: float

    @property
    def flat(self) -> bool:
        """Whether it did not grow."""
        return self.rule.fills or self.growth <= self.allowed

    @property
    def bounded(self) -> bool:
        """Whether it kept to its limit."""
        return self.rule.limit is None or self.most <= self.rule.limit

    @property
    def well(self) -> bool:
        """Whether all is well with it."""
        return self.flat and self.bounded

    @override
    def __str__(self) -> str:
        """Say in a line what is wrong, or that nothing is."""
        words = [f"{self.name}: {self.first:g} to {self.last:g}, most {self.most:g}"]
        if not self.flat:
            words.append(f"grows by {self.growth:g}, where {self.allowed:g} is allowed")
        if not self.bounded:
            words.append(f"passes its limit of {self.rule.limit:g}")
        return "; ".join(words)


def slope(hours: Sequence[float], values: Sequence[float]) -> float:
    """Return the median of the slopes between all pairs of points (Theil and Sen).

    A third of the points may be anything without moving it far.
    """
    xs, ys = _thinned(hours), _thinned(values)
    pairs = combinations(zip(xs, ys, strict=True), 2)
    slopes = [(b - a) / (later - sooner) for (sooner, a), (later, b) in pairs]
    return median(slopes) if slopes else 0.0


def _thinned(points: Sequence[float]) -> list[float]:
    """Return fewer points, each the median of its neighbours."""
    size = -(-len(points) // _MOST_POINTS)
    return [median(points[i : i + size]) for i in range(0, len(points), size)]


def growth(hours: Sequence[float], values: Sequence[float]) -> float:
    """Return by how much a series has grown.

    By its slope, or from its first to its last third if that is more: what grows in a
    few steps has no slope for most of the time.
    """
    if len(values) < _FEWEST_POINTS:
        raise ValueError(f"{len(values)} samples are too few to judge")
    third = len(values) // 3
    risen = median(values[-third:]) - median(values[:third])
    return max(risen, slope(hours, values) * (hours[-1] - hours[0]))


def judge(recording: Recording, rules: Iterable[Rule] = ()) -> list[Verdict]:
    """Judge each series by the first rule that matches its name."""
    order = (*rules, ANY)
    return [
        _judge_one(
            name,
            next(rule for rule in order if fnmatchcase(name, rule.pattern)),
            *recording.judged(name),
        )
        for name in recording.names
    ]


def _judge_one(
    name: str, rule: Rule, hours: Sequence[float], values: Sequence[float]
) -> Verdict:
    grown = growth(hours, values)
    tenth = max(1, len(values) // 10)
    return Verdict(
        name,
        rule,
        first=median(values[:tenth]),
        last=median(values[-tenth:]),
        most=max(values),
        growth=grown,
        allowed=max(rule.least, rule.share * median(values)),
    )
