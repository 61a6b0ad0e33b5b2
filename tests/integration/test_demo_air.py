"""The demo's air: range, order, loss, breaking connections, and seeds."""

import asyncio
from random import Random
from typing import override

import pytest

from demo import air as air_module
from demo.air import MAX_IN_FLIGHT, Advertisement, Air, Connection, Server, Station

from .demo_tools import wait_until

UUIDS = Advertisement(("f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c",))


class Recorder(Server):
    """A GATT server that remembers what happened to it."""

    def __init__(self) -> None:
        self.connections: list[Connection] = []
        self.values: list[bytes] = []
        self.log: list[str] = []

    @override
    def connected(self, connection: Connection) -> None:
        self.connections.append(connection)
        self.log.append("connected")

    @override
    def subscribed(self, connection: Connection, *, on: bool) -> None:
        self.log.append("subscribed" if on else "unsubscribed")

    @override
    def written(self, connection: Connection, data: bytes) -> None:
        self.values.append(data)

    @override
    def disconnected(self, connection: Connection) -> None:
        self.log.append("disconnected")


@pytest.fixture
async def air():
    """Return an air that is quick and loses nothing, with two stations in range."""
    air = Air(Random(7), latency=0.001, loss=0.0, advertising_interval=0.05)
    yield air
    air.close()


@pytest.fixture
async def here(air):
    station = Station("C0:00:00:00:00:01")
    air.join(station)
    return station


@pytest.fixture
async def there(air, here):
    station = Station("C0:00:00:00:00:02", mtu=185, server=Recorder())
    air.join(station)
    air.set_signal(here.address, station.address, -60)
    air.advertise(station, UUIDS)
    return station


async def test_only_stations_in_range_hear_an_advertisement(air, here, there) -> None:
    far = Station("C0:00:00:00:00:03")
    air.join(far)
    near_heard: list[tuple[str, int, Advertisement]] = []
    far_heard: list[str] = []
    here.heard = lambda *heard: near_heard.append(heard)
    far.heard = lambda address, *_: far_heard.append(address)
    await wait_until(lambda: len(near_heard) >= 3)
    assert not far_heard
    address, rssi, advertisement = near_heard[0]
    assert (address, advertisement) == (there.address, UUIDS)
    assert -70 <= rssi <= -50


async def test_distance_makes_the_signal_weaker_until_it_is_gone(air) -> None:
    near, far, gone = "near", "far", "gone"
    air.place("home", 0, 0)
    air.place(near, 2, 0)
    air.place(far, 20, 0)
    air.place(gone, 200, 0)
    assert air.signal("home", near) > air.signal("home", far) > -90
    assert air.signal("home", gone) is None
    air.set_signal("home", gone, -50)
    assert air.signal(gone, "home") == -50


async def test_values_arrive_in_order_however_bad_the_air(air, here, there) -> None:
    connection = await air.connect(here, there.address)
    air.loss = 0.5
    values = [bytes([number]) for number in range(20)]
    for value in values:
        assert connection.write(value)
    await wait_until(lambda: len(there.server.values) == len(values))
    assert there.server.values == values


async def test_notifications_reach_subscribers_only(air, here, there) -> None:
    connection = await air.connect(here, there.address)
    inbound = there.server.connections[0]
    assert not inbound.notify(b"nobody listens")
    values: list[bytes] = []
    connection.subscribe(values.append)
    assert inbound.notify(b"now")
    await wait_until(lambda: values)
    assert values == [b"now"]


async def test_a_value_fits_the_smaller_of_both_mtus(air, here, there) -> None:
    connection = await air.connect(here, there.address)
    assert connection.mtu == 185
    assert connection.write(bytes(182))
    with pytest.raises(ValueError, match="185"):
        connection.write(bytes(183))


async def test_a_sender_that_runs_ahead_is_refused(air, here, there) -> None:
    connection = await air.connect(here, there.address)
    taken = sum(connection.write(b"x") for _ in range(MAX_IN_FLIGHT + 10))
    assert taken == MAX_IN_FLIGHT


async def test_who_does_not_advertise_or_is_out_of_range_does_not_answer(
    air, here, there
) -> None:
    air.set_signal(here.address, there.address, None)
    with pytest.raises(ConnectionError):
        await air.connect(here, there.address)
    air.set_signal(here.address, there.address, -60)
    air.stop_advertising(there)
    with pytest.raises(ConnectionError):
        await air.connect(here, there.address)


async def test_parted_stations_lose_their_connection_after_a_while(
    air, here, there, monkeypatch
) -> None:
    monkeypatch.setattr(air_module, "SUPERVISION_TIMEOUT", 0.1)
    connection = await air.connect(here, there.address)
    connection.subscribe(lambda _: None)
    closed: list[bool] = []
    connection.on_closed = lambda: closed.append(True)
    air.set_signal(here.address, there.address, None)
    assert connection.is_open
    arrived = asyncio.get_running_loop().create_future()
    connection.write(b"into the void", arrived)
    await wait_until(lambda: closed)
    assert await arrived is False
    assert not there.server.values
    assert there.server.log == [
        "connected",
        "subscribed",
        "unsubscribed",
        "disconnected",
    ]
    assert closed == [True]
    assert not connection.write(b"too late")


async def test_a_short_dip_only_delays(air, here, there) -> None:
    connection = await air.connect(here, there.address)
    air.set_signal(here.address, there.address, None)
    connection.write(b"patience")
    await asyncio.sleep(0.05)
    assert not there.server.values
    air.set_signal(here.address, there.address, -60)
    await wait_until(lambda: there.server.values)
    assert connection.is_open


async def test_connections_can_be_cut(air, here, there) -> None:
    connection = await air.connect(here, there.address)
    air.break_connections(there.address, here.address)
    assert not connection.is_open
    assert (await air.connect(here, there.address)).is_open


async def test_a_station_that_leaves_takes_its_connections_with_it(
    air, here, there
) -> None:
    connection = await air.connect(here, there.address)
    air.leave(there)
    assert not connection.is_open
    assert not here.connections


async def test_an_address_is_on_the_air_once(air, here) -> None:
    with pytest.raises(ValueError, match=here.address):
        air.join(Station(here.address))


def delays(seed: int) -> list[float]:
    """Return the delays that an air of that seed gives."""
    air = Air(Random(seed), loss=0.3)
    return [air.delay(100) for _ in range(50)]


async def test_the_same_seed_gives_the_same_air() -> None:
    assert delays(1) == delays(1)
    assert delays(1) != delays(2)
