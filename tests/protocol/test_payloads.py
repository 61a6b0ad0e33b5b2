"""Payloads: round trips, tolerance for what is unknown, and hostile bytes."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import given, strategies as st
from protocol.announce import Announce
from protocol.bits import decode_bits, encode_bits
from protocol.errors import DecodeError, DropReason, EncodeError
from protocol.file_transfer import FileTransfer
from protocol.fragments import Fragment
from protocol.message import decode_text, encode_text, leaves_mesh, message_id
from protocol.packet import Packet, PacketType
from protocol.payloads import decode_payload
from protocol.ping import Ping
from protocol.request_sync import DEFAULT_SYNC_TYPES, RequestSync, SyncTypes
from protocol.tlv import MAX_ENTRIES, write_tlv8, write_tlv16
import pytest

from .strategies import peer_ids

READ_TYPES = (0x01, 0x02, 0x03, 0x20, 0x21, 0x22, 0x26, 0x27)
ANNOUNCE = Announce("alice", b"n" * 32, b"s" * 32)
REQUEST = RequestSync(7, 2560, b"filter")

texts = st.text(st.characters(codec="utf-8"), max_size=60)
announces = st.builds(
    Announce,
    nickname=texts,
    noise_key=st.binary(min_size=32, max_size=32),
    signing_key=st.binary(min_size=32, max_size=32),
    neighbours=st.lists(peer_ids, max_size=10).map(tuple),
    capabilities=st.none() | st.integers(0, 2**64 - 1),
    bridge_geohash=st.none() | st.from_regex(r"[0-9a-z]{1,12}", fullmatch=True),
)
requests = st.builds(
    RequestSync,
    p=st.integers(1, 32),
    m=st.integers(1, 2**32 - 1),
    data=st.binary(max_size=1024),
    types=st.none() | st.integers(0, 2**64 - 1),
    since=st.none() | st.integers(0, 2**64 - 1),
    fragment_sets=st.none() | st.lists(peer_ids, max_size=60).map(tuple),
)


@given(announces)
def test_announces_round_trip(announce):
    assert Announce.decode(announce.encode()) == announce


@given(requests)
def test_sync_requests_round_trip(request):
    assert RequestSync.decode(request.encode()) == request


@given(st.binary(min_size=8, max_size=8), st.integers(0, 255), st.binary(max_size=9))
def test_pings_round_trip_whatever_follows(nonce, ttl, trailing):
    assert Ping.decode(Ping(nonce, ttl).encode() + trailing) == Ping(nonce, ttl)


@given(texts)
def test_texts_round_trip(text):
    assert decode_text(encode_text(text)) == text


@given(st.integers(0, 2**64 - 1))
def test_bits_round_trip_in_the_shortest_form(bits):
    encoded = encode_bits(bits)

    assert decode_bits(encoded) == bits
    assert len(encoded) == 1 or encoded[-1]


@st.composite
def tlv_soup(draw):
    """Return TLV lists of any kind, so that parsers get past the first byte."""
    write = draw(st.sampled_from([write_tlv8, write_tlv16]))
    parts = [
        write(draw(st.integers(0, 9)), draw(st.binary(max_size=40)))
        for _ in range(draw(st.integers(0, 8)))
    ]
    return b"".join(parts) + draw(st.binary(max_size=4))


@given(st.sampled_from(READ_TYPES) | st.integers(0, 255), st.binary() | tlv_soup())
def test_parsing_raises_nothing_but_its_own_error(packet_type, payload):
    packet = Packet(packet_type, 7, 0, b"authorID", payload)
    with suppress(DecodeError):
        decode_payload(packet)


@pytest.mark.parametrize(
    ("packet_type", "payload", "parsed"),
    [
        (PacketType.ANNOUNCE, ANNOUNCE.encode(), ANNOUNCE),
        (PacketType.MESSAGE, b"hello", "hello"),
        (PacketType.LEAVE, b"", ""),
        (PacketType.REQUEST_SYNC, REQUEST.encode(), REQUEST),
        (PacketType.PING, bytes(9), Ping(bytes(8), 0)),
        (PacketType.PONG, bytes(9), Ping(bytes(8), 0)),
        (PacketType.NOISE_ENCRYPTED, bytes(40), None),
        (0x7F, b"anything", None),
    ],
)
def test_each_type_is_parsed_as_what_it_is(packet_type, payload, parsed):
    assert decode_payload(Packet(packet_type, 7, 0, b"authorID", payload)) == parsed


def test_a_fragment_is_parsed_as_what_it_is():
    fragment = Fragment(b"set-id-8", 1, 2, 2, b"data")
    packet = Packet(PacketType.FRAGMENT, 7, 0, b"authorID", fragment.encode())

    assert decode_payload(packet) == fragment


def test_an_announce_skips_what_it_does_not_know():
    payload = write_tlv8(0x7F, b"new") + ANNOUNCE.encode() + write_tlv8(0x80, b"")

    assert Announce.decode(payload) == ANNOUNCE
    assert Announce.decode(payload + b"\x01") == ANNOUNCE


@pytest.mark.parametrize(
    "payload",
    [
        replace(ANNOUNCE, nickname="x").encode()[:-1],
        ANNOUNCE.encode() + write_tlv8(0x02, bytes(31)),
        ANNOUNCE.encode() + write_tlv8(0x03, bytes(33)),
        ANNOUNCE.encode() + write_tlv8(0x01, b"\xff"),
        ANNOUNCE.encode() + b"\x09\x05abc",
    ],
    ids=["cut short", "noise key", "signing key", "not UTF-8", "past the end"],
)
def test_a_broken_announce_is_refused(payload):
    with pytest.raises(DecodeError):
        Announce.decode(payload)


@pytest.mark.parametrize(
    "entry",
    [
        write_tlv8(0x04, bytes(9)),
        write_tlv8(0x05, b""),
        write_tlv8(0x05, bytes(9)),
        write_tlv8(0x06, b"much too long"),
        write_tlv8(0x06, b"\xff"),
    ],
    ids=["ragged neighbours", "no bits", "too many bits", "long", "not ASCII"],
)
def test_optional_fields_of_an_announce_count_as_absent_where_malformed(entry):
    assert Announce.decode(ANNOUNCE.encode() + entry) == ANNOUNCE


def test_more_neighbours_than_an_announce_may_have_are_left_out():
    entry = write_tlv8(0x04, bytes(range(8 * 31)))

    announce = Announce.decode(ANNOUNCE.encode() + entry)

    assert announce.neighbours == tuple(
        bytes(range(8 * hop, 8 * hop + 8)) for hop in range(10)
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"nickname": "x" * 256},
        {"nickname": "\ud800"},
        {"noise_key": b""},
        {"signing_key": bytes(33)},
        {"neighbours": (bytes(8),) * 11},
        {"bridge_geohash": "u33dbfcyegkjm"},
        {"bridge_geohash": "ü"},
    ],
)
def test_an_announce_that_the_wire_cannot_carry_is_refused(broken):
    with pytest.raises(EncodeError):
        replace(ANNOUNCE, **broken).encode()


@pytest.mark.parametrize(
    "broken",
    [
        {"p": 0},
        {"p": 33},
        {"m": 0},
        {"m": 1 << 32},
        {"data": bytes(1025)},
        {"fragment_sets": (bytes(8),) * 61},
    ],
)
def test_a_sync_request_that_the_wire_cannot_carry_is_refused(broken):
    with pytest.raises(EncodeError):
        replace(REQUEST, **broken).encode()


@pytest.mark.parametrize("p", [b"", b"\x00", b"\x21", b"\x00\x07"])
def test_a_sync_request_needs_a_usable_p(p):
    payload = write_tlv16(1, p) + write_tlv16(2, b"\0\0\1\0") + write_tlv16(3, b"")

    with pytest.raises(DecodeError):
        RequestSync.decode(payload)


def test_a_sync_request_without_types_asks_for_announces_and_messages():
    assert REQUEST.wanted == DEFAULT_SYNC_TYPES
    assert REQUEST.wants(PacketType.ANNOUNCE)
    assert REQUEST.wants(PacketType.MESSAGE)
    assert not REQUEST.wants(PacketType.FRAGMENT)


def test_a_sync_request_asks_for_the_types_it_names_and_ignores_unknown_bits():
    request = replace(REQUEST, types=SyncTypes.FRAGMENT | 1 << 40)

    assert request.wants(PacketType.FRAGMENT)
    assert not request.wants(PacketType.MESSAGE)
    assert not request.wants(0x7F)


@pytest.mark.parametrize(
    ("value", "sets"),
    [
        (b"", ()),
        (b"c0c1c2c3c4c5c6c7", (bytes.fromhex("c0c1c2c3c4c5c6c7"),)),
        (b"c0c1,c0c1c2c3c4c5c6c7,", (bytes.fromhex("c0c1c2c3c4c5c6c7"),)),
        (b"zzzzzzzzzzzzzzzz,\xff\xff", ()),
        (b"c0 c1 c2 c3 c4 c", ()),
        (b",".join([b"00" * 8] * 70), (bytes(8),) * 60),
    ],
)
def test_a_sync_request_skips_what_is_no_fragment_set(value, sets):
    request = RequestSync.decode(REQUEST.encode() + write_tlv16(6, value))

    assert request.fragment_sets == sets


@pytest.mark.parametrize("read", [Announce.decode, FileTransfer.decode])
def test_endless_lists_are_refused_early(read):
    with pytest.raises(DecodeError) as refused:
        read(bytes(3 * (MAX_ENTRIES + 1)) * 1000)

    assert refused.value.reason is DropReason.OVERSIZED


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        write_tlv16(2, b"\0\0\0\1"),
        b"\x04\0\0\0\1x",
        write_tlv16(2, b"\0\0\0\2") + b"\x04\0\0\0\1x",
        write_tlv16(2, b"\1") + b"\x04\0\0\0\1x",
        write_tlv16(2, b"\0\0\0\2") + b"\x04\0\0\0\3xy",
    ],
    ids=["empty", "no content", "no size", "other size", "odd size", "past the end"],
)
def test_a_broken_file_is_refused(payload):
    with pytest.raises(DecodeError):
        FileTransfer.decode(payload)


@pytest.mark.parametrize(
    "payload",
    [
        write_tlv16(2, b"\0\0\0\2") + b"\x04\0\0\0\2xy",
        write_tlv16(2, b"\0\0\0\2") + write_tlv16(4, b"xy"),
        write_tlv16(2, bytes(7) + b"\2") + b"\x04\0\0\0\2xy",
    ],
    ids=["as sent today", "short length of content", "long size"],
)
def test_a_file_parses_as_any_sender_writes_it(payload):
    assert FileTransfer.decode(payload) == FileTransfer(None, 2, None, b"xy")


def test_a_message_id_ignores_white_space_around_the_text():
    assert message_id(b"authorID", 1, " hi\n") == message_id(b"authorID", 1, "hi")
    assert message_id(b"authorID", 1, "hi") != message_id(b"authorID", 2, "hi")


def test_text_that_is_not_utf_8_is_refused_and_says_why():
    with pytest.raises(DecodeError) as refused:
        decode_text(b"\xc3")

    assert refused.value.reason is DropReason.BAD_TEXT


def test_text_that_is_not_unicode_cannot_be_sent():
    with pytest.raises(EncodeError):
        encode_text("\ud800")


def test_leaving_a_channel_is_not_leaving_the_mesh():
    assert leaves_mesh(b"")
    assert leaves_mesh(b"alice")
    assert not leaves_mesh(b"#channel")


def test_text_longer_than_any_app_sends_is_refused():
    with pytest.raises(DecodeError) as refused:
        decode_text(bytes(0x10000))

    assert refused.value.reason is DropReason.OVERSIZED
    assert decode_text(b"x" * 0xFFFF)
