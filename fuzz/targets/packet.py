"""Frames, their compression and their padding."""

from collections.abc import Iterator
from dataclasses import replace

from custom_components.mesh_broadcast.protocol import (
    DecodeError,
    Packet,
    PacketType,
    decode_packet,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.dedup import copy_key, dedup_key
from custom_components.mesh_broadcast.protocol.deflate import (
    MAX_PAYLOAD,
    compress,
    deflate,
    inflate,
)
from custom_components.mesh_broadcast.protocol.gcs import packet_id
from custom_components.mesh_broadcast.protocol.packet import (
    MAX_FRAME,
    as_sync_answer,
    as_unasked,
    covered_by_signature,
    encode_with,
    frame_length,
    trim_frame,
    with_ttl,
)
from custom_components.mesh_broadcast.protocol.padding import pad, unpad
from custom_components.mesh_broadcast.protocol.relay import relay_kind
from custom_components.mesh_broadcast.protocol.signature import verify

from .. import seeds
from ..people import ANNA
from ..reader import Reader
from ..target import Effort, Target, refused, require

# What is compressed again to see that it comes back; more takes milliseconds.
_REPACKED = 4_096

_ROUTE_TTL = 3


def packet(data: bytes) -> None:
    """Decode a frame; what decodes has to survive every way of passing it on."""
    try:
        found = decode_packet(data)
    except DecodeError as err:
        refused(err)
        return
    frame = trim_frame(data)
    require(len(frame) == frame_length(data) <= MAX_FRAME, "a length of its own")
    require(decode_packet(frame) == found, "what follows a frame is part of it")
    again = encode_with(found, found.wire_payload)
    require(decode_packet(again) == found, "it does not come back")
    for padded in (False, True):
        other = decode_packet(encode_packet(found, padded=padded))
        if other != found:
            other = replace(other, wire_payload=None)
            require(other == found, "it comes back as another")
    covered_by_signature(frame)
    passed_on(found, frame)


def passed_on(found: Packet, frame: bytes) -> None:
    """Check that a relay and a sync answer are the same packet to everybody."""
    key, name = dedup_key(found), packet_id(found)
    copy_key(key, found)
    relay_kind(found)
    relayed = decode_packet(with_ttl(frame, _ROUTE_TTL))
    require(relayed == replace(found, ttl=_ROUTE_TTL), "a relay changes it")
    answer = decode_packet(as_sync_answer(frame))
    require(answer == replace(found, ttl=0, rsr=True), "an answer changes it")
    unasked = decode_packet(as_unasked(frame))
    require(unasked == replace(found, ttl=0, rsr=False), "unasked it changes")
    for other in (relayed, answer, unasked):
        require((dedup_key(other), packet_id(other)) == (key, name), "another name")


def compression(data: bytes) -> None:
    """Inflate bytes that claim to become so many."""
    reader = Reader(data)
    size = reader.number(3) % (MAX_PAYLOAD + 2)
    try:
        found = inflate(reader.rest(), size)
    except DecodeError as err:
        refused(err)
        return
    require(len(found) == size, "another size than the one declared")
    if size <= _REPACKED and (packed := compress(found)) is not None:
        require(len(packed) < size, "compressed to more")
        require(inflate(packed, size) == found, "it does not come back")


def padding(data: bytes) -> None:
    """Pad and unpad anything."""
    padded = pad(data)
    count = len(padded) - len(data)
    require(0 <= count <= 255 and padded.startswith(data), "padded beyond a byte")
    if count:
        require(unpad(padded) == data, "it does not come back")
    require(data.startswith(unpad(data)), "unpadding changes what is not padding")


def signature(data: bytes) -> None:
    """Check the signature of whatever decodes."""
    try:
        found = decode_packet(data)
    except DecodeError:
        return
    result = verify(found, ANNA.signing_key)
    require(0 <= result.checks <= 5, "more checks than forms")


def _frames() -> Iterator[bytes]:
    """Yield frames, and what inflates to as much as is let through."""
    yield from seeds.frames()
    for kind in (PacketType.BOARD_POST, PacketType.FILE_TRANSFER):
        for body in (bytes(400_000), b"\x01\0\0" * 130_000):
            packet = Packet(kind, 7, 0, ANNA.peer_id, body, version=2)
            yield encode_packet(packet)


def _compressed() -> Iterator[bytes]:
    """Yield streams with the sizes that they inflate to."""
    for piece in (b"", b"a", b"hello mesh " * 30, bytes(2_000), bytes(range(256))):
        for level in (0, 1, 6, 9):
            yield len(piece).to_bytes(3) + deflate(piece, level)


def _paddable() -> Iterator[bytes]:
    """Yield what stands around the blocks' edges."""
    yield from seeds.of_kind("padding", "unpad")
    for size in (0, 1, 239, 240, 241, 495, 496, 497, 1008, 2031, 2032, 2033):
        yield bytes(size)
        yield b"\x10" * size


TARGETS = (
    Target(
        "packet",
        "a frame: header, flags, addresses, route, payload; relayed and served",
        packet,
        _frames,
        Effort(1_500, 3, 8 << 20),
        2_304,
    ),
    Target(
        "compression",
        "a payload that says how much it inflates to",
        compression,
        _compressed,
        Effort(100, 0.5, 8 << 20),
        2_304,
    ),
    Target(
        "padding",
        "blocks and what fills them",
        padding,
        _paddable,
        Effort(100, 0.1),
        2_304,
    ),
    Target(
        "signature",
        "what a signature may cover, in each form a relay may have made",
        signature,
        seeds.frames,
        Effort(1_000, 0.5, 8 << 20),
        2_304,
    ),
)
