"""What a few homes that are always on do for many phones around them."""

from functools import partial
from random import Random

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS, MeshPolicy

from ..air import AirModel
from ..backbone import (
    CHOICES,
    SLOTS,
    Town,
    linked,
    phones_only,
    rotating,
    town,
    unserved_phones,
)
from ..baselines.policies import FloodRelay
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

# What a home may do otherwise than a phone, one thing after the other.
TO_ALL = FloodRelay("to all links")
BEHAVIOURS = {
    "like phones": BITCHAT,
    "our sync": MeshPolicy(BITCHAT.relay, OURS.sync),
    "to all links": MeshPolicy(TO_ALL, BITCHAT.sync),
    "to all links, our sync": MeshPolicy(TO_ALL, OURS.sync),
    "ours": OURS,
}

# Links of a home that has no proxies, and how long they last there.
FEW_SLOTS = 5
TURNS_S = {"never": 1e9, "every 60 s": 60.0, "every 20 s": 20.0}


def _deliver(place: Town, graph: Graph, homes: MeshPolicy, seed: int) -> Sample:
    """Let phones say things, and see when the phones have them."""
    speakers = Random(f"speakers {seed}").sample(list(place.phones), MESSAGES)
    simulation = Simulation(
        graph,
        some(range(place.homes), homes, BITCHAT),
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


def _behaviour(share: float, seed: int) -> Rows:
    """Compare what homes do, on the same links."""
    place = town(SIZE, share, seed)
    graph = linked(place, unserved_phones)
    rows = {"no homes": _deliver(place, phones_only(place), BITCHAT, seed)}
    for name, policy in BEHAVIOURS.items():
        rows[name] = _deliver(place, graph, policy, seed)
    return rows


def _choice(share: float, slots: int, seed: int) -> Rows:
    """Compare whom homes link to, by our rules; the extremes also by the phones'."""
    place = town(SIZE, share, seed)
    rows: Rows = {}
    for name, choice in CHOICES.items():
        graph = linked(place, choice, slots)
        rows[name] = _deliver(place, graph, OURS, seed)
        if name == "nearest":
            rows[f"{name}, like phones"] = _deliver(place, graph, BITCHAT, seed)
    return rows


def _rotation(share: float, seed: int) -> Rows:
    """Compare how long a link lasts while others wait for its slot."""
    place = town(SIZE, share, seed)
    return {
        f"{name}, turns {when}": _deliver(
            place,
            rotating(place, CHOICES[name], FEW_SLOTS, turn, HORIZON_S),
            OURS,
            seed,
        )
        for name in ("nearest", "unserved phones")
        for when, turn in TURNS_S.items()
    }


_METRICS = ("in7", "delivered", "median", "p99", "last", "tx")

EXPERIMENTS = [
    *(
        Experiment(
            name=f"backbone-behaviour-{share:.0%}",
            question=f"What should homes do, {share:.0%} of {SIZE} nodes?",
            run=partial(_behaviour, share),
            metrics=_METRICS,
            seeds=10,
            fast_seeds=2,
        )
        for share in (0.05, 0.1)
    ),
    *(
        Experiment(
            name=f"backbone-choice-{share:.0%}-{slots}",
            question=f"Whom should homes link to, {share:.0%} of {SIZE} nodes,"
            f" {slots} slots?",
            run=partial(_choice, share, slots),
            metrics=_METRICS,
            seeds=10,
            fast_seeds=2,
        )
        for share, slots in ((0.1, SLOTS), (0.1, FEW_SLOTS))
    ),
    Experiment(
        name="backbone-rotation",
        question=f"Should homes with {FEW_SLOTS} slots rotate, a tenth of {SIZE} nodes?",
        run=partial(_rotation, 0.1),
        metrics=_METRICS,
        seeds=10,
        fast_seeds=2,
    ),
]
