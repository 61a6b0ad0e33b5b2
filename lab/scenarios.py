"""The two ways to send messages through a mesh that nearly all experiments use."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from random import Random

from custom_components.mesh_broadcast.protocol import MeshPolicy
from custom_components.mesh_broadcast.protocol.relay_policy import RelayPolicy

from .air import AirModel
from .graph import Graph
from .metrics import HORIZON_S, Sample, measure, sample
from .simulation import Simulation
from .switched import NO_SYNC, SwitchedRelay
from .topologies import limit_slots

# For a flood alone the links come quickly, because nothing depends on when rounds are.
# Then everybody has to have announced all neighbours. Four seconds after a message
# nothing is on its way any more: seven hops of the longest delay and of four retries.
_QUICK_LINKS_S = 2.0
_QUICK_SETTLE_S = 20.0
_FLOOD_S = 4.0

# From this size on announces go one hop only, and are published shortly before they
# matter instead; `experiments/shortcuts.py` shows what that changes.
FAR_ANNOUNCES_BELOW = 50
_PUBLISH_S = 2.0

# A map is believed for a minute; after half of that it is time to draw it anew. The
# rules that designate nobody do not look at it.
_KNOWN_S = 30.0

# How often is looked whether everybody has everything, and how much longer a mesh
# runs then, so that late copies count.
_LOOK_S = 1.0
_LATE_S = 3.0

# Between two messages of one run, so that a relay of one does not wait for the other.
_SPACING_S = 2.3


def shortcut(air: AirModel, size: int) -> AirModel:
    """Return the air in which a mesh of this size is practical."""
    if air.announce_hops is None and size >= FAR_ANNOUNCES_BELOW:
        return replace(air, announce_hops=1)
    return air


def prepared(graph: Graph, air: AirModel, seed: int) -> Graph:
    """Return a mesh as the slots of its devices let it be."""
    return graph if air.slots is None else limit_slots(graph, air.slots, seed)


def origins(graph: Graph, count: int, seed: int) -> list[int]:
    """Return who speaks: members of the largest part, of the near side of a ferry."""
    inhabited = set(graph.largest_component()) - graph.far
    return Random(f"origins {seed}").sample(
        sorted(inhabited), min(count, len(inhabited))
    )


def _publish(simulation: Simulation, speakers: Iterable[int]) -> None:
    """Make announces known where the air does not carry them."""
    if simulation.air.announce_hops is not None:
        simulation.publish(speakers, _PUBLISH_S)
    simulation.run(simulation.time + _PUBLISH_S)


def flood(
    graph: Graph,
    rules: Mapping[str, RelayPolicy],
    airs: Mapping[str, AirModel],
    seed: int,
    *,
    messages: int = 3,
) -> dict[str, Sample]:
    """Send the same messages by each rule through each air, without any sync.

    Rows are named "rule, air". The mesh settles without loss and all nodes announce
    themselves as by the first rule, so that all rules know the same of their neighbours.
    """
    relay = SwitchedRelay(next(iter(rules.values())))
    policy = MeshPolicy(relay, NO_SYNC)
    first_air = next(iter(airs.values()))
    speakers = origins(graph, messages, seed)
    simulation = Simulation(
        graph,
        lambda _: policy,
        replace(shortcut(first_air, graph.size), loss=0.0),
        seed,
        speakers=speakers,
        links_come=_QUICK_LINKS_S,
        settle=_QUICK_SETTLE_S,
    )
    simulation.run(0.0)
    rows: dict[str, Sample] = {}
    known_until = simulation.time
    for rule_name, rule in rules.items():
        relay.obey(rule)
        for air_name, air in airs.items():
            simulation.air = replace(shortcut(air, graph.size), loss=0.0)
            if rule.designates and simulation.time >= known_until:
                _publish(simulation, speakers)
                known_until = simulation.time + _KNOWN_S
            simulation.air = shortcut(air, graph.size)
            sent = []
            for speaker in speakers:
                sent.append(simulation.broadcast(speaker))
                simulation.run(simulation.time + _FLOOD_S)
            rows[f"{rule_name}, {air_name}"] = Sample(
                tuple(measure(simulation, message) for message in sent)
            )
    return rows


def full(
    graph: Graph,
    policy_for: Callable[[int], MeshPolicy],
    air: AirModel,
    seed: int,
    *,
    messages: int = 1,
    only: Iterable[int] | None = None,
    speakers: Iterable[int] | None = None,
) -> Sample:
    """Send messages through a mesh with all that belongs to it, sync included.

    It runs until everybody has everything, or until the horizon.
    """
    graph = prepared(graph, air, seed)
    chosen = list(origins(graph, messages, seed) if speakers is None else speakers)
    simulation = Simulation(
        graph, policy_for, shortcut(air, graph.size), seed, speakers=chosen
    )
    simulation.run(-_PUBLISH_S)
    _publish(simulation, chosen)
    sent = []
    for speaker in chosen:
        sent.append(simulation.broadcast(speaker))
        simulation.run(simulation.time + _SPACING_S)
    everybody = [
        sum(hops is not None for hops in graph.hops(message.origin)) - 1
        for message in sent
    ]
    end = sent[-1].at + HORIZON_S
    while simulation.time < end:
        simulation.run(min(end, simulation.time + _LOOK_S))
        if all(
            len(message.arrivals) >= wanted
            for message, wanted in zip(sent, everybody, strict=True)
        ):
            simulation.run(simulation.time + _LATE_S)
            break
    whole = sample(simulation, sent)
    if only is None:
        return whole
    wanted_nodes = list(only)
    return replace(
        whole,
        outcomes=tuple(measure(simulation, one, wanted_nodes) for one in sent),
    )
