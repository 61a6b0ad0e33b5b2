"""A GATT server under BlueZ notifies all of its subscribers or none.

So a send on such links counts once and reaches everybody, whoever was meant, those too
from whom the message came. An iPhone can choose among its subscribers; here, to see
the worst, nobody can.
"""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..baselines.policies import FLOOD
from ..experiment import Experiment, Rows
from ..populations import everybody
from ..scenarios import flood, full
from ..topologies import TOPOLOGIES

SIZE = 100
POLICIES = (OURS, BITCHAT, FLOOD)
RULES = {policy.name: policy.relay for policy in POLICIES}
WAYS = {"addressed": False, "shared": True}


def _flood(topology: str, loss: float, seed: int) -> Rows:
    """Send the same messages by each rule, over either kind of server."""
    graph = TOPOLOGIES[topology](SIZE, seed)
    rows: Rows = {}
    for way, shared in WAYS.items():
        air = AirModel(loss=loss, shared_notification=shared)
        rows |= flood(graph, RULES, {way: air}, seed)
    return rows


def _full(topology: str, loss: float, seed: int) -> Rows:
    """Follow messages until everybody has them."""
    return {
        f"{policy.name}, {way}": full(
            TOPOLOGIES[topology](SIZE, seed),
            everybody(policy),
            AirModel(loss=loss, shared_notification=shared),
            seed,
            messages=2,
        )
        for way, shared in WAYS.items()
        for policy in (OURS, BITCHAT)
    }


EXPERIMENTS = [
    *(
        Experiment(
            name=f"shared-notify-flood-{topology}-{loss:.0%}",
            question=f"What do shared notifications change, {topology}, {loss:.0%} loss?",
            run=partial(_flood, topology, loss),
            metrics=("in7", "tx", "stretch", "useful", "storm"),
            seeds=15,
        )
        for topology in ("rgg8", "clustered")
        for loss in (0.0, 0.3)
    ),
    *(
        Experiment(
            name=f"shared-notify-full-{loss:.0%}",
            question=f"When do all have it over shared ones, rgg8, {loss:.0%} loss?",
            run=partial(_full, "rgg8", loss),
            metrics=("in7", "tx", "delivered", "median", "p99"),
            seeds=10,
        )
        for loss in (0.0, 0.3)
    ),
]
