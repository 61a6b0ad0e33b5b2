"""The packet: header, flags and fields of the wire format (docs/wire.md, section 3)."""

from dataclasses import dataclass
from enum import IntEnum
import struct
from typing import Any, NewType

from .deflate import MAX_PAYLOAD, compress, inflate
from .errors import DecodeError, DropReason, EncodeError
from .padding import pad

PeerId = NewType("PeerId", bytes)
"""Eight bytes: the first of SHA-256 of a node's Noise static public key."""

PEER_ID_SIZE = 8
BROADCAST_RECIPIENT = PeerId(b"\xff" * PEER_ID_SIZE)
"""The recipient that Android writes where iOS leaves the field out; both: everyone."""

MAX_TTL = 7
"""Hops that a packet starts with; receivers clamp to it (section 6.4)."""

SIGNATURE_SIZE = 64

FLAG_RECIPIENT = 0x01
FLAG_SIGNATURE = 0x02
FLAG_COMPRESSED = 0x04
FLAG_ROUTE = 0x08
FLAG_RSR = 0x10
_RARE_FLAGS = FLAG_RECIPIENT | FLAG_COMPRESSED | FLAG_ROUTE | FLAG_RSR

_V1 = struct.Struct(">BBBQBH8s")
_V2 = struct.Struct(">BBBQBI8s")
_unpack_v1 = _V1.unpack_from
_unpack_v2 = _V2.unpack_from
_pack_v1 = _V1.pack
_pack_v2 = _V2.pack
_V1_SIZE = _V1.size
_V2_SIZE = _V2.size
MIN_FRAME = _V1_SIZE
_MAX_V1_AREA = 0xFFFF
_MAX_HOPS = 0xFF
_FLAGS_OFFSET = 11

MAX_FRAME = (
    _V2_SIZE
    + PEER_ID_SIZE
    + 1
    + _MAX_HOPS * PEER_ID_SIZE
    + MAX_PAYLOAD
    + SIGNATURE_SIZE
)
"""The longest frame that can decode: every optional field at its largest."""


class PacketType(IntEnum):
    """Message types (section 4.1); any other value still decodes and is relayed."""

    ANNOUNCE = 0x01
    MESSAGE = 0x02
    LEAVE = 0x03
    COURIER_ENVELOPE = 0x04
    NOISE_HANDSHAKE = 0x10
    NOISE_ENCRYPTED = 0x11
    FRAGMENT = 0x20
    REQUEST_SYNC = 0x21
    FILE_TRANSFER = 0x22
    BOARD_POST = 0x23
    PREKEY_BUNDLE = 0x24
    GROUP_MESSAGE = 0x25
    PING = 0x26
    PONG = 0x27
    NOSTR_CARRIER = 0x28
    VOICE_FRAME = 0x29
    ANNOUNCE_V2 = 0x2C


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet, decompressed.

    `timestamp` is the sender's clock in Unix milliseconds. `wire_payload` holds the
    payload area as it came over the air when that was compressed (without the
    original-size field), because a signature covers those bytes and another encoder
    would write others (section 3.6); None otherwise.
    """

    type: int
    ttl: int
    timestamp: int
    sender: PeerId
    payload: bytes
    version: int = 1
    recipient: PeerId | None = None
    route: tuple[PeerId, ...] = ()
    signature: bytes | None = None
    rsr: bool = False
    wire_payload: bytes | None = None

    @property
    def is_broadcast(self) -> bool:
        """Whether it is for everyone: no recipient, or eight 0xFF bytes."""
        return self.recipient is None or self.recipient == BROADCAST_RECIPIENT

    @property
    def compressed(self) -> bool:
        """Whether the payload came compressed."""
        return self.wire_payload is not None

    @property
    def has_repeated_hop(self) -> bool:
        """Whether its route names a node twice: such a packet is not routed (6.6)."""
        return len(set(self.route)) != len(self.route)


class _Draft:
    """A packet while the decoder fills it; becomes a `Packet` by its class.

    The generated `__init__` of a frozen class sets each field by a call, which alone
    takes more than all the rest of decoding.
    """

    __slots__ = Packet.__slots__

    type: int
    ttl: int
    timestamp: int
    sender: bytes
    payload: bytes
    version: int
    recipient: bytes | None
    route: tuple[PeerId, ...]
    signature: bytes | None
    rsr: bool
    wire_payload: bytes | None


def decode_packet(data: bytes) -> Packet:
    """Decode one frame, ignoring what follows it; raises only `DecodeError`.

    Section 3.3 retries with the padding removed. That retry cannot succeed: the fields
    are read from the front, so a frame that fits the shorter input fits the longer one.
    Leaving it out spares hostile frames a second inflation.
    """
    draft = _Draft()
    size = len(data)
    if size < MIN_FRAME:
        raise DecodeError(f"frame of {size} bytes is shorter than a header")
    (
        draft.version,
        draft.type,
        draft.ttl,
        draft.timestamp,
        flags,
        length,
        draft.sender,
    ) = _unpack_v1(data)
    if draft.version != 1 or flags & _RARE_FLAGS:
        _decode_rare(draft, data, flags, length)
    else:
        # Nearly all that comes by: each test that it is spared counts.
        end = _V1_SIZE + length
        if flags & FLAG_SIGNATURE:
            stop = end + SIGNATURE_SIZE
            if size < stop:
                raise DecodeError("payload or signature is cut short")
            draft.signature = data[end:stop]
        elif size < end:
            raise DecodeError("payload is cut short")
        else:
            draft.signature = None
        draft.payload = data[_V1_SIZE:end]
        draft.recipient = draft.wire_payload = None
        draft.route = ()
        draft.rsr = False

    complete: Any = draft
    complete.__class__ = Packet
    packet: Packet = complete
    return packet


def _decode_rare(draft: _Draft, data: bytes, flags: int, length: int) -> None:
    """Fill in what is left of any packet; its header was read as of version 1."""
    size = len(data)
    version = draft.version
    offset = _V1_SIZE
    if version != 1:
        if version != 2 or size < _V2_SIZE:
            raise DecodeError(f"no header of a known version, but {version}")
        # All before the length is as in version 1.
        _, _, _, _, _, length, draft.sender = _unpack_v2(data)
        offset = _V2_SIZE
        if length > MAX_PAYLOAD:
            raise DecodeError(f"payload of {length} bytes", DropReason.OVERSIZED)
    draft.rsr = flags & FLAG_RSR != 0
    offset = _decode_addresses(draft, data, offset, flags)

    end = offset + length
    stop = end + (SIGNATURE_SIZE if flags & FLAG_SIGNATURE else 0)
    if size < stop:
        raise DecodeError("payload or signature is cut short")
    draft.signature = data[end:stop] or None

    if flags & FLAG_COMPRESSED:
        width = _size_width(version)
        if length < width:
            raise DecodeError("original size is cut short")
        start = offset + width
        draft.wire_payload = packed = data[start:end]
        draft.payload = inflate(packed, int.from_bytes(data[offset:start]))
    else:
        draft.wire_payload = None
        draft.payload = data[offset:end]


def encode_packet(packet: Packet, *, padded: bool = False) -> bytes:
    """Encode a packet, compressing its payload where every encoder does (3.4).

    A payload that came compressed goes out in the very bytes it came in.
    """
    packed = packet.wire_payload
    if packed is None and len(packet.payload) <= _max_size(packet.version):
        packed = compress(packet.payload)
    return encode_with(packet, packed, padded=padded)


def encode_with(packet: Packet, packed: bytes | None, *, padded: bool = False) -> bytes:
    """Encode a packet with this compressed payload, or uncompressed where None."""
    version = packet.version
    payload = packet.payload
    if version == 1:
        pack, limit = _pack_v1, _MAX_V1_AREA
    elif version == 2:
        pack, limit = _pack_v2, MAX_PAYLOAD
    else:
        raise EncodeError(f"unknown version {version}")
    flags = FLAG_RSR if packet.rsr else 0
    addresses = b""
    if packet.recipient is not None or packet.route:
        added, addresses = _encode_addresses(packet)
        flags |= added
    area = payload
    if packed is not None:
        if len(payload) > limit:
            raise EncodeError(f"payload of {len(payload)} bytes is too long")
        flags |= FLAG_COMPRESSED
        area = len(payload).to_bytes(_size_width(version)) + packed
    signature = packet.signature
    if signature is not None:
        if len(signature) != SIGNATURE_SIZE:
            raise EncodeError("signature is not 64 bytes")
        flags |= FLAG_SIGNATURE
    length = len(area)
    if length > limit:
        raise EncodeError(f"payload of {length} bytes is too long")
    sender = packet.sender
    if len(sender) != PEER_ID_SIZE:
        raise EncodeError("sender is not 8 bytes")
    try:
        frame = pack(
            version, packet.type, packet.ttl, packet.timestamp, flags, length, sender
        )
    except struct.error as err:
        raise EncodeError(f"a header field is out of range: {err}") from err
    # Adding the few parts that there are takes less than joining a list of them.
    if addresses:
        frame += addresses
    frame += area
    if signature is not None:
        frame += signature
    return pad(frame) if padded else frame


def frame_length(data: bytes) -> int:
    """Return how long the frame at the start of `data` is, by its header alone.

    Raises `DecodeError` where the header does not say; the rest may be missing.
    """
    size = len(data)
    if size < MIN_FRAME:
        raise DecodeError(f"frame of {size} bytes is shorter than a header")
    version = data[0]
    flags = data[_FLAGS_OFFSET]
    if version == 1:
        length = _V1_SIZE + int.from_bytes(data[12:14])
    elif version == 2:
        length = _V2_SIZE + int.from_bytes(data[12:16])
        if flags & FLAG_ROUTE:
            count = _V2_SIZE + (PEER_ID_SIZE if flags & FLAG_RECIPIENT else 0)
            if size <= count:
                raise DecodeError("route is missing")
            length += 1 + data[count] * PEER_ID_SIZE
    else:
        raise DecodeError(f"unknown version {version}")
    if flags & FLAG_RECIPIENT:
        length += PEER_ID_SIZE
    if flags & FLAG_SIGNATURE:
        length += SIGNATURE_SIZE
    return length


def trim_frame(frame: bytes) -> bytes:
    """Return the frame without padding and without bytes that follow it."""
    length = frame_length(frame)
    return frame if len(frame) == length else frame[:length]


def with_ttl(frame: bytes, ttl: int) -> bytes:
    """Return the same bytes with another TTL: relays never re-encode (3.6)."""
    return b"%b%c%b" % (frame[:2], ttl, frame[3:])


def covered_by_signature(frame: bytes) -> bytes:
    """Return what the signature of an unpadded frame covers: no TTL, no RSR (3.6)."""
    covered = bytearray(frame)
    if covered[_FLAGS_OFFSET] & FLAG_SIGNATURE:
        del covered[-SIGNATURE_SIZE:]
    covered[2] = 0
    covered[_FLAGS_OFFSET] &= ~(FLAG_SIGNATURE | FLAG_RSR)
    return pad(bytes(covered))


def as_sync_answer(frame: bytes) -> bytes:
    """Return a stored frame as a sync answer: TTL 0 and RSR, both unsigned (7.4)."""
    patched = bytearray(frame)
    patched[2] = 0
    patched[_FLAGS_OFFSET] |= FLAG_RSR
    return bytes(patched)


def as_unasked(frame: bytes) -> bytes:
    """Return a sync answer as a packet that nobody asked for: TTL 0 without RSR."""
    patched = bytearray(frame)
    patched[2] = 0
    patched[_FLAGS_OFFSET] &= ~FLAG_RSR
    return bytes(patched)


def _decode_addresses(draft: _Draft, data: bytes, offset: int, flags: int) -> int:
    """Fill in recipient and route; return where what follows them starts."""
    size = len(data)
    draft.recipient = None
    draft.route = ()
    if flags & FLAG_RECIPIENT:
        end = offset + PEER_ID_SIZE
        if size < end:
            raise DecodeError("recipient is cut short")
        draft.recipient = data[offset:end]
        offset = end
    if not flags & FLAG_ROUTE or draft.version == 1:
        return offset
    start = offset + 1
    if size < start:
        raise DecodeError("route is missing")
    end = start + data[offset] * PEER_ID_SIZE
    if size < end:
        raise DecodeError("route is cut short")
    draft.route = tuple(
        [
            PeerId(data[hop : hop + PEER_ID_SIZE])
            for hop in range(start, end, PEER_ID_SIZE)
        ]
    )
    return end


def _encode_addresses(packet: Packet) -> tuple[int, bytes]:
    """Return recipient and route, and the flags that tell of them."""
    flags = 0
    addresses = b""
    if packet.recipient is not None:
        if len(packet.recipient) != PEER_ID_SIZE:
            raise EncodeError("recipient is not 8 bytes")
        flags = FLAG_RECIPIENT
        addresses = packet.recipient
    if packet.route:
        if packet.version == 1:
            raise EncodeError("a route needs version 2")
        flags |= FLAG_ROUTE
        addresses += _encode_route(packet.route)
    return flags, addresses


def _encode_route(route: tuple[PeerId, ...]) -> bytes:
    """Return the count byte and the hops, each padded with zeros or cut to 8 bytes."""
    if len(route) > _MAX_HOPS:
        raise EncodeError(f"route of {len(route)} hops is too long")
    if not all(route):
        raise EncodeError("route has an empty hop")
    hops = [hop[:PEER_ID_SIZE].ljust(PEER_ID_SIZE, b"\0") for hop in route]
    return bytes((len(hops),)) + b"".join(hops)


def _size_width(version: int) -> int:
    """Return how many bytes the original-size field has."""
    return 2 if version == 1 else 4


def _max_size(version: int) -> int:
    """Return the largest payload area, and the largest size that field can say."""
    return _MAX_V1_AREA if version == 1 else MAX_PAYLOAD
