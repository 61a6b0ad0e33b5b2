"""The activity log: what the node does, in facts for people."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.activity import (
    MAX_ENTRIES,
    ActivityKind,
    ActivityLog,
)
from custom_components.mesh_broadcast.const import CONF_NICKNAME
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import (
    DeliveryChanged,
    DeliveryStatus,
    LinkBound,
    LinkDown,
    LinkId,
    LinkRole,
    LinkUp,
    TrustChanged,
)
from custom_components.mesh_broadcast.signal_history import MAX_PEERS, SignalHistory

from .virtual_air import FakeGattServer, Neighbour, TimeMachine


def _entries(node: MeshCoordinator, kind: str) -> list[dict[str, Any]]:
    return [entry.data for entry in node.activity.entries if entry.kind == kind]


def test_log_keeps_the_latest() -> None:
    log = ActivityLog()
    for number in range(MAX_ENTRIES + 10):
        log.add(ActivityKind.NODE, number=number)
    assert len(log.entries) == MAX_ENTRIES
    numbers = [entry.number for entry in log.entries]
    assert numbers == sorted(set(numbers))
    assert log.entries[-1].data == {"number": MAX_ENTRIES + 9}


def test_signals_of_many_peers_are_bounded() -> None:
    signals = SignalHistory()
    for number in range(MAX_PEERS + 1):
        signals.note(f"{number:064x}", 1, -50)
    assert signals.of(f"{0:064x}") == ()
    assert signals.of(f"{MAX_PEERS:064x}") == ((1, -50),)


async def test_neighbour_that_comes_talks_and_goes(
    node: MeshCoordinator, alice: Neighbour, time_machine: TimeMachine
) -> None:
    alice.say("hello")
    await time_machine.advance(1)
    alice.leave()
    await time_machine.advance(1)
    alice.hang_up()
    await time_machine.advance(1)
    told = [
        entry.kind
        for entry in node.activity.entries
        if entry.data.get("peer_id") == alice.peer_id
    ]
    assert told[:3] == ["peer_appeared", "link_up", "message_received"]
    assert set(told[3:]) == {"peer_left", "link_down"}
    (up,) = _entries(node, "link_up")
    assert up == {
        "fingerprint": alice.fingerprint,
        "peer_id": alice.peer_id,
        "nickname": "alice",
        "role": "peripheral",
    }
    (message,) = _entries(node, "message_received")
    assert (message["text"], message["conversation"]) == ("hello", "public")


async def test_two_links_with_one_peer_are_told_once(
    node: MeshCoordinator, alice: Neighbour, time_machine: TimeMachine
) -> None:
    """Both dial each other: the first link is news, and the end of the last one."""
    second = LinkId("second")
    peer_id = alice.identity.peer_id
    node.facts.call(LinkUp(second, LinkRole.CENTRAL, "another address", 182))
    node.facts.call(LinkBound(second, peer_id))
    assert [up["role"] for up in _entries(node, "link_up")] == ["peripheral"]
    alice.hang_up()
    await time_machine.advance(1)
    assert not _entries(node, "link_down")
    node.facts.call(LinkDown(second))
    assert [down["role"] for down in _entries(node, "link_down")] == ["central"]


async def test_what_is_passed_on_is_counted_now_and_then(
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    make_neighbour("bob").dial(server)
    for number in range(20):
        alice.say(f"message {number}")
        await time_machine.advance(4, step=0.5)
    relayed = _entries(node, "relayed")
    assert 1 <= len(relayed) <= 5
    assert sum(entry["count"] for entry in relayed) > 10


async def test_damaged_frames_are_told_by_reason(
    node: MeshCoordinator, alice: Neighbour, time_machine: TimeMachine
) -> None:
    for number in range(5):
        alice.send_raw(bytes([9, 2, number]) * 20)
    await time_machine.advance(60, step=1)
    dropped = {entry["reason"]: entry["count"] for entry in _entries(node, "dropped")}
    assert dropped == {"malformed": 5}


async def test_delivery_is_told_once_a_step(
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    for name in ("bob", "carol"):
        make_neighbour(name).dial(server)
    await time_machine.advance(3)
    node.async_broadcast("who hears me?")
    await time_machine.advance(5)
    (sent,) = _entries(node, "message_sent")
    assert sent["text"] == "who hears me?"
    statuses = [entry["status"] for entry in _entries(node, "delivery")]
    assert len(statuses) == len(set(statuses))


async def test_trust_and_names_are_told(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    alice: Neighbour,
) -> None:
    node.async_set_verified(alice.fingerprint, verified=True)
    (trust,) = _entries(node, "trust")
    assert (trust["nickname"], trust["trust"]) == ("alice", "verified")
    hass.config_entries.async_update_entry(
        config_entry, options=dict(config_entry.options) | {CONF_NICKNAME: "lighthouse"}
    )
    await hass.async_block_till_done()
    assert _entries(node, "node")[-1] == {"state": "nickname", "nickname": "lighthouse"}


async def test_proof_of_a_verified_key_is_no_news(
    node: MeshCoordinator, alice: Neighbour, time_machine: TimeMachine
) -> None:
    node.async_set_verified(alice.fingerprint, verified=True)
    changed: list[TrustChanged] = []
    node.facts.add(
        lambda fact: changed.append(fact) if isinstance(fact, TrustChanged) else None
    )
    alice.whisper(node.identity.fingerprint, "hello")
    await time_machine.advance(3)
    assert len(changed) == 1
    assert len(_entries(node, "trust")) == 1
    node.async_set_verified(alice.fingerprint, verified=False)
    node.async_set_verified(alice.fingerprint, verified=True)
    trusts = [entry["trust"] for entry in _entries(node, "trust")]
    assert trusts == ["verified", "proven", "verified"]
    # Whoever is met anew begins from nothing, and may be verified again.
    node.async_forget_key(alice.fingerprint)
    await time_machine.advance(60, step=1)
    node.async_set_verified(alice.fingerprint, verified=True)
    assert _entries(node, "trust")[-1]["trust"] == "verified"
    assert len(_entries(node, "trust")) > len(trusts)


async def test_going_on_the_air_is_told(
    node: MeshCoordinator, time_machine: TimeMachine
) -> None:
    await time_machine.advance(2)
    states = [entry["state"] for entry in _entries(node, "node")]
    assert states == ["started", "on_air"]


async def test_who_is_away_is_named_too(
    node: MeshCoordinator, alice: Neighbour, time_machine: TimeMachine
) -> None:
    alice.leave()
    await time_machine.advance(1)
    node.async_set_blocked(alice.fingerprint, blocked=True)
    (trust,) = _entries(node, "trust")
    assert (trust["nickname"], trust["blocked"]) == ("alice", True)


async def test_what_a_neighbour_kept_for_us_is_counted(
    node: MeshCoordinator,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    alice, bob = make_neighbour("alice"), make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(5)
    for number in range(3):
        alice.say(f"old story {number}")
    await time_machine.advance(90, step=1)
    bob.dial(server)
    await time_machine.advance(90, step=1)
    told = [entry["count"] for entry in _entries(node, "sync")]
    assert sum(told) == 3
    assert "old story" not in str(_entries(node, "message_received"))


async def test_each_message_of_many_is_followed(
    node: MeshCoordinator, time_machine: TimeMachine
) -> None:
    for number in range(300):
        node.facts.call(
            DeliveryChanged(f"{number:032x}", None, DeliveryStatus.RELAYED, 1)
        )
    assert len(_entries(node, "delivery")) == MAX_ENTRIES
