"""The codec: against the least that any decoder does, and against its peers."""

from collections.abc import Sequence
import struct

import bitchat_cli.protocol as cli
import bitchat_protocol as bp

from custom_components.mesh_broadcast.protocol.dedup import Dedup, dedup_key
from custom_components.mesh_broadcast.protocol.packet import (
    Packet,
    decode_packet,
    encode_packet,
    encode_with,
    with_ttl,
)

from .measure import Measure, at_least, at_most
from .race import Contender, calm_runs, highest, lowest
from .workload import bitchat_packets, signed_frames

_unpack_header = struct.Struct(">BBBQBH8s").unpack_from

NOW = 1_000.0


class DisagreementError(RuntimeError):
    """The contenders do not do the same work: there is nothing to compare."""


# -- against the floor


def floor(frames: Sequence[bytes]) -> None:
    """Unpack each header and look it up: what nobody can do without."""
    seen: dict[tuple[bytes, int, int], None] = {}
    for frame in frames:
        _, kind, _, timestamp, _, _, sender = _unpack_header(frame)
        key = (sender, timestamp, kind)
        if key not in seen:
            seen[key] = None


def decode_alone(frames: Sequence[bytes]) -> None:
    """Decode and validate each frame."""
    for frame in frames:
        decode_packet(frame)


def decode_and_look_up(frames: Sequence[bytes]) -> None:
    """Decode and validate each frame, and look it up as the floor does."""
    seen: dict[tuple[bytes, int, int], None] = {}
    for frame in frames:
        packet = decode_packet(frame)
        key = (packet.sender, packet.timestamp, packet.type)
        if key not in seen:
            seen[key] = None


def decode_and_dedup(frames: Sequence[bytes]) -> None:
    """Decode and validate each frame, and ask the node's own dedup cache."""
    dedup = Dedup()
    for frame in frames:
        packet = decode_packet(frame)
        dedup.check(dedup_key(packet), packet, NOW)


def patch(frames: Sequence[bytes]) -> None:
    """Look each frame up as the floor does, and change its TTL."""
    seen: dict[tuple[bytes, int, int], None] = {}
    for frame in frames:
        _, kind, _, timestamp, _, _, sender = _unpack_header(frame)
        key = (sender, timestamp, kind)
        if key not in seen:
            seen[key] = None
            with_ttl(frame, 6)


def against_floor() -> list[Measure]:
    """Measure how often over the node does what nobody can do without."""
    frames = signed_frames()
    results = calm_runs(
        [
            Contender("floor", lambda: floor(frames)),
            Contender("decode", lambda: decode_alone(frames)),
            Contender("look up", lambda: decode_and_look_up(frames)),
            Contender("dedup", lambda: decode_and_dedup(frames)),
            Contender("relay", lambda: patch(frames)),
        ],
        "floor",
    )
    rows = (
        ("b.decode", "decode", "validated decode alone", None),
        (
            "b.decode_lookup",
            "look up",
            "validated decode + dedup in a dict, vs the floor",
            at_most(4, 2.5),
        ),
        (
            "b.decode_dedup",
            "dedup",
            "validated decode + the node's own dedup, vs the floor",
            None,
        ),
        (
            "b.relay",
            "relay",
            "relay fast path (dedup + TTL patch), vs the floor",
            at_most(3, 2),
        ),
    )
    found = []
    for key, name, what, target in rows:
        ratio = lowest(results, name, "floor")
        found.append(Measure(key, what, ratio.value, "x", target, ratio.worst))
    return found


# -- against peers


def round_trip(packets: Sequence[Packet]) -> int:
    """Encode and decode each packet and look it up twice; return the duplicates."""
    seen: set[tuple[bytes, int, int]] = set()
    keys = []
    duplicates = 0
    for packet in packets:
        decoded = decode_packet(encode_with(packet, None))
        key = (decoded.sender, decoded.timestamp, decoded.type)
        keys.append(key)
        if key in seen:
            duplicates += 1
        seen.add(key)
    for key in keys:
        if key in seen:
            duplicates += 1
    return duplicates


def round_trip_deflating(packets: Sequence[Packet]) -> int:
    """Do the same, and try to compress each payload as phones do."""
    seen: set[tuple[bytes, int, int]] = set()
    keys = []
    duplicates = 0
    for packet in packets:
        decoded = decode_packet(encode_packet(packet))
        key = (decoded.sender, decoded.timestamp, decoded.type)
        keys.append(key)
        if key in seen:
            duplicates += 1
        seen.add(key)
    for key in keys:
        if key in seen:
            duplicates += 1
    return duplicates


def round_trip_and_own_dedup(packets: Sequence[Packet]) -> int:
    """Do the same with the cache that the node has, which tells forged copies apart."""
    dedup = Dedup()
    seen = []
    duplicates = 0
    for packet in packets:
        decoded = decode_packet(encode_with(packet, None))
        key = dedup_key(decoded)
        seen.append((key, decoded))
        if dedup.check(key, decoded, NOW):
            duplicates += 1
    for key, decoded in seen:
        if dedup.check(key, decoded, NOW):
            duplicates += 1
    return duplicates


def round_trip_cli(packets: Sequence[cli.BitchatPacket]) -> int:
    """Do the same with bitchat-cli, and with the quickest dedup that there is."""
    seen: set[tuple[bytes, int, int]] = set()
    keys = []
    duplicates = 0
    for packet in packets:
        decoded = cli.BitchatPacket.decode(packet.encode(padding=False))
        key = (decoded.sender_id, decoded.timestamp, decoded.type)
        keys.append(key)
        if key in seen:
            duplicates += 1
        seen.add(key)
    for key in keys:
        if key in seen:
            duplicates += 1
    return duplicates


def round_trip_protocol(packets: Sequence[bp.BitchatPacket]) -> int:
    """Do the same with bitchat-protocol, and with the quickest dedup that there is."""
    seen: set[tuple[bytes, int, int]] = set()
    keys = []
    duplicates = 0
    for packet in packets:
        decoded = bp.decode(bp.encode(packet))
        if decoded is None:
            raise DisagreementError("bitchat-protocol cannot read what it wrote")
        key = (decoded.sender_id, decoded.timestamp, decoded.type)
        keys.append(key)
        if key in seen:
            duplicates += 1
        seen.add(key)
    for key in keys:
        if key in seen:
            duplicates += 1
    return duplicates


def for_cli(packet: Packet) -> cli.BitchatPacket:
    """Return a packet as bitchat-cli has it."""
    return cli.BitchatPacket(
        type=packet.type,
        sender_id=packet.sender,
        timestamp=packet.timestamp,
        payload=packet.payload,
        ttl=packet.ttl,
    )


def for_protocol(packet: Packet) -> bp.BitchatPacket:
    """Return a packet as bitchat-protocol has it."""
    return bp.BitchatPacket(
        version=1,
        type=packet.type,
        ttl=packet.ttl,
        timestamp=packet.timestamp,
        flags=0,
        sender_id=packet.sender,
        payload=packet.payload,
    )


def against_peers() -> list[Measure]:
    """Measure how much quicker the node does what bitchat's own benchmark does."""
    packets = bitchat_packets()
    cli_packets = [for_cli(packet) for packet in packets]
    bp_packets = [for_protocol(packet) for packet in packets]
    for ours, theirs, others in zip(packets, cli_packets, bp_packets, strict=True):
        frame = encode_packet(ours)
        if not frame == theirs.encode(padding=False) == bp.encode(others):
            raise DisagreementError("not the same bytes for the same packet")
    frames = [encode_with(packet, None) for packet in packets]
    results = calm_runs(
        [
            Contender("floor", lambda: floor(frames)),
            Contender("ours", lambda: round_trip(packets)),
            Contender("own dedup", lambda: round_trip_and_own_dedup(packets)),
            Contender("deflating", lambda: round_trip_deflating(packets)),
            Contender("cli", lambda: round_trip_cli(cli_packets)),
            Contender("protocol", lambda: round_trip_protocol(bp_packets)),
        ],
        "floor",
    )
    what = "round trip + dedup, bitchat's workload"
    rows = (
        ("b.roundtrip_cli", "cli", "ours", "vs bitchat-cli", at_least(1.5, 2.5)),
        (
            "b.roundtrip_protocol",
            "protocol",
            "ours",
            "vs bitchat-protocol",
            at_least(10, 17),
        ),
        (
            "b.own_dedup_cli",
            "cli",
            "own dedup",
            "with the node's own cache, vs bitchat-cli",
            None,
        ),
        (
            "b.own_dedup_protocol",
            "protocol",
            "own dedup",
            "with the node's own cache, vs bitchat-protocol",
            None,
        ),
        (
            "b.deflating_protocol",
            "protocol",
            "deflating",
            "trying to compress as phones do, vs bitchat-protocol",
            None,
        ),
    )
    found = []
    for key, peer, subject, how, target in rows:
        ratio = highest(results, peer, subject)
        found.append(
            Measure(key, f"{what}, {how}", ratio.value, "x", target, ratio.worst)
        )
    return found
