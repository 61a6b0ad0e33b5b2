"""Gossip sync: what is kept for others, when to ask, what to answer (wire section 7)."""

from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from .events import LinkId
from .freshness import MESSAGE_AGE_MS
from .gcs import (
    MAX_FILTER,
    bucket_of,
    build_filter_of,
    decode_filter,
    filter_hash,
    packet_id,
)
from .packet import Packet, PacketType, PeerId, as_sync_answer, with_ttl
from .rate_window import RateWindow
from .request_sync import RequestSync, SyncTypes

# Section 7.3, one pair of constants a row; ages are in milliseconds.
MESSAGE_CAPACITY = 1_000
FRAGMENT_CAPACITY = 600
FRAGMENT_AGE_MS = 15 * 60_000
ANNOUNCE_AGE_MS = 60_000

# Section 7.4: the pace of answers, and how many requests one peer is answered. Nodes of
# our kind read as fast as a link carries, which is 300 to 400 frames a second.
ANSWER_SPACING_S = 0.027
QUICK_SPACING_S = 0.005
ANSWERS, ANSWER_PERIOD_S = 8, 30.0

# How much of the store one step of an answer looks at: under a millisecond of work.
_SCAN_STEP = 200

# Those whose requests are counted; links are far fewer.
_LIMITER_CAPACITY = 128

type Asker = PeerId | LinkId
"""Who asks: the peer at a link's other end, or the link while nobody knows whose it is."""


@dataclass(frozen=True, slots=True)
class StoredPacket:
    """One packet as it came, without padding, to be served again.

    `hashed` is its identifier's `filter_hash`: filters are built and asked again and
    again, and making it is most of that.
    """

    identifier: bytes
    hashed: int
    type: int
    sender: PeerId
    timestamp: int
    frame: bytes
    set_id: bytes | None = None


_timestamp = attrgetter("timestamp")

# No packet on its way has such a TTL; on disk it marks a sync answer as one of those
# that are served to nobody.
_UNSERVED_TTL = 0xFF


def as_stored(packet: Packet, frame: bytes) -> StoredPacket:
    """Return a packet as it is kept."""
    identifier = packet_id(packet)
    return StoredPacket(
        identifier=identifier,
        hashed=filter_hash(identifier),
        type=packet.type,
        sender=packet.sender,
        timestamp=packet.timestamp,
        frame=frame,
        set_id=packet.payload[:8] if packet.type == PacketType.FRAGMENT else None,
    )


def as_unserved(frame: bytes) -> bytes:
    """Return a frame, for our own disk, as one that is remembered and not served."""
    return with_ttl(as_sync_answer(frame), _UNSERVED_TTL)


def is_unserved(packet: Packet) -> bool:
    """Whether a packet from our own disk is remembered only."""
    return packet.rsr and packet.ttl == _UNSERVED_TTL


class SyncStore:
    """Verified broadcasts, and broadcast fragments, for those who missed them."""

    def __init__(self) -> None:
        """Begin empty."""
        self._announces: OrderedDict[PeerId, StoredPacket] = OrderedDict()
        self._messages: OrderedDict[bytes, StoredPacket] = OrderedDict()
        self._shares: Counter[PeerId] = Counter()
        self._fragments: OrderedDict[bytes, StoredPacket] = OrderedDict()
        self._unserved: OrderedDict[bytes, StoredPacket] = OrderedDict()

    def __len__(self) -> int:
        """Return how many packets are kept."""
        return len(self._announces) + len(self._messages) + len(self._fragments)

    @property
    def unserved(self) -> Iterator[StoredPacket]:
        """Yield the messages that are remembered, and served to nobody."""
        return iter(self._unserved.values())

    @property
    def message_hashes(self) -> Iterator[int]:
        """Yield the filter hashes of the messages that are kept."""
        return (stored.hashed for stored in self._messages.values())

    def add(self, packet: Packet, frame: bytes, now_ms: int, capacity: int) -> None:
        """Keep a packet; `capacity` bounds the announces to the peers we know."""
        stored = as_stored(packet, frame)
        if stored.type == PacketType.ANNOUNCE:
            if now_ms - stored.timestamp <= ANNOUNCE_AGE_MS:
                _keep(self._announces, stored.sender, stored, capacity)
        elif stored.type == PacketType.MESSAGE:
            self._keep_message(stored)
        elif stored.type == PacketType.FRAGMENT:
            _keep(self._fragments, stored.identifier, stored, FRAGMENT_CAPACITY)

    def _keep_message(self, stored: StoredPacket) -> None:
        """Keep a message, as the one that came last."""
        if stored.identifier not in self._messages:
            self._shares[stored.sender] += 1
        self._messages[stored.identifier] = stored
        self._messages.move_to_end(stored.identifier)
        if len(self._messages) > MESSAGE_CAPACITY:
            self._make_room()

    def holds_message(self, packet: Packet) -> bool:
        """Whether a message is kept."""
        return packet_id(packet) in self._messages

    def _make_room(self) -> None:
        """Drop the message kept longest of whoever has most here.

        So one who floods pushes out their own words; who says little is pushed out by
        nobody while fewer than a thousand people talk.
        """
        most = max(self._shares.values())
        self._drop_message(
            next(i for i, s in self._messages.items() if self._shares[s.sender] == most)
        )

    def _drop_message(self, identifier: bytes) -> None:
        """Drop a message, and count one less of its sender's."""
        sender = self._messages.pop(identifier).sender
        self._shares[sender] -= 1
        if not self._shares[sender]:
            del self._shares[sender]

    def sender_left(self, sender: PeerId) -> None:
        """Serve nothing more of somebody who said goodbye, but remember the messages.

        Their author serves them when it is back, and a restart must not have made us
        forget that they were shown.
        """
        messages = [s for s in self._messages.values() if s.sender == sender]
        messages += [s for s in self._unserved.values() if s.sender == sender]
        self.remove_sender(sender)
        for stored in messages:
            self.remember(stored)

    def sender_back(self, sender: PeerId) -> None:
        """Serve the messages again of somebody who is back.

        Their author does, too; but we would not take them from there a second time, and
        those behind us have nobody else to get them from.
        """
        for stored in [s for s in self._unserved.values() if s.sender == sender]:
            del self._unserved[stored.identifier]
            self._keep_message(stored)

    def remember(self, stored: StoredPacket) -> None:
        """Remember a message without serving it."""
        _keep(self._unserved, stored.identifier, stored, MESSAGE_CAPACITY)

    def remove_sender(self, sender: PeerId) -> None:
        """Drop everything of somebody, and that it was there."""
        self._announces.pop(sender, None)
        for identifier in [i for i, s in self._unserved.items() if s.sender == sender]:
            del self._unserved[identifier]
        for identifier in [i for i, s in self._messages.items() if s.sender == sender]:
            self._drop_message(identifier)
        for identifier in [i for i, s in self._fragments.items() if s.sender == sender]:
            del self._fragments[identifier]

    def purge(self, now_ms: int) -> None:
        """Drop what is over age."""
        for peer_id in _over_age(self._announces, ANNOUNCE_AGE_MS, now_ms):
            del self._announces[peer_id]
        for identifier in _over_age(self._messages, MESSAGE_AGE_MS, now_ms):
            self._drop_message(identifier)
        for identifier in _over_age(self._unserved, MESSAGE_AGE_MS, now_ms):
            del self._unserved[identifier]
        for identifier in _over_age(self._fragments, FRAGMENT_AGE_MS, now_ms):
            del self._fragments[identifier]

    def held(self, types: SyncTypes) -> list[StoredPacket]:
        """Return what is kept of these kinds, the newest first."""
        found: list[StoredPacket] = []
        if SyncTypes.ANNOUNCE in types:
            found += self._announces.values()
        if SyncTypes.MESSAGE in types:
            found += self._messages.values()
        if SyncTypes.FRAGMENT in types:
            found += self._fragments.values()
        return sorted(found, key=_timestamp, reverse=True)

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


def _over_age[K](
    kept: OrderedDict[K, StoredPacket], age_ms: int, now_ms: int
) -> list[K]:
    """Return the names of packets that are older than this."""
    return [k for k, stored in kept.items() if now_ms - stored.timestamp > age_ms]


def _by_age[K](kept: OrderedDict[K, StoredPacket]) -> list[StoredPacket]:
    """Return packets, the oldest first."""
    return sorted(kept.values(), key=_timestamp)


def build_request(
    store: SyncStore,
    max_bytes: int = MAX_FILTER,
    types: SyncTypes = SyncTypes.ANNOUNCE | SyncTypes.MESSAGE,
    *,
    turn: int = 0,
) -> RequestSync:
    """Return a request for all packets of these kinds that we do not hold.

    Each `turn` hides others of them: about one in a hundred (`build_filter_of`).
    """
    held = store.held(types)
    built = build_filter_of([s.hashed for s in held], max_bytes, turn=turn)
    partial = 0 < built.covered < len(held)
    return RequestSync(
        p=built.p,
        m=built.m,
        data=built.data,
        types=types,
        since=held[built.covered - 1].timestamp if partial else None,
    )


def build_fragment_request(
    store: SyncStore, set_ids: tuple[bytes, ...], max_bytes: int = MAX_FILTER
) -> RequestSync:
    """Return a request for the missing pieces of these fragment sets."""
    held = [s for s in store.held(SyncTypes.FRAGMENT) if s.set_id in set_ids]
    built = build_filter_of([s.hashed for s in held], max_bytes)
    return RequestSync(
        p=built.p,
        m=built.m,
        data=built.data,
        types=SyncTypes.FRAGMENT,
        fragment_sets=set_ids,
    )


def count_lacking(store: SyncStore, offer: RequestSync) -> int:
    """Return how many messages a request names that we do not hold.

    Those that share a bucket with one of ours stay hidden: about one in a hundred.
    """
    ours = {bucket_of(hashed, offer.m) for hashed in store.message_hashes}
    return sum(
        value not in ours for value in decode_filter(offer.p, offer.m, offer.data)
    )


def lacks_any(store: SyncStore, request: RequestSync) -> bool:
    """Whether we hold a message that whoever made this request does not."""
    known = frozenset(decode_filter(request.p, request.m, request.data))
    return any(
        bucket_of(s.hashed, request.m) not in known for s in store.wanted(request)
    )


def names_all(store: SyncStore, request: RequestSync) -> bool:
    """Whether a request for messages is sure to name all that we hold, as far back.

    The range of a filter tells how many it names. One with another message instead of
    one of ours names as many, but that both seem to match is one chance in 16,000.
    """
    wanted = sum(1 for _ in store.wanted(request))
    return (
        request.m >> request.p == wanted
        and not lacks_any(store, request)
        and not count_lacking(store, request)
    )


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
            if bucket_of(stored.hashed, self._m) not in self._known:
                return stored
        return None

    @property
    def done(self) -> bool:
        """Whether everything has been looked through."""
        return not self._left


class AnswerLimiter:
    """At most 8 answers in any 30 s for each who asks."""

    def __init__(self) -> None:
        """Begin with nobody answered."""
        self._answered: OrderedDict[Asker, RateWindow] = OrderedDict()

    def allow(self, asker: Asker, now: float) -> bool:
        """Whether a request may be answered; counts it."""
        window = self._answered.get(asker)
        if window is None:
            window = self._answered[asker] = RateWindow(ANSWERS, ANSWER_PERIOD_S)
        self._answered.move_to_end(asker)
        if len(self._answered) > _LIMITER_CAPACITY:
            self._answered.popitem(last=False)
        return window.take(now)
