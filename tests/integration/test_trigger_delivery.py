"""The trigger for how far our messages get, in automations."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .automations import record
from .virtual_air import Neighbour, TimeMachine

TRIGGER = "mesh_broadcast.delivery_changed"


async def test_steps_of_a_private_message_are_told_in_order(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """docs/events.md is the contract."""
    seen = await record(hass, {"trigger": TRIGGER})
    sent = node.async_send_private(alice.fingerprint, "hello")
    await time_machine.advance(3)
    assert [data["status"] for data in seen][-2:] == ["sent", "delivered"]
    data = seen[-1]
    assert data.pop("at")
    assert data == {
        "id": "0",
        "idx": "0",
        "alias": None,
        "platform": TRIGGER,
        "description": "mesh message to alice is delivered",
        "entry_id": config_entry.entry_id,
        "conversation": alice.fingerprint,
        "private": True,
        "message_id": sent.message_id,
        "peer_id": alice.peer_id,
        "fingerprint": alice.fingerprint,
        "nickname": "alice",
        "device_id": None,
        "status": "delivered",
        "failure": None,
        "heard_by": data["heard_by"],
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"status": "delivered"}, {("private", "delivered")}),
        ({"status": ["sent"], "channel": "public"}, {("public", "sent")}),
        ({"status": ["sent"], "channel": "private"}, {("private", "sent")}),
        ({"status": "sent"}, {("public", "sent"), ("private", "sent")}),
        ({"status": "sent", "fingerprint": "00" * 32}, set()),
    ],
)
async def test_only_what_is_asked_for_counts(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    options: dict[str, Any],
    expected: set[tuple[str, str]],
) -> None:
    seen = await record(hass, {"trigger": TRIGGER, "options": options})
    node.async_broadcast("to all")
    node.async_send_private(alice.fingerprint, "to one")
    await time_machine.advance(3)
    told = {
        ("private" if data["private"] else "public", data["status"]) for data in seen
    }
    assert told == expected


async def test_broadcast_has_no_recipient(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    seen = await record(hass, {"trigger": TRIGGER})
    node.async_broadcast("to all")
    await time_machine.advance(3)
    assert seen[0]["conversation"] == "public"
    assert seen[0]["fingerprint"] is None
    assert seen[0]["description"] == "mesh message is sent"
