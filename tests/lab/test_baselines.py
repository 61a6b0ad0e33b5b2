"""What our mesh is measured against says what its name promises."""

from random import Random

import pytest

from custom_components.mesh_broadcast.protocol import BITCHAT, LinkId, LinkRole, Outlet
from custom_components.mesh_broadcast.protocol.packet import Packet, PacketType, PeerId
from custom_components.mesh_broadcast.protocol.relay import RelayKind
from custom_components.mesh_broadcast.protocol.relay_policy import Broadcast
from lab.baselines.oracle import (
    connected_dominating_set,
    flood_sends,
    part_of,
    storm_bound,
    tree_sends,
)
from lab.baselines.policies import (
    ANDROID,
    BITCHAT_AS_DEPLOYED,
    COUNTER,
    FLOOD,
    FLOOD_UNLIMITED,
    GOSSIP,
)
from lab.graph import Graph, Wire
from lab.topologies import TOPOLOGIES, line, rgg8

ANNA, BERT = PeerId(b"anna...."), PeerId(b"bert....")
EVERYBODY = [FLOOD, FLOOD_UNLIMITED, GOSSIP, COUNTER]


def names(policy):
    return policy.relay.name


def decide(policy, *, kind=RelayKind.ORDINARY, ttl=7, degree=8, own=False):
    return policy.relay.decide(kind, ttl, degree, own=own, for_us=False)


def outlet(name, peer=None, role=LinkRole.CENTRAL):
    return Outlet(LinkId(name), role, peer)


def choose(policy, outlets, *, heard_on=(), ttl=6, random=lambda: 0.0):
    return policy.relay.choose(
        Broadcast(
            packet=Packet(PacketType.MESSAGE, 7, 0, ANNA, b"text"),
            name="name",
            ttl=ttl,
            outlets=outlets,
            heard_on=frozenset(heard_on),
            own_id=PeerId(b"me......"),
            neighbours=lambda _: frozenset(),
            random=random,
        )
    )


# -- the rules of others


@pytest.mark.parametrize("policy", EVERYBODY, ids=names)
def test_everybody_takes_all_neighbours_but_those_who_have_it(policy):
    outlets = [
        outlet("from anna", ANNA),
        outlet("from anna too", ANNA, LinkRole.PERIPHERAL),
        outlet("to bert", BERT),
        outlet("to bert too", BERT, LinkRole.PERIPHERAL),
        *(outlet(f"stranger {i}") for i in range(9)),
    ]

    chosen = choose(policy, outlets, heard_on=["from anna too"])

    assert set(chosen) == {"to bert", *(f"stranger {i}" for i in range(9))}


@pytest.mark.parametrize("policy", EVERYBODY, ids=names)
@pytest.mark.parametrize("kind", list(RelayKind))
def test_nobody_relays_what_the_wire_forbids(policy, kind):
    assert not decide(policy, kind=kind, own=True).relay
    assert not decide(policy, kind=kind, ttl=1).relay
    assert not decide(policy, kind=RelayKind.REQUEST_SYNC).relay


@pytest.mark.parametrize("policy", EVERYBODY, ids=names)
@pytest.mark.parametrize("degree", [1, 3, 6, 20])
def test_an_announce_counts_its_hops_whatever_the_rule(policy, degree):
    decision = decide(policy, kind=RelayKind.HEADROOM, degree=degree)

    assert (decision.relay, decision.ttl) == (True, 6)


def test_a_flood_goes_seven_hops_without_waiting_and_is_never_called_off():
    decision = decide(FLOOD)

    assert (decision.relay, decision.ttl, decision.delay_ms) == (True, 6, (0, 0))
    assert not FLOOD.relay.calls_off(99, 99)


def test_a_flood_without_a_limit_keeps_the_ttl_of_messages():
    assert [decide(FLOOD_UNLIMITED, ttl=ttl).ttl for ttl in (7, 2, 255)] == [7, 2, 7]


def test_gossip_is_sure_at_the_origin_and_then_a_matter_of_chance():
    outlets = [outlet("a"), outlet("b"), outlet("c")]

    assert choose(GOSSIP, outlets, ttl=7, random=lambda: 0.99) == ("a", "b", "c")
    assert choose(GOSSIP, outlets, heard_on=["a"], random=lambda: 0.64) == ("b", "c")
    assert choose(GOSSIP, outlets, heard_on=["a"], random=lambda: 0.65) == ()


def test_gossip_passes_on_about_as_often_as_it_says():
    dice = Random(5).random
    outlets = [outlet("a"), outlet("b")]

    passed = sum(
        bool(choose(GOSSIP, outlets, heard_on=["a"], random=dice)) for _ in range(2000)
    )

    assert 1240 <= passed <= 1360


def test_the_counter_waits_and_gives_up_on_the_third_hearing():
    assert decide(COUNTER).delay_ms == (80, 180)
    assert decide(COUNTER, degree=12).delay_ms == (100, 220)
    assert [COUNTER.relay.calls_off(n, 8) for n in (1, 2, 3, 4)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("ttl", "neighbours", "passed_on"),
    [(3, 9, True), (2, 3, True), (2, 4, False), (0, 9, False)],
)
def test_android_takes_its_chance_only_near_the_end_and_in_a_crowd(
    ttl, neighbours, passed_on
):
    outlets = [outlet(f"{number}") for number in range(neighbours)]

    unlucky = choose(ANDROID, outlets, heard_on=["0"], ttl=ttl, random=lambda: 0.55)
    lucky = choose(ANDROID, outlets, heard_on=["0"], ttl=ttl, random=lambda: 0.54)

    assert len(unlucky) == (neighbours - 1) * passed_on
    assert len(lucky) == neighbours - 1


def test_android_passes_on_down_to_nothing_and_at_once():
    assert [decide(ANDROID, ttl=ttl).ttl for ttl in (7, 2, 1)] == [6, 1, 0]
    assert not decide(ANDROID, ttl=0).relay
    assert not decide(ANDROID, own=True).relay
    assert decide(ANDROID).delay_ms == (0, 0)


def test_as_deployed_nothing_calls_a_relay_off():
    assert not BITCHAT_AS_DEPLOYED.relay.calls_off(1000, 20)
    assert decide(BITCHAT_AS_DEPLOYED) == decide(BITCHAT)
    outlets = [outlet(f"{number}") for number in range(9)]
    assert choose(BITCHAT_AS_DEPLOYED, outlets) == choose(BITCHAT, outlets)


# -- what cannot be beaten

# Nodes 0 and 1 and 2 in a triangle, 3 behind 2, and 4 by itself.
TRIANGLE_WITH_A_TAIL = Graph(
    "triangle with a tail",
    5,
    (Wire(0, 1, 0.020), Wire(1, 2, 0.010), Wire(0, 2, 0.035), Wire(2, 3, 0.020)),
)


def test_the_quickest_way_may_have_more_hops():
    assert TRIANGLE_WITH_A_TAIL.delays(0)[:4] == [0, 0.020, 0.030, 0.050]
    assert TRIANGLE_WITH_A_TAIL.hops(0) == [0, 1, 1, 2, None]


def test_a_tree_sends_once_for_each_that_it_reaches_and_more_only_for_losses():
    assert part_of(TRIANGLE_WITH_A_TAIL, 0) == {0, 1, 2, 3}
    assert tree_sends(TRIANGLE_WITH_A_TAIL, 0) == 3
    assert tree_sends(TRIANGLE_WITH_A_TAIL, 0, loss=0.25) == 4
    assert tree_sends(TRIANGLE_WITH_A_TAIL, 4) == 0


def test_a_flood_uses_each_link_twice_but_for_those_that_brought_it():
    # Node 0 sends two, 1 and 2 send to each other, 2 sends to 3
    assert flood_sends(TRIANGLE_WITH_A_TAIL, 0) == 5
    assert storm_bound(TRIANGLE_WITH_A_TAIL) == 8


def test_on_a_line_all_but_the_ends_have_to_send():
    graph = line(12, seed=1)

    assert connected_dominating_set(graph, 0) == set(range(1, 11))
    assert flood_sends(graph, 0) == tree_sends(graph, 0) == 11


@pytest.mark.parametrize("topology", ["grid", "rgg8", "clustered"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_dominating_set_hangs_together_and_has_everybody_next_to_it(topology, seed):
    graph = TOPOLOGIES[topology](60, seed)
    origin = graph.largest_component()[0]
    near = [{n for n, _ in ends} for ends in graph.neighbours]

    chosen = connected_dominating_set(graph, origin)

    assert all(node in chosen or near[node] & chosen for node in part_of(graph, origin))
    inside, waiting = set(), [min(chosen)]
    while waiting:
        inside.add(node := waiting.pop())
        waiting += near[node] & chosen - inside
    assert inside == chosen


def test_the_greedy_set_is_as_small_as_others_find_it():
    sizes = []
    for seed in range(8):
        graph = rgg8(100, seed)
        origin = graph.largest_component()[0]
        sizes.append(
            len(connected_dominating_set(graph, origin)) / len(part_of(graph, origin))
        )

    assert 0.20 <= sum(sizes) / len(sizes) <= 0.28
