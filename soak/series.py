"""Series of samples, as they are taken and as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any, Self

_KEPT_EVERY = 12


@dataclass(slots=True)
class Recording:
    """Samples by name over time, in hours; what is not in a sample was nothing then."""

    title: str
    warm_up: float
    about: dict[str, Any] = field(default_factory=dict)
    hours: list[float] = field(default_factory=list)
    samples: list[dict[str, float]] = field(default_factory=list)
    path: Path | None = None
    """Where to keep it on the way: a run is long, and what it saw is worth a look."""

    def take(self, hour: float, values: Mapping[str, float]) -> None:
        """Add a sample."""
        self.hours.append(round(hour, 4))
        self.samples.append(dict(values))
        if self.path is not None and len(self.samples) % _KEPT_EVERY == 0:
            self.keep(self.path)

    @property
    def names(self) -> list[str]:
        """Return the names of all series, in the order in which they appeared."""
        return list(dict.fromkeys(name for sample in self.samples for name in sample))

    def values(self, name: str) -> list[float]:
        """Return a series."""
        return [sample.get(name, 0) for sample in self.samples]

    def judged(self, name: str) -> tuple[list[float], list[float]]:
        """Return a series from the end of the warm-up on, with its hours."""
        first = next(
            (i for i, hour in enumerate(self.hours) if hour >= self.warm_up),
            len(self.hours),
        )
        return self.hours[first:], self.values(name)[first:]

    def keep(self, path: Path) -> None:
        """Write it into a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            "title": self.title,
            "warm_up": self.warm_up,
            "about": self.about,
            "hours": self.hours,
            "series": {name: self.values(name) for name in self.names},
        }
        path.write_text(json.dumps(kept) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read it back."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        series: dict[str, list[float]] = kept["series"]
        return cls(
            kept["title"],
            kept["warm_up"],
            kept["about"],
            kept["hours"],
            [
                {name: values[i] for name, values in series.items()}
                for i in range(len(kept["hours"]))
            ],
        )
