"""Emergency broadcasts: repeated until enough peers have them, and who those are."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
import voluptuous as vol

from custom_components.mesh_broadcast.const import (
    CONF_PICKED_PEERS,
    DOMAIN,
    EVENT_EMERGENCY,
    WIPE_PHRASE,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.emergency import (
    FIRST_RENEWAL_S,
    MAX_EMERGENCIES,
)
from custom_components.mesh_broadcast.history import PUBLIC
from custom_components.mesh_broadcast.protocol import MAX_BROADCAST_BYTES

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

SMOKE = "Smoke in the kitchen!"


async def begin(hass: HomeAssistant, message: str = SMOKE, **data: Any) -> Any:
    """Begin an emergency broadcast; return the response."""
    return await hass.services.async_call(
        DOMAIN,
        "emergency_broadcast",
        {"message": message} | data,
        blocking=True,
        return_response=True,
    )


async def stop(hass: HomeAssistant, **data: Any) -> Any:
    """Stop emergency broadcasts; return the response."""
    return await hass.services.async_call(
        DOMAIN,
        "stop_emergency_broadcast",
        data,
        blocking=True,
        return_response=True,
    )


def echo(node: MeshCoordinator, neighbour: Neighbour) -> None:
    """Let a neighbour send on what our node said last, so that we hear it too."""
    frame = bytearray(node.engine.stored_packets[-1])
    frame[2] -= 1
    neighbour.send_raw(bytes(frame))


def changes(events: list[Event]) -> list[str]:
    """Return what events told, in order."""
    return [event.data["change"] for event in events]


def texts(neighbour: Neighbour) -> list[str]:
    """Return what a neighbour was shown."""
    return [message.text for message in neighbour.messages]


@pytest.fixture
def events(hass: HomeAssistant) -> list[Event]:
    """Return the events of emergencies, as they come."""
    return async_capture_events(hass, EVENT_EMERGENCY)


@pytest.fixture
async def bob(
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> Neighbour:
    """Return another neighbour that the node knows."""
    neighbour = make_neighbour("bob")
    neighbour.dial(server)
    await time_machine.advance(2)
    return neighbour


async def test_it_is_sent_at_once_and_goes_on(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    report = await begin(hass)
    await time_machine.advance(1)

    (message,) = alice.messages
    assert message.text == SMOKE
    assert report.pop("started_at") < report.pop("ends_at")
    assert report == {
        "emergency_id": report["emergency_id"],
        "already_running": False,
        "status": "running",
        "message": SMOKE,
        "message_id": message.message_id,
        "message_ids": [message.message_id],
        "confirmations": 3,
        "confirmed": 0,
        "heard_by": [],
        "transmissions": 1,
    }
    assert node.history.newest(PUBLIC)[-1].text == SMOKE
    (event,) = events
    assert event.data["change"] == "started"
    assert event.data["entry_id"] == node.entry.entry_id
    assert event.data["emergency_id"] == report["emergency_id"]


async def test_it_ends_when_enough_peers_have_echoed_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    bob: Neighbour,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    await begin(hass, confirmations=2)
    for neighbour in (alice, alice, bob):
        echo(node, neighbour)
        await time_machine.advance(0.5)

    assert changes(events) == ["started", "progress", "finished"]
    report = events[-1].data
    assert report["status"] == "confirmed"
    assert report["confirmed"] == 2
    assert [
        (peer["nickname"], peer["fingerprint"], peer["peer_id"], peer["evidence"])
        for peer in report["heard_by"]
    ] == [
        (n.engine.settings.nickname, n.fingerprint, n.peer_id, "echo")
        for n in (alice, bob)
    ]
    assert node.emergencies.running == {}
    await time_machine.advance(60, step=1)
    assert texts(alice) == texts(bob) == [SMOKE]
    assert len(events) == 3


async def test_who_knows_nobody_else_is_counted_by_what_it_asks_for(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    bob: Neighbour,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    await begin(hass, confirmations=2)
    await time_machine.advance(100, step=0.5)

    assert changes(events) == ["started", "progress", "finished"]
    assert {p["nickname"] for p in events[-1].data["heard_by"]} == {"alice", "bob"}
    assert {p["evidence"] for p in events[-1].data["heard_by"]} == {"listed"}
    assert texts(alice) == texts(bob) == [SMOKE]


async def test_a_picked_peer_is_told_with_its_device(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    hass.config_entries.async_update_entry(
        config_entry,
        options={**config_entry.options, CONF_PICKED_PEERS: [alice.fingerprint]},
    )
    await time_machine.advance(20)
    await begin(hass, confirmations=1)
    echo(node, alice)
    await time_machine.advance(1)

    (peer,) = events[-1].data["heard_by"]
    assert peer["device_id"] == node.devices.device_id(alice.fingerprint)
    assert peer["device_id"] is not None


async def test_who_comes_while_it_is_fresh_gets_the_same_message(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    report = await begin(hass)
    await time_machine.advance(50, step=0.5)
    late = make_neighbour("late")
    late.dial(server)
    await time_machine.advance(40, step=0.5)

    assert texts(alice) == texts(late) == [SMOKE]
    assert late.messages[0].message_id == report["message_id"]


@pytest.mark.parametrize("before", [0, 50])
async def test_who_comes_is_told_at_once_and_need_not_ask(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
    before: int,
) -> None:
    """Also where the alarm begins before both ends of the link know each other."""
    if before:
        await begin(hass)
        await time_machine.advance(before, step=0.5)
    late = make_neighbour("late")
    monkeypatch.setattr(late.engine._gossip._rounds, "take_due", lambda *_: [])
    late.dial(server)
    if not before:
        await begin(hass)
    await time_machine.advance(2)

    assert texts(alice) == texts(late) == [SMOKE]


async def test_without_anybody_it_waits_for_somebody(
    hass: HomeAssistant,
    node: MeshCoordinator,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    report = await begin(hass, confirmations=1)
    assert report["transmissions"] == 0
    await time_machine.advance(200, step=2)
    late = make_neighbour("late")
    late.dial(server)
    await time_machine.advance(120, step=0.5)

    assert set(texts(late)) == {SMOKE}
    assert changes(events) == ["started", "finished"]
    assert events[-1].data["heard_by"][0]["nickname"] == "late"


async def test_a_new_message_is_made_seldom_and_only_for_who_may_lack_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    bob: Neighbour,
    time_machine: TimeMachine,
    events: list[Event],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Bob keeps announcing himself, and never asks for anything.
    monkeypatch.setattr(bob.engine._gossip._rounds, "take_due", lambda *_: [])
    await begin(hass, confirmations=3, duration={"minutes": 20})
    await time_machine.advance(FIRST_RENEWAL_S - 5, step=1)
    assert texts(alice) == [SMOKE]
    await time_machine.advance(20 * 60, step=3)

    assert 2 <= len(texts(alice)) <= 4
    report = events[-1].data
    assert report["status"] == "timed_out"
    assert [peer["nickname"] for peer in report["heard_by"]] == ["alice"]
    assert len(report["message_ids"]) == len(texts(alice))


async def test_nobody_is_told_twice_when_everybody_has_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    bob: Neighbour,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    await begin(hass, confirmations=3, duration={"minutes": 5})
    await time_machine.advance(5 * 60, step=1)

    assert texts(alice) == texts(bob) == [SMOKE]
    assert changes(events) == ["started", "progress", "progress", "finished"]
    assert events[-1].data["status"] == "timed_out"


async def test_waiting_returns_the_last_report(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    waiting = asyncio.create_task(begin(hass, confirmations=1, wait=True))
    # Sooner than alice says by herself that she has it
    await time_machine.advance(1)
    assert not waiting.done()
    echo(node, alice)
    await time_machine.advance(1)

    report = await waiting
    assert report["status"] == "confirmed"
    assert report["heard_by"][0]["nickname"] == "alice"


@pytest.mark.parametrize("by_id", [True, False])
async def test_it_stops_when_told(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    events: list[Event],
    by_id: bool,
) -> None:
    other = await begin(hass, "Water in the cellar!")
    waiting = asyncio.create_task(begin(hass, wait=True))
    await time_machine.advance(1)
    emergency_id = events[-1].data["emergency_id"]

    response = await stop(hass, **({"emergency_id": emergency_id} if by_id else {}))

    stopped = [report["emergency_id"] for report in response["stopped"]]
    assert stopped == ([] if by_id else [other["emergency_id"]]) + [emergency_id]
    assert (await waiting)["status"] == "stopped"
    assert changes(events)[2:] == ["stopped"] * len(stopped)
    assert list(node.emergencies.running) == ([other["emergency_id"]] * by_id)
    assert await stop(hass, emergency_id=emergency_id) == {"stopped": []}
    with pytest.raises(ServiceValidationError) as error:
        await stop(hass, emergency_id="another")
    assert error.value.translation_key == "emergency_unknown"


async def test_stopping_when_nothing_runs_is_no_error(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    assert await stop(hass) == {"stopped": []}


async def test_the_same_text_runs_once(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    first = await begin(hass)
    again = await begin(hass, f" {SMOKE} ", confirmations=1)
    await time_machine.advance(1)

    assert again["already_running"] is True
    assert again["emergency_id"] == first["emergency_id"]
    assert again["confirmations"] == 3
    assert texts(alice) == [SMOKE]


async def test_there_are_not_too_many_at_once(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    for number in range(MAX_EMERGENCIES):
        await begin(hass, f"alarm {number}")
    with pytest.raises(HomeAssistantError) as error:
        await begin(hass, "one more")
    assert error.value.translation_key == "too_many_emergencies"
    assert node.history.newest(PUBLIC)[-1].text == f"alarm {MAX_EMERGENCIES - 1}"


@pytest.mark.parametrize(
    ("message", "key"),
    [("  ", "message_empty"), ("x" * (MAX_BROADCAST_BYTES + 1), "message_too_long")],
)
async def test_what_cannot_be_sent_is_refused(
    hass: HomeAssistant,
    node: MeshCoordinator,
    events: list[Event],
    message: str,
    key: str,
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await begin(hass, message)
    assert error.value.translation_key == key
    assert node.emergencies.running == {}
    assert events == []


@pytest.mark.parametrize(
    "data",
    [
        {"confirmations": 0},
        {"confirmations": 51},
        {"duration": {"hours": 2}},
        {"repeat_every": {"seconds": 1}},
        {"repeat_every": "soon"},
    ],
)
async def test_what_makes_no_sense_is_refused(
    hass: HomeAssistant, node: MeshCoordinator, data: dict[str, Any]
) -> None:
    with pytest.raises(vol.Invalid):
        await begin(hass, **data)


async def test_our_own_limits_do_not_hold_it_up(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    with suppress(HomeAssistantError):
        for number in range(10_000):
            node.async_broadcast(f"automation gone wild {number}")
    assert node.engine.statistics.pending_parts > 400
    await begin(hass)
    await time_machine.advance(0.5)

    assert SMOKE in texts(alice)


# -- restarts


async def reload(hass: HomeAssistant, entry: MockConfigEntry) -> MeshCoordinator:
    """Take the node off the air and back; return the new one."""
    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    coordinator: MeshCoordinator = entry.runtime_data
    return coordinator


async def test_it_goes_on_after_a_restart(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    alice: Neighbour,
    gatt_servers: list[FakeGattServer],
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    begun = await begin(hass, confirmations=2)
    echo(node, alice)
    await time_machine.advance(1)
    alice.stop()

    node = await reload(hass, config_entry)
    bob = make_neighbour("bob")
    bob.dial(gatt_servers[-1])
    await time_machine.advance(100, step=0.5)

    assert SMOKE in texts(bob)
    assert changes(events) == ["started", "progress", "finished"]
    report = events[-1].data
    assert report["emergency_id"] == begun["emergency_id"]
    assert [peer["nickname"] for peer in report["heard_by"]] == ["alice", "bob"]
    assert report["ends_at"] == begun["ends_at"]


async def test_one_whose_time_ran_out_meanwhile_is_told_to_be_over(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    await begin(hass, duration={"minutes": 1})
    await hass.config_entries.async_unload(config_entry.entry_id)
    await time_machine.advance(120, step=10)
    await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()

    assert changes(events) == ["started", "finished"]
    assert events[-1].data["status"] == "timed_out"
    assert config_entry.runtime_data.emergencies.running == {}


async def test_one_that_is_over_does_not_come_back(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    events: list[Event],
) -> None:
    begun = await begin(hass)
    await stop(hass)
    node = await reload(hass, config_entry)

    assert node.emergencies.running == {}
    assert changes(events) == ["started", "stopped"]
    # Its ID is forgotten, but its message is not: to stop it once more is no mistake.
    assert await stop(hass, emergency_id=begun["message_id"]) == {"stopped": []}


async def test_each_of_its_messages_names_it(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """That is how one is found again who did not live to keep its ID."""
    begun = await begin(hass)
    other = await begin(hass, "Water in the cellar!")
    alice.say("not of ours")
    await time_machine.advance(1)
    alice.stop()
    await reload(hass, config_entry)
    (report,) = (await stop(hass, emergency_id=begun["message_id"]))["stopped"]
    assert report["emergency_id"] == begun["emergency_id"]
    (report,) = (await stop(hass, emergency_id=other["emergency_id"]))["stopped"]
    assert len(report["message_ids"]) == 2
    (heard,) = [
        message
        for message in config_entry.runtime_data.history.newest("public")
        if message.text == "not of ours"
    ]
    with pytest.raises(ServiceValidationError):
        await stop(hass, emergency_id=heard.message_id)


async def test_unloading_ends_the_wait_and_leaves_no_task(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    time_machine: TimeMachine,
) -> None:
    waiting = asyncio.create_task(begin(hass, wait=True))
    await time_machine.advance(1)
    await hass.config_entries.async_unload(config_entry.entry_id)

    with pytest.raises(HomeAssistantError) as error:
        await waiting
    assert error.value.translation_key == "not_running"
    assert not [t for t in asyncio.all_tasks() if "emergency" in t.get_name()]


async def test_a_wipe_forgets_it(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    await begin(hass)
    await time_machine.advance(5)
    assert hass_storage[f"{DOMAIN}.emergencies"]["data"]["emergencies"]
    await hass.services.async_call(
        DOMAIN, "wipe", {"confirm": True, "phrase": WIPE_PHRASE}, blocking=True
    )
    await hass.async_block_till_done()

    assert config_entry.runtime_data.emergencies.running == {}
    assert SMOKE not in str(hass_storage)


@pytest.mark.parametrize(
    "damage",
    [
        {"message": None, "ends": "soon"},
        {"ends": 2**60},
        {"heard_by": [{"peer_id": "nobody"}]},
        {"repeat_every": []},
    ],
)
async def test_a_damaged_file_keeps_no_node_from_starting(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    hass_storage: dict[str, Any],
    issue_registry: ir.IssueRegistry,
    damage: dict[str, Any],
) -> None:
    await begin(hass)
    await hass.config_entries.async_unload(config_entry.entry_id)
    (stored,) = hass_storage[f"{DOMAIN}.emergencies"]["data"]["emergencies"]
    stored |= damage
    await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()

    assert config_entry.runtime_data.emergencies.running == {}
    assert issue_registry.async_get_issue(DOMAIN, "store_set_aside_emergencies")


async def test_one_that_can_not_be_sent_any_more_keeps_no_node_from_starting(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    node: MeshCoordinator,
    hass_storage: dict[str, Any],
) -> None:
    await begin(hass)
    await hass.config_entries.async_unload(config_entry.entry_id)
    (stored,) = hass_storage[f"{DOMAIN}.emergencies"]["data"]["emergencies"]
    stored |= {"message": "x" * 5_000, "repeat_every": 0}
    await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()

    assert config_entry.runtime_data.emergencies.running == {}


async def test_what_a_hostile_peer_calls_itself_does_no_harm(
    hass: HomeAssistant,
    node: MeshCoordinator,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
    events: list[Event],
) -> None:
    evil = make_neighbour("\u202eevil{{ 1 }}<b>\n")
    evil.dial(server)
    await time_machine.advance(2)
    await begin(hass, confirmations=2)
    echo(node, evil)
    await time_machine.advance(1)

    (peer,) = events[-1].data["heard_by"]
    assert "\u202e" not in peer["nickname"]
    assert "\n" not in peer["nickname"]
