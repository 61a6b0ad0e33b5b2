"""The sensors of the node and of peers, and how often they are written."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.mesh_broadcast.const import DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.state_writer import StateWriter
from custom_components.mesh_broadcast.transport import GattServerFault, GattServerState
from tests.common import inject, service_info, state_of, virtual_scanner

from .conftest import Hardware
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

RUNNING = "binary_sensor.mesh_broadcast_node"
PEERS = "sensor.mesh_broadcast_peers_in_reach"
LINKS = "sensor.mesh_broadcast_links"


def _state(hass: HomeAssistant, entity_id: str) -> str | None:
    state = hass.states.get(entity_id)
    return None if state is None else state.state


@pytest.fixture
async def alice_device(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    time_machine: TimeMachine,
) -> Neighbour:
    """Return a neighbour that has a device with all its entities enabled."""
    entity_registry.async_get_or_create(
        "sensor",
        DOMAIN,
        f"{node.identity.fingerprint}_{alice.fingerprint}_rssi",
        config_entry=config_entry,
        disabled_by=None,
        suggested_object_id="alice_signal_strength",
    )
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(1)
    return alice


async def test_node_device(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
) -> None:
    device = device_registry.async_get_device_by_identifier(
        (DOMAIN, node.identity.fingerprint), config_entry.entry_id
    )
    assert device is not None
    assert device.name == "Mesh Broadcast"
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    entities = er.async_entries_for_device(entity_registry, device.id)
    assert {RUNNING, PEERS, LINKS} <= {entity.entity_id for entity in entities}
    for entity in entities:
        assert entity.unique_id.startswith(node.identity.fingerprint)
        assert entity.translation_key is not None


async def test_node_counts_links_and_peers(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> None:
    assert (_state(hass, LINKS), _state(hass, PEERS)) == ("0", "0")
    alice, bob = make_neighbour("alice"), make_neighbour("bob")
    alice.join(bob)
    alice.dial(server)
    await time_machine.advance(5)
    assert (_state(hass, LINKS), _state(hass, PEERS)) == ("1", "2")
    alice.hang_up()
    await time_machine.advance(2)
    assert _state(hass, LINKS) == "0"
    await time_machine.advance(100, step=1)
    assert _state(hass, PEERS) == "0"


async def test_node_is_on_the_air_while_a_role_is(
    hass: HomeAssistant,
    hardware: Hardware,
    node: MeshCoordinator,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    await time_machine.advance(1)
    assert _state(hass, RUNNING) == "on"
    server.become(GattServerState.FAILED, GattServerFault.ADAPTER_OFF)
    await time_machine.advance(2)
    assert _state(hass, RUNNING) == "on"

    hardware.scanners = 0
    with virtual_scanner(hass):
        await time_machine.advance(2)
        assert _state(hass, RUNNING) == "off"
        assert _state(hass, PEERS) == _state(hass, LINKS) == "unavailable"
        hardware.scanners = 1
    await time_machine.advance(2)
    assert _state(hass, RUNNING) == "on"
    assert _state(hass, PEERS) == "0"


async def test_peer_device_and_its_states(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice_device: Neighbour,
    device_registry: dr.DeviceRegistry,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    device = device_registry.async_get_device_by_identifier(
        (DOMAIN, alice_device.fingerprint), config_entry.entry_id
    )
    assert device is not None
    assert device.name == "alice"
    assert device.serial_number == alice_device.fingerprint
    assert device.via_device_id == node.devices.node_device_id
    assert not device.connections

    inject(hass, service_info(alice_device.address, rssi=-71))
    await time_machine.advance(30, step=0.5)
    assert _state(hass, "binary_sensor.alice_in_reach") == "on"
    assert _state(hass, "sensor.alice_hops") == "1"
    # The name says what is counted: with a unit, this would be "1 hops".
    hops = state_of(hass, "sensor.alice_hops").attributes
    assert hops["state_class"] == "measurement"
    assert "unit_of_measurement" not in hops
    assert _state(hass, "sensor.alice_signal_strength") == "-71"
    seen = _state(hass, "sensor.alice_last_seen")
    assert seen is not None
    assert seen.endswith(":00+00:00")

    alice_device.hang_up()
    await time_machine.advance(100, step=1)
    assert _state(hass, "binary_sensor.alice_in_reach") == "off"
    assert _state(hass, "sensor.alice_hops") == "unknown"
    assert _state(hass, "sensor.alice_signal_strength") == "unknown"
    assert state_of(hass, "sensor.alice_last_seen").state >= seen


async def test_signal_strength_is_off_by_default(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    time_machine: TimeMachine,
) -> None:
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await time_machine.advance(1)
    entity = entity_registry.async_get("sensor.alice_signal_strength")
    assert entity is not None
    assert entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION


async def test_peer_is_there_again_after_a_restart(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice_device: Neighbour,
    config_entry: MockConfigEntry,
    time_machine: TimeMachine,
) -> None:
    """Its entities exist before it is heard, and tell when it was last seen."""
    alice_device.hang_up()
    await time_machine.advance(100, step=1)
    seen = _state(hass, "sensor.alice_last_seen")
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(1)
    assert _state(hass, "binary_sensor.alice_in_reach") == "off"
    assert _state(hass, "sensor.alice_last_seen") == seen


async def test_nothing_is_written_while_nothing_changes(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice_device: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """Packets come all the time; that somebody is still there is hardly news."""
    await time_machine.advance(100, step=0.5)
    changes = async_capture_events(hass, EVENT_STATE_CHANGED)
    await time_machine.advance(120, step=0.5)
    assert node.engine.statistics.frames_in > 10
    assert changes == []
    await time_machine.advance(1000, step=2)
    assert {change.data["entity_id"] for change in changes} == {
        "sensor.alice_last_seen"
    }
    assert len(changes) == 1


async def test_writes_are_spread(
    hass: HomeAssistant, time_machine: TimeMachine
) -> None:
    """A crowd delays states, and never makes more than five a second."""
    writer = StateWriter(hass.loop)
    written: list[tuple[float, int]] = []

    def entity(number: int) -> Callable[[], bool]:
        def refresh() -> bool:
            written.append((time_machine.monotonic(), number))
            return True

        return refresh

    removers = [writer.add(f"peer {number}", entity(number)) for number in range(12)]
    for _ in range(40):
        writer.all_changed()
        await time_machine.advance(0.1)
    start = written[0][0]
    for number in range(12):
        times = [moment for moment, who in written if who == number]
        assert times, "nobody starves"
        assert all(later - earlier >= 1 for earlier, later in pairwise(times))
    for second in range(4):
        window = [m for m, _ in written if start + second <= m < start + second + 1]
        assert len(window) <= 5
    for remove in removers:
        remove()
    writer.all_changed()
    writer.stop()


async def test_what_changes_all_the_time_is_written_at_once_and_then_rests(
    hass: HomeAssistant, time_machine: TimeMachine
) -> None:
    """What happened meanwhile is shown after the rest, and urgent news at once."""
    writer = StateWriter(hass.loop)
    looks: list[float] = []
    value = shown = 0

    def refresh() -> bool:
        nonlocal shown
        looks.append(time_machine.monotonic())
        changed, shown = value != shown, value
        return changed

    remove = writer.add("traffic", refresh, 60)
    value = 1
    writer.changed("traffic")
    await time_machine.advance(0.2)
    assert shown == 1
    for news in range(2, 40):
        value = news
        writer.changed("traffic")
        await time_machine.advance(1, step=1)
    assert (shown, len(looks)) == (1, 1)
    await time_machine.advance(30, step=1)
    assert (shown, len(looks)) == (39, 2)
    value = 40
    writer.changed("traffic", urgent=True)
    await time_machine.advance(1.5)
    assert shown == 40
    # A peak is over by itself; nothing tells of that.
    value = 0
    await time_machine.advance(62, step=1)
    assert shown == 0
    looks.clear()
    await time_machine.advance(300, step=1)
    assert len(looks) == 1, "who has nothing to show is left alone"
    for _ in range(50):
        writer.changed("traffic")
        await time_machine.advance(0.1)
    assert len(looks) <= 7
    writer.changed("traffic")
    remove()
    writer.stop()
    looks.clear()
    await time_machine.advance(100, step=1)
    assert looks == []


async def test_writer_outlives_an_entity_that_fails(
    hass: HomeAssistant, time_machine: TimeMachine, caplog: pytest.LogCaptureFixture
) -> None:
    writer = StateWriter(hass.loop)
    written: list[Any] = []

    def fail() -> bool:
        raise ZeroDivisionError

    def write() -> bool:
        written.append(1)
        return True

    writer.add("node", fail)
    writer.add("node", write)
    writer.changed("node")
    await time_machine.advance(1)
    assert written == [1]
    assert "Error while writing a state" in caplog.text
    caplog.clear()
    writer.changed("node")
    writer.stop()
    await time_machine.advance(2)
    assert written == [1]
    caplog.clear()
