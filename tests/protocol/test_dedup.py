"""Each packet once, and no flood makes us forget what is signed."""

from dataclasses import replace

from protocol.dedup import (
    DEDUP_CAPACITY,
    DEDUP_WINDOW_S,
    ECHO_CAPACITY,
    ECHO_WINDOW_S,
    Dedup,
    dedup_key,
    dedup_name,
)
from protocol.packet import BROADCAST_RECIPIENT, Packet, PacketType, PeerId
import pytest

PACKET = Packet(2, 7, 1_790_000_000_000, PeerId(b"sender 1"), b"text")


@pytest.mark.parametrize(
    "other",
    [
        Packet(3, 7, PACKET.timestamp, PACKET.sender, PACKET.payload),
        Packet(2, 7, PACKET.timestamp + 1, PACKET.sender, PACKET.payload),
        Packet(2, 7, PACKET.timestamp, PeerId(b"sender 2"), PACKET.payload),
        Packet(2, 7, PACKET.timestamp, PACKET.sender, b"texts"),
    ],
    ids=["type", "timestamp", "sender", "payload"],
)
def test_packets_that_differ_in_substance_have_different_keys(other):
    assert dedup_key(other) != dedup_key(PACKET)
    assert dedup_name(other) != dedup_name(PACKET)


def test_ttl_signature_and_flags_do_not_enter_the_key():
    relayed = Packet(
        2,
        3,
        PACKET.timestamp,
        PACKET.sender,
        PACKET.payload,
        signature=bytes(64),
        rsr=True,
    )

    assert dedup_key(relayed) == dedup_key(PACKET)
    assert dedup_name(relayed) == dedup_name(PACKET)


def test_the_name_is_written_as_the_wire_specification_has_it():
    # sha256(b"text") begins with 982d9e3e.
    assert dedup_name(PACKET) == "73656e6465722031-1790000000000-2-982d9e3e"


def test_a_packet_is_known_for_five_minutes():
    dedup = Dedup()

    assert dedup.check(1, PACKET, 0.0) is None
    assert dedup.check(1, PACKET, DEDUP_WINDOW_S - 0.1) is not None
    assert dedup.check(1, PACKET, DEDUP_WINDOW_S) is None


def test_a_forged_flood_does_not_push_out_what_a_known_sender_signed():
    dedup = Dedup()
    dedup.check(1, PACKET, 0.0)
    dedup.mark_verified(1, PACKET, 0.0)

    for key in range(2, 3 * DEDUP_CAPACITY):
        dedup.check(key, PACKET, 10.0)
        dedup.mark_undelivered(key, PACKET, 10.0)
        dedup.check_echo(key, 10.0)

    assert dedup.is_verified(1, DEDUP_WINDOW_S - 0.1)
    assert len(dedup) <= 2 * (4 * DEDUP_CAPACITY + ECHO_CAPACITY)


def test_a_fragment_is_an_echo_for_three_seconds_only():
    dedup = Dedup()

    assert not dedup.check_echo(1, 0.0)
    assert dedup.check_echo(1, ECHO_WINDOW_S - 0.1)
    assert not dedup.check_echo(1, ECHO_WINDOW_S)


def test_a_forgery_does_not_stand_for_the_real_packet():
    dedup = Dedup()
    forged = replace(PACKET, signature=b"bad" * 21 + b"!")

    assert dedup.check(1, forged, 0.0) is None

    assert dedup.check(1, forged, 1.0) is not None
    assert dedup.check(1, PACKET, 1.0) is None


def test_once_verified_every_copy_is_a_duplicate():
    dedup = Dedup()
    dedup.check(1, PACKET, 0.0)
    dedup.mark_verified(1, PACKET, 0.0)

    for other in (
        replace(PACKET, signature=None),
        replace(PACKET, signature=bytes(64)),
        replace(PACKET, recipient=BROADCAST_RECIPIENT),
    ):
        assert dedup.check(1, other, 1.0) is not None


@pytest.mark.parametrize("between", [0.0, DEDUP_WINDOW_S], ids=["young", "old"])
def test_what_is_verified_takes_no_room_where_anybody_may_fill_it(between):
    dedup = Dedup()
    dedup.check(1, PACKET, 0.0)
    dedup.mark_undelivered(1, PACKET, 0.0)
    if between:
        # Another begins a generation in both places.
        later = replace(PACKET, timestamp=PACKET.timestamp + 1)
        dedup.check(2, later, between)
        dedup.mark_undelivered(2, later, between)
    before = len(dedup)

    dedup.mark_verified(1, PACKET, between)

    assert len(dedup) == before - 1


@pytest.mark.parametrize("kind", [PacketType.NOISE_ENCRYPTED, PacketType.PONG])
def test_a_signature_that_nobody_checks_makes_no_other_copy(kind):
    dedup = Dedup()
    bare = replace(PACKET, type=kind, signature=None)

    assert dedup.check(1, bare, 0.0) is None

    assert dedup.check(1, replace(bare, signature=bytes(64)), 0.0) is not None
    assert dedup.check(1, replace(bare, recipient=PACKET.sender), 0.0) is None


def test_the_newest_stay_known_however_many_come():
    dedup = Dedup()

    for key in range(5 * DEDUP_CAPACITY // 2):
        dedup.check(key, PACKET, 1.0)

    newest = range(3 * DEDUP_CAPACITY // 2, 5 * DEDUP_CAPACITY // 2)
    assert all(dedup.check(key, PACKET, 1.0) for key in newest)
    assert len(dedup) <= 2 * DEDUP_CAPACITY


def test_what_is_known_stays_known_when_a_generation_ends():
    dedup = Dedup()
    dedup.check(1, PACKET, 0.0)
    dedup.check(2, PACKET, DEDUP_WINDOW_S - 1)

    dedup.check(3, PACKET, DEDUP_WINDOW_S + 1)

    assert dedup.check(2, PACKET, 2 * DEDUP_WINDOW_S - 2) is not None
    assert dedup.check(1, PACKET, DEDUP_WINDOW_S + 1) is None


def test_old_entries_leave_on_their_own():
    dedup = Dedup()
    for key in range(1000):
        dedup.check(key, PACKET, 0.0)

    for key in range(1000):
        dedup.check(5000 + key, PACKET, 2 * DEDUP_WINDOW_S)

    assert len(dedup) == 1000
