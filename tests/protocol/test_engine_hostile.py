"""Whatever arrives, the engine stands: bounded, quiet, and still useful."""

from dataclasses import replace
import gc
import tracemalloc

from hypothesis import given, settings, strategies as st
from protocol import (
    MAX_ATT_VALUE,
    BlockedPeerError,
    DropReason,
    Event,
    FrameReceived,
    FramesDropped,
    Identity,
    Instant,
    LinkDown,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    LinkUp,
    MeshEngine,
    PacketType,
    PeerId,
    SendFrame,
    SendLimitError,
    Tick,
    UnknownPeerError,
    decode_packet,
    dedup,
    encode_packet,
    sync,
)
from protocol.announce import Announce
from protocol.packet import MAX_TTL, Packet, as_sync_answer
from protocol.peers import PEER_CAPACITY
from protocol.rate_limit import NODE_UNVERIFIED_RELAYS
from protocol.signature import sign
import pytest

from .bench import Bench, sent, texts
from .mesh import identity
from .strategies import hostile_frames, packets

LINKS = [LinkId(f"l{i}") for i in range(4)]
NAMES = ["Anna", "Bert", "Carl"]

links = st.sampled_from(LINKS)
events = st.one_of(
    st.builds(
        LinkUp,
        links,
        st.sampled_from(LinkRole),
        st.sampled_from(["aa", "bb"]),
        st.integers(-5, 600),
        st.booleans(),
    ),
    st.builds(LinkDown, links),
    st.builds(LinkLimitChanged, links, st.integers(-5, 600)),
    st.builds(FrameReceived, links, hostile_frames, st.none() | st.integers(-127, 20)),
    st.builds(FramesDropped, links, st.integers(0, 9)),
    st.just(Tick()),
)


@st.composite
def plausible(draw) -> Packet:
    """Return a packet that gets past the first checks: fresh, from somebody known."""
    packet = draw(packets(st.binary(max_size=120)))
    who = identity(draw(st.sampled_from([*NAMES, "bench"])))
    kind = draw(st.sampled_from([*PacketType, 0xEE]))
    payload = draw(
        st.sampled_from(
            [
                packet.payload,
                Announce("x", who.noise_key, who.signing_key).encode(),
                b"12345678" + bytes([0, 0, 0, 1, 2]) + packet.payload,
                bytes.fromhex("010001070200040000008003000400112233"),
                who.noise_key,
                bytes(range(96)),
                bytes(4) + packet.payload,
            ]
        )
    )
    packet = replace(
        packet,
        type=kind,
        sender=who.peer_id,
        payload=payload,
        ttl=draw(st.integers(0, 8)),
    )
    if draw(st.booleans()):
        packet = replace(packet, recipient=identity("bench").peer_id)
    return packet


steps = st.lists(
    st.one_of(
        events,
        st.tuples(links, plausible(), st.booleans(), st.integers(-130_000, 130_000)),
        st.floats(0, 40),
        st.sampled_from(
            [
                "say",
                "announce",
                "leave",
                "forget",
                "write",
                "ping",
                "block",
                "unblock",
                "verify",
                "read",
            ]
        ),
    ),
    max_size=30,
)


def check_effects(bench: Bench, effects: list[object]) -> None:
    """Check that what the engine wants sent can be sent."""
    for effect in effects:
        if isinstance(effect, SendFrame):
            packet = decode_packet(effect.frame)
            assert packet.ttl <= MAX_TTL
            assert effect.links
            for link in effect.links:
                assert len(effect.frame) <= bench.engine.links[link].limit


@settings(max_examples=300)
@given(steps)
def test_nothing_that_happens_makes_it_raise_or_run_hot(steps):
    bench = Bench()
    for name, link in zip(NAMES, LINKS, strict=False):
        bench.up(link)
        bench.receive(link, bench.announce(name))
    for step in steps:
        match step:
            case float():
                ticks = 0
                end = bench.time + step
                while (due := bench.engine.next_deadline()) is not None and due <= end:
                    bench.time = max(bench.time, due)
                    check_effects(bench, bench.handle(Tick()))
                    ticks += 1
                    assert ticks < 5000
                bench.time = end
            case str():
                check_effects(bench, command(bench, step))
            case (link, packet, signed, offset):
                packet = replace(packet, timestamp=bench.now().unix_ms + offset)
                if signed:
                    who = next(
                        identity(name)
                        for name in [*NAMES, "bench"]
                        if identity(name).peer_id == packet.sender
                    )
                    packet = sign(packet, who)
                check_effects(bench, bench.receive(link, packet))
            case _:
                check_effects(bench, bench.handle(step))
    assert bench.engine.statistics.signature_checks <= len(steps) * 2 + 3


def command(bench: Bench, name: str) -> list[object]:
    """Give the engine one of its commands."""
    now = bench.now()
    match name:
        case "say":
            return list(bench.engine.broadcast("hello " * 30, now)[1])
        case "announce":
            return list(bench.engine.announce(now))
        case "leave":
            return list(bench.engine.leave(now))
    return private_command(bench.engine, name, identity("Anna").peer_id, now)


def private_command(
    engine: MeshEngine, name: str, anna: PeerId, now: Instant
) -> list[object]:
    """Give the engine a command about somebody, who may not be known just then."""
    try:
        match name:
            case "write":
                return list(engine.send_private(anna, "hello " * 90, now)[1])
            case "ping":
                return list(engine.ping(anna, now)[1])
            case "block" | "unblock":
                blocked = name == "block"
                return list(engine.set_blocked(anna, now, blocked=blocked))
            case "verify":
                return list(engine.set_verified(anna, now, verified=True))
            case "read":
                return list(engine.send_read_receipts(anna, ["A", ""], now))
    except UnknownPeerError, BlockedPeerError, SendLimitError:
        return []
    return list(engine.forget_peer(anna, now))


@settings(max_examples=300)
@given(st.lists(hostile_frames, min_size=1, max_size=20))
def test_every_hostile_frame_is_counted_or_passed_on_for_others_to_judge(frames):
    bench = Bench()
    link = bench.up("link")

    for frame in frames:
        before = sum(bench.engine.statistics.dropped.values())
        effects = bench.receive(link, frame)
        assert texts(effects) == []
        if sum(bench.engine.statistics.dropped.values()) == before:
            packet = decode_packet(frame)
            assert packet.type not in {
                PacketType.ANNOUNCE,
                PacketType.MESSAGE,
                PacketType.LEAVE,
                PacketType.REQUEST_SYNC,
            }
    assert not bench.engine.peers


def forged_messages(bench: Bench, number: int) -> bytes:
    """Return messages of nobody, each another."""
    packet = bench.packet(PacketType.MESSAGE, "Mallory", b"%d" % number, signed=False)
    return encode_packet(
        replace(packet, sender=number.to_bytes(8), signature=bytes(64))
    )


def forged_of_anna(bench: Bench, number: int) -> bytes:
    """Return messages of a known sender with a broken signature, each another."""
    packet = bench.packet(PacketType.MESSAGE, "Anna", b"%d" % number, signed=False)
    return encode_packet(replace(packet, signature=bytes(64)))


def strange_types(bench: Bench, number: int) -> bytes:
    """Return packets of types that we do not know."""
    return encode_packet(
        bench.packet(0x40 + number % 64, "Mallory", b"%d" % number, signed=False)
    )


def open_fragment_sets(bench: Bench, number: int) -> bytes:
    """Return first fragments whose others never come."""
    payload = number.to_bytes(8) + bytes([0, 0, 0, 9, 2]) + bytes(300)
    return encode_packet(
        bench.packet(PacketType.FRAGMENT, "Mallory", payload, signed=False)
    )


def pseudo_history(bench: Bench, number: int) -> bytes:
    """Return answers to requests, old and unreadable."""
    return as_sync_answer(forged_messages(bench, number))


@pytest.fixture
def small_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what is kept for a time small enough to be filled in a test."""
    monkeypatch.setattr(dedup, "DEDUP_CAPACITY", 500)
    monkeypatch.setattr(dedup, "ECHO_CAPACITY", 500)
    monkeypatch.setattr(sync, "FRAGMENT_CAPACITY", 100)


@pytest.mark.parametrize(
    "make",
    [
        forged_messages,
        forged_of_anna,
        strange_types,
        open_fragment_sets,
        pseudo_history,
    ],
)
@pytest.mark.usefixtures("small_caches")
def test_a_flood_grows_nothing_and_leaves_the_others_a_way(make):
    bench = Bench()
    evil = bench.neighbour("Anna")
    good = bench.neighbour("Bert")
    seen = bench.message("Bert", "seen before")
    bench.receive(good, seen)

    def flood(start: int, count: int) -> int:
        for number in range(start, start + count):
            if number % 100 == 0:
                bench.run(0.4)
                bench.effects.clear()
            bench.receive(evil, make(bench, number))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        first = flood(0, 2500)
        second = flood(2500, 2500)
    finally:
        tracemalloc.stop()

    # What is kept is at its bound by the first half; a packet is some 300 bytes.
    assert second - first < 2500 * 30
    assert bench.time - 500 < 120
    assert {peer.nickname for peer in bench.engine.peers.values()} == {"Anna", "Bert"}
    assert texts(bench.receive(good, seen)) == []
    assert texts(bench.receive(good, bench.message("Bert", "still here"))) == [
        "still here"
    ]


def bomb(bench: Bench, number: int) -> bytes:
    """Return a small frame that becomes four hundred kilobytes."""
    payload = b"%d" % number + bytes(400_000)
    packet = bench.packet(0x42, "Mallory", payload, signed=False, version=2)
    frame = encode_packet(packet)
    assert len(frame) <= MAX_ATT_VALUE
    return frame


def broken_bomb(bench: Bench, number: int) -> bytes:
    """Return the same with a wrong size, which shows only at its end."""
    frame = bytearray(bomb(bench, number))
    frame[27] ^= 1
    return bytes(frame)


@pytest.mark.parametrize("make", [bomb, broken_bomb])
def test_what_a_link_makes_us_inflate_is_bounded(make):
    bench = Bench()
    link = bench.neighbour("Anna")

    for number in range(100):
        bench.receive(link, make(bench, number))

    assert bench.dropped[DropReason.RATE_LIMIT_LINK] >= 80
    bench.run(10)
    assert texts(bench.receive(link, bench.message("Anna"))) == ["hello"]


def test_invented_people_fill_no_table_and_push_out_no_neighbour():
    bench = Bench()
    evil = bench.neighbour("Anna")
    bench.neighbour("Bert")
    bench.run(310)
    for name, link in (("Anna", evil), ("Bert", LinkId("to Bert"))):
        bench.receive(link, bench.announce(name))

    for number in range(1500):
        keys = Identity.generate(lambda n, i=number: i.to_bytes(4) * (n // 4))
        payload = Announce("sybil", keys.noise_key, keys.signing_key).encode()
        packet = Packet(
            PacketType.ANNOUNCE, 5, bench.now().unix_ms, keys.peer_id, payload
        )
        bench.receive(evil, sign(packet, keys))
        if number % 100 == 0:
            bench.run(20)
            for name, link in (("Anna", evil), ("Bert", LinkId("to Bert"))):
                bench.receive(link, bench.announce(name))

    peers = bench.engine.peers
    assert len(peers) <= PEER_CAPACITY
    assert {"Anna", "Bert"} <= {peer.nickname for peer in peers.values()}
    assert bench.dropped[DropReason.RATE_LIMIT_LINK] > 500


@given(st.binary(max_size=600))
@settings(max_examples=200)
def test_any_payload_of_any_type_from_somebody_known_is_survived(payload):
    bench = Bench()
    link = bench.neighbour("Anna")
    bench.up("other")
    for kind in [*PacketType, 0xEE]:
        effects: list[Event | object] = list(
            bench.receive(link, bench.packet(kind, "Anna", payload, ttl=3))
        )
        effects += bench.receive(link, bench.packet(kind, "Anna", payload, ttl=0))
        check_effects(bench, effects)
    check_effects(bench, list(bench.run(1)))


def test_what_nobody_checked_is_passed_on_no_faster_for_coming_on_many_links():
    bench = Bench()
    links = [bench.neighbour(f"n{number}") for number in range(8)]
    bench.run(5.0)
    relayed = bench.engine.statistics.relayed

    for number in range(400):
        for link in links:
            junk = bench.packet(0xEE, "Mallory", b"%d" % number, signed=False)
            bench.receive(link, junk)
        bench.run(0.01)
    bench.run(1.0)

    passed_on = bench.engine.statistics.relayed - relayed
    budget = NODE_UNVERIFIED_RELAYS
    assert 1_000 < passed_on <= budget.burst + 5 * budget.per_second
    real = bench.message("n0", ttl=6)
    effects = bench.receive(links[0], real) + bench.run(1.0)
    assert sent(effects, PacketType.MESSAGE)
