"""When everybody has a message, with all that belongs to a mesh."""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..experiment import Experiment, Rows
from ..populations import everybody
from ..scenarios import full
from ..topologies import TOPOLOGIES

POLICIES = {"ours": OURS, "bitchat": BITCHAT}
LOSSES = (0.0, 0.1, 0.3)
# No message gets through a line of a hundred in two minutes: most of it is out of
# reach of any TTL, and a round of sync brings it on by one hop.
TOPOLOGIES_OF = {
    10: ("line", "grid", "rgg8", "clustered"),
    100: ("grid", "rgg8", "clustered"),
    1000: ("grid", "rgg8", "clustered"),
}


def _run(topology: str, size: int, loss: float, policy: str, seed: int) -> Rows:
    """Follow a message until everybody has it."""
    graph = TOPOLOGIES[topology](size, seed)
    rule = POLICIES[policy]
    return {policy: full(graph, everybody(rule), AirModel(loss=loss), seed)}


def _experiment(topology: str, size: int, loss: float, policy: str) -> Experiment:
    """Return one of the many."""
    return Experiment(
        name=f"full-{topology}-{size}-{loss:.0%}-{policy}",
        question=f"When has everybody a message by {policy}: "
        f"{size} nodes, {topology}, {loss:.0%} loss?",
        run=partial(_run, topology, size, loss, policy),
        metrics=("in7", "tx", "stretch", "delivered", "median", "p99", "checks"),
        seeds=5 if size >= 1000 else 30,
    )


def _wanted(topology: str, size: int, loss: float, policy: str) -> bool:
    """Whether a combination is worth its time: the apps' rules take long."""
    few = topology == "rgg8" and loss != LOSSES[1]
    return policy == "ours" or size == min(TOPOLOGIES_OF) or few


EXPERIMENTS = [
    _experiment(topology, size, loss, policy)
    for size, topologies in TOPOLOGIES_OF.items()
    for topology in topologies
    for loss in LOSSES
    for policy in POLICIES
    if _wanted(topology, size, loss, policy)
]
