"""What is remembered of peers: bounded, and written seldom."""

from collections.abc import Callable
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast import store as store_module
from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import (
    DropReason,
    Identity,
    PeerPinned,
    fingerprint_of,
    peer_id_of,
)
from custom_components.mesh_broadcast.store import PeerStore

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

PEERS = f"{DOMAIN}.peers"


def _pinned(number: int) -> PeerPinned:
    noise_key = number.to_bytes(32)
    return PeerPinned(peer_id_of(noise_key), noise_key, bytes(32))


def _fingerprint(number: int) -> str:
    return fingerprint_of(number.to_bytes(32))


async def test_pinned_key_survives_a_restart(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    """Somebody with the right Noise key and another signing key stays a stranger."""
    alice.hang_up()
    alice.stop()
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    restarted: MeshCoordinator = config_entry.runtime_data

    thief = make_neighbour("alice")
    thief.engine._identity = Identity(alice.identity.noise_private, b"\x07" * 32)
    thief.dial(gatt_servers[-1])
    await time_machine.advance(5)
    assert restarted.peers_in_reach == 0
    assert restarted.engine.statistics.dropped[DropReason.KEY_CHANGED] > 0


async def test_new_peer_is_written_once_and_soon(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
) -> None:
    assert PEERS not in hass_storage
    await time_machine.advance(35, step=1)
    (stored,) = hass_storage[PEERS]["data"]["peers"]
    assert stored["nickname"] == "alice"
    assert stored["noise_key"] == alice.identity.noise_key.hex()
    assert stored["signing_key"] == alice.identity.signing_key.hex()

    del hass_storage[PEERS]
    await time_machine.advance(120, step=1)
    assert PEERS not in hass_storage


async def test_crowd_cannot_put_the_write_off(
    hass: HomeAssistant, hass_storage: dict[str, Any], time_machine: TimeMachine
) -> None:
    known = PeerStore(hass)
    for number in range(40):
        known.pin(_pinned(number), number, ())
        await time_machine.advance(1, step=1)
    assert len(hass_storage[PEERS]["data"]["peers"]) >= 30
    await known.async_flush()


async def test_memory_is_bounded_and_keeps_devices(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MAX_KNOWN_PEERS", 10)
    known = PeerStore(hass)
    keep = {_fingerprint(0), _fingerprint(1)}
    for number in range(100):
        known.pin(_pinned(number), number, keep)
    kept = {fingerprint for fingerprint, _ in known.items()}
    assert kept == keep | {_fingerprint(number) for number in range(92, 100)}
    assert len(list(known.pins())) == 10
    # Where all of them have devices, the newcomer waits outside.
    known.pin(_pinned(200), 0, kept)
    assert known.get(_fingerprint(200)) is None
    assert {fingerprint for fingerprint, _ in known.items()} == kept
    await known.async_flush()


async def test_hidden_peers_are_bounded(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MAX_HIDDEN_PEERS", 3)
    known = PeerStore(hass)
    for number in range(5):
        known.hide(str(number))
    assert [n for n in range(5) if known.is_hidden(str(n))] == [2, 3, 4]
    await known.async_flush()


async def test_what_is_saved_is_what_is_loaded(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    known = PeerStore(hass)
    for number in range(3):
        known.pin(_pinned(number), number, ())
    known.forget(_fingerprint(1))
    known.forget("nobody")
    known.hide("ab")
    await known.async_flush()
    loaded = PeerStore(hass)
    await loaded.async_load()
    assert dict(loaded.items()) == dict(known.items())
    assert loaded.is_hidden("ab")
    await loaded.async_remove()
    assert PEERS not in hass_storage
