"""What the mesh is to reach: each goal with where it is measured.

`must` was shown to be feasible before anything was built, `moon` is the stretch.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
import tomllib

from .metrics import (
    Sample,
    delivered,
    in_time,
    latency_last,
    latency_p99,
    sends_per_delivery,
    storm,
    stretch,
)

type Where = tuple[str, str]
"""An experiment, and a row of it."""

type Measured = Callable[[Sequence[tuple[Sample, ...]]], float]

LOSSES = (0.0, 0.1, 0.3)
SIZES = (10, 100, 1000)
CROWDS = ("rgg8", "clustered")
SPREAD = (*CROWDS, "grid")


@dataclass(frozen=True, slots=True)
class Target:
    """One goal. `rows` are what `of` takes a sample each of, for every seed."""

    group: str
    mesh: str
    loss: float
    must: float
    moon: float
    better: int
    digits: int
    rows: tuple[Where, ...]
    of: Measured
    unit: str = ""
    oracle: float | None = None

    @property
    def key(self) -> str:
        """Return a name by which a miss can be explained."""
        return f"{self.group}: {self.mesh}, {self.loss:.0%}"

    def meets(self, value: float, goal: float) -> bool:
        """Whether a value is as good as a goal, as exactly as it is shown."""
        rounded = value if value == inf else round(value, self.digits)
        return rounded * self.better >= goal * self.better

    def verdict(self, value: float) -> str:
        """Return which goal a value reaches."""
        if self.meets(value, self.moon):
            return "moon"
        return "must" if self.meets(value, self.must) else "missed"

    def show(self, value: float) -> str:
        """Return a value as the page has it."""
        return "never" if value == inf else f"{value:.{self.digits}f}{self.unit}"


IN_TIME = "in7@2s"
SENDS = "tx per delivery x (1 - loss)"
STRETCH = "median stretch"
DELIVERED = "delivered in 120 s"
P99 = "p99"
FERRY = "ferry: last far node after link-up"
BITCHAT_REACH = "versus bitchat: reach"
BITCHAT_SENDS = "versus bitchat: tx"
BITCHAT_STRETCH = "versus bitchat: stretch"
FLOOD_REACH = "versus flood: reach less the flood's"
FLOOD_SENDS = "versus flood: tx"
BACKBONE = "backbone: p99 of phones versus"
STORM = "storm: sends / 2E"


def flooded(topology: str, size: int, loss: float, rule: str = "ours") -> Where:
    """Return where a flood alone is measured."""
    return f"flood-{topology}-{size}", f"{rule}, {loss:.0%} loss"


def followed(topology: str, size: int, loss: float, policy: str = "ours") -> Where:
    """Return where a message is followed until all have it."""
    return f"full-{topology}-{size}-{loss:.0%}-{policy}", policy


def one(of: Callable[[Sequence[Sample]], float], times: float = 1.0) -> Measured:
    """Return a metric of one row."""
    return lambda seeds: of([samples[0] for samples in seeds]) * times


def ratio(of: Callable[[Sequence[Sample]], float]) -> Measured:
    """Return a metric of the first row by that of the second."""

    def divided(seeds: Sequence[tuple[Sample, ...]]) -> float:
        """Return the quotient of both; of nothing it is infinite."""
        below = of([samples[1] for samples in seeds])
        above = of([samples[0] for samples in seeds])
        if below == inf:
            return 0.0 if above < inf else 1.0
        return above / below if below else inf

    return divided


def difference(of: Callable[[Sequence[Sample]], float]) -> Measured:
    """Return a metric of the first row less that of the second."""
    return lambda seeds: (
        of([samples[0] for samples in seeds]) - of([samples[1] for samples in seeds])
    )


def targets() -> Iterator[Target]:
    """Yield all goals, in the order of the page."""
    yield from _flood_targets()
    yield from _full_targets()
    yield from _comparisons()
    for mesh, beside in (
        ("homes as phones", "chance, like phones"),
        ("no homes", "no homes"),
    ):
        rows = ("backbone-10%", "chance, ours"), ("backbone-10%", beside)
        of = ratio(latency_p99)
        yield Target(BACKBONE, f"10 % homes, {mesh}", 0.0, 0.6, 0.3, -1, 2, rows, of)
    for size in SIZES:
        for topology in ("line", *SPREAD):
            for loss in LOSSES:
                yield Target(
                    STORM,
                    f"{topology}, {size}",
                    loss,
                    1.0,
                    1.0,
                    -1,
                    2,
                    (flooded(topology, size, loss),),
                    one(storm),
                )


def _flood_targets() -> Iterator[Target]:
    """Yield the goals for what a flood does alone."""
    reach = {
        0.0: (0.995, 0.98, 0.999),
        0.1: (0.965, 0.93, 0.995),
        0.3: (0.92, 0.87, 0.98),
    }
    on_line = {0.0: (1.0, 1.0), 0.1: (0.99, 0.999), 0.3: (0.85, 0.97)}
    stretched = {0.0: (1.7, 1.4), 0.3: (2.4, 1.8)}
    meshes = [(topology, size) for size in SIZES for topology in SPREAD]
    for topology, size in meshes:
        for loss, (small, large, moon) in reach.items():
            must = large if size == max(SIZES) else small
            where = (flooded(topology, size, loss),)
            yield Target(
                IN_TIME,
                f"{topology}, {size}",
                loss,
                must,
                moon,
                1,
                3,
                where,
                one(in_time),
                oracle=1.0,
            )
    for size in SIZES:
        for loss, (must, moon) in on_line.items():
            where = (flooded("line", size, loss),)
            yield Target(
                IN_TIME,
                f"line, {size}",
                loss,
                must,
                moon,
                1,
                3,
                where,
                one(in_time),
                oracle=1.0,
            )
    for topology, size in meshes:
        must, moon = (1.8, 1.5) if topology == "grid" else (1.7, 1.3)
        for loss in LOSSES:
            where = (flooded(topology, size, loss),)
            of = one(sends_per_delivery, 1 - loss)
            yield Target(
                SENDS,
                f"{topology}, {size}",
                loss,
                must,
                moon,
                -1,
                2,
                where,
                of,
                oracle=1.0,
            )
    for topology, size in meshes:
        for loss, (must, moon) in stretched.items():
            where = (flooded(topology, size, loss),)
            yield Target(
                STRETCH,
                f"{topology}, {size}",
                loss,
                must,
                moon,
                -1,
                2,
                where,
                one(stretch),
                oracle=1.0,
            )


def _full_targets() -> Iterator[Target]:
    """Yield the goals for a message until all have it."""
    for size in SIZES:
        for topology in SPREAD if size > min(SIZES) else ("line", *SPREAD):
            for loss in LOSSES:
                where = (followed(topology, size, loss),)
                yield Target(
                    DELIVERED,
                    f"{topology}, {size}",
                    loss,
                    0.999,
                    1.0,
                    1,
                    4,
                    where,
                    one(delivered),
                    oracle=1.0,
                )
    for size, goals in {
        100: {0.0: (3.5, 2.0), 0.3: (8.0, 5.0)},
        1000: {0.0: (25.0, 15.0), 0.3: (45.0, 30.0)},
    }.items():
        for loss, (must, moon) in goals.items():
            where = (followed("rgg8", size, loss),)
            yield Target(
                P99,
                f"rgg8, {size}",
                loss,
                must,
                moon,
                -1,
                1,
                where,
                one(latency_p99),
                " s",
            )
    for loss, (must, moon) in {0.0: (7.0, 1.0), 0.3: (13.0, 3.0)}.items():
        where = ((f"ferry-{loss:.0%}", "ours"),)
        yield Target(
            FERRY,
            "two clusters of 10",
            loss,
            must,
            moon,
            -1,
            1,
            where,
            one(latency_last),
            " s",
        )
        yield Target(
            DELIVERED,
            "ferry, far side",
            loss,
            1.0,
            1.0,
            1,
            4,
            where,
            one(delivered),
            oracle=1.0,
        )


def _comparisons() -> Iterator[Target]:
    """Yield the goals beside others' rules, on the same links."""
    for size in SIZES[1:]:
        for topology in CROWDS:
            mesh = f"{topology}, {size}"
            for loss in LOSSES:
                ours = flooded(topology, size, loss)
                theirs = (ours, flooded(topology, size, loss, "bitchat"))
                flood = (ours, flooded(topology, size, loss, "flood"))
                yield Target(
                    BITCHAT_REACH, mesh, loss, 1.8, 2.0, 1, 2, theirs, ratio(in_time)
                )
                yield Target(
                    BITCHAT_SENDS,
                    mesh,
                    loss,
                    0.75,
                    0.55,
                    -1,
                    2,
                    theirs,
                    ratio(sends_per_delivery),
                )
                yield Target(
                    BITCHAT_STRETCH,
                    mesh,
                    loss,
                    0.5,
                    0.33,
                    -1,
                    2,
                    theirs,
                    ratio(stretch),
                )
                less = -0.025 if size == max(SIZES) else -0.005
                moon = 0.0 if loss == 0 else 0.001
                yield Target(
                    FLOOD_REACH,
                    mesh,
                    loss,
                    less,
                    moon,
                    1,
                    3,
                    flood,
                    difference(in_time),
                )
                yield Target(
                    FLOOD_SENDS,
                    mesh,
                    loss,
                    0.4,
                    0.25,
                    -1,
                    2,
                    flood,
                    ratio(sends_per_delivery),
                )


def explanations() -> dict[str, str]:
    """Return why goals are missed, by their keys: `experiments/misses.toml`."""
    path = Path(__file__).parent / "experiments" / "misses.toml"
    return {str(key): str(why) for key, why in tomllib.loads(path.read_text()).items()}
