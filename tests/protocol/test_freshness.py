"""How old a packet may be, to the millisecond: the wire's limits still count as good."""

from protocol.freshness import (
    ANNOUNCE_AGE_MS,
    CLOCK_WINDOW_MS,
    MESSAGE_AGE_MS,
    is_admissible,
    is_fresh,
    is_over_age,
    is_stale_announce,
)
from protocol.packet import Packet, PacketType, PeerId
import pytest

NOW = 1_790_000_000_000


def packet(kind: int, age_ms: int) -> Packet:
    return Packet(kind, 7, NOW - age_ms, PeerId(b"sender 1"), b"")


@pytest.mark.parametrize("sign", [-1, 1], ids=["ahead", "behind"])
def test_two_minutes_off_is_still_fresh(sign):
    assert is_fresh(NOW + sign * CLOCK_WINDOW_MS, NOW)
    assert not is_fresh(NOW + sign * (CLOCK_WINDOW_MS + 1), NOW)


@pytest.mark.parametrize(
    ("kind", "limit"),
    [(PacketType.ANNOUNCE, ANNOUNCE_AGE_MS), (PacketType.MESSAGE, MESSAGE_AGE_MS)],
)
def test_announces_and_messages_have_an_age(kind, limit):
    assert not is_over_age(packet(kind, limit), NOW)
    assert is_over_age(packet(kind, limit + 1), NOW)


def test_nothing_else_has_and_nothing_is_too_new():
    assert not is_over_age(packet(PacketType.FRAGMENT, 10 * MESSAGE_AGE_MS), NOW)
    assert not is_over_age(packet(PacketType.MESSAGE, -MESSAGE_AGE_MS), NOW)
    assert not is_stale_announce(-10 * ANNOUNCE_AGE_MS)


@pytest.mark.parametrize(
    ("fresh", "rsr", "ttl", "solicited", "admitted"),
    [
        (True, False, 7, False, True),
        (True, True, 7, False, False),
        (True, True, 7, True, True),
        (False, True, 7, True, True),
        (False, False, 0, True, True),
        (False, False, 1, True, False),
        (False, False, 0, False, False),
    ],
)
def test_old_packets_come_only_as_answers(fresh, rsr, ttl, solicited, admitted):
    stamp = NOW if fresh else NOW - CLOCK_WINDOW_MS - 1
    assert is_admissible(stamp, NOW, rsr=rsr, ttl=ttl, solicited=solicited) is admitted
