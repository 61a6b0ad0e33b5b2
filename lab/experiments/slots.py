"""Devices hold few connections: what is left of a mesh, and how it gets on.

Three is what an ESPHome proxy has by default, five a common adapter, seven a good one.
"""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..baselines.oracle import part_of
from ..baselines.policies import FLOOD
from ..experiment import Experiment, Rows
from ..metrics import Sample
from ..populations import everybody
from ..scenarios import flood, full, origins
from ..topologies import limit_slots, rgg8

SIZE = 100
SLOTS = (3, 5, 7)
POLICIES = (OURS, BITCHAT, FLOOD)
RULES = {policy.name: policy.relay for policy in POLICIES}


def _flood(loss: float, seed: int) -> Rows:
    """Send the same messages by each rule, with more and more connections each."""
    rows: Rows = {}
    for slots in SLOTS:
        graph = limit_slots(rgg8(SIZE, seed), slots, seed)
        rows |= flood(graph, RULES, {f"{slots} slots": AirModel(loss=loss)}, seed)
    return rows


def _full(loss: float, seed: int) -> Rows:
    """Follow messages until everybody has them."""
    return {
        f"{policy.name}, {slots} slots": full(
            rgg8(SIZE, seed),
            everybody(policy),
            AirModel(loss=loss, slots=slots),
            seed,
            messages=2,
        )
        for slots in SLOTS
        for policy in (OURS, BITCHAT)
    }


def _graphs(seed: int) -> Rows:
    """Count what is left of the links: nothing is simulated."""
    rows: Rows = {}
    for slots in SLOTS:
        graph = limit_slots(rgg8(SIZE, seed), slots, seed)
        (origin,) = origins(graph, 1, seed)
        rows[f"{slots} slots"] = Sample(
            extra={
                "links/node": graph.mean_degree,
                "nodes in one piece": len(part_of(graph, origin)),
                "hops to the last": max(h or 0 for h in graph.hops(origin)),
            }
        )
    return rows


EXPERIMENTS = [
    *(
        Experiment(
            name=f"slots-flood-{loss:.0%}",
            question=f"How far does a flood get where slots are few, {loss:.0%} loss?",
            run=partial(_flood, loss),
            metrics=("in7", "tx", "stretch", "useful"),
            seeds=15,
        )
        for loss in (0.0, 0.3)
    ),
    *(
        Experiment(
            name=f"slots-full-{loss:.0%}",
            question=f"When do all have it where slots are few, {loss:.0%} loss?",
            run=partial(_full, loss),
            metrics=("in7", "tx", "delivered", "median", "p99"),
            seeds=10,
        )
        for loss in (0.0, 0.3)
    ),
    Experiment(
        name="slots-graphs",
        question="What is left of a mesh where slots are few?",
        run=_graphs,
        metrics=("links/node", "nodes in one piece", "hops to the last"),
        fast_seeds=10,
    ),
]
