"""The virtual radio in Home Assistant: a scanner, a client as bleak wants it, slots."""

import asyncio
from random import Random

from bleak.exc import BleakError
import bleak_retry_connector
from bleak_retry_connector import establish_connection
from habluetooth import get_manager
from homeassistant.components import bluetooth
from homeassistant.core import HomeAssistant
import pytest

from custom_components.mesh_broadcast.transport.const import (
    CHARACTERISTIC_UUID,
    SERVICE_UUID,
)
from demo.air import Advertisement, Air, Station
from demo.gatt_server import VirtualGattServer
from demo.scanner import CONNECTION_SLOTS, async_register_radio

from .demo_tools import wait_until
from .test_demo_air import Recorder

HOME = "C2:DE:30:00:00:01"


@pytest.fixture
async def air(hass: HomeAssistant, enable_bluetooth: None):
    """Return the air around Home Assistant's virtual radio."""
    air = Air(Random(7), latency=0.001, loss=0.0, advertising_interval=0.05)
    home = Station(HOME)
    air.join(home)
    unregister = async_register_radio(hass, air, home)
    yield air
    unregister()
    air.close()


class Phone(Station):
    """A phone that remembers what happened to it."""

    def __init__(self, number: int) -> None:
        self.recorder = Recorder()
        address = f"C0:00:00:00:00:{number:02X}"
        super().__init__(address, mtu=185, server=self.recorder)


def add_phone(air: Air, number: int = 1) -> Phone:
    """Put a phone near Home Assistant."""
    phone = Phone(number)
    air.join(phone)
    air.set_signal(HOME, phone.address, -60)
    air.advertise(phone, Advertisement((SERVICE_UUID,)))
    return phone


async def connect(hass: HomeAssistant, phone: Station, **kwargs):
    """Connect as an integration does it."""
    await wait_until(
        lambda: bluetooth.async_ble_device_from_address(hass, phone.address)
    )
    device = bluetooth.async_ble_device_from_address(hass, phone.address)
    assert device is not None
    return await establish_connection(
        bleak_retry_connector.BleakClientWithServiceCache,
        device,
        phone.address,
        max_attempts=1,
        **kwargs,
    )


def free_slots() -> int:
    """Return the free slots that Home Assistant knows of."""
    allocations = get_manager().async_current_allocations(HOME)
    assert allocations
    return allocations[0].free


async def test_home_assistant_hears_the_phone(hass: HomeAssistant, air) -> None:
    phone = add_phone(air)
    await wait_until(lambda: bluetooth.async_address_present(hass, phone.address))
    info = bluetooth.async_last_service_info(hass, phone.address)
    assert info is not None
    assert info.service_uuids == [SERVICE_UUID]
    assert info.source == HOME
    assert info.connectable


async def test_a_client_finds_writes_and_is_notified(hass: HomeAssistant, air) -> None:
    phone = add_phone(air)
    client = await connect(hass, phone)
    characteristic = client.services.get_service(SERVICE_UUID).get_characteristic(
        CHARACTERISTIC_UUID
    )
    assert set(characteristic.properties) == {
        "read",
        "write",
        "write-without-response",
        "notify",
    }
    assert [d.uuid[4:8] for d in characteristic.descriptors] == ["2902"]
    assert characteristic.max_write_without_response_size == 182
    assert client.mtu_size == 185
    values: list[bytearray] = []
    await client.start_notify(characteristic, lambda _, value: values.append(value))
    assert await client.read_gatt_descriptor(4) == b"\1\0"
    await client.write_gatt_char(characteristic, b"to the phone", response=False)
    assert phone.recorder.values == [b"to the phone"]
    phone.recorder.connections[0].notify(b"to the house")
    await wait_until(lambda: values)
    assert values == [b"to the house"]
    await client.stop_notify(characteristic)
    assert not phone.recorder.connections[0].notify(b"unheard")
    await client.disconnect()
    assert not client.is_connected
    assert phone.recorder.log[-1] == "disconnected"


async def test_a_lost_connection_calls_back_once_and_ends_writes(
    hass: HomeAssistant, air
) -> None:
    phone = add_phone(air)
    lost: list[object] = []
    client = await connect(hass, phone, disconnected_callback=lost.append)
    writing = asyncio.create_task(
        client.write_gatt_char(CHARACTERISTIC_UUID, b"x", response=False)
    )
    await asyncio.sleep(0)
    air.break_connections(HOME, phone.address)
    with pytest.raises(BleakError):
        await writing
    assert lost == [client]
    assert not client.is_connected
    with pytest.raises(BleakError):
        await client.write_gatt_char(CHARACTERISTIC_UUID, b"x", response=False)


async def test_a_phone_out_of_range_cannot_be_connected(
    hass: HomeAssistant, air
) -> None:
    phone = add_phone(air)
    await wait_until(lambda: bluetooth.async_address_present(hass, phone.address))
    air.set_signal(HOME, phone.address, None)
    with pytest.raises(BleakError):
        await connect(hass, phone)
    assert free_slots() == CONNECTION_SLOTS


async def test_slots_run_out_and_come_back(hass: HomeAssistant, air) -> None:
    phones = [add_phone(air, number + 1) for number in range(CONNECTION_SLOTS + 1)]
    clients = []
    for phone in phones[:-1]:
        clients.append(await connect(hass, phone))
        assert free_slots() == CONNECTION_SLOTS - len(clients)
    scanner = bluetooth.async_scanner_by_source(hass, HOME)
    assert scanner is not None
    connector = scanner.connector
    assert connector is not None
    assert not connector.can_connect()
    # Not through the connector's patience, which waits for a slot for half a minute.
    late = connector.client(phones[-1].address, timeout=1.0)
    with pytest.raises(BleakError, match="slot"):
        await late.connect(pair=False)
    await clients[0].disconnect()
    assert free_slots() == 1
    assert (await connect(hass, phones[-1])).is_connected


class Listener:
    """Remembers what the GATT server told."""

    def __init__(self) -> None:
        self.log: list[tuple[object, ...]] = []

    def server_state_changed(self, state, fault) -> None:
        self.log.append((state, fault))

    def central_wrote(self, address, data, limit) -> None:
        self.log.append(("wrote", address, data, limit))

    def central_gone(self, address) -> None:
        self.log.append(("gone", address))

    def central_held(self, address, *, left_over) -> bool:
        return False

    def central_remembered(self, address) -> bool:
        return False

    def subscription_changed(self, *, subscribed) -> None:
        self.log.append(("subscribed", subscribed))


async def test_our_gatt_server_tells_as_little_as_bluez_does(air) -> None:
    home = Station("C2:DE:30:00:00:02")
    air.join(home)
    server, listener = VirtualGattServer(air, home), Listener()
    await server.async_start(listener)
    phones = [Station(f"C0:00:00:00:01:{number:02X}", 185) for number in range(2)]
    connections = []
    for phone in phones:
        air.join(phone)
        air.set_signal(home.address, phone.address, -60)
        connections.append(await air.connect(phone, home.address))
    values: list[tuple[int, bytes]] = []
    connections[0].subscribe(lambda value: values.append((0, value)))
    connections[1].subscribe(lambda value: values.append((1, value)))
    await server.async_notify(b"to all")
    assert sorted(values) == [(0, b"to all"), (1, b"to all")]
    connections[0].write(b"hi")
    await wait_until(lambda: len(listener.log) == 3)
    connections[0].close()
    connections[1].close()
    await server.async_stop()
    assert listener.log == [
        ("advertising", None),
        ("subscribed", True),
        ("wrote", phones[0].address, b"hi", 182),
        ("gone", phones[0].address),
        ("subscribed", False),
        ("stopped", None),
    ]
    with pytest.raises(ConnectionError):
        await server.async_notify(b"too late")


async def test_a_stopped_gatt_server_lets_its_centrals_go(air) -> None:
    home = Station("C2:DE:30:00:00:02")
    air.join(home)
    server = VirtualGattServer(air, home)
    await server.async_start(Listener())
    phone = Station("C0:00:00:00:01:01")
    air.join(phone)
    air.set_signal(home.address, phone.address, -60)
    connection = await air.connect(phone, home.address)
    await server.async_stop()
    assert not connection.is_open
    with pytest.raises(ConnectionError):
        await air.connect(phone, home.address)
