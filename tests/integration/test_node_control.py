"""The node's switches, its button and its radio profile: live, and over restarts."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import RadioProfile
from tests.common import state_of, virtual_scanner

from .conftest import Hardware
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

RELAY = "switch.mesh_broadcast_relay_for_others"
ADVERTISE = "switch.mesh_broadcast_be_connected_to"
DIAL = "switch.mesh_broadcast_connect_to_others"
PROFILE = "select.mesh_broadcast_radio_profile"
ANNOUNCE = "button.mesh_broadcast_announce_now"
RUNNING = "binary_sensor.mesh_broadcast_node"
PEERS = "sensor.mesh_broadcast_peers_in_reach"


class Control:
    """The hands of the user."""

    def __init__(self, hass: HomeAssistant, time_machine: TimeMachine) -> None:
        self._hass = hass
        self._time = time_machine

    async def act(self, entity_id: str, action: str, **data: Any) -> None:
        """Call an entity's action and let it take effect."""
        await self._hass.services.async_call(
            entity_id.partition(".")[0],
            action,
            {"entity_id": entity_id, **data},
            blocking=True,
        )
        await self._time.advance(3)

    async def turn_on(self, entity_id: str) -> None:
        """Switch something on."""
        await self.act(entity_id, "turn_on")

    async def turn_off(self, entity_id: str) -> None:
        """Switch something off."""
        await self.act(entity_id, "turn_off")


@pytest.fixture
def control(hass: HomeAssistant, time_machine: TimeMachine) -> Control:
    """Return the hands of the user."""
    return Control(hass, time_machine)


def _roles(node: MeshCoordinator) -> set[str]:
    """Return the roles that the node is on the air in."""
    roles = {"central": node.central_running, "peripheral": node.peripheral_running}
    return {role for role, running in roles.items() if running}


async def _reload(
    hass: HomeAssistant, entry: MockConfigEntry, time_machine: TimeMachine
) -> MeshCoordinator:
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(2)
    coordinator: MeshCoordinator = entry.runtime_data
    return coordinator


async def test_advertising_ends_with_its_links_and_comes_back(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    control: Control,
) -> None:
    assert node.link_count == 1
    await control.turn_off(ADVERTISE)
    assert state_of(hass, ADVERTISE).state == "off"
    assert server.has_stopped
    assert server.subscribers == {}
    assert node.link_count == 0
    assert _roles(node) == {"central"}
    # The other role goes on, and so does the node.
    assert state_of(hass, RUNNING).state == "on"

    await control.turn_on(ADVERTISE)
    assert server.advertises
    alice.hang_up()
    alice.dial(server)
    await control.act(PROFILE, "select_option", option="normal")
    assert node.link_count == 1


async def test_dialing_can_be_switched_off(
    hass: HomeAssistant, hardware: Hardware, node: MeshCoordinator, control: Control
) -> None:
    assert _roles(node) == {"central", "peripheral"}
    await control.turn_off(DIAL)
    assert _roles(node) == {"peripheral"}
    assert state_of(hass, DIAL).state == "off"
    await control.turn_on(DIAL)
    assert _roles(node) == {"central", "peripheral"}


async def test_without_any_role_the_node_is_off_the_air(
    hass: HomeAssistant, hardware: Hardware, node: MeshCoordinator, control: Control
) -> None:
    """It says so, but complains of nothing: the user wanted it."""
    await control.turn_off(DIAL)
    await control.turn_off(ADVERTISE)
    assert state_of(hass, RUNNING).state == "off"
    for entity_id in (PEERS, ANNOUNCE, "sensor.mesh_broadcast_links"):
        assert state_of(hass, entity_id).state == "unavailable"
    # What was counted stays known, and what can be switched can be switched.
    assert state_of(hass, "sensor.mesh_broadcast_messages_today").state == "0"
    for entity_id in (RELAY, ADVERTISE, DIAL, PROFILE):
        assert state_of(hass, entity_id).state != "unavailable"
    with pytest.raises(HomeAssistantError) as raised:
        node.async_announce()
    assert raised.value.translation_key == "not_running"
    assert not [
        issue for domain, issue in ir.async_get(hass).issues if domain == DOMAIN
    ]

    await control.turn_on(ADVERTISE)
    assert state_of(hass, RUNNING).state == "on"
    assert state_of(hass, PEERS).state == "0"


async def test_no_complaint_about_a_role_that_is_switched_off(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    control: Control,
    time_machine: TimeMachine,
) -> None:
    hardware.scanners = 0
    with virtual_scanner(hass):
        await time_machine.advance(100, step=1)
        assert (DOMAIN, "no_scanner") in ir.async_get(hass).issues
        await control.turn_off(DIAL)
        assert (DOMAIN, "no_scanner") not in ir.async_get(hass).issues


async def test_switches_outlive_a_restart(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    control: Control,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    time_machine: TimeMachine,
) -> None:
    await control.turn_off(RELAY)
    await control.turn_off(ADVERTISE)
    await control.act(PROFILE, "select_option", option="quiet")
    again = await _reload(hass, config_entry, time_machine)
    assert again is not node
    assert state_of(hass, RELAY).state == "off"
    assert state_of(hass, ADVERTISE).state == "off"
    assert state_of(hass, DIAL).state == "on"
    assert state_of(hass, PROFILE).state == "quiet"
    assert not again.engine.settings.relay
    assert again.engine.settings.radio_profile is RadioProfile.QUIET
    assert gatt_servers[-1].has_stopped
    await control.turn_on(ADVERTISE)
    assert gatt_servers[-1].advertises


async def test_a_change_neither_restarts_the_node_nor_loses_another(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    control: Control,
    config_entry: MockConfigEntry,
) -> None:
    before = dict(config_entry.options)
    await control.turn_off(RELAY)
    await control.act(PROFILE, "select_option", option="dense")
    await control.turn_on(RELAY)
    assert config_entry.runtime_data is node
    assert config_entry.options == before | {"relay": True, "radio_profile": "dense"}
    assert node.settings.relay


async def test_a_switch_follows_the_options(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    hass.config_entries.async_update_entry(
        config_entry, options=config_entry.options | {"relay": False}
    )
    await time_machine.advance(1)
    assert state_of(hass, RELAY).state == "off"


async def test_relaying_stops_at_once(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Any,
    server: FakeGattServer,
    control: Control,
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(5)
    relayed = node.engine.statistics.relayed
    assert relayed
    await control.turn_off(RELAY)
    relayed = node.engine.statistics.relayed
    alice.say("hello")
    await time_machine.advance(5)
    assert node.engine.statistics.relayed == relayed


@pytest.mark.parametrize(
    ("profile", "links", "spacing", "turn"),
    [("quiet", 2, 5.0, 600.0), ("normal", 4, 0.5, 600.0), ("dense", 4, 0.5, 300.0)],
)
async def test_a_profile_changes_the_radio_at_once(
    profile: str,
    links: int,
    spacing: float,
    turn: float,
    hass: HomeAssistant,
    node: MeshCoordinator,
    control: Control,
) -> None:
    assert state_of(hass, PROFILE).state == "normal"
    assert state_of(hass, PROFILE).attributes["options"] == ["quiet", "normal", "dense"]
    await control.act(PROFILE, "select_option", option=profile)
    assert state_of(hass, PROFILE).state == profile
    assert node.engine.settings.radio_profile == profile
    radio = node.manager._settings
    assert (radio.max_links, radio.dial_spacing, radio.rotate_after) == (
        links,
        spacing,
        turn,
    )


async def test_a_quiet_node_takes_no_more_links_than_the_user_allows(
    hass: HomeAssistant,
    node: MeshCoordinator,
    control: Control,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    hass.config_entries.async_update_entry(
        config_entry, options=config_entry.options | {"max_links": 1}
    )
    await time_machine.advance(1)
    await control.act(PROFILE, "select_option", option="quiet")
    assert node.manager._settings.max_links == 1


async def test_announcing_now_is_heard_and_limited(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    control: Control,
    time_machine: TimeMachine,
) -> None:
    await time_machine.advance(60, step=0.5)
    sent = node.engine.statistics.announces_sent
    await hass.services.async_call(
        "button", "press", {"entity_id": ANNOUNCE}, blocking=True
    )
    await time_machine.advance(0.5)
    assert node.engine.statistics.announces_sent == sent + 1
    assert state_of(hass, ANNOUNCE).state not in ("unknown", "unavailable")
    for _ in range(200):
        await hass.services.async_call(
            "button", "press", {"entity_id": ANNOUNCE}, blocking=True
        )
        await time_machine.advance(0.1)
    # Ten at once, and one each four seconds: docs/wire.md 6.3 leaves no more.
    assert node.engine.statistics.announces_sent - sent < 20
