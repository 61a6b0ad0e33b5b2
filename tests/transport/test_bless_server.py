"""The GATT server on bless, against a bluetoothd on a message bus of the test's own."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
import os
from pathlib import Path
from random import Random
from socket import SHUT_RDWR
from typing import Any

from dbus_fast import Message, MessageType, Variant
import pytest
import pytest_socket

from custom_components.mesh_broadcast.transport import (
    bless_server,
    bluez_watch,
    gatt_supervisor,
)
from custom_components.mesh_broadcast.transport.bless_server import BlessGattServer
from custom_components.mesh_broadcast.transport.const import (
    CHARACTERISTIC_UUID,
    SERVICE_UUID,
)
from custom_components.mesh_broadcast.transport.gatt_server import (
    GattServerFault,
    GattServerState,
)
from tests.transport.fake_bluez import (
    CHARACTERISTIC,
    DAEMON,
    FakeAdapter,
    FakeBlueZ,
    PrivateBus,
    until,
)

# dbus_next, unmaintained, asks asyncio what inspect should be asked.
pytestmark = pytest.mark.filterwarnings(
    "ignore:'asyncio.iscoroutinefunction' is deprecated:DeprecationWarning"
)

HCI0 = "/org/bluez/hci0"
HCI1 = "/org/bluez/hci1"
HCI10 = "/org/bluez/hci10"
MAC0 = "00:AA:01:00:00:00"
MAC1 = "00:AA:01:01:00:01"
PHONE = f"{HCI0}/dev_5A_00_00_00_00_01"
PHONE_ADDRESS = "5A:00:00:00:00:01"
TABLET = f"{HCI0}/dev_5A_00_00_00_00_02"
WATCH = f"{HCI0}/dev_5A_00_00_00_00_03"

STARTING = (GattServerState.STARTING, None)
ADVERTISING = (GattServerState.ADVERTISING, None)
STOPPED = (GattServerState.STOPPED, None)
NO_DBUS = (GattServerState.FAILED, GattServerFault.NO_DBUS)
NO_BLUETOOTHD = (GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
NO_ADAPTER = (GattServerState.FAILED, GattServerFault.NO_ADAPTER)
ADAPTER_OFF = (GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
CANNOT_ADVERTISE = (GattServerState.FAILED, GattServerFault.CANNOT_ADVERTISE)


class RecordingListener:
    """Remembers what it was told, in order."""

    def __init__(self) -> None:
        self.states: list[tuple[GattServerState, GattServerFault | None]] = []
        self.told_at: list[float] = []
        self.writes: list[tuple[str, bytes, int]] = []
        self.gone: list[str] = []
        self.subscriptions: list[bool] = []
        self.held: set[tuple[str, bool]] = set()
        self.remembered: set[str] = set()
        self.error: Exception | None = None

    def server_state_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        self.states.append((state, fault))
        self.told_at.append(asyncio.get_running_loop().time())

    def central_wrote(self, address: str, data: bytes, limit: int) -> None:
        self.writes.append((address, data, limit))
        if self.error is not None:
            raise self.error

    def central_gone(self, address: str) -> None:
        self.gone.append(address)

    def central_held(self, address: str, *, left_over: bool) -> bool:
        return (address, left_over) in self.held

    def central_remembered(self, address: str) -> bool:
        return address in self.remembered

    def subscription_changed(self, *, subscribed: bool) -> None:
        self.subscriptions.append(subscribed)


class Pauses:
    """Remembers which pauses were asked for; the second one outlasts any test."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def delay(self, attempt: int, rng: Random) -> float:
        self.asked.append(attempt)
        return 0.01 if attempt == 1 else 3600


def has_grown_to(items: list[Any], length: int) -> bool:
    return len(items) == length


def create_task(coroutine, name: str) -> asyncio.Task[None]:
    return asyncio.get_running_loop().create_task(coroutine, name=name)


@pytest.fixture
async def bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[PrivateBus]:
    """Run a message bus, and let everyone take it for the system's."""
    # The harness forbids sockets; these lead no further than to our own bus.
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    bus = PrivateBus(tmp_path)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    await bus.start()
    yield bus
    await bus.stop()


@pytest.fixture
async def bluez(bus: PrivateBus) -> AsyncIterator[FakeBlueZ]:
    """Run a bluetoothd with one adapter."""
    async with FakeBlueZ(bus.address, FakeAdapter(HCI0, MAC0)) as bluez:
        yield bluez


@pytest.fixture
def listener() -> RecordingListener:
    return RecordingListener()


@pytest.fixture
async def server() -> AsyncIterator[BlessGattServer]:
    """Offer a server for any adapter, and stop it at the end."""
    server = BlessGattServer(None, create_task, Random(1))
    yield server
    await server.async_stop()


@pytest.fixture
async def advertising(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> BlessGattServer:
    """Have the server up."""
    await server.async_start(listener)
    await until(lambda: listener.states == [STARTING, ADVERTISING])
    return server


async def test_registers_the_mesh_service_with_its_one_characteristic(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    [application] = bluez.applications
    found = {
        name: {key: value.value for key, value in properties.items()}
        for interfaces in application.content.values()
        for name, properties in interfaces.items()
    }

    assert application.adapter == HCI0
    assert found["org.bluez.GattService1"] == {"UUID": SERVICE_UUID, "Primary": True}
    assert found[CHARACTERISTIC]["UUID"] == CHARACTERISTIC_UUID
    assert set(found[CHARACTERISTIC]["Flags"]) == {
        "read",
        "write",
        "write-without-response",
        "notify",
    }
    assert advertising.state is GattServerState.ADVERTISING
    assert advertising.fault is None


async def test_advertises_the_service_and_nothing_that_names_the_home(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    [advertisement] = bluez.advertisements
    said = {key: value.value for key, value in advertisement.content.items()}

    assert said["Type"] == "peripheral"
    assert said["ServiceUUIDs"] == [SERVICE_UUID]
    assert said["Discoverable"] is True
    assert not said["ManufacturerData"]
    assert not said["ServiceData"]
    assert "LocalName" not in said
    assert "TxPower" not in said
    assert "Includes" not in said


async def test_announces_its_objects_to_nobody(
    bus: PrivateBus, bluez: FakeBlueZ, server: BlessGattServer
) -> None:
    # bleak, in the same Home Assistant, would take them for a remote's service.
    watcher = await bus.connect()
    heard: list[str | None] = []
    watcher.add_message_handler(
        lambda message: heard.append(message.member) if message.sender else None
    )
    await watcher.call(
        Message(
            destination="org.freedesktop.DBus",
            path="/org/freedesktop/DBus",
            interface="org.freedesktop.DBus",
            member="AddMatch",
            signature="s",
            body=["type='signal',interface='org.freedesktop.DBus.ObjectManager'"],
        )
    )
    listener = RecordingListener()
    await server.async_start(listener)
    await until(lambda: listener.states == [STARTING, ADVERTISING])
    await server.async_stop()
    bluez.add_adapter(FakeAdapter(HCI1, MAC1))
    await until(lambda: "InterfacesAdded" in heard)
    watcher.disconnect()

    assert heard.count("InterfacesAdded") == 1, "bluetoothd's own, of the new adapter"
    assert "InterfacesRemoved" not in heard


async def test_never_touches_the_adapters_name(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    await bluez.stop()
    await bluez.start()
    await until(lambda: bool(bluez.advertisements))
    await advertising.async_stop()

    assert bluez.property_sets == []


@pytest.mark.parametrize(
    ("options", "limit"),
    [
        ({"mtu": Variant("q", 517)}, 509),
        ({"mtu": Variant("q", 185)}, 180),
        ({"mtu": Variant("q", 23), "offset": Variant("q", 0)}, 18),
        ({}, 18),
    ],
)
async def test_tells_who_wrote_and_how_much_fits(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
    options: dict[str, Variant],
    limit: int,
) -> None:
    bluez.connect_device(PHONE)
    reply = await bluez.write(PHONE, b"frame", **options)

    assert reply.message_type is MessageType.METHOD_RETURN
    assert listener.writes == [(PHONE_ADDRESS, b"frame", limit)]


async def test_tells_two_writers_apart(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    other = f"{HCI0}/dev_5A_00_00_00_00_02"
    for device in (PHONE, other, PHONE):
        bluez.connect_device(device)
        await bluez.write(device, device[-1:].encode())

    assert [(address, data) for address, data, _ in listener.writes] == [
        (PHONE_ADDRESS, b"1"),
        ("5A:00:00:00:00:02", b"2"),
        (PHONE_ADDRESS, b"1"),
    ]


@pytest.mark.parametrize(
    "options",
    [{"offset": Variant("q", 20)}, {"prepare-authorize": Variant("b", True)}],
    ids=["a tail without its head", "a question before a long write"],
)
async def test_passes_on_only_whole_frames(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
    options: dict[str, Variant],
) -> None:
    reply = await bluez.write(PHONE, b"frame", **options)

    assert reply.message_type is MessageType.METHOD_RETURN
    assert listener.writes == []


async def test_a_failing_listener_neither_stops_it_nor_reaches_the_air(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
    caplog: pytest.LogCaptureFixture,
) -> None:
    listener.error = RuntimeError("ours")
    bluez.connect_device(PHONE)
    replies = [await bluez.write(PHONE, b"frame") for _ in range(2)]

    assert {reply.message_type for reply in replies} == {MessageType.METHOD_RETURN}
    assert len(listener.writes) == 2
    assert "Could not handle a write" in caplog.text
    caplog.clear()


async def test_a_read_yields_nothing_even_after_a_notification(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    await advertising.async_notify(b"frame")

    assert await bluez.read() == b""


async def test_tells_of_subscription_edges_only(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    start, stop = bluez.start_notify, bluez.stop_notify
    replies = [await call() for call in (start, start, stop, stop, start)]

    assert {reply.message_type for reply in replies} == {MessageType.METHOD_RETURN}
    assert listener.subscriptions == [True, False, True]


@pytest.mark.parametrize("forget", [False, True])
async def test_tells_when_a_central_that_wrote_is_gone(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
    forget: bool,
) -> None:
    silent = f"{HCI0}/dev_5A_00_00_00_00_02"
    bluez.connect_device(PHONE)
    bluez.connect_device(silent)
    await bluez.write(PHONE, b"frame")
    await asyncio.sleep(0.1)
    bluez.disconnect_device(silent, forget=forget)
    bluez.disconnect_device(PHONE, forget=forget)

    await until(lambda: listener.gone == [PHONE_ADDRESS])
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"frame")
    await asyncio.sleep(0.1)
    bluez.disconnect_device(PHONE)
    await until(lambda: listener.gone == [PHONE_ADDRESS, PHONE_ADDRESS])


async def test_tells_when_a_central_was_gone_before_it_could_be_followed(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    await bluez.write(PHONE, b"frame")

    await until(lambda: listener.gone == [PHONE_ADDRESS])


async def test_a_burst_of_300_notifications_arrives_whole_and_in_order(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    frames = [number.to_bytes(2, "big") + bytes(507) for number in range(300)]
    await asyncio.gather(*(advertising.async_notify(frame) for frame in frames))

    await until(lambda: len(bluez.notifications) >= 300)
    assert bluez.notifications == frames
    assert advertising.state is GattServerState.ADVERTISING


async def test_notifications_wait_for_a_bluetoothd_that_is_busy(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    bluez.silent = True
    sent = [0]

    async def send() -> None:
        for number in range(100):
            await advertising.async_notify(bytes([number]))
            sent[0] += 1

    sender = create_task(send(), "sender")
    await asyncio.sleep(0.5)
    held_back = sent[0]
    sender.cancel()
    await asyncio.wait([sender])
    bluez.silent = False

    assert held_back == 0


async def test_notifications_keep_the_distance_at_which_bluez_does_not_merge_them(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    for number in range(11):
        await advertising.async_notify(bytes([number]))

    assert loop.time() - started > 10 * 0.010


async def test_refuses_what_bluetoothd_would_refuse(
    advertising: BlessGattServer,
) -> None:
    await advertising.async_notify(bytes(509))
    with pytest.raises(ValueError, match="510"):
        await advertising.async_notify(bytes(510))


async def test_notifying_without_advertising_is_an_error(
    server: BlessGattServer, advertising: BlessGattServer
) -> None:
    await advertising.async_stop()
    with pytest.raises(ConnectionError):
        await server.async_notify(b"frame")


async def test_whoever_wrote_is_disconnected_when_it_stops_and_then_the_service_goes(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    for device in (PHONE, TABLET, WATCH):
        bluez.connect_device(device)
    await bluez.write(PHONE, b"frame")
    await bluez.write(TABLET, b"frame")
    bluez.may_disconnect.clear()
    stopping = asyncio.create_task(advertising.async_stop())
    await until(lambda: len(bluez.disconnects) == 2)
    assert bluez.devices == {PHONE: True, TABLET: True, WATCH: True}, "all at once"
    assert not bluez.advertisements, "nobody may come back before we have gone"
    assert bluez.applications, "who sees the service go will not look for it again"
    await bluez.write(PHONE, b"too late")
    bluez.may_disconnect.set()
    await stopping

    assert not bluez.applications
    assert (PHONE_ADDRESS, b"too late", 20) not in listener.writes
    assert sorted(bluez.disconnects) == [PHONE, TABLET]
    assert bluez.devices == {PHONE: False, TABLET: False, WATCH: True}
    assert sorted(listener.gone) == [PHONE_ADDRESS, "5A:00:00:00:00:02"]


async def test_connections_that_serve_others_as_well_are_left_alone(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    for device in (PHONE, TABLET):
        bluez.connect_device(device)
        await bluez.write(device, b"frame")
    bluez.paired.add(TABLET)
    listener.held.add((PHONE_ADDRESS, False))
    await advertising.async_stop()

    assert bluez.disconnects == []


async def test_a_connection_that_does_not_end_holds_up_nobody_for_long(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bluez_watch, "DISCONNECT_TIMEOUT_S", 1)
    bluez.may_disconnect.clear()
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"frame")
    async with asyncio.timeout(10):
        await advertising.async_stop()

    assert bluez.disconnects == [PHONE]
    assert not bluez.applications


async def test_nobody_is_disconnected_when_only_bluetoothd_or_the_adapter_was_away(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"frame")
    bluez.set_powered(HCI0, powered=False)
    await until(lambda: advertising.state is GattServerState.FAILED)
    bluez.disconnect_device(PHONE)
    bluez.set_powered(HCI0, powered=True)
    await until(lambda: advertising.state is GattServerState.ADVERTISING)
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"frame")
    await bluez.stop()
    await until(lambda: advertising.state is GattServerState.FAILED)
    await bluez.start()
    await until(lambda: advertising.state is GattServerState.ADVERTISING)

    assert bluez.disconnects == []


async def test_who_was_connected_before_us_is_made_to_connect_again_when_it_writes(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.connect_device(PHONE)
    bluez.connect_device(WATCH)
    await server.async_start(listener)
    await until(lambda: server.state is GattServerState.ADVERTISING)
    await bluez.write(PHONE, b"deaf")
    await until(lambda: listener.gone == [PHONE_ADDRESS])
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"hears")
    await bluez.write(PHONE, b"more")
    bluez.disconnect_device(PHONE)
    await until(lambda: len(listener.gone) == 2)

    assert bluez.disconnects == [PHONE], "once, and nobody who is not our business"
    assert [data for _, data, _ in listener.writes] == [b"deaf", b"hears", b"more"]


async def test_who_wrote_to_a_server_that_was_killed_is_made_to_connect_again(
    bluez: FakeBlueZ,
    server: BlessGattServer,
    listener: RecordingListener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gatt_supervisor, "REDISCOVERY_S", 0.3)
    for device in (PHONE, TABLET, WATCH):
        bluez.connect_device(device)
    listener.remembered |= {PHONE_ADDRESS, "5A:00:00:00:00:02"}
    listener.held.add(("5A:00:00:00:00:02", True))
    await server.async_start(listener)
    await until(lambda: server.state is GattServerState.ADVERTISING)
    await until(lambda: bluez.devices[PHONE] is False)
    took = asyncio.get_running_loop().time() - listener.told_at[-1]
    bluez.connect_device(PHONE)
    await asyncio.sleep(0.4)

    assert took > 0.2, "it must have found the new service first"
    assert bluez.disconnects == [PHONE]


async def test_who_connected_again_by_itself_is_left_alone(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.connect_device(PHONE)
    await server.async_start(listener)
    await until(lambda: server.state is GattServerState.ADVERTISING)
    await until(lambda: server._left_over == {PHONE})
    bluez.disconnect_device(PHONE)
    await until(lambda: not server._left_over)
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"frame")
    bluez.disconnect_device(PHONE)
    await until(lambda: listener.gone == [PHONE_ADDRESS])

    assert bluez.disconnects == []


async def test_who_is_dialed_from_here_stays_connected_though_it_was_before_us(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.connect_device(PHONE)
    listener.held.add((PHONE_ADDRESS, True))
    await server.async_start(listener)
    await until(lambda: server.state is GattServerState.ADVERTISING)
    await bluez.write(PHONE, b"frame")
    bluez.disconnect_device(PHONE)
    await until(lambda: listener.gone == [PHONE_ADDRESS])

    assert bluez.disconnects == []


async def test_comes_back_at_once_after_a_restart_of_bluetoothd(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gatt_supervisor, "QUICK_RETRY_S", 3600)
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"frame")
    await bluez.start_notify()
    await bluez.stop()
    await until(lambda: advertising.state is GattServerState.FAILED)
    with pytest.raises(ConnectionError):
        await advertising.async_notify(b"frame")
    await bluez.start()
    await until(lambda: advertising.state is GattServerState.ADVERTISING)
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"after")
    await advertising.async_notify(b"again")
    await until(lambda: bluez.notifications == [b"again"])

    assert listener.states == [STARTING, ADVERTISING, NO_BLUETOOTHD, ADVERTISING]
    assert listener.gone == [PHONE_ADDRESS]
    assert listener.subscriptions == [True, False]
    assert listener.writes[-1] == (PHONE_ADDRESS, b"after", 18)
    assert len(bluez.applications) == len(bluez.advertisements) == 1


async def test_tells_of_a_bluetoothd_that_ended_also_when_the_next_is_there_at_once(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    await bluez.stop()
    await bluez.start()
    await until(lambda: NO_BLUETOOTHD in listener.states)
    await until(lambda: listener.states[-1] == ADVERTISING)
    assert len(bluez.applications) == len(bluez.advertisements) == 1


async def test_can_scan_as_soon_as_the_scan_of_a_bluetoothd_that_was_killed_is_over(
    bluez: FakeBlueZ, advertising: BlessGattServer
) -> None:
    bluez.scan_left_over = True
    assert not await advertising.async_can_scan()
    bluez.scan_left_over = False
    assert await advertising.async_can_scan()
    assert bluez.scans == ["StartDiscovery", "StopDiscovery"]
    await advertising.async_stop()
    assert not await advertising.async_can_scan()


async def test_does_not_complain_while_a_new_bluetoothd_loads_its_adapters(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    adapter = bluez.adapters.pop(HCI0)
    adapter.powered = False
    await bluez.stop()
    await until(lambda: advertising.state is GattServerState.FAILED)
    await bluez.start()
    await asyncio.sleep(0.2)
    bluez.add_adapter(adapter)
    await asyncio.sleep(0.2)
    bluez.set_powered(HCI0, powered=True)
    await until(lambda: advertising.state is GattServerState.ADVERTISING)

    assert listener.states == [STARTING, ADVERTISING, NO_BLUETOOTHD, ADVERTISING]


async def test_complains_when_a_new_bluetoothd_never_finds_an_adapter(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
) -> None:
    bluez.adapters.clear()
    await bluez.stop()
    await until(lambda: advertising.state is GattServerState.FAILED)
    await bluez.start()
    await until(lambda: advertising.fault is GattServerFault.NO_ADAPTER)

    assert listener.states == [STARTING, ADVERTISING, NO_BLUETOOTHD, NO_ADAPTER]


async def test_comes_back_after_the_adapter_was_off(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.set_powered(HCI0, powered=False)
    await until(lambda: advertising.fault is GattServerFault.ADAPTER_OFF)
    bluez.set_powered(HCI0, powered=True)
    await until(lambda: advertising.state is GattServerState.ADVERTISING)

    assert listener.states == [STARTING, ADVERTISING, ADAPTER_OFF, ADVERTISING]
    assert len(bluez.applications) == len(bluez.advertisements) == 1


async def test_comes_back_after_the_adapter_was_unplugged(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.remove_adapter(HCI0)
    await until(lambda: advertising.fault is GattServerFault.NO_ADAPTER)
    bluez.add_adapter(FakeAdapter(HCI1, MAC0))
    await until(lambda: advertising.state is GattServerState.ADVERTISING)

    assert listener.states == [STARTING, ADVERTISING, NO_ADAPTER, ADVERTISING]
    assert bluez.advertisements[-1].adapter == HCI1


async def test_comes_back_after_the_message_bus_was_away(
    bus: PrivateBus,
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
) -> None:
    await bus.stop()
    await until(lambda: advertising.fault is GattServerFault.NO_DBUS)
    await bluez.stop()
    await bus.start()
    await bluez.start()
    await until(lambda: advertising.state is GattServerState.ADVERTISING)

    # Which of its two connections notices first is chance.
    states = [state for state in listener.states[1:] if state != STARTING]
    assert states == [ADVERTISING, NO_DBUS, ADVERTISING]


async def test_comes_back_after_a_mistake_of_its_own(
    bluez: FakeBlueZ,
    server: BlessGattServer,
    listener: RecordingListener,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nobody expects its listener to raise, so that stands for all."""
    tell = listener.server_state_changed
    mistakes = [ZeroDivisionError()]

    def stumble(state: GattServerState, fault: GattServerFault | None) -> None:
        tell(state, fault)
        if state is GattServerState.ADVERTISING and mistakes:
            raise mistakes.pop()

    monkeypatch.setattr(listener, "server_state_changed", stumble)
    await server.async_start(listener)
    await until(lambda: listener.states[-2:] == [CANNOT_ADVERTISE, ADVERTISING])
    await server.async_notify(b"frame")

    await until(lambda: bluez.notifications == [b"frame"])
    assert len(bluez.applications) == len(bluez.advertisements) == 1
    record = server.tasks.records["GATT server"]
    assert (record.running, record.restarts) == (1, 1)
    assert record.last_error == "ZeroDivisionError"
    [error] = [r for r in caplog.records if r.levelname == "ERROR"]
    assert error.exc_info


async def test_connects_anew_when_it_would_not_hear_the_end_of_the_bus(
    bluez: FakeBlueZ,
    server: BlessGattServer,
    listener: RecordingListener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a library raises there is anybody's guess; it ended the watch in silence."""
    mistakes = [ZeroDivisionError()]

    class DeafBus(bluez_watch.MessageBus):
        async def wait_for_disconnect(self) -> None:
            await asyncio.sleep(0.2)
            if mistakes:
                raise mistakes.pop()
            await super().wait_for_disconnect()

    monkeypatch.setattr(bluez_watch, "MessageBus", DeafBus)
    await server.async_start(listener)
    await until(lambda: NO_DBUS in listener.states)
    await until(lambda: server.state is GattServerState.ADVERTISING)

    record = server.tasks.records["BlueZ watch"]
    assert (record.running, record.runs, record.failures) == (1, 2, 1)
    assert len(bluez.applications) == len(bluez.advertisements) == 1


async def test_comes_back_after_its_own_connection_was_cut(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    peripheral: Any = advertising._peripheral
    peripheral.bus.socket.shutdown(SHUT_RDWR)
    await until(lambda: listener.states[2:] == [STARTING, ADVERTISING])
    await advertising.async_notify(b"frame")

    await until(lambda: bluez.notifications == [b"frame"])
    assert len(bluez.applications) == len(bluez.advertisements) == 1


async def test_advertises_again_what_bluez_released(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
    capfd: pytest.CaptureFixture[str],
) -> None:
    await bluez.release_advertisement()
    await until(lambda: listener.states[2:] == [STARTING, ADVERTISING])

    assert len(bluez.applications) == len(bluez.advertisements) == 1
    assert capfd.readouterr().out == ""


async def test_says_so_when_there_is_no_message_bus(
    bus: PrivateBus, server: BlessGattServer, listener: RecordingListener
) -> None:
    await bus.stop()
    await server.async_start(listener)

    await until(lambda: listener.states == [STARTING, NO_DBUS])


async def test_says_so_when_bluetoothd_does_not_run_and_begins_when_it_does(
    bus: PrivateBus, server: BlessGattServer, listener: RecordingListener
) -> None:
    await server.async_start(listener)
    await until(lambda: listener.states == [STARTING, NO_BLUETOOTHD])
    async with FakeBlueZ(bus.address, FakeAdapter(HCI0, MAC0)):
        await until(lambda: server.state is GattServerState.ADVERTISING)


async def test_says_so_when_there_is_no_adapter(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.adapters.clear()
    await server.async_start(listener)

    await until(lambda: listener.states == [STARTING, NO_ADAPTER])


async def test_says_so_when_the_adapter_is_off(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.adapters[HCI0].powered = False
    await server.async_start(listener)

    await until(lambda: listener.states == [STARTING, ADAPTER_OFF])


async def test_says_so_when_the_adapter_cannot_advertise(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.adapters[HCI0].can_advertise = False
    await server.async_start(listener)

    await until(lambda: listener.states == [STARTING, CANNOT_ADVERTISE])


async def test_keeps_trying_when_advertising_is_refused(
    bluez: FakeBlueZ,
    server: BlessGattServer,
    listener: RecordingListener,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bluez.adapters[HCI0].slots = 0
    await server.async_start(listener)
    await until(lambda: listener.states == [STARTING, CANNOT_ADVERTISE])
    await until(lambda: bluez.refused == 3)
    # A second or more passes until the next try; nothing of this one is left meanwhile.
    await until(lambda: bluez.applications == [])
    bluez.adapters[HCI0].slots = 5
    await until(lambda: server.state is GattServerState.ADVERTISING)

    assert listener.states == [STARTING, CANNOT_ADVERTISE, ADVERTISING]
    # The loop's debug mode warns of a slow machine.
    [warning] = [
        r for r in caplog.records if r.levelname == "WARNING" and r.name != "asyncio"
    ]
    assert "Maximum advertisements reached" in warning.getMessage()


async def test_does_not_complain_of_a_refusal_that_passes(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.adapters[HCI0].refusals_left = 1
    await server.async_start(listener)
    await until(lambda: server.state is GattServerState.ADVERTISING)

    assert bluez.refused == 1
    assert listener.states == [STARTING, ADVERTISING]


async def test_takes_exactly_the_adapter_it_was_given(
    bluez: FakeBlueZ, listener: RecordingListener
) -> None:
    bluez.adapters = {
        HCI10: FakeAdapter(HCI10, "00:AA:01:0A:00:0A"),
        HCI1: FakeAdapter(HCI1, MAC1),
    }
    server = BlessGattServer(MAC1.lower(), create_task, Random(1))
    await server.async_start(listener)
    await until(lambda: server.state is GattServerState.ADVERTISING)
    adapters = [advertisement.adapter for advertisement in bluez.advertisements]
    await server.async_stop()

    assert adapters == [HCI1]


async def test_waits_for_its_adapter_rather_than_taking_another(
    bluez: FakeBlueZ, listener: RecordingListener
) -> None:
    server = BlessGattServer(MAC1, create_task, Random(1))
    await server.async_start(listener)
    await until(lambda: listener.states == [STARTING, NO_ADAPTER])
    bluez.add_adapter(FakeAdapter(HCI1, MAC1))
    await until(lambda: server.state is GattServerState.ADVERTISING)
    await server.async_stop()


async def test_without_a_choice_takes_the_first_adapter_that_is_on(
    bluez: FakeBlueZ, server: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.adapters[HCI0].powered = False
    bluez.add_adapter(FakeAdapter(HCI1, MAC1))
    await server.async_start(listener)
    await until(lambda: server.state is GattServerState.ADVERTISING)

    assert bluez.advertisements[0].adapter == HCI1


async def test_stopping_withdraws_everything_and_says_so_last(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    bluez.connect_device(PHONE)
    await bluez.write(PHONE, b"frame")
    await bluez.start_notify()
    await advertising.async_stop()

    assert bluez.applications == bluez.advertisements == []
    assert listener.states == [STARTING, ADVERTISING, STOPPED]
    assert listener.gone == [PHONE_ADDRESS]
    assert listener.subscriptions == [True, False]


async def test_ten_starts_and_stops_leave_nothing_behind(
    bus: PrivateBus, bluez: FakeBlueZ, listener: RecordingListener
) -> None:
    observer = await bus.connect()

    async def inventory() -> tuple[int, int, int]:
        reply = await bluez.call(
            DAEMON, "/org/freedesktop/DBus", DAEMON, "ListNames", ""
        )
        files = await asyncio.to_thread(os.listdir, "/proc/self/fd")
        return len(reply.body[0]), len(files), len(asyncio.all_tasks())

    await inventory()
    before = await inventory()
    for _ in range(10):
        server = BlessGattServer(None, create_task, Random(1))
        await server.async_start(listener)
        await until(lambda: listener.states[-1] == ADVERTISING)
        await server.async_notify(b"frame")
        await server.async_stop()
    # The bus learns of the last one's end in its own time.
    async with asyncio.timeout(10):
        while await inventory() != before:  # noqa: ASYNC110 - as in until
            await asyncio.sleep(0.01)
    observer.disconnect()
    await observer.wait_for_disconnect()

    assert bluez.applications == bluez.advertisements == []


async def test_one_server_can_be_started_again(
    bluez: FakeBlueZ, advertising: BlessGattServer, listener: RecordingListener
) -> None:
    await advertising.async_stop()
    await advertising.async_start(listener)
    await until(lambda: advertising.state is GattServerState.ADVERTISING)

    assert len(bluez.advertisements) == 1


async def test_starting_twice_is_a_mistake(
    advertising: BlessGattServer, listener: RecordingListener
) -> None:
    with pytest.raises(RuntimeError):
        await advertising.async_start(listener)


async def test_stopping_does_not_wait_for_a_bluetoothd_that_hangs(
    bluez: FakeBlueZ, advertising: BlessGattServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bless_server, "CLOSE_TIMEOUT_S", 0.1)
    bluez.silent = True
    async with asyncio.timeout(10):
        await advertising.async_stop()
    bluez.silent = False

    await until(lambda: not bluez.advertisements)


async def test_can_be_stopped_at_any_moment_of_its_start(
    bus: PrivateBus, bluez: FakeBlueZ, listener: RecordingListener
) -> None:
    for turns in range(30):
        server = BlessGattServer(None, create_task, Random(1))
        await server.async_start(listener)
        for _ in range(turns):
            await asyncio.sleep(0.0005)
        await server.async_stop()

    await until(lambda: not bluez.applications and not bluez.advertisements)


async def test_a_server_that_falls_again_and_again_is_put_up_with_pauses(
    bluez: FakeBlueZ,
    advertising: BlessGattServer,
    listener: RecordingListener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses = Pauses()
    monkeypatch.setattr(gatt_supervisor, "QUICK_RETRY_S", 0.01)
    monkeypatch.setattr(advertising, "_reconnect", pauses)
    for count in (1, 2, 3):
        seen = len(listener.states)
        await bluez.release_advertisement()
        await until(partial(has_grown_to, listener.states, seen + 1 + (count < 3)))
    await until(lambda: pauses.asked == [1, 2])

    assert listener.states[-1] == STARTING
