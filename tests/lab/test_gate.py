"""The gate: fixed seeds, and a mesh that may not get worse.

Everything here is counted in simulated time, so that the same code gives the same
figures on every machine. When a change makes the mesh better, tighten the bounds.
"""

from functools import cache

import pytest

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS
from lab.air import AirModel
from lab.metrics import METRICS, Sample
from lab.populations import everybody
from lab.scenarios import flood, full
from lab.topologies import clustered, ferry, line, rgg8

from .bounds import BOUNDS, CLOSE, Bound

SEEDS = (1, 2, 3)
AIRS = {"0 %": AirModel(), "30 %": AirModel(loss=0.3)}
RULES = {"ours": OURS.relay, "bitchat": BITCHAT.relay}
FLOODED = {
    "rgg8": lambda seed: rgg8(50, seed),
    "clustered": lambda seed: clustered(50, seed),
    "line": lambda seed: line(8, seed),
}


@cache
def measured() -> dict[str, list[Sample]]:
    """Run everything once."""
    rows: dict[str, list[Sample]] = {}
    for seed in SEEDS:
        for name, make in FLOODED.items():
            for row, found in flood(make(seed), RULES, AIRS, seed).items():
                rows.setdefault(f"{name}, {row}", []).append(found)
        whole = full(rgg8(30, seed), everybody(OURS), AirModel(loss=0.3), seed)
        rows.setdefault("everything, 30 %", []).append(whole)
        graph = ferry(20, seed)
        carried = full(graph, everybody(OURS), AirModel(), seed)
        rows.setdefault("ferry", []).append(carried)
    return rows


def value(bound: Bound) -> float:
    """Return what a bound is about."""
    return METRICS[bound.metric].of(measured()[bound.row])


each_bound = pytest.mark.parametrize(
    "bound", BOUNDS, ids=lambda bound: f"{bound.row}: {bound.metric}"
)


@each_bound
def test_the_mesh_is_as_good_as_it_was(bound) -> None:
    found = value(bound)
    if bound.least is not None:
        assert found >= bound.least, bound.why
    if bound.most is not None:
        assert found <= bound.most, bound.why


@each_bound
def test_no_bound_is_loose(bound) -> None:
    """What is worse by more than a little fails; what is better tightens its bound."""
    found = value(bound)
    if bound.least is not None:
        assert found * (1 - CLOSE) <= bound.least
    if bound.most is not None:
        assert found * (1 + CLOSE) >= bound.most


def test_every_row_is_held_to_something() -> None:
    rows = {row for row in measured() if "bitchat" not in row}
    assert {bound.row for bound in BOUNDS} == rows


@pytest.mark.parametrize("air", AIRS)
@pytest.mark.parametrize("topology", ["rgg8", "clustered"])
def test_our_rule_reaches_more_with_less_than_the_apps(topology, air) -> None:
    ours, theirs = (measured()[f"{topology}, {rule}, {air}"] for rule in RULES)
    reached, sends = METRICS["in7"].of, METRICS["tx"].of
    assert reached(ours) >= 1.2 * reached(theirs)
    assert sends(ours) <= 0.75 * sends(theirs)
