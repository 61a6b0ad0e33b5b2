"""The system information page says how the node does, and names nobody."""

import json
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_system_health_info,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState
from tests.common import virtual_scanner
from tests.tooling.project import translations

from .conftest import ADAPTER, NICKNAME, Hardware
from .virtual_air import FakeGattServer, Neighbour


async def health(hass: HomeAssistant) -> dict[str, Any]:
    """Return what the page shows of us."""
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    return await get_system_health_info(hass, DOMAIN)


def blunder(node: MeshCoordinator, doing: str) -> None:
    """Have something go wrong that never should."""
    with node.errors.guard(doing):
        raise ValueError("alice")


async def test_node_on_the_air(
    hass: HomeAssistant, node: MeshCoordinator, alice: Neighbour
) -> None:
    with virtual_scanner(hass, slots=3):
        shown = await health(hass)
    assert shown | {"free_slots": "", "connects_to_others": True} == {
        "node": "on the air",
        "connects_to_others": True,
        "is_connected_to": "advertising",
        "adapter": "automatic",
        "peers_in_reach": 1,
        "outgoing_links": "0 of 4",
        "incoming_links": 1,
        "free_slots": "",
        "errors": 0,
        "last_error": "none",
    }
    free, total = map(int, shown["free_slots"].split(" of "))
    assert 3 <= free <= total
    assert shown.keys() == translations()["system_health"]["info"].keys()


async def test_nobody_is_named(
    hass: HomeAssistant, node: MeshCoordinator, alice: Neighbour
) -> None:
    blunder(node, "counting")
    shown = json.dumps(await health(hass))
    for secret in ("alice", NICKNAME, ADAPTER, alice.address, alice.fingerprint[:6]):
        assert secret not in shown


async def test_mistakes_are_counted(hass: HomeAssistant, node: MeshCoordinator) -> None:
    for kind in ("counting", "counting", "adding"):
        blunder(node, kind)
    shown = await health(hass)
    assert (shown["errors"], shown["last_error"]) == (3, "adding")


async def test_fault_of_the_peripheral_role(
    hass: HomeAssistant, node: MeshCoordinator, server: FakeGattServer
) -> None:
    server.become(GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
    assert (await health(hass))["is_connected_to"] == "failed: no bluetoothd"


async def test_role_that_is_not_wanted(
    hass: HomeAssistant, node: MeshCoordinator, config_entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(
        config_entry, data=config_entry.data | {"roles": ["central"]}
    )
    await hass.async_block_till_done()
    assert (await health(hass))["is_connected_to"] == "not wanted"
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_node_that_is_not_set_up(
    hass: HomeAssistant, hardware: Hardware, config_entry: MockConfigEntry
) -> None:
    hardware.lose_all()
    await hass.config_entries.async_setup(config_entry.entry_id)
    assert await health(hass) == {"node": "setup retry"}


async def test_home_without_a_node(hass: HomeAssistant, enable_bluetooth: None) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    assert await health(hass) == {"node": "not set up"}


async def test_page_has_our_link(
    hass: HomeAssistant, node: MeshCoordinator, hass_ws_client: WebSocketGenerator
) -> None:
    assert await async_setup_component(hass, "system_health", {})
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "system_health/info"})
    await client.receive_json()
    initial = (await client.receive_json())["event"]["data"]
    assert initial[DOMAIN]["manage_url"].endswith(f"/integration/{DOMAIN}")
