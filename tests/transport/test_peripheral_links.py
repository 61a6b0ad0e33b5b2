"""Links that others open to our GATT server."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count

import pytest

from custom_components.mesh_broadcast.protocol import (
    Event,
    FrameReceived,
    LinkDown,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    LinkUp,
    SendFailed,
    SendPriority,
)
from custom_components.mesh_broadcast.transport import (
    ConnectionState,
    GattServerFault,
    GattServerState,
)
from custom_components.mesh_broadcast.transport.peripheral_links import (
    ANONYMOUS_LINK,
    MAX_INBOUND_LINKS,
    MAX_MUTED,
    PeripheralLinks,
)
from tests.transport.fakes import FakeGattServer, address, frame
from tests.transport.virtual_time import VirtualClock

PHONE = address(1)
OTHER = address(2)


@dataclass
class Side:
    """The peripheral side under test, and what it told."""

    links: PeripheralLinks
    server: FakeGattServer
    events: list[Event]
    dropped: list[tuple[LinkId, int]]
    server_states: list[tuple[GattServerState, GattServerFault | None]]
    gone: list[tuple[str, float]]

    def new_events(self) -> list[Event]:
        """Return what was told since the last look."""
        events = self.events.copy()
        self.events.clear()
        return events


@pytest.fixture
async def side(clock: VirtualClock) -> AsyncIterator[Side]:
    """Run the peripheral side on a server that is up."""
    server = FakeGattServer()
    events: list[Event] = []
    dropped: list[tuple[LinkId, int]] = []
    states: list[tuple[GattServerState, GattServerFault | None]] = []
    gone: list[tuple[str, float]] = []
    numbers = count(1)
    links = PeripheralLinks(
        server,
        new_id=lambda: LinkId(f"in-{next(numbers)}"),
        sink=events.append,
        on_change=lambda: None,
        on_gone=lambda address, seconds: gone.append((address, seconds)),
        on_drop=lambda link, number: dropped.append((link, number)),
        on_server_state=lambda state, fault: states.append((state, fault)),
        held=lambda address, left_over: address == PHONE and left_over,
        remembered={PHONE},
        rssi=lambda address: -70 if address == PHONE else None,
        clock=clock,
    )
    await server.async_start(links)
    task = asyncio.create_task(links.run())
    yield Side(links, server, events, dropped, states, gone)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_says_whose_connection_is_not_only_the_centrals(side: Side):
    assert side.links.central_held(PHONE.lower(), left_over=True)
    assert not side.links.central_held(PHONE, left_over=False)
    assert side.links.central_remembered(PHONE.lower())
    assert not side.links.central_remembered(OTHER)


def test_the_first_write_makes_the_link(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    assert side.events == [
        LinkUp(LinkId("in-1"), LinkRole.PERIPHERAL, PHONE, 185),
        FrameReceived(LinkId("in-1"), frame(), -70),
    ]
    side.new_events()
    side.links.central_wrote(PHONE, frame(b"next"), 185)
    assert side.events == [FrameReceived(LinkId("in-1"), frame(b"next"), -70)]


def test_each_writer_has_a_link_of_its_own(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    side.links.central_wrote(OTHER, frame(), 509)
    links = {event.address for event in side.events if isinstance(event, LinkUp)}
    assert links == {PHONE, OTHER}
    assert side.links.count == 2


def test_an_address_is_the_same_in_capitals(side: Side):
    side.links.central_wrote(PHONE.lower(), frame(), 185)
    assert side.links.linked(PHONE)
    side.links.central_wrote(PHONE, frame(), 185)
    assert side.links.count == 1


def test_a_limit_never_exceeds_what_bluez_takes(side: Side):
    side.links.central_wrote(PHONE, frame(), 514)
    assert side.events[0] == LinkUp(LinkId("in-1"), LinkRole.PERIPHERAL, PHONE, 509)


def test_a_new_mtu_changes_the_limit_before_the_frame(side: Side):
    side.links.central_wrote(PHONE, frame(), 20)
    side.new_events()
    side.links.central_wrote(PHONE, frame(), 509)
    assert side.events == [
        LinkLimitChanged(LinkId("in-1"), 509),
        FrameReceived(LinkId("in-1"), frame(), -70),
    ]


def test_one_write_is_one_frame_even_if_it_is_rubbish(side: Side):
    side.links.central_wrote(PHONE, b"\x00" * 10, 185)
    assert side.events[1:] == [FrameReceived(LinkId("in-1"), b"\x00" * 10, -70)]


def test_a_central_that_goes_takes_its_link_along_once(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    side.new_events()
    side.links.central_gone(PHONE)
    side.links.central_gone(PHONE)
    assert side.events == [LinkDown(LinkId("in-1"))]
    assert not side.links.linked(PHONE)
    assert side.gone == [(PHONE, 3)]


def test_a_central_that_comes_back_has_a_new_link(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    side.links.central_gone(PHONE)
    side.new_events()
    side.links.central_wrote(PHONE, frame(), 185)
    assert side.events[0] == LinkUp(LinkId("in-2"), LinkRole.PERIPHERAL, PHONE, 185)


def test_subscribers_without_an_address_have_one_stand_in(side: Side):
    side.links.subscription_changed(subscribed=True)
    side.links.subscription_changed(subscribed=True)
    assert side.events == [
        LinkUp(ANONYMOUS_LINK, LinkRole.PERIPHERAL, "", 180, anonymous=True)
    ]
    side.new_events()
    side.links.subscription_changed(subscribed=False)
    side.links.subscription_changed(subscribed=False)
    assert side.events == [LinkDown(ANONYMOUS_LINK)]
    assert side.links.count == 0


async def test_a_frame_for_all_is_one_notification(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    side.links.central_wrote(OTHER, frame(), 185)
    side.links.send(frame(b"one"), SendPriority.OWN)
    side.links.send(frame(b"two"), SendPriority.OWN)
    await side.links.flush()
    assert side.server.notified == [frame(b"one"), frame(b"two")]
    assert {link.sent for link in side.links.snapshots} == {2}


async def test_nothing_is_queued_when_nobody_listens(side: Side):
    side.links.send(frame(), SendPriority.OWN)
    await side.links.flush()
    assert side.server.notified == []


async def test_one_notification_is_in_flight(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    side.server.takes = 0.01
    for _ in range(40):
        side.links.send(frame(), SendPriority.OWN)
    await side.links.flush()
    assert len(side.server.notified) == 40
    assert side.server.most_in_flight == 1


async def test_a_server_that_takes_nothing_costs_frames_not_the_side(
    side: Side, clock: VirtualClock
):
    side.links.central_wrote(PHONE, frame(), 185)
    side.server.hangs = True
    side.links.send(frame(b"lost"), SendPriority.OWN)
    started = clock()
    await side.links.flush()
    assert clock() - started == pytest.approx(5, abs=0.1)
    side.server.hangs = False
    side.links.send(frame(b"next"), SendPriority.OWN)
    await side.links.flush()
    assert side.server.notified == [frame(b"next")]
    assert side.links.failed == 1
    (link,) = side.links.links
    assert side.events[-1] == SendFailed(link.id, frame(b"lost"), SendPriority.OWN)


async def test_a_full_queue_reports_what_it_drops(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    side.server.hangs = True
    for _ in range(520):
        side.links.send(frame(), SendPriority.RELAY)
    assert side.dropped == [(LinkId("in-1"), 1)] * 8
    assert side.links.snapshots[0].dropped == 8


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        (GattServerState.STARTING, None),
        (GattServerState.STOPPED, None),
        (GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD),
    ],
)
async def test_a_server_that_goes_down_takes_its_links_along(
    side: Side, state: GattServerState, fault: GattServerFault | None
):
    side.links.central_wrote(PHONE, frame(), 185)
    side.links.subscription_changed(subscribed=True)
    side.links.send(frame(), SendPriority.OWN)
    side.new_events()
    side.server.become(state, fault)
    assert side.events == [LinkDown(LinkId("in-1")), LinkDown(ANONYMOUS_LINK)]
    assert side.server_states[-1] == (state, fault)
    assert side.links.links == ()


def test_a_link_that_was_given_up_stays_down_for_a_while(
    side: Side, clock: VirtualClock
):
    side.links.central_wrote(PHONE, frame(), 185)
    side.new_events()
    side.links.close_link(LinkId("in-1"), "floods us")
    side.links.central_wrote(PHONE, frame(), 185)
    assert side.new_events() == [LinkDown(LinkId("in-1"))]
    assert side.gone == [(PHONE, 60)]
    clock.now += 61
    side.links.central_wrote(PHONE, frame(), 185)
    assert side.links.linked(PHONE)


def test_a_muted_central_that_reconnects_is_heard_again(side: Side):
    side.links.central_wrote(PHONE, frame(), 185)
    side.links.close_link(LinkId("in-1"), "duplicate")
    side.links.central_gone(PHONE)
    side.links.central_wrote(PHONE, frame(), 185)
    assert side.links.linked(PHONE)


def test_closing_an_unknown_link_does_nothing(side: Side):
    side.links.close_link(LinkId("in-99"), "whatever")
    assert side.events == []


def test_writers_are_capped_and_the_cap_is_logged_once(
    side: Side, caplog: pytest.LogCaptureFixture
):
    for number in range(MAX_INBOUND_LINKS + 50):
        side.links.central_wrote(address(number), frame(), 185)
    assert side.links.count == MAX_INBOUND_LINKS
    assert len([r for r in caplog.records if r.levelname == "WARNING"]) == 1
    side.links.central_gone(address(0))
    side.links.central_wrote(address(1000), frame(), 185)
    assert side.links.linked(address(1000))


def test_muted_addresses_are_capped(side: Side):
    for number in range(1000):
        side.links.central_wrote(address(number), frame(), 185)
        link = side.links.links[0]
        side.links.close_link(link.id, "flood")
    assert len(side.links._muted) == MAX_MUTED


def test_an_inbound_link_is_shown_as_ready(side: Side, clock: VirtualClock):
    side.links.central_wrote(PHONE, frame(), 185)
    (snapshot,) = side.links.snapshots
    assert snapshot.state is ConnectionState.READY
    assert (snapshot.address, snapshot.limit, snapshot.rssi) == (PHONE, 185, -70)
    assert (snapshot.received, snapshot.since) == (1, clock())
