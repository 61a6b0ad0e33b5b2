"""The dashboard's live view of the node: a snapshot first, then only what changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast import websocket_peers
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.history import PUBLIC
from custom_components.mesh_broadcast.protocol import PeerChange, PeerChanged, PeerId

from .conftest import NICKNAME
from .virtual_air import FakeGattServer, Neighbour, TimeMachine
from .websocket_tools import Connect, Dashboard

type MakeNeighbour = Callable[[str], Neighbour]

# A frame of a type that nobody speaks.
NO_MESSAGE = b"\x01\xee" + bytes(20)
# One that says that it is a message.
NOT_A_MESSAGE = b"\x01\x02" + bytes(20)


async def test_node_is_described(
    hass: HomeAssistant, node: MeshCoordinator, dashboard: Dashboard, alice: Neighbour
) -> None:
    described = await dashboard.ask("node")
    assert described == {
        "fingerprint": node.identity.fingerprint,
        "peer_id": node.identity.peer_id.hex(),
        "nickname": NICKNAME,
        "device_id": node.devices.node_device_id,
        "running": True,
        "central": True,
        "peripheral": True,
        "links": 1,
        "version": described["version"],
        "max_message_bytes": 1400,
        "max_private_bytes": 4000,
        "part_bytes": 94,
        "retention_days": 30,
        "keep_private": False,
        "may_read_private": True,
        "may_send": True,
        "is_admin": True,
    }


async def test_peers_come_change_and_go(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    make_neighbour: MakeNeighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    peers = await dashboard.subscribe("peers")
    assert peers.first["type"] == "snapshot"
    assert peers.first["node"]["links"] == 1
    (told,) = peers.first["peers"]
    assert told["fingerprint"] == alice.fingerprint
    assert told["peer_id"] == alice.peer_id
    assert told["nickname"] == "alice"
    assert told["direct"]
    assert told["in_reach"]
    assert told["trust"] in {"seen", "pinned"}

    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(3)
    events = await peers.all()
    assert {event["type"] for event in events} == {"delta"}
    assert bob.fingerprint in {
        peer["fingerprint"] for event in events for peer in event.get("changed", ())
    }
    assert [event["node"]["links"] for event in events if "node" in event][-1] == 2

    bob.leave()
    await time_machine.advance(3)
    assert await peers.merged("removed") == [bob.fingerprint]


async def test_peers_out_of_reach_are_told_on_request(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    known = await dashboard.subscribe("peers", include_known=True)
    alice.leave()
    await time_machine.advance(3)
    changes = await known.merged("changed")
    assert changes[-1]["fingerprint"] == alice.fingerprint
    assert not changes[-1]["in_reach"]
    node.async_set_blocked(alice.fingerprint, blocked=True)
    await time_machine.advance(1)
    assert (await known.merged("changed"))[-1]["blocked"]
    later = await dashboard.subscribe("peers", include_known=True)
    assert [peer["nickname"] for peer in later.first["peers"]] == ["alice"]
    assert not (await dashboard.subscribe("peers")).first["peers"]


async def test_of_many_out_of_reach_the_latest_are_told_and_all_who_are_blocked(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    make_neighbour: MakeNeighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(websocket_peers, "MAX_ABSENT", 1)
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(2)
    bob.leave()
    await time_machine.advance(2)
    alice.say("still here")
    await time_machine.advance(1)
    alice.leave()
    await time_machine.advance(2)

    async def told() -> list[str]:
        known = await dashboard.subscribe("peers", include_known=True)
        return [peer["nickname"] for peer in known.first["peers"]]

    known = await dashboard.subscribe("peers", include_known=True)
    assert await told() == ["alice"]
    node.async_set_blocked(bob.fingerprint, blocked=True)
    await time_machine.advance(1)
    assert [peer["nickname"] for peer in await known.merged("changed")] == ["bob"]
    assert await told() == ["alice", "bob"]


async def test_what_comes_to_nothing_is_not_told(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """Settings that say the same, and somebody who was only there for a moment."""
    peers = await dashboard.subscribe("peers")
    (peer,) = node.peers
    await time_machine.advance(1)
    await peers.all()
    passing = replace(peer, peer_id=PeerId(b"\x09" * 8), fingerprint="09" * 32)
    node.settings_changed.call()
    for change in (PeerChange.APPEARED, PeerChange.LEFT):
        node._peer_changed(PeerChanged(change, passing))
    await time_machine.advance(1)
    assert await peers.all() == []


async def test_map_shows_links_edges_and_what_travels(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    make_neighbour: MakeNeighbour,
    time_machine: TimeMachine,
) -> None:
    topology = await dashboard.subscribe("topology")
    (link,) = topology.first["links"]
    own = node.identity.peer_id.hex()
    assert link["peer_id"] == alice.peer_id
    assert link["fingerprint"] == alice.fingerprint
    assert link["role"] == "peripheral"
    assert link["state"] == "ready"
    assert topology.first["edges"] == [sorted([own, alice.peer_id])]

    bob = make_neighbour("bob")
    bob.join(alice)
    await time_machine.advance(40)
    events = await topology.all()
    edges = [event["edges"] for event in events if "edges" in event][-1]
    assert sorted([alice.peer_id, bob.peer_id]) in edges

    alice.say("hello")
    node.async_broadcast("hello yourself")
    node.async_broadcast("and that takes more than one part " * 10)
    await time_machine.advance(2)
    pulses = await topology.merged("pulses")
    messages = {message.text[:14]: message for message in node.history.newest(PUBLIC)}
    for text, source, target in (
        ("hello", alice.peer_id, own),
        ("hello yourself", own, alice.peer_id),
        ("and that takes", own, alice.peer_id),
    ):
        (kind,) = {
            pulse["kind"]
            for pulse in pulses
            if pulse["message_id"] == messages[text].message_id
            and (pulse["from"], pulse["to"]) == (source, [target])
        }
        assert kind == "message"

    alice.hang_up()
    await time_machine.advance(3)
    assert [event["links"] for event in await topology.all() if "links" in event][
        -1
    ] == []


async def test_what_we_pass_on_for_others_shows_on_the_map(
    dashboard: Dashboard,
    alice: Neighbour,
    make_neighbour: MakeNeighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    make_neighbour("bob").dial(server)
    await time_machine.advance(3)
    topology = await dashboard.subscribe("topology")
    alice.say("hello everybody")
    await time_machine.advance(3)
    pulses = await topology.merged("pulses")
    assert any(pulse["kind"] == "relay" for pulse in pulses)


async def test_frames_are_watched_only_while_somebody_looks(
    node: MeshCoordinator, dashboard: Dashboard, alice: Neighbour
) -> None:
    assert not node.frames
    topology = await dashboard.subscribe("topology")
    assert node.frames
    await topology.end()
    assert not node.frames


@pytest.mark.usefixtures("no_stalls")
async def test_crowd_of_pulses_is_bounded(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    topology = await dashboard.subscribe("topology")
    for number in range(200):
        alice.say(f"message {number}")
    await time_machine.advance(5, step=1)
    for event in await topology.all():
        assert len(event.get("pulses", ())) <= 60


async def test_crowd_of_pulses_keeps_the_messages(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    topology = await dashboard.subscribe("topology")
    node.new_messages.add(lambda _: server.write(alice.address, NO_MESSAGE))
    for number in range(100):
        alice.say(f"message {number}")
    await time_machine.advance(1, step=1)
    crowd = max((event.get("pulses", []) for event in await topology.all()), key=len)
    assert len(crowd) == 60
    assert {pulse["kind"] for pulse in crowd} == {"message"}


async def test_link_of_whom_said_goodbye_is_nobodys(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    topology = await dashboard.subscribe("topology")
    alice.send_raw(NO_MESSAGE)
    await time_machine.advance(1)
    assert [pulse["from"] for pulse in await topology.merged("pulses")] == [
        alice.peer_id
    ]
    alice.leave()
    await time_machine.advance(1)
    await topology.all()
    alice.send_raw(NO_MESSAGE)
    node.async_broadcast("is anybody there?")
    await time_machine.advance(1)
    assert not await topology.merged("pulses")


async def test_message_over_nobodys_link_is_not_laid_to_another(
    dashboard: Dashboard,
    alice: Neighbour,
    make_neighbour: MakeNeighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    bob, carol = make_neighbour("bob"), make_neighbour("carol")
    bob.dial(server)
    carol.join(bob)
    await time_machine.advance(40, step=0.5)
    bob.leave()
    await time_machine.advance(1)
    topology = await dashboard.subscribe("topology")
    messages = await dashboard.subscribe("messages")
    carol.say("hello")
    alice.send_raw(NOT_A_MESSAGE)
    await time_machine.advance(2)
    (told,) = await messages.merged("messages")
    assert told["fingerprint"] == carol.fingerprint
    pulses = await topology.merged("pulses")
    assert alice.peer_id in {pulse["from"] for pulse in pulses}
    assert {pulse["message_id"] for pulse in pulses} == {None}


@pytest.mark.usefixtures("no_stalls")
async def test_thousand_changes_make_few_events(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    peers = await dashboard.subscribe("peers")
    topology = await dashboard.subscribe("topology")
    (peer,) = node.peers
    seconds = 5
    for number in range(1000):
        node._peer_changed(_updated(peer, nickname=f"alice {number}"))
        if number % 200 == 199:
            await time_machine.advance(1)
    await time_machine.advance(1)
    events = await peers.all()
    assert 2 <= len(events) <= 4 * (seconds + 1) + 1
    assert events[-1]["changed"][0]["nickname"] == "alice 999"
    assert all(len(event.get("changed", ())) <= 1 for event in events)
    assert len(await topology.all()) <= 4 * (seconds + 1) + 1


def _updated(peer: Any, **changes: Any) -> Any:
    return PeerChanged(PeerChange.UPDATED, replace(peer, **changes))


async def test_nothing_is_sent_while_nothing_happens(
    dashboard: Dashboard, alice: Neighbour, time_machine: TimeMachine
) -> None:
    subscriptions = [
        await dashboard.subscribe(kind) for kind in ("messages", "activity")
    ]
    await time_machine.advance(1)
    for subscription in subscriptions:
        await subscription.all()
    await time_machine.advance(2)
    assert [await subscription.all() for subscription in subscriptions] == [[], []]


@pytest.mark.parametrize("kind", ["peers", "topology", "messages", "activity"])
async def test_subscription_outlives_a_reload(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
    make_neighbour: MakeNeighbour,
    kind: str,
) -> None:
    subscription = await dashboard.subscribe(kind)
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    events = [event for event in await subscription.all() if event["type"] != "delta"]
    assert [event["type"] for event in events] == ["gone", "snapshot"]
    assert events[0]["state"] == "unload_in_progress"
    make_neighbour("carol").dial(gatt_servers[-1])
    config_entry.runtime_data.async_broadcast("back again")
    await time_machine.advance(3)
    assert await subscription.all()


@pytest.mark.parametrize("kind", ["peers", "topology", "messages", "activity"])
async def test_subscription_without_a_node_says_so_and_begins_with_it(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    dashboard: Dashboard,
    kind: str,
) -> None:
    await hass.config_entries.async_unload(config_entry.entry_id)
    subscription = await dashboard.subscribe(kind)
    assert subscription.first == {"type": "gone", "state": "not_loaded"}
    error = await dashboard.refused("node")
    assert error["code"] == error["translation_key"] == "not_loaded"
    assert error["translation_domain"] == "mesh_broadcast"
    assert "Settings" in error["message"]
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    assert config_entry.state is ConfigEntryState.LOADED
    assert (await subscription.next())["type"] == "snapshot"


async def test_subscription_ends_with_its_connection(
    hass: HomeAssistant, node: MeshCoordinator, dashboard: Dashboard, alice: Neighbour
) -> None:
    before = len(node.history_changes._listeners), len(node.facts._listeners)
    for kind in ("peers", "topology", "messages", "activity"):
        await dashboard.subscribe(kind)
    assert node.frames
    await dashboard.client.close()
    await hass.async_block_till_done()
    assert not node.frames
    after = len(node.history_changes._listeners), len(node.facts._listeners)
    assert after == before


async def test_signal_history_is_told(
    node: MeshCoordinator, dashboard: Dashboard, alice: Neighbour
) -> None:
    for number in range(300):
        node.signals.note(alice.fingerprint, 1_000_000 + number * 15_000, -50)
        node.signals.note(alice.fingerprint, 1_000_001 + number * 15_000, -99)
    result = await dashboard.ask("signal_history", fingerprint=alice.fingerprint)
    assert len(result["samples"]) == 240
    assert result["samples"][-1] == [1_000_000 + 299 * 15_000, -50]
    nobody = await dashboard.ask("signal_history", fingerprint="ff" * 32)
    assert nobody == {"samples": []}


async def test_nonsense_is_refused(node: MeshCoordinator, connect: Connect) -> None:
    dashboard = await connect()
    for command, data in (
        ("messages/list", {"conversation": "alice"}),
        ("messages/list", {"conversation": "public", "limit": 201}),
        ("messages/list", {"conversation": "public", "limit": 0}),
        ("messages/list", {"conversation": "public", "before": "1", "around": "2"}),
        ("messages/send", {"conversation": "public"}),
        ("messages/send", {"conversation": "public", "text": {"html": "x"}}),
        ("messages/mark_read", {"conversation": "public", "message_ids": "1"}),
        ("peers/subscribe", {"include_known": "yes"}),
        ("signal_history", {}),
    ):
        assert (await dashboard.refused(command, **data))["code"] == "invalid_format"
