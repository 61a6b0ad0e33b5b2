"""The engine as a whole: links, frames, time and commands, all from bytes."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from custom_components.mesh_broadcast.protocol import (
    BlockedPeerError,
    CloseLink,
    Effect,
    EmptyMessageError,
    Event,
    FrameReceived,
    FramesDropped,
    Identity,
    Instant,
    LinkDown,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    MessageTooLongError,
    Packet,
    PacketType,
    PeerId,
    PrivateMessageReceived,
    SendFailed,
    SendFrame,
    SendLimitError,
    SendPriority,
    Tick,
    UnknownPeerError,
    decode_packet,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.announce import Announce
from custom_components.mesh_broadcast.protocol.packet import MAX_TTL
from custom_components.mesh_broadcast.protocol.request_sync import RequestSync
from custom_components.mesh_broadcast.protocol.signature import sign

from .. import seeds
from ..people import ANNA, BERT, CARL, NODE, identity
from ..reader import Reader
from ..target import Effort, Target, require

_EPOCH_MS = 1_790_000_000_000
_LINKS = [LinkId(name) for name in "abcd"]
_PEOPLE = (ANNA, BERT, CARL, NODE)
_KINDS = (*PacketType, 0xEE)
_MAX_TICKS = 3_000
_MAX_STEPS = 60
_MAX_ON_AIR = 48


class Clock:
    """The time that everybody in one run shares."""

    def __init__(self) -> None:
        """Begin at some time after the start of the machine."""
        self.monotonic = 1_000.0
        self.set_ms = 0

    def now(self) -> Instant:
        """Return this moment."""
        unix_ms = _EPOCH_MS + round(self.monotonic * 1_000) + self.set_ms
        return Instant(self.monotonic, unix_ms)


class Node:
    """An engine whose effects are checked."""

    def __init__(self, who: Identity, clock: Clock, name: str) -> None:
        """Start it."""
        self.who = who
        self.clock = clock
        self.engine = MeshEngine(who, MeshSettings(name), Random(1))
        self.limits: dict[LinkId, int] = {}
        self.send: Callable[[SendFrame], None] | None = None
        self.shown: Counter[str] = Counter()
        self.public: list[MessageReceived] = []
        self.private: list[PrivateMessageReceived] = []
        self.closing: list[LinkId] = []

    def handle(self, event: Event) -> None:
        """Give it an event."""
        self.take(self.engine.handle(event, self.clock.now()))

    def take(self, effects: list[Effect]) -> None:
        """Check what it wants done."""
        for effect in effects:
            match effect:
                case SendFrame():
                    self._check_send(effect)
                    if self.send is not None:
                        self.send(effect)
                case CloseLink():
                    self.closing.append(effect.link)
                case MessageReceived():
                    self.shown[effect.message_id] += 1
                    require(self.shown[effect.message_id] == 1, "shown twice")
                    self.public.append(effect)
                case PrivateMessageReceived():
                    self.private.append(effect)

    def _check_send(self, effect: SendFrame) -> None:
        """Check that a frame can be sent."""
        packet = decode_packet(effect.frame)
        require(packet.ttl <= MAX_TTL, "a TTL above every limit")
        require(effect.links, "a frame for nobody")
        require(len(set(effect.links)) == len(effect.links), "a link named twice")
        for link in effect.links:
            status = self.engine.links.get(link)
            require(status is not None, "a frame for a link that is down")
            if status is not None:
                require(len(effect.frame) <= status.limit, "longer than the link")

    def due(self, until: float) -> bool:
        """Do what is due next up to some time; return whether there was anything."""
        deadline = self.engine.next_deadline()
        if deadline is None or deadline > until:
            return False
        self.clock.monotonic = max(self.clock.monotonic, deadline)
        self.handle(Tick())
        return True

    def command(self, reader: Reader, peer: PeerId) -> bytes:
        """Give it a command; return the text that it was to send, if any."""
        now, engine = self.clock.now(), self.engine
        choice = reader.byte()
        text = f"text {reader.byte()} " * (1 + choice // 32)
        try:
            match choice % 12:
                case 0 | 1:
                    self.take(engine.broadcast(text, now)[1])
                    return text.encode()
                case 2 | 3:
                    self.take(engine.send_private(peer, text, now)[1])
                    return text.encode()
                case 4:
                    self.take(engine.alarm(text, now)[1])
                    return text.encode()
                case 5:
                    self.take(engine.ping(peer, now)[1])
                case 6:
                    self.take(engine.announce(now))
                case 7:
                    blocked = bool(choice & 0x40)
                    self.take(engine.set_blocked(peer, now, blocked=blocked))
                case 8:
                    verified = bool(choice & 0x40)
                    self.take(engine.set_verified(peer, now, verified=verified))
                case 9:
                    self.take(engine.forget_peer(peer, now))
                case 10:
                    relay = bool(choice & 0x40)
                    settings = replace(engine.settings, relay=relay)
                    self.take(engine.update_settings(settings, now))
                case 11:
                    self.take(engine.leave(now))
        except (
            UnknownPeerError,
            BlockedPeerError,
            SendLimitError,
            EmptyMessageError,
            MessageTooLongError,
        ):
            pass
        return b""

    def look(self) -> None:
        """Look at all that others may look at."""
        engine, now = self.engine, self.clock.now()
        statistics = engine.statistics
        require(min(statistics.dropped.values(), default=0) >= 0, "less than none")
        require(len(engine.peers) <= 500, "more peers than the table holds")
        engine.edges(now)
        for frame in engine.stored_packets:
            decode_packet(frame)
        require(len(engine.outbox) < 1_000, "an outbox without end")


def engine(data: bytes) -> None:
    """Let one node hear and do anything."""
    reader = Reader(data)
    clock = Clock()
    node = Node(NODE, clock, "Node")
    for link, who in zip(_LINKS, _PEOPLE[:2], strict=False):
        node.handle(LinkUp(link, LinkRole.CENTRAL, link, 509))
        node.handle(FrameReceived(link, _announce(who, clock)))
    for _ in range(_MAX_STEPS):
        if not reader:
            break
        _step(node, reader)
    _pass(node, 10.0)
    node.look()


def _pass(node: Node, seconds: float) -> None:
    """Let time pass."""
    end = node.clock.monotonic + seconds
    ticks = 0
    while node.due(end):
        ticks += 1
        require(ticks < _MAX_TICKS, "it runs hot")
    node.clock.monotonic = end


def _step(node: Node, reader: Reader) -> None:
    """Do one thing."""
    choice = reader.byte()
    link = _LINKS[choice >> 4 & 3]
    match choice % 16:
        case 0:
            role = (LinkRole.CENTRAL, LinkRole.PERIPHERAL)[choice >> 6 & 1]
            address, limit = "xyz"[reader.below(3)], reader.number(2) % 600
            anonymous = bool(choice & 0x80)
            node.handle(LinkUp(link, role, address, limit, anonymous))
        case 1:
            node.handle(LinkDown(link))
        case 2:
            node.handle(LinkLimitChanged(link, reader.number(2) % 600 - 5))
        case 3:
            node.handle(FramesDropped(link, reader.byte()))
        case 4:
            frame = _packet(reader, node.clock)
            node.handle(SendFailed(link, frame, SendPriority.RELAY))
        case 5 | 6:
            _pass(node, reader.byte() ** 2 / 1_000)
        case 7:
            node.command(reader, _PEOPLE[reader.below(4)].peer_id)
        case 8:
            node.clock.set_ms += (reader.number(2) - 0x8000) * 10_000
        case 9 | 10:
            rssi = reader.byte() - 128
            node.handle(FrameReceived(link, reader.piece(), rssi))
        case _:
            node.handle(FrameReceived(link, _packet(reader, node.clock)))


def _announce(who: Identity, clock: Clock) -> bytes:
    """Return somebody's announce."""
    payload = Announce("somebody", who.noise_key, who.signing_key).encode()
    packet = Packet(PacketType.ANNOUNCE, 7, clock.now().unix_ms, who.peer_id, payload)
    return encode_packet(sign(packet, who))


def _packet(reader: Reader, clock: Clock) -> bytes:
    """Return a packet that gets past the first checks."""
    choice, shape = reader.byte(), reader.byte()
    who = _PEOPLE[choice & 3]
    kind = _KINDS[reader.byte() % len(_KINDS)]
    payload = _payload(kind, who, reader)
    packet = Packet(
        kind,
        shape & 7,
        clock.now().unix_ms + (reader.byte() - 128) * (1 << (choice >> 4)),
        who.peer_id,
        payload,
        version=2 if shape & 8 else 1,
        recipient=(None, NODE.peer_id, ANNA.peer_id, None)[shape >> 4 & 3],
        rsr=bool(shape & 0x40),
    )
    if packet.version == 2 and choice & 4:
        hops = (NODE.peer_id, BERT.peer_id, CARL.peer_id)
        packet = replace(packet, route=hops[: 1 + reader.below(3)])
    if choice & 8:
        packet = sign(packet, who)
    elif shape & 0x80:
        packet = replace(packet, signature=bytes(64))
    return encode_packet(packet)


def _payload(kind: int, who: Identity, reader: Reader) -> bytes:
    """Return a payload, of the kind that belongs to a type or any other."""
    choice = reader.byte()
    body = reader.piece()
    if not choice & 1:
        return body * (1 + (choice >> 4))
    match kind:
        case PacketType.ANNOUNCE:
            keys = who if choice & 2 else identity("somebody else")
            named = tuple(
                p.peer_id for n, p in enumerate(_PEOPLE) if choice >> 4 & 1 << n
            )
            name = body.decode(errors="replace")[:80]
            return Announce(name, keys.noise_key, keys.signing_key, named).encode()
        case PacketType.FRAGMENT:
            index, total = choice >> 1 & 3, 1 + (choice >> 3 & 3)
            return b"set" + bytes(6) + bytes((index, 0, total, 2)) + body
        case PacketType.REQUEST_SYNC:
            types = choice >> 1 or None
            return RequestSync(1 + choice % 9, 9 << choice % 9, body, types).encode()
        case PacketType.NOISE_HANDSHAKE:
            return (body + bytes(96))[: (32, 64, 96, 200)[choice >> 1 & 3]]
        case PacketType.NOISE_ENCRYPTED:
            return body + bytes(24)
    return body


class _Pair:
    """Two real nodes, and an air between them that does as the bytes say."""

    def __init__(self) -> None:
        """Link them."""
        self.clock = Clock()
        self.nodes = [Node(ANNA, self.clock, "Anna"), Node(BERT, self.clock, "Bert")]
        self.on_air: list[tuple[int, bytes]] = []
        self.said: list[set[str]] = [set(), set()]
        for number, node in enumerate(self.nodes):
            node.send = self._sender(number)

    def _sender(self, number: int) -> Callable[[SendFrame], None]:
        """Return what puts a node's frames on the air."""

        def send(effect: SendFrame) -> None:
            """Put a frame on its way to the other."""
            self.on_air.append((1 - number, effect.frame))
            del self.on_air[:-_MAX_ON_AIR]

        return send

    def link(self, *, up: bool) -> None:
        """Link the two, or part them."""
        roles = (LinkRole.CENTRAL, LinkRole.PERIPHERAL)
        for node, role in zip(self.nodes, roles, strict=True):
            node.handle(
                LinkUp(_LINKS[0], role, "x", 509) if up else LinkDown(_LINKS[0])
            )

    def deliver(self, position: int, garble: int = 0, value: int = 0) -> None:
        """Let one frame arrive, as it is or garbled."""
        if not self.on_air:
            return
        to, frame = self.on_air.pop(position % len(self.on_air))
        if value:
            changed = bytearray(frame)
            changed[garble % len(changed)] ^= value
            frame = bytes(changed)
        self.nodes[to].handle(FrameReceived(_LINKS[0], frame, -60))

    def run(self, seconds: float, *, carry: bool) -> None:
        """Let time pass, in which the air carries everything or nothing."""
        end = self.clock.monotonic + seconds
        ticks = 0
        while True:
            while carry and self.on_air:
                self.deliver(0)
            due = [n.engine.next_deadline() for n in self.nodes]
            first = min(range(2), key=lambda n: due[n] or float("inf"))
            if not self.nodes[first].due(end):
                break
            ticks += 1
            require(ticks < _MAX_TICKS, "it runs hot")
        self.clock.monotonic = end

    def check(self) -> None:
        """Check that nothing was invented, and nothing shown under a wrong name."""
        for number, node in enumerate(self.nodes):
            other = self.nodes[1 - number]
            shown: list[MessageReceived | PrivateMessageReceived] = [*node.public]
            for message in shown + node.private:
                require(message.peer.peer_id == other.who.peer_id, "a wrong name")
                said = self.said[1 - number]
                require(any(message.text in text for text in said), "invented")
            names = Counter(message.message_id for message in node.private)
            require(all(n == 1 for n in names.values()), "a letter shown twice")
            node.look()


def pair(data: bytes) -> None:
    """Let two real nodes talk over an air that is as bad as it can be."""
    reader = Reader(data)
    both = _Pair()
    both.link(up=True)
    for _ in range(_MAX_STEPS):
        if not reader:
            break
        choice = reader.byte()
        match choice % 12:
            case 0 | 1:
                number = choice >> 7
                node, other = both.nodes[number], both.nodes[1 - number]
                before = set(both.said[number])
                text = node.command(reader, other.who.peer_id).decode()
                both.said[number] = before | {text.strip()} if text else before
            case 2:
                both.link(up=bool(choice & 0x80))
            case 3 | 4 | 5:
                both.run(reader.byte() ** 2 / 2_000, carry=True)
            case 6:
                both.run(reader.byte() / 8, carry=False)
            case 7:
                both.deliver(reader.byte())
            case 8:
                both.deliver(reader.byte(), reader.number(2), 1 + reader.below(255))
            case 9 if both.on_air:
                both.on_air.append(both.on_air[reader.byte() % len(both.on_air)])
            case 10 if both.on_air:
                del both.on_air[reader.byte() % len(both.on_air)]
            case 11:
                both.clock.set_ms += (reader.number(2) - 0x8000) * 1_000
            case _:
                pass
    both.run(2.0, carry=True)
    both.check()


def _lives() -> Iterator[bytes]:
    """Yield lives of a node: every type of packet once, and every vector."""
    for kind in range(len(_KINDS)):
        step = bytes((11, 0x0C, 0x05, kind, 3, 9)) + b"some text"
        yield step + bytes((5, 40)) + bytes((0x1B, 0x01, 0x15, kind, 1, 5)) + b"hello"
    for frame in seeds.frames():
        yield bytes((9, 60, min(255, len(frame)))) + frame[:255] + bytes((5, 99))
    yield bytes((7, 0, 1, 0, 5, 90, 7, 2, 2, 1, 5, 200, 1, 0, 0, 1, 200, 5, 255))


def _meetings() -> Iterator[bytes]:
    """Yield meetings: announces, a broadcast, a letter, a parting, another letter."""
    yield bytes((3, 80, 0, 0, 1, 3, 60, 0x80, 2, 5, 3, 120, 0, 2, 9, 3, 120))
    yield bytes((3, 80, 0, 2, 1, 2, 6, 90, 0x8E, 3, 90, 0x81, 4, 4, 3, 250, 3, 250))
    yield bytes(
        (3, 90, 0, 0xE0, 1, 0, 0xE2, 1, 7, 2, 8, 1, 0, 30, 5, 9, 1, 10, 0, 3, 200)
    )
    yield bytes(
        (3, 90, 0, 2, 1, 3, 90, 11, 0x81, 0, 0x81, 2, 2, 3, 200, 6, 255, 3, 200)
    )


TARGETS = (
    Target(
        "engine",
        "one node: links, frames, time and commands",
        engine,
        _lives,
        Effort(60_000, 2_000, 16 << 20),
        1_024,
        smoke=500,
    ),
    Target(
        "pair",
        "two nodes over an air that loses, repeats, reorders and garbles",
        pair,
        _meetings,
        Effort(400_000, 10_000, 16 << 20),
        256,
        smoke=60,
    ),
)
