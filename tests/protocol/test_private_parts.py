"""The smaller parts of private messaging: pieces of text, bounds of what is kept."""

from hypothesis import given
from hypothesis.strategies import integers, text
from protocol import DeliveryStatus, OutboxEntry, OutboxPart, PeerTrust, TrustRecord
from protocol.private_inbox import (
    REMEMBERED,
    REMEMBERED_MS,
    REMEMBERED_PER_PEER,
    SETS,
    PrivateInbox,
)
from protocol.private_outbox import MESSAGES, MESSAGES_PER_PEER, PrivateOutbox
from protocol.private_text import MAX_PARTS, cut_text, parse_part_id, part_ids
from protocol.trust import PROVEN_CAPACITY, TrustBook
import pytest

from .mesh import EPOCH_MS


def peer(number: int) -> bytes:
    return number.to_bytes(8)


# -- pieces of text


@given(text(max_size=900), integers(4, 300))
def test_pieces_join_to_the_same_text_and_each_fits(whole, limit):
    pieces = cut_text(whole, limit)

    assert "".join(pieces) == whole.encode(errors="replace").decode()
    assert all(1 <= len(piece.encode()) <= limit for piece in pieces)


@pytest.mark.parametrize(
    "whole",
    ["x" * 4_000, "wort " * 800, "€" * 1_333, "\N{FAMILY}\u200d" * 571, "a " * 2_000],
)
def test_the_longest_text_takes_no_more_pieces_than_receivers_join(whole):
    assert len(whole.encode()) <= 4_000
    assert len(cut_text(whole)) <= MAX_PARTS


def test_pieces_end_between_words_where_they_can():
    pieces = cut_text("word " * 100)

    assert all(piece.endswith("word ") for piece in pieces)


def test_the_ids_of_pieces_name_the_whole():
    assert part_ids("A", 1) == ["A"]
    assert part_ids("A", 3) == ["A/1/3", "A/2/3", "A/3/3"]
    assert [parse_part_id(i) for i in part_ids("A", 2)] == [("A", 1, 2), ("A", 2, 2)]


@pytest.mark.parametrize(
    "other",
    [
        "",
        "A",
        "A/1",
        "/1/2",
        "A/0/2",
        "A/3/2",
        "A/1/1",
        "A/1/33",
        "A/01/2",
        "A/1/²",
        "A/1/2/",
        "A/-1/2",
        "A" * 201 + "/1/2",
        "A/1/2\n",
        "\N{EURO SIGN}" * 80 + "/1/12",
    ],
)
def test_other_ids_are_no_pieces(other):
    assert parse_part_id(other) is None


# -- what was shown


def test_one_peer_cannot_push_out_what_another_sent():
    inbox = PrivateInbox()
    inbox.mark_shown(peer(1), "kept", 0)
    for number in range(3 * REMEMBERED_PER_PEER):
        inbox.mark_shown(peer(2), f"{number}", 0)

    assert inbox.was_shown(peer(1), "kept")
    assert not inbox.was_shown(peer(2), "0")
    assert len(inbox.received) == REMEMBERED_PER_PEER + 1


def test_what_was_shown_is_bounded_in_number_and_age_and_survives_a_restart():
    inbox = PrivateInbox()
    for number in range(REMEMBERED + 100):
        inbox.mark_shown(peer(number), "m", number)
    assert len(inbox.received) == REMEMBERED

    again = PrivateInbox(inbox.received)
    assert again.received == inbox.received
    for number in range(REMEMBERED):
        again.mark_shown(peer(number), "later", 2 * REMEMBERED_MS)
    assert {item.message_id for item in again.received} == {"later"}


def test_unfinished_texts_are_bounded_over_all_peers():
    inbox = PrivateInbox()
    for number in range(3 * SETS):
        inbox.join(peer(number), "A", 1, 2, "half")

    assert inbox.join(peer(0), "A", 2, 2, "!") is None
    assert inbox.join(peer(3 * SETS - 1), "A", 2, 2, "!") == "half!"


def test_what_a_forgotten_peer_sent_is_forgotten():
    inbox = PrivateInbox()
    inbox.mark_shown(peer(1), "m", 0)
    inbox.join(peer(1), "A", 1, 2, "half")

    inbox.forget(peer(1))

    assert inbox.received == ()
    assert inbox.join(peer(1), "A", 2, 2, "!") is None


# -- what waits, and trust


def entry(number: int, to: int, status=DeliveryStatus.QUEUED) -> OutboxEntry:
    name = f"m{number}"
    return OutboxEntry(
        name, peer(to), (OutboxPart(name, "text"),), EPOCH_MS, status=status
    )


def test_a_persisted_outbox_is_taken_back_within_its_bounds():
    entries = [entry(n, n // 150) for n in range(15 * 150)]
    entries.insert(0, entry(9_999, 99, DeliveryStatus.FAILED))
    for number, oddity in enumerate(("", "x" * 256, "\ud800")):
        part = OutboxPart("m", oddity)
        entries.insert(0, OutboxEntry(f"b{number}", peer(99), (part,), EPOCH_MS))
    entries.insert(0, OutboxEntry("none", peer(99), (), EPOCH_MS))

    outbox = PrivateOutbox(entries)

    assert len(outbox) <= MESSAGES
    per_peer = [len(conversation.messages) for conversation in outbox]
    assert max(per_peer) == MESSAGES_PER_PEER
    assert outbox.get(peer(99)) is None


def test_proofs_are_bounded_and_never_push_out_what_the_user_decided():
    book = TrustBook()
    book.verify(peer(1), b"n", b"s", verified=True)
    book.block(peer(2), b"n", b"s", blocked=True)
    for number in range(10, PROVEN_CAPACITY + 500):
        book.prove(peer(number), b"n", b"s")

    assert book.trust_of(peer(1)) is PeerTrust.VERIFIED
    assert book.is_blocked(peer(2))
    assert len(book.records) <= PROVEN_CAPACITY + 2
    assert TrustBook(book.records).records == book.records


def test_a_verified_peer_whose_session_proved_its_key_falls_back_to_proven():
    book = TrustBook([TrustRecord(peer(1), b"n", b"s", PeerTrust.VERIFIED)])
    book.prove(peer(1), b"n", b"s")

    book.verify(peer(1), b"n", b"s", verified=False)

    assert book.trust_of(peer(1)) is PeerTrust.PROVEN
