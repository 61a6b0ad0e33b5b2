"""The condition that peers are in reach, in automations."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .automations import record, why_invalid
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

STRANGER = "00" * 32


@pytest.fixture
async def bob(
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> Neighbour:
    """Return a peer behind alice."""
    bob = make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(3)
    return bob


async def passes(hass: HomeAssistant, **options: Any) -> bool:
    """Return whether an automation with the condition runs."""
    condition = {"condition": "mesh_broadcast.peer_in_reach", "options": options}
    trigger = {"trigger": "event", "event_type": "go"}
    seen = await record(hass, trigger, conditions=[condition])
    hass.bus.async_fire("go")
    await hass.async_block_till_done()
    return bool(seen)


@pytest.mark.parametrize(
    ("who", "options", "expected"),
    [
        ("", {}, True),
        ("alice", {}, True),
        ("bob", {}, True),
        ("alice", {"direct": True}, True),
        ("bob", {"direct": True}, False),
        ("bob", {"max_hops": 1}, False),
        ("bob", {"max_hops": 2}, True),
        ("alice bob", {"direct": True}, True),
        ("alice bob", {"direct": True, "behavior": "all"}, False),
        ("alice bob", {"behavior": "all"}, True),
        ("alice", {"min_trust": "pinned"}, True),
        ("alice", {"min_trust": "verified"}, False),
        ("stranger", {}, False),
        ("alice stranger", {"behavior": "any"}, True),
        ("alice stranger", {"behavior": "all"}, False),
    ],
)
async def test_peers_count_as_near_as_they_are_to_be(
    hass: HomeAssistant,
    alice: Neighbour,
    bob: Neighbour,
    who: str,
    options: dict[str, Any],
    expected: bool,
) -> None:
    fingerprints = {
        "alice": alice.fingerprint,
        "bob": bob.fingerprint,
        "stranger": STRANGER,
    }
    selected = [fingerprints[name] for name in who.split()]
    assert await passes(hass, fingerprint=selected, **options) is expected


async def test_nobody_is_in_reach_of_an_empty_mesh(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    assert not await passes(hass)


async def test_peer_that_left_is_out_of_reach(
    hass: HomeAssistant, alice: Neighbour, time_machine: TimeMachine
) -> None:
    alice.leave()
    await time_machine.advance(2)
    assert not await passes(hass, fingerprint=alice.fingerprint)


async def test_blocked_peer_does_not_count(
    hass: HomeAssistant, node: MeshCoordinator, alice: Neighbour
) -> None:
    node.async_set_blocked(alice.fingerprint, blocked=True)
    assert not await passes(hass)
    assert not await passes(hass, fingerprint=alice.fingerprint)


async def test_node_that_is_not_loaded_reaches_nobody(
    hass: HomeAssistant,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    server: FakeGattServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await hass.config_entries.async_unload(config_entry.entry_id)
    assert not await passes(hass, fingerprint=alice.fingerprint)
    assert "ERROR" not in caplog.text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"device_id": "gone"}, "The device gone is not a peer"),
        ({"fingerprint": "x"}, "64 hexadecimal digits"),
        ({"max_hops": 0}, "max_hops"),
        ({"behavior": "some"}, "behavior"),
    ],
)
async def test_wrong_options_are_said_clearly(
    hass: HomeAssistant,
    node: MeshCoordinator,
    caplog: pytest.LogCaptureFixture,
    options: dict[str, Any],
    words: str,
) -> None:
    condition = {"condition": "mesh_broadcast.peer_in_reach", "options": options}
    assert words in await why_invalid(hass, caplog, condition=condition)
