"""Who is believed to be next to whom."""

from itertools import permutations

from protocol.neighbourhood import (
    Neighbourhood,
    Telling,
    names_link,
    tell,
    telling,
)
from protocol.packet import PeerId
from protocol.topology import EDGE_AGE_S, Vicinity
import pytest


def peer(number):
    return PeerId(number.to_bytes(8))


ME = peer(1)


def told(author, *neighbours, at=0.0, partial=False):
    """Return what a node of our kind announces."""
    return Vicinity(author, tell(author, neighbours, partial=partial), at)


def phone(author, *neighbours):
    """Return what somebody announces whose list is in no order of ours."""
    for order in permutations(neighbours):
        if telling(author, order) is Telling.OTHER:
            return Vicinity(author, order, 0.0)
    raise AssertionError("too few to be told apart")


def around(linked, *vicinities, now=0.0):
    return Neighbourhood(ME, frozenset(linked), vicinities, now)


def test_the_order_of_a_list_tells_whose_kind_wrote_it():
    neighbours = [peer(n) for n in range(10, 16)]

    assert telling(ME, tell(ME, neighbours)) is Telling.KINDRED
    assert telling(ME, tell(ME, neighbours, partial=True)) is Telling.PARTIAL
    assert telling(peer(2), tell(ME, neighbours)) is Telling.OTHER
    assert telling(ME, tuple(sorted(neighbours))) is Telling.OTHER
    assert telling(ME, ()) is Telling.OTHER


def test_a_link_is_believed_if_both_ends_tell_of_it():
    a, b, c = peer(2), peer(3), peer(4)
    view = around({a}, told(a, ME, b), told(b, a, c), told(c))

    assert view.neighbours(a) == {ME, b}
    assert view.neighbours(b) == {a}
    assert view.neighbours(c) == frozenset()


def test_a_liar_who_names_everybody_is_next_to_nobody():
    honest = [peer(n) for n in range(2, 9)]
    liar = peer(99)
    view = around({honest[0]}, told(liar, *honest), *(told(h, ME) for h in honest))

    assert view.neighbours(liar) == frozenset()


@pytest.mark.parametrize("partial", [False, True])
def test_where_a_list_has_no_room_the_other_ends_word_is_enough(partial):
    crowded, other = peer(2), peer(3)
    shown = [peer(n) for n in range(10, 12 if partial else 20)]
    view = around(
        {other}, told(crowded, *shown, partial=partial), told(other, ME, crowded)
    )

    assert other in view.neighbours(crowded)


def test_of_our_own_links_we_know_ourselves():
    a, b = peer(2), peer(3)
    view = around({a}, told(a), told(b, ME))

    assert view.neighbours(ME) == {a}
    assert view.neighbours(a) == {ME}


def test_an_announce_is_believed_for_a_minute():
    a, b = peer(2), peer(3)
    vicinities = told(a, ME, b, at=5.0), told(b, a, at=10.0)

    assert around({a}, *vicinities, now=5.0).expires == 5.0 + EDGE_AGE_S
    assert around({a}, *vicinities, now=66.0).neighbours(b) == frozenset()


def test_the_way_is_counted_through_nodes_of_our_kind_alone():
    a, b, c, d = (peer(n) for n in range(2, 6))
    extra = [peer(n) for n in range(20, 24)]
    line = told(a, ME, b), told(c, b, d), told(d, c)
    kindred = around({a}, *line, told(b, a, c, *extra))
    foreign = around({a}, *line, phone(b, a, c, *extra))

    assert kindred.hops(d) == {d: 0, c: 1, b: 2, a: 3, ME: 4}
    assert foreign.hops(d) == {d: 0, c: 1, b: 2}
    assert foreign.hops(b) == {}
    assert foreign.hops(a) == {a: 0, ME: 1, b: 1}


def test_a_walk_goes_no_further_than_we_need():
    chain = [peer(n) for n in range(2, 12)]
    vicinities = [
        told(node, *(chain[i + step] for step in (-1, 1) if 0 <= i + step < 10))
        for i, node in enumerate(chain)
    ]
    vicinities[0] = told(chain[0], ME, chain[1])
    view = around({chain[0]}, *vicinities)

    assert view.hops(ME) == {ME: 0, chain[0]: 1, chain[1]: 2}
    assert view.hops(chain[3], 2) == {chain[n]: abs(3 - n) for n in range(1, 6)}


def test_each_link_falls_to_one_of_its_ends():
    peers = [peer(n * 7_919) for n in range(2, 40)]

    for one in peers:
        for other in peers:
            assert one == other or names_link(one, other) != names_link(other, one)
