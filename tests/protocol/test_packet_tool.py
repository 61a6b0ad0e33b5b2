"""`script/packet`: what it prints, and that nothing stops it."""

import importlib.util
import io
import json
from pathlib import Path
import random
import re
from shlex import quote
import subprocess
import time
import tracemalloc
from types import ModuleType

from protocol.deflate import MAX_PAYLOAD, deflate
from protocol.identity import Identity
from protocol.packet import Packet, PacketType, encode_packet, encode_with
import pytest

from .vectors import file_in_use, load

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "script" / "packet"
MAX_SECONDS = 0.020
HELLO = "01020700000199c82cc07b00000a010203040506070868656c6c6f206d657368"


def load_tool() -> ModuleType:
    """Import the program, which is no module of a package."""
    path = ROOT / "script" / "lib" / "packet.py"
    spec = importlib.util.spec_from_file_location("packet_tool", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool()


def describe(*arguments: str, stdin: bytes = b"") -> tuple[list[dict], int]:
    """Return the objects that the tool prints, and its exit status."""
    output = io.BytesIO()
    status = tool.main(list(arguments), io.BytesIO(stdin), output)
    return [json.loads(line) for line in output.getvalue().splitlines()], status


def test_a_frame_is_described_whole():
    described, status = describe(HELLO)

    assert status == 0
    assert described == [
        {
            "version": 1,
            "type": 2,
            "type_name": "message",
            "ttl": 7,
            "timestamp": 1760000000123,
            "sender": "0102030405060708",
            "recipient": None,
            "route": None,
            "rsr": False,
            "compressed": False,
            "payload": b"hello mesh".hex(),
            "signature": None,
            "decoded": {
                "text": "hello mesh",
                "message_id": described[0]["decoded"]["message_id"],
            },
        }
    ]


def test_every_vector_that_is_a_frame_is_described_or_refused():
    frames = [
        vector
        for vector in load(file_in_use())
        if vector["kind"] in ("packet", "packet_decode", "packet_reject", "signature")
    ]
    lines = "".join(f"{vector['hex']}\n" for vector in frames).encode()

    described, status = describe(stdin=lines)

    assert status == 1
    assert len(described) == len(frames)
    for vector, shown in zip(frames, described, strict=True):
        if vector["kind"] == "packet_reject":
            assert list(shown) == ["error"]
        else:
            assert {name: shown[name] for name in vector["fields"]} == vector["fields"]


@pytest.mark.parametrize(
    ("kind", "packet_type"),
    [
        ("announce_tlv", PacketType.ANNOUNCE),
        ("fragment_payload", PacketType.FRAGMENT),
        ("request_sync", PacketType.REQUEST_SYNC),
        ("file_tlv", PacketType.FILE_TRANSFER),
    ],
)
def test_known_payloads_are_parsed(kind, packet_type):
    for vector in load(file_in_use()):
        if vector["kind"] != kind:
            continue
        packet = Packet(packet_type, 7, 1, b"authorID", bytes.fromhex(vector["hex"]))
        described, _ = describe(encode_packet(packet).hex())
        parsed = described[0]["decoded"]
        for name, value in vector.items():
            if name in parsed:
                assert parsed[name] == value


def test_an_announce_shows_the_identity_that_follows_from_it():
    vector = next(
        item for item in load(file_in_use()) if item["kind"] == "announce_tlv"
    )
    identity = Identity(bytes(range(1, 33)), bytes(32))
    packet = Packet(1, 7, 1, identity.peer_id, bytes.fromhex(vector["hex"]))

    described, _ = describe(encode_packet(packet).hex())

    parsed = described[0]["decoded"]
    assert parsed["noise_key"] == identity.noise_key.hex()
    assert parsed["peer_id"] == identity.peer_id.hex()
    assert parsed["fingerprint"] == identity.fingerprint


def test_names_are_those_of_the_specification():
    table = (ROOT / "docs" / "wire.md").read_text(encoding="utf-8")

    for packet_type in PacketType:
        row = rf"\| 0x{packet_type:02X} \| {tool.type_name(packet_type)}\b"
        assert re.search(row, table)
    assert tool.type_name(0x7F) == "unknown"


def test_a_payload_that_does_not_parse_leaves_the_frame_readable():
    packet = Packet(PacketType.ANNOUNCE, 7, 1, b"authorID", b"no announce")

    described, status = describe(encode_packet(packet).hex())

    assert status == 0
    assert list(described[0]["decoded"]) == ["error"]
    assert described[0]["payload"] == b"no announce".hex()


def test_blanks_and_colons_between_digits_do_not_matter():
    spaced = " ".join(HELLO[place : place + 2] for place in range(0, len(HELLO), 2))
    colons = spaced.replace(" ", ":").upper()

    plain, spacious, loud = describe(HELLO, f" {spaced} ", colons)[0]

    assert plain == spacious == loud


@pytest.mark.parametrize(
    "line",
    [b"", b"zz", b"0", b"\xff\xfe", "ä".encode(), b"\0", b"01" * 100, b"-1", b"0x01"],
)
def test_a_line_that_is_no_frame_gives_an_error_and_the_rest_goes_on(line):
    described, status = describe(stdin=line + b"\n" + HELLO.encode() + b"\r\n")

    assert status == 1
    assert list(described[0]) == ["error"]
    assert described[1]["type"] == 2


def test_an_argument_that_is_no_text_gives_an_error():
    described, status = describe("\udcff", "Ä")

    assert [list(item) for item in described] == [["error"], ["error"]]
    assert status == 1


def test_an_endless_line_gives_one_error_and_the_rest_goes_on():
    endless = b"00" * tool.MAX_LINE + b"\n"

    described, status = describe(stdin=endless + HELLO.encode())

    assert status == 1
    assert [next(iter(item)) for item in described] == ["error", "version"]


def test_no_input_is_no_output():
    assert describe() == ([], 0)
    assert tool.main([], None, io.BytesIO()) == 0
    assert tool.main([HELLO], None, None) == 1


class _Mutator:
    """Makes frames as an attacker would, the same ones in every run."""

    def __init__(self) -> None:
        self.random = random.Random(20)
        self.valid = [
            bytes.fromhex(vector["hex"])
            for vector in load(file_in_use())
            if vector["kind"] in ("packet", "packet_decode", "signature")
        ]

    def frame(self) -> bytes:
        rng = self.random
        if rng.random() < 0.25:
            return rng.randbytes(rng.randrange(600))
        frame = bytearray(rng.choice(self.valid))
        for _ in range(rng.randrange(1, 8)):
            match rng.randrange(4):
                case 0 if frame:
                    frame[rng.randrange(len(frame))] = rng.randrange(256)
                case 1 if frame:
                    frame[rng.randrange(min(len(frame), 40))] ^= 1 << rng.randrange(8)
                case 2:
                    del frame[rng.randrange(len(frame) + 1) :]
                case _:
                    place = rng.randrange(len(frame) + 1)
                    frame[place:place] = rng.randbytes(rng.randrange(9))
        return bytes(frame)


def slow_frames() -> dict[str, bytes]:
    """Return small frames that inflate to as much work as they can."""
    entries = b"\x01\x00" * (MAX_PAYLOAD // 2)
    text = "ü\u202e\0\n".encode() * (MAX_PAYLOAD // 7)
    content = (1 << 20).to_bytes(4)
    file = b"\x02\x00\x04" + content + b"\x04" + content + bytes(1 << 20)
    payloads = {
        "announce": (PacketType.ANNOUNCE, entries),
        "text": (PacketType.MESSAGE, b"a" * MAX_PAYLOAD),
        "escaped text": (PacketType.MESSAGE, text),
        "not UTF-8": (PacketType.LEAVE, b"\xff" * MAX_PAYLOAD),
        "request": (PacketType.REQUEST_SYNC, bytes(MAX_PAYLOAD)),
        "fragment": (
            PacketType.FRAGMENT,
            bytes(9) + b"\0\0\1\2" + b"x" * (MAX_PAYLOAD - 13),
        ),
        "file": (PacketType.FILE_TRANSFER, file),
        "unknown": (0x7F, bytes(MAX_PAYLOAD)),
    }
    return {
        name: encode_with(
            Packet(packet_type, 7, 1, b"authorID", payload, version=2),
            deflate(payload, 9),
        )
        for name, (packet_type, payload) in payloads.items()
    }


def seconds(line: str) -> float:
    """Return the processor time that one frame takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        started = time.thread_time()
        tool.main([line], None, io.BytesIO())
        best = min(best, time.thread_time() - started)
        if best < MAX_SECONDS / 4:
            break
    return best


def test_10_000_random_and_mutated_frames_are_quick_and_leave_nothing_behind():
    mutator = _Mutator()
    slowest = 0.0
    before = 0
    tracemalloc.start()
    try:
        for number in range(10_000):
            if number == 2_000:
                before, _ = tracemalloc.get_traced_memory()
            slowest = max(slowest, seconds(mutator.frame().hex()))
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert slowest < MAX_SECONDS
    assert after - before < 32_768


@pytest.mark.parametrize(
    "frame", [pytest.param(frame, id=name) for name, frame in slow_frames().items()]
)
def test_the_costliest_frames_stay_within_the_limit(frame):
    spent = seconds(frame.hex())

    assert spent < MAX_SECONDS


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [SCRIPT, *arguments], input=stdin, capture_output=True, timeout=60, check=False
    )


def test_the_command_reads_arguments_or_standard_input():
    by_argument = run(HELLO, "00")
    by_stdin = run(stdin=f"{HELLO}\n00\n".encode())

    assert by_argument.returncode == by_stdin.returncode == 1
    assert by_argument.stdout == by_stdin.stdout
    assert by_argument.stderr == by_stdin.stderr == b""
    assert run(HELLO).returncode == 0


def test_the_command_ends_quietly_when_nobody_reads_on():
    piped = subprocess.run(
        f"yes {HELLO} | {quote(str(SCRIPT))} | head -n 2",
        shell=True,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert len(piped.stdout.splitlines()) == 2
    assert piped.stderr == b""


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_the_command_survives_closed_streams(redirection):
    closed = subprocess.run(
        f"{quote(str(SCRIPT))} {HELLO} {redirection}",
        shell=True,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert b"Traceback" not in closed.stderr
    assert closed.returncode in (0, 1)


def test_the_command_says_how_it_is_used():
    assert b"usage: script/packet [--keys FILE] [HEX ...]" in run("--help").stdout


def recorded_session() -> tuple[list[bytes], dict[str, dict[str, str]]]:
    """Return a session of the vectors as frames, and the keys of both sides."""
    [vector] = [v for v in load(file_in_use()) if v["kind"] == "noise_xx_bitchat"]
    keys = {
        side: {
            "noise_priv": vector[f"{side}_static"],
            "eph": vector[f"{side}_ephemeral"],
        }
        for side in ("init", "resp")
    }
    first, second = (
        Identity(bytes.fromhex(side["noise_priv"]), bytes(32)).peer_id
        for side in keys.values()
    )

    def frame(kind: PacketType, payload: str, *, forth: bool) -> bytes:
        sender, recipient = (first, second) if forth else (second, first)
        return encode_packet(
            Packet(kind, 7, 1, sender, bytes.fromhex(payload), recipient=recipient),
            padded=True,
        )

    frames = [
        frame(PacketType.NOISE_HANDSHAKE, message, forth=number != 1)
        for number, message in enumerate(vector["handshake"])
    ]
    for direction, forth in (
        ("initiator_to_responder", True),
        ("responder_to_initiator", False),
    ):
        frames += [
            frame(PacketType.NOISE_ENCRYPTED, message["wire"], forth=forth)
            for message in vector[direction]
        ]
    return frames, keys


@pytest.mark.parametrize("known", [("init", "resp"), ("init",), ("resp",)])
def test_the_keys_of_a_side_decrypt_a_recorded_session(tmp_path, known):
    frames, keys = recorded_session()
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({side: keys[side] for side in known}))
    # Relays send copies; they are no reason to lose the session.
    frames = [copy for frame in frames for copy in (frame, frame)]

    described, status = describe("--keys", str(file), *(f.hex() for f in frames))

    assert status == 0
    decoded = [line["decoded"] for line in described[::2]]
    assert decoded == [line["decoded"] for line in described[1::2]]
    assert [line["message"] for line in decoded[:3]] == [1, 2, 3]
    states = [line for line in decoded if line.get("private", "").endswith("State")]
    assert len(states) == 2, "each side proves its signing key"
    assert all(len(state["signing_key"]) == 64 for state in states)


def test_without_keys_a_session_keeps_its_secrets():
    frames, _ = recorded_session()

    described, status = describe(*(frame.hex() for frame in frames))

    assert status == 0
    assert [line["decoded"] for line in described[3:5]] == [
        {"counter": 0},
        {"counter": 1},
    ]


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": {"eph": "00"}}'])
def test_keys_that_are_none_are_an_error(tmp_path, content):
    file = tmp_path / "keys.json"
    file.write_text(content)

    refused = run("--keys", str(file), HELLO)

    assert refused.returncode == 1
    assert b"no keys in" in refused.stderr
    assert b"Traceback" not in refused.stderr
    assert b"Traceback" not in run("--keys").stderr
