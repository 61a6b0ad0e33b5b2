"""Who there was no room for, and who of them is called."""

import pytest

from custom_components.mesh_broadcast.transport.candidate import STAYS_FOR
from custom_components.mesh_broadcast.transport.dial_turns import SILENT_AFTER
from custom_components.mesh_broadcast.transport.waiting_room import (
    MAX_WAITING,
    WaitingRoom,
)


class Waiting:
    """A room under test, its clock, and who was heard when."""

    def __init__(self) -> None:
        self.now = 100.0
        self.heard: dict[str, float] = {}
        self.room = WaitingRoom(self.heard.get, lambda: self.now)

    def hear(self, *addresses: str) -> None:
        self.heard |= dict.fromkeys(addresses, self.now)


@pytest.fixture
def waiting() -> Waiting:
    """Return an empty room."""
    return Waiting()


def test_who_is_heard_again_after_a_while_is_called_once(waiting: Waiting):
    waiting.hear("a")
    waiting.room.add("a")
    assert waiting.room.call(3) is None
    waiting.now += STAYS_FOR
    assert waiting.room.call(3) is None
    waiting.hear("a")
    assert waiting.room.call(3) == ("a", 100.0)
    assert waiting.room.call(3) is None


def test_who_falls_silent_or_out_of_sight_waits_no_longer(waiting: Waiting):
    waiting.hear("a", "b")
    waiting.room.add("a")
    waiting.room.add("b")
    waiting.now += SILENT_AFTER + 0.1
    del waiting.heard["b"]
    assert waiting.room.call(1) is None
    assert len(waiting.room) == 1
    assert waiting.room.call(1) is None
    assert len(waiting.room) == 0


def test_who_comes_again_has_waited_since_the_first_time(waiting: Waiting):
    waiting.hear("a")
    waiting.room.add("a")
    waiting.now += STAYS_FOR
    waiting.hear("a")
    waiting.room.add("a")
    assert waiting.room.call(1) == ("a", 100.0)


def test_each_is_looked_at_in_turn(waiting: Waiting):
    everybody = [f"{number}" for number in range(10)]
    for address in everybody:
        waiting.room.add(address)
    waiting.now += STAYS_FOR
    waiting.hear(*everybody)
    called = [waiting.room.call(1) for _ in everybody]
    assert called == [(address, 100.0) for address in everybody]


def test_a_hundred_new_ones_a_second_never_fill_it(waiting: Waiting):
    for number in range(10_000):
        waiting.now += 0.01
        waiting.hear(f"{number}")
        waiting.room.add(f"{number}")
        assert waiting.room.call(3) is None
        assert len(waiting.room) < MAX_WAITING


def test_too_many_do_not_wait(waiting: Waiting):
    for number in range(MAX_WAITING + 100):
        waiting.hear(f"{number}")
        waiting.room.add(f"{number}")
    assert len(waiting.room) == MAX_WAITING
    waiting.room.clear()
    assert len(waiting.room) == 0
