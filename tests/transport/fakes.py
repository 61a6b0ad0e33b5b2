"""Fakes of what the transport stands on, faithful to the contracts it relies on.

`FakeBluetooth` is Home Assistant's Bluetooth API, `FakePeripheral` a device in reach
and `FakeClient` bleak's connection to one; `FakeGattServer` is our own port.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, override

from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakError
from habluetooth import HaBluetoothSlotAllocations
from home_assistant_bluetooth import BluetoothServiceInfoBleak

from custom_components.mesh_broadcast.transport.const import (
    CHARACTERISTIC_UUID,
    SERVICE_UUID,
)
from custom_components.mesh_broadcast.transport.gatt_server import (
    GattServer,
    GattServerFault,
    GattServerListener,
    GattServerState,
)

type Cancel = Callable[[], None]

ADAPTER = "00:00:00:00:00:01"
PROXY = "00:00:00:00:00:0A"


def address(number: int) -> str:
    """Return the random address of a phone."""
    return f"7A:00:00:00:{number >> 8:02X}:{number & 0xFF:02X}"


class FakeScanner:
    """A connectable scanner; None slots: it does not report them."""

    def __init__(
        self, source: str, *, hci: int | None = None, slots: int | None = None
    ) -> None:
        self.source = source
        self.adapter_idx = hci
        self.slots = slots
        self.used = 0
        self.dialed: list[str] = []

    @property
    def free(self) -> int | None:
        """How many slots are free."""
        return None if self.slots is None else self.slots - self.used


@dataclass
class FakePath:
    """What `async_scanner_devices_by_address` tells of one scanner."""

    scanner: FakeScanner
    rssi: int

    @property
    def advertisement(self) -> SimpleNamespace:
        """The last advertisement that the scanner heard."""
        return SimpleNamespace(rssi=self.rssi)

    def score_connection_path(self, rssi_diff: int) -> float:
        """Score as Home Assistant does: the last free slot costs."""
        if self.scanner.free == 0:
            return -127
        return self.rssi - (0.76 * max(rssi_diff, 1) if self.scanner.free == 1 else 0)


class FakeBluetooth:
    """Home Assistant's Bluetooth API: one change callback, packets, loss of sight."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.scanners: dict[str, FakeScanner] = {}
        self.history: dict[str, BluetoothServiceInfoBleak] = {}
        self.paths: dict[str, dict[str, FakePath]] = {}
        self.callbacks: list[Callable[..., None]] = []
        self.packet_callbacks: dict[str, list[Callable[..., None]]] = {}
        self.unavailable_callbacks: dict[str, list[Callable[..., None]]] = {}
        self.slot_callbacks: list[Callable[..., None]] = []
        self.scanner_callbacks: list[Callable[..., None]] = []

    # -- steering

    def add_scanner(self, scanner: FakeScanner) -> FakeScanner:
        """Register a scanner."""
        self.scanners[scanner.source] = scanner
        for callback in self.scanner_callbacks.copy():
            callback(scanner)
        return scanner

    def remove_scanner(self, source: str) -> None:
        """Unregister a scanner; what it heard stays in the history for a while."""
        scanner = self.scanners.pop(source)
        for callback in self.scanner_callbacks.copy():
            callback(scanner)
        for paths in self.paths.values():
            paths.pop(source, None)

    def use_slots(self, source: str, change: int) -> None:
        """Take or free slots of a scanner, as others do."""
        scanner = self.scanners[source]
        scanner.used += change
        for callback in self.slot_callbacks.copy():
            callback(self.async_current_allocations(source))

    def advertise(
        self,
        address: str,
        rssi: int = -60,
        *,
        source: str = ADAPTER,
        peer_id: bytes | None = None,
        uuids: Iterable[str] = (SERVICE_UUID,),
        connectable: bool = True,
    ) -> None:
        """Let a scanner hear one packet."""
        info = BluetoothServiceInfoBleak(
            name=address,
            address=address,
            rssi=rssi,
            manufacturer_data={},
            service_data={} if peer_id is None else {SERVICE_UUID: peer_id},
            service_uuids=list(uuids),
            source=source,
            device=BLEDevice(address, None, {"path": f"/{address}"}),
            advertisement=None,
            connectable=connectable,
            time=self.clock(),
            tx_power=None,
        )
        for callback in self.packet_callbacks.get(address, []).copy():
            callback(info)
        if not connectable:
            return
        scanner = self.scanners.get(source) or FakeScanner(source)
        self.paths.setdefault(address, {})[source] = FakePath(scanner, rssi)
        known = self.history.get(address)
        self.history[address] = info
        if known is not None and known.service_data == info.service_data:
            return
        if SERVICE_UUID in info.service_uuids:
            for callback in self.callbacks.copy():
                callback(info, None)

    def lose(self, address: str) -> None:
        """Let Home Assistant notice that an address is gone."""
        info = self.history.pop(address)
        self.paths.pop(address, None)
        for callback in self.unavailable_callbacks.get(address, []).copy():
            callback(info)

    @property
    def subscriptions(self) -> int:
        """How many callbacks of any kind are registered."""
        by_address = (self.packet_callbacks, self.unavailable_callbacks)
        return (
            len(self.callbacks)
            + len(self.slot_callbacks)
            + len(self.scanner_callbacks)
            + sum(len(found) for table in by_address for found in table.values())
        )

    # -- homeassistant.components.bluetooth

    def async_register_callback(
        self, hass: Any, callback: Callable[..., None], match_dict: Any, mode: Any
    ) -> Cancel:
        """Register for changes; what is known already is replayed at once."""
        assert match_dict == {"service_uuid": SERVICE_UUID, "connectable": True}
        self.callbacks.append(callback)
        for info in list(self.history.values()):
            if SERVICE_UUID in info.service_uuids:
                callback(info, None)
        return lambda: self.callbacks.remove(callback)

    def async_register_advertisement_callback(
        self, hass: Any, callback: Callable[..., None], address: str
    ) -> Cancel:
        """Register for every packet of an address."""
        return _subscribe(self.packet_callbacks, address, callback)

    def async_track_unavailable(
        self,
        hass: Any,
        callback: Callable[..., None],
        address: str,
        connectable: bool = True,
    ) -> Cancel:
        """Register for an address's disappearance."""
        assert connectable
        return _subscribe(self.unavailable_callbacks, address, callback)

    def async_discovered_service_info(
        self, hass: Any, connectable: bool = True
    ) -> Iterable[BluetoothServiceInfoBleak]:
        """Return what is in sight."""
        return self.history.values()

    def async_last_service_info(
        self, hass: Any, address: str, connectable: bool = True
    ) -> BluetoothServiceInfoBleak | None:
        """Return the last packet of an address, if it is in sight."""
        return self.history.get(address)

    def async_current_scanners(self, hass: Any) -> list[FakeScanner]:
        """Return the scanners."""
        return list(self.scanners.values())

    def async_scanner_devices_by_address(
        self, hass: Any, address: str, connectable: bool = True
    ) -> list[FakePath]:
        """Return who hears an address."""
        return [
            path
            for path in self.paths.get(address, {}).values()
            if path.scanner.source in self.scanners
        ]

    def async_ble_device_from_address(
        self, hass: Any, address: str, connectable: bool = True
    ) -> BLEDevice | None:
        """Return the device with an address, if it is in sight."""
        info = self.history.get(address)
        return None if info is None else info.device

    # -- habluetooth's manager

    def get_manager(self) -> FakeBluetooth:
        """Return the one manager."""
        return self

    def async_current_allocations(
        self, source: str
    ) -> list[HaBluetoothSlotAllocations]:
        """Return a scanner's slots; no slots: it has not reported any."""
        if (scanner := self.scanners.get(source)) is None:
            return []
        return [
            HaBluetoothSlotAllocations(
                source, scanner.slots or 0, scanner.free or 0, scanner.dialed
            )
        ]

    def async_register_allocation_callback(
        self, callback: Callable[..., None], source: str | None = None
    ) -> Cancel:
        """Register for changes of slots."""
        self.slot_callbacks.append(callback)
        return lambda: self.slot_callbacks.remove(callback)

    def async_register_scanner_registration_callback(
        self, callback: Callable[..., None], source: str | None
    ) -> Cancel:
        """Register for scanners that come and go."""
        self.scanner_callbacks.append(callback)
        return lambda: self.scanner_callbacks.remove(callback)


def _subscribe(
    table: dict[str, list[Callable[..., None]]],
    address: str,
    callback: Callable[..., None],
) -> Cancel:
    """Register a callback by address; the last one to go takes the entry along."""
    table.setdefault(address, []).append(callback)

    def _cancel() -> None:
        table[address].remove(callback)
        if not table[address]:
            del table[address]

    return _cancel


@dataclass
class FakePeripheral:
    """A device that can be dialed, and how it misbehaves.

    `slow` delays the connection. Each of the errors is raised at its step, as often as
    the step is taken, or `subscribe_failures` times. What hangs, hangs until cancelled or until the device is dropped.
    """

    address: str
    mtu: int = 517
    slow: float = 0.2
    connect_error: BaseException | None = None
    connect_hangs: bool = False
    lost_while_connecting: bool = False
    has_service: bool = True
    has_characteristic: bool = True
    subscribe_error: BaseException | None = None
    subscribe_hangs: bool = False
    subscribe_failures: int | None = None
    greeting: bytes | None = None
    write_error: BaseException | None = None
    write_hangs: bool = False
    write_takes: float = 0.0
    disconnect_error: BaseException | None = None
    disconnect_hangs: bool = False
    written: list[bytes] = field(default_factory=list)
    connects: int = 0
    disconnects: int = 0
    cache_clears: int = 0
    client: FakeClient | None = None

    @property
    def linked(self) -> bool:
        """Whether a client is connected."""
        return self.client is not None and self.client.is_connected

    @property
    def subscribed(self) -> bool:
        """Whether the client gets our notifications."""
        return (
            self.linked and self.client is not None and self.client.callback is not None
        )

    def take(self, data: bytes) -> None:
        """Take what a client wrote."""
        self.written.append(data)

    def link_changed(self) -> None:
        """Note that the client connected, subscribed, unsubscribed or is lost."""

    def notify(self, data: bytes) -> None:
        """Notify the client, if it has subscribed."""
        if self.subscribed:
            assert self.client is not None
            assert self.client.callback is not None
            self.client.callback(self.client.characteristic, bytearray(data))

    def refuse_subscription(self) -> None:
        """Raise the error, if it is not used up."""
        assert self.subscribe_error is not None
        if self.subscribe_failures is not None:
            if not self.subscribe_failures:
                return
            self.subscribe_failures -= 1
        raise self.subscribe_error

    def drop(self) -> None:
        """Go out of range."""
        if self.client is not None:
            self.client.lost()


class FakeAir:
    """All devices that can be dialed, and what is in flight to them."""

    def __init__(self) -> None:
        self.peripherals: dict[str, FakePeripheral] = {}
        self.in_flight = 0
        self.most_in_flight = 0
        self.dialing = 0
        self.most_dialing = 0
        self.dials: list[str] = []

    def add(self, peripheral: FakePeripheral) -> FakePeripheral:
        """Put a device into reach."""
        self.peripherals[peripheral.address] = peripheral
        return peripheral

    async def establish_connection(
        self,
        client_class: type,
        device: BLEDevice,
        name: str,
        disconnected_callback: Callable[[Any], None] | None = None,
        max_attempts: int = 4,
        cached_services: Any = None,
        ble_device_callback: Callable[[], BLEDevice] | None = None,
        use_services_cache: bool = True,
        pair: bool = False,
        **kwargs: Any,
    ) -> FakeClient:
        """Connect, as bleak-retry-connector does."""
        assert not pair
        assert ble_device_callback is not None
        assert ble_device_callback().address == device.address
        peripheral = self.peripherals[device.address]
        self.dials.append(device.address)
        self.dialing += 1
        self.most_dialing = max(self.most_dialing, self.dialing)
        try:
            await asyncio.sleep(peripheral.slow)
            client = FakeClient(self, peripheral, disconnected_callback)
            if peripheral.lost_while_connecting and disconnected_callback is not None:
                # A first attempt that connects, is lost, and is then tried again.
                disconnected_callback(client)
            if peripheral.connect_error is not None:
                raise peripheral.connect_error
            if peripheral.connect_hangs:
                await asyncio.Event().wait()
        finally:
            self.dialing -= 1
        peripheral.connects += 1
        peripheral.client = client
        client.connected = True
        peripheral.link_changed()
        return client


class FakeClient:
    """bleak's client for one connection."""

    def __init__(
        self,
        air: FakeAir,
        peripheral: FakePeripheral,
        disconnected_callback: Callable[[Any], None] | None,
    ) -> None:
        self._air = air
        self._peripheral = peripheral
        self._disconnected_callback = disconnected_callback
        self._gone = asyncio.Event()
        self._closed = False
        self.connected = False
        self.callback: Callable[[Any, bytearray], None] | None = None
        self.address = peripheral.address
        self._services = BleakGATTServiceCollection()
        service = BleakGATTService(
            None, 1, SERVICE_UUID if peripheral.has_service else CHARACTERISTIC_UUID
        )
        self._services.add_service(service)
        self.characteristic = BleakGATTCharacteristic(
            None,
            2,
            CHARACTERISTIC_UUID,
            ["read", "write", "write-without-response", "notify"],
            lambda: peripheral.mtu - 3,
            service,
        )
        if peripheral.has_service and peripheral.has_characteristic:
            self._services.add_characteristic(self.characteristic)

    @property
    def is_connected(self) -> bool:
        """Whether the connection is up."""
        return self.connected

    @property
    def services(self) -> BleakGATTServiceCollection:
        """The services that were found."""
        if not self.connected:
            raise BleakError("Service Discovery has not been performed yet")
        return self._services

    @property
    def closed(self) -> bool:
        """Whether `disconnect` has freed the client's resources."""
        return self._closed

    def lost(self) -> None:
        """Lose the connection: what hangs fails, and the callback is called."""
        if not self.connected:
            return
        self.connected = False
        self.callback = None
        self._gone.set()
        self._peripheral.link_changed()
        if self._disconnected_callback is not None:
            self._disconnected_callback(self)

    async def start_notify(
        self,
        characteristic: BleakGATTCharacteristic,
        callback: Callable[[Any, bytearray], None],
    ) -> None:
        """Subscribe; a greeting may come before the confirmation does."""
        if not self.connected:
            raise BleakError("Not connected")
        assert characteristic is self.characteristic
        assert self.callback is None, "subscribed twice"
        if self._peripheral.subscribe_error is not None:
            self._peripheral.refuse_subscription()
        self.callback = callback
        self._peripheral.link_changed()
        if self._peripheral.greeting is not None:
            callback(characteristic, bytearray(self._peripheral.greeting))
        if self._peripheral.subscribe_hangs:
            try:
                await self._hang()
            finally:
                self.callback = None
        await asyncio.sleep(0)

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Unsubscribe."""
        if not self.connected:
            raise BleakError("Not connected")
        assert self.callback is not None, "not subscribed"
        await asyncio.sleep(0)
        self.callback = None
        self._peripheral.link_changed()

    async def write_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        data: bytes,
        response: bool | None = None,
    ) -> None:
        """Write without response; the stack below takes one value at a time."""
        if not self.connected:
            raise BleakError("Not connected")
        assert characteristic is self.characteristic
        assert response is False
        assert len(data) <= self._peripheral.mtu - 3
        self._air.in_flight += 1
        self._air.most_in_flight = max(self._air.most_in_flight, self._air.in_flight)
        try:
            if self._peripheral.write_error is not None:
                raise self._peripheral.write_error
            if self._peripheral.write_hangs:
                await self._hang()
            await asyncio.sleep(self._peripheral.write_takes)
        finally:
            self._air.in_flight -= 1
        self._peripheral.take(data)

    async def clear_cache(self) -> bool:
        """Make BlueZ forget the device, which disconnects it."""
        self._peripheral.cache_clears += 1
        self.lost()
        return True

    async def disconnect(self) -> None:
        """Disconnect, and free what the client holds even if there is no connection."""
        if self._peripheral.disconnect_hangs:
            await asyncio.Event().wait()
        if self._peripheral.disconnect_error is not None:
            raise self._peripheral.disconnect_error
        await asyncio.sleep(0)
        if not self._closed:
            self._peripheral.disconnects += 1
        self._closed = True
        self.lost()

    async def _hang(self) -> None:
        """Wait for something that never comes, or for the end of the connection."""
        await self._gone.wait()
        raise BleakError("disconnected")


class FakeGattServer(GattServer):
    """A server that starts at once, and whose centrals the test plays."""

    def __init__(self) -> None:
        self.notified: list[bytes] = []
        self.listener: GattServerListener | None = None
        self.hangs = False
        self.takes = 0.0
        self.in_flight = 0
        self.most_in_flight = 0
        self.stops = 0
        self.left: frozenset[str] = frozenset()
        self.refuses_scans = 0
        self._state = GattServerState.STOPPED
        self._fault: GattServerFault | None = None

    @property
    @override
    def state(self) -> GattServerState:
        return self._state

    @property
    @override
    def fault(self) -> GattServerFault | None:
        return self._fault

    @property
    @override
    def left_over(self) -> frozenset[str]:
        return self.left

    @override
    async def async_can_scan(self) -> bool:
        await asyncio.sleep(0)
        self.refuses_scans -= 1
        return self.refuses_scans < 0

    def become(
        self, state: GattServerState, fault: GattServerFault | None = None
    ) -> None:
        """Go over to a state and tell of it."""
        self._state = state
        self._fault = fault
        assert self.listener is not None
        self.listener.server_state_changed(state, fault)

    @override
    async def async_start(self, listener: GattServerListener) -> None:
        self.listener = listener
        self.become(GattServerState.STARTING)
        await asyncio.sleep(0)
        self.become(GattServerState.ADVERTISING)

    @override
    async def async_stop(self) -> None:
        self.stops += 1
        await asyncio.sleep(0)
        if self.listener is not None:
            self.become(GattServerState.STOPPED)
            self.listener = None

    @override
    async def async_notify(self, frame: bytes) -> None:
        if self._state is not GattServerState.ADVERTISING:
            raise ConnectionError("not advertising")
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            if self.hangs:
                await asyncio.Event().wait()
            await asyncio.sleep(self.takes)
        finally:
            self.in_flight -= 1
        self.notified.append(frame)


def frame(payload: bytes = b"hello") -> bytes:
    """Return a public message as it goes over the air."""
    header = bytes([1, 0x02, 7]) + bytes(8) + bytes([0])
    return header + len(payload).to_bytes(2) + b"\x01" * 8 + payload
