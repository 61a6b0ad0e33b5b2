"""Home Assistant's scanners after this machine's own Bluetooth was away."""

import asyncio
from collections.abc import Callable
from random import Random
from types import SimpleNamespace
from typing import Any, override

from habluetooth import HaScanner, ScannerStartError
import pytest

from custom_components.mesh_broadcast.transport.gatt_server import (
    GattServerFault,
    GattServerState,
)
from custom_components.mesh_broadcast.transport.own_stack import (
    LEFT_OVER_SCAN,
    OwnStack,
)
from custom_components.mesh_broadcast.transport.supervised_tasks import SupervisedTasks

from .fakes import ADAPTER, PROXY, FakeBluetooth, FakeGattServer, FakeScanner
from .virtual_time import VirtualClock

OTHER = "00:00:00:00:00:02"


class LocalScanner(HaScanner):
    """An adapter's scanner that only says what was asked of it."""

    def __init__(self, source: str, adapter: str) -> None:
        self.source = source
        self.adapter = adapter
        self.scanning = True
        self.asked: list[str] = []
        self.on_stop: Callable[[], object] = lambda: None
        self.error: Exception | None = None

    @override
    async def async_stop(self) -> None:
        self.asked.append("stop")
        self.on_stop()

    @override
    async def async_start(self) -> None:
        self.asked.append("start")
        if self.error is not None:
            raise self.error


class Entries:
    """Home Assistant's config entries, as far as they matter here."""

    def __init__(self) -> None:
        self.reloaded: list[str] = []

    def async_entry_for_domain_unique_id(self, domain: str, unique_id: str) -> Any:
        return SimpleNamespace(entry_id=f"{domain} {unique_id}")

    def async_schedule_reload(self, entry_id: str) -> None:
        self.reloaded.append(entry_id)


class Stack:
    """What follows a server, and its surroundings."""

    def __init__(self, bluetooth: FakeBluetooth, clock: VirtualClock) -> None:
        self.bluetooth = bluetooth
        self.entries = Entries()
        self.server = FakeGattServer()
        self.tasks = SupervisedTasks(
            "test",
            lambda work, name: asyncio.get_running_loop().create_task(work, name=name),
            Random(1),
            clock=clock,
        )
        hass: Any = SimpleNamespace(config_entries=self.entries)
        self.own = OwnStack(hass, None, self.server, self.tasks, Random(1), clock)
        bluetooth.remove_scanner(ADAPTER)
        self.mine, self.other = (
            self.add(ADAPTER, "hci0"),
            self.add(OTHER, "hci1"),
        )
        bluetooth.add_scanner(FakeScanner(PROXY))

    def add(self, source: str, adapter: str) -> LocalScanner:
        scanner = LocalScanner(source, adapter)
        registered: Any = scanner  # among fakes
        self.bluetooth.add_scanner(registered)
        return scanner

    async def lose(self, fault: GattServerFault) -> None:
        """Let the stack go and come back, and wait for what is done about it."""
        self.own.follow(GattServerState.FAILED, fault)
        await asyncio.sleep(1)
        self.own.follow(GattServerState.STARTING, None)
        assert self.mine.asked == self.other.asked == []
        self.own.follow(GattServerState.ADVERTISING, None)
        await asyncio.sleep(60)


@pytest.fixture
def stack(bluetooth: FakeBluetooth, clock: VirtualClock) -> Stack:
    """Prepare a machine with two adapters, of which the first is ours."""
    return Stack(bluetooth, clock)


@pytest.mark.parametrize(
    "fault", [GattServerFault.NO_BLUETOOTHD, GattServerFault.NO_DBUS]
)
async def test_every_scanner_that_a_daemon_forgot_scans_again(
    stack: Stack, fault: GattServerFault
):
    await stack.lose(fault)
    assert stack.mine.asked == stack.other.asked == ["stop", "start"]
    assert stack.entries.reloaded == []


@pytest.mark.parametrize(
    "fault", [GattServerFault.ADAPTER_OFF, GattServerFault.NO_ADAPTER]
)
async def test_an_adapter_that_was_away_scans_again_and_no_other(
    stack: Stack, fault: GattServerFault
):
    await stack.lose(fault)
    assert (stack.mine.asked, stack.other.asked) == (["stop", "start"], [])


async def test_a_scanner_that_home_assistant_is_about_to_start_is_left_to_it(
    stack: Stack,
):
    stack.mine.scanning = False
    await stack.lose(GattServerFault.NO_BLUETOOTHD)
    assert stack.mine.asked == []


async def test_without_a_fault_nothing_is_done(stack: Stack):
    stack.own.follow(GattServerState.STARTING, None)
    stack.own.follow(GattServerState.ADVERTISING, None)
    await asyncio.sleep(60)
    assert stack.mine.asked == []


async def test_the_scan_of_a_daemon_that_was_killed_is_waited_for(stack: Stack):
    stack.server.refuses_scans = 3
    waited = asyncio.ensure_future(stack.lose(GattServerFault.NO_BLUETOOTHD))
    await asyncio.sleep(2)
    assert stack.mine.asked == []
    await waited
    assert stack.mine.asked == ["stop", "start"]


async def test_an_adapter_that_refuses_for_longer_is_home_assistants_to_heal(
    stack: Stack, clock: VirtualClock
):
    stack.server.refuses_scans = 1_000
    began = clock()
    stack.mine.on_stop = lambda: stack.mine.asked.append(f"{clock() - began:.0f}")
    await stack.lose(GattServerFault.NO_BLUETOOTHD)
    assert stack.mine.asked[0::2] == ["stop", "start"]
    assert LEFT_OVER_SCAN <= float(stack.mine.asked[1]) < LEFT_OVER_SCAN + 4


async def test_a_daemon_that_goes_again_ends_the_wait(stack: Stack):
    stack.server.refuses_scans = 3
    waited = asyncio.ensure_future(stack.lose(GattServerFault.NO_BLUETOOTHD))
    await asyncio.sleep(2)
    stack.own.follow(GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
    await waited
    assert stack.mine.asked == []


async def test_a_scanner_that_does_not_start_is_set_up_again_by_home_assistant(
    stack: Stack,
):
    stack.mine.error = ScannerStartError("no")
    await stack.lose(GattServerFault.NO_BLUETOOTHD)
    assert stack.entries.reloaded == [f"bluetooth {ADAPTER}"]


async def test_a_scanner_that_home_assistant_takes_away_meanwhile_stays_away(
    stack: Stack,
):
    stack.mine.on_stop = lambda: stack.bluetooth.remove_scanner(ADAPTER)
    await stack.lose(GattServerFault.NO_BLUETOOTHD)
    assert stack.mine.asked == ["stop"]
