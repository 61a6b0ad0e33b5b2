"""One row of the benchmarks' table: what was measured, and what it was to be."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

type Group = Callable[[], list[Measure]]
"""A benchmark: makes all of its rows at once, because they share a run."""


class Sense(StrEnum):
    """Which way is better."""

    AT_MOST = "≤"
    AT_LEAST = "≥"
    EXACTLY = "="


class Verdict(StrEnum):
    """How a figure stands to its targets."""

    MOON = "moon"
    MUST = "must"
    MISSED = "missed"
    INFORMATION = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a figure has to be, and where it would be wonderful to have it."""

    sense: Sense
    must: float
    moon: float

    def judge(self, value: float) -> Verdict:
        """Tell how far a figure gets."""
        if self._reached(value, self.moon):
            return Verdict.MOON
        return Verdict.MUST if self._reached(value, self.must) else Verdict.MISSED

    def _reached(self, value: float, goal: float) -> bool:
        """Whether a figure is where the goal wants it."""
        match self.sense:
            case Sense.AT_MOST:
                return value <= goal
            case Sense.AT_LEAST:
                return value >= goal
            case Sense.EXACTLY:
                return value == goal


def at_most(must: float, moon: float | None = None) -> Target:
    """Return a target that is better the lower the figure is."""
    return Target(Sense.AT_MOST, must, must if moon is None else moon)


def at_least(must: float, moon: float | None = None) -> Target:
    """Return a target that is better the higher the figure is."""
    return Target(Sense.AT_LEAST, must, must if moon is None else moon)


def exactly(value: float) -> Target:
    """Return a target that nothing else than this figure reaches."""
    return Target(Sense.EXACTLY, value, value)


@dataclass(frozen=True, slots=True)
class Measure:
    """One row.

    `exact` marks a count, which is the same in each run and on each machine; `worst` is
    the figure of the worst run where several were made.
    """

    key: str
    what: str
    value: float
    unit: str = "x"
    target: Target | None = None
    worst: float | None = None
    exact: bool = False
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """Tell how the figure stands to its target."""
        if self.target is None:
            return Verdict.INFORMATION
        return self.target.judge(self.value)

    def as_json(self) -> dict[str, Any]:
        """Return the row as it is kept in a file."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Return a row out of a file."""
        target = row.pop("target")
        if target is not None:
            target["sense"] = Sense(target["sense"])
            target = Target(**target)
        return cls(**row, target=target)
