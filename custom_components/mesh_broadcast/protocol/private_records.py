"""What of private messaging outlives a restart: plain data for whoever persists it."""

from dataclasses import dataclass, field

from .events import DeliveryStatus, PeerTrust
from .packet import PeerId


@dataclass(frozen=True, slots=True)
class OutboxPart:
    """One private message on the wire: a whole text, or a piece of a longer one."""

    message_id: str
    text: str = field(repr=False)
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A private message of ours whose delivery nobody has confirmed yet.

    `queued_ms` is Unix milliseconds by our clock; `attempts` counts how often it was
    handed to the links.
    """

    message_id: str
    peer_id: PeerId
    parts: tuple[OutboxPart, ...]
    queued_ms: int
    attempts: int = 0
    status: DeliveryStatus = DeliveryStatus.QUEUED


@dataclass(frozen=True, slots=True)
class SentRecord:
    """A message of ours that left the outbox and whose receipts may still come.

    `unread` and `undelivered` name its parts without a receipt of that kind;
    `undelivered` has some only where the message was given up.
    """

    message_id: str
    peer_id: PeerId
    unread: tuple[str, ...]
    undelivered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrustRecord:
    """What a session proved of a peer, or the user decided about it.

    Only peers that are more than pinned, or blocked, have one.
    """

    peer_id: PeerId
    noise_key: bytes
    signing_key: bytes
    trust: PeerTrust
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedPrivate:
    """A private message that was shown, so that it is not shown a second time."""

    peer_id: PeerId
    message_id: str
    received_ms: int
