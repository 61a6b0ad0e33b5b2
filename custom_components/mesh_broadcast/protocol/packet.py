"""The packet: header, flags and fields of the wire format (docs/wire.md, section 3)."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NewType

PeerId = NewType("PeerId", bytes)
"""Eight bytes: the first of SHA-256 of a node's Noise static public key."""

PEER_ID_SIZE = 8
BROADCAST_RECIPIENT = PeerId(b"\xff" * PEER_ID_SIZE)
"""The recipient that Android writes where iOS leaves the field out; both mean everyone."""

MAX_TTL = 7
"""Hops that a packet starts with; receivers clamp to it (section 6.4)."""


class PacketType(IntEnum):
    """Message types (section 4.1); any other value still decodes and is relayed."""

    ANNOUNCE = 0x01
    MESSAGE = 0x02
    LEAVE = 0x03
    COURIER_ENVELOPE = 0x04
    NOISE_HANDSHAKE = 0x10
    NOISE_ENCRYPTED = 0x11
    FRAGMENT = 0x20
    REQUEST_SYNC = 0x21
    FILE_TRANSFER = 0x22
    BOARD_POST = 0x23
    PREKEY_BUNDLE = 0x24
    GROUP_MESSAGE = 0x25
    PING = 0x26
    PONG = 0x27
    NOSTR_CARRIER = 0x28
    VOICE_FRAME = 0x29
    ANNOUNCE_V2 = 0x2C


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet, decompressed.

    `timestamp` is the sender's clock in Unix milliseconds. `wire_payload` holds the payload area as it
    came over the air when that was compressed (without the original-size field), because a signature
    covers those bytes and another encoder would write others (section 3.6); None otherwise.
    """

    type: int
    ttl: int
    timestamp: int
    sender: PeerId
    payload: bytes
    version: int = 1
    recipient: PeerId | None = None
    route: tuple[PeerId, ...] = ()
    signature: bytes | None = None
    rsr: bool = False
    wire_payload: bytes | None = None

    @property
    def is_broadcast(self) -> bool:
        """Whether it is for everyone: no recipient, or eight 0xFF bytes."""
        return self.recipient is None or self.recipient == BROADCAST_RECIPIENT

    @property
    def compressed(self) -> bool:
        """Whether the payload came compressed."""
        return self.wire_payload is not None
