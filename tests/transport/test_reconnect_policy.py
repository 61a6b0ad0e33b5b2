"""How long to wait before dialing again."""

from random import Random

import pytest

from custom_components.mesh_broadcast.transport import ReconnectPolicy


class _Middle(Random):
    """Randomness without any."""

    def uniform(self, a: float, b: float) -> float:
        return (a + b) / 2


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 30), (7, 30)]
)
def test_it_doubles_up_to_half_a_minute(attempt: int, seconds: float):
    assert ReconnectPolicy().delay(attempt, _Middle()) == seconds


def test_it_stays_there_however_often_it_fails():
    assert ReconnectPolicy().delay(10**9, _Middle()) == 30


def test_the_jitter_is_a_tenth_either_way_and_uses_it():
    delays = [ReconnectPolicy().delay(3, Random(seed)) for seed in range(500)]
    found = [delay for delay in delays if delay is not None]
    assert len(found) == 500
    assert 3.6 <= min(found) < 3.65
    assert 4.35 < max(found) <= 4.4


def test_without_a_number_of_tries_it_never_gives_up():
    assert ReconnectPolicy().delay(10_000, Random(1)) is not None


def test_with_a_number_of_tries_it_gives_up_after_them():
    policy = ReconnectPolicy(max_tries=3)
    assert policy.delay(2, Random(1)) is not None
    assert policy.delay(3, Random(1)) is None
    assert policy.delay(4, Random(1)) is None
