"""Spread state writes: one a second for each entity, four a second in all.

A mesh changes faster than the recorder should store it. What changed is remembered
and written in turn, so that a crowd delays states but never drowns the database. What
changes with the traffic rests for longer after a write.
"""

from asyncio import AbstractEventLoop, TimerHandle
from collections.abc import Callable
import logging

from homeassistant.core import CALLBACK_TYPE, callback

from .const import UPDATE_INTERVAL, UPDATES_PER_INTERVAL
from .transport.stall_meter import StallMeter

_LOGGER = logging.getLogger(__name__)

type StateRefresh = Callable[[], bool]
"""Writes an entity's state if it changed; returns whether it did."""

NODE = "node"
"""The topic of the node itself; the others are fingerprints of peers."""

TRAFFIC = "traffic"
"""The topic of what changes with every frame."""


class StateWriter:
    """Decides when an entity may write what changed."""

    def __init__(
        self, loop: AbstractEventLoop, meter: StallMeter | None = None
    ) -> None:
        """Begin with nothing to write."""
        self._loop = loop
        self._meter = meter or StallMeter()
        self._entities: dict[str, dict[StateRefresh, None]] = {}
        self._waiting: dict[StateRefresh, None] = {}
        self._rests: dict[StateRefresh, float] = {}
        self._resting: dict[StateRefresh, TimerHandle] = {}
        self._stale: set[StateRefresh] = set()
        self._timer: TimerHandle | None = None
        self._next_round = 0.0

    @callback
    def add(
        self, topic: str, refresh: StateRefresh, rest: float = 0.0
    ) -> CALLBACK_TYPE:
        """Add an entity that shows a topic; return what removes it.

        It is not written again within `rest` seconds, unless that is urgent.
        """
        self._entities.setdefault(topic, {})[refresh] = None
        if rest:
            self._rests[refresh] = rest

        @callback
        def remove() -> None:
            """Remove the entity."""
            self._waiting.pop(refresh, None)
            self._rests.pop(refresh, None)
            self._wake(refresh)
            entities = self._entities[topic]
            del entities[refresh]
            if not entities:
                del self._entities[topic]

        return remove

    @callback
    def changed(self, topic: str, *, urgent: bool = False) -> None:
        """Have the entities of a topic look at their states soon."""
        if not (entities := self._entities.get(topic)):
            return
        for refresh in entities:
            if urgent:
                self._wake(refresh)
            if refresh in self._resting:
                self._stale.add(refresh)
            else:
                self._waiting[refresh] = None
        if self._waiting:
            self._plan_round()

    @callback
    def all_changed(self) -> None:
        """Have every entity look at its state soon, rested or not."""
        for topic in self._entities:
            self.changed(topic, urgent=True)

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
        for refresh in tuple(self._resting):
            self._wake(refresh)
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
        with self._meter.turn("writing states"):
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
            wrote = False
            try:
                wrote = refresh()
            except Exception:
                _LOGGER.exception("Error while writing a state")
            written += wrote
            if rest := self._rests.get(refresh):
                self._rest(refresh, rest, wrote=wrote)
        if written:
            self._next_round = self._loop.time() + UPDATE_INTERVAL

    @callback
    def _rest(self, refresh: StateRefresh, seconds: float, *, wrote: bool) -> None:
        """Let an entity be; where it had nothing to write, only for a moment.

        What was written is looked at again in any case: it may have been a peak that
        is over by then, without anything that tells of it.
        """
        if wrote:
            self._stale.add(refresh)
        self._resting[refresh] = self._loop.call_later(
            seconds if wrote else UPDATE_INTERVAL, self._rested, refresh
        )

    @callback
    def _rested(self, refresh: StateRefresh) -> None:
        """Look at what changed while the entity rested."""
        if refresh in self._stale:
            self._waiting[refresh] = None
            self._plan_round()
        self._wake(refresh)

    @callback
    def _wake(self, refresh: StateRefresh) -> None:
        """End an entity's rest."""
        self._stale.discard(refresh)
        if (timer := self._resting.pop(refresh, None)) is not None:
            timer.cancel()
