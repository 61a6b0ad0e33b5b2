"""The lifetimes of notify subscriptions."""

from typing import cast

from bleak import BleakClient
from bleak.exc import BleakError
import pytest

from custom_components.mesh_broadcast.transport import NotificationManager
from tests.transport.fakes import FakeAir, FakeClient, FakePeripheral
from tests.transport.virtual_time import VirtualClock


@pytest.fixture
def peripheral() -> FakePeripheral:
    return FakePeripheral("7A:00:00:00:00:01")


@pytest.fixture
async def client(clock: VirtualClock, peripheral: FakePeripheral) -> FakeClient:
    client = FakeClient(FakeAir(), peripheral, None)
    client.connected = True
    peripheral.client = client
    return client


@pytest.fixture
def manager(client: FakeClient) -> NotificationManager:
    return NotificationManager(cast("BleakClient", client))


async def test_a_subscriber_gets_each_value(
    manager: NotificationManager, client: FakeClient, peripheral: FakePeripheral
):
    values: list[bytes] = []
    await manager.subscribe(client.characteristic, values.append)
    peripheral.notify(b"one")
    peripheral.notify(b"two")
    assert values == [b"one", b"two"]
    assert all(type(value) is bytes for value in values)


async def test_a_value_that_comes_before_the_confirmation_is_not_lost(
    manager: NotificationManager, client: FakeClient, peripheral: FakePeripheral
):
    peripheral.greeting = b"hello"
    values: list[bytes] = []
    await manager.subscribe(client.characteristic, values.append)
    assert values == [b"hello"]


async def test_unsubscribing_is_idempotent(
    manager: NotificationManager, client: FakeClient, peripheral: FakePeripheral
):
    values: list[bytes] = []
    token = await manager.subscribe(client.characteristic, values.append)
    for _ in range(3):
        await manager.unsubscribe(token)
    assert not peripheral.subscribed
    assert manager.count == 0


async def test_after_unsubscribing_one_can_subscribe_again_with_a_new_token(
    manager: NotificationManager, client: FakeClient, peripheral: FakePeripheral
):
    old: list[bytes] = []
    new: list[bytes] = []
    first = await manager.subscribe(client.characteristic, old.append)
    await manager.unsubscribe(first)
    second = await manager.subscribe(client.characteristic, new.append)
    assert second != first
    await manager.unsubscribe(first)
    peripheral.notify(b"value")
    assert (old, new) == ([], [b"value"])


async def test_a_second_subscription_to_the_same_characteristic_is_refused(
    manager: NotificationManager, client: FakeClient
):
    await manager.subscribe(client.characteristic, lambda _: None)
    with pytest.raises(ValueError, match="already subscribed"):
        await manager.subscribe(client.characteristic, lambda _: None)
    assert manager.count == 1


async def test_a_late_value_does_not_reach_who_has_unsubscribed(
    manager: NotificationManager, client: FakeClient
):
    values: list[bytes] = []
    token = await manager.subscribe(client.characteristic, values.append)
    callback = client.callback
    assert callback is not None
    await manager.unsubscribe(token)
    callback(client.characteristic, bytearray(b"late"))
    assert values == []


async def test_closing_ends_all_and_may_be_repeated(
    manager: NotificationManager, client: FakeClient, peripheral: FakePeripheral
):
    await manager.subscribe(client.characteristic, lambda _: None)
    await manager.close()
    await manager.close()
    assert manager.count == 0
    assert not peripheral.subscribed


async def test_closing_a_lost_connection_does_not_raise(
    manager: NotificationManager, client: FakeClient, peripheral: FakePeripheral
):
    await manager.subscribe(client.characteristic, lambda _: None)
    peripheral.drop()
    await manager.close()
    assert manager.count == 0


async def test_a_refused_subscription_leaves_nothing_behind(
    manager: NotificationManager, client: FakeClient, peripheral: FakePeripheral
):
    peripheral.subscribe_error = BleakError("refused")
    with pytest.raises(BleakError):
        await manager.subscribe(client.characteristic, lambda _: None)
    assert manager.count == 0


async def test_a_subscription_without_an_answer_times_out(
    manager: NotificationManager,
    client: FakeClient,
    peripheral: FakePeripheral,
    clock: VirtualClock,
):
    peripheral.subscribe_hangs = True
    started = clock()
    with pytest.raises(TimeoutError):
        await manager.subscribe(client.characteristic, lambda _: None)
    assert clock() - started == pytest.approx(3)
    assert manager.count == 0
