"""A central that is not ours: bleak, and nothing above it."""

import asyncio

from bleak import BleakClient, BleakScanner
from bleak.exc import BleakError

from tests.radio.nodes.lines import orders, say

SERVICE = "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c"
CHARACTERISTIC = "a1b2c3d4-e5f6-4a5b-8c9d-0e1f2a3b4c5d"
TRIES = 5


async def connect(received: list[bytes]) -> BleakClient:
    """Find the server by its service, connect and subscribe."""
    for number in range(TRIES):
        device = await BleakScanner.find_device_by_filter(
            lambda _, advertisement: SERVICE in advertisement.service_uuids, timeout=10
        )
        if device is None:
            continue
        say(found=device.address)
        client = BleakClient(
            device, lambda _: say(disconnected=True), services=[SERVICE], timeout=10
        )
        try:
            await client.connect()
            await client.start_notify(
                CHARACTERISTIC,
                lambda _, data: received.append(bytes(data)),
                # A socket: as signals BlueZ merges notifications that come fast.
                bluez={"use_start_notify": False},
            )
        except (BleakError, TimeoutError, EOFError) as error:
            say(retry=number, error=repr(error))
            await client.disconnect()
        else:
            say(connected=device.address)
            return client
    raise TimeoutError("the server cannot be reached")


async def main() -> None:
    """Do what the tests say."""
    received: list[bytes] = []
    client: BleakClient | None = None
    async for order in orders():
        match order:
            case {"do": "connect"}:
                client = await connect(received)
            case {"do": "write", "data": data, "response": response} if client:
                try:
                    await client.write_gatt_char(
                        CHARACTERISTIC, bytes.fromhex(data), response=response
                    )
                except (BleakError, EOFError) as error:
                    say(refused=repr(error))
                else:
                    say(written=data[:16])
            case {"do": "read"} if client:
                say(value=(await client.read_gatt_char(CHARACTERISTIC)).hex())
            case {"do": "report"}:
                say(
                    numbers=[int.from_bytes(data[:4], "big") for data in received],
                    sizes=sorted({len(data) for data in received}),
                )
            case {"do": "disconnect"} if client:
                await client.disconnect()


asyncio.run(main())
