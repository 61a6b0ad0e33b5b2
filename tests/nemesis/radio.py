"""A virtual radio: whole nodes in one process, on a stack that can be harmed anywhere.

Each node is the production engine, connection manager, central links, send queues,
notification manager and GATT server's supervisor. What is below them is a machine of
the test: a bluetoothd and its adapter as they show on D-Bus, and bleak's connections.
Time is virtual, all chance comes from a seed.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from random import Random
from types import SimpleNamespace
from typing import Any, Self, override

from bleak.backends.device import BLEDevice
from bleak.exc import BleakDBusError, BleakError
from bleak_retry_connector import BleakOutOfConnectionSlotsError
from homeassistant.core import CoreState
import pytest

from custom_components.mesh_broadcast.protocol import (
    CloseLink,
    DeliveryChanged,
    DeliveryFailure,
    Effect,
    Event,
    FramesDropped,
    Identity,
    Instant,
    LinkBound,
    LinkUp,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    OutboxChanged,
    PeerId,
    PeerPinned,
    PrivateMessageReceived,
    SendFrame,
    Tick,
    TrustChanged,
)
from custom_components.mesh_broadcast.transport import (
    ConnectionManager,
    GattServerFault,
    GattServerState,
    TransportSettings,
    central_link,
    connection_manager,
    discovery,
    gatt_supervisor,
    scanner_paths,
)
from custom_components.mesh_broadcast.transport.bluez_watch import (
    Adapter,
    GattServerFaultError,
)
from custom_components.mesh_broadcast.transport.gatt_supervisor import (
    GattSupervisor,
    Peripheral,
    PeripheralObserver,
)
from tests.transport.fakes import (
    FakeAir,
    FakeBluetooth,
    FakeClient,
    FakePeripheral,
    FakeScanner,
)
from tests.transport.virtual_time import VirtualClock

from .history import Accepted, Air, Ended, Fact, Named, Restarted, Shown, Told
from .mangling import Mangling

EPOCH_MS = 1_790_000_000_000

ADVERTISED_EVERY_S = 0.6
"""About what a scanner that listens a part of the time hears of an advertisement."""

LATENCY_S = 0.012
NOTIFICATION_S = 0.013
"""What our server takes for one: it spaces them by 12 ms."""

SUPERVISION_S = 2.0
"""After which the other end of a connection notices that a host is gone: what BlueZ asks
for, and what its kernel leaves an idle connection."""

MAX_SKEW_S = 60.0
"""Two clocks may differ by twice that (wire section 5.4)."""

SETTLE_S = 3.0
"""For how long a new bluetoothd may still be loading its adapters, as the watch has it."""

LEAVE_TIMEOUT_S = 2.0
"""For how long a node that is unloaded waits for its goodbye to be sent."""

PROXY_SLOTS = 3
"""What an ESPHome proxy has unless it is told otherwise."""

PROXY_SLOW_S = 1.0
"""What a dial through a proxy takes, which has it all over Wi-Fi."""

_HERE: ContextVar[Machine] = ContextVar("machine")


class Way(FakePeripheral):
    """How one machine sees another: the device it can dial, and what is on the way."""

    def __init__(self, radio: Radio, dialer: Machine, server: Machine) -> None:
        super().__init__(server.address)
        self.radio = radio
        self.dialer = dialer
        self.server = server
        self.mangling: tuple[Mangling, ...] = ()
        self.on_frame: Callable[[bytes], None] | None = None
        self.on_change: Callable[[], None] | None = None
        self.stale = False
        self.in_range = False
        self.via: FakeScanner | None = None
        self._was_linked = False
        self._last_client: FakeClient | None = None
        self._was_subscribed = False

    @property
    def path(self) -> str:
        """Where the server's BlueZ keeps the device that dialed it."""
        address = self.dialer.address if self.via is None else self.via.source
        return f"{self.server.path}/dev_{address.replace(':', '_')}"

    @property
    def other_role(self) -> Way | None:
        """The same connection in the other role, where one carries both."""
        if not self.radio.shares_connections or self.via is not None:
            return None
        other = self.server.ways.get(self.dialer.address)
        return None if other is None or other.via is not None else other

    def go_through(self, scanner: FakeScanner | None) -> None:
        """Take a slot of a proxy; None: the machine's own adapter has enough."""
        if scanner is None:
            return
        if scanner.free == 0:
            raise BleakOutOfConnectionSlotsError("the proxy has no slot")
        self.via = scanner
        self.dialer.bluetooth.use_slots(scanner.source, 1)

    def leave_proxy(self) -> None:
        """Give the slot back."""
        scanner, self.via = self.via, None
        if scanner is None:
            return
        if scanner.source in self.dialer.bluetooth.scanners:
            self.dialer.bluetooth.use_slots(scanner.source, -1)

    @override
    def take(self, data: bytes) -> None:
        """Carry a write over."""
        self._carry(data, self._written)

    def carry_back(self, data: bytes) -> None:
        """Carry a notification over."""
        if self.subscribed and not self.stale:
            self._carry(data[: self.mtu - 3], self._notified)

    def _carry(self, data: bytes, arrive: Callable[[bytes], None]) -> None:
        values = [(0.0, data)]
        for mangling in self.mangling:
            values = [
                (delay + more, changed)
                for delay, value in values
                for more, changed in mangling(value, self.radio.rng)
            ]
        loop = asyncio.get_running_loop()
        for delay, value in values:
            loop.call_later(LATENCY_S + delay, self._arrive, arrive, value)
        if self.on_frame is not None:
            self.on_frame(data)

    def _arrive(self, arrive: Callable[[bytes], None], data: bytes) -> None:
        if self.linked and not self.stale:
            arrive(data)

    def _written(self, data: bytes) -> None:
        if self.server.application is not None:
            self.server.application.observer.wrote(self.path, data, self.mtu - 3)

    def _notified(self, data: bytes) -> None:
        self.notify(data)

    @override
    def link_changed(self) -> None:
        """Let the other machine know of its end of the connection."""
        if self.linked is not self._was_linked or self.client is not self._last_client:
            # A new one, where the last was lost without a word
            self._was_linked, self._last_client = self.linked, self.client
            if self.linked:
                if self.stale:
                    self.stale = False
                    self.write_error = self.disconnect_error = None
                self.server.inbound[self.path] = self
            else:
                self.server.central_gone(self)
                if self.other_role is not None:
                    self.other_role.drop()
                self.leave_proxy()
        if self.subscribed is not self._was_subscribed:
            self._was_subscribed = self.subscribed
            self.server.subscribers_changed()
        self.radio.note_air()
        if self.on_change is not None:
            self.on_change()

    @property
    def works(self) -> bool:
        """Whether frames get over it, both ways."""
        return self.subscribed and not self.stale and self.mtu > 110

    def go_stale(self) -> None:
        """Lose the connection in a way of which bleak at the dialer is told nothing."""
        if not self.linked:
            return
        self.stale = True
        self.write_error = BleakDBusError(
            "org.freedesktop.DBus.Error.ServiceUnknown", ["no such name"]
        )
        self.disconnect_error = self.write_error
        self.server.central_gone(self)
        self.radio.note_air()


class Application(Peripheral):
    """Our service as BlueZ has it registered; until it is withdrawn or BlueZ goes."""

    def __init__(self, machine: Machine, observer: PeripheralObserver) -> None:
        self.observer = observer
        self._machine = machine
        self._turn = asyncio.Lock()

    @property
    @override
    def alive(self) -> bool:
        return self._machine.application is self

    @override
    async def async_notify(self, frame: bytes) -> None:
        async with self._turn:
            while not self._machine.notifies:
                if not self.alive:
                    raise ConnectionError("bluetoothd has gone away")
                await asyncio.sleep(NOTIFICATION_S)
            await asyncio.sleep(NOTIFICATION_S)
            if not self.alive:
                raise ConnectionError("bluetoothd has gone away")
            for way in tuple(self._machine.inbound.values()):
                way.carry_back(frame)

    @override
    async def async_hide(self) -> None:
        self._machine.hidden = True
        await asyncio.sleep(0)

    @override
    async def async_close(self) -> None:
        if self.alive:
            self._machine.application = None
        await asyncio.sleep(0)


class VirtualGattServer(GattSupervisor):
    """The production supervisor on a machine of the test."""

    @override
    async def _async_open(self, adapter: Adapter) -> Peripheral:
        machine = _HERE.get()
        await asyncio.sleep(0.1)
        if not machine.usable:
            raise GattServerFaultError(
                GattServerFault.CANNOT_ADVERTISE, "refused: no adapter"
            )
        machine.hidden = False
        machine.application = Application(machine, self)
        machine.subscribers_changed()
        return machine.application


class VirtualWatch:
    """What `BlueZWatch` tells, of a machine of the test."""

    def __init__(
        self, tasks: Any, on_change: Callable[[], None], gone: Callable[[str], None]
    ) -> None:
        self.changed = False
        self.daemon_lost = False
        self._on_change = on_change
        self._gone = gone
        self._machine = _HERE.get()
        self._open = False
        self._followed: set[str] = set()

    @property
    def connected(self) -> bool:
        return self._open

    @property
    def settling(self) -> float:
        since = self._machine.daemon_since
        return max(0.0, since + SETTLE_S - asyncio.get_running_loop().time())

    async def __aenter__(self) -> Self:
        await asyncio.sleep(0.005)
        if not self._machine.bus:
            raise ConnectionRefusedError("no message bus")
        self._open = True
        self._machine.watches.add(self)
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        self._open = False
        self._machine.watches.discard(self)

    def news(self) -> None:
        """Tell of the daemon or an adapter."""
        self.changed = True
        self._on_change()

    def lost(self) -> None:
        """Tell that the message bus is gone."""
        self.close()
        self._on_change()

    def device_gone(self, path: str) -> None:
        if path in self._followed:
            self._followed.discard(path)
            self._gone(path)

    async def async_find_adapter(self, address: str | None) -> Adapter:
        await asyncio.sleep(0.005)
        machine = self._machine
        if not machine.daemon:
            raise GattServerFaultError(GattServerFault.NO_BLUETOOTHD, "not running")
        if not machine.present:
            raise GattServerFaultError(GattServerFault.NO_ADAPTER, "no adapter")
        if not machine.powered:
            raise GattServerFaultError(GattServerFault.ADAPTER_OFF, "switched off")
        return Adapter(machine.path, machine.address)

    async def async_can_scan(self, adapter: Adapter) -> bool:
        await asyncio.sleep(0.005)
        return self._machine.usable

    async def async_is_usable(self, adapter: Adapter) -> bool:
        await asyncio.sleep(0.005)
        return self._machine.usable

    async def async_connected_devices(self, adapter: Adapter) -> frozenset[str]:
        return frozenset(self._machine.inbound)

    async def async_follow_device(self, path: str) -> None:
        self._followed.add(path)
        if path not in self._machine.inbound:
            self.device_gone(path)

    async def async_disconnect_devices(self, paths: Iterator[str]) -> None:
        for path in tuple(paths):
            await self.async_begin_disconnect(path)

    async def async_begin_disconnect(self, path: str) -> None:
        await asyncio.sleep(0.02)
        if (way := self._machine.inbound.get(path)) is not None:
            way.drop()

    def unfollow_devices(self) -> None:
        self._followed.clear()


class Machine:
    """A computer: a message bus, a bluetoothd, one adapter, and slots on it."""

    def __init__(self, radio: Radio, number: int) -> None:
        self.radio = radio
        self.address = f"00:00:00:00:00:{number:02X}"
        self.path = "/org/bluez/hci0"
        self.bus = self.daemon = self.present = self.powered = True
        self.notifies = True
        self.heard = True
        self.hidden = False
        self.daemon_since = -SETTLE_S
        self.watches: set[VirtualWatch] = set()
        self.application: Application | None = None
        self.inbound: dict[str, Way] = {}
        self.ways: dict[str, Way] = {}
        self.initiating = 0
        self.proxies: list[FakeScanner] = []
        self.bluetooth = FakeBluetooth(radio.clock)
        self.scanner = FakeScanner(self.address, hci=0, slots=None)
        self.air = FakeAir()
        self.scans()

    @property
    def usable(self) -> bool:
        """Whether the adapter can be used at all."""
        return self.bus and self.daemon and self.present and self.powered

    @property
    def advertises(self) -> bool:
        return (
            self.usable
            and self.heard
            and self.application is not None
            and not self.hidden
            # A kernel that initiates a connection does not advertise.
            and not (self.radio.shares_connections and self.initiating)
        )

    def scans(self) -> None:
        """Have the scanner that Home Assistant has while the adapter can be used."""
        registered = self.address in self.bluetooth.scanners
        if self.usable and not registered:
            self.bluetooth.add_scanner(self.scanner)
        elif not self.usable and registered:
            self.bluetooth.remove_scanner(self.address)

    def subscribers_changed(self) -> None:
        """Tell our service whether anybody listens, as BlueZ does."""
        if self.application is not None:
            subscribed = any(way.subscribed for way in self.inbound.values())
            self.application.observer.subscription_changed(subscribed=subscribed)

    def central_gone(self, way: Way) -> None:
        """Notice that somebody who dialed us has gone."""
        if self.inbound.pop(way.path, None) is not None:
            for watch in tuple(self.watches):
                watch.device_gone(way.path)
            self.subscribers_changed()

    # -- what becomes of it

    def lose_everybody(self, *, silently: bool = False) -> None:
        """Lose every connection; `silently`: nobody here is told."""
        for way in self.ways.values():
            if way.via is not None:
                continue
            if silently:
                way.go_stale()
            else:
                way.drop()
        for way in tuple(self.inbound.values()):
            way.drop()

    def service_gone(self) -> None:
        """Lose the registered service and its advertisement."""
        application, self.application = self.application, None
        if application is not None:
            application.observer.lost()

    def changed(self) -> None:
        """Let everybody here know of another state of daemon or adapter."""
        self.scans()
        for watch in tuple(self.watches):
            watch.news()

    def run_proxy(self, proxy: FakeScanner, *, up: bool) -> None:
        """End or begin a proxy, with all connections through it."""
        if up is (proxy.source in self.bluetooth.scanners):
            return
        if up:
            proxy.used = 0
            self.bluetooth.add_scanner(proxy)
            return
        self.bluetooth.remove_scanner(proxy.source)
        for way in self.ways.values():
            if way.via is proxy:
                way.drop()

    def use_proxy(self, proxy: FakeScanner, used: int) -> None:
        """Have so many slots of a proxy taken; one that is away tells nobody."""
        if proxy.source in self.bluetooth.scanners:
            self.bluetooth.use_slots(proxy.source, used - proxy.used)
        proxy.used = used

    def proxy_for(self, way: Way) -> FakeScanner | None:
        """Return the proxy through which Home Assistant dials; None: the adapter."""
        paths = self.bluetooth.async_scanner_devices_by_address(None, way.address)
        best = max(paths, key=lambda path: path.score_connection_path(0), default=None)
        if best is None or best.scanner is self.scanner:
            return None
        return best.scanner

    def power(self, *, on: bool) -> None:
        self.powered = on
        if not on:
            self.lose_everybody()
        self.changed()

    def plug(self, *, present: bool) -> None:
        self.present = present
        if not present:
            self.lose_everybody()
            self.service_gone()
        self.changed()

    def run_daemon(self, *, up: bool) -> None:
        self.daemon = up
        if up:
            self.daemon_since = self.radio.clock()
            self._reachable_again()
        else:
            self.service_gone()
            self.lose_everybody(silently=True)
            for watch in self.watches:
                watch.daemon_lost = True
        self.changed()

    def run_bus(self, *, up: bool) -> None:
        """End or begin the message bus, and bluetoothd with it."""
        self.bus = self.daemon = up
        if up:
            self.daemon_since = self.radio.clock()
            self._reachable_again()
        else:
            self.service_gone()
            self.lose_everybody(silently=True)
            for watch in tuple(self.watches):
                watch.lost()
        self.scans()

    def _reachable_again(self) -> None:
        """Have a new bluetoothd answer what the old one did not."""
        for way in self.ways.values():
            way.write_error = way.disconnect_error = None
            if way.stale and way.client is not None:
                # bleak finds its objects gone as soon as there is somebody to ask
                way.write_error = BleakDBusError(
                    "org.freedesktop.DBus.Error.UnknownObject", ["no such object"]
                )


@dataclass(slots=True)
class Disk:
    """What a node has stored."""

    outbox: Any = ()
    sent: Any = ()
    received: Any = ()
    trust: Any = ()
    packets: Any = ()
    full: int = 0
    full_since: float = 0.0


class RadioNode:
    """A node as Home Assistant runs it, without Home Assistant."""

    def __init__(
        self, radio: Radio, name: str, number: int, settings: TransportSettings
    ) -> None:
        self.radio = radio
        self.name = name
        self.machine = Machine(radio, number)
        self.identity = Identity.generate(Random(name).randbytes)
        self.disk = Disk()
        self.skew_s = 0.0
        self.tasks: set[asyncio.Task[None]] = set()
        self.link_ups = 0
        self.dropped = 0
        self._settings = settings
        self._pins: dict[PeerId, PeerPinned] = {}
        self._starts = 0
        self._timer: asyncio.TimerHandle | None = None
        self._queue: list[Event] = []
        self._handling = False
        self._context = copy_context()
        self._context.run(_HERE.set, self.machine)
        self.running = False
        self.leaving = False
        self.engine: MeshEngine
        self.manager: ConnectionManager

    # -- life

    async def start(self) -> None:
        """Begin with what is stored."""
        self._starts += 1
        rng = Random(f"{self.radio.seed}/{self.name}/{self._starts}")
        disk = self.disk
        self.engine = MeshEngine(
            self.identity,
            MeshSettings(self.name),
            rng,
            self._pins.values(),
            outbox=disk.outbox,
            sent=disk.sent,
            history=disk.packets,
            trust=disk.trust,
            received=disk.received,
        )
        hass: Any = SimpleNamespace(
            loop=asyncio.get_running_loop(),
            state=CoreState.running,
            bluetooth=self.machine.bluetooth,
        )
        server = VirtualGattServer(None, self._create_task, rng)
        self.manager = ConnectionManager(
            hass,
            self._settings,
            self.handle,
            server if self._settings.peripheral else None,
            self._create_task,
            self._server_changed,
            rng,
            clock=self.radio.clock,
        )
        self.running = True
        await self._run(self.manager.async_start())
        self._arm()

    async def stop(self) -> None:
        """End in peace, as when its entry is unloaded."""
        self.leaving = True
        self.apply(self.engine.leave(self.now()))
        with suppress(TimeoutError):
            async with asyncio.timeout(LEAVE_TIMEOUT_S):
                await self._run(self.manager.async_flush())
        self.running = self.leaving = False
        await self._run(self.manager.async_stop())
        self._store_all()
        if self._timer is not None:
            self._timer.cancel()

    async def kill(self) -> None:
        """End at once: nothing is stored, nobody is told but by the lost connections."""
        self.running = False
        if self._timer is not None:
            self._timer.cancel()
        tasks = tuple(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._run(self.manager.async_stop())
        self.machine.service_gone()
        self.machine.lose_everybody()
        for way in self.machine.ways.values():
            way.drop()
        self.note_restart()

    def note_restart(self) -> None:
        """Write down that it begins anew, and what is not on its disk."""
        forgot_since = self.disk.full_since if self.disk.full else None
        restarted = Restarted(self.radio.clock(), self.name, forgot_since)
        self.radio.record.append(restarted)

    def fill_disk(self, *, full: bool) -> None:
        """Let its disk take nothing, or take all that waits, as its store sees to."""
        if full and not self.disk.full:
            self.disk.full_since = self.radio.clock()
        self.disk.full += 1 if full else -1
        if self.running:
            self._store_all()

    def _create_task(
        self, coroutine: Coroutine[Any, Any, None], name: str
    ) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(
            coroutine, name=name, context=self._context
        )
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def _run(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Wait for something of this node's, in its place."""
        await asyncio.get_running_loop().create_task(coroutine, context=self._context)

    # -- between engine and transport, as the coordinator does it

    def now(self) -> Instant:
        now = self.radio.clock()
        return Instant(now, EPOCH_MS + round((now + self.skew_s) * 1000))

    def handle(self, event: Event) -> None:
        if not self.running:
            return
        if isinstance(event, LinkUp):
            self.link_ups += 1
        if isinstance(event, FramesDropped):
            self.dropped += event.count
        self._queue.append(event)
        if self._handling:
            return
        self._handling = True
        while self._queue:
            self.apply(self.engine.handle(self._queue.pop(0), self.now()))
        self._handling = False
        self._arm()

    def apply(self, effects: list[Effect]) -> None:
        for effect in effects:
            self._apply_one(effect)

    def _apply_one(self, effect: Effect) -> None:
        match effect:
            case SendFrame():
                self.manager.send(effect)
            case CloseLink():
                self.manager.close_link(effect)
            case LinkBound():
                self.manager.bind(effect)
            case PeerPinned():
                self._pins[effect.peer_id] = effect
            case MessageReceived() | PrivateMessageReceived():
                self._shown(effect)
            case OutboxChanged():
                self._store_private()
            case TrustChanged() if not self.disk.full:
                self.disk.trust = self.engine.trust
            case DeliveryChanged():
                self.radio.record.append(
                    Told(
                        self.radio.clock(),
                        self.name,
                        effect.message_id,
                        effect.status.value,
                        never_sent=effect.failure is DeliveryFailure.EXPIRED,
                    )
                )
            case _:
                pass

    def _shown(self, effect: MessageReceived | PrivateMessageReceived) -> None:
        private = isinstance(effect, PrivateMessageReceived)
        self.radio.record.append(
            Shown(
                self.radio.clock(),
                self.name,
                effect.message_id,
                effect.text,
                self.radio.name_of(effect.peer.fingerprint),
                effect.peer.nickname,
                private=private,
            )
        )
        if private:
            self._store_private()
        elif not self.disk.full:
            self.disk.packets = self.engine.stored_packets

    def _store_private(self) -> None:
        if not self.disk.full:
            self.disk.outbox = self.engine.outbox
            self.disk.sent = self.engine.sent_private
            self.disk.received = self.engine.received_private

    def _store_all(self) -> None:
        self._store_private()
        if not self.disk.full:
            self.disk.trust = self.engine.trust
            self.disk.packets = self.engine.stored_packets

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        deadline = self.engine.next_deadline()
        if deadline is not None and self.running:
            loop = asyncio.get_running_loop()
            when = max(deadline, loop.time() + 0.001)
            self._timer = loop.call_at(when, self.handle, Tick(), context=self._context)

    def _server_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        self.radio.server_states.append((self.radio.clock(), self.name, state, fault))

    # -- what its user does and sees

    def say(self, text: str) -> str:
        """Tell everybody."""
        sent, effects = self.engine.broadcast(text, self.now())
        for message in sent.message_ids:
            self.radio.record.append(
                Accepted(
                    self.radio.clock(), self.name, message, text, skew_s=self.skew_s
                )
            )
        if not self.disk.full:
            self.disk.packets = self.engine.stored_packets
        self.apply(effects)
        self._arm()
        return sent.message_ids[0]

    def whisper(self, to: RadioNode, text: str) -> str:
        """Tell one."""
        sent, effects = self.engine.send_private(to.identity.peer_id, text, self.now())
        self.radio.record.append(
            Accepted(self.radio.clock(), self.name, sent.message_id, text, to.name)
        )
        self._store_private()
        self.apply(effects)
        self._arm()
        return sent.message_id

    def knows(self, other: RadioNode) -> bool:
        """Whether another node is in reach by what this one knows."""
        return other.identity.peer_id in self.engine.peers

    @property
    def linked(self) -> set[str]:
        """Who is at the other ends of its links."""
        ids = {n.identity.peer_id: n.name for n in self.radio.nodes.values()}
        bound = {s.peer_id for s in self.engine.links.values() if s.peer_id}
        return {ids[peer_id] for peer_id in bound}


class _Everywhere:
    """Home Assistant's Bluetooth, of whichever machine its caller runs on."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(hass: Any, *args: Any, **kwargs: Any) -> Any:
            return getattr(hass.bluetooth, name)(hass, *args, **kwargs)

        return call


class Radio:
    """Machines that hear each other, and time that costs nothing."""

    def __init__(self, clock: VirtualClock, seed: int = 1) -> None:
        self.clock = clock
        self.seed = seed
        self.rng = Random(seed)
        self.nodes: dict[str, RadioNode] = {}
        self.record: list[Fact] = []
        self.server_states: list[
            tuple[float, str, GattServerState, GattServerFault | None]
        ] = []
        self.foul = False
        self.shares_connections = False
        self._in_range: set[frozenset[str]] = set()
        self._made = 0
        self._ether: asyncio.Task[None] | None = None

    @classmethod
    def installed(
        cls, clock: VirtualClock, patch: pytest.MonkeyPatch, seed: int = 1
    ) -> Radio:
        """Put a virtual radio below the production transport."""
        everywhere = _Everywhere()
        for module in (discovery, connection_manager, scanner_paths):
            patch.setattr(module, "bluetooth", everywhere)
        patch.setattr(scanner_paths, "get_manager", lambda: _HERE.get().bluetooth)
        patch.setattr(gatt_supervisor, "BlueZWatch", VirtualWatch)

        radio = cls(clock, seed)

        async def establish(
            client_class: type, device: BLEDevice, *args: Any, **kwargs: Any
        ) -> FakeClient:
            machine = _HERE.get()
            way = machine.ways[device.address]
            way.go_through(machine.proxy_for(way))
            local = way.via is None
            machine.initiating += local
            try:
                await radio.until_reachable(machine, way)
                await asyncio.sleep(0 if local else PROXY_SLOW_S)
                return await machine.air.establish_connection(
                    client_class, device, *args, **kwargs
                )
            except asyncio.CancelledError:
                # BlueZ is told to disconnect, whoever made the connection.
                if way.other_role is not None:
                    way.other_role.drop()
                way.leave_proxy()
                raise
            except BaseException:
                way.leave_proxy()
                raise
            finally:
                machine.initiating -= local

        patch.setattr(central_link, "establish_connection", establish)
        return radio

    def reseed(self, seed: int) -> None:
        """Take all chance from another seed; before anything is begun."""
        self.seed = seed
        self.rng = Random(seed)

    # -- the mesh

    def add(
        self, *names: str, central: bool = True, peripheral: bool = True
    ) -> list[RadioNode]:
        """Put nodes in place, each out of reach of the others, none of them running."""
        settings = TransportSettings(central, peripheral)
        made = []
        for name in names:
            self._made += 1
            node = RadioNode(self, name, self._made, settings)
            self.nodes[name] = node
            self.record.append(Named(self.clock(), name, name))
            called = f"anon#{node.identity.peer_id.hex()[:4]}"
            self.record.append(Named(self.clock(), name, called))
            made.append(node)
        return made

    def add_proxy(self, name: str) -> FakeScanner:
        """Give a node's Home Assistant a proxy, which hears better than its adapter."""
        machine = self.nodes[name].machine
        source = f"00:00:00:00:AA:{int(machine.address[-2:], 16):02X}"
        proxy = FakeScanner(source, slots=PROXY_SLOTS)
        machine.proxies.append(proxy)
        machine.bluetooth.add_scanner(proxy)
        return proxy

    async def start(self) -> None:
        """Start every node."""
        self._ether = asyncio.create_task(self._advertise())
        for node in self.nodes.values():
            await node.start()

    async def stop(self) -> None:
        """Stop every node; all must have left nothing behind."""
        for node in self.nodes.values():
            if node.running:
                await node.stop()
        if self._ether is not None:
            self._ether.cancel()
            await asyncio.gather(self._ether, return_exceptions=True)
        await asyncio.sleep(5)  # what is still on its way
        for node in self.nodes.values():
            assert not node.tasks, f"{node.name} left {node.tasks}"
            assert not node.machine.bluetooth.subscriptions
            assert not node.machine.watches
            # bleak never learns of the end of a stale one; nobody holds it any more.
            ways = node.machine.ways.values()
            assert not [way for way in ways if way.linked and not way.stale]

    def bring_together(self, *names: str) -> None:
        """Let each of these hear each other."""
        for a in names:
            for b in names:
                if a != b:
                    self._in_range.add(frozenset({a, b}))
                    self.way(a, b).in_range = True
        self.note_air()

    def part(self, a: str, b: str) -> None:
        """Let two hear each other no longer."""
        self._in_range.discard(frozenset({a, b}))
        for way in (self.way(a, b), self.way(b, a)):
            way.in_range = False
            way.drop()
        self.note_air()

    def remove(self, name: str) -> None:
        """Take a node that has ended away for good, with its address."""
        gone = self.nodes[name].machine
        for other in self.nodes:
            if other != name and self.way(other, name).in_range:
                self.part(name, other)
        del self.nodes[name]
        for node in self.nodes.values():
            machine = node.machine
            machine.ways.pop(gone.address, None)
            machine.air.peripherals.pop(gone.address, None)
            if gone.address in machine.bluetooth.history:
                machine.bluetooth.lose(gone.address)
        self.note_air()

    def way(self, a: str, b: str) -> Way:
        """Return how one node's machine sees the other's."""
        here, there = self.nodes[a].machine, self.nodes[b].machine
        if there.address not in here.ways:
            here.ways[there.address] = Way(self, here, there)
            here.air.add(here.ways[there.address])
        return here.ways[there.address]

    @property
    def ways(self) -> list[Way]:
        """All ways between all machines."""
        return [
            way for node in self.nodes.values() for way in node.machine.ways.values()
        ]

    async def until_reachable(self, machine: Machine, way: Way) -> None:
        """Wait until a dial hears who it is for, as BlueZ does; raise if it cannot."""
        while True:
            if way.via is None and not machine.usable:
                raise BleakError("no adapter to dial with")
            if way.via and way.via.source not in machine.bluetooth.scanners:
                raise BleakError("the proxy is gone")
            here_already = way.other_role is not None and way.other_role.linked
            if way.in_range and (way.server.advertises or here_already):
                return
            await asyncio.sleep(0.1)

    def name_of(self, fingerprint: str) -> str:
        """Return whose fingerprint this is."""
        return next(
            (
                node.name
                for node in self.nodes.values()
                if node.identity.fingerprint == fingerprint
            ),
            fingerprint,
        )

    async def _advertise(self) -> None:
        """Let everybody who advertises be heard by those in reach."""
        while True:
            for pair in sorted(self._in_range, key=sorted):
                for a, b in (sorted(pair), sorted(pair, reverse=True)):
                    here, there = self.nodes[a].machine, self.nodes[b].machine
                    if not there.advertises:
                        continue
                    if here.usable:
                        here.bluetooth.advertise(
                            there.address, -60, source=here.address
                        )
                    for proxy in here.proxies:
                        if proxy.source in here.bluetooth.scanners:
                            here.bluetooth.advertise(
                                there.address, -50, source=proxy.source
                            )
            await asyncio.sleep(ADVERTISED_EVERY_S)

    # -- time and truth

    async def run(self, seconds: float) -> None:
        """Let time pass."""
        await asyncio.sleep(seconds)

    async def until(self, condition: Callable[[], bool], within: float = 120) -> float:
        """Let time pass until something holds; return how long that took."""
        started = self.clock()
        while not condition():
            assert self.clock() - started < within, "it did not come to that"
            await asyncio.sleep(0.05)
        return self.clock() - started

    def all_linked(self) -> bool:
        """Whether all who are in reach of each other have a link."""
        return all(
            b in self.nodes[a].linked and a in self.nodes[b].linked
            for a, b in map(sorted, self._in_range)
        )

    def shown(self, text: str) -> set[str]:
        """Return who has shown a text."""
        return {f.node for f in self.record if isinstance(f, Shown) and f.text == text}

    def note_air(self) -> None:
        """Write down who can reach whom, if that has changed."""
        groups = {name: frozenset({name}) for name in self.nodes}
        for a, b in map(sorted, self._in_range):
            if self.way(a, b).works or self.way(b, a).works:
                joined = groups[a] | groups[b]
                groups |= dict.fromkeys(joined, joined)
        skewed = any(abs(node.skew_s) > MAX_SKEW_S for node in self.nodes.values())
        found = tuple(sorted(set(groups.values()), key=sorted))
        air = Air(self.clock(), found, fair=not (self.foul or skewed))
        before = next((f for f in reversed(self.record) if isinstance(f, Air)), None)
        if before is None or (air.groups, air.fair) != (before.groups, before.fair):
            self.record.append(air)

    def history(self) -> tuple[Fact, ...]:
        """Return all that happened."""
        return (*self.record, Ended(self.clock()))
