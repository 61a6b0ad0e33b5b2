"""Whether, with which TTL and when to pass a packet on (wire sections 6.4 to 6.6)."""

from dataclasses import dataclass
from enum import Enum, auto

from .packet import MAX_TTL, Packet, PacketType, PeerId
from .tlv import MAX_ENTRIES

# Section 6.5: from this degree on a neighbourhood is dense and TTLs are cut.
DENSE_DEGREE = 6
SPARSE_DEGREE = 2
DENSE_TTL = 5
MEDIUM_TTL = 6

_DIRECTED_TYPES = frozenset(
    {
        PacketType.NOISE_ENCRYPTED,
        PacketType.COURIER_ENVELOPE,
        PacketType.PING,
        PacketType.PONG,
        PacketType.NOSTR_CARRIER,
    }
)

# Section 4.8: the flags of a board post are TLV 0x09, and bit 0 means urgent.
_BOARD_FLAGS = 0x09
_BOARD_URGENT = 0x01


class RelayKind(Enum):
    """The classes of packets that the relay rule tells apart."""

    REQUEST_SYNC = auto()
    HANDSHAKE = auto()
    DIRECTED = auto()
    STREAMED = auto()
    HEADROOM = auto()
    ORDINARY = auto()


@dataclass(frozen=True, slots=True)
class RelayDecision:
    """What to do; `ttl` is what the packet would carry on, `delay_ms` a range."""

    relay: bool
    ttl: int
    delay_ms: tuple[int, int] = (0, 0)


def relay_kind(packet: Packet) -> RelayKind:
    """Return which part of the rule is for a packet."""
    kind = packet.type
    if kind == PacketType.REQUEST_SYNC:
        return RelayKind.REQUEST_SYNC
    if kind == PacketType.NOISE_HANDSHAKE:
        return RelayKind.HANDSHAKE
    # As deployed, eight 0xFF bytes count as a recipient here.
    if packet.recipient is not None and (
        kind in _DIRECTED_TYPES or kind == PacketType.FRAGMENT
    ):
        return RelayKind.DIRECTED
    if kind in (PacketType.FRAGMENT, PacketType.VOICE_FRAME):
        return RelayKind.STREAMED
    if kind == PacketType.ANNOUNCE or (
        kind == PacketType.BOARD_POST and _is_urgent(packet.payload)
    ):
        return RelayKind.HEADROOM
    return RelayKind.ORDINARY


def _is_urgent(payload: bytes) -> bool:
    """Whether a board post carries the urgent flag; anything odd means no."""
    offset = 0
    # As few as in lists that we read: an inflated one may have 400,000 empty entries.
    for _ in range(MAX_ENTRIES):
        if offset + 3 > len(payload):
            break
        size = int.from_bytes(payload[offset + 1 : offset + 3])
        value = payload[offset + 3 : offset + 3 + size]
        if payload[offset] == _BOARD_FLAGS:
            return len(value) == 1 and bool(value[0] & _BOARD_URGENT)
        offset += 3 + size
    return False


def decide_relay(
    kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
) -> RelayDecision:
    """Decide on one packet: `own` was sent by us, `for_us` is addressed to us alone."""
    cap = min(ttl, MAX_TTL)
    if kind is RelayKind.REQUEST_SYNC or cap <= 1 or own or for_us:
        return RelayDecision(relay=False, ttl=cap)
    if kind is RelayKind.HANDSHAKE:
        return RelayDecision(relay=True, ttl=cap - 1, delay_ms=(10, 35))
    if kind is RelayKind.DIRECTED:
        return RelayDecision(relay=True, ttl=cap - 1, delay_ms=(20, 60))
    if kind is RelayKind.STREAMED:
        limit = min(cap, DENSE_TTL if degree >= DENSE_DEGREE else MAX_TTL)
        return RelayDecision(relay=True, ttl=limit - 1, delay_ms=(8, 25))
    if degree >= DENSE_DEGREE:
        limit = max(2, min(cap, DENSE_TTL))
    elif degree <= SPARSE_DEGREE:
        limit = cap
    else:
        top = MAX_TTL if kind is RelayKind.HEADROOM else MEDIUM_TTL
        limit = max(2, min(cap, top))
    return RelayDecision(relay=True, ttl=limit - 1, delay_ms=_spread(degree))


def _spread(degree: int) -> tuple[int, int]:
    """Return the delay range for broadcasts: the denser, the longer."""
    if degree <= SPARSE_DEGREE:
        return (10, 40)
    if degree < DENSE_DEGREE:
        return (60, 150)
    if degree < 10:
        return (80, 180)
    return (100, 220)


def next_hop(packet: Packet, own_id: PeerId) -> PeerId | None:
    """Return whom a source-routed packet goes to next, if it has a route."""
    route = packet.route
    if not route:
        return None
    if own_id not in route:
        return route[0]
    after = route.index(own_id) + 1
    return route[after] if after < len(route) else packet.recipient
