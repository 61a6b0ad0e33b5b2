"""The triggers for peers that appear and leave, in automations."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .automations import record, why_invalid
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

APPEARED = "mesh_broadcast.peer_appeared"
LEFT = "mesh_broadcast.peer_left"


async def test_peer_that_appears_can_be_written_to(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    config_entry: MockConfigEntry,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    seen = await record(hass, {"trigger": APPEARED})
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(3)
    (data,) = seen
    assert data.pop("first_seen") <= data.pop("last_seen")
    assert data == {
        "id": "0",
        "idx": "0",
        "alias": None,
        "platform": APPEARED,
        "description": "bob appeared on the mesh",
        "entry_id": config_entry.entry_id,
        "conversation": bob.fingerprint,
        "peer_id": bob.peer_id,
        "fingerprint": bob.fingerprint,
        "nickname": "bob",
        "device_id": None,
        "trust": "pinned",
        "in_reach": True,
        "hops": 1,
        "direct": True,
        "rssi": data["rssi"],
    }


async def test_peer_that_leaves_is_told_of_once(
    hass: HomeAssistant, alice: Neighbour, time_machine: TimeMachine
) -> None:
    seen = await record(hass, {"trigger": LEFT})
    alice.leave()
    await time_machine.advance(2)
    alice.hang_up()
    await time_machine.advance(30, step=1)
    (data,) = seen
    assert data["fingerprint"] == alice.fingerprint
    assert data["in_reach"] is False
    assert data["hops"] is None
    assert data["description"] == "alice left the mesh"


async def test_who_is_there_already_does_not_appear(
    hass: HomeAssistant, alice: Neighbour, time_machine: TimeMachine
) -> None:
    seen = await record(hass, {"trigger": APPEARED})
    alice.say("still here")
    await time_machine.advance(40, step=1)
    assert not seen


@pytest.mark.parametrize("trigger", [APPEARED, LEFT])
async def test_only_selected_peers_count(
    hass: HomeAssistant,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    trigger: str,
) -> None:
    bob, carol = make_neighbour("bob"), make_neighbour("carol")
    seen = await record(
        hass, {"trigger": trigger, "options": {"fingerprint": [bob.fingerprint]}}
    )
    for neighbour in (carol, bob):
        neighbour.dial(server)
        await time_machine.advance(2)
        neighbour.leave()
        await time_machine.advance(2)
    assert [data["nickname"] for data in seen] == ["bob"]


async def test_neighbours_appear_and_leave_as_such(
    hass: HomeAssistant,
    server: FakeGattServer,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    """Who is heard through others is there, but no neighbour."""
    appeared = await record(hass, {"trigger": APPEARED, "options": {"direct": True}})
    bob = make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(3)
    assert not appeared
    bob.dial(server)
    await time_machine.advance(3)
    assert [data["nickname"] for data in appeared] == ["bob"]


async def test_neighbour_that_is_only_heard_through_others_left(
    hass: HomeAssistant,
    server: FakeGattServer,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    alice.join(bob)
    bob.dial(server)
    await time_machine.advance(3)
    left = await record(hass, {"trigger": LEFT, "options": {"direct": True}})
    bob._unplug.pop(next(link for link in bob._unplug if "node" in link))()
    await time_machine.advance(30, step=0.5)
    assert [(data["nickname"], data["in_reach"]) for data in left] == [("bob", True)]


async def test_peer_appears_once_it_is_trusted_enough(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    seen = await record(
        hass, {"trigger": APPEARED, "options": {"min_trust": "verified"}}
    )
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(3)
    assert not seen
    for verified in (True, False, True):
        node.async_set_verified(bob.fingerprint, verified=verified)
        await time_machine.advance(1)
    assert [data["trust"] for data in seen] == ["verified"]


@pytest.mark.parametrize("trigger", [APPEARED, LEFT])
async def test_nothing_is_told_of_blocked_peers(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    alice: Neighbour,
    time_machine: TimeMachine,
    trigger: str,
) -> None:
    seen = await record(hass, {"trigger": trigger})
    for blocked in (True, False):
        node.async_set_blocked(alice.fingerprint, blocked=blocked)
        alice.hang_up()
        await time_machine.advance(15, step=1)
        assert node.peer_in_reach(alice.fingerprint) is None
        alice.dial(server)
        await time_machine.advance(3)
        assert node.peer_in_reach(alice.fingerprint) is not None
        assert bool(seen) is not blocked


async def test_everybody_appears_anew_after_a_reload_and_nobody_left(
    hass: HomeAssistant,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    time_machine: TimeMachine,
) -> None:
    seen = await record(hass, {"trigger": APPEARED}, {"trigger": LEFT})
    await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    alice.hang_up()
    alice.dial(gatt_servers[-1])
    await time_machine.advance(5)
    assert [(data["nickname"], data["platform"]) for data in seen] == [
        ("alice", APPEARED)
    ]


async def test_wrong_options_are_said_clearly(
    hass: HomeAssistant, node: MeshCoordinator, caplog: pytest.LogCaptureFixture
) -> None:
    trigger = {"trigger": LEFT, "options": {"device_id": "gone"}}
    message = await why_invalid(hass, caplog, trigger=trigger)
    assert "The device gone is not a peer of the mesh, or no longer exists" in message
