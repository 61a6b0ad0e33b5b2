"""Whom a scarce slot goes to, and who gives one up."""

from random import Random

from custom_components.mesh_broadcast.protocol import PeerId, Standing
from custom_components.mesh_broadcast.transport.link_choice import dial_rank, turn_rank

SERVED, ALONE, HOME, COVERED = (PeerId(bytes([n]) * 8) for n in range(4))

STANDINGS = {
    SERVED: Standing(kindred_near=1),
    ALONE: Standing(),
    HOME: Standing(kindred=True),
    COVERED: Standing(linked_near=3),
}


def standing_of(peer_id: PeerId) -> Standing:
    return STANDINGS.get(peer_id, Standing())


def dialed(*hints: PeerId | None) -> list[PeerId | None]:
    """Return hints in the order in which they are dialed."""
    shuffled = list(hints)
    Random(3).shuffle(shuffled)
    return sorted(shuffled, key=lambda hint: dial_rank(hint, 0.0, standing_of))


def test_whom_no_home_and_no_linked_peer_is_next_to_is_dialed_first():
    assert dialed(HOME, SERVED, COVERED, ALONE) == [ALONE, COVERED, SERVED, HOME]


def test_an_address_that_does_not_tell_who_it_is_may_be_somebody_alone():
    assert dial_rank(None, 0.0, standing_of) == dial_rank(ALONE, 0.0, standing_of)


def test_among_equals_who_had_no_link_or_one_longest_ago_is_first():
    ranks = [dial_rank(None, linked_at, standing_of) for linked_at in (90.0, 0.0, 20.0)]

    assert [rank[1] for rank in sorted(ranks)] == [0.0, 20.0, 90.0]


def test_a_peer_reached_twice_gives_its_slot_up_then_whom_others_serve():
    links = {
        "twice": turn_rank(ALONE, 9.0, 2, standing_of),
        "home": turn_rank(HOME, 8.0, 1, standing_of),
        "served": turn_rank(SERVED, 7.0, 1, standing_of),
        "alone, old": turn_rank(ALONE, 1.0, 1, standing_of),
        "alone, young": turn_rank(ALONE, 5.0, 1, standing_of),
    }

    assert sorted(links, key=links.__getitem__, reverse=True) == list(links)


def test_a_link_to_nobody_known_counts_as_one_to_somebody_alone():
    assert turn_rank(None, 1.0, 4, standing_of) == turn_rank(ALONE, 1.0, 1, standing_of)
