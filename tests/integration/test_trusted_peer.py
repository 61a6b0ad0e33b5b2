"""Trusting a peer: whom, what it may do, and that it applies at once."""

from typing import Any

from homeassistant.config_entries import ConfigSubentry, SubentryFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import DeliveryStatus
from custom_components.mesh_broadcast.settings import NodeSettings

from .virtual_air import Neighbour, TimeMachine

STRANGER = "ab" * 32
RIGHTS = {"may_use_assist": False, "rate_limit": 6, "read_receipts": False}


@pytest.fixture
def user(hass: HomeAssistant) -> MockUser:
    """Return a user of this home."""
    return MockUser(name="Ann").add_to_hass(hass)


@pytest.fixture
async def conversation(hass: HomeAssistant) -> None:
    """Set Assist up."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})


async def _start(hass: HomeAssistant, entry: MockConfigEntry) -> SubentryFlowResult:
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "trusted_peer"), context={"source": "user"}
    )


async def _submit(
    hass: HomeAssistant, form: SubentryFlowResult, **fields: Any
) -> SubentryFlowResult:
    return await hass.config_entries.subentries.async_configure(
        form["flow_id"], RIGHTS | fields
    )


async def _change(
    hass: HomeAssistant, entry: MockConfigEntry, subentry: ConfigSubentry
) -> SubentryFlowResult:
    return await entry.start_subentry_reconfigure_flow(hass, subentry.subentry_id)


def _only(entry: MockConfigEntry) -> ConfigSubentry:
    (subentry,) = entry.subentries.values()
    return subentry


def _offered(result: SubentryFlowResult, field: str) -> dict[str, str]:
    schema = result["data_schema"]
    assert schema is not None
    selector = schema.schema[field]
    return {option["value"]: option["label"] for option in selector.config["options"]}


def _suggested(result: SubentryFlowResult) -> dict[str, Any]:
    schema = result["data_schema"]
    assert schema is not None
    return {
        str(key): key.description["suggested_value"]
        for key in schema.schema
        if key.description
    }


async def test_peer_in_reach_is_chosen_and_applies_at_once(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    form = await _start(hass, config_entry)
    # The frontend shows the value of what was chosen, not its label.
    chosen = f"alice {alice.fingerprint}"
    assert _offered(form, "fingerprint") == {
        chosen: f"alice ({alice.fingerprint[:8]}), hops: 1"
    }
    result = await _submit(hass, form, fingerprint=chosen)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await time_machine.advance(1)

    subentry = _only(config_entry)
    assert subentry.title == "alice"
    assert subentry.unique_id == alice.fingerprint
    assert subentry.data == RIGHTS | {"fingerprint": alice.fingerprint}
    assert config_entry.runtime_data is node
    assert set(node.settings.trusted_peers) == {alice.fingerprint}
    assert node.devices.device_id(alice.fingerprint) is not None
    assert _offered(await _start(hass, config_entry), "fingerprint") == {}


async def test_peers_away_come_last_and_blocked_ones_not_at_all(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Any,
    server: Any,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    bob, aaron = make_neighbour("bob"), make_neighbour("aaron")
    bob.dial(server)
    aaron.dial(server)
    await time_machine.advance(3)
    aaron.leave()
    await time_machine.advance(1)
    aaron.hang_up()
    await time_machine.advance(3)
    node.async_set_blocked(bob.fingerprint, blocked=True)
    offered = _offered(await _start(hass, config_entry), "fingerprint")
    alices, aarons = f"alice {alice.fingerprint}", f"aaron {aaron.fingerprint}"
    assert list(offered) == [alices, aarons]
    assert offered[aarons] == f"aaron ({aaron.fingerprint[:8]})"


async def test_name_that_holds_a_fingerprint_stands_for_its_own_peer(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: Any,
    config_entry: MockConfigEntry,
    make_neighbour: Any,
    time_machine: TimeMachine,
) -> None:
    eve = make_neighbour(STRANGER)
    eve.dial(server)
    await time_machine.advance(2)
    form = await _start(hass, config_entry)
    (chosen,) = _offered(form, "fingerprint")
    assert chosen.startswith(STRANGER[:8])
    await _submit(hass, form, fingerprint=chosen)
    assert set(node.settings.trusted_peers) == {eve.fingerprint}


@pytest.mark.parametrize(
    "written",
    [
        STRANGER,
        STRANGER.upper(),
        " ".join(STRANGER[at : at + 4] for at in range(0, 64, 4)),
        ":".join(STRANGER[at : at + 2] for at in range(0, 64, 2)) + "\n",
    ],
)
async def test_fingerprint_can_be_entered_while_the_node_is_off(
    hass: HomeAssistant, config_entry: MockConfigEntry, written: str
) -> None:
    form = await _start(hass, config_entry)
    assert _offered(form, "fingerprint") == {}
    result = await _submit(hass, form, fingerprint=written)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert _only(config_entry).title == "abababab"
    assert NodeSettings.from_entry(config_entry).trusted_peers[STRANGER].agent is None


async def test_nobody_is_chosen_unless_the_user_does(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
) -> None:
    form = await _start(hass, config_entry)
    assert _offered(form, "fingerprint")
    schema = form["data_schema"]
    assert schema is not None
    # The frontend chooses the first of a required list by itself.
    (field,) = (field for field in schema.schema if field == "fingerprint")
    assert isinstance(field, probatio.Optional)
    result = await _submit(hass, form)
    assert result["errors"] == {"fingerprint": "fingerprint_invalid"}
    assert not config_entry.subentries


async def test_mistakes_can_be_put_right(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    user: MockUser,
    conversation: None,
) -> None:
    form = await _start(hass, config_entry)

    async def errors(**fields: Any) -> dict[str, str] | None:
        result = await _submit(hass, form, **({"fingerprint": STRANGER} | fields))
        assert result["type"] is FlowResultType.FORM
        for field, value in fields.items():
            assert _suggested(result)[field] == value
        return result["errors"]

    for wrong in ("alice", f"{STRANGER} alice", f"alice{STRANGER}"):
        assert await errors(fingerprint=wrong) == {"fingerprint": "fingerprint_invalid"}
    assert await errors(fingerprint=node.identity.fingerprint) == {
        "fingerprint": "fingerprint_own"
    }
    assert await errors(name="a" * 51) == {"name": "nickname_too_long"}
    assert await errors(name="a\nb") == {"name": "nickname_unprintable"}
    assert await errors(agent="conversation.gone") == {"agent": "agent_unknown"}
    assert await errors(agent="gone") == {"agent": "agent_unknown"}
    assert await errors(may_use_assist=True) == {"user": "user_needed"}
    hass.auth._store._users.pop(user.id)
    assert await errors(user=user.id) == {"user": "user_unknown"}

    user.add_to_hass(hass)
    result = await _submit(
        hass,
        form,
        fingerprint=STRANGER,
        name=" Bob's phone ",
        may_use_assist=True,
        agent="conversation.home_assistant",
        user=user.id,
        rate_limit=2.0,
        read_receipts=True,
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    peer = node.settings.trusted_peers[STRANGER]
    assert peer.name == "Bob's phone"
    assert peer.may_use_assist
    assert peer.agent == "conversation.home_assistant"
    assert peer.user == user.id
    assert peer.rate_limit == 2
    assert peer.read_receipts


async def test_only_people_who_can_log_in_can_be_acted_for(
    hass: HomeAssistant, config_entry: MockConfigEntry, user: MockUser
) -> None:
    MockUser(name="Supervisor", system_generated=True).add_to_hass(hass)
    left = MockUser(name="Left", is_active=False).add_to_hass(hass)
    form = await _start(hass, config_entry)
    assert _offered(form, "user") == {user.id: "Ann"}
    assert left.id not in _offered(form, "user")


async def test_home_without_assist_cannot_let_anybody_use_it(
    hass: HomeAssistant, config_entry: MockConfigEntry, user: MockUser
) -> None:
    form = await _start(hass, config_entry)
    result = await _submit(
        hass, form, fingerprint=STRANGER, may_use_assist=True, user=user.id
    )
    assert result["errors"] == {"base": "no_conversation"}
    result = await _submit(
        hass, form, fingerprint=STRANGER, agent="conversation.home_assistant"
    )
    assert result["errors"] == {"agent": "agent_unknown"}
    result = await _submit(hass, form, fingerprint=STRANGER, user=user.id)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_nobody_is_trusted_twice(
    hass: HomeAssistant, config_entry: MockConfigEntry
) -> None:
    first, second = await _start(hass, config_entry), await _start(hass, config_entry)
    await _submit(hass, first, fingerprint=STRANGER)
    result = await _submit(hass, second, fingerprint=STRANGER.upper())
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"
    assert len(config_entry.subentries) == 1


async def test_rights_change_without_a_restart(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    user: MockUser,
    conversation: None,
) -> None:
    await _submit(hass, await _start(hass, config_entry), fingerprint=alice.fingerprint)
    form = await _change(hass, config_entry, _only(config_entry))
    assert form["step_id"] == "reconfigure"
    placeholders = form["description_placeholders"]
    assert placeholders is not None
    assert placeholders["fingerprint"].replace(" ", "") == alice.fingerprint
    assert _suggested(form) == RIGHTS | {"name": "alice", "agent": None, "user": None}

    result = await _submit(hass, form, name=" ")
    assert result["errors"] == {"name": "nickname_empty"}
    changed = {"may_use_assist": True, "user": user.id, "rate_limit": 3}
    result = await _submit(hass, form, name="Alice", **changed)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert config_entry.runtime_data is node
    subentry = _only(config_entry)
    assert subentry.title == "Alice"
    assert subentry.unique_id == alice.fingerprint
    assert subentry.data == RIGHTS | changed | {"fingerprint": alice.fingerprint}
    assert node.settings.trusted_peers[alice.fingerprint].rate_limit == 3


async def test_user_who_is_gone_is_shown_and_has_to_be_replaced(
    hass: HomeAssistant, config_entry: MockConfigEntry, user: MockUser
) -> None:
    await _submit(
        hass, await _start(hass, config_entry), fingerprint=STRANGER, user=user.id
    )
    hass.auth._store._users.pop(user.id)
    form = await _change(hass, config_entry, _only(config_entry))
    assert _offered(form, "user") == {user.id: user.id}
    result = await _submit(hass, form, name="Bob", user=user.id)
    assert result["errors"] == {"user": "user_unknown"}
    result = await _submit(hass, form, name="Bob")
    assert result["type"] is FlowResultType.ABORT
    assert "user" not in _only(config_entry).data


async def test_trust_that_is_withdrawn_ends_at_once(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
) -> None:
    await _submit(hass, await _start(hass, config_entry), fingerprint=alice.fingerprint)
    await hass.async_block_till_done()
    assert node.settings.trusted_peers
    hass.config_entries.async_remove_subentry(
        config_entry, _only(config_entry).subentry_id
    )
    await hass.async_block_till_done()
    assert not node.settings.trusted_peers
    assert alice.fingerprint not in node.settings.picked_peers


async def test_options_do_not_pick_for_good_who_is_trusted_for_now(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
) -> None:
    await _submit(hass, await _start(hass, config_entry), fingerprint=alice.fingerprint)
    await hass.async_block_till_done()
    assert alice.fingerprint in node.settings.picked_peers
    form = await hass.config_entries.options.async_init(config_entry.entry_id)
    schema = form["data_schema"]
    assert schema is not None
    filled = {
        str(key): key.description["suggested_value"]
        for key in schema.schema
        if key.description
    }
    assert filled["picked_peers"] == []
    await hass.config_entries.options.async_configure(form["flow_id"], filled)
    assert config_entry.options["picked_peers"] == []


@pytest.mark.parametrize("all_others", [True, False])
async def test_read_receipts_of_a_trusted_peer_are_its_own(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
    all_others: bool,
) -> None:
    hass.config_entries.async_update_entry(
        config_entry, options=config_entry.options | {"read_receipts": all_others}
    )
    await hass.async_block_till_done()
    form = await _start(hass, config_entry)
    assert _suggested(form)["read_receipts"] is all_others
    await _submit(
        hass, form, fingerprint=alice.fingerprint, read_receipts=not all_others
    )
    await time_machine.advance(1)
    alice.whisper(node.identity.fingerprint, "hello")
    await time_machine.advance(3)
    node.async_mark_read(alice.fingerprint, None)
    await time_machine.advance(3)
    told = alice.deliveries[-1].status is DeliveryStatus.READ
    assert told is not all_others


async def test_wipe_trusts_nobody_any_more(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
) -> None:
    await _submit(hass, await _start(hass, config_entry), fingerprint=alice.fingerprint)
    await hass.async_block_till_done()
    alice.stop()
    async with config_entry.setup_lock:
        await node.async_wipe()
    await hass.async_block_till_done()
    assert not config_entry.subentries
    assert not config_entry.runtime_data.settings.trusted_peers
