"""What a full send queue keeps."""

import asyncio

import pytest

from custom_components.mesh_broadcast.protocol import SendPriority
from custom_components.mesh_broadcast.transport.send_queue import SendQueue

RELAY, SYNC, DIRECTED, LONG, OWN, URGENT = sorted(SendPriority)


@pytest.fixture
def dropped() -> list[int]:
    return []


@pytest.fixture
def queue(dropped: list[int]) -> SendQueue:
    return SendQueue(dropped.append, capacity=4)


async def _drain(queue: SendQueue) -> list[bytes]:
    return [await queue.get() for _ in range(len(queue))]


async def test_the_more_important_goes_first_and_equals_in_order(queue: SendQueue):
    for frame, priority in (
        (b"relay 1", RELAY),
        (b"own 1", OWN),
        (b"relay 2", RELAY),
        (b"own 2", OWN),
    ):
        queue.put(frame, priority)
    assert await _drain(queue) == [b"own 1", b"own 2", b"relay 1", b"relay 2"]


async def test_what_is_short_overtakes_what_is_long(queue: SendQueue):
    queue.put(b"part 1", LONG)
    queue.put(b"part 2", LONG)
    assert await queue.get() == b"part 1"
    queue.put(b"short", OWN)
    assert await _drain(queue) == [b"short", b"part 2"]


async def test_when_full_the_oldest_relayed_frame_goes(
    queue: SendQueue, dropped: list[int]
):
    queue.put(b"relay 1", RELAY)
    queue.put(b"own", OWN)
    queue.put(b"relay 2", RELAY)
    queue.put(b"sync", SYNC)
    queue.put(b"directed", DIRECTED)
    assert dropped == [1]
    assert await _drain(queue) == [b"own", b"directed", b"sync", b"relay 2"]


async def test_among_equals_the_oldest_goes(queue: SendQueue, dropped: list[int]):
    for number in range(6):
        queue.put(b"%d" % number, RELAY)
    assert sum(dropped) == 2
    assert await _drain(queue) == [b"2", b"3", b"4", b"5"]


async def test_a_relayed_frame_does_not_push_out_our_own(
    queue: SendQueue, dropped: list[int]
):
    for number in range(4):
        queue.put(b"%d" % number, OWN)
    queue.put(b"relayed", RELAY)
    assert dropped == [1]
    assert await _drain(queue) == [b"0", b"1", b"2", b"3"]


async def test_what_is_urgent_goes_before_all_and_is_never_pushed_out(
    queue: SendQueue, dropped: list[int]
):
    queue.put(b"own", OWN)
    queue.put(b"urgent", URGENT)
    for number in range(4):
        queue.put(b"%d" % number, OWN)
    assert sum(dropped) == 2
    assert await _drain(queue) == [b"urgent", b"1", b"2", b"3"]


async def test_get_waits_for_a_frame(queue: SendQueue):
    getting = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    assert not getting.done()
    queue.put(b"frame", OWN)
    assert await getting == b"frame"


async def test_join_waits_until_the_consumer_is_done_with_the_last_frame(
    queue: SendQueue,
):
    queue.put(b"frame", OWN)
    await queue.get()
    joining = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    assert not joining.done()
    consumer = asyncio.create_task(queue.get())
    await joining
    consumer.cancel()


async def test_an_empty_queue_is_joined_at_once(queue: SendQueue):
    await queue.join()


async def test_clearing_forgets_all_and_lets_a_joiner_go(queue: SendQueue):
    queue.put(b"frame", OWN)
    joining = asyncio.create_task(queue.join())
    await asyncio.sleep(0)
    queue.clear()
    await joining
    assert len(queue) == 0
