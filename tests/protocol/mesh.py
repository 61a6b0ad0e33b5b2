"""A small mesh in memory: real engines, simulated links, simulated time.

It keeps the contract of the transport: one frame a value and none above the link's
limit; what is sent on any peripheral link is notified to every subscriber; a `Tick`
comes when an engine's deadline does. Time stands still while nothing happens.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count, pairwise
import random

from protocol import (
    CloseLink,
    DeliveryChanged,
    DeliveryStatus,
    Effect,
    Event,
    FrameReceived,
    Identity,
    Instant,
    LinkBound,
    LinkDown,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshPolicy,
    MeshSettings,
    MessageReceived,
    PacketType,
    PeerChanged,
    PeerId,
    PeerPinned,
    PrivateMessageReceived,
    SendFrame,
    Tick,
    decode_packet,
)
from protocol.dedup import dedup_key
from protocol.links import LEAST_LIMIT

EPOCH_MS = 1_790_000_000_000
LATENCY_S = 0.012
MAX_TICKS_AT_ONE_MOMENT = 400


def identity(name: str) -> Identity:
    """Return the keys of a name, the same each time."""
    return Identity.generate(random.Random(name).randbytes)


@dataclass
class Wire:
    """One connection: `central` writes, `peripheral` notifies."""

    central: Node
    peripheral: Node
    central_link: LinkId
    peripheral_link: LinkId
    limit: int
    up: bool = True


@dataclass
class Node:
    """One mesh node and everything that it told of."""

    mesh: Mesh
    name: str
    engine: MeshEngine
    clock_offset_ms: int = 0
    wires: dict[LinkId, Wire] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    started: float = 0.0
    restarts: int = 0
    _version: int = 0
    _ticks: Counter[float] = field(default_factory=Counter)

    @property
    def peer_id(self) -> PeerId:
        return self.engine.identity.peer_id

    @property
    def messages(self) -> list[MessageReceived]:
        return self.told(MessageReceived)

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    @property
    def letters(self) -> list[str]:
        """Return the private texts that were shown."""
        return [letter.text for letter in self.told(PrivateMessageReceived)]

    def write(self, to: Node, text: str) -> str:
        """Send a private text; return its ID."""
        sent, effects = self.engine.send_private(to.peer_id, text, self.now())
        self.apply(effects)
        return sent.message_id

    def fate(self, message_id: str) -> list[DeliveryStatus]:
        """Return how a message of this node got on."""
        told = self.told(DeliveryChanged)
        return [e.status for e in told if e.message_id == message_id]

    def told[E](self, kind: type[E]) -> list[E]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def changes(self) -> list[tuple[str, str]]:
        return [(e.change.value, e.peer.nickname) for e in self.told(PeerChanged)]

    def knows(self, other: Node) -> bool:
        return other.peer_id in self.engine.peers

    def now(self) -> Instant:
        unix_ms = EPOCH_MS + round(self.mesh.time * 1000) + self.clock_offset_ms
        return Instant(self.mesh.time, unix_ms)

    def handle(self, event: Event) -> None:
        self.apply(self.engine.handle(event, self.now()))

    def say(self, text: str) -> tuple[str, ...]:
        sent, effects = self.engine.broadcast(text, self.now())
        self.apply(effects)
        return sent.message_ids

    def successor(self, rng: random.Random) -> MeshEngine:
        """Return an engine that goes on with what this one had persisted."""
        before = self.engine
        return MeshEngine(
            before.identity,
            before.settings,
            rng,
            self.told(PeerPinned),
            outbox=before.outbox,
            sent=before.sent_private,
            history=before.stored_packets,
            trust=before.trust,
            received=before.received_private,
        )

    def leave(self) -> None:
        self.apply(self.engine.leave(self.now()))

    def configure(self, settings: MeshSettings) -> None:
        self.apply(self.engine.update_settings(settings, self.now()))

    def apply(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, SendFrame):
                self.mesh.transmit(self, effect)
            elif isinstance(effect, CloseLink):
                self.effects.append(effect)
                self.mesh.disconnect(self.wires[effect.link])
            else:
                self.effects.append(effect)
        self._version += 1
        deadline = self.engine.next_deadline()
        if deadline is not None:
            version = self._version
            self.mesh.at(max(deadline, self.mesh.time), lambda: self._tick(version))

    def _tick(self, version: int) -> None:
        if version != self._version:
            return
        self._ticks[self.mesh.time] += 1
        assert self._ticks[self.mesh.time] < MAX_TICKS_AT_ONE_MOMENT, "hot loop"
        self.handle(Tick())


class Mesh:
    """Nodes, wires, and the time that they share."""

    node_type: type[Node] = Node

    def __init__(self, seed: int = 1, loss: float = 0.0) -> None:
        self.time = 1000.0
        self.loss = loss
        self.duplication = 0.0
        self.jitter_s = 0.0
        self.deaf: set[str] = set()
        self.random = random.Random(seed)
        self.seed = seed
        self.nodes: dict[str, Node] = {}
        self.wires: list[Wire] = []
        self.sends: Counter[int] = Counter()
        self.sends_of_type: Counter[int] = Counter()
        self.eavesdropper: Callable[[Node, SendFrame], None] | None = None
        self._heap: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()

    def node(
        self,
        name: str,
        *,
        nickname: str | None = None,
        relay: bool = True,
        pins: tuple[PeerPinned, ...] = (),
        clock_offset_ms: int = 0,
        policy: MeshPolicy | None = None,
    ) -> Node:
        engine = MeshEngine(
            identity(name),
            MeshSettings(nickname or name, relay=relay),
            random.Random(f"{self.seed}/{name}"),
            pins,
            policy=policy,
        )
        node = self.node_type(self, name, engine, clock_offset_ms)
        self.nodes[name] = node
        return node

    def line(self, *names: str, limit: int = 509) -> list[Node]:
        nodes = [self.node(name) for name in names]
        for left, right in pairwise(nodes):
            self.connect(left, right, limit=limit)
        return nodes

    def connect(self, central: Node, peripheral: Node, limit: int = 509) -> Wire:
        number = next(self._order)
        wire = Wire(
            central,
            peripheral,
            LinkId(f"c{number}"),
            LinkId(f"p{number}"),
            limit,
        )
        self.wires.append(wire)
        central.wires[wire.central_link] = wire
        peripheral.wires[wire.peripheral_link] = wire
        central.handle(
            LinkUp(wire.central_link, LinkRole.CENTRAL, peripheral.name, limit)
        )
        peripheral.handle(
            LinkUp(wire.peripheral_link, LinkRole.PERIPHERAL, central.name, limit)
        )
        return wire

    def disconnect(self, wire: Wire) -> None:
        if not wire.up:
            return
        wire.up = False
        self.wires.remove(wire)
        del wire.central.wires[wire.central_link]
        del wire.peripheral.wires[wire.peripheral_link]
        self.at(self.time, lambda: wire.central.handle(LinkDown(wire.central_link)))
        self.at(
            self.time, lambda: wire.peripheral.handle(LinkDown(wire.peripheral_link))
        )

    def restart(self, node: Node, down_s: float = 0.5) -> None:
        """Stop a node, and start it with what it had persisted."""
        ends = [
            (wire, wire.peripheral if wire.central is node else wire.central)
            for wire in node.wires.values()
        ]
        for wire, _ in ends:
            self.disconnect(wire)
        self.run(0.0)
        node._version += 1
        node.restarts += 1
        rng = random.Random(f"{self.seed}/{node.name}/{node.restarts}")
        node.engine = node.successor(rng)
        for wire, other in ends:
            central, peripheral = (
                (node, other) if wire.central is node else (other, node)
            )

            def connect(central=central, peripheral=peripheral, wire=wire) -> None:
                self.connect(central, peripheral, wire.limit)

            self.at(self.time + down_s, connect)

    def change_limit(self, wire: Wire, limit: int) -> None:
        wire.limit = limit
        wire.central.handle(LinkLimitChanged(wire.central_link, limit))
        wire.peripheral.handle(LinkLimitChanged(wire.peripheral_link, limit))

    def transmit(self, sender: Node, effect: SendFrame) -> None:
        if self.eavesdropper is not None:
            self.eavesdropper(sender, effect)
        packet = decode_packet(effect.frame)
        key = dedup_key(packet)
        notified = False
        for link in effect.links:
            wire = sender.wires.get(link)
            if wire is None:
                continue
            if wire.central is sender:
                self._count(key, packet.type)
                self._carry(wire, wire.peripheral, wire.peripheral_link, effect.frame)
            else:
                notified = True
        if notified:
            self._count(key, packet.type)
            for wire in list(sender.wires.values()):
                if wire.peripheral is sender:
                    self._carry(wire, wire.central, wire.central_link, effect.frame)

    def _count(self, key: int, kind: int) -> None:
        self.sends[key] += 1
        self.sends_of_type[kind] += 1

    def _carry(self, wire: Wire, to: Node, link: LinkId, frame: bytes) -> None:
        if to is wire.central and wire.limit < min(LEAST_LIMIT, len(frame)):
            return  # BlueZ notifies the others, and sends this one what fits
        assert len(frame) <= wire.limit, "a frame over the link's limit"
        if to.name in self.deaf or self.random.random() < self.loss:
            return
        if self.duplication and self.random.random() < self.duplication:
            self._deliver(wire, to, link, frame)
        self._deliver(wire, to, link, frame)

    def _deliver(self, wire: Wire, to: Node, link: LinkId, frame: bytes) -> None:
        delay = LATENCY_S * self.random.uniform(0.5, 1.5)
        if self.jitter_s:
            delay += self.random.uniform(0, self.jitter_s)

        def arrive() -> None:
            if wire.up:
                to.handle(FrameReceived(link, frame, rssi=-60))

        self.at(self.time + delay, arrive)

    def at(self, when: float, do: Callable[[], None]) -> None:
        heappush(self._heap, (when, next(self._order), do))

    def run(self, seconds: float) -> None:
        end = self.time + seconds
        while self._heap and self._heap[0][0] <= end:
            when, _, do = heappop(self._heap)
            self.time = max(self.time, when)
            do()
        self.time = end

    def messages_sent(self) -> int:
        """Return how many transmissions carried a public message as it is."""
        return self.sends_of_type[PacketType.MESSAGE]

    def random_graph(self, size: int, degree: float) -> list[Node]:
        """Return nodes on a random plane, linked by nearness, in one piece."""
        nodes = [self.node(f"n{i:02d}") for i in range(size)]
        places = [(self.random.random(), self.random.random()) for _ in nodes]
        near = sorted(
            (
                (places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2,
                a,
                b,
            )
            for a in range(size)
            for b in range(a)
        )
        parts = {i: i for i in range(size)}

        def root(i: int) -> int:
            while parts[i] != i:
                i = parts[i]
            return i

        wanted = round(size * degree / 2)
        for rank, (_, a, b) in enumerate(near):
            joins = root(a) != root(b)
            if rank < wanted or joins:
                parts[root(a)] = root(b)
                first, second = self.random.sample((nodes[a], nodes[b]), 2)
                self.connect(first, second)
        return nodes


def bound(node: Node) -> dict[LinkId, PeerId | None]:
    """Return who is at the end of which link, by what the node told."""
    ends: dict[LinkId, PeerId | None] = {}
    for effect in node.told(LinkBound):
        ends[effect.link] = effect.peer_id
    return ends
