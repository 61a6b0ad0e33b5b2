"""Bit fields on the wire: little-endian, in the fewest bytes (sections 4.2 and 7.2)."""

MAX_BYTES = 8
"""Bytes that are read: 64 bits hold every known bit, a longer field is a stranger's."""


def encode_bits(value: int) -> bytes:
    """Return the shortest little-endian form, at least one byte."""
    return value.to_bytes(max(1, (value.bit_length() + 7) // 8), "little")


def decode_bits(data: bytes) -> int | None:
    """Return the value, or None where the field has not 1 to 8 bytes."""
    if not 1 <= len(data) <= MAX_BYTES:
        return None
    return int.from_bytes(data, "little")
