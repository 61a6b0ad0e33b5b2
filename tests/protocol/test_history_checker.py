"""The judge of histories finds each kind of wrong, and none where there is none."""

from dataclasses import replace

import pytest

from tests.nemesis.checker import Promises, Wrong, check
from tests.nemesis.history import (
    Accepted,
    Air,
    Ended,
    Fact,
    Named,
    Restarted,
    Shown,
    Told,
)

ALL = (frozenset({"ann", "bob", "cem"}),)
SPLIT = (frozenset({"ann", "bob"}), frozenset({"cem"}))

HELLO = Accepted(300, "ann", "m1", "hello")
LETTER = Accepted(310, "ann", "p1", "for bob", to="bob")

GOOD: tuple[Fact, ...] = (
    Named(0, "ann", "Ann"),
    Named(0, "bob", "Bob"),
    Named(0, "cem", "Cem"),
    Air(1, ALL, fair=True),
    HELLO,
    Shown(301, "bob", "m1", "hello", "ann", "Ann"),
    Shown(302, "cem", "m1", "hello", "ann", "Ann"),
    LETTER,
    Told(310, "ann", "p1", "sent"),
    Shown(311, "bob", "p1", "for bob", "ann", "Ann", private=True),
    Told(312, "ann", "p1", "delivered"),
    Restarted(400, "ann"),
    Ended(3_000),
)


def history(*changes: tuple[Fact, Fact | None]) -> tuple[Fact, ...]:
    """Return the good history with facts replaced, or left out."""
    facts: list[Fact] = list(GOOD)
    for old, new in changes:
        at = facts.index(old)
        facts[at : at + 1] = [] if new is None else [new]
    return tuple(facts)


def plus(*facts: Fact) -> tuple[Fact, ...]:
    """Return the good history with more in it."""
    return tuple(sorted((*GOOD, *facts), key=lambda fact: fact.at))


def wrongs(facts: tuple[Fact, ...]) -> set[Wrong]:
    return {violation.wrong for violation in check(facts)}


def shown(node: str, message: str) -> Shown:
    return next(
        f
        for f in GOOD
        if isinstance(f, Shown) and (f.node, f.message) == (node, message)
    )


def told(status: str) -> Told:
    return next(f for f in GOOD if isinstance(f, Told) and f.status == status)


def test_nothing_is_wrong_with_a_good_history():
    assert check(GOOD) == ()


BOB, CEM, READER = shown("bob", "m1"), shown("cem", "m1"), shown("bob", "p1")
PEER = Shown(350, "cem", "p1", "for bob", "ann", "Ann", private=True)


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        (plus(Shown(5, "bob", "m9", "boo", "ann", "Ann")), Wrong.INVENTED),
        (history((BOB, replace(BOB, text="hell"))), Wrong.INVENTED),
        (history((BOB, replace(BOB, private=True))), Wrong.INVENTED),
        (history((READER, replace(READER, private=False))), Wrong.INVENTED),
        (plus(replace(BOB, at=350)), Wrong.TWICE),
        (plus(replace(READER, at=350)), Wrong.TWICE),
        (
            plus(Restarted(340, "bob"), replace(READER, at=350)),
            Wrong.TWICE_AFTER_RESTART,
        ),
        (history((BOB, replace(BOB, author="cem", name="Cem"))), Wrong.WRONG_AUTHOR),
        (history((BOB, replace(BOB, name="Cem"))), Wrong.WRONG_NAME),
        (plus(PEER), Wrong.LEAKED),
        (plus(replace(BOB, node="ann", at=350)), Wrong.LEAKED),
        (history((BOB, replace(BOB, at=299))), Wrong.EARLY),
        (history((CEM, None), (Restarted(400, "ann"), None)), Wrong.LOST),
        (history((CEM, None)), Wrong.LOST_AT_RESTART),
        (
            history((READER, None), (told("delivered"), None)),
            Wrong.LOST_AT_RESTART,
        ),
        (history((READER, None)), Wrong.FALSE_RECEIPT),
        (history((READER, replace(READER, at=313))), Wrong.FALSE_RECEIPT),
        (
            history(
                (told("delivered"), Told(312, "ann", "p1", "expired", never_sent=True))
            ),
            Wrong.FALSE_DENIAL,
        ),
        (plus(Told(320, "ann", "p1", "sent")), Wrong.BACKWARDS),
        (plus(Told(320, "bob", "p1", "sent")), Wrong.UNASKED_REPORT),
        (plus(Told(320, "ann", "m9", "sent")), Wrong.UNASKED_REPORT),
    ],
)
def test_each_kind_of_wrong_is_found(facts, wrong):
    assert wrong in wrongs(facts)


def test_each_kind_of_wrong_has_an_example_above():
    [mark] = test_each_kind_of_wrong_is_found.pytestmark
    assert {wrong for _, wrong in mark.args[1]} == set(Wrong)


def test_a_message_that_is_given_up_and_reported_is_not_lost():
    facts = history(
        (READER, None), (told("delivered"), Told(312, "ann", "p1", "expired"))
    )

    assert check(facts) == ()


def test_a_private_message_may_wait_for_a_reader_who_is_away():
    away = history((GOOD[3], Air(1, SPLIT, fair=True)))
    to_cem = Accepted(320, "ann", "p2", "for cem", to="cem")
    away = tuple(sorted((*away, to_cem), key=lambda fact: fact.at))

    assert Wrong.LOST_AT_RESTART not in wrongs(away)


def test_but_not_for_ever():
    to_cem = Accepted(320, "ann", "p2", "for cem", to="cem")
    facts = (Air(1, SPLIT, fair=True), to_cem, Ended(320 + 25 * 3600))

    assert wrongs(facts) == {Wrong.LOST}


def walk(*, meets_first: bool, settle: float = 200) -> tuple[Fact, ...]:
    """Return how bob carries a word of ann's to cem, who may know ann or not."""
    return (
        Named(0, "ann", "Ann"),
        Air(0, ALL if meets_first else SPLIT, fair=True),
        Air(200, SPLIT, fair=True),
        Accepted(210, "ann", "m1", "hello"),
        Shown(211, "bob", "m1", "hello", "ann", "Ann"),
        Air(500, (frozenset({"bob", "cem"}), frozenset({"ann"})), fair=True),
        Ended(500 + settle),
    )


def test_what_somebody_carries_over_is_owed_to_whom_they_meet():
    assert wrongs(walk(meets_first=True)) == {Wrong.LOST}


def test_but_not_to_strangers_of_its_author():
    assert wrongs(walk(meets_first=False)) == set()


def test_nor_to_those_who_were_there_for_a_moment_only():
    assert wrongs(walk(meets_first=True, settle=60)) == set()


@pytest.mark.parametrize("fair", [True, False])
def test_nothing_is_owed_in_foul_air(fair):
    facts = (Air(0, ALL, fair=fair), HELLO, Ended(900))

    assert wrongs(facts) == ({Wrong.LOST} if fair else set())


def test_nothing_is_owed_for_words_with_a_wrong_date():
    facts = (Air(0, ALL, fair=True), replace(HELLO, skew_s=86_400), Ended(900))

    assert check(facts) == ()


def test_nothing_is_owed_after_the_window():
    promises = Promises(window=100)
    late = (
        Named(0, "ann", "Ann"),
        Air(0, ALL, fair=True),
        Air(290, SPLIT, fair=True),
        HELLO,
        Shown(301, "bob", "m1", "hello", "ann", "Ann"),
        Air(900, ALL, fair=True),
        Ended(2_000),
    )

    assert {v.wrong for v in check(late)} == {Wrong.LOST}
    assert {v.wrong for v in check(late, promises)} == set()


LAPSE = Restarted(400, "ann", forgot_since=305)
"""Ann begins anew without what her disk did not take from 305 on."""

AGAIN = Shown(410, "ann", "m2", "hi", "bob", "Bob")


def test_what_the_disk_did_not_take_may_be_shown_again_after_a_restart():
    shown_before = replace(AGAIN, at=306)
    said = Accepted(304, "bob", "m2", "hi"), Shown(306, "cem", "m2", "hi", "bob", "Bob")
    full = plus(*said, shown_before, LAPSE, AGAIN)
    assert wrongs(full) == set()
    assert wrongs(plus(*said, replace(shown_before, at=304.5), LAPSE, AGAIN)) == {
        Wrong.TWICE_AFTER_RESTART
    }


def test_what_the_disk_did_not_take_may_be_lost_at_a_restart_and_nothing_else():
    nobody_heard = history(
        (BOB, None),
        (CEM, None),
        (READER, None),
        (told("delivered"), None),
        (Restarted(400, "ann"), LAPSE),
    )
    assert wrongs(nobody_heard) == {Wrong.LOST_AT_RESTART}
    forgotten = tuple(
        replace(fact, at=306) if fact == HELLO else fact for fact in nobody_heard
    )
    assert wrongs(forgotten) == set()


def test_how_far_a_message_got_may_be_forgotten_too():
    told_again = plus(LAPSE, Told(401, "ann", "p1", "sent"))
    assert wrongs(told_again) == set()
    assert wrongs(plus(Told(401, "ann", "p1", "sent"))) == {Wrong.BACKWARDS}
