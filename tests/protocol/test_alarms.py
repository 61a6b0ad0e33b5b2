"""Broadcasts that matter: who is known to have one, and what repeating it costs."""

from contextlib import suppress
from itertools import combinations

from protocol import (
    BITCHAT,
    AlarmEvidence,
    AlarmHeard,
    EmptyMessageError,
    MessageTooLongError,
    PeerId,
    SendLimitError,
)
from protocol.alarms import ALARMS, HEARERS, REPEATABLE_MS, AlarmPart, Alarms
from protocol.events import Effect, Instant
from protocol.gcs import MAX_FILTER, build_filter
from protocol.request_sync import RequestSync, SyncTypes
import pytest

from .mesh import Mesh, Node

ECHO, LISTED = AlarmEvidence.ECHO, AlarmEvidence.LISTED
NOW = Instant(0.0, 1_790_000_000_000)


def alarm(node: Node, text: str = "smoke in the kitchen") -> str:
    """Have a node send an alarm; return its ID."""
    sent, effects = node.engine.alarm(text, node.now())
    node.apply(effects)
    return sent.message_ids[0]


def repeat(node: Node, alarm_id: str) -> int | None:
    """Have a node repeat an alarm for those who are not known to have it."""
    have_it = {e.peer_id for e in node.told(AlarmHeard) if e.alarm_id == alarm_id}
    sent, effects = node.engine.repeat_alarm(alarm_id, have_it, node.now())
    node.apply(effects)
    return sent


def heard(node: Node) -> dict[PeerId, AlarmEvidence]:
    """Return who is known to have an alarm."""
    return {effect.peer_id: effect.evidence for effect in node.told(AlarmHeard)}


def ring(*names: str) -> tuple[Mesh, list[Node]]:
    """Return nodes in a ring, which know each other."""
    mesh = Mesh()
    nodes = mesh.line(*names)
    mesh.connect(nodes[-1], nodes[0])
    mesh.run(3)
    return mesh, nodes


def star(count: int) -> tuple[Mesh, Node, list[Node]]:
    """Return a node, and neighbours that know nobody but it."""
    mesh = Mesh()
    middle = mesh.node("Home")
    leaves = [mesh.node(f"leaf{number}") for number in range(count)]
    for leaf in leaves:
        mesh.connect(middle, leaf)
    mesh.run(3)
    return mesh, middle, leaves


# -- who has it


def test_who_sends_an_alarm_on_echoes_it():
    mesh = Mesh()
    home = mesh.node("Home")
    ada, bert = (mesh.node(name, policy=BITCHAT) for name in ("Ada", "Bert"))
    for left, right in combinations((home, ada, bert), 2):
        mesh.connect(left, right)
    mesh.run(3)
    # Bert's own way to us is cut off for a moment, so that he gets it from Ada.
    mesh.deaf.add("Bert")
    alarm(home)
    mesh.run(0.02)
    mesh.deaf.clear()
    mesh.run(1)

    assert ada.texts == bert.texts == ["smoke in the kitchen"]
    assert heard(home) == {bert.peer_id: ECHO}


def test_our_kind_lists_it_within_seconds_and_does_not_echo_it():
    mesh, (home, ada, bert) = ring("Home", "Ada", "Bert")
    alarm(home)
    mesh.run(6)

    assert heard(home) == {ada.peer_id: LISTED, bert.peer_id: LISTED}


def test_who_knows_nobody_else_lists_it_when_asking_for_what_it_missed():
    mesh, home, leaves = star(3)
    alarm(home)
    mesh.run(0.2)
    assert all(leaf.texts == ["smoke in the kitchen"] for leaf in leaves)
    assert heard(home) == {}

    mesh.run(90)

    assert heard(home) == {leaf.peer_id: LISTED for leaf in leaves}
    assert len(home.told(AlarmHeard)) == len(leaves)


def test_who_does_not_have_it_is_not_said_to():
    mesh, home, (ada, bert) = star(2)
    mesh.deaf.add("leaf1")
    alarm(home)
    mesh.run(120)

    assert bert.texts == []
    assert heard(home) == {ada.peer_id: LISTED}


def test_an_alarm_in_parts_is_had_when_all_parts_are():
    mesh, home, (ada,) = star(1)
    text = "water in the cellar, " * 12
    alarm_id = alarm(home, text)
    mesh.run(120)

    assert len(ada.texts) == 3
    (told,) = home.told(AlarmHeard)
    assert (told.alarm_id, told.peer_id) == (alarm_id, ada.peer_id)


def test_the_ordinary_says_nothing_of_this():
    mesh, home, _ = star(2)
    home.say("the laundry is done")
    mesh.run(120)

    assert home.told(AlarmHeard) == []


# -- repeating


def test_a_repetition_is_seen_only_by_who_missed_it():
    mesh, home, (ada, bert) = star(2)
    mesh.deaf.add("leaf1")
    alarm_id = alarm(home)
    mesh.run(1)
    mesh.deaf.clear()
    assert bert.texts == []

    assert repeat(home, alarm_id) == 2
    mesh.run(1)

    assert ada.texts == bert.texts == ["smoke in the kitchen"]
    assert ada.messages[0].message_id == bert.messages[0].message_id == alarm_id


def test_it_is_not_repeated_to_who_has_it():
    mesh, home, (ada, _) = star(2)
    mesh.deaf.add("leaf1")
    alarm_id = alarm(home)
    mesh.run(75)
    assert heard(home) == {ada.peer_id: LISTED}

    assert repeat(home, alarm_id) == 1


def test_what_is_too_old_for_anybody_is_not_repeated():
    mesh, home, _ = star(1)
    alarm_id = alarm(home)
    mesh.run(REPEATABLE_MS / 1000 + 1)

    assert repeat(home, alarm_id) is None
    assert repeat(home, "never sent") is None


def test_who_comes_later_is_served_an_alarm_like_any_message():
    mesh, home, _ = star(1)
    alarm(home)
    mesh.run(1800)
    late = mesh.node("Late")
    mesh.connect(home, late)
    mesh.run(30)

    assert late.texts == ["smoke in the kitchen"]


# -- before all else


def test_no_limit_of_ours_holds_an_alarm_up_and_it_overtakes_what_waits():
    mesh, home, (ada,) = star(1)
    with suppress(SendLimitError):
        for number in range(1_000):
            home.say(f"automation gone wild {number}")
    assert home.engine.statistics.pending_parts > 400

    alarm(home)
    mesh.run(1)

    assert "smoke in the kitchen" in ada.texts
    assert home.engine.statistics.pending_parts > 100


def test_an_alarm_goes_to_every_neighbour_at_once():
    mesh, home, leaves = star(9)
    alarm(home)
    mesh.run(0.5)

    assert [leaf.texts for leaf in leaves] == [["smoke in the kitchen"]] * 9


@pytest.mark.parametrize(
    ("text", "error"), [(" ", EmptyMessageError), ("x" * 1_401, MessageTooLongError)]
)
def test_an_alarm_that_cannot_be_sent_is_refused(text, error):
    _, home, _ = star(1)
    with pytest.raises(error):
        alarm(home, text)


# -- bounds, and liars


def request(*identifiers: bytes, padding: int = 0) -> RequestSync:
    """Return a request of somebody who has these packets, and some others."""
    others = [bytes([number]) * 16 for number in range(padding)]
    built = build_filter([*identifiers, *others], MAX_FILTER)
    return RequestSync(built.p, built.m, built.data, SyncTypes.MESSAGE)


def follower() -> tuple[Alarms, list[Effect]]:
    """Return a table that follows one alarm of one part."""
    effects: list[Effect] = []
    alarms = Alarms(effects)
    alarms.follow("alarm", [AlarmPart(b"a" * 16, NOW.unix_ms, b"")])
    return alarms, effects


def test_one_filter_is_no_evidence_nor_the_same_twice():
    alarms, effects = follower()
    peer = PeerId(b"12345678")
    alarms.listed(peer, request(b"a" * 16, padding=3), NOW)
    alarms.listed(peer, request(b"a" * 16, padding=3), NOW)
    assert effects == []

    alarms.listed(peer, request(b"a" * 16, padding=4), NOW)
    assert effects == [AlarmHeard("alarm", peer, LISTED, NOW.unix_ms)]


def test_a_filter_without_it_takes_back_the_one_before():
    alarms, effects = follower()
    peer = PeerId(b"12345678")
    for having in (True, False, True):
        identifiers = (b"a" * 16,) if having else ()
        alarms.listed(peer, request(*identifiers, padding=5 + having), NOW)
    alarms.listed(peer, request(padding=9), NOW)

    assert effects == []


def test_however_many_claim_to_have_it_few_are_noted():
    alarms, effects = follower()
    for number in range(10 * HEARERS):
        peer = PeerId(number.to_bytes(8))
        alarms.echoed(b"a" * 16, peer, NOW)
        for padding in (1, 2):
            alarms.listed(peer, request(b"a" * 16, padding=padding), NOW)

    assert len(effects) <= 2 * HEARERS
    for number in range(2 * ALARMS):
        alarms.follow(str(number), [])
    assert len(alarms) == ALARMS


def test_a_link_without_a_name_is_nobody_and_an_ended_alarm_is_silent():
    alarms, effects = follower()
    alarms.echoed(b"a" * 16, None, NOW)
    alarms.end("alarm")
    alarms.echoed(b"a" * 16, PeerId(b"12345678"), NOW)

    assert effects == []
