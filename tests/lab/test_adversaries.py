"""Adversaries do what their names say, and honest nodes stand them."""

from collections import Counter
from collections.abc import Callable

import pytest

from custom_components.mesh_broadcast.protocol import (
    BITCHAT,
    OURS,
    DropReason,
    MeshEngine,
    MeshPolicy,
    PacketType,
    SendFrame,
    decode_packet,
)
from lab.adversaries import BlackHole, Flooder, Liar, Replayer, Spoiler, Sybil
from lab.adversaries.trial import Attack, bad_ones, trial, without
from lab.air import AirModel
from lab.graph import Graph, Wire
from lab.metrics import METRICS
from lab.simulation import Core, Person, Simulation, honest
from lab.topologies import rgg8

# Links come at once and have time to be bound; the first message is at this time by
# the nodes' clocks.
COME_S, SETTLE_S = 1.0, 5.0
BEGIN = COME_S + SETTLE_S


def mesh(*pairs: tuple[int, int], quick: frozenset[int] = frozenset()) -> Graph:
    """Return a mesh; the wires of `quick` nodes take a tenth of the others' time."""
    size = 1 + max(map(max, pairs))
    wires = (Wire(a, b, 0.002 if {a, b} & quick else 0.02) for a, b in pairs)
    return Graph("made", size, tuple(wires))


def run(
    graph: Graph,
    turn: Callable[[Person], Core],
    bad: int,
    *,
    policy: MeshPolicy = OURS,
    until: float = 2.0,
    origin: int = 0,
) -> tuple[Simulation, set[int]]:
    """Let one node be bad, and one speak; return who showed it by a time."""
    simulation = Simulation(
        graph,
        lambda _: policy,
        seed=1,
        make_core=lambda person: (
            turn(person) if person.index == bad else honest(person)
        ),
        links_come=COME_S,
        settle=SETTLE_S,
    )
    simulation.run(0.0)
    message = simulation.broadcast(origin)
    simulation.run(until)
    return simulation, set(message.arrivals)


def core(simulation: Simulation, index: int) -> MeshEngine:
    """Return a node's engine."""
    engine = simulation.nodes[index].core
    assert isinstance(engine, MeshEngine)
    return engine


LINE = mesh((0, 1), (1, 2))
AROUND = mesh((0, 1), (1, 2), (0, 3), (3, 2))


def test_a_black_hole_announces_itself_and_lets_nothing_through():
    simulation, reached = run(LINE, BlackHole, bad=1, until=60.0)

    assert reached == {1}
    hole = simulation.nodes[1].identity.peer_id
    assert hole in core(simulation, 0).peers
    assert core(simulation, 1).links.keys() == simulation.nodes[1].ports.keys()


def test_a_way_around_a_black_hole_is_found():
    _, reached = run(AROUND, BlackHole, bad=1, until=30.0)

    assert reached == {1, 2, 3}


def test_a_liar_is_believed_by_nobody_whose_word_stands_against_it():
    simulation, _ = run(mesh((0, 1), (0, 2), (2, 3), (3, 4)), Liar, bad=1, until=40.0)
    liar = simulation.nodes[1].identity.peer_id
    claimed = {
        peer.peer_id: peer.neighbours for peer in core(simulation, 0).peers.values()
    }

    far = simulation.nodes[2].identity.peer_id
    assert far in claimed[liar]
    assert not any(
        liar in edge and far in edge
        for edge in core(simulation, 0).edges(simulation.now(simulation.nodes[0]))
    )


SPOILED = mesh((0, 1), (1, 2), (0, 3), (3, 2), (2, 4), quick=frozenset({1}))


def test_spoiled_copies_go_no_further_where_the_first_copy_counts():
    _, reached = run(SPOILED, Spoiler, bad=1, policy=BITCHAT)

    assert 4 not in reached


def test_spoiled_copies_do_not_keep_the_real_one_from_anybody():
    _, reached = run(SPOILED, Spoiler, bad=1)

    assert reached == {1, 2, 3, 4}


def test_a_flooder_is_held_to_what_its_link_and_its_name_may_say():
    simulation, reached = run(
        AROUND,
        lambda p: Flooder(p, begin=BEGIN - 1.0, seconds=6.0, rate=400.0),
        bad=1,
        until=20.0,
    )

    assert reached == {1, 2, 3}
    statistics = core(simulation, 0).statistics
    assert statistics.dropped[DropReason.RATE_LIMIT_LINK] > 100
    assert statistics.dropped[DropReason.BAD_SIGNATURE] > 100
    # Nothing that nobody checked is passed on faster than the budget lets it.
    seconds = simulation.time + BEGIN
    assert 100 < statistics.relayed < 300 + 600 + seconds * 140


def test_what_a_replayer_says_again_is_shown_to_nobody_and_passed_on_by_nobody():
    simulation, reached = run(AROUND, Replayer, bad=1, until=125.0)

    assert reached == {1, 2, 3}
    assert simulation.messages[0].repeats > 3
    for index in (2, 3):
        assert core(simulation, index).statistics.delivered == 1
    assert core(simulation, 0).statistics.delivered == 0


def test_a_sybil_s_people_are_known_but_only_one_is_at_the_end_of_a_link():
    simulation, reached = run(
        AROUND,
        lambda p: Sybil(p, people=100, begin=BEGIN),
        bad=1,
        until=60.0,
    )

    assert reached == {1, 2, 3}
    sybil = core(simulation, 1)
    assert isinstance(sybil, Sybil)
    invented = {identity.peer_id for identity in sybil.people}
    engine = core(simulation, 0)
    assert invented <= engine.peers.keys()
    bound = [status.peer_id for status in engine.links.values()]
    assert len(bound) == 2
    assert len(set(bound) & (invented | {simulation.nodes[1].identity.peer_id})) == 1


class Witness(MeshEngine):
    """An honest node that counts on which link it said what."""

    said: Counter[tuple[str, bytes]]

    def __init__(self, person: Person) -> None:
        super().__init__(
            person.identity,
            person.settings,
            person.random,
            person.pins,
            policy=person.policy,
        )
        self.said = Counter()

    def handle(self, event, now):
        effects = super().handle(event, now)
        for effect in effects:
            if isinstance(effect, SendFrame) and effect.frame[1] == PacketType.MESSAGE:
                packet = decode_packet(effect.frame)
                if not packet.rsr:
                    for link in effect.links:
                        self.said[link, packet.payload] += 1
        return effects


@pytest.mark.parametrize("turn", [Replayer, Spoiler, Liar, BlackHole])
def test_no_attack_makes_an_honest_node_say_a_thing_twice_on_a_link(turn):
    graph = rgg8(20, 7)
    bad = bad_ones(graph, 0.2, 7)
    simulation = Simulation(
        graph,
        lambda _: OURS,
        seed=7,
        make_core=lambda p: turn(p) if p.index in bad else Witness(p),
        links_come=COME_S,
        settle=SETTLE_S,
    )
    speaker = next(i for i in range(graph.size) if i not in bad)
    simulation.at(0.0, lambda: simulation.broadcast(speaker))
    simulation.run(35.0)

    for node in simulation.nodes:
        if isinstance(node.core, Witness):
            assert max(node.core.said.values(), default=1) == 1


@pytest.mark.parametrize("turn", [BlackHole, Liar, Spoiler])
def test_a_tenth_that_is_bad_costs_the_others_next_to_nothing(turn):
    graph = rgg8(40, 3)
    attack = Attack(turn, 0.1)
    air = AirModel(announce_hops=2)

    attacked = trial(graph, OURS, attack, air, 3)
    left = trial(
        without(graph, bad_ones(graph, 0.1, 3)), OURS, Attack(honest, 0.1), air, 3
    )

    assert METRICS["delivered"].of([attacked]) == 1.0
    assert METRICS["in7"].of([attacked]) >= METRICS["in7"].of([left]) - 0.03


def test_a_trial_repeats_exactly():
    graph = rgg8(20, 5)

    first, second = (
        trial(graph, OURS, Attack(Liar, 0.2), AirModel(), 5) for _ in range(2)
    )

    assert first == second
