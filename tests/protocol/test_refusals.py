"""What is broken is counted under its reason, and what is just not too much is taken.

The reason is what diagnostics tell; each limit has both its sides here.
"""

from dataclasses import replace

from protocol.announce import Announce
from protocol.deflate import MAX_PAYLOAD
from protocol.errors import DecodeError, DropReason
from protocol.file_transfer import FileTransfer
from protocol.fragments import HEADER_SIZE, MAX_FRAGMENTS, MAX_SLICE, Fragment
from protocol.message import decode_text
from protocol.packet import (
    FLAG_COMPRESSED,
    FLAG_RECIPIENT,
    FLAG_ROUTE,
    FLAG_SIGNATURE,
    MAX_FRAME,
    Packet,
    PacketType,
    PeerId,
    decode_packet,
    encode_packet,
    frame_length,
)
from protocol.padding import pad, unpad
from protocol.peer_state import AuthenticatedPeerState
from protocol.ping import Ping
from protocol.private_message import PrivateMessage, ReadReceipt
from protocol.private_payloads import decode_private_payload
from protocol.reassembly import MAX_TOTAL_BYTES, FragmentAssembler
from protocol.request_sync import MAX_FILTER_BYTES, RequestSync
from protocol.stream import NotificationStreamAssembler
from protocol.tlv import MAX_ENTRIES, read_tlv8, read_tlv16, write_tlv8, write_tlv16
from protocol.verify_challenge import VerifyChallenge, VerifyResponse
import pytest

BAD, LARGE, TEXT = DropReason.BAD_PAYLOAD, DropReason.OVERSIZED, DropReason.BAD_TEXT
MANY = DropReason.FRAGMENT_LIMIT
KEY = bytes(range(32))


def announce(
    name: bytes | None = b"alice",
    noise: bytes | None = KEY,
    signing: bytes | None = KEY,
) -> bytes:
    fields = ((1, name), (2, noise), (3, signing))
    return b"".join(write_tlv8(k, v) for k, v in fields if v is not None)


def request(p: bytes | None, m: bytes | None, data: bytes | None) -> bytes:
    fields = ((1, p), (2, m), (3, data))
    return b"".join(write_tlv16(k, v) for k, v in fields if v is not None)


def file(content: bytes, size: int | None = None) -> bytes:
    told = len(content) if size is None else size
    head = write_tlv16(2, told.to_bytes(4))
    return head + b"\x04" + len(content).to_bytes(4) + content


def fragment(index: int, total: int, kind: int = 2, data: bytes = b"x") -> bytes:
    return bytes(8) + index.to_bytes(2) + total.to_bytes(2) + bytes((kind,)) + data


def state(*fields: tuple[int, bytes], version: int = 1) -> bytes:
    return bytes((version,)) + b"".join(write_tlv8(k, v) for k, v in fields)


def challenge(*fields: tuple[int, bytes]) -> bytes:
    return b"".join(write_tlv8(k, v) for k, v in fields)


HEX = (1, KEY.hex().encode())
NONCE = (2, b"nonce")
P, M = b"\x07", b"\0\0\1\0"


@pytest.mark.parametrize(
    ("read", "payload", "reason"),
    [
        (Announce.decode, announce(name=None), BAD),
        (Announce.decode, announce(noise=None), BAD),
        (Announce.decode, announce(signing=None), BAD),
        (Announce.decode, announce(noise=KEY[1:]), BAD),
        (Announce.decode, announce(signing=KEY + b"x"), BAD),
        (Announce.decode, announce(name=b"\xff"), TEXT),
        (Announce.decode, announce() + b"\x09\x05abc", BAD),
        (RequestSync.decode, request(None, M, b""), BAD),
        (RequestSync.decode, request(b"\x07\x07", M, b""), BAD),
        (RequestSync.decode, request(b"\0", M, b""), BAD),
        (RequestSync.decode, request(b"\x21", M, b""), BAD),
        (RequestSync.decode, request(P, None, b""), BAD),
        (RequestSync.decode, request(P, bytes(4), b""), BAD),
        (RequestSync.decode, request(P, b"\1" * 5, b""), BAD),
        (RequestSync.decode, request(P, M, None), BAD),
        (RequestSync.decode, request(P, M, bytes(MAX_FILTER_BYTES + 1)), LARGE),
        (FileTransfer.decode, b"", BAD),
        (FileTransfer.decode, file(b"xy", 3), BAD),
        (FileTransfer.decode, file(bytes((1 << 20) + 1)), LARGE),
        (FileTransfer.decode, write_tlv16(2, bytes(4)) + b"\x01\0\x09x", BAD),
        (FileTransfer.decode, bytes(3) * MAX_ENTRIES + file(b"xy"), LARGE),
        (Fragment.decode, fragment(0, 1, data=b""), BAD),
        (Fragment.decode, fragment(0, 1, data=bytes(MAX_SLICE + 1)), LARGE),
        (Fragment.decode, fragment(0, MAX_FRAGMENTS + 1), MANY),
        (Fragment.decode, fragment(2, 2), BAD),
        (Fragment.decode, fragment(0, 1, PacketType.FRAGMENT), BAD),
        (AuthenticatedPeerState.decode, b"", BAD),
        (AuthenticatedPeerState.decode, state((1, b"\0"), (2, KEY), version=2), BAD),
        (AuthenticatedPeerState.decode, state((1, b"\0"), (2, KEY), (2, KEY)), BAD),
        (AuthenticatedPeerState.decode, state((1, b"\0"), (1, b"\0"), (2, KEY)), BAD),
        (AuthenticatedPeerState.decode, state((2, KEY)), BAD),
        (AuthenticatedPeerState.decode, state((1, b"\1\0"), (2, KEY)), BAD),
        (AuthenticatedPeerState.decode, state((1, b"\0")), BAD),
        (AuthenticatedPeerState.decode, state((1, b"\0"), (2, KEY[1:])), BAD),
        (AuthenticatedPeerState.decode, state((1, b"\0"), (2, KEY)) + b"\x09", BAD),
        (AuthenticatedPeerState.decode, state(*[(9, b"")] * (MAX_ENTRIES + 1)), LARGE),
        (Ping.decode, bytes(8), BAD),
        (PrivateMessage.decode, challenge((0, b"id"), (1, b"t"), (2, b"")), BAD),
        (PrivateMessage.decode, challenge((0, b"id")), BAD),
        (PrivateMessage.decode, challenge((1, b"text")), BAD),
        (PrivateMessage.decode, challenge((0, b""), (1, b"text")), BAD),
        (PrivateMessage.decode, challenge((0, b"\n"), (1, b"text")), TEXT),
        (PrivateMessage.decode, challenge((0, b"\xc3\xa4"), (1, b"text")), TEXT),
        (PrivateMessage.decode, challenge((0, b"id"), (1, b"\xff")), TEXT),
        (ReadReceipt.decode, b"", BAD),
        (ReadReceipt.decode, b"i" * 256, BAD),
        (VerifyChallenge.decode, challenge(NONCE), BAD),
        (VerifyChallenge.decode, challenge(HEX), BAD),
        (VerifyChallenge.decode, challenge((1, HEX[1][1:]), NONCE), BAD),
        (VerifyChallenge.decode, challenge((1, b"g" * 64), NONCE), TEXT),
        (VerifyChallenge.decode, challenge((1, b"\xff" * 64), NONCE), TEXT),
        (VerifyResponse.decode, challenge(HEX, NONCE), BAD),
        (VerifyResponse.decode, challenge(HEX, NONCE, (3, bytes(63))), BAD),
        (decode_private_payload, b"", BAD),
        (decode_text, b"\xff", TEXT),
        (decode_text, bytes(0x10000), LARGE),
    ],
)
def test_each_is_refused_under_its_reason(read, payload, reason):
    with pytest.raises(DecodeError) as refused:
        read(payload)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("read", "payload"),
    [
        (FileTransfer.decode, file(bytes(1 << 20))),
        (FileTransfer.decode, bytes(3) * (MAX_ENTRIES - 2) + file(b"xy")),
        (Fragment.decode, fragment(0, 1, data=bytes(MAX_SLICE))),
        (Fragment.decode, fragment(MAX_FRAGMENTS - 1, MAX_FRAGMENTS)),
        (RequestSync.decode, request(P, M, bytes(MAX_FILTER_BYTES))),
        (RequestSync.decode, request(b"\x01", b"\0\0\0\1", b"")),
        (RequestSync.decode, request(b"\x20", b"\xff" * 4, b"")),
        (Ping.decode, bytes(9)),
        (ReadReceipt.decode, b"i" * 255),
        (decode_text, b"x" * 0xFFFF),
        (
            AuthenticatedPeerState.decode,
            state((1, b"\0"), (2, KEY), *[(9, b"")] * (MAX_ENTRIES - 2)),
        ),
    ],
)
def test_what_is_just_not_too_much_is_taken(read, payload):
    assert read(payload)


@pytest.mark.parametrize(
    ("read", "write"), [(read_tlv8, write_tlv8), (read_tlv16, write_tlv16)]
)
def test_lists_have_entries_up_to_a_bound(read, write):
    assert len(list(read(write(1, b"x") * MAX_ENTRIES))) == MAX_ENTRIES
    with pytest.raises(DecodeError) as refused:
        list(read(write(1, b"x") * (MAX_ENTRIES + 1)))
    assert refused.value.reason is LARGE


# -- frames


def frame(flags: int, area: bytes = b"", after: bytes = b"", version: int = 1) -> bytes:
    width = 2 if version == 1 else 4
    head = bytes((version, 2, 7)) + bytes(8) + bytes((flags,))
    return head + len(area).to_bytes(width) + b"authorID" + after + area


WHOLE = [
    frame(0, b"hello"),
    frame(FLAG_SIGNATURE, b"hello") + bytes(64),
    frame(FLAG_RECIPIENT, b"hello", b"to whom."),
    frame(FLAG_RECIPIENT | FLAG_SIGNATURE, b"hello", b"to whom.") + bytes(64),
    frame(0, b"hello", version=2),
    frame(FLAG_ROUTE, b"hello", b"\x01hop one.", version=2),
    frame(FLAG_ROUTE, b"", b"\x01hop one.", version=2),
    frame(FLAG_ROUTE | FLAG_RECIPIENT, b"hello", b"to whom.\x00", version=2),
    frame(FLAG_ROUTE | FLAG_RECIPIENT, b"", b"to whom.\x00", version=2),
]


@pytest.mark.parametrize("whole", WHOLE, ids=lambda whole: whole[:12:11].hex())
def test_a_frame_that_is_cut_anywhere_is_malformed(whole):
    assert frame_length(whole) == len(whole)
    assert decode_packet(whole + b"what follows") == decode_packet(whole)
    for end in range(len(whole)):
        with pytest.raises(DecodeError) as refused:
            decode_packet(whole[:end])
        assert refused.value.reason is DropReason.MALFORMED


@pytest.mark.parametrize("version", [0, 3, 255])
def test_a_version_that_nobody_knows_is_malformed(version):
    for read in (decode_packet, frame_length):
        with pytest.raises(DecodeError) as refused:
            read(bytes((version,)) + bytes(60))
        assert refused.value.reason is DropReason.MALFORMED


def test_a_payload_that_would_be_too_long_is_refused_by_its_header():
    head = b"\x02\x02\x07" + bytes(9)
    for length, reason in (
        (MAX_PAYLOAD, DropReason.MALFORMED),
        (MAX_PAYLOAD + 1, DropReason.OVERSIZED),
    ):
        with pytest.raises(DecodeError) as refused:
            decode_packet(head + length.to_bytes(4) + b"authorID")
        assert refused.value.reason is reason


@pytest.mark.parametrize("version", [1, 2])
def test_a_compressed_payload_says_how_long_it_was(version):
    width = 2 if version == 1 else 4
    with pytest.raises(DecodeError) as refused:
        decode_packet(frame(FLAG_COMPRESSED, bytes(width - 1), version=version))
    assert refused.value.reason is DropReason.MALFORMED


def test_one_byte_of_padding_is_padding():
    assert unpad(b"text\x01") == b"text"
    assert unpad(b"text\x02") == b"text\x02"
    assert unpad(b"\x01") == b""
    assert unpad(pad(bytes(239))) == bytes(239)


def test_padding_that_ends_a_notification_is_no_part_of_what_follows():
    assembler = NotificationStreamAssembler()
    whole = frame(0, b"hello")

    # A zero is no padding: it is skipped by itself, as anything strange.
    assert assembler.feed(whole + b"\0\0" + whole, 0.0) == [whole, whole]
    assert len(assembler) == 0


def test_the_longest_frame_that_there_is_comes_through():
    flags = FLAG_RECIPIENT | FLAG_ROUTE | FLAG_SIGNATURE
    route = b"\xff" + b"a hop..." * 255
    longest = frame(flags, bytes(MAX_PAYLOAD), b"to whom." + route, version=2)
    longest += bytes(64)
    assert len(longest) == MAX_FRAME

    assert NotificationStreamAssembler().feed(longest, 0.0) == [longest]
    assert len(decode_packet(longest).route) == 255


# -- fragments that are put together


def piece(index: int, total: int, data: bytes, set_id: bytes = b"set-id-8") -> Packet:
    payload = Fragment(set_id, index, total, 2, data).encode()
    return Packet(PacketType.FRAGMENT, 7, 0, PeerId(b"authorID"), payload)


@pytest.mark.parametrize(
    "other",
    [
        piece(1, 3, b"x"),
        replace(piece(1, 2, b"x"), payload=fragment(1, 2, 3)),
    ],
    ids=["total", "type"],
)
def test_a_piece_that_contradicts_its_set_is_refused(other):
    assembler = FragmentAssembler()
    first = replace(piece(0, 2, b"x"), payload=fragment(0, 2))
    assembler.add(first, "link", 0.0)

    same_set = replace(other, payload=bytes(8) + other.payload[8:])
    with pytest.raises(DecodeError) as refused:
        assembler.add(same_set, "link", 0.0)
    assert refused.value.reason is BAD
    assert len(assembler) == 1


@pytest.mark.parametrize("size", [1, 21])
def test_pieces_that_make_no_packet_are_refused(size):
    with pytest.raises(DecodeError) as refused:
        FragmentAssembler().add(piece(0, 1, bytes(size)), "link", 0.0)
    assert refused.value.reason is BAD


def test_a_fragment_in_fragments_is_refused():
    inner = encode_packet(piece(0, 1, b"x"))
    with pytest.raises(DecodeError) as refused:
        FragmentAssembler().add(piece(0, 1, inner), "link", 0.0)
    assert refused.value.reason is BAD


def test_a_set_may_be_as_long_as_a_message_and_no_longer():
    assembler = FragmentAssembler()
    slices = 32
    full = (1 << 20) // slices
    for index in range(slices):
        assembler.add(piece(index, slices + 1, bytes(full)), "link", 0.0)
    assert assembler.total_bytes == 1 << 20

    with pytest.raises(DecodeError) as refused:
        assembler.add(piece(slices, slices + 1, b"x"), "link", 0.0)
    assert refused.value.reason is DropReason.FRAGMENT_LIMIT


def test_the_last_set_of_the_heaviest_link_stays_at_the_cost_of_the_oldest():
    assembler = FragmentAssembler()
    part = bytes(MAX_SLICE)
    for link, count in (("first", 16), ("second", 16), ("third", 16), ("heavy", 17)):
        for index in range(count):
            payload = (
                link.ljust(8).encode()
                + fragment(index, 99, PacketType.FILE_TRANSFER, part)[8:]
            )
            packet = replace(piece(0, 1, b"x"), payload=payload)
            assembler.add(packet, link, 0.0)

    assert assembler.evicted == 1
    assert len(assembler) == 3
    assert assembler.total_bytes == (16 + 16 + 17) * MAX_SLICE
    assert assembler.total_bytes + 16 * MAX_SLICE > MAX_TOTAL_BYTES


def test_the_header_of_a_fragment_is_what_it_says():
    assert len(Fragment(bytes(8), 0, 1, 2, b"x").encode()) == HEADER_SIZE + 1
