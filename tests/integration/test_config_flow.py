"""Setting the node up, changing it, and its options."""

from collections.abc import Iterator
import re
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import (
    SOURCE_BLUETOOTH,
    SOURCE_IGNORE,
    SOURCE_USER,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from tests.common import inject, service_info

from .conftest import ADAPTER, Hardware, make_entry
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

RADIO = {"adapter": "automatic", "roles": ["central", "peripheral"]}
USER = {"nickname": "hermit"} | RADIO

OPTIONS = {
    "nickname": "hermit",
    "relay": False,
    "max_links": 2,
    "peer_devices": "picked",
    "picked_peers": [],
    "max_peer_devices": 3,
    "keep_days": 7,
    "accept_private": "pinned",
    "read_receipts": True,
    "keep_private": True,
    "private_users": [],
    "panel": False,
}


@pytest.fixture
def setup_entry() -> Iterator[Any]:
    with patch(
        "custom_components.mesh_broadcast.async_setup_entry", return_value=True
    ) as setup:
        yield setup


async def _start(hass: HomeAssistant, source: str = SOURCE_USER) -> ConfigFlowResult:
    info = service_info() if source == SOURCE_BLUETOOTH else None
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": source}, data=info
    )


def _suggested(result: ConfigFlowResult, field: str) -> Any:
    """Return what a form's field is filled with."""
    schema = result["data_schema"]
    assert schema is not None
    marker = next(key for key in schema.schema if key == field)
    return (marker.description or {}).get("suggested_value")


def _offered(result: ConfigFlowResult, field: str) -> dict[str, str]:
    """Return what a form's field lets one choose, with the labels."""
    schema = result["data_schema"]
    assert schema is not None
    selector = schema.schema[field]
    return {option["value"]: option["label"] for option in selector.config["options"]}


@pytest.mark.parametrize(
    ("source", "step"),
    [(SOURCE_USER, "user"), (SOURCE_BLUETOOTH, "bluetooth_confirm")],
)
async def test_sets_a_node_up(
    hass: HomeAssistant, hardware: Hardware, setup_entry: Any, source: str, step: str
) -> None:
    result = await _start(hass, source)
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == step
    assert _offered(result, "adapter")[ADAPTER].startswith("hci0 (00:00:00:00:00:01)")

    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], USER | {"nickname": " hermit "}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Mesh Broadcast"
    assert result["data"] == RADIO
    assert result["options"] == {"nickname": "hermit"}
    assert result["result"].unique_id == DOMAIN
    assert len(setup_entry.mock_calls) == 1


async def test_default_nickname_gives_nothing_away(
    hass: HomeAssistant, hardware: Hardware
) -> None:
    hass.config.location_name = "Villa Rosa"
    names = {_suggested(await _start(hass), "nickname") for _ in range(2)}
    assert all(re.fullmatch("mesh-[0-9a-f]{4}", name) for name in names)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"nickname": "  "}, {"nickname": "nickname_empty"}),
        ({"nickname": "a" * 51}, {"nickname": "nickname_too_long"}),
        ({"nickname": "a\nb"}, {"nickname": "nickname_unprintable"}),
        (
            {"nickname": "a\N{RIGHT-TO-LEFT OVERRIDE}b"},
            {"nickname": "nickname_unprintable"},
        ),
        ({"roles": []}, {"roles": "no_role"}),
    ],
)
async def test_wrong_entries_can_be_put_right(
    hass: HomeAssistant,
    hardware: Hardware,
    setup_entry: Any,
    change: dict[str, Any],
    error: dict[str, str],
) -> None:
    result = await _start(hass)
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], USER | change
    )
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == error
    for field, value in (USER | change).items():
        assert _suggested(result, field) == value

    result = await hass.config_entries.flow.async_configure(result["flow_id"], USER)
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("nickname", ["a" * 50, "\N{MAN}\u200d\N{WOMAN}", "Zoë"])
async def test_nickname_may_be_what_people_use(
    hass: HomeAssistant, hardware: Hardware, setup_entry: Any, nickname: str
) -> None:
    result = await _start(hass)
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], USER | {"nickname": nickname}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["options"]["nickname"] == nickname


async def test_adapter_that_was_unplugged_meanwhile(
    hass: HomeAssistant, hardware: Hardware, setup_entry: Any
) -> None:
    result = await _start(hass)
    taken_out, hardware.adapters = hardware.adapters, {}
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], USER | {"adapter": ADAPTER}
    )
    assert result["errors"] == {"adapter": "adapter_gone"}

    hardware.adapters = taken_out
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], USER | {"adapter": "automatic"}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("roles", [["central"], ["peripheral"]])
async def test_role_without_hardware(
    hass: HomeAssistant, hardware: Hardware, setup_entry: Any, roles: list[str]
) -> None:
    """Each role needs its own kind; the other kind does not help."""
    result = await _start(hass)
    if roles == ["central"]:
        hardware.scanners = 0
    else:
        hardware.adapters = {}
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], USER | {"roles": roles}
    )
    assert result["errors"] == {"base": "no_bluetooth"}

    result = await hass.config_entries.flow.async_configure(result["flow_id"], USER)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == RADIO


async def test_second_node_is_refused(
    hass: HomeAssistant, hardware: Hardware, config_entry: MockConfigEntry
) -> None:
    result = await _start(hass)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "single_instance_allowed"


async def test_discovery_is_quiet_once_set_up(
    hass: HomeAssistant, hardware: Hardware, config_entry: MockConfigEntry
) -> None:
    result = await _start(hass, SOURCE_BLUETOOTH)
    assert result["type"] is FlowResultType.ABORT


async def test_many_addresses_make_one_discovery(
    hass: HomeAssistant, enable_bluetooth: None
) -> None:
    """Phones change their address; each is an advertisement of the same mesh."""
    for number in range(3):
        inject(hass, service_info(f"44:55:66:77:88:0{number}"))
        # Discoveries are looked into in the background.
        await hass.async_block_till_done(wait_background_tasks=True)
    flows = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    assert [flow["step_id"] for flow in flows] == ["bluetooth_confirm"]


async def test_setup_by_hand_beside_a_discovery(
    hass: HomeAssistant, hardware: Hardware, setup_entry: Any
) -> None:
    await _start(hass, SOURCE_BLUETOOTH)
    result = await _start(hass)
    result = await hass.config_entries.flow.async_configure(result["flow_id"], USER)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert not hass.config_entries.flow.async_progress_by_handler(DOMAIN)


async def test_reconfigure_restarts_the_node(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
) -> None:
    result = await config_entry.start_reconfigure_flow(hass)
    assert result["step_id"] == "reconfigure"
    assert _suggested(result, "nickname") == "mesh-test"
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {"nickname": "", "adapter": ADAPTER, "roles": []}
    )
    assert result["errors"] == {"nickname": "nickname_empty", "roles": "no_role"}
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"],
        {"nickname": " hermit ", "adapter": ADAPTER, "roles": ["peripheral"]},
    )
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()

    fingerprint = node.identity.fingerprint
    restarted: MeshCoordinator = config_entry.runtime_data
    assert restarted is not node
    assert restarted.identity.fingerprint == fingerprint
    assert [server.adapter for server in gatt_servers] == [None, ADAPTER]
    assert not restarted.settings.central
    assert config_entry.data["roles"] == ["peripheral"]
    assert "nickname" not in config_entry.data
    assert config_entry.options == {"nickname": "hermit"}


async def test_reconfigured_name_needs_no_restart(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
) -> None:
    result = await config_entry.start_reconfigure_flow(hass)
    result = await hass.config_entries.flow.async_configure(result["flow_id"], USER)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert config_entry.runtime_data is node
    assert node.engine.settings.nickname == "hermit"


async def test_reconfigure_mends_a_node_that_does_not_load(
    hass: HomeAssistant, hardware: Hardware, gatt_servers: list[FakeGattServer]
) -> None:
    entry = make_entry(data={"roles": ["central"], "adapter": "11:22:33:44:55:66"})
    entry.add_to_hass(hass)
    hardware.scanners = 0
    assert not await hass.config_entries.async_setup(entry.entry_id)

    result = await entry.start_reconfigure_flow(hass)
    assert "11:22:33:44:55:66" in _offered(result, "adapter")
    result = await hass.config_entries.flow.async_configure(result["flow_id"], USER)
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    await hass.config_entries.async_unload(entry.entry_id)


async def test_options_apply_without_a_restart(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    result = await hass.config_entries.options.async_init(config_entry.entry_id)
    assert result["step_id"] == "init"
    assert _suggested(result, "nickname") == "mesh-test"
    assert _offered(result, "picked_peers") == {
        alice.fingerprint: f"alice ({alice.fingerprint[:8]})"
    }
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], OPTIONS | {"nickname": "\t"}
    )
    assert result["errors"] == {"nickname": "nickname_empty"}
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], OPTIONS | {"picked_peers": [alice.fingerprint]}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await time_machine.advance(2)

    assert config_entry.runtime_data is node
    assert config_entry.options == OPTIONS | {"picked_peers": [alice.fingerprint]}
    assert node.engine.settings.nickname == "hermit"
    assert node.engine.settings.relay is False
    assert node.manager.available_slots == 2
    (us,) = alice.engine.peers.values()
    assert us.nickname == "hermit"


async def test_options_of_a_node_that_is_not_loaded(
    hass: HomeAssistant, hardware: Hardware
) -> None:
    """Whoever is picked stays so, though nobody knows the name now."""
    entry = make_entry(options={"picked_peers": ["ab" * 32]})
    entry.add_to_hass(hass)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert _offered(result, "picked_peers") == {"ab" * 32: "abababab"}
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], OPTIONS | {"picked_peers": ["ab" * 32]}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_options_keep_what_the_form_does_not_ask_for(
    hass: HomeAssistant, config_entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(
        config_entry, options=config_entry.options | {"kept_elsewhere": True}
    )
    result = await hass.config_entries.options.async_init(config_entry.entry_id)
    await hass.config_entries.options.async_configure(result["flow_id"], OPTIONS)
    assert config_entry.options == OPTIONS | {"kept_elsewhere": True}


async def test_ignored_discovery_does_not_bar_the_way(
    hass: HomeAssistant, hardware: Hardware, setup_entry: Any
) -> None:
    ignored = MockConfigEntry(domain=DOMAIN, unique_id=DOMAIN, source=SOURCE_IGNORE)
    ignored.add_to_hass(hass)
    assert (await _start(hass, SOURCE_BLUETOOTH))["type"] is FlowResultType.ABORT
    result = await _start(hass)
    result = await hass.config_entries.flow.async_configure(result["flow_id"], USER)
    assert result["type"] is FlowResultType.CREATE_ENTRY
