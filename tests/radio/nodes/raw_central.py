"""A central that is not ours, and measures: bleak, and nothing above it."""

import asyncio
import time

from bleak import BleakClient, BleakScanner
from bleak.backends.device import BLEDevice

from tests.radio.nodes.lines import orders, say
from tests.radio.nodes.tally import Tally, stamp

SERVICE = "8f8c1ef0-9bd2-4e71-9b7a-3f1d1c6f0a01"
CHARACTERISTIC = "8f8c1ef0-9bd2-4e71-9b7a-3f1d1c6f0a02"


class Central:
    """One client of the server."""

    def __init__(self, device: BLEDevice) -> None:
        self.tally = Tally()
        self._echoes: asyncio.Queue[int] = asyncio.Queue()
        self._client = BleakClient(device, timeout=20)

    async def connect(self) -> None:
        """Connect, or share the connection that there is, and subscribe."""
        await self._client.connect()
        await self._client.start_notify(
            CHARACTERISTIC,
            lambda _, data: self._echoes.put_nowait(self.tally.take_value(bytes(data))),
        )

    async def send(
        self, series: int, count: int, size: int, spacing: float, *, response: bool
    ) -> None:
        """Write value after value, one in flight."""
        for number in range(count):
            await self._client.write_gatt_char(
                CHARACTERISTIC, stamp(series, number, size), response=response
            )
            if spacing:
                await asyncio.sleep(spacing)

    async def loop(self, series: int, count: int, size: int) -> list[float]:
        """Write, wait for the echo, and so on; return the milliseconds of each."""
        took = []
        while not self._echoes.empty():
            self._echoes.get_nowait()
        for number in range(count):
            began = time.monotonic()
            await self._client.write_gatt_char(
                CHARACTERISTIC, stamp(series, number, size), response=False
            )
            async with asyncio.timeout(30):
                while await self._echoes.get() != number:
                    pass
            took.append((time.monotonic() - began) * 1000)
        return took


async def find() -> BLEDevice:
    """Find the server."""
    device = await BleakScanner.find_device_by_filter(
        lambda _, advertisement: SERVICE in advertisement.service_uuids, timeout=60
    )
    if device is None:
        raise TimeoutError("the server cannot be found")
    return device


async def main() -> None:
    """Do what the tests say."""
    central = Central(await find())
    say(found=True)
    async for order in orders():
        match order:
            case {"do": "connect"}:
                await central.connect()
                say(connected=True)
            case {"do": "expect", "series": series, "count": count}:
                central.tally.expect(series, count)
            case {"do": "report", "series": series}:
                say(report=series, **central.tally.report(series))
            case {
                "do": "send",
                "series": series,
                "count": count,
                "size": size,
                "spacing": spacing,
                "response": response,
            }:
                await central.send(series, count, size, spacing, response=response)
                say(sent=series)
            case {"do": "loop", "series": series, "count": count, "size": size}:
                say(looped=series, milliseconds=await central.loop(series, count, size))


asyncio.run(main())
