"""Payload compression: raw DEFLATE, bounded (docs/wire.md, sections 3.3 and 3.4)."""

import zlib

from .errors import DecodeError, DropReason

MAX_PAYLOAD = 1_179_760
"""Largest payload, packed or not: 1 MiB + 18 + 2 * 65,535 + 96, as iOS has it."""

DEFAULT_LEVEL = 6
"""What Android sends with, and so what our own signed payloads are packed with."""

_RAW = -zlib.MAX_WBITS
_MIN_SIZE = 100
_MAX_DISTINCT = 0.9
_DISTINCT_WINDOW = 256
_MAX_RATIO = 50_000


def should_compress(payload: bytes) -> bool:
    """Tell whether an encoder tries to compress this payload."""
    size = len(payload)
    return (
        size >= _MIN_SIZE
        and len(set(payload)) / min(size, _DISTINCT_WINDOW) < _MAX_DISTINCT
    )


def deflate(payload: bytes, level: int = DEFAULT_LEVEL) -> bytes:
    """Return the raw DEFLATE stream, without header or checksum."""
    return zlib.compress(payload, level, wbits=_RAW)


def compress(payload: bytes, level: int = DEFAULT_LEVEL) -> bytes | None:
    """Return the packed payload, or None where an encoder sends it as it is."""
    if not should_compress(payload):
        return None
    packed = deflate(payload, level)
    return packed if len(packed) < len(payload) else None


def inflate(packed: bytes, size: int) -> bytes:
    """Unpack exactly `size` bytes; never allocates for more than one above it."""
    if size > MAX_PAYLOAD:
        raise DecodeError(f"declared size {size} too large", DropReason.OVERSIZED)
    if not packed:
        raise DecodeError("compressed payload is empty")
    if size > _MAX_RATIO * len(packed):
        raise DecodeError("compression ratio too high", DropReason.OVERSIZED)
    try:
        payload = zlib.decompressobj(_RAW).decompress(packed, size + 1)
    except zlib.error as err:
        raise DecodeError("payload is not a DEFLATE stream") from err
    if len(payload) != size:
        raise DecodeError(f"payload does not inflate to the {size} bytes declared")
    return payload
