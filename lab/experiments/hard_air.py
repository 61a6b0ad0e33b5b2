"""Airs that are worse than one that only loses: each trouble by itself, then all."""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..air import AirModel, Churn
from ..experiment import Experiment, Rows
from ..populations import everybody
from ..scenarios import full
from ..topologies import rgg8

SIZE = 50
POLICIES = {"ours": OURS, "bitchat": BITCHAT}

_CHURN = Churn(mean_up_s=30.0, down_s=5.0)
# A clock that is off by more than two minutes is not believed by iPhones at all.
_SKEW_MS = 60_000
# What an iPhone's usual MTU leaves, in which an announce has no room for neighbours.
_PHONE_LIMIT = 182
# A connection of a few packets a second, as between phones that save power.
_SLOW_FRAME_S = 0.1

AIRS = {
    "quiet air": AirModel(),
    "10 % lost, unknown to the sender": AirModel(loss=0.1, loss_known=False),
    "links that last 30 s": AirModel(churn=_CHURN),
    "clocks off by up to 60 s": AirModel(skew_ms=_SKEW_MS),
    "values of 182 bytes": AirModel(limit=_PHONE_LIMIT),
    "ten frames a second, queues of 16": AirModel(
        frame_time=_SLOW_FRAME_S, queue_capacity=16
    ),
    "all of it": AirModel(
        loss=0.1,
        loss_known=False,
        churn=_CHURN,
        skew_ms=_SKEW_MS,
        limit=_PHONE_LIMIT,
        frame_time=_SLOW_FRAME_S,
        queue_capacity=16,
    ),
}


def _run(seed: int) -> Rows:
    """Send one message through each air, by each policy."""
    graph = rgg8(SIZE, seed)
    return {
        f"{name}, {air_name}": full(graph, everybody(policy), air, seed)
        for air_name, air in AIRS.items()
        for name, policy in POLICIES.items()
    }


EXPERIMENTS = [
    Experiment(
        name="hard-air",
        question="What if the air does more than lose frames, 50 nodes?",
        run=partial(_run),
        metrics=("in7", "tx", "delivered", "median", "p99"),
        seeds=30,
        fast_seeds=3,
    )
]
