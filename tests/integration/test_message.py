"""Messages between the node and its neighbours, as Home Assistant shows them."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant, State
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
    mock_restore_cache_with_extra_data,
)

from custom_components.mesh_broadcast.const import EVENT_MESSAGE
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.message_event import iso_timestamp
from custom_components.mesh_broadcast.protocol import DropReason
from tests.common import inject, service_info, state_of

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

EVENT_ENTITY = "event.mesh_broadcast_public_channel"


async def test_bus_event_says_who_what_and_how(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """All that an automation needs to answer; docs/events.md is the contract."""
    inject(hass, service_info(alice.address, rssi=-71))
    events = async_capture_events(hass, EVENT_MESSAGE)
    sent = iso_timestamp(time_machine.instant().unix_ms)
    alice.say("hello")
    await time_machine.advance(1)
    (event,) = events
    data = dict(event.data)
    assert sent <= data.pop("sent_at") <= data.pop("received_at")
    assert len(data.pop("message_id")) == 32
    assert data == {
        "entry_id": config_entry.entry_id,
        "peer_id": alice.peer_id,
        "nickname": "alice",
        "fingerprint": alice.fingerprint,
        "device_id": None,
        "verified": True,
        "trust": "pinned",
        "text": "hello",
        "hops": 1,
        "direct": True,
        "via": alice.peer_id,
        "via_nickname": "alice",
        "rssi": -71,
        "history": False,
    }


async def test_message_over_others_names_the_one_that_passed_it_on(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    inject(hass, service_info(alice.address, rssi=-71))
    bob = make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(3)
    events = async_capture_events(hass, EVENT_MESSAGE)
    bob.say("from afar")
    await time_machine.advance(2)
    (event,) = events
    assert event.data["nickname"] == "bob"
    assert event.data["hops"] == 2
    assert event.data["direct"] is False
    assert event.data["rssi"] is None
    assert event.data["via"] == alice.peer_id
    assert event.data["via_nickname"] == "alice"


async def test_message_becomes_the_event_entity(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    assert state_of(hass, EVENT_ENTITY).state == "unknown"
    alice.say("first")
    await time_machine.advance(1)
    first = state_of(hass, EVENT_ENTITY)
    assert first.attributes["event_type"] == "message"
    assert first.attributes["text"] == "first"
    assert first.attributes["nickname"] == "alice"
    assert first.attributes["fingerprint"] == alice.fingerprint

    alice.say("second")
    alice.say("second")
    await time_machine.advance(1)
    last = state_of(hass, EVENT_ENTITY)
    assert last.state > first.state
    assert last.attributes["text"] == "second"


async def test_forged_message_becomes_nothing(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    events = async_capture_events(hass, EVENT_MESSAGE)
    wire = next(iter(alice._wires))
    send = alice._wires[wire]
    alice._wires[wire] = lambda frame: send(frame[:-1] + bytes([frame[-1] ^ 1]))
    alice.say("not by alice")
    await time_machine.advance(1)
    alice.send_raw(b"\x00garbage")
    await time_machine.advance(1)
    assert not events
    assert state_of(hass, EVENT_ENTITY).state == "unknown"
    dropped = node.engine.statistics.dropped
    assert sum(dropped.values()) >= 2


@pytest.mark.parametrize("age", [-30, 300, 3600])
async def test_history_is_an_event_only_where_it_is_news(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    age: int,
) -> None:
    """The bus has all of it, marked; the entity only what cannot be an old story.

    Of a message sent before this node started (age -30) it cannot be known whether
    an automation has seen it; one that is an hour old is nothing to act upon.
    """
    events = async_capture_events(hass, EVENT_MESSAGE)
    alice = make_neighbour("alice")
    bob = make_neighbour("bob")
    alice.join(bob)
    if age < 0:
        node._started_ms = time_machine.instant().unix_ms + 60_000
    await time_machine.advance(2)
    bob.say("gossip")
    await time_machine.advance(abs(age) + 90, step=5)
    bob.hang_up()
    alice.dial(server)
    await time_machine.advance(90, step=0.5)
    assert [message.text for message in alice.messages] == ["gossip"]
    (event,) = events
    assert event.data["text"] == "gossip"
    assert event.data["history"] is True
    is_news = state_of(hass, EVENT_ENTITY).state != "unknown"
    assert is_news is (age == 300)


async def test_somebody_who_left_before_a_restart_keeps_the_name(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(3)
    await hass.config_entries.async_unload(config_entry.entry_id)
    alice.say("while you were away")
    await time_machine.advance(3)
    alice.hang_up()
    alice.stop()
    await time_machine.advance(200, step=1)

    await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    events = async_capture_events(hass, EVENT_MESSAGE)
    bob.dial(gatt_servers[-1])
    await time_machine.advance(90, step=0.5)
    (event,) = events
    assert event.data["text"] == "while you were away"
    assert event.data["nickname"] == "alice"
    assert event.data["history"] is True


@pytest.mark.usefixtures("no_stalls")
async def test_flood_of_frames_is_cut_off(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """It is counted, and costs the one that floods its link."""
    assert node.link_count == 1
    for _ in range(20):
        for _ in range(500):
            alice.send_raw(b"\x01flood")
        await time_machine.advance(0.1)
    dropped = node.engine.statistics.dropped
    assert dropped[DropReason.RATE_LIMIT_LINK] > 1000
    assert not node.errors.counts


async def test_last_message_survives_a_restart(
    hass: HomeAssistant,
    enable_bluetooth: None,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
) -> None:
    moment = "2026-11-01T12:00:00.000+00:00"
    stored = {"last_event_type": "message", "last_event_attributes": {"text": "hi"}}
    mock_restore_cache_with_extra_data(hass, [(State(EVENT_ENTITY, moment), stored)])
    await hass.config_entries.async_setup(config_entry.entry_id)
    state = state_of(hass, EVENT_ENTITY)
    assert state.state == moment
    assert state.attributes["text"] == "hi"
    await hass.config_entries.async_unload(config_entry.entry_id)


@pytest.mark.parametrize(
    ("unix_ms", "text"),
    [
        (0, "1970-01-01T00:00:00+00:00"),
        (-5, "1970-01-01T00:00:00+00:00"),
        (1_790_000_000_123, "2026-09-21T14:13:20.123000+00:00"),
        (2**64 - 1, "9999-12-31T23:59:59.999000+00:00"),
    ],
)
def test_any_clock_makes_a_timestamp(unix_ms: int, text: str) -> None:
    """A stranger's clock may claim whatever the wire can carry."""
    assert iso_timestamp(unix_ms) == text


async def test_a_listener_that_fails_does_not_keep_others_from_hearing(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[Any] = []

    def fail(message: Any) -> None:
        raise ZeroDivisionError

    node.new_messages.add(fail)
    remove = node.new_messages.add(heard.append)
    alice.say("one")
    await time_machine.advance(1)
    remove()
    remove()
    alice.say("two")
    await time_machine.advance(1)
    assert [message["text"] for message in heard] == ["one"]
    assert "Error in a listener" in caplog.text
    caplog.clear()
