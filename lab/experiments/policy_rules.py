"""What each rule of our relay policy is for: one at a time switched off or changed."""

from dataclasses import replace
from functools import partial

from custom_components.mesh_broadcast.protocol import DesignatedRelay

from ..air import AirModel
from ..experiment import Experiment, Rows
from ..scenarios import flood
from ..topologies import TOPOLOGIES

OURS = DesignatedRelay()

# From hearing alone, rule by rule, to what is the default.
RULES = {
    "heard alone": replace(OURS, tree=False, sba=False),
    "sba, one server": replace(OURS, tree=False, k_inner=1),
    "sba, two servers": replace(OURS, tree=False, k=2, k_inner=2),
    "tree, one server": replace(OURS, k_inner=1),
    "tree, two for inner nodes": OURS,
    "tree, two servers": replace(OURS, k=2),
}
CONSTANTS = {
    "ours": OURS,
    "no retry": replace(OURS, retries=0),
    "2 retries": replace(OURS, retries=2),
    "6 retries": replace(OURS, retries=6),
    "TTLs cut": replace(OURS, clamp_ttl=True),
    "waits of the apps": replace(OURS, spread_ms=None),
    "by the map alone": replace(OURS, cross=False),
}
KNOWN = {f"{loss:.0%} loss": AirModel(loss=loss) for loss in (0.0, 0.1, 0.3)}
UNKNOWN = {
    f"{loss:.0%} loss, unknown": AirModel(loss=loss, loss_known=False)
    for loss in (0.0, 0.1, 0.3)
}


def _run(
    rules: dict[str, DesignatedRelay],
    airs: dict[str, AirModel],
    topology: str,
    seed: int,
) -> Rows:
    """Send the same messages by every rule."""
    return flood(TOPOLOGIES[topology](100, seed), rules, airs, seed, messages=2)


EXPERIMENTS = [
    Experiment(
        name=f"policy-{what}-{topology}",
        question=f"{question}, 100 nodes, {topology}?",
        run=partial(_run, rules, airs, topology),
        metrics=("in7", "tx", "stretch", "useful", "storm"),
        seeds=30,
    )
    for what, question, rules, airs in (
        ("rules", "What is each of our rules for", RULES, KNOWN),
        ("constants", "What do our constants do", CONSTANTS, KNOWN),
        ("unknown", "What if senders do not know what is lost", RULES, UNKNOWN),
    )
    for topology in ("rgg8", "clustered", "grid")
]
