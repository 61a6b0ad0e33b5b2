"""The one exception tree of the protocol core, and why a frame was dropped."""

from enum import StrEnum


class DropReason(StrEnum):
    """Why something that arrived was not taken further; counted, and shown in diagnostics."""

    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    BAD_PAYLOAD = "bad_payload"
    BAD_TEXT = "bad_text"
    BAD_SIGNATURE = "bad_signature"
    UNSIGNED = "unsigned"
    UNKNOWN_SENDER = "unknown_sender"
    FORGED_IDENTITY = "forged_identity"
    KEY_CHANGED = "key_changed"
    OWN_PACKET = "own_packet"
    STALE = "stale"
    DUPLICATE = "duplicate"
    WRONG_LINK = "wrong_link"
    RATE_LIMIT_LINK = "rate_limit_link"
    RATE_LIMIT_SENDER = "rate_limit_sender"
    FRAGMENT_LIMIT = "fragment_limit"
    SYNC_LIMIT = "sync_limit"
    RELAY_QUEUE_FULL = "relay_queue_full"
    SEND_QUEUE_FULL = "send_queue_full"
    UNKNOWN_LINK = "unknown_link"
    NOISE_HANDSHAKE = "noise_handshake"
    NOISE_IDENTITY = "noise_identity"
    NOISE_UNEXPECTED = "noise_unexpected"
    NOISE_REPLAY = "noise_replay"
    NOISE_UNDECRYPTABLE = "noise_undecryptable"
    NOISE_NO_SESSION = "noise_no_session"
    NOISE_LIMIT = "noise_limit"
    BLOCKED = "blocked"
    NOT_ACCEPTED = "not_accepted"
    PRIVATE_LIMIT = "private_limit"
    PING_LIMIT = "ping_limit"
    UNEXPECTED_PONG = "unexpected_pong"


class MeshError(Exception):
    """Anything that the protocol core refuses."""


class DecodeError(MeshError):
    """Bytes from the air that are not what they claim to be."""

    def __init__(self, message: str, reason: DropReason = DropReason.MALFORMED) -> None:
        """Say what is wrong, and under which reason it counts."""
        super().__init__(message)
        self.reason = reason


class EncodeError(MeshError):
    """A packet of our own that the wire format cannot carry."""


class MessageTooLongError(MeshError):
    """A text that would need more parts than one broadcast may have."""

    def __init__(self, size: int, limit: int) -> None:
        """Keep the text's size and the limit, both in UTF-8 bytes."""
        super().__init__(f"message of {size} bytes is over the limit of {limit}")
        self.size = size
        self.limit = limit


class EmptyMessageError(MeshError):
    """A text with nothing in it to send."""


class SendLimitError(MeshError):
    """Our own sending is over its limit; `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        """Keep how long the caller should wait."""
        super().__init__(f"too many messages queued; retry in {retry_after:.0f} s")
        self.retry_after = retry_after


class UnknownPeerError(MeshError):
    """Somebody whose keys we have never seen: nothing can be sent to them."""

    def __init__(self, peer_id: bytes) -> None:
        """Keep who was meant."""
        super().__init__(f"no keys known of {peer_id.hex()}")
        self.peer_id = peer_id


class BlockedPeerError(MeshError):
    """Somebody whom the user blocked: unblock them before writing to them."""

    def __init__(self, peer_id: bytes) -> None:
        """Keep who was meant."""
        super().__init__(f"{peer_id.hex()} is blocked")
        self.peer_id = peer_id


class BadCodeError(MeshError):
    """A scanned text that is no verification code, or one that somebody forged."""


class OldCodeError(MeshError):
    """A verification code that was not made just now."""

    def __init__(self, age_s: int) -> None:
        """Keep its age in seconds; one from the future has less than none."""
        super().__init__(f"the code was made {age_s} s ago")
        self.age_s = age_s


class WrongKeyError(MeshError):
    """A verification code that names another signing key than the peer's."""

    def __init__(self, peer_id: bytes) -> None:
        """Keep who was meant."""
        super().__init__(f"the code of {peer_id.hex()} names another key")
        self.peer_id = peer_id
