"""Token buckets."""

from hypothesis import given, strategies as st
from protocol.rate_limit import OWN_PARTS, SENDER_PACKETS, Rate, TokenBucket
import pytest


def test_a_burst_passes_and_then_the_rate_holds():
    bucket = TokenBucket(Rate(burst=3, per_second=2))

    assert [bucket.take(0.0) for _ in range(4)] == [True, True, True, False]
    assert bucket.take(0.5)
    assert not bucket.take(0.5)


def test_after_the_wait_that_it_names_there_is_a_token():
    bucket = TokenBucket(Rate(burst=1, per_second=3))
    bucket.take(10.0)

    wait = bucket.wait(10.0)

    assert wait == pytest.approx(1 / 3, abs=1e-5)
    assert bucket.take(10.0 + wait)


def test_a_clock_that_stands_or_goes_back_gives_nothing():
    bucket = TokenBucket(Rate(burst=1, per_second=1000))
    bucket.take(10.0)

    assert not bucket.take(10.0)
    assert not bucket.take(5.0)


@given(st.lists(st.floats(0, 1), max_size=200))
def test_no_pattern_of_asking_yields_more_than_burst_and_rate(steps):
    rate = Rate(burst=5, per_second=10)
    bucket = TokenBucket(rate)
    now = taken = 0.0
    for step in steps:
        now += step
        taken += bucket.take(now)

    assert taken <= rate.burst + rate.per_second * now + 1e-6


def test_what_one_of_our_nodes_sends_every_other_admits():
    assert SENDER_PACKETS.per_second >= OWN_PARTS.per_second
    assert SENDER_PACKETS.burst >= OWN_PARTS.burst
