"""Whatever is wrong with a call, the caller reads what to do, and nothing happens."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_exception_message
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from tests.tooling.project import INTEGRATION, load_yaml

from .virtual_air import Neighbour

type Data = Mapping[str, Any]

NOBODY = "00" * 32
TOO_LONG = "long " * 1000
HOSTILE = "\u202e<img src=x onerror=alert(1)>{{ 1/0 }}\r\n- yaml: &x\x00" + "x" * 10_000

ACTIONS = load_yaml(INTEGRATION / "services.yaml")

# What each action needs besides the mistake.
VALID: dict[str, Data] = {
    "send_broadcast": {"message": "hello"},
    "send_message": {"nickname": "alice", "message": "hello"},
    "ping": {"nickname": "alice"},
    "verify_peer": {"fingerprint": NOBODY},
    "unverify_peer": {"nickname": "alice"},
    "block_peer": {"nickname": "alice"},
    "unblock_peer": {"nickname": "alice"},
    "wipe": {"confirm": True, "phrase": "forget everything"},
    "get_messages": {"conversation": "public"},
    "mark_read": {"conversation": "public"},
    "clear_history": {"conversation": "public"},
    "emergency_broadcast": {"message": "fire"},
    "stop_emergency_broadcast": {},
}

NO_PEERS: dict[str, Data] = {
    "a device that is not there": {"device_id": "no-such-device"},
    "a device of something else": {"device_id": "OTHER"},
    "a fingerprint of nobody": {"fingerprint": NOBODY},
    "half a fingerprint": {"fingerprint": "12ab"},
    "a nickname of nobody": {"nickname": "nobody"},
    "an empty nickname": {"nickname": " "},
    "a hostile nickname": {"nickname": HOSTILE},
    "a hostile device": {"device_id": HOSTILE},
}
NAME_A_PEER = ("send_message", "ping", "unverify_peer", "block_peer", "unblock_peer")
CONVERSE = ("get_messages", "mark_read", "clear_history")

MISTAKES: list[tuple[str, str, Data, str]] = [
    *(
        (action, what, data, "peer_unknown")
        for action in NAME_A_PEER
        for what, data in NO_PEERS.items()
    ),
    *(
        (action, what, data, "name_one_peer")
        for action in NAME_A_PEER
        for what, data in (
            ("no peer", {}),
            ("a peer twice", {"nickname": "alice", "device_id": "x"}),
        )
    ),
    *(
        (action, what, {"conversation": text}, "peer_unknown")
        for action in CONVERSE
        for what, text in (
            ("a conversation with nobody", "nobody"),
            ("a conversation with nothing", ""),
            ("a hostile conversation", HOSTILE),
        )
    ),
    *(
        (action, what, {"message": text}, key)
        for action in ("send_broadcast", "send_message", "emergency_broadcast")
        for what, text, key in (
            ("no text", "", "message_empty"),
            ("blanks only", " \n\t ", "message_empty"),
            ("too long a text", TOO_LONG, "message_too_long"),
        )
    ),
    ("verify_peer", "half a fingerprint", {"fingerprint": "12"}, "fingerprint_invalid"),
    ("verify_peer", "a stranger", {"fingerprint": NOBODY}, "peer_unknown"),
    (
        "verify_peer",
        "another one's fingerprint",
        {"fingerprint": NOBODY, "nickname": "alice"},
        "fingerprint_differs",
    ),
    (
        "stop_emergency_broadcast",
        "one that is not running",
        {"emergency_id": HOSTILE},
        "emergency_unknown",
    ),
    ("wipe", "no confirmation", {"confirm": False}, "wipe_not_confirmed"),
    ("wipe", "another phrase", {"phrase": "please"}, "wipe_not_confirmed"),
]
"""Action, mistake, its data, and the key of the words that explain it."""


async def act(hass: HomeAssistant, action: str, data: Data) -> None:
    """Call an action as an administrator does."""
    response = hass.services.supports_response(DOMAIN, action)
    await hass.services.async_call(
        DOMAIN,
        action,
        dict(data),
        blocking=True,
        return_response=response.value != "none",
    )


def words_of(error: HomeAssistantError) -> str:
    """Return what the user reads."""
    assert error.translation_domain == DOMAIN
    assert error.translation_key is not None
    words = async_get_exception_message(
        DOMAIN, error.translation_key, error.translation_placeholders
    )
    assert words != error.translation_key
    return words


def data_of(hass: HomeAssistant, action: str, mistake: Data) -> dict[str, Any]:
    """Return a call with exactly this mistake in it."""
    data = dict(VALID[action])
    if action in NAME_A_PEER and "message" not in mistake:
        for way in ("nickname", "device_id", "fingerprint"):
            data.pop(way, None)
    data |= mistake
    if data.get("device_id") == "OTHER":
        data["device_id"] = other_device(hass)
    return data


def other_device(hass: HomeAssistant) -> str:
    """Return a device that has nothing to do with the mesh."""
    entry = MockConfigEntry(domain="lamp")
    entry.add_to_hass(hass)
    return (
        dr.async_get(hass)
        .async_get_or_create(
            config_entry_id=entry.entry_id, identifiers={("lamp", "1")}
        )
        .id
    )


@pytest.mark.parametrize(
    ("action", "mistake", "key"),
    [(action, data, key) for action, _, data, key in MISTAKES],
    ids=[f"{action}: {what}" for action, what, _, _ in MISTAKES],
)
async def test_it_is_refused_with_words_that_help(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    action: str,
    mistake: Data,
    key: str,
) -> None:
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, action, data_of(hass, action, mistake))
    assert refused.value.translation_key == key
    words = words_of(refused.value)
    assert 20 < len(words) < 300
    assert words.isprintable(), "however hostile the input was"
    assert not alice.private, "nothing was sent"
    assert not alice.messages, "nothing was said"
    assert node.entry.runtime_data is node, "nothing was forgotten"


@pytest.mark.parametrize("action", ACTIONS)
async def test_without_a_node_each_action_says_where_to_look(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    action: str,
) -> None:
    await hass.config_entries.async_unload(config_entry.entry_id)
    with pytest.raises(ServiceValidationError) as refused:
        await act(hass, action, VALID.get(action, {}))
    assert refused.value.translation_key == "not_loaded"
    assert "Settings" in words_of(refused.value)


@pytest.mark.parametrize("action", ACTIONS)
async def test_unknown_fields_are_refused(
    hass: HomeAssistant, node: MeshCoordinator, action: str
) -> None:
    with pytest.raises(vol.Invalid, match="no_such_field"):
        await act(hass, action, {**VALID.get(action, {}), "no_such_field": 1})


async def test_no_action_is_left_out(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    assert set(hass.services.async_services_for_domain(DOMAIN)) == ACTIONS.keys()
    asking = {action for action, asks in ACTIONS.items() if (asks or {}).get("fields")}
    assert asking == {action for action, *_ in MISTAKES}
