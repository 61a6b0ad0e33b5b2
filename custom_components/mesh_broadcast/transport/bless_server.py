"""The GATT server on bless, and on nothing of it that hurts: the only importer of bless.

bless offers no place to put other objects in, but each of its classes makes the next one in a
method, so a subclass of each, made here, replaces the one below it, without touching the
package. What is replaced, and why, stands beside each method.
"""

import asyncio
from collections.abc import Callable
import logging
from typing import TYPE_CHECKING, Any, Final, override

from bless.backends.attribute import GATTAttributePermissions
from bless.backends.bluezdbus.dbus.advertisement import BlueZLEAdvertisement, Type
from bless.backends.bluezdbus.dbus.application import BlueZGattApplication
from bless.backends.bluezdbus.dbus.characteristic import (
    BlueZGattCharacteristic,
    Flags,
)
from bless.backends.bluezdbus.dbus.service import BlueZGattService
from bless.backends.bluezdbus.server import BlessServerBlueZDBus
from bless.backends.characteristic import GATTCharacteristicProperties
from dbus_next.aio.proxy_object import ProxyObject
from dbus_next.constants import MessageType, PropertyAccess
from dbus_next.message import Message
from dbus_next.service import dbus_property, method
from dbus_next.signature import Variant

from .bluez_watch import (
    ADVERTISING_MANAGER,
    BLUEZ,
    PROPERTIES,
    Adapter,
    GattServerFaultError,
)
from .const import CHARACTERISTIC_UUID, MAX_ATT_VALUE, SERVICE_UUID
from .gatt_server import GattServerFault
from .gatt_supervisor import GattSupervisor, Peripheral, PeripheralObserver
from .sturdy_bus import SturdyMessageBus

# dbus_next reads the D-Bus signature of a method from its annotations.
if TYPE_CHECKING:
    type Bool = bool
    type Bytes = bytes
    type Options = dict[str, Any]
    type String = str
    type Strings = list[str]
    type Int16 = int
else:
    Bool = "b"
    Bytes = "ay"
    Options = "a{sv}"
    String = "s"
    Strings = "as"
    Int16 = "n"

_LOGGER = logging.getLogger(__name__)

PEER: Final = "org.freedesktop.DBus.Peer"

APPLICATION: Final = "mesh_broadcast"
"""Part of the D-Bus paths of our objects; never on the air."""

NOTIFICATION_SPACING: Final = 0.012
"""Seconds from bluetoothd having read one notification to the question whether it has
sent it. What follows within 10 ms it sends along in one packet (its NFY_MULT_TIMEOUT),
and a bluetoothd at the other end tells its clients only of the last value in that (seen
on 5.66). On a busy machine its timer runs late; hence the question."""

OPEN_TIMEOUT_S: Final = 10.0
"""Registration takes about 0.1 s; a daemon that hangs must not hold us for ever."""

CLOSE_TIMEOUT_S: Final = 2.0
"""Withdrawing is a courtesy: closing the connection withdraws everything as well."""

NOTIFY_TIMEOUT_S: Final = 10.0
"""A bluetoothd that reads nothing for so long will not read again."""

DEFAULT_MTU: Final = 23
"""The smallest MTU of Bluetooth, where BlueZ names none."""

NOTIFICATION_OVERHEAD: Final = 5
"""Bytes of an MTU that are not the value's. BlueZ puts even a single notification into a
packet for several (opcode, handle, length) for a central that says that it can take those,
and cuts what does not fit off without a word (seen on 5.66). Who can, it does not tell."""


class _Characteristic(BlueZGattCharacteristic):
    """The mesh's characteristic: keeps who wrote, tells of subscription edges."""

    observer: PeripheralObserver

    @method()
    @override
    def ReadValue(self, options: Options) -> Bytes:
        """Answer with nothing: a value that is read means nothing in the mesh."""
        return b""

    @method()
    @override
    def WriteValue(self, value: Bytes, options: Options) -> None:
        """Pass a write on with its device and MTU, which bless throws away."""
        try:
            self._wrote(value, options)
        except Exception:
            # A write comes from the air; its answer must not carry our traceback.
            _LOGGER.exception("Could not handle a write")

    @method()
    @override
    def StartNotify(self) -> None:
        """Tell that someone listens."""
        self.observer.subscription_changed(subscribed=True)

    @method()
    @override
    def StopNotify(self) -> None:
        """Tell that nobody listens; bless raises if BlueZ says so twice."""
        self.observer.subscription_changed(subscribed=False)

    def notification(self, frame: bytes) -> Message:
        """Return the signal that makes BlueZ notify all subscribers."""
        return Message.new_signal(
            self.path,
            PROPERTIES,
            "PropertiesChanged",
            "sa{sv}as",
            [self.name, {"Value": Variant("ay", frame)}, []],
        )

    def _wrote(self, value: bytes, options: dict[str, Any]) -> None:
        """Sort a write by what BlueZ says of it."""
        said = {name: variant.value for name, variant in options.items()}
        if said.get("prepare-authorize") or said.get("offset"):
            # Not a frame: a question, or the tail of a value whose head is missing.
            return
        if device := said.get("device"):
            mtu = max(said.get("mtu", DEFAULT_MTU), DEFAULT_MTU)
            limit = min(mtu - NOTIFICATION_OVERHEAD, MAX_ATT_VALUE)
            self.observer.wrote(device, value, limit)


class _Service(BlueZGattService):
    """The mesh's service, with our characteristic in it."""

    observer: PeripheralObserver

    @override
    async def add_characteristic(
        self, uuid: str, flags: list[Flags], value: bytes
    ) -> BlueZGattCharacteristic:
        """Make our characteristic where bless makes its own."""
        characteristic = _Characteristic(
            uuid, flags, len(self.characteristics) + 1, self
        )
        characteristic.observer = self.observer
        self.characteristics.append(characteristic)
        self.bus.export(characteristic.path, characteristic)
        return characteristic


class _Advertisement(BlueZLEAdvertisement):
    """An advertisement of the service's UUID and nothing else, like an iPhone's."""

    on_release: Callable[[], None]

    @dbus_property(access=PropertyAccess.READ, disabled=True)
    @override
    def LocalName(self) -> String:
        """Say no name: it would not fit, and tells of the home."""
        return ""

    @dbus_property(access=PropertyAccess.READ, disabled=True)
    @override
    def TxPower(self) -> Int16:
        """Ask for no transmission power: the value of bless is an invented one."""
        return 0

    @dbus_property(access=PropertyAccess.READ)
    @override
    def ServiceUUIDs(self) -> Strings:
        """Say who we are, in 18 of an advertisement's 31 bytes."""
        return [SERVICE_UUID]

    @dbus_property(access=PropertyAccess.READ, name="Discoverable")
    def discoverable(self) -> Bool:
        """Be found by scanners that heed the flag, whatever the adapter's own setting."""
        return True

    @method()
    @override
    def Release(self) -> None:
        """Tell that BlueZ has dropped the advertisement; bless prints it."""
        self.on_release()


class _Application(BlueZGattApplication):
    """The application, which leaves the adapter's name alone."""

    observer: PeripheralObserver
    on_release: Callable[[], None]
    registering: asyncio.Task[None] | None = None

    @override
    async def add_service(self, uuid: str) -> BlueZGattService:
        """Make our service where bless makes its own."""
        service = _Service(uuid, primary=True, index=len(self.services) + 1, app=self)
        service.observer = self.observer
        self.services.append(service)
        self.bus.export(service.path, service)
        return service

    @override
    async def start_advertising(self, adapter: ProxyObject) -> None:
        """Advertise, without renaming the host's adapter as bless does."""
        advertisement = _Advertisement(Type.PERIPHERAL, 1, self)
        advertisement.on_release = self.on_release
        self.advertisements.append(advertisement)
        self.bus.export(advertisement.path, advertisement)
        # A task, so that our own cancellation does not reach it: see async_settle.
        self.registering = asyncio.create_task(
            _manager(adapter).call_register_advertisement(advertisement.path, {}),
            name="mesh_broadcast advertisement",
        )
        await asyncio.wait([self.registering])
        self.registering.result()

    async def async_settle(self) -> None:
        """Wait until BlueZ has answered a registration that nobody waits for any more.

        BlueZ looks out for the end of our connection only once an advertisement is
        registered. Of one whose owner goes before that, it keeps an instance, out of the
        few that there are, until it restarts (advertising.c, seen on 5.66).
        """
        if (task := self.registering) is None:
            return
        await asyncio.wait([task], timeout=CLOSE_TIMEOUT_S)
        if not task.done():
            task.cancel()
            await asyncio.wait([task])

    @override
    async def stop_advertising(self, adapter: ProxyObject) -> None:
        """Withdraw the advertisement, without renaming the host's adapter."""
        if self.advertisements:
            path = self.advertisements.pop().path
            await _manager(adapter).call_unregister_advertisement(path)


def _manager(adapter: ProxyObject) -> Any:
    """Return the adapter's advertising manager, whose methods dbus_next makes up."""
    return adapter.get_interface(ADVERTISING_MANAGER)


class _BlessPeripheral(BlessServerBlueZDBus):
    """One server of bless on one adapter, with a connection of its own."""

    app: _Application
    bus: SturdyMessageBus

    def __init__(self, adapter: Adapter, observer: PeripheralObserver) -> None:
        """Prepare; bless begins its set-up at once, as a task."""
        self._adapter_path = adapter.path
        self._observer = observer
        self._up = False
        self._released = False
        self._turn = asyncio.Lock()
        self._sent_at: float | None = None
        self.bus = SturdyMessageBus(observer.lost)
        super().__init__(name=APPLICATION, loop=asyncio.get_running_loop())

    @property
    def alive(self) -> bool:
        """Whether BlueZ has not dropped us, nor the message bus."""
        return not (self._released or self.bus.closed)

    @override
    async def setup(self) -> None:
        """Connect our own bus and application to exactly the adapter we were given."""
        await self.bus.connect()
        self.app = _Application(self.name, BLUEZ, self.bus)
        self.app.observer = self._observer
        self.app.on_release = self._on_release
        node = await self.bus.introspect(BLUEZ, self._adapter_path)
        self.adapter = self.bus.get_proxy_object(BLUEZ, self._adapter_path, node)

    async def async_open(self) -> None:
        """Register the service and advertise it."""
        await self.setup_task
        await self.add_new_service(SERVICE_UUID)
        await self.add_new_characteristic(
            SERVICE_UUID,
            CHARACTERISTIC_UUID,
            GATTCharacteristicProperties.read
            | GATTCharacteristicProperties.write
            | GATTCharacteristicProperties.write_without_response
            | GATTCharacteristicProperties.notify,
            None,
            GATTAttributePermissions.readable | GATTAttributePermissions.writeable,
        )
        [service] = self.app.services
        [self._characteristic] = service.characteristics
        await self.start()
        self._up = True

    async def async_notify(self, frame: bytes) -> None:
        """Notify in turn, spaced, and return when bluetoothd has read it."""
        # The turns keep the order of the callers and the spaces between them.
        async with self._turn:
            try:
                async with asyncio.timeout(NOTIFY_TIMEOUT_S):
                    await self._async_notify(frame)
            except TimeoutError as err:
                # Closing it has it rebuilt.
                self.bus.close()
                raise ConnectionError("bluetoothd does not take notifications") from err

    async def async_hide(self) -> None:
        """Withdraw the advertisement."""
        try:
            if self._up and self.alive:
                async with asyncio.timeout(CLOSE_TIMEOUT_S):
                    await self.app.stop_advertising(self.adapter)
        except Exception:
            # As below; nothing is left to be withdrawn later.
            _LOGGER.debug("Could not withdraw the advertisement", exc_info=True)
            self.bus.close()

    async def async_close(self) -> None:
        """Withdraw advertisement and service, then close the connection."""
        try:
            if not self.setup_task.done():
                self.setup_task.cancel()
                await asyncio.wait([self.setup_task])
            elif not (self.setup_task.cancelled() or self.setup_task.exception()):
                await self._async_withdraw()
        except Exception:
            # bless and dbus_next raise what they like; the connection's end does the rest.
            _LOGGER.debug("Could not withdraw the GATT server", exc_info=True)
        finally:
            self.bus.close()

    async def _async_withdraw(self) -> None:
        """Withdraw what has been registered, and the advertisement that is about to be."""
        await self.app.async_settle()
        if not self.alive:
            return
        async with asyncio.timeout(CLOSE_TIMEOUT_S):
            if self._up:
                await self.stop()
            else:
                await self.app.stop_advertising(self.adapter)

    async def _async_notify(self, frame: bytes) -> None:
        """Hand one frame on."""
        loop = asyncio.get_running_loop()
        if self._sent_at is not None:
            due = self._sent_at + NOTIFICATION_SPACING
            if (pause := due - loop.time()) > 0:
                await asyncio.sleep(pause)
            # Its timer was due before it read this, and ran before we read the answer.
            await self._async_ping()
        if not self.alive:
            raise ConnectionError("the GATT server is not advertising")
        # Not by bless's update_value, which does not tell when the socket took it.
        await self.bus.send(self._characteristic.notification(frame))
        # Messages keep their order: the answer comes when the notification is read.
        await self._async_ping()
        self._sent_at = loop.time()

    async def _async_ping(self) -> None:
        """Wait for an answer of bluetoothd's main loop."""
        if not self.alive:
            raise ConnectionError("the GATT server is not advertising")
        reply = await self.bus.call(
            Message(destination=BLUEZ, path="/", interface=PEER, member="Ping")
        )
        if reply is None or reply.message_type is MessageType.ERROR:
            raise ConnectionError("bluetoothd has gone away")

    def _on_release(self) -> None:
        """Note that BlueZ has dropped the advertisement."""
        self._released = True
        self._observer.lost()


class BlessGattServer(GattSupervisor):
    """The GATT server on BlueZ by way of bless."""

    @override
    async def _async_open(self, adapter: Adapter) -> Peripheral:
        """Put a new server up: bless cannot start one again after a restart of BlueZ."""
        try:
            peripheral = _BlessPeripheral(adapter, self)
            try:
                async with asyncio.timeout(OPEN_TIMEOUT_S):
                    await peripheral.async_open()
            except BaseException:
                await peripheral.async_close()
                raise
        except Exception as err:
            # bless and dbus_next raise what they like, down to plain Exception.
            raise GattServerFaultError(
                GattServerFault.CANNOT_ADVERTISE, f"BlueZ refuses to advertise: {err!r}"
            ) from err
        return peripheral
