"""Series of samples, as they are taken and as they are kept."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any, Self

_KEPT_EVERY = 12


@dataclass(slots=True)
class Recording:
    """Samples by name over time, in hours; what is not in a sample was nothing then.

    It holds plain numbers: a recording that grows by an object for each would be what
    grows most in a run in which nothing does.
    """

    title: str
    warm_up: float
    about: dict[str, Any] = field(default_factory=dict)
    path: Path | None = None
    """Where to keep it on the way: a run is long, and what it saw is worth a look."""
    hours: array[float] = field(default_factory=lambda: array("d"))
    series: dict[str, array[float]] = field(default_factory=dict)

    def take(self, hour: float, values: Mapping[str, float]) -> None:
        """Add a sample."""
        for name in values:
            if name not in self.series:
                self.series[name] = array("d", [0.0] * len(self.hours))
        self.hours.append(round(hour, 4))
        for name, series in self.series.items():
            series.append(values.get(name, 0.0))
        if self.path is not None and len(self.hours) % _KEPT_EVERY == 0:
            self.keep(self.path)

    @property
    def names(self) -> list[str]:
        """Return the names of all series."""
        return list(self.series)

    def values(self, name: str) -> list[float]:
        """Return a series."""
        return list(self.series[name])

    def judged(self, name: str) -> tuple[list[float], list[float]]:
        """Return a series from the end of the warm-up on, with its hours."""
        first = next(
            (i for i, hour in enumerate(self.hours) if hour >= self.warm_up),
            len(self.hours),
        )
        return list(self.hours[first:]), self.values(name)[first:]

    def keep(self, path: Path) -> None:
        """Write it into a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            "title": self.title,
            "warm_up": self.warm_up,
            "about": self.about,
            "hours": list(self.hours),
            "series": {name: list(values) for name, values in self.series.items()},
        }
        path.write_text(json.dumps(kept) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read it back."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            kept["title"],
            kept["warm_up"],
            kept["about"],
            hours=array("d", kept["hours"]),
            series={
                name: array("d", values) for name, values in kept["series"].items()
            },
        )
