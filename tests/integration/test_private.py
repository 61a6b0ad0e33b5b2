"""Private messages between Home Assistant and a real second engine."""

import asyncio
from collections.abc import Callable
import json
import random
from typing import Any

from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
import voluptuous as vol

from custom_components.mesh_broadcast.const import DOMAIN, EVENT_DELIVERY
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import (
    DeliveryStatus,
    MeshEngine,
    PeerPinned,
    PeerTrust,
)
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState
from tests.common import state_of

from .conftest import Hardware
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

PRIVATE_MESSAGE = f"{DOMAIN}_private_message"
NOTIFY = "notify.alice_private_message"


async def _act(hass: HomeAssistant, action: str, **data: Any) -> Any:
    response = hass.services.supports_response(DOMAIN, action)
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=response.value != "none"
    )


@pytest.fixture
async def configure(
    hass: HomeAssistant, config_entry: MockConfigEntry, time_machine: TimeMachine
) -> Callable[..., Any]:
    """Change options of the node."""

    async def change(**options: Any) -> None:
        hass.config_entries.async_update_entry(
            config_entry, options=config_entry.options | options
        )
        await hass.async_block_till_done()
        await time_machine.advance(1)

    return change


@pytest.fixture
def received(hass: HomeAssistant) -> list[Event]:
    """Return the events of private messages."""
    return async_capture_events(hass, PRIVATE_MESSAGE)


@pytest.fixture
def deliveries(hass: HomeAssistant) -> list[Event]:
    """Return the events of delivery."""
    return async_capture_events(hass, EVENT_DELIVERY)


def _statuses(deliveries: list[Event], message_id: str) -> list[str]:
    return [
        event.data["status"]
        for event in deliveries
        if event.data["message_id"] == message_id
    ]


async def test_message_reaches_its_recipient_only(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    deliveries: list[Event],
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(2)
    sent = await _act(hass, "send_message", nickname="Alice", message="for you")
    assert sent["status"] in ("queued", "sent")
    assert sent["hops"] == 1
    assert sent["parts"] == 1
    assert sent["fingerprint"] == alice.fingerprint
    await time_machine.advance(3)

    (message,) = alice.private
    assert message.text == "for you"
    assert message.peer.fingerprint == node.identity.fingerprint
    assert bob.private == []
    statuses = _statuses(deliveries, sent["message_id"])
    assert statuses[-1] == "delivered"
    event = deliveries[-1].data
    assert event["conversation"] == event["fingerprint"] == alice.fingerprint
    assert event["peer_id"] == alice.peer_id
    assert event["nickname"] == "alice"
    assert event["failure"] is None
    assert event["entry_id"] == node.entry.entry_id

    history = await _act(hass, "get_messages", conversation="alice")
    (remembered,) = history["messages"]
    assert remembered["text"] == "for you"
    assert remembered["outgoing"]
    assert remembered["message_id"] == sent["message_id"]
    assert remembered["status"] == "delivered"


async def test_event_has_everything_that_an_answer_needs(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    received: list[Event],
    time_machine: TimeMachine,
) -> None:
    public = async_capture_events(hass, f"{DOMAIN}_message")
    sent = alice.whisper(node.identity.fingerprint, "Is the door shut?")
    await time_machine.advance(3)
    (event,) = received
    assert public == []
    data = dict(event.data)
    assert "T" in data.pop("sent_at")
    assert "T" in data.pop("received_at")
    assert data == {
        "entry_id": node.entry.entry_id,
        "peer_id": alice.peer_id,
        "nickname": "alice",
        "fingerprint": alice.fingerprint,
        "device_id": None,
        "trust": "proven",
        "text": "Is the door shut?",
        "message_id": sent.message_id,
        "hops": 1,
        "direct": True,
        "via": alice.peer_id,
        "via_nickname": "alice",
        "rssi": None,
    }
    await _act(
        hass,
        "send_message",
        fingerprint=event.data["fingerprint"],
        message="It is",
    )
    await time_machine.advance(3)
    assert [message.text for message in alice.private] == ["It is"]
    assert alice.deliveries[-1].status is DeliveryStatus.DELIVERED


async def test_long_text_arrives_whole(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    text = " ".join(f"word{number}" for number in range(150))
    sent = await _act(hass, "send_message", nickname="alice", message=text)
    assert sent["parts"] > 1
    await time_machine.advance(30, step=0.5)
    assert "".join(message.text for message in alice.private).split() == text.split()


async def test_outbox_survives_a_restart_and_waits_for_the_peer(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    hass_storage: dict[str, Any],
    deliveries: list[Event],
    time_machine: TimeMachine,
) -> None:
    alice.hang_up()
    await time_machine.advance(200, step=1)
    sent = await _act(hass, "send_message", nickname="alice", message="for later")
    assert sent["status"] == "queued"
    # Not only at the end: a kill two seconds later loses nothing.
    await time_machine.advance(2)
    assert "for later" in str(hass_storage[f"{DOMAIN}.outbox"])

    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(2)
    alice.dial(gatt_servers[-1])
    await time_machine.advance(60, step=0.5)
    (message,) = alice.private
    assert message.text == "for later"
    assert _statuses(deliveries, sent["message_id"])[-1] == "delivered"
    await time_machine.advance(2)
    assert "for later" not in str(hass_storage[f"{DOMAIN}.outbox"])
    # The history was not to be kept, and is not.
    assert "for later" not in str(hass_storage[f"{DOMAIN}.history"])


@pytest.mark.parametrize("allowed", [True, False])
async def test_read_receipt_is_sent_if_the_user_allows_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Callable[..., Any],
    time_machine: TimeMachine,
    allowed: bool,
) -> None:
    await configure(read_receipts=allowed)
    sent = alice.whisper(node.identity.fingerprint, "hello")
    await time_machine.advance(3)
    listed = await _act(hass, "get_messages")
    (conversation,) = listed["conversations"]
    assert conversation["conversation"] == alice.fingerprint
    assert conversation["nickname"] == "alice"
    assert conversation["unread"] == conversation["messages"] == 1
    assert alice.deliveries[-1].status is DeliveryStatus.DELIVERED

    read = await _act(hass, "mark_read", conversation=alice.fingerprint)
    assert read["message_ids"] == [sent.message_id]
    await time_machine.advance(2)
    expected = DeliveryStatus.READ if allowed else DeliveryStatus.DELIVERED
    assert alice.deliveries[-1].status is expected
    history = await _act(hass, "get_messages", conversation="alice")
    assert history["unread"] == 0
    assert history["messages"][0]["read"]
    again = await _act(hass, "mark_read", conversation="alice")
    assert again["message_ids"] == []


@pytest.mark.parametrize("keep", [True, False])
async def test_conversation_survives_a_restart_if_the_user_wants_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Callable[..., Any],
    config_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
    keep: bool,
) -> None:
    await configure(keep_private=keep)
    alice.whisper(node.identity.fingerprint, "secret")
    alice.say("public")
    await time_machine.advance(10)
    assert ("secret" in json.dumps(hass_storage)) is keep
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    history = await _act(hass, "get_messages", conversation="alice")
    texts = [message["text"] for message in history["messages"]]
    assert texts == (["secret"] if keep else [])
    history = await _act(hass, "get_messages", conversation="public")
    assert [message["text"] for message in history["messages"]] == ["public"]


async def test_messages_are_found(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    await _act(hass, "send_broadcast", message="dinner at eight")
    await time_machine.advance(60, step=1)
    alice.say("Dinner at nine")
    alice.say("no, at ten")
    await time_machine.advance(3)

    async def find(**data: Any) -> list[str]:
        found = await _act(hass, "get_messages", conversation="public", **data)
        return [message["text"] for message in found["messages"]]

    assert await find() == ["dinner at eight", "Dinner at nine", "no, at ten"]
    assert await find(search="DINNER") == ["dinner at eight", "Dinner at nine"]
    assert await find(limit=1) == ["no, at ten"]
    found = await _act(hass, "get_messages", conversation="public")
    ours, hers, _ = found["messages"]
    assert ours["outgoing"]
    assert ours["nickname"] is ours["fingerprint"] is None
    assert hers["nickname"] == "alice"
    assert hers["fingerprint"] == alice.fingerprint
    assert found["unread"] == 2
    assert await find(since=hers["sent_at"]) == ["Dinner at nine", "no, at ten"]
    with pytest.raises(vol.Invalid):
        await find(limit=0)


async def test_history_is_cleared(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
) -> None:
    alice.say("public")
    alice.whisper(node.identity.fingerprint, "private")
    await time_machine.advance(10)
    assert (await _act(hass, "clear_history", conversation="public")) == {"deleted": 1}
    assert hass_storage[f"{DOMAIN}.history"]["data"]["conversations"] == {}
    assert len(node.history) == 1
    assert (await _act(hass, "clear_history")) == {"deleted": 1}
    assert len(node.history) == 0


async def test_gossip_after_a_restart_serves_late_comers(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    time_machine: TimeMachine,
) -> None:
    """Who spoke is gone, and we restarted: who comes now is told by us."""
    events = async_capture_events(hass, f"{DOMAIN}_message")
    alice.say("You missed this")
    await time_machine.advance(2)
    alice.hang_up()
    alice.stop()
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(150, step=1)
    bob = make_neighbour("bob")
    # He met alice before, or he could not tell that it was she.
    met = PeerPinned(
        alice.identity.peer_id, alice.identity.noise_key, alice.identity.signing_key
    )
    bob.engine = MeshEngine(bob.identity, bob.engine.settings, random.Random(2), [met])
    bob.dial(gatt_servers[-1])
    await time_machine.advance(90, step=0.5)
    assert node.engine is not config_entry.runtime_data.engine
    assert [message.text for message in bob.messages] == ["You missed this"]
    assert len(events) == 1


@pytest.mark.parametrize(
    ("audience", "accepted"), [("everyone", True), ("pinned", True), ("picked", False)]
)
async def test_user_says_who_may_write(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Callable[..., Any],
    received: list[Event],
    time_machine: TimeMachine,
    audience: str,
    accepted: bool,
) -> None:
    await configure(accept_private=audience)
    alice.whisper(node.identity.fingerprint, "hello")
    await time_machine.advance(3)
    assert len(received) == accepted
    await configure(picked_peers=[alice.fingerprint])
    alice.whisper(node.identity.fingerprint, "hello again")
    await time_machine.advance(3)
    assert "hello again" in [event.data["text"] for event in received]


async def test_picked_peer_can_be_notified(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Callable[..., Any],
    entity_registry: er.EntityRegistry,
    time_machine: TimeMachine,
) -> None:
    assert hass.states.get(NOTIFY) is None
    await configure(picked_peers=[alice.fingerprint])
    assert state_of(hass, NOTIFY).state == "unknown"
    await hass.services.async_call(
        "notify",
        "send_message",
        {"entity_id": NOTIFY, "message": "Bring it in", "title": "Laundry"},
        blocking=True,
    )
    await time_machine.advance(3)
    assert [message.text for message in alice.private] == ["Laundry\nBring it in"]

    await configure(picked_peers=[])
    assert hass.states.get(NOTIFY) is None
    assert entity_registry.async_get(NOTIFY) is None
    await configure(picked_peers=[alice.fingerprint])
    assert hass.states.get(NOTIFY) is not None


async def test_ping_tells_distance_and_time(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    (link, wire), *_ = alice._wires.items()
    alice._wires[link] = lambda frame: hass.loop.call_later(0.15, wire, frame)
    call = asyncio.create_task(_act(hass, "ping", nickname="alice"))
    await time_machine.advance(1)
    answer = await call
    assert answer["answered"]
    assert answer["hops"] == 1
    assert 150 <= answer["round_trip_ms"] <= 250

    alice.stop()
    call = asyncio.create_task(_act(hass, "ping", nickname="alice"))
    await time_machine.advance(30, step=0.5)
    assert await call == {"answered": False, "hops": None, "round_trip_ms": None}


async def test_nobody_need_wait_for_a_ping_to_end(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """Where an automation is turned off, say; its end is then nobody's."""
    (link, wire), *_ = alice._wires.items()
    alice._wires[link] = lambda _frame: None
    call = asyncio.create_task(_act(hass, "ping", nickname="alice"))
    await time_machine.advance(0.5)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await time_machine.advance(30, step=0.5)
    assert not node._pings._waiting

    alice._wires[link] = wire
    call = asyncio.create_task(_act(hass, "ping", nickname="alice"))
    await time_machine.advance(1)
    assert (await call)["answered"]


async def test_ping_ends_with_the_node(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    alice.stop()
    call = asyncio.create_task(_act(hass, "ping", nickname="alice"))
    await time_machine.advance(0.5)
    await hass.config_entries.async_unload(config_entry.entry_id)
    with pytest.raises(HomeAssistantError) as error:
        await call
    assert error.value.translation_key == "not_running"


async def test_mistakes_have_words(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    async def refused(action: str = "send_message", **data: Any) -> str | None:
        message = {"message": "hello"} if action == "send_message" else {}
        with pytest.raises(ServiceValidationError) as error:
            await _act(hass, action, **(message | data))
        return error.value.translation_key

    both = {"nickname": "alice", "fingerprint": alice.fingerprint}
    assert await refused() == await refused(**both) == "name_one_peer"
    assert await refused(nickname="nobody") == "peer_unknown"
    assert await refused(nickname=" ") == "peer_unknown"
    assert await refused(fingerprint="00" * 32) == "peer_unknown"
    assert await refused(fingerprint="00") == "peer_unknown"
    assert await refused(device_id="none") == "peer_unknown"
    assert await refused(device_id=node.devices.node_device_id) == "peer_unknown"
    assert await refused("get_messages", conversation="nobody") == "peer_unknown"
    assert await refused(nickname="alice", message=" ") == "message_empty"
    assert await refused(nickname="alice", message="a" * 5000) == "message_too_long"

    double = make_neighbour("ALICE")
    double.dial(server)
    await time_machine.advance(2)
    assert await refused(nickname="alice") == "peer_ambiguous"
    tagged = f"alice#{alice.fingerprint[:4]}"
    assert (await _act(hass, "send_message", nickname=tagged, message="a"))[
        "fingerprint"
    ] == alice.fingerprint


async def test_peer_by_device(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    await configure(picked_peers=[alice.fingerprint])
    device_id = node.devices.device_id(alice.fingerprint)
    await _act(hass, "send_message", device_id=device_id, message="hello")
    await time_machine.advance(3)
    assert len(alice.private) == 1
    found = await _act(hass, "get_messages", conversation=device_id)
    assert found["conversation"] == alice.fingerprint


async def test_blocked_peer_is_not_heard_until_unblocked(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    received: list[Event],
    time_machine: TimeMachine,
) -> None:
    public = async_capture_events(hass, f"{DOMAIN}_message")
    await _act(hass, "block_peer", nickname="alice")
    alice.say("shout")
    alice.whisper(node.identity.fingerprint, "whisper")
    await time_machine.advance(3)
    assert public == received == []
    with pytest.raises(ServiceValidationError) as error:
        await _act(hass, "send_message", nickname="alice", message="hello")
    assert error.value.translation_key == "peer_blocked"

    # It stays so over a restart.
    alice.hang_up()
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    alice.dial(gatt_servers[-1])
    await time_machine.advance(5)
    alice.say("shout again")
    await time_machine.advance(3)
    assert public == []
    peers = await _act(hass, "get_peers")
    assert all(peer["blocked"] for peer in peers["peers"])

    await _act(hass, "unblock_peer", fingerprint=alice.fingerprint)
    alice.say("hello")
    await time_machine.advance(3)
    assert [event.data["text"] for event in public] == ["hello"]


async def test_user_verifies_by_comparing_fingerprints(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(2)

    async def verify(**data: Any) -> str | None:
        with pytest.raises(ServiceValidationError) as error:
            await _act(hass, "verify_peer", **data)
        return error.value.translation_key

    assert await verify(fingerprint="alice") == "fingerprint_invalid"
    other = {"nickname": "bob", "fingerprint": alice.fingerprint}
    assert await verify(**other) == "fingerprint_differs"
    groups = [alice.fingerprint[at : at + 8].upper() for at in range(0, 64, 8)]
    await _act(hass, "verify_peer", nickname="alice", fingerprint=" ".join(groups))

    def trust() -> PeerTrust | None:
        coordinator: MeshCoordinator = config_entry.runtime_data
        peer = coordinator.engine.peers.get(alice.identity.peer_id)
        return None if peer is None else peer.trust

    assert trust() is PeerTrust.VERIFIED
    alice.hang_up()
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    alice.dial(gatt_servers[-1])
    await time_machine.advance(5)
    assert trust() is PeerTrust.VERIFIED
    await _act(hass, "unverify_peer", fingerprint=alice.fingerprint)
    assert trust() is not PeerTrust.VERIFIED
    await _act(hass, "verify_peer", fingerprint=alice.fingerprint)
    assert trust() is PeerTrust.VERIFIED


async def test_node_off_the_air_pings_nobody(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
) -> None:
    hardware.scanners = 0
    server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
    with pytest.raises(HomeAssistantError) as error:
        await _act(hass, "ping", nickname="alice")
    assert error.value.translation_key == "not_running"


async def test_peer_that_the_engine_forgot_is_unknown(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        node.async_send_private("ab" * 32, "hello")
    assert error.value.translation_key == "peer_unknown"


async def test_broadcast_is_heard_and_never_delivered(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    deliveries: list[Event],
    time_machine: TimeMachine,
) -> None:
    sent = await _act(hass, "send_broadcast", message="to all")
    await time_machine.advance(3)
    assert "sent" in _statuses(deliveries, sent["message_id"])
    assert all(
        (event.data["conversation"], event.data["fingerprint"]) == ("public", None)
        for event in deliveries
    )
    assert not {"delivered", "failed", "expired"} & set(
        _statuses(deliveries, sent["message_id"])
    )
    # Alice says that she has it when she asks for what she may have missed.
    await time_machine.advance(5)
    assert deliveries[-1].data["heard_by"] == 1
    found = await _act(hass, "get_messages", conversation="public")
    assert found["messages"][0]["status"] == "relayed"


async def test_message_goes_through_a_relay(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    received: list[Event],
    time_machine: TimeMachine,
) -> None:
    """Alice carries what is for Bob, both ways, and can not read it."""
    bob = make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(20, step=0.5)
    sent = await _act(hass, "send_message", nickname="bob", message="past alice")
    assert sent["hops"] == 2
    await time_machine.advance(10)
    assert [message.text for message in bob.private] == ["past alice"]
    assert alice.private == []
    bob.whisper(node.identity.fingerprint, "and back")
    await time_machine.advance(10)
    (event,) = received
    assert event.data["text"] == "and back"
    assert (event.data["hops"], event.data["direct"]) == (2, False)
    assert event.data["via_nickname"] == "alice"
    assert bob.deliveries[-1].status is DeliveryStatus.DELIVERED
