"""Padding to block sizes (docs/wire.md, section 3.5)."""

_BLOCKS = (256, 512, 1024, 2048)
_SPARE = 16
"""Bytes that a block must have left before a frame counts as fitting it."""
_MAX_PAD = 255
"""The count of padding bytes is itself one byte."""


def block_size(length: int) -> int:
    """Return the length that padding aims at; `length` itself above every block."""
    for block in _BLOCKS:
        if length + _SPARE <= block:
            return block
    return length


def pad(data: bytes) -> bytes:
    """Append k bytes of value k up to the block size, if k fits into a byte."""
    count = block_size(len(data)) - len(data)
    if not 1 <= count <= _MAX_PAD:
        return data
    return data + bytes((count,)) * count


def unpad(data: bytes) -> bytes:
    """Drop a well-formed padding run; return anything else as it is."""
    if not data:
        return data
    count = data[-1]
    if not 1 <= count <= len(data) or data[-count:].count(count) != count:
        return data
    return data[:-count]
