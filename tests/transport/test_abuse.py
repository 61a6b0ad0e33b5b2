"""Ten thousand addresses that are nobody's: friends keep their links, and get new ones."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from bleak.exc import BleakError
import pytest

from custom_components.mesh_broadcast.transport.discovery import MAX_CANDIDATES
from custom_components.mesh_broadcast.transport.waiting_room import MAX_WAITING
from tests.transport.fakes import (
    FakeAir,
    FakeBluetooth,
    FakeGattServer,
    FakePeripheral,
    address,
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


def loud(number: int) -> int:
    """Return a strength above that of every friend."""
    return -40 - number % 9


def any_strength(number: int) -> int:
    """Return one of many strengths."""
    return -40 - number % 48


async def shout(
    node: Node,
    first: int,
    count: int,
    strength: Callable[[int], int] = loud,
    **device: Any,
) -> None:
    """Let addresses of nobody's be heard, each once, louder than every friend."""
    for number in range(first, first + count):
        fake = FakePeripheral(nobody(number), **device)
        node.air.add(fake)
        node.bluetooth.advertise(fake.address, strength(number))
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
        if name != "_waiting" and hasattr(value, "__len__")
    }


async def test_links_stay_up_and_nothing_grows_while_strangers_shout(node: Node):
    linked = node.linked
    for first in (0, ADDRESSES // 2):
        await shout(node, first, ADDRESSES // 2, **UNREACHABLE)

        assert node.linked == linked
        assert node.manager.connection_count == 2
        assert max(tables(node).values()) <= MAX_CANDIDATES
        assert len(node.manager._discovery._waiting) < MAX_WAITING
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


async def go_on(node: Node, *heard: tuple[FakePeripheral, int]) -> None:
    """Let these be heard twice in three seconds."""
    while True:
        for device, rssi in heard:
            node.bluetooth.advertise(device.address, rssi)
        await asyncio.sleep(1.5)


@asynccontextmanager
async def while_it_lasts(*noises: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let these go on for as long as something else does."""
    tasks = [asyncio.create_task(noise) for noise in noises]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("strength", [loud, any_strength])
@pytest.mark.parametrize(
    "device", [UNREACHABLE, {"connect_hangs": True}], ids=["refused", "unanswered"]
)
async def test_somebody_new_gets_a_link_while_strangers_shout(
    node: Node, strength: Callable[[int], int], device: dict[str, Any]
):
    async with while_it_lasts(shout(node, 0, ADDRESSES, strength, **device)):
        await asyncio.sleep(40)
        linked = node.linked
        phone = node.phone(3, rssi=-75)
        async with while_it_lasts(go_on(node, (phone, -75))):
            took = await node.until(lambda: phone.subscribed, within=90)
            assert linked < node.linked
    print(f"{strength.__name__}: {took:.0f} s")
    assert took < 30


async def test_an_old_friend_gets_the_link_back_while_strangers_shout(node: Node):
    friend = node.air.peripherals[address(1)]
    async with while_it_lasts(
        shout(node, 0, ADDRESSES, any_strength, connect_hangs=True),
        go_on(node, (friend, -75)),
    ):
        await asyncio.sleep(40)
        friend.drop()
        await asyncio.sleep(1)
        took = await node.until(lambda: friend.subscribed, within=90)
    print(f"{took:.0f} s")
    assert took < 30


async def test_somebody_new_gets_a_link_among_strangers_who_stay(node: Node):
    fakes = [
        (node.air.add(FakePeripheral(nobody(number), connect_hangs=True)), -40)
        for number in range(3 * PER_SECOND)
    ]
    async with while_it_lasts(go_on(node, *fakes)):
        await asyncio.sleep(40)
        phone = node.phone(3, rssi=-75)
        async with while_it_lasts(go_on(node, (phone, -75))):
            took = await node.until(lambda: phone.subscribed, within=90)
    print(f"{took:.0f} s")
    assert took < 30
