"""What still arrives among those who mean no good, and what they cost."""

from functools import partial

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS

from ..adversaries import BlackHole, Flooder, Liar, Replayer, Spoiler, Sybil
from ..adversaries.trial import BEGIN, Attack, bad_ones, trial, without
from ..air import AirModel
from ..baselines.policies import FLOOD
from ..experiment import Experiment, Rows
from ..simulation import honest
from ..topologies import rgg8

POLICIES = {"ours": OURS, "bitchat": BITCHAT, "flood": FLOOD}

SIZE = 30

# Two hops: whoever lies about neighbours has to be heard by theirs. Those who are many
# in one want to be known everywhere.
_NEAR = AirModel(announce_hops=2)
_EVERYWHERE = AirModel()

# A tenth is bad, but of those who say more than everybody else together there is one.
_TENTH = 0.1
_ONE = 0.0

# What one link carries at most, until each bucket is empty.
_FLOOD_RATE = 400.0
_FLOOD_S = 1.0

PEOPLE = 100

ATTACKS = {
    "black holes": Attack(BlackHole, _TENTH),
    "liars": Attack(Liar, _TENTH),
    "spoilers": Attack(Spoiler, _TENTH),
    "replayers": Attack(Replayer, _TENTH, whole_horizon=True),
    "one flooder": Attack(
        lambda p: Flooder(p, begin=BEGIN - 0.5, seconds=_FLOOD_S, rate=_FLOOD_RATE),
        _ONE,
    ),
    "one Sybil": Attack(lambda p: Sybil(p, people=PEOPLE, begin=BEGIN - 5.0), _ONE),
}

_METRICS = (
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
)


def _run(policy: str, attacks: tuple[str, ...], share: float, seed: int) -> Rows:
    """Attack one mesh in each way; first let the same nodes just not be there."""
    graph = rgg8(SIZE, seed)
    left = without(graph, bad_ones(graph, share, seed))
    rule = POLICIES[policy]
    air = _EVERYWHERE if share == _ONE else _NEAR
    rows = {"without them": trial(left, rule, Attack(honest, share), air, seed)}
    for name in attacks:
        rows[name] = trial(graph, rule, ATTACKS[name], air, seed)
    return rows


EXPERIMENTS = [
    Experiment(
        name=f"adversary-{kind}-{policy}",
        question=f"What {does} to a mesh of {SIZE} by the rules of {policy}?",
        run=partial(
            _run,
            policy,
            tuple(name for name, a in ATTACKS.items() if a.share == share),
            share,
        ),
        metrics=_METRICS,
        seeds=10,
        fast_seeds=2,
    )
    for kind, does, share in (
        ("many", "do many do", _TENTH),
        ("one", "does one do", _ONE),
    )
    for policy in POLICIES
    if not (kind == "one" and policy == "flood")
]
