"""Who is in reach, whose keys are pinned, who neighbours whom."""

from protocol.events import PeerPinned
from protocol.packet import PeerId
from protocol.peers import (
    ESTABLISHED_S,
    PEER_CAPACITY,
    PIN_CAPACITY,
    PeerRecord,
    PeerTable,
    PinBook,
)
from protocol.topology import Vicinity, edges, is_claimed

ANNA, BERT, CARL = (PeerId(name) for name in (b"anna....", b"bert....", b"carl...."))


def record(peer_id, *, heard=0.0, known_for=0.0, direct=False):
    return PeerRecord(
        peer_id=peer_id,
        nickname="x",
        noise_key=bytes(32),
        signing_key=bytes(32),
        fingerprint="00",
        first_seen_ms=0,
        last_seen_ms=0,
        first_heard=heard - known_for,
        last_heard=heard,
        announced_at=heard,
        announce_timestamp=0,
        live_links=int(direct),
    )


def full_table(*first):
    table = PeerTable()
    for item in first:
        table.add(item)
    for number in range(PEER_CAPACITY - len(first)):
        table.add(record(PeerId(number.to_bytes(8)), heard=500.0 + number / 1000))
    return table


def test_a_flood_of_new_people_costs_neither_neighbours_nor_acquaintances():
    table = full_table(
        record(ANNA, heard=1.0, direct=True),
        record(BERT, heard=2.0, known_for=ESTABLISHED_S + 900),
    )

    for number in range(2000):
        victim = table.crowded_out(600.0)
        assert victim is not None
        table.remove(victim.peer_id)
        table.add(record(PeerId((10_000 + number).to_bytes(8)), heard=600.0))

    assert len(table) == PEER_CAPACITY
    assert ANNA in table
    assert BERT in table


def test_a_table_with_room_costs_nobody():
    table = PeerTable()
    table.add(record(ANNA))

    assert table.crowded_out(1.0) is None


def test_a_peer_fades_ninety_seconds_after_its_last_packet():
    table = PeerTable()
    table.add(record(ANNA, heard=10.0))

    assert table.next_expiry() == 100.0
    assert table.expired(99.9) == []
    assert [r.peer_id for r in table.expired(100.0)] == [ANNA]


def test_a_linked_peer_does_not_fade():
    table = PeerTable()
    table.add(record(ANNA, direct=True))

    assert table.next_expiry() == float("inf")


def test_pins_are_bounded_and_those_that_are_confirmed_stay():
    book = PinBook([PeerPinned(ANNA, b"n", b"s"), PeerPinned(BERT, b"n", b"s")])
    for number in range(PIN_CAPACITY - 1):
        book.confirm(ANNA, "Anna")
        book.pin(PeerId(number.to_bytes(8)), b"n", b"s")

    assert len(book) == PIN_CAPACITY
    assert book.get(ANNA).nickname == "Anna"
    assert book.get(BERT) is None


def test_an_edge_needs_the_word_of_both_ends():
    said = [
        Vicinity(ANNA, (BERT, CARL), 100.0),
        Vicinity(BERT, (ANNA,), 100.0),
        Vicinity(CARL, (), 100.0),
    ]

    assert edges(said, 120.0) == {(ANNA, BERT)}


def test_an_edge_needs_both_words_to_be_fresh():
    said = [Vicinity(ANNA, (BERT,), 100.0), Vicinity(BERT, (ANNA,), 40.0)]

    assert edges(said, 100.0) == {(ANNA, BERT)}
    assert edges(said, 100.1) == frozenset()


def test_a_claim_of_one_other_is_a_hint():
    said = [Vicinity(ANNA, (BERT,), 100.0), Vicinity(BERT, (BERT, CARL), 100.0)]

    assert is_claimed(BERT, said, 100.0)
    assert is_claimed(CARL, said, 160.0)
    assert not is_claimed(CARL, said, 160.1)
    assert not is_claimed(ANNA, said, 100.0)
