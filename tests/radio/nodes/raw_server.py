"""A GATT server that is not ours: bless as it comes, and nothing above it."""

import asyncio
from typing import Any

from bless import (
    BlessServer,
    GATTAttributePermissions,
    GATTCharacteristicProperties,
)

from tests.radio.nodes.lines import orders, say
from tests.radio.nodes.tally import Tally, stamp

SERVICE = "8f8c1ef0-9bd2-4e71-9b7a-3f1d1c6f0a01"
CHARACTERISTIC = "8f8c1ef0-9bd2-4e71-9b7a-3f1d1c6f0a02"


async def start() -> BlessServer:
    """Put a server up and advertise it."""
    server = BlessServer(name="raw", loop=asyncio.get_running_loop())
    await server.add_new_service(SERVICE)
    await server.add_new_characteristic(
        SERVICE,
        CHARACTERISTIC,
        GATTCharacteristicProperties.write
        | GATTCharacteristicProperties.write_without_response
        | GATTCharacteristicProperties.notify,
        None,
        GATTAttributePermissions.readable | GATTAttributePermissions.writeable,
    )
    await server.start()
    return server


def notify(server: BlessServer, value: bytes) -> None:
    """Notify whoever subscribed."""
    server.get_characteristic(CHARACTERISTIC).value = value
    server.update_value(SERVICE, CHARACTERISTIC)


async def main() -> None:
    """Do what the tests say."""
    tally = Tally()
    server = await start()
    echo_series: int | None = None

    def wrote(_: str, value: bytearray, **__: Any) -> None:
        number = tally.take_value(bytes(value))
        if echo_series is not None:
            notify(server, stamp(echo_series, number, len(value)))

    server.write_request_func = wrote
    say(serving=True)
    async for order in orders():
        match order:
            case {"do": "expect", "series": series, "count": count}:
                tally.expect(series, count)
            case {"do": "report", "series": series}:
                say(report=series, **tally.report(series))
            case {"do": "echo", "series": series}:
                echo_series = series
            case {
                "do": "send",
                "series": series,
                "count": count,
                "size": size,
                "spacing": spacing,
            }:
                for number in range(count):
                    notify(server, stamp(series, number, size))
                    await asyncio.sleep(spacing)
                say(sent=series)


asyncio.run(main())
