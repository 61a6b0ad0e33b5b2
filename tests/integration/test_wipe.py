"""Forgetting everything, and what the node makes of a peer's changed key."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.auth.models import User
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import (
    device_registry as dr,
    issue_registry as ir,
    restore_state,
)
from homeassistant.helpers.storage import Store
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.mesh_broadcast.const import (
    DOMAIN,
    EVENT_DELIVERY,
    MAX_KEY_ISSUES,
    WIPE_PHRASE,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import (
    Identity,
    KeyRefused,
    PeerId,
    PeerTrust,
)
from custom_components.mesh_broadcast.repairs import (
    AcceptKeyFlow,
    async_create_fix_flow,
)

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

CONFIRMED = {"confirm": True, "phrase": WIPE_PHRASE}
REAL_STORE = {
    name: getattr(Store, name)
    for name in ("_async_load", "_async_write_data", "async_remove")
}


@pytest.fixture
def storage(hass: HomeAssistant, tmp_path: Path) -> Iterator[Path]:
    """Give the node real files."""
    hass.config.config_dir = str(tmp_path)
    with patch.multiple(Store, **REAL_STORE):
        yield tmp_path / ".storage"


def _contents(storage: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in storage.iterdir()}


def _public_channel(hass: HomeAssistant) -> Mapping[str, Any]:
    state = hass.states.get("event.mesh_broadcast_public_channel")
    assert state is not None
    return state.attributes


async def _wipe(hass: HomeAssistant, data: dict[str, Any]) -> None:
    await hass.services.async_call(DOMAIN, "wipe", data, blocking=True)


@pytest.fixture
async def full_node(
    hass: HomeAssistant,
    storage: Path,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> MeshCoordinator:
    """Return a node with something in each of its files."""
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options
        | {"keep_private": True, "picked_peers": [alice.fingerprint]},
    )
    alice.say("public text")
    alice.whisper(node.identity.fingerprint, "private text")
    await time_machine.advance(3)
    node.async_set_verified(alice.fingerprint, verified=True)
    alice.stop()
    node.async_send_private(alice.fingerprint, "waiting text")
    await time_machine.advance(40, step=1)
    return node


async def test_wipe_leaves_nothing_on_disk_and_a_new_person(
    hass: HomeAssistant,
    full_node: MeshCoordinator,
    alice: Neighbour,
    storage: Path,
    config_entry: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    time_machine: TimeMachine,
) -> None:
    keys = full_node.identity.to_bytes().hex().encode()
    before = b"".join(_contents(storage).values())
    secrets = [
        keys,
        b"public text",
        b"private text",
        b"waiting text",
        alice.identity.signing_key.hex().encode(),
    ]
    assert all(secret in before for secret in secrets)
    (storage / f"{DOMAIN}.history.set_aside.1").write_bytes(b"private text")
    (storage / "tmpkilled").write_bytes(b'{"key": "mesh_broadcast.identity", ' + keys)
    deliveries = async_capture_events(hass, EVENT_DELIVERY)

    assert _public_channel(hass)["text"] == "public text"

    await _wipe(hass, CONFIRMED)
    await hass.async_block_till_done()
    # Home Assistant keeps the last state of an entity, and gives it back.
    assert "text" not in _public_channel(hass)
    kept = restore_state.async_get(hass).async_get_stored_states()
    assert "public text" not in str([state.as_dict() for state in kept])
    ours = {
        name: content
        for name, content in _contents(storage).items()
        if name.startswith((DOMAIN, "tmp"))
    }
    for secret in secrets:
        assert not any(secret in content for content in ours.values())
    assert config_entry.state is ConfigEntryState.LOADED
    renewed: MeshCoordinator = config_entry.runtime_data
    assert renewed.identity.fingerprint != full_node.identity.fingerprint
    assert config_entry.data["fingerprint"] == renewed.identity.fingerprint
    assert "picked_peers" not in config_entry.options
    assert renewed.names == {}
    assert len(renewed.history) == 0
    assert renewed.engine.outbox == ()
    assert renewed.engine.trust == ()
    assert renewed.engine.stored_packets == ()
    devices = dr.async_entries_for_config_entry(device_registry, config_entry.entry_id)
    assert [device.id for device in devices] == [renewed.devices.node_device_id]
    (last,) = [event.data for event in deliveries if event.data["failure"]]
    assert (last["status"], last["failure"]) == ("failed", "wiped")

    # Nor does anything come back later.
    await time_machine.advance(60, step=1)
    later = b"".join(
        content
        for name, content in _contents(storage).items()
        if name.startswith((DOMAIN, "tmp"))
    )
    assert not any(secret in later for secret in secrets)


async def test_wipe_ends_the_repairs_about_what_is_forgotten(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    issue_registry: ir.IssueRegistry,
) -> None:
    """But neither those about its radio, nor those of others."""
    fingerprint = "07" * 32
    node._apply([KeyRefused(PeerId(b"\x07" * 8), fingerprint, "mallory")])
    await hass.config_entries.async_unload(config_entry.entry_id)
    hass_storage[f"{DOMAIN}.history"]["data"] = {"conversations": "garbled"}
    await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    kept = {(DOMAIN, "no_slot"), ("other", f"key_changed_{fingerprint}")}
    for domain, issue_id in kept:
        ir.async_create_issue(
            hass,
            domain,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="no_slot",
        )
    assert set(issue_registry.issues) == kept | {
        (DOMAIN, f"key_changed_{fingerprint}"),
        (DOMAIN, "store_set_aside_history"),
    }
    await _wipe(hass, CONFIRMED)
    assert set(issue_registry.issues) == kept


@pytest.mark.parametrize(
    "data",
    [
        {"confirm": False, "phrase": WIPE_PHRASE},
        {"confirm": True, "phrase": "yes"},
    ],
)
async def test_wipe_asks_twice(
    hass: HomeAssistant, full_node: MeshCoordinator, data: dict[str, Any]
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await _wipe(hass, data)
    assert error.value.translation_key == "wipe_not_confirmed"
    assert len(full_node.history) == 3
    assert full_node.running


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("wipe", CONFIRMED),
        ("clear_history", {}),
        ("block_peer", {"nickname": "alice"}),
        ("unblock_peer", {"nickname": "alice"}),
        ("verify_peer", {"fingerprint": "00" * 32}),
        ("unverify_peer", {"nickname": "alice"}),
    ],
)
async def test_some_things_are_for_administrators(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    hass_read_only_user: User,
    action: str,
    data: dict[str, Any],
) -> None:
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            action,
            data,
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
        )


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("send_broadcast", {"message": "hello"}),
        ("emergency_broadcast", {"message": "fire"}),
        ("stop_emergency_broadcast", {}),
        ("send_message", {"nickname": "alice", "message": "hello"}),
        ("ping", {"nickname": "alice"}),
        ("mark_read", {"conversation": "public"}),
    ],
)
async def test_who_may_only_look_sends_nothing(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    hass_read_only_user: User,
    action: str,
    data: dict[str, Any],
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await hass.services.async_call(
            DOMAIN,
            action,
            data,
            blocking=True,
            return_response=True,
            context=Context(user_id=hass_read_only_user.id),
        )
    assert error.value.translation_key == "sending_not_allowed"
    assert not node.emergencies.running
    assert len(node.history) == 0


async def test_changed_key_is_explained_and_can_be_accepted(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    issue_registry: ir.IssueRegistry,
    time_machine: TimeMachine,
) -> None:
    alice.hang_up()
    alice.stop()
    await time_machine.advance(1)
    other = make_neighbour("alice")
    renewed = Identity(alice.identity.noise_private, b"\x07" * 32)
    other.engine._identity = other.identity = renewed
    other.dial(server)
    await time_machine.advance(20, step=0.5)
    issue_id = f"key_changed_{alice.fingerprint}"
    issue = issue_registry.async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.is_fixable
    assert issue.translation_placeholders == {
        "nickname": "alice",
        "quoted": "alice",
        "fingerprint": alice.fingerprint,
    }

    flow = await async_create_fix_flow(hass, issue_id, issue.data)
    assert isinstance(flow, AcceptKeyFlow)
    flow.hass = hass
    form = await flow.async_step_init()
    assert form["description_placeholders"] == issue.translation_placeholders
    await flow.async_step_confirm({})
    await time_machine.advance(40, step=0.5)
    peer = node.peer_in_reach(alice.fingerprint)
    assert peer is not None
    assert peer.signing_key == renewed.signing_key
    assert peer.trust is not PeerTrust.VERIFIED


async def test_fix_of_a_changed_key_while_the_node_is_off(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
) -> None:
    await hass.config_entries.async_unload(config_entry.entry_id)
    data: Any = {"entry_id": config_entry.entry_id, "fingerprint": alice.fingerprint}
    flow = await async_create_fix_flow(hass, "key_changed_a", data)
    assert isinstance(flow, AcceptKeyFlow)
    flow.hass = hass
    form = await flow.async_step_init()
    assert (form["description_placeholders"] or {})["nickname"]
    assert (await flow.async_step_confirm({}))["type"] == "create_entry"


async def test_nickname_is_no_markup_in_a_repair(
    hass: HomeAssistant, node: MeshCoordinator, issue_registry: ir.IssueRegistry
) -> None:
    nickname = "[x](http://a.b) <ha-alert> ![](//c)"
    fingerprint = "07" * 32
    node._apply([KeyRefused(PeerId(b"\x07" * 8), fingerprint, nickname)])
    issue = issue_registry.async_get_issue(DOMAIN, f"key_changed_{fingerprint}")
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["quoted"] == (
        r"\[x\]\(http\:\/\/a\.b\) \<ha\-alert\> \!\[\]\(\/\/c\)"
    )
    # The title is no Markdown, and shows the nickname as it is.
    assert issue.translation_placeholders["nickname"] == nickname


async def test_forged_announces_do_not_flood_the_repairs(
    hass: HomeAssistant, node: MeshCoordinator, issue_registry: ir.IssueRegistry
) -> None:
    for number in range(50):
        fingerprint = f"{number:064x}"
        peer_id = PeerId(bytes.fromhex(fingerprint)[:8])
        node._apply([KeyRefused(peer_id, fingerprint, "mallory")] * 2)
    changed = [key for _, key in issue_registry.issues if "key_changed" in key]
    assert len(changed) == MAX_KEY_ISSUES
