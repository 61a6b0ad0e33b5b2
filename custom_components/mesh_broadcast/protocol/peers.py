"""Who is in reach, and whose keys are pinned (wire sections 5.2, 5.6 and 10)."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .events import Peer, PeerPinned, PeerTrust
from .identity import fingerprint_of
from .packet import PeerId

# Section 10 proposes this cap for the peer table.
PEER_CAPACITY = 500

# Pins outlive presence. Everybody whom a home meets in years fits; the bound is there
# because a key pair costs an attacker nothing.
PIN_CAPACITY = 5_000

# Section 5.6, column "Use": without a live link for this long a peer is not direct any
# more; heard through relays it stays for this long after its last verified packet.
DIRECT_GRACE_S = 10.0
RELAYED_LIFETIME_S = 90.0

# A peer known for longer than this is not evicted for one that has just come: a flood
# of invented identities then evicts only its like.
ESTABLISHED_S = 300.0


@dataclass(slots=True)
class Pin:
    """The keys that an ID is tied to; the name it last had, for this run only."""

    noise_key: bytes
    signing_key: bytes
    nickname: str | None = None


class PinBook:
    """Signing keys pinned on first use, the least recently confirmed dropped first."""

    def __init__(self, pins: Iterable[PeerPinned] = ()) -> None:
        """Begin with what was persisted."""
        self._pins: OrderedDict[PeerId, Pin] = OrderedDict()
        for pinned in pins:
            self.pin(pinned.peer_id, pinned.noise_key, pinned.signing_key)

    def __len__(self) -> int:
        """Return how many keys are pinned."""
        return len(self._pins)

    def get(self, peer_id: PeerId) -> Pin | None:
        """Return the pin of an ID."""
        return self._pins.get(peer_id)

    def pin(self, peer_id: PeerId, noise_key: bytes, signing_key: bytes) -> Pin:
        """Tie an ID to its keys."""
        pin = Pin(noise_key, signing_key)
        self._pins[peer_id] = pin
        if len(self._pins) > PIN_CAPACITY:
            self._pins.popitem(last=False)
        return pin

    def confirm(self, peer_id: PeerId, nickname: str) -> None:
        """Note that an announce with the pinned keys came."""
        pin = self._pins.get(peer_id)
        if pin is not None:
            pin.nickname = nickname
            self._pins.move_to_end(peer_id)

    def forget(self, peer_id: PeerId) -> None:
        """Drop a pin, so that the next verified announce pins anew."""
        self._pins.pop(peer_id, None)


@dataclass(slots=True)
class PeerRecord:
    """What the engine keeps of a peer whose announce verified."""

    peer_id: PeerId
    nickname: str
    noise_key: bytes
    signing_key: bytes
    fingerprint: str
    first_seen_ms: int
    last_seen_ms: int
    first_heard: float
    last_heard: float
    announced_at: float
    announce_timestamp: int
    neighbours: tuple[PeerId, ...] = ()
    capabilities: int | None = None
    hops: int | None = None
    rssi: int | None = None
    live_links: int = 0
    unlinked_at: float | None = None
    told: Peer | None = None
    trust: PeerTrust = PeerTrust.PINNED
    blocked: bool = False

    @property
    def direct(self) -> bool:
        """Whether it is at the other end of a link, or was until a moment ago."""
        return self.live_links > 0 or self.unlinked_at is not None

    def snapshot(self, *, reachable: bool = True) -> Peer:
        """Return the peer as others see it."""
        direct = self.direct and reachable
        return Peer(
            peer_id=self.peer_id,
            nickname=self.nickname,
            fingerprint=self.fingerprint,
            noise_key=self.noise_key,
            signing_key=self.signing_key,
            direct=direct,
            hops=1 if direct else self.hops,
            rssi=self.rssi if direct else None,
            first_seen_ms=self.first_seen_ms,
            last_seen_ms=self.last_seen_ms,
            neighbours=self.neighbours,
            capabilities=self.capabilities,
            reachable=reachable,
            trust=self.trust,
            blocked=self.blocked,
        )

    def expires(self) -> float:
        """Return when to look again whether it is still there."""
        if self.live_links:
            return float("inf")
        if self.unlinked_at is not None:
            return self.unlinked_at + DIRECT_GRACE_S
        return self.last_heard + RELAYED_LIFETIME_S


class PeerTable:
    """The peers in reach; only a verified announce makes an entry."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._records: dict[PeerId, PeerRecord] = {}

    def __len__(self) -> int:
        """Return how many peers are in reach."""
        return len(self._records)

    def __iter__(self) -> Iterator[PeerRecord]:
        """Iterate over the peers in reach."""
        return iter(self._records.values())

    def __contains__(self, peer_id: PeerId) -> bool:
        """Whether a peer is in reach."""
        return peer_id in self._records

    def get(self, peer_id: PeerId) -> PeerRecord | None:
        """Return a peer in reach."""
        return self._records.get(peer_id)

    def add(self, record: PeerRecord) -> None:
        """Take a new peer in; `room_for` decides whom that costs."""
        self._records[record.peer_id] = record

    def remove(self, peer_id: PeerId) -> PeerRecord | None:
        """Take a peer out."""
        return self._records.pop(peer_id, None)

    def crowded_out(self, now: float) -> PeerRecord | None:
        """Return who must go before another peer comes in, if the table is full."""
        if len(self._records) < PEER_CAPACITY:
            return None

        def worth(record: PeerRecord) -> tuple[bool, bool, float]:
            """Rank direct peers over others, known ones over new ones, then by age."""
            established = now - record.first_heard >= ESTABLISHED_S
            return record.direct, established, record.last_heard

        return min(self._records.values(), key=worth)

    def next_expiry(self) -> float:
        """Return when the next peer may be gone."""
        return min((r.expires() for r in self._records.values()), default=float("inf"))

    def expired(self, now: float) -> list[PeerRecord]:
        """Return the peers whose time is up."""
        return [r for r in self._records.values() if r.expires() <= now]


def peer_from_pin(
    peer_id: PeerId, pin: Pin, seen_ms: int, trust: PeerTrust, *, blocked: bool
) -> Peer:
    """Return somebody who is not in reach but whose key we know."""
    return Peer(
        peer_id=peer_id,
        nickname=pin.nickname or f"anon#{peer_id.hex()[:4]}",
        fingerprint=fingerprint_of(pin.noise_key),
        noise_key=pin.noise_key,
        signing_key=pin.signing_key,
        direct=False,
        hops=None,
        rssi=None,
        first_seen_ms=seen_ms,
        last_seen_ms=seen_ms,
        reachable=False,
        trust=trust,
        blocked=blocked,
    )
