"""Diagnostics say much of the node, and nothing of anybody."""

import json
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.diagnostics import _version
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState

from .conftest import ADAPTER
from .virtual_air import FakeGattServer, Neighbour, TimeMachine


@pytest.fixture
async def busy_node(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> MeshCoordinator:
    """Return a node that has talked, been lied to, and met somebody."""
    assert await async_setup_component(hass, "diagnostics", {})
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    alice.say("the secret is out")
    node.async_broadcast("what we said")
    alice.send_raw(b"not a packet")
    await time_machine.advance(2)
    return node


def _secrets(node: MeshCoordinator, alice: Neighbour) -> dict[str, str]:
    """Return all that nobody else may learn from a report."""
    return {
        "our fingerprint": node.identity.fingerprint[:6],
        "our ID": node.identity.peer_id.hex(),
        "our Noise key": node.identity.noise_private.hex(),
        "our seed": node.identity.signing_seed.hex(),
        "our public key": node.identity.noise_key.hex(),
        "our nickname": "mesh-test",
        "alice's fingerprint": alice.fingerprint[:6],
        "alice's ID": alice.peer_id,
        "alice's key": alice.identity.noise_key.hex(),
        "alice's nickname": "alice",
        "alice's address": alice.address,
        "the adapter": ADAPTER,
        "what alice said": "secret",
        "what we said": "what we said",
    }


async def test_report_of_the_node(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    busy_node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
) -> None:
    report: Any = await get_diagnostics_for_config_entry(
        hass, hass_client, config_entry
    )
    assert report["node"] == {
        "fingerprint": busy_node.identity.fingerprint[:4],
        "running": True,
        "central": True,
        "peripheral": True,
        "peer_devices": 1,
    }
    assert report["settings"]["roles"] == ["central", "peripheral"]
    assert report["settings"]["picked_peers"] == 1
    assert report["gatt_server"] == {
        "state": "advertising",
        "fault": None,
        "virtual": True,
    }
    assert report["statistics"]["dropped"]["malformed"] == 1
    assert report["statistics"]["delivered"] == 1
    (link,) = [link for link in report["links"] if not link["anonymous"]]
    assert (link["role"], link["state"], link["limit"]) == ("peripheral", "ready", 182)
    assert link["bound"] is True
    (peer,) = report["peers"]
    assert peer["fingerprint"] == alice.fingerprint[:4]
    assert peer["device"] is True
    assert report["versions"]["bleak"] == "3.0.2"
    assert report["versions"]["bless"] == "0.3.0"
    assert report["errors"] == {}
    assert report["last_error"] is None
    assert report["issues"] == []
    for name in ("dialer", "notifications"):
        assert report["tasks"][name] == {
            "owner": "connection manager",
            "running": 1,
            "runs": 1,
            "restarts": 0,
            "failures": 0,
            "last_error": None,
            "next_try": None,
        }
    assert report["loop"]["turns"] > 0
    assert report["loop"].keys() > {"longest_cpu", "longest_wall", "over_cpu"}
    assert report["adapters"]
    assert all(adapter["name"].startswith("hci") for adapter in report["adapters"])
    assert report["scanners"]
    assert report["settings"]["radio_profile"] == "normal"
    assert report["settings"]["trusted_peers"] == []


def blunder(node: MeshCoordinator) -> None:
    """Have something go wrong that never should."""
    with node.errors.guard("counting"):
        raise ValueError("alice")


async def test_report_tells_of_faults_and_mistakes(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    busy_node: MeshCoordinator,
    server: FakeGattServer,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
    await time_machine.advance(15)
    for _ in range(2):
        blunder(busy_node)
    report: Any = await get_diagnostics_for_config_entry(
        hass, hass_client, config_entry
    )
    assert report["issues"] == ["gatt_server_adapter_off"]
    assert report["errors"] == {"counting": 2}
    assert report["last_error"] == "counting"


async def test_what_a_trusted_peer_may_is_told_and_not_who_it_is(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    busy_node: MeshCoordinator,
    config_entry: MockConfigEntry,
) -> None:
    hass.config_entries.async_add_subentry(
        config_entry,
        ConfigSubentry(
            data=MappingProxyType({"fingerprint": "b0" * 32, "rate_limit": 3}),
            subentry_type="trusted_peer",
            title="Bob of next door",
            unique_id="b0" * 32,
        ),
    )
    await hass.async_block_till_done()
    report: Any = await get_diagnostics_for_config_entry(
        hass, hass_client, config_entry
    )
    assert report["settings"]["trusted_peers"] == [
        {
            "fingerprint": "b0b0",
            "may_use_assist": False,
            "own_agent": False,
            "rate_limit": 3,
            "read_receipts": False,
        }
    ]
    assert "Bob" not in json.dumps(report)


async def test_reports_give_nobody_away(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    busy_node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
) -> None:
    reports: list[Any] = [
        await get_diagnostics_for_config_entry(hass, hass_client, config_entry),
        *[
            await get_diagnostics_for_device(hass, hass_client, config_entry, device)
            for device in dr.async_entries_for_config_entry(
                device_registry, config_entry.entry_id
            )
        ],
    ]
    assert len(reports) == 3
    text = json.dumps(reports).casefold()
    for what, secret in _secrets(busy_node, alice).items():
        assert secret.casefold() not in text, what


async def test_addresses_of_two_reports_cannot_be_joined(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    busy_node: MeshCoordinator,
    config_entry: MockConfigEntry,
) -> None:
    first, second = [
        await get_diagnostics_for_config_entry(hass, hass_client, config_entry)
        for _ in range(2)
    ]
    assert first["links"][0]["address"] != second["links"][0]["address"]


async def test_report_of_a_peer(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    busy_node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    time_machine: TimeMachine,
) -> None:
    device_id = busy_node.devices.device_id(alice.fingerprint)
    device = device_registry.async_get(str(device_id))
    assert device is not None
    report: Any = await get_diagnostics_for_device(
        hass, hass_client, config_entry, device
    )
    assert report["in_reach"] is True
    assert report["peer"]["direct"] is True
    assert len(report["links"]) == 1

    alice.leave()
    await time_machine.advance(1)
    report = await get_diagnostics_for_device(hass, hass_client, config_entry, device)
    assert report["in_reach"] is False
    assert report["peer"] is None
    assert report["links"] == []


async def test_report_of_a_node_that_only_dials(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    busy_node: MeshCoordinator,
    config_entry: MockConfigEntry,
) -> None:
    hass.config_entries.async_update_entry(
        config_entry, data=config_entry.data | {"roles": ["central"]}
    )
    await hass.async_block_till_done()
    report: Any = await get_diagnostics_for_config_entry(
        hass, hass_client, config_entry
    )
    assert report["gatt_server"] is None
    assert report["settings"]["roles"] == ["central"]


def test_package_that_is_not_there_has_no_version() -> None:
    assert _version("no-such-package-of-ours") is None
