"""Device triggers and device conditions, as the editor offers and automations use them."""

from collections.abc import Callable
from typing import Any

from homeassistant.components.device_automation import DeviceAutomationType
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_get_device_automation_capabilities,
    async_get_device_automations,
)

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .automations import record, why_invalid
from .conftest import NICKNAME
from .virtual_air import FakeGattServer, Neighbour, TimeMachine


@pytest.fixture
async def devices(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> dict[str, str]:
    """Return the IDs of the devices of the node and of alice."""
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(1)
    device_id = node.devices.device_id(alice.fingerprint)
    assert device_id is not None
    return {"node": node.devices.node_device_id, "alice": device_id}


@pytest.fixture
async def bob(
    server: FakeGattServer,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> Neighbour:
    """Return a neighbour without a device."""
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(2)
    return bob


def device_trigger(device_id: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {
        "trigger": "device",
        "domain": DOMAIN,
        "device_id": device_id,
        "type": kind,
        **fields,
    }


def device_condition(device_id: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {
        "condition": "device",
        "domain": DOMAIN,
        "device_id": device_id,
        "type": kind,
        **fields,
    }


@pytest.mark.parametrize(
    ("automation", "device", "types"),
    [
        (
            DeviceAutomationType.TRIGGER,
            "alice",
            {"public_message", "private_message", "appeared", "left"},
        ),
        (
            DeviceAutomationType.TRIGGER,
            "node",
            {
                "any_message",
                "mentioned",
                "any_peer_appeared",
                "any_peer_left",
                "delivery_changed",
            },
        ),
        (
            DeviceAutomationType.CONDITION,
            "alice",
            {"in_reach", "in_reach_directly"},
        ),
        (
            DeviceAutomationType.CONDITION,
            "node",
            {"any_peer_in_reach", "any_peer_in_reach_directly"},
        ),
    ],
)
async def test_each_device_offers_its_own(
    hass: HomeAssistant,
    devices: dict[str, str],
    automation: DeviceAutomationType,
    device: str,
    types: set[str],
) -> None:
    offered = await async_get_device_automations(hass, automation, devices[device])
    assert {one["type"] for one in offered if one["domain"] == DOMAIN} == types


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("public_message", ["text", "match"]),
        ("appeared", ["direct"]),
    ],
)
async def test_triggers_have_fields(
    hass: HomeAssistant, devices: dict[str, str], kind: str, fields: list[str]
) -> None:
    config = device_trigger(devices["alice"], kind) | {"platform": "device"}
    capabilities = await async_get_device_automation_capabilities(
        hass, DeviceAutomationType.TRIGGER, config
    )
    assert [field["name"] for field in capabilities["extra_fields"]] == fields


@pytest.mark.parametrize(
    ("device", "kind", "fields", "texts"),
    [
        ("alice", "public_message", {}, ["status", "hello"]),
        ("alice", "private_message", {}, ["psst"]),
        ("alice", "public_message", {"text": "STAT"}, ["status"]),
        (
            "alice",
            "public_message",
            {"text": "^h.l+o$", "match": "regex"},
            ["hello"],
        ),
        ("node", "any_message", {}, ["status", "hello", "psst", f"@{NICKNAME} hi"]),
        ("node", "any_message", {"text": "hello", "match": "equals"}, ["hello"]),
        ("node", "mentioned", {}, [f"@{NICKNAME} hi"]),
    ],
)
async def test_message_triggers(
    hass: HomeAssistant,
    node: MeshCoordinator,
    devices: dict[str, str],
    alice: Neighbour,
    bob: Neighbour,
    time_machine: TimeMachine,
    device: str,
    kind: str,
    fields: dict[str, Any],
    texts: list[str],
) -> None:
    seen = await record(hass, device_trigger(devices[device], kind, **fields))
    alice.say("status")
    await time_machine.advance(1)
    alice.say("hello")
    await time_machine.advance(1)
    alice.whisper(node.identity.fingerprint, "psst")
    await time_machine.advance(2)
    bob.say(f"@{NICKNAME} hi")
    await time_machine.advance(1)
    assert [data["text"] for data in seen] == texts
    for data in seen:
        assert data["platform"] == "device"
        assert data["description"]
        assert data["conversation"] in {"public", alice.fingerprint}


@pytest.mark.parametrize(
    ("device", "left", "appeared", "names"),
    [
        ("alice", "left", "appeared", ["alice"]),
        ("node", "any_peer_left", "any_peer_appeared", ["alice", "bob"]),
    ],
)
async def test_presence_triggers(
    hass: HomeAssistant,
    devices: dict[str, str],
    server: FakeGattServer,
    alice: Neighbour,
    bob: Neighbour,
    time_machine: TimeMachine,
    device: str,
    left: str,
    appeared: str,
    names: list[str],
) -> None:
    seen = await record(
        hass,
        {**device_trigger(devices[device], left), "id": "left"},
        {**device_trigger(devices[device], appeared), "id": "appeared"},
    )
    for neighbour in (alice, bob):
        neighbour.hang_up()
        await time_machine.advance(15, step=1)
    for neighbour in (alice, bob):
        neighbour.dial(server)
        await time_machine.advance(3)
    for what in ("left", "appeared"):
        assert [data["nickname"] for data in seen if data["id"] == what] == names


async def test_delivery_trigger(
    hass: HomeAssistant,
    node: MeshCoordinator,
    devices: dict[str, str],
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    seen = await record(
        hass, device_trigger(devices["node"], "delivery_changed", status=["delivered"])
    )
    node.async_send_private(alice.fingerprint, "hello")
    await time_machine.advance(3)
    assert [data["status"] for data in seen] == ["delivered"]


@pytest.mark.parametrize(
    ("device", "kind", "fields", "near", "far"),
    [
        ("alice", "in_reach", {}, True, True),
        ("alice", "in_reach", {"max_hops": 1}, True, False),
        ("alice", "in_reach_directly", {}, True, False),
        ("node", "any_peer_in_reach", {"max_hops": 3}, True, True),
        ("node", "any_peer_in_reach_directly", {}, True, True),
    ],
)
async def test_conditions(
    hass: HomeAssistant,
    devices: dict[str, str],
    alice: Neighbour,
    bob: Neighbour,
    time_machine: TimeMachine,
    device: str,
    kind: str,
    fields: dict[str, Any],
    near: bool,
    far: bool,
) -> None:
    condition = device_condition(devices[device], kind, **fields)
    trigger = {"trigger": "event", "event_type": "go"}
    seen = await record(hass, trigger, conditions=[condition])
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert bool(seen) is near

    seen.clear()
    alice.join(bob)
    alice._unplug.pop(next(link for link in alice._unplug if "node" in link))()
    await time_machine.advance(15, step=0.5)
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    assert bool(seen) is far


async def test_triggers_and_conditions_wait_for_the_node(
    hass: HomeAssistant,
    devices: dict[str, str],
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen = await record(
        hass,
        device_trigger(devices["alice"], "public_message"),
        conditions=[device_condition(devices["alice"], "in_reach")],
    )
    await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    alice.hang_up()
    alice.dial(gatt_servers[-1])
    await time_machine.advance(3)
    alice.say("back")
    await time_machine.advance(1)
    assert [data["text"] for data in seen] == ["back"]
    assert "ERROR" not in caplog.text


@pytest.mark.parametrize(
    ("device", "kind", "fields", "words"),
    [
        ("alice", "telepathy", {}, "type"),
        ("gone", "left", {}, "Unknown device"),
        ("node", "private_message", {}, "is not a peer of the mesh"),
        (
            "alice",
            "public_message",
            {"text": "[", "match": "regex"},
            "not a valid regular expression",
        ),
    ],
)
async def test_wrong_triggers_are_said_clearly(
    hass: HomeAssistant,
    devices: dict[str, str],
    caplog: pytest.LogCaptureFixture,
    device: str,
    kind: str,
    fields: dict[str, Any],
    words: str,
) -> None:
    trigger = device_trigger(devices.get(device, device), kind, **fields)
    assert words in await why_invalid(hass, caplog, trigger=trigger)


async def test_wrong_conditions_are_said_clearly(
    hass: HomeAssistant, devices: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    condition = device_condition(devices["node"], "in_reach")
    message = await why_invalid(hass, caplog, condition=condition)
    assert "is not a peer of the mesh" in message
