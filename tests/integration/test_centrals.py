"""Who is linked to our server is on disk, for a process that follows on one that died."""

from typing import Any

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

STORE = f"{DOMAIN}.centrals"
PHONE = "5A:00:00:00:00:01"


def central_remembered(server: FakeGattServer, address: str) -> bool:
    """Return what a GATT server is told of an address."""
    assert server.listener is not None
    return server.listener.central_remembered(address)


async def test_who_is_linked_to_our_server_is_on_disk_until_it_stops_in_peace(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
) -> None:
    (link,) = (link for link in node.manager.links if not link.anonymous)
    await time_machine.advance(3)
    assert hass_storage[STORE]["data"] == {"centrals": [link.address]}

    await hass.config_entries.async_unload(config_entry.entry_id)
    assert hass_storage[STORE]["data"] == {"centrals": []}


async def test_the_server_knows_whom_the_last_process_was_linked_to_when_it_died(
    hass: HomeAssistant,
    enable_bluetooth: None,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
) -> None:
    hass_storage[STORE] = {"version": 1, "key": STORE, "data": {"centrals": [PHONE]}}
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()

    assert central_remembered(gatt_servers[-1], PHONE)
    assert not central_remembered(gatt_servers[-1], "5A:00:00:00:00:02")
    # A process that did not die takes them to be gone.
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    assert not central_remembered(gatt_servers[-1], PHONE)
    await hass.config_entries.async_unload(config_entry.entry_id)
