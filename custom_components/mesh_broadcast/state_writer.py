"""Spread state writes: one a second for each entity, five a second in all.

A mesh changes faster than the recorder should store it. What changed is remembered
and written in turn, so that a crowd delays states but never drowns the database.
"""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
import logging

from homeassistant.core import CALLBACK_TYPE, callback

from .const import UPDATE_INTERVAL, UPDATES_PER_INTERVAL

_LOGGER = logging.getLogger(__name__)

type StateRefresh = Callable[[], bool]
"""Writes an entity's state if it changed; returns whether it did."""

NODE = "node"
"""The topic of the node itself; the others are fingerprints of peers."""


class StateWriter:
    """Decides when an entity may write what changed."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        """Begin with nothing to write."""
        self._loop = loop
        self._entities: dict[str, dict[StateRefresh, None]] = {}
        self._waiting: dict[StateRefresh, None] = {}
        self._timer: TimerHandle | None = None
        self._next_round = 0.0

    @callback
    def add(self, topic: str, refresh: StateRefresh) -> CALLBACK_TYPE:
        """Add an entity that shows a topic; return what removes it."""
        self._entities.setdefault(topic, {})[refresh] = None

        @callback
        def remove() -> None:
            """Remove the entity."""
            self._waiting.pop(refresh, None)
            entities = self._entities[topic]
            del entities[refresh]
            if not entities:
                del self._entities[topic]

        return remove

    @callback
    def changed(self, topic: str) -> None:
        """Have the entities of a topic look at their states soon."""
        if entities := self._entities.get(topic):
            self._waiting |= entities
            self._plan_round()

    @callback
    def all_changed(self) -> None:
        """Have every entity look at its state soon."""
        for topic in self._entities:
            self.changed(topic)

    @callback
    def write_all(self) -> None:
        """Have every entity look at its state now: for the one moment when it counts.

        In turn a houseful of entities would be unavailable for many seconds more.
        """
        self.all_changed()
        self._write(len(self._waiting))

    @callback
    def stop(self) -> None:
        """Write nothing any more."""
        self._waiting.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    @callback
    def _plan_round(self) -> None:
        """Begin a round as soon as one may be."""
        if self._timer is None:
            self._timer = self._loop.call_at(
                max(self._next_round, self._loop.time()), self._round
            )

    @callback
    def _round(self) -> None:
        """Write up to the limit, the longest waiting first."""
        self._timer = None
        self._write(UPDATES_PER_INTERVAL)
        if self._waiting:
            self._plan_round()

    @callback
    def _write(self, limit: int) -> None:
        """Write what waits, up to a limit."""
        written = 0
        while self._waiting and written < limit:
            refresh = next(iter(self._waiting))
            del self._waiting[refresh]
            try:
                written += refresh()
            except Exception:
                _LOGGER.exception("Error while writing a state")
        if written:
            self._next_round = self._loop.time() + UPDATE_INTERVAL
