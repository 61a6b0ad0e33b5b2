"""How old a packet may be (wire sections 5.2 to 5.4); ages are in milliseconds."""

from .packet import Packet, PacketType

# Section 5.4: clocks may differ by this much on every packet's arrival.
CLOCK_WINDOW_MS = 120_000

# Section 5.2, step 4: an announce is refused over this age, whatever brought it.
ANNOUNCE_AGE_MS = 900_000

# Section 5.3: older public messages are refused, even as history.
MESSAGE_AGE_MS = 6 * 3_600_000

# Section 7.4: answers are accepted for this long after a request.
SOLICITED_S = 30.0


def is_fresh(timestamp: int, now_ms: int) -> bool:
    """Whether a packet's time is near enough to ours to be taken unasked."""
    return abs(timestamp - now_ms) <= CLOCK_WINDOW_MS


def is_stale_announce(age_ms: int) -> bool:
    """Whether an announce is too old; one from the future counts as new here."""
    return age_ms > ANNOUNCE_AGE_MS


def is_over_age(packet: Packet, now_ms: int) -> bool:
    """Whether an announce or a message is too old to be taken, whatever brought it."""
    age_ms = now_ms - packet.timestamp
    match packet.type:
        case PacketType.ANNOUNCE:
            return is_stale_announce(age_ms)
        case PacketType.MESSAGE:
            return age_ms > MESSAGE_AGE_MS
    return False


def is_admissible(
    timestamp: int, now_ms: int, *, rsr: bool, ttl: int, solicited: bool
) -> bool:
    """Decide on a packet's arrival.

    `solicited` tells that we asked the link's peer for history within 30 s. Android
    answers with TTL 0 and no RSR flag; that is taken too, because what such a packet
    can do is verified by its signature anyway.
    """
    if rsr:
        return solicited
    return is_fresh(timestamp, now_ms) or (solicited and ttl == 0)
