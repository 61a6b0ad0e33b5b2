"""Signatures: what they cover, and the traps that compression sets."""

from contextlib import suppress
from dataclasses import replace
import random

from hypothesis import given, strategies as st
from protocol.deflate import compress, deflate
from protocol.errors import DecodeError
from protocol.identity import Identity
from protocol.packet import (
    BROADCAST_RECIPIENT,
    Packet,
    decode_packet,
    encode_packet,
    encode_with,
    with_ttl,
)
from protocol.signature import sign, signed_bytes, verify
import pytest

from .strategies import hostile_frames, packets

ALICE = Identity(bytes(range(32)), bytes(range(32, 64)))
BOB = Identity(bytes(range(64, 96)), bytes(range(96, 128)))
TEXT = "a message that any encoder can make shorter, " * 8
LONG = Packet(type=2, ttl=7, timestamp=1, sender=ALICE.peer_id, payload=TEXT.encode())
SHORT = replace(LONG, payload=b"hello mesh")


def signed_over(packet: Packet, packed: bytes | None) -> Packet:
    """Sign as an encoder that compresses the payload to these bytes."""
    bare = replace(packet, ttl=0)
    return replace(packet, signature=ALICE.sign(encode_with(bare, packed, padded=True)))


@given(packets())
def test_a_signature_verifies_with_its_key_and_no_other(packet):
    signed = decode_packet(encode_packet(sign(packet, ALICE)))

    assert verify(signed, ALICE.signing_key)
    assert not verify(signed, BOB.signing_key)


@given(packets(), st.integers(0, 7), st.booleans())
def test_ttl_and_rsr_may_change_on_the_way(packet, ttl, rsr):
    assert verify(replace(sign(packet, ALICE), ttl=ttl, rsr=rsr), ALICE.signing_key)


@pytest.mark.parametrize(
    "change",
    [
        {"type": 3},
        {"timestamp": 2},
        {"sender": BOB.peer_id},
        {"payload": b"hello mash"},
        {"recipient": BROADCAST_RECIPIENT},
        {"version": 2},
        {"version": 2, "route": (BOB.peer_id,)},
    ],
)
def test_anything_else_that_changes_breaks_it(change):
    assert not verify(replace(sign(SHORT, ALICE), **change), ALICE.signing_key)


def test_what_we_sign_and_compress_is_what_we_send():
    signed = sign(LONG, ALICE)
    received = decode_packet(encode_packet(signed))

    assert received.compressed
    assert verify(received, ALICE.signing_key).checks == 1
    assert signed_bytes(received) == signed_bytes(LONG)


@pytest.mark.parametrize("level", [0, 1, 5, 9])
def test_received_compressed_bytes_verify_as_they_came(level):
    packed = deflate(LONG.payload, level)
    received = decode_packet(encode_with(signed_over(LONG, packed), packed))

    checked = verify(with_relays(received), ALICE.signing_key)

    assert checked.valid
    assert checked.checks == 1


def with_relays(packet: Packet) -> Packet:
    """Send it through a relay like ours, which patches the TTL and nothing else."""
    return decode_packet(with_ttl(encode_packet(packet), 3))


@pytest.mark.parametrize("level", [5, 6, 9])
@pytest.mark.parametrize("replacement", [0, 1, None], ids=["stored", "fast", "none"])
def test_a_relay_that_compressed_anew_does_not_break_it(level, replacement):
    text = bytes(random.Random(level).choices(b"mesh broadcast", k=900))
    packet = replace(LONG, payload=text)
    signed = signed_over(packet, deflate(text, level))
    packed = None if replacement is None else deflate(text, replacement)

    checked = verify(decode_packet(encode_with(signed, packed)), ALICE.signing_key)

    assert checked.valid
    assert 2 <= checked.checks <= 4


def test_a_signature_over_the_uncompressed_form_verifies():
    signed = signed_over(LONG, None)

    received = decode_packet(encode_with(signed, compress(LONG.payload)))

    assert verify(received, ALICE.signing_key)


def test_a_forged_short_message_costs_one_check():
    forged = replace(SHORT, signature=bytes(64))

    assert verify(forged, ALICE.signing_key).checks == 1


def test_a_forged_compressed_message_costs_at_most_five_checks():
    text = bytes(random.Random(1).choices(b"mesh broadcast", k=900))
    forged = replace(LONG, payload=text, signature=bytes(64))

    checked = verify(
        decode_packet(encode_with(forged, deflate(text, 1))), ALICE.signing_key
    )

    assert not checked.valid
    assert 2 <= checked.checks <= 5


def test_a_huge_forged_payload_is_not_compressed_again():
    text = bytes(random.Random(1).choices(b"mesh broadcast", k=500_000))
    forged = replace(LONG, version=2, payload=text, signature=bytes(64))

    checked = verify(decode_packet(encode_packet(forged)), ALICE.signing_key)

    assert not checked.valid
    assert checked.checks == 2


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(32), b"\xff" * 32, bytes(33)])
def test_a_key_that_is_none_verifies_nothing(key):
    assert not verify(sign(SHORT, ALICE), key)


def test_an_unsigned_packet_costs_no_check():
    checked = verify(SHORT, ALICE.signing_key)

    assert not checked.valid
    assert checked.checks == 0


@given(hostile_frames)
def test_no_frame_that_decodes_makes_verifying_fail_otherwise_than_by_no(frame):
    with suppress(DecodeError):
        assert verify(decode_packet(frame), ALICE.signing_key).checks <= 5


def test_no_form_is_checked_twice():
    forms = {deflate(LONG.payload, level) for level in (5, 6, 9)}
    received = encode_packet(replace(LONG, signature=bytes(64)))

    checked = verify(decode_packet(received), ALICE.signing_key)

    assert checked.checks == len(forms) + 1
