"""One outgoing link, and everything that can happen to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
import logging
import re
from typing import Any

from bleak.exc import BleakError
from bleak_retry_connector import BleakNotFoundError, BleakOutOfConnectionSlotsError
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
from custom_components.mesh_broadcast.transport import ConnectionState, LinkEnd
from custom_components.mesh_broadcast.transport.central_link import (
    USELESS_FOR,
    CentralLink,
)
from tests.transport.fakes import FakeAir, FakeBluetooth, FakePeripheral, address, frame
from tests.transport.virtual_time import VirtualClock

LINK = LinkId("out-1")
PHONE = address(1)


@dataclass
class Dial:
    """A link under test, and what came of it."""

    link: CentralLink
    peripheral: FakePeripheral
    events: list[Event]
    states: list[ConnectionState]
    dropped: list[int] = field(default_factory=list)
    shared: bool = False
    task: asyncio.Task[LinkEnd] | None = None

    def start(self) -> asyncio.Task[LinkEnd]:
        """Begin."""
        self.task = asyncio.create_task(self.link.run())
        return self.task

    async def until(self, state: ConnectionState) -> None:
        """Let it run until it gets to a state."""
        for _ in range(5000):
            if self.link.state is state:
                return
            await asyncio.sleep(0.001)
        pytest.fail(f"{self.link.state} instead of {state}")

    async def up(self) -> None:
        """Let it run until it carries frames."""
        self.start()
        await self.until(ConnectionState.READY)

    async def ended(self) -> LinkEnd:
        """Wait for its end."""
        assert self.task is not None
        return await self.task


@pytest.fixture
async def dial(
    clock: VirtualClock, bluetooth: FakeBluetooth, air: FakeAir
) -> AsyncIterator[Dial]:
    """Prepare a link to a phone in sight, and end what the test left up."""
    bluetooth.advertise(PHONE)
    peripheral = air.add(FakePeripheral(PHONE))
    events: list[Event] = []
    states: list[ConnectionState] = []
    dropped: list[int] = []
    link = CentralLink(
        LINK,
        PHONE,
        find_device=lambda: bluetooth.async_ble_device_from_address(None, PHONE),
        source="scanner",
        local=True,
        shared=lambda: dial.shared,
        sink=events.append,
        on_change=lambda: states.append(link.state),
        on_drop=lambda _, count: dropped.append(count),
        rssi=lambda: -60,
        clock=clock,
    )
    dial = Dial(link, peripheral, events, states, dropped)
    yield dial
    if dial.task is not None:
        link.close(LinkEnd.RETIRED)
        await asyncio.gather(dial.task, return_exceptions=True)


async def test_it_comes_up_step_by_step(dial: Dial):
    await dial.up()
    assert dial.states == [
        ConnectionState.CONNECTING,
        ConnectionState.CONNECTED,
        ConnectionState.SUBSCRIBED,
        ConnectionState.READY,
    ]
    assert dial.events == [LinkUp(LINK, LinkRole.CENTRAL, PHONE, 509)]
    dial.link.close(LinkEnd.RETIRED)
    assert await dial.ended() is LinkEnd.RETIRED
    assert dial.states[4:] == [ConnectionState.CLOSING, ConnectionState.CLOSED]
    assert dial.events[1:] == [LinkDown(LINK)]
    assert dial.peripheral.disconnects == 1
    assert not dial.peripheral.subscribed


async def test_each_transition_is_logged_once_in_a_flapping_life(
    dial: Dial, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    await dial.up()
    # The loss is noticed by the callback, by the write and by the close.
    dial.peripheral.write_hangs = True
    dial.link.send(frame(), SendPriority.OWN)
    await asyncio.sleep(0.01)
    dial.peripheral.drop()
    dial.link.close(LinkEnd.RETIRED)
    assert await dial.ended() is LinkEnd.LOST
    transitions = [
        record.getMessage()
        for record in caplog.records
        if re.search("-> (c|s|r)", record.getMessage())
    ]
    assert len(transitions) == len(set(transitions)) == 6
    assert not [record for record in caplog.records if record.levelno > logging.DEBUG]


@pytest.mark.parametrize(("mtu", "limit"), [(517, 509), (185, 182), (100, 97)])
async def test_the_limit_is_what_one_write_may_have_and_bluez_takes(
    dial: Dial, mtu: int, limit: int
):
    dial.peripheral.mtu = mtu
    await dial.up()
    assert dial.events == [LinkUp(LINK, LinkRole.CENTRAL, PHONE, limit)]
    assert dial.link.snapshot.limit == limit


async def test_a_limit_that_becomes_known_late_is_waited_for(dial: Dial):
    dial.peripheral.mtu = 23
    dial.start()
    await dial.until(ConnectionState.CONNECTED)
    await asyncio.sleep(0.1)
    dial.peripheral.mtu = 247
    await dial.until(ConnectionState.READY)
    assert dial.events == [LinkUp(LINK, LinkRole.CENTRAL, PHONE, 244)]


async def test_a_limit_that_stays_the_smallest_does_not_hold_the_link_up(
    dial: Dial, clock: VirtualClock
):
    dial.peripheral.mtu = 23
    started = clock()
    await dial.up()
    assert clock() - started < 2
    assert dial.events == [LinkUp(LINK, LinkRole.CENTRAL, PHONE, 20)]


async def test_frames_go_out_without_response_in_order(dial: Dial):
    await dial.up()
    frames = [frame(b"%d" % number) for number in range(20)]
    for one in frames:
        dial.link.send(one, SendPriority.OWN)
    await dial.link.flush()
    assert dial.peripheral.written == frames
    assert dial.link.snapshot.sent == 20


async def test_one_write_is_in_flight(dial: Dial, air: FakeAir):
    await dial.up()
    dial.peripheral.write_takes = 0.01
    for _ in range(50):
        dial.link.send(frame(), SendPriority.OWN)
    await dial.link.flush()
    assert len(dial.peripheral.written) == 50
    assert air.most_in_flight == 1


async def test_a_limit_that_grows_on_a_silent_link_is_told(dial: Dial):
    dial.peripheral.mtu = 23
    await dial.up()
    dial.peripheral.mtu = 247
    await asyncio.sleep(5)

    assert [e.limit for e in dial.events if isinstance(e, LinkLimitChanged)] == [244]


async def test_a_limit_that_shrinks_is_told_and_kept(dial: Dial):
    await dial.up()
    dial.peripheral.mtu = 23
    dial.link.send(frame(bytes(100)), SendPriority.OWN)
    await dial.link.flush()
    assert dial.events[1:] == [LinkLimitChanged(LINK, 20)]
    assert dial.peripheral.written == []
    assert dial.link.snapshot.failed == 1
    assert dial.link.ready


@pytest.mark.parametrize("mtu", [23, 100])
async def test_a_link_on_which_nothing_fits_ends_and_frees_its_slot(
    dial: Dial, clock: VirtualClock, mtu: int
):
    dial.peripheral.mtu = mtu
    await dial.up()
    started = clock()
    assert dial.task is not None
    while not dial.task.done():
        # Neither what we queue nor pieces of what the peer says keep it.
        dial.link.send(frame(bytes(100)), SendPriority.OWN)
        dial.peripheral.notify(frame()[: mtu - 3])
        await asyncio.sleep(0.5)
    assert await dial.ended() is LinkEnd.TOO_SMALL
    assert clock() - started < USELESS_FOR + 2.5
    assert dial.peripheral.written == []
    assert dial.link.snapshot.failed > 5
    assert dial.peripheral.disconnects == 1


async def test_a_peer_that_is_heard_over_an_unknown_mtu_keeps_its_link(dial: Dial):
    dial.peripheral.mtu = 23
    await dial.up()
    dial.peripheral.notify(frame(bytes(100)))
    await asyncio.sleep(10 * USELESS_FOR)
    assert dial.link.ready


async def test_a_link_that_grows_in_time_stays(dial: Dial):
    await dial.up()
    for _ in range(3):
        dial.peripheral.mtu = 23
        dial.link.send(frame(bytes(100)), SendPriority.OWN)
        await asyncio.sleep(USELESS_FOR - 1)
        dial.peripheral.mtu = 247
        await asyncio.sleep(USELESS_FOR)
    assert dial.link.ready
    dial.link.send(frame(), SendPriority.OWN)
    await dial.link.flush()
    assert dial.peripheral.written == [frame()]


async def test_a_full_queue_reports_what_it_drops(dial: Dial):
    await dial.up()
    dial.peripheral.write_hangs = True
    for _ in range(600):
        dial.link.send(frame(), SendPriority.RELAY)
    assert sum(dial.dropped) == dial.link.snapshot.dropped == 600 - 512


async def test_notifications_arrive_as_frames(dial: Dial):
    await dial.up()
    dial.peripheral.notify(frame(b"one"))
    dial.peripheral.notify(frame(b"two"))
    assert dial.events[1:] == [
        FrameReceived(LINK, frame(b"one"), -60),
        FrameReceived(LINK, frame(b"two"), -60),
    ]


async def test_a_notification_repeated_by_the_stack_is_passed_on_for_the_mesh_to_judge(
    dial: Dial,
):
    await dial.up()
    for _ in range(3):
        dial.peripheral.notify(frame())
    assert dial.events[1:] == [FrameReceived(LINK, frame(), -60)] * 3


async def test_a_frame_split_over_notifications_is_put_together(dial: Dial):
    await dial.up()
    one = frame(bytes(range(100)))
    dial.peripheral.notify(one[:50])
    dial.peripheral.notify(one[50:] + frame(b"next"))
    assert dial.events[1:] == [
        FrameReceived(LINK, one, -60),
        FrameReceived(LINK, frame(b"next"), -60),
    ]


async def test_a_greeting_during_the_subscription_comes_after_the_link(dial: Dial):
    dial.peripheral.greeting = frame(b"announce")
    await dial.up()
    assert dial.events == [
        LinkUp(LINK, LinkRole.CENTRAL, PHONE, 509),
        FrameReceived(LINK, frame(b"announce"), -60),
    ]


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (BleakError("failed"), LinkEnd.FAILED),
        (BleakNotFoundError("not there"), LinkEnd.FAILED),
        (BleakOutOfConnectionSlotsError("full"), LinkEnd.NO_SLOT),
        (TimeoutError(), LinkEnd.TIMED_OUT),
        (EOFError(), LinkEnd.FAILED),
        (BrokenPipeError(), LinkEnd.FAILED),
    ],
)
async def test_a_failed_connection_is_over_without_a_trace(
    dial: Dial, error: BaseException, end: LinkEnd
):
    dial.peripheral.connect_error = error
    dial.start()
    assert await dial.ended() is end
    assert dial.events == []
    assert dial.link.state is ConnectionState.CLOSED


async def test_a_connection_without_an_answer_times_out(
    dial: Dial, clock: VirtualClock
):
    dial.peripheral.connect_hangs = True
    started = clock()
    dial.start()
    assert await dial.ended() is LinkEnd.TIMED_OUT
    assert clock() - started == pytest.approx(10)


async def test_a_loss_while_connecting_is_left_to_the_connector(dial: Dial):
    dial.peripheral.lost_while_connecting = True
    await dial.up()
    assert dial.link.ready


async def test_a_device_out_of_sight_is_not_dialed(dial: Dial, bluetooth, air):
    bluetooth.lose(PHONE)
    dial.start()
    assert await dial.ended() is LinkEnd.NO_DEVICE
    assert air.dials == []
    assert dial.states == [ConnectionState.CLOSED]


@pytest.mark.parametrize("missing", ["has_service", "has_characteristic"])
async def test_without_the_characteristic_the_cache_is_cleared_and_the_link_closed(
    dial: Dial, missing: str
):
    setattr(dial.peripheral, missing, False)
    dial.start()
    assert await dial.ended() is LinkEnd.INCOMPATIBLE
    assert dial.peripheral.cache_clears == 1
    assert dial.peripheral.client is not None
    assert dial.peripheral.client.closed
    assert dial.events == []


@pytest.mark.parametrize("after", [0.0, 1.0])
async def test_a_connection_that_the_device_uses_itself_is_kept_until_it_is_done(
    dial: Dial, after: float
):
    dial.peripheral.has_service = False
    asyncio.get_running_loop().call_later(after, setattr, dial, "shared", True)
    dial.start()
    await dial.until(ConnectionState.CLOSING)
    await asyncio.sleep(600)
    client = dial.peripheral.client
    assert client is not None
    assert client.connected
    assert dial.link.yielding
    assert dial.peripheral.cache_clears == 0

    dial.shared = False
    dial.link.let_go()
    assert await dial.ended() is LinkEnd.INCOMPATIBLE
    assert client.closed


async def test_a_connection_kept_for_the_device_is_freed_when_it_is_lost(dial: Dial):
    dial.peripheral.has_service = False
    dial.shared = True
    dial.start()
    await dial.until(ConnectionState.CLOSING)
    client = dial.peripheral.client
    assert client is not None
    client.lost()
    assert await dial.ended() is LinkEnd.INCOMPATIBLE
    assert client.closed


@pytest.mark.parametrize(
    "break_it",
    [
        lambda device: setattr(device, "subscribe_error", BleakError("no CCCD")),
        lambda device: setattr(device, "subscribe_error", EOFError()),
        lambda device: setattr(device, "subscribe_hangs", True),
    ],
)
async def test_a_failed_subscription_closes_the_connection(
    dial: Dial, break_it: Callable[[FakePeripheral], None]
):
    break_it(dial.peripheral)
    dial.start()
    assert await dial.ended() is LinkEnd.FAILED
    assert dial.peripheral.disconnects == 1
    assert dial.events == []


@pytest.mark.parametrize("error", [BleakError("Unlikely Error"), TimeoutError("EATT")])
async def test_a_subscription_that_fails_twice_is_repeated_on_the_same_connection(
    dial: Dial, error: BaseException
):
    dial.peripheral.subscribe_error = error
    dial.peripheral.subscribe_failures = 2
    await dial.up()
    assert dial.peripheral.connects == 1
    dial.peripheral.notify(frame())
    assert dial.events[-1] == FrameReceived(LINK, frame(), -60)


@pytest.mark.parametrize(
    "state",
    [ConnectionState.CONNECTED, ConnectionState.SUBSCRIBED, ConnectionState.READY],
)
async def test_a_loss_in_any_state_ends_the_link_and_frees_its_handle(
    dial: Dial, state: ConnectionState
):
    dial.peripheral.mtu = 23  # it stays in CONNECTED for a while

    def lose(at: ConnectionState) -> None:
        if at is state:
            asyncio.get_running_loop().call_soon(dial.peripheral.drop)

    dial.link._on_change = lambda: lose(dial.link.state)
    dial.start()
    assert await dial.ended() is LinkEnd.LOST
    assert dial.peripheral.client is not None
    assert dial.peripheral.client.closed
    ups = sum(isinstance(event, LinkUp) for event in dial.events)
    downs = sum(isinstance(event, LinkDown) for event in dial.events)
    assert ups == downs


async def test_a_loss_during_a_write_ends_the_link_at_once(
    dial: Dial, clock: VirtualClock
):
    await dial.up()
    dial.peripheral.write_hangs = True
    dial.link.send(frame(), SendPriority.OWN)
    await asyncio.sleep(0.01)
    lost = clock()
    dial.peripheral.drop()
    assert await dial.ended() is LinkEnd.LOST
    assert clock() - lost < 0.1
    assert dial.events[-1] == LinkDown(LINK)


async def test_a_peer_that_never_reads_is_closed_after_a_while(
    dial: Dial, clock: VirtualClock
):
    await dial.up()
    dial.peripheral.write_hangs = True
    dial.link.send(frame(), SendPriority.OWN)
    started = clock()
    assert await dial.ended() is LinkEnd.STALLED
    assert clock() - started == pytest.approx(5, abs=0.1)
    assert dial.events[-1] == LinkDown(LINK)


async def test_a_single_refused_write_does_not_cost_the_link(dial: Dial):
    await dial.up()
    dial.peripheral.write_error = BleakError("invalid length")
    dial.link.send(frame(), SendPriority.OWN)
    await dial.link.flush()
    dial.peripheral.write_error = None
    dial.link.send(frame(b"next"), SendPriority.OWN)
    await dial.link.flush()
    assert dial.peripheral.written == [frame(b"next")]
    assert (dial.link.snapshot.failed, dial.link.snapshot.sent) == (1, 1)
    assert dial.events[-1] == SendFailed(LINK, frame(), SendPriority.OWN)


async def test_refused_writes_in_a_row_end_the_link(dial: Dial):
    await dial.up()
    dial.peripheral.write_error = BleakError("nobody there")
    for _ in range(3):
        dial.link.send(frame(), SendPriority.OWN)
    assert await dial.ended() is LinkEnd.LOST


@pytest.mark.parametrize("error", [EOFError(), BrokenPipeError()])
async def test_a_lost_dbus_connection_ends_the_link(dial: Dial, error: BaseException):
    await dial.up()
    dial.peripheral.write_error = error
    dial.link.send(frame(), SendPriority.OWN)
    assert await dial.ended() is LinkEnd.LOST


@pytest.mark.parametrize("state", list(ConnectionState)[1:5])
async def test_closing_in_any_state_ends_the_link(dial: Dial, state: ConnectionState):
    dial.peripheral.mtu = 23
    dial.link._on_change = lambda: (
        dial.link.close(LinkEnd.RETIRED) if dial.link.state is state else None
    )
    dial.start()
    assert await dial.ended() is LinkEnd.RETIRED
    assert dial.link.state is ConnectionState.CLOSED
    assert not dial.peripheral.linked


@pytest.mark.parametrize("state", list(ConnectionState)[1:5])
async def test_cancelling_in_any_state_leaves_no_connection(
    dial: Dial, state: ConnectionState
):
    dial.peripheral.mtu = 23
    task = dial.start()

    def cancel_at() -> None:
        if dial.link.state is state:
            asyncio.get_running_loop().call_soon(task.cancel)

    dial.link._on_change = cancel_at
    with pytest.raises(asyncio.CancelledError):
        await task
    assert dial.link.state is ConnectionState.CLOSED
    assert not dial.peripheral.linked


async def test_closing_twice_is_closing_once(dial: Dial):
    await dial.up()
    dial.link.close(LinkEnd.ROTATED)
    dial.link.close(LinkEnd.RETIRED)
    assert await dial.ended() is LinkEnd.ROTATED
    dial.link.close(LinkEnd.RETIRED)
    assert dial.events[1:] == [LinkDown(LINK)]


@pytest.mark.parametrize(
    "break_it",
    [
        lambda device: setattr(device, "disconnect_hangs", True),
        lambda device: setattr(device, "disconnect_error", BleakError("no")),
        lambda device: setattr(device, "disconnect_error", EOFError()),
        lambda device: setattr(device, "disconnect_error", AssertionError()),
    ],
)
async def test_a_failing_disconnect_does_not_keep_the_link(
    dial: Dial, break_it: Callable[[FakePeripheral], None], clock: VirtualClock
):
    await dial.up()
    break_it(dial.peripheral)
    dial.link.close(LinkEnd.RETIRED)
    started = clock()
    assert await dial.ended() is LinkEnd.RETIRED
    assert clock() - started < 8
    assert dial.link.state is ConnectionState.CLOSED


async def test_frames_for_a_link_that_is_not_up_are_not_kept(dial: Dial):
    dial.link.send(frame(), SendPriority.OWN)
    await dial.up()
    await dial.link.flush()
    assert dial.peripheral.written == []


async def test_a_mistake_of_ours_closes_the_link_and_is_told(dial: Dial, air: FakeAir):
    await dial.up()
    dial.peripheral.write_error = ZeroDivisionError()
    dial.link.send(frame(), SendPriority.OWN)
    with pytest.raises(ZeroDivisionError):
        await dial.ended()
    assert dial.link.state is ConnectionState.CLOSED
    assert not dial.peripheral.linked


async def test_flushing_a_link_that_ends_does_not_wait_forever(dial: Dial):
    await dial.up()
    dial.peripheral.write_hangs = True
    dial.link.send(frame(), SendPriority.OWN)
    flushing: asyncio.Task[Any] = asyncio.create_task(dial.link.flush())
    await asyncio.sleep(0.01)
    dial.peripheral.drop()
    await flushing
