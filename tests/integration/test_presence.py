"""Whether somebody is there: slower to say no than the radio."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState
from tests.common import state_of, virtual_scanner

from .conftest import Hardware
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

TRACKER = "device_tracker.alice_presence"
IN_REACH = "binary_sensor.alice_in_reach"


@pytest.fixture
async def alice_is_picked(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    """Have a neighbour whose presence matters."""
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(1)


@pytest.mark.usefixtures("alice_is_picked")
async def test_absence_counts_after_three_minutes(
    hass: HomeAssistant,
    alice: Neighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    state = state_of(hass, TRACKER)
    assert state.state == "home"
    assert state.attributes["source_type"] == "bluetooth_le"
    alice.hang_up()
    await time_machine.advance(100, step=1)
    assert state_of(hass, IN_REACH).state == "off"
    assert state_of(hass, TRACKER).state == "home"
    # Back before the three minutes are over: nobody was ever gone.
    alice.dial(server)
    await time_machine.advance(5)
    assert state_of(hass, IN_REACH).state == "on"
    await time_machine.advance(200, step=1)
    assert state_of(hass, TRACKER).state == "home"
    alice.hang_up()
    await time_machine.advance(300, step=1)
    assert state_of(hass, TRACKER).state == "not_home"
    alice.dial(server)
    await time_machine.advance(5)
    assert state_of(hass, TRACKER).state == "home"


@pytest.mark.usefixtures("alice_is_picked")
async def test_nobody_comes_home_because_home_assistant_restarted(
    hass: HomeAssistant,
    alice: Neighbour,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(5)
    assert state_of(hass, TRACKER).state == "unknown"
    alice.hang_up()
    alice.dial(gatt_servers[-1])
    await time_machine.advance(5)
    assert state_of(hass, TRACKER).state == "home"


@pytest.mark.usefixtures("alice_is_picked")
async def test_who_does_not_come_back_after_a_restart_is_gone(
    hass: HomeAssistant,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    alice.hang_up()
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(170, step=1)
    assert state_of(hass, TRACKER).state == "unknown"
    await time_machine.advance(20, step=1)
    assert state_of(hass, TRACKER).state == "not_home"


@pytest.mark.usefixtures("alice_is_picked")
async def test_a_node_off_the_air_knows_of_nobody(
    hass: HomeAssistant,
    alice: Neighbour,
    hardware: Hardware,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    alice.hang_up()
    server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
    hardware.scanners = 0
    with virtual_scanner(hass):
        await time_machine.advance(5)
        assert state_of(hass, TRACKER).state == "unavailable"
        await time_machine.advance(300, step=1)
        assert state_of(hass, TRACKER).state == "unavailable"
        hardware.scanners = 1
    await time_machine.advance(5)
    # Gone for all we know, but not yet for certain.
    assert state_of(hass, TRACKER).state == "unknown"
    await time_machine.advance(200, step=1)
    assert state_of(hass, TRACKER).state == "not_home"
