"""The figures mean what they are called."""

from dataclasses import replace
from math import inf

import pytest

from lab.metrics import (
    METRICS,
    Outcome,
    Sample,
    StormError,
    check_storm,
    delivered,
    figure,
    in_time,
    latency_p99,
    sends_per_delivery,
    usefulness,
)

USUAL = Outcome(
    in_range=4,
    in_time=3,
    latencies=(0.1, 0.2, 0.3, None),
    stretches=(1.0, 1.2, 1.4),
    sends=6,
    sync_sends=0,
    carried=6,
    repeats=0,
    bound=10,
    receptions=6,
    first_receptions=3,
)


def outcome(**given) -> Outcome:
    return replace(USUAL, **given)


def test_shares_are_pooled_over_messages_and_seeds() -> None:
    samples = [
        Sample((outcome(), outcome(in_time=4))),
        Sample((outcome(in_range=2, in_time=0),)),
    ]
    assert in_time(samples) == pytest.approx(7 / 10)
    assert delivered(samples) == pytest.approx(0.75)


def test_every_send_counts_and_only_who_was_reached() -> None:
    assert sends_per_delivery([Sample((outcome(sync_sends=3),))]) == 3
    assert usefulness([Sample((outcome(),))]) == 0.5


def test_whoever_never_got_a_message_is_the_last() -> None:
    assert latency_p99([Sample((outcome(),))]) == inf
    assert METRICS["p99"].show(inf) == "> 120 s"


def test_the_interval_holds_the_value_and_is_always_the_same() -> None:
    samples = [Sample((outcome(in_time=i % 5),)) for i in range(20)]
    found = figure(in_time, samples)
    assert found.least <= found.low <= found.value <= found.high <= found.most
    assert found == figure(in_time, samples)
    assert found.seeds == 20


def test_a_storm_is_not_let_pass() -> None:
    check_storm(outcome(carried=10, repeats=0))
    with pytest.raises(StormError):
        check_storm(outcome(carried=10, repeats=1))
