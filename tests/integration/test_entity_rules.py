"""What Home Assistant's quality scale asks of every entity, whoever adds it."""

from collections.abc import AsyncIterator

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_UNAVAILABLE, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .conftest import ADAPTER, NICKNAME
from .virtual_air import Neighbour, TimeMachine

# What configures the node or tells of its inner life does not belong on a dashboard.
CONFIGURES = {"button", "number", "select", "switch"}


@pytest.fixture
async def entities(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    time_machine: TimeMachine,
) -> AsyncIterator[list[er.RegistryEntry]]:
    """Return every entity of a node with a picked peer, those off by default, too."""
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(2)
    entries = er.async_entries_for_config_entry(entity_registry, config_entry.entry_id)
    for entry in entries:
        if entry.disabled_by is not None:
            entity_registry.async_update_entity(entry.entity_id, disabled_by=None)
    await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(2)
    yield entries
    if config_entry.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(config_entry.entry_id)
        await hass.async_block_till_done()


async def test_entities_are_told_apart_by_fingerprints_only(
    entities: list[er.RegistryEntry], node: MeshCoordinator, alice: Neighbour
) -> None:
    for entry in entities:
        assert entry.unique_id.startswith(node.identity.fingerprint)
        for fleeting in (ADAPTER, NICKNAME, "alice", alice.address):
            assert fleeting.casefold() not in entry.unique_id.casefold()


async def test_entities_are_named_after_their_device(
    hass: HomeAssistant,
    entities: list[er.RegistryEntry],
    device_registry: dr.DeviceRegistry,
) -> None:
    for entry in entities:
        assert entry.has_entity_name
        assert entry.translation_key
        assert entry.device_id
        device = device_registry.async_get(entry.device_id)
        assert device is not None
        assert any(domain == DOMAIN for domain, _ in device.identifiers)


async def test_what_is_for_the_curious_is_off_the_dashboard(
    entities: list[er.RegistryEntry],
) -> None:
    for entry in entities:
        if entry.domain in CONFIGURES:
            assert entry.entity_category is EntityCategory.CONFIG, entry.entity_id
        if entry.disabled_by is not None:
            assert entry.entity_category is EntityCategory.DIAGNOSTIC, entry.entity_id
    assert any(entry.disabled_by is not None for entry in entities)


async def test_kinds_that_home_assistant_knows_are_named(
    entities: list[er.RegistryEntry],
) -> None:
    classes = {entry.translation_key: entry.original_device_class for entry in entities}
    assert classes["rssi"] == "signal_strength"
    assert classes["last_seen"] == "timestamp"
    assert classes["running"] == "connectivity"


async def test_nothing_is_shown_of_a_node_that_is_gone(
    hass: HomeAssistant,
    entities: list[er.RegistryEntry],
    config_entry: MockConfigEntry,
) -> None:
    shown = {state.entity_id for state in hass.states.async_all()}
    assert {entry.entity_id for entry in entities} <= shown
    await hass.config_entries.async_unload(config_entry.entry_id)
    for entry in entities:
        state = hass.states.get(entry.entity_id)
        assert state is not None
        assert state.state == STATE_UNAVAILABLE
