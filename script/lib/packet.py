"""Print what frames from the air say: a JSON object a line (see script/packet)."""

from binascii import hexlify
from collections.abc import Iterable, Iterator
from dataclasses import fields
import json
import os
from pathlib import Path
import sys
from typing import BinaryIO

sys.path.append(str(Path(__file__).parents[2] / "custom_components" / "mesh_broadcast"))

from protocol.announce import Announce
from protocol.errors import DecodeError
from protocol.identity import fingerprint_of, peer_id_of
from protocol.message import message_id
from protocol.packet import MAX_FRAME, Packet, PacketType, decode_packet
from protocol.payloads import Payload, decode_payload

# The longest frame with a separator after each byte, and some room for blanks.
MAX_LINE = 3 * MAX_FRAME + 1024

type Value = str | int | bytes | tuple[Value, ...] | dict[str, Value] | None


def main(arguments: list[str], stdin: BinaryIO | None, stdout: BinaryIO | None) -> int:
    """Describe the frames of the arguments, or of the lines of standard input."""
    if stdout is None:
        return 1
    lines = arguments or ([] if stdin is None else read_lines(stdin))
    try:
        return write_descriptions(lines, stdout)
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


def write_descriptions(lines: Iterable[str | bytes | None], stdout: BinaryIO) -> int:
    """Write an object a line; return 1 if any frame was refused, else 0."""
    status = 0
    for line in lines:
        try:
            description = describe(parse_hex(line))
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


def describe(frame: bytes) -> dict[str, Value]:
    """Return everything that a frame says; raises `DecodeError` where refused."""
    packet = decode_packet(frame)
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
        "decoded": describe_payload(packet),
    }


def type_name(packet_type: int) -> str:
    """Return the name that docs/wire.md section 4.1 has for a type."""
    try:
        name: str = PacketType(packet_type).name
    except ValueError:
        return "unknown"
    first, *rest = name.lower().split("_")
    return first + "".join(part.capitalize() for part in rest)


def describe_payload(packet: Packet) -> Value:
    """Return the parsed payload, None for a type that we do not read.

    A payload that is not what its type demands is shown as its error: the frame itself
    is sound, and nodes relay it.
    """
    try:
        payload = decode_payload(packet)
    except DecodeError as err:
        return {"error": str(err)}
    if payload is None:
        return None
    return {**own_fields(payload), **derived_fields(packet, payload)}


def own_fields(payload: Payload) -> dict[str, Value]:
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
