"""Private messages and the receipts for them (section 4.5)."""

from dataclasses import dataclass, field
from typing import ClassVar, Self

from .errors import DecodeError, DropReason, EncodeError
from .private_type import PrivateType
from .tlv import read_tlv8, write_tlv8

MAX_PRIVATE_BYTES = 255
"""Longest message ID and longest text, in UTF-8 bytes: one byte says the length."""

_ID = 0x00
_TEXT = 0x01


@dataclass(frozen=True, slots=True)
class PrivateMessage:
    """A text for one reader, not yet safe to show; the ID is the sender's choice."""

    kind: ClassVar[int] = PrivateType.MESSAGE

    message_id: str
    text: str = field(repr=False)

    @classmethod
    def decode(cls, body: bytes) -> Self:
        """Parse a body; unlike elsewhere, an unknown field refuses it."""
        fields: dict[int, bytes] = {}
        for kind, value in read_tlv8(body):
            if kind not in (_ID, _TEXT):
                raise DecodeError("message has a strange field", DropReason.BAD_PAYLOAD)
            fields[kind] = value
        if _ID not in fields or _TEXT not in fields:
            raise DecodeError("message lacks ID or text", DropReason.BAD_PAYLOAD)
        return cls(_decode_id(fields[_ID]), _decode_text(fields[_TEXT]))

    def encode(self) -> bytes:
        """Return the body; raises `EncodeError` for what one message cannot hold."""
        text = _encode_text(self.text)
        return write_tlv8(_ID, _encode_id(self.message_id)) + write_tlv8(_TEXT, text)


@dataclass(frozen=True, slots=True)
class _Receipt:
    """What is said about one message."""

    message_id: str

    @classmethod
    def decode(cls, body: bytes) -> Self:
        """Parse a body: the ID and nothing else."""
        return cls(_decode_id(body))

    def encode(self) -> bytes:
        """Return the body."""
        return _encode_id(self.message_id)


@dataclass(frozen=True, slots=True)
class ReadReceipt(_Receipt):
    """The reader has seen it."""

    kind: ClassVar[int] = PrivateType.READ


@dataclass(frozen=True, slots=True)
class DeliveredReceipt(_Receipt):
    """The reader's device has it."""

    kind: ClassVar[int] = PrivateType.DELIVERED


def is_encodable(text: str) -> bool:
    """Tell whether a text can be a message ID, or be in a message."""
    try:
        return 1 <= len(text.encode()) <= MAX_PRIVATE_BYTES
    except UnicodeEncodeError:
        return False


def _decode_id(value: bytes) -> str:
    """Return a message ID; an empty one could not tell messages apart.

    The apps send UUIDs. IDs are shown as they are, since receipts have to name them, so
    that nothing may be in them which could disguise or disturb.
    """
    if not 1 <= len(value) <= MAX_PRIVATE_BYTES:
        raise DecodeError("message ID has no good length", DropReason.BAD_PAYLOAD)
    message_id = _decode_text(value)
    if not (message_id.isascii() and message_id.isprintable()):
        raise DecodeError("message ID is not plain", DropReason.BAD_TEXT)
    return message_id


def _decode_text(value: bytes) -> str:
    """Return a text field."""
    try:
        return value.decode()
    except UnicodeDecodeError as err:
        raise DecodeError("text is not UTF-8", DropReason.BAD_TEXT) from err


def _encode_id(message_id: str) -> bytes:
    """Return a message ID's bytes."""
    if not message_id:
        raise EncodeError("a message needs an ID")
    return _encode_text(message_id)


def _encode_text(text: str) -> bytes:
    """Return a text's bytes, if the length field can say how many they are."""
    try:
        encoded = text.encode()
    except UnicodeEncodeError as err:
        raise EncodeError("text is not valid Unicode") from err
    if len(encoded) > MAX_PRIVATE_BYTES:
        raise EncodeError(f"{len(encoded)} bytes are too many for a private message")
    return encoded
