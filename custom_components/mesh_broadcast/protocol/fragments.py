"""Fragments: packets too long for a link, cut into slices (section 4.7)."""

from dataclasses import dataclass
from typing import Self

from .deflate import MAX_PAYLOAD
from .errors import DecodeError, DropReason, EncodeError
from .packet import (
    Packet,
    PacketType,
    PeerId,
    decode_packet,
    encode_with,
    trim_frame,
)

SET_ID_SIZE = 8
HEADER_SIZE = SET_ID_SIZE + 2 + 2 + 1

MAX_FRAGMENTS = 256
"""Slices that a set may have: the most that Android takes."""

MAX_ATT_VALUE = 512
"""Longest attribute value that ATT knows, whatever the MTU."""

MAX_SLICE = 0xFFFF - HEADER_SIZE
"""Longest slice that is read: what a version 1 packet carries, far above any link.

Only an inflated payload is longer.
"""

MIN_CHUNK = 64
"""Slices never get shorter than this, so that tiny links cannot explode a packet."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One slice of an encoded packet."""

    set_id: bytes
    index: int
    total: int
    original_type: int
    data: bytes

    @classmethod
    def decode(cls, payload: bytes) -> Self:
        """Parse a payload; an empty slice, or a fragment inside one, is refused."""
        if len(payload) <= HEADER_SIZE:
            raise DecodeError("fragment has no data", DropReason.BAD_PAYLOAD)
        if len(payload) > HEADER_SIZE + MAX_SLICE:
            raise DecodeError("fragment is too long", DropReason.OVERSIZED)
        index = int.from_bytes(payload[8:10])
        total = int.from_bytes(payload[10:12])
        if total > MAX_FRAGMENTS:
            raise DecodeError(f"set of {total} fragments", DropReason.FRAGMENT_LIMIT)
        if index >= total:
            raise DecodeError("fragment is not of its set", DropReason.BAD_PAYLOAD)
        original_type = payload[12]
        if original_type == PacketType.FRAGMENT:
            raise DecodeError("fragment of a fragment", DropReason.BAD_PAYLOAD)
        return cls(
            payload[:SET_ID_SIZE], index, total, original_type, payload[HEADER_SIZE:]
        )

    def encode(self) -> bytes:
        """Return the payload."""
        if len(self.set_id) != SET_ID_SIZE:
            raise EncodeError("a fragment set ID has 8 bytes")
        return b"".join(
            (
                self.set_id,
                self.index.to_bytes(2),
                self.total.to_bytes(2),
                bytes((self.original_type,)),
                self.data,
            )
        )


def split_into_fragments(
    frame: bytes, limit: int, set_id: bytes, *, recipient: PeerId | None = None
) -> list[bytes]:
    """Cut an encoded packet into fragment frames of at most `limit` bytes each.

    They go to `recipient`, or to whom the packet itself is for. On a link so small that
    slices would fall below the floor the frames come out longer than `limit`.
    """
    frame = trim_frame(frame)
    original = decode_packet(frame)
    if original.type == PacketType.FRAGMENT:
        raise EncodeError("a fragment cannot be cut again")
    target = original.recipient if recipient is None else recipient
    version = 2 if original.route else 1

    def envelope(payload: bytes) -> bytes:
        """Encode one fragment packet, which inherits from the original."""
        packet = Packet(
            type=PacketType.FRAGMENT,
            ttl=original.ttl,
            timestamp=original.timestamp,
            sender=original.sender,
            payload=payload,
            version=version,
            recipient=target,
            route=original.route,
            rsr=original.rsr,
        )
        return encode_with(packet, None)

    overhead = len(envelope(b"")) + HEADER_SIZE
    chunk = max(MIN_CHUNK, min(limit, MAX_ATT_VALUE) - overhead)
    slices = [frame[start : start + chunk] for start in range(0, len(frame), chunk)]
    total = len(slices)
    if total > MAX_FRAGMENTS:
        raise EncodeError(f"packet needs {total} fragments, over {MAX_FRAGMENTS}")
    return [
        envelope(Fragment(set_id, index, total, original.type, data).encode())
        for index, data in enumerate(slices)
    ]


def max_set_bytes(original_type: int) -> int:
    """Return how long a packet of this type may be once it is whole."""
    if original_type in (PacketType.FILE_TRANSFER, PacketType.NOISE_ENCRYPTED):
        return MAX_PAYLOAD
    return 1 << 20
