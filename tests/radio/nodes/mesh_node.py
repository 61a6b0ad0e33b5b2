"""A node of the mesh without a Home Assistant: our engine on our own links.

What is left out is what chooses whom to dial, and what shows messages; the way of each
frame from the engine to the radio, and back, is that of the integration.
"""

import argparse
import asyncio
from collections import deque
from collections.abc import Coroutine, Iterable
from contextlib import suppress
import os
from random import SystemRandom
import time
from typing import Any

from bleak import BleakScanner
from bleak.backends.device import BLEDevice

from custom_components.mesh_broadcast.protocol import (
    CloseLink,
    DeliveryChanged,
    DeliveryStatus,
    Effect,
    Event,
    Identity,
    Instant,
    LinkBound,
    LinkDown,
    LinkId,
    LinkUp,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    PeerChange,
    PeerChanged,
    PeerId,
    PrivateMessageReceived,
    SendFrame,
    SendLimitError,
    Tick,
)
from custom_components.mesh_broadcast.transport.bless_server import BlessGattServer
from custom_components.mesh_broadcast.transport.central_link import (
    CentralLink,
    LinkEnd,
)
from custom_components.mesh_broadcast.transport.const import SERVICE_UUID
from custom_components.mesh_broadcast.transport.peripheral_links import PeripheralLinks
from tests.radio.nodes.lines import orders, say
from tests.radio.nodes.tally import Tally

# As the coordinator has it: timers fire a little early
MIN_WAIT = 0.001


def text_of(series: int, number: int, size: int) -> str:
    """Return a text of a series, written now."""
    return f"{series} {number} {time.time():.6f} ".ljust(size, "x")


class MeshNode:
    """The engine, its timer and the links of one role."""

    def __init__(self, nickname: str) -> None:
        self.tally = Tally()
        self.sizes: set[int] = set()
        self.heard: list[str] = []
        self.read: list[dict[str, Any]] = []
        self._rng = SystemRandom()
        self.engine = MeshEngine(
            Identity.generate(os.urandom), MeshSettings(nickname=nickname), self._rng
        )
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._pending: deque[Event] = deque()
        self._handling = False
        self._delivered: dict[str, asyncio.Future[float]] = {}
        self._parts_sent = asyncio.Event()
        self._parts_wait = False
        self._central: CentralLink | None = None
        self._peripheral: PeripheralLinks | None = None

    def create_task(
        self, coroutine: Coroutine[Any, Any, Any], name: str
    ) -> asyncio.Task[Any]:
        """Begin a task and keep it."""
        task = self._loop.create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        """Tell the tests of a mistake, lest they wait."""
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            say(crashed=task.get_name(), error=repr(error))
            raise error

    # -- links

    async def serve(self) -> None:
        """Be there for whoever dials."""
        server = BlessGattServer(None, self.create_task, self._rng)
        self._peripheral = PeripheralLinks(
            server,
            new_id=lambda: LinkId("in"),
            sink=self.handle,
            on_change=lambda: None,
            on_gone=lambda address, seconds: None,
            on_drop=lambda link, count: None,
            on_server_state=lambda state, fault: say(state=state, fault=fault),
            held=lambda address, left_over: False,
            remembered=frozenset(),
            rssi=lambda address: None,
            clock=time.monotonic,
        )
        self.create_task(self._peripheral.run(), "notifications")
        await server.async_start(self._peripheral)

    async def dial(self) -> None:
        """Dial whoever serves, and say how the link ended."""
        device = await BleakScanner.find_device_by_filter(
            lambda _, advertisement: SERVICE_UUID in advertisement.service_uuids,
            timeout=60,
        )
        assert device is not None, "nobody serves"
        self._central = link = self._link_to(device)
        say(ended=await link.run())

    def hang_up(self) -> None:
        """End the link that we dialed."""
        assert self._central is not None
        self._central.close(LinkEnd.RETIRED)

    def _link_to(self, device: BLEDevice) -> CentralLink:
        return CentralLink(
            LinkId("out"),
            device.address,
            find_device=lambda: device,
            source="hci0",
            local=True,
            shared=lambda: False,
            sink=self.handle,
            on_change=lambda: None,
            on_drop=lambda link, count: None,
            rssi=lambda: None,
            clock=time.monotonic,
        )

    # -- between engine and links, as the coordinator has it

    def now(self) -> Instant:
        """Return this moment on both clocks."""
        return Instant(self._loop.time(), int(time.time() * 1000))

    def handle(self, event: Event) -> None:
        """Take in a fact; doing what the engine wants can bring the next one."""
        self._pending.append(event)
        if self._handling:
            return
        self._handling = True
        try:
            while self._pending:
                event = self._pending.popleft()
                self.apply(self.engine.handle(event, self.now()))
                if isinstance(event, LinkUp | LinkDown):
                    say(links=len(self.engine.links))
        finally:
            self._handling = False
        self._arm()

    def _arm(self) -> None:
        """Be woken when the engine wants to be."""
        if self._timer is not None:
            self._timer.cancel()
        deadline = self.engine.next_deadline()
        if deadline is not None:
            wait = max(deadline - self._loop.time(), MIN_WAIT)
            self._timer = self._loop.call_later(wait, self.handle, Tick())

    def apply(self, effects: Iterable[Effect]) -> None:
        """Do what the engine wants done."""
        for effect in effects:
            self._apply_one(effect)
        # Looked at only while somebody waits: a snapshot costs more than a frame.
        if self._parts_wait and not self.engine.statistics.pending_parts:
            self._parts_wait = False
            self._parts_sent.set()
        self._arm()

    def _apply_one(self, effect: Effect) -> None:
        match effect:
            case SendFrame(frame, _, priority):
                self.sizes.add(len(frame))
                if self._central is not None:
                    self._central.send(frame, priority)
                if self._peripheral is not None:
                    self._peripheral.send(frame, priority)
            case LinkBound(_, peer_id):
                say(bound=None if peer_id is None else peer_id.hex())
            case PeerChanged(PeerChange.APPEARED, peer):
                say(peer=peer.peer_id.hex(), nickname=peer.nickname)
            case MessageReceived():
                self.heard.append(effect.message_id)
                self._take_text(effect.text)
            case PrivateMessageReceived(text=text):
                head = text.partition(" ")[0]
                self.read.append({"head": head, "size": len(text), "at": time.time()})
                self._take_text(text)
            case DeliveryChanged(message_id=name, status=DeliveryStatus.DELIVERED):
                if (delivered := self._delivered.pop(name, None)) is not None:
                    delivered.set_result(time.monotonic())
            case CloseLink():
                say(close=effect.reason)
            case _:
                pass

    def _take_text(self, text: str) -> None:
        """Note a text of a series; long ones come in parts, and are none."""
        words = text.split()
        with suppress(ValueError, IndexError):
            self.tally.take(int(words[0]), int(words[1]), float(words[2]))

    # -- what the tests want

    async def broadcast(self, series: int, count: int, size: int, gap: float) -> None:
        """Say things in public."""
        for number in range(count):
            sent, effects = self.engine.broadcast(
                text_of(series, number, size), self.now()
            )
            self.apply(effects)
            assert len(sent.message_ids) == 1
            # In a Home Assistant each comes from a call of its own.
            await asyncio.sleep(gap)

    async def write(
        self, peer: PeerId, series: int, count: int, size: int, *, in_turn: bool
    ) -> None:
        """Write to somebody, each when the one before was delivered or all at once."""
        began = time.monotonic()
        waiting = []
        for number in range(count):
            accepted, delivered = self._submit(peer, text_of(series, number, size))
            waiting.append((accepted, delivered))
            if in_turn:
                await delivered
            else:
                await asyncio.sleep(0)
        ended = [await delivered for _, delivered in waiting]
        took = [
            (at - accepted) * 1000
            for (accepted, _), at in zip(waiting, ended, strict=True)
        ]
        say(delivered=series, milliseconds=took, seconds=max(ended) - began)

    def _submit(self, peer: PeerId, text: str) -> tuple[float, asyncio.Future[float]]:
        accepted = time.monotonic()
        sent, effects = self.engine.send_private(peer, text, self.now())
        delivered = self._delivered[sent.message_id] = self._loop.create_future()
        self.apply(effects)
        return accepted, delivered

    async def write_long(self, peer: PeerId, size: int, count: int, aside: int) -> None:
        """Write long texts, each as soon as our own limits let it go.

        Behind each, in the same turn of the loop, one of the series `aside` is said in
        public: whatever the machine's speed, all of the long one is then still here.
        """
        waiting: list[tuple[float, asyncio.Future[float]]] = []
        while len(waiting) < count:
            head = f"long-{len(waiting)}"
            text = f"{head} ".ljust(size, "x")
            try:
                waiting.append(self._submit(peer, text))
            except SendLimitError as limit:
                await asyncio.sleep(limit.retry_after)
                continue
            said = text_of(aside, len(waiting) - 1, 90)
            self.apply(self.engine.broadcast(said, self.now())[1])
        took = [((await delivered) - accepted) for accepted, delivered in waiting]
        say(long_texts=[f"long-{number}" for number in range(count)], seconds=took)

    async def speak_long(self, size: int, count: int) -> None:
        """Say long texts in public, each as soon as the one before has left us."""
        names: list[str] = []
        for _ in range(count):
            sent, effects = self.engine.broadcast("word " * (size // 5), self.now())
            names += sent.message_ids
            self._parts_sent.clear()
            self._parts_wait = True
            self.apply(effects)
            await self._parts_sent.wait()
            await asyncio.sleep(0.5)
        say(long_parts=names)

    def count(self) -> dict[str, Any]:
        """Return what must be nothing, and what was sent."""
        refused = dropped = 0
        snapshots = [] if self._central is None else [self._central.snapshot]
        if self._peripheral is not None:
            snapshots += self._peripheral.snapshots
        for link in snapshots:
            refused += link.failed
            dropped += link.dropped
        statistics = self.engine.statistics
        return {
            "refused": refused,
            "queue_dropped": dropped,
            "engine_dropped": dict(statistics.dropped),
            "limits": [link.limit for link in snapshots if not link.anonymous],
            "sizes": sorted(self.sizes),
        }


async def main() -> None:
    """Do what the tests say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("nickname")
    node = MeshNode(parser.parse_args().nickname)
    say(ready=node.engine.identity.peer_id.hex())
    async for order in orders():
        match order:
            case {"do": "serve"}:
                await node.serve()
            case {"do": "dial"}:
                node.create_task(node.dial(), "dial")
            case {"do": "hang up"}:
                node.hang_up()
            case {"do": "expect", "series": series, "count": count}:
                node.tally.expect(series, count)
            case {"do": "report", "series": series}:
                say(report=series, **node.tally.report(series))
            case {"do": "broadcast", **what}:
                node.create_task(node.broadcast(**what), "broadcast")
            case {"do": "write", "peer": peer, **what}:
                to = PeerId(bytes.fromhex(peer))
                node.create_task(node.write(to, **what), "write")
            case {"do": "write long", "peer": peer, **what}:
                to = PeerId(bytes.fromhex(peer))
                node.create_task(node.write_long(to, **what), "write long")
            case {"do": "speak long", **what}:
                node.create_task(node.speak_long(**what), "speak long")
            case {"do": "count"}:
                say(counts=node.count())
            case {"do": "texts"}:
                say(heard=node.heard, read=node.read)


asyncio.run(main())
