"""What a node keeps of all that it hears, and that forgers cannot make it grow."""

from collections.abc import Callable
import gc
import os
from pathlib import Path
from random import Random
import subprocess
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

SPOOFED_SENDERS = 100_000
SETTLED = 50_000
FORGED = 1_000_000
FORGED_PER_S = 1_000


def kept(fill: Callable[[], object]) -> int:
    """Return the bytes that a piece of work leaves behind in what it returns."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        result = fill()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
        del result
    finally:
        tracemalloc.stop()
    return after - before


def instant(at: float) -> Instant:
    """Return a moment on both clocks."""
    return Instant(at, EPOCH_MS + round(at * 1000))


def node() -> MeshEngine:
    """Return a node with three links."""
    engine = MeshEngine(identity("node"), MeshSettings("node"), Random(3))
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


def peers_kept(count: int) -> int:
    """Return the bytes that a node keeps of as many peers in reach."""
    script = announces(count, 600.0)
    engine = node()

    def fill() -> MeshEngine:
        """Hear them all."""
        for number, (at, frame) in enumerate(script):
            hear(engine, frame, at, LINKS[number % len(LINKS)])
        return engine

    used = kept(fill)
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


def growth(forged: int = FORGED, settled: int = SETTLED) -> tuple[int, int]:
    """Return the bytes kept after `settled` forged packets, and after all of them."""
    random = Random(4)
    senders = [random.randbytes(8) for _ in range(SPOOFED_SENDERS)]
    engine = node()
    kinds = (
        PacketType.MESSAGE,
        PacketType.ANNOUNCE,
        PacketType.NOISE_ENCRYPTED,
        PacketType.FRAGMENT,
        PacketType.LEAVE,
    )
    at = 600.0
    gc.collect()
    tracemalloc.start()
    try:
        sizes = []
        for number in range(forged):
            at += 1 / FORGED_PER_S
            packet = Packet(
                kinds[number % len(kinds)],
                MAX_TTL - 1,
                instant(at).unix_ms,
                PeerId(senders[random.randrange(SPOOFED_SENDERS)]),
                _payload(random, number),
                signature=random.randbytes(64),
            )
            hear(engine, encode_packet(packet), at, LINKS[number % len(LINKS)])
            if number + 1 in (settled, forged):
                gc.collect()
                sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    return sizes[0], sizes[-1]


def _payload(random: Random, number: int) -> bytes:
    """Return a payload, now and then the beginning of a fragment set."""
    head = random.randbytes(8) + bytes((0, 0, 0, 9, 2))
    return head + number.to_bytes(8) + random.randbytes(40)


def imports() -> int:
    """Return what importing the integration takes, Home Assistant's own aside."""
    root = Path(__file__).parents[2]
    program = """
import tracemalloc, gc
import homeassistant.components.bluetooth, homeassistant.helpers.entity_platform
import homeassistant.components.sensor, homeassistant.components.websocket_api
import homeassistant.helpers.service, homeassistant.config_entries
import cryptography.hazmat.primitives.ciphers.aead, nacl.signing, bleak, dbus_fast
gc.collect(); tracemalloc.start()
import custom_components.mesh_broadcast
gc.collect(); print(tracemalloc.get_traced_memory()[0])
"""
    done = subprocess.run(
        [root / ".venv" / "bin" / "python", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    return int(done.stdout)


def sizes() -> list[Measure]:
    """Measure what is kept of peers, messages and what was seen."""
    peers = peers_kept(PEER_CAPACITY)
    stored = messages_kept(ENTRIES)
    seen = dedup_kept(ENTRIES)
    return [
        Measure(
            "e.peers",
            f"peers, per 1,000 (measured with {PEER_CAPACITY})",
            peers / PEER_CAPACITY * ENTRIES / MIB,
            "MiB",
            at_most(1.25, 0.9),
            note="record, pin, announce kept for others, dedup entries",
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
    """Measure what a million forged packets leave behind."""
    settled, after = growth()
    return [
        Measure(
            "e.growth",
            f"growth from {SETTLED:,} to {FORGED:,} packets "
            f"of {SPOOFED_SENDERS:,} spoofed senders",
            100 * (after - settled) / settled,
            "%",
            at_most(1),
            note=f"{settled / MIB:.2f} MiB in all",
        )
    ]


def import_size() -> list[Measure]:
    """Measure what the integration itself takes once it is imported."""
    return [
        Measure(
            "e.imports",
            "importing the integration, beside Home Assistant",
            imports() / MIB,
            "MiB",
            at_most(8),
        )
    ]
