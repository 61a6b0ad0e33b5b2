"""The parsed payload of each private type that this node knows (section 4.5)."""

from dataclasses import dataclass, field

from .errors import DecodeError, DropReason
from .file_transfer import FileTransfer
from .peer_state import AuthenticatedPeerState
from .private_message import DeliveredReceipt, PrivateMessage, ReadReceipt
from .private_type import PrivateType
from .verify_challenge import VerifyChallenge, VerifyResponse


@dataclass(frozen=True, slots=True)
class UnknownPrivate:
    """A payload of a type that we do not read: ignored, and the session lives."""

    kind: int
    body: bytes = field(repr=False)

    def encode(self) -> bytes:
        """Return the body as it came."""
        return self.body


type OwnPrivatePayload = (
    PrivateMessage
    | ReadReceipt
    | DeliveredReceipt
    | VerifyChallenge
    | VerifyResponse
    | AuthenticatedPeerState
    | UnknownPrivate
)
"""What can be sent."""

type PrivatePayload = OwnPrivatePayload | FileTransfer
"""What may arrive."""


def decode_private_payload(plaintext: bytes) -> PrivatePayload:
    """Parse what a session decrypted; raises `DecodeError` for malformed bodies."""
    if not plaintext:
        raise DecodeError("private payload is empty", DropReason.BAD_PAYLOAD)
    kind, body = plaintext[0], plaintext[1:]
    match kind:
        case PrivateType.MESSAGE:
            return PrivateMessage.decode(body)
        case PrivateType.READ:
            return ReadReceipt.decode(body)
        case PrivateType.DELIVERED:
            return DeliveredReceipt.decode(body)
        case PrivateType.VERIFY_CHALLENGE:
            return VerifyChallenge.decode(body)
        case PrivateType.VERIFY_RESPONSE:
            return VerifyResponse.decode(body)
        case PrivateType.PEER_STATE:
            return AuthenticatedPeerState.decode(body)
        case PrivateType.FILE | PrivateType.FILE_ALIAS:
            return FileTransfer.decode(body)
    return UnknownPrivate(kind, body)


def encode_private_payload(payload: OwnPrivatePayload) -> bytes:
    """Return what a session has to encrypt."""
    return bytes((payload.kind,)) + payload.encode()
