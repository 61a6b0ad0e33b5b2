"""Which links a packet goes out on."""

from hashlib import sha256

from hypothesis import given, strategies as st
from protocol.events import LinkId, LinkRole
from protocol.fanout import Outlet, choose_links, subset_size
from protocol.packet import BROADCAST_RECIPIENT, Packet, PacketType, PeerId
import pytest

CENTRAL, PERIPHERAL = LinkRole.CENTRAL, LinkRole.PERIPHERAL
ANNA, BERT, CARL = (PeerId(name) for name in (b"anna....", b"bert....", b"carl...."))


def packet(kind=PacketType.MESSAGE, **fields):
    return Packet(kind, 7, 0, PeerId(b"sender.."), b"text", **fields)


def outlet(name, role=CENTRAL, peer=None, order=0):
    return Outlet(LinkId(name), role, peer, order)


def choose(outlets, of=None, ttl=6, **how):
    return set(choose_links(of or packet(), "name", outlets, ttl=ttl, **how))


@pytest.mark.parametrize(
    ("count", "chosen"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (6, 4), (8, 4), (9, 5), (16, 5)],
)
def test_the_subset_grows_with_the_logarithm(count, chosen):
    assert subset_size(count) == chosen


@pytest.mark.parametrize("role", LinkRole)
def test_the_subset_is_the_smallest_by_hash_of_name_and_link(role):
    outlets = [outlet(f"l{i}", role) for i in range(8)]

    ranked = sorted(outlets, key=lambda o: sha256(f"name::{o.link}".encode()).digest())

    assert choose(outlets) == {o.link for o in ranked[:4]}


def test_written_and_notified_links_are_chosen_from_apart():
    written = [outlet(f"w{i}") for i in range(8)]
    notified = [outlet(f"n{i}", PERIPHERAL) for i in range(8)]

    chosen = choose(written + notified)

    assert len([link for link in chosen if link.startswith("w")]) == 4
    assert len([link for link in chosen if link.startswith("n")]) == 4


def test_nothing_goes_back_to_the_peer_that_it_came_from():
    outlets = [
        outlet("a", CENTRAL, ANNA),
        outlet("a2", PERIPHERAL, ANNA),
        outlet("b", PERIPHERAL, BERT),
        outlet("stranger", CENTRAL),
    ]

    assert choose(outlets, heard_on=["a2"]) == {"b", "stranger"}


def test_a_peer_with_two_links_is_sent_to_once_on_the_one_that_we_write():
    outlets = [outlet("n", PERIPHERAL, ANNA, order=9), outlet("w", CENTRAL, ANNA)]

    assert choose(outlets) == {"w"}


def test_a_first_hop_announce_takes_every_link_so_that_each_is_bound():
    outlets = [outlet("n", PERIPHERAL, ANNA), outlet("w", CENTRAL, ANNA)]
    announce = packet(PacketType.ANNOUNCE)

    assert choose(outlets, announce, ttl=7) == {"n", "w"}
    assert choose(outlets, announce, ttl=6) == {"w"}


@pytest.mark.parametrize(
    "kind", [PacketType.ANNOUNCE, PacketType.FRAGMENT, PacketType.REQUEST_SYNC]
)
def test_some_types_take_all_links(kind):
    outlets = [outlet(f"l{i}") for i in range(16)]

    assert len(choose(outlets, packet(kind))) == 16


def test_a_directed_packet_takes_the_best_link_to_its_recipient():
    outlets = [
        outlet("old", CENTRAL, ANNA, order=1),
        outlet("new", CENTRAL, ANNA, order=2),
        outlet("notify", PERIPHERAL, ANNA, order=3),
        outlet("b", CENTRAL, BERT, order=4),
    ]

    assert choose(outlets, packet(recipient=ANNA)) == {"new"}


def test_a_directed_packet_from_its_own_recipients_link_goes_nowhere():
    outlets = [outlet("a", CENTRAL, ANNA), outlet("b", CENTRAL, BERT)]

    assert choose(outlets, packet(recipient=ANNA), heard_on=["a"]) == set()


@pytest.mark.parametrize("recipient", [CARL, BROADCAST_RECIPIENT])
def test_a_packet_for_somebody_far_goes_to_every_peer(recipient):
    outlets = [outlet(f"l{i}") for i in range(9)] + [
        outlet("n", PERIPHERAL, ANNA),
        outlet("w", CENTRAL, ANNA),
    ]

    chosen = choose(outlets, packet(recipient=recipient))

    assert chosen == {f"l{i}" for i in range(9)} | {"w"}


def test_a_source_route_names_the_one_link():
    outlets = [outlet("a", CENTRAL, ANNA), outlet("b", CENTRAL, BERT)]

    assert choose(outlets, packet(recipient=CARL), next_hop=BERT) == {"b"}


@given(
    st.lists(
        st.tuples(st.sampled_from(LinkRole), st.sampled_from([None, ANNA, BERT])),
        max_size=12,
    ),
    st.integers(0, 11),
    st.sampled_from(list(PacketType)),
)
def test_whatever_the_links_nobody_gets_it_back_and_no_peer_twice(ends, ingress, kind):
    outlets = [outlet(f"l{i}", role, peer) for i, (role, peer) in enumerate(ends)]
    heard_on = [outlets[ingress].link] if ingress < len(outlets) else []

    chosen = choose_links(packet(kind), "name", outlets, ttl=6, heard_on=heard_on)

    peers = [o.peer_id for o in outlets if o.link in chosen and o.peer_id is not None]
    came_from = {o.peer_id for o in outlets if o.link in heard_on} - {None}
    assert len(chosen) == len(set(chosen))
    assert len(peers) == len(set(peers))
    assert not came_from & set(peers)
    assert not set(heard_on) & set(chosen)
