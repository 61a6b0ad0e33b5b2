"""When we announce ourselves."""

import itertools
from random import Random

from protocol.announce_schedule import AnnounceSchedule
from protocol.packet import PeerId
import pytest

ANNA = PeerId(b"anna....")


def schedule(connected=1):
    plan = AnnounceSchedule(Random(1))
    plan.links_changed(connected)
    return plan


def run(plan, start, seconds):
    """Return when announces are sent."""
    sent = []
    now = start
    while (due := plan.deadline(now)) is not None and due <= start + seconds:
        assert due >= now or due <= now + 1e-9
        now = max(now, due)
        plan.sent(now)
        sent.append(now)
    return sent


def test_without_links_nothing_is_announced():
    plan = schedule(connected=0)
    plan.force(1.0)

    assert plan.deadline(5.0) is None


@pytest.mark.parametrize("central", [True, False])
def test_a_new_link_gets_an_announce_within_half_a_second(central):
    plan = schedule()
    plan.sent(100.0)

    plan.link_up(100.3, central=central)

    assert 100.3 < plan.deadline(100.3) <= 100.8


@pytest.mark.parametrize(
    ("connected", "low", "high"), [(1, 11, 19), (5, 11, 19), (6, 22, 38)]
)
def test_the_period_is_jittered_and_longer_in_a_dense_place(connected, low, high):
    plan = schedule(connected)

    sent = run(plan, 0.0, 600.0)
    gaps = [after - before for before, after in itertools.pairwise(sent)]

    assert low <= min(gaps) < max(gaps) <= high
    assert len(gaps) >= 600 / high - 1


def test_while_people_talk_it_is_ten_seconds():
    plan = schedule()
    plan.sent(0.0)
    plan.traffic(8.0)

    assert plan.deadline(8.0) == 10.0


def test_somebody_new_is_announced_to_twice_and_not_again_for_five_minutes():
    plan = schedule()
    plan.sent(0.0)
    plan.new_peer(ANNA, 5.0, direct=True)

    first, second = run(plan, 5.0, 2.0)
    assert first == 5.0
    assert 5.3 <= second <= 5.6

    plan.new_peer(ANNA, 8.0, direct=True)
    assert plan.deadline(8.0) > 10.0


def test_many_new_people_far_away_are_answered_together():
    plan = schedule()
    plan.sent(0.0)
    for number in range(100):
        plan.new_peer(PeerId(number.to_bytes(8)), 1.0 + number / 100, direct=False)

    assert len(run(plan, 1.0, 4.0)) == 1


def test_flapping_links_do_not_make_a_storm_of_announces():
    plan = schedule()
    sent = []
    now = 0.0
    while now < 300.0:
        plan.link_up(now, central=True)
        now += 0.2
        due = plan.deadline(now)
        if due is not None and due <= now:
            plan.sent(now)
            sent.append(now)

    assert len(sent) <= 10 + 300 / 4 + 1


def test_after_a_goodbye_nothing_is_announced_until_asked_for():
    plan = schedule()
    plan.stop()
    plan.link_up(1.0, central=True)

    assert plan.deadline(100.0) is None
    plan.force(100.0)
    assert plan.deadline(100.0) <= 100.0


def test_slow_announces_come_as_in_a_dense_place_and_ignore_traffic():
    plan = schedule(connected=1)
    plan.slow = True

    sent = run(plan, 0.0, 600.0)
    gaps = [after - before for before, after in itertools.pairwise(sent)]
    assert 22 <= min(gaps) < max(gaps) <= 38

    plan.traffic(sent[-1] + 1)
    assert plan.deadline(sent[-1] + 1) >= sent[-1] + 22
    plan.links_changed(0)
    assert plan.deadline(sent[-1] + 2) is None
