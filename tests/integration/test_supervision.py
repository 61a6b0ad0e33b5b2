"""A mistake of ours, or below us, ends nothing: the work goes on, and diagnostics tell.

Each test makes the real thing raise what nobody expects of it.
"""

from collections.abc import Callable, Iterator
from time import thread_time
from typing import Any
from unittest.mock import patch

from homeassistant.components import bluetooth
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import Store
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.mesh_broadcast.const import (
    DOMAIN,
    EVENT_EMERGENCY,
    HOUSEKEEPING_INTERVAL,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.transport import (
    GattServerState,
    connection_manager,
)

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

HISTORY = f"{DOMAIN}.history"


class Stumble(Exception):  # noqa: N818 - it is no error of anybody's kind
    """What nobody expects."""


class Fault:
    """Has a method raise a number of times before it does what it should."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, target: Any, name: str, times: int
    ) -> None:
        self.times = times
        good = getattr(target, name)

        def method(*args: Any, **kwargs: Any) -> Any:
            if self.times:
                self.times -= 1
                raise Stumble
            return good(*args, **kwargs)

        monkeypatch.setattr(target, name, method)


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Fault]:
    """Make things raise."""

    def make(target: Any, name: str, times: int = 1) -> Fault:
        return Fault(monkeypatch, target, name, times)

    return make


class Disk:
    """A disk that may be full."""

    def __init__(self) -> None:
        self.full = False


@pytest.fixture
def disk(hass_storage: dict[str, Any]) -> Iterator[Disk]:
    """Return the disk that Home Assistant writes to."""
    disk = Disk()
    real = Store._async_write_data

    async def write(store: Store[Any], data: dict[str, Any]) -> None:
        if disk.full:
            err = WriteError("secret words of what is written")
            err.__cause__ = OSError(28, "No space left on device", "/config/tmp1")
            raise err
        await real(store, data)

    with patch.object(Store, "_async_write_data", write):
        yield disk


def told(node: MeshCoordinator, name: str) -> dict[str, Any]:
    """Return what diagnostics tell of one kind of work."""
    return node.tasks.report()[name]


def complaints(caplog: pytest.LogCaptureFixture, what: str) -> int:
    """Return how many errors the log has of one kind of work, each with its trace."""
    records = [r for r in caplog.records if f"error in {what} (" in r.getMessage()]
    assert all(record.exc_info for record in records)
    return len(records)


def hears(neighbour: Neighbour, text: str) -> bool:
    """Whether a neighbour was shown a message."""
    return text in [message.text for message in neighbour.messages]


# -- what runs for good


async def test_the_start_is_tried_again(
    hass: HomeAssistant,
    enable_bluetooth: None,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
    make_neighbour: Callable[[str], Neighbour],
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = fault(bluetooth, "async_register_callback", 2)
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await time_machine.advance(0.5)
    node: MeshCoordinator = config_entry.runtime_data
    assert told(node, "start")["last_error"] == "Stumble"
    assert 0 < told(node, "start")["next_try"] <= 1.1
    # One role is not held up by the other.
    assert gatt_servers[-1].advertises
    await time_machine.advance(5)
    assert not broken.times
    start = told(node, "start")
    assert (start["runs"], start["restarts"], start["running"]) == (3, 2, 0)
    assert complaints(caplog, "start") == 1
    # What was begun before the fault was not begun twice.
    assert told(node, "dialer")["runs"] == told(node, "notifications")["runs"] == 1
    alice = make_neighbour("alice")
    alice.dial(gatt_servers[-1])
    await time_machine.advance(2)
    assert node.peers_in_reach == 1
    caplog.clear()
    assert await hass.config_entries.async_unload(config_entry.entry_id)


async def test_notifications_go_on(
    node: MeshCoordinator,
    server: FakeGattServer,
    alice: Neighbour,
    time_machine: TimeMachine,
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault(server, "async_notify")
    node.async_broadcast("first")
    await time_machine.advance(0.2)
    assert told(node, "notifications")["running"] == 0
    node.async_broadcast("second")
    await time_machine.advance(30)
    assert hears(alice, "second")
    assert hears(alice, "first")
    assert told(node, "notifications") == {
        "owner": "connection manager",
        "running": 1,
        "runs": 2,
        "restarts": 1,
        "failures": 1,
        "last_error": "Stumble",
        "next_try": None,
    }
    assert complaints(caplog, "notifications") == 1
    caplog.clear()


async def test_the_dialer_goes_on(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = fault(connection_manager, "own_addresses", 3)
    # Anything new makes it look.
    hass.config_entries.async_update_entry(
        config_entry, options=config_entry.options | {"max_links": 2}
    )
    await time_machine.advance(10)
    assert not broken.times
    dialer = told(node, "dialer")
    assert (dialer["running"], dialer["restarts"]) == (1, 3)
    assert complaints(caplog, "dialer") == 1
    caplog.clear()


async def test_the_peripheral_role_is_taken_up_again(
    hass: HomeAssistant,
    enable_bluetooth: None,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
    make_neighbour: Callable[[str], Neighbour],
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault(FakeGattServer, "async_start", 2)
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await time_machine.advance(0.2)
    node: MeshCoordinator = config_entry.runtime_data
    assert not gatt_servers[-1].advertises
    assert node.central_running
    await time_machine.advance(5)
    assert gatt_servers[-1].state == GattServerState.ADVERTISING
    role = told(node, "peripheral role")
    assert (role["runs"], role["restarts"], role["last_error"]) == (3, 2, "Stumble")
    assert complaints(caplog, "peripheral role") == 1
    alice = make_neighbour("alice")
    alice.dial(gatt_servers[-1])
    await time_machine.advance(2)
    assert node.peers_in_reach == 1
    caplog.clear()
    assert await hass.config_entries.async_unload(config_entry.entry_id)
    assert gatt_servers[-1].has_stopped


async def test_the_engine_is_asked_again_for_its_next_deadline(
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One timer drives it all: without the next one the node would fall silent."""
    broken = fault(node.engine, "next_deadline", 3)
    alice.say("anything")
    await time_machine.advance(90, step=1)
    assert not broken.times
    assert node.errors.counts["planning"] == 3
    assert node.engine.next_deadline() is not None
    assert node._timer is not None
    # It announced itself meanwhile, or it would have been forgotten.
    assert [peer.nickname for peer in alice.engine.peers.values()] == ["mesh-test"]
    caplog.clear()


async def test_housekeeping_comes_again(
    node: MeshCoordinator,
    time_machine: TimeMachine,
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = fault(node.devices, "async_tidy", 2)
    for _ in range(3):
        await time_machine.advance(
            HOUSEKEEPING_INTERVAL.total_seconds(),
            step=HOUSEKEEPING_INTERVAL.total_seconds(),
        )
    assert not broken.times
    assert node.errors.counts["tidying"] == 2
    caplog.clear()


async def test_an_emergency_is_brought_to_its_end(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    events = async_capture_events(hass, EVENT_EMERGENCY)
    await hass.services.async_call(
        DOMAIN,
        "emergency_broadcast",
        {
            "message": "Smoke!",
            "confirmations": 5,
            "duration": {"seconds": 60},
            "repeat_every": {"seconds": 10},
        },
        blocking=True,
        return_response=True,
    )
    assert told(node, "emergency")["running"] == 1
    assert told(node, "emergency")["owner"] == "emergency broadcasts"
    fault(node.engine, "end_alarm")
    await time_machine.advance(65)
    assert events[-1].data["change"] == "finished"
    assert events[-1].data["status"] == "timed_out"
    emergency = told(node, "emergency")
    assert (emergency["running"], emergency["restarts"]) == (0, 1)
    assert complaints(caplog, "emergency") == 1
    caplog.clear()


# -- what writes files


async def test_a_full_disk_costs_nothing_once_there_is_room_again(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    issue_registry: ir.IssueRegistry,
    time_machine: TimeMachine,
    disk: Disk,
    caplog: pytest.LogCaptureFixture,
) -> None:
    disk.full = True
    alice.say("said while the disk was full")
    await time_machine.advance(20, step=0.5)
    assert told(node, "store history")["last_error"] == "WriteError"
    assert told(node, "store history")["next_try"] is not None
    assert not issue_registry.async_get_issue(DOMAIN, "not_stored")
    await time_machine.advance(60, step=0.5)
    issue = issue_registry.async_get_issue(DOMAIN, "not_stored")
    assert issue is not None
    assert issue.translation_placeholders == {"reason": "No space left on device"}
    # Neither hot nor at length.
    assert told(node, "store history")["runs"] <= 10
    lines = [r.getMessage() for r in caplog.records if "Cannot write" in r.getMessage()]
    assert len([line for line in lines if HISTORY in line]) == 1
    assert "secret" not in "".join(lines)
    report: Any = await get_diagnostics_for_config_entry(
        hass, hass_client, config_entry
    )
    assert report["tasks"]["store history"]["failures"] >= 6

    disk.full = False
    await time_machine.advance(35, step=0.5)
    assert "said while the disk was full" in str(hass_storage[HISTORY])
    assert not issue_registry.async_get_issue(DOMAIN, "not_stored")
    assert told(node, "store history")["next_try"] is None
    caplog.clear()


async def test_what_could_not_be_put_into_a_file_is_tried_again(
    node: MeshCoordinator,
    alice: Neighbour,
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Home Assistant's store would drop it after one try."""
    fault(node._history.history, "snapshot", 2)
    alice.say("written in the end")
    await time_machine.advance(15, step=0.5)
    assert "written in the end" in str(hass_storage[HISTORY])
    assert told(node, "store history")["failures"] == 2
    assert told(node, "store history")["last_error"] == "Stumble"
    caplog.clear()


async def test_a_node_that_ends_does_not_write_later_over_its_successors_files(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    issue_registry: ir.IssueRegistry,
    time_machine: TimeMachine,
    disk: Disk,
    caplog: pytest.LogCaptureFixture,
) -> None:
    disk.full = True
    alice.say("lost with the old node")
    await time_machine.advance(60, step=1)
    assert issue_registry.async_get_issue(DOMAIN, "not_stored")
    alice.hang_up()
    assert await hass.config_entries.async_unload(config_entry.entry_id)
    assert not issue_registry.async_get_issue(DOMAIN, "not_stored")
    disk.full = False
    await time_machine.advance(120, step=1)
    assert HISTORY not in hass_storage
    caplog.clear()


# -- their end


async def test_unloading_waits_for_everything_also_for_what_pauses(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
    fault: Callable[..., Fault],
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault(server, "async_notify", 1000)
    node.async_broadcast("nobody hears this")
    await time_machine.advance(0.2)
    assert told(node, "notifications")["next_try"] is not None
    assert await hass.config_entries.async_unload(config_entry.entry_id)
    report = node.tasks.report()
    assert {name for name, work in report.items() if work["running"]} == set()
    assert told(node, "notifications")["next_try"] is None
    caplog.clear()


async def test_every_turn_of_ours_is_measured(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Frames, timers, tasks, states and files are; the longest has a name."""
    seen: set[str] = set()
    meter = node.tasks.meter
    real = type(meter).end

    def end(self: Any, what: str) -> None:
        if self._depth == 1:
            seen.add(what)
        real(self, what)

    monkeypatch.setattr(type(meter), "end", end)
    alice.say("a frame")
    node.async_broadcast("a command")
    await time_machine.advance(40, step=1)
    assert seen >= {
        "FrameReceived",
        "Tick",
        "command",
        "storing",
        "task notifications",
        "writing states",
    }
    assert meter.turns > 10


async def test_who_holds_the_loop_is_told(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    """By the processor's time: 60 ms of it are 60 ms on any machine."""

    def work(_event: object) -> None:
        until = thread_time() + 0.06
        while thread_time() < until:
            pass

    node.new_messages.add(work)
    node.tasks.meter.reset()
    alice.say("think about this")
    await time_machine.advance(1)
    report: Any = await get_diagnostics_for_config_entry(
        hass, hass_client, config_entry
    )
    loop = report["loop"]
    assert loop["longest_cpu"]["in"] == "FrameReceived"
    assert loop["longest_cpu"]["ms"] >= 59
    assert loop["over_cpu"]["50"] >= 1
    assert loop["over_wall"]["50"] >= 1
