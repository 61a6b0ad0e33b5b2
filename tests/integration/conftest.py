"""A Home Assistant with Bluetooth, our node in it, and neighbours around it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
import gc
import logging
import random
from types import SimpleNamespace
from typing import Any

from homeassistant.auth.models import User
from homeassistant.components.bluetooth.manager import HomeAssistantBluetoothManager
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.mesh_broadcast import (
    coordinator,
    durable_store,
    emergency,
    store,
)
from custom_components.mesh_broadcast.const import (
    ADAPTER_AUTOMATIC,
    CONF_ADAPTER,
    CONF_NICKNAME,
    CONF_ROLES,
    DATA_GATT_SERVER_FACTORY,
    DOMAIN,
    NAME,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.transport.stall_meter import StallMeter

from .complaints import Complaints
from .virtual_air import FakeGattServer, Neighbour, TimeMachine
from .websocket_tools import Connect, Dashboard

COMPLAINTS = Complaints()
logging.getLogger().addHandler(COMPLAINTS)

NICKNAME = "mesh-test"
ADAPTER = "00:00:00:00:00:01"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let what runs a second time be quicker."""
    parser.addoption(
        "--quick-loop",
        action="store_true",
        help="leave out asyncio's debug mode: it takes more time than all else together",
    )


@pytest.fixture(autouse=True)
async def enable_event_loop_debug(request: pytest.FixtureRequest) -> None:
    """Have the loop find misuse, as the harness's fixture of this name does."""
    quick = request.config.getoption("--quick-loop", default=False)
    asyncio.get_running_loop().set_debug(not quick)


@pytest.fixture(autouse=True)
def custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant find this integration in each test."""


@pytest.fixture(autouse=True)
def complaints() -> Iterator[Complaints]:
    """Fail where Home Assistant's log says that our code is out of date or wrong."""
    yield COMPLAINTS
    assert not COMPLAINTS.take()


@pytest.fixture(autouse=True)
def chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all that the node leaves to chance come out the same in each run."""
    rng = random.Random("the node's")
    monkeypatch.setattr(
        coordinator, "random", SimpleNamespace(SystemRandom=lambda: rng)
    )
    monkeypatch.setattr(durable_store, "SystemRandom", lambda: rng)
    monkeypatch.setattr(store, "secrets", SimpleNamespace(token_bytes=rng.randbytes))
    monkeypatch.setattr(emergency, "token_hex", lambda size: rng.randbytes(size).hex())


@pytest.fixture
def time_machine(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TimeMachine]:
    """Take the clock of the loop, and of the node, into the test's hands."""
    machine = TimeMachine(hass)
    monkeypatch.setattr(MeshCoordinator, "_now", lambda _self: machine.instant())
    with machine.installed():
        yield machine


@pytest.fixture
def gatt_servers(hass: HomeAssistant) -> list[FakeGattServer]:
    """Provide the peripheral role; the servers that were made, the newest last."""
    servers: list[FakeGattServer] = []

    def factory(*args: Any) -> FakeGattServer:
        servers.append(FakeGattServer(*args))
        return servers[-1]

    hass.data[DATA_GATT_SERVER_FACTORY] = factory
    return servers


@pytest.fixture
def config_entry(hass: HomeAssistant) -> MockConfigEntry:
    """Return the node's entry, in Home Assistant but not set up."""
    entry = make_entry()
    entry.add_to_hass(hass)
    return entry


def make_entry(
    *, data: dict[str, Any] | None = None, options: dict[str, Any] | None = None
) -> MockConfigEntry:
    """Return an entry as the config flow makes it."""
    return MockConfigEntry(
        domain=DOMAIN,
        title=NAME,
        unique_id=DOMAIN,
        data={
            CONF_ADAPTER: ADAPTER_AUTOMATIC,
            CONF_ROLES: ["central", "peripheral"],
        }
        | (data or {}),
        options={CONF_NICKNAME: NICKNAME} | (options or {}),
    )


@pytest.fixture
async def node(
    hass: HomeAssistant,
    enable_bluetooth: None,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
) -> AsyncIterator[MeshCoordinator]:
    """Return the node, set up and on the air."""
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    yield config_entry.runtime_data
    if config_entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(config_entry.entry_id)
        await hass.async_block_till_done()


@pytest.fixture
def no_stalls(node: MeshCoordinator) -> Iterator[StallMeter]:
    """Fail where a turn of the node took the loop for over 50 ms of processor time.

    Ten times the budget: no machine is that slow by chance. The garbage collector, whose
    pauses depend on all the tests before, rests meanwhile.
    """
    meter = node.tasks.meter
    gc.disable()
    meter.reset()
    yield meter
    gc.enable()
    assert meter.turns
    assert not meter.over_cpu[50], f"the loop was held: {meter.longest_cpu}"


@pytest.fixture
def server(node: MeshCoordinator, gatt_servers: list[FakeGattServer]) -> FakeGattServer:
    """Return the GATT server of the node that is on the air."""
    return gatt_servers[-1]


@pytest.fixture
def make_neighbour(
    hass: HomeAssistant, time_machine: TimeMachine
) -> Iterator[Callable[[str], Neighbour]]:
    """Make neighbours; they fall silent when the test is over."""
    neighbours: list[Neighbour] = []

    def make(nickname: str) -> Neighbour:
        neighbours.append(Neighbour(hass, time_machine, nickname, len(neighbours) + 1))
        return neighbours[-1]

    yield make
    for neighbour in neighbours:
        neighbour.stop()


@pytest.fixture
async def alice(
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> Neighbour:
    """Return a neighbour that the node knows."""
    neighbour = make_neighbour("alice")
    neighbour.dial(server)
    await time_machine.advance(2)
    return neighbour


class Hardware:
    """The Bluetooth of this home, which the test may take away."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.adapters: dict[str, dict[str, str]] = {
            "hci0": {"address": ADAPTER, "product": "Dongle"}
        }
        self.scanners = 1

        async def adapters(*_: object, **__: object) -> dict[str, dict[str, str]]:
            return self.adapters

        monkeypatch.setattr(
            HomeAssistantBluetoothManager, "async_get_bluetooth_adapters", adapters
        )
        monkeypatch.setattr(
            HomeAssistantBluetoothManager,
            "async_scanner_count",
            lambda *_: self.scanners,
        )

    def lose_all(self) -> None:
        """Have no Bluetooth of any kind."""
        self.adapters = {}
        self.scanners = 0


@pytest.fixture
def hardware(enable_bluetooth: None, monkeypatch: pytest.MonkeyPatch) -> Hardware:
    """Return the home's Bluetooth: one adapter, one scanner that can dial."""
    return Hardware(monkeypatch)


@pytest.fixture
def connect(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Connect:
    """Open a dashboard, as an administrator or as somebody else."""

    async def open_dashboard(user: User | None = None) -> Dashboard:
        if user is None:
            return Dashboard(await hass_ws_client(hass))
        refresh = await hass.auth.async_create_refresh_token(
            user, "https://example.com/app"
        )
        token = hass.auth.async_create_access_token(refresh)
        return Dashboard(await hass_ws_client(hass, token))

    return open_dashboard


@pytest.fixture
async def dashboard(connect: Connect) -> Dashboard:
    """Return an administrator's dashboard."""
    return await connect()
