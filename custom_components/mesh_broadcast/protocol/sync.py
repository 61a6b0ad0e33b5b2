"""Gossip sync: what is kept for others, when to ask, what to answer (wire section 7)."""

from collections import OrderedDict, deque
from collections.abc import Iterator, Set as AbstractSet
from dataclasses import dataclass
from random import Random

from .freshness import MESSAGE_AGE_MS, SOLICITED_S
from .gcs import MAX_FILTER, bucket, build_filter, decode_filter, packet_id
from .packet import Packet, PacketType, PeerId
from .rate_window import RateWindow
from .request_sync import RequestSync, SyncTypes
from .sync_policy import SyncPolicy

# Section 7.3, one pair of constants a row; ages are in milliseconds.
MESSAGE_CAPACITY = 1_000
FRAGMENT_CAPACITY = 600
FRAGMENT_AGE_MS = 15 * 60_000
ANNOUNCE_AGE_MS = 60_000

# Section 7.4: the pace of answers, and how many requests one peer is answered.
ANSWER_SPACING_S = 0.027
ANSWERS, ANSWER_PERIOD_S = 8, 30.0

# How much of the store one step of an answer looks at: under a millisecond of work.
_SCAN_STEP = 200

# Peers whose requests are counted; links are far fewer.
_LIMITER_CAPACITY = 128

_ASKED_TYPES = SyncTypes.ANNOUNCE | SyncTypes.MESSAGE


@dataclass(frozen=True, slots=True)
class StoredPacket:
    """One packet as it came, without padding, to be served again."""

    identifier: bytes
    type: int
    sender: PeerId
    timestamp: int
    frame: bytes
    set_id: bytes | None = None


class SyncStore:
    """Verified broadcasts, and broadcast fragments, for those who missed them."""

    def __init__(self) -> None:
        """Begin empty."""
        self._announces: OrderedDict[PeerId, StoredPacket] = OrderedDict()
        self._messages: OrderedDict[bytes, StoredPacket] = OrderedDict()
        self._fragments: OrderedDict[bytes, StoredPacket] = OrderedDict()

    def __len__(self) -> int:
        """Return how many packets are kept."""
        return len(self._announces) + len(self._messages) + len(self._fragments)

    def add(self, packet: Packet, frame: bytes, now_ms: int, capacity: int) -> None:
        """Keep a packet; `capacity` bounds the announces to the peers we know."""
        stored = StoredPacket(
            identifier=packet_id(packet),
            type=packet.type,
            sender=packet.sender,
            timestamp=packet.timestamp,
            frame=frame,
            set_id=packet.payload[:8] if packet.type == PacketType.FRAGMENT else None,
        )
        if stored.type == PacketType.ANNOUNCE:
            if now_ms - stored.timestamp <= ANNOUNCE_AGE_MS:
                _keep(self._announces, stored.sender, stored, capacity)
        elif stored.type == PacketType.MESSAGE:
            _keep(self._messages, stored.identifier, stored, MESSAGE_CAPACITY)
        elif stored.type == PacketType.FRAGMENT:
            _keep(self._fragments, stored.identifier, stored, FRAGMENT_CAPACITY)

    def remove_sender(self, sender: PeerId) -> None:
        """Drop everything of somebody who left."""
        self._announces.pop(sender, None)
        for kept in (self._messages, self._fragments):
            for identifier in [i for i, s in kept.items() if s.sender == sender]:
                del kept[identifier]

    def purge(self, now_ms: int) -> None:
        """Drop what is over age."""
        for peer_id in [
            p
            for p, s in self._announces.items()
            if now_ms - s.timestamp > ANNOUNCE_AGE_MS
        ]:
            del self._announces[peer_id]
        for kept, age in (
            (self._messages, MESSAGE_AGE_MS),
            (self._fragments, FRAGMENT_AGE_MS),
        ):
            for identifier in [
                i for i, s in kept.items() if now_ms - s.timestamp > age
            ]:
                del kept[identifier]

    def held(self, types: SyncTypes) -> list[StoredPacket]:
        """Return what is kept of these kinds, the newest first."""
        found: list[StoredPacket] = []
        if SyncTypes.ANNOUNCE in types:
            found += self._announces.values()
        if SyncTypes.MESSAGE in types:
            found += self._messages.values()
        if SyncTypes.FRAGMENT in types:
            found += self._fragments.values()
        return sorted(found, key=lambda s: s.timestamp, reverse=True)

    def wanted(self, request: RequestSync) -> Iterator[StoredPacket]:
        """Yield what a request asks for, filter aside: announces, then by age."""
        since = request.since or 0
        if request.wants(PacketType.ANNOUNCE):
            yield from _by_age(self._announces)
        if request.wants(PacketType.MESSAGE):
            yield from (s for s in _by_age(self._messages) if s.timestamp >= since)
        if request.wants(PacketType.FRAGMENT):
            sets = request.fragment_sets
            for stored in _by_age(self._fragments):
                if stored.set_id in sets if sets else stored.timestamp >= since:
                    yield stored


def _keep[K](
    kept: OrderedDict[K, StoredPacket], key: K, stored: StoredPacket, capacity: int
) -> None:
    """Keep a packet at the cost of the one kept longest."""
    kept[key] = stored
    kept.move_to_end(key)
    if len(kept) > capacity:
        kept.popitem(last=False)


def _by_age[K](kept: OrderedDict[K, StoredPacket]) -> list[StoredPacket]:
    """Return packets, the oldest first."""
    return sorted(kept.values(), key=lambda s: s.timestamp)


def build_request(store: SyncStore, max_bytes: int = MAX_FILTER) -> RequestSync:
    """Return a request for all announces and messages that we do not hold."""
    held = store.held(_ASKED_TYPES)
    built = build_filter([s.identifier for s in held], max_bytes)
    partial = 0 < built.covered < len(held)
    return RequestSync(
        p=built.p,
        m=built.m,
        data=built.data,
        types=_ASKED_TYPES,
        since=held[built.covered - 1].timestamp if partial else None,
    )


def build_fragment_request(
    store: SyncStore, set_ids: tuple[bytes, ...], max_bytes: int = MAX_FILTER
) -> RequestSync:
    """Return a request for the missing pieces of these fragment sets."""
    held = [s for s in store.held(SyncTypes.FRAGMENT) if s.set_id in set_ids]
    built = build_filter([s.identifier for s in held], max_bytes)
    return RequestSync(
        p=built.p,
        m=built.m,
        data=built.data,
        types=SyncTypes.FRAGMENT,
        fragment_sets=set_ids,
    )


class SyncRounds:
    """When to ask whom; None stands for everybody, while nobody is identified."""

    def __init__(self, rng: Random, policy: SyncPolicy) -> None:
        """Begin with nobody to ask."""
        self._rng = rng
        self.policy = policy
        self._next: dict[PeerId | None, float] = {}
        self._asked: dict[PeerId | None, float] = {}
        self._intervals: dict[PeerId | None, float] = {}
        self._news: set[PeerId | None] = set()
        self._tick: float | None = None

    def set_linked(self, peers: AbstractSet[PeerId | None], now: float) -> None:
        """Take whom we are linked to now; somebody new is asked soon."""
        for gone in self._next.keys() - peers:
            del self._next[gone]
            self._intervals.pop(gone, None)
            self._news.discard(gone)
        for peer in sorted(peers - self._next.keys(), key=lambda p: p or b""):
            at = now + self.policy.first()
            asked = self._asked.get(peer)
            if asked is not None:
                # A link that comes and goes must not make us ask all the time.
                at = max(at, now + self.policy.soon(now - asked))
            self._next[peer] = at

    def hasten(self, peer: PeerId | None, now: float) -> None:
        """Ask a linked peer soon, because something was missing."""
        planned = self._next.get(peer)
        if planned is None or self.policy.in_step:
            return
        asked = self._asked.get(peer, float("-inf"))
        self._next[peer] = min(planned, now + self.policy.soon(now - asked))

    def news(self, peer: PeerId | None) -> None:
        """Note that a linked peer's answer brought something that we did not have."""
        if peer in self._next:
            self._news.add(peer)

    def asked(self, peer: PeerId | None, now: float) -> None:
        """Note a request, from which on answers are welcome, and plan the next."""
        self._asked[peer] = now
        if peer in self._next:
            interval = self.policy.next(
                self._intervals.get(peer, 0.0),
                news=peer in self._news,
                jitter=self._rng.uniform(-1, 1),
            )
            self._news.discard(peer)
            self._intervals[peer] = interval
            in_step = self.policy.in_step
            self._next[peer] = (
                self._next_tick(now, interval) if in_step else now + interval
            )
        for old in [p for p, at in self._asked.items() if now - at > SOLICITED_S]:
            if old not in self._next:
                del self._asked[old]

    def _next_tick(self, now: float, interval: float) -> float:
        """Return when all are asked again; the ticks began at some time before."""
        if self._tick is None:
            self._tick = now + self._rng.random() * interval
        while self._tick <= now:
            self._tick += interval
        return self._tick

    def is_solicited(self, peer: PeerId | None, now: float) -> bool:
        """Whether whoever is at the other end of a link was asked within 30 s."""
        asked = self._asked.get(peer)
        if asked is None and peer is not None:
            # The link may have been bound since everybody was asked.
            asked = self._asked.get(None)
        return asked is not None and now - asked <= SOLICITED_S

    def deadline(self) -> float:
        """Return when the next request is due."""
        return min(self._next.values(), default=float("inf"))

    def due(self, now: float) -> list[PeerId | None]:
        """Return whom to ask now."""
        return [peer for peer, at in self._next.items() if at <= now]


class SyncAnswer:
    """One request on its way to being answered, a packet at a time."""

    def __init__(
        self, store: SyncStore, request: RequestSync, only: PeerId | None = None
    ) -> None:
        """Fix what is to be looked through: everything, or `only` one sender's."""
        self._m = request.m
        self._known = frozenset(decode_filter(request.p, request.m, request.data))
        self._left = deque(
            s for s in store.wanted(request) if only is None or s.sender == only
        )

    def next(self, now_ms: int) -> StoredPacket | None:
        """Return the next packet that the asker lacks; None: none in this step."""
        for _ in range(min(_SCAN_STEP, len(self._left))):
            stored = self._left.popleft()
            if (
                stored.type == PacketType.ANNOUNCE
                and now_ms - stored.timestamp > ANNOUNCE_AGE_MS
            ):
                # Section 7.3: an old announce makes an iPhone forget its sender.
                continue
            if bucket(stored.identifier, self._m) not in self._known:
                return stored
        return None

    @property
    def done(self) -> bool:
        """Whether everything has been looked through."""
        return not self._left


class AnswerLimiter:
    """At most 8 answers in any 30 s for each peer."""

    def __init__(self) -> None:
        """Begin with nobody answered."""
        self._answered: OrderedDict[PeerId, RateWindow] = OrderedDict()

    def allow(self, peer: PeerId, now: float) -> bool:
        """Whether a request of this peer may be answered; counts it."""
        window = self._answered.get(peer)
        if window is None:
            window = self._answered[peer] = RateWindow(ANSWERS, ANSWER_PERIOD_S)
        self._answered.move_to_end(peer)
        if len(self._answered) > _LIMITER_CAPACITY:
            self._answered.popitem(last=False)
        return window.take(now)
