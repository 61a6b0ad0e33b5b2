"""The node's life on Home Assistant's loop: engine, transport, timer and store.

What the transport reports goes into the engine, what the engine wants done is done
here. Nothing that goes wrong on the way may end the node, nor go unnoticed.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from math import ceil
import random
import time
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started

from .bluetooth_faults import BluetoothFaults
from .bluetooth_hardware import async_can_dial, async_listen_scanners
from .const import (
    DATA_GATT_SERVER_FACTORY,
    DOMAIN,
    EVENT_MESSAGE,
    HISTORY_EVENT_AGE,
    HOUSEKEEPING_INTERVAL,
    LEAVE_TIMEOUT,
)
from .error_log import ErrorLog
from .gatt_server_factory import create_gatt_server
from .listeners import Listeners
from .message_event import MeshMessageEvent, message_event
from .peer_devices import PeerDeviceRegistry
from .protocol import (
    PEER_ID_SIZE,
    CloseLink,
    Effect,
    EmptyMessageError,
    Event,
    Identity,
    Instant,
    LinkBound,
    LinkDown,
    LinkUp,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    MessageTooLongError,
    Peer,
    PeerChange,
    PeerChanged,
    PeerId,
    PeerPinned,
    SendFrame,
    SendLimitError,
    SentBroadcast,
    Tick,
)
from .settings import NodeSettings
from .state_writer import NODE, StateWriter
from .store import PeerStore
from .transport.connection_manager import ConnectionManager, TransportSettings
from .transport.gatt_server import GattServer, GattServerFault, GattServerState

type MeshConfigEntry = ConfigEntry[MeshCoordinator]

# Timers fire a little early within the clock's resolution; a deadline that is not yet
# reached must not spin the loop.
_MIN_WAIT = 0.001

_HISTORY_EVENT_AGE_MS = HISTORY_EVENT_AGE.total_seconds() * 1000


class MeshCoordinator:
    """A mesh node in Home Assistant."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: MeshConfigEntry,
        identity: Identity,
        known: PeerStore,
        settings: NodeSettings,
    ) -> None:
        """Put the parts together; nothing is on the air yet."""
        self.hass = hass
        self.entry = entry
        self.identity = identity
        self.settings = settings
        self.errors = ErrorLog()
        self.new_messages = Listeners[MeshMessageEvent]()
        self.writer = StateWriter(hass.loop)
        self.devices = PeerDeviceRegistry(
            hass, entry.entry_id, identity.fingerprint, known, settings
        )
        self._known = known
        self._faults = BluetoothFaults(hass, settings)
        rng = random.SystemRandom()
        self.engine = MeshEngine(identity, _mesh_settings(settings), rng, known.pins())
        self.gatt_server: GattServer | None = None
        if settings.peripheral:
            factory = hass.data.get(DATA_GATT_SERVER_FACTORY, create_gatt_server)
            self.gatt_server = factory(settings.adapter, self._create_task, rng)
        self.manager = ConnectionManager(
            hass,
            _transport_settings(settings),
            self.handle,
            self.gatt_server,
            self._create_task,
            self._server_state_changed,
            rng,
        )
        # The engine makes its own list anew each time that it is asked.
        self._peers: dict[PeerId, Peer] = {}
        self._pending: deque[Event] = deque()
        self._handling = False
        self._timer: asyncio.TimerHandle | None = None
        self._start_task: asyncio.Task[None] | None = None
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._on_air = False
        self._has_run = False
        self._stopped = False
        self._started_ms = 0

    # -- what entities and actions show

    @property
    def peers(self) -> Iterable[Peer]:
        """Return the peers in reach."""
        return self._peers.values()

    @property
    def peers_in_reach(self) -> int:
        """Return how many peers are in reach."""
        return len(self._peers)

    @property
    def link_count(self) -> int:
        """Return how many links are up."""
        return self.manager.connection_count

    @property
    def central_running(self) -> bool:
        """Whether this node can dial others."""
        return self._on_air and self.settings.central and async_can_dial(self.hass)

    @property
    def peripheral_running(self) -> bool:
        """Whether others can dial this node."""
        return (
            self._on_air
            and self.gatt_server is not None
            and self.gatt_server.state is GattServerState.ADVERTISING
        )

    @property
    def running(self) -> bool:
        """Whether the node is on the air in at least one role."""
        return self.central_running or self.peripheral_running

    def peer_in_reach(self, fingerprint: str) -> Peer | None:
        """Return a peer by its fingerprint while it is in reach."""
        peer = self._peers.get(_peer_id(fingerprint))
        return peer if peer is not None and peer.fingerprint == fingerprint else None

    def last_seen_ms(self, fingerprint: str) -> int | None:
        """Return when a peer was last seen, in Unix milliseconds, also if long ago."""
        if (peer := self.peer_in_reach(fingerprint)) is not None:
            return peer.last_seen_ms
        known = self._known.get(fingerprint)
        return None if known is None else known.last_seen_ms

    def pickable_peers(self) -> dict[str, str]:
        """Return the peers that can be picked, by fingerprint, with what to call them."""
        names = {
            fingerprint: f"{peer.nickname} ({fingerprint[:8]})"
            for fingerprint, peer in self._known.items()
        }
        return dict(sorted(names.items(), key=lambda item: item[1].casefold()))

    # -- life

    @callback
    def async_start(self) -> None:
        """Go on the air once Home Assistant has started."""
        self._unsubscribe += [
            async_listen_scanners(self._scanners_changed),
            async_track_time_interval(
                self.hass,
                self._tidy,
                HOUSEKEEPING_INTERVAL,
                name=f"{DOMAIN} housekeeping",
            ),
            # Home Assistant does not unload entries when it stops, and by the time of
            # its stop event it has cancelled the tasks that carry the goodbye.
            self.hass.async_add_shutdown_job(
                HassJob(self._async_home_assistant_stops, f"{DOMAIN} leaves the mesh")
            ),
            async_at_started(self.hass, self._go_on_air),
        ]
        self.devices.async_apply(self.settings, self._now().unix_ms)

    @callback
    def _go_on_air(self, _hass: HomeAssistant) -> None:
        """Begin dialing and advertising, without holding anything up."""
        self._on_air = True
        self._started_ms = self._now().unix_ms
        self._faults.async_check_scanners()
        self._start_task = self._create_task(
            self._async_start_manager(), f"{DOMAIN} start"
        )
        self._roles_changed()

    async def _async_start_manager(self) -> None:
        """Start the transport, then say who we are."""
        with self.errors.guard("starting the transport"):
            await self.manager.async_start()
        self._arm()

    async def async_stop(self) -> None:
        """Take leave of the mesh, then end everything that was begun."""
        if self._stopped:
            return
        self._stopped = True
        while self._unsubscribe:
            self._unsubscribe.pop()()
        if self._start_task is not None:
            self._start_task.cancel()
            await asyncio.wait([self._start_task])
        if self._on_air:
            await self._async_leave()
            self._on_air = False
        with self.errors.guard("stopping the transport"):
            await self.manager.async_stop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.writer.stop()
        self._faults.async_stop()
        await self._known.async_flush()

    async def _async_leave(self) -> None:
        """Say goodbye; whoever can not hear it soon will notice anyway."""
        with self.errors.guard("leaving the mesh"), suppress(TimeoutError):
            self._apply(self.engine.leave(self._now()))
            async with asyncio.timeout(LEAVE_TIMEOUT):
                await self.manager.async_flush()

    async def _async_home_assistant_stops(self) -> None:
        """Leave while there is still a loop to do it on."""
        # Not at once: this takes the job off the list that is being gone through.
        await asyncio.sleep(0)
        await self.async_stop()

    # -- between engine and transport

    def _now(self) -> Instant:
        """Return this moment on both clocks."""
        return Instant(self.hass.loop.time(), int(time.time() * 1000))

    @callback
    def handle(self, event: Event) -> None:
        """Take in a fact from the transport.

        Doing what the engine wants can bring the next fact; they are taken in turn.
        """
        self._pending.append(event)
        if self._handling:
            return
        self._handling = True
        try:
            while self._pending:
                self._handle_one(self._pending.popleft())
        finally:
            self._handling = False
        self._arm()

    @callback
    def _handle_one(self, event: Event) -> None:
        """Let the engine judge one fact, and do what it wants done."""
        with self.errors.guard("handling an event"):
            self._apply(self.engine.handle(event, self._now()))
        if isinstance(event, LinkUp | LinkDown):
            self.writer.changed(NODE)

    @callback
    def _apply(self, effects: Iterable[Effect]) -> None:
        """Do what the engine wants done."""
        for effect in effects:
            with self.errors.guard(f"applying {type(effect).__name__}"):
                self._apply_one(effect)

    @callback
    def _apply_one(self, effect: Effect) -> None:
        """Do one thing."""
        match effect:
            case SendFrame():
                self.manager.send(effect)
            case CloseLink():
                self.manager.close_link(effect)
            case LinkBound():
                self.manager.bind(effect)
            case PeerPinned():
                self._known.pin(effect, self._now().unix_ms, self.devices.fingerprints)
            case PeerChanged():
                self._peer_changed(effect)
            case MessageReceived():
                self._message_received(effect)

    @callback
    def _arm(self) -> None:
        """Wait until the engine next has something to do.

        A timer that comes too early is let be: it arms the next one, and that costs
        less than a new timer for every frame.
        """
        deadline = self.engine.next_deadline()
        if self._stopped or deadline is None:
            return
        when = max(deadline, self.hass.loop.time() + _MIN_WAIT)
        if self._timer is not None:
            if self._timer.when() <= when:
                return
            self._timer.cancel()
        self._timer = self.hass.loop.call_at(when, self._tick)

    @callback
    def _tick(self) -> None:
        """Tell the engine that its time has come."""
        self._timer = None
        self.handle(Tick())

    # -- what came of it

    @callback
    def _peer_changed(self, effect: PeerChanged) -> None:
        """Show that a peer appeared, changed or left."""
        peer = effect.peer
        self._known.update(peer)
        if effect.change is PeerChange.LEFT:
            self._peers.pop(peer.peer_id, None)
        else:
            self._peers[peer.peer_id] = peer
            self.devices.async_consider(peer)
        if effect.change is not PeerChange.UPDATED:
            self.writer.changed(NODE)
        self.writer.changed(peer.fingerprint)

    @callback
    def _message_received(self, message: MessageReceived) -> None:
        """Tell Home Assistant of a message."""
        peer = message.peer
        known = self._known.get(peer.fingerprint)
        if not peer.reachable and known is not None and known.nickname:
            # The engine forgets names of those who left before a restart.
            message = replace(message, peer=replace(peer, nickname=known.nickname))
        via = None if message.via is None else self._peers.get(message.via)
        event = message_event(
            message,
            entry_id=self.entry.entry_id,
            device_id=self.devices.device_id(peer.fingerprint),
            via_nickname=None if via is None else via.nickname,
        )
        self.hass.bus.async_fire(EVENT_MESSAGE, event)
        if self._is_news(message):
            self.new_messages.call(event)
        self.writer.changed(peer.fingerprint)

    def _is_news(self, message: MessageReceived) -> bool:
        """Whether a message can not have been an event before, and is no old story."""
        if not message.from_history:
            return True
        return (
            message.sent_ms >= self._started_ms
            and message.received_ms - message.sent_ms <= _HISTORY_EVENT_AGE_MS
        )

    @callback
    def _server_state_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        """Show how the peripheral role does."""
        if not self._stopped:
            self._faults.async_server_state_changed(state, fault)
            self._roles_changed()

    @callback
    def _scanners_changed(self) -> None:
        """Show how the central role does."""
        self._faults.async_check_scanners()
        self._roles_changed()

    @callback
    def _roles_changed(self) -> None:
        """Show whether the node is on the air."""
        if self.running and not self._has_run:
            self._has_run = True
            self.writer.write_all()
        else:
            self.writer.all_changed()

    # -- what the user wants

    @callback
    def async_broadcast(self, text: str) -> SentBroadcast:
        """Send a message to everyone in reach."""
        if not self.running:
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="not_running"
            )
        try:
            sent, effects = self.engine.broadcast(text, self._now())
        except EmptyMessageError as err:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="message_empty"
            ) from err
        except MessageTooLongError as err:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="message_too_long",
                translation_placeholders={
                    "size": str(err.size),
                    "limit": str(err.limit),
                },
            ) from err
        except SendLimitError as err:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="send_limit",
                translation_placeholders={"retry_after": str(ceil(err.retry_after))},
            ) from err
        self._apply(effects)
        self._arm()
        return sent

    @callback
    def async_update_settings(self, settings: NodeSettings) -> None:
        """Go over to new settings while running."""
        self.settings = settings
        self.manager.update_settings(_transport_settings(settings))
        now = self._now()
        self._apply(self.engine.update_settings(_mesh_settings(settings), now))
        self._arm()
        self.devices.async_apply(settings, now.unix_ms)

    @callback
    def async_remove_peer(self, fingerprint: str) -> None:
        """Forget a peer whose device the user removes: its key, and that it was met."""
        self.devices.async_removed_by_user(fingerprint)
        self._known.forget(fingerprint)
        self._apply(self.engine.forget_peer(_peer_id(fingerprint), self._now()))

    def _create_task(
        self, coroutine: Coroutine[Any, Any, None], name: str
    ) -> asyncio.Task[None]:
        """Begin a task that ends with the entry at the latest."""
        return self.entry.async_create_background_task(self.hass, coroutine, name)

    @callback
    def _tidy(self, now: datetime) -> None:
        """Look for devices of peers that have not been seen for days."""
        self.devices.async_tidy(self._now().unix_ms)


def _mesh_settings(settings: NodeSettings) -> MeshSettings:
    """Return what the engine needs to know."""
    return MeshSettings(nickname=settings.nickname, relay=settings.relay)


def _transport_settings(settings: NodeSettings) -> TransportSettings:
    """Return what the transport needs to know."""
    return TransportSettings(
        central=settings.central,
        peripheral=settings.peripheral,
        max_links=settings.max_links,
        adapter=settings.adapter,
    )


def _peer_id(fingerprint: str) -> PeerId:
    """Return the ID that goes with a fingerprint: it is its beginning."""
    return PeerId(bytes.fromhex(fingerprint)[:PEER_ID_SIZE])
