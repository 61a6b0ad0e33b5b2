"""Whose turn it is among more than can have a link."""

from random import Random

import pytest

from custom_components.mesh_broadcast.transport import Candidate
from custom_components.mesh_broadcast.transport.candidate import STAYS_FOR
from custom_components.mesh_broadcast.transport.dial_turns import (
    SILENT_AFTER,
    DialTurns,
    whom_to_forget,
)
from tests.transport.fakes import ADAPTER, address

NOW = 1_000.0


def candidate(
    number: int,
    rssi: int = -45,
    *,
    stays: bool = True,
    seen: float = NOW,
    failures: int = 0,
    linked_at: float = 0.0,
) -> Candidate:
    """Return somebody."""
    return Candidate(
        address(number),
        rssi,
        ADAPTER,
        seen,
        seen - STAYS_FOR * stays,
        failures=failures,
        linked_at=linked_at,
    )


CROWD = [candidate(number, -40 - number % 9) for number in range(90)]


@pytest.mark.parametrize("seed", range(20))
def test_each_kind_has_its_turn_however_many_are_of_another(seed: int):
    turns = DialTurns(Random(seed))
    others = [
        candidate(101, -75),
        candidate(102, -62),
        candidate(103, -45, linked_at=900.0),
    ]
    dialed = []
    for number in range(5):  # the crowd is of two kinds
        first = turns.in_order([*CROWD, *others])[0]
        turns.taken(first, NOW + number)
        dialed.append(first)
    assert all(other in dialed for other in others)


@pytest.mark.parametrize("seed", range(20))
def test_who_stays_goes_before_who_was_only_just_heard(seed: int):
    strangers = [
        candidate(number, -40 - number % 50, stays=False) for number in range(90)
    ]
    phone = candidate(101, -85)
    assert DialTurns(Random(seed)).in_order([*strangers, phone])[0] is phone


def test_an_old_friend_is_one_who_stays():
    strangers = [candidate(number, stays=False) for number in range(90)]
    friend = candidate(101, stays=False, linked_at=900.0)
    assert DialTurns(Random(1)).in_order([*strangers, friend])[0] is friend


def test_of_a_kind_who_failed_comes_last_and_who_was_linked_of_late_late():
    of_late, before, failed = (
        candidate(1, linked_at=900.0),
        candidate(2, linked_at=800.0),
        candidate(3, linked_at=700.0, failures=1),
    )
    ordered = DialTurns(Random(1)).in_order([failed, of_late, before])
    assert ordered == [before, of_late, failed]


def test_between_equals_chance_decides():
    firsts = {DialTurns(Random(seed)).in_order(CROWD)[0].address for seed in range(50)}
    assert len(firsts) > 20


@pytest.mark.parametrize("seed", range(20))
def test_one_of_the_crowd_makes_room(seed: int):
    alone, friend = candidate(101, -75), candidate(102, linked_at=900.0)
    forgotten = whom_to_forget([*CROWD, alone, friend], NOW, Random(seed))
    assert forgotten in CROWD


def test_of_the_crowd_who_does_not_stay_makes_room_then_who_failed():
    brief, failed = candidate(101, stays=False), candidate(102, failures=2)
    crowd = [*CROWD, failed, brief]
    assert whom_to_forget(crowd, NOW, Random(1)) is brief
    crowd.remove(brief)
    assert whom_to_forget(crowd, NOW, Random(1)) is failed


def test_who_fell_silent_makes_room_before_the_crowd():
    silent = candidate(101, -75, seen=NOW - SILENT_AFTER - 1)
    assert whom_to_forget([*CROWD, silent], NOW, Random(1)) is silent


def test_an_old_friend_makes_room_for_nobody_but_friends():
    silent = candidate(101, seen=NOW - 100, linked_at=900.0)
    assert whom_to_forget([CROWD[0], silent], NOW, Random(1)) is CROWD[0]
    assert whom_to_forget([silent], NOW, Random(1)) is silent
