"""What a node keeps of all that it hears, and that forgers cannot make it grow."""

from collections.abc import Callable, Iterator, Sequence
import gc
from random import Random
import tracemalloc

from custom_components.mesh_broadcast.protocol import (
    FrameReceived,
    Instant,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    Tick,
)
from custom_components.mesh_broadcast.protocol.announce import Announce
from custom_components.mesh_broadcast.protocol.dedup import Dedup, dedup_key
from custom_components.mesh_broadcast.protocol.packet import (
    MAX_TTL,
    Packet,
    PacketType,
    PeerId,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.peers import PEER_CAPACITY
from custom_components.mesh_broadcast.protocol.signature import sign

from .measure import Measure, at_most
from .workload import EPOCH_MS, identity, message

MIB = 1 << 20
KIB = 1 << 10
ENTRIES = 1_000
LINKS = ("one", "two", "three")

STORED = ("packet", "sync", "gcs", "dedup", "engine")
"""Modules in which packets and their names are kept, which have rows of their own."""

SPOOFED_SENDERS = 100_000
SETTLED = 50_000
FORGED = 1_000_000
SAMPLE_EVERY = 100
FORGED_PER_S = 1_000


def kept(fill: Callable[[], object], besides: Sequence[str] = ()) -> int:
    """Return the bytes that work leaves behind, but those of modules named besides."""
    gc.collect()
    tracemalloc.start()
    try:
        result = fill()
        gc.collect()
        snapshot = tracemalloc.take_snapshot()
        del result
    finally:
        tracemalloc.stop()
    others = [
        tracemalloc.Filter(inclusive=False, filename_pattern=f"*/{name}.py")
        for name in besides
    ]
    found = snapshot.filter_traces(others) if others else snapshot
    return sum(trace.size for trace in found.traces)


def instant(at: float) -> Instant:
    """Return a moment on both clocks."""
    return Instant(at, EPOCH_MS + round(at * 1000))


def node(*, relay: bool = True) -> MeshEngine:
    """Return a node with three links."""
    settings = MeshSettings("node", relay=relay)
    engine = MeshEngine(identity("node"), settings, Random(3))
    for name in LINKS:
        link = LinkUp(LinkId(name), LinkRole.CENTRAL, f"address {name}", 509)
        engine.handle(link, instant(500.0))
    return engine


def hear(engine: MeshEngine, frame: bytes, at: float, link: str = LINKS[0]) -> None:
    """Let a node hear a frame, after doing what was due before."""
    while (due := engine.next_deadline()) is not None and due <= at:
        engine.handle(Tick(), instant(due))
    engine.handle(FrameReceived(LinkId(link), frame, -60), instant(at))


def announces(count: int, start: float) -> list[tuple[float, bytes]]:
    """Return the first announces of as many peers: none fades before the last comes."""
    made = []
    for number in range(count):
        who = identity(f"peer {number}")
        at = start + number * 0.01
        payload = Announce(f"peer {number}", who.noise_key, who.signing_key).encode()
        packet = Packet(
            PacketType.ANNOUNCE, MAX_TTL - 2, instant(at).unix_ms, who.peer_id, payload
        )
        made.append((at, encode_packet(sign(packet, who))))
    return made


def peers_kept(count: int, besides: Sequence[str] = ()) -> int:
    """Return the bytes that a node keeps of as many peers in reach."""
    script = announces(count, 600.0)
    # The relays of the latest five hundred packets are not kept for peers' sake.
    engine = node(relay=False)

    def fill() -> MeshEngine:
        """Hear them all."""
        for number, (at, frame) in enumerate(script):
            hear(engine, frame, at, LINKS[number % len(LINKS)])
        return engine

    used = kept(fill, besides)
    if len(engine.peers) != count:
        raise RuntimeError(f"{len(engine.peers)} of {count} peers are in reach")
    return used


def messages_kept(count: int) -> int:
    """Return the bytes that a node keeps of as many messages for those who miss them."""
    engine = node()
    [(_, first)] = announces(1, 600.0)
    hear(engine, first, 600.0)
    who = identity("peer 0")
    script = []
    for number in range(count):
        at = 601.0 + number * 0.05
        text = f"message {number}: " + "hello mesh, how are you all? " * 2
        packet = message(who, instant(at).unix_ms, text, MAX_TTL - 1)
        script.append((at, encode_packet(packet)))

    def fill() -> MeshEngine:
        """Hear them all."""
        for at, frame in script:
            hear(engine, frame, at)
        return engine

    return kept(fill)


def dedup_kept(count: int) -> int:
    """Return the bytes that the dedup cache takes for as many packets."""
    packets = [
        Packet(2, 7, EPOCH_MS + n, PeerId(n.to_bytes(8)), b"hello", signature=bytes(64))
        for n in range(count)
    ]

    def fill() -> Dedup:
        """Look them all up, at moments of their own."""
        dedup = Dedup()
        for number, packet in enumerate(packets):
            dedup.check(dedup_key(packet), packet, 1_000.0 + number / 1_000)
        return dedup

    return kept(fill)


def forgeries(count: int) -> Iterator[tuple[float, bytes]]:
    """Yield packets in the names of a hundred thousand people who do not exist."""
    random = Random(4)
    senders = [random.randbytes(8) for _ in range(SPOOFED_SENDERS)]
    kinds = (
        PacketType.MESSAGE,
        PacketType.ANNOUNCE,
        PacketType.MESSAGE,
        PacketType.FRAGMENT,
    )
    at = 600.0
    for number in range(count):
        at += 1 / FORGED_PER_S
        packet = Packet(
            kinds[number % len(kinds)],
            MAX_TTL - 1,
            instant(at).unix_ms,
            PeerId(senders[random.randrange(SPOOFED_SENDERS)]),
            _payload(random, number),
            signature=random.randbytes(64),
        )
        yield at, encode_packet(packet)


def growth(forged: int = FORGED, settled: int = SETTLED) -> tuple[int, int]:
    """Return the most bytes kept until `settled` forged packets, and after those."""
    engine = node()
    peaks = [0, 0]
    gc.collect()
    tracemalloc.start()
    try:
        for number, (at, frame) in enumerate(forgeries(forged)):
            hear(engine, frame, at, LINKS[number % len(LINKS)])
            if number % SAMPLE_EVERY == 0:
                size, _ = tracemalloc.get_traced_memory()
                late = number > settled
                peaks[late] = max(peaks[late], size)
    finally:
        tracemalloc.stop()
    return peaks[0], peaks[1]


def _payload(random: Random, number: int) -> bytes:
    """Return a payload, now and then the beginning of a fragment set."""
    head = random.randbytes(8) + bytes((0, 0, 0, 9, 2))
    return head + number.to_bytes(8) + random.randbytes(40)


def sizes() -> list[Measure]:
    """Measure what is kept of peers, messages and what was seen."""
    peers = peers_kept(PEER_CAPACITY, besides=STORED)
    everything = peers_kept(PEER_CAPACITY)
    stored = messages_kept(ENTRIES)
    seen = dedup_kept(ENTRIES)
    return [
        Measure(
            "e.peers",
            f"peers, per 1,000 (measured with {PEER_CAPACITY})",
            peers / PEER_CAPACITY * ENTRIES / MIB,
            "MiB",
            at_most(1.25, 0.9),
            note="keys, record, pin, what was told of them, budgets",
        ),
        Measure(
            "e.peers_all",
            "the same with their announces, kept for others, and as seen",
            everything / PEER_CAPACITY * ENTRIES / MIB,
            "MiB",
        ),
        Measure(
            "e.messages",
            "stored messages, per 1,000",
            stored / MIB,
            "MiB",
            at_most(0.75, 0.5),
            note="frame of 175 bytes, its name, entries as seen and as shown",
        ),
        Measure(
            "e.dedup",
            "dedup entries, per 1,000",
            seen / KIB,
            "KiB",
            at_most(160, 100),
        ),
    ]


def forged_growth() -> list[Measure]:
    """Measure what very many forged packets leave behind."""
    settled, after = growth()
    return [
        Measure(
            "e.growth",
            f"growth of the most that is kept, from {SETTLED:,} to {FORGED:,} packets "
            f"of {SPOOFED_SENDERS:,} spoofed senders",
            100 * (after - settled) / settled,
            "%",
            at_most(1),
            note=f"{settled / MIB:.1f} MiB in all",
        )
    ]
