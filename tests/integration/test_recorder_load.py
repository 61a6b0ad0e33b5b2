"""What an hour in a crowd costs the recorder, with a real one.

The budgets are those of the design: at most one state write a second for an entity and
five in all, none where nothing changed; at most 200 rows an hour while nobody talks.
"""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
import logging
from random import Random
import re

from homeassistant.components.recorder import Recorder
from homeassistant.components.recorder.db_schema import (
    EventData,
    Events,
    EventTypes,
    StateAttributes,
    States,
    StatesMeta,
)
from homeassistant.components.recorder.util import session_scope
from homeassistant.const import EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from sqlalchemy import func, select

from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from tests.common import inject, service_info

from .crowd import Crowd
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

HOUR = 3600
PEERS = 50
WARM_UP = 400
STEP = 1.0

COMINGS_AND_GOINGS = 6
"""How often the same peer may get lost in an hour, of sixty times among forty."""


@pytest.fixture
def mock_recorder_before_hass(async_test_recorder: object) -> None:
    """Have the recorder's database before Home Assistant."""


@pytest.fixture
def every_entity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enable also the entities that are off by default."""
    monkeypatch.setattr(Entity, "entity_registry_enabled_default", True)


class Meter:
    """Counts state writes by the test's clock, and rows in the database."""

    def __init__(
        self, hass: HomeAssistant, recorder: Recorder, time_machine: TimeMachine
    ) -> None:
        self._hass = hass
        self._recorder = recorder
        self._time = time_machine
        self._before: Counter[str] = Counter()
        self.writes: dict[str, list[float]] = {}
        self.same = 0
        self._begun = 0.0

    async def begin(self) -> None:
        """Count from here on."""
        await async_wait_recording_done(self._hass)
        self._before = await self._recorder.async_add_executor_job(self._count)
        self._hass.bus.async_listen(EVENT_STATE_CHANGED, self._changed)
        self._begun = self._time.monotonic()

    async def rows(self) -> Counter[str]:
        """Return the rows since the beginning, by table and by what they are of."""
        await async_wait_recording_done(self._hass)
        counted = await self._recorder.async_add_executor_job(self._count)
        return counted - self._before

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        """Note a write."""
        old, new = event.data["old_state"], event.data["new_state"]
        if old is not None and new is not None:
            same = (old.state, old.attributes) == (new.state, new.attributes)
            self.same += same
        self.writes.setdefault(event.data["entity_id"], []).append(
            self._time.monotonic()
        )

    def _count(self) -> Counter[str]:
        """Count everything there is."""
        rows: Counter[str] = Counter()
        with session_scope(hass=self._hass, read_only=True) as session:
            for table in (States, StateAttributes, Events, EventData):
                rows[table.__tablename__] = session.execute(
                    select(func.count()).select_from(table)
                ).scalar_one()
            for query in (
                select(StatesMeta.entity_id, func.count())
                .join(States, States.metadata_id == StatesMeta.metadata_id)
                .group_by(StatesMeta.entity_id),
                select(EventTypes.event_type, func.count())
                .join(Events, Events.event_type_id == EventTypes.event_type_id)
                .group_by(EventTypes.event_type),
            ):
                for name, count in session.execute(query):
                    rows[name] = count
        return rows

    @property
    def minutes(self) -> float:
        """Return how long it has counted; a busy machine's own time adds to it."""
        return (self._time.monotonic() - self._begun) / 60

    @property
    def busiest_second(self) -> int:
        """Return the most writes within one second."""
        seconds = Counter(
            int(moment) for times in self.writes.values() for moment in times
        )
        return max(seconds.values(), default=0)

    def assert_spread(self) -> None:
        """Check the pace: per entity, and of all together."""
        for entity_id, times in self.writes.items():
            apart = [later - earlier for earlier, later in pairwise(times)]
            assert min(apart, default=HOUR) >= 1 - STEP / 100, entity_id
        assert self.busiest_second <= 5


@pytest.fixture
async def meter(
    recorder_mock: Recorder, hass: HomeAssistant, time_machine: TimeMachine
) -> Meter:
    """Return what counts."""
    # An hour has too many callbacks and queries to keep where each comes from.
    hass.loop.set_debug(False)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    return Meter(hass, recorder_mock, time_machine)


@pytest.fixture
async def crowd(
    meter: Meter,
    node: MeshCoordinator,
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> Crowd:
    """Return a crowd around the node."""
    return Crowd(server, time_machine, size=PEERS - 1)


async def _pass(
    crowd: Crowd,
    time_machine: TimeMachine,
    seconds: int,
    each_second: Callable[[int], None] = lambda _second: None,
) -> None:
    for second in range(seconds):
        crowd.announce_due()
        each_second(second)
        await time_machine.advance(STEP, step=STEP)


def _report(title: str, rows: Counter[str], meter: Meter) -> None:
    """Print the figures; pytest shows them with -s, or when the test fails."""
    by_kind: Counter[str] = Counter()
    for name, count in rows.items():
        by_kind[re.sub(r"person_\d+", "peer", name)] += count
    print(f"{title}: busiest second {meter.busiest_second} state writes")
    for name, count in by_kind.most_common():
        print(f"{count:6} {name}")


async def test_half_an_hour_of_silence(
    meter: Meter,
    node: MeshCoordinator,
    alice: Neighbour,
    crowd: Crowd,
    time_machine: TimeMachine,
) -> None:
    """Fifty peers announce themselves four times a minute, over changing ways."""
    await _pass(crowd, time_machine, WARM_UP)
    assert node.peers_in_reach == PEERS
    await meter.begin()
    await _pass(crowd, time_machine, HOUR // 2)
    rows = await meter.rows()
    _report("half an hour of silence", rows, meter)
    meter.assert_spread()
    assert meter.same == 0
    assert rows["states"] <= 100
    assert rows["events"] == 0


async def test_an_hour_of_ten_messages_a_minute(
    every_entity: None,
    meter: Meter,
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    crowd: Crowd,
    config_entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    time_machine: TimeMachine,
) -> None:
    """With all that a user can switch on: each peer a device, and each entity enabled."""
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options
        | {
            "max_peer_devices": PEERS,
            "picked_peers": [
                alice.fingerprint,
                *(person.identity.fingerprint for person in crowd.people[::10]),
            ],
        },
    )
    random = Random(0)

    def life(second: int) -> None:
        """Talk, come and go, and be heard more or less well."""
        if second % 60 == 0:
            alice.whisper(node.identity.fingerprint, f"for your ears, {second}")
            crowd.lose_somebody(180)
        elif second % 6 == 0:
            crowd.say(f"it is second {second}")
        if second % 20 == 10:
            for address in (*crowd.addresses, alice.address):
                inject(hass, service_info(address, rssi=random.randint(-90, -50)))

    await _pass(crowd, time_machine, WARM_UP)
    assert node.peers_in_reach == PEERS
    entities = er.async_entries_for_config_entry(entity_registry, config_entry.entry_id)
    assert len(entities) > PEERS * 5
    await meter.begin()
    await _pass(crowd, time_machine, HOUR, life)
    rows = await meter.rows()
    _report("an hour of ten messages a minute", rows, meter)

    assert rows["mesh_broadcast_message"] == 540
    assert rows["mesh_broadcast_private_message"] == 60
    assert rows["event.mesh_broadcast_public_channel"] == 540
    assert rows["event.alice_private_messages"] == 60
    meter.assert_spread()
    assert meter.same == 0
    # Messages are events; nothing else is, and no packet.
    assert rows["events"] == 600
    for sensor in ("messages_today", "relayed_packets", "duplicate_packets"):
        assert 50 <= rows[f"sensor.mesh_broadcast_{sensor}"] <= meter.minutes + 1
    assert (
        max(
            count
            for name, count in rows.items()
            if name.endswith(("_hops", "_last_seen"))
        )
        <= 4 + 2 * COMINGS_AND_GOINGS
    )
    # What Home Assistant would write without a thought: 50 peers that announce
    # themselves four times a minute, in four sensors each, are 48,000 rows.
    assert rows["states"] <= 2_500
    # The attributes of all else are the same each time, and stored once.
    assert rows["state_attributes"] <= 700
