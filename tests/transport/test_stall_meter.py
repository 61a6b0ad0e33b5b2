"""Who holds the loop is known, and knowing it costs next to nothing."""

import asyncio
from collections.abc import Generator
import time
from types import coroutine
from typing import Any

import pytest

from custom_components.mesh_broadcast.transport.stall_meter import (
    FRESH_S,
    WORTH_S,
    StallMeter,
    processor_clock,
)


class Clock:
    """A clock that counts how often it is read."""

    def __init__(self) -> None:
        self.now = 100.0
        self.reads = 0

    def __call__(self) -> float:
        self.reads += 1
        return self.now


class Machine:
    """A processor that works for us, or for others while the wall clock goes on."""

    def __init__(self) -> None:
        self.wall, self.cpu = Clock(), Clock()
        self.meter = StallMeter(self.wall, self.cpu)

    def work(self, seconds: float) -> None:
        self.wall.now += seconds
        self.cpu.now += seconds

    def be_held_up(self, seconds: float) -> None:
        self.wall.now += seconds

    def turn(self, what: str, seconds: float, held_up: float = 0.0) -> None:
        with self.meter.turn(what):
            self.work(seconds)
            self.be_held_up(held_up)


def _rounded(longest: tuple[float, str]) -> tuple[float, str]:
    return round(longest[0], 4), longest[1]


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_a_kernel_without_a_clock_for_the_processor_is_no_reason_to_stop() -> None:
    def refused() -> float:
        raise OSError(22, "Invalid argument")

    assert processor_clock(refused) is time.perf_counter
    assert processor_clock(time.thread_time) is time.thread_time


def test_the_longest_turn_is_known_by_both_clocks(machine: Machine) -> None:
    for what, seconds, held_up in (
        ("frame", 0.004, 0.0),
        ("store", 0.030, 0.0),
        ("dashboard", 0.002, 0.2),
        ("tick", 0.009, 0.0),
    ):
        machine.be_held_up(1)
        machine.turn(what, seconds, held_up)
    meter = machine.meter
    assert meter.turns == 4
    assert _rounded(meter.longest_cpu) == (0.030, "store")
    assert _rounded(meter.longest_wall) == (0.202, "dashboard")
    assert meter.over_cpu == {10: 1, 50: 0, 100: 0}
    assert meter.over_wall == {10: 2, 50: 1, 100: 1}
    meter.reset()
    assert (meter.turns, meter.longest_cpu) == (0, (0.0, ""))
    assert meter.over_cpu == {10: 0, 50: 0, 100: 0}


def test_what_others_use_between_two_turns_is_not_ours(machine: Machine) -> None:
    machine.turn("frame", 0.002)
    machine.work(5)
    machine.turn("frame", 0.003)
    assert machine.meter.longest_cpu[0] == pytest.approx(0.003)


def test_a_turn_within_a_turn_belongs_to_it(machine: Machine) -> None:
    with machine.meter.turn("task"):
        machine.turn("frame", 0.02)
        machine.turn("frame", 0.02)
    assert machine.meter.turns == 1
    assert _rounded(machine.meter.longest_cpu) == (0.04, "task")


def test_a_turn_that_ends_with_an_error_counts(machine: Machine) -> None:
    def fail() -> None:
        with machine.meter.turn("frame"):
            machine.work(0.02)
            raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        fail()
    machine.turn("tick", 0.01)
    assert machine.meter.turns == 2
    assert _rounded(machine.meter.longest_cpu) == (0.02, "frame")


def test_a_burst_costs_two_looks_at_the_wall_clock_a_turn_and_few_system_calls(
    machine: Machine,
) -> None:
    """Counted, because a time would be another on each machine."""
    turns, each = 10_000, 0.00005
    for _ in range(turns):
        machine.turn("frame", each)
    assert machine.wall.reads == 2 * turns
    assert machine.cpu.reads <= turns * each / FRESH_S + 1
    assert machine.meter.longest_cpu == (0.0, "")


def test_a_turn_never_seems_longer_than_by_the_age_of_a_reading(
    machine: Machine,
) -> None:
    for number in range(1, 200):
        machine.turn("frame", number % 7 * FRESH_S / 10)
        before = machine.meter.longest_cpu[0]
        machine.turn("long", took := WORTH_S + number * 1e-4)
        seemed = machine.meter.longest_cpu[0]
        assert seemed == before or took - 1e-9 <= seemed <= took + FRESH_S


class _Pause:
    def __await__(self) -> Generator[None]:
        yield


async def test_each_turn_of_a_coroutine_is_one(machine: Machine) -> None:
    async def work() -> str:
        machine.work(0.02)
        await _Pause()
        machine.work(0.03)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await asyncio.Event().wait()
        machine.work(0.01)
        return "done"

    assert await machine.meter.in_turns("work", work()) == "done"
    assert machine.meter.turns == 3
    assert _rounded(machine.meter.longest_cpu) == (0.03, "work")


async def test_its_errors_and_its_cancellation_go_where_they_belong(
    machine: Machine,
) -> None:
    seen: list[str] = []

    async def work(*, fails: bool) -> None:
        try:
            if fails:
                raise ValueError("ours")
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise

    with pytest.raises(ValueError, match="ours"):
        await machine.meter.in_turns("work", work(fails=True))
    task = asyncio.create_task(machine.meter.in_turns("work", work(fails=False)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert seen == ["cancelled"]
    assert machine.meter.turns == 3


def test_a_coroutine_that_is_closed_cleans_up(machine: Machine) -> None:
    seen: list[str] = []

    async def work() -> None:
        try:
            await _Pause()
        finally:
            seen.append("closed")

    measured: Any = machine.meter.in_turns("work", work())
    measured.send(None)
    measured.close()
    assert seen == ["closed"]


def test_what_is_given_back_reaches_the_coroutine(machine: Machine) -> None:
    @coroutine
    def ask() -> Generator[str, int, int]:
        return (yield "what?")

    async def work() -> int:
        return await ask()

    measured = machine.meter.in_turns("work", work())
    assert measured.send(None) == "what?"
    with pytest.raises(StopIteration) as end:
        measured.send(5)
    assert end.value.value == 5
