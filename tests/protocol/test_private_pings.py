"""Pings, and what is known of how far our broadcasts got."""

from protocol import (
    BlockedPeerError,
    DeliveryChanged,
    DeliveryStatus,
    DropReason,
    FrameReceived,
    LinkId,
    PacketType,
    PingEnded,
    SendLimitError,
    UnknownPeerError,
    decode_packet,
    encode_packet,
)
from protocol.ping import Ping
from protocol.pings import ANSWERS_PER_LINK, MAX_OUTSTANDING, PING_TIMEOUT_S
import pytest

from .mesh import Mesh, Node, identity
from .test_private_chat import frames, pair
from .test_private_trust import Guest


def ping(node: Node, other: Node) -> bytes:
    nonce, effects = node.engine.ping(other.peer_id, node.now())
    node.apply(effects)
    return nonce


@pytest.mark.parametrize("relays", [0, 1, 3])
def test_a_ping_tells_how_far_and_how_long_it_is(relays):
    mesh = Mesh()
    nodes = mesh.line("Anna", *(f"r{number}" for number in range(relays)), "Bert")
    anna, bert = nodes[0], nodes[-1]
    mesh.run(10)

    nonce = ping(anna, bert)
    mesh.run(2)

    (end,) = anna.told(PingEnded)
    assert (end.nonce, end.peer_id, end.hops) == (nonce, bert.peer_id, relays + 1)
    assert end.round_trip is not None
    assert 0.01 < end.round_trip < 0.05 + 0.2 * relays


def test_a_ping_that_nobody_answers_ends_after_its_time():
    mesh, anna, bert = pair()
    mesh.loss = 1.0

    nonce = ping(anna, bert)
    mesh.run(PING_TIMEOUT_S - 0.1)
    assert anna.told(PingEnded) == []
    mesh.run(0.2)

    assert anna.told(PingEnded) == [PingEnded(nonce, bert.peer_id, None, None)]


def test_pings_go_only_to_people_that_we_know_and_did_not_block():
    _, anna, bert = pair()
    anna.apply(anna.engine.set_blocked(bert.peer_id, anna.now(), blocked=True))

    with pytest.raises(BlockedPeerError):
        ping(anna, bert)
    with pytest.raises(UnknownPeerError):
        anna.engine.ping(identity("Stranger").peer_id, anna.now())


def test_only_so_many_pings_wait_at_a_time():
    _, anna, bert = pair()
    for _ in range(MAX_OUTSTANDING):
        ping(anna, bert)

    with pytest.raises(SendLimitError):
        ping(anna, bert)


def test_a_link_gets_so_many_answers_whatever_senders_it_names():
    mesh = Mesh()
    bert = mesh.node("Bert")
    guest, other = Guest(bert, "Guest"), Guest(bert, "Other")

    def flood(who: Guest) -> int:
        """Send many pings; return how many of them were answered."""
        so_far = len(who.heard)
        for number in range(30):
            sender = identity(f"s{number}").peer_id
            payload = Ping(who.keys.peer_id, 7).encode()
            who.send(PacketType.PING, payload, sender=sender)
        kinds = [decode_packet(frame).type for frame in who.heard[so_far:]]
        return kinds.count(PacketType.PONG)

    assert flood(guest) == flood(other) == ANSWERS_PER_LINK
    assert bert.engine.statistics.dropped[DropReason.PING_LIMIT] == 50
    mesh.run(11)
    assert flood(guest) == ANSWERS_PER_LINK


def test_pongs_that_answer_nothing_of_ours_get_a_counter():
    _, anna, bert = pair()
    nonce = ping(anna, bert)
    guest = Guest(anna, "Mallory")

    guest.send(PacketType.PONG, Ping(nonce, 7).encode())
    guest.send(PacketType.PONG, Ping(bytes(8), 7).encode(), sender=bert.peer_id)
    guest.send(PacketType.PONG, b"short", sender=bert.peer_id)

    dropped = anna.engine.statistics.dropped
    assert dropped[DropReason.UNEXPECTED_PONG] == 2
    assert dropped[DropReason.BAD_PAYLOAD] == 1
    assert anna.told(PingEnded) == []


def test_pings_for_others_are_passed_on_and_not_answered():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(5)
    air = frames(mesh)

    ping(anna, bert)
    mesh.run(1)

    senders = [
        decode_packet(frame).sender
        for frame in air
        if decode_packet(frame).type == PacketType.PONG
    ]
    assert set(senders) == {bert.peer_id}
    assert middle.told(PingEnded) == []


# -- how far broadcasts get


def test_a_broadcast_is_sent_and_then_heard_by_those_who_send_it_back():
    mesh, anna, _ = pair()
    (message_id,) = anna.say("hello")
    air = frames(mesh)
    mesh.run(1)
    assert air == []
    (own,) = [f for f in anna.engine.stored_packets if b"hello" in f]

    # Two more neighbours of Bert would bring it back; here they are played.
    for name in ("Carl", "Carl", "Dora"):
        guest = Guest(anna, name)
        guest.announce()
        guest.handle(FrameReceived(guest.link, own))

    told = [e for e in anna.told(DeliveryChanged) if e.message_id == message_id]
    assert [(e.status, e.heard_by) for e in told] == [
        (DeliveryStatus.SENT, 0),
        (DeliveryStatus.RELAYED, 1),
        (DeliveryStatus.RELAYED, 2),
    ]
    assert all(e.peer_id is None for e in told)


def test_on_a_ring_all_say_that_they_have_it():
    mesh = Mesh(seed=4)
    nodes = mesh.line("Anna", "Bert", "Carl")
    mesh.connect(nodes[2], nodes[0])
    mesh.run(5)
    for number in range(10):
        mesh.loss = 0.3
        nodes[0].say(f"round {number}")
        mesh.run(1)
        mesh.loss = 0.0
        mesh.run(9)
    heard = max((e.heard_by for e in nodes[0].told(DeliveryChanged)), default=0)

    assert heard == 2


def test_a_broadcast_that_nobody_took_is_sent_when_somebody_asks_for_it():
    mesh = Mesh()
    anna = mesh.node("Anna")
    (message_id,) = anna.say("anybody?")
    mesh.run(5)
    assert anna.fate(message_id) == []

    mesh.connect(anna, mesh.node("Bert"))
    mesh.run(5)

    assert anna.fate(message_id) == [DeliveryStatus.SENT]


def test_a_broadcast_never_fails():
    mesh = Mesh()
    anna = mesh.node("Anna")
    (message_id,) = anna.say("anybody?")

    mesh.run(24 * 3600)

    assert anna.fate(message_id) == []


def test_a_private_message_that_comes_back_was_relayed():
    mesh, anna, bert = pair()
    anna.write(bert, "warm-up")
    mesh.run(1)
    air = frames(mesh)
    mesh.loss = 1.0
    message_id = anna.write(bert, "pass it on")
    guest = Guest(anna, "Carl")
    (frame,) = [f for f in air if decode_packet(f).type == PacketType.NOISE_ENCRYPTED]

    for _ in range(2):
        guest.handle(FrameReceived(guest.link, encode_packet(decode_packet(frame))))
    mesh.loss = 0.0
    mesh.run(30)

    assert anna.fate(message_id) == [
        DeliveryStatus.SENT,
        DeliveryStatus.RELAYED,
        DeliveryStatus.DELIVERED,
    ]


def test_a_ping_to_a_link_that_is_not_there_is_no_ping():
    _, anna, _ = pair()
    before = len(anna.effects)

    packet = Ping(bytes(8), 7).encode()
    anna.apply(anna.engine.handle(FrameReceived(LinkId("?"), packet), anna.now()))

    assert anna.effects[before:] == []
