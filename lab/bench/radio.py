"""A long transfer over a radio of known speed: what of the link it fills, what is lost.

Somebody sends the largest set of fragments that every phone takes, as fast as a link
carries it; a node passes it on over a link of the same speed, and chats meanwhile. The
node is the real one, its send queue has the transport's rules, and only the air is
simulated, so the figures are the same in each run.
"""

from dataclasses import dataclass, field
from random import Random

from custom_components.mesh_broadcast.protocol import (
    Effect,
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
from custom_components.mesh_broadcast.protocol.announce import Announce
from custom_components.mesh_broadcast.protocol.fragments import (
    MAX_FRAGMENTS,
    split_into_fragments,
)
from custom_components.mesh_broadcast.protocol.packet import (
    MAX_TTL,
    Packet,
    PacketType,
    encode_packet,
    encode_with,
)
from custom_components.mesh_broadcast.protocol.signature import sign

from ..send_queue import SendQueue
from .measure import Measure, at_least, at_most, exactly
from .workload import EPOCH_MS, identity

SPEEDS = {"1M": 791_000, "2M": 1_402_000}
"""Bits a second that a link carries as values, by its PHY (section 2.1 of the guide)."""

VALUE = 491
"""Bytes of a value that fills its link-layer packets."""

SLICE = 456
"""Bytes of the file in each of them."""

PHONE_SPACING_S = 0.03
"""How far apart phones send their fragments."""

QUEUE = 256
CHAT_EVERY_S = 0.06
MEBIBYTE = 1 << 20

IN, OUT = LinkId("in"), LinkId("out")


@dataclass(slots=True)
class Queued:
    """One frame that waits for the outgoing link."""

    frame: bytes
    since: float


@dataclass(slots=True)
class Outcome:
    """How a transfer went."""

    sent: int = 0
    passed_on: int = 0
    lost: int = 0
    begun: float = 0.0
    ended: float = 0.0
    bytes_out: int = 0
    latencies: list[float] = field(default_factory=list)


class Air:
    """The node between two links, the outgoing of which takes its time."""

    def __init__(self, speed: int) -> None:
        """Begin with both neighbours known."""
        self.speed = speed
        self.time = 500.0
        self.outcome = Outcome()
        self._queue: SendQueue[Queued] = SendQueue(QUEUE)
        self._busy_until = 0.0
        self.engine = MeshEngine(identity("node"), MeshSettings("node"), Random(3))
        for link in (IN, OUT):
            up = LinkUp(link, LinkRole.CENTRAL, f"address of {link}", 509)
            self.apply(self.engine.handle(up, self.now()))
            self.hear(link, _announce(f"behind {link}", self.now().unix_ms))

    def now(self) -> Instant:
        """Return the moment on both clocks."""
        return Instant(self.time, EPOCH_MS + round(self.time * 1000))

    def airtime(self, frame: bytes) -> float:
        """Return how long a frame occupies a link."""
        return 8 * len(frame) / self.speed

    def hear(self, link: LinkId, frame: bytes) -> None:
        """Let the node hear a frame."""
        self.apply(self.engine.handle(FrameReceived(link, frame), self.now()))

    def chat(self, text: str) -> None:
        """Let the user of the node say something."""
        _, effects = self.engine.broadcast(text, self.now())
        self.apply(effects)

    def apply(self, effects: list[Effect]) -> None:
        """Queue what goes out on the link that is looked at."""
        for effect in effects:
            if isinstance(effect, SendFrame) and OUT in effect.links:
                queued = Queued(effect.frame, self.time)
                dropped = self._queue.put(queued, effect.priority)
                if dropped is not None:
                    self.outcome.lost += 1

    def run_until(self, end: float) -> None:
        """Let time go by: ticks, and the link that gets free."""
        while True:
            due = self.engine.next_deadline()
            tick = max(due, self.time) if due is not None else float("inf")
            free = (
                max(self._busy_until, self.time) if len(self._queue) else float("inf")
            )
            at = min(tick, free)
            if at > end:
                self.time = end
                return
            self.time = at
            if free <= tick:
                self._transmit()
            else:
                self.apply(self.engine.handle(Tick(), self.now()))

    def _transmit(self) -> None:
        """Put the next frame on the air."""
        queued = self._queue.get()
        outcome = self.outcome
        self._busy_until = self.time + self.airtime(queued.frame)
        if queued.frame[1] == PacketType.FRAGMENT:
            outcome.passed_on += 1
            outcome.bytes_out += len(queued.frame)
            outcome.begun = outcome.begun or self.time
            outcome.ended = self._busy_until
        elif queued.frame[1] == PacketType.MESSAGE:
            outcome.latencies.append(self._busy_until - queued.since)


def transfer(speed: int, spacing: float | None = None, sets: int = 1) -> Outcome:
    """Pass the largest sets on; they come at this spacing, or as fast as the link is."""
    air = Air(speed)
    air.run_until(510.0)
    air.outcome = Outcome()
    fragments = [f for n in range(sets) for f in largest_set(air.now().unix_ms + n)]
    chats = 0
    begun = at = air.time
    for fragment in fragments:
        air.run_until(at)
        at += air.airtime(fragment) if spacing is None else spacing
        air.hear(IN, fragment)
        air.outcome.sent += 1
        if air.time >= begun + chats * CHAT_EVERY_S:
            chats += 1
            air.chat(f"still here, {chats}")
    air.run_until(air.time + 30.0)
    air.outcome.lost += air.outcome.sent - air.outcome.passed_on - air.outcome.lost
    return air.outcome


def largest_set(unix_ms: int) -> list[bytes]:
    """Return a file in as many fragments as Android takes."""
    sender = identity("behind in")
    random = Random(8)
    file = Packet(
        PacketType.FILE_TRANSFER,
        MAX_TTL - 1,
        unix_ms,
        sender.peer_id,
        random.randbytes(MAX_FRAGMENTS * SLICE - 300),
        version=2,
    )
    return split_into_fragments(encode_with(file, None), VALUE, random.randbytes(8))


def long_transfers() -> list[Measure]:
    """Measure transfers at a phone's pace, and as fast as links are."""
    rows = []
    for phy, speed in SPEEDS.items():
        paced = transfer(speed, PHONE_SPACING_S)
        full = transfer(speed)
        long = transfer(speed, sets=-(-MEBIBYTE // (MAX_FRAGMENTS * SLICE)))
        seconds = full.ended - full.begun
        fragment = 8 * VALUE / speed
        rows += [
            Measure(
                f"c.lost_{phy}",
                f"fragments lost of {paced.sent} that phones send, {phy} PHY",
                paced.lost,
                "",
                exactly(0),
                exact=True,
            ),
            Measure(
                f"c.goodput_{phy}",
                f"of the {speed // 1000} kbit/s link filled by fragments passed on",
                8 * full.bytes_out / seconds / speed,
                "",
                at_least(0.7, 0.85),
                exact=True,
                note=f"{full.sent} fragments as fast as the link brings them",
            ),
            Measure(
                f"c.lost_full_{phy}",
                f"fragments of them lost to our own queues, {phy} PHY",
                full.lost,
                "",
                exactly(0),
                exact=True,
            ),
            Measure(
                f"c.lost_long_{phy}",
                f"fragments lost of {long.sent} on end (1 MiB), {phy} PHY",
                long.lost,
                "",
                exact=True,
                note="beyond 300 on end, unsigned packets are passed on at 100/s",
            ),
            Measure(
                f"c.latency_{phy}",
                "added latency of our own short messages meanwhile, p95",
                (p95(full.latencies) - least(full.latencies)) / fragment,
                "fragment times",
                at_most(2),
                exact=True,
                note=f"{len(full.latencies)} messages",
            ),
        ]
    return rows


def p95(values: list[float]) -> float:
    """Return what 95 of 100 values stay below."""
    return sorted(values)[int(len(values) * 0.95)]


def least(values: list[float]) -> float:
    """Return the smallest value: a message that waited for nothing."""
    return min(values)


def _announce(name: str, unix_ms: int) -> bytes:
    """Return a neighbour's announce."""
    who = identity(name)
    payload = Announce(name, who.noise_key, who.signing_key).encode()
    packet = Packet(PacketType.ANNOUNCE, MAX_TTL, unix_ms, who.peer_id, payload)
    return encode_packet(sign(packet, who))
