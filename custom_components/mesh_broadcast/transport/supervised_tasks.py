"""Work that goes on as long as the node: named, counted, begun again when it fails."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
import logging
from random import Random
import time
from types import MappingProxyType
from typing import Any

from .reconnect_policy import STABLE_AFTER, ReconnectPolicy

_LOGGER = logging.getLogger(__name__)

type TaskFactory = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]
"""Makes a named task out of a coroutine; the entry's, so that nothing outlives it."""

type Work = Callable[[], Coroutine[Any, Any, None]]
"""Begins a piece of work; called again for each new try."""


class TaskRecord:
    """How one kind of work goes, for diagnostics; times are on its owner's clock."""

    __slots__ = (
        "_known",
        "failures",
        "last_error",
        "name",
        "next_try_at",
        "owner",
        "restarts",
        "running",
        "runs",
    )

    def __init__(self, owner: str, name: str) -> None:
        """Begin before the first run."""
        self.owner = owner
        self.name = name
        self.running = 0
        self.runs = 0
        self.restarts = 0
        self.failures = 0
        self.last_error: str | None = None
        self.next_try_at: float | None = None
        self._known: set[str] = set()

    def began(self) -> None:
        """Note that a run begins."""
        self.runs += 1
        self.running += 1

    def ended(self) -> None:
        """Note that a run is over, however."""
        self.running -= 1

    def failed(self, err: BaseException) -> bool:
        """Note an unexpected error; return whether it is the first of its kind."""
        self.failures += 1
        # Only its kind: what it says may quote a key or a message.
        self.last_error = kind = type(err).__name__
        new = kind not in self._known
        self._known.add(kind)
        return new


class SupervisedTasks:
    """The tasks of one owner.

    An error that nobody expected is logged once for each kind with its trace, counted,
    and the work begun again after the pause that the policy sets.
    """

    def __init__(
        self,
        owner: str,
        create_task: TaskFactory,
        rng: Random,
        *,
        policy: ReconnectPolicy | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin without any."""
        self.owner = owner
        self.clock = clock
        self._create_task = create_task
        self._rng = rng
        self._policy = policy or ReconnectPolicy()
        self._records: dict[str, TaskRecord] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ending = asyncio.Event()

    @property
    def records(self) -> Mapping[str, TaskRecord]:
        """How each kind of work goes, by its name."""
        return MappingProxyType(self._records)

    def record(self, name: str) -> TaskRecord:
        """Return how a kind of work goes."""
        if (record := self._records.get(name)) is None:
            record = self._records[name] = TaskRecord(self.owner, name)
        return record

    def start(
        self, name: str, work: Work, *, detail: str = "", restart: bool = True
    ) -> asyncio.Task[None]:
        """Have some work done until it is over; an error does not end it.

        Without `restart` it does: then its owner has a rule of its own for what
        follows. `detail` tells tasks of one name apart.
        """
        self._ending.clear()
        task = self._create_task(
            self._run(self.record(name), work, restart=restart),
            f"mesh_broadcast {name} {detail}".rstrip(),
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def failed(self, name: str, err: BaseException) -> None:
        """Take note of an error that nobody expected, here or in a callback."""
        record = self.record(name)
        if record.failed(err):
            _LOGGER.error(
                "Unexpected error in %s (%s); more are only counted",
                name,
                record.owner,
                exc_info=err,
            )

    def end_restarts(self) -> None:
        """Let what runs come to its end, and begin nothing again until the next start."""
        self._ending.set()

    async def async_stop(self) -> None:
        """Cancel what still runs, and wait until it is over."""
        self.end_restarts()
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, record: TaskRecord, work: Work, *, restart: bool) -> None:
        """Do the work, again and again while it fails."""
        attempt = 0
        while True:
            began = self.clock()
            record.began()
            try:
                await work()
            except asyncio.CancelledError as err:
                task = asyncio.current_task()
                if task is None or task.cancelling():
                    raise
                # Not ours: something that the work waited for was cancelled.
                self.failed(record.name, err)
            except Exception as err:  # noqa: BLE001 - told and counted there
                self.failed(record.name, err)
            else:
                return
            finally:
                record.ended()
            if self.clock() - began >= STABLE_AFTER:
                attempt = 0
            attempt += 1
            delay = self._policy.delay(attempt, self._rng) if restart else None
            if delay is None or not await self._pause(record, delay):
                return

    async def _pause(self, record: TaskRecord, delay: float) -> bool:
        """Wait before the next try; return whether there is to be one."""
        record.next_try_at = self.clock() + delay
        try:
            async with asyncio.timeout(delay):
                await self._ending.wait()
        except TimeoutError:
            record.restarts += 1
            return True
        finally:
            record.next_try_at = None
        return False
