"""Cutting packets into fragments."""

from dataclasses import replace
import random

from hypothesis import given, strategies as st
from protocol.errors import DecodeError, EncodeError
from protocol.fragments import (
    MAX_FRAGMENTS,
    MAX_SLICE,
    Fragment,
    split_into_fragments,
)
from protocol.packet import Packet, PacketType, decode_packet, encode_packet, with_ttl
from protocol.reassembly import FragmentAssembler
import pytest

from .strategies import peer_ids

SET_ID = b"set-id-8"
PACKET = Packet(
    type=PacketType.MESSAGE,
    ttl=5,
    timestamp=1_760_000_000_123,
    sender=b"authorID",
    payload=random.Random(1).randbytes(2000),
    version=2,
    signature=bytes(64),
    rsr=True,
)
ROUTE = (b"hop-one1", b"hop-two2")


def reassemble(frames: list[bytes]) -> bytes | None:
    assembler = FragmentAssembler()
    whole = None
    for frame in frames:
        whole = assembler.add(decode_packet(frame), "link", 0.0) or whole
    return whole


@given(
    st.integers(134, 600),  # below, the floor of a slice decides
    st.none() | peer_ids,
    st.lists(peer_ids, max_size=3).map(tuple),
    st.integers(1, 3000),
    st.randoms(use_true_random=False),
)
def test_any_packet_arrives_whole_over_any_link(limit, recipient, route, size, rng):
    packet = replace(
        PACKET, recipient=recipient, route=route, payload=PACKET.payload[:size]
    )
    frame = encode_packet(packet)

    frames = split_into_fragments(frame, limit, SET_ID)

    assert all(len(piece) <= min(limit, 512) for piece in frames)
    rng.shuffle(frames)
    assert reassemble(frames) == with_ttl(frame, 0)


@pytest.mark.parametrize("recipient", [None, b"somebody"])
@pytest.mark.parametrize("route", [(), ROUTE])
def test_frames_are_as_long_as_the_link_allows(recipient, route):
    packet = replace(PACKET, recipient=recipient, route=route)

    frames = split_into_fragments(encode_packet(packet), 185, SET_ID)

    assert {len(frame) for frame in frames[:-1]} == {185}


def test_fragments_inherit_from_the_packet():
    packet = replace(PACKET, recipient=b"somebody", route=ROUTE)

    pieces = [
        decode_packet(frame)
        for frame in split_into_fragments(encode_packet(packet), 512, SET_ID)
    ]

    assert len(pieces) > 1
    for piece in pieces:
        assert replace(piece, payload=b"") == replace(
            packet, type=PacketType.FRAGMENT, payload=b"", signature=None
        )


def test_fragments_are_version_1_without_a_route():
    frames = split_into_fragments(encode_packet(PACKET), 512, SET_ID)

    assert {frame[0] for frame in frames} == {1}


def test_fragments_may_be_for_one_neighbour_only():
    frames = split_into_fragments(
        encode_packet(PACKET), 512, SET_ID, recipient=b"neighbor"
    )

    assert {decode_packet(frame).recipient for frame in frames} == {b"neighbor"}


def test_padding_is_not_sent():
    packet = replace(PACKET, payload=PACKET.payload[:1750])
    padded = encode_packet(packet, padded=True)
    assert padded != encode_packet(packet)

    assert split_into_fragments(padded, 512, SET_ID) == split_into_fragments(
        encode_packet(packet), 512, SET_ID
    )


def test_slices_do_not_fall_below_the_floor_on_a_tiny_link():
    frames = split_into_fragments(encode_packet(PACKET), 20, SET_ID)

    assert {len(decode_packet(frame).payload) for frame in frames[:-1]} == {13 + 64}


def test_more_fragments_than_every_receiver_takes_are_refused():
    random_bytes = random.Random(1).randbytes
    fits = replace(PACKET, payload=random_bytes(256 * 64 - 24 - 64))
    over = replace(PACKET, payload=random_bytes(256 * 64 - 24 - 63))

    frames = split_into_fragments(encode_packet(fits), 64, SET_ID)

    assert len(frames) == MAX_FRAGMENTS
    assert reassemble(frames) == with_ttl(encode_packet(fits), 0)
    with pytest.raises(EncodeError):
        split_into_fragments(encode_packet(over), 64, SET_ID)


def test_a_fragment_is_not_cut_again():
    piece = split_into_fragments(encode_packet(PACKET), 512, SET_ID)[0]

    with pytest.raises(EncodeError):
        split_into_fragments(piece, 200, SET_ID)


def test_a_set_id_has_eight_bytes():
    with pytest.raises(EncodeError):
        split_into_fragments(encode_packet(PACKET), 512, b"short")


@pytest.mark.parametrize(
    "payload",
    [
        SET_ID + b"\0\0\0\1\2",
        SET_ID + b"\0\0\1\1\2x",
        SET_ID + b"\0\2\0\2\2x",
        SET_ID + b"\0\0\0\0\2x",
        SET_ID + b"\0\0\0\1\x20x",
        SET_ID + b"\0\0\0\1\2" + bytes(MAX_SLICE + 1),
    ],
    ids=["no data", "257 of them", "index", "none of them", "nested", "too long"],
)
def test_a_broken_fragment_is_refused(payload):
    with pytest.raises(DecodeError):
        Fragment.decode(payload)
