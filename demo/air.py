"""The air: who hears whom, and connections that take time, fail and break.

One event loop and its timers, no tasks or threads. Everything random comes from the
generator that is handed in, and everything can be changed while it runs.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import dist, log10
from random import Random
from typing import Protocol

SUPERVISION_TIMEOUT = 2.0
"""Seconds until both ends of a connection notice that they lost each other: what
phones commonly ask for."""

CONNECT_TIME = 0.3
"""Mean seconds from the wish to connect to services found, as measured on BlueZ."""

RETRANSMISSION = 0.03
"""Seconds that a lost packet costs on a connection: one connection interval. A
connection delivers everything in order or breaks; only adverts are lost for good."""

BYTES_PER_SECOND = 100_000
"""What one connection carries: about what was measured between two BlueZ hosts."""

MAX_IN_FLIGHT = 256
"""Values on their way in one direction; a sender that runs further ahead is refused."""

TRANSMIT_POWER = -42.0
PATH_LOSS = 30.0
SENSITIVITY = -90
"""Signal in dBm at one metre, dBm lost for each tenfold distance indoors, and the
weakest that a phone still hears."""


@dataclass(frozen=True, slots=True)
class Advertisement:
    """What a station says about itself; `service_data` by service UUID."""

    service_uuids: tuple[str, ...]
    service_data: tuple[tuple[str, bytes], ...] = ()


class Server(Protocol):
    """The GATT server of a station: one characteristic, seen from the air."""

    def connected(self, connection: Connection) -> None:
        """Take note of a central that connected."""

    def subscribed(self, connection: Connection, *, on: bool) -> None:
        """Take note of a central that wants notifications, or no longer does."""

    def written(self, connection: Connection, data: bytes) -> None:
        """Take a value that a central wrote."""

    def disconnected(self, connection: Connection) -> None:
        """Take note of a central that is gone."""


type Heard = Callable[[str, int, Advertisement], None]


@dataclass(slots=True, eq=False)
class Station:
    """A radio: it scans while `heard` is set, and can be connected to with a `server`.

    `heard` is called with the address, the signal strength in dBm and the advertisement.
    """

    address: str
    mtu: int = 517
    heard: Heard | None = None
    server: Server | None = None
    connections: list[Connection] = field(default_factory=list)


class Connection:
    """One connection, with a central that opened it and a peripheral."""

    def __init__(self, air: Air, central: Station, peripheral: Station) -> None:
        """Open it."""
        self.central = central.address
        self.peripheral = peripheral.address
        self.mtu = min(central.mtu, peripheral.mtu)
        self.is_open = True
        self.on_closed: Callable[[], None] | None = None
        """Called once for the central, whoever closed the connection."""
        self._air = air
        self._stations = (central, peripheral)
        self._server = peripheral.server
        self._notified: Callable[[bytes], None] | None = None
        self._downlink = _Direction(self)
        self._uplink = _Direction(self)
        self._supervision: asyncio.TimerHandle | None = None
        for station in self._stations:
            station.connections.append(self)

    @property
    def subscribed(self) -> bool:
        """Whether the central wants notifications."""
        return self._notified is not None

    def write(self, data: bytes, done: asyncio.Future[bool] | None = None) -> bool:
        """Send a value to the peripheral; `done` tells whether it arrived."""
        return self._send(self._downlink, data, self._written, done)

    def notify(self, data: bytes, done: asyncio.Future[bool] | None = None) -> bool:
        """Send a value to the central, if it has subscribed."""
        return self.subscribed and self._send(
            self._uplink, data, self._notify_central, done
        )

    def subscribe(self, notified: Callable[[bytes], None] | None) -> None:
        """Begin to receive notifications, or with None end it."""
        if not self.is_open or (notified is None) == (self._notified is None):
            return
        self._notified = notified
        if self._server is not None:
            self._server.subscribed(self, on=notified is not None)

    async def async_flush(self) -> None:
        """Wait until all that is on its way has arrived, or never will."""
        waiting = (self._downlink.last_arrival(), self._uplink.last_arrival())
        for arrival in waiting:
            if arrival is not None:
                await arrival

    def close(self) -> None:
        """End it, at both ends."""
        if not self.is_open:
            return
        self.is_open = False
        if self._supervision is not None:
            self._supervision.cancel()
        for station in self._stations:
            station.connections.remove(self)
        self._downlink.drop()
        self._uplink.drop()
        if self._server is not None:
            if self._notified is not None:
                self._server.subscribed(self, on=False)
            self._server.disconnected(self)
        self._notified = None
        if self.on_closed is not None:
            self.on_closed()

    def check_range(self) -> None:
        """Begin to break when out of range; be well again when back in time."""
        lost = self._air.signal(self.central, self.peripheral) is None
        if lost and self._supervision is None:
            loop = asyncio.get_running_loop()
            self._supervision = loop.call_later(SUPERVISION_TIMEOUT, self.close)
            self._downlink.hold()
            self._uplink.hold()
        elif not lost and self._supervision is not None:
            self._supervision.cancel()
            self._supervision = None
            self._downlink.resume(self._air.delay)
            self._uplink.resume(self._air.delay)

    def _send(
        self,
        direction: _Direction,
        data: bytes,
        deliver: Callable[[bytes], None],
        done: asyncio.Future[bool] | None,
    ) -> bool:
        """Queue a value; return whether it is on its way."""
        if len(data) > self.mtu - 3:
            raise ValueError(f"{len(data)} bytes do not fit an MTU of {self.mtu}")
        if not self.is_open or len(direction) >= MAX_IN_FLIGHT:
            return False
        delay = None if self._supervision is not None else self._air.delay
        direction.put(data, deliver, done, delay)
        return True

    def _written(self, data: bytes) -> None:
        """Deliver to the peripheral."""
        if self._server is not None:
            self._server.written(self, data)

    def _notify_central(self, data: bytes) -> None:
        """Deliver to the central, if it still wants it."""
        if self._notified is not None:
            self._notified(data)


type _Value = tuple[bytes, Callable[[bytes], None], asyncio.Future[bool] | None]
type _Delay = Callable[[int], float]


class _Direction:
    """Values on their way to one end, in order, one timer for the first of them."""

    def __init__(self, connection: Connection) -> None:
        """Begin empty."""
        self._connection = connection
        self._values: deque[_Value] = deque()
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._values)

    def put(
        self,
        data: bytes,
        deliver: Callable[[bytes], None],
        done: asyncio.Future[bool] | None,
        delay: _Delay | None,
    ) -> None:
        """Queue a value; with no `delay` it waits until the signal is back."""
        self._values.append((data, deliver, done))
        if self._timer is None and delay is not None:
            self.resume(delay)

    def last_arrival(self) -> asyncio.Future[bool] | None:
        """Return what will tell that all has arrived; None if nothing is on its way."""
        if not self._values:
            return None
        data, deliver, done = self._values[-1]
        if done is None:
            done = asyncio.get_running_loop().create_future()
            self._values[-1] = data, deliver, done
        return done

    def resume(self, delay: _Delay) -> None:
        """Send the first value on its way."""
        if self._values and self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(
                delay(len(self._values[0][0])), self._deliver, delay
            )

    def hold(self) -> None:
        """Send nothing for now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def drop(self) -> None:
        """Give up on everything."""
        self.hold()
        values, self._values = self._values, deque()
        for _data, _deliver, done in values:
            if done is not None and not done.done():
                done.set_result(False)

    def _deliver(self, delay: _Delay) -> None:
        """Hand the first value over."""
        self._timer = None
        data, deliver, done = self._values.popleft()
        # First the next one's timer: what this one brings about may close it all.
        self.resume(delay)
        if done is not None and not done.done():
            done.set_result(True)
        if self._connection.is_open:
            deliver(data)


class Air:
    """Carries advertisements and connections between the stations in range."""

    def __init__(
        self,
        rng: Random,
        *,
        latency: float = 0.015,
        loss: float = 0.05,
        advertising_interval: float = 1.0,
    ) -> None:
        """Begin with nobody.

        `latency` is the mean delay of a packet in seconds, `loss` the share of packets
        that do not arrive at the first try.
        """
        self.latency = latency
        self.loss = loss
        self.advertising_interval = advertising_interval
        self._rng = rng
        self._stations: dict[str, Station] = {}
        self._positions: dict[str, tuple[float, float]] = {}
        self._signals: dict[frozenset[str], int | None] = {}
        self._adverts: dict[str, Advertisement] = {}
        self._beats: dict[str, asyncio.TimerHandle] = {}

    # -- who is where

    def join(self, station: Station) -> None:
        """Let a station onto the air."""
        if station.address in self._stations:
            raise ValueError(f"{station.address} is on the air already")
        self._stations[station.address] = station

    def leave(self, station: Station) -> None:
        """Take a station off the air; its connections end at once."""
        self.stop_advertising(station)
        for connection in tuple(station.connections):
            connection.close()
        self._stations.pop(station.address, None)

    def place(self, address: str, x: float, y: float) -> None:
        """Put a station somewhere, in metres; distance makes its signal strength."""
        self._positions[address] = (x, y)
        self._ranges_changed()

    def set_signal(self, first: str, second: str, rssi: int | None) -> None:
        """Say how two stations hear each other, wherever they are; None: not at all."""
        self._signals[frozenset((first, second))] = rssi
        self._ranges_changed()

    def signal(self, first: str, second: str) -> int | None:
        """Return the mean signal strength between two stations; None: out of range."""
        pair = frozenset((first, second))
        if pair in self._signals:
            return self._signals[pair]
        here, there = self._positions.get(first), self._positions.get(second)
        if here is None or there is None:
            return None
        distance = max(1.0, dist(here, there))
        rssi = round(TRANSMIT_POWER - PATH_LOSS * log10(distance))
        return rssi if rssi >= SENSITIVITY else None

    def break_connections(self, first: str, second: str) -> None:
        """Cut what connects two stations right now; they may connect again."""
        pair = {first, second}
        for connection in tuple(self._connections()):
            if {connection.central, connection.peripheral} == pair:
                connection.close()

    def _connections(self) -> Iterator[Connection]:
        """Return every connection once."""
        for station in self._stations.values():
            for connection in station.connections:
                if connection.central == station.address:
                    yield connection

    def _ranges_changed(self) -> None:
        """Let every connection find out whether it still holds."""
        for connection in tuple(self._connections()):
            connection.check_range()

    # -- advertising

    def advertise(self, station: Station, advertisement: Advertisement) -> None:
        """Begin to advertise, or change what is advertised."""
        address = station.address
        self._adverts[address] = advertisement
        if address not in self._beats:
            first = self._rng.uniform(0.0, self.advertising_interval)
            self._schedule_beat(address, first)

    def stop_advertising(self, station: Station) -> None:
        """Fall silent."""
        self._adverts.pop(station.address, None)
        if (beat := self._beats.pop(station.address, None)) is not None:
            beat.cancel()

    def _schedule_beat(self, address: str, delay: float) -> None:
        """Plan the next advertisement of a station."""
        loop = asyncio.get_running_loop()
        self._beats[address] = loop.call_later(delay, self._beat, address)

    def _beat(self, address: str) -> None:
        """Send one advertisement to whoever hears it."""
        # Up to 10 ms late, as the specification asks, so that no two collide forever.
        self._schedule_beat(
            address, self.advertising_interval + self._rng.uniform(0.0, 0.01)
        )
        advertisement = self._adverts[address]
        for station in tuple(self._stations.values()):
            if station.heard is None or station.address == address:
                continue
            rssi = self.signal(address, station.address)
            if rssi is not None and self._rng.random() >= self.loss:
                fading = round(self._rng.gauss(0.0, 1.5))
                station.heard(address, rssi + fading, advertisement)

    # -- connections

    async def connect(self, central: Station, address: str) -> Connection:
        """Open a connection; raise ConnectionError when that fails."""
        await asyncio.sleep(self._rng.uniform(0.5, 1.5) * CONNECT_TIME)
        peripheral = self._stations.get(address)
        if (
            peripheral is None
            or peripheral.server is None
            or address not in self._adverts
            or self._stations.get(central.address) is not central
            or self.signal(central.address, address) is None
            or self._rng.random() < self.loss
        ):
            raise ConnectionError(f"{address} does not answer")
        connection = Connection(self, central, peripheral)
        peripheral.server.connected(connection)
        return connection

    def delay(self, size: int) -> float:
        """Return how long a value of that many bytes takes over a connection."""
        delay = self._rng.uniform(0.5, 1.5) * self.latency + size / BYTES_PER_SECOND
        while self._rng.random() < self.loss:
            delay += RETRANSMISSION
        return delay

    def close(self) -> None:
        """Fall silent for good: no connection and no timer is left."""
        for station in tuple(self._stations.values()):
            self.leave(station)
