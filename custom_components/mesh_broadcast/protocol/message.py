"""Public messages and leaves (section 4.3)."""

import hashlib

from .errors import DecodeError, DropReason, EncodeError
from .packet import PeerId

MAX_TEXT_BYTES = 0xFFFF
"""Longest text that is read: what a version 1 packet carries, far above any app's.

Only an inflated payload is longer, and handling that takes more of the loop's time
than a message may.
"""

_ID_DIGITS = 32
_CHANNEL_MARK = b"#"
_MAX_NOTE_BYTES = 255


def decode_text(payload: bytes) -> str:
    """Return a public message's text, which is not yet safe to show."""
    if len(payload) > MAX_TEXT_BYTES:
        raise DecodeError(f"text of {len(payload)} bytes", DropReason.OVERSIZED)
    try:
        return payload.decode()
    except UnicodeDecodeError as err:
        raise DecodeError("message is not UTF-8", DropReason.BAD_TEXT) from err


def encode_text(text: str) -> bytes:
    """Return the payload of a public message: its text and nothing else."""
    try:
        return text.encode()
    except UnicodeEncodeError as err:
        raise EncodeError("text is not valid Unicode") from err


def message_id(sender: PeerId, timestamp: int, text: str) -> str:
    """Return the ID that every node derives alike; the wire carries none."""
    source = f"{sender.hex()}|{timestamp}|{text.strip()}"
    digest = hashlib.sha256(source.encode(errors="replace"))
    return digest.hexdigest()[:_ID_DIGITS]


def leave_note(payload: bytes) -> str:
    """Return what a leave carries: nothing, a name or a channel; nobody relies on it."""
    return payload[:_MAX_NOTE_BYTES].decode(errors="replace")


def leaves_mesh(payload: bytes) -> bool:
    """Tell whether a leave is from the mesh, not from one of Android's channels."""
    return not payload.startswith(_CHANNEL_MARK)
