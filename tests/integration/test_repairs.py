"""What keeps a role off the air becomes a repair; the other role goes on."""

import importlib.util
import sys
from unittest.mock import patch

from habluetooth import Allocations, get_manager
from homeassistant.components.bluetooth import async_current_scanners
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.mesh_broadcast import gatt_server_factory
from custom_components.mesh_broadcast.const import DATA_GATT_SERVER_FACTORY, DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.gatt_server_factory import NoGattServer
from custom_components.mesh_broadcast.repairs import (
    NewIdentityFlow,
    async_create_fix_flow,
)
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState
from tests.common import virtual_scanner

from .conftest import Hardware
from .virtual_air import FakeGattServer, Neighbour, TimeMachine


@pytest.fixture
def issues(hass: HomeAssistant, issue_registry: ir.IssueRegistry):
    """Return a function that lists our issues with what they say."""

    def listing() -> dict[str, str | None]:
        return {
            issue_id: issue.translation_key
            for (domain, issue_id), issue in issue_registry.issues.items()
            if domain == DOMAIN and issue.active
        }

    return listing


@pytest.mark.parametrize("fault", list(GattServerFault))
async def test_lasting_fault_of_the_server(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    issues,
    time_machine: TimeMachine,
    fault: GattServerFault,
) -> None:
    server.become(GattServerState.FAILED, fault)
    await time_machine.advance(9)
    assert issues() == {}
    await time_machine.advance(2)
    assert issues() == {"gatt_server": f"gatt_server_{fault}"}
    assert node.running

    # Trying again is no cure.
    server.become(GattServerState.STARTING)
    server.become(GattServerState.FAILED, fault)
    await time_machine.advance(1)
    assert issues() == {"gatt_server": f"gatt_server_{fault}"}

    server.become(GattServerState.ADVERTISING)
    assert issues() == {}


async def test_restart_of_bluetoothd_is_no_repair(
    node: MeshCoordinator,
    server: FakeGattServer,
    issues,
    time_machine: TimeMachine,
) -> None:
    server.become(GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
    await time_machine.advance(5)
    server.become(GattServerState.STARTING)
    server.become(GattServerState.ADVERTISING)
    await time_machine.advance(20)
    assert issues() == {}


async def test_fault_that_turns_into_another(
    node: MeshCoordinator,
    server: FakeGattServer,
    issues,
    time_machine: TimeMachine,
) -> None:
    server.become(GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
    await time_machine.advance(15)
    server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
    await time_machine.advance(15)
    assert issues() == {"gatt_server": "gatt_server_adapter_off"}


async def test_fault_is_logged_once_and_so_is_its_end(
    node: MeshCoordinator,
    server: FakeGattServer,
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.clear()
    for _ in range(3):
        server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
        await time_machine.advance(15)
        server.become(GattServerState.STARTING)
    server.become(GattServerState.ADVERTISING)
    await time_machine.advance(15)
    told = [record for record in caplog.records if "gatt_server" in record.message]
    assert [record.levelname for record in told] == ["INFO", "INFO"]
    assert "lasting problem" in told[0].message
    assert "is over" in told[1].message


async def test_other_role_keeps_working(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    server.become(GattServerState.FAILED, GattServerFault.CANNOT_ADVERTISE)
    await time_machine.advance(15)
    assert node.central_running
    assert not node.peripheral_running
    assert node.async_broadcast("still on the air").message_ids


async def test_no_scanner_to_dial_with(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    alice: Neighbour,
    issues,
    time_machine: TimeMachine,
) -> None:
    hardware.scanners = 0
    with virtual_scanner(hass):
        await time_machine.advance(50, step=1)
        assert issues() == {}
        await time_machine.advance(15, step=1)
        assert issues() == {"no_scanner": "no_scanner"}
        assert node.peripheral_running
        alice.say("I can still reach you")
        await time_machine.advance(1)
        assert node.engine.statistics.delivered == 1
        hardware.scanners = 1
    assert issues() == {}


async def test_scanner_is_not_missed_without_the_role(
    hass: HomeAssistant,
    hardware: Hardware,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
    issues,
) -> None:
    hardware.scanners = 0
    hass.config_entries.async_update_entry(
        config_entry, data=config_entry.data | {"roles": ["peripheral"]}
    )
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(120, step=1)
    assert issues() == {}
    await hass.config_entries.async_unload(config_entry.entry_id)


def take_slots(source: str, *, free: int) -> None:
    """Let others in this home take slots of a scanner."""
    get_manager().async_on_allocation_changed(
        Allocations(source, 3, free, ["00:00:00:00:00:99"] * (3 - free))
    )


async def test_lack_of_slots_that_lasts(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    issues,
    time_machine: TimeMachine,
) -> None:
    """One slot is the home's own: with one free there is none for us."""
    with virtual_scanner(hass) as scanner:
        for other in async_current_scanners(hass):
            take_slots(other.source, free=0)
        take_slots(scanner.source, free=1)
        await time_machine.advance(890, step=10)
        assert issues() == {}
        await time_machine.advance(20, step=10)
        assert issues() == {"no_slot": "no_slot"}
        take_slots(scanner.source, free=2)
        assert issues() == {}


async def test_short_lack_of_slots_is_no_repair(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    issues,
    time_machine: TimeMachine,
) -> None:
    with virtual_scanner(hass) as scanner:
        for other in async_current_scanners(hass):
            take_slots(other.source, free=0)
        for _ in range(3):
            take_slots(scanner.source, free=0)
            await time_machine.advance(600, step=10)
            take_slots(scanner.source, free=3)
        assert issues() == {}


async def test_unloaded_node_has_no_issues(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    config_entry: MockConfigEntry,
    issues,
    time_machine: TimeMachine,
) -> None:
    server.become(GattServerState.FAILED, GattServerFault.NO_ADAPTER)
    await time_machine.advance(15)
    assert issues()
    await hass.config_entries.async_unload(config_entry.entry_id)
    assert issues() == {}


async def test_machine_without_bluez(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    issues,
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The node runs as a central, and says why as no more."""
    hass.data[DATA_GATT_SERVER_FACTORY] = NoGattServer
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(15)
    assert issues() == {"gatt_server": "gatt_server_no_bluetoothd"}
    restarted: MeshCoordinator = config_entry.runtime_data
    assert restarted.running
    server = restarted.gatt_server
    assert server is not None
    assert server.state is GattServerState.FAILED
    assert server.fault is GattServerFault.NO_BLUETOOTHD
    with pytest.raises(ConnectionError):
        await server.async_notify(b"")
    await hass.config_entries.async_unload(config_entry.entry_id)
    assert server.fault is None


def test_only_linux_has_the_real_server() -> None:
    """bless needs BlueZ there; elsewhere the integration still loads."""
    package = "custom_components.mesh_broadcast"
    path = f"{package}.transport.bless_server"
    spec = importlib.util.spec_from_file_location(
        f"{package}.elsewhere", gatt_server_factory.__file__
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with patch.dict(sys.modules, {path: None}):
        spec.loader.exec_module(module)
    assert module.create_gatt_server is module.NoGattServer
    assert gatt_server_factory.create_gatt_server is not NoGattServer


async def fix(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, issue_id: str
) -> None:
    """Go through the flow of a repair as a user does."""
    assert await async_setup_component(hass, "repairs", {})
    client = await hass_client()
    url = "/api/repairs/issues/fix"
    started = await client.post(url, json={"handler": DOMAIN, "issue_id": issue_id})
    flow = await started.json()
    assert flow["step_id"] == "confirm"
    done = await (await client.post(f"{url}/{flow['flow_id']}", json={})).json()
    assert done["type"] == "create_entry"
    await hass.async_block_till_done()


async def test_user_can_do_without_being_connected_to(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    node: MeshCoordinator,
    server: FakeGattServer,
    config_entry: MockConfigEntry,
    issues,
    time_machine: TimeMachine,
) -> None:
    server.become(GattServerState.FAILED, GattServerFault.CANNOT_ADVERTISE)
    await time_machine.advance(15)
    assert issues()
    await fix(hass, hass_client, "gatt_server")
    await time_machine.advance(2)
    assert issues() == {}
    assert config_entry.options["advertise"] is False
    assert not node.settings.peripheral
    assert node.central_running


@pytest.mark.parametrize("lack", ["no_scanner", "no_slot"])
async def test_user_can_do_without_connecting_to_others(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hardware: Hardware,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    issues,
    time_machine: TimeMachine,
    lack: str,
) -> None:
    with virtual_scanner(hass) as scanner:
        for each in (*async_current_scanners(hass), scanner):
            take_slots(each.source, free=0)
        if lack == "no_scanner":
            hardware.scanners = 0
            for each in (*async_current_scanners(hass), scanner):
                take_slots(each.source, free=3)
            node._scanners_changed()
        await time_machine.advance(910, step=10)
        assert issues() == {lack: lack}
        await fix(hass, hass_client, lack)
        await time_machine.advance(2)
        assert issues() == {}
        assert config_entry.options["dial"] is False
        assert node.peripheral_running


async def test_lost_identity_can_be_replaced_by_the_user(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_storage,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    alice: Neighbour,
    device_registry: dr.DeviceRegistry,
    issues,
    time_machine: TimeMachine,
) -> None:
    lost = node.identity.fingerprint
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(config_entry.entry_id)
    del hass_storage[f"{DOMAIN}.identity"]
    assert not await hass.config_entries.async_setup(config_entry.entry_id)
    assert issues() == {"identity_unreadable": "identity_unreadable"}

    await fix(hass, hass_client, "identity_unreadable")

    assert config_entry.state is ConfigEntryState.LOADED
    assert issues() == {}
    new: MeshCoordinator = config_entry.runtime_data
    assert new.identity.fingerprint != lost
    assert config_entry.data["fingerprint"] == new.identity.fingerprint
    identifiers = {
        fingerprint
        for device in dr.async_entries_for_config_entry(
            device_registry, config_entry.entry_id
        )
        for _, fingerprint in device.identifiers
    }
    assert identifiers == {new.identity.fingerprint, alice.fingerprint}
    assert not any(
        entity_id.endswith("_2") for entity_id in hass.states.async_entity_ids()
    )
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_repair_of_a_node_that_was_removed_meanwhile(
    hass: HomeAssistant,
) -> None:
    flow = await async_create_fix_flow(hass, "identity_unreadable", {"entry_id": "x"})
    assert isinstance(flow, NewIdentityFlow)
    flow.hass = hass
    flow.handler = DOMAIN
    flow.flow_id = "flow"
    flow.context = {"issue_id": "identity_unreadable"}
    result = await flow.async_step_confirm({})
    assert result["type"] == "create_entry"
