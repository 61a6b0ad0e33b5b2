"""The trigger for messages received, in automations."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from tests.common import inject, service_info

from .automations import automate, record, why_invalid
from .conftest import NICKNAME
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

TRIGGER = "mesh_broadcast.message_received"


def message_trigger(**options: Any) -> dict[str, Any]:
    return {"trigger": TRIGGER, "options": options}


@pytest.fixture
async def alice_device(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> str:
    """Return the ID of alice's device."""
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(1)
    device_id = node.devices.device_id(alice.fingerprint)
    assert device_id is not None
    return device_id


async def test_public_message_carries_what_it_takes_to_answer(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    alice: Neighbour,
    alice_device: str,
    time_machine: TimeMachine,
) -> None:
    """docs/events.md is the contract."""
    inject(hass, service_info(alice.address, rssi=-71))
    seen = await record(hass, message_trigger())
    alice.say("hello all")
    await time_machine.advance(1)
    (data,) = seen
    assert data.pop("sent_at") <= data.pop("received_at")
    assert len(data.pop("message_id")) == 32
    assert data == {
        "id": "0",
        "idx": "0",
        "alias": None,
        "platform": TRIGGER,
        "description": "public mesh message of alice",
        "entry_id": config_entry.entry_id,
        "conversation": "public",
        "private": False,
        "peer_id": alice.peer_id,
        "fingerprint": alice.fingerprint,
        "nickname": "alice",
        "device_id": alice_device,
        "trust": "pinned",
        "text": "hello all",
        "groups": [],
        "mentioned": False,
        "hops": 1,
        "direct": True,
        "via": alice.peer_id,
        "via_nickname": "alice",
        "rssi": -71,
        "history": False,
    }


async def test_private_message_carries_the_same(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    seen = await record(hass, message_trigger())
    alice.say("public")
    alice.whisper(node.identity.fingerprint, "private")
    await time_machine.advance(2)
    public, private = seen
    assert public.keys() == private.keys()
    assert private["text"] == "private"
    assert private["private"] is True
    assert private["conversation"] == alice.fingerprint
    assert private["trust"] == "proven"


@pytest.mark.parametrize(
    ("channel", "texts"),
    [
        ("both", ["public", "private"]),
        ("public", ["public"]),
        ("private", ["private"]),
    ],
)
async def test_channel_is_kept_to(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    channel: str,
    texts: list[str],
) -> None:
    seen = await record(hass, message_trigger(channel=channel))
    alice.say("public")
    await time_machine.advance(1)
    alice.whisper(node.identity.fingerprint, "private")
    await time_machine.advance(2)
    assert [data["text"] for data in seen] == texts


@pytest.mark.parametrize("by", ["device_id", "fingerprint", "written fingerprint"])
async def test_only_selected_peers_count(
    hass: HomeAssistant,
    server: FakeGattServer,
    alice: Neighbour,
    alice_device: str,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    by: str,
) -> None:
    groups = alice.fingerprint.upper()
    selections: dict[str, dict[str, Any]] = {
        "device_id": {"device_id": [alice_device]},
        "fingerprint": {"fingerprint": alice.fingerprint},
        "written fingerprint": {
            "fingerprint": [
                " ".join(groups[i : i + 4] for i in range(0, 64, 4)),
                "",
            ]
        },
    }
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(2)
    seen = await record(hass, message_trigger(**selections[by]))
    bob.say("not me")
    alice.say("me")
    await time_machine.advance(1)
    assert [data["text"] for data in seen] == ["me"]


@pytest.mark.parametrize(
    ("options", "fitting", "other"),
    [
        ({"text": "STATUS"}, "what is the Status?", "stat us"),
        ({"text": "status", "match": "equals"}, " Status ", "status?"),
        ({"text": "Straße", "match": "equals"}, "STRASSE", "Gasse"),
        ({"text": "caf\N{LATIN SMALL LETTER E WITH ACUTE}"}, "cafe\u0301", "cafe"),
        ({"text": "^light (on|off)$", "match": "regex"}, "Light ON", "a light on"),
        ({"text": "(", "match": "contains"}, "a (", "a"),
        ({"mentioned": True}, f"hi @{NICKNAME}!", f"hi {NICKNAME}"),
    ],
)
async def test_only_fitting_texts_count(
    hass: HomeAssistant,
    alice: Neighbour,
    time_machine: TimeMachine,
    options: dict[str, Any],
    fitting: str,
    other: str,
) -> None:
    seen = await record(hass, message_trigger(**options))
    alice.say(other)
    alice.say(fitting)
    await time_machine.advance(1)
    (data,) = seen
    assert data["text"] != other


async def test_groups_of_a_pattern_are_in_the_data(
    hass: HomeAssistant, alice: Neighbour, time_machine: TimeMachine
) -> None:
    seen = await record(
        hass, message_trigger(text=r"^light (\w+)( now)?", match="regex")
    )
    alice.say("Light Kitchen")
    await time_machine.advance(1)
    assert seen[0]["groups"] == ["Kitchen", None]


async def test_pattern_that_explodes_is_given_up_and_said_once(
    hass: HomeAssistant,
    alice: Neighbour,
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Python's own engine would not come back in this universe's time."""
    seen = await record(hass, message_trigger(text=r"^(a|aa)+b$", match="regex"))
    for _ in range(3):
        alice.say("a" * 90 + " b")
        await time_machine.advance(1)
    alice.say("aab")
    await time_machine.advance(1)
    assert [data["text"] for data in seen] == ["aab"]
    assert caplog.text.count("took too long") == 1
    assert "aaaa" not in caplog.text


async def test_trust_is_asked_for(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    seen = await record(hass, message_trigger(min_trust="verified"))
    alice.whisper(node.identity.fingerprint, "trust me")
    await time_machine.advance(2)
    assert not seen
    node.async_set_verified(alice.fingerprint, verified=True)
    alice.whisper(node.identity.fingerprint, "now?")
    await time_machine.advance(1)
    assert [(data["text"], data["trust"]) for data in seen] == [("now?", "verified")]


@pytest.mark.parametrize("include_history", [False, True])
async def test_old_messages_count_where_they_are_asked_for(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    include_history: bool,
) -> None:
    seen = await record(hass, message_trigger(include_history=include_history))
    alice, bob = make_neighbour("alice"), make_neighbour("bob")
    alice.join(bob)
    node._started_ms = time_machine.instant().unix_ms + 60_000
    await time_machine.advance(2)
    bob.say("gossip")
    await time_machine.advance(120, step=5)
    bob.hang_up()
    alice.dial(server)
    await time_machine.advance(90, step=0.5)
    assert [message.text for message in alice.messages] == ["gossip"]
    expected = [("gossip", True)] if include_history else []
    assert [(data["text"], data["history"]) for data in seen] == expected


async def test_trigger_waits_for_the_node_and_outlives_its_reloads(
    hass: HomeAssistant,
    enable_bluetooth: None,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen = await record(hass, message_trigger())
    alice = make_neighbour("alice")
    for text in ("first", "after a reload"):
        await hass.config_entries.async_setup(config_entry.entry_id)
        await hass.async_block_till_done()
        alice.dial(gatt_servers[-1])
        await time_machine.advance(3)
        alice.say(text)
        await time_machine.advance(1)
        alice.hang_up()
        await hass.config_entries.async_unload(config_entry.entry_id)
        await time_machine.advance(20)
    assert [data["text"] for data in seen] == ["first", "after a reload"]
    assert "ERROR" not in caplog.text


async def test_trigger_that_is_removed_hears_nothing(
    hass: HomeAssistant, alice: Neighbour, time_machine: TimeMachine
) -> None:
    seen = await record(hass, message_trigger())
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "automation.test"}, blocking=True
    )
    alice.say("anybody?")
    await time_machine.advance(1)
    assert not seen


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 6 }}",
        "{% for x in range(9999999) %}x{% endfor %}",
        "{{ states.sensor | list }}",
        "- a: &a [*a]\n- !secret password",
        "<script>alert(1)</script>",
        "\N{RIGHT-TO-LEFT OVERRIDE}\x00\x1b[31m hidden",
        "x" * 1300,
    ],
)
async def test_hostile_text_and_name_go_back_as_they_came(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    text: str,
) -> None:
    """An automation answers; nothing of what it repeats is rendered or run."""
    mallory = make_neighbour("{{ 6 * 7 }}<b>\N{RIGHT-TO-LEFT OVERRIDE}")
    mallory.dial(server)
    await time_machine.advance(2)
    await automate(
        hass,
        triggers=[message_trigger(channel="private")],
        actions=[
            {
                "action": "mesh_broadcast.send_message",
                "data": {
                    "fingerprint": "{{ trigger.conversation }}",
                    "message": "{{ trigger.nickname }} says {{ trigger.text }}",
                },
            }
        ],
    )
    mallory.whisper(node.identity.fingerprint, text)
    await time_machine.advance(5)
    (answer,) = mallory.private
    (conversation,) = [
        summary
        for summary in node.history.conversations
        if summary.conversation == mallory.fingerprint
    ]
    assert conversation is not None
    shown = "".join(
        char for char in text if char.isprintable() or char == "\n"
    ).replace("\N{RIGHT-TO-LEFT OVERRIDE}", "")
    assert answer.text == f"{{{{ 6 * 7 }}}}<b> says {shown}"


async def test_traces_tell_why_a_message_started_nothing(
    hass: HomeAssistant,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    await record(hass, message_trigger(text="status"))
    alice.say("hello")
    await time_machine.advance(1)
    traces = hass.data["trace"]["automation.test"]
    (trace,) = traces.not_triggered.values()
    (step,) = trace.as_extended_dict()["trace"]["trigger/0"]
    assert step["result"]["reason"] == "text_differs"
    assert step["result"]["data"]["fingerprint"] == alice.fingerprint
    assert not traces.runs


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"device_id": ["nothing"]}, "The device nothing is not a peer"),
        ({"fingerprint": ["beef"]}, "A fingerprint has 64 hexadecimal digits"),
        (
            {"text": "(", "match": "regex"},
            "not a valid regular expression: missing )",
        ),
        ({"text": "a" * 501, "match": "regex"}, "at most 500 characters"),
        ({"match": "soundex"}, "match"),
        ({"colour": "blue"}, "colour"),
    ],
)
async def test_wrong_options_are_said_clearly(
    hass: HomeAssistant,
    node: MeshCoordinator,
    caplog: pytest.LogCaptureFixture,
    options: dict[str, Any],
    words: str,
) -> None:
    trigger = message_trigger(**options)
    assert words in await why_invalid(hass, caplog, trigger=trigger)


async def test_the_node_is_no_peer_of_itself(
    hass: HomeAssistant, node: MeshCoordinator, caplog: pytest.LogCaptureFixture
) -> None:
    trigger = message_trigger(device_id=node.devices.node_device_id)
    assert "is not a peer" in await why_invalid(hass, caplog, trigger=trigger)


async def test_a_device_of_something_else_is_no_peer(
    hass: HomeAssistant,
    node: MeshCoordinator,
    device_registry: dr.DeviceRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = MockConfigEntry(domain="other")
    other.add_to_hass(hass)
    device = device_registry.async_get_or_create(
        config_entry_id=other.entry_id,
        identifiers={("other", "x")},
        model="Mesh peer",
    )
    trigger = message_trigger(device_id=device.id)
    assert "is not a peer" in await why_invalid(hass, caplog, trigger=trigger)
