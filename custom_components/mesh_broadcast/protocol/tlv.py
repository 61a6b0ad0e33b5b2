"""Type-length-value lists, with one or two bytes of length (section 1)."""

from collections.abc import Iterator

from .errors import DecodeError, DropReason, EncodeError

MAX_ENTRIES = 64
"""Entries that a list may have: ten times what any payload needs today.

An inflated payload of empty entries would otherwise keep the loop busy.
"""


def read_tlv8(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (type, value); a value past the end refuses, a lone last byte does not."""
    return _read(data, 1)


def read_tlv16(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (type, value) with two-byte lengths, under the same rules."""
    return _read(data, 2)


def write_tlv8(kind: int, value: bytes) -> bytes:
    """Return one entry with a one-byte length."""
    return _write(kind, value, 1)


def write_tlv16(kind: int, value: bytes) -> bytes:
    """Return one entry with a two-byte length."""
    return _write(kind, value, 2)


def _read(data: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    """Yield the entries of a list whose lengths have `width` bytes."""
    offset = 0
    last = len(data) - 1 - width
    entries = 0
    while offset <= last:
        entries += 1
        if entries > MAX_ENTRIES:
            raise DecodeError("too many TLVs", DropReason.OVERSIZED)
        start = offset + 1 + width
        end = start + int.from_bytes(data[offset + 1 : start])
        if end > len(data):
            raise DecodeError("a TLV runs past the end", DropReason.BAD_PAYLOAD)
        yield data[offset], data[start:end]
        offset = end


def _write(kind: int, value: bytes, width: int) -> bytes:
    """Return one entry whose length has `width` bytes."""
    try:
        length = len(value).to_bytes(width)
    except OverflowError as err:
        raise EncodeError(f"TLV value of {len(value)} bytes is too long") from err
    return bytes((kind,)) + length + value
