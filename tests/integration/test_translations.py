"""Everything that a user sees has words; the harness does not look for them."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

from custom_components import mesh_broadcast
from custom_components.mesh_broadcast import (
    config_flow,
    emergency_services,
    history_services,
    private_services,
    services,
)
from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.settings import nickname_error
from custom_components.mesh_broadcast.texts import async_text
from custom_components.mesh_broadcast.transport import GattServerFault
from tests.common import state_of

from .conftest import Hardware
from .virtual_air import Neighbour, TimeMachine

ROOT = Path(mesh_broadcast.__file__).parent
ENGLISH: dict[str, Any] = json.loads((ROOT / "translations" / "en.json").read_text())
ICONS: dict[str, Any] = json.loads((ROOT / "icons.json").read_text())
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "services.yaml").read_text())


def _calls(name: str) -> Iterator[dict[str, ast.expr]]:
    """Return the keyword arguments of each call of a name in the root's files."""
    for file in ROOT.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else ""
            called = function.id if isinstance(function, ast.Name) else called
            if called == name:
                yield {k.arg: k.value for k in node.keywords if k.arg}


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_exceptions_have_words_for_each_key_and_placeholder() -> None:
    used: dict[str, set[str]] = {}
    for error in (
        "HomeAssistantError",
        "ServiceValidationError",
        "ConfigEntryError",
        "ConfigEntryNotReady",
    ):
        for arguments in _calls(error):
            domain, key = arguments["translation_domain"], arguments["translation_key"]
            assert isinstance(domain, ast.Name)
            assert domain.id == "DOMAIN"
            assert isinstance(key, ast.Constant)
            given = arguments.get("translation_placeholders", ast.Dict([], []))
            assert isinstance(given, ast.Dict)
            used[str(key.value)] = {
                str(k.value) for k in given.keys if isinstance(k, ast.Constant)
            }
    assert used
    assert used == {
        key: _placeholders(words["message"])
        for key, words in ENGLISH["exceptions"].items()
    }


def test_issues_have_words() -> None:
    faults = {f"gatt_server_{fault}" for fault in GattServerFault}
    assert set(ENGLISH["issues"]) == faults | {
        "assist_user",
        "entry_newer",
        "identity_newer",
        "identity_unreadable",
        "key_changed",
        "no_scanner",
        "no_slot",
        "not_stored",
        "store_newer",
        "store_set_aside",
    }
    for key, words in ENGLISH["issues"].items():
        assert words["title"]
        if "fix_flow" in words:
            assert set(words["fix_flow"]["step"]) == {"confirm"}
        else:
            assert len(words["description"]) > 80, f"{key} says what to do"


def test_actions_have_words_icons_and_fields() -> None:
    assert set(SERVICES) == set(ENGLISH["services"]) == set(ICONS["services"])
    schemas = {
        "send_broadcast": services.SEND_BROADCAST_SCHEMA,
        "get_peers": services.GET_PEERS_SCHEMA,
        "emergency_broadcast": emergency_services.EMERGENCY_SCHEMA,
        "stop_emergency_broadcast": emergency_services.STOP_SCHEMA,
        "send_message": private_services.SEND_MESSAGE_SCHEMA,
        "ping": private_services.PEER_SCHEMA,
        "verify_peer": private_services.VERIFY_PEER_SCHEMA,
        "get_verification_code": private_services.CODE_SCHEMA,
        "unverify_peer": private_services.PEER_SCHEMA,
        "block_peer": private_services.PEER_SCHEMA,
        "unblock_peer": private_services.PEER_SCHEMA,
        "wipe": private_services.WIPE_SCHEMA,
        "get_messages": history_services.GET_MESSAGES_SCHEMA,
        "mark_read": history_services.MARK_READ_SCHEMA,
        "clear_history": history_services.CLEAR_HISTORY_SCHEMA,
    }
    assert set(schemas) == set(SERVICES)
    for name, schema in schemas.items():
        fields = {str(key) for key in schema.schema}
        described = (SERVICES[name] or {}).get("fields", {})
        words = ENGLISH["services"][name]
        assert fields == set(described) == set(words.get("fields", {}))
        assert all("selector" in field for field in described.values())
        assert words["name"]
        assert words["description"]
        assert all(
            w["name"] and w["description"] for w in words.get("fields", {}).values()
        )


async def test_entities_have_words_and_icons(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    time_machine: TimeMachine,
) -> None:
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(1)
    used: dict[str, set[str]] = {}
    for entity in er.async_entries_for_config_entry(
        entity_registry, config_entry.entry_id
    ):
        assert entity.translation_key
        used.setdefault(entity.domain, set()).add(entity.translation_key)
    for words in (ENGLISH["entity"], ICONS["entity"]):
        assert {domain: set(keys) for domain, keys in words.items()} == used
    for state in hass.states.async_all(list(used)):
        assert state.name


async def test_event_attributes_have_words(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    alice.say("hello")
    await time_machine.advance(1)
    state = state_of(hass, "event.mesh_broadcast_public_channel")
    core = {"event_types", "friendly_name"}
    words = ENGLISH["entity"]["event"]["public_channel"]["state_attributes"]
    assert set(state.attributes) - core == set(words)
    assert set(words["event_type"]["state"]) == set(state.attributes["event_types"])


async def test_forms_have_words(
    hass: HomeAssistant, hardware: Hardware, config_entry: MockConfigEntry
) -> None:
    """Each field has a name and a description; each choice a label."""
    node = {str(key) for key in (await config_flow._async_node_schema(None)).schema}
    options = {str(key) for key in config_flow._options_schema({}, {}).schema}
    forms = {
        "user": node,
        "bluetooth_confirm": node,
        "reconfigure": node,
    }
    for step, fields in forms.items():
        words = ENGLISH["config"]["step"][step]
        assert set(words["data"]) == set(words["data_description"]) == fields
        assert words["title"]
        assert words["description"]
    assert set(ENGLISH["config"]["step"]) == set(forms)
    words = ENGLISH["options"]["step"]["init"]
    assert set(words["data"]) == set(words["data_description"]) == options
    assert set(ENGLISH["selector"]) == {
        "accept_private",
        "adapter",
        "channel",
        "delivery_status",
        "match",
        "min_trust",
        "peer_devices",
        "roles",
    }
    assert set(ENGLISH["selector"]["accept_private"]["options"]) == {
        "everyone",
        "pinned",
        "picked",
    }
    assert set(ENGLISH["selector"]["roles"]["options"]) == {"central", "peripheral"}
    assert set(ENGLISH["selector"]["peer_devices"]["options"]) == {
        "seen",
        "picked",
        "none",
    }
    assert set(ENGLISH["selector"]["adapter"]["options"]) == {"automatic"}


async def test_forms_of_trusted_peers_have_words(
    hass: HomeAssistant, config_entry: MockConfigEntry
) -> None:
    result = await hass.config_entries.subentries.async_init(
        (config_entry.entry_id, "trusted_peer"), context={"source": "user"}
    )
    assert result["data_schema"] is not None
    fields = {str(key) for key in result["data_schema"].schema}
    trusted = ENGLISH["config_subentries"]["trusted_peer"]
    forms = {"user": fields, "reconfigure": fields - {"fingerprint"}}
    assert set(trusted["step"]) == set(forms)
    for step, words in trusted["step"].items():
        assert set(words["data"]) == set(words["data_description"]) == forms[step]
        assert words["title"]
        assert words["description"]
    assert set(trusted["initiate_flow"]) == set(forms)
    assert trusted["entry_type"]
    nickname = {nickname_error(bad) for bad in ("", "a\nb", "a" * 51)}
    assert set(trusted["error"]) == nickname | {
        "agent_unknown",
        "fingerprint_invalid",
        "fingerprint_own",
        "no_conversation",
        "user_needed",
        "user_unknown",
    }
    assert set(trusted["abort"]) == {"already_configured"}


async def test_what_is_said_elsewhere_has_words(hass: HomeAssistant) -> None:
    """Each text that the code asks for is there, with its placeholders."""
    used: dict[str, set[str]] = {}
    for file in ROOT.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            match call:
                case ast.Call(
                    func=ast.Name("async_text"),
                    args=[_, ast.Constant(str(key))],
                    keywords=placeholders,
                ):
                    used[key] = {str(keyword.arg) for keyword in placeholders}
    assert used == {key: _placeholders(text) for key, text in ENGLISH["common"].items()}
    for key, names in used.items():
        assert await async_text(hass, key, **dict.fromkeys(names, "{x}"))


def test_errors_of_forms_have_words() -> None:
    nickname = {nickname_error(bad) for bad in ("", "a\nb", "a" * 51)}
    assert set(ENGLISH["options"]["error"]) == nickname
    assert set(ENGLISH["config"]["error"]) == nickname | {
        "adapter_gone",
        "no_bluetooth",
        "no_role",
    }
    assert {"already_configured", "reconfigure_successful"} <= set(
        ENGLISH["config"]["abort"]
    )


def test_files_are_sorted_and_have_no_empty_words() -> None:
    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict):
            assert list(node) == sorted(node), path
            for key, child in node.items():
                walk(child, f"{path}.{key}")
        else:
            assert node
            assert "[%key:" not in node

    walk(ENGLISH, "en")
    walk(ICONS, "icons")


@pytest.mark.parametrize(
    "category",
    [
        "conditions",
        "config",
        "device_automation",
        "entity",
        "exceptions",
        "issues",
        "options",
        "services",
        "triggers",
    ],
)
async def test_home_assistant_reads_the_words(
    hass: HomeAssistant, category: str
) -> None:
    words = await async_get_translations(hass, "en", category, {DOMAIN})
    assert any(key.startswith(f"component.{DOMAIN}.{category}.") for key in words)
