"""Whom we serve, and whom we leave to others."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings, strategies as st
from protocol import DesignatedRelay, LinkRole
from protocol.dedup import dedup_name
from protocol.fanout import Outlet
from protocol.neighbourhood import Neighbourhood, tell
from protocol.packet import Packet, PacketType, PeerId
from protocol.relay import RelayKind, decide_relay
from protocol.relay_policy import Broadcast
from protocol.topology import Vicinity
import pytest

ONE_EACH = DesignatedRelay(k_inner=1)


def peer(number):
    return PeerId((number * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8))


class Plane:
    """A graph of nodes that all know of each other; `phones` are of another kind."""

    def __init__(self, links, *, phones=(), silent=()):
        self.ends: dict[PeerId, set[PeerId]] = {}
        for a, b in links:
            self.ends.setdefault(a, set()).add(b)
            self.ends.setdefault(b, set()).add(a)
        self.phones, self.silent = set(phones), set(silent)
        self.said = 0

    def vicinity(self, node):
        ends = () if node in self.silent else [peer(n) for n in self.ends[node]]
        told = tell(peer(node), ends)
        # Two are swapped, which makes neither our order nor its reverse.
        swapped = (told[1], told[0], *told[2:]) if len(told) > 2 else told
        return Vicinity(peer(node), swapped if node in self.phones else told, 0.0)

    def message(self, author):
        self.said += 1
        return Packet(PacketType.MESSAGE, 7, self.said, peer(author), b"hello")

    def broadcast(self, node, packet, *, heard=()):
        """Return a packet at a node that it came to from others."""
        vicinities = [self.vicinity(other) for other in self.ends if other != node]
        linked = {peer(end) for end in self.ends[node]}
        view = Neighbourhood(peer(node), linked, vicinities, 0.0)
        return Broadcast(
            packet=packet,
            name=dedup_name(packet),
            ttl=5,
            outlets=[
                Outlet(str(end), LinkRole.CENTRAL, peer(end), end)
                for end in sorted(self.ends[node])
            ],
            heard_on=frozenset(map(str, heard)),
            own_id=peer(node),
            neighbours=view.neighbours,
            random=Random(1).random,
            view=lambda: view,
        )

    def served(self, policy, node, packet, *heard):
        return {
            int(end) for end in policy.choose(self.broadcast(node, packet, heard=heard))
        }

    def flood(self, policy, author, *, dead=(), packet=None):
        """Let a message run; return who has it, and the sends."""
        packet = packet or self.message(author)
        has, sends = {author}, []
        came: dict[PeerId, Any] = {}
        waiting = [author]
        while waiting:
            node = waiting.pop(0)
            for end in sorted(self.served(policy, node, packet, *came.get(node, ()))):
                sends.append((node, end))
                came.setdefault(end, set()).add(node)
                if end not in has and end not in dead:
                    has.add(end)
                    waiting.append(end)
        return has, sends


# Author 0; 1 and 2 are next to it; 3 is next to both of them, 4 behind 3.
DIAMOND = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)]


def test_the_author_serves_all_of_its_neighbours():
    plane = Plane(DIAMOND)

    assert plane.served(ONE_EACH, 0, plane.message(0)) == {1, 2}


def test_of_two_who_could_serve_a_neighbour_one_does_and_they_take_turns():
    plane = Plane(DIAMOND)
    servers = []
    for _ in range(60):
        packet = plane.message(0)
        served = [n for n in (1, 2) if plane.served(ONE_EACH, n, packet, 0)]
        assert len(served) == 1
        servers += served

    assert 15 < servers.count(1) < 45


def test_who_has_to_serve_others_is_served_twice():
    plane = Plane(DIAMOND)
    packet = plane.message(0)
    policy = DesignatedRelay()

    assert [plane.served(policy, n, packet, 0) for n in (1, 2)] == [{3}, {3}]
    assert plane.served(replace(policy, inner_min=2), 1, packet, 0) | plane.served(
        replace(policy, inner_min=2), 2, packet, 0
    ) == {3}


def test_nobody_is_served_by_who_is_no_nearer_to_the_author():
    plane = Plane([*DIAMOND, (1, 2)])
    packet = plane.message(0)

    assert 2 not in plane.served(ONE_EACH, 1, packet, 0)
    assert plane.served(ONE_EACH, 3, packet, 1) == {4}


def test_nothing_goes_back_to_whom_it_came_from_nor_to_its_author():
    plane = Plane([(0, 1), (1, 2), (2, 0)], silent={0, 1, 2})
    packet = plane.message(0)

    assert plane.served(ONE_EACH, 1, packet, 2) == set()


def test_a_phone_is_not_relied_on():
    links = [*DIAMOND, (2, 5), (2, 6)]
    plane = Plane(links, phones={2})

    for _ in range(10):
        assert 3 in plane.served(ONE_EACH, 1, plane.message(0), 0)


def test_a_phone_is_served_like_anybody():
    plane = Plane([*DIAMOND, (3, 5), (3, 6)], phones={3})
    packet = plane.message(0)

    assert sum(plane.served(ONE_EACH, n, packet, 0) == {3} for n in (1, 2)) == 1


def test_where_a_phone_is_the_author_all_who_hear_it_serve_all():
    plane = Plane([(0, 1), (0, 2), (0, 5), (1, 3), (2, 3), (1, 2)], phones={0})
    packet = plane.message(0)

    assert plane.served(ONE_EACH, 1, packet, 0) == {2, 3}
    assert plane.served(ONE_EACH, 2, packet, 0) == {1, 3}


def test_where_nobody_tells_of_neighbours_only_who_was_heard_is_spared():
    plane = Plane([*DIAMOND, (1, 2)], silent=range(5))
    packet = plane.message(0)

    assert plane.served(ONE_EACH, 1, packet, 0) == {2, 3}
    assert plane.served(ONE_EACH, 1, packet, 0, 2) == {3}


def test_an_author_who_is_not_on_the_map_is_replaced_by_whom_it_came_from():
    plane = Plane([*DIAMOND, (1, 2)])
    packet = replace(plane.message(0), sender=peer(77))

    served = [plane.served(ONE_EACH, n, packet, 0) for n in (1, 2)]
    assert sorted(map(sorted, served)) == [[], [3]]
    wide = replace(ONE_EACH, sba=False)
    assert [plane.served(wide, n, packet, 0) for n in (1, 2)] == [{2, 3}, {1, 3}]


def test_what_came_another_way_than_the_map_says_is_served_by_either_rule():
    # 1 should have it from 0, but has it from 9, to which only 1 is next.
    plane = Plane([*DIAMOND, (1, 9)])
    packets = [plane.message(0) for _ in range(20)]
    by_map = replace(ONE_EACH, cross=False)

    assert all(3 in plane.served(ONE_EACH, 1, p, 9) for p in packets)
    assert not all(3 in plane.served(by_map, 1, p, 9) for p in packets)
    assert not all(3 in plane.served(ONE_EACH, 1, p, 9, 0) for p in packets)


def test_a_quiet_node_leaves_everything_to_those_who_can_and_asks_not_to_be_relied_on():
    plane = Plane(DIAMOND)
    quiet = replace(ONE_EACH, designates=False)

    for _ in range(10):
        assert plane.served(quiet, 1, plane.message(0), 0) == set()
    assert plane.served(quiet, 3, plane.message(0), 1) == {4}


@pytest.mark.parametrize("kind", [PacketType.ANNOUNCE, PacketType.FRAGMENT])
def test_announces_and_fragments_go_to_all(kind):
    plane = Plane([*DIAMOND, (1, 2)])
    packet = replace(plane.message(0), type=kind)

    assert plane.served(ONE_EACH, 1, packet, 0) == {2, 3}


def test_ttls_are_lowered_by_one_and_waits_are_short():
    decision = DesignatedRelay().decide(
        RelayKind.ORDINARY, 7, 9, own=False, for_us=False
    )
    spec = DesignatedRelay(clamp_ttl=True, spread_ms=None).decide(
        RelayKind.ORDINARY, 7, 9, own=False, for_us=False
    )

    assert (decision.ttl, decision.delay_ms) == (6, (0, 4))
    assert (spec.ttl, spec.delay_ms) == (4, (80, 180))


@pytest.mark.parametrize("kind", [k for k in RelayKind if k is not RelayKind.ORDINARY])
@pytest.mark.parametrize("ttl", [0, 1, 2, 7, 255])
def test_all_else_follows_the_specification(kind, ttl):
    assert DesignatedRelay().decide(
        kind, ttl, 9, own=False, for_us=False
    ) == decide_relay(kind, ttl, 9, own=False, for_us=False)


def test_who_comes_next_looks_after_a_neighbour():
    plane = Plane([*DIAMOND, (0, 5), (5, 3)])
    packet = plane.message(0)
    policy = DesignatedRelay()

    watchers = [
        node
        for node in (1, 2, 5)
        if peer(3) in policy.watch(plane.broadcast(node, packet, heard=(0,)))
    ]
    servers = [n for n in (1, 2, 5) if 3 in plane.served(policy, n, packet, 0)]

    assert len(watchers) == 1
    assert len(servers) == 2
    assert not set(watchers) & set(servers)
    assert (
        replace(policy, watches=False).watch(
            plane.broadcast(watchers[0], packet, heard=(0,))
        )
        == ()
    )


def test_all_versions_share_the_work_out_alike():
    plane = Plane(DIAMOND)
    packets = [plane.message(0) for _ in range(24)]

    servers = [
        next(n for n in (1, 2) if plane.served(ONE_EACH, n, packet, 0))
        for packet in packets
    ]

    # Whoever computes another one leaves neighbours to nobody, or serves them twice.
    assert "".join(map(str, servers)) == "211122221211212221121221"


def test_of_two_on_different_ways_from_the_author_one_serves():
    # Neither of 3 and 4 is near whom the other has it from.
    plane = Plane([(0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 5)])

    for _ in range(10):
        packet = plane.message(0)
        served = [
            plane.served(ONE_EACH, 3, packet, 1),
            plane.served(ONE_EACH, 4, packet, 2),
        ]
        assert sorted(map(sorted, served)) == [[], [5]]


def test_a_phone_with_others_behind_it_is_relied_on_for_none_of_them():
    plane = Plane([*DIAMOND, (3, 5), (3, 6)], phones={3})

    for _ in range(10):
        packet = plane.message(0)
        served = [plane.served(DesignatedRelay(), n, packet, 0) for n in (1, 2)]
        assert sorted(map(sorted, served)) == [[], [3]]


def test_where_only_one_is_nearer_somebody_as_far_looks_after_a_neighbour():
    plane = Plane([(0, 1), (1, 3), (1, 5), (3, 5), (3, 4)])
    heard = plane.broadcast(5, plane.message(0), heard=(1,))

    assert DesignatedRelay().watch(heard) == (peer(3),)
    # Without a map nobody is looked after, and everybody served.
    assert DesignatedRelay().watch(replace(heard, view=None)) == ()
    assert set(DesignatedRelay().choose(replace(heard, view=None))) == {"3"}


def test_nobody_is_looked_after_with_what_is_our_own():
    plane = Plane([*DIAMOND, (0, 5), (5, 3)])

    for node in range(4):
        own = plane.broadcast(node, plane.message(0))
        assert DesignatedRelay().watch(own) == ()


@st.composite
def planes(draw):
    """Return connected graphs, some of whose nodes are phones or tell nothing."""
    size = draw(st.integers(2, 14))
    links = {(draw(st.integers(0, n - 1)), n) for n in range(1, size)}
    more = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    links |= {
        (min(p), max(p)) for p in draw(st.lists(more, max_size=20)) if p[0] != p[1]
    }
    some = st.sets(st.integers(0, size - 1), max_size=size)
    return Plane(sorted(links), phones=draw(some), silent=draw(some))


@settings(max_examples=120, deadline=None)
@given(planes(), st.integers(1, 2), st.booleans(), st.booleans())
def test_whoever_tells_what_everybody_is_reached_and_no_link_is_used_twice(
    plane, k_inner, tree, sba
):
    policy = DesignatedRelay(k_inner=k_inner, tree=tree, sba=sba and tree)
    has, sends = plane.flood(policy, 0)

    assert has == set(plane.ends)
    assert len(sends) == len(set(sends))
    assert len(sends) <= sum(map(len, plane.ends.values()))
