"""What is known of peers beyond their pins: proven, verified, blocked."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from .events import PeerTrust
from .packet import PeerId
from .private_records import TrustRecord

PROVEN_CAPACITY = 1_000
"""Peers that are proven and no more; twice the peer table. What the user decided about
others is bounded by the user alone, and nobody else can push it out."""


@dataclass(slots=True)
class _Entry:
    """What is known of one peer."""

    noise_key: bytes
    signing_key: bytes
    proven: bool = False
    verified: bool = False
    blocked: bool = False

    @property
    def trust(self) -> PeerTrust:
        """Return the highest step that it stands on."""
        if self.verified:
            return PeerTrust.VERIFIED
        return PeerTrust.PROVEN if self.proven else PeerTrust.PINNED

    @property
    def decided(self) -> bool:
        """Whether the user had a say in it."""
        return self.verified or self.blocked


class TrustBook:
    """Trust in peers, the least recently proven dropped first."""

    def __init__(self, records: Iterable[TrustRecord] = ()) -> None:
        """Begin with what was persisted."""
        self._entries: OrderedDict[PeerId, _Entry] = OrderedDict()
        for record in records:
            entry = _Entry(
                record.noise_key,
                record.signing_key,
                proven=record.trust is PeerTrust.PROVEN,
                verified=record.trust is PeerTrust.VERIFIED,
                blocked=record.blocked,
            )
            self._put(record.peer_id, entry)

    @property
    def records(self) -> tuple[TrustRecord, ...]:
        """Return what is to be persisted."""
        return tuple(
            TrustRecord(peer_id, e.noise_key, e.signing_key, e.trust, e.blocked)
            for peer_id, e in self._entries.items()
        )

    def trust_of(self, peer_id: PeerId) -> PeerTrust:
        """Return how far a peer is trusted whose key is pinned."""
        entry = self._entries.get(peer_id)
        return PeerTrust.PINNED if entry is None else entry.trust

    def is_blocked(self, peer_id: PeerId) -> bool:
        """Whether the user blocked a peer."""
        entry = self._entries.get(peer_id)
        return entry is not None and entry.blocked

    def prove(self, peer_id: PeerId, noise_key: bytes, signing_key: bytes) -> bool:
        """Note what a session proved; return whether that is news."""
        entry = self._entries.get(peer_id)
        if entry is None:
            self._put(peer_id, _Entry(noise_key, signing_key, proven=True))
            return True
        self._entries.move_to_end(peer_id)
        news = not entry.proven or entry.signing_key != signing_key
        entry.proven = True
        entry.signing_key = signing_key
        return news

    def verify(
        self, peer_id: PeerId, noise_key: bytes, signing_key: bytes, *, verified: bool
    ) -> None:
        """Note that the user compared fingerprints, or takes that back."""
        entry = self._entries.get(peer_id) or _Entry(noise_key, signing_key)
        entry.verified = verified
        self._put(peer_id, entry)

    def block(
        self, peer_id: PeerId, noise_key: bytes, signing_key: bytes, *, blocked: bool
    ) -> None:
        """Note that the user wants nothing from a peer, or takes that back."""
        entry = self._entries.get(peer_id) or _Entry(noise_key, signing_key)
        entry.blocked = blocked
        self._put(peer_id, entry)

    def forget(self, peer_id: PeerId) -> None:
        """Drop all that is known of a peer."""
        self._entries.pop(peer_id, None)

    def clear(self) -> None:
        """Drop everything."""
        self._entries.clear()

    def _put(self, peer_id: PeerId, entry: _Entry) -> None:
        """Keep an entry that says something, at the cost of the oldest undecided."""
        if not (entry.proven or entry.decided):
            self._entries.pop(peer_id, None)
            return
        self._entries[peer_id] = entry
        self._entries.move_to_end(peer_id)
        if len(self._entries) <= PROVEN_CAPACITY:
            return
        undecided = [p for p, e in self._entries.items() if not e.decided]
        for victim in undecided[: len(undecided) - PROVEN_CAPACITY]:
            del self._entries[victim]
