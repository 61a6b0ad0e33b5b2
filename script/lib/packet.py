"""Print what frames from the air say: a JSON object a line (see script/packet)."""

from binascii import hexlify
from collections.abc import Iterable, Iterator
from dataclasses import fields
import json
import os
from pathlib import Path
import sys
from typing import BinaryIO

# Python is started in isolation, so that nothing in the user's environment gets in;
# both folders go last, because files in them may be called like modules elsewhere.
sys.path += [
    str(Path(__file__).parents[2] / "custom_components" / "mesh_broadcast"),
    str(Path(__file__).parent),
]

from protocol.announce import Announce
from protocol.errors import DecodeError
from protocol.identity import fingerprint_of, peer_id_of
from protocol.message import message_id
from protocol.packet import MAX_FRAME, Packet, PacketType, decode_packet
from protocol.payloads import Payload, decode_payload
from protocol.private_payloads import PrivatePayload
from session_recording import (
    SessionRecording,
    counter_of,
    handshake_number,
    load_keys,
)

# The longest frame with a separator after each byte, and some room for blanks.
MAX_LINE = 3 * MAX_FRAME + 1024

type Value = str | int | bytes | tuple[Value, ...] | dict[str, Value] | None


def main(arguments: list[str], stdin: BinaryIO | None, stdout: BinaryIO | None) -> int:
    """Describe the frames of the arguments, or of the lines of standard input."""
    if stdout is None:
        return 1
    recording = SessionRecording([])
    if arguments[:1] == ["--keys"]:
        try:
            recording = SessionRecording(load_keys(Path(*arguments[1:2])))
        except ValueError as err:
            sys.stderr.write(f"error: {err}\n")
            return 1
        arguments = arguments[2:]
    lines = arguments or ([] if stdin is None else read_lines(stdin))
    try:
        return write_descriptions(lines, stdout, recording)
    except OSError as err:
        # A closed pipe only means that whoever read this has seen enough.
        if not isinstance(err, BrokenPipeError):
            sys.stderr.write(f"error: {err}\n")
        # What is still buffered has nowhere to go, and must not make Python complain
        # when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
        return 1


def read_lines(stdin: BinaryIO) -> Iterator[bytes | None]:
    """Yield each line, None in place of one that is longer than any frame."""
    while line := stdin.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stdin.readline(MAX_LINE)
        yield None


def write_descriptions(
    lines: Iterable[str | bytes | None],
    stdout: BinaryIO,
    recording: SessionRecording,
) -> int:
    """Write an object a line; return 1 if any frame was refused, else 0."""
    status = 0
    for line in lines:
        try:
            description = describe(parse_hex(line), recording)
        except (ValueError, DecodeError) as err:
            description = {"error": str(err)}
            status = 1
        stdout.writelines(json_pieces(description))
        stdout.write(b"\n")
        stdout.flush()
    return status


def parse_hex(line: str | bytes | None) -> bytes:
    """Return a line's bytes; raises `ValueError` for what is not hex."""
    if line is None:
        raise ValueError("line is longer than any frame")
    if isinstance(line, str):
        line = line.encode("ascii", "replace")
    try:
        return bytes.fromhex(line.replace(b":", b"").decode("ascii"))
    except ValueError as err:
        raise ValueError("not a frame in hex") from err


def describe(frame: bytes, recording: SessionRecording) -> dict[str, Value]:
    """Return everything that a frame says; raises `DecodeError` where refused."""
    packet = decode_packet(frame)
    recording.follow(packet)
    return {
        "version": packet.version,
        "type": packet.type,
        "type_name": type_name(packet.type),
        "ttl": packet.ttl,
        "timestamp": packet.timestamp,
        "sender": packet.sender,
        "recipient": packet.recipient,
        "route": packet.route or None,
        "rsr": packet.rsr,
        "compressed": packet.compressed,
        "payload": packet.payload,
        "signature": packet.signature,
        "decoded": describe_payload(packet, recording),
    }


def type_name(packet_type: int) -> str:
    """Return the name that docs/wire.md section 4.1 has for a type."""
    try:
        name: str = PacketType(packet_type).name
    except ValueError:
        return "unknown"
    first, *rest = name.lower().split("_")
    return first + "".join(part.capitalize() for part in rest)


def describe_payload(packet: Packet, recording: SessionRecording) -> Value:
    """Return the parsed payload, None for a type that we do not read.

    A payload that is not what its type demands is shown as its error: the frame itself
    is sound, and nodes relay it.
    """
    try:
        if packet.type == PacketType.NOISE_HANDSHAKE:
            return {"message": handshake_number(packet)}
        if packet.type == PacketType.NOISE_ENCRYPTED:
            return describe_private(packet, recording.open(packet))
        payload = decode_payload(packet)
    except DecodeError as err:
        return {"error": str(err)}
    if payload is None:
        return None
    return {**own_fields(payload), **derived_fields(packet, payload)}


def describe_private(packet: Packet, payload: PrivatePayload | None) -> Value:
    """Return an encrypted packet's counter and, where it could be opened, what it says."""
    counter: dict[str, Value] = {"counter": counter_of(packet)}
    if payload is None:
        return counter
    name = type(payload).__name__
    return counter | {"private": name[0].lower() + name[1:]} | own_fields(payload)


def own_fields(payload: Payload | PrivatePayload) -> dict[str, Value]:
    """Return what the payload carries."""
    if isinstance(payload, str):
        return {"text": payload}
    return {field.name: getattr(payload, field.name) for field in fields(payload)}


def derived_fields(packet: Packet, payload: Payload) -> dict[str, Value]:
    """Return what follows from the payload and helps to tell packets apart."""
    if isinstance(payload, Announce):
        return {
            "peer_id": peer_id_of(payload.noise_key),
            "fingerprint": fingerprint_of(payload.noise_key),
        }
    if isinstance(payload, str) and packet.type == PacketType.MESSAGE:
        message = message_id(packet.sender, packet.timestamp, payload)
        return {"message_id": message}
    return {}


def json_pieces(value: Value) -> Iterator[bytes]:
    """Yield the JSON of a value piece by piece, with bytes as hex.

    The standard encoder looks at each digit of a megabyte of hex, and joins copies of
    it; that alone takes longer than decoding the frame.
    """
    match value:
        case bytes():
            yield b'"'
            yield hexlify(value)
            yield b'"'
        case dict():
            yield b"{"
            for number, (name, item) in enumerate(value.items()):
                yield f"{', ' if number else ''}{json.dumps(name)}: ".encode()
                yield from json_pieces(item)
            yield b"}"
        case tuple():
            yield b"["
            for number, item in enumerate(value):
                yield b", " if number else b""
                yield from json_pieces(item)
            yield b"]"
        case _:
            yield json.dumps(value).encode()


def run() -> int:
    """Serve the command line; either stream may be closed."""
    stdin = None if sys.stdin is None else sys.stdin.buffer
    stdout = None if sys.stdout is None else sys.stdout.buffer
    try:
        return main(sys.argv[1:], stdin, stdout)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run())
