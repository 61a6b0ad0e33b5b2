"""Who is next to whom by what strangers say, and the ways that are made of it."""

from collections.abc import Iterator

from custom_components.mesh_broadcast.protocol import (
    DecodeError,
    Neighbourhood,
    Packet,
    PeerId,
    decode_packet,
)
from custom_components.mesh_broadcast.protocol.neighbourhood import tell
from custom_components.mesh_broadcast.protocol.relay import next_hop
from custom_components.mesh_broadcast.protocol.route_planner import (
    MAX_INTERMEDIATES,
    RoutePlanner,
)
from custom_components.mesh_broadcast.protocol.topology import (
    Edge,
    Vicinity,
    edges,
    is_claimed,
)

from .. import seeds
from ..reader import Reader
from ..target import Effort, Target, require

_PEOPLE = [PeerId(bytes((17 * n,)) * 8) for n in range(16)]
_OWN = _PEOPLE[0]
_MAX_NEIGHBOURS = 10
_MAX_HOPS = 9


def route(data: bytes) -> None:
    """Ask for the next hop of whatever route a packet names."""
    try:
        packet = decode_packet(data)
    except DecodeError:
        return
    hop = next_hop(packet, packet.route[0] if packet.route else _OWN)
    require(hop is None or hop == packet.recipient or hop in packet.route, "no hop")
    hop = next_hop(packet, _OWN)
    require((hop is None) <= (not packet.route or _OWN in packet.route), "it ends")
    require(packet.has_repeated_hop or len(set(packet.route)) == len(packet.route), "")


def topology(data: bytes) -> None:
    """Believe announces of a few people, and plan ways through what they claim."""
    reader = Reader(data)
    now = 100.0
    claims: dict[PeerId, Vicinity] = {}
    planner = RoutePlanner(_OWN)
    while reader:
        choice = reader.byte()
        who = _PEOPLE[choice % 16]
        if choice & 0x10:
            planner.heard(Packet(2, 7, 0, who, b"", version=2))
        told = [_PEOPLE[n] for n in _bits(reader.number(2))][:_MAX_NEIGHBOURS]
        if choice & 0x20:
            told = list(tell(who, told, partial=bool(choice & 0x40)))
        claims[who] = Vicinity(who, tuple(told), now - reader.below(64))
    confirmed = edges(claims.values(), now)
    linked = {peer for peer in _PEOPLE[1:6] if is_claimed(peer, claims.values(), now)}
    for target in _PEOPLE[6:]:
        _check_route(planner.plan(target, linked, confirmed), target, linked, confirmed)
    around = Neighbourhood(_OWN, linked, claims.values(), now)
    for peer in _PEOPLE:
        hops = around.hops(peer)
        require(all(0 <= far <= _MAX_HOPS for far in hops.values()), "beyond the walk")
        for other in around.neighbours(peer):
            require(peer in around.neighbours(other), "next to one, not to the other")


def _check_route(
    path: tuple[PeerId, ...],
    target: PeerId,
    linked: set[PeerId],
    confirmed: frozenset[Edge],
) -> None:
    """Check that a route is one."""
    if not path:
        return
    require(len(path) <= MAX_INTERMEDIATES, "a route that is too long")
    require(path[0] in linked and _OWN not in path, "a route from elsewhere")
    require(len(set(path)) == len(path), "a route in a circle")
    for one, other in zip(path, (*path[1:], target), strict=True):
        require((min(one, other), max(one, other)) in confirmed, "no such link")


def _bits(number: int) -> Iterator[int]:
    """Yield which bits are set."""
    return (n for n in range(16) if number >> n & 1)


def _topologies() -> Iterator[bytes]:
    """Yield a line, a ring and a crowd."""
    line = [(1 << max(n - 1, 0)) | (1 << min(n + 1, 15)) for n in range(16)]
    for shape in (line, [0x3FF] * 16, [0x8001] * 16):
        yield b"".join(
            bytes((0x30 | n,)) + told.to_bytes(2) + b"\0"
            for n, told in enumerate(shape)
        )


TARGETS = (
    Target(
        "route",
        "a source route and who comes next on it",
        route,
        seeds.frames,
        Effort(700, 1, 8 << 20),
        2_300,
    ),
    Target(
        "topology",
        "claims of who is next to whom, and routes through them",
        topology,
        _topologies,
        Effort(20_000, 200),
        256,
        smoke=1_600,
    ),
)
