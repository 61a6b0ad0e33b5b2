"""Sync requests, their filters, and the answers to them."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from custom_components.mesh_broadcast.protocol import DecodeError, Packet, PacketType
from custom_components.mesh_broadcast.protocol.gcs import (
    MAX_FILTER,
    bucket_of,
    build_filter_of,
    decode_filter,
)
from custom_components.mesh_broadcast.protocol.packet import encode_packet
from custom_components.mesh_broadcast.protocol.request_sync import (
    MAX_FRAGMENT_SETS,
    RequestSync,
)
from custom_components.mesh_broadcast.protocol.sync import (
    SyncAnswer,
    SyncStore,
    build_request,
    count_lacking,
    lacks_any,
    names_all,
)

from .. import seeds
from ..people import ANNA, BERT
from ..reader import Reader
from ..target import Effort, Target, refused, require

_NOW_MS = 1_790_000_000_000
_MAX_HASH = 1 << 63
_BYTE = 8


def request(data: bytes) -> None:
    """Read a request, and write it again."""
    try:
        found = RequestSync.decode(data)
    except DecodeError as err:
        refused(err)
        return
    require(RequestSync.decode(found.encode()) == found, "it does not come back")
    sets = found.fragment_sets
    require(sets is None or len(sets) <= MAX_FRAGMENT_SETS, "too many sets")
    for kind in PacketType:
        found.wants(kind)


def sync_filter(data: bytes) -> None:
    """Read a filter of any shape."""
    reader = Reader(data)
    p, m = reader.byte(), reader.number(4)
    coded = reader.rest()
    values = decode_filter(p, m, coded)
    require(len(values) <= 8 * len(coded), "more values than bits")
    require(all(a < b for a, b in pairwise(values)), "no order")
    require(not values or 0 <= values[0] <= values[-1] < m, "out of its range")


def filter_made(data: bytes) -> None:
    """Make a filter of anything, and read it again."""
    reader = Reader(data)
    max_bytes = reader.number(2) % (MAX_FILTER + 1)
    rate = (reader.byte() + 1) / 1_024
    hashes = []
    while reader:
        hashes.append(reader.number(8) % _MAX_HASH)
    built = build_filter_of(hashes, max_bytes, rate)
    require(len(built.data) <= max_bytes, "longer than it may be")
    named = {min(bucket_of(h, built.m), built.m - 1) for h in hashes[: built.covered]}
    if built.m > 1:
        values = decode_filter(built.p, built.m, built.data)
        require(values[: len(named)] == sorted(named), "it does not come back")
        # Zeros that fill the last byte read as one value more where one takes so few
        # bits; that is the format's. At the rate that we aim at one takes eight.
        spare = (_BYTE - 1) // (built.p + 1)
        require(len(values) <= len(named) + spare, "it names more")


def answer(data: bytes) -> None:
    """Answer a request out of a store, and learn from it what its author has."""
    try:
        found = RequestSync.decode(data)
    except DecodeError:
        return
    store = _store()
    count_lacking(store, found)
    lacks_any(store, found)
    names_all(store, found)
    reply = SyncAnswer(store, found)
    served = []
    for _ in range(len(store) + 1):
        if reply.done:
            break
        if (stored := reply.next(_NOW_MS)) is not None:
            served.append(stored.identifier)
    require(reply.done, "an answer without an end")
    require(len(set(served)) == len(served), "the same packet twice")


@cache
def _store() -> SyncStore:
    """Return a store with some of each kind."""
    store = SyncStore()
    for number in range(12):
        kind = (PacketType.MESSAGE, PacketType.FRAGMENT, PacketType.ANNOUNCE)[
            number % 3
        ]
        who = (ANNA, BERT)[number % 2]
        packet = Packet(
            kind,
            7,
            _NOW_MS - 1_000 * number,
            who.peer_id,
            bytes((number,)) * 8 + b"text",
        )
        store.add(packet, encode_packet(packet), _NOW_MS, 100)
    return store


def _requests() -> Iterator[bytes]:
    """Yield requests, also for what the store holds."""
    yield from seeds.of_kind("request_sync", "request_sync_reject")
    yield build_request(_store()).encode()
    yield build_request(_store(), 10).encode()
    yield RequestSync(7, 1, b"", 0x20, 5, (b"\1" * 8, b"\4" * 8)).encode()


def _filters() -> Iterator[bytes]:
    """Yield filters as they stand in requests."""
    for vector in seeds.vectors():
        if vector["kind"] in ("gcs", "gcs_decode", "request_sync"):
            head = bytes((vector["p"],)) + vector["m"].to_bytes(4)
            yield head + bytes.fromhex(vector["data"])


def _hashes() -> Iterator[bytes]:
    """Yield names of packets."""
    for size in (0, 1, 3, 40):
        yield b"\1\x90\7" + bytes(range(8 * size % 256)) + bytes(8)


TARGETS = (
    Target(
        "sync-request",
        "a request for what somebody missed",
        request,
        _requests,
        Effort(2_500, 3),
        1_400,
    ),
    Target(
        "sync-filter",
        "the Golomb-coded set in a request",
        sync_filter,
        _filters,
        Effort(200, 50),
        1_030,
    ),
    Target(
        "sync-filter-made",
        "a filter of our own, read again",
        filter_made,
        _hashes,
        Effort(2_000, 100),
    ),
    Target(
        "sync-answer",
        "what a request makes us serve and believe",
        answer,
        _requests,
        Effort(6_000, 200),
        1_400,
    ),
)
