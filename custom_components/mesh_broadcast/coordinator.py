"""The node's life on Home Assistant's loop: engine, transport, timer and store.

What the transport reports goes into the engine, what the engine wants done is done
here. Nothing that goes wrong on the way may end the node, nor go unnoticed.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
import random
import time

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.start import async_at_started

from .activity import ActivityLog
from .bluetooth_faults import BluetoothFaults
from .bluetooth_hardware import async_can_dial, async_listen_scanners
from .const import (
    DATA_GATT_SERVER_FACTORY,
    DOMAIN,
    HISTORY_EVENT_AGE,
    HOUSEKEEPING_INTERVAL,
    LEAVE_TIMEOUT,
)
from .conversations import Conversations
from .delivery_event import MeshDeliveryEvent
from .durable_store import async_remove_leftovers
from .emergency import EmergencyBroadcasts
from .engine_store import EngineMemory, EngineStore
from .error_log import ErrorLog
from .gatt_server_factory import create_gatt_server
from .history import PUBLIC, History
from .history_changes import HistoryChange
from .history_store import HistoryStore
from .key_issue import async_show_refused_key
from .listeners import Listeners
from .mesh_errors import translated_errors
from .message_event import MeshMessageEvent, ReceivedEvent
from .new_beginning import async_begin_anew
from .node_tasks import NodeTasks
from .peer_devices import PeerDeviceRegistry
from .protocol import (
    PEER_ID_SIZE,
    CloseLink,
    DeliveryChanged,
    Effect,
    Event,
    FrameReceived,
    Identity,
    Instant,
    KeyRefused,
    LinkBound,
    LinkDown,
    LinkUp,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    OutboxChanged,
    Peer,
    PeerChange,
    PeerChanged,
    PeerId,
    PeerPinned,
    PingEnded,
    PrivateMessageReceived,
    PrivatePolicy,
    SendFrame,
    SentBroadcast,
    SentPrivate,
    Tick,
    TrustChanged,
    VerificationCode,
)
from .settings import NodeSettings, Role
from .signal_history import SignalHistory
from .state_writer import NODE, TRAFFIC, StateWriter
from .store import IdentityStore, PeerStore
from .transport.connection_manager import ConnectionManager
from .transport.gatt_server import GattServer, GattServerFault, GattServerState
from .transport.reconnect_policy import ReconnectPolicy
from .transport_settings import transport_settings
from .waiting_pings import WaitingPings

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
        history: HistoryStore,
        engine_store: EngineStore,
        memory: EngineMemory,
    ) -> None:
        """Put the parts together; nothing is on the air yet."""
        self.hass = hass
        self.entry = entry
        self.identity = identity
        self.settings = settings
        self.errors = ErrorLog()
        self.new_messages = Listeners[MeshMessageEvent]()
        self.old_messages = Listeners[MeshMessageEvent]()
        self.new_private_messages = Listeners[ReceivedEvent]()
        self.deliveries = Listeners[MeshDeliveryEvent]()
        self.peer_changes = Listeners[PeerChange, Peer]()
        self.settings_changed = Listeners[()]()
        # All that happens but frames, and those: only while somebody watches them.
        self.facts = Listeners[Event | Effect]()
        self.frames = Listeners[FrameReceived | SendFrame]()
        self.activity = ActivityLog()
        self.signals = SignalHistory()
        rng = random.SystemRandom()
        self.tasks = NodeTasks(hass, entry, rng)
        self.writer = StateWriter(hass.loop, self.tasks.meter)
        self.devices = PeerDeviceRegistry(
            hass, entry.entry_id, identity.fingerprint, known, settings
        )
        self._known = known
        self._history = history
        self._engine_store = engine_store
        self._conversations = Conversations(
            hass, entry.entry_id, self.devices, known, history
        )
        self.emergencies = EmergencyBroadcasts(self)
        self._faults = BluetoothFaults(hass, settings, lambda: self.manager.links)
        self.engine = MeshEngine(
            identity,
            _mesh_settings(settings),
            rng,
            known.pins(),
            outbox=memory.outbox,
            sent=memory.sent,
            history=memory.packets,
            trust=memory.trust,
            received=memory.received,
        )
        engine_store.async_follow(self.engine)
        self.gatt_server: GattServer | None = None
        # Also while it does not advertise: the user may have it do so at any time.
        if Role.PERIPHERAL in settings.roles:
            factory = hass.data.get(DATA_GATT_SERVER_FACTORY, create_gatt_server)
            self.gatt_server = factory(settings.adapter, self.tasks.create, rng)
        self.manager = ConnectionManager(
            hass,
            transport_settings(settings),
            self.handle,
            self.gatt_server,
            self.tasks.create,
            self._server_state_changed,
            rng,
            remembered=memory.centrals,
            on_centrals=engine_store.async_centrals_changed,
            meter=self.tasks.meter,
        )
        server = self.gatt_server
        self.tasks.follow(self.manager.tasks, None if server is None else server.tasks)
        self.tasks.follow_writers(
            *known.writers,
            *history.writers,
            *engine_store.writers,
            *self.emergencies.writers,
        )
        # The engine makes its own list anew each time that it is asked.
        self._peers: dict[PeerId, Peer] = {}
        self._pings = WaitingPings(hass.loop)
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

    def peer(self, peer_id: PeerId) -> Peer | None:
        """Return a peer by its ID while it is in reach."""
        return self._peers.get(peer_id)

    def edges(self) -> frozenset[tuple[PeerId, PeerId]]:
        """Return the links between peers that both of their ends announce."""
        return self.engine.edges(self._now())

    def last_seen_ms(self, fingerprint: str) -> int | None:
        """Return when a peer was last seen, in Unix milliseconds, also if long ago."""
        if (peer := self.peer_in_reach(fingerprint)) is not None:
            return peer.last_seen_ms
        known = self._known.get(fingerprint)
        return None if known is None else known.last_seen_ms

    @property
    def history(self) -> History:
        """Return what was said."""
        return self._history.history

    @property
    def history_changes(self) -> Listeners[HistoryChange]:
        """Return who is told of each change to that."""
        return self._history.changes

    @property
    def names(self) -> dict[str, str]:
        """Return everybody whose keys we know by fingerprint, with their nicknames."""
        names = {
            fingerprint: peer.nickname for fingerprint, peer in self._known.items()
        }
        return names | {peer.fingerprint: peer.nickname for peer in self.peers}

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
        now_ms = self._now().unix_ms
        self.devices.async_apply(self.settings, now_ms)
        self._history.async_prune(now_ms)

    @callback
    def _go_on_air(self, _hass: HomeAssistant) -> None:
        """Begin dialing and advertising, without holding anything up."""
        self._on_air = True
        self._started_ms = self._now().unix_ms
        self._faults.async_start()
        self._start_task = self.tasks.of("coordinator").start(
            "start", self._async_start_manager
        )
        self._roles_changed()

    async def _async_start_manager(self) -> None:
        """Start the transport, then say who we are."""
        await self.manager.async_start()
        self._arm()

    @callback
    def async_on_stop(self, ended: CALLBACK_TYPE) -> None:
        """Have something called first of all when the node stops."""
        self._unsubscribe.append(ended)

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
        self._pings.stop()
        self.writer.stop()
        self._faults.async_stop()
        await self.tasks.async_stop()

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

    @property
    def verification_code(self) -> str:
        """Return a fresh code for others to scan."""
        return self.engine.verification_code(self._now())

    @property
    def now_ms(self) -> int:
        """Return this moment in Unix milliseconds."""
        return self._now().unix_ms

    @callback
    def handle(self, event: Event) -> None:
        """Take in a fact from the transport.

        Doing what the engine wants can bring the next fact; they are taken in turn.
        """
        self._pending.append(event)
        if self._handling:
            return
        self._handling = True
        self.tasks.meter.begin()
        try:
            while self._pending:
                self._handle_one(self._pending.popleft())
        finally:
            self._handling = False
            self._arm()
            self.tasks.meter.end(type(event).__name__)

    @callback
    def _handle_one(self, event: Event) -> None:
        """Let the engine judge one fact, and do what it wants done."""
        if isinstance(event, FrameReceived) and self.frames:
            self.frames.call(event)
        with self.errors.guard("handling an event"):
            self._apply(self.engine.handle(event, self._now()))
        if isinstance(event, LinkUp | LinkDown):
            self.writer.changed(NODE)
        if not isinstance(event, FrameReceived):
            self.facts.call(event)

    @callback
    def _apply(self, effects: Iterable[Effect]) -> None:
        """Do what the engine wants done."""
        for effect in effects:
            with self.errors.guard(f"applying {type(effect).__name__}"):
                self._apply_one(effect)
        self.writer.changed(TRAFFIC)

    @callback
    def _do(self, effects: Iterable[Effect]) -> None:
        """Do what a wish of ours comes to, and wait for what follows."""
        with self.tasks.meter.turn("command"):
            self._apply(effects)
            self._arm()

    @callback
    def _apply_one(self, effect: Effect) -> None:
        """Do one thing."""
        match effect:
            case SendFrame():
                self.manager.send(effect)
                if self.frames:
                    self.frames.call(effect)
                return
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
            case PrivateMessageReceived():
                self._private_message_received(effect)
            case DeliveryChanged():
                self._delivery_changed(effect)
            case OutboxChanged():
                self._engine_store.async_outbox_changed()
            case TrustChanged():
                self._engine_store.async_trust_changed()
                if (fingerprint := self._fingerprint_of(effect.peer_id)) is not None:
                    self.writer.changed(fingerprint)
            case KeyRefused():
                self._key_refused(effect)
            case PingEnded():
                self._pings.ended(effect)
        self.facts.call(effect)

    @callback
    def _arm(self) -> None:
        """Wait until the engine next has something to do.

        A timer that comes too early is let be: it arms the next one, and that costs
        less than a new timer for every frame.
        """
        try:
            deadline = self.engine.next_deadline()
        except Exception:
            # Without a timer the node would be silent until the next event.
            deadline = self.hass.loop.time() + ReconnectPolicy().initial
            with self.errors.guard("planning"):
                raise
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
        before = self._peers.get(peer.peer_id)
        urgent = before is None or not peer.reachable or before.direct != peer.direct
        self._known.update(peer)
        if effect.change is PeerChange.LEFT:
            self._peers.pop(peer.peer_id, None)
        else:
            self._peers[peer.peer_id] = peer
            self.devices.async_consider(peer)
        if effect.change is not PeerChange.UPDATED:
            self.writer.changed(NODE)
        self.writer.changed(peer.fingerprint, urgent=urgent)
        self.peer_changes.call(effect.change, peer)

    @callback
    def _message_received(self, message: MessageReceived) -> None:
        """Tell Home Assistant of a message."""
        event = self._conversations.async_public_received(
            message, self._nickname_of(message.via)
        )
        self._engine_store.async_gossip_changed()
        if self._is_news(message):
            self.new_messages.call(event)
        else:
            self.old_messages.call(event)
        self.writer.changed(message.peer.fingerprint)

    @callback
    def _private_message_received(self, message: PrivateMessageReceived) -> None:
        """Tell Home Assistant of a private message."""
        event = self._conversations.async_private_received(
            message, self._nickname_of(message.via)
        )
        # With the outbox is stored what was shown, lest a restart shows it again.
        self._engine_store.async_outbox_changed()
        self.new_private_messages.call(event)
        self.writer.changed(message.peer.fingerprint)

    @callback
    def _delivery_changed(self, delivery: DeliveryChanged) -> None:
        """Tell Home Assistant how far a message of ours got."""
        event = self._conversations.async_delivery_changed(
            delivery,
            None
            if delivery.peer_id is None
            else self._fingerprint_of(delivery.peer_id),
        )
        self.deliveries.call(event)

    @callback
    def _key_refused(self, refused: KeyRefused) -> None:
        """Explain that somebody came with another key than the one we know."""
        known = self._known.get(refused.fingerprint)
        async_show_refused_key(
            self.hass,
            self.entry.entry_id,
            refused.fingerprint,
            refused.nickname if known is None else known.nickname,
        )

    def _nickname_of(self, peer_id: PeerId | None) -> str | None:
        """Return what a neighbour calls itself, while it is in reach."""
        peer = None if peer_id is None else self.peer(peer_id)
        return None if peer is None else peer.nickname

    def _fingerprint_of(self, peer_id: PeerId) -> str | None:
        """Return whose ID this is: the beginning of a fingerprint that we know."""
        prefix = peer_id.hex()
        return self.history.conversation_of(peer_id) or next(
            (name for name in self.names if name.startswith(prefix)), None
        )

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

    def _check_running(self) -> None:
        """Refuse what can not be done off the air."""
        if not self.running:
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="not_running"
            )

    @callback
    def async_broadcast(self, text: str) -> SentBroadcast:
        """Send a message to everyone in reach."""
        self._check_running()
        return self._tell_everybody(self.engine.broadcast, text)

    @callback
    def async_announce(self) -> None:
        """Announce ourselves as soon as the spacing of announces allows."""
        self._check_running()
        self._do(self.engine.announce(self._now()))

    @callback
    def async_alarm(self, text: str) -> SentBroadcast:
        """Send a message to everyone before all else, now or as soon as links are up."""
        return self._tell_everybody(self.engine.alarm, text)

    @callback
    def _tell_everybody(
        self,
        send: Callable[[str, Instant], tuple[SentBroadcast, list[Effect]]],
        text: str,
    ) -> SentBroadcast:
        """Send a text, and remember that we did."""
        now = self._now()
        with translated_errors():
            sent, effects = send(text, now)
        self._conversations.async_broadcast_sent(sent, text, now.unix_ms)
        self._engine_store.async_gossip_changed()
        self._do(effects)
        return sent

    @callback
    def async_repeat_alarm(self, alarm_id: str, have_it: Iterable[bytes]) -> int | None:
        """Send an alarm's own packets again; None where they are too old for it."""
        sent, effects = self.engine.repeat_alarm(
            alarm_id, map(PeerId, have_it), self._now()
        )
        self._do(effects)
        return sent

    @callback
    def async_send_private(self, fingerprint: str, text: str) -> SentPrivate:
        """Send a private message, now or when its recipient is back."""
        now = self._now()
        with translated_errors():
            sent, effects = self.engine.send_private(_peer_id(fingerprint), text, now)
        self._conversations.async_private_sent(fingerprint, sent, text, now.unix_ms)
        # Also one that is on its way: nobody has confirmed it yet.
        self._engine_store.async_outbox_changed()
        self._do(effects)
        return sent

    async def async_ping(self, fingerprint: str) -> PingEnded:
        """Ask a peer for a sign, and wait for it, or for the engine to give up."""
        self._check_running()
        with translated_errors():
            nonce, effects = self.engine.ping(_peer_id(fingerprint), self._now())
        self._pings.begin(nonce)
        self._do(effects)
        return await self._pings.async_wait(nonce)

    @callback
    def async_mark_read(
        self, conversation: str, message_ids: list[str] | None
    ) -> tuple[str, ...]:
        """Mark messages read; the sender is told if the user allows it."""
        read = self._history.async_mark_read(conversation, message_ids)
        if (
            read
            and conversation != PUBLIC
            and self.settings.sends_read_receipts(conversation)
        ):
            self._do(
                self.engine.send_read_receipts(
                    _peer_id(conversation), read, self._now()
                )
            )
        return read

    @callback
    def async_remove_message(self, conversation: str, message_id: str) -> None:
        """Forget one message."""
        self._history.async_remove_message(conversation, message_id)

    async def async_store_received(self) -> bool:
        """Have on disk which private messages were shown, so that none is again.

        Return whether that could be done.
        """
        return await self._engine_store.async_flush_received()

    async def async_clear_history(self, conversation: str | None) -> int:
        """Forget what was said; return how many messages."""
        return await self._history.async_clear(conversation)

    @callback
    def async_set_verified(self, fingerprint: str, *, verified: bool) -> None:
        """Note that the user compared fingerprints with somebody, or take it back."""
        with translated_errors():
            effects = self.engine.set_verified(
                _peer_id(fingerprint), self._now(), verified=verified
            )
        self._engine_store.async_trust_changed()
        self._do(effects)

    @callback
    def async_begin_verification(self, code: VerificationCode) -> PeerId:
        """Challenge whoever showed a code; a `VerificationEnded` among the facts ends it."""
        self._check_running()
        with translated_errors():
            peer_id, effects = self.engine.begin_verification(code, self._now())
        self._do(effects)
        return peer_id

    @callback
    def async_set_blocked(self, fingerprint: str, *, blocked: bool) -> None:
        """Hear nothing of somebody any more, or again."""
        with translated_errors():
            effects = self.engine.set_blocked(
                _peer_id(fingerprint), self._now(), blocked=blocked
            )
        self._engine_store.async_trust_changed()
        self._do(effects)

    async def async_wipe(self) -> None:
        """Forget everything, on disk as well, and come back as someone new.

        For whoever holds the entry's setup lock.
        """
        with self.errors.guard("wiping"):
            self._apply(self.engine.wipe(self._now()))
        with suppress(TimeoutError):
            async with asyncio.timeout(LEAVE_TIMEOUT):
                await self.manager.async_flush()
        await IdentityStore(self.hass).async_remove()
        await self._history.async_remove()
        await self._engine_store.async_remove()
        await self.emergencies.async_remove()
        await self._known.async_remove()
        await async_remove_leftovers(self.hass)
        await async_begin_anew(self.hass, self.entry)

    @callback
    def async_update_settings(self, settings: NodeSettings) -> None:
        """Go over to new settings while running."""
        self.settings = settings
        self.manager.update_settings(transport_settings(settings))
        self._faults.async_apply(settings)
        now = self._now()
        self._do(self.engine.update_settings(_mesh_settings(settings), now))
        self._history.async_keep_private(keep=settings.keep_private)
        self.devices.async_apply(settings, now.unix_ms)
        self._roles_changed()
        self.settings_changed.call()

    @callback
    def async_remove_peer(self, fingerprint: str) -> None:
        """Forget a peer whose device the user removes: its key, and that it was met."""
        self.devices.async_removed_by_user(fingerprint)
        self.async_forget_key(fingerprint)

    @callback
    def async_forget_key(self, fingerprint: str) -> None:
        """Forget the key pinned for a peer; its next announce pins anew."""
        self._known.forget(fingerprint)
        self._do(self.engine.forget_peer(_peer_id(fingerprint), self._now()))
        self._engine_store.async_trust_changed()
        self._engine_store.async_outbox_changed()

    @callback
    def _tidy(self, now: datetime) -> None:
        """Look for devices of peers not seen for days, and for what was said long ago."""
        now_ms = self._now().unix_ms
        with self.errors.guard("tidying"), self.tasks.meter.turn("housekeeping"):
            self.devices.async_tidy(now_ms)
            self._history.async_prune(now_ms)


def _mesh_settings(settings: NodeSettings) -> MeshSettings:
    """Return what the engine needs to know."""
    return MeshSettings(
        nickname=settings.nickname,
        relay=settings.relay,
        accept_private=PrivatePolicy(settings.accept_private, settings.picked_peers),
        radio_profile=settings.radio_profile,
    )


def _peer_id(fingerprint: str) -> PeerId:
    """Return the ID that goes with a fingerprint: it is its beginning."""
    return PeerId(bytes.fromhex(fingerprint)[:PEER_ID_SIZE])
