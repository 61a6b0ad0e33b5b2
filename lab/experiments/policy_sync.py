"""What our sync policy is made of: what mends that the flood does not reach."""

from dataclasses import replace
from functools import partial

from custom_components.mesh_broadcast.protocol import (
    BITCHAT,
    DesignatedRelay,
    MeshPolicy,
)
from custom_components.mesh_broadcast.protocol.sync_policy import TrickleSync

from ..air import AirModel
from ..experiment import Experiment, Rows
from ..populations import everybody
from ..scenarios import full
from ..topologies import TOPOLOGIES

OURS = TrickleSync()
SYNCS = {
    "ours": OURS,
    "without offers": replace(OURS, offers=False),
    "without offers nor after talk": replace(OURS, offers=False, after_talk=None),
    "after talk in 2 s": replace(OURS, after_talk=2.0),
    "after talk in 8 s": replace(OURS, after_talk=8.0),
    "bitchat's rounds": BITCHAT.sync,
}


def _run(topology: str, air: AirModel, seed: int) -> Rows:
    """Send a message by our relay policy with each sync policy."""
    graph = TOPOLOGIES[topology](100, seed)
    return {
        name: full(graph, everybody(MeshPolicy(DesignatedRelay(), sync)), air, seed)
        for name, sync in SYNCS.items()
    }


EXPERIMENTS = [
    Experiment(
        name=f"policy-sync-{topology}-{name.replace(' ', '-')}",
        question=f"What does which sync mend, 100 nodes, {topology}, {name} loss?",
        run=partial(_run, topology, air),
        metrics=("in7", "tx", "delivered", "median", "p99"),
        seeds=20,
    )
    for topology in ("rgg8", "grid")
    for name, air in (
        ("known 30%", AirModel(loss=0.3)),
        ("unknown 10%", AirModel(loss=0.1, loss_known=False)),
    )
]
