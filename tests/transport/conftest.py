"""What the transport's tests share."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from custom_components.mesh_broadcast.transport import (
    central_link,
    connection_manager,
    discovery,
    scanner_paths,
)
from tests.transport.fakes import ADAPTER, FakeAir, FakeBluetooth, FakeScanner
from tests.transport.virtual_time import VirtualClock


@pytest.fixture
async def clock() -> AsyncIterator[VirtualClock]:
    """Let the test's loop run by virtual time."""
    loop = asyncio.get_running_loop()
    clock = VirtualClock(loop.time())
    with clock.installed(loop):
        yield clock


@pytest.fixture
def bluetooth(clock: VirtualClock, monkeypatch: pytest.MonkeyPatch) -> FakeBluetooth:
    """Put a fake in the place of Home Assistant's Bluetooth, with one adapter."""
    fake = FakeBluetooth(clock)
    fake.add_scanner(FakeScanner(ADAPTER, hci=0))
    for module in (discovery, connection_manager, scanner_paths):
        monkeypatch.setattr(module, "bluetooth", fake)
    monkeypatch.setattr(scanner_paths, "get_manager", fake.get_manager)
    return fake


@pytest.fixture
def air(monkeypatch: pytest.MonkeyPatch) -> FakeAir:
    """Put a fake in the place of bleak's connections."""
    fake = FakeAir()
    monkeypatch.setattr(central_link, "establish_connection", fake.establish_connection)
    return fake
