"""What the node counts: over midnight, over restarts, and while it is off the air."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    mock_restore_cache_with_extra_data,
)

from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.daily_sensor import DayCount
from custom_components.mesh_broadcast.protocol import DropReason, PeerTrust
from tests.common import state_of

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

TODAY = "sensor.mesh_broadcast_messages_today"
WAITING = "sensor.mesh_broadcast_waiting_messages"
RELAYED = "sensor.mesh_broadcast_relayed_packets"
DROPPED = "sensor.mesh_broadcast_dropped_packets"
DUPLICATES = "sensor.mesh_broadcast_duplicate_packets"
QUEUE = "sensor.mesh_broadcast_send_queue"
INBOUND = "sensor.mesh_broadcast_links_that_others_opened"
OUTBOUND = "sensor.mesh_broadcast_links_that_we_opened"


class Calendar:
    """The home's wall clock, which the test moves."""

    def __init__(self, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
        self._hass = hass
        self.now = dt_util.now().replace(hour=12)
        monkeypatch.setattr(
            "custom_components.mesh_broadcast.daily_sensor.dt_util.now",
            lambda: self.now,
        )

    async def midnight(self) -> None:
        """Let a day end."""
        tomorrow = self.now.date() + timedelta(days=1)
        self.now = datetime.combine(
            tomorrow, datetime.min.time(), dt_util.get_default_time_zone()
        )
        async_fire_time_changed(self._hass, self.now, fire_all=True)
        await self._hass.async_block_till_done()


@pytest.fixture
def every_entity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable also the entities that are off by default."""
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", True)


def _value(hass: HomeAssistant, entity_id: str) -> int:
    return int(state_of(hass, entity_id).state)


async def test_messages_are_counted_at_once_and_then_once_a_minute(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    assert _value(hass, TODAY) == 0
    alice.say("one")
    await time_machine.advance(2)
    assert _value(hass, TODAY) == 1
    for number in range(20):
        alice.say(f"and {number}")
        await time_machine.advance(1)
    assert _value(hass, TODAY) == 1
    await time_machine.advance(45, step=1)
    assert _value(hass, TODAY) == 21
    alice.whisper(node.identity.fingerprint, "and one in private")
    await time_machine.advance(70, step=1)
    assert _value(hass, TODAY) == 22


async def test_a_new_day_begins_with_none(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
    config_entry: MockConfigEntry,
) -> None:
    calendar = Calendar(hass, monkeypatch)
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    sensor = hass.data["entity_components"]["sensor"].get_entity(TODAY)
    sensor._async_message({})
    sensor._async_message({})
    sensor._async_refresh()
    assert _value(hass, TODAY) == 2
    await calendar.midnight()
    assert _value(hass, TODAY) == 0
    # Also where the home slept through midnight.
    sensor._async_message({})
    calendar.now += timedelta(days=2)
    sensor._async_message({})
    sensor._async_refresh()
    assert _value(hass, TODAY) == 1


@pytest.mark.parametrize(
    ("days", "stored", "count"),
    [
        (0, {"count": 7}, 7),
        (1, {"count": 7}, 0),
        (0, {"count": -1}, 0),
        (0, {"count": "many"}, 0),
        (0, {}, 0),
    ],
)
async def test_the_days_count_outlives_a_restart(
    days: int,
    stored: dict[str, Any],
    count: int,
    hass: HomeAssistant,
    enable_bluetooth: None,
    time_machine: TimeMachine,
    gatt_servers: list[FakeGattServer],
    config_entry: MockConfigEntry,
) -> None:
    day = (dt_util.now().date() - timedelta(days=days)).isoformat()
    mock_restore_cache_with_extra_data(
        hass, [(State(TODAY, "7"), {"day": day} | stored)]
    )
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    assert _value(hass, TODAY) == count
    sensor = hass.data["entity_components"]["sensor"].get_entity(TODAY)
    kept = sensor.extra_restore_state_data
    assert kept == DayCount(dt_util.now().date().isoformat(), count)
    assert DayCount.from_dict(kept.as_dict()) == kept
    assert await hass.config_entries.async_unload(config_entry.entry_id)
    await hass.async_block_till_done()


async def test_traffic_is_counted(
    every_entity: None,
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(5)
    alice.say("pass it on")
    alice.send_raw(b"\x09 not a packet")
    alice.send_raw(bytes(600))
    await time_machine.advance(130, step=1)
    statistics = node.engine.statistics
    assert 0 < _value(hass, RELAYED) <= statistics.relayed
    assert _value(hass, INBOUND) == 2
    assert _value(hass, OUTBOUND) == 0
    assert _value(hass, QUEUE) >= 0
    assert _value(hass, DUPLICATES) >= 0
    dropped = state_of(hass, DROPPED)
    reasons = {
        key: value
        for key, value in dropped.attributes.items()
        if key in set(DropReason)
    }
    assert sum(reasons.values()) == int(dropped.state) >= 2
    assert "duplicate" not in reasons


async def test_a_queue_that_is_sent_is_empty_again(
    every_entity: None,
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing tells of the end of a queue; it is looked at again by itself."""
    await time_machine.advance(70, step=1)
    links = node.manager._peripheral
    assert links is not None
    with monkeypatch.context() as patch:
        patch.setattr(type(links._queue), "__len__", lambda _queue: 5)
        alice.say("hello")
        await time_machine.advance(2)
    assert _value(hass, QUEUE) == 5
    alice.hang_up()
    await time_machine.advance(70, step=1)
    assert _value(hass, QUEUE) == 0


async def test_messages_that_wait_are_counted(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    alice.hang_up()
    await time_machine.advance(100, step=1)
    assert _value(hass, WAITING) == 0
    node.async_send_private(alice.fingerprint, "for later")
    await time_machine.advance(2)
    assert _value(hass, WAITING) == 1
    alice.dial(server)
    await time_machine.advance(120, step=1)
    assert _value(hass, WAITING) == 0


async def test_trust_is_known_of_the_absent_too(
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
    trust = "sensor.alice_trust"
    assert state_of(hass, trust).state == "pinned"
    assert state_of(hass, trust).attributes["options"] == list(PeerTrust)
    alice.hang_up()
    await time_machine.advance(100, step=1)
    assert state_of(hass, "binary_sensor.alice_in_reach").state == "off"
    assert state_of(hass, trust).state == "pinned"
    node.async_set_verified(alice.fingerprint, verified=True)
    await time_machine.advance(2)
    assert state_of(hass, trust).state == "verified"
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await time_machine.advance(2)
    assert state_of(hass, trust).state == "verified"
