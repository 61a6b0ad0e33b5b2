"""Nodes that hold sessions with each other over an air that tests steer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from protocol.errors import DropReason
from protocol.identity import Identity
from protocol.packet import PeerId
from protocol.session_effects import (
    Decrypted,
    Dropped,
    Established,
    PeerStateProven,
    SendEncrypted,
    SendHandshake,
    SessionEffect,
)
from protocol.sessions import SessionTable

HANDSHAKE, ENCRYPTED = "handshake", "encrypted"


@dataclass(frozen=True)
class Parcel:
    """The payload of one packet on its way."""

    sender: PeerId
    recipient: PeerId
    kind: str
    payload: bytes


@dataclass
class Node:
    """One node: its table, and all that this ever said."""

    identity: Identity
    rng: Random
    table: SessionTable = field(init=False)
    effects: list[SessionEffect] = field(default_factory=list)

    def __post_init__(self):
        self.restart()

    @property
    def id(self) -> PeerId:
        return self.identity.peer_id

    def restart(self):
        """Lose everything but the identity."""
        self.table = SessionTable(self.identity, self.rng.randbytes, 0)

    def of(self, kind):
        return [effect for effect in self.effects if isinstance(effect, kind)]

    @property
    def texts(self) -> list[bytes]:
        return [effect.plaintext for effect in self.of(Decrypted)]

    @property
    def drops(self) -> Counter[DropReason]:
        return Counter(effect.reason for effect in self.of(Dropped))

    @property
    def proven(self) -> list[PeerStateProven]:
        return self.of(PeerStateProven)

    @property
    def established(self) -> list[Established]:
        return self.of(Established)

    def take(self, effects: Iterable[SessionEffect]) -> list[Parcel]:
        """Note effects; return what they want sent."""
        parcels = []
        for effect in effects:
            self.effects.append(effect)
            match effect:
                case SendHandshake(peer, payload):
                    parcels.append(Parcel(self.id, peer, HANDSHAKE, payload))
                case SendEncrypted(peer, payload):
                    parcels.append(Parcel(self.id, peer, ENCRYPTED, payload))
        return parcels

    def start(self, peer: PeerId, now: float) -> list[Parcel]:
        return self.take(self.table.start(peer, now))

    def due(self, now: float) -> list[Parcel]:
        return self.take(self.table.due(now))

    def receive(self, parcel: Parcel, now: float) -> list[Parcel]:
        handle = (
            self.table.handshake_received
            if parcel.kind == HANDSHAKE
            else self.table.encrypted_received
        )
        return self.take(handle(parcel.sender, parcel.payload, now))

    def try_seal(self, peer: PeerId, plaintext: bytes, now: float) -> Parcel | None:
        payload = self.table.encrypt(peer, plaintext, now)
        return None if payload is None else Parcel(self.id, peer, ENCRYPTED, payload)

    def seal(self, peer: PeerId, plaintext: bytes, now: float) -> Parcel:
        parcel = self.try_seal(peer, plaintext, now)
        assert parcel is not None, "no session to encrypt with"
        return parcel


def make_nodes(count: int = 2, seed: int = 0) -> list[Node]:
    """Return nodes in ascending order of their IDs."""
    rng = Random(seed)
    identities = [Identity.generate(rng.randbytes) for _ in range(count)]
    identities.sort(key=lambda identity: identity.peer_id)
    return [Node(identity, Random(rng.random())) for identity in identities]


def carry(nodes: Iterable[Node], parcels: Iterable[Parcel], now: float = 0.0):
    """Carry everything over a perfect air until it is quiet."""
    by_id = {node.id: node for node in nodes}
    waiting = list(parcels)
    while waiting:
        parcel = waiting.pop(0)
        waiting += by_id[parcel.recipient].receive(parcel, now)


def connect(first: Node, second: Node, now: float = 0.0):
    """Let the first begin a session with the second, and finish it."""
    carry((first, second), first.start(second.id, now), now)
