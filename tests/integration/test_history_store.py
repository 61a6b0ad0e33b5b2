"""The conversations on disk: what may be there is, and damage never stops the node."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import Store
import pytest

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.durable_store import (
    async_remove_half_written,
    async_remove_leftovers,
)
from custom_components.mesh_broadcast.history import PUBLIC, HistoryMessage
from custom_components.mesh_broadcast.history_store import HistoryStore
from custom_components.mesh_broadcast.protocol import DeliveryStatus

from .virtual_air import TimeMachine

HISTORY = f"{DOMAIN}.history"
REAL_STORE = {
    name: getattr(Store, name)
    for name in ("_async_load", "_async_write_data", "async_remove")
}
ALICE = "a1" * 32
NOW = 1_790_000_000_000


def _message(number: int, text: str = "hello", *, ours: bool = False) -> HistoryMessage:
    return HistoryMessage(
        message_id=str(number),
        fingerprint=None if ours else ALICE,
        nickname="alice",
        text=text,
        sent_ms=NOW + number,
        received_ms=NOW + number,
    )


@pytest.fixture
def storage(hass: HomeAssistant, tmp_path: Path) -> Iterator[Path]:
    """Give Home Assistant a folder of its own with real files, which are mocked else."""
    hass.config.config_dir = str(tmp_path)
    folder = tmp_path / ".storage"
    folder.mkdir()
    with patch.multiple(Store, **REAL_STORE):
        yield folder


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def _load(hass: HomeAssistant) -> HistoryStore:
    store = HistoryStore(hass, keep_private=True)
    await store.async_load()
    return store


async def test_private_text_is_on_disk_only_if_wanted(
    hass: HomeAssistant, hass_storage: dict[str, Any], time_machine: TimeMachine
) -> None:
    store = HistoryStore(hass, keep_private=False)
    store.async_add(PUBLIC, _message(1))
    store.async_add(ALICE, _message(2, "secret"))
    await store.async_flush()
    assert "secret" not in json.dumps(hass_storage[HISTORY])
    assert list(hass_storage[HISTORY]["data"]["conversations"]) == [PUBLIC]

    store.async_keep_private(keep=True)
    await time_machine.advance(6, step=1)
    assert "secret" in json.dumps(hass_storage[HISTORY])

    store.async_keep_private(keep=False)
    await time_machine.advance(6, step=1)
    assert "secret" not in json.dumps(hass_storage[HISTORY])
    # Until a restart it is still known.
    assert len(store.history.newest(ALICE)) == 1


async def test_changes_are_written_soon(
    hass: HomeAssistant, hass_storage: dict[str, Any], time_machine: TimeMachine
) -> None:
    """A steady stream of messages does not put the write off."""
    store = HistoryStore(hass, keep_private=True)
    for number in range(20):
        store.async_add(PUBLIC, _message(number, ours=number == 3))
        await time_machine.advance(1, step=0.5)
    stored = hass_storage[HISTORY]["data"]["conversations"][PUBLIC]
    assert len(stored) >= 12

    async def rewritten() -> bool:
        hass_storage.pop(HISTORY, None)
        await time_machine.advance(6, step=1)
        return HISTORY in hass_storage

    await rewritten()
    assert not await rewritten()
    store.async_delivery_changed(PUBLIC, "3", DeliveryStatus.SENT, None, 0)
    assert await rewritten()
    store.async_delivery_changed(PUBLIC, "3", DeliveryStatus.SENT, None, 0)
    assert not await rewritten()
    assert store.async_mark_read(PUBLIC, ["1"]) == ("1",)
    assert await rewritten()
    assert store.async_mark_read(PUBLIC, ["1"]) == ()
    assert not store.async_add(PUBLIC, _message(1))
    store.async_prune(NOW)
    assert not await rewritten()
    store.async_prune(NOW + 10**11)
    assert await rewritten()


async def test_clearing_reaches_the_disk_at_once(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    store = HistoryStore(hass, keep_private=True)
    store.async_add(PUBLIC, _message(1))
    store.async_add(ALICE, _message(2))
    await store.async_flush()
    assert await store.async_clear(ALICE) == 1
    assert list(hass_storage[HISTORY]["data"]["conversations"]) == [PUBLIC]
    assert await store.async_clear(None) == 1
    assert hass_storage[HISTORY]["data"]["conversations"] == {}


async def test_file_is_private_and_comes_back(
    hass: HomeAssistant, storage: Path
) -> None:
    store = await _load(hass)
    store.async_add(ALICE, _message(1, "secret"))
    await store.async_flush()
    assert (storage / HISTORY).stat().st_mode & 0o777 == 0o600
    again = await _load(hass)
    assert [m.text for m in again.history.newest(ALICE)] == ["secret"]
    await again.async_remove()
    assert _files(storage) == []
    # Who was removed writes nothing any more, whatever comes.
    again.async_add(ALICE, _message(2))
    await again.async_flush()
    assert _files(storage) == []


@pytest.mark.parametrize(
    "content",
    [
        {"version": 1, "minor_version": 1, "key": HISTORY, "data": {"other": {}}},
        {"version": 1, "minor_version": 1, "key": HISTORY, "data": []},
        {
            "version": 1,
            "minor_version": 1,
            "key": HISTORY,
            "data": {"conversations": {PUBLIC: [{"id": 1}]}},
        },
        {"version": 1, "key": HISTORY},
        [1, 2],
    ],
)
async def test_foreign_file_is_set_aside(
    hass: HomeAssistant,
    storage: Path,
    issue_registry: ir.IssueRegistry,
    content: object,
) -> None:
    (storage / HISTORY).write_text(json.dumps(content))
    store = await _load(hass)
    assert len(store.history) == 0
    (aside,) = _files(storage)
    assert aside.name.startswith(f"{HISTORY}.set_aside.")
    assert json.loads(aside.read_text()) == content
    issue = issue_registry.async_get_issue(DOMAIN, "store_set_aside_history")
    assert issue is not None
    assert issue.translation_placeholders is not None
    assert issue.translation_placeholders["set_aside"] == aside.name

    # What is said from now on is stored as ever.
    store.async_add(PUBLIC, _message(1))
    await store.async_flush()
    assert len((await _load(hass)).history) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b'{"version": 1, "da'])
async def test_file_that_is_no_json_is_set_aside(
    hass: HomeAssistant,
    storage: Path,
    issue_registry: ir.IssueRegistry,
    content: bytes,
) -> None:
    """Home Assistant itself sees to some of these, and says so in an issue of its own."""
    (storage / HISTORY).write_bytes(content)
    store = await _load(hass)
    assert len(store.history) == 0
    (aside,) = _files(storage)
    assert aside.read_bytes() == content
    assert len(issue_registry.issues) == 1


async def test_what_cannot_be_set_aside_is_not_written_over(
    hass: HomeAssistant, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = {"version": 99, "minor_version": 1, "key": HISTORY, "data": {}}
    (storage / HISTORY).write_text(json.dumps(content))

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    store = await _load(hass)
    store.async_add(PUBLIC, _message(1))
    await store.async_flush()
    assert json.loads((storage / HISTORY).read_text()) == content


async def test_leftovers_are_removed(hass: HomeAssistant, storage: Path) -> None:
    """What was set aside, and what a killed write left half written."""
    ours = [f"{HISTORY}.set_aside.1", f"{DOMAIN}.outbox.corrupt.2", "tmpabc"]
    for name in ours:
        (storage / name).write_text(f'{{"version": 1, "key": "{HISTORY}", "data"')
    (storage / "tmpdef").write_text('{"version": 1, "key": "core.config"}')
    (storage / "tmpdir").mkdir()
    await async_remove_half_written(hass)
    assert {path.name for path in _files(storage)} == {*ours, "tmpdef", "tmpdir"} - {
        "tmpabc"
    }
    await async_remove_leftovers(hass)
    assert {path.name for path in _files(storage)} == {"tmpdef", "tmpdir"}
