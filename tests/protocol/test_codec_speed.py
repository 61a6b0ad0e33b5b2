"""What decoding costs, as a multiple of the least that any decoder must do."""

from collections.abc import Callable
import gc
from statistics import median
import struct
import time

from protocol.packet import Packet, decode_packet, encode_packet, with_ttl
import pytest

COUNT = 5_000
ROUNDS = 25
ATTEMPTS = 3
HEADER = struct.Struct(">BBBQBH8s")

type Seen = dict[tuple[bytes, int, int], None]


def frames() -> list[bytes]:
    """Return signed chat messages, no two alike."""
    return [
        encode_packet(
            Packet(2, 7, number, b"authorID", b"hello mesh", signature=bytes(64))
        )
        for number in range(COUNT)
    ]


def floor(frame: bytes, seen: Seen) -> None:
    """Unpack a header and look it up: what nobody can do without."""
    _, packet_type, _, timestamp, _, _, sender = HEADER.unpack_from(frame)
    key = (sender, timestamp, packet_type)
    if key not in seen:
        seen[key] = None


def subject(frame: bytes, seen: Seen) -> None:
    """Decode and validate all of a frame, and look it up."""
    packet = decode_packet(frame)
    key = (packet.sender, packet.timestamp, packet.type)
    if key not in seen:
        seen[key] = None


def relay(frame: bytes, seen: Seen) -> None:
    """Look a frame up and patch its TTL, as a relay does with what it decoded."""
    floor(frame, seen)
    with_ttl(frame, 6)


def cost(work: Callable[[bytes, Seen], None], batch: list[bytes]) -> int:
    seen: Seen = {}
    started = time.process_time_ns()
    for frame in batch:
        work(frame, seen)
    spent = time.process_time_ns() - started
    assert len(seen) == COUNT
    return spent


def ratio(work: Callable[[bytes, Seen], None], batch: list[bytes]) -> float:
    """Return the cost as a multiple of the floor, the median of many rounds.

    In each round one follows the other at once, so that a machine that changes its
    speed changes it for both.
    """
    return median(cost(work, batch) / cost(floor, batch) for _ in range(ROUNDS))


@pytest.mark.parametrize(("work", "limit"), [(subject, 4.0), (relay, 3.0)])
def test_cost_stays_within_its_multiple_of_the_floor(work, limit):
    batch = frames()
    gc.disable()
    try:
        # What is within the limit once was slowed down by others before.
        within = any(ratio(work, batch) < limit for _ in range(ATTEMPTS))
    finally:
        gc.enable()

    assert within
