"""What a link did not take is tried again, but not for ever and not in vain."""

from protocol import BITCHAT, LinkId, MeshEngine, MeshSettings, SendFailed, SendPriority
from protocol.hearings import HEARINGS_CAPACITY, Hearings
from protocol.packet import PacketType
from protocol.resends import RESEND_CAPACITY, Resend, Resends
import pytest

from .bench import Bench, links_of, sent

MESSAGE = PacketType.MESSAGE
LINK = LinkId("link")


def failed(frame=b"frame", link=LINK):
    return Resend(link, 1, frame, SendPriority.RELAY)


def test_each_try_waits_longer_than_the_one_before():
    resends = Resends()
    waits = []
    now = 0.0
    while resends.add(failed(), 4, now):
        waits.append(round(resends.deadline() - now, 4))
        now = resends.deadline()
        assert resends.pop_due(now - 0.001) is None
        assert resends.pop_due(now) == failed()

    assert waits == [0.01, 0.02, 0.04, 0.08]
    assert resends.add(failed(), 4, now)


def test_what_waits_is_bounded_and_goes_with_its_link():
    resends = Resends()
    for number in range(2 * RESEND_CAPACITY):
        resends.add(failed(b"%d" % number), 4, 0.0)
    assert len(resends) == RESEND_CAPACITY

    resends.drop_link(LINK)
    assert len(resends) == 0
    assert resends.deadline() == float("inf")


def test_each_frame_has_tries_of_its_own_on_each_link():
    resends, other = Resends(), LinkId("other")
    for _ in range(2):
        assert resends.add(failed(), 2, 0.0)
    assert not resends.add(failed(), 2, 0.0)

    for _ in range(2):
        assert resends.add(failed(b"another frame"), 2, 0.0)
        assert resends.add(failed(link=other), 2, 0.0)


def test_what_failed_first_is_tried_first():
    resends = Resends()
    frames = [b"%d" % number for number in (3, 1, 4, 5, 9, 2, 6)]
    for frame in frames:
        resends.add(failed(frame, LinkId(frame.decode() * 2)), 4, 0.0)

    tried = [resends.pop_due(1.0).frame for _ in frames]
    assert tried == frames


def test_tries_are_counted_of_the_frames_that_failed_last():
    resends = Resends()
    for number in range(RESEND_CAPACITY + 1):
        assert resends.add(failed(b"%d" % number), 1, 0.0)
        resends.pop_due(1.0)

    # As many as may wait are known, and the oldest no more.
    assert not resends.add(failed(b"%d" % RESEND_CAPACITY), 1, 2.0)
    assert not resends.add(failed(b"1"), 1, 2.0)
    assert resends.add(failed(b"0"), 1, 2.0)


def test_a_frame_that_fails_again_is_no_longer_among_the_oldest():
    resends = Resends()
    for number in [*range(RESEND_CAPACITY), 0, RESEND_CAPACITY]:
        assert resends.add(failed(b"%d" % number), 2, 0.0)
        resends.pop_due(1.0)

    assert not resends.add(failed(b"0"), 2, 2.0)


def test_a_link_that_goes_takes_nothing_of_another():
    resends, other = Resends(), LinkId("other")
    for link in (LINK, other):
        resends.add(failed(link=link), 1, 0.0)

    resends.drop_link(other)

    assert resends.pop_due(1.0) == failed()
    assert resends.pop_due(1.0) is None
    # A new link of the other's name begins anew; this one has had its try.
    assert not resends.add(failed(), 1, 2.0)
    assert resends.add(failed(link=other), 1, 2.0)


def test_only_what_is_followed_is_heard_and_the_oldest_is_forgotten():
    hearings = Hearings()
    hearings.note(1, LINK)
    assert not hearings.links(1)

    for key in range(HEARINGS_CAPACITY + 1):
        hearings.follow(key, set())
        hearings.note(key, LINK)
    assert len(hearings) == HEARINGS_CAPACITY
    assert not hearings.links(0)
    assert hearings.links(1) == {LINK}

    hearings.drop_link(LINK)
    assert not hearings.links(1)


@pytest.fixture
def relayed():
    """Return a bench that relayed a message from Anna to Bert, and that send."""
    bench = Bench()
    anna, bert = bench.neighbour("Anna"), bench.neighbour("Bert")
    packet = bench.message("Anna")
    bench.receive(anna, packet)
    effects = bench.run(0.1)
    assert links_of(effects, MESSAGE) == {bert}
    frame = next(e.frame for e in effects if getattr(e, "frame", b"")[1:2] == b"\x02")
    return bench, bert, packet, SendFailed(bert, frame, SendPriority.RELAY)


def test_a_failed_send_is_tried_four_times_more(relayed):
    bench, bert, _, failure = relayed
    tries = 0
    while links_of(bench.handle(failure) + bench.run(0.1), MESSAGE) == {bert}:
        tries += 1
        assert tries < 10

    assert tries == 4


def test_a_relay_is_counted_once_however_often_it_is_tried(relayed):
    bench, _, _, failure = relayed
    # Of Bert's announce, for which Anna was there, and of the message.
    assert bench.engine.statistics.relayed == 2
    bench.handle(failure)
    bench.run(0.3)

    assert bench.engine.statistics.relayed == 2


def test_a_message_that_all_have_is_kept_for_nobody():
    bench = Bench()
    anna, bert = bench.neighbour("Anna"), bench.neighbour("Bert")
    packet = bench.message("Anna")
    bench.receive(anna, packet)
    bench.receive(bert, packet)
    assert not sent(bench.run(0.2), MESSAGE)

    carl = bench.up("to Carl")
    effects = bench.receive(carl, bench.announce("Carl")) + bench.run(0.1)
    assert not sent(effects, MESSAGE)


def test_it_is_not_tried_again_once_the_peer_is_heard_to_have_it(relayed):
    bench, bert, packet, failure = relayed
    bench.handle(failure)
    bench.receive(bert, packet)

    assert not sent(bench.run(0.3), MESSAGE)


def test_it_is_not_tried_again_on_another_link_of_that_name(relayed):
    bench, bert, _, failure = relayed
    bench.handle(failure)
    bench.down(bert)
    bench.up(str(bert))

    assert not sent(bench.run(0.3), MESSAGE)
    assert bench.handle(SendFailed(LinkId("none"), b"", SendPriority.OWN)) == []


def test_who_has_a_links_name_now_was_not_heard_to_have_it(relayed):
    bench, bert, packet, failure = relayed
    bench.receive(bert, packet)
    bench.down(bert)
    bench.up(str(bert))

    assert links_of(bench.handle(failure) + bench.run(0.3), MESSAGE) == {bert}


def test_by_bitchats_rules_nothing_is_tried_again(relayed):
    bench, bert, _, failure = relayed
    bench.engine = MeshEngine(
        bench.engine.identity,
        MeshSettings("Bench"),
        bench.engine._rng,
        policy=BITCHAT,
    )
    bench.up(str(bert))
    bench.handle(failure)

    assert not sent(bench.run(0.3), MESSAGE)
