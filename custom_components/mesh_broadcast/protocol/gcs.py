"""Packet IDs and the Golomb-coded set that names them (section 7.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
import hashlib
import math

from .packet import Packet
from .request_sync import MAX_P

MAX_FILTER = 400
"""Bytes of filter that a request of ours carries, as on both platforms (7.3)."""
TARGET_FPR = 0.01
"""False-positive rate that a request of ours aims at (7.3)."""

_MIN_FPR, _MAX_FPR = 1e-6, 0.25
_MAX_M = 0xFFFFFFFF
_HASH_MASK = 0x7FFFFFFFFFFFFFFF
_ID_SIZE = 16


@dataclass(frozen=True, slots=True)
class GcsFilter:
    """A filter; it names the first `covered` of the IDs that it was built from."""

    p: int
    m: int
    data: bytes
    covered: int


def packet_id(packet: Packet) -> bytes:
    """Return what names a packet in a filter, whoever relayed it."""
    digest = hashlib.sha256()
    digest.update(bytes((packet.type,)))
    digest.update(packet.sender)
    digest.update(packet.timestamp.to_bytes(8))
    digest.update(packet.payload)
    return digest.digest()[:_ID_SIZE]


def filter_hash(identifier: bytes) -> int:
    """Return the part of a bucket that is the same in filters of every range."""
    return int.from_bytes(hashlib.sha256(identifier).digest()[:8]) & _HASH_MASK


def bucket_of(hashed: int, m: int) -> int:
    """Return the number that stands for a `filter_hash` in a filter of range `m`."""
    return 0 if m <= 1 else hashed % m or 1


def bucket(identifier: bytes, m: int) -> int:
    """Return the number that stands for a packet ID in a filter of range `m`."""
    return bucket_of(filter_hash(identifier), m)


def build_filter(
    ids: Sequence[bytes], max_bytes: int = MAX_FILTER, target_fpr: float = TARGET_FPR
) -> GcsFilter:
    """Return the filter of as many IDs, the newest first, as surely fit."""
    return build_filter_of([filter_hash(i) for i in ids], max_bytes, target_fpr)


def build_filter_of(
    hashes: Sequence[int],
    max_bytes: int = MAX_FILTER,
    target_fpr: float = TARGET_FPR,
    *,
    turn: int = 0,
) -> GcsFilter:
    """Return the filter of as many `filter_hash`es, the newest first, as surely fit.

    One ID in a hundred falls into the bucket of another and seems to be among these.
    With each `turn` the range is a little wider, and those are others.
    """
    rate = min(max(target_fpr, _MIN_FPR), _MAX_FPR)
    p = max(1, math.ceil(math.log2(1 / rate)))
    if not hashes:
        return GcsFilter(p, 1, b"", 0)
    # Each takes P + 1 bits and what its gap has above P; all gaps are M at most together.
    capacity = max(1, 8 * max_bytes // (p + 2))
    count = min(len(hashes), capacity)
    m = max(1, min((count << p) + turn % (1 << p), _MAX_M))
    values = sorted({bucket_of(h, m) for h in hashes[:count]})
    data = _encode(values, p)
    if len(data) > max_bytes:
        # One value alone, in fewer bytes than that takes.
        return GcsFilter(p, m, b"", 0)
    return GcsFilter(p, m, data, count)


def decode_filter(p: int, m: int, data: bytes) -> list[int]:
    """Return the buckets that a filter names, in ascending order.

    The work is bounded by the data: each value takes at least P + 1 of its bits.
    """
    if not 1 <= p <= MAX_P or m <= 1 or not data:
        return []
    bits = f"{int.from_bytes(data):0{8 * len(data)}b}"
    values: list[int] = []
    value = position = 0
    while (stop := bits.find("0", position)) >= 0:
        end = stop + 1 + p
        if end > len(bits):
            break
        value += ((stop - position) << p) + int(bits[stop + 1 : end], 2) + 1
        if value >= m:
            break
        values.append(value)
        position = end
    return values


def _encode(values: Sequence[int], p: int) -> bytes:
    """Return the gaps between ascending values, each as unary and P binary bits."""
    parts: list[str] = []
    previous = 0
    # One bit above the zero that ends the unary part keeps it and what follows as long
    # as they are; it goes with the "0b1" that `bin` begins with.
    above, mask = 1 << (p + 1), (1 << p) - 1
    for value in values:
        gap = value - previous - 1
        previous = value
        parts.append("1" * (gap >> p) + bin(above | gap & mask)[3:])
    bits = "".join(parts)
    size = (len(bits) + 7) // 8
    return int(bits.ljust(8 * size, "0"), 2).to_bytes(size)
