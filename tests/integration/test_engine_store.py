"""What the engine left comes back as it was, or not at all."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.engine_store import EngineMemory, EngineStore
from custom_components.mesh_broadcast.protocol import PeerTrust

from .virtual_air import Neighbour, TimeMachine


@pytest.fixture
async def stored(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
) -> EngineMemory:
    """Return what a node left that has something of everything."""
    alice.say("public")
    alice.whisper(node.identity.fingerprint, "private")
    await time_machine.advance(3)
    node.async_send_private(alice.fingerprint, "delivered")
    await time_machine.advance(3)
    alice.stop()
    node.async_send_private(alice.fingerprint, "waiting")
    node.async_set_verified(alice.fingerprint, verified=True)
    node._engine_store.async_centrals_changed(frozenset({"5A:00:00:00:00:01"}))
    await time_machine.advance(40, step=1)
    engine = node.engine
    memory = EngineMemory(
        outbox=engine.outbox,
        sent=engine.sent_private,
        received=engine.received_private,
        trust=engine.trust,
        packets=engine.stored_packets,
        centrals=frozenset({"5A:00:00:00:00:01"}),
    )
    assert all(
        (memory.outbox, memory.sent, memory.received, memory.trust, memory.packets)
    )
    return memory


async def test_what_is_stored_is_what_is_loaded(
    hass: HomeAssistant, stored: EngineMemory
) -> None:
    loaded = await EngineStore(hass).async_load()
    assert loaded == stored
    assert loaded.outbox[0].parts[0].text == "waiting"
    assert loaded.trust[0].trust is PeerTrust.VERIFIED


async def test_a_file_from_before_receipts_were_followed_is_loaded(
    hass: HomeAssistant, stored: EngineMemory, hass_storage: dict[str, Any]
) -> None:
    del hass_storage[f"{DOMAIN}.outbox"]["data"]["sent"]
    loaded = await EngineStore(hass).async_load()
    assert loaded.outbox == stored.outbox
    assert loaded.sent == ()


async def test_each_change_is_written_in_its_time(
    hass: HomeAssistant, node: MeshCoordinator, hass_storage: dict[str, Any]
) -> None:
    """Without an engine, and with nothing in it, the files are empty but whole."""
    for store in (EngineStore(hass), node._engine_store):
        await store.async_flush()
        assert await EngineStore(hass).async_load() == EngineMemory()


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        ("outbox", {"outbox": [{"id": 1}], "received": []}),
        ("outbox", {"outbox": [], "sent": [{"peer": "ab" * 8}], "received": []}),
        (
            "outbox",
            {"outbox": [], "received": [{"peer": "ab", "id": "", "received": 1}]},
        ),
        ("outbox", {"outbox": [], "received": [{"peer": "ab" * 8, "id": 1}]}),
        ("trust", {"trust": [{"peer": "ab" * 8, "noise_key": "ab"}]}),
        ("trust", {"trust": 5}),
        ("gossip", {"packets": ["???"]}),
        ("gossip", {}),
        ("centrals", {"centrals": [5]}),
    ],
)
async def test_damage_to_one_file_costs_no_other(
    hass: HomeAssistant,
    stored: EngineMemory,
    hass_storage: dict[str, Any],
    issue_registry: ir.IssueRegistry,
    file: str,
    damage: dict[str, Any],
) -> None:
    hass_storage[f"{DOMAIN}.{file}"]["data"] = damage
    loaded = await EngineStore(hass).async_load()
    assert (loaded.outbox == ()) is (loaded.received == ()) is (file == "outbox")
    assert (loaded.trust == ()) is (file == "trust")
    assert (loaded.packets == ()) is (file == "gossip")
    assert (loaded.centrals == frozenset()) is (file == "centrals")
    assert issue_registry.async_get_issue(DOMAIN, f"store_set_aside_{file}")
