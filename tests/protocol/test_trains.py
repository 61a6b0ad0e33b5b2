"""Fragments leave at a pace, two trains at a time, the important ones first."""

from protocol.events import LinkId, SendPriority
from protocol.trains import FRAGMENT_SPACING_S, WAITING_TRAINS, FragmentTrains

LINKS = (LinkId("link"),)


def train(trains, name, priority=SendPriority.OWN, pieces=3, now=0.0):
    frames = [f"{name}{i}".encode() for i in range(pieces)]
    return trains.add(frames, LINKS, priority, now)


def run(trains):
    """Return what leaves, with its time."""
    sent = []
    while (now := trains.deadline()) < float("inf"):
        sent += [(round(now, 6), trains.pop(t, now).decode()) for t in trains.due(now)]
    return sent


def test_pieces_of_a_train_are_spaced():
    trains = FragmentTrains()
    train(trains, "a")

    assert run(trains) == [
        (0.0, "a0"),
        (FRAGMENT_SPACING_S, "a1"),
        (2 * FRAGMENT_SPACING_S, "a2"),
    ]
    assert len(trains) == 0


def test_the_third_train_waits_for_a_place_and_keeps_the_pace():
    trains = FragmentTrains()
    for name in ("a", "b", "c"):
        train(trains, name, pieces=2)

    times = {frame: at for at, frame in run(trains)}

    assert times["a0"] == times["b0"] == 0.0
    assert times["c0"] == round(times["a1"] + FRAGMENT_SPACING_S, 6)


def test_our_own_train_goes_before_those_that_we_relay():
    trains = FragmentTrains()
    for name in ("a", "b"):
        train(trains, name, SendPriority.RELAY, pieces=1)
    train(trains, "c", SendPriority.RELAY, pieces=1)
    train(trains, "mine", SendPriority.OWN, pieces=1)

    order = [frame for _, frame in run(trains)]

    assert order.index("mine0") < order.index("c0")


def test_a_full_waiting_room_drops_the_oldest_relayed_train():
    trains = FragmentTrains()
    for name in ("a", "b"):
        train(trains, name, pieces=1)
    train(trains, "own", SendPriority.OWN, pieces=1)
    dropped = sum(
        train(trains, f"r{i}-", SendPriority.RELAY, pieces=1)
        for i in range(WAITING_TRAINS)
    )

    left = [frame for _, frame in run(trains)]

    assert dropped == 1
    assert "own0" in left
    assert "r0-0" not in left
    assert "r1-0" in left
