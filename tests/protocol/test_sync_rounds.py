"""How often neighbours are asked, and what their requests tell."""

from collections import Counter, deque
from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, strategies as st
from protocol import (
    BITCHAT,
    OURS,
    OURS_DENSE,
    OURS_QUIET,
    DeliveryChanged,
    DeliveryStatus,
    DropReason,
    FramesDropped,
    LinkLimitChanged,
    LinkRole,
    PacketType,
    PeerPinned,
    SendFailed,
    SendFrame,
    SendPriority,
)
from protocol.fragments import Fragment
from protocol.gcs import build_filter, packet_id
from protocol.neighbourhood import tell
from protocol.packet import PeerId, as_sync_answer, encode_packet
from protocol.request_sync import RequestSync, SyncTypes
from protocol.sync import ANSWERS
from protocol.sync_policy import SteadySync, TickedSync, TrickleSync
from protocol.sync_rounds import CHASES, SyncRounds
import pytest

from .bench import Bench, links_of, sent
from .mesh import Mesh, identity

ANNA, BERT = PeerId(b"anna...."), PeerId(b"bert....")
MESSAGE, REQUEST = PacketType.MESSAGE, PacketType.REQUEST_SYNC
OFFER = RequestSync(7, 1, b"", SyncTypes.MESSAGE)


def test_intervals_double_while_nothing_is_new_and_begin_anew_with_news():
    sync = TrickleSync()
    intervals = [0.0]
    for _ in range(6):
        intervals.append(sync.next(intervals[-1], news=False, jitter=0.0))

    assert intervals[1:] == [4.0, 8.0, 16.0, 30.0, 30.0, 30.0]
    assert sync.next(30.0, news=True, jitter=0.0) == 4.0
    assert sync.next(30.0, news=False, jitter=1.0) == pytest.approx(33.0)


def test_the_apps_ask_in_rounds_of_one_length():
    assert isinstance(BITCHAT.sync, TickedSync)
    assert BITCHAT.sync.next(15.0, news=True, jitter=1.0) == 15.0
    assert not BITCHAT.sync.offers
    assert isinstance(OURS.sync, TrickleSync)


def test_the_apps_ask_all_at_once_and_not_all_nodes_do_at_the_same_time():
    phases = []
    for seed in range(20):
        plan = SyncRounds(Random(seed), BITCHAT.sync)
        plan.set_linked({ANNA, BERT}, 0.0)
        start = plan.deadline()
        for peer in plan.take_due(start, lambda _: 0):
            plan.asked(peer, start)
        times = [at for at, _ in run(plan, 100.0, now=start)]
        assert len(times) % 2 == 0
        assert times[::2] == times[1::2]
        assert all(b - a == pytest.approx(15) for a, b in pairwise(times[::2]))
        phases.append(times[0] - start)

    assert all(0 < phase <= 15 for phase in phases)
    assert max(phases) - min(phases) > 5


def rounds(policy=None, *peers):
    plan = SyncRounds(Random(3), policy or TrickleSync())
    plan.set_linked(set(peers or (ANNA, BERT)), 0.0)
    return plan


def run(plan, until, *, lacking=0, now=0.0):
    """Ask whoever is due; return who was asked when."""
    asked = []
    while plan.deadline() <= until:
        now = max(now, plan.deadline())
        for peer in plan.take_due(now, lambda _: lacking):
            asked.append((round(now, 3), peer))
            plan.asked(peer, now, everything=plan.asks_for_all(peer, now))
    return asked


@given(
    st.lists(
        st.tuples(
            st.floats(0.0, 3.0),
            st.sampled_from(["talk", "offer", "chase", "news", "hasten"]),
        ),
        max_size=200,
    )
)
def test_whatever_happens_a_peer_is_asked_no_more_than_it_answers(events):
    plan = rounds()
    now = 0.0
    asked = []
    for wait, event in events:
        asked += run(plan, now + wait, now=now, lacking=1)
        now += wait
        if event == "talk":
            plan.talk(now)
        elif event == "chase":
            plan.offered(ANNA, OFFER, 3)
            plan.chase(ANNA, now)
        elif event == "news":
            plan.news(ANNA)
        else:
            getattr(plan, event)(ANNA, now)

    window: deque[float] = deque()
    for at, peer in asked:
        if peer == ANNA:
            window.append(at)
            while window[0] <= at - 30:
                window.popleft()
            assert len(window) < ANSWERS


@pytest.mark.parametrize("talked_for", range(40, 70, 3))
def test_talk_without_end_does_not_keep_us_from_asking_for_what_is_missing(talked_for):
    plan = rounds()
    now = 0.0
    while now < talked_for:
        plan.talk(now)
        plan.offer(ANNA, now)
        run(plan, now + 0.5, now=now)
        now += 0.5
    assert plan.offered(ANNA, OFFER, 1)
    plan.chase(ANNA, now)

    asked = [
        at for at, peer in run(plan, now + 10.0, now=now, lacking=1) if peer == ANNA
    ]

    assert asked[0] - now <= 7.6


def test_who_brought_news_is_asked_more_often_and_nobody_else():
    plan = rounds()
    run(plan, 100.0)
    plan.news(ANNA)

    asked = Counter(peer for _, peer in run(plan, 150.0, now=100.0))

    assert 3 <= asked[ANNA] <= 5
    assert asked[BERT] <= 2


def test_after_a_message_all_are_asked_soon():
    plan = rounds()
    run(plan, 100.0)
    plan.talk(100.0)

    asked = run(plan, 105.1, now=100.0)

    assert {peer for _, peer in asked} == {ANNA, BERT}
    assert all(at >= 104.0 for at, _ in asked)
    # A message is news: the rounds begin anew.
    again = run(plan, 109.6, now=105.1)
    assert {peer for _, peer in again} == {ANNA, BERT}


def test_an_offer_asks_for_messages_alone_and_soon():
    plan = rounds()
    run(plan, 100.0)
    plan.offer(ANNA, 100.0)

    assert plan.only_offers(ANNA)
    assert not plan.asks_for_all(ANNA, 100.0)
    ((at, peer),) = run(plan, 100.3, now=100.0)
    assert (peer, at >= 100.08) == (ANNA, True)
    assert not plan.only_offers(ANNA)


def test_what_came_meanwhile_is_not_asked_for():
    plan = rounds()
    run(plan, 100.0)
    assert plan.offered(ANNA, OFFER, 2)
    plan.chase(ANNA, 100.0)

    assert run(plan, 100.5, now=100.0, lacking=0) == []


def test_of_several_who_have_it_one_is_asked_first():
    plan = rounds()
    run(plan, 100.0)
    for peer in (ANNA, BERT):
        assert plan.offered(peer, OFFER, 2)
        plan.chase(peer, 100.0)

    assert run(plan, 100.5, now=100.0, lacking=1) == [(100.0, ANNA), (100.4, BERT)]


def test_what_never_comes_is_given_up_until_there_is_more():
    plan = rounds()
    run(plan, 100.0)
    assert plan.offered(ANNA, OFFER, 2)
    plan.chase(ANNA, 100.0)

    asked = [peer for _, peer in run(plan, 103.9, now=100.0, lacking=1)]

    assert asked.count(ANNA) == CHASES
    assert not plan.offered(ANNA, OFFER, 2)
    assert plan.offered(ANNA, OFFER, 3)


def test_who_says_so_again_and_again_is_asked_no_more_often_for_it():
    plan = rounds()
    run(plan, 100.0)
    asked = []
    for second in range(100, 160):
        if plan.offered(ANNA, OFFER, 2):
            plan.chase(ANNA, float(second))
        asked += run(plan, second + 1.0, now=float(second), lacking=1)

    assert sum(peer == ANNA for _, peer in asked) <= CHASES + 2


def test_whoever_comes_and_goes_leaves_nothing_behind():
    plan = rounds()
    for number in range(100):
        peer = PeerId(number.to_bytes(8))
        plan.set_linked({peer}, 40.0 * number)
        plan.asked(peer, 40.0 * number)

    assert len(plan._asked) <= 2
    assert len(plan._budgets) <= 2
    assert len(plan._asked_all) == len(plan._intervals) == 1


def test_an_offer_waits_until_the_next_can_tell_more():
    plan = rounds()
    run(plan, 100.0)
    plan.asked(ANNA, 100.0)
    plan.offer(ANNA, 100.0, 0.0)

    assert plan.deadline() == pytest.approx(100.3)


def test_without_offers_a_request_tells_nothing():
    plan = rounds(SteadySync("steady", 1.0, 30.0, 0.0, 1.0, 10.0))
    run(plan, 10.0)
    plan.offer(ANNA, 10.0)

    assert run(plan, 20.0, now=10.0) == []
    assert not plan.offered(ANNA, OFFER, 2)
    assert plan.asks_for_all(ANNA, 20.0)


# -- the engine


@pytest.fixture
def bench():
    return Bench()


def kindred(bench, name, role=LinkRole.CENTRAL):
    """Return a link to a neighbour that tells of us as nodes of our kind do."""
    link = bench.up(f"to {name}", role)
    told = tell(identity(name).peer_id, [bench.peer_id])
    bench.receive(link, bench.announce(name, neighbours=told))
    return link


def offer(bench, name, *packets, types=SyncTypes.MESSAGE):
    """Return a request that names these packets."""
    built = build_filter([packet_id(p) for p in packets])
    request = RequestSync(built.p, built.m, built.data, types)
    return bench.packet(REQUEST, name, request.encode(), ttl=0, recipient=bench.peer_id)


def asked_of(effects, name):
    who = identity(name).peer_id
    return [
        RequestSync.decode(p.payload)
        for p in sent(effects, REQUEST)
        if p.recipient == who
    ]


def settle(bench, *names):
    """Let the first rounds pass."""
    for _ in range(6):
        bench.run(20)
        for name in names:
            told = tell(identity(name).peer_id, [bench.peer_id])
            bench.receive(f"to {name}", bench.announce(name, neighbours=told))


def test_news_by_sync_are_offered_to_the_other_neighbours_of_our_kind(bench):
    anna, _, carl = (
        kindred(bench, "Anna"),
        kindred(bench, "Bert"),
        bench.neighbour("Carl"),
    )
    bench.run(0.5)
    packet = bench.message("Anna")

    effects = bench.receive(anna, as_sync_answer(encode_packet(packet))) + bench.run(
        0.4
    )

    (told,) = asked_of(effects, "Bert")
    assert told.wanted == SyncTypes.MESSAGE
    assert len(told.data) > 0
    assert bench.engine.statistics.sync_answers_sent == 0
    assert not asked_of(effects, "Anna")
    assert not asked_of(effects, "Carl")
    assert carl


def test_a_flood_that_ends_here_is_offered_on(bench):
    anna, _ = kindred(bench, "Anna"), kindred(bench, "Bert")
    bench.run(0.5)

    effects = bench.receive(anna, bench.message("Anna", ttl=1)) + bench.run(0.4)

    assert len(asked_of(effects, "Bert")) == 1
    assert not sent(effects, MESSAGE)


def test_who_passes_nothing_on_offers_nothing():
    bench = Bench(relay=False)
    anna, _ = kindred(bench, "Anna"), kindred(bench, "Bert")
    bench.run(0.5)

    effects = bench.receive(anna, bench.message("Anna", ttl=1)) + bench.run(0.4)

    assert not asked_of(effects, "Bert")


def test_what_a_neighbour_of_our_kind_has_and_we_lack_is_asked_for_at_once(bench):
    anna = kindred(bench, "Anna")
    settle(bench, "Anna")

    effects = bench.receive(anna, offer(bench, "Anna", bench.message("Bert")))

    (asked,) = asked_of(effects + bench.run(0.1), "Anna")
    assert asked.wanted == SyncTypes.MESSAGE


@pytest.mark.parametrize(
    "types", [SyncTypes.ANNOUNCE | SyncTypes.MESSAGE, SyncTypes.FRAGMENT]
)
def test_a_request_for_anything_else_tells_nothing(bench, types):
    anna = kindred(bench, "Anna")
    settle(bench, "Anna")

    request = offer(bench, "Anna", bench.message("Bert"), types=types)

    assert not asked_of(bench.receive(anna, request) + bench.run(0.1), "Anna")


def test_a_neighbour_with_the_same_messages_is_not_asked_so_soon(bench):
    anna = kindred(bench, "Anna")
    settle(bench, "Anna")
    packet = bench.message("Anna", ttl=5)
    bench.receive(anna, packet)
    bench.run(2.0)

    bench.receive(anna, offer(bench, "Anna", packet))

    assert not asked_of(bench.run(4.0), "Anna")


def test_after_a_message_our_kind_is_asked_with_an_offer_and_phones_for_all(bench):
    kindred(bench, "Anna")
    carl = bench.neighbour("Carl")
    settle(bench, "Anna")
    bench.receive(carl, bench.announce("Carl"))
    bench.receive(carl, bench.message("Carl"))

    effects = bench.run(5.5)

    assert {r.wanted for r in asked_of(effects, "Anna")} == {SyncTypes.MESSAGE}
    assert {r.wanted for r in asked_of(effects, "Carl")} == {
        SyncTypes.ANNOUNCE | SyncTypes.MESSAGE
    }


def test_an_answer_with_news_lets_its_sender_be_asked_again_soon(bench):
    carl = bench.neighbour("Carl")
    for _ in range(6):
        bench.run(20)
        bench.receive(carl, bench.announce("Carl"))
    while not asked_of(bench.run(1), "Carl"):
        pass

    bench.receive(carl, as_sync_answer(encode_packet(bench.message("Carl"))))

    # The next round is the one that was planned, and those after it are short.
    assert len(asked_of(bench.run(40), "Carl")) >= 2


def test_what_a_neighbour_lists_of_ours_is_told_as_having_got_there(bench):
    anna = kindred(bench, "Anna")
    settle(bench, "Anna")
    _, effects = bench.engine.broadcast("ours", bench.now())
    (ours,) = sent(bench.note(effects) + bench.run(0.1), MESSAGE)
    bench.effects.clear()

    bench.receive(anna, offer(bench, "Anna", ours))

    told = [e for e in bench.effects if isinstance(e, DeliveryChanged)]
    assert [(e.status, e.heard_by) for e in told] == [(DeliveryStatus.RELAYED, 1)]


def test_answers_are_counted_for_each_peer_whatever_its_links(bench):
    links = [kindred(bench, "Anna"), bench.up("another to Anna")]
    bench.receive(links[1], bench.announce("Anna"))

    for _ in range(6):
        for link in links:
            bench.receive(link, offer(bench, "Anna"))

    assert bench.engine.statistics.sync_requests_received == ANSWERS
    assert bench.dropped[DropReason.SYNC_LIMIT] == 12 - ANSWERS


def test_a_link_without_a_name_is_answered_by_itself(bench):
    kindred(bench, "Anna")
    nameless = [bench.up("nameless 1"), bench.up("nameless 2")]

    for link in nameless:
        for _ in range(ANSWERS + 1):
            bench.receive(link, offer(bench, "Anna"))

    assert bench.engine.statistics.sync_requests_received == 2 * ANSWERS
    assert bench.dropped[DropReason.SYNC_LIMIT] == 2


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (kindred, SyncTypes.MESSAGE),
        (Bench.neighbour, SyncTypes.ANNOUNCE | SyncTypes.MESSAGE),
    ],
    ids=["our kind", "a phone"],
)
def test_when_a_link_becomes_of_use_its_neighbour_is_asked(bench, kind, wanted):
    link = kind(bench, "Anna")
    bench.run(20)
    bench.handle(LinkLimitChanged(link, 20))
    bench.run(20)

    effects = bench.handle(LinkLimitChanged(link, 509)) + bench.run(1)

    assert [r.wanted for r in asked_of(effects, "Anna")] == [wanted]


def test_the_rest_of_a_set_is_asked_for_until_it_is_given_up(bench):
    anna = bench.neighbour("Anna")
    bench.run(20)
    payload = Fragment(b"set-id-8", 0, 2, MESSAGE, b"half").encode()
    bench.receive(anna, bench.packet(PacketType.FRAGMENT, "Bert", payload))

    asked = [
        second
        for second in range(1, 60)
        for r in asked_of(bench.run(1), "Anna")
        if r.fragment_sets == (b"set-id-8",)
    ]

    assert asked == [5, 15, 25]


def square(bench):
    """Link Anna and Carl of our kind, who are next to Bert, too."""
    us, anna, bert, carl = (
        bench.peer_id,
        *(identity(name).peer_id for name in ("Anna", "Bert", "Carl")),
    )
    links = {name: bench.up(f"to {name}") for name in ("Anna", "Carl")}
    for name, via, neighbours in (
        ("Anna", "Anna", (us, bert)),
        ("Carl", "Carl", (us, bert)),
        ("Bert", "Anna", (anna, carl)),
    ):
        told = tell(identity(name).peer_id, neighbours)
        ttl = 7 if name == via else 6
        bench.receive(links[via], bench.announce(name, neighbours=told, ttl=ttl))
    bench.run(2)
    return links


def test_what_somebody_else_is_to_send_a_neighbour_is_offered_a_little_later():
    outcomes = []
    for number in range(12):
        bench = Bench()
        links = square(bench)
        packet = bench.message("Anna", f"text {number}")
        before = bench.receive(links["Anna"], packet) + bench.run(0.39)
        after = bench.run(0.6)
        assert not asked_of(before, "Carl")
        served = links["Carl"] in links_of(before, MESSAGE)
        outcomes.append((served, [r.wanted for r in asked_of(after, "Carl")]))

    assert (True, []) in outcomes
    assert (False, [SyncTypes.MESSAGE]) in outcomes
    assert all(bool(asked) is not served for served, asked in outcomes)


def test_what_a_link_takes_at_no_try_is_offered(bench):
    anna, bert = kindred(bench, "Anna"), kindred(bench, "Bert")
    bench.run(20)
    effects = bench.receive(anna, bench.message("Anna")) + bench.run(0.1)
    (sending,) = (
        e for e in effects if isinstance(e, SendFrame) and e.frame[1] == MESSAGE
    )
    failure = SendFailed(bert, sending.frame, SendPriority.RELAY)
    for _ in range(4):
        assert not asked_of(bench.handle(failure) + bench.run(0.2), "Bert")

    assert len(asked_of(bench.handle(failure) + bench.run(0.2), "Bert")) == 1


@pytest.mark.parametrize(("offered", "least"), [(False, 0.5), (True, 0.1)])
def test_our_kind_is_answered_as_fast_as_a_link_carries_and_phones_at_their_pace(
    bench, offered, least
):
    anna, bert = kindred(bench, "Anna"), bench.neighbour("Bert")
    for number in range(20):
        bench.receive(bert, bench.message("Bert", f"text {number}"))
        bench.run(0.5)
    if offered:
        # Only nodes of our kind ask for messages alone.
        bench.receive(anna, offer(bench, "Anna"))
        bench.run(3)
    bench.receive(anna, bench.announce("Anna"))
    everything = SyncTypes.ANNOUNCE | SyncTypes.MESSAGE
    begun = bench.time
    effects = bench.receive(anna, offer(bench, "Anna", types=everything))
    while len([p for p in sent(effects, MESSAGE) if p.rsr]) < 20:
        effects += bench.run(0.01)

    assert least <= bench.time - begun < 4 * least
    answers = [packet for packet in sent(bench.effects) if packet.rsr]
    assert bench.engine.statistics.sync_answers_sent == len(answers)


def fill(bench, count):
    """Let a node hold messages that it need not have received."""
    for number in range(count):
        packet = bench.packet(MESSAGE, "Bert", b"%d" % number, signed=False)
        bench.engine._gossip._store.add(
            packet, encode_packet(packet), bench.now().unix_ms, 500
        )


@pytest.mark.parametrize(
    ("limit", "least", "most"),
    [(426, 280, 300), (440, 290, 314), (500, 350, 374), (509, 360, 400)],
)
def test_a_request_that_nearly_fits_its_link_is_made_to_fit(bench, limit, least, most):
    bench.neighbour("Anna", limit=limit)
    bench.neighbour("Carl", limit=100)
    fill(bench, 400)

    asked = asked_of(bench.run(2), "Anna")

    assert asked
    assert all(least <= len(request.data) <= most for request in asked)


def test_an_offer_is_short_however_much_is_held(bench):
    anna = kindred(bench, "Anna")
    settle(bench, "Anna")
    fill(bench, 400)
    bench.handle(FramesDropped(anna, 1))

    (told,) = asked_of(bench.run(0.4), "Anna")
    assert 40 <= len(told.data) <= 48


def test_nothing_but_messages_is_offered_to_whom_others_serve():
    for number in range(8):
        bench = Bench()
        links = square(bench)
        post = bench.packet(PacketType.BOARD_POST, "Anna", b"post %d" % number)
        effects = bench.receive(links["Anna"], post) + bench.run(1)
        assert not asked_of(effects, "Carl")


def test_a_frame_that_was_dropped_is_offered(bench):
    kindred(bench, "Anna")
    settle(bench, "Anna")
    bench.handle(FramesDropped("to Anna", 1))

    assert len(asked_of(bench.run(0.4), "Anna")) == 1


def test_beyond_the_ttl_news_go_on_from_hop_to_hop_at_once():
    mesh = Mesh()
    who = identity("n0")
    pin = PeerPinned(who.peer_id, who.noise_key, who.signing_key)
    nodes = [mesh.node(f"n{i}", pins=(pin,)) for i in range(14)]
    for left, right in pairwise(nodes):
        mesh.connect(left, right)
    mesh.run(60)

    nodes[0].say("far")
    mesh.run(0.2)
    assert [node.texts for node in nodes[1:8]] == [["far"]] * 7
    assert not nodes[10].texts
    mesh.run(2.0)

    assert [node.texts for node in nodes[8:]] == [["far"]] * 6


def test_two_crowds_that_meet_know_all_within_two_seconds():
    mesh = Mesh(seed=2)
    near = [mesh.node(f"near {i}") for i in range(5)]
    far = [mesh.node(f"far {i}") for i in range(5)]
    for crowd in (near, far):
        for i, left in enumerate(crowd):
            for right in crowd[:i]:
                mesh.connect(left, right)
    mesh.run(30)
    near[0].say("anybody out there?")
    mesh.run(40)

    mesh.connect(near[1], far[1])
    mesh.run(2.0)

    assert [node.texts for node in far] == [["anybody out there?"]] * 5


def test_profiles_differ_in_relaying_and_share_the_rounds():
    assert replace(OURS, relay=OURS_QUIET.relay) == OURS_QUIET
    assert OURS_DENSE.sync == OURS.sync
