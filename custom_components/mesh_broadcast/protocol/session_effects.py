"""What the session table wants done and what it has to tell."""

from dataclasses import dataclass, field
from enum import StrEnum

from .errors import DropReason
from .packet import PeerId


class HandshakeFailure(StrEnum):
    """Why an attempt at a session ended without one."""

    TIMEOUT = "timeout"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SendHandshake:
    """Send this as the whole payload of a noiseHandshake packet to the peer."""

    peer: PeerId
    payload: bytes


@dataclass(frozen=True, slots=True)
class SendEncrypted:
    """Send this as the whole payload of a noiseEncrypted packet to the peer."""

    peer: PeerId
    payload: bytes


@dataclass(frozen=True, slots=True)
class Established:
    """A session stands, and what waits for the peer can be encrypted now.

    `replaced` tells that there was one before it: what was sent on that and not yet
    acknowledged may be lost.
    """

    peer: PeerId
    remote_static: bytes
    handshake_hash: bytes
    initiator: bool
    replaced: bool


@dataclass(frozen=True, slots=True)
class Suspended:
    """The peer began a new handshake: nothing can be encrypted until it is decided."""

    peer: PeerId


@dataclass(frozen=True, slots=True)
class Restored:
    """The suspended session is in use again."""

    peer: PeerId


@dataclass(frozen=True, slots=True)
class HandshakeFailed:
    """An attempt ended without a session; one that stood before still stands.

    `initiator` tells whether the attempt was ours.
    """

    peer: PeerId
    reason: HandshakeFailure
    initiator: bool


@dataclass(frozen=True, slots=True)
class SessionEvicted:
    """A session was given up for room: the table is full, and this one idled most."""

    peer: PeerId


@dataclass(frozen=True, slots=True)
class Decrypted:
    """An inner payload (section 4.5) that the peer certainly wrote, seen once.

    `remote_static` is the key of the session that it came out of: the ID alone is the
    beginning of a hash, and two keys could be found that share it.
    """

    peer: PeerId
    plaintext: bytes = field(repr=False)
    remote_static: bytes


@dataclass(frozen=True, slots=True)
class PeerStateProven:
    """The session proved which signing key belongs to the peer's Noise key."""

    peer: PeerId
    noise_key: bytes
    signing_key: bytes
    capabilities: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that arrived was not taken further: count it."""

    peer: PeerId
    reason: DropReason


type SessionEffect = (
    SendHandshake
    | SendEncrypted
    | Established
    | Suspended
    | Restored
    | HandshakeFailed
    | SessionEvicted
    | Decrypted
    | PeerStateProven
    | Dropped
)
