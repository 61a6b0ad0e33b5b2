"""What goes into `MeshEngine` and what comes out of it.

Events are facts that the transport reports; effects are what the engine wants done. Both are plain
frozen data, so that a simulator, a test and Home Assistant drive the same engine in the same way.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NewType

from .packet import PeerId

LinkId = NewType("LinkId", str)
"""A local name of one link; nothing on the air depends on it."""


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment on both clocks: `monotonic` in seconds for timers, `unix_ms` for the wire."""

    monotonic: float
    unix_ms: int


class LinkRole(StrEnum):
    """Which GATT role this node has on a link."""

    CENTRAL = "central"
    PERIPHERAL = "peripheral"


class SendPriority(IntEnum):
    """What a full send queue keeps: the higher stays, the lowest and oldest goes first.

    `LONG` are the parts of a text of ours that one message cannot hold: what is short
    does not wait for all of them.
    """

    RELAY = 0
    SYNC = 1
    DIRECTED = 2
    LONG = 3
    OWN = 4
    URGENT = 5


# -- events: from the transport into the engine


@dataclass(frozen=True, slots=True)
class LinkUp:
    """A link can carry frames.

    `limit` is the largest ATT value in bytes that one send on it may have. Peripheral links share one
    transmission: a notification reaches every subscriber, so a frame for any of them is sent once.
    `anonymous` marks the stand-in for subscribers that have not written yet and so have no address;
    the engine sends to it only while no identified peripheral link is up.
    """

    link: LinkId
    role: LinkRole
    address: str
    limit: int
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class LinkDown:
    """A link is gone."""

    link: LinkId


@dataclass(frozen=True, slots=True)
class LinkLimitChanged:
    """A link's largest ATT value changed (bytes)."""

    link: LinkId
    limit: int


@dataclass(frozen=True, slots=True)
class FrameReceived:
    """One ATT value arrived on a link; `rssi` in dBm where the transport knows it."""

    link: LinkId
    data: bytes
    rssi: int | None = None


@dataclass(frozen=True, slots=True)
class FramesDropped:
    """The transport's send queue was full and dropped `count` frames, the oldest relayed first."""

    link: LinkId
    count: int


@dataclass(frozen=True, slots=True)
class SendFailed:
    """The radio refused one frame; the link is still up.

    For a peripheral link: the notification failed that was to reach all subscribers.
    """

    link: LinkId
    frame: bytes
    priority: SendPriority


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has reached the engine's `next_deadline()`."""


type Event = (
    LinkUp
    | LinkDown
    | LinkLimitChanged
    | FrameReceived
    | FramesDropped
    | SendFailed
    | Tick
)


# -- effects: from the engine to whoever drives it


@dataclass(frozen=True, slots=True)
class SendFrame:
    """Send one frame, at most the links' limit long, once on each link.

    All peripheral links in `links` are served by one notification.
    """

    frame: bytes
    links: tuple[LinkId, ...]
    priority: SendPriority


@dataclass(frozen=True, slots=True)
class CloseLink:
    """Give a link up: a duplicate in the same role, or one that floods us."""

    link: LinkId
    reason: str


@dataclass(frozen=True, slots=True)
class LinkBound:
    """A verified direct announce proved who is at the other end (None: no longer known)."""

    link: LinkId
    peer_id: PeerId | None


class PeerTrust(StrEnum):
    """How sure we are that an ID is who it says; each step holds all before it.

    `SEEN`: an announce verified. `PINNED`: its signing key was pinned on first use, in
    this run or an earlier one. `PROVEN`: a Noise session proved that it holds the
    static key behind the ID, and named the signing key. `VERIFIED`: the user compared
    fingerprints, or met in person.
    """

    SEEN = "seen"
    PINNED = "pinned"
    PROVEN = "proven"
    VERIFIED = "verified"


class DeliveryStatus(StrEnum):
    """What is known of a message of ours; it only ever moves forward in this order.

    `EXPIRED` and `FAILED` say that a private message was given up, and nobody confirmed
    it: a receipt that comes later is still believed. A broadcast never comes to any of
    the four, because it is for whoever hears it.
    """

    QUEUED = "queued"
    SENT = "sent"
    RELAYED = "relayed"
    EXPIRED = "expired"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"


class DeliveryFailure(StrEnum):
    """Why a private message was given up.

    `EXPIRED`: its time ran out before it was sent even once, so that nobody has it.
    `NOT_CONFIRMED`: it was sent, maybe often, and no receipt came. Its recipient may
    have it: receipts get lost as messages do.
    """

    EXPIRED = "expired"
    OUTBOX_FULL = "outbox_full"
    NOT_CONFIRMED = "not_confirmed"
    IDENTITY_CHANGED = "identity_changed"
    WIPED = "wiped"


class PeerChange(StrEnum):
    """What happened to a peer."""

    APPEARED = "appeared"
    UPDATED = "updated"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer whose announce verified, as known at one moment.

    `hops` counts links to it (1: direct), None when unknown; it is an upper bound, because some
    relays lower the TTL by more than one. `rssi` (dBm) only for a direct peer. `fingerprint` is the
    SHA-256 of the Noise static key in lower-case hex. `last_seen_ms` is Unix milliseconds by our clock.
    """

    peer_id: PeerId
    nickname: str
    fingerprint: str
    noise_key: bytes
    signing_key: bytes
    direct: bool
    hops: int | None
    rssi: int | None
    first_seen_ms: int
    last_seen_ms: int
    neighbours: tuple[PeerId, ...] = ()
    capabilities: int | None = None
    reachable: bool = True
    trust: PeerTrust = PeerTrust.PINNED
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class PeerChanged:
    """A peer appeared, changed or left."""

    change: PeerChange
    peer: Peer


@dataclass(frozen=True, slots=True)
class PeerPinned:
    """A peer's signing key was pinned on first use: persist it, it must survive a restart."""

    peer_id: PeerId
    noise_key: bytes
    signing_key: bytes


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A verified public message, shown once.

    `text` is already safe to show (docs/wire.md section 10). `sent_ms` is by the sender's clock,
    `received_ms` by ours. `via` is the peer at the other end of the link it came over, when known.
    `from_history` marks an older message that a neighbour's sync answer brought.
    """

    message_id: str
    peer: Peer
    text: str
    sent_ms: int
    received_ms: int
    hops: int | None
    via: PeerId | None
    rssi: int | None
    from_history: bool


@dataclass(frozen=True, slots=True)
class PrivateMessageReceived:
    """A private message out of a Noise session, shown once per (peer, message_id).

    A longer text from another node of ours comes joined, under the ID of the whole; the
    wire itself has no way to say that messages belong together. Other fields as in
    `MessageReceived`.
    """

    message_id: str
    peer: Peer
    text: str
    sent_ms: int
    received_ms: int
    hops: int | None
    via: PeerId | None
    rssi: int | None


@dataclass(frozen=True, slots=True)
class DeliveryChanged:
    """A message of ours got further.

    `peer_id` is its recipient, None for a broadcast. `heard_by` counts the distinct
    peers that are known to have a broadcast because they sent it on, or said that they
    have it; `at_ms` is Unix milliseconds by our clock.
    """

    message_id: str
    peer_id: PeerId | None
    status: DeliveryStatus
    at_ms: int
    failure: DeliveryFailure | None = None
    heard_by: int = 0


@dataclass(frozen=True, slots=True)
class OutboxChanged:
    """Private messages that wait have changed: persist `MeshEngine.outbox`."""


@dataclass(frozen=True, slots=True)
class TrustChanged:
    """Trust in a peer, in reach or not, has changed: persist `MeshEngine.trust`."""

    peer_id: PeerId
    trust: PeerTrust
    blocked: bool


@dataclass(frozen=True, slots=True)
class SessionReady:
    """A Noise session with a peer stands, the first one or a fresh one."""

    peer_id: PeerId


@dataclass(frozen=True, slots=True)
class KeyRefused:
    """A known ID announced another signing key than the pinned or proven one."""

    peer_id: PeerId
    fingerprint: str
    nickname: str


@dataclass(frozen=True, slots=True)
class PingEnded:
    """A ping was answered, or not within its time (`round_trip` None, in seconds)."""

    nonce: bytes
    peer_id: PeerId
    round_trip: float | None
    hops: int | None


@dataclass(frozen=True, slots=True)
class VerificationEnded:
    """A peer whose code was scanned proved to be who it names, or did not in time."""

    peer_id: PeerId
    verified: bool
    at_ms: int


class AlarmEvidence(StrEnum):
    """How a peer showed that it has an alarm of ours.

    `ECHO`: it sent it back to us. `LISTED`: it named it among what it has, when it asked
    for what it missed.
    """

    ECHO = "echo"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class AlarmHeard:
    """A peer is known to have an alarm of ours, all parts of it; told once for each."""

    alarm_id: str
    peer_id: PeerId
    evidence: AlarmEvidence
    at_ms: int


type Effect = (
    SendFrame
    | CloseLink
    | LinkBound
    | PeerChanged
    | PeerPinned
    | MessageReceived
    | PrivateMessageReceived
    | DeliveryChanged
    | OutboxChanged
    | TrustChanged
    | SessionReady
    | KeyRefused
    | PingEnded
    | AlarmHeard
    | VerificationEnded
)


@dataclass(frozen=True, slots=True)
class SentBroadcast:
    """What became of a broadcast of our own: accepted, in one message or several parts.

    `message_ids` in order of the parts; `links` and `peers` are the number of transmissions that the
    first part goes out on now and of peers in reach. A broadcast is never "failed": it is for
    whoever hears it.
    """

    message_ids: tuple[str, ...]
    links: int
    peers: int


@dataclass(frozen=True, slots=True)
class SentPrivate:
    """What became of a private message of our own: accepted, in `parts` pieces.

    `message_id` stands for the whole; `status` is `QUEUED` while the peer is away or
    a session is being made, else `SENT`. `hops` as in `Peer`.
    """

    message_id: str
    parts: int
    status: DeliveryStatus
    hops: int | None
