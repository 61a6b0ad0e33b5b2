"""Others' rules among each other, beside what none of them can beat."""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT

from ..air import AirModel
from ..baselines.oracle import (
    connected_dominating_set,
    flood_sends,
    part_of,
    tree_sends,
)
from ..baselines.policies import (
    ANDROID,
    BITCHAT_AS_DEPLOYED,
    COUNTER,
    FLOOD,
    FLOOD_UNLIMITED,
    GOSSIP,
)
from ..experiment import Experiment, Rows
from ..metrics import Sample
from ..populations import everybody
from ..scenarios import flood, full, origins
from ..topologies import TOPOLOGIES

POLICIES = (
    BITCHAT,
    BITCHAT_AS_DEPLOYED,
    ANDROID,
    FLOOD,
    FLOOD_UNLIMITED,
    GOSSIP,
    COUNTER,
)
RULES = {policy.name: policy.relay for policy in POLICIES}
SYNCING = (BITCHAT, BITCHAT_AS_DEPLOYED, ANDROID, FLOOD)
AIRS = {f"{loss:.0%} loss": AirModel(loss=loss) for loss in (0.0, 0.1, 0.3)}


def _flood(topology: str, seed: int) -> Rows:
    """Send the same messages by each of the others' rules."""
    return flood(TOPOLOGIES[topology](100, seed), RULES, AIRS, seed)


def _full(topology: str, seed: int) -> Rows:
    """Follow messages until everybody has them."""
    return {
        f"{policy.name}, {loss:.0%} loss": full(
            TOPOLOGIES[topology](100, seed),
            everybody(policy),
            AirModel(loss=loss),
            seed,
        )
        for loss in (0.0, 0.3)
        for policy in SYNCING
    }


def _bounds(size: int, seed: int) -> Rows:
    """Count what cannot be beaten: nothing is simulated."""
    rows: Rows = {}
    for name in ("line", "grid", "rgg8", "clustered"):
        graph = TOPOLOGIES[name](size, seed)
        (origin,) = origins(graph, 1, seed)
        others = len(part_of(graph, origin)) - 1
        rows[name] = Sample(
            extra={
                "flood sends/node": flood_sends(graph, origin) / others,
                "tree sends/node": tree_sends(graph, origin) / others,
                "at 30 % loss": tree_sends(graph, origin, 0.3) / others,
                "senders on a radio/node": len(connected_dominating_set(graph, origin))
                / (others + 1),
                "hops to the last": max(h or 0 for h in graph.hops(origin)),
            }
        )
    return rows


EXPERIMENTS = [
    *(
        Experiment(
            name=f"baselines-flood-{topology}",
            question=f"How far do others' rules get without sync, 100 nodes, {topology}?",
            run=partial(_flood, topology),
            metrics=("in7", "tx", "stretch", "useful"),
            seeds=15,
        )
        for topology in ("rgg8", "clustered", "grid")
    ),
    *(
        Experiment(
            name=f"baselines-full-{topology}",
            question=f"How long do others' rules take with sync, 100 nodes, {topology}?",
            run=partial(_full, topology),
            metrics=("in7", "tx", "delivered", "median", "p99"),
            seeds=10,
        )
        for topology in ("rgg8", "clustered")
    ),
    *(
        Experiment(
            name=f"baselines-bounds-{size}",
            question=f"What can no rule beat, {size} nodes?",
            run=partial(_bounds, size),
            metrics=(
                "tree sends/node",
                "at 30 % loss",
                "flood sends/node",
                "senders on a radio/node",
                "hops to the last",
            ),
            fast_seeds=5,
        )
        for size in (100, 1000)
    ),
]
