"""Putting fragments together again, within hard bounds (sections 4.7 and 10)."""

from collections import Counter
from dataclasses import dataclass, field

from .errors import DecodeError, DropReason
from .fragments import Fragment, max_set_bytes
from .packet import MIN_FRAME, Packet, PacketType, PeerId, with_ttl
from .request_sync import MAX_FRAGMENT_SETS

MAX_SETS = 64
MAX_TOTAL_BYTES = 4 << 20
SET_LIFETIME = 30.0
"""Seconds from the first piece until a set is given up."""

MAX_SETS_PER_LINK = MAX_SETS // 2
"""Sets that may come over one link: a flooding neighbour leaves room for the others."""

STALL_TIME = 5.0
"""Seconds without a new piece after which a set is asked for by its ID (7.3)."""
ASK_AGAIN = 10.0
"""Seconds until a stalled set is asked for once more (7.3)."""

type _Key = tuple[PeerId, bytes]


@dataclass(slots=True)
class _Set:
    """The pieces of one packet so far."""

    link: str
    total: int
    original_type: int
    broadcast: bool
    started: float
    progressed: float
    asked: float | None = None
    size: int = 0
    pieces: dict[int, bytes] = field(default_factory=dict)


class FragmentAssembler:
    """Collects fragment sets by (sender, set ID); times are monotonic seconds.

    Sets stand in the order of their first piece. Where room is needed, the oldest set
    of the link that takes the most of it goes: who floods, loses their own sets.
    """

    def __init__(self) -> None:
        """Start with nothing collected."""
        self._sets: dict[_Key, _Set] = {}
        self._total_bytes = 0
        self.evicted = 0

    def __len__(self) -> int:
        """Return how many sets are incomplete."""
        return len(self._sets)

    @property
    def total_bytes(self) -> int:
        """Return how many bytes all pieces hold."""
        return self._total_bytes

    @property
    def next_expiry(self) -> float | None:
        """Return when the oldest set is given up, None without one."""
        for item in self._sets.values():
            return item.started + SET_LIFETIME
        return None

    def add(self, packet: Packet, link: str, now: float) -> bytes | None:
        """Take a fragment; return the packet that it completes, with TTL 0.

        Raises `DecodeError` for a fragment that is refused.
        """
        self.expire(now)
        fragment = Fragment.decode(packet.payload)
        key = (packet.sender, fragment.set_id)
        entry = self._sets.get(key)
        if entry is None:
            self._check_size(fragment, 0)
            self._make_room(link)
            entry = self._sets[key] = _Set(
                link,
                fragment.total,
                fragment.original_type,
                packet.is_broadcast,
                started=now,
                progressed=now,
            )
        elif (entry.total, entry.original_type) != (
            fragment.total,
            fragment.original_type,
        ):
            raise DecodeError("fragment contradicts its set", DropReason.BAD_PAYLOAD)
        self._store(key, entry, fragment, now)
        if len(entry.pieces) < entry.total:
            return None
        self._drop(key)
        return _join(entry)

    def expire(self, now: float) -> int:
        """Give up the sets whose time is over; return how many those were."""
        expired = []
        for key, entry in self._sets.items():
            # The same sum as in `next_expiry`: the difference may round to less than
            # the lifetime, and whoever comes when told would be told again for ever.
            if entry.started + SET_LIFETIME > now:
                break
            expired.append(key)
        for key in expired:
            self._drop(key)
        return len(expired)

    def take_stalled(self, now: float) -> list[bytes]:
        """Return the IDs of stalled broadcast sets to ask for now, oldest first."""
        stalled: list[bytes] = []
        for (_, set_id), entry in self._sets.items():
            if len(stalled) == MAX_FRAGMENT_SETS:
                break
            if (
                entry.broadcast
                and now - entry.progressed >= STALL_TIME
                and (entry.asked is None or now - entry.asked >= ASK_AGAIN)
            ):
                entry.asked = now
                stalled.append(set_id)
        return stalled

    def drop_link(self, link: str) -> None:
        """Stop counting a closed link's sets against it; they may still complete."""
        for entry in self._sets.values():
            if entry.link == link:
                entry.link = ""

    def _store(self, key: _Key, entry: _Set, fragment: Fragment, now: float) -> None:
        """Put a piece into its set, over an earlier copy of it."""
        known = entry.pieces.get(fragment.index)
        growth = len(fragment.data) - (0 if known is None else len(known))
        self._check_size(fragment, entry.size + growth - len(fragment.data))
        entry.pieces[fragment.index] = fragment.data
        entry.size += growth
        self._total_bytes += growth
        if known is None:
            entry.progressed = now
        while self._total_bytes > MAX_TOTAL_BYTES:
            self._evict(self._heaviest_link(), keep=key)

    def _check_size(self, fragment: Fragment, held: int) -> None:
        """Refuse a piece that would make its set too large."""
        if held + len(fragment.data) > max_set_bytes(fragment.original_type):
            raise DecodeError("fragment set is too large", DropReason.FRAGMENT_LIMIT)

    def _make_room(self, link: str) -> None:
        """Evict so that one more set of this link fits."""
        per_link = Counter(entry.link for entry in self._sets.values())
        if per_link[link] >= MAX_SETS_PER_LINK:
            self._evict(link)
        elif len(self._sets) >= MAX_SETS:
            self._evict(per_link.most_common(1)[0][0])

    def _heaviest_link(self) -> str:
        """Return the link whose sets hold the most bytes."""
        weights: Counter[str] = Counter()
        for entry in self._sets.values():
            weights[entry.link] += entry.size
        return weights.most_common(1)[0][0]

    def _evict(self, link: str, keep: _Key | None = None) -> None:
        """Drop the oldest set of a link, or the oldest at all where it has no other."""
        candidates = [key for key in self._sets if key != keep]
        victim = next(
            (key for key in candidates if self._sets[key].link == link), candidates[0]
        )
        self._drop(victim)
        self.evicted += 1

    def _drop(self, key: _Key) -> None:
        """Forget a set."""
        self._total_bytes -= self._sets.pop(key).size


def _join(entry: _Set) -> bytes:
    """Return the complete packet: its fragments were relayed, so it will not be."""
    frame = b"".join(entry.pieces[index] for index in range(entry.total))
    if len(frame) < MIN_FRAME:
        raise DecodeError("fragments make no packet", DropReason.BAD_PAYLOAD)
    if frame[1] == PacketType.FRAGMENT:
        raise DecodeError("fragment of a fragment", DropReason.BAD_PAYLOAD)
    return with_ttl(frame, 0)
