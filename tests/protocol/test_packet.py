"""The packet codec: round trips, hostile frames, and patching without re-encoding."""

from dataclasses import FrozenInstanceError, replace
import tracemalloc
import zlib

from hypothesis import example, given, strategies as st
from protocol.deflate import MAX_PAYLOAD, compress, deflate, inflate, should_compress
from protocol.errors import DecodeError, DropReason, EncodeError
from protocol.packet import (
    BROADCAST_RECIPIENT,
    MAX_FRAME,
    Packet,
    as_sync_answer,
    as_unasked,
    decode_packet,
    encode_packet,
    encode_with,
    frame_length,
    trim_frame,
    with_ttl,
)
from protocol.padding import block_size, pad, unpad
import pytest

from .strategies import hostile_frames, packets, payloads, peer_ids

PLAIN = Packet(type=2, ttl=7, timestamp=1, sender=b"authorID", payload=b"hello")
REPETITIVE = b"a long and very repetitive text " * 20


def decoded_or_none(frame: bytes) -> Packet | None:
    try:
        return decode_packet(frame)
    except DecodeError:
        return None


@given(packets(), st.booleans(), st.binary(max_size=20))
def test_what_is_encoded_decodes_to_the_same(packet, padded, trailing):
    frame = encode_packet(packet, padded=padded)

    decoded = decode_packet(frame + trailing)

    assert replace(decoded, wire_payload=None) == packet
    assert trim_frame(frame + trailing) == encode_packet(packet)
    assert len(trim_frame(frame)) == frame_length(frame)


@given(packets(), st.sampled_from([0, 1, 5, 9]))
def test_received_compression_is_kept_byte_for_byte(packet, level):
    frame = encode_with(packet, deflate(packet.payload, level))

    decoded = decode_packet(frame)

    assert decoded.compressed
    assert decoded.payload == packet.payload
    assert encode_packet(decoded) == frame


@given(hostile_frames)
@example(b"\x02" * 22)
def test_decoding_raises_nothing_but_its_own_error(frame):
    decoded_or_none(frame)


@given(hostile_frames)
def test_a_frame_that_is_refused_is_refused_without_its_padding_too(frame):
    if decoded_or_none(frame) is None:
        assert decoded_or_none(unpad(frame)) is None


@given(hostile_frames)
def test_length_by_the_header_agrees_with_decoding(frame):
    packet = decoded_or_none(frame)
    if packet is not None:
        length = frame_length(frame)
        assert length <= len(frame)
        assert decode_packet(frame[:length]) == packet
        assert decoded_or_none(frame[: length - 1]) is None


@given(packets(), st.integers(0, 255))
def test_a_relay_changes_the_ttl_and_not_one_byte_more(packet, ttl):
    frame = encode_packet(packet)

    relayed = with_ttl(frame, ttl)

    assert relayed == frame[:2] + bytes([ttl]) + frame[3:]
    assert replace(decode_packet(relayed), ttl=packet.ttl) == decode_packet(frame)


@given(packets())
def test_a_sync_answer_is_the_stored_packet_with_ttl_0_and_rsr(packet):
    frame = encode_packet(packet)

    answer = as_sync_answer(frame)

    assert decode_packet(answer) == replace(decode_packet(frame), ttl=0, rsr=True)
    assert len(answer) == len(frame)


@given(packets())
def test_passed_on_unasked_an_answer_has_no_ttl_and_is_none_any_more(packet):
    frame = encode_packet(packet)

    unasked = as_unasked(as_sync_answer(frame))

    assert decode_packet(unasked) == replace(decode_packet(frame), ttl=0, rsr=False)
    assert as_unasked(frame) == unasked


def test_decoded_packets_are_frozen_like_any_other():
    packet = decode_packet(encode_packet(PLAIN))

    assert type(packet) is Packet
    assert packet == PLAIN
    assert hash(packet) == hash(PLAIN)
    with pytest.raises(FrozenInstanceError):
        packet.ttl = 3


def test_both_forms_of_broadcast_are_for_everyone():
    assert PLAIN.is_broadcast
    assert replace(PLAIN, recipient=BROADCAST_RECIPIENT).is_broadcast
    assert not replace(PLAIN, recipient=b"somebody").is_broadcast


@pytest.mark.parametrize(
    ("route", "repeated"),
    [((), False), ((b"1" * 8, b"2" * 8), False), ((b"1" * 8,) * 2, True)],
)
def test_a_repeated_hop_is_noticed(route, repeated):
    assert replace(PLAIN, version=2, route=route).has_repeated_hop is repeated


def test_hops_are_padded_and_cut_to_eight_bytes():
    packet = replace(PLAIN, version=2, route=(b"short", b"much too long"))

    decoded = decode_packet(encode_packet(packet))

    assert decoded.route == (b"short\0\0\0", b"much too")


@pytest.mark.parametrize(
    "broken",
    [
        {"version": 3},
        {"ttl": 256},
        {"timestamp": 1 << 64},
        {"timestamp": -1},
        {"sender": b"short"},
        {"recipient": b"short"},
        {"signature": b"short"},
        {"route": (b"12345678",)},
        {"version": 2, "route": (b"",)},
        {"version": 2, "route": (b"12345678",) * 256},
        {"payload": bytes(range(256)) * 256},
        {"version": 2, "payload": bytes(MAX_PAYLOAD + 1)},
    ],
)
def test_what_the_wire_cannot_carry_is_refused_when_encoding(broken):
    with pytest.raises(EncodeError):
        encode_packet(replace(PLAIN, **broken))


def test_the_largest_frame_is_the_stated_one():
    packet = Packet(
        type=0x22,
        ttl=7,
        timestamp=1,
        sender=b"authorID",
        payload=bytes(range(256)) * 4608 + bytes(112),
        version=2,
        recipient=b"somebody",
        route=tuple(number.to_bytes(8) for number in range(1, 256)),
        signature=bytes(64),
    )
    assert len(packet.payload) == MAX_PAYLOAD

    frame = encode_with(packet, None)

    assert len(frame) == MAX_FRAME
    assert decode_packet(frame) == packet


def bomb(size: int, declared: int) -> bytes:
    """Return a frame whose payload inflates to `size` bytes but says `declared`."""
    packed = deflate(bytes(size), 9)
    area = declared.to_bytes(4) + packed
    header = b"\x02\x02\x07" + bytes(8) + b"\x04" + len(area).to_bytes(4)
    return header + b"authorID" + area


@pytest.mark.parametrize("declared", [0, 100, MAX_PAYLOAD])
def test_a_bomb_is_refused_without_unpacking_more_than_it_declares(declared):
    frame = bomb(64 << 20, declared)
    tracemalloc.start()
    try:
        with pytest.raises(DecodeError):
            decode_packet(frame)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    # zlib doubles its buffer as it fills, and keeps the input that is left over.
    assert peak < 3 * declared + 4 * len(frame)


def test_more_than_the_largest_payload_is_refused_by_its_header_alone():
    with pytest.raises(DecodeError) as refused:
        decode_packet(bomb(MAX_PAYLOAD + 1, MAX_PAYLOAD + 1))

    assert refused.value.reason is DropReason.OVERSIZED


def test_a_payload_of_the_largest_size_is_accepted():
    assert decode_packet(bomb(MAX_PAYLOAD, MAX_PAYLOAD)).payload == bytes(MAX_PAYLOAD)


def test_the_zlib_wrapper_is_refused_because_iphones_refuse_it():
    with pytest.raises(DecodeError):
        inflate(zlib.compress(REPETITIVE), len(REPETITIVE))


@given(payloads)
def test_compression_is_used_only_where_it_shrinks(payload):
    packed = compress(payload)

    if packed is None:
        assert not should_compress(payload) or len(deflate(payload)) >= len(payload)
    else:
        assert len(packed) < len(payload)
        assert inflate(packed, len(payload)) == payload


@given(st.binary(max_size=99))
def test_short_payloads_are_never_compressed(payload):
    assert compress(payload) is None


@given(st.binary(max_size=2100))
def test_padding_comes_off_again_and_is_never_a_version(frame):
    padded = pad(frame)

    if padded != frame:
        assert len(padded) == block_size(len(frame))
        assert unpad(padded) == frame
        assert 16 <= padded[-1] <= 255


def test_nothing_is_no_padding():
    assert unpad(b"") == b""


@given(peer_ids)
def test_a_version_1_packet_ignores_the_route_flag(sender):
    frame = bytearray(encode_packet(replace(PLAIN, sender=sender)))
    frame[11] |= 0x08

    assert decode_packet(bytes(frame)) == replace(PLAIN, sender=sender)


def test_an_uncompressed_payload_above_the_limit_is_refused():
    header = b"\x02\x02\x07" + bytes(8) + b"\0" + (MAX_PAYLOAD + 1).to_bytes(4)

    with pytest.raises(DecodeError) as refused:
        decode_packet(header + b"authorID" + bytes(MAX_PAYLOAD + 1))

    assert refused.value.reason is DropReason.OVERSIZED


def test_a_ratio_that_no_honest_encoder_reaches_is_refused_before_inflating():
    with pytest.raises(DecodeError) as refused:
        inflate(b"x", 50_001)

    assert refused.value.reason is DropReason.OVERSIZED
