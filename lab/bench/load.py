"""A node under load: how long one call holds the event loop, and what it verifies.

The load is the same in each run, call by call, so the cheapest of several runs is what
a call costs when nobody disturbs it; the dearest call of all is what counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from statistics import median
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from custom_components.mesh_broadcast.protocol import (
    Event,
    FrameReceived,
    Identity,
    Instant,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    Tick,
)
from custom_components.mesh_broadcast.protocol.announce import Announce
from custom_components.mesh_broadcast.protocol.fragments import split_into_fragments
from custom_components.mesh_broadcast.protocol.packet import (
    MAX_TTL,
    Packet,
    PacketType,
    encode_packet,
    with_ttl,
)
from custom_components.mesh_broadcast.protocol.request_sync import (
    RequestSync,
    SyncTypes,
)
from custom_components.mesh_broadcast.protocol.signature import sign, signed_bytes

from .checks import counted_checks
from .measure import Measure, at_most
from .workload import EPOCH_MS, identity, message

LINKS = 7
PEERS = 100
PACKETS_PER_S = 700
SECONDS = 60
RUNS = 3
HOSTILE_SECONDS = 10

SYNC_EVERY_S = 15
"""How often each phone at a link asks for what it missed."""

# Section 6 (d) of the targets: 5 ms and 2 ms for the longest call, 1 ms for p99.9,
# where a verification takes 85 us; and no more than eight verifications in one call.
MUST, MOON, MUST_999 = 5_000 / 85, 2_000 / 85, 1_000 / 85
MAX_CHECKS = 8


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event of the script, and when it happens."""

    at: float
    event: Event


@dataclass(slots=True)
class Call:
    """What one call cost in the cheapest of all runs."""

    what: str
    cost: int
    checks: int


@dataclass(slots=True)
class Script:
    """Sixty seconds of a dense neighbourhood, seen from one node."""

    seconds: int = SECONDS
    forged: bool = False
    people: list[Identity] = field(
        default_factory=lambda: [identity(f"person {n}") for n in range(PEERS)]
    )
    _random: Random = field(default_factory=lambda: Random(7))
    _time: float = 500.0

    def links(self) -> list[Arrival]:
        """Return how the links come up."""
        return [
            Arrival(
                self._time,
                LinkUp(_link(n), LinkRole.CENTRAL, f"address {n}", 509),
            )
            for n in range(LINKS)
        ]

    def acquaintance(self) -> Iterator[Arrival]:
        """Yield the first announce of everybody: neighbours, then the others."""
        for number in range(PEERS):
            ttl = MAX_TTL if number < LINKS else MAX_TTL - 2
            yield self._heard(number % LINKS, self._announce(number, ttl))
            self._time += 0.6

    def burst(self) -> Iterator[Arrival]:
        """Yield the burst: each packet comes over every link, one after the other."""
        step = 1 / PACKETS_PER_S
        unique = PACKETS_PER_S * self.seconds // LINKS
        for count in range(unique):
            if count % (PACKETS_PER_S // LINKS * SYNC_EVERY_S) == 0:
                yield from self._requests()
            frame = self._packet(count)
            first = self._random.randrange(LINKS)
            for copy in range(LINKS):
                ttl = MAX_TTL - 1 - copy % 3
                yield self._heard((first + copy) % LINKS, with_ttl(frame, ttl))
                self._time += step

    @property
    def unix_ms(self) -> int:
        """Return the time as packets carry it."""
        return EPOCH_MS + round(self._time * 1000)

    def _packet(self, count: int) -> bytes:
        """Return the next packet: seven of ten are chat."""
        sender = self._random.randrange(PEERS)
        if self.forged:
            return self._forgery(sender, count)
        match count % 10:
            case 0:
                return self._announce(sender, MAX_TTL)
            case 1:
                return self._sealed(sender)
            case 2:
                return self._fragment(sender)
            case _:
                text = f"message {count} of {sender}, and how are you all?"
                return encode_packet(
                    message(self.people[sender], self.unix_ms + count % 5, text)
                )

    def _announce(self, number: int, ttl: int) -> bytes:
        """Return an announce with ten neighbours, as a phone in a crowd sends it."""
        who = self.people[number]
        neighbours = tuple(
            self.people[(number + step) % PEERS].peer_id for step in range(1, 11)
        )
        payload = Announce(
            f"person {number}", who.noise_key, who.signing_key, neighbours
        ).encode()
        packet = Packet(PacketType.ANNOUNCE, ttl, self.unix_ms, who.peer_id, payload)
        return encode_packet(sign(packet, who))

    def _sealed(self, sender: int) -> bytes:
        """Return what one person says to another in confidence."""
        return encode_packet(
            Packet(
                PacketType.NOISE_ENCRYPTED,
                MAX_TTL,
                self.unix_ms,
                self.people[sender].peer_id,
                self._random.randbytes(120),
                recipient=self.people[(sender + 1) % PEERS].peer_id,
            )
        )

    def _fragment(self, sender: int) -> bytes:
        """Return the first piece of something long."""
        long = message(
            self.people[sender], self.unix_ms, self._random.randbytes(400).hex()
        )
        set_id = self._random.randbytes(8)
        return split_into_fragments(encode_packet(long), 300, set_id)[0]

    def _forgery(self, sender: int, count: int) -> bytes:
        """Return what nobody signed, and is dear to check: it may be compressed."""
        real = message(
            self.people[sender], self.unix_ms, f"forgery {count} " + "of a kind " * 12
        )
        return encode_packet(replace(real, signature=self._random.randbytes(64)))

    def _requests(self) -> Iterator[Arrival]:
        """Yield how every neighbour asks for all that there is."""
        for number in range(LINKS):
            who = self.people[number]
            everything = SyncTypes.ANNOUNCE | SyncTypes.MESSAGE
            request = RequestSync(p=7, m=1, data=b"", types=everything)
            packet = Packet(
                PacketType.REQUEST_SYNC, 0, self.unix_ms, who.peer_id, request.encode()
            )
            yield self._heard(number, encode_packet(sign(packet, who)))

    def _heard(self, link: int, frame: bytes) -> Arrival:
        """Return how a frame comes over a link."""
        return Arrival(self._time, FrameReceived(_link(link), frame, -60))


def play(arrivals: list[Arrival], quiet: int) -> tuple[MeshEngine, list[Call]]:
    """Play a script to a new node; measure the calls but the first `quiet` of them."""
    engine = MeshEngine(identity("node"), MeshSettings("node"), Random(3))
    calls: list[Call] = []

    def call(event: Event, at: float) -> None:
        """Make one call and measure it."""
        now = Instant(at, EPOCH_MS + round(at * 1000))
        before = checks.count
        started = time.thread_time_ns()
        engine.handle(event, now)
        cost = time.thread_time_ns() - started
        calls.append(Call(type(event).__name__, cost, checks.count - before))

    begun = 0
    with counted_checks() as checks:
        for number, arrival in enumerate(arrivals):
            while (due := engine.next_deadline()) is not None and due <= arrival.at:
                call(Tick(), due)
            if number == quiet:
                begun = len(calls)
            call(arrival.event, arrival.at)
    return engine, calls[begun:]


def cheapest(script_of: Script) -> tuple[MeshEngine, list[Call]]:
    """Play a script several times; return the last node, and each call's least cost."""
    script = [*script_of.links(), *script_of.acquaintance()]
    quiet = len(script)
    script += script_of.burst()
    engine, best = play(script, quiet)
    for _ in range(RUNS - 1):
        engine, calls = play(script, quiet)
        for kept, call in zip(best, calls, strict=True):
            kept.cost = min(kept.cost, call.cost)
    return engine, best


def verification_cost() -> int:
    """Return the nanoseconds that one Ed25519 verification takes `cryptography` here.

    The node uses PyNaCl, which is quicker; the targets were set in these.
    """
    who = identity("somebody")
    key = Ed25519PublicKey.from_public_bytes(who.signing_key)
    packet = message(who, EPOCH_MS, "hello mesh, and how are you all?")
    covered = signed_bytes(packet)
    signature = packet.signature or b""
    best = 1 << 62
    for _ in range(300):
        started = time.thread_time_ns()
        key.verify(signature, covered)
        best = min(best, time.thread_time_ns() - started)
    return best


def _link(number: int) -> LinkId:
    """Return the name of a link."""
    return LinkId(f"link {number}")


def event_loop() -> list[Measure]:
    """Measure how long one call holds the event loop in a dense neighbourhood."""
    unit = verification_cost()
    engine, calls = cheapest(Script())
    statistics = engine.statistics
    costs = sorted(call.cost / unit for call in calls)
    longest = max(calls, key=lambda call: call.cost)
    frames = len([call for call in calls if call.what == FrameReceived.__name__])
    load = f"{PACKETS_PER_S}/s over {LINKS} links for {SECONDS} s, {PEERS} peers"
    _, hostile = cheapest(Script(seconds=HOSTILE_SECONDS, forged=True))
    dearest = max(call.cost for call in hostile) / unit
    return [
        Measure(
            "d.longest",
            f"longest single call ({load})",
            costs[-1],
            "verifications",
            at_most(MUST, MOON),
            note=f"a {longest.what} with {longest.checks} checks",
        ),
        Measure(
            "d.p999",
            "99.9 % of the calls stay below",
            costs[int(len(costs) * 0.999)],
            "verifications",
            at_most(MUST_999),
        ),
        Measure("d.median", "a call, median", median(costs), "verifications"),
        Measure(
            "d.checks",
            "most signature checks in one call",
            max(call.checks for call in calls),
            "",
            at_most(MAX_CHECKS),
            exact=True,
        ),
        Measure("d.frames", "frames in that load", frames, "", exact=True),
        Measure("d.peers", "peers known at its end", len(engine.peers), "", exact=True),
        Measure(
            "d.delivered",
            "messages shown in it",
            statistics.delivered,
            "",
            exact=True,
        ),
        Measure(
            "d.hostile_longest",
            f"longest single call under {PACKETS_PER_S} forgeries/s",
            dearest,
            "verifications",
            at_most(MUST, MOON),
        ),
        Measure(
            "d.hostile_checks",
            "most signature checks in one call under forgeries",
            max(call.checks for call in hostile),
            "",
            at_most(MAX_CHECKS),
            exact=True,
        ),
    ]
