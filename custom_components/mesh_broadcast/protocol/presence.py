"""Who is here: announces taken in, links bound, peers that leave or fade away."""

from collections import OrderedDict
from collections.abc import Iterable

from .announce import MAX_NEIGHBOURS, Announce
from .arrival import Arrival, RefusedError
from .errors import DropReason
from .events import (
    CloseLink,
    Effect,
    Instant,
    KeyRefused,
    LinkBound,
    LinkRole,
    Peer,
    PeerChange,
    PeerChanged,
    PeerPinned,
)
from .freshness import is_fresh
from .identity import fingerprint_of
from .links import Link, LinkTable
from .neighbourhood import Neighbourhood, Telling, names_link, tell, telling
from .packet import Packet, PeerId
from .peers import (
    PEER_CAPACITY,
    PeerRecord,
    PeerTable,
    Pin,
    PinBook,
    peer_from_pin,
)
from .private_records import TrustRecord
from .text import display_name
from .topology import EDGE_AGE_S, Edge, Vicinity, edges, is_claimed
from .trust import TrustBook

# Section 5.5: a bound link changes its peer at most once in this time.
REBIND_S = 60.0

# Section 6.9: at most one duplicate link is retired in this time.
RETIRE_S = 60.0

# A later sign of life alone is told again after this long; state writes cost more
# than packets.
LAST_SEEN_STEP_MS = 5_000

# Somebody who claims a known ID with another key is told of this often; the count of
# IDs is that of the peers who may be in reach.
KEY_REFUSED_S = 3_600.0


class Presence:
    """The peers in reach; what changes is appended to `effects`."""

    def __init__(
        self,
        own_id: PeerId,
        links: LinkTable,
        pins: Iterable[PeerPinned],
        effects: list[Effect],
        trust: Iterable[TrustRecord] = (),
    ) -> None:
        """Begin with the keys of earlier runs and nobody in reach."""
        self._own_id = own_id
        self._links = links
        self._effects = effects
        self._map: Neighbourhood | None = None
        self.table = PeerTable()
        self.pins = PinBook(pins)
        self.trust = TrustBook(trust)
        # Trust is persisted sooner than pins are: a kill between the two leaves these.
        self._unsaved: set[PeerId] = set()
        for record in self.trust.records:
            if self.pins.get(record.peer_id) is None:
                self.pins.pin(record.peer_id, record.noise_key, record.signing_key)
                self._unsaved.add(record.peer_id)
        self._refused: OrderedDict[PeerId, float] = OrderedDict()
        self._left: OrderedDict[PeerId, int] = OrderedDict()
        self._retired_at = float("-inf")
        self._next_check = float("inf")

    def signing_key(self, peer_id: PeerId) -> bytes | None:
        """Return the key that a peer's signatures are checked with."""
        pin = self.pins.get(peer_id)
        return None if pin is None else pin.signing_key

    def peer(self, peer_id: PeerId, seen_ms: int) -> Peer | None:
        """Return a peer as others see it, also one that is only known by its key."""
        record = self.table.get(peer_id)
        if record is not None:
            return record.snapshot()
        pin = self.pins.get(peer_id)
        if pin is None:
            return None
        trust, blocked = self.trust.trust_of(peer_id), self.trust.is_blocked(peer_id)
        return peer_from_pin(peer_id, pin, seen_ms, trust, blocked=blocked)

    @property
    def has_links(self) -> bool:
        """Whether anything can be sent to anybody."""
        return bool(self._links.usable())

    def check_pin(self, peer_id: PeerId, announce: Announce, now: float) -> None:
        """Refuse an announce whose keys are not the ones its ID is tied to."""
        pin = self.pins.get(peer_id)
        if pin is not None and (pin.noise_key, pin.signing_key) != (
            announce.noise_key,
            announce.signing_key,
        ):
            self._tell_refused(peer_id, pin, now)
            raise RefusedError(DropReason.KEY_CHANGED)

    def _tell_refused(self, peer_id: PeerId, pin: Pin, now: float) -> None:
        """Tell that somebody claims an ID with another key, but not each time."""
        told = self._refused.get(peer_id)
        if told is not None and now - told < KEY_REFUSED_S:
            return
        self._refused[peer_id] = now
        self._refused.move_to_end(peer_id)
        if len(self._refused) > PEER_CAPACITY:
            self._refused.popitem(last=False)
        nickname = pin.nickname or f"anon#{peer_id.hex()[:4]}"
        fingerprint = fingerprint_of(pin.noise_key)
        self._effects.append(KeyRefused(peer_id, fingerprint, nickname))

    def pin_proven(self, peer_id: PeerId, noise_key: bytes, signing_key: bytes) -> bool:
        """Pin the key that a session proved; return whether it was another before."""
        pin = self.pins.get(peer_id)
        if pin is not None and pin.signing_key == signing_key:
            return False
        fresh = self.pins.pin(peer_id, noise_key, signing_key)
        self._effects.append(PeerPinned(peer_id, noise_key, signing_key))
        record = self.table.get(peer_id)
        if record is not None:
            record.signing_key = signing_key
            fresh.nickname = record.nickname
        return pin is not None

    def trust_changed(self, peer_id: PeerId) -> None:
        """Tell of a peer in reach that is trusted otherwise than before."""
        record = self.table.get(peer_id)
        if record is not None:
            record.trust = self.trust.trust_of(peer_id)
            record.blocked = self.trust.is_blocked(peer_id)
            self.tell(record)

    def proved_alive(self, peer_id: PeerId, packet: Packet, arrival: Arrival) -> None:
        """Note a sign of life out of a peer's session."""
        record = self.table.get(peer_id)
        if record is not None:
            self.touch(record, packet, arrival)

    def check_news(self, packet: Packet, arrival: Arrival) -> None:
        """Refuse a verified announce from before a leave, or of one more stranger.

        Otherwise an announce that overtakes its sender's leave would bring them back.
        """
        if packet.sender in self.table:
            return
        if packet.timestamp <= self._left.get(packet.sender, -1):
            raise RefusedError(DropReason.STALE)
        if not arrival.link.new_peers.take(arrival.now.monotonic):
            raise RefusedError(DropReason.RATE_LIMIT_LINK)

    def accept(self, packet: Packet, announce: Announce, arrival: Arrival) -> bool:
        """Take in a verified announce; return whether somebody new is in reach."""
        peer_id = packet.sender
        nickname = display_name(announce.nickname, f"anon#{peer_id.hex()[:4]}")
        if self.pins.get(peer_id) is None or peer_id in self._unsaved:
            self._unsaved.discard(peer_id)
            self.pins.pin(peer_id, announce.noise_key, announce.signing_key)
            self._effects.append(
                PeerPinned(peer_id, announce.noise_key, announce.signing_key)
            )
        self.pins.confirm(peer_id, nickname)
        now = arrival.now
        if not is_fresh(packet.timestamp, now.unix_ms):
            # Out of a neighbour's history: it proves a key, not a presence.
            return False
        record = self.table.get(peer_id)
        new = record is None
        if record is None:
            record = self._enter(peer_id, announce, nickname, now)
        # One that a newer one overtook is a sign of life, and no news.
        if packet.timestamp >= record.announce_timestamp:
            aged = now.monotonic - record.announced_at > EDGE_AGE_S
            if new or aged or record.neighbours != announce.neighbours:
                self._map = None
            record.nickname = nickname
            record.neighbours = announce.neighbours
            record.capabilities = announce.capabilities
            record.announced_at = now.monotonic
            record.announce_timestamp = packet.timestamp
        if arrival.direct:
            self.bind(peer_id, arrival)
        self.touch(record, packet, arrival)
        return new

    def touch(self, record: PeerRecord, packet: Packet, arrival: Arrival) -> None:
        """Note a sign of life: a packet of this peer that verified.

        One that came by sync is a sign of when it was sent, which is signed too.
        """
        age_ms = (
            max(0, arrival.now.unix_ms - packet.timestamp) if arrival.from_sync else 0
        )
        heard = arrival.now.monotonic - age_ms / 1000
        if heard >= record.last_heard:
            record.last_heard = heard
            record.last_seen_ms = arrival.now.unix_ms - age_ms
        if arrival.hops is not None:
            record.hops = arrival.hops
        if arrival.direct and arrival.rssi is not None:
            record.rssi = arrival.rssi
        self.tell(record)

    def tell(self, record: PeerRecord) -> None:
        """Tell of a peer if something about it changed that people see."""
        told = record.told
        if told is None:
            record.told = record.snapshot()
            self._effects.append(PeerChanged(PeerChange.APPEARED, record.told))
            return
        direct = record.direct
        if (
            told.nickname == record.nickname
            and told.direct == direct
            and told.hops == (1 if direct else record.hops)
            and told.neighbours == record.neighbours
            and told.signing_key == record.signing_key
            and (told.trust, told.blocked) == (record.trust, record.blocked)
            and abs(record.last_seen_ms - told.last_seen_ms) < LAST_SEEN_STEP_MS
        ):
            return
        record.told = record.snapshot()
        self._effects.append(PeerChanged(PeerChange.UPDATED, record.told))

    def bind(self, peer_id: PeerId, arrival: Arrival) -> None:
        """Tie a link to the peer whose verified direct announce came over it."""
        link, now = arrival.link, arrival.now.monotonic
        record = self.table.get(peer_id)
        if record is None or link.anonymous or link.peer_id == peer_id:
            return
        if link.peer_id is not None:
            if link.bound_at is not None and now - link.bound_at < REBIND_S:
                return
            if self._links.bound_to(peer_id):
                return
            self._unbind(link, now)
        self._map = None
        link.peer_id = peer_id
        link.bound_at = now
        link.order = self._links.next_order()
        record.live_links += 1
        record.unlinked_at = None
        self._effects.append(LinkBound(link.link, peer_id))
        self._retire_duplicate(peer_id, now)

    def bind_again(self, peer_id: PeerId, arrival: Arrival) -> None:
        """Tie a second link to a peer: its announce came over that one too."""
        self.bind(peer_id, arrival)
        record = self.table.get(peer_id)
        if record is not None:
            self.tell(record)

    def link_gone(self, link: Link, now: float) -> None:
        """Note that a link is down."""
        if link.peer_id is not None:
            self._release(link, now)

    def leave(self, packet: Packet, arrival: Arrival) -> None:
        """Let a peer go that signed its leave."""
        peer_id = packet.sender
        self._left[peer_id] = packet.timestamp
        self._left.move_to_end(peer_id)
        if len(self._left) > PEER_CAPACITY:
            self._left.popitem(last=False)
        record = self.table.get(peer_id)
        if record is not None:
            self._drop(record, arrival.now.monotonic)

    def forget(self, peer_id: PeerId, now: float) -> None:
        """Forget a peer and its pinned key."""
        record = self.table.get(peer_id)
        if record is not None:
            self._drop(record, now)
        self.pins.forget(peer_id)

    def deadline(self) -> float:
        """Return when to look for peers whose time is up."""
        return self._next_check

    def expire(self, now: float) -> None:
        """Let go of peers that are not heard any more."""
        for record in self.table.expired(now):
            if record.unlinked_at is None or not self._is_about(record, now):
                self._drop(record, now)
            else:
                record.unlinked_at = None
                self.tell(record)
        self._next_check = self.table.next_expiry()

    def edges(self, now: float) -> frozenset[Edge]:
        """Return the links between peers that both ends announce."""
        return edges(self._vicinities(), now)

    def neighbourhood(self, now: float) -> Neighbourhood:
        """Return the map that announces draw; the same one while nothing changes."""
        if self._map is None or now >= self._map.expires:
            self._map = Neighbourhood(
                self._own_id, self._links.bound_peers(), self._vicinities(), now
            )
        return self._map

    def may_be_kindred(self, peer_id: PeerId) -> bool:
        """Whether a peer tells of its neighbours as nodes of our kind do."""
        record = self.table.get(peer_id)
        return record is not None and (
            telling(peer_id, record.neighbours) is not Telling.OTHER
        )

    def to_announce(self, count: int, *, kindred: bool) -> tuple[PeerId, ...]:
        """Return up to `count` neighbours for our announce.

        Those first who may have no room for us in theirs, and of them those whom it
        falls to us to name: about all others their own word is enough. `kindred`: in
        the order that tells how we relay.
        """
        linked = self._links.bound_peers()

        def need(peer_id: PeerId) -> tuple[int, PeerId]:
            """Rank a link by how little it is known without our word."""
            record = self.table.get(peer_id)
            if record is None or not _is_crowded(record):
                return 2, peer_id
            return not names_link(self._own_id, peer_id), peer_id

        chosen = sorted(linked, key=need)[:count]
        if not kindred:
            return tuple(sorted(chosen))
        return tell(self._own_id, chosen, partial=len(chosen) < len(linked))

    def linked_with(self, own_id: PeerId, now: float) -> list[PeerId]:
        """Return the peers at the ends of our links that lately said so themselves."""
        return [
            r.peer_id
            for r in self.table
            if r.live_links
            and own_id in r.neighbours
            and now - r.announced_at <= EDGE_AGE_S
        ]

    def _vicinities(self) -> Iterable[Vicinity]:
        """Return what each peer says of its neighbours."""
        return (Vicinity(r.peer_id, r.neighbours, r.announced_at) for r in self.table)

    def _is_about(self, record: PeerRecord, now: float) -> bool:
        """Whether a peer whose link is gone can still be reached through others.

        It was heard since, or somebody in reach says that it is next to them.
        """
        since = record.unlinked_at
        heard = since is not None and record.last_heard > since
        return heard or is_claimed(record.peer_id, self._vicinities(), now)

    def _enter(
        self, peer_id: PeerId, announce: Announce, nickname: str, now: Instant
    ) -> PeerRecord:
        """Make an entry for somebody new, at the cost of the least of the others."""
        victim = self.table.crowded_out(now.monotonic)
        if victim is not None:
            self._drop(victim, now.monotonic)
        record = PeerRecord(
            peer_id=peer_id,
            nickname=nickname,
            noise_key=announce.noise_key,
            signing_key=announce.signing_key,
            fingerprint=fingerprint_of(announce.noise_key),
            first_seen_ms=now.unix_ms,
            last_seen_ms=now.unix_ms,
            first_heard=now.monotonic,
            last_heard=now.monotonic,
            announced_at=now.monotonic,
            announce_timestamp=0,
            trust=self.trust.trust_of(peer_id),
            blocked=self.trust.is_blocked(peer_id),
        )
        self.table.add(record)
        self._next_check = min(self._next_check, record.expires())
        return record

    def _drop(self, record: PeerRecord, now: float) -> None:
        """Take a peer out, and its name off its links."""
        self._map = None
        self.table.remove(record.peer_id)
        for link in self._links.bound_to(record.peer_id):
            self._unbind(link, now)
            self._effects.append(LinkBound(link.link, None))
        if record.told is not None:
            gone = record.snapshot(reachable=False)
            self._effects.append(PeerChanged(PeerChange.LEFT, gone))

    def _unbind(self, link: Link, now: float) -> None:
        """Take the name off a link that stays up."""
        self._release(link, now)
        link.peer_id = None
        link.bound_at = None

    def _release(self, link: Link, now: float) -> None:
        """Count one link less for the peer that it was bound to."""
        self._map = None
        record = None if link.peer_id is None else self.table.get(link.peer_id)
        if record is None:
            return
        record.live_links = max(0, record.live_links - 1)
        if not record.live_links:
            record.unlinked_at = now
            self._next_check = min(self._next_check, record.expires())

    def _retire_duplicate(self, peer_id: PeerId, now: float) -> None:
        """Close the older of two links that we hold to one peer as its central."""
        if now - self._retired_at < RETIRE_S:
            return
        same = [
            link
            for link in self._links.bound_to(peer_id)
            if link.role is LinkRole.CENTRAL
        ]
        if len(same) < 2:
            return
        self._retired_at = now
        oldest = min(same, key=lambda link: link.up_order)
        self._effects.append(CloseLink(oldest.link, "duplicate"))


def _is_crowded(record: PeerRecord) -> bool:
    """Whether a peer's list has no room for all of its neighbours."""
    told = record.neighbours
    return (
        len(told) >= MAX_NEIGHBOURS or telling(record.peer_id, told) is Telling.PARTIAL
    )
