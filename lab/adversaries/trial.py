"""One mesh with adversaries in it, and what the honest ones get and pay."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from random import Random

from custom_components.mesh_broadcast.protocol import MAX_TTL, DropReason, MeshPolicy

from ..air import AirModel
from ..graph import Graph
from ..metrics import HORIZON_S, IN_TIME_S, Outcome, Sample
from ..simulation import Core, Message, Person, Simulation, honest

type Turn = Callable[[Person], Core]
"""Makes an adversary of a node."""

# A round of the phones' is 15 s long: within one, no two begin in step.
LINKS_COME_S = 15.0
SETTLE_S = 10.0

BEGIN = LINKS_COME_S + SETTLE_S
"""When the first message is sent, by the nodes' monotonic clocks."""

# Messages follow each other closely enough to be out while a flood lasts.
MESSAGES = 4
_SPACING_S = 0.7
_LOOK_S = 2.0


@dataclass(frozen=True, slots=True)
class Attack:
    """Who turns bad, and how: `share` of the nodes, at least one.

    `whole_horizon` keeps the mesh running when everybody has everything, because what
    is done later counts, too.
    """

    turn: Turn
    share: float
    whole_horizon: bool = False


def bad_ones(graph: Graph, share: float, seed: int) -> frozenset[int]:
    """Return who turns bad: the same nodes for every kind of attack."""
    order = list(range(graph.size))
    Random(f"bad {seed}").shuffle(order)
    return frozenset(order[: max(1, round(graph.size * share))])


def without(graph: Graph, nodes: frozenset[int]) -> Graph:
    """Return the mesh that is left when some nodes go."""
    wires = tuple(w for w in graph.wires if not {w.central, w.peripheral} & nodes)
    return Graph(graph.name, graph.size, wires)


def trial(
    graph: Graph, policy: MeshPolicy, attack: Attack, air: AirModel, seed: int
) -> Sample:
    """Send messages among the honest, and count what reaches them and what it takes.

    Distances are those of the mesh without the bad ones: what an honest node is owed
    is what it would get if they were not there.
    """
    bad = bad_ones(graph, attack.share, seed)
    rest = without(graph, bad)
    members = frozenset(rest.largest_component())
    speakers = Random(f"speakers {seed}").sample(sorted(members), MESSAGES)

    def make(person: Person) -> Core:
        """Return an engine, or somebody who means no good."""
        return attack.turn(person) if person.index in bad else honest(person)

    simulation = Simulation(
        graph,
        lambda _: policy,
        air,
        seed,
        speakers=speakers,
        make_core=make,
        links_come=LINKS_COME_S,
        settle=SETTLE_S,
    )
    sent: list[Message] = []
    for number, speaker in enumerate(speakers):
        simulation.run(number * _SPACING_S)
        sent.append(simulation.broadcast(speaker))
    end = simulation.time + HORIZON_S
    while simulation.time < end:
        simulation.run(simulation.time + _LOOK_S)
        if not attack.whole_horizon and all(
            members <= {message.origin, *message.arrivals} for message in sent
        ):
            break
    return Sample(
        tuple(_outcome(rest, members, message) for message in sent),
        extra=_costs(simulation, bad, sent),
    )


def _outcome(rest: Graph, members: frozenset[int], message: Message) -> Outcome:
    """Return what the honest got of one message."""
    hops, best = rest.hops(message.origin), rest.delays(message.origin)
    others = sorted(members - {message.origin})
    near = [i for i in others if (hops[i] or 0) <= MAX_TTL]
    took = {
        node: round(arrived - message.at, 6)
        for node, arrived in message.arrivals.items()
        if arrived - message.at <= HORIZON_S
    }
    return Outcome(
        in_range=len(near),
        in_time=sum(took.get(i, inf) <= IN_TIME_S for i in near),
        latencies=tuple(took.get(i) for i in others),
        stretches=tuple(round(took[i] / best[i], 4) for i in near if i in took),
        sends=message.sends,
        sync_sends=message.sync_sends,
        carried=len(message.carried),
        repeats=message.repeats,
        bound=2 * len(rest.wires),
        receptions=message.receptions,
        first_receptions=len(message.first_receptions - {message.origin}),
    )


def _costs(
    simulation: Simulation, bad: frozenset[int], sent: list[Message]
) -> dict[str, float]:
    """Return what it cost an honest node, on average, and at most where it says so."""
    seconds = simulation.time + BEGIN
    told = [n.core.statistics for n in simulation.nodes if n.index not in bad]
    count = len(told)
    drops: Counter[DropReason] = Counter()
    for statistics in told:
        drops.update(statistics.dropped)
    shown = sum(statistics.delivered for statistics in told)
    arrived = sum(len(set(message.arrivals) - bad) for message in sent)
    refused = {
        reason: number
        for reason, number in drops.items()
        if reason not in (DropReason.DUPLICATE, DropReason.OWN_PACKET)
    }
    return {
        "sends/s": sum(s.frames_out for s in told) / count / seconds,
        "checks/s": sum(s.signature_checks for s in told) / count / seconds,
        "duplicates/s": drops[DropReason.DUPLICATE] / count / seconds,
        "refused/s": sum(refused.values()) / count / seconds,
        "queue drops": float(simulation.overflowed),
        "known, most": float(max(s.known_packets for s in told)),
        "stored, most": float(max(s.stored_packets for s in told)),
        "shown/arrived": shown / arrived if arrived else 0.0,
        **{f"dropped: {reason}": n / count for reason, n in refused.items()},
    }
