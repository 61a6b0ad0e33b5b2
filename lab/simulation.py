"""Nodes, wires and time: an event loop in which nothing is random but by its seed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import heappop, heappush
from itertools import count
from math import inf
from random import Random
from typing import Any, Protocol

from custom_components.mesh_broadcast.protocol import (
    MAX_TTL,
    CloseLink,
    DecodeError,
    Effect,
    Event,
    FrameReceived,
    FramesDropped,
    Identity,
    Instant,
    LinkDown,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshPolicy,
    MeshSettings,
    MeshStatistics,
    MessageReceived,
    PacketType,
    PeerPinned,
    SendFailed,
    SendFrame,
    SendPriority,
    SentBroadcast,
    Tick,
    decode_packet,
)
from custom_components.mesh_broadcast.protocol.message import message_id
from custom_components.mesh_broadcast.protocol.packet import FLAG_RSR, with_ttl

from .air import AirModel
from .graph import Graph, Wire
from .send_queue import SendQueue

# Any moment would do; the wire wants one that a millisecond clock can show.
EPOCH_MS = 1_800_000_000_000

# Links come up one after the other over this time, so that the rounds of different
# nodes are not in step: one round of the apps' sync. After it, time for everybody to
# announce all neighbours: who got many links has used up its announces for a while.
LINKS_COME_S = 15.0
SETTLE_S = 15.0

# A mesh larger than this knows only the keys of those who are going to speak: a
# message needs no other, and a million pins would need a gigabyte.
PIN_ALL_UP_TO = 200

# Signal strength means nothing to what is measured here.
_RSSI = -60

_FLAGS = 11
_ID = slice(14, 22)


class Core(Protocol):
    """What a node is made of: a `MeshEngine`, or somebody who means no good."""

    @property
    def statistics(self) -> MeshStatistics:
        """Return the counters."""
        ...

    def handle(self, event: Event, now: Instant) -> list[Effect]:
        """Take one event."""
        ...

    def next_deadline(self) -> float | None:
        """Return when a tick is wanted."""
        ...

    def broadcast(self, text: str, now: Instant) -> tuple[SentBroadcast, list[Effect]]:
        """Send a text to everybody."""
        ...


@dataclass(frozen=True, slots=True)
class Person:
    """What makes one node's core another than the next one's."""

    index: int
    identity: Identity
    settings: MeshSettings
    random: Random
    pins: tuple[PeerPinned, ...]
    policy: MeshPolicy


def honest(person: Person) -> Core:
    """Return the production engine."""
    return MeshEngine(
        person.identity,
        person.settings,
        person.random,
        person.pins,
        policy=person.policy,
    )


@dataclass(slots=True, eq=False)
class Channel:
    """What carries one frame at a time: a link, or the notifications of a node."""

    frame_time: float
    queue: SendQueue[tuple[Port, bytes, SendPriority]]
    free_at: float = -inf
    draining: bool = False


@dataclass(slots=True, eq=False)
class Port:
    """One end of a wire."""

    number: int
    node: Node
    link: LinkId
    role: LinkRole
    delay: float
    channel: Channel
    up: bool = False
    life: int = 0
    far: Port = field(init=False, repr=False)


@dataclass(slots=True, eq=False)
class Node:
    """One node: its core, its ports, its clock."""

    index: int
    core: Core
    identity: Identity
    clock_ms: int
    ports: dict[LinkId, Port] = field(default_factory=dict)
    notifications: Channel | None = None
    wakes_at: float = inf
    carries_of: frozenset[bytes] | None = None
    announced: bytes | None = None
    packets: set[bytes] = field(default_factory=set)


@dataclass(slots=True)
class Message:
    """What became of one broadcast.

    `sends` are attempts by the flood, `sync_sends` those of sync answers; `carried`
    are the ports that a copy of the flood crossed, `repeats` how often one was crossed
    again. `receptions` counts copies that arrived, wanted or not.
    """

    origin: int
    at: float
    message_id: str
    arrivals: dict[int, float] = field(default_factory=dict)
    sends: int = 0
    sync_sends: int = 0
    receptions: int = 0
    first_receptions: set[int] = field(default_factory=set)
    carried: set[int] = field(default_factory=set)
    repeats: int = 0


class Simulation:
    """A mesh that runs.

    Times are seconds from the moment at which the mesh has settled; it is built up
    before that, so the clock begins below zero. Nothing of a simulation depends on
    anything but its arguments.
    """

    def __init__(
        self,
        graph: Graph,
        policy_for: Callable[[int], MeshPolicy],
        air: AirModel | None = None,
        seed: int = 0,
        *,
        speakers: Iterable[int] = (),
        make_core: Callable[[Person], Core] = honest,
        links_come: float = LINKS_COME_S,
        settle: float = SETTLE_S,
        trace: bool = False,
    ) -> None:
        """Build a mesh; `speakers` are known by key to everybody from the start."""
        self.graph = graph
        self.air = air or AirModel()
        self.time = -(links_come + settle)
        self.messages: list[Message] = []
        self.sends: Counter[int] = Counter()
        self.bytes_sent = 0
        self.lost = 0
        self.overflowed = 0
        self._began = self.time
        self._random = Random(f"air {seed}")
        self._heap: list[tuple[float, int, Callable[[Any], object], Any]] = []
        self._order = count()
        self._by_key: dict[bytes, Message] = {}
        self._by_id: dict[str, Message] = {}
        self._trace = sha256() if trace else None
        self.nodes = self._people(policy_for, set(speakers), make_core, seed)
        self.ports: list[Port] = []
        for wire in graph.wires:
            self._lay(wire)
        if self.air.announce_hops is not None:
            self._limit_announces(self.air.announce_hops)
        come = Random(f"links {graph.name} {graph.size} {seed}")
        for index in range(len(graph.wires)):
            at = self.time + come.uniform(0, links_come)
            if index not in graph.absent:
                self._push(at, self._bring_up, index)
        for change in graph.changes:
            do = self._bring_up if change.up else self._take_down
            self._push(change.at, do, change.wire)

    # -- what experiments do

    def at(self, when: float, do: Callable[[], object]) -> None:
        """Have something done at a time."""
        self._push(when, lambda _: do(), None)

    def broadcast(self, origin: int, text: str = "Is anybody there?") -> Message:
        """Let a node say something now."""
        node = self.nodes[origin]
        sent, effects = node.core.broadcast(text, self.now(node))
        message = Message(origin, self.time, sent.message_ids[0])
        self.messages.append(message)
        self._by_id[message.message_id] = message
        self._carry_out(node, effects)
        return message

    def run(self, until: float) -> None:
        """Let time pass."""
        heap = self._heap
        while heap and heap[0][0] <= until:
            self.time, _, do, what = heappop(heap)
            do(what)
        self.time = until

    def publish(self, around: Iterable[int], seconds: float) -> None:
        """Make announces known as far as the air would carry them, in so much time.

        For meshes in which `announce_hops` keeps them near: each node within a
        message's reach of somebody `around` gets the last announce of every other one,
        over the link on which it would have come, and with nothing left of its TTL.
        """
        circle: set[int] = set()
        for index in around:
            circle.update({index}, self._reach(index))
        for announcer in sorted(circle):
            frame = self.nodes[announcer].announced
            if frame is None:
                continue
            for index, (hops, port) in self._reach(announcer).items():
                if hops > 1 and index in circle:
                    after = self._random.uniform(0, seconds)
                    came = with_ttl(frame, 1)
                    self._push(self.time + after, self._arrive, (port, came, port.life))

    def _reach(self, index: int) -> dict[int, tuple[int, Port]]:
        """Return whom a node's packets reach, after how many hops, over which port."""
        reached: dict[int, tuple[int, Port]] = {}
        edge = [index]
        for hops in range(1, MAX_TTL + 1):
            further: list[int] = []
            for near in edge:
                for port in self.nodes[near].ports.values():
                    far = port.far.node.index
                    if port.up and far != index and far not in reached:
                        reached[far] = hops, port.far
                        further.append(far)
            edge = further
        return reached

    def send(self, port: Port, frame: bytes, priority: SendPriority) -> None:
        """Put a frame on a wire in a node's name, whatever its core thinks of it."""
        self._offer(port.channel, port, frame, priority)

    def handle(self, node: Node, event: Event) -> None:
        """Give a node's core an event, and do what it wants done."""
        self._carry_out(node, node.core.handle(event, self.now(node)))

    def now(self, node: Node) -> Instant:
        """Return the time by a node's own clocks."""
        # From when the simulation began: a monotonic clock is never negative.
        mono = self.time - self._began
        return Instant(mono, EPOCH_MS + round(mono * 1000) + node.clock_ms)

    @property
    def trace(self) -> str:
        """Return a digest of everything that was sent and shown."""
        return "" if self._trace is None else self._trace.hexdigest()

    @property
    def signature_checks(self) -> int:
        """Return how many signatures all nodes checked."""
        return sum(node.core.statistics.signature_checks for node in self.nodes)

    @property
    def unique_packets(self) -> int:
        """Return how many different signed packets the nodes got, each for itself."""
        return sum(len(node.packets) for node in self.nodes)

    # -- building

    def _people(
        self,
        policy_for: Callable[[int], MeshPolicy],
        speakers: set[int],
        make_core: Callable[[Person], Core],
        seed: int,
    ) -> list[Node]:
        """Make the nodes, each with its own keys and its own chance."""
        size = self.graph.size
        identities = [_identity(index) for index in range(size)]
        known = range(size) if size <= PIN_ALL_UP_TO else sorted(speakers)
        pins = tuple(
            PeerPinned(i.peer_id, i.noise_key, i.signing_key)
            for i in (identities[index] for index in known)
        )
        clocks = Random(f"clocks {seed}")
        skew = self.air.skew_ms
        return [
            Node(
                index,
                make_core(
                    Person(
                        index,
                        identity,
                        MeshSettings(f"n{index}"),
                        Random(f"node {index} {seed}"),
                        pins,
                        policy_for(index),
                    )
                ),
                identity,
                clocks.randint(-skew, skew),
            )
            for index, identity in enumerate(identities)
        ]

    def _lay(self, wire: Wire) -> None:
        """Make both ends of a wire."""
        number = len(self.ports)
        central = self._port(number, wire.central, LinkRole.CENTRAL, wire.delay)
        peripheral = self._port(
            number + 1, wire.peripheral, LinkRole.PERIPHERAL, wire.delay
        )
        central.far, peripheral.far = peripheral, central
        self.ports += (central, peripheral)

    def _port(self, number: int, index: int, role: LinkRole, delay: float) -> Port:
        """Make one end of a wire."""
        node = self.nodes[index]
        link = LinkId(f"link-{number}")
        if role is LinkRole.PERIPHERAL and self.air.shared_notification:
            if node.notifications is None:
                node.notifications = self._channel(self.air.notify_time)
            channel = node.notifications
        else:
            channel = self._channel(self.air.frame_time)
        port = Port(number, node, link, role, delay, channel)
        node.ports[link] = port
        return port

    def _channel(self, frame_time: float) -> Channel:
        """Make what carries one frame at a time."""
        return Channel(frame_time, SendQueue(self.air.queue_capacity))

    def _limit_announces(self, hops: int) -> None:
        """Let each node pass announces on only of those who are near enough."""
        for node in self.nodes:
            near = {node.index}
            edge = near
            for _ in range(hops - 1):
                edge = {
                    neighbour
                    for index in edge
                    for neighbour, _ in self.graph.neighbours[index]
                } - near
                near = near | edge
            node.carries_of = frozenset(self.nodes[i].identity.peer_id for i in near)

    # -- time

    def _push(self, when: float, do: Callable[[Any], object], what: object) -> None:
        """Plan something."""
        heappush(self._heap, (when, next(self._order), do, what))

    def _wake(self, node: Node) -> None:
        """See whether a node has anything to do by now, and when it will."""
        if node.wakes_at != self.time:
            return
        node.wakes_at = inf
        deadline = node.core.next_deadline()
        if deadline is None:
            return
        if deadline <= self.time - self._began:
            self._carry_out(node, node.core.handle(Tick(), self.now(node)))
        else:
            self._plan(node, deadline)

    def _plan(self, node: Node, deadline: float) -> None:
        """Plan a node's next tick, unless it is woken before."""
        at = max(self.time, deadline + self._began)
        if at < node.wakes_at:
            if at - self._began < deadline:
                # What rounding lost, or the core would find nothing to do yet.
                at += 1e-9
            node.wakes_at = at
            self._push(at, self._wake, node)

    # -- links

    def _bring_up(self, wire: int) -> None:
        """Tell both ends that they are connected."""
        ports = self.ports[2 * wire : 2 * wire + 2]
        if ports[0].up:
            return
        for port in ports:
            port.up = True
            port.life += 1
        for port in ports:
            address = f"node-{port.far.node.index}"
            event = LinkUp(port.link, port.role, address, self.air.limit)
            self.handle(port.node, event)
        churn = self.air.churn
        if churn is not None:
            lasts = self._random.expovariate(1 / churn.mean_up_s)
            self._push(self.time + lasts, self._break, wire)

    def _break(self, wire: int) -> None:
        """Lose a connection that will be made again."""
        self._take_down(wire)
        if self.air.churn is not None:
            self._push(self.time + self.air.churn.down_s, self._bring_up, wire)

    def _take_down(self, wire: int) -> None:
        """Tell both ends that they are not connected any more."""
        ports = self.ports[2 * wire : 2 * wire + 2]
        if not ports[0].up:
            return
        for port in ports:
            port.up = False
            if port.channel is not port.node.notifications:
                port.channel.queue.clear()
        for port in ports:
            self.handle(port.node, LinkDown(port.link))

    # -- frames

    def _carry_out(self, node: Node, effects: list[Effect]) -> None:
        """Do what a core wants done."""
        for effect in effects:
            if isinstance(effect, SendFrame):
                self._send_frame(node, effect)
            elif isinstance(effect, MessageReceived):
                self._shown(node, effect)
            elif isinstance(effect, CloseLink):
                self._take_down(node.ports[effect.link].number // 2)
        deadline = node.core.next_deadline()
        if deadline is not None:
            self._plan(node, deadline)

    def _shown(self, node: Node, received: MessageReceived) -> None:
        """Note that a node shows a message."""
        message = self._by_id.get(received.message_id)
        if message is not None:
            message.arrivals.setdefault(node.index, self.time)
            self._note(b"shown", node.index, received.message_id.encode())

    def _send_frame(self, node: Node, effect: SendFrame) -> None:
        """Send a frame, once on each link or once for all subscribers."""
        frame = effect.frame
        if node.carries_of is not None and frame[1] == PacketType.ANNOUNCE:
            if frame[_ID] == node.identity.peer_id:
                node.announced = frame
            elif frame[_ID] not in node.carries_of:
                return
        notified = False
        for link in effect.links:
            port = node.ports[link]
            if port.channel is node.notifications:
                if notified:
                    continue
                notified = True
            self._offer(port.channel, port, frame, effect.priority)

    def _offer(
        self, channel: Channel, port: Port, frame: bytes, priority: SendPriority
    ) -> None:
        """Send a frame now, or when those before it are through."""
        if channel.free_at <= self.time and not channel.queue:
            channel.free_at = self.time + channel.frame_time
            self._transmit(port, frame, priority)
            return
        dropped = channel.queue.put((port, frame, priority), priority)
        if dropped is not None:
            self.overflowed += 1
            self._push(self.time, self._overflowed, dropped[0])
        if not channel.draining:
            channel.draining = True
            self._push(channel.free_at, self._drain, channel)

    def _overflowed(self, port: Port) -> None:
        """Tell a node that its queue was too short."""
        if port.up:
            self.handle(port.node, FramesDropped(port.link, 1))

    def _drain(self, channel: Channel) -> None:
        """Send the next of a queue."""
        channel.draining = False
        if not channel.queue:
            return
        port, frame, priority = channel.queue.get()
        channel.free_at = self.time + channel.frame_time
        self._transmit(port, frame, priority)
        if channel.queue:
            channel.draining = True
            self._push(channel.free_at, self._drain, channel)

    def _transmit(self, port: Port, frame: bytes, priority: SendPriority) -> None:
        """Put a frame on the air: here it is counted, and here it may be lost."""
        node = port.node
        shared = port.channel is node.notifications
        self.sends[frame[1]] += 1
        self.bytes_sent += len(frame)
        message = None
        if frame[1] == PacketType.MESSAGE:
            message = self._message(frame)
            if message is not None:
                if frame[_FLAGS] & FLAG_RSR:
                    message.sync_sends += 1
                else:
                    message.sends += 1
        self._note(frame, port.number, b"")
        if not shared:
            self._carry(port, frame, priority, message)
            return
        for subscriber in node.ports.values():
            if subscriber.channel is node.notifications and subscriber.up:
                self._carry(subscriber, frame, None, message)

    def _carry(
        self,
        port: Port,
        frame: bytes,
        priority: SendPriority | None,
        message: Message | None,
    ) -> None:
        """Let a frame travel to the other end, or not."""
        if not port.up:
            return
        if self.air.loss and self._random.random() < self.air.loss:
            self.lost += 1
            if priority is not None and self.air.loss_known:
                failed = SendFailed(port.link, frame, priority)
                self._push(
                    self.time + port.delay, self._failed, (port, failed, port.life)
                )
            return
        if message is not None and not frame[_FLAGS] & FLAG_RSR:
            message.repeats += port.number in message.carried
            message.carried.add(port.number)
        self._push(
            self.time + port.delay + self.air.processing,
            self._arrive,
            (port.far, frame, port.life),
        )

    def _failed(self, what: tuple[Port, SendFailed, int]) -> None:
        """Tell a node that a write of its did not get through."""
        port, failed, life = what
        if port.up and port.life == life:
            self.handle(port.node, failed)

    def _arrive(self, what: tuple[Port, bytes, int]) -> None:
        """Give a frame to whom it was sent."""
        port, frame, life = what
        if not port.up or port.life != life:
            return
        node = port.node
        node.packets.add(frame[1:2] + frame[3:11] + frame[_ID])
        if frame[1] == PacketType.MESSAGE:
            message = self._message(frame)
            if message is not None:
                message.receptions += 1
                message.first_receptions.add(node.index)
        event = FrameReceived(port.link, frame, _RSSI)
        self._carry_out(node, node.core.handle(event, self.now(node)))

    def _message(self, frame: bytes) -> Message | None:
        """Return which broadcast a frame carries; None for what nobody follows."""
        key = frame[3:11] + frame[_ID]
        if key not in self._by_key:
            try:
                packet = decode_packet(frame)
            except DecodeError:
                return None
            text = packet.payload.decode(errors="replace")
            name = message_id(packet.sender, packet.timestamp, text)
            if name not in self._by_id:
                return None
            self._by_key[key] = self._by_id[name]
        return self._by_key[key]

    def _note(self, what: bytes, where: int, more: bytes) -> None:
        """Add a line to the trace."""
        if self._trace is not None:
            self._trace.update(f"{self.time!r} {where} ".encode() + what + more)


_IDENTITIES: dict[int, Identity] = {}


def _identity(index: int) -> Identity:
    """Return the keys of the node with this number, in every simulation the same."""
    if index not in _IDENTITIES:
        keys = Random(f"identity {index}").randbytes(64)
        _IDENTITIES[index] = Identity.from_bytes(keys)
    return _IDENTITIES[index]
