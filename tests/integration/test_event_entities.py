"""What is said, as event entities: who sees what of it, and what is kept."""

from collections.abc import Callable
import json
from pathlib import Path
from typing import Any

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant, State
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    mock_restore_cache_with_extra_data,
)

from custom_components import mesh_broadcast
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.event import PRIVATE as PRIVATE_MESSAGES
from custom_components.mesh_broadcast.protocol import (
    DeliveryFailure,
    DropReason,
    PeerTrust,
    RadioProfile,
)
from tests.common import state_of

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

ROOT = Path(mesh_broadcast.__file__).parent

PUBLIC = "event.mesh_broadcast_public_channel"
MENTIONS = "event.mesh_broadcast_mentions"
PRIVATE = "event.alice_private_messages"


@pytest.fixture
async def picked(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> Neighbour:
    """Return a neighbour that the user picked."""
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(1)
    return alice


def _event(hass: HomeAssistant, entity_id: str) -> dict[str, Any]:
    attributes = state_of(hass, entity_id).attributes
    return {
        key: value
        for key, value in attributes.items()
        if key not in ("event_types", "friendly_name", "sent_at", "message_id")
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("@mesh-test are you there?", True),
        ("hello @MESH-TEST!", True),
        ("mesh-test is down", False),
        ("@mesh-testing works", False),
        ("me@mesh-test.example", False),
        ("{{ '@mesh-tes' }}", False),
    ],
)
async def test_mention(
    text: str,
    meant: bool,
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """Besides the public channel, where every message is an event as ever."""
    alice.say(text)
    await time_machine.advance(1)
    assert _event(hass, PUBLIC)["event_type"] == "message"
    if meant:
        assert _event(hass, MENTIONS) == _event(hass, PUBLIC) | {
            "event_type": "mention"
        }
        assert _event(hass, MENTIONS)["text"] == text
    else:
        assert state_of(hass, MENTIONS).state == "unknown"


async def test_mention_by_the_name_that_it_has_now_and_by_tag(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    tag = node.identity.fingerprint[:4]
    other = "0000" if tag != "0000" else "1111"
    hass.config_entries.async_update_entry(
        config_entry, options=config_entry.options | {"nickname": "home"}
    )
    await time_machine.advance(1)
    for text in ("@mesh-test", f"@home#{other}", f"@home#{tag}", "@home"):
        alice.say(text)
        await time_machine.advance(2)
    assert [
        change.data["new_state"].attributes["text"]
        for change in changes
        if change.data["entity_id"] == MENTIONS
    ] == [f"@home#{tag}", "@home"]


async def test_private_message_is_an_event_without_its_text(
    hass: HomeAssistant,
    node: MeshCoordinator,
    picked: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """States are for everybody in the home; message and sender can be looked up."""
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    assert state_of(hass, PRIVATE).state == "unknown"
    sent = picked.whisper(node.identity.fingerprint, "the word is swordfish")
    await time_machine.advance(5, step=0.5)
    event = _event(hass, PRIVATE)
    trust = event.pop("trust")
    assert trust in ("pinned", "proven")
    assert event == {
        "event_type": "message",
        "nickname": "alice",
        "fingerprint": picked.fingerprint,
        "hops": 1,
    }
    message_id = state_of(hass, PRIVATE).attributes["message_id"]
    assert message_id == sent.message_id
    response = await hass.services.async_call(
        "mesh_broadcast",
        "get_messages",
        {"conversation": picked.fingerprint},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    messages: Any = response["messages"]
    assert [(m["message_id"], m["text"]) for m in messages] == [
        (message_id, "the word is swordfish")
    ]
    assert changes
    assert "swordfish" not in str([change.as_dict() for change in changes])


async def test_others_private_messages_are_not_this_peers(
    hass: HomeAssistant,
    node: MeshCoordinator,
    picked: Neighbour,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("alice")
    bob.dial(server)
    await time_machine.advance(2)
    bob.whisper(node.identity.fingerprint, "it is me, alice")
    await time_machine.advance(5, step=0.5)
    assert len(list(node.history.conversations)) == 1
    assert state_of(hass, PRIVATE).state == "unknown"


async def test_delivery_of_ours_to_a_peer(
    hass: HomeAssistant,
    node: MeshCoordinator,
    picked: Neighbour,
    time_machine: TimeMachine,
) -> None:
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)

    def events() -> list[tuple[str, str]]:
        return [
            (attributes["event_type"], attributes["message_id"])
            for change in changes
            if change.data["entity_id"] == PRIVATE
            for attributes in (change.data["new_state"].attributes,)
        ]

    sent = node.async_send_private(picked.fingerprint, "dinner is ready")
    await time_machine.advance(5, step=0.5)
    assert events() == [("delivered", sent.message_id)]
    assert _event(hass, PRIVATE)["failure"] is None
    assert "dinner" not in str([change.as_dict() for change in changes])

    effects = picked.engine.send_read_receipts(
        node.identity.peer_id, [sent.message_id], time_machine.instant()
    )
    picked._apply(effects)
    await time_machine.advance(2)
    assert events()[1:] == [("read", sent.message_id)]

    picked.hang_up()
    await time_machine.advance(100, step=1)
    late = node.async_send_private(picked.fingerprint, "never mind")
    await time_machine.advance(25 * 3600, step=600)
    assert events()[2:] == [("expired", late.message_id)]
    assert _event(hass, PRIVATE)["failure"] == "expired"


async def test_last_event_outlives_a_restart(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    alice.say("@mesh-test hello")
    await time_machine.advance(1)
    before = {entity_id: state_of(hass, entity_id) for entity_id in (PUBLIC, MENTIONS)}
    assert await hass.config_entries.async_unload(config_entry.entry_id)
    mock_restore_cache_with_extra_data(
        hass,
        [
            (
                State(entity_id, state.state, state.attributes),
                {
                    "last_event_type": state.attributes["event_type"],
                    "last_event_attributes": {"text": state.attributes["text"]},
                },
            )
            for entity_id, state in before.items()
        ],
    )
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    for entity_id, state in before.items():
        assert state_of(hass, entity_id).state == state.state
        assert state_of(hass, entity_id).attributes["text"] == "@mesh-test hello"


def test_each_value_has_words() -> None:
    entity = json.loads((ROOT / "translations" / "en.json").read_text())["entity"]
    private = entity["event"]["private_messages"]["state_attributes"]
    assert PRIVATE_MESSAGES.event_types is not None
    assert set(private["event_type"]["state"]) == set(PRIVATE_MESSAGES.event_types)
    assert set(private["failure"]["state"]) == set(DeliveryFailure)
    assert set(private["trust"]["state"]) == set(PeerTrust)
    assert set(entity["sensor"]["trust"]["state"]) == set(PeerTrust)
    assert set(entity["select"]["radio_profile"]["state"]) == set(RadioProfile)
    dropped = entity["sensor"]["dropped_packets"]["state_attributes"]
    assert set(dropped) == set(DropReason) - {"duplicate", "own_packet"}
