"""Age is judged by a clock that no jump moves, until the jump has lasted."""

from protocol import Instant
from protocol.steady_clock import SteadyClock
import pytest

from .mesh import Mesh

NOON = 1_790_000_000_000
DAY_MS = 24 * 3_600_000


def at(seconds: float, skew_ms: int = 0) -> Instant:
    return Instant(100 + seconds, NOON + round(seconds * 1000) + skew_ms)


@pytest.fixture
def clock() -> SteadyClock:
    clock = SteadyClock()
    clock.now_ms(at(0))
    return clock


def test_it_goes_with_the_wall_clock(clock):
    assert clock.now_ms(at(50)) == NOON + 50_000
    assert clock.now_ms(at(7_200, skew_ms=30_000)) == NOON + 7_230_000


def test_a_jump_ahead_is_not_believed_at_once(clock):
    assert clock.now_ms(at(10, DAY_MS)) == NOON + 10_000
    assert clock.now_ms(at(3_000, DAY_MS)) == NOON + 3_000_000


def test_one_that_lasts_is(clock):
    clock.now_ms(at(10, DAY_MS))
    assert clock.now_ms(at(3_700, DAY_MS)) == NOON + 3_700_000 + DAY_MS


def test_one_that_is_taken_back_never_was(clock):
    clock.now_ms(at(10, DAY_MS))
    clock.now_ms(at(20))
    assert clock.now_ms(at(3_700, DAY_MS)) == NOON + 3_700_000


def test_a_clock_that_is_set_back_makes_nothing_older(clock):
    assert clock.now_ms(at(10, -DAY_MS)) == NOON + 10_000 - DAY_MS


def test_a_clock_that_is_wrong_for_minutes_costs_no_message():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(3)
    mesh.disconnect(mesh.wires[0])
    anna.say("hello")
    anna.write(bert, "and to you alone")
    mesh.run(1)

    anna.clock_offset_ms = 2 * DAY_MS
    cara = mesh.node("Cara")
    mesh.connect(anna, cara)
    mesh.run(300)
    anna.clock_offset_ms = 0
    mesh.connect(anna, bert)
    mesh.run(60)

    assert bert.texts == ["hello"]
    assert bert.letters == ["and to you alone"]
