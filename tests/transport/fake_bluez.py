"""A bluetoothd on a private message bus, that keeps the contracts of the real one.

It reads the objects of an application that registers, the properties of an
advertisement, and drops both when their owner leaves the bus.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
import signal
from typing import Any, Self

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

BLUEZ = "org.bluez"
DAEMON = "org.freedesktop.DBus"
OBJECT_MANAGER = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"
ADAPTER = "org.bluez.Adapter1"
DEVICE = "org.bluez.Device1"
GATT_MANAGER = "org.bluez.GattManager1"
ADVERTISING_MANAGER = "org.bluez.LEAdvertisingManager1"
CHARACTERISTIC = "org.bluez.GattCharacteristic1"
ADVERTISEMENT = "org.bluez.LEAdvertisement1"

BUS_CONFIGURATION = """
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
</busconfig>
"""

METHODS = """
  <interface name="org.bluez.GattManager1">
    <method name="RegisterApplication">
      <arg name="application" type="o" direction="in"/>
      <arg name="options" type="a{sv}" direction="in"/>
    </method>
    <method name="UnregisterApplication">
      <arg name="application" type="o" direction="in"/>
    </method>
  </interface>
"""
ADVERTISING_METHODS = """
  <interface name="org.bluez.LEAdvertisingManager1">
    <method name="RegisterAdvertisement">
      <arg name="advertisement" type="o" direction="in"/>
      <arg name="options" type="a{sv}" direction="in"/>
    </method>
    <method name="UnregisterAdvertisement">
      <arg name="service" type="o" direction="in"/>
    </method>
  </interface>
"""


async def until(condition: Callable[[], bool], seconds: float = 10) -> float:
    """Wait for a condition; return how long it took."""
    loop = asyncio.get_running_loop()
    started = loop.time()
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - of what others do, nothing tells
            await asyncio.sleep(0.005)
    return loop.time() - started


class PrivateBus:
    """A dbus-daemon of one's own, that can be ended and started again."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "bus"
        self._configuration = folder / "bus.conf"
        self._configuration.write_text(BUS_CONFIGURATION.format(path=self._socket))
        self._process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        return f"unix:path={self._socket}"

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            "dbus-daemon",
            f"--config-file={self._configuration}",
            "--nofork",
            "--nopidfile",
            "--print-address",
            stdout=asyncio.subprocess.PIPE,
            # It wants to raise its limit of open files, and complains.
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        assert await self._process.stdout.readline(), "dbus-daemon did not start"

    async def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            await self._process.communicate()
            self._process = None
        self._socket.unlink(missing_ok=True)

    def pause(self) -> None:
        """Let it read nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    async def connect(self) -> MessageBus:
        """Return a connection for the test itself."""
        bus = MessageBus(bus_address=self.address, bus_type=BusType.SYSTEM)
        return await bus.connect()


@dataclass
class FakeAdapter:
    """One adapter; `slots` is how many advertisements it can hold.

    It refuses the first `refusals_left` whatever there is.
    """

    path: str
    address: str
    powered: bool = True
    can_advertise: bool = True
    slots: int = 5
    refusals_left: int = 0
    alias: str = "homeassistant"

    def interfaces(self) -> dict[str, dict[str, Variant]]:
        found: dict[str, dict[str, Variant]] = {
            ADAPTER: {
                "Address": Variant("s", self.address),
                "Alias": Variant("s", self.alias),
                "Powered": Variant("b", self.powered),
            },
            GATT_MANAGER: {},
        }
        if self.can_advertise:
            found[ADVERTISING_MANAGER] = {
                "SupportedInstances": Variant("y", self.slots)
            }
        return found


@dataclass
class Registration:
    """An application or an advertisement, and what was read of it."""

    owner: str
    path: str
    adapter: str
    content: dict[str, Any] = field(default_factory=dict)


class FakeBlueZ:
    """A bluetoothd; a context manager that owns the name while it runs."""

    def __init__(self, bus_address: str, *adapters: FakeAdapter) -> None:
        self._address = bus_address
        self.adapters = {adapter.path: adapter for adapter in adapters}
        self.applications: list[Registration] = []
        self.advertisements: list[Registration] = []
        self.devices: dict[str, bool] = {}
        self.paired: set[str] = set()
        self.disconnects: list[str] = []
        self.may_disconnect = asyncio.Event()
        self.may_disconnect.set()
        self.refused = 0
        self.notifications: list[bytes] = []
        self.property_sets: list[tuple[str, str]] = []
        self.advertising_error: str | None = None
        self.silent = False
        self.scan_left_over = False
        self.scans: list[str] = []
        self._bus: MessageBus | None = None
        self._left: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def bus(self) -> MessageBus:
        assert self._bus is not None
        return self._bus

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Own the name, knowing nothing of former clients."""
        self._bus = MessageBus(bus_address=self._address, bus_type=BusType.SYSTEM)
        await self._bus.connect()
        self._bus.add_message_handler(self._on_message)
        await self.call(
            DAEMON, "/org/freedesktop/DBus", DAEMON, "AddMatch", "s", "type='signal'"
        )
        await self._bus.request_name(BLUEZ)

    async def stop(self) -> None:
        """Die: no farewell to anyone."""
        if self._bus is None:
            return
        self._bus.disconnect()
        with suppress(EOFError, OSError):  # the bus may have gone first
            await self._bus.wait_for_disconnect()
        self._bus = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.applications.clear()
        self.advertisements.clear()
        self.devices.clear()

    # -- what a test does to it

    def set_powered(self, path: str, *, powered: bool) -> None:
        self.adapters[path].powered = powered
        self._changed(path, ADAPTER, {"Powered": Variant("b", powered)})

    def add_adapter(self, adapter: FakeAdapter) -> None:
        self.adapters[adapter.path] = adapter
        self.signal(
            "/",
            OBJECT_MANAGER,
            "InterfacesAdded",
            "oa{sa{sv}}",
            [adapter.path, adapter.interfaces()],
        )

    def remove_adapter(self, path: str) -> None:
        interfaces = list(self.adapters.pop(path).interfaces())
        self.signal("/", OBJECT_MANAGER, "InterfacesRemoved", "oas", [path, interfaces])

    def connect_device(self, path: str) -> None:
        self.devices[path] = True

    def disconnect_device(self, path: str, *, forget: bool = False) -> None:
        """Disconnect a device; BlueZ also forgets those it only met by chance."""
        if forget:
            del self.devices[path]
            self.signal(
                "/", OBJECT_MANAGER, "InterfacesRemoved", "oas", [path, [DEVICE]]
            )
        else:
            self.devices[path] = False
            self._changed(path, DEVICE, {"Connected": Variant("b", False)})

    async def write(self, device: str, value: bytes, **options: Variant) -> Message:
        """Write to the application's characteristic, as a central's write does."""
        return await self._call_characteristic(
            "WriteValue", "aya{sv}", value, {"device": Variant("o", device), **options}
        )

    async def read(self) -> bytes:
        reply = await self._call_characteristic("ReadValue", "a{sv}", {})
        return reply.body[0]

    async def start_notify(self) -> Message:
        return await self._call_characteristic("StartNotify", "")

    async def stop_notify(self) -> Message:
        return await self._call_characteristic("StopNotify", "")

    async def release_advertisement(self) -> None:
        """Drop an advertisement and say so, as when the adapter refuses it later."""
        gone = self.advertisements.pop()
        await self.call(gone.owner, gone.path, ADVERTISEMENT, "Release", "")

    async def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str,
        *body: Any,
    ) -> Message:
        return await self.bus.call(
            Message(
                destination=destination,
                path=path,
                interface=interface,
                member=member,
                signature=signature,
                body=list(body),
            )
        )

    def signal(
        self, path: str, interface: str, member: str, signature: str, body: list[Any]
    ) -> None:
        self.bus.send(Message.new_signal(path, interface, member, signature, body))

    async def _call_characteristic(
        self, member: str, signature: str, *body: Any
    ) -> Message:
        [application] = self.applications
        path = next(
            path
            for path, found in application.content.items()
            if CHARACTERISTIC in found
        )
        return await self.call(
            application.owner, path, CHARACTERISTIC, member, signature, *body
        )

    def _changed(self, path: str, interface: str, values: dict[str, Variant]) -> None:
        self.signal(
            path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, values, []]
        )

    # -- what others ask of it

    def _on_message(self, message: Message) -> Message | bool | None:
        if message.message_type is MessageType.SIGNAL:
            self._on_signal(message)
            return None
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if self.silent:
            return True
        match message.interface, message.member:
            case "org.freedesktop.DBus.Introspectable", "Introspect":
                return Message.new_method_return(
                    message, "s", [self._introspection(message.path)]
                )
            case "org.freedesktop.DBus.ObjectManager", "GetManagedObjects":
                return Message.new_method_return(
                    message,
                    "a{oa{sa{sv}}}",
                    [self._objects()],
                )
            case "org.bluez.Adapter1", "StartDiscovery" if self.scan_left_over:
                return Message.new_error(
                    message, "org.bluez.Error.InProgress", "Operation in progress"
                )
            case "org.bluez.Adapter1", "StartDiscovery" | "StopDiscovery" as member:
                self.scans.append(member)
                return Message.new_method_return(message)
            case "org.bluez.Device1", "Disconnect":
                self._spawn(self._disconnect, message)
                return True
            case "org.freedesktop.DBus.Properties", _:
                return self._on_properties(message)
            case "org.bluez.GattManager1", "RegisterApplication":
                self._spawn(self._register_application, message)
                return True
            case "org.bluez.GattManager1", "UnregisterApplication":
                return self._unregister(self.applications, message)
            case "org.bluez.LEAdvertisingManager1", "RegisterAdvertisement":
                self._spawn(self._register_advertisement, message)
                return True
            case "org.bluez.LEAdvertisingManager1", "UnregisterAdvertisement":
                return self._unregister(self.advertisements, message)
        return None

    def _on_signal(self, message: Message) -> None:
        if message.sender == DAEMON and message.member == "NameOwnerChanged":
            name, _, owner = message.body
            if not owner:
                self._left.add(name)
                for registrations in (self.applications, self.advertisements):
                    registrations[:] = [r for r in registrations if r.owner != name]
        elif (
            message.member == "PropertiesChanged"
            and message.body[0] == CHARACTERISTIC
            and "Value" in message.body[1]
            and any(a.owner == message.sender for a in self.applications)
        ):
            self.notifications.append(message.body[1]["Value"].value)

    def _on_properties(self, message: Message) -> Message:
        path = message.path or ""
        if path in self.devices:
            found = self._device(path)
        elif path in self.adapters:
            found = self.adapters[path].interfaces().get(message.body[0], {})
        else:
            return Message.new_error(
                message, "org.freedesktop.DBus.Error.UnknownObject", "no such object"
            )
        match message.member:
            case "GetAll":
                return Message.new_method_return(message, "a{sv}", [found])
            case "Get":
                return Message.new_method_return(message, "v", [found[message.body[1]]])
        self.property_sets.append((path, message.body[1]))
        return Message.new_method_return(message)

    def _device(self, path: str) -> dict[str, Variant]:
        return {
            "Connected": Variant("b", self.devices[path]),
            "Paired": Variant("b", path in self.paired),
        }

    def _objects(self) -> dict[str, dict[str, dict[str, Variant]]]:
        return {
            **{path: adapter.interfaces() for path, adapter in self.adapters.items()},
            **{path: {DEVICE: self._device(path)} for path in self.devices},
        }

    async def _disconnect(self, message: Message) -> None:
        """Take a connection down, and answer only then, as BlueZ does."""
        path = message.path or ""
        self.disconnects.append(path)
        await self.may_disconnect.wait()
        self.disconnect_device(path)
        await self.bus.send(Message.new_method_return(message))

    def _introspection(self, path: str | None) -> str:
        adapter = self.adapters.get(path or "")
        inside = ""
        if adapter is not None:
            inside = METHODS + (ADVERTISING_METHODS if adapter.can_advertise else "")
        return f"<node>{inside}</node>"

    def _spawn(self, method: Callable[[Message], Any], message: Message) -> None:
        task = asyncio.ensure_future(method(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _register_application(self, message: Message) -> None:
        [path, _] = message.body
        reply = await self.call(
            message.sender or "", path, OBJECT_MANAGER, "GetManagedObjects", ""
        )
        if reply.message_type is MessageType.ERROR:
            return
        objects = reply.body[0]
        interfaces = {name for found in objects.values() for name in found}
        if not {"org.bluez.GattService1", CHARACTERISTIC} <= interfaces:
            answer = Message.new_error(
                message, "org.bluez.Error.Failed", "No valid service object found"
            )
        else:
            self._register(
                self.applications,
                Registration(message.sender or "", path, message.path or "", objects),
            )
            answer = Message.new_method_return(message)
        await self.bus.send(answer)

    async def _register_advertisement(self, message: Message) -> None:
        [path, _] = message.body
        reply = await self.call(
            message.sender or "", path, PROPERTIES, "GetAll", "s", ADVERTISEMENT
        )
        if reply.message_type is MessageType.ERROR:
            return
        adapter = self.adapters[message.path or ""]
        here = [a for a in self.advertisements if a.adapter == adapter.path]
        unwanted = adapter.refusals_left > 0
        adapter.refusals_left -= unwanted
        if self.advertising_error or len(here) >= adapter.slots or unwanted:
            self.refused += 1
            answer = Message.new_error(
                message,
                self.advertising_error or "org.bluez.Error.NotPermitted",
                "Maximum advertisements reached",
            )
        else:
            self._register(
                self.advertisements,
                Registration(
                    message.sender or "", path, adapter.path, dict(reply.body[0])
                ),
            )
            answer = Message.new_method_return(message)
        await self.bus.send(answer)

    def _register(self, kind: list[Registration], new: Registration) -> None:
        """Keep it, unless its owner has left while it was read."""
        if new.owner not in self._left:
            kind.append(new)

    def _unregister(self, kind: list[Registration], message: Message) -> Message:
        for registration in kind:
            if (registration.owner, registration.path) == (
                message.sender,
                message.body[0],
            ):
                kind.remove(registration)
                return Message.new_method_return(message)
        return Message.new_error(
            message, "org.bluez.Error.DoesNotExist", "Does Not Exist"
        )
