"""Which entities there are, and what Home Assistant is told of them."""

from collections.abc import Callable
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .conftest import make_entry
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

ROOT = Path(__file__).parents[2]

CONFIG, DIAGNOSTIC = "config", "diagnostic"

# Object ID: category, enabled by default, device class, state class
NODE = {
    "binary_sensor.mesh_broadcast_node": (DIAGNOSTIC, True, "connectivity", None),
    "button.mesh_broadcast_announce_now": (CONFIG, True, None, None),
    "event.mesh_broadcast_mentions": (None, True, None, None),
    "event.mesh_broadcast_public_channel": (None, True, None, None),
    "notify.mesh_broadcast_public_channel": (None, True, None, None),
    "select.mesh_broadcast_radio_profile": (CONFIG, True, None, None),
    "sensor.mesh_broadcast_dropped_packets": (
        DIAGNOSTIC,
        False,
        None,
        "total_increasing",
    ),
    "sensor.mesh_broadcast_duplicate_packets": (
        DIAGNOSTIC,
        False,
        None,
        "total_increasing",
    ),
    "sensor.mesh_broadcast_links": (DIAGNOSTIC, True, None, "measurement"),
    "sensor.mesh_broadcast_links_that_others_opened": (
        DIAGNOSTIC,
        False,
        None,
        "measurement",
    ),
    "sensor.mesh_broadcast_links_that_we_opened": (
        DIAGNOSTIC,
        False,
        None,
        "measurement",
    ),
    "sensor.mesh_broadcast_messages_today": (None, True, None, "total_increasing"),
    "sensor.mesh_broadcast_peers_in_reach": (None, True, None, "measurement"),
    "sensor.mesh_broadcast_relayed_packets": (
        DIAGNOSTIC,
        False,
        None,
        "total_increasing",
    ),
    "sensor.mesh_broadcast_send_queue": (DIAGNOSTIC, False, None, "measurement"),
    "sensor.mesh_broadcast_waiting_messages": (DIAGNOSTIC, True, None, "measurement"),
    "switch.mesh_broadcast_be_connected_to": (CONFIG, True, None, None),
    "switch.mesh_broadcast_connect_to_others": (CONFIG, True, None, None),
    "switch.mesh_broadcast_relay_for_others": (CONFIG, True, None, None),
}

PEER = {
    "binary_sensor.alice_in_reach": (None, True, "connectivity", None),
    "sensor.alice_hops": (DIAGNOSTIC, True, None, "measurement"),
    "sensor.alice_last_seen": (DIAGNOSTIC, True, "timestamp", None),
    "sensor.alice_signal_strength": (
        DIAGNOSTIC,
        False,
        "signal_strength",
        "measurement",
    ),
    "sensor.alice_trust": (DIAGNOSTIC, True, "enum", None),
}

PICKED_PEER = {
    "device_tracker.alice_presence": (DIAGNOSTIC, True, None, None),
    "event.alice_private_messages": (None, True, None, None),
    "notify.alice_private_message": (None, True, None, None),
}

type Table = dict[str, tuple[str | None, bool, str | None, str | None]]


def _described(entities: list[er.RegistryEntry]) -> Table:
    return {
        entity.entity_id: (
            entity.entity_category,
            entity.disabled_by is None,
            entity.original_device_class,
            (entity.capabilities or {}).get("state_class"),
        )
        for entity in entities
    }


@pytest.fixture
def entities_of(
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
) -> Callable[[str], Table]:
    """Return the entities of the device with a fingerprint."""

    def of(fingerprint: str) -> Table:
        device = device_registry.async_get_device_by_identifier(
            (DOMAIN, fingerprint), config_entry.entry_id
        )
        if device is None:
            return {}
        return _described(
            er.async_entries_for_device(
                entity_registry, device.id, include_disabled_entities=True
            )
        )

    return of


@pytest.fixture
def pick(
    hass: HomeAssistant, config_entry: MockConfigEntry, time_machine: TimeMachine
) -> Callable[..., object]:
    """Return what changes whom the user picked."""

    async def pick(*fingerprints: str, **options: str) -> None:
        hass.config_entries.async_update_entry(
            config_entry,
            options={
                **config_entry.options,
                **options,
                "picked_peers": list(fingerprints),
            },
        )
        await time_machine.advance(1)
        await hass.async_block_till_done()

    return pick


async def test_entities_of_the_node(
    node: MeshCoordinator, entities_of: Callable[[str], Table]
) -> None:
    assert entities_of(node.identity.fingerprint) == NODE


def _states(hass: HomeAssistant, table: Table) -> dict[str, tuple[str, set[str]]]:
    """Return states, and the names of their attributes but those that all have."""
    return {
        entity_id: (
            state.state,
            set(state.attributes) - {"friendly_name", "device_class"},
        )
        for entity_id in table
        if (state := hass.states.get(entity_id)) is not None
    }


async def test_states_of_a_node_that_is_alone(
    hass: HomeAssistant, node: MeshCoordinator, time_machine: TimeMachine
) -> None:
    await time_machine.advance(1)
    count = {"state_class", "unit_of_measurement"}
    assert _states(hass, NODE) == {
        "binary_sensor.mesh_broadcast_node": ("on", set()),
        "button.mesh_broadcast_announce_now": ("unknown", set()),
        "event.mesh_broadcast_mentions": ("unknown", {"event_type", "event_types"}),
        "event.mesh_broadcast_public_channel": (
            "unknown",
            {"event_type", "event_types"},
        ),
        "notify.mesh_broadcast_public_channel": ("unknown", {"supported_features"}),
        "select.mesh_broadcast_radio_profile": ("normal", {"options"}),
        "sensor.mesh_broadcast_links": ("0", count),
        "sensor.mesh_broadcast_messages_today": ("0", count),
        "sensor.mesh_broadcast_peers_in_reach": ("0", count),
        "sensor.mesh_broadcast_waiting_messages": ("0", count),
        "switch.mesh_broadcast_be_connected_to": ("on", set()),
        "switch.mesh_broadcast_connect_to_others": ("on", set()),
        "switch.mesh_broadcast_relay_for_others": ("on", set()),
    }


async def test_states_of_a_neighbour(
    hass: HomeAssistant, node: MeshCoordinator, alice: Neighbour, pick
) -> None:
    await pick(alice.fingerprint)
    states = _states(hass, PEER | PICKED_PEER)
    seen, attributes = states.pop("sensor.alice_last_seen")
    assert seen.endswith(":00+00:00")
    assert not attributes
    assert states == {
        "binary_sensor.alice_in_reach": ("on", set()),
        "device_tracker.alice_presence": (
            "home",
            {"in_zones", "source_type", "tracking_type"},
        ),
        "event.alice_private_messages": ("unknown", {"event_type", "event_types"}),
        "notify.alice_private_message": ("unknown", {"supported_features"}),
        "sensor.alice_hops": ("1", {"state_class"}),
        "sensor.alice_trust": ("pinned", {"options"}),
    }


async def test_entities_of_a_peer_that_has_been_around(
    node: MeshCoordinator,
    alice: Neighbour,
    entities_of: Callable[[str], Table],
    time_machine: TimeMachine,
) -> None:
    await time_machine.advance(320, step=2)
    assert entities_of(alice.fingerprint) == PEER


async def test_entities_come_and_go_with_the_users_choice(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    entities_of: Callable[[str], Table],
    pick,
    time_machine: TimeMachine,
) -> None:
    await time_machine.advance(320, step=2)
    for _ in range(2):
        await pick(alice.fingerprint)
        assert entities_of(alice.fingerprint) == PEER | PICKED_PEER
        for entity_id in PICKED_PEER:
            assert hass.states.get(entity_id) is not None
        await pick()
        assert entities_of(alice.fingerprint) == PEER
        for entity_id in PICKED_PEER:
            assert hass.states.get(entity_id) is None


async def test_entities_go_with_the_device_and_come_back_with_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    entities_of: Callable[[str], Table],
    pick,
    time_machine: TimeMachine,
) -> None:
    await pick(alice.fingerprint)
    assert entities_of(alice.fingerprint) == PEER | PICKED_PEER
    await pick(alice.fingerprint, peer_devices="none")
    assert entities_of(alice.fingerprint) == {}
    assert hass.states.get("device_tracker.alice_presence") is None
    await pick(alice.fingerprint, peer_devices="picked")
    assert entities_of(alice.fingerprint) == PEER | PICKED_PEER
    for entity_id in PICKED_PEER:
        assert hass.states.get(entity_id) is not None


async def test_switches_only_of_the_roles_that_the_node_has(
    hass: HomeAssistant,
    enable_bluetooth: None,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
) -> None:
    entry = make_entry(data={"roles": ["peripheral"]})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert {state.entity_id for state in hass.states.async_all("switch")} == {
        "switch.mesh_broadcast_be_connected_to",
        "switch.mesh_broadcast_relay_for_others",
    }
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, "roles": ["central"]}
    )
    await time_machine.advance(1)
    await hass.async_block_till_done()
    assert {state.entity_id for state in hass.states.async_all("switch")} == {
        "switch.mesh_broadcast_connect_to_others",
        "switch.mesh_broadcast_relay_for_others",
    }
    registry = er.async_get(hass)
    assert registry.async_get("switch.mesh_broadcast_be_connected_to") is None
    assert await hass.config_entries.async_unload(entry.entry_id)
    await hass.async_block_till_done()


HOSTILE = {
    "control": "a\x00\x07\x1b[31m\nb",
    "bidi": "\u202egnp.exe\u2066\u200f",
    "html": "<script>alert(1)</script>",
    "jinja": "{{ states('lock.x') }}{% raw %}",
    "yaml": "- !include secrets.yaml\n...",
    "long": "x" * 250,
    "empty": "\u200b\u2060",
}


@pytest.mark.parametrize("nickname", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_nicknames_are_inert(
    nickname: str,
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    entities_of: Callable[[str], Table],
    pick,
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    mallory = make_neighbour(nickname)
    mallory.dial(server)
    await time_machine.advance(2)
    await pick(mallory.fingerprint)
    mallory.whisper(node.identity.fingerprint, "{{ 1 / 0 }}\u202e")
    await time_machine.advance(5, step=0.5)
    entities = entities_of(mallory.fingerprint)
    assert len(entities) == len(PEER | PICKED_PEER)
    for entity_id in entities:
        domain, _, object_id = entity_id.partition(".")
        assert domain.isidentifier()
        assert object_id.replace("_", "").isalnum()
        assert object_id.isascii()
        assert len(entity_id) < 100
        if (state := hass.states.get(entity_id)) is None:
            continue
        assert state.name.isprintable()
        assert 0 < len(state.name) <= 80
        assert state.state.isprintable()
        for value in state.attributes.values():
            assert not isinstance(value, str) or value.isprintable()
    assert hass.states.get("event.mesh_broadcast_public_channel") is not None
    assert not [r for r in caplog.records if r.levelname in ("ERROR", "CRITICAL")]


def test_the_documentation_lists_each_entity_as_it_is() -> None:
    documented: dict[str, tuple[str | None, bool]] = {}
    for line in (ROOT / "docs" / "entities.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[1].startswith("`"):
            _name, entity_id, _what, enabled, category = cells
            documented[entity_id.strip("`")] = (category or None, enabled == "yes")
    assert documented == {
        entity_id: (category, enabled)
        for entity_id, (category, enabled, _, _) in (NODE | PEER | PICKED_PEER).items()
    }
