"""What is lost by publishing announces in large meshes instead of carrying them.

The same messages in the same mesh: once with announces that flood it as they do on a
real air, once as the lab does it from fifty nodes on.
"""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel
from ..experiment import Experiment, Rows
from ..metrics import sample
from ..populations import everybody
from ..scenarios import full, origins
from ..simulation import Simulation
from ..topologies import rgg8

SIZE = 100
POLICIES = {"ours": OURS, "bitchat": BITCHAT}
_FLOOD_S = 4.0


def _run(loss: float, seed: int) -> Rows:
    """Do it both ways."""
    graph = rgg8(SIZE, seed)
    air = AirModel(loss=loss)
    rows: Rows = {}
    for name, policy in POLICIES.items():
        speakers = origins(graph, 1, seed)
        real = Simulation(graph, everybody(policy), air, seed, speakers=speakers)
        real.run(0.0)
        message = real.broadcast(speakers[0])
        real.run(_FLOOD_S)
        rows[f"{name}, carried"] = sample(real, [message])
        rows[f"{name}, published"] = full(graph, everybody(policy), air, seed)
    return rows


EXPERIMENTS = [
    Experiment(
        name=f"shortcuts-{loss:.0%}",
        question=f"Do published announces change what a flood reaches, {loss:.0%} loss?",
        run=partial(_run, loss),
        metrics=("in7", "tx", "stretch", "checks"),
        seeds=10,
        fast_seeds=2,
    )
    for loss in (0.0, 0.3)
]
