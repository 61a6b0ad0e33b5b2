"""How far a flood gets by itself, by which rule, at what cost."""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..baselines.policies import (
    BITCHAT_AS_DEPLOYED,
    COUNTER,
    FLOOD,
    FLOOD_UNLIMITED,
    GOSSIP,
)
from ..experiment import Experiment, Rows
from ..scenarios import flood
from ..topologies import TOPOLOGIES

RULES = {
    "ours": OURS.relay,
    "bitchat": BITCHAT.relay,
    "bitchat as deployed": BITCHAT_AS_DEPLOYED.relay,
    "flood": FLOOD.relay,
    "flood without TTL": FLOOD_UNLIMITED.relay,
    "gossip": GOSSIP.relay,
    "counter": COUNTER.relay,
}
# The price of large meshes: what `baselines.py` looks at, too, and then what the others
# are dominated by.
BY_SIZE = {
    10: tuple(RULES),
    100: ("ours", "bitchat", "flood", "gossip", "counter"),
    1000: ("ours", "bitchat", "flood"),
}
AIRS = {f"{loss:.0%} loss": AirModel(loss=loss) for loss in (0.0, 0.1, 0.3)}


def _run(topology: str, size: int, seed: int) -> Rows:
    """Send the same messages by every rule, through every air."""
    graph = TOPOLOGIES[topology](size, seed)
    rules = {name: RULES[name] for name in BY_SIZE[size]}
    return flood(graph, rules, AIRS, seed, messages=1)


EXPERIMENTS = [
    Experiment(
        name=f"flood-{topology}-{size}",
        question=f"What does the flood alone reach, {size} nodes, {topology}?",
        run=partial(_run, topology, size),
        metrics=("in7", "tx", "stretch", "useful", "storm"),
        seeds=10 if size >= 1000 else 30,
    )
    for size in BY_SIZE
    for topology in ("line", "grid", "rgg8", "clustered")
]
