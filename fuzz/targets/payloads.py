"""What packets carry, by type."""

from collections.abc import Iterator

from custom_components.mesh_broadcast.protocol import DecodeError, PacketType
from custom_components.mesh_broadcast.protocol.announce import Announce
from custom_components.mesh_broadcast.protocol.file_transfer import FileTransfer
from custom_components.mesh_broadcast.protocol.message import (
    decode_text,
    encode_text,
    leave_note,
    leaves_mesh,
    message_id,
)
from custom_components.mesh_broadcast.protocol.neighbourhood import telling
from custom_components.mesh_broadcast.protocol.ping import Ping
from custom_components.mesh_broadcast.protocol.text import display_name, display_text

from .. import seeds
from ..people import ANNA, BERT, CARL
from ..target import Effort, Target, refused, require

_MAX_TTL = 255


def announce(data: bytes) -> None:
    """Read an announce, and write it again."""
    try:
        found = Announce.decode(data)
    except DecodeError as err:
        refused(err)
        return
    require(Announce.decode(found.encode()) == found, "it does not come back")
    telling(ANNA.peer_id, found.neighbours)
    display_name(found.nickname)


def message(data: bytes) -> None:
    """Read a public message as it is shown and named."""
    try:
        text = decode_text(data)
    except DecodeError as err:
        refused(err)
        return
    require(encode_text(text) == data, "it does not come back")
    message_id(ANNA.peer_id, 0, text)
    display_text(text)


def leave(data: bytes) -> None:
    """Read a goodbye."""
    require(len(leave_note(data)) <= 255, "a note of any length")
    leaves_mesh(data)


def file(data: bytes) -> None:
    """Read a file as far as its content."""
    try:
        found = FileTransfer.decode(data)
    except DecodeError as err:
        refused(err)
        return
    require(len(found.content) == found.size, "a file of another size")


def ping(data: bytes) -> None:
    """Read a ping."""
    try:
        found = Ping.decode(data)
    except DecodeError as err:
        refused(err)
        return
    require(Ping.decode(found.encode()) == found, "it does not come back")
    hops = found.hops(data[-1])
    require(hops is None or 1 <= hops <= _MAX_TTL + 1, "more hops than a TTL has")


def _announces() -> Iterator[bytes]:
    """Yield announces with every field."""
    yield from seeds.of_kind("announce_tlv", "announce_reject")
    yield Announce(
        "Zoë \N{SMILING FACE WITH SUNGLASSES}",
        ANNA.noise_key,
        ANNA.signing_key,
        (BERT.peer_id, CARL.peer_id),
        0x3FF,
        "u33db",
    ).encode()


def _messages() -> Iterator[bytes]:
    """Yield texts."""
    yield from seeds.payloads(PacketType.MESSAGE)
    yield "Grüße, \u202eevil\u202c 你好 \N{FAMILY} a\u0301\u200d".encode()


def _leaves() -> Iterator[bytes]:
    """Yield goodbyes."""
    yield from (b"", b"anna", b"#channel", b"\xff\xfe")


TARGETS = (
    Target(
        "announce",
        "an announce: nickname, keys, neighbours, capabilities",
        announce,
        _announces,
        Effort(3_000, 20),
    ),
    Target(
        "message",
        "a public message: its text, its ID, as it is shown",
        message,
        _messages,
        Effort(300, 40),
        2_048,
    ),
    Target("leave", "a goodbye", leave, _leaves, Effort(50, 0.1)),
    Target(
        "file",
        "a file, read and not kept",
        file,
        lambda: seeds.of_kind("file_tlv"),
        Effort(1_500, 0.1),
    ),
    Target(
        "ping",
        "pings and pongs",
        ping,
        lambda: seeds.payloads(PacketType.PING),
        Effort(50, 0.1),
        64,
    ),
)
