"""Which GATT server carries the peripheral role on this machine."""

import asyncio
from collections.abc import Callable, Coroutine
import random
from typing import Any, override

from .transport.gatt_server import (
    GattServer,
    GattServerFault,
    GattServerListener,
    GattServerState,
)

type CreateTask = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]
type GattServerFactory = Callable[[str | None, CreateTask, random.Random], GattServer]


class NoGattServer(GattServer):
    """Stands in where BlueZ cannot be: everywhere but on Linux."""

    def __init__(
        self, adapter: str | None, create_task: CreateTask, rng: random.Random
    ) -> None:
        """Need nothing."""
        self._state = GattServerState.STOPPED

    @property
    @override
    def state(self) -> GattServerState:
        """Where the server stands."""
        return self._state

    @property
    @override
    def fault(self) -> GattServerFault | None:
        """Why it is not advertising."""
        if self._state is GattServerState.FAILED:
            return GattServerFault.NO_BLUETOOTHD
        return None

    @override
    async def async_start(self, listener: GattServerListener) -> None:
        """Say that there is nothing to start."""
        self._state = GattServerState.FAILED
        listener.server_state_changed(self._state, self.fault)

    @override
    async def async_stop(self) -> None:
        """Have nothing to stop."""
        self._state = GattServerState.STOPPED

    @override
    async def async_notify(self, frame: bytes) -> None:
        """Refuse."""
        raise ConnectionError("this machine has no GATT server")


try:
    from .transport.bless_server import BlessGattServer
except ImportError:
    create_gatt_server: GattServerFactory = NoGattServer
else:
    create_gatt_server = BlessGattServer
