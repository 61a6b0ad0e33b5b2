"""What the automation editor reads of triggers, conditions and device automations."""

import json
from pathlib import Path
from typing import Any

from homeassistant.components.device_automation import DeviceAutomationType
from homeassistant.core import HomeAssistant
from homeassistant.helpers import selector
from homeassistant.helpers.condition import (
    async_get_all_descriptions as condition_descriptions,
)
from homeassistant.helpers.trigger import (
    async_get_all_descriptions as trigger_descriptions,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    async_get_device_automation_capabilities,
)

from custom_components import mesh_broadcast
from custom_components.mesh_broadcast import device_condition, device_trigger
from custom_components.mesh_broadcast.condition import CONDITIONS
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import (
    MAX_TTL,
    DeliveryStatus,
    PeerTrust,
)
from custom_components.mesh_broadcast.reach import REACH_SCHEMA
from custom_components.mesh_broadcast.text_filter import Comparison
from custom_components.mesh_broadcast.trigger import TRIGGERS, MeshTrigger
from custom_components.mesh_broadcast.triggers.channel import Channel

ROOT = Path(mesh_broadcast.__file__).parent
ENGLISH: dict[str, Any] = json.loads((ROOT / "translations" / "en.json").read_text())
ICONS: dict[str, Any] = json.loads((ROOT / "icons.json").read_text())
CHOICES = {
    "channel": set(Channel),
    "match": set(Comparison),
    "min_trust": set(PeerTrust),
    "status": set(DeliveryStatus),
}


@pytest.fixture
async def described(
    hass: HomeAssistant, node: MeshCoordinator
) -> dict[str, dict[str, Any]]:
    """Return the fields as Home Assistant reads them, by trigger or condition."""
    assert await async_setup_component(hass, "automation", {})
    await hass.async_block_till_done()
    found: dict[str, dict[str, Any]] = {}
    for descriptions in (
        await trigger_descriptions(hass),
        await condition_descriptions(hass),
    ):
        for key, description in descriptions.items():
            if key.startswith("mesh_broadcast."):
                assert description is not None, f"{key} is not described"
                found[key.partition(".")[2]] = description["fields"]
    return found


def schemas() -> dict[str, Any]:
    """Return what the code accepts, by trigger or condition."""
    of_triggers: dict[str, Any] = {}
    for key, cls in TRIGGERS.items():
        assert issubclass(cls, MeshTrigger)
        of_triggers[key] = cls._listener.SCHEMA
    return of_triggers | {"peer_in_reach": REACH_SCHEMA}


async def test_home_assistant_reads_the_descriptions(
    described: dict[str, dict[str, Any]],
) -> None:
    """Fields, defaults and choices are those of the code."""
    assert set(described) == set(schemas()) == set(TRIGGERS) | set(CONDITIONS)
    for key, fields in described.items():
        schema = {str(marker): marker for marker in schemas()[key].schema}
        assert set(fields) == set(schema), key
        defaults = schemas()[key]({})
        for name, field in fields.items():
            assert field.get("default", defaults.get(name)) == defaults.get(name)
            if name in CHOICES:
                select = selector.selector(field["selector"])
                assert set(select.config["options"]) == CHOICES[name]
    hops = described["peer_in_reach"]["max_hops"]["selector"]["number"]
    assert hops["max"] == MAX_TTL


async def test_everything_has_words_and_an_icon(
    described: dict[str, dict[str, Any]],
) -> None:
    for category, icon, keys in (
        ("triggers", "trigger", set(TRIGGERS)),
        ("conditions", "condition", set(CONDITIONS)),
    ):
        assert set(ENGLISH[category]) == set(ICONS[category]) == keys
        for key, words in ENGLISH[category].items():
            assert words["name"]
            assert words["description"]
            assert ICONS[category][key][icon].startswith("mdi:")
            assert set(words["fields"]) == set(described[key])
            for field in words["fields"].values():
                assert field["name"]
                assert field["description"]


async def test_choices_have_words(described: dict[str, dict[str, Any]]) -> None:
    for fields in described.values():
        for field in fields.values():
            if (select := field["selector"].get("select")) is None:
                continue
            words = ENGLISH["selector"][select["translation_key"]]["options"]
            assert set(words) == set(select["options"])


async def test_device_automations_have_words(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    words = ENGLISH["device_automation"]
    assert set(words["trigger_type"]) == set(device_trigger._TYPES)
    assert set(words["condition_type"]) == set(device_condition._TYPES)
    fields: set[str] = set()
    for kind, types in (
        (DeviceAutomationType.TRIGGER, device_trigger._TYPES),
        (DeviceAutomationType.CONDITION, device_condition._TYPES),
    ):
        for name in types:
            config = {
                "platform": "device",
                "condition": "device",
                "domain": "mesh_broadcast",
                "device_id": node.devices.node_device_id,
                "type": name,
            }
            capabilities = await async_get_device_automation_capabilities(
                hass, kind, config
            )
            for field in capabilities["extra_fields"]:
                fields.add(field["name"])
                if "select" in (chosen := field.get("selector", {})):
                    key = chosen["select"]["translation_key"]
                    options = ENGLISH["selector"][key]["options"]
                    assert set(options) == set(chosen["select"]["options"])
    assert set(words["extra_fields"]) == fields
    assert set(words["extra_fields_descriptions"]) == fields
