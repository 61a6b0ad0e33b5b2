"""What still arrives among those who mean no good, and what they cost."""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..adversaries import BlackHole, Flooder, Liar, Replayer, Spoiler, Sybil
from ..adversaries.trial import BEGIN, Attack, bad_ones, trial, without
from ..air import AirModel
from ..baselines.policies import FLOOD
from ..experiment import Experiment, Rows
from ..graph import Graph
from ..simulation import honest
from ..topologies import rgg8

POLICIES = {"ours": OURS, "bitchat": BITCHAT, "flood": FLOOD}

# Small enough that all announces of all nodes can go everywhere where they matter.
SIZE = 60
CROWD_SIZE = 40
_NEAR = AirModel(announce_hops=2)
_EVERYWHERE = AirModel()

# A tenth is bad, but of those who say more than everybody else together there is one.
_TENTH = 0.1
_ONE = 0.0

# What one link carries at most, as long as it takes to fill every bucket.
_FLOOD_RATE = 400.0
_FLOOD_S = 3.0

PEOPLE = 100

ATTACKS = {
    "black holes": Attack(BlackHole, _TENTH),
    "liars": Attack(Liar, _TENTH),
    "spoilers": Attack(Spoiler, _TENTH),
    "replayers": Attack(Replayer, _TENTH, whole_horizon=True),
    "a flooder": Attack(
        lambda p: Flooder(p, begin=BEGIN - 0.5, seconds=_FLOOD_S, rate=_FLOOD_RATE),
        _ONE,
    ),
    "a Sybil": Attack(lambda p: Sybil(p, people=PEOPLE, begin=BEGIN - 5.0), _ONE),
}
CROWDS = {"a Sybil"}


def _run(name: str, seed: int) -> Rows:
    """Attack one mesh by each policy; compare with the mesh without the bad ones."""
    attack = ATTACKS[name]
    crowd = name in CROWDS
    graph: Graph = rgg8(CROWD_SIZE if crowd else SIZE, seed)
    air = _EVERYWHERE if crowd else _NEAR
    left = without(graph, bad_ones(graph, attack.share, seed))
    nobody = Attack(honest, attack.share, attack.whole_horizon)
    rows: Rows = {}
    for policy_name, policy in POLICIES.items():
        rows[f"{policy_name}, without them"] = trial(left, policy, nobody, air, seed)
        rows[policy_name] = trial(graph, policy, attack, air, seed)
    return rows


EXPERIMENTS = [
    Experiment(
        name=f"adversary-{name.split()[-1].lower()}",
        question=f"What does {name} do to the others?"
        if name.startswith("a ")
        else f"What do {name} do to the others, a tenth of all?",
        run=partial(_run, name),
        metrics=(
            "in7",
            "delivered",
            "median",
            "p99",
            "sends/s",
            "checks/s",
            "refused/s",
            "queue drops",
            "known, most",
            "stored, most",
            "shown/arrived",
        ),
        seeds=10,
        fast_seeds=2,
    )
    for name in ATTACKS
]
