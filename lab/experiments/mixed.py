"""A few of our nodes among many phones, and more and more of them.

They stand at random places here, with as many links as anybody. What a node does that
is better linked is another experiment.
"""

from functools import partial
from random import Random

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..experiment import Experiment, Rows
from ..populations import some
from ..scenarios import full
from ..topologies import rgg8

SIZE = 100
PERCENT_OURS = (0, 5, 10, 25, 50, 100)


def _run(loss: float, seed: int) -> Rows:
    """Put more and more of ours into the same mesh: who is one stays one."""
    graph = rgg8(SIZE, seed)
    order = Random(f"ours {seed}").sample(range(SIZE), SIZE)
    rows: Rows = {}
    for percent in PERCENT_OURS:
        ours = frozenset(order[: SIZE * percent // 100])
        policy_for = some(ours, OURS, BITCHAT)
        rows[f"{percent} % ours"] = full(
            graph, policy_for, AirModel(loss=loss), seed, messages=2
        )
    return rows


EXPERIMENTS = [
    Experiment(
        name=f"mixed-{loss:.0%}",
        question=f"How much do a few of ours help among phones, {loss:.0%} loss?",
        run=partial(_run, loss),
        metrics=("in7", "tx", "delivered", "median", "p99"),
        seeds=15,
    )
    for loss in (0.0, 0.1)
]
