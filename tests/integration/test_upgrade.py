"""What one version wrote the next one reads; what a newer one wrote is refused and kept.

`fixtures/` has, for each version, a config entry and every file as it left them. That of
the version in the making is called after the changelog's heading; it gets its number with
the release, and is not changed from then on.
"""

from base64 import b64encode
from collections.abc import Iterator
import json
from pathlib import Path
import re
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import Store
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import DOMAIN, NAME
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.emergency import Emergency
from custom_components.mesh_broadcast.history_store import HistoryStore
from custom_components.mesh_broadcast.protocol import PeerTrust
from custom_components.mesh_broadcast.store import PeerStore

from .virtual_air import FakeGattServer, TimeMachine

FIXTURES = Path(__file__).parent / "fixtures"
VERSIONS = sorted(path.stem for path in FIXTURES.glob("*.json"))
NOW = "unreleased"
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
REAL_STORE = {
    name: getattr(Store, name)
    for name in ("_async_load", "_async_write_data", "async_remove")
}
FILES = (
    "centrals",
    "emergencies",
    "gossip",
    "history",
    "outbox",
    "peers",
    "trust",
)


def left_by(version: str) -> dict[str, Any]:
    """Return what a version left."""
    left: dict[str, Any] = json.loads((FIXTURES / f"{version}.json").read_text())
    return left


def data_of(left: dict[str, Any], file: str, key: str) -> Any:
    """Return what is in a file, if the version had it."""
    return left["stores"].get(f"{DOMAIN}.{file}", {}).get("data", {}).get(key, [])


def add_entry(hass: HomeAssistant, stored: dict[str, Any]) -> MockConfigEntry:
    """Put a config entry into Home Assistant as its own storage would."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=NAME,
        unique_id=DOMAIN,
        version=stored["version"],
        minor_version=stored["minor_version"],
        data=stored["data"],
        options=stored["options"],
        subentries_data=[
            ConfigSubentry(
                **subentry | {"data": MappingProxyType(subentry["data"])}
            ).as_dict()
            for subentry in stored["subentries"]
        ],
    )
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def disk(
    hass: HomeAssistant,
    tmp_path: Path,
    enable_bluetooth: None,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
) -> Iterator[Path]:
    """Give Home Assistant real files, in a folder of its own."""
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / ".storage"
    folder.mkdir()
    with patch.multiple(Store, **REAL_STORE):
        yield folder


def write(disk: Path, stores: dict[str, Any]) -> None:
    """Put files on the disk."""
    for name, content in stores.items():
        (disk / name).write_text(json.dumps(content))


def contents(disk: Path) -> dict[str, bytes]:
    """Return what is on the disk, by file."""
    return {path.name: path.read_bytes() for path in disk.iterdir()}


async def set_up(
    hass: HomeAssistant, entry: MockConfigEntry, time_machine: TimeMachine
) -> MeshCoordinator:
    """Set the node up after a while, and let it come on the air."""
    await time_machine.advance(60, step=10)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(1)
    node: MeshCoordinator = entry.runtime_data
    return node


def assert_all_is_there(node: MeshCoordinator, left: dict[str, Any]) -> None:
    """Check that the node has what was left."""
    assert node.running
    assert node.settings.nickname == left["entry"]["options"]["nickname"]
    assert node.settings.max_links == left["entry"]["options"]["max_links"]
    assert node.identity.fingerprint == left["entry"]["data"]["fingerprint"]
    assert sorted(peer.nickname for _, peer in node._known.items()) == sorted(
        peer["nickname"] for peer in data_of(left, "peers", "peers")
    )
    assert all(map(node._known.is_hidden, data_of(left, "peers", "hidden")))
    for name, messages in dict(data_of(left, "history", "conversations")).items():
        kept = {
            message.message_id: message.text for message in node.history.newest(name)
        }
        # An emergency that goes on is sent anew, beside what was there.
        assert kept.items() >= {m["id"]: m["text"] for m in messages}.items()
    outbox = {entry.message_id for entry in node.engine.outbox}
    assert outbox == {entry["id"] for entry in data_of(left, "outbox", "outbox")}
    received = {shown.message_id for shown in node.engine.received_private}
    assert received == {entry["id"] for entry in data_of(left, "outbox", "received")}
    trust = {(r.peer_id.hex(), r.trust, r.blocked) for r in node.engine.trust}
    assert trust == {
        (record["peer"], PeerTrust(record["trust"]), record["blocked"])
        for record in data_of(left, "trust", "trust")
    }
    packets = {b64encode(packet).decode() for packet in node.engine.stored_packets}
    assert packets >= set(data_of(left, "gossip", "packets"))
    assert set(node.emergencies.running) == {
        emergency["id"] for emergency in data_of(left, "emergencies", "emergencies")
    }
    assert set(node.settings.trusted_peers) == {
        subentry["unique_id"] for subentry in left["entry"]["subentries"]
    }


def with_more(value: Any) -> Any:
    """Return what a newer version might write: each record has a field more."""
    match value:
        case dict():
            richer = {
                # Conversations are named by whom they are with: no record.
                key: {name: with_more(kept) for name, kept in inner.items()}
                if key == "conversations"
                else with_more(inner)
                for key, inner in value.items()
            }
            return richer | {"of_a_newer_version": {"anything": [1]}}
        case list():
            return [with_more(item) for item in value]
    return value


# -- the way up


def test_each_version_left_something() -> None:
    headings = re.findall(r"^## \[(.+?)\]", CHANGELOG.read_text(), re.MULTILINE)
    assert sorted(heading.lower() for heading in headings) == VERSIONS
    stores = {f"{DOMAIN}.{file}" for file in (*FILES, "identity")}
    assert left_by(NOW)["stores"].keys() == stores


@pytest.mark.parametrize("version", VERSIONS)
async def test_what_each_version_left_is_read(
    hass: HomeAssistant,
    disk: Path,
    issue_registry: ir.IssueRegistry,
    time_machine: TimeMachine,
    version: str,
) -> None:
    left = left_by(version)
    write(disk, left["stores"])
    entry = add_entry(hass, left["entry"])
    node = await set_up(hass, entry, time_machine)
    assert_all_is_there(node, left)
    assert not issue_registry.issues
    assert hass.states.async_entity_ids("sensor")
    # What is there stays there when this version writes.
    assert await hass.config_entries.async_unload(entry.entry_id)
    again = await set_up(hass, entry, time_machine)
    assert_all_is_there(again, left)
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_what_is_kept_is_what_this_version_writes(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """Or the next version would be shown to read what nobody ever wrote."""
    left = left_by(NOW)["stores"]
    hass_storage |= json.loads(json.dumps(left))
    peers, history = PeerStore(hass), HistoryStore(hass, keep_private=True)
    await peers.async_load()
    await history.async_load()
    for name in ("peers", "history"):
        del hass_storage[f"{DOMAIN}.{name}"]
    await peers.async_flush()
    await history.async_flush()
    for name in ("peers", "history"):
        assert hass_storage[f"{DOMAIN}.{name}"] == left[f"{DOMAIN}.{name}"], name
    (emergency,) = left[f"{DOMAIN}.emergencies"]["data"]["emergencies"]
    assert Emergency.from_stored(emergency).as_stored() == emergency


async def test_what_the_engine_writes_is_kept_as_well(
    hass: HomeAssistant, disk: Path, time_machine: TimeMachine
) -> None:
    left = left_by(NOW)
    write(disk, left["stores"])
    entry = add_entry(hass, left["entry"])
    await set_up(hass, entry, time_machine)
    assert await hass.config_entries.async_unload(entry.entry_id)

    def keys(value: Any) -> Any:
        match value:
            case dict():
                return {key: keys(inner) for key, inner in value.items()}
            case list():
                return keys(value[0]) if value else []
        return type(value).__name__

    for file in ("outbox", "trust"):
        name = f"{DOMAIN}.{file}"
        written = json.loads((disk / name).read_text())
        assert keys(written) == keys(left["stores"][name]), file


# -- the way down


async def test_a_newer_minor_version_is_read(
    hass: HomeAssistant,
    disk: Path,
    issue_registry: ir.IssueRegistry,
    time_machine: TimeMachine,
) -> None:
    """It has more, and nothing that an older version would misunderstand."""
    left = left_by(NOW)
    stores = {
        name: content | {"minor_version": 7, "data": with_more(content["data"])}
        for name, content in left["stores"].items()
    }
    write(disk, stores)
    entry = add_entry(
        hass,
        left["entry"] | {"minor_version": 7, "data": with_more(left["entry"]["data"])},
    )
    node = await set_up(hass, entry, time_machine)
    assert_all_is_there(node, left)
    assert not issue_registry.issues
    assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.parametrize("file", FILES)
async def test_a_newer_file_is_refused_with_words_and_kept(
    hass: HomeAssistant,
    disk: Path,
    issue_registry: ir.IssueRegistry,
    time_machine: TimeMachine,
    file: str,
) -> None:
    left = left_by(NOW)
    name = f"{DOMAIN}.{file}"
    newer = left["stores"][name] | {"version": 2, "data": {"all": "different"}}
    write(disk, left["stores"] | {name: newer})
    before = (disk / name).read_bytes()
    entry = add_entry(hass, left["entry"])
    node = await set_up(hass, entry, time_machine)
    assert node.running
    (aside,) = [disk / other for other in contents(disk) if "set_aside" in other]
    assert aside.read_bytes() == before
    issue = issue_registry.async_get_issue(DOMAIN, f"store_newer_{file}")
    assert issue is not None
    assert issue.translation_key == "store_newer"
    assert issue.translation_placeholders == {
        "file": name,
        "set_aside": aside.name,
        "version": "2",
        "readable": "1",
    }
    assert not issue.is_fixable
    # The others are read, and what is new is written as ever.
    del left["stores"][name]
    if file not in ("emergencies", "gossip"):
        assert_all_is_there(node, left)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert json.loads((disk / name).read_text())["version"] == 1
    assert aside.read_bytes() == before


async def test_a_newer_identity_is_refused_with_words_and_not_touched(
    hass: HomeAssistant,
    disk: Path,
    issue_registry: ir.IssueRegistry,
    time_machine: TimeMachine,
) -> None:
    """A repair that offers new keys would destroy what only an update has to read."""
    left = left_by(NOW)
    name = f"{DOMAIN}.identity"
    newer = left["stores"][name] | {"version": 2, "data": {"all": "different"}}
    write(disk, left["stores"] | {name: newer})
    before = contents(disk)
    entry = add_entry(hass, left["entry"])
    assert not await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "identity_newer"
    assert "file version 2" in (entry.reason or "")
    issue = issue_registry.async_get_issue(DOMAIN, "identity_newer")
    assert issue is not None
    assert not issue.is_fixable
    assert issue.translation_placeholders == {"version": "2", "readable": "1"}
    assert not issue_registry.async_get_issue(DOMAIN, "identity_unreadable")
    assert contents(disk).items() >= before.items()

    # After the update everything is as it was.
    write(disk, {name: left["stores"][name]})
    await hass.config_entries.async_unload(entry.entry_id)
    node = await set_up(hass, entry, time_machine)
    assert_all_is_there(node, left)
    assert not issue_registry.async_get_issue(DOMAIN, "identity_newer")
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_newer_settings_are_refused_with_words_and_not_touched(
    hass: HomeAssistant,
    disk: Path,
    issue_registry: ir.IssueRegistry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    left = left_by(NOW)
    write(disk, left["stores"])
    before = contents(disk)
    entry = add_entry(hass, left["entry"] | {"version": 2})
    stored = entry.as_dict()
    await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.MIGRATION_ERROR
    issue = issue_registry.async_get_issue(DOMAIN, "entry_newer")
    assert issue is not None
    assert not issue.is_fixable
    assert issue.translation_placeholders == {"version": "2", "readable": "1"}
    assert entry.as_dict() == stored
    assert contents(disk).items() >= before.items()
    # Home Assistant itself complains of this in its log, as it should.
    caplog.clear()
