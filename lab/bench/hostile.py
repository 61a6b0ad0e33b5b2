"""What hostile frames cost, byte by byte, beside what an honest message costs."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random
from statistics import median
import time
import tracemalloc
import zlib

import bitchat_cli.protocol as cli
import bitchat_protocol as bp

from custom_components.mesh_broadcast.protocol.errors import DecodeError
from custom_components.mesh_broadcast.protocol.packet import (
    FLAG_COMPRESSED,
    MAX_TTL,
    Packet,
    PacketType,
    PeerId,
    decode_packet,
    encode_packet,
    encode_with,
)
from custom_components.mesh_broadcast.protocol.request_sync import (
    RequestSync,
    SyncTypes,
)

from .measure import Measure, at_most
from .signatures import Listener
from .workload import EPOCH_MS, identity, message

FRAMES = 40
RUNS = 10
APART_S = 4.0
RELAYED_S = 0.3
KIB = 1 << 10

# What an attacker may send us at most in one value.
MAX_VALUE = 512

# A stream that inflates to 60 MB, in a frame that claims a hundred bytes; about the
# largest that a version 1 packet carries.
BOMB_BYTES = 60_000_000
CLAIMED = 100

type Kind = Callable[[Random, int, int], bytes]
"""Makes a frame out of a random source, a number and the time in milliseconds."""


def honest(_: Random, number: int, now_ms: int) -> bytes:
    """Return a message that is new, of somebody known."""
    who = identity("person")
    return encode_packet(
        message(who, now_ms, f"message {number}: hello mesh, how are you all?", 6)
    )


def garbage(random: Random, _: int, __: int) -> bytes:
    """Return bytes that are no packet."""
    return random.randbytes(random.randint(22, MAX_VALUE))


def cut_short(random: Random, number: int, now_ms: int) -> bytes:
    """Return a packet that lacks its end."""
    frame = honest(random, number, now_ms)
    return frame[: random.randint(22, len(frame) - 1)]


def stranger(random: Random, number: int, now_ms: int) -> bytes:
    """Return a message of somebody who does not exist."""
    packet = Packet(
        PacketType.MESSAGE,
        MAX_TTL - 1,
        now_ms,
        PeerId(random.randbytes(8)),
        f"message {number}: hello mesh, how are you all?".encode(),
        signature=random.randbytes(64),
    )
    return encode_with(packet, None)


def forged(random: Random, number: int, now_ms: int) -> bytes:
    """Return a message in the name of somebody known, with a made-up signature."""
    packet = decode_packet(honest(random, number, now_ms))
    return encode_with(replace(packet, signature=random.randbytes(64)), None)


def forged_long(random: Random, number: int, now_ms: int) -> bytes:
    """Return a forgery for which each way to compress it is tried."""
    packet = message(
        identity("person"), now_ms, f"forgery {number}" + "of a kind " * 60
    )
    return encode_packet(replace(packet, signature=random.randbytes(64)))


def bomb(random: Random, number: int, now_ms: int) -> bytes:
    """Return a packet whose few bytes inflate to the most that is let through."""
    packet = Packet(
        PacketType.FILE_TRANSFER,
        MAX_TTL - 1,
        now_ms,
        PeerId(random.randbytes(8)),
        bytes((number % 256,)) * 480_000,
        version=2,
    )
    return encode_packet(packet)


def announce_of_nobody(random: Random, _: int, now_ms: int) -> bytes:
    """Return an announce whose keys do not belong to its sender."""
    packet = Packet(
        PacketType.ANNOUNCE,
        MAX_TTL,
        now_ms,
        PeerId(random.randbytes(8)),
        b"\x01\x04evil\x02\x20" + random.randbytes(32) + b"\x03\x20" + bytes(32),
        signature=random.randbytes(64),
    )
    return encode_with(packet, None)


def fragment(random: Random, number: int, now_ms: int) -> bytes:
    """Return a piece of something that never gets whole."""
    payload = random.randbytes(8) + bytes((0, 0, 0, 9, 2)) + number.to_bytes(400)
    packet = Packet(
        PacketType.FRAGMENT, MAX_TTL - 1, now_ms, PeerId(random.randbytes(8)), payload
    )
    return encode_with(packet, None)


def request(random: Random, _: int, now_ms: int) -> bytes:
    """Return a request for history in somebody's name, with a filter full of noise."""
    everything = SyncTypes.ANNOUNCE | SyncTypes.MESSAGE
    asked = RequestSync(p=1, m=0xFFFFFFFF, data=random.randbytes(380), types=everything)
    packet = Packet(
        PacketType.REQUEST_SYNC,
        0,
        now_ms,
        identity("person").peer_id,
        asked.encode(),
        signature=random.randbytes(64),
    )
    return encode_with(packet, None)


KINDS: dict[str, Kind] = {
    "bytes that are no packet": garbage,
    "packets cut short": cut_short,
    "messages of strangers": stranger,
    "forged messages": forged,
    "forged messages that may have been compressed": forged_long,
    "bombs of 500 bytes that inflate to 480 kB": bomb,
    "announces with keys of others": announce_of_nobody,
    "fragments of nothing": fragment,
    "forged sync requests": request,
}


def cost_per_byte(kind: Kind) -> float:
    """Return the least nanoseconds per byte that frames of a kind take a node.

    What a node does later for a frame's sake, relaying above all, counts, too. The
    median leaves aside what it does now and then of itself.
    """
    best: list[float] = []
    for _ in range(RUNS):
        random = Random(6)
        listener = Listener(links=2)
        listener.meet(identity("person"))
        costs: list[float] = []
        for number in range(FRAMES):
            # So far apart that no limit of ours turns any of them away unseen.
            listener.rest(APART_S)
            frame = kind(random, number, listener.now().unix_ms)
            started = time.thread_time_ns()
            listener.hear(frame)
            listener.rest(RELAYED_S)
            costs.append((time.thread_time_ns() - started) / len(frame))
        best = [min(pair) for pair in zip(best or costs, costs, strict=True)]
    return median(best)


def hostile_cost() -> list[Measure]:
    """Measure each kind of hostile frame beside an honest message."""
    unit = cost_per_byte(honest)
    ratios = {name: cost_per_byte(kind) / unit for name, kind in KINDS.items()}
    dearest = max(ratios, key=lambda name: ratios[name])
    rows = [
        Measure(
            "b.hostile",
            "hostile input, CPU per byte vs an honest message: the dearest kind",
            ratios[dearest],
            "x",
            at_most(5, 2),
            note=dearest,
        )
    ]
    rows += [
        Measure(f"b.hostile.{number}", f"of it: {name}", ratios[name])
        for number, name in enumerate(KINDS)
    ]
    return rows


def bomb_frame() -> bytes:
    """Return a frame that claims to hold a hundred bytes, and holds 60 million."""
    packed = zlib.compress(bytes(BOMB_BYTES), 9, wbits=-zlib.MAX_WBITS)
    packet = Packet(
        PacketType.MESSAGE, MAX_TTL, EPOCH_MS, PeerId(b"attacker"), b"", version=1
    )
    area = CLAIMED.to_bytes(2) + packed
    frame = bytearray(encode_with(replace(packet, payload=area), None))
    frame[11] |= FLAG_COMPRESSED
    return bytes(frame)


def peak(work: Callable[[], object]) -> int:
    """Return the most bytes that a piece of work holds at once."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def refuse(frame: bytes) -> None:
    """Let our decoder refuse a frame."""
    try:
        decode_packet(frame)
    except DecodeError:
        return
    raise RuntimeError("the bomb was taken in")


def inflation() -> list[Measure]:
    """Measure how far decoders inflate what claims to be small."""
    frame = bomb_frame()
    decoders: Iterable[tuple[str, str, Callable[[], object]]] = (
        ("b.inflate_cli", "bitchat-cli", lambda: cli.BitchatPacket.decode(frame)),
        ("b.inflate_protocol", "bitchat-protocol", lambda: bp.decode(frame)),
    )
    what = f"memory to refuse {BOMB_BYTES:,} bytes that claim to be {CLAIMED}"
    rows = [
        Measure(
            "b.inflate",
            what,
            peak(lambda: refuse(frame)) / KIB,
            "KiB",
            # A frame's worth of compressed bytes, 64 KiB, and zlib's window beside them.
            at_most(256),
            note="the compressed bytes and zlib's window; output stops at 101 bytes",
        )
    ]
    rows += [
        Measure(key, f"the same in {name}", peak(work) / KIB, "KiB")
        for key, name, work in decoders
    ]
    return rows
