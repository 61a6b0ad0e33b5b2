"""Ten thousand addresses that are nobody's: friends keep their links, and get new ones."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from bleak.exc import BleakError
import pytest

from custom_components.mesh_broadcast.transport.discovery import MAX_CANDIDATES
from tests.transport.fakes import (
    FakeAir,
    FakeBluetooth,
    FakeGattServer,
    FakePeripheral,
)
from tests.transport.test_connection_manager import Node
from tests.transport.virtual_time import VirtualClock

ADDRESSES = 10_000
PER_SECOND = 100
"""New addresses a second: what an advertiser that changes its own each time can send."""


def nobody(number: int) -> str:
    """Return an address of nobody's."""
    return f"66:00:00:{number >> 16:02X}:{number >> 8 & 0xFF:02X}:{number & 0xFF:02X}"


@pytest.fixture
async def node(
    bluetooth: FakeBluetooth, air: FakeAir, clock: VirtualClock
) -> AsyncIterator[Node]:
    """Return a node with two friends, whom it has linked."""
    node = Node(bluetooth, air, clock, FakeGattServer())
    friends = [node.phone(number, rssi=-75) for number in (1, 2)]
    await node.make().async_start()
    await node.until(lambda: all(friend.subscribed for friend in friends))
    yield node
    await node.manager.async_stop()
    assert all(task.done() for task in node.tasks)
    assert bluetooth.subscriptions == 0


async def shout(node: Node, first: int, count: int, **device: Any) -> None:
    """Let addresses of nobody's be heard, each once, louder than every friend."""
    for number in range(first, first + count):
        fake = FakePeripheral(nobody(number), **device)
        node.air.add(fake)
        node.bluetooth.advertise(fake.address, -40 - number % 9)
        if number % PER_SECOND == 0:
            await asyncio.sleep(1)
        if number >= 3_000 and number % 2:
            # Home Assistant notices minutes later that they are gone.
            node.bluetooth.lose(nobody(number - 3_000))


UNREACHABLE: dict[str, Any] = {"connect_error": BleakError("not there"), "slow": 5.0}


def tables(node: Node) -> dict[str, int]:
    """Return how many things the manager and its discovery keep, by their names."""
    manager = node.manager
    owners = {"": manager, "discovery.": manager._discovery}
    return {
        f"{prefix}{name}": len(value)
        for prefix, owner in owners.items()
        for name, value in vars(owner).items()
        if hasattr(value, "__len__")
    }


async def test_links_stay_up_and_nothing_grows_while_strangers_shout(node: Node):
    linked = node.linked
    for first in (0, ADDRESSES // 2):
        await shout(node, first, ADDRESSES // 2, **UNREACHABLE)

        assert node.linked == linked
        assert node.manager.connection_count == 2
        assert max(tables(node).values()) <= MAX_CANDIDATES
        assert node.bluetooth.subscriptions <= 10 + 2 * MAX_CANDIDATES

    # One dial at a time, each of which takes five seconds here.
    assert node.air.most_dialing == 1
    assert len(node.air.dials) <= 2 + ADDRESSES / PER_SECOND / 5 + 5


async def test_a_friend_who_dials_us_is_taken_in_while_strangers_shout(node: Node):
    shouting = asyncio.create_task(shout(node, 0, 2_000, **UNREACHABLE))
    await asyncio.sleep(5)
    phone = node.phone(3, rssi=-80)
    node.listener.central_wrote(phone.address, b"hello", 517)
    await node.until(lambda: node.manager.connection_count == 3, within=2)
    await shouting
    assert node.manager.connection_count == 3


async def test_a_friend_gets_a_link_soon_after_the_shouting(node: Node):
    await shout(node, 0, 2_000, **UNREACHABLE)
    phone = node.phone(3, rssi=-70)
    for number in range(2_000):
        if nobody(number) in node.bluetooth.history:
            node.bluetooth.lose(nobody(number))
    took = await node.until(lambda: phone.subscribed, within=60)
    assert took < 20
