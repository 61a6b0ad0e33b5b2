"""What the engine does with each thing that may arrive."""

from dataclasses import replace
import itertools
from random import Random
import string

from protocol import (
    BROADCAST_RECIPIENT,
    MAX_BROADCAST_BYTES,
    MAX_PART_BYTES,
    CloseLink,
    DropReason,
    EmptyMessageError,
    FrameReceived,
    FramesDropped,
    LinkBound,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    MessageTooLongError,
    Packet,
    PacketType,
    PeerChange,
    PeerChanged,
    PeerPinned,
    SendFrame,
    SendLimitError,
    SendPriority,
    Tick,
    decode_packet,
    encode_packet,
)
from protocol.fragments import split_into_fragments
from protocol.gcs import build_filter, packet_id
from protocol.message import message_id
from protocol.neighbourhood import tell
from protocol.outbox import OUTBOX_CAPACITY
from protocol.packet import as_sync_answer, with_ttl
from protocol.request_sync import RequestSync, SyncTypes
from protocol.signature import sign, verify
import pytest

from .bench import Bench, links_of, sent, texts
from .mesh import identity

ANNOUNCE, MESSAGE, LEAVE = PacketType.ANNOUNCE, PacketType.MESSAGE, PacketType.LEAVE
FRAGMENT, REQUEST = PacketType.FRAGMENT, PacketType.REQUEST_SYNC
PERIPHERAL = LinkRole.PERIPHERAL


@pytest.fixture
def bench() -> Bench:
    return Bench()


def changes(effects):
    return [(e.change, e.peer.nickname) for e in effects if isinstance(e, PeerChanged)]


def random_text(size):
    """Return a text that does not get shorter when it is compressed."""
    return "".join(Random(size).choices(string.printable[:62], k=size))


def ours(bench, effects, kind):
    return [p for p in sent(effects, kind) if p.sender == bench.peer_id]


# -- announces and who is there


def test_a_new_link_hears_our_signed_announce_within_half_a_second(bench):
    bench.up("somebody")

    announce = ours(bench, bench.run(0.5), ANNOUNCE)[0]

    assert (announce.ttl, announce.version, announce.recipient) == (7, 1, None)
    assert verify(announce, bench.engine.identity.signing_key)


def test_a_direct_announce_makes_a_peer_pins_its_key_and_binds_the_link(bench):
    link = bench.up("link")

    effects = bench.receive(link, bench.announce("Anna"), rssi=-55)

    anna = identity("Anna")
    assert PeerPinned(anna.peer_id, anna.noise_key, anna.signing_key) in effects
    assert LinkBound(link, anna.peer_id) in effects
    assert changes(effects) == [(PeerChange.APPEARED, "Anna")]
    peer = bench.engine.peers[anna.peer_id]
    assert (peer.direct, peer.hops, peer.rssi) == (True, 1, -55)
    assert peer.fingerprint == anna.fingerprint
    assert bench.engine.links[link].peer_id == anna.peer_id


def test_a_relayed_announce_makes_a_peer_that_is_further_away(bench):
    link = bench.neighbour("Anna")

    bench.receive(link, bench.announce("Bert", ttl=5))

    bert = bench.engine.peers[identity("Bert").peer_id]
    assert (bert.direct, bert.hops, bert.rssi) == (False, 3, None)
    assert bench.engine.links[link].peer_id == identity("Anna").peer_id


def test_a_nickname_is_made_safe_to_show(bench):
    link = bench.up("link")

    bench.receive(link, bench.announce("Anna", nickname="An\u202ena\n\x07!"))

    assert bench.engine.peers[identity("Anna").peer_id].nickname == "Anna !"


def forged_id(bench):
    return bench.announce("Anna", keys=identity("Mallory"))


def unsigned(bench):
    return bench.announce("Anna", signed=False)


def badly_signed(bench):
    return replace(bench.announce("Anna"), signature=bytes(64))


def too_old(bench):
    return bench.announce("Anna", age_s=121)


def from_the_future(bench):
    return bench.announce("Anna", age_s=-125)


def truncated(bench):
    return bench.packet(ANNOUNCE, "Anna", b"\x01\xff")


def our_own(bench):
    return bench.announce("bench")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (forged_id, DropReason.FORGED_IDENTITY),
        (unsigned, DropReason.UNSIGNED),
        (badly_signed, DropReason.BAD_SIGNATURE),
        (too_old, DropReason.STALE),
        (from_the_future, DropReason.STALE),
        (truncated, DropReason.BAD_PAYLOAD),
        (our_own, DropReason.OWN_PACKET),
    ],
)
def test_a_bad_announce_is_counted_and_neither_believed_nor_relayed(
    bench, make, reason
):
    link = bench.up("link")
    bench.up("other")
    packet = make(bench)

    effects = bench.receive(link, packet) + bench.run(0.45)

    assert bench.dropped == {reason: 1}
    assert not changes(effects)
    assert not bench.engine.peers
    assert packet.payload not in [p.payload for p in sent(effects)]


def test_a_changed_signing_key_is_refused_for_good(bench):
    link = bench.neighbour("Anna")
    anna, mallory = identity("Anna"), identity("Mallory")
    usurper = replace(anna, signing_seed=mallory.signing_seed)
    forged = bench.announce("Anna", keys=usurper, nickname="Mallory")

    effects = bench.receive(link, forged)

    assert bench.dropped == {DropReason.KEY_CHANGED: 1}
    assert not changes(effects)
    assert bench.engine.peers[anna.peer_id].signing_key == anna.signing_key


def test_a_pin_of_an_earlier_run_holds_until_the_peer_is_forgotten():
    anna = identity("Anna")
    bench = Bench(pins=(PeerPinned(anna.peer_id, anna.noise_key, bytes(32)),))
    link = bench.up("link")

    bench.receive(link, bench.announce("Anna"))
    assert bench.dropped == {DropReason.KEY_CHANGED: 1}

    bench.note(bench.engine.forget_peer(anna.peer_id, bench.now()))
    bench.receive(link, bench.announce("Anna"))
    assert anna.peer_id in bench.engine.peers


def test_forgetting_a_peer_that_is_here_tells_that_it_left(bench):
    link = bench.neighbour("Anna")

    effects = bench.engine.forget_peer(identity("Anna").peer_id, bench.now())

    assert changes(effects) == [(PeerChange.LEFT, "Anna")]
    assert LinkBound(link, None) in effects


def test_an_announce_that_says_nothing_new_is_told_at_most_every_five_seconds(bench):
    link = bench.neighbour("Anna")

    bench.run(4.0)
    assert changes(bench.receive(link, bench.announce("Anna"))) == []
    bench.run(1.2)
    updated = bench.receive(link, bench.announce("Anna"))
    assert changes(updated) == [(PeerChange.UPDATED, "Anna")]


@pytest.mark.parametrize(
    "news", [{"nickname": "Annabel"}, {"neighbours": (identity("Bert").peer_id,)}]
)
def test_news_in_an_announce_are_told_at_once(bench, news):
    link = bench.neighbour("Anna")

    effects = bench.receive(link, bench.announce("Anna", **news))

    assert [change for change, _ in changes(effects)] == [PeerChange.UPDATED]


def test_an_announce_that_a_newer_one_overtook_is_no_news(bench):
    link = bench.neighbour("Anna")
    older = bench.announce("Anna", nickname="Old", age_s=10)

    bench.receive(link, older)

    assert bench.engine.peers[identity("Anna").peer_id].nickname == "Anna"


def test_we_announce_back_to_somebody_new_and_list_our_neighbours(bench):
    bench.run(30)
    bench.neighbour("Anna")

    announces = ours(bench, bench.run(1.0), ANNOUNCE)

    assert announces
    assert identity("Anna").peer_id in announces[-1].payload


def test_our_announce_keeps_within_one_value_of_the_smallest_link(bench):
    for name in ("Anna", "Bert", "Carl", "Dora"):
        bench.neighbour(name, limit=182)

    effects = bench.run(20)

    frames = [
        e.frame for e in effects if isinstance(e, SendFrame) and e.frame[1] == ANNOUNCE
    ]
    assert frames
    assert max(map(len, frames)) <= 182
    assert not sent(effects, FRAGMENT)


# -- links and peers that come and go


def test_a_leave_lets_the_peer_go_and_frees_its_link(bench):
    link = bench.neighbour("Anna")
    stored = bench.engine.statistics.stored_packets

    effects = bench.receive(link, bench.packet(LEAVE, "Anna", b""))

    assert changes(effects) == [(PeerChange.LEFT, "Anna")]
    assert LinkBound(link, None) in effects
    assert not bench.engine.peers
    assert bench.engine.statistics.stored_packets == stored - 1


def test_a_leave_of_an_android_channel_keeps_the_peer(bench):
    link = bench.neighbour("Anna")

    bench.receive(link, bench.packet(LEAVE, "Anna", b"#general"))

    assert bench.engine.peers


def test_a_forged_leave_changes_nothing_and_is_not_relayed(bench):
    link = bench.neighbour("Anna")
    bench.up("other")
    forged = replace(bench.packet(LEAVE, "Anna", b""), signature=bytes(64))

    effects = bench.receive(link, forged) + bench.run(0.3)

    assert bench.engine.peers
    assert not sent(effects, LEAVE)


def test_an_announce_from_before_a_leave_does_not_bring_its_sender_back(bench):
    link = bench.neighbour("Anna")
    earlier = bench.announce("Anna", age_s=5, ttl=3)
    bench.receive(link, bench.packet(LEAVE, "Anna", b""))

    bench.receive(link, earlier)

    assert not bench.engine.peers


def test_a_peer_whose_link_went_stays_direct_for_ten_seconds_then_is_gone(bench):
    link = bench.neighbour("Anna")
    bench.down(link)

    assert changes(bench.run(9.9)) == []
    assert bench.engine.peers[identity("Anna").peer_id].direct
    assert changes(bench.run(0.2)) == [(PeerChange.LEFT, "Anna")]


def test_a_peer_that_reconnects_in_time_was_never_away(bench):
    link = bench.neighbour("Anna")
    bench.down(link)
    bench.run(5)

    again = bench.up("again")
    bench.receive(again, bench.announce("Anna"))
    bench.run(8)

    assert PeerChange.LEFT not in [change for change, _ in changes(bench.effects)]
    assert bench.engine.peers[identity("Anna").peer_id].direct


def test_a_peer_whose_link_went_stays_in_reach_where_others_claim_it(bench):
    bert = bench.up("to Bert")
    anna = bench.neighbour("Anna")
    bench.receive(bert, bench.announce("Bert", neighbours=(identity("Anna").peer_id,)))
    bench.down(anna)

    effects = bench.run(10.5)

    assert (PeerChange.UPDATED, "Anna") in changes(effects)
    assert not bench.engine.peers[identity("Anna").peer_id].direct
    assert (PeerChange.LEFT, "Anna") in changes(bench.run(90))


def test_a_relayed_peer_fades_after_ninety_seconds_without_a_packet(bench):
    link = bench.neighbour("Anna")
    bench.receive(link, bench.announce("Bert", ttl=5))
    bench.run(80)
    bench.receive(link, bench.message("Bert", ttl=5))

    assert (PeerChange.LEFT, "Bert") not in changes(bench.run(89))
    assert (PeerChange.LEFT, "Bert") in changes(bench.run(2))


def test_one_announce_over_two_links_binds_both_with_one_check(bench):
    written, notified = bench.up("written"), bench.up("notified", PERIPHERAL)
    announce = bench.announce("Anna")

    bench.receive(written, announce)
    bench.receive(notified, announce)

    anna = identity("Anna").peer_id
    assert bench.engine.links[written].peer_id == anna
    assert bench.engine.links[notified].peer_id == anna
    assert bench.checks == 1


def test_a_bound_link_changes_its_peer_at_most_once_a_minute(bench):
    link = bench.neighbour("Anna")
    bench.receive(link, bench.announce("Bert"))
    assert bench.engine.links[link].peer_id == identity("Anna").peer_id

    bench.run(61)
    bench.receive(link, bench.announce("Bert"))

    assert bench.engine.links[link].peer_id == identity("Bert").peer_id


def test_a_peer_with_a_live_link_does_not_take_over_another_peers_link(bench):
    anna, bert = bench.neighbour("Anna"), bench.neighbour("Bert")
    bench.run(61)

    bench.receive(anna, bench.announce("Bert"))

    assert bench.engine.links[anna].peer_id == identity("Anna").peer_id
    assert bench.engine.links[bert].peer_id == identity("Bert").peer_id


def test_the_older_of_two_links_in_one_role_is_closed_once_a_minute(bench):
    first = bench.neighbour("Anna")
    second, third = bench.up("second"), bench.up("third")

    closed = [
        effect
        for link in (second, third)
        for effect in bench.receive(link, bench.announce("Anna"))
        if isinstance(effect, CloseLink)
    ]

    assert closed == [CloseLink(first, "duplicate")]


def test_one_link_in_each_role_is_kept(bench):
    bench.neighbour("Anna")
    notified = bench.up("notified", PERIPHERAL)

    effects = bench.receive(notified, bench.announce("Anna"))

    assert not [e for e in effects if isinstance(e, CloseLink)]


# -- messages


def test_a_message_is_shown_with_everything_known_about_it(bench):
    link = bench.neighbour("Anna")
    packet = bench.message("Anna", "  hi \u202ethere\x00 ")

    (shown,) = [
        e
        for e in bench.receive(link, packet, rssi=-70)
        if isinstance(e, MessageReceived)
    ]

    anna = identity("Anna")
    assert shown.text == "hi there"
    assert shown.message_id == message_id(
        anna.peer_id, packet.timestamp, packet.payload.decode()
    )
    assert (shown.peer.nickname, shown.peer.fingerprint) == ("Anna", anna.fingerprint)
    assert (shown.hops, shown.rssi, shown.via) == (1, -70, anna.peer_id)
    assert (shown.sent_ms, shown.received_ms) == (
        packet.timestamp,
        bench.now().unix_ms,
    )
    assert not shown.from_history


def test_a_relayed_message_names_the_neighbour_it_came_through(bench):
    link = bench.neighbour("Anna")
    bench.receive(link, bench.announce("Bert", ttl=6))

    (shown,) = [
        e
        for e in bench.receive(link, bench.message("Bert", ttl=4))
        if isinstance(e, MessageReceived)
    ]

    assert shown.peer.nickname == "Bert"
    assert (shown.hops, shown.rssi, shown.via) == (4, None, identity("Anna").peer_id)


@pytest.mark.parametrize("recipient", [None, BROADCAST_RECIPIENT])
def test_both_ways_to_write_a_broadcast_are_read(bench, recipient):
    link = bench.neighbour("Anna")

    effects = bench.receive(link, bench.message("Anna", recipient=recipient))

    assert texts(effects) == ["hello"]


def test_a_message_to_somebody_in_particular_is_not_shown(bench):
    link = bench.neighbour("Anna")

    effects = bench.receive(
        link, bench.message("Anna", recipient=identity("Bert").peer_id)
    )

    assert texts(effects) == []


@pytest.mark.parametrize(
    ("change", "reason", "relayed"),
    [
        ({"signature": bytes(64)}, DropReason.BAD_SIGNATURE, False),
        ({"signature": None}, DropReason.UNSIGNED, False),
        ({"payload": b"other"}, DropReason.BAD_SIGNATURE, False),
        ({"sender": identity("Bert").peer_id}, DropReason.UNKNOWN_SENDER, True),
    ],
)
def test_a_message_that_does_not_verify_is_not_shown(bench, change, reason, relayed):
    link = bench.neighbour("Anna")
    bench.up("other")
    packet = replace(bench.message("Anna"), **change)

    effects = bench.receive(link, packet) + bench.run(0.3)

    assert texts(effects) == []
    assert bench.dropped == {reason: 1}
    assert bool(sent(effects, MESSAGE)) == relayed


def test_text_that_is_no_text_is_refused(bench):
    link = bench.neighbour("Anna")

    bench.receive(link, bench.packet(MESSAGE, "Anna", b"\xff\xfe"))
    bench.receive(link, bench.message("Anna", "\u200b\x00"))

    assert bench.dropped == {DropReason.BAD_TEXT: 2}


def test_a_duplicate_costs_no_signature_check(bench):
    links = [bench.neighbour(name) for name in ("Anna", "Bert", "Carl")]
    frame = encode_packet(bench.message("Anna"))
    before = bench.checks

    shown = [
        text
        for ttl in (7, 6, 5, 3)
        for link in links
        for text in texts(bench.receive(link, with_ttl(frame, ttl)))
    ]

    assert shown == ["hello"]
    assert bench.checks == before + 1
    assert bench.dropped == {DropReason.DUPLICATE: 11}


def test_a_forgery_seen_again_costs_no_second_check_and_hides_nothing(bench):
    link = bench.neighbour("Anna")
    packet = bench.message("Anna")
    forged = replace(packet, signature=bytes(64))
    before = bench.checks

    for _ in range(5):
        bench.receive(link, forged)
    effects = bench.receive(link, packet)

    assert texts(effects) == ["hello"]
    assert bench.checks == before + 2


def test_a_message_of_a_pinned_peer_that_is_not_here_is_shown():
    anna = identity("Anna")
    bench = Bench(pins=(PeerPinned(anna.peer_id, anna.noise_key, anna.signing_key),))
    link = bench.neighbour("Bert")

    (shown,) = [
        e
        for e in bench.receive(link, bench.message("Anna", ttl=4))
        if isinstance(e, MessageReceived)
    ]

    assert shown.peer.fingerprint == anna.fingerprint
    assert not shown.peer.reachable


def test_a_sender_may_burst_and_then_is_held_to_a_rate(bench):
    link = bench.neighbour("Anna")
    bench.up("other")

    shown = sum(
        len(texts(bench.receive(link, bench.message("Anna", f"{i}"))))
        for i in range(800)
    )

    # One of the six hundred was the announce.
    assert shown == 599
    assert bench.dropped[DropReason.RATE_LIMIT_SENDER] == 201


def test_a_link_that_floods_is_cut_down_and_in_the_end_closed(bench):
    link = bench.up("link")

    effects = [
        effect
        for _ in range(8000)
        for effect in bench.handle(FrameReceived(link, b"garbage"))
    ]

    assert bench.dropped[DropReason.MALFORMED] == 1200
    assert bench.dropped[DropReason.RATE_LIMIT_LINK] == 6800
    assert [e for e in effects if isinstance(e, CloseLink)] == [
        CloseLink(link, "flood")
    ]


def test_a_frame_of_no_link_is_counted(bench):
    bench.handle(FrameReceived(LinkId("nowhere"), b"x" * 30))

    assert bench.dropped == {DropReason.UNKNOWN_LINK: 1}


def test_what_the_transport_drops_is_counted(bench):
    bench.handle(FramesDropped(bench.up("link"), 3))

    assert bench.dropped == {DropReason.SEND_QUEUE_FULL: 3}


# -- relay


def test_a_relay_is_the_same_bytes_with_a_lower_ttl(bench):
    link = bench.neighbour("Anna")
    other = bench.up("other")
    frame = encode_packet(bench.message("Anna"))

    bench.receive(link, frame + b"\x10" * 16)
    (effect,) = [
        e for e in bench.run(0.3) if isinstance(e, SendFrame) and e.frame[1] == MESSAGE
    ]

    assert effect == SendFrame(with_ttl(frame, 6), (other,), SendPriority.RELAY)


@pytest.mark.parametrize("kind", [0x2C, 0x42, PacketType.GROUP_MESSAGE])
def test_an_unknown_type_is_passed_on_and_never_shown(bench, kind):
    link = bench.neighbour("Anna")
    bench.up("other")

    effects = bench.receive(link, bench.packet(kind, "Bert", b"?", signed=False))
    effects += bench.run(0.3)

    assert len(sent(effects, kind)) == 1
    assert texts(effects) == []


def test_with_relay_off_only_our_own_goes_out():
    bench = Bench(relay=False)
    link = bench.neighbour("Anna")
    bench.up("other")

    effects = bench.receive(link, bench.message("Anna")) + bench.run(2)

    assert texts(effects) == ["hello"]
    assert {p.sender for p in sent(effects)} == {bench.peer_id}


def test_a_packet_for_us_ends_here(bench):
    link = bench.neighbour("Anna")
    bench.up("other")
    ping = bench.packet(PacketType.PING, "Anna", bytes(9), recipient=bench.peer_id)

    effects = bench.receive(link, ping) + bench.run(0.3)

    assert not sent(effects, PacketType.PING)


def test_a_source_routed_packet_takes_its_route_alone(bench):
    anna, bert = bench.neighbour("Anna"), bench.neighbour("Bert")
    bench.up("other")
    routed = bench.packet(
        PacketType.NOISE_ENCRYPTED,
        "Anna",
        bytes(40),
        version=2,
        recipient=identity("Carl").peer_id,
        route=(bench.peer_id, identity("Bert").peer_id),
    )

    effects = bench.receive(anna, routed) + bench.run(0.3)

    assert links_of(effects, PacketType.NOISE_ENCRYPTED) == {bert}


def test_a_route_in_circles_is_dropped(bench):
    anna = bench.neighbour("Anna")
    bench.neighbour("Bert")
    hop = identity("Bert").peer_id
    routed = bench.packet(
        PacketType.NOISE_ENCRYPTED,
        "Anna",
        bytes(40),
        version=2,
        recipient=identity("Carl").peer_id,
        route=(hop, bench.peer_id, hop),
    )

    effects = bench.receive(anna, routed) + bench.run(0.3)

    assert not sent(effects, PacketType.NOISE_ENCRYPTED)


def test_a_neighbour_that_sent_it_too_does_not_get_it_from_us(bench):
    anna, bert, carl = (bench.neighbour(name) for name in ("Anna", "Bert", "Carl"))
    packet = bench.message("Anna")

    bench.receive(anna, packet)
    bench.receive(bert, replace(packet, ttl=6))

    assert links_of(bench.run(0.4), MESSAGE) == {carl}


def test_a_relay_that_half_the_neighbourhood_has_made_is_called_off(bench):
    links = [bench.neighbour(f"n{i}") for i in range(8)]
    packet = bench.message("n0")

    for link in links[:4]:
        bench.receive(link, packet)

    assert links_of(bench.run(0.4), MESSAGE) == set()
    assert bench.engine.statistics.relays_called_off == 1


def test_unproven_traffic_of_one_link_is_passed_on_at_a_bounded_rate(bench):
    link = bench.neighbour("Anna")
    bench.up("other")

    effects = [
        effect
        for number in range(1000)
        for effect in bench.receive(
            link, bench.packet(0x42, "Bert", b"%d" % number, signed=False)
        )
    ]

    assert bench.engine.statistics.pending_relays + len(sent(effects, 0x42)) == 300
    assert bench.dropped == {DropReason.RATE_LIMIT_LINK: 700}


def test_all_subscribers_get_one_notification(bench):
    anna, bert = (
        bench.neighbour("Anna", PERIPHERAL),
        bench.neighbour("Bert", PERIPHERAL),
    )
    bench.run(2)
    out_before = bench.engine.statistics.frames_out

    result, effects = bench.engine.broadcast("hi", bench.now())

    (effect,) = [e for e in effects if isinstance(e, SendFrame)]
    assert set(effect.links) == {anna, bert}
    assert (result.links, result.peers) == (1, 2)
    assert bench.engine.statistics.frames_out == out_before + 1


def test_a_notification_keeps_to_the_smallest_subscriber(bench):
    bench.neighbour("Anna", PERIPHERAL, limit=120)
    bench.neighbour("Bert", PERIPHERAL, limit=509)
    bench.run(5)

    bench.note(bench.engine.broadcast("x" * 90, bench.now())[1])
    effects = bench.run(1)

    assert all(len(e.frame) <= 120 for e in effects if isinstance(e, SendFrame))


def test_a_subscriber_who_can_take_nothing_does_not_silence_us_to_the_others(bench):
    anna = bench.neighbour("Anna", PERIPHERAL, limit=182)
    bench.up("tiny", PERIPHERAL, limit=20)
    bench.run(2)

    _, effects = bench.engine.broadcast("hi", bench.now())

    assert links_of(effects, MESSAGE) == {anna}


def test_the_stand_in_for_nameless_subscribers_is_used_only_without_named_ones(bench):
    nameless = bench.up("nameless", PERIPHERAL, anonymous=True)
    assert links_of(bench.run(1), ANNOUNCE) == {nameless}

    anna = bench.neighbour("Anna", PERIPHERAL)
    _, effects = bench.engine.broadcast("hi", bench.now())
    assert links_of(effects, MESSAGE) == {anna}

    bench.down(anna)
    _, effects = bench.engine.broadcast("hi", bench.now())
    assert links_of(effects, MESSAGE) == {nameless}


def test_what_a_lone_subscriber_wrote_is_not_notified_back(bench):
    anna = bench.neighbour("Anna", PERIPHERAL)

    effects = bench.receive(anna, bench.message("Anna")) + bench.run(0.3)

    assert not sent(effects, MESSAGE)


# -- our own broadcasts


def test_a_broadcast_goes_out_signed_in_the_form_that_every_phone_verifies(bench):
    link = bench.neighbour("Anna")
    bench.run(2)

    result, effects = bench.engine.broadcast("Tea is ready", bench.now())

    (effect,) = [e for e in effects if isinstance(e, SendFrame)]
    packet = decode_packet(effect.frame)
    assert (effect.links, effect.priority) == ((link,), SendPriority.OWN)
    assert (packet.version, packet.ttl, packet.recipient) == (1, 7, None)
    assert packet.payload == b"Tea is ready"
    assert verify(packet, bench.engine.identity.signing_key)
    assert result.message_ids == (
        message_id(bench.peer_id, packet.timestamp, "Tea is ready"),
    )
    assert (result.links, result.peers) == (1, 1)


def test_a_long_text_is_split_below_what_encoders_compress(bench):
    bench.neighbour("Anna")
    bench.run(2)
    text = "A long story about tea. " * 50

    result, effects = bench.engine.broadcast(text, bench.now())
    packets = sent(effects + bench.run(5), MESSAGE)

    assert all(len(p.payload) < 100 and not p.compressed for p in packets)
    assert " ".join(p.payload.decode() for p in packets) == text.strip()
    assert len({p.timestamp for p in packets}) == len(packets)
    assert [p.timestamp for p in packets] == sorted(p.timestamp for p in packets)
    assert list(result.message_ids) == [
        message_id(bench.peer_id, p.timestamp, p.payload.decode()) for p in packets
    ]


def test_each_full_part_is_one_notification_for_an_iphone(bench):
    # Its usual MTU of 185 less the 5 bytes of a packet for several notifications
    bench.neighbour("Anna", PERIPHERAL, limit=180)
    bench.run(2)

    result, effects = bench.engine.broadcast("x" * 3 * MAX_PART_BYTES, bench.now())
    effects += bench.run(5)

    frames = [e.frame for e in effects if isinstance(e, SendFrame)]
    assert [len(f) for f in frames if f[1] == MESSAGE] == [180] * 3
    assert not sent(effects, FRAGMENT)
    assert len(result.message_ids) == 3


@pytest.mark.parametrize("size", [MAX_PART_BYTES + 1, 96, 99, 1_000])
def test_longer_parts_of_others_are_shown_and_passed_on_whole(bench, size):
    anna = bench.neighbour("Anna")
    bert = bench.neighbour("Bert", PERIPHERAL, limit=180)
    bench.run(2)
    text = random_text(size)

    effects = bench.receive(anna, bench.message("Anna", text))
    shown = [e.text for e in effects if isinstance(e, MessageReceived)]
    effects += bench.run(2)

    assert shown == [text]
    pieces = [p for p in sent(effects, FRAGMENT) if p.payload[12] == MESSAGE]
    assert len(pieces) >= 2
    assert links_of(effects, FRAGMENT) == {bert}


def test_what_is_short_overtakes_the_parts_of_what_is_long(bench):
    bench.neighbour("Anna")
    bench.run(2)
    _, effects = bench.engine.broadcast("A long story about tea. " * 50, bench.now())
    long = [e.priority for e in effects if isinstance(e, SendFrame)]
    _, effects = bench.engine.broadcast("Tea is ready", bench.now())
    (short,) = (e.priority for e in effects if isinstance(e, SendFrame))

    assert len(long) > 10
    assert set(long) == {SendPriority.LONG}
    assert short > SendPriority.LONG > SendPriority.DIRECTED


def test_what_is_short_goes_first_where_our_own_limit_holds_us_up(bench):
    bench.neighbour("Anna")
    bench.run(2)
    effects = []
    for text in ["A long story about tea. " * 50] * 5 + ["Tea is ready"]:
        effects += bench.engine.broadcast(text, bench.now())[1]
    told = [p.payload for p in sent(effects + bench.run(0.2), MESSAGE)]

    assert b"Tea is ready" in told
    assert bench.engine.statistics.pending_parts > 0


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_nothing_is_not_sent(bench, text):
    with pytest.raises(EmptyMessageError):
        bench.engine.broadcast(text, bench.now())


def test_a_text_over_the_limit_is_refused_whole(bench):
    bench.neighbour("Anna")
    with pytest.raises(MessageTooLongError) as caught:
        bench.engine.broadcast("\N{HOT BEVERAGE}" * 500, bench.now())

    assert (caught.value.size, caught.value.limit) == (1500, MAX_BROADCAST_BYTES)
    assert bench.engine.statistics.pending_parts == 0


def test_a_runaway_automation_is_slowed_down_and_then_told_to_wait(bench):
    bench.neighbour("Anna")
    bench.run(2)
    start = bench.time

    def run_away() -> None:
        for number in range(10_000):
            bench.note(bench.engine.broadcast(f"{number}", bench.now())[1])

    with pytest.raises(SendLimitError) as caught:
        run_away()

    accepted = len(ours(bench, bench.effects, MESSAGE))
    accepted += bench.engine.statistics.pending_parts
    assert OUTBOX_CAPACITY <= accepted <= OUTBOX_CAPACITY + 51
    assert 0 < caught.value.retry_after < 1
    bench.run(60)
    assert len(ours(bench, bench.effects, MESSAGE)) == accepted
    assert bench.time - start >= OUTBOX_CAPACITY / 20
    bench.engine.broadcast("and on", bench.now())


def test_no_two_packets_of_ours_share_a_millisecond(bench):
    bench.neighbour("Anna")
    for number in range(30):
        bench.note(bench.engine.broadcast(f"{number}", bench.now())[1])
        bench.note(bench.engine.announce(bench.now()))
    bench.clock_offset_ms = -30_000
    bench.note(bench.engine.broadcast("back in time", bench.now())[1])
    bench.run(10)

    own = [p for p in sent(bench.effects) if p.sender == bench.peer_id]
    stamps = {(p.type, p.timestamp) for p in own}
    assert len({timestamp for _, timestamp in stamps}) == len(stamps)


@pytest.mark.parametrize("jump_ms", [-86_400_000, 86_400_000])
def test_a_jump_of_the_clock_moves_timestamps_and_no_timer(bench, jump_ms):
    bench.neighbour("Anna")
    bench.run(2)
    bench.clock_offset_ms = jump_ms

    effects = bench.engine.broadcast("what time is it", bench.now())[1]
    announces = ours(bench, bench.run(40), ANNOUNCE)

    (packet,) = sent(effects, MESSAGE)
    assert abs(packet.timestamp - bench.now().unix_ms) < 60_000
    assert 2 <= len(announces) <= 5


def test_a_goodbye_is_signed_and_the_last_thing_announced(bench):
    bench.neighbour("Anna")
    bench.run(2)

    (leave,) = sent(bench.engine.leave(bench.now()), LEAVE)

    assert (leave.ttl, leave.payload) == (7, b"")
    assert verify(leave, bench.engine.identity.signing_key)
    assert not ours(bench, bench.run(60), ANNOUNCE)


def test_a_new_nickname_is_announced(bench):
    bench.neighbour("Anna")
    bench.run(5)

    effects = bench.engine.update_settings(MeshSettings("Kitchen"), bench.now())
    effects += bench.run(0.5)

    assert b"Kitchen" in ours(bench, effects, ANNOUNCE)[0].payload
    assert not ours(
        bench,
        bench.engine.update_settings(MeshSettings("Kitchen", relay=False), bench.now()),
        ANNOUNCE,
    )


# -- fragments


def test_a_frame_over_a_links_limit_goes_in_fragments_there_and_whole_elsewhere(bench):
    small, large = bench.neighbour("Anna", limit=120), bench.neighbour("Bert")
    bench.run(5)

    _, effects = bench.engine.broadcast("x" * 90, bench.now())
    effects += bench.run(1)

    assert links_of(effects, MESSAGE) == {large}
    assert links_of(effects, FRAGMENT) == {small}
    assert len(sent(effects, FRAGMENT)) == 3


def test_fragments_are_spaced_and_two_trains_run_at_once(bench):
    bench.neighbour("Anna", limit=120)
    bench.run(5)
    for number in range(4):
        bench.note(bench.engine.broadcast(f"{number}" * 90, bench.now())[1])

    times: dict[bytes, list[float]] = {}
    start = bench.time
    while (due := bench.engine.next_deadline()) is not None and due < start + 1:
        bench.time = max(due, bench.time)
        for fragment in sent(bench.handle(Tick()), FRAGMENT):
            times.setdefault(fragment.payload[:8], []).append(bench.time)

    gaps = [b - a for t in times.values() for a, b in itertools.pairwise(t)]
    assert len(times) == 4
    assert min(gaps) >= 0.025
    assert max(gaps) <= 0.030
    ends = sorted(t[-1] for t in times.values())
    starts = sorted(t[0] for t in times.values())
    assert starts[2] >= ends[0]


def test_a_link_that_no_fragment_fits_is_left_out_and_counted(bench):
    bench.neighbour("Anna", limit=20)

    bench.engine.broadcast("hello", bench.now())
    effects = bench.run(2)

    assert not [e for e in effects if isinstance(e, SendFrame)]
    assert bench.engine.statistics.unsendable >= 1


def test_a_limit_that_changes_counts_from_then_on(bench):
    link = bench.neighbour("Anna", limit=20)
    bench.run(5)

    bench.handle(LinkLimitChanged(link, 509))

    assert sent(bench.engine.broadcast("hello", bench.now())[1], MESSAGE)


def test_a_link_that_grows_to_be_of_use_is_told_and_asked_at_once(bench):
    link = bench.neighbour("Anna", limit=20)
    bench.run(60)

    effects = bench.handle(LinkLimitChanged(link, 98)) + bench.run(1)
    assert not sent(effects, ANNOUNCE)

    effects = bench.handle(LinkLimitChanged(link, 182)) + bench.run(1)
    assert sent(effects, ANNOUNCE)
    assert sent(effects, REQUEST)


def test_a_fragmented_message_is_shown_once_and_its_pieces_are_relayed(bench):
    link = bench.neighbour("Anna")
    bench.up("other")
    frame = encode_packet(bench.message("Anna", "x" * 90))
    pieces = split_into_fragments(frame, 120, b"set id 1")

    effects = [e for piece in pieces for e in bench.receive(link, piece)]
    effects += bench.receive(link, with_ttl(frame, 5)) + bench.run(0.3)

    (shown,) = [e for e in effects if isinstance(e, MessageReceived)]
    assert (shown.text, shown.hops) == ("x" * 90, 1)
    assert len(sent(effects, FRAGMENT)) == len(pieces)
    assert not sent(effects, MESSAGE)


def test_fragments_for_us_are_not_relayed(bench):
    link = bench.neighbour("Anna")
    bench.up("other")
    frame = encode_packet(bench.message("Anna", "x" * 90))
    pieces = split_into_fragments(frame, 128, b"set id 1", recipient=bench.peer_id)

    effects = [e for piece in pieces for e in bench.receive(link, piece)]
    effects += bench.run(0.3)

    assert texts(effects) == ["x" * 90]
    assert not sent(effects, FRAGMENT)


def test_an_announce_that_came_in_direct_fragments_binds_its_link(bench):
    link = bench.up("link", limit=120)
    frame = encode_packet(bench.announce("Anna"))

    for piece in split_into_fragments(frame, 120, b"set id 1"):
        bench.receive(link, piece)

    assert bench.engine.links[link].peer_id == identity("Anna").peer_id


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda b: b.message("Anna", "x" * 90, age_s=500), DropReason.STALE),
        (
            lambda b: replace(b.message("Anna", "x" * 90), signature=bytes(64)),
            DropReason.BAD_SIGNATURE,
        ),
        (lambda b: b.announce("bench"), DropReason.OWN_PACKET),
    ],
)
def test_what_comes_out_of_fragments_is_judged_like_anything_else(bench, make, reason):
    link = bench.neighbour("Anna")
    pieces = split_into_fragments(encode_packet(make(bench)), 120, b"set id 1")
    carriers = [
        replace(
            decode_packet(piece),
            sender=identity("Anna").peer_id,
            timestamp=bench.stamp(),
        )
        for piece in pieces
    ]

    for carrier in carriers:
        bench.receive(link, carrier)

    assert bench.dropped == {reason: 1}


def fragments_of_a_relay(ttl):
    """Return what a relay cuts for a small link, from a packet that came with a TTL."""
    bench = Bench()
    anna = bench.neighbour("Anna")
    small = bench.neighbour("Small", limit=120)
    bench.run(20)
    packet = replace(message_of_anna(), timestamp=bench.now().unix_ms)
    frame = encode_packet(sign(packet, identity("Anna")))
    effects = bench.receive(anna, with_ttl(frame, ttl)) + bench.run(1)
    return bench, small, sent(effects, FRAGMENT)


def message_of_anna():
    return Packet(MESSAGE, 7, 0, identity("Anna").peer_id, b"x" * 90)


def test_every_relay_cuts_a_packet_into_the_same_fragments():
    _, _, near = fragments_of_a_relay(7)
    _, _, far = fragments_of_a_relay(4)

    assert [p.payload for p in near] == [p.payload for p in far]
    assert {p.ttl for p in near} == {6}
    assert {p.ttl for p in far} == {3}


def test_the_echo_of_a_fragment_that_we_cut_goes_no_further():
    bench, small, fragments = fragments_of_a_relay(7)

    effects = [e for p in fragments for e in bench.receive(small, replace(p, ttl=5))]
    effects += bench.run(0.4)

    assert fragments
    assert not sent(effects, FRAGMENT)


def test_a_set_that_gets_stuck_is_asked_for(bench):
    link = bench.neighbour("Anna")
    bench.run(3)
    frame = encode_packet(bench.message("Anna", "x" * 90))
    first, *_ = split_into_fragments(frame, 120, b"set id 1")

    bench.receive(link, first)
    requests = [RequestSync.decode(p.payload) for p in sent(bench.run(5.5), REQUEST)]

    assert (b"set id 1",) in [request.fragment_sets for request in requests]
    bench.run(60)
    assert bench.engine.statistics.pending_fragments == 0


# -- sync


def request(bench, *known, sender="Anna", **fields):
    built = build_filter([packet_id(item) for item in known])
    payload = RequestSync(built.p, built.m, built.data, **fields).encode()
    return bench.packet(REQUEST, sender, payload, ttl=0, recipient=bench.peer_id)


def test_a_new_neighbour_is_asked_after_a_second(bench):
    bench.neighbour("Anna")

    (asked,) = sent(bench.run(1.1), REQUEST)

    assert (asked.ttl, asked.recipient) == (0, identity("Anna").peer_id)
    assert verify(asked, bench.engine.identity.signing_key)
    wanted = RequestSync.decode(asked.payload).wanted
    assert wanted == SyncTypes.ANNOUNCE | SyncTypes.MESSAGE


def test_each_neighbour_is_asked_ever_more_rarely_down_to_every_half_minute(bench):
    bench.neighbour("Anna", PERIPHERAL)
    bench.neighbour("Bert")

    requests = sent(bench.run(301), REQUEST)

    for name in ("Anna", "Bert"):
        asked = [r for r in requests if r.recipient == identity(name).peer_id]
        gaps = [b.timestamp - a.timestamp for a, b in itertools.pairwise(asked)]
        assert 3_500 <= gaps[0] <= 4_500
        assert all(b > 1.5 * a for a, b in itertools.pairwise(gaps[:3]))
        assert all(20_000 <= gap <= 33_100 for gap in gaps[3:])


def test_a_request_is_answered_on_its_link_announces_first_at_a_pace(bench):
    anna, bert = bench.neighbour("Anna"), bench.neighbour("Bert")
    known, missing = bench.message("Bert", "known"), bench.message("Bert", "missing")
    bench.receive(bert, known)
    bench.receive(bert, missing)
    bench.run(2)

    effects = bench.receive(anna, request(bench, known)) + bench.run(1)

    answers = [
        e for e in effects if isinstance(e, SendFrame) and decode_packet(e.frame).rsr
    ]
    assert {e.links for e in answers} == {(anna,)}
    assert {e.priority for e in answers} == {SendPriority.SYNC}
    packets = [decode_packet(e.frame) for e in answers]
    assert {p.ttl for p in packets} == {0}
    kinds = [p.type for p in packets]
    assert kinds == sorted(kinds)
    assert [p.payload for p in packets if p.type == MESSAGE] == [b"missing"]
    bert_announce = next(p for p in packets if p.sender == identity("Bert").peer_id)
    assert verify(bert_announce, identity("Bert").signing_key)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda b: replace(request(b), signature=bytes(64)), DropReason.BAD_SIGNATURE),
        (lambda b: replace(request(b), signature=None), DropReason.UNSIGNED),
        (lambda b: replace(request(b), ttl=3), DropReason.WRONG_LINK),
        (lambda b: request(b, sender="Bert"), DropReason.WRONG_LINK),
        (
            lambda b: replace(request(b), recipient=identity("Bert").peer_id),
            DropReason.WRONG_LINK,
        ),
        (
            lambda b: b.packet(REQUEST, "Anna", b"\x01\x00\x01\x40", ttl=0),
            DropReason.BAD_PAYLOAD,
        ),
    ],
)
def test_a_request_that_is_not_the_link_peers_own_is_refused(bench, make, reason):
    link = bench.neighbour("Anna")
    bench.neighbour("Bert")
    bench.run(2)

    effects = bench.receive(link, make(bench)) + bench.run(0.5)

    assert bench.dropped == {reason: 1}
    assert not [p for p in sent(effects) if p.rsr]
    assert not sent(effects, REQUEST)


def test_a_peer_that_asks_too_often_is_not_answered(bench):
    link = bench.neighbour("Anna")

    for _ in range(12):
        bench.receive(link, request(bench))

    assert bench.engine.statistics.sync_requests_received == 8
    assert bench.dropped == {DropReason.SYNC_LIMIT: 4}


def test_with_relay_off_only_our_own_messages_are_served():
    bench = Bench(relay=False)
    anna, bert = bench.neighbour("Anna"), bench.neighbour("Bert")
    bench.receive(bert, bench.message("Bert"))
    bench.note(bench.engine.broadcast("ours", bench.now())[1])
    bench.run(2)

    effects = bench.receive(anna, request(bench)) + bench.run(2)

    assert {p.sender for p in sent(effects) if p.rsr} == {bench.peer_id}
    assert b"ours" in [p.payload for p in sent(effects) if p.rsr]


def history(bench, *, rsr=True, age_s=3600, sender="Anna", ttl=0):
    frame = encode_packet(bench.message(sender, "old", age_s=age_s))
    return as_sync_answer(frame) if rsr else with_ttl(frame, ttl)


@pytest.mark.parametrize("rsr", [True, False])
def test_history_is_taken_from_whom_we_asked_with_or_without_the_flag(bench, rsr):
    link = bench.neighbour("Anna")
    bench.run(1.5)

    (shown,) = [
        e
        for e in bench.receive(link, history(bench, rsr=rsr))
        if isinstance(e, MessageReceived)
    ]

    assert shown.from_history
    assert (shown.hops, shown.rssi) == (None, None)


def test_an_answer_is_passed_on_once_with_no_ttl_when_its_flood_is_over(bench):
    link = bench.neighbour("Anna")
    bench.up("other")
    bench.run(1.5)
    answer = replace(bench.message("Anna"), rsr=True, ttl=5)

    effects = bench.receive(link, answer)
    early = bench.run(1.9)
    late = bench.run(0.5)

    assert texts(effects) == ["hello"]
    assert not sent(effects + early, MESSAGE)
    (unasked,) = sent(late, MESSAGE)
    assert (unasked.ttl, unasked.rsr) == (0, False)
    assert links_of(late, MESSAGE) == {"other"}
    assert not sent(bench.receive("other", unasked) + bench.run(5.0), MESSAGE)


def test_an_old_answer_is_passed_on_by_nobody(bench):
    link = bench.neighbour("Anna")
    bench.up("other")
    bench.run(1.5)

    effects = bench.receive(link, history(bench, age_s=130)) + bench.run(5.0)

    assert texts(effects)
    assert not sent(effects, MESSAGE)


def test_an_answer_is_not_passed_on_to_our_kind_nor_by_whom_the_user_keeps_quiet():
    for kindred, relay in ((True, True), (False, False)):
        bench = Bench(relay=relay)
        anna = bench.neighbour("Anna")
        other = bench.up("other")
        if kindred:
            bench.receive(
                other,
                bench.announce(
                    "Bert", neighbours=tell(identity("Bert").peer_id, [bench.peer_id])
                ),
            )
        bench.run(1.5)
        answer = replace(bench.message("Anna"), rsr=True, ttl=0)

        effects = bench.receive(anna, answer) + bench.run(5.0)

        assert texts(effects) == ["hello"]
        assert not sent(effects, MESSAGE)


def test_a_message_that_is_merely_late_is_no_history(bench):
    link = bench.neighbour("Anna")
    bench.run(1.5)

    (shown,) = [
        e
        for e in bench.receive(link, history(bench, age_s=20))
        if isinstance(e, MessageReceived)
    ]

    assert not shown.from_history


def test_history_that_nobody_asked_for_is_stale(bench):
    asked = bench.neighbour("Anna")
    stranger = bench.up("stranger")
    bench.run(1.5)

    bench.receive(stranger, history(bench))
    bench.receive(asked, history(bench, rsr=False, ttl=3))
    bench.receive(asked, history(bench, age_s=6 * 3600 + 60))
    bench.run(30)
    bench.down(asked)
    bench.receive(stranger, history(bench, rsr=False))

    assert bench.dropped == {DropReason.STALE: 4}
    assert texts(bench.effects) == []


def test_what_a_wrong_clock_refused_is_taken_when_it_is_right_again(bench):
    link = bench.neighbour("Anna")
    bench.run(1.5)
    frame = history(bench)
    bench.clock_offset_ms = 24 * 3_600_000
    bench.receive(link, frame)
    bench.clock_offset_ms = 0

    assert texts(bench.receive(link, frame)) == ["old"]


def test_our_own_words_come_back_into_the_store_and_are_not_shown(bench):
    link = bench.neighbour("Anna")
    bench.run(1.5)
    before = bench.engine.statistics.stored_packets

    effects = bench.receive(link, history(bench, sender="bench"))

    assert texts(effects) == []
    assert bench.engine.statistics.stored_packets == before + 1
    bench.receive(link, history(bench, sender="bench", rsr=False))
    assert bench.dropped == {DropReason.OWN_PACKET: 1}


def test_a_message_whose_sender_was_unknown_is_shown_when_sync_brings_it_again(bench):
    link = bench.neighbour("Anna")
    bench.up("other")
    bench.run(15)
    packet = bench.message("Bert", ttl=5)
    bench.receive(link, packet)
    assert bench.dropped == {DropReason.UNKNOWN_SENDER: 1}

    hastened = sent(bench.run(1.5), REQUEST)
    bench.receive(link, as_sync_answer(encode_packet(bench.announce("Bert"))))
    effects = bench.receive(link, as_sync_answer(encode_packet(packet)))
    effects += bench.run(0.3)

    assert hastened
    assert texts(effects) == ["hello"]
    assert not sent(effects, MESSAGE)


def test_a_late_copy_of_an_unread_message_is_shown_and_not_relayed_twice(bench):
    anna, bert = bench.neighbour("Anna"), bench.neighbour("Bert")
    packet = bench.message("Carl", ttl=5)
    first = bench.receive(anna, packet) + bench.run(0.4)
    bench.receive(anna, bench.announce("Carl", ttl=5))

    late = bench.receive(bert, replace(packet, ttl=4))
    effects = late + bench.run(0.4)

    assert links_of(first, MESSAGE) == {bert}
    assert texts(late) == ["hello"]
    assert not sent(effects, MESSAGE)


def test_our_own_words_are_recognised_without_a_check(bench):
    link = bench.neighbour("Anna")
    bench.run(1.5)
    (effect,) = [
        e
        for e in bench.engine.broadcast("mine", bench.now())[1]
        if isinstance(e, SendFrame)
    ]
    before = bench.checks

    bench.receive(link, as_sync_answer(effect.frame))

    assert bench.checks == before
    assert bench.dropped == {DropReason.DUPLICATE: 1}


def test_an_old_announce_out_of_history_proves_a_key_and_no_presence(bench):
    link = bench.neighbour("Anna")
    bench.run(1.5)
    announce = bench.announce("Bert", age_s=600)

    effects = bench.receive(link, as_sync_answer(encode_packet(announce)))

    assert not changes(effects)
    assert texts(bench.receive(link, history(bench, sender="Bert"))) == ["old"]


def test_a_message_is_not_shown_again_hours_later_even_if_its_sender_left(bench):
    link = bench.neighbour("Anna")
    bench.receive(link, bench.announce("Bert", ttl=5))
    frame = encode_packet(bench.message("Bert", ttl=5))
    bench.receive(link, frame)
    bench.receive(link, bench.packet(LEAVE, "Bert", b"", ttl=5))
    for _ in range(5 * 60):
        bench.run(60)
        bench.receive(link, bench.announce("Anna"))

    while not sent(bench.run(1), REQUEST):
        pass

    bench.receive(link, with_ttl(frame, 0))
    bench.receive(link, as_sync_answer(frame))

    assert texts(bench.effects) == ["hello"]
    assert bench.dropped == {DropReason.DUPLICATE: 2}


def test_a_peer_beyond_the_floods_reach_stays_while_sync_brings_its_announces(bench):
    link = bench.neighbour("Anna")
    for _ in range(10):
        bench.run(30)
        bench.receive(link, bench.announce("Anna"))
        announce = bench.announce("Bert", age_s=40)
        bench.receive(link, as_sync_answer(encode_packet(announce)))

    told = [change for change, name in changes(bench.effects) if name == "Bert"]
    assert told[0] is PeerChange.APPEARED
    assert PeerChange.LEFT not in told
    assert (PeerChange.LEFT, "Bert") in changes(bench.run(51))


# -- the whole


def test_the_same_events_give_the_same_effects():
    def life():
        bench = Bench()
        links = [bench.neighbour(name) for name in ("Anna", "Bert", "Carl")]
        for number in range(20):
            bench.receive(links[number % 3], bench.message("Anna", f"{number}"))
            bench.note(bench.engine.broadcast(f"{number}", bench.now())[1])
            bench.run(3)
        return bench.effects, bench.engine.statistics

    assert life() == life()


def test_snapshots_do_not_change_under_their_reader(bench):
    link = bench.neighbour("Anna")
    peers, links, statistics = (
        bench.engine.peers,
        bench.engine.links,
        bench.engine.statistics,
    )

    bench.receive(link, bench.packet(LEAVE, "Anna", b""))
    bench.down(link)

    assert [peer.nickname for peer in peers.values()] == ["Anna"]
    assert list(links) == [link]
    assert statistics.frames_in == 1


def test_an_engine_with_nothing_to_do_wants_no_tick():
    engine = MeshEngine(identity("idle"), MeshSettings("Idle"), Random(1))

    assert engine.next_deadline() is None
    assert engine.handle(Tick(), Bench().now()) == []
