"""Homes among phones: whom they link to, and what that is worth."""

from itertools import pairwise
from random import Random

import pytest

from custom_components.mesh_broadcast.protocol import BITCHAT, OURS
from lab.backbone import (
    CHOICES,
    SLOTS,
    View,
    linked,
    phones_only,
    rotating,
    town,
)
from lab.experiments import backbone
from lab.metrics import METRICS
from lab.topologies import MEAN_DEGREE

# Home 0 is linked to 2 and 3; 4 is next to 2, 5 to the other home 1, 6 to nobody.
NEAR = {2: {0, 4}, 3: {0}, 4: {2}, 5: {1}, 6: set(), 1: {5}}
VIEW = View(
    linked=frozenset({2, 3}),
    homes=range(2),
    neighbours=lambda peer: frozenset(NEAR.get(peer, ())),
    random=Random(1),
)


def order(name: str, *candidates: int) -> list[int]:
    """Return candidates, the first the farthest, as a choice ranks them."""
    ranked = [
        (CHOICES[name](VIEW, -float(away), one), one)
        for away, one in enumerate(candidates)
    ]
    return [one for _, one in sorted(ranked)]


def test_each_choice_ranks_by_what_its_name_says():
    assert order("nearest", 4, 5, 6) == [6, 5, 4]
    assert order("unserved", 1, 5, 4, 6) == [6, 4, 5, 1]
    assert len({tuple(order("chance", 4, 5, 6)) for _ in range(30)}) > 1


@pytest.mark.parametrize("share", [0.05, 0.1])
def test_homes_are_twice_as_well_linked_as_phones_and_phones_are_not_asked_for_more(
    share,
):
    place = town(100, share, 1)
    graph = linked(place, CHOICES["chance"])

    degrees = [len(ends) for ends in graph.neighbours]
    assert max(degrees[: place.homes]) <= SLOTS == 2 * MEAN_DEGREE
    assert sum(degrees[: place.homes]) >= 0.9 * SLOTS * place.homes
    assert phones_only(place).wires == graph.wires[: len(place.pairs)]


def test_unserved_phones_get_a_link_where_nearness_would_leave_them_out():
    def left_out(name: str) -> int:
        """Return how many phones in sight of a home have no link to any."""
        total = 0
        for seed in range(5):
            place = town(100, 0.1, seed)
            graph = linked(place, CHOICES[name])
            near = {
                end for home in range(place.homes) for end, _ in graph.neighbours[home]
            }
            seen = {one for sight in place.seen for _, one in sight}
            total += len(seen & set(place.phones) - near)
        return total

    assert left_out("unserved") < 0.5 * left_out("nearest")


def test_homes_that_rotate_keep_the_number_of_their_links():
    place = town(60, 0.1, 2)
    graph = rotating(place, CHOICES["chance"], 5, 20.0, 100.0)

    assert {change.up for change in graph.changes} == {True, False}
    for gone, came in pairwise(graph.changes):
        if not gone.up and came.up:
            pair = {graph.wires[gone.wire].central, graph.wires[came.wire].central}
            assert len(pair) == 1
            assert came.at == pytest.approx(gone.at + 1.0)
    assert all(change.at < 101.0 for change in graph.changes)
    assert not rotating(place, CHOICES["nearest"], 5, 1e9, 100.0).changes


def test_homes_by_our_rules_reach_more_phones_sooner_than_homes_like_phones():
    place = town(100, 0.1, 4)
    graph = linked(place, CHOICES["chance"])
    ours, theirs = (
        [backbone._deliver(place, graph, policy, 4)] for policy in (OURS, BITCHAT)
    )

    assert METRICS["in7"].of(ours) > METRICS["in7"].of(theirs) + 0.1
    assert METRICS["median"].of(ours) < 0.6 * METRICS["median"].of(theirs)
