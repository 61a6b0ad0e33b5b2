"""Two crowds that meet once, for twenty seconds, a minute after the message."""

from dataclasses import replace
from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..experiment import Experiment, Rows
from ..metrics import Outcome
from ..populations import everybody
from ..scenarios import full
from ..topologies import ferry

SIZE = 20
POLICIES = {"ours": OURS, "bitchat": BITCHAT}


def _since(outcome: Outcome, began: float) -> Outcome:
    """Return an outcome with times from the moment at which the ferry came."""
    return replace(
        outcome,
        latencies=tuple(t if t is None else t - began for t in outcome.latencies),
    )


def _run(loss: float, seed: int) -> Rows:
    """Say something in the near crowd, and look at the far one."""
    graph = ferry(SIZE, seed)
    came = next(change.at for change in graph.changes if change.up)
    rows: Rows = {}
    for name, policy in POLICIES.items():
        found = full(
            graph,
            everybody(policy),
            AirModel(loss=loss),
            seed,
            only=sorted(graph.far),
        )
        rows[name] = replace(
            found, outcomes=tuple(_since(o, came) for o in found.outcomes)
        )
    return rows


EXPERIMENTS = [
    Experiment(
        name=f"ferry-{loss:.0%}",
        question=f"How soon after the link is up do the others know, {loss:.0%} loss?",
        run=partial(_run, loss),
        metrics=("delivered", "first", "last", "median", "p99"),
        fast_seeds=6,
    )
    for loss in (0.0, 0.1, 0.3)
]
