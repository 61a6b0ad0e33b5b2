"""The logbook tells in sentences what is said; of what is private, only that it was."""

from collections.abc import Callable
from typing import Any

from homeassistant.components.logbook.models import async_event_to_row
from homeassistant.components.logbook.processor import EventProcessor
from homeassistant.const import EVENT_LOGBOOK_ENTRY
from homeassistant.core import Event, HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.mesh_broadcast.const import (
    DOMAIN,
    EVENT_ASSIST,
    EVENT_DELIVERY,
    EVENT_EMERGENCY,
    EVENT_MESSAGE,
    EVENT_PRIVATE_MESSAGE,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.delivery_event import MeshDeliveryEvent
from custom_components.mesh_broadcast.logbook import MAX_EXCERPT
from custom_components.mesh_broadcast.protocol import DeliveryFailure, DeliveryStatus

from .virtual_air import Neighbour, TimeMachine

HOSTILE = [
    "\u202eevil\u202c",
    "<script>alert(1)</script>",
    "{{ states('lock.door') }}",
    "a: &a [*a]\n---\n",
    "x" * 10_000,
    "line\nbreak\r\n\x00\x1b[31m",
]


EVENTS = (EVENT_MESSAGE, EVENT_PRIVATE_MESSAGE, EVENT_ASSIST, EVENT_EMERGENCY)


class Logbook:
    """Home Assistant's logbook, asked about the events that there were."""

    def __init__(self, hass: HomeAssistant) -> None:
        self.hass = hass
        self.events: list[Event] = []
        for kind in (*EVENTS, EVENT_LOGBOOK_ENTRY):
            hass.bus.async_listen(kind, self.events.append)

    def entries(self) -> list[dict[str, Any]]:
        """Return the entries as the logbook makes them."""
        processor = EventProcessor(self.hass, [EVENT_MESSAGE])
        return processor.humanify(async_event_to_row(event) for event in self.events)

    def sentences(self) -> list[str]:
        """Return what the logbook shows."""
        return [f"{entry['name']} {entry['message']}" for entry in self.entries()]


@pytest.fixture
async def logbook(hass: HomeAssistant, enable_bluetooth: None) -> Logbook:
    """Return the logbook; what needs a database is not asked of it."""
    hass.config.components.add("recorder")
    assert await async_setup_component(hass, "logbook", {})
    return Logbook(hass)


async def test_what_somebody_says_in_public(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    alice.say("the kettle is on")
    await time_machine.advance(2)
    assert logbook.sentences() == ["alice said on the public channel: the kettle is on"]
    (entry,) = logbook.entries()
    assert entry["domain"] == DOMAIN
    assert entry["icon"] == "mdi:bullhorn-outline"


async def test_of_a_private_message_only_that_it_came(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    alice.whisper(node.identity.fingerprint, "the key is under the mat")
    await time_machine.advance(3)
    assert logbook.sentences() == ["alice sent a private message"]
    assert "mat" not in str(logbook.entries())


async def test_where_a_private_message_of_ours_ended_up(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    steps = async_capture_events(hass, EVENT_DELIVERY)
    node.async_send_private(alice.fingerprint, "for you only")
    await time_machine.advance(3)
    assert len(steps) > 1
    assert logbook.sentences() == [
        "Mesh Broadcast private message to alice was delivered"
    ]
    assert "for you only" not in str(logbook.entries())


@pytest.mark.parametrize("failure", DeliveryFailure)
@pytest.mark.parametrize("status", DeliveryStatus)
async def test_only_ends_are_told_and_say_why(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    status: DeliveryStatus,
    failure: DeliveryFailure,
) -> None:
    node.deliveries.call(delivery(status, failure))
    await hass.async_block_till_done()
    sentences = logbook.sentences()
    if status in (DeliveryStatus.QUEUED, DeliveryStatus.SENT, DeliveryStatus.RELAYED):
        assert sentences == []
        return
    (sentence,) = sentences
    assert sentence.startswith("Mesh Broadcast private message to bob ")
    assert ": " in sentence


def delivery(status: str, failure: str | None = None) -> MeshDeliveryEvent:
    """Return a step of a private message to bob."""
    return {
        "entry_id": "",
        "conversation": "b0" * 32,
        "message_id": "1",
        "peer_id": "b0" * 8,
        "nickname": "bob",
        "fingerprint": "b0" * 32,
        "device_id": "bobs-device",
        "status": status,
        "failure": failure,
        "heard_by": 0,
        "at": "",
    }


async def test_end_stands_on_the_page_of_the_recipients_device(
    hass: HomeAssistant, logbook: Logbook, node: MeshCoordinator
) -> None:
    node.deliveries.call(delivery("read"))
    await hass.async_block_till_done()
    (event,) = logbook.events
    assert event.data["device_id"] == "bobs-device"


async def test_recipient_without_a_name(
    hass: HomeAssistant, logbook: Logbook, node: MeshCoordinator
) -> None:
    node.deliveries.call(delivery("read") | {"nickname": None})
    await hass.async_block_till_done()
    assert logbook.sentences() == [
        "Mesh Broadcast private message to b0b0b0b0 was read"
    ]


async def test_broadcasts_end_nowhere(
    hass: HomeAssistant, logbook: Logbook, node: MeshCoordinator
) -> None:
    node.deliveries.call(delivery("relayed") | {"fingerprint": None})
    await hass.async_block_till_done()
    assert logbook.events == []


async def test_home_without_a_logbook_gets_no_entries(
    hass: HomeAssistant, node: MeshCoordinator
) -> None:
    entries = async_capture_events(hass, EVENT_LOGBOOK_ENTRY)
    node.deliveries.call(delivery("read"))
    await hass.async_block_till_done()
    assert entries == []


async def test_unloaded_node_writes_no_entries(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
) -> None:
    await hass.config_entries.async_unload(config_entry.entry_id)
    node.deliveries.call(delivery("read"))
    await hass.async_block_till_done()
    assert logbook.events == []


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", [EVENT_MESSAGE, EVENT_PRIVATE_MESSAGE])
async def test_hostile_names_are_one_short_line(
    hass: HomeAssistant, logbook: Logbook, node: MeshCoordinator, kind: str, name: str
) -> None:
    hass.bus.async_fire(kind, {"nickname": name, "text": name})
    await hass.async_block_till_done()
    (entry,) = logbook.entries()
    for shown in (entry["name"], entry["message"]):
        assert 0 < len(shown) <= MAX_EXCERPT + 40
        assert shown.isprintable()


async def test_hostile_neighbour_is_one_short_line(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    make_neighbour: Callable[[str], Neighbour],
    server: Any,
    time_machine: TimeMachine,
) -> None:
    mallory = make_neighbour("\u202e<b>{{ 1/0 }}")
    mallory.dial(server)
    await time_machine.advance(2)
    mallory.say("\u202egnirts\n- yaml: &x\n\x07" + "long " * 200)
    await time_machine.advance(3)
    for sentence in logbook.sentences():
        assert sentence.isprintable()
        assert len(sentence) <= 2 * MAX_EXCERPT


async def test_how_an_emergency_broadcast_goes(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    time_machine: TimeMachine,
) -> None:
    for message in ("Fire in the cellar!", "Water!"):
        await hass.services.async_call(
            DOMAIN,
            "emergency_broadcast",
            {"message": message, "confirmations": 2, "duration": 60},
            blocking=True,
        )
        if message == "Water!":
            # Two events of the same moment have no order.
            await time_machine.advance(1)
            await hass.services.async_call(
                DOMAIN, "stop_emergency_broadcast", blocking=True
            )
        await time_machine.advance(70, step=1)
    none = "0 of 2 people are known to have it"
    assert logbook.sentences() == [
        "Emergency broadcast began: Fire in the cellar!",
        f"Emergency broadcast ran out of time: {none}",
        "Emergency broadcast began: Water!",
        f"Emergency broadcast was stopped: {none}",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [("progress", "goes on: 1 of 3 people"), ("finished", "is done: 1 of 3 people")],
)
async def test_steps_of_an_emergency_broadcast(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    change: str,
    sentence: str,
) -> None:
    hass.bus.async_fire(
        EVENT_EMERGENCY, {"change": change, "confirmed": 1, "confirmations": 3}
    )
    await hass.async_block_till_done()
    assert logbook.sentences() == [
        f"Emergency broadcast {sentence} are known to have it"
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"nickname": 7, "text": ["x"], "change": [], "confirmed": "y"},
        {"peer_id": "p", "change": "started", "message": 7, "name": {}},
    ],
)
async def test_events_that_others_made_up_break_nothing(
    hass: HomeAssistant,
    logbook: Logbook,
    node: MeshCoordinator,
    data: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    for kind in EVENTS:
        hass.bus.async_fire(kind, data)
    await hass.async_block_till_done()
    assert len(logbook.sentences()) == len(EVENTS)
    assert "Error with" not in caplog.text
