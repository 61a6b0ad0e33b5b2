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
    unserved,
)
from ..baselines.policies import FloodRelay
from ..experiment import Experiment, Rows
from ..graph import Graph
from ..metrics import HORIZON_S, Sample
from ..scenarios import full

SIZE = 100
MESSAGES = 3
AIR = AirModel()

# What a home may do otherwise than a phone, one thing after the other.
EVERYBODY = MeshPolicy(FloodRelay("to all links"), BITCHAT.sync)
SOONER = MeshPolicy(BITCHAT.relay, OURS.sync)
BOTH = MeshPolicy(EVERYBODY.relay, OURS.sync)
BEHAVIOURS = {
    "like the phones": BITCHAT,
    "our sync": SOONER,
    "to all links": EVERYBODY,
    "to all links, our sync": BOTH,
    "ours": OURS,
}

# Links of a home that has no proxies, and how long they last there.
FEW_SLOTS = 5
TURNS_S = {"never": 1e9, "every 60 s": 60.0, "every 20 s": 20.0}


def _deliver(place: Town, graph: Graph, homes: MeshPolicy, seed: int) -> Sample:
    """Let phones say things, and see when the phones have them."""
    speakers = Random(f"speakers {seed}").sample(list(place.phones), MESSAGES)
    return full(
        graph,
        lambda index: homes if index < place.homes else BITCHAT,
        AIR,
        seed,
        only=place.phones,
        speakers=speakers,
    )


def _behaviour(share: float, seed: int) -> Rows:
    """Compare what homes do, on the same links."""
    place = town(SIZE, share, seed)
    graph = linked(place, unserved)
    rows = {"no homes": _deliver(place, phones_only(place), BITCHAT, seed)}
    for name, policy in BEHAVIOURS.items():
        rows[name] = _deliver(place, graph, policy, seed)
    return rows


def _choice(share: float, slots: int, seed: int) -> Rows:
    """Compare whom homes link to, by our rules and by the phones'."""
    place = town(SIZE, share, seed)
    rows: Rows = {}
    for name, choice in CHOICES.items():
        graph = linked(place, choice, slots)
        for policy in (OURS, BITCHAT):
            row = _deliver(place, graph, policy, seed)
            rows[f"{name}, homes by {policy.name}'s rules"] = row
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
        for name in ("nearest", "unserved")
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
        for share, slots in ((0.05, SLOTS), (0.1, SLOTS), (0.1, FEW_SLOTS))
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
