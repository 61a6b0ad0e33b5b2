"""Tells when bluetoothd owns its name on the message bus, and when it has lost it."""

import asyncio

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from tests.radio.nodes.lines import orders, say

BLUEZ = "org.bluez"
DAEMON = "org.freedesktop.DBus"


def take(message: Message) -> None:
    """Tell of one signal."""
    if message.message_type is MessageType.SIGNAL and message.body[:1] == [BLUEZ]:
        say(owned=bool(message.body[2]))


async def main() -> None:
    """Watch until the tests hang up."""
    bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
    bus.add_message_handler(take)
    rule = f"type='signal',sender='{DAEMON}',member='NameOwnerChanged',arg0='{BLUEZ}'"
    await bus.call(
        Message(
            destination=DAEMON,
            path="/org/freedesktop/DBus",
            interface=DAEMON,
            member="AddMatch",
            signature="s",
            body=[rule],
        )
    )
    say(watching=True)
    async for _ in orders():
        pass


asyncio.run(main())
