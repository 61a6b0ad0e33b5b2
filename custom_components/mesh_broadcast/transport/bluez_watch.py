"""What BlueZ tells of itself: the daemon, its adapters and chosen devices, over our own connection."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
import logging
from typing import Any, Final, Self

from dbus_fast import BusType, Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus
from dbus_fast.errors import DBusError, DBusFastError

from .gatt_server import GattServerFault
from .supervised_tasks import SupervisedTasks

_LOGGER = logging.getLogger(__name__)

BLUEZ: Final = "org.bluez"
ADAPTER: Final = "org.bluez.Adapter1"
DEVICE: Final = "org.bluez.Device1"
ADVERTISING_MANAGER: Final = "org.bluez.LEAdvertisingManager1"
GATT_MANAGER: Final = "org.bluez.GattManager1"
OBJECT_MANAGER: Final = "org.freedesktop.DBus.ObjectManager"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
DAEMON: Final = "org.freedesktop.DBus"
DAEMON_PATH: Final = "/org/freedesktop/DBus"

CALL_TIMEOUT_S: Final = 5.0
"""BlueZ answers within milliseconds; a daemon that hangs must not hold us for ever."""

DISCONNECT_TIMEOUT_S: Final = 4.0
"""BlueZ takes a connection down 2 s after it was told to (its DISCONNECT_TIMER, in whole
seconds of its clock: up to 3), and the other side confirms within a second."""

SETTLE_S: Final = 3.0
"""A new bluetoothd owns its name at once, but loads and powers its adapters within a second."""

CONNECTION_ERRORS: Final = (OSError, EOFError, DBusFastError)
"""What a connection of dbus-fast and a call on it raise; a time-out is an OSError."""


_ADAPTER_RULE: Final = (
    f"sender='{BLUEZ}',interface='{PROPERTIES}',member='PropertiesChanged',"
    f"arg0='{ADAPTER}'"
)


class GattServerFaultError(Exception):
    """The server cannot advertise, for one of the reasons that the port names."""

    def __init__(self, fault: GattServerFault, detail: str) -> None:
        """Keep the reason for the listener and the detail for the log."""
        super().__init__(detail)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Adapter:
    """One Bluetooth adapter of BlueZ."""

    path: str
    address: str


class BlueZWatch:
    """A connection to the system bus on which BlueZ's coming and going is heard.

    `on_change` is called when something happened that may matter: the connection has ended, or
    `changed` is set because the daemon or an adapter came, went or was switched. `daemon_lost`
    is set with the end of a daemon, and stays so when the next one is there at once.
    `on_device_gone` names a followed device that has disconnected.
    """

    def __init__(
        self,
        tasks: SupervisedTasks,
        on_change: Callable[[], None],
        on_device_gone: Callable[[str], None],
    ) -> None:
        """Prepare; nothing is connected before the context is entered."""
        self.changed = False
        self.daemon_lost = False
        self._tasks = tasks
        self._on_change = on_change
        self._on_device_gone = on_device_gone
        self._bus = MessageBus(bus_type=BusType.SYSTEM)
        self._owner = ""
        self._owner_since: float | None = None
        self._followed: set[str] = set()
        self._end: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        """Whether the system bus is still there, and its end would be heard."""
        return self._bus.connected and not (self._end is not None and self._end.done())

    @property
    def settling(self) -> float:
        """For how many seconds the daemon may still be loading its adapters."""
        if self._owner_since is None:
            return 0.0
        age = asyncio.get_running_loop().time() - self._owner_since
        return max(0.0, SETTLE_S - age)

    async def __aenter__(self) -> Self:
        """Connect to the system bus, and hear of BlueZ from here on."""
        try:
            async with asyncio.timeout(CALL_TIMEOUT_S):
                await self._bus.connect()
                # Whose watch it is connects anew, and begins another one.
                self._end = self._tasks.start(
                    "BlueZ watch", self._async_watch_end, restart=False
                )
                self._bus.add_message_handler(self._on_message)
                for rule in (
                    f"sender='{DAEMON}',member='NameOwnerChanged',arg0='{BLUEZ}'",
                    _ADAPTER_RULE,
                    f"sender='{BLUEZ}',interface='{OBJECT_MANAGER}',path='/'",
                ):
                    await self._async_match(rule)
                with suppress(DBusError):  # it has no owner: no daemon runs
                    self._owner = (
                        await self._async_call(
                            DAEMON, DAEMON_PATH, DAEMON, "GetNameOwner", BLUEZ
                        )
                    )[0]
        except BaseException:
            await self._async_close()
            raise
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        """End the connection, and with it every match on it."""
        await self._async_close()

    async def async_find_adapter(self, address: str | None) -> Adapter:
        """Return the adapter with this address, or the first that is switched on.

        Raise GattServerFaultError if there is none that could advertise.
        """
        objects = await self._async_objects()
        adapters = {
            path: interfaces
            for path, interfaces in sorted(objects.items())
            if ADAPTER in interfaces and _is(interfaces[ADAPTER], address)
        }
        if not adapters:
            raise GattServerFaultError(
                GattServerFault.NO_ADAPTER,
                f"no Bluetooth adapter {address}"
                if address
                else "no Bluetooth adapter",
            )
        for path, interfaces in adapters.items():
            if not _value(interfaces[ADAPTER], "Powered"):
                continue
            if {GATT_MANAGER, ADVERTISING_MANAGER} <= interfaces.keys():
                return Adapter(path, _value(interfaces[ADAPTER], "Address"))
        if not any(_value(found[ADAPTER], "Powered") for found in adapters.values()):
            raise GattServerFaultError(
                GattServerFault.ADAPTER_OFF, "the Bluetooth adapter is switched off"
            )
        raise GattServerFaultError(
            GattServerFault.CANNOT_ADVERTISE, "the Bluetooth adapter cannot advertise"
        )

    async def async_is_usable(self, adapter: Adapter) -> bool:
        """Return whether the adapter is still there, and switched on."""
        try:
            async with asyncio.timeout(CALL_TIMEOUT_S):
                [properties] = await self._async_call(
                    BLUEZ, adapter.path, PROPERTIES, "GetAll", ADAPTER
                )
        except CONNECTION_ERRORS:
            return False
        return _is(properties, adapter.address) and bool(_value(properties, "Powered"))

    async def async_can_scan(self, adapter: Adapter) -> bool:
        """Return whether bluetoothd can scan; it tells only who asks for a scan."""
        try:
            async with asyncio.timeout(CALL_TIMEOUT_S):
                for member in ("StartDiscovery", "StopDiscovery"):
                    await self._async_call(BLUEZ, adapter.path, ADAPTER, member)
        except CONNECTION_ERRORS as err:
            _LOGGER.debug("%s: cannot scan: %r", adapter.path, err)
            return False
        return True

    async def async_connected_devices(self, adapter: Adapter) -> frozenset[str]:
        """Return the devices with a connection to this adapter, whoever made it.

        Raise GattServerFaultError if bluetoothd does not say.
        """
        return frozenset(
            path
            for path, interfaces in (await self._async_objects()).items()
            if path.startswith(f"{adapter.path}/")
            and _value(interfaces.get(DEVICE, {}), "Connected")
        )

    async def async_follow_device(self, path: str) -> None:
        """Hear of this device's disconnection, even if it is gone already."""
        if path in self._followed:
            return
        self._followed.add(path)
        try:
            async with asyncio.timeout(CALL_TIMEOUT_S):
                # A rule for each device: adverts change the others many times a second.
                await self._async_match(_device_rule(path))
                [connected] = await self._async_call(
                    BLUEZ, path, PROPERTIES, "Get", DEVICE, "Connected"
                )
        except CONNECTION_ERRORS:
            self._device_gone(path)
        else:
            if not connected.value:
                self._device_gone(path)

    async def async_disconnect_devices(self, paths: Iterable[str]) -> None:
        """End these devices' connections, and return when they are down.

        All at once: BlueZ takes its time for each. A paired device is spared: its
        connection serves more than us.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(DISCONNECT_TIMEOUT_S):
                await asyncio.gather(
                    *(self._async_disconnect_device(path) for path in paths)
                )

    async def async_begin_disconnect(self, path: str) -> None:
        """End a device's connection as above, but only begin; its end will be heard."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CALL_TIMEOUT_S):
                await self._async_disconnect_device(path, wait=False)

    async def _async_disconnect_device(self, path: str, *, wait: bool = True) -> None:
        """End one device's connection, unless there is none or it is not only ours."""
        try:
            [properties] = await self._async_call(
                BLUEZ, path, PROPERTIES, "GetAll", DEVICE
            )
            if not _value(properties, "Connected") or _value(properties, "Paired"):
                return
            if wait:
                await self._async_call(BLUEZ, path, DEVICE, "Disconnect")
            else:
                self._send(BLUEZ, path, DEVICE, "Disconnect")
        except CONNECTION_ERRORS as err:
            _LOGGER.debug("Could not disconnect %s: %r", path, err)

    async def _async_objects(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Return everything that bluetoothd knows: by path, interface and property."""
        # Asking a name without owner would start the daemon that someone has stopped.
        if not self._owner:
            raise GattServerFaultError(
                GattServerFault.NO_BLUETOOTHD, "bluetoothd is not running"
            )
        try:
            async with asyncio.timeout(CALL_TIMEOUT_S):
                [objects] = await self._async_call(
                    BLUEZ, "/", OBJECT_MANAGER, "GetManagedObjects"
                )
        except CONNECTION_ERRORS as err:
            raise GattServerFaultError(
                GattServerFault.NO_BLUETOOTHD, f"bluetoothd does not answer: {err!r}"
            ) from err
        return dict(objects)

    async def _async_watch_end(self) -> None:
        """Wait until the connection has ended, and tell."""
        try:
            with suppress(*CONNECTION_ERRORS):
                await self._bus.wait_for_disconnect()
        finally:
            self._on_change()

    async def _async_close(self) -> None:
        """End the connection; return when its socket is closed."""
        self._bus.disconnect()
        if self._end is not None:
            await self._end

    async def _async_match(self, rule: str) -> None:
        """Ask the message bus for signals."""
        await self._async_call(
            DAEMON, DAEMON_PATH, DAEMON, "AddMatch", f"type='signal',{rule}"
        )

    async def _async_call(
        self, destination: str, path: str, interface: str, member: str, *args: str
    ) -> list[Any]:
        """Call a method whose arguments are strings; return what it answers."""
        reply = await self._bus.call(
            _call(destination, path, interface, member, args, MessageFlag.NONE)
        )
        if reply.message_type is MessageType.ERROR:
            raise DBusError(reply.error_name or "", str(reply.body))
        return reply.body

    def _on_message(self, message: Message) -> None:
        """Sort one message; only signals of the message bus and of BlueZ matter."""
        if message.message_type is not MessageType.SIGNAL:
            return
        if message.sender == DAEMON and message.member == "NameOwnerChanged":
            self._owner_changed(message.body[2])
        elif message.sender == self._owner:
            self._on_bluez_signal(message)

    def _owner_changed(self, owner: str) -> None:
        """Note that bluetoothd has come or gone."""
        if self._owner:
            self.daemon_lost = True
        self._owner = owner
        self._owner_since = asyncio.get_running_loop().time() if owner else None
        self._changed()

    def _on_bluez_signal(self, message: Message) -> None:
        """Note what changed at an adapter or at a followed device."""
        match message.member, message.body:
            case "PropertiesChanged", [str(interface), dict(values), _]:
                if interface == ADAPTER and "Powered" in values:
                    self._changed()
                elif interface == DEVICE and _value(values, "Connected") is False:
                    self._device_gone(message.path or "")
            case "InterfacesAdded", [_, dict(interfaces)]:
                if ADAPTER in interfaces or ADVERTISING_MANAGER in interfaces:
                    self._changed()
            case "InterfacesRemoved", [str(path), list(interfaces)]:
                if ADAPTER in interfaces:
                    self._changed()
                elif DEVICE in interfaces:
                    self._device_gone(path)

    def _changed(self) -> None:
        """Tell that the daemon or an adapter is not what it was."""
        self.changed = True
        self._on_change()

    def _device_gone(self, path: str) -> None:
        """Tell once that a followed device has disconnected, and follow it no longer."""
        if path in self._followed:
            self._unfollow(path)
            self._on_device_gone(path)

    def unfollow_devices(self) -> None:
        """Hear no more of any device."""
        for path in tuple(self._followed):
            self._unfollow(path)

    def _unfollow(self, path: str) -> None:
        """Give back the match of one device."""
        self._followed.remove(path)
        if self._bus.connected:
            rule = f"type='signal',{_device_rule(path)}"
            self._send(DAEMON, DAEMON_PATH, DAEMON, "RemoveMatch", rule)

    def _send(
        self, destination: str, path: str, interface: str, member: str, *args: str
    ) -> None:
        """Call a method whose arguments are strings, and want no answer."""
        flags = MessageFlag.NO_REPLY_EXPECTED
        self._bus.send(_call(destination, path, interface, member, args, flags))


def _call(
    destination: str,
    path: str,
    interface: str,
    member: str,
    args: tuple[str, ...],
    flags: MessageFlag,
) -> Message:
    """Return a call of a method, which starts nobody who is not there."""
    return Message(
        destination=destination,
        path=path,
        interface=interface,
        member=member,
        signature="s" * len(args),
        body=list(args),
        flags=flags | MessageFlag.NO_AUTOSTART,
    )


def _device_rule(path: str) -> str:
    """Return the match for one device's own properties."""
    return (
        f"sender='{BLUEZ}',interface='{PROPERTIES}',member='PropertiesChanged',"
        f"path='{path}',arg0='{DEVICE}'"
    )


def _value(properties: dict[str, Any], name: str) -> Any:
    """Return a property's value, None if it is missing."""
    return properties[name].value if name in properties else None


def _is(adapter: dict[str, Any], address: str | None) -> bool:
    """Return whether this is the wanted adapter: exactly this address, or any."""
    found = _value(adapter, "Address")
    return isinstance(found, str) and (
        address is None or found.casefold() == address.casefold()
    )
