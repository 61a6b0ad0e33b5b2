"""The virtual radio's client: what bleak needs to talk over the air."""

import asyncio
from typing import Any, override

from bleak.args import SizedBuffer
from bleak.assigned_numbers import CharacteristicPropertyName
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakError

from custom_components.mesh_broadcast.transport.const import (
    CHARACTERISTIC_UUID,
    SERVICE_UUID,
)

from .air import Air, Connection
from .slots import Slots

_CCCD_UUID = "00002902-0000-1000-8000-00805f9b34fb"
_PROPERTIES: list[CharacteristicPropertyName] = [
    "read",
    "write",
    "write-without-response",
    "notify",
]


class VirtualClient(BaseBleakClient):
    """Connects to one device on the air; every device there offers the mesh's service."""

    def __init__(
        self,
        address_or_ble_device: BLEDevice | str,
        *,
        air: Air,
        slots: Slots,
        **kwargs: Any,
    ) -> None:
        """Prepare; what concerns other stacks in `kwargs` is ignored."""
        super().__init__(address_or_ble_device, **kwargs)
        self._air = air
        self._slots = slots
        self._connection: Connection | None = None

    @property
    @override
    def name(self) -> str:
        """Return the address: nobody on the mesh advertises a name."""
        return self.address

    @property
    @override
    def mtu_size(self) -> int:
        """Return the negotiated MTU, 23 before there is one."""
        return 23 if self._connection is None else self._connection.mtu

    @property
    @override
    def is_connected(self) -> bool:
        """Return whether the connection is open."""
        return self._connection is not None and self._connection.is_open

    @override
    async def connect(self, pair: bool, **kwargs: Any) -> None:
        """Connect and find the services."""
        if self.is_connected:
            raise BleakError("Already connected")
        if not self._slots.take(self.address):
            raise BleakError("No connection slot is free")
        try:
            async with asyncio.timeout(kwargs.get("timeout", self._timeout)):
                connection = await self._air.connect(self._slots.station, self.address)
        except ConnectionError as err:
            self._slots.free(self.address)
            raise BleakError(str(err)) from err
        except BaseException:
            self._slots.free(self.address)
            raise
        self._connection = connection
        self.services = _services(connection)
        connection.on_closed = self._closed

    @override
    async def disconnect(self) -> None:
        """Disconnect, if connected."""
        if self._connection is not None:
            self._connection.close()

    def _closed(self) -> None:
        """Tell of the end, whoever brought it about, as BlueZ does."""
        self._connection = None
        self.services = None
        self._slots.free(self.address)
        if self._disconnected_callback is not None:
            self._disconnected_callback()

    @override
    async def pair(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: the mesh needs no pairing."""
        raise NotImplementedError

    @override
    async def unpair(self) -> None:
        """Refuse: nothing is ever paired."""
        raise NotImplementedError

    @override
    async def read_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        *,
        use_cached: bool = False,
        **kwargs: Any,
    ) -> bytearray:
        """Read the characteristic, whose value means nothing."""
        self._open_connection()
        return bytearray()

    @override
    async def read_gatt_descriptor(
        self,
        descriptor: BleakGATTDescriptor,
        *,
        use_cached: bool = False,
        **kwargs: Any,
    ) -> bytearray:
        """Read whether we are subscribed."""
        return bytearray((int(self._open_connection().subscribed), 0))

    @override
    async def write_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        data: SizedBuffer,
        response: bool,
    ) -> None:
        """Write a value, and wait until it has left the radio.

        Without a response that is all that a real stack knows, too.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        if not self._open_connection().write(bytes(data), done):
            raise BleakError("Too many writes in flight")
        if not await done:
            raise BleakError("Disconnected while writing")

    @override
    async def write_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, data: SizedBuffer
    ) -> None:
        """Refuse, as BlueZ does: subscribing writes the only descriptor there is."""
        raise BleakError("Write not permitted")

    @override
    async def start_notify(
        self,
        characteristic: BleakGATTCharacteristic,
        callback: NotifyCallback,
        **kwargs: Any,
    ) -> None:
        """Subscribe."""
        self._open_connection().subscribe(lambda data: callback(bytearray(data)))

    @override
    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Unsubscribe."""
        self._open_connection().subscribe(None)

    def _open_connection(self) -> Connection:
        """Return the connection, or raise that there is none."""
        if self._connection is None:
            raise BleakError("Not connected")
        return self._connection


def _services(connection: Connection) -> BleakGATTServiceCollection:
    """Return what service discovery finds on a node of the mesh."""
    services = BleakGATTServiceCollection()
    service = BleakGATTService(None, 1, SERVICE_UUID)
    services.add_service(service)
    characteristic = BleakGATTCharacteristic(
        None,
        2,
        CHARACTERISTIC_UUID,
        _PROPERTIES,
        lambda: connection.mtu - 3,
        service,
    )
    services.add_characteristic(characteristic)
    services.add_descriptor(BleakGATTDescriptor(None, 4, _CCCD_UUID, characteristic))
    return services
