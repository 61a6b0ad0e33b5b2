"""A node with nothing but our GATT server."""

import asyncio
from pathlib import Path
from random import Random
import time
from typing import Any

from custom_components.mesh_broadcast.transport.bless_server import BlessGattServer
from custom_components.mesh_broadcast.transport.gatt_server import (
    GattServerFault,
    GattServerState,
)
from tests.radio.nodes.lines import orders, say


class Reporter:
    """Tells the tests what the server tells."""

    def server_state_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        say(state=state, fault=fault)

    def central_wrote(self, address: str, data: bytes, limit: int) -> None:
        say(wrote=data[:8].hex(), size=len(data), address=address, limit=limit)

    def central_gone(self, address: str) -> None:
        say(gone=address)

    def central_held(self, address: str, *, left_over: bool) -> bool:
        return False

    def central_remembered(self, address: str) -> bool:
        return False

    def subscription_changed(self, *, subscribed: bool) -> None:
        say(subscribed=subscribed)


def open_files() -> int:
    """Return how many files the process has open."""
    return len(list(Path("/proc/self/fd").iterdir()))


async def notify(server: BlessGattServer, count: int, size: int, first: int) -> None:
    """Send numbered notifications, as many at once as there are."""
    started = time.monotonic()
    results = await asyncio.gather(
        *(
            server.async_notify(number.to_bytes(4, "big") + bytes(size - 4))
            for number in range(first, first + count)
        ),
        return_exceptions=True,
    )
    say(
        notified=count,
        errors=sorted({repr(result) for result in results if result is not None}),
        seconds=time.monotonic() - started,
    )


async def main() -> None:
    """Do what the tests say."""
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[Any]] = set()
    server = BlessGattServer(
        None, lambda coroutine, name: loop.create_task(coroutine, name=name), Random(1)
    )
    async for order in orders():
        match order:
            case {"do": "start"}:
                await server.async_start(Reporter())
            case {"do": "stop"}:
                await server.async_stop()
            case {"do": "start, then stop", "after": seconds}:
                await server.async_start(Reporter())
                await asyncio.sleep(seconds)
                await server.async_stop()
            case {"do": "notify", "count": count, "size": size, "first": first}:
                task = asyncio.create_task(notify(server, count, size, first))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            case {"do": "count"}:
                say(
                    files=open_files(),
                    tasks=len(asyncio.all_tasks()),
                )


asyncio.run(main())
