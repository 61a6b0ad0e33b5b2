"""Emergency broadcasts: repeated until enough peers have them, or told to stop.

Phones show each new packet as a new message. So the same signed packet is sent again
for as long as others take it, which only those notice who missed it, and those who come
later ask for it themselves. A new one is made only for somebody who is in reach and not
known to have it, and ever more seldom.
"""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from itertools import chain
from secrets import token_hex
from typing import TYPE_CHECKING, Any, TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN, EVENT_EMERGENCY, OUTBOX_SAVE_DELAY
from .durable_store import DurableStore, StoreWriter
from .excerpt import excerpt
from .history import PUBLIC
from .message_event import iso_timestamp
from .protocol import AlarmHeard, Effect, Event, LinkBound, PeerId

if TYPE_CHECKING:
    from .coordinator import MeshCoordinator

MAX_EMERGENCIES = 5
"""At once: a home has few kinds of alarms, and each takes part of everybody's air."""

MAX_DURATION = timedelta(hours=1)
"""Who comes later still gets the message for six hours, because neighbours ask."""

MIN_REPEAT = timedelta(seconds=10)
"""A packet crosses a mesh of seven hops within two seconds; what is lost then stays lost
for a while, because its cause does."""

NEWCOMER_DELAY_S = 1.0
"""From a link's being bound to the alarms on it: whoever is there takes none before our
announce, which a new link gets within half a second (wire section 6.3)."""

FIRST_RENEWAL_S = 120.0
LONGEST_RENEWAL_S = 1_920.0
"""Between two messages with the same text, doubled each time: a phone shows five of
them in an hour at most."""


REMEMBERED = 50
"""Those that are over, which to stop once more is no mistake: ten times what may run."""


class EmergencyStatus(StrEnum):
    """How far an emergency broadcast is."""

    RUNNING = "running"
    CONFIRMED = "confirmed"
    TIMED_OUT = "timed_out"
    STOPPED = "stopped"


class HeardBy(TypedDict):
    """A peer that is known to have it."""

    peer_id: str
    fingerprint: str | None
    nickname: str | None
    device_id: str | None
    evidence: str
    at: str


class StoredEmergency(TypedDict):
    """A running one on disk, so that a restart does not end it."""

    id: str
    message: str
    confirmations: int
    repeat_every: float
    started: int
    ends: int
    message_ids: list[str]
    heard_by: list[HeardBy]


class _StoredEmergencies(TypedDict):
    """The file."""

    emergencies: list[StoredEmergency]


@dataclass(slots=True, eq=False)
class Emergency:
    """One emergency broadcast; times are Unix milliseconds."""

    emergency_id: str
    message: str
    confirmations: int
    repeat_every: float
    started_ms: int
    ends_ms: int
    status: EmergencyStatus = EmergencyStatus.RUNNING
    message_ids: list[str] = field(default_factory=list)
    alarm_ids: list[str] = field(default_factory=list)
    heard_by: dict[str, HeardBy] = field(default_factory=dict)
    transmissions: int = 0
    task: asyncio.Task[None] | None = None
    waiting: set[asyncio.Future[None]] = field(default_factory=set)

    def report(self) -> dict[str, Any]:
        """Return what the actions answer, and the events say."""
        return {
            "emergency_id": self.emergency_id,
            "status": self.status.value,
            "message": self.message,
            "message_id": self.message_ids[0] if self.message_ids else None,
            "message_ids": list(self.message_ids),
            "confirmations": self.confirmations,
            "confirmed": len(self.heard_by),
            "heard_by": list(self.heard_by.values()),
            "transmissions": self.transmissions,
            "started_at": iso_timestamp(self.started_ms),
            "ends_at": iso_timestamp(self.ends_ms),
        }

    def as_stored(self) -> StoredEmergency:
        """Return the form on disk."""
        return {
            "id": self.emergency_id,
            "message": self.message,
            "confirmations": self.confirmations,
            "repeat_every": self.repeat_every,
            "started": self.started_ms,
            "ends": self.ends_ms,
            "message_ids": self.message_ids,
            "heard_by": list(self.heard_by.values()),
        }

    @classmethod
    def from_stored(cls, stored: StoredEmergency) -> Emergency:
        """Read the form on disk; raises what reading foreign data raises."""
        duration_ms = stored["ends"] - stored["started"]
        if not 0 <= duration_ms <= MAX_DURATION // timedelta(milliseconds=1):
            raise ValueError("an emergency would not end")
        for peer in stored["heard_by"]:
            bytes.fromhex(peer["peer_id"])
        return cls(
            emergency_id=str(stored["id"]),
            message=str(stored["message"]),
            confirmations=int(stored["confirmations"]),
            repeat_every=max(float(stored["repeat_every"]), MIN_REPEAT.total_seconds()),
            started_ms=int(stored["started"]),
            ends_ms=int(stored["ends"]),
            message_ids=[str(name) for name in stored["message_ids"]],
            heard_by={peer["peer_id"]: peer for peer in stored["heard_by"]},
        )


class EmergencyBroadcasts:
    """All that run; each is a task of the config entry."""

    def __init__(self, node: MeshCoordinator) -> None:
        """Begin with none."""
        self._node = node
        self._hass = node.hass
        self._running: dict[str, Emergency] = {}
        self._over = deque[str](maxlen=REMEMBERED)
        self._newcomers = set[PeerId]()
        self._newcomer_timer: asyncio.TimerHandle | None = None
        self._tasks = node.tasks.of("emergency broadcasts")
        self._store = _store(node.hass, self)

    @property
    def running(self) -> Mapping[str, Emergency]:
        """Return those that run, by ID."""
        return self._running

    # -- what the user wants

    @callback
    def async_begin(
        self,
        message: str,
        *,
        confirmations: int,
        duration: timedelta,
        repeat_every: timedelta,
    ) -> tuple[Emergency, bool]:
        """Send a text, and go on; return whether it was not running already."""
        message = message.strip()
        for emergency in self._running.values():
            if emergency.message == message:
                return emergency, False
        if len(self._running) >= MAX_EMERGENCIES:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="too_many_emergencies",
                translation_placeholders={"limit": str(MAX_EMERGENCIES)},
            )
        now_ms = self._node.now_ms
        emergency = Emergency(
            emergency_id=token_hex(4),
            message=message,
            confirmations=confirmations,
            repeat_every=repeat_every.total_seconds(),
            started_ms=now_ms,
            ends_ms=now_ms + duration // timedelta(milliseconds=1),
        )
        self._send(emergency)
        self._start(emergency)
        self._fire(emergency, "started")
        return emergency, True

    async def async_wait(self, emergency: Emergency) -> None:
        """Wait until one is over."""
        if emergency.status is not EmergencyStatus.RUNNING:
            return
        over: asyncio.Future[None] = self._hass.loop.create_future()
        emergency.waiting.add(over)
        try:
            await over
        finally:
            emergency.waiting.discard(over)

    @callback
    def async_stop(self, emergency_id: str | None) -> list[Emergency]:
        """Stop one, or all; return what was stopped.

        A message names the one that it belongs to: it is what is known of an emergency
        broadcast after a restart, also of one that was over before.
        """
        stopped = [
            emergency
            for emergency in self._running.values()
            if emergency_id in (None, emergency.emergency_id, *emergency.message_ids)
        ]
        if not stopped and emergency_id is not None and not self._is_over(emergency_id):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="emergency_unknown",
                translation_placeholders={"emergency_id": excerpt(emergency_id, 40)},
            )
        for emergency in stopped:
            if emergency.task is not None:
                emergency.task.cancel()
            self._end(emergency, EmergencyStatus.STOPPED)
        return stopped

    # -- life

    async def async_start(self) -> None:
        """Go on with what a restart broke off, until the node stops."""
        self._node.async_on_stop(self._node.facts.add(self._fact))
        self._node.async_on_stop(self.async_suspend)
        stored = await self._store.async_load(_read)
        for emergency in stored or ():
            if emergency.ends_ms <= self._node.now_ms:
                self._end(emergency, EmergencyStatus.TIMED_OUT)
                continue
            with self._node.errors.guard("resuming an emergency"):
                self._send(emergency)
                self._start(emergency)

    @callback
    def async_suspend(self) -> None:
        """Break off; the file says what to go on with."""
        if self._newcomer_timer is not None:
            self._newcomer_timer.cancel()
            self._newcomer_timer = None
        for emergency in self._running.values():
            if emergency.task is not None:
                emergency.task.cancel()
            for over in emergency.waiting:
                if not over.done():
                    over.set_exception(
                        HomeAssistantError(
                            translation_domain=DOMAIN, translation_key="not_running"
                        )
                    )
            emergency.waiting.clear()

    @property
    def writers(self) -> tuple[StoreWriter, ...]:
        """Return what writes the file."""
        return (self._store,)

    async def async_remove(self) -> None:
        """End all without a word, and forget them for good."""
        self.async_suspend()
        self._running.clear()
        await self._store.async_remove()

    # -- the work

    @callback
    def _fact(self, fact: Event | Effect) -> None:
        """Look for news of alarms, and of who may lack them, in what the engine tells."""
        if isinstance(fact, AlarmHeard):
            self._heard(fact)
        elif isinstance(fact, LinkBound) and fact.peer_id is not None:
            self._newcomers.add(fact.peer_id)
            if self._newcomer_timer is None:
                self._newcomer_timer = self._hass.loop.call_later(
                    NEWCOMER_DELAY_S, self._tell_newcomers
                )

    @callback
    def _tell_newcomers(self) -> None:
        """Send what runs to those who are new at the other end of a link."""
        self._newcomer_timer = None
        others = {peer.peer_id for peer in self._node.peers} - self._newcomers
        self._newcomers.clear()
        for emergency in tuple(self._running.values()):
            with self._node.errors.guard("telling newcomers of an emergency"):
                self._repeat(emergency, others)

    @callback
    def _heard(self, heard: AlarmHeard) -> None:
        """Note that a peer has it; end it when that is enough."""
        for emergency in tuple(self._running.values()):
            peer_id = heard.peer_id.hex()
            if heard.alarm_id not in emergency.alarm_ids:
                continue
            if peer_id in emergency.heard_by:
                continue
            peer = self._node.peer(heard.peer_id)
            fingerprint = None if peer is None else peer.fingerprint
            emergency.heard_by[peer_id] = {
                "peer_id": peer_id,
                "fingerprint": fingerprint,
                "nickname": None if peer is None else peer.nickname,
                "device_id": (
                    None
                    if fingerprint is None
                    else self._node.devices.device_id(fingerprint)
                ),
                "evidence": heard.evidence.value,
                "at": iso_timestamp(heard.at_ms),
            }
            if len(emergency.heard_by) < emergency.confirmations:
                self._store.async_save_soon()
                self._fire(emergency, "progress")
                continue
            if emergency.task is not None:
                emergency.task.cancel()
            self._end(emergency, EmergencyStatus.CONFIRMED)

    @callback
    def _start(self, emergency: Emergency) -> None:
        """Let it run."""
        self._running[emergency.emergency_id] = emergency
        emergency.task = self._tasks.start(
            "emergency",
            lambda: self._async_run(emergency),
            detail=emergency.emergency_id,
        )

    async def _async_run(self, emergency: Emergency) -> None:
        """Repeat it until its time is over."""
        with self._node.errors.guard("storing an emergency"):
            await self._store.async_flush()
        # A clock that was set back in between must not make it endless.
        ends = min(
            (emergency.ends_ms - self._node.now_ms) / 1000,
            MAX_DURATION.total_seconds(),
        )
        renewal, renew_at = FIRST_RENEWAL_S, FIRST_RENEWAL_S
        began = self._hass.loop.time()
        with suppress(TimeoutError):
            async with asyncio.timeout(ends):
                while True:
                    await asyncio.sleep(emergency.repeat_every)
                    with self._node.errors.guard("repeating an emergency"):
                        if self._repeat(emergency):
                            continue
                        if self._hass.loop.time() - began < renew_at:
                            continue
                        if self._is_missed(emergency):
                            self._send(emergency)
                            renewal = min(2 * renewal, LONGEST_RENEWAL_S)
                            renew_at = self._hass.loop.time() - began + renewal
        self._end(emergency, EmergencyStatus.TIMED_OUT)

    @callback
    def _send(self, emergency: Emergency) -> None:
        """Send it as a new message."""
        sent = self._node.async_alarm(emergency.message)
        emergency.alarm_ids.append(sent.message_ids[0])
        emergency.message_ids += sent.message_ids
        emergency.transmissions += sent.links
        self._store.async_save_soon()

    @callback
    def _repeat(self, emergency: Emergency, others: Iterable[PeerId] = ()) -> bool:
        """Send the last message once more, but not to some others.

        Return whether anybody would take it.
        """
        sent = self._node.async_repeat_alarm(
            emergency.alarm_ids[-1],
            chain(others, map(bytes.fromhex, emergency.heard_by)),
        )
        emergency.transmissions += sent or 0
        return sent is not None

    def _is_over(self, emergency_id: str) -> bool:
        """Whether one that was running is meant, by its ID or by that of a message."""
        if emergency_id in self._over:
            return True
        message = self._node.history.message(PUBLIC, emergency_id)
        return message is not None and message.fingerprint is None

    def _is_missed(self, emergency: Emergency) -> bool:
        """Whether somebody is in reach who is not known to have it."""
        return any(
            peer.peer_id.hex() not in emergency.heard_by for peer in self._node.peers
        )

    @callback
    def _end(self, emergency: Emergency, status: EmergencyStatus) -> None:
        """End it, and tell everybody who waits."""
        emergency.status = status
        self._running.pop(emergency.emergency_id, None)
        self._over.append(emergency.emergency_id)
        for alarm_id in emergency.alarm_ids:
            self._node.engine.end_alarm(alarm_id)
        self._store.async_save_soon()
        for over in emergency.waiting:
            if not over.done():
                over.set_result(None)
        stopped = status is EmergencyStatus.STOPPED
        self._fire(emergency, "stopped" if stopped else "finished")

    @callback
    def _fire(self, emergency: Emergency, change: str) -> None:
        """Tell the event bus."""
        self._hass.bus.async_fire(
            EVENT_EMERGENCY,
            {
                "entry_id": self._node.entry.entry_id,
                "change": change,
                **emergency.report(),
            },
        )


async def async_remove_emergencies(hass: HomeAssistant) -> None:
    """Forget them for good, where no node is running."""
    await _store(hass, None).async_remove()


def _store(
    hass: HomeAssistant, emergencies: EmergencyBroadcasts | None
) -> DurableStore[_StoredEmergencies]:
    """Return the file."""

    def data() -> _StoredEmergencies:
        """Return what is to be in it."""
        running = {} if emergencies is None else emergencies.running
        return {"emergencies": [e.as_stored() for e in running.values()]}

    return DurableStore[_StoredEmergencies](
        hass, "emergencies", data, OUTBOX_SAVE_DELAY, threaded=False
    )


def _read(stored: _StoredEmergencies) -> list[Emergency]:
    """Read the file; raises what reading foreign data raises."""
    return [Emergency.from_stored(e) for e in stored["emergencies"]][:MAX_EMERGENCIES]
