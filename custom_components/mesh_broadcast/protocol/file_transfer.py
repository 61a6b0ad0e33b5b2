"""The file payload, read only: files are relayed, not accepted (section 4.8)."""

from dataclasses import dataclass
from typing import Self

from .errors import DecodeError, DropReason
from .tlv import MAX_ENTRIES

_NAME = 0x01
_SIZE = 0x02
_MIME = 0x03
_CONTENT = 0x04
_MAX_CONTENT = 1 << 20


@dataclass(frozen=True, slots=True)
class FileTransfer:
    """A file as a packet carries it; name and type are a stranger's text."""

    name: str | None
    size: int
    mime: str | None
    content: bytes

    @classmethod
    def decode(cls, payload: bytes) -> Self:
        """Parse a payload; size and content are required and must agree."""
        fields: dict[int, bytes] = {}
        offset = entries = 0
        while offset + 3 <= len(payload):
            entries += 1
            if entries > MAX_ENTRIES:
                raise DecodeError("too many TLVs", DropReason.OVERSIZED)
            kind = payload[offset]
            start, end = _value_bounds(payload, offset + 1, kind)
            fields[kind] = payload[start:end]
            offset = end
        size, content = fields.get(_SIZE), fields.get(_CONTENT)
        if size is None or len(size) not in (4, 8) or content is None:
            raise DecodeError("file lacks size or content", DropReason.BAD_PAYLOAD)
        if int.from_bytes(size) != len(content):
            raise DecodeError("file has another size", DropReason.BAD_PAYLOAD)
        if len(content) > _MAX_CONTENT:
            raise DecodeError("file is too large", DropReason.OVERSIZED)
        return cls(
            _text(fields.get(_NAME)), len(content), _text(fields.get(_MIME)), content
        )


def _value_bounds(payload: bytes, offset: int, kind: int) -> tuple[int, int]:
    """Return where a value starts and ends; content has a longer length field.

    Older senders give content a two-byte length as well: where the long one cannot be
    right, the short one is tried.
    """
    for width in (4, 2) if kind == _CONTENT else (2,):
        start = offset + width
        end = start + int.from_bytes(payload[offset:start])
        if end <= len(payload):
            return start, end
    raise DecodeError("a TLV runs past the end", DropReason.BAD_PAYLOAD)


def _text(value: bytes | None) -> str | None:
    """Return a text field, with what is not UTF-8 replaced."""
    return None if value is None else value.decode(errors="replace")
