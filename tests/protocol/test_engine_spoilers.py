"""A neighbour that spoils a packet first does not keep the real one from the others."""

from collections.abc import Callable
from dataclasses import replace

from protocol import BROADCAST_RECIPIENT, Packet, PacketType
import pytest

from .bench import Bench, sent, texts

MESSAGE = PacketType.MESSAGE


def unsigned(packet: Packet) -> Packet:
    return replace(packet, signature=None)


def forged(packet: Packet) -> Packet:
    return replace(packet, signature=bytes(64))


def readdressed(packet: Packet) -> Packet:
    return replace(packet, recipient=BROADCAST_RECIPIENT)


def dying(packet: Packet) -> Packet:
    return replace(packet, ttl=1)


def dead(packet: Packet) -> Packet:
    return replace(packet, ttl=0)


def as_history(packet: Packet) -> Packet:
    return replace(packet, ttl=0, rsr=True)


def short_lived(packet: Packet) -> Packet:
    return replace(packet, ttl=2)


SPOILS = [unsigned, forged, readdressed, dying, dead, as_history, short_lived]


@pytest.fixture
def bench() -> Bench:
    """Return a node between a spoiler, an honest neighbour and two others."""
    bench = Bench()
    for name in ("Mallory", "Bert", "Carl", "Dora"):
        bench.neighbour(name)
    bench.receive(bench.up("to nobody"), bench.announce("Anna", ttl=5))
    bench.run(3.0)
    return bench


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize("gap", [0.0, 1.0])
def test_what_was_spoiled_on_one_way_is_shown_once_and_passed_on(
    bench: Bench, spoil: Callable[[Packet], Packet], gap: float
) -> None:
    real = bench.message("Anna", ttl=6)

    effects = bench.receive("to Mallory", spoil(real))
    effects += bench.run(gap)
    effects += bench.receive("to Bert", real)
    effects += bench.run(1.0)

    assert texts(effects) == ["hello"]
    relayed = [p for p in sent(effects, MESSAGE) if p.signature == real.signature]
    assert len(relayed) == 1
    if spoil is not short_lived or gap == 0.0:
        assert relayed[0].ttl > 2


@pytest.mark.parametrize("spoil", SPOILS)
def test_what_was_spoiled_after_it_came_is_not_passed_on_again(
    bench: Bench, spoil: Callable[[Packet], Packet]
) -> None:
    real = bench.message("Anna", ttl=6)
    effects = bench.receive("to Bert", real) + bench.run(1.0)
    assert len(sent(effects, MESSAGE)) == 1

    again = bench.receive("to Mallory", spoil(real))
    again += bench.receive("to Carl", real)

    assert not texts(again)
    assert not sent(again + bench.run(1.0), MESSAGE)


def test_a_stranger_s_message_is_passed_on_though_a_forged_one_came_first(
    bench: Bench,
) -> None:
    real = bench.message("Zoe", ttl=6)

    effects = bench.receive("to Mallory", forged(real)) + bench.run(1.0)
    effects += bench.receive("to Bert", real) + bench.run(1.0)

    signatures = [p.signature for p in sent(effects, MESSAGE)]
    assert signatures.count(real.signature) == 1


def test_what_a_flood_of_good_signatures_made_us_forget_is_not_shown_again(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("protocol.dedup.DEDUP_CAPACITY", 20)
    bench = Bench()
    for name in ("Mallory", "Bert", "Anna"):
        bench.neighbour(name)
    real = bench.message("Anna", ttl=6)
    assert texts(bench.receive("to Bert", real)) == ["hello"]
    for number in range(50):
        bench.receive("to Mallory", bench.message("Mallory", f"buy {number}"))
        bench.run(0.05)
    checks = bench.checks

    again = bench.receive("to Mallory", real) + bench.run(3.0)

    assert bench.checks == checks + 1
    assert not texts(again)
    assert not sent(again, MESSAGE)
