"""What was said is remembered: bounded, searchable, and counted."""

import asyncio
from itertools import pairwise
import tracemalloc
from typing import Any, override

import pytest

from custom_components.mesh_broadcast.history import (
    MAX_AGE,
    PUBLIC,
    History,
    HistoryMessage,
    Transcript,
    stored_history,
)
from custom_components.mesh_broadcast.history_page import HistoryPage, history_page
from custom_components.mesh_broadcast.history_search import SLICE, async_search
from custom_components.mesh_broadcast.protocol import DeliveryFailure, DeliveryStatus

ALICE, BOB = "a1" * 32, "b0" * 32
NOW = 1_790_000_000_000
DAY = 86_400_000


def _message(number: int, **fields: object) -> HistoryMessage:
    values: dict[str, object] = {
        "message_id": f"{number:032x}",
        "fingerprint": ALICE,
        "nickname": "alice",
        "text": f"text {number}",
        "sent_ms": NOW + number,
        "received_ms": NOW + number,
    }
    return HistoryMessage(**(values | fields))  # type: ignore[arg-type] # test data


def _ours(number: int, **fields: object) -> HistoryMessage:
    status = DeliveryStatus.QUEUED
    return _message(number, **({"fingerprint": None, "status": status} | fields))


def _texts(messages: list[HistoryMessage]) -> list[str]:
    return [message.text for message in messages]


def test_message_is_remembered_once() -> None:
    history = History()
    assert history.add(PUBLIC, _message(1))
    assert not history.add(PUBLIC, _message(1, text="another"))
    assert _texts(history.newest(PUBLIC)) == ["text 1"]
    assert history.add(ALICE, _message(1))
    assert len(history) == 2


def test_conversation_keeps_its_newest() -> None:
    history = History(max_messages=3)
    for number in range(5):
        history.add(PUBLIC, _message(number))
    assert _texts(history.newest(PUBLIC)) == ["text 2", "text 3", "text 4"]
    assert history.unread(PUBLIC) == len(history) == 3


def test_loud_channel_does_not_push_quiet_conversations_out() -> None:
    history = History(max_messages=100, max_all_messages=10)
    history.add(ALICE, _message(0))
    for number in range(1, 50):
        history.add(PUBLIC, _message(number))
    assert len(history) == 10
    assert _texts(history.newest(ALICE)) == ["text 0"]


def test_strangers_do_not_push_out_those_we_wrote_to() -> None:
    history = History(max_conversations=3)
    history.add(PUBLIC, _message(0))
    history.add(ALICE, _ours(1))
    for number in range(2, 20):
        history.add(f"{number:064x}", _message(number))
    names = {summary.conversation for summary in history.conversations}
    assert names == {PUBLIC, ALICE, f"{19:064x}"}
    assert len(history) == 3


def test_old_messages_are_forgotten() -> None:
    history = History()
    history.add(ALICE, _message(0))
    history.add(BOB, _message(0))
    history.add(BOB, _message(1, received_ms=NOW + 20 * DAY))
    assert not history.prune(NOW + DAY)
    assert history.prune(NOW + int(MAX_AGE.total_seconds() * 1000) + 1)
    assert [summary.conversation for summary in history.conversations] == [BOB]
    assert len(history) == 1
    # A new message alone makes room, too.
    history.add(BOB, _message(2, received_ms=NOW + 51 * DAY))
    assert _texts(history.newest(BOB)) == ["text 2"]


async def test_search_by_time_text_and_count() -> None:
    history = History()
    for number, text in enumerate(["Hello", "straße", "HELLO again", "bye"]):
        history.add(PUBLIC, _message(number, text=text))

    async def found(conversation: str = PUBLIC, **wanted: Any) -> list[str]:
        return _texts(await async_search(history.transcript(conversation), **wanted))

    assert await found(search="hello") == ["Hello", "HELLO again"]
    assert await found(search="STRASSE") == ["straße"]
    assert await found(since_ms=NOW + 2) == ["HELLO again", "bye"]
    assert await found(limit=1) == ["bye"]
    assert await found(search="hello", limit=1) == ["HELLO again"]
    assert await found(limit=0) == []
    assert await found(ALICE) == []
    assert _texts(history.newest(PUBLIC, 1)) == ["bye"]
    assert history.newest(PUBLIC, 0) == []


class _Text(str):
    """A text that knows how much was looked through."""

    __slots__ = ()
    looked_through = 0

    @override
    def casefold(self) -> str:
        _Text.looked_through += len(self)
        return super().casefold()


@pytest.mark.parametrize("length", [10, 4_000])
async def test_search_leaves_turns_to_others(length: int) -> None:
    """Also in more messages than are kept, each as long as they come."""
    count = 10_000 if length == 10 else 1_000
    messages = tuple(
        _message(number, text=_Text("Ж" * length)) for number in range(count)
    )
    _Text.looked_through = 0
    search = asyncio.ensure_future(async_search(Transcript(messages), search="жa"))
    turns = [0]
    while not search.done():
        await asyncio.sleep(0)
        turns.append(_Text.looked_through)
    assert await search == []
    assert turns[-1] == count * length
    in_a_row = max(later - sooner for sooner, later in pairwise(turns))
    assert in_a_row <= SLICE + length
    assert len(turns) > count * (length + 100) / (SLICE + length)


def test_what_was_said_earlier_and_heard_late_comes_first() -> None:
    history = History()
    history.add(PUBLIC, _message(5))
    history.add(PUBLIC, _message(6, sent_ms=NOW, received_ms=NOW + 6))
    # A clock that is ahead is not believed.
    history.add(PUBLIC, _message(7, sent_ms=NOW + DAY))
    history.add(PUBLIC, _message(8))
    assert _texts(history.newest(PUBLIC)) == ["text 6", "text 5", "text 7", "text 8"]


def test_delivery_moves_forward_only() -> None:
    history = History()
    history.add(ALICE, _ours(1))
    sent = f"{1:032x}"
    assert history.delivery_changed(ALICE, sent, DeliveryStatus.SENT)
    assert history.delivery_changed(ALICE, sent, DeliveryStatus.READ)
    assert not history.delivery_changed(ALICE, sent, DeliveryStatus.DELIVERED)
    assert history.newest(ALICE)[0].status is DeliveryStatus.READ


def test_delivery_of_a_broadcast_counts_who_heard_it() -> None:
    history = History()
    history.add(PUBLIC, _ours(1))
    sent = f"{1:032x}"
    for heard in (1, 3, 2):
        history.delivery_changed(PUBLIC, sent, DeliveryStatus.RELAYED, None, heard)
    assert history.newest(PUBLIC)[0].heard_by == 3


def test_delivery_of_what_is_not_ours_is_ignored() -> None:
    history = History()
    history.add(ALICE, _message(1))
    for conversation, number in ((ALICE, 1), (ALICE, 2), (BOB, 1)):
        assert not history.delivery_changed(
            conversation, f"{number:032x}", DeliveryStatus.READ
        )
    assert history.newest(ALICE)[0].status is None


def test_unread_counts_what_others_wrote() -> None:
    history = History()
    for number in range(4):
        history.add(ALICE, _message(number))
    history.add(ALICE, _ours(4))
    assert history.unread(ALICE) == 4
    assert history.mark_read(ALICE, [f"{1:032x}", f"{4:032x}", "none"]) == (
        f"{1:032x}",
    )
    assert history.unread(ALICE) == 3
    assert len(history.mark_read(ALICE)) == 3
    assert history.mark_read(ALICE) == ()
    assert history.mark_read(BOB) == ()
    assert history.unread(ALICE) == history.unread(BOB) == 0


def test_conversations_are_listed_with_the_latest_first() -> None:
    history = History()
    history.add(PUBLIC, _message(1))
    history.add(ALICE, _message(3))
    history.add(BOB, _ours(2))
    listed = [(s.conversation, s.messages, s.unread) for s in history.conversations]
    assert listed == [(ALICE, 1, 1), (BOB, 1, 0), (PUBLIC, 1, 1)]
    assert history.conversations[0].last_ms == NOW + 3
    assert history.conversation_of(bytes.fromhex(ALICE)[:8]) == ALICE
    assert history.conversation_of(b"\x01" * 8) is None


def test_clearing() -> None:
    history = History()
    for conversation in (PUBLIC, ALICE, BOB):
        history.add(conversation, _message(1))
    assert history.clear(ALICE) == 1
    assert history.clear(ALICE) == 0
    assert history.newest(ALICE) == []
    assert history.clear() == 2
    assert len(history) == 0


def test_what_is_stored_is_what_is_restored() -> None:
    history = History()
    history.add(PUBLIC, _message(1, hops=2))
    history.add(ALICE, _message(2, read=True))
    failure = DeliveryFailure.OUTBOX_FULL
    history.add(
        ALICE, _ours(3, status=DeliveryStatus.FAILED, failure=failure, heard_by=2)
    )
    restored = History()
    restored.restore(stored_history(history.snapshot(private=True)))
    assert restored.snapshot(private=True) == history.snapshot(private=True)
    assert restored.conversations == history.conversations
    assert set(history.snapshot(private=False)) == {PUBLIC}


@pytest.mark.parametrize(
    "damage",
    [
        {"id": 5},
        {"name": None},
        {"text": ["a"]},
        {"sent": "soon"},
        {"received": None},
        {"by": 7},
        {"hops": "far"},
        {"status": "lost"},
        {"failure": "moon"},
    ],
)
def test_damaged_message_leaves_the_history_as_it_was(
    damage: dict[str, object],
) -> None:
    good = _message(1).as_stored()
    history = History()
    with pytest.raises((KeyError, TypeError, ValueError)):
        history.restore({PUBLIC: [good, {**good, "id": "2"} | damage]})
    assert len(history) == 0


def test_a_thousand_messages_take_at_most_three_quarters_of_a_mebibyte() -> None:
    """Texts as long as a text message of 100 letters; each of an own author."""
    history = History()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(1000):
            history.add(
                PUBLIC,
                HistoryMessage(
                    message_id=f"{number:032x}",
                    fingerprint=f"{number:064x}",
                    nickname=f"nickname {number}",
                    text=f"{number:0100}",
                    sent_ms=NOW + number,
                    received_ms=NOW + 2 * number,
                    hops=3,
                ),
            )
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    size = (after - before) / 2**20
    print(f"1,000 messages: {size:.3f} MiB")
    assert len(history) == 1000
    assert size <= 0.75


def test_page_before_a_forgotten_message_is_a_gap() -> None:
    history = History(max_messages=3)
    for number in range(5):
        history.add(PUBLIC, _message(number))
    page = history_page(history.transcript(PUBLIC), limit=10, before=f"{1:032x}")
    assert page == HistoryPage((), more=False, newer=True, pruned=True)
    page = history_page(history.transcript(PUBLIC), limit=10)
    assert page.pruned
    assert not history_page(history.transcript(PUBLIC), limit=2).pruned
    empty = history_page(history.transcript(ALICE), limit=10)
    assert empty == HistoryPage((), more=False, newer=False, pruned=False)


def test_gap_survives_the_disk() -> None:
    history = History(max_messages=3)
    for number in range(5):
        history.add(PUBLIC, _message(number, rssi=-60, via="a1" * 8))
    restored = History()
    restored.restore(stored_history(history.snapshot(private=True)), history.pruned)
    assert restored.transcript(PUBLIC) == history.transcript(PUBLIC)
    assert restored.pruned == [PUBLIC]


def test_removed_message_is_gone_and_not_counted() -> None:
    history = History()
    history.add(PUBLIC, _message(1))
    history.add(PUBLIC, _message(2))
    assert history.remove(PUBLIC, f"{1:032x}") == _message(1)
    assert history.remove(PUBLIC, f"{1:032x}") is None
    assert (len(history), history.unread(PUBLIC)) == (1, 1)
    history.remove(PUBLIC, f"{2:032x}")
    assert history.conversations == ()
    assert not history.pruned
