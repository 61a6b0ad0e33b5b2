"""What runs for good comes back after a mistake, never hot, and never in silence."""

import asyncio
from random import Random

import pytest

from custom_components.mesh_broadcast.transport import (
    ReconnectPolicy,
    SupervisedTasks,
    TaskRecord,
)
from tests.transport.virtual_time import VirtualClock

EXACT = ReconnectPolicy(jitter=0)


class Work:
    """Fails as often as it is told to, then waits for its end."""

    def __init__(self, clock: VirtualClock, *errors: BaseException) -> None:
        self.errors = list(errors)
        self.begun: list[float] = []
        self.lasts = 0.0
        self.over = asyncio.Event()
        self._clock = clock
        self._began = clock()

    async def run(self) -> None:
        self.begun.append(round(self._clock() - self._began, 3))
        await asyncio.sleep(self.lasts)
        if self.errors:
            raise self.errors.pop(0)
        await self.over.wait()


@pytest.fixture
def tasks(clock: VirtualClock) -> SupervisedTasks:
    return SupervisedTasks("test", _create, Random(1), policy=EXACT, clock=clock)


def _create(coroutine, name: str) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(coroutine, name=name)


def _errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    records = [record for record in caplog.records if record.levelname == "ERROR"]
    assert all(record.exc_info for record in records)
    return [record.getMessage() for record in records]


async def test_work_that_ends_is_over(
    tasks: SupervisedTasks, clock: VirtualClock, caplog: pytest.LogCaptureFixture
) -> None:
    work = Work(clock)
    task = tasks.start("walk", work.run, detail="the dog")
    assert task.get_name() == "mesh_broadcast walk the dog"
    await asyncio.sleep(100)
    record = tasks.records["walk"]
    assert (record.owner, record.running, record.runs) == ("test", 1, 1)
    work.over.set()
    await task
    assert (record.running, record.runs, record.restarts) == (0, 1, 0)
    assert record.last_error is None
    assert not _errors(caplog)


async def test_pauses_grow_as_the_policy_says_and_no_further(
    tasks: SupervisedTasks, clock: VirtualClock
) -> None:
    work = Work(clock, *[ValueError() for _ in range(8)])
    tasks.start("walk", work.run)
    await asyncio.sleep(2000)
    assert work.begun == [0, 1, 3, 7, 15, 31, 61, 91, 121]
    record = tasks.records["walk"]
    assert (record.runs, record.restarts, record.failures) == (9, 8, 8)
    await tasks.async_stop()


async def test_what_ran_well_for_a_while_begins_with_the_shortest_pause_again(
    tasks: SupervisedTasks, clock: VirtualClock
) -> None:
    work = Work(clock, *[ValueError() for _ in range(4)])
    work.lasts = 10
    tasks.start("walk", work.run)
    await asyncio.sleep(100)
    assert work.begun == [0, 11, 22, 33, 44]
    await tasks.async_stop()


async def test_each_kind_of_error_is_logged_once_with_its_trace(
    tasks: SupervisedTasks, clock: VirtualClock, caplog: pytest.LogCaptureFixture
) -> None:
    work = Work(clock, ValueError("a"), ValueError("b"), KeyError("c"), ValueError("d"))
    tasks.start("walk", work.run)
    await asyncio.sleep(100)
    assert (
        _errors(caplog)
        == ["Unexpected error in walk (test); more are only counted"] * 2
    )
    assert tasks.records["walk"].failures == 4
    assert tasks.records["walk"].last_error == "ValueError"
    await tasks.async_stop()


async def test_the_next_try_is_told(
    tasks: SupervisedTasks, clock: VirtualClock
) -> None:
    work = Work(clock, ValueError(), ValueError())
    tasks.start("walk", work.run)
    record = tasks.records["walk"]
    await asyncio.sleep(1.5)
    assert record.running == 0
    assert record.next_try_at == pytest.approx(clock() + 1.5, abs=0.01)
    await asyncio.sleep(2)
    assert (record.running, record.next_try_at) == (1, None)
    await tasks.async_stop()


async def test_somebody_elses_cancellation_is_an_error_and_no_end(
    tasks: SupervisedTasks, clock: VirtualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """What a library cancels below us must not end our task in silence."""
    work = Work(clock, asyncio.CancelledError())
    task = tasks.start("walk", work.run)
    await asyncio.sleep(5)
    assert not task.done()
    assert work.begun == [0, 1]
    assert tasks.records["walk"].last_error == "CancelledError"
    assert len(_errors(caplog)) == 1
    await tasks.async_stop()
    assert task.cancelled()


@pytest.mark.parametrize("moment", [0.0, 0.5, 2.0], ids=["begun", "paused", "running"])
async def test_it_can_be_cancelled_at_any_moment(
    tasks: SupervisedTasks, clock: VirtualClock, moment: float
) -> None:
    task = tasks.start("walk", Work(clock, ValueError()).run)
    await asyncio.sleep(moment)
    await tasks.async_stop()
    assert task.cancelled()
    record = tasks.records["walk"]
    assert (record.running, record.next_try_at) == (0, None)


async def test_what_is_let_finish_is_not_begun_again(
    tasks: SupervisedTasks, clock: VirtualClock
) -> None:
    """Neither what is in its pause, nor what fails from then on."""
    paused, fails = Work(clock, ValueError()), Work(clock, ValueError())
    fails.lasts = 5
    both = [tasks.start("paused", paused.run), tasks.start("fails", fails.run)]
    await asyncio.sleep(0.5)
    tasks.end_restarts()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [task.done() for task in both] == [True, False]
    await asyncio.gather(*both)
    assert len(paused.begun) == len(fails.begun) == 1
    assert tasks.records["paused"].restarts == 0


async def test_without_a_rule_of_ours_an_error_is_the_end(
    tasks: SupervisedTasks, clock: VirtualClock, caplog: pytest.LogCaptureFixture
) -> None:
    task = tasks.start("walk", Work(clock, ValueError()).run, restart=False)
    await task
    assert tasks.records["walk"].failures == 1
    assert len(_errors(caplog)) == 1


async def test_with_a_limit_of_tries_it_ends_after_them(clock: VirtualClock) -> None:
    policy = ReconnectPolicy(max_tries=3)
    tasks = SupervisedTasks("test", _create, Random(1), policy=policy, clock=clock)
    work = Work(clock, *[ValueError() for _ in range(9)])
    await tasks.start("walk", work.run)
    assert len(work.begun) == 3


async def test_tasks_of_one_name_are_counted_together(
    tasks: SupervisedTasks, clock: VirtualClock
) -> None:
    for number in range(3):
        tasks.start("walk", Work(clock).run, detail=str(number))
    await asyncio.sleep(1)
    assert tasks.records["walk"].running == 3
    await tasks.async_stop()
    assert tasks.records["walk"].running == 0


def test_an_error_in_a_callback_is_told_the_same_way(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tasks = SupervisedTasks("test", _create, Random(1))
    for _ in range(3):
        tasks.failed("a callback", ValueError("quoted"))
    assert len(_errors(caplog)) == 1
    assert tasks.records["a callback"].failures == 3
    assert tasks.records["a callback"].runs == 0


def test_what_an_error_says_is_not_kept() -> None:
    """It may quote a key or a message, and diagnostics are for strangers."""
    record = TaskRecord("test", "walk")
    record.failed(ValueError("the secret"))
    kept = [getattr(record, name) for name in TaskRecord.__slots__]
    assert "secret" not in str(kept)
