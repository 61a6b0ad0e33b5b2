"""Home Assistant's own GATT server on the virtual radio."""

import asyncio
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any, override

from custom_components.mesh_broadcast.transport.const import (
    MAX_ATT_VALUE,
    SERVICE_UUID,
)
from custom_components.mesh_broadcast.transport.gatt_server import (
    GattServer,
    GattServerFault,
    GattServerListener,
    GattServerState,
)

from .air import Advertisement, Air, Connection, Server, Station

type CreateTask = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]


class VirtualGattServer(GattServer, Server):
    """Advertises at a station and tells its listener what neighbours do there.

    It knows no more than BlueZ does: not who subscribed, and of a central only once it
    has written.
    """

    def __init__(self, air: Air, station: Station) -> None:
        """Prepare; nothing is on the air yet."""
        self._air = air
        self._station = station
        self._listener: GattServerListener | None = None
        self._state = GattServerState.STOPPED
        self._centrals: list[Connection] = []
        self._writers: set[str] = set()

    @property
    @override
    def state(self) -> GattServerState:
        """Where the server stands."""
        return self._state

    @property
    @override
    def fault(self) -> GattServerFault | None:
        """Return nothing: virtual adapters do not fail."""
        return None

    @override
    async def async_start(self, listener: GattServerListener) -> None:
        """Advertise, and take connections."""
        self._listener = listener
        self._station.server = self
        self._air.advertise(self._station, Advertisement((SERVICE_UUID,)))
        self._set_state(GattServerState.ADVERTISING)

    @override
    async def async_stop(self) -> None:
        """Fall silent and let everybody go."""
        self._air.stop_advertising(self._station)
        self._set_state(GattServerState.STOPPED)
        self._listener = None
        for connection in tuple(self._centrals):
            connection.close()
        self._station.server = None

    @override
    async def async_notify(self, frame: bytes) -> None:
        """Notify every subscriber; return when all of them have it."""
        if self._state is not GattServerState.ADVERTISING:
            raise ConnectionError("the virtual GATT server is not advertising")
        loop = asyncio.get_running_loop()
        waits: list[asyncio.Future[bool]] = []
        for connection in tuple(self._centrals):
            done = loop.create_future()
            if connection.notify(frame, done):
                waits.append(done)
        if waits:
            await asyncio.wait(waits)

    @override
    def connected(self, connection: Connection) -> None:
        """Take a central in."""
        self._centrals.append(connection)

    @override
    def subscribed(self, connection: Connection, *, on: bool) -> None:
        """Tell of the first subscriber, and of the last one's leaving."""
        others = any(
            central.subscribed
            for central in self._centrals
            if central is not connection
        )
        if self._listener is not None and not others:
            self._listener.subscription_changed(subscribed=on)

    @override
    def written(self, connection: Connection, data: bytes) -> None:
        """Pass a value on."""
        if self._listener is not None:
            self._writers.add(connection.central)
            limit = min(connection.mtu - 3, MAX_ATT_VALUE)
            self._listener.central_wrote(connection.central, data, limit)

    @override
    def disconnected(self, connection: Connection) -> None:
        """Tell of a central's end, if it was known at all."""
        self._centrals.remove(connection)
        if connection.central in self._writers:
            self._writers.discard(connection.central)
            if self._listener is not None:
                self._listener.central_gone(connection.central)

    def _set_state(self, state: GattServerState) -> None:
        """Change the state and tell of it."""
        self._state = state
        if self._listener is not None:
            self._listener.server_state_changed(state, None)


def gatt_server_factory(
    air: Air, station: Station
) -> Callable[[str | None, CreateTask, Random], GattServer]:
    """Return what makes the GATT server of a station; it needs none of what it gets."""

    def _create(
        _adapter: str | None, _create_task: CreateTask, _rng: Random
    ) -> GattServer:
        """Make a GATT server."""
        return VirtualGattServer(air, station)

    return _create
