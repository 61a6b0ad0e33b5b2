"""Bytes of a link put together to frames."""

from collections.abc import Iterator

from custom_components.mesh_broadcast.protocol import (
    DecodeError,
    NotificationStreamAssembler,
    decode_packet,
)
from custom_components.mesh_broadcast.protocol.packet import (
    MAX_FRAME,
    MIN_FRAME,
    frame_length,
    trim_frame,
)

from .. import seeds
from ..reader import Reader
from ..target import Effort, Target, require

_VERSIONS = (1, 2)


def stream(data: bytes) -> None:
    """Feed notifications of any length, some of them late."""
    reader = Reader(data)
    assembler = NotificationStreamAssembler()
    now = fed = came = 0.0
    while reader:
        size = reader.byte()
        if size == 255:
            now += reader.byte() / 100
            continue
        chunk = reader.take(size * (8 if size > 200 else 1))
        fed += len(chunk)
        for frame in assembler.feed(chunk, now):
            came += len(frame)
            require(frame[0] in _VERSIONS, "a frame of no version")
            require(MIN_FRAME <= len(frame) <= MAX_FRAME, "a frame of no length")
            require(frame_length(frame) == len(frame), "a frame of another length")
        require(came + len(assembler) <= fed, "more than came")
        require(len(assembler) <= MAX_FRAME, "it keeps more than a frame")
    assembler.clear()
    require(len(assembler) == 0, "cleared and not empty")


def cut_anywhere(data: bytes) -> None:
    """Feed a good frame in pieces: it has to come out whole."""
    reader = Reader(data)
    size = 1 + reader.byte()
    rest = reader.rest()
    try:
        decode_packet(rest)
    except DecodeError:
        return
    frame = trim_frame(rest)
    assembler = NotificationStreamAssembler()
    frames: list[bytes] = []
    for start in range(0, len(frame), size):
        frames += assembler.feed(frame[start : start + size], 0.0)
    require(frames == [frame], "a good frame that does not come out")
    require(assembler.feed(frame, 9.0) == [frame], "it spoils the next one")


def _streams() -> Iterator[bytes]:
    """Yield frames in pieces, padded, and with something in between."""
    for vector in seeds.vectors():
        if vector["kind"] == "stream":
            chunks = [bytes.fromhex(chunk) for chunk in vector["chunks"]]
            yield b"".join(bytes((len(chunk) % 200,)) + chunk for chunk in chunks)
    for frame in seeds.frames():
        yield bytes((len(frame) % 200,)) + frame + b"\xff\x20\x04" + frame[:40]


def _cut() -> Iterator[bytes]:
    """Yield frames with the length to cut them to."""
    for number, frame in enumerate(seeds.frames()):
        yield bytes((number * 7 % 256,)) + frame


TARGETS = (
    Target(
        "stream",
        "notifications of any length put together to frames",
        stream,
        _streams,
        Effort(500, 60),
        2_560,
    ),
    Target(
        "stream-cut",
        "a good frame in pieces comes out whole",
        cut_anywhere,
        _cut,
        Effort(600, 60, 8 << 20),
        2_560,
    ),
)
