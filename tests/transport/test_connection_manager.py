"""Whom the manager dials, and how it keeps the table of links."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from random import Random
from types import SimpleNamespace
from typing import Any

from bleak.exc import BleakError
from bleak_retry_connector import BleakOutOfConnectionSlotsError
from homeassistant.core import CoreState
import pytest

from custom_components.mesh_broadcast.protocol import (
    CloseLink,
    Event,
    FrameReceived,
    FramesDropped,
    LinkBound,
    LinkDown,
    LinkId,
    LinkRole,
    LinkUp,
    PeerId,
    SendFrame,
    SendPriority,
)
from custom_components.mesh_broadcast.transport import (
    Candidate,
    ConnectionManager,
    ConnectionState,
    GattServerFault,
    GattServerListener,
    GattServerState,
    ReconnectPolicy,
    TransportSettings,
)
from custom_components.mesh_broadcast.transport.connection_manager import DIAL_SPACING
from custom_components.mesh_broadcast.transport.own_stack import (
    ADAPTER_FAULTS,
    DAEMON_FAULTS,
    LINGERS_FOR,
)
from custom_components.mesh_broadcast.transport.reconnect_policy import STABLE_AFTER
from tests.transport.fakes import (
    ADAPTER,
    PROXY,
    FakeAir,
    FakeBluetooth,
    FakeGattServer,
    FakePeripheral,
    FakeScanner,
    address,
    frame,
)
from tests.transport.virtual_time import VirtualClock

LOWER_HOST = "00:00:00:00:00:00"
HIGHER_HOST = "F0:00:00:00:00:00"
PEER = PeerId(b"\x01\x02\x03\x04\x05\x06\x07\x08")


@dataclass
class Node:
    """A manager under test, its surroundings and what it told."""

    bluetooth: FakeBluetooth
    air: FakeAir
    clock: VirtualClock
    server: FakeGattServer
    events: list[Event] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    server_states: list[tuple[GattServerState, GattServerFault | None]] = field(
        default_factory=list
    )
    raises: BaseException | None = None
    manager: ConnectionManager = field(init=False)

    def make(
        self,
        *,
        central: bool = True,
        peripheral: bool = True,
        max_links: int = 4,
        policy: ReconnectPolicy | None = None,
        starting: bool = False,
    ) -> ConnectionManager:
        """Make the manager."""
        hass: Any = SimpleNamespace(
            loop=asyncio.get_running_loop(),
            state=CoreState.starting if starting else CoreState.running,
        )
        self.manager = ConnectionManager(
            hass,
            TransportSettings(central, peripheral, max_links, None),
            self._take,
            self.server if peripheral else None,
            self._create_task,
            lambda state, fault: self.server_states.append((state, fault)),
            Random(1),
            policy=policy,
            clock=self.clock,
        )
        return self.manager

    def _take(self, event: Event) -> None:
        self.events.append(event)
        if self.raises is not None:
            raise self.raises

    def _create_task(
        self, coro: Coroutine[Any, Any, None], name: str
    ) -> asyncio.Task[None]:
        task = asyncio.create_task(coro, name=name)
        self.tasks.append(task)
        return task

    @property
    def listener(self) -> GattServerListener:
        """Whom the server tells of its centrals."""
        assert self.server.listener is not None
        return self.server.listener

    def phone(self, number: int, rssi: int = -60, **kwargs: Any) -> FakePeripheral:
        """Put a phone into reach and let it be heard."""
        phone = self.air.add(FakePeripheral(address(number), **kwargs))
        self.bluetooth.advertise(phone.address, rssi)
        return phone

    async def keep_advertising(self) -> None:
        """Let everybody in sight be heard once a second."""
        while True:
            await asyncio.sleep(1)
            for info in list(self.bluetooth.history.values()):
                self.bluetooth.advertise(
                    info.address, info.rssi, peer_id=_peer_id(info), source=info.source
                )

    async def until(self, condition: Callable[[], bool], within: float = 60) -> float:
        """Let time pass until something holds; return how long that took."""
        started = self.clock()
        while not condition():
            assert self.clock() - started < within, "it did not come to that"
            await asyncio.sleep(0.05)
        return self.clock() - started

    async def dialed(self, dials: int) -> float:
        """Wait for a number of dials; return how long that took."""
        return await self.until(lambda: len(self.air.dials) == dials)

    def link(self, role: LinkRole, address: str) -> LinkId:
        """Return the last link of an address."""
        return next(
            event.link
            for event in reversed(self.events)
            if isinstance(event, LinkUp)
            and event.role is role
            and event.address == address
        )

    @property
    def linked(self) -> set[str]:
        """The devices that a client is connected to."""
        return {p.address for p in self.air.peripherals.values() if p.linked}


def _peer_id(info: Any) -> bytes | None:
    return next(iter(info.service_data.values()), None)


@pytest.fixture
async def node(
    bluetooth: FakeBluetooth, air: FakeAir, clock: VirtualClock
) -> AsyncIterator[Node]:
    """Prepare a node; in the end it must have left nothing behind."""
    node = Node(bluetooth, air, clock, FakeGattServer())
    advertising = asyncio.create_task(node.keep_advertising())
    yield node
    advertising.cancel()
    await asyncio.gather(advertising, return_exceptions=True)
    await node.manager.async_stop()
    assert all(task.done() for task in node.tasks)
    assert bluetooth.subscriptions == 0
    assert node.linked == set()
    assert node.manager.links == ()
    ups = [event.link for event in node.events if isinstance(event, LinkUp)]
    downs = [event.link for event in node.events if isinstance(event, LinkDown)]
    assert sorted(ups) == sorted(downs), "each link that came up went down, once"


async def test_a_phone_in_sight_is_linked_within_a_few_seconds(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    took = await node.until(lambda: phone.subscribed)
    assert took < 2.5
    assert node.manager.connection_count == 1
    assert node.manager.available_slots == 3
    (snapshot,) = node.manager.links
    assert snapshot.role is LinkRole.CENTRAL
    assert snapshot.state is ConnectionState.READY
    assert (snapshot.address, snapshot.limit, snapshot.rssi) == (
        phone.address,
        509,
        -60,
    )


async def test_a_phone_that_comes_later_is_linked_too(node: Node):
    await node.make().async_start()
    await asyncio.sleep(100)
    phone = node.phone(1)
    assert await node.until(lambda: phone.subscribed) < 2.5


async def test_in_the_peripheral_role_only_nobody_is_dialed(node: Node):
    node.phone(1)
    await node.make(central=False).async_start()
    await asyncio.sleep(100)
    assert node.air.dials == []
    assert node.server.state is GattServerState.ADVERTISING


async def test_in_the_central_role_only_there_is_no_server(node: Node):
    phone = node.phone(1)
    await node.make(peripheral=False).async_start()
    await node.until(lambda: phone.subscribed)
    assert node.server.state is GattServerState.STOPPED


async def test_no_more_links_than_the_budget(node: Node):
    for number in range(10):
        node.phone(number)
    await node.make(max_links=3).async_start()
    await node.until(lambda: node.manager.connection_count == 3)
    await asyncio.sleep(100)
    assert node.manager.connection_count == 3
    assert node.manager.available_slots == 0
    assert len(node.air.dials) == 3


async def test_a_slot_of_each_scanner_is_left_to_others(node: Node):
    node.bluetooth.add_scanner(FakeScanner(ADAPTER, hci=0, slots=3))
    for number in range(5):
        node.phone(number)
    await node.make().async_start()
    for _ in range(40):
        # Home Assistant counts our links among the used slots.
        node.bluetooth.scanners[ADAPTER].used = len(node.linked) + node.air.dialing
        await asyncio.sleep(0.5)
    assert len(node.linked) == 2
    assert node.bluetooth.scanners[ADAPTER].free == 1


async def test_a_slot_that_somebody_frees_is_used(node: Node):
    node.bluetooth.add_scanner(FakeScanner(ADAPTER, hci=0, slots=3))
    node.bluetooth.use_slots(ADAPTER, 2)
    phone = node.phone(1)
    await node.make().async_start()
    await asyncio.sleep(30)
    assert node.air.dials == []
    node.bluetooth.use_slots(ADAPTER, -1)
    assert await node.until(lambda: phone.subscribed) < 2


async def test_a_full_proxy_does_not_keep_the_adapter_from_being_used(node: Node):
    node.bluetooth.add_scanner(FakeScanner(PROXY, slots=3))
    node.bluetooth.use_slots(PROXY, 3)
    phone = node.phone(1, -80)
    node.bluetooth.advertise(phone.address, -40, source=PROXY)
    await node.make().async_start()
    assert await node.until(lambda: phone.subscribed) < 3


async def test_one_dial_at_a_time_through_one_scanner_and_spaced(node: Node):
    for number in range(4):
        node.phone(number, slow=1.5)
    await node.make().async_start()
    await node.until(lambda: node.manager.connection_count == 4)
    assert node.air.most_dialing == 1


async def test_two_scanners_dial_side_by_side_but_never_more(node: Node):
    node.bluetooth.add_scanner(FakeScanner(PROXY))
    node.bluetooth.add_scanner(FakeScanner("00:00:00:00:00:0B"))
    for number in range(6):
        phone = node.phone(number, -80, slow=3)
        source = (ADAPTER, PROXY, "00:00:00:00:00:0B")[number % 3]
        node.bluetooth.advertise(phone.address, -50, source=source)
    await node.make(max_links=6).async_start()
    await node.until(lambda: node.manager.connection_count == 6)
    assert node.air.most_dialing == 2


async def test_without_a_scanner_discovery_idles_and_recovers(node: Node):
    node.bluetooth.remove_scanner(ADAPTER)
    phone = node.phone(1)
    await node.make().async_start()
    await asyncio.sleep(60)
    assert node.air.dials == []
    node.bluetooth.add_scanner(FakeScanner(ADAPTER, hci=0))
    node.bluetooth.advertise(phone.address)
    assert await node.until(lambda: phone.subscribed) < 5


async def test_a_scanner_that_goes_takes_its_links_and_gets_them_back(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    node.bluetooth.remove_scanner(ADAPTER)
    phone.drop()
    await asyncio.sleep(20)
    assert node.manager.connection_count == 0
    node.bluetooth.add_scanner(FakeScanner(ADAPTER, hci=0))
    node.bluetooth.advertise(phone.address)
    assert await node.until(lambda: phone.subscribed) < 5


async def test_the_strongest_is_dialed_first(node: Node):
    node.phone(1, -80)
    node.phone(2, -50)
    node.phone(3, -70)
    manager = node.make()
    await manager.async_start()
    for candidate in manager._discovery.candidates.values():
        candidate.not_before = 0.0
    await node.until(lambda: manager.connection_count == 3)
    assert node.air.dials == [address(2), address(3), address(1)]


async def test_a_weak_signal_is_dialed_only_by_the_lonely(node: Node):
    near = node.phone(1)
    weak = node.phone(2, -93)
    await node.make().async_start()
    await node.until(lambda: near.subscribed)
    await asyncio.sleep(100)
    assert not weak.linked
    near.drop()
    node.bluetooth.lose(near.address)
    assert await node.until(lambda: weak.subscribed) < 10


async def test_the_weakest_signal_is_dialed_only_by_the_long_lonely(node: Node):
    weak = node.phone(1, -99)
    await node.make().async_start()
    await asyncio.sleep(25)
    assert not weak.linked
    assert await node.until(lambda: weak.subscribed) < 10


async def test_a_device_that_was_not_heard_for_long_is_not_dialed(
    node: Node, clock: VirtualClock
):
    phone = node.phone(1)
    info = node.bluetooth.history.pop(phone.address)
    info.time -= 120
    node.bluetooth.history[phone.address] = info
    node.bluetooth.paths.clear()
    await node.make().async_start()
    # No advertisement in between: the fake repeats those with a path only.
    node.bluetooth.history.clear()
    await asyncio.sleep(60)
    assert node.air.dials == []


async def test_our_own_adapters_are_not_dialed(node: Node):
    node.bluetooth.advertise(ADAPTER)
    await node.make().async_start()
    await asyncio.sleep(60)
    assert node.air.dials == []


async def test_who_is_linked_inbound_is_not_dialed(node: Node):
    await node.make().async_start()
    await asyncio.sleep(1)
    node.listener.central_wrote(address(1), frame(), 185)
    phone = node.phone(1)
    await asyncio.sleep(60)
    assert node.air.dials == []
    node.listener.central_gone(phone.address)
    assert await node.until(lambda: phone.subscribed) < 10


async def test_who_lost_its_inbound_link_has_time_to_dial_again_first(node: Node):
    await node.make().async_start()
    await asyncio.sleep(1)
    node.air.add(FakePeripheral(LOWER_HOST))
    node.listener.central_wrote(LOWER_HOST, frame(), 509)
    node.bluetooth.advertise(LOWER_HOST)
    await asyncio.sleep(30)
    node.listener.central_gone(LOWER_HOST)
    assert await node.dialed(1) >= 6


async def test_a_dial_that_was_met_halfway_ends_soon(node: Node):
    phone = node.phone(1, connect_hangs=True)
    await node.make().async_start()
    await node.dialed(1)
    await asyncio.sleep(0.3)
    node.listener.central_wrote(phone.address, frame(), 509)
    assert 1.9 < await node.until(lambda: not node.air.dialing) < 2.1
    node.listener.central_wrote(phone.address, frame(), 509)
    assert node.manager.connection_count == 1


async def test_a_dial_that_was_met_halfway_may_still_succeed(node: Node):
    phone = node.phone(1, slow=1.5)
    await node.make().async_start()
    await node.dialed(1)
    node.listener.central_wrote(phone.address, frame(), 509)
    await node.until(lambda: phone.subscribed)
    assert node.manager.connection_count == 2


async def test_a_useless_dial_does_not_cut_the_link_that_its_device_made(node: Node):
    phone = node.phone(1, slow=1.5, has_service=False)
    await node.make().async_start()
    budget = node.manager.available_slots
    await node.dialed(1)
    node.listener.central_wrote(phone.address, frame(), 509)
    await node.until(lambda: node.manager.available_slots == budget - 1)
    await node.until(lambda: node.manager.available_slots == budget)
    await asyncio.sleep(60)
    assert phone.client is not None
    assert phone.client.connected
    assert len(node.air.dials) == 1

    node.listener.central_gone(phone.address)
    await node.until(lambda: phone.disconnects == 1)


async def test_stopping_frees_a_connection_that_was_left_to_its_device(node: Node):
    phone = node.phone(1, slow=1.5, has_service=False)
    await node.make().async_start()
    await node.dialed(1)
    node.listener.central_wrote(phone.address, frame(), 509)
    await asyncio.sleep(60)
    await node.manager.async_stop()
    assert phone.disconnects == 1


async def test_a_phone_whose_peer_is_linked_already_is_not_dialed(node: Node):
    await node.make().async_start()
    first = node.phone(1)
    await node.until(lambda: first.subscribed)
    link = node.link(LinkRole.CENTRAL, first.address)
    node.manager.bind(LinkBound(link, PEER))
    node.air.add(FakePeripheral(address(2)))
    node.bluetooth.advertise(address(2), peer_id=PEER)
    await asyncio.sleep(60)
    assert node.linked == {first.address}
    node.manager.bind(LinkBound(link, None))
    first.drop()
    await node.until(lambda: node.air.peripherals[address(2)].subscribed)


async def test_between_two_hosts_the_lower_address_dials_first(node: Node):
    """The adapter's address lies between the two."""
    await node.make().async_start()
    await asyncio.sleep(1)
    for host in (LOWER_HOST, HIGHER_HOST):
        node.air.add(FakePeripheral(host))
        node.bluetooth.advertise(host)
    await asyncio.sleep(2.5)
    assert node.linked == {HIGHER_HOST}
    await asyncio.sleep(3)
    assert node.linked == {HIGHER_HOST, LOWER_HOST}


async def test_a_host_that_used_its_head_start_is_not_dialed(node: Node):
    await node.make().async_start()
    await asyncio.sleep(1)
    node.air.add(FakePeripheral(LOWER_HOST))
    node.bluetooth.advertise(LOWER_HOST)
    await asyncio.sleep(2)
    node.listener.central_wrote(LOWER_HOST, frame(), 509)
    await asyncio.sleep(60)
    assert node.air.dials == []


async def test_without_a_server_nobody_is_waited_for(node: Node):
    await node.make(peripheral=False).async_start()
    node.air.add(FakePeripheral(LOWER_HOST))
    node.bluetooth.advertise(LOWER_HOST)
    await asyncio.sleep(2.5)
    assert node.linked == {LOWER_HOST}


async def test_failures_are_repeated_at_growing_distances(node: Node):
    phone = node.phone(1, connect_error=BleakError("no"), slow=0.0)
    await node.make().async_start()
    await node.until(lambda: len(node.air.dials) == 1)
    for dials, expected in enumerate((1, 2, 4, 8, 16, 30), start=2):
        gap = await node.dialed(dials)
        assert 0.9 * expected <= gap <= 1.1 * expected + 1.6
    phone.connect_error = None
    await node.until(lambda: phone.subscribed)


async def test_a_peer_that_does_not_answer_is_left_alone_for_a_while(node: Node):
    node.phone(1, connect_hangs=True)
    await node.make().async_start()
    await node.until(lambda: len(node.air.dials) == 2)
    first = await node.until(lambda: len(node.air.dials) == 3)
    assert 10 + 15 <= first <= 10 + 15 + 2


async def test_a_weak_peer_that_does_not_answer_is_left_alone_for_longer(node: Node):
    node.phone(1, -94, connect_hangs=True)
    await node.make().async_start()
    await node.until(lambda: len(node.air.dials) == 1)
    again = await node.until(lambda: len(node.air.dials) == 2, within=90)
    assert 10 + 15 + 30 <= again <= 10 + 15 + 30 + 2


async def test_a_dropped_link_is_redialed_after_three_seconds(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    await asyncio.sleep(30)
    phone.drop()
    assert 3 <= await node.until(lambda: phone.subscribed) <= 5.5


async def test_a_link_that_drops_at_once_each_time_is_redialed_ever_later(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    gaps = []
    for _ in range(6):
        gaps.append(await node.until(lambda: phone.subscribed))
        phone.drop()
    assert gaps[-1] > 14


async def test_with_a_limit_of_tries_it_ends_until_the_next_sighting(node: Node):
    phone = node.phone(1, connect_error=BleakError("no"))
    await node.make(policy=ReconnectPolicy(max_tries=3)).async_start()
    await asyncio.sleep(300)
    assert len(node.air.dials) == 3
    phone.connect_error = None
    node.bluetooth.lose(phone.address)
    node.bluetooth.advertise(phone.address)
    await node.until(lambda: phone.subscribed)


async def test_without_a_slot_it_waits_and_does_not_blame_the_peer(node: Node):
    phone = node.phone(1, connect_error=BleakOutOfConnectionSlotsError("full"))
    manager = node.make()
    await manager.async_start()
    await node.until(lambda: len(node.air.dials) == 3)
    candidate = manager._discovery.get(phone.address)
    assert candidate is not None
    assert candidate.failures == 0


async def test_a_missing_characteristic_is_tried_again_after_clearing_the_cache(
    node: Node,
):
    phone = node.phone(1, has_characteristic=False)
    await node.make().async_start()
    await node.until(lambda: phone.cache_clears == 1)
    phone.has_characteristic = True
    assert await node.until(lambda: phone.subscribed) < 4


async def test_frames_come_in_and_go_out(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    link = node.link(LinkRole.CENTRAL, phone.address)
    phone.notify(frame(b"in"))
    assert node.events[-1] == FrameReceived(link, frame(b"in"), -60)
    node.manager.send(SendFrame(frame(b"out"), (link,), SendPriority.OWN))
    await node.manager.async_flush()
    assert phone.written == [frame(b"out")]


async def test_a_frame_for_both_roles_is_one_notification_and_a_write_each(node: Node):
    phones = [node.phone(number) for number in (1, 2)]
    await node.make().async_start()
    await node.until(lambda: node.manager.connection_count == 2)
    for number in (11, 12):
        node.listener.central_wrote(address(number), frame(), 185)
    links = tuple(snapshot.id for snapshot in node.manager.links)
    assert len(links) == 4
    node.manager.send(SendFrame(frame(b"x"), links, SendPriority.OWN))
    await node.manager.async_flush()
    assert node.server.notified == [frame(b"x")]
    assert [phone.written for phone in phones] == [[frame(b"x")], [frame(b"x")]]


async def test_frames_for_links_that_are_gone_go_nowhere(node: Node):
    await node.make().async_start()
    node.manager.send(SendFrame(frame(), (LinkId("out-77"),), SendPriority.OWN))
    await node.manager.async_flush()
    assert node.server.notified == []


async def test_a_peer_that_never_reads_does_not_stall_the_others(node: Node):
    stuck = node.phone(1, write_hangs=True)
    fine = node.phone(2)
    await node.make().async_start()
    await node.until(lambda: node.manager.connection_count == 2)
    links = tuple(snapshot.id for snapshot in node.manager.links)
    for number in range(50):
        node.manager.send(SendFrame(frame(b"%d" % number), links, SendPriority.OWN))
    await node.until(lambda: len(fine.written) == 50, within=1)
    await node.until(lambda: node.manager.connection_count == 1, within=6)
    assert stuck.written == []


async def test_writes_in_flight_are_bounded(node: Node):
    for number in range(40):
        node.phone(number, write_takes=0.01)
    await node.make(max_links=40).async_start()
    await node.until(lambda: node.manager.connection_count == 16)
    await asyncio.sleep(60)
    node.listener.central_wrote(address(99), frame(), 185)
    node.server.takes = 0.01
    links = tuple(snapshot.id for snapshot in node.manager.links)
    for _ in range(300):
        node.manager.send(SendFrame(frame(), links, SendPriority.OWN))
    await node.manager.async_flush()
    assert len(node.server.notified) == 300
    assert node.manager.connection_count == 17
    assert node.air.most_in_flight + node.server.most_in_flight <= 32


async def test_a_burst_of_own_messages_fits(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    link = node.link(LinkRole.CENTRAL, phone.address)
    for number in range(300):
        node.manager.send(SendFrame(frame(b"%d" % number), (link,), SendPriority.OWN))
    await node.manager.async_flush()
    assert phone.written == [frame(b"%d" % number) for number in range(300)]


async def test_dropped_frames_are_told_in_one_and_logged_now_and_then(
    node: Node, caplog: pytest.LogCaptureFixture
):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    link = node.link(LinkRole.CENTRAL, phone.address)

    def overflow(number: int) -> None:
        for _ in range(number):
            node.manager.send(SendFrame(frame(), (link,), SendPriority.RELAY))

    overflow(512 + 1 + 30)
    assert not [event for event in node.events if isinstance(event, FramesDropped)]
    await node.manager.async_flush()
    overflow(512 + 5)
    await node.manager.async_flush()
    told = [event for event in node.events if isinstance(event, FramesDropped)]
    assert [event.link for event in told] == [link, link]
    assert [event.count for event in told] == [31, 5]
    warnings = [r for r in caplog.records if r.levelname == "WARNING"]
    assert len(warnings) == 1
    assert "31 frames" in warnings[0].getMessage()


async def test_closing_a_link_for_the_engine_keeps_it_closed_for_a_while(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    link = node.link(LinkRole.CENTRAL, phone.address)
    node.manager.close_link(CloseLink(link, "duplicate"))
    await node.until(lambda: not phone.linked, within=1)
    assert await node.until(lambda: phone.subscribed, within=70) >= 60


async def test_closing_an_inbound_link_takes_effect_after_the_event(node: Node):
    await node.make().async_start()
    await asyncio.sleep(1)
    node.listener.central_wrote(address(1), frame(), 185)
    link = node.link(LinkRole.PERIPHERAL, address(1))
    node.manager.close_link(CloseLink(link, "floods us"))
    assert node.manager.connection_count == 1
    await asyncio.sleep(0)
    assert node.manager.connection_count == 0
    assert node.events[-1] == LinkDown(link)


async def test_the_peer_at_the_end_of_a_link_is_remembered(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    node.listener.central_wrote(address(11), frame(), 185)
    for snapshot in node.manager.links:
        node.manager.bind(LinkBound(snapshot.id, PEER))
    assert {snapshot.peer_id for snapshot in node.manager.links} == {PEER}


async def test_the_anonymous_listener_is_no_connection(node: Node):
    await node.make().async_start()
    await asyncio.sleep(1)
    node.listener.subscription_changed(subscribed=True)
    assert node.manager.connection_count == 0
    (snapshot,) = node.manager.links
    assert snapshot.anonymous
    node.manager.send(SendFrame(frame(), (snapshot.id,), SendPriority.OWN))
    await node.manager.async_flush()
    assert node.server.notified == [frame()]


async def test_after_a_turn_the_oldest_makes_room_for_who_waits(node: Node):
    old = [node.phone(number) for number in range(2)]
    await node.make(max_links=2).async_start()
    await node.until(lambda: node.manager.connection_count == 2)
    waiting = node.phone(5)
    took = await node.until(lambda: waiting.subscribed, within=700)
    assert 590 < took < 610
    assert sum(phone.linked for phone in old) == 1
    assert node.manager.connection_count == 2


async def test_without_anybody_waiting_nobody_is_rotated(node: Node):
    for number in range(2):
        node.phone(number)
    await node.make(max_links=2).async_start()
    await asyncio.sleep(3000)
    assert len(node.air.dials) == 2


async def test_a_peer_reached_twice_is_rotated_before_an_older_one(node: Node):
    first = node.phone(1)
    await node.make(max_links=2).async_start()
    await node.until(lambda: first.subscribed)
    second = node.phone(2)
    await node.until(lambda: second.subscribed)
    node.listener.central_wrote(address(11), frame(), 185)
    for phone, role in (
        (second.address, LinkRole.CENTRAL),
        (address(11), LinkRole.PERIPHERAL),
    ):
        node.manager.bind(LinkBound(node.link(role, phone), PEER))
    await asyncio.sleep(650)
    waiting = node.phone(5)
    await node.until(lambda: waiting.subscribed)
    assert (first.linked, second.linked) == (True, False)


async def test_where_slots_are_scarce_the_strongest_are_not_preferred(node: Node):
    for number in range(12):
        node.phone(number, rssi=-40 - number)
    await node.make(max_links=4).async_start()
    await node.until(lambda: node.manager.connection_count == 4)
    strongest = {address(number) for number in range(4)}
    assert set(node.air.dials) != strongest


async def test_a_connection_that_serves_both_roles_is_not_rotated(node: Node):
    phone = node.phone(1)
    await node.make(max_links=1).async_start()
    await node.until(lambda: phone.subscribed)
    node.listener.central_wrote(phone.address, frame(), 509)
    node.phone(2)
    await asyncio.sleep(2000)
    assert phone.disconnects == 0


async def test_everybody_gets_a_turn(node: Node):
    for number in range(5):
        node.phone(number)
    await node.make(max_links=2).async_start()
    await asyncio.sleep(3600)
    assert set(node.air.dials) == {address(number) for number in range(5)}


async def test_a_smaller_budget_ends_the_youngest_links(node: Node):
    manager = node.make()
    await manager.async_start()
    phones = []
    for number in range(4):
        phones.append(node.phone(number))
        await asyncio.sleep(3)
    manager.update_settings(TransportSettings(True, True, 1))
    await node.until(lambda: manager.connection_count == 1)
    assert [phone.linked for phone in phones] == [True, False, False, False]


async def test_a_larger_budget_is_used(node: Node):
    manager = node.make(max_links=1)
    await manager.async_start()
    for number in range(3):
        node.phone(number)
    await asyncio.sleep(30)
    assert manager.connection_count == 1
    manager.update_settings(TransportSettings(True, True, 3))
    await node.until(lambda: manager.connection_count == 3)


async def test_dialing_can_be_switched_off_and_on(node: Node):
    manager = node.make()
    await manager.async_start()
    phone = node.phone(1)
    await node.until(lambda: phone.subscribed)
    manager.update_settings(TransportSettings(False, True))
    await node.until(lambda: not phone.linked)
    await asyncio.sleep(100)
    assert not phone.linked
    manager.update_settings(TransportSettings(True, True))
    await node.until(lambda: phone.subscribed)


async def test_the_server_can_be_switched_off_and_on(node: Node):
    manager = node.make()
    await manager.async_start()
    await node.until(lambda: node.server.state is GattServerState.ADVERTISING)
    node.listener.central_wrote(address(9), frame(), 182)
    assert manager.connection_count == 1
    manager.update_settings(TransportSettings(True, False))
    await node.until(lambda: node.server.state is GattServerState.STOPPED)
    assert manager.connection_count == 0
    # What follows before one change is done is not lost.
    manager.update_settings(TransportSettings(True, True))
    manager.update_settings(TransportSettings(True, False))
    manager.update_settings(TransportSettings(True, True))
    await node.until(lambda: node.server.state is GattServerState.ADVERTISING)
    await asyncio.sleep(1)
    assert node.server.state is GattServerState.ADVERTISING
    node.listener.central_wrote(address(9), frame(), 182)
    assert manager.connection_count == 1


async def test_a_node_that_begins_without_a_server_can_have_one_later(node: Node):
    manager = node.make()
    manager.update_settings(TransportSettings(True, False))
    await manager.async_start()
    await asyncio.sleep(1)
    assert node.server.state is GattServerState.STOPPED
    manager.update_settings(TransportSettings(True, True))
    await node.until(lambda: node.server.state is GattServerState.ADVERTISING)


async def test_a_server_that_fails_by_mistake_is_logged_and_ends_nothing(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    async def fail(_listener: GattServerListener) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(node.server, "async_start", fail)
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    assert len([r for r in caplog.records if r.levelname == "ERROR"]) == 1


async def test_dials_and_turns_have_the_pace_of_the_settings(node: Node):
    for number in range(3):
        node.phone(number)
    manager = node.make()
    manager.update_settings(
        TransportSettings(True, False, 2, dial_spacing=5.0, rotate_after=60.0)
    )
    await manager.async_start()
    await node.dialed(1)
    assert await node.dialed(2) >= 4.9
    assert 50 < await node.dialed(3) < 75


@pytest.mark.parametrize(
    "fault", [GattServerFault.NO_BLUETOOTHD, GattServerFault.NO_DBUS]
)
async def test_without_bluetoothd_its_links_are_over_at_once(
    node: Node, fault: GattServerFault
):
    node.bluetooth.add_scanner(FakeScanner(PROXY))
    local = node.phone(1, -50)
    remote = node.phone(2, -80)
    node.bluetooth.advertise(remote.address, -40, source=PROXY)
    await node.make().async_start()
    await node.until(lambda: node.manager.connection_count == 2)
    node.server.become(GattServerState.FAILED, fault)
    await asyncio.sleep(0.1)
    assert node.linked == {remote.address}
    assert node.server_states[-1] == (GattServerState.FAILED, fault)
    node.server.become(GattServerState.ADVERTISING)
    await node.until(lambda: local.subscribed)


async def test_links_that_our_own_bluetoothd_cost_are_dialed_again_at_once(node: Node):
    phones = [node.phone(1), node.phone(2)]
    await node.make().async_start()
    await node.until(lambda: node.manager.connection_count == 2)
    await asyncio.sleep(STABLE_AFTER)
    node.server.become(GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
    await asyncio.sleep(0.5)
    node.server.become(GattServerState.ADVERTISING)
    took = await node.until(lambda: all(phone.subscribed for phone in phones))
    assert took < DIAL_SPACING + 0.4


@pytest.mark.parametrize("fault", sorted(DAEMON_FAULTS | ADAPTER_FAULTS))
async def test_while_our_own_stack_is_away_only_others_are_dialed_by(
    node: Node, fault: GattServerFault
):
    node.bluetooth.add_scanner(FakeScanner(PROXY))
    await node.make().async_start()
    await asyncio.sleep(0.1)
    node.server.become(GattServerState.FAILED, fault)
    local, remote = node.phone(1), node.phone(2, -80)
    node.bluetooth.advertise(remote.address, -40, source=PROXY)
    await node.until(lambda: remote.subscribed)
    await asyncio.sleep(10)
    assert node.air.dials == [remote.address]
    node.server.become(GattServerState.ADVERTISING)
    assert await node.until(lambda: local.subscribed) < 0.5


async def test_a_connection_that_a_killed_bluetoothd_left_is_waited_for(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    await asyncio.sleep(STABLE_AFTER)
    node.server.become(GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
    await asyncio.sleep(0.5)
    node.server.left = frozenset({phone.address})
    node.server.become(GattServerState.ADVERTISING)
    dials = len(node.air.dials)
    took = await node.dialed(dials + 1)
    assert LINGERS_FOR - 0.6 < took < LINGERS_FOR


async def test_who_had_dialed_us_is_dialed_when_the_new_bluetoothd_has_heard_them(
    node: Node,
):
    phone = node.air.add(FakePeripheral(address(1)))
    await node.make().async_start()
    await asyncio.sleep(0.1)
    node.listener.central_wrote(phone.address, frame(), 185)
    node.bluetooth.advertise(phone.address)
    await asyncio.sleep(5)
    node.server.become(GattServerState.FAILED, GattServerFault.NO_BLUETOOTHD)
    await asyncio.sleep(0.5)
    node.server.become(GattServerState.ADVERTISING)
    await asyncio.sleep(0.2)
    assert node.air.dials == []
    assert await node.until(lambda: phone.subscribed) < 1.5


async def test_who_is_heard_by_no_scanner_any_more_is_dialed_when_heard_again(
    node: Node,
):
    phone = node.air.add(FakePeripheral(address(1)))
    await node.make().async_start()
    node.bluetooth.advertise(phone.address)
    node.bluetooth.paths.clear()  # the scanner has begun anew
    await node.until(lambda: phone.subscribed)


async def test_a_server_that_cannot_advertise_leaves_the_other_role_working(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await asyncio.sleep(0.1)
    node.server.become(GattServerState.FAILED, GattServerFault.CANNOT_ADVERTISE)
    await node.until(lambda: phone.subscribed)


@pytest.mark.parametrize(
    "delay", [0.0, 0.3, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 2.0, 5.0]
)
async def test_stopping_at_any_moment_leaves_nothing(node: Node, delay: float):
    for number in range(4):
        node.phone(number, slow=0.3, mtu=23)
    await node.make().async_start()
    await asyncio.sleep(delay)
    await node.manager.async_stop()
    assert all(task.done() for task in node.tasks)
    assert node.linked == set()
    assert node.server.stops == 1


async def test_stopping_while_a_link_closes_lets_it_finish(node: Node):
    phone = node.phone(1)
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    node.manager.close_link(
        CloseLink(node.link(LinkRole.CENTRAL, phone.address), "duplicate")
    )
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert node.manager.links[0].state is ConnectionState.CLOSING
    await node.manager.async_stop()
    assert phone.disconnects == 1


async def test_stopping_before_the_start_is_harmless(node: Node):
    await node.make().async_stop()


async def test_a_mistake_above_us_is_logged_once_and_stops_nothing(
    node: Node, caplog: pytest.LogCaptureFixture
):
    phone = node.phone(1)
    node.raises = ZeroDivisionError("in the engine")
    await node.make().async_start()
    await node.until(lambda: phone.subscribed)
    for _ in range(20):
        phone.notify(frame())
    errors = [r for r in caplog.records if r.levelname == "ERROR"]
    assert len(errors) == 2  # one for each kind of event
    assert all(record.exc_info for record in errors)
    assert phone.subscribed


async def test_a_mistake_in_a_link_is_logged_once_and_it_is_dialed_again(
    node: Node, caplog: pytest.LogCaptureFixture
):
    phone = node.phone(1, connect_error=ZeroDivisionError("ours"))
    await node.make().async_start()
    await node.until(lambda: len(node.air.dials) == 4)
    phone.connect_error = None
    await node.until(lambda: phone.subscribed)
    errors = [r for r in caplog.records if r.levelname == "ERROR"]
    assert len(errors) == 1
    assert errors[0].exc_info
    links = node.manager.tasks.records["link"]
    assert (links.running, links.runs, links.failures) == (1, 4, 3)
    assert links.last_error == "ZeroDivisionError"


async def test_a_mistake_about_an_advertisement_is_logged_once_and_ends_nothing(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    manager = node.make()
    good = manager._hold
    broken: list[bool] = []

    def hold(candidate: Candidate, seconds: float) -> None:
        if len(broken) < 3:
            broken.append(True)
            raise ZeroDivisionError
        good(candidate, seconds)

    monkeypatch.setattr(manager, "_hold", hold)
    await manager.async_start()
    phones = [node.phone(number) for number in range(4)]
    await node.until(lambda: phones[3].subscribed)
    assert len([r for r in caplog.records if r.levelname == "ERROR"]) == 1
    assert manager.tasks.records["discovery"].failures == 3


async def test_a_dialer_that_breaks_runs_again(
    node: Node, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    phone = node.phone(1)
    manager = node.make()
    good = manager._dial_next
    broken: list[bool] = []

    def dial_next() -> float | None:
        if len(broken) < 3:
            broken.append(True)
            raise ZeroDivisionError
        return good()

    monkeypatch.setattr(manager, "_dial_next", dial_next)
    await manager.async_start()
    await node.until(lambda: phone.subscribed)
    assert len([r for r in caplog.records if r.levelname == "ERROR"]) == 1
    dialer = manager.tasks.records["dialer"]
    assert (dialer.running, dialer.restarts, dialer.failures) == (1, 3, 3)


async def test_ten_thousand_addresses_neither_grow_nor_stall_it(node: Node):
    real = node.phone(1)
    await node.make(max_links=2).async_start()
    await node.until(lambda: real.subscribed)
    for number in range(1000, 11_000):
        node.bluetooth.advertise(address(number), -90)
        node.bluetooth.history.pop(address(number))
        node.bluetooth.paths.pop(address(number))
    assert len(node.manager._discovery.candidates) <= 100
    assert real.address in node.manager._discovery.candidates
    link = node.link(LinkRole.CENTRAL, real.address)
    node.manager.send(SendFrame(frame(), (link,), SendPriority.OWN))
    await node.manager.async_flush()
    assert real.written == [frame()]


async def test_a_connection_is_held_by_our_own_link_or_another_integrations_client(
    node: Node, bluetooth: FakeBluetooth
) -> None:
    node.make()
    bluetooth.scanners[ADAPTER].dialed.append(address(7))
    bluetooth.add_scanner(FakeScanner(PROXY)).dialed.append(address(8))
    await node.manager.async_start()
    phone = node.phone(1)
    await node.until(lambda: phone.address in node.linked)

    for left_over in (False, True):
        held = partial(node.listener.central_held, left_over=left_over)
        assert held(phone.address)
        assert held(address(7))
        assert not held(address(8)), "its connection is the proxy's"
        assert not held(address(9))


async def test_what_a_starting_home_assistant_found_connected_was_not_dialed_by_it(
    node: Node, bluetooth: FakeBluetooth
) -> None:
    node.make(starting=True)
    bluetooth.scanners[ADAPTER].dialed.append(address(7))
    await node.manager.async_start()
    phone = node.phone(1)
    await node.until(lambda: phone.address in node.linked)

    assert node.listener.central_held(phone.address, left_over=True)
    assert not node.listener.central_held(address(7), left_over=True)
    assert node.listener.central_held(address(7), left_over=False)
