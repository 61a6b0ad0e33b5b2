"""Fragments: one by one, and put together in any order."""

from collections.abc import Iterator
from random import Random

from custom_components.mesh_broadcast.protocol import (
    DecodeError,
    Packet,
    PacketType,
    PeerId,
    decode_packet,
)
from custom_components.mesh_broadcast.protocol.errors import EncodeError
from custom_components.mesh_broadcast.protocol.fragments import (
    MAX_FRAGMENTS,
    Fragment,
    split_into_fragments,
)
from custom_components.mesh_broadcast.protocol.packet import trim_frame, with_ttl
from custom_components.mesh_broadcast.protocol.reassembly import (
    MAX_SETS,
    MAX_TOTAL_BYTES,
    SET_LIFETIME,
    FragmentAssembler,
)

from .. import seeds
from ..people import ANNA, BERT, CARL
from ..reader import Reader
from ..target import Effort, Target, refused, require

_SENDERS = (ANNA.peer_id, BERT.peer_id, CARL.peer_id)
_BIG = 40_000


def fragment(data: bytes) -> None:
    """Read a fragment, and write it again."""
    try:
        found = Fragment.decode(data)
    except DecodeError as err:
        refused(err)
        return
    require(found.encode() == data, "it does not come back")


def reassembly(data: bytes) -> None:
    """Collect fragments of a few senders, whatever they claim, while time passes."""
    reader = Reader(data)
    assembler = FragmentAssembler()
    now = 100.0
    while reader:
        match reader.below(8):
            case 0:
                now += reader.byte() / 4
            case 1:
                assembler.drop_link("ab"[reader.below(2)])
            case 2:
                assembler.expire(now)
            case 3:
                require(len(assembler.take_stalled(now)) <= MAX_SETS, "more than sets")
            case choice:
                _add(assembler, reader, now, big=choice == 4)
        expiry = assembler.next_expiry
        require(len(assembler) <= MAX_SETS, "more sets than the bound")
        require(0 <= assembler.total_bytes <= MAX_TOTAL_BYTES, "more bytes than held")
        require((expiry is None) == (len(assembler) == 0), "nothing left to expire")
        require(assembler.total_bytes == 0 or len(assembler), "bytes of nothing")
    assembler.expire(now + SET_LIFETIME)
    require(assembler.total_bytes == 0 == len(assembler), "it keeps what is over")


def _add(
    assembler: FragmentAssembler, reader: Reader, now: float, *, big: bool
) -> None:
    """Give the assembler a fragment."""
    choice = reader.byte()
    head = reader.take(5)
    piece = reader.piece()
    payload = bytes(7) + bytes((choice >> 4,)) + head + piece
    if big:
        payload += bytes(_BIG)
    packet = Packet(
        PacketType.FRAGMENT,
        7,
        0,
        _SENDERS[choice % 3],
        payload,
        recipient=ANNA.peer_id if choice & 8 else None,
    )
    try:
        whole = assembler.add(packet, "ab"[choice >> 2 & 1], now)
    except DecodeError as err:
        refused(err)
        return
    if whole is not None:
        require(whole[2] == 0, "a whole packet that would be relayed")
        require(whole[1] != PacketType.FRAGMENT, "a fragment of a fragment")


def splitting(data: bytes) -> None:
    """Cut a frame for a link, and put it together in another order."""
    reader = Reader(data)
    limit, seed = reader.number(2) % 600, reader.byte()
    frame = reader.rest()
    try:
        original = decode_packet(frame)
    except DecodeError:
        return
    recipient = PeerId(b"somebody") if seed & 1 else None
    try:
        pieces = split_into_fragments(frame, limit, b"12345678", recipient=recipient)
    except EncodeError:
        too_long = len(frame) > 64 * MAX_FRAGMENTS
        require(too_long or original.type == PacketType.FRAGMENT, "it cannot be cut")
        return
    if any(limit >= len(piece) for piece in pieces[:1]):
        require(all(len(piece) <= limit for piece in pieces), "longer than the link")
    Random(seed).shuffle(pieces)
    assembler = FragmentAssembler()
    whole = [assembler.add(decode_packet(piece), "a", 1.0) for piece in pieces]
    require(whole[-1] == with_ttl(trim_frame(frame), 0), "it does not come back")
    require(whole[:-1].count(None) == len(whole) - 1, "whole before its last piece")


def _sequences() -> Iterator[bytes]:
    """Yield trains of fragments, one of them complete."""
    whole = next(seeds.of_kind("fragment_set", key="whole"))
    pieces = [whole[i : i + 200] for i in range(0, len(whole), 200)]
    total = bytes((0, len(pieces)))
    yield b"".join(
        bytes((5, 0, 0, i)) + total + b"\x02" + bytes((len(piece),)) + piece
        for i, piece in enumerate(pieces)
    )
    yield bytes((4, 0, 0, 0, 0, 9, 2, 1, 7, 0, 200, 2, 3, 1, 0))


def _frames() -> Iterator[bytes]:
    """Yield frames, each with a limit and an order."""
    for number, frame in enumerate(seeds.frames()):
        yield (40 + 23 * number).to_bytes(2) + bytes((number,)) + frame


TARGETS = (
    Target(
        "fragment",
        "one fragment",
        fragment,
        lambda: seeds.of_kind("fragment_payload", "fragment_reject"),
        Effort(60, 0.1),
    ),
    Target(
        "reassembly",
        "fragments in any order, from several senders, over time",
        reassembly,
        _sequences,
        Effort(500, 400, 12 << 20),
        2_304,
    ),
    Target(
        "splitting",
        "cutting a frame for a link, and putting it together",
        splitting,
        _frames,
        Effort(4_000, 60, 8 << 20),
        2_304,
    ),
)
