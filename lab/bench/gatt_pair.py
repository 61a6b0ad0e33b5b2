"""Signed messages between two nodes beside bare values over the same GATT link.

Two virtual controllers in one process are the radio: no air, no waiting, so what is
left is the work of everybody involved. The bare run sends the very frames that the
nodes sent, so that both move the same bytes.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import gc
from random import Random
import time

from bumble.device import Connection, Peer
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.testing.test_utils import TwoDevices

from custom_components.mesh_broadcast.protocol import (
    Effect,
    Event,
    FrameReceived,
    Instant,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    SendFrame,
    Tick,
)
from custom_components.mesh_broadcast.protocol.signature import verify

from .measure import Measure, at_least
from .race import (
    CALM_RUNS,
    MAX_SPREAD,
    ROUNDS,
    NoisyMachineError,
    Result,
    highest,
)
from .workload import EPOCH_MS, identity, message

MESSAGES = 60
ATTEMPTS = 10
APART_S = 0.06
"""Between messages on the nodes' clock: within our own limit of 20 a second."""

MTU = 247
SERVICE = "A0000000-0000-4000-8000-000000000001"
CHARACTERISTIC = "A0000000-0000-4000-8000-000000000002"
LINK = LinkId("link")

# A part of a text as long as we make them; with its header and signature it is one
# value of 180 bytes.
TEXT = (
    "All that fits into one part of a message, which iPhones take in one value: {:>19}"
)


@dataclass(slots=True)
class Received:
    """What came out at one end."""

    wanted: int = 0
    seen: int = 0
    done: asyncio.Event | None = None

    def expect(self, count: int) -> None:
        """Wait for as many values from now on."""
        self.wanted, self.seen, self.done = count, 0, asyncio.Event()

    def note(self) -> None:
        """Take note of a value."""
        self.seen += 1
        if self.done is not None and self.seen >= self.wanted:
            self.done.set()

    async def all(self) -> None:
        """Wait until everything has come."""
        if self.done is not None:
            await self.done.wait()


class Node:
    """A real node at one end, on a clock that only its own messages turn."""

    def __init__(self, name: str, role: LinkRole, clock: Clock) -> None:
        """Begin with the link up."""
        self.engine = MeshEngine(
            identity(name), MeshSettings(name), Random(name), policy=None
        )
        self._clock = clock
        self.outgoing: list[bytes] = []
        self.handle(LinkUp(LINK, role, f"whoever {name} is linked to", MTU - 3))

    def handle(self, event: Event) -> None:
        """Let the node take an event; keep what it wants to send."""
        self._keep(self.engine.handle(event, self._clock.now()))

    def say(self, text: str) -> None:
        """Let the user of the node say something."""
        due = self.engine.next_deadline()
        if due is not None and due <= self._clock.time:
            self.handle(Tick())
        _, effects = self.engine.broadcast(text, self._clock.now())
        self._keep(effects)

    def _keep(self, effects: list[Effect]) -> None:
        """Keep the frames among what the node wants done."""
        self.outgoing += [e.frame for e in effects if isinstance(e, SendFrame)]


@dataclass(slots=True)
class Clock:
    """The time that both nodes go by."""

    time: float = 500.0

    def now(self) -> Instant:
        """Return the moment on both clocks."""
        return Instant(self.time, EPOCH_MS + round(self.time * 1000))


class Pair:
    """Two devices with a link, over which either bare values or two nodes talk."""

    def __init__(self) -> None:
        """Begin unconnected."""
        self.clock = Clock()
        self.client = Node("client", LinkRole.CENTRAL, self.clock)
        self.server = Node("server", LinkRole.PERIPHERAL, self.clock)
        self.arrived = Received()
        self.meshing = False
        self._said = 0

    async def connect(self) -> None:
        """Connect, discover, subscribe; let the nodes meet."""
        self._devices = TwoDevices()
        self._characteristic: Characteristic[bytes] = Characteristic(
            CHARACTERISTIC,
            Characteristic.Properties.WRITE_WITHOUT_RESPONSE
            | Characteristic.Properties.NOTIFY,
            Characteristic.Permissions.WRITEABLE,
            CharacteristicValue(write=self._written),
        )
        self._devices[1].add_service(Service(SERVICE, [self._characteristic]))
        await self._devices.setup_connection()
        peer = Peer(self._devices.connections[0])
        await peer.request_mtu(MTU)
        await peer.discover_services()
        await peer.discover_characteristics()
        [self._remote] = peer.get_characteristics_by_uuid(self._characteristic.uuid)
        await peer.subscribe(self._remote, self._notified)
        self.meshing = True
        for _ in range(4):
            self.clock.time += 1.0
            for node, send in ((self.client, self.write), (self.server, self.notify)):
                node.handle(Tick())
                await self._flush(node, send)
        self.meshing = False

    def _written(self, _: Connection, value: bytes) -> None:
        """Take what the client wrote."""
        if self.meshing:
            self.server.handle(FrameReceived(LINK, bytes(value)))
        self.arrived.note()

    def _notified(self, value: bytes) -> None:
        """Take what the server notified."""
        if self.meshing:
            self.client.handle(FrameReceived(LINK, bytes(value)))
        self.arrived.note()

    async def write(self, value: bytes) -> None:
        """Write a value to the server."""
        await self._remote.write_value(value)

    async def notify(self, value: bytes) -> None:
        """Notify the client of a value."""
        await self._devices[1].notify_subscribers(self._characteristic, value)

    async def _flush(self, node: Node, send: Callable[[bytes], Awaitable[None]]) -> int:
        """Send what a node wants to send; return how many values that were."""
        frames, node.outgoing = node.outgoing, []
        for frame in frames:
            await send(frame)
        return len(frames)

    async def bare(
        self, frames: list[bytes], send: Callable[[bytes], Awaitable[None]]
    ) -> None:
        """Send values that nobody reads."""
        self.meshing = False
        self.arrived.expect(len(frames))
        for frame in frames:
            await send(frame)
        await self.arrived.all()

    async def talk(
        self, node: Node, other: Node, send: Callable[[bytes], Awaitable[None]]
    ) -> list[bytes]:
        """Let one node say something often, and the other read it; return the frames."""
        self.meshing = True
        shown = other.engine.statistics.delivered
        self.arrived.expect(1 << 30)
        sent: list[bytes] = []
        for _ in range(MESSAGES):
            self._said += 1
            self.clock.time += APART_S
            node.say(TEXT.format(self._said))
            sent += node.outgoing
            await self._flush(node, send)
        self.arrived.wanted = len(sent)
        if self.arrived.seen < len(sent):
            await self.arrived.all()
        if other.engine.statistics.delivered - shown != MESSAGES:
            raise RuntimeError("not every message was shown")
        return sent

    async def attempt(self) -> Result:
        """Race the four ways and bare crypto, one after the other in each round."""
        names = ("bare write", "mesh write", "bare notify", "mesh notify", "crypto")
        costs: dict[str, list[int]] = {name: [] for name in names}
        ways = (
            ("write", self.client, self.server, self.write),
            ("notify", self.server, self.client, self.notify),
        )
        for _ in range(ROUNDS):
            started = time.process_time_ns()
            sign_and_verify()
            costs["crypto"].append(time.process_time_ns() - started)
            for name, node, other, send in ways:
                started = time.process_time_ns()
                frames = await self.talk(node, other, send)
                costs[f"mesh {name}"].append(time.process_time_ns() - started)
                started = time.process_time_ns()
                await self.bare(frames, send)
                costs[f"bare {name}"].append(time.process_time_ns() - started)
        return Result(costs)


async def race() -> list[Result]:
    """Return the attempts in which the bare pair was steady."""
    pair = Pair()
    await pair.connect()
    gc.collect()
    gc.disable()
    calm: list[Result] = []
    try:
        for _ in range(ATTEMPTS):
            result = await pair.attempt()
            if result.spread("bare write") <= MAX_SPREAD:
                calm.append(result)
            if len(calm) == CALM_RUNS:
                return calm
    finally:
        gc.enable()
    raise NoisyMachineError(f"the bare pair was steady in {len(calm)} attempts")


def sign_and_verify() -> None:
    """Sign and verify as many texts, and do nothing else with them."""
    who = identity("somebody")
    for number in range(MESSAGES):
        signed = message(who, EPOCH_MS, TEXT.format(number))
        if not verify(signed, who.signing_key):
            raise RuntimeError("a good signature was refused")


def throughput() -> list[Measure]:
    """Measure signed messages beside bare values over the same pair."""
    results = asyncio.run(race())
    rows = []
    for way in ("write", "notify"):
        ratio = highest(results, f"bare {way}", f"mesh {way}")
        bare = min(result.cost(f"bare {way}") for result in results)
        crypto = min(result.cost("crypto") for result in results)
        rows += [
            Measure(
                f"c.{way}",
                f"signed messages/s of two nodes vs bare values/s, by {way}",
                ratio.value,
                "x",
                at_least(0.75, 0.85),
                ratio.worst,
            ),
            Measure(
                f"c.{way}_bound",
                f"the same if all but one signature and its check were free, by {way}",
                bare / (bare + crypto),
            ),
        ]
    return rows
