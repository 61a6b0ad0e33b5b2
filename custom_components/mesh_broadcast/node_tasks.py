"""All that a node has going on: its tasks by owner, and what writes its files.

How long all of that holds the loop is measured.
"""

import asyncio
from collections.abc import Coroutine
from random import Random
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant

from .const import DOMAIN
from .durable_store import StoreWriter
from .transport.stall_meter import StallMeter
from .transport.supervised_tasks import SupervisedTasks, TaskRecord

if TYPE_CHECKING:
    from .coordinator import MeshConfigEntry


class NodeTasks:
    """Makes every task of a node, measures its turns, and sees to its end."""

    def __init__(
        self, hass: HomeAssistant, entry: MeshConfigEntry, rng: Random
    ) -> None:
        """Begin without any."""
        self.meter = StallMeter()
        self._hass = hass
        self._entry = entry
        self._rng = rng
        self._owners: list[SupervisedTasks] = []
        self._writers: list[StoreWriter] = []

    def create(
        self, coroutine: Coroutine[Any, Any, None], name: str
    ) -> asyncio.Task[None]:
        """Begin a task that ends with the entry at the latest."""
        # The rest of its name says whom it is for.
        kind = name.removeprefix(f"{DOMAIN} ").split()[0]
        return self._entry.async_create_background_task(
            self._hass, self.meter.in_turns(f"task {kind}", coroutine), name
        )

    def of(self, owner: str) -> SupervisedTasks:
        """Return what somebody supervises tasks with."""
        tasks = SupervisedTasks(
            owner, self.create, self._rng, clock=self._hass.loop.time
        )
        self.follow(tasks)
        return tasks

    def follow(self, *owners: SupervisedTasks | None) -> None:
        """Count the tasks of those who made that themselves among ours."""
        self._owners += [tasks for tasks in owners if tasks is not None]

    def follow_writers(self, *writers: StoreWriter) -> None:
        """Count what writes files among ours."""
        self._writers += writers
        for writer in writers:
            writer.meter = self.meter

    def report(self) -> dict[str, dict[str, Any]]:
        """Describe how each kind of work goes; times are seconds from now."""
        now = self._hass.loop.time()
        return {
            name: _describe(record, tasks.clock())
            for tasks in self._owners
            for name, record in tasks.records.items()
        } | {
            writer.record.name: _describe(writer.record, now)
            for writer in self._writers
        }

    def stalls(self) -> dict[str, Any]:
        """Describe how long we held the loop, in milliseconds."""
        meter = self.meter
        return {
            "turns": meter.turns,
            "longest_cpu": _longest(meter.longest_cpu),
            "longest_wall": _longest(meter.longest_wall),
            "over_cpu": {str(limit): n for limit, n in meter.over_cpu.items()},
            "over_wall": {str(limit): n for limit, n in meter.over_wall.items()},
        }

    async def async_stop(self) -> None:
        """Wait until every task is over, then write for the last time."""
        for tasks in self._owners:
            await tasks.async_stop()
        for writer in self._writers:
            await writer.async_close()


def _describe(record: TaskRecord, now: float) -> dict[str, Any]:
    """Describe how one kind of work goes."""
    next_try = record.next_try_at
    return {
        "owner": record.owner,
        "running": record.running,
        "runs": record.runs,
        "restarts": record.restarts,
        "failures": record.failures,
        "last_error": record.last_error,
        "next_try": None if next_try is None else round(max(0.0, next_try - now), 1),
    }


def _longest(turn: tuple[float, str]) -> dict[str, Any]:
    """Describe the longest turn."""
    seconds, what = turn
    return {"ms": round(seconds * 1000, 1), "in": what or None}
