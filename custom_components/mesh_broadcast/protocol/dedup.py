"""What has been seen before, so that each packet is handled and relayed once."""

from dataclasses import dataclass
from hashlib import sha256

from .freshness import MESSAGE_AGE_MS
from .packet import Packet, PacketType

# Wire section 6.2: a third node should keep 10,000 entries for 300 s.
DEDUP_CAPACITY = 10_000
DEDUP_WINDOW_S = 300.0

# Messages that were shown, for as long as a sync answer may bring them (section 5.3).
SHOWN_WINDOW_S = MESSAGE_AGE_MS / 1000

# Section 6.2: a fragment must be able to come again by sync, so only its echoes are
# dropped. The capacity is several seconds of what all links together may bring.
ECHO_WINDOW_S = 3.0
ECHO_CAPACITY = 8_000


def dedup_key(packet: Packet) -> int:
    """Return a short local name of sender, timestamp, type and decompressed payload.

    The wire's own key (`dedup_name`) carries four bytes of SHA-256; nothing has to
    agree between nodes, and Python's keyed hash is quicker, longer, and cannot be
    made to collide by somebody who prepares packets.
    """
    return hash((packet.sender, packet.timestamp, packet.type, packet.payload))


def dedup_name(packet: Packet) -> str:
    """Return the key as section 6.2 writes it; it seeds the choice of links."""
    digest = sha256(packet.payload).hexdigest()[:8]
    return f"{packet.sender.hex()}-{packet.timestamp}-{packet.type}-{digest}"


# Nobody's signature is behind these; one that Android adds is not looked at.
_NEVER_VERIFIED = frozenset(
    {
        PacketType.NOISE_HANDSHAKE,
        PacketType.NOISE_ENCRYPTED,
        PacketType.PING,
        PacketType.PONG,
        PacketType.COURIER_ENVELOPE,
    }
)


def copy_key(key: int, packet: Packet) -> int:
    """Return a name of this very copy: two with one key may differ, and one be forged.

    Everything is in it that a signature covers or is, and not what relays may change.
    """
    signature = None if packet.type in _NEVER_VERIFIED else packet.signature
    return hash(
        (
            key,
            signature,
            packet.version,
            packet.recipient,
            packet.route,
            packet.wire_payload,
        )
    )


class _Window:
    """Keys with the time they came, bounded in number and in age.

    They stand in two generations, of which the older goes as a whole once the younger
    is full or as old as can be: that takes half the memory and a third of the time of
    a queue that lets each go by itself. So the newest `capacity` keys are kept in any
    case, and never more than twice as many.
    """

    __slots__ = ("_capacity", "_old", "_span", "_turn", "_young")

    def __init__(self, capacity: int, span: float) -> None:
        """Keep at least `capacity` keys for `span` seconds."""
        self._capacity = capacity
        self._span = span
        self._young: dict[int, float] = {}
        self._old: dict[int, float] = {}
        self._turn = float("-inf")

    def __len__(self) -> int:
        """Return how many keys are kept."""
        return len(self._young) + len(self._old)

    def has(self, key: int, now: float) -> bool:
        """Whether the key came within the span."""
        seen = self._young.get(key)
        if seen is None:
            seen = self._old.get(key)
        return seen is not None and now - seen < self._span

    def add(self, key: int, now: float) -> None:
        """Keep a key, at the cost of the oldest."""
        if now >= self._turn or len(self._young) >= self._capacity:
            self._begin_generation(now)
        self._young[key] = now

    def discard(self, key: int) -> None:
        """Forget a key."""
        self._young.pop(key, None)
        self._old.pop(key, None)

    def _begin_generation(self, now: float) -> None:
        """Let the older go: each of its keys is over age, or there are enough."""
        # None has been added since the turn; a span later all are over age.
        self._old = {} if now - self._turn >= self._span else self._young
        self._young = {}
        self._turn = now + self._span


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a packet that came again."""

    verified: bool
    undelivered: bool


# One object for each: making one takes as long as looking the packet up.
_SEEN_VERIFIED = Seen(verified=True, undelivered=False)
_SEEN_UNDELIVERED = Seen(verified=False, undelivered=True)
_SEEN = Seen(verified=False, undelivered=False)


class Dedup:
    """The dedup cache, in parts that cannot push each other out.

    What somebody signed whom we know stands apart from what anybody may have made up,
    so a flood of forged packets evicts only its like: the newest 10,000 signed packets
    at least stay known for the whole 300 s.

    A packet whose signature was good is known by its key, whatever else comes under
    it. What nobody checked is known as this very copy only: otherwise whoever is first
    with a copy that has no signature, a broken one or another recipient would make us
    drop the real packet as its duplicate.
    """

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._unverified = _Window(DEDUP_CAPACITY, DEDUP_WINDOW_S)
        self._verified = _Window(DEDUP_CAPACITY, DEDUP_WINDOW_S)
        # Relayed unread because the sender's key was not known: a sync answer may
        # bring these again, when it is.
        self._undelivered = _Window(DEDUP_CAPACITY, DEDUP_WINDOW_S)
        # History answers reach further back than the cache; Android serves what was
        # not asked for, and whoever left or fell out of the store is not in a filter.
        self._shown = _Window(DEDUP_CAPACITY, SHOWN_WINDOW_S)
        self._echoes = _Window(ECHO_CAPACITY, ECHO_WINDOW_S)

    def __len__(self) -> int:
        """Return how many keys are kept in all."""
        return (
            len(self._unverified)
            + len(self._verified)
            + len(self._undelivered)
            + len(self._shown)
            + len(self._echoes)
        )

    def check(self, key: int, packet: Packet, now: float) -> Seen | None:
        """Return what is known of a packet, or None and remember it from now on."""
        if self._verified.has(key, now):
            return _SEEN_VERIFIED
        copy = copy_key(key, packet)
        if self._unverified.has(copy, now):
            return _SEEN_UNDELIVERED if self._undelivered.has(copy, now) else _SEEN
        self._unverified.add(copy, now)
        return None

    def check_echo(self, key: int, now: float) -> bool:
        """Whether a fragment came within the last 3 s; remember it from now on."""
        if self._echoes.has(key, now):
            return True
        self._echoes.add(key, now)
        return False

    def is_verified(self, key: int, now: float) -> bool:
        """Whether a packet was seen, and its signature was good."""
        return self._verified.has(key, now)

    def mark_verified(self, key: int, packet: Packet, now: float) -> None:
        """Move a packet to where only signed ones are."""
        copy = copy_key(key, packet)
        self._unverified.discard(copy)
        self._undelivered.discard(copy)
        self._verified.add(key, now)

    def was_shown(self, key: int, now: float) -> bool:
        """Whether a message was shown within the last six hours."""
        return self._shown.has(key, now)

    def mark_shown(self, key: int, now: float) -> None:
        """Remember that a message was shown."""
        self._shown.add(key, now)

    def mark_undelivered(self, key: int, packet: Packet, now: float) -> None:
        """Note that nobody could read this one yet."""
        self._undelivered.add(copy_key(key, packet), now)
