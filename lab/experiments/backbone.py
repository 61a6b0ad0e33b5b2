"""What a few homes that are always on do for many phones around them."""

from collections.abc import Iterable
from functools import partial
from random import Random

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS, MeshPolicy

from ..air import AirModel
from ..backbone import (
    CHOICES,
    Town,
    linked,
    phones_only,
    rotating,
    town,
)
from ..baselines.policies import BITCHAT_AS_DEPLOYED, FloodRelay
from ..experiment import Experiment, Rows
from ..graph import Graph
from ..metrics import HORIZON_S, Sample, measure
from ..populations import some
from ..simulation import Message, Simulation

SIZE = 100
MESSAGES = 3

# Announces tell neighbours of each other; what is further away need not know here.
AIR = AirModel(announce_hops=1)

# The phones' rounds are 15 s long: links come within one, so that no two keep step.
LINKS_COME_S = 15.0
SETTLE_S = 5.0
_SPACING_S = 2.3
_LOOK_S = 1.0

TO_ALL = FloodRelay("to all links")

# Whom homes link to, and what they do then: each row changes one thing.
HOMES = {
    "nearest, like phones": ("nearest", BITCHAT),
    "nearest, ours": ("nearest", OURS),
    "unserved, ours": ("unserved", OURS),
    "chance, like phones": ("chance", BITCHAT),
    "chance, to all links": ("chance", MeshPolicy(TO_ALL, BITCHAT.sync)),
    "chance, ours": ("chance", OURS),
}
FEWER = ("nearest, ours", "chance, like phones", "chance, ours")

# Links of a home that has no proxies, and how long they last there.
FEW_SLOTS = 5
FEW_SIZE = 60
TURNS = {
    "nearest, no turns": ("nearest", 1e9),
    "chance, no turns": ("chance", 1e9),
    "chance, turns of 20 s": ("chance", 20.0),
}


def _deliver(
    place: Town,
    graph: Graph,
    homes: MeshPolicy,
    seed: int,
    phones: MeshPolicy = BITCHAT,
) -> Sample:
    """Let phones say things, and see when the phones have them."""
    speakers = Random(f"speakers {seed}").sample(list(place.phones), MESSAGES)
    simulation = Simulation(
        graph,
        some(range(place.homes), homes, phones),
        AIR,
        seed,
        speakers=speakers,
        links_come=LINKS_COME_S,
        settle=SETTLE_S,
    )
    sent: list[Message] = []
    for number, speaker in enumerate(speakers):
        simulation.run(number * _SPACING_S)
        sent.append(simulation.broadcast(speaker))
    hops = graph.hops(speakers[0])
    everybody = {phone for phone in place.phones if hops[phone] is not None}
    end = simulation.time + HORIZON_S
    while simulation.time < end and not all(
        everybody <= {message.origin, *message.arrivals} for message in sent
    ):
        simulation.run(simulation.time + _LOOK_S)
    return Sample(tuple(measure(simulation, one, place.phones) for one in sent))


def _homes(share: float, names: Iterable[str], seed: int) -> Rows:
    """Compare whom homes link to and what they do."""
    place = town(SIZE, share, seed)
    rows = {"no homes": _deliver(place, phones_only(place), BITCHAT, seed)}
    for name in names:
        choice, policy = HOMES[name]
        graph = linked(place, CHOICES[choice])
        rows[name] = _deliver(place, graph, policy, seed)
    return rows


def _deployed(share: float, seed: int) -> Rows:
    """Let phones do what the apps do now: they hardly ever call a relay off."""
    phones = BITCHAT_AS_DEPLOYED
    place = town(SIZE, share, seed)
    alone = phones_only(place)
    rows = {"no homes": _deliver(place, alone, phones, seed, phones)}
    graph = linked(place, CHOICES["chance"])
    for name, homes in (("like phones", phones), ("ours", OURS)):
        rows[f"chance, {name}"] = _deliver(place, graph, homes, seed, phones)
    return rows


def _rotation(share: float, seed: int) -> Rows:
    """Compare how long a link lasts while others wait for its slot."""
    place = town(FEW_SIZE, share, seed)
    return {
        name: _deliver(
            place,
            rotating(place, CHOICES[choice], FEW_SLOTS, turn, HORIZON_S),
            OURS,
            seed,
        )
        for name, (choice, turn) in TURNS.items()
    }


_METRICS = ("in7", "delivered", "median", "p99", "last", "tx")

EXPERIMENTS = [
    *(
        Experiment(
            name=f"backbone-{share:.0%}",
            question=f"What do homes do for phones, {share:.0%} of {SIZE} nodes?",
            run=partial(_homes, share, names),
            metrics=_METRICS,
            seeds=10,
            fast_seeds=2,
        )
        for share, names in ((0.1, tuple(HOMES)), (0.05, FEWER))
    ),
    Experiment(
        name="backbone-deployed",
        question=f"What if phones call no relay off, 10 % homes of {SIZE} nodes?",
        run=partial(_deployed, 0.1),
        metrics=_METRICS,
        seeds=10,
        fast_seeds=2,
    ),
    Experiment(
        name="backbone-rotation",
        question=f"Should homes with {FEW_SLOTS} slots rotate, 10 % of {FEW_SIZE}?",
        run=partial(_rotation, 0.1),
        metrics=_METRICS,
        seeds=10,
        fast_seeds=2,
    ),
]
