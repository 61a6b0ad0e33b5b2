"""When everybody has a message, with all that belongs to a mesh."""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..experiment import Experiment, Rows
from ..scenarios import full
from ..topologies import TOPOLOGIES

POLICIES = {"ours": OURS, "bitchat": BITCHAT}


def _run(topology: str, size: int, loss: float, policy: str, seed: int) -> Rows:
    """Follow messages until everybody has them."""
    graph = TOPOLOGIES[topology](size, seed)
    rule = POLICIES[policy]
    messages = 3 if size < 1000 else 1
    found = full(graph, lambda _: rule, AirModel(loss=loss), seed, messages=messages)
    return {policy: found}


EXPERIMENTS = [
    Experiment(
        name=f"full-{topology}-{size}-{loss:.0%}-{policy}",
        question=f"How does {policy} get on, {size} nodes, {topology}, {loss:.0%} loss?",
        run=partial(_run, topology, size, loss, policy),
        metrics=("in7", "tx", "stretch", "delivered", "median", "p99", "checks"),
        seeds=10 if size >= 1000 else 30,
    )
    for size in (10, 100, 1000)
    for topology in ("line", "grid", "rgg8", "clustered")
    for loss in (0.0, 0.1, 0.3)
    for policy in POLICIES
]
