"""The actions and the notify entity."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import voluptuous as vol

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import MAX_BROADCAST_BYTES
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState
from tests.common import state_of

from .conftest import Hardware
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

NOTIFY = "notify.mesh_broadcast_public_channel"


async def _broadcast(hass: HomeAssistant, message: str) -> Any:
    return await hass.services.async_call(
        DOMAIN,
        "send_broadcast",
        {"message": message},
        blocking=True,
        return_response=True,
    )


async def _broadcast_wildly(hass: HomeAssistant) -> None:
    for number in range(10_000):
        await _broadcast(hass, f"alarm {number}")


async def _notify(hass: HomeAssistant, **data: str) -> None:
    await hass.services.async_call(
        "notify", "send_message", {"entity_id": NOTIFY} | data, blocking=True
    )


async def test_broadcast_reaches_the_neighbour(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    response = await _broadcast(hass, "hello")
    await time_machine.advance(1)
    (message,) = alice.messages
    assert message.text == "hello"
    assert message.peer.fingerprint == node.identity.fingerprint
    assert response == {
        "message_id": message.message_id,
        "message_ids": [message.message_id],
        "links": 1,
        "peers_in_reach": 1,
    }


async def test_broadcast_without_a_response(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    await hass.services.async_call(
        DOMAIN, "send_broadcast", {"message": "hello"}, blocking=True
    )
    await time_machine.advance(1)
    assert [message.text for message in alice.messages] == ["hello"]


async def test_long_text_arrives_whole_in_parts(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    words = [f"word{number}" for number in range(100)]
    response = await _broadcast(hass, " ".join(words))
    await time_machine.advance(60, step=0.5)
    ids = [message.message_id for message in alice.messages]
    assert len(ids) > 1
    assert response["message_ids"] == ids
    assert response["message_id"] == ids[0]
    assert " ".join(message.text for message in alice.messages).split() == words


async def test_nobody_in_reach_is_no_error(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    """A broadcast is for whoever hears it; who comes later is told by sync."""
    response = await _broadcast(hass, "hello?")
    assert response["links"] == response["peers_in_reach"] == 0
    assert len(response["message_id"]) == 32


@pytest.mark.parametrize("message", ["", "  \n"])
async def test_empty_text_is_refused(
    hass: HomeAssistant, node: MeshCoordinator, message: str
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await _broadcast(hass, message)
    assert error.value.translation_key == "message_empty"


async def test_too_long_text_is_refused_and_never_cut(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await _broadcast(hass, "ä" * MAX_BROADCAST_BYTES)
    assert error.value.translation_domain == DOMAIN
    assert error.value.translation_key == "message_too_long"
    assert error.value.translation_placeholders == {
        "size": str(2 * MAX_BROADCAST_BYTES),
        "limit": str(MAX_BROADCAST_BYTES),
    }
    await time_machine.advance(2)
    assert not alice.messages


async def test_automation_gone_wild_is_held_back(
    hass: HomeAssistant, node: MeshCoordinator, alice: Neighbour
) -> None:
    with pytest.raises(HomeAssistantError) as error:
        await _broadcast_wildly(hass)
    assert error.value.translation_key == "send_limit"
    assert int((error.value.translation_placeholders or {})["retry_after"]) >= 1


async def test_unknown_field_is_refused(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    with pytest.raises(vol.Invalid):
        await hass.services.async_call(
            DOMAIN, "send_broadcast", {"message": "a", "to": "b"}, blocking=True
        )


@pytest.mark.parametrize("action", ["send_broadcast", "get_peers"])
async def test_actions_stay_when_the_node_is_gone(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    action: str,
) -> None:
    """An automation finds out what is wrong, instead of an action that is unknown."""
    await hass.config_entries.async_unload(config_entry.entry_id)
    data = {"message": "hello"} if action == "send_broadcast" else {}
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            DOMAIN, action, data, blocking=True, return_response=True
        )


async def test_node_off_the_air_refuses_to_send(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    hardware.scanners = 0
    server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
    with pytest.raises(HomeAssistantError) as error:
        await _broadcast(hass, "hello")
    assert error.value.translation_key == "not_running"
    await time_machine.advance(3)
    assert state_of(hass, NOTIFY).state == "unavailable"


async def test_peers_are_listed(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(20, step=0.5)
    response: Any = await hass.services.async_call(
        DOMAIN, "get_peers", {}, blocking=True, return_response=True
    )
    first, second = sorted(response["peers"], key=lambda peer: peer["nickname"])
    assert "T" in first.pop("last_seen")
    assert set(first.pop("neighbours")) == {bob.peer_id, node.identity.peer_id.hex()}
    assert first == {
        "peer_id": alice.peer_id,
        "nickname": "alice",
        "fingerprint": alice.fingerprint,
        "device_id": None,
        "in_reach": True,
        "hops": 1,
        "direct": True,
        "rssi": None,
        "verified": True,
        "trust": "pinned",
        "blocked": False,
    }
    assert second["nickname"] == "bob"
    assert second["hops"] == 2
    assert second["direct"] is False


async def test_notify_entity_broadcasts(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    await _notify(hass, message="The laundry is done")
    await _notify(hass, message="Bring it in", title="Laundry")
    await time_machine.advance(2)
    texts = [message.text for message in alice.messages]
    assert texts == ["The laundry is done", "Laundry\nBring it in"]
    assert state_of(hass, NOTIFY).state != "unknown"


async def test_notify_entity_refuses_like_the_action(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await _notify(hass, message="a" * (MAX_BROADCAST_BYTES + 1))
    assert error.value.translation_key == "message_too_long"
    assert state_of(hass, NOTIFY).state == "unknown"
