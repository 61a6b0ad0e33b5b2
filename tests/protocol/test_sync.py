"""What is kept for others, when we ask, what we answer."""

from collections import Counter
from random import Random

from protocol.gcs import build_filter, packet_id
from protocol.packet import (
    Packet,
    PacketType,
    PeerId,
    as_sync_answer,
    decode_packet,
    encode_packet,
)
from protocol.request_sync import RequestSync, SyncTypes
from protocol.sync import (
    FRAGMENT_CAPACITY,
    MESSAGE_CAPACITY,
    AnswerLimiter,
    SyncAnswer,
    SyncStore,
    as_unserved,
    build_fragment_request,
    build_request,
    is_unserved,
)
from protocol.sync_policy import SteadySync
from protocol.sync_rounds import SyncRounds
import pytest

NOW = 1_790_000_000_000
ANNA, BERT = PeerId(b"anna...."), PeerId(b"bert....")


def packet(kind=PacketType.MESSAGE, *, age_s=0.0, sender=ANNA, payload=b"text"):
    return Packet(kind, 7, NOW - round(age_s * 1000), sender, payload)


def keep(store, *packets):
    for item in packets:
        store.add(item, encode_packet(item), NOW, 500)


def ask(*known, **fields):
    built = build_filter([packet_id(item) for item in known])
    return RequestSync(built.p, built.m, built.data, **fields)


def answered(store, request):
    answer = SyncAnswer(store, request)
    found = []
    while not answer.done:
        stored = answer.next(NOW)
        if stored is not None:
            found.append(stored)
    return found


def test_an_answer_holds_what_the_asker_lacks_announces_first_then_by_age():
    store = SyncStore()
    announce = packet(PacketType.ANNOUNCE)
    old, known, new = (packet(age_s=age) for age in (300, 200, 100))
    keep(store, new, known, old, announce)

    found = answered(store, ask(known))

    assert [s.timestamp for s in found] == [
        announce.timestamp,
        old.timestamp,
        new.timestamp,
    ]
    assert found[1].frame == encode_packet(old)


def test_since_limits_messages_and_not_announces():
    store = SyncStore()
    announce = packet(PacketType.ANNOUNCE, age_s=30)
    old, new = packet(age_s=300), packet(age_s=10)
    keep(store, announce, old, new)

    found = answered(store, ask(since=new.timestamp))

    assert [s.timestamp for s in found] == [announce.timestamp, new.timestamp]


def test_an_announce_over_a_minute_old_is_neither_kept_nor_served():
    store = SyncStore()
    keep(store, packet(PacketType.ANNOUNCE, age_s=61))
    assert len(store) == 0

    keep(store, packet(PacketType.ANNOUNCE, age_s=59))
    answer = SyncAnswer(store, ask())
    assert answer.next(NOW + 2_000) is None
    assert SyncAnswer(store, ask()).next(NOW + 1_000) is not None
    # What comes after it goes out in its place.
    message = packet()
    keep(store, message)
    stored = SyncAnswer(store, ask()).next(NOW + 2_000)
    assert stored is not None
    assert stored.identifier == packet_id(message)
    store.remove_sender(ANNA)
    keep(store, packet(PacketType.ANNOUNCE, age_s=59))

    store.purge(NOW + 2_000)
    assert len(store) == 0


def test_whose_announce_came_last_is_kept_longest():
    store = SyncStore()
    carl = PeerId(b"carl....")
    for sender in (ANNA, BERT, ANNA, carl):
        item = packet(PacketType.ANNOUNCE, age_s=60, sender=sender)
        store.add(item, encode_packet(item), NOW, 2)

    assert {s.sender for s in answered(store, ask())} == {ANNA, carl}


def test_only_the_latest_announce_of_a_peer_is_kept():
    store = SyncStore()
    keep(store, packet(PacketType.ANNOUNCE, age_s=9), packet(PacketType.ANNOUNCE))

    assert [s.timestamp for s in answered(store, ask())] == [NOW]


def test_a_fragment_set_is_served_by_its_id_whatever_its_age():
    store = SyncStore()
    pieces = [
        packet(
            PacketType.FRAGMENT, age_s=60, payload=set_id + bytes([0, i, 0, 9, 2, 1])
        )
        for set_id in (b"set one.", b"set two.")
        for i in range(2)
    ]
    keep(store, *pieces)

    found = answered(
        store,
        ask(
            pieces[2],
            types=SyncTypes.FRAGMENT,
            since=NOW,
            fragment_sets=(b"set two.",),
        ),
    )

    assert [s.frame for s in found] == [encode_packet(pieces[3])]


def test_a_request_for_stalled_sets_names_them_and_what_is_here_of_them():
    store = SyncStore()
    piece = packet(PacketType.FRAGMENT, payload=b"set one." + bytes([0, 0, 0, 9, 2, 1]))
    keep(store, piece)

    request = build_fragment_request(store, (b"set one.",))

    assert request.fragment_sets == (b"set one.",)
    assert request.wanted == SyncTypes.FRAGMENT
    assert answered(store, request) == []


def test_a_request_built_from_one_store_finds_what_another_has_more():
    mine, theirs = SyncStore(), SyncStore()
    shared = [packet(age_s=i) for i in range(50)]
    missing = packet(age_s=5, sender=BERT)
    keep(mine, *shared)
    keep(theirs, *shared, missing)

    found = answered(theirs, build_request(mine))

    assert [s.sender for s in found] == [BERT]


def test_a_filter_that_cannot_cover_everything_says_since_when():
    store = SyncStore()
    keep(store, *(packet(age_s=i) for i in range(1000)))

    request = build_request(store)
    small = build_request(store, 100)

    assert request.since == NOW - 354_000
    assert small.since > request.since
    assert RequestSync.decode(request.encode()) == request
    assert answered(store, request) == []


def test_a_filter_that_covers_nothing_says_nothing_of_since_when():
    store = SyncStore()
    keep(store, *(packet(age_s=i) for i in range(5)))

    request = build_request(store, 0)

    assert (request.data, request.since) == (b"", None)
    assert len(answered(store, request)) == 5


def test_the_store_is_bounded_and_drops_the_first_in():
    store = SyncStore()
    keep(store, *(packet(payload=b"%d" % i) for i in range(MESSAGE_CAPACITY + 5)))
    keep(
        store,
        *(
            packet(PacketType.FRAGMENT, payload=b"12345678%d" % i)
            for i in range(FRAGMENT_CAPACITY + 5)
        ),
    )

    assert len(store) == MESSAGE_CAPACITY + FRAGMENT_CAPACITY
    assert packet_id(packet(payload=b"4")) not in store._messages
    assert packet_id(packet(payload=b"5")) in store._messages


def test_whoever_floods_the_store_pushes_out_their_own():
    store = SyncStore()
    quiet = packet(sender=BERT, payload=b"listen", age_s=3_600)
    keep(store, quiet)

    keep(store, *(packet(payload=b"%d" % i) for i in range(MESSAGE_CAPACITY + 5)))

    assert len(store) == MESSAGE_CAPACITY
    assert store.holds_message(quiet)
    assert not store.holds_message(packet(payload=b"5"))
    assert store.holds_message(packet(payload=b"6"))


def test_what_went_counts_no_longer_for_its_sender():
    store = SyncStore()
    keep(store, *(packet(payload=b"%d" % i, age_s=21_600) for i in range(500)))
    store.purge(NOW + 1)
    quiet = packet(payload=b"listen")
    keep(store, quiet)

    flood = [packet(sender=BERT, payload=b"%d" % i) for i in range(MESSAGE_CAPACITY)]
    keep(store, *flood)

    assert store.holds_message(quiet)
    assert not store.holds_message(flood[0])


def test_who_has_most_gives_way_until_others_have_as_much():
    store = SyncStore()
    keep(store, *(packet(payload=b"%d" % i) for i in range(600)))
    keep(store, *(packet(sender=BERT, payload=b"%d" % i) for i in range(550)))

    held = Counter(stored.sender for stored in answered(store, ask()))
    assert held == {ANNA: 500, BERT: 500}


def unserved(store):
    return [stored.frame for stored in store.unserved]


def test_who_said_goodbye_is_remembered_and_not_served_until_they_are_back():
    store = SyncStore()
    mine, other = packet(payload=b"mine"), packet(sender=BERT)
    keep(store, mine, packet(PacketType.ANNOUNCE), other)

    store.sender_left(ANNA)
    assert [s.sender for s in answered(store, ask())] == [BERT]
    assert unserved(store) == [encode_packet(mine)]
    # A second goodbye takes nothing more.
    store.sender_left(ANNA)
    assert unserved(store) == [encode_packet(mine)]

    store.sender_back(BERT)
    assert unserved(store) == [encode_packet(mine)]
    store.sender_back(ANNA)
    assert unserved(store) == []
    assert {s.sender for s in answered(store, ask())} == {ANNA, BERT}
    assert store.holds_message(mine)


def test_what_is_remembered_has_a_bound_and_an_age():
    store = SyncStore()
    many = [packet(payload=b"%d" % i, age_s=60) for i in range(MESSAGE_CAPACITY)]
    keep(store, *many)
    store.sender_left(ANNA)
    new = packet(sender=BERT)
    keep(store, new)
    store.sender_left(BERT)

    assert unserved(store) == [encode_packet(p) for p in [*many[1:], new]]
    store.purge(NOW - 60_000 + 21_600_000)
    assert len(unserved(store)) == MESSAGE_CAPACITY
    store.purge(NOW - 60_000 + 21_600_001)
    assert unserved(store) == [encode_packet(new)]


def test_who_is_removed_leaves_nothing_to_remember():
    store = SyncStore()
    keep(
        store,
        packet(),
        packet(PacketType.FRAGMENT, payload=b"set one." + bytes([0, 0, 0, 9, 2, 1])),
    )
    store.sender_left(ANNA)
    keep(store, packet(payload=b"more"))

    store.remove_sender(ANNA)

    assert unserved(store) == []
    assert len(store) == 0


def test_on_disk_what_is_remembered_is_told_from_what_is_served():
    frame = encode_packet(packet())

    assert is_unserved(decode_packet(as_unserved(frame)))
    assert not is_unserved(decode_packet(frame))
    assert not is_unserved(decode_packet(as_sync_answer(frame)))


def test_a_leaver_takes_everything_along():
    store = SyncStore()
    keep(store, packet(), packet(PacketType.ANNOUNCE), packet(sender=BERT))

    store.remove_sender(ANNA)

    assert [s.sender for s in answered(store, ask())] == [BERT]


@pytest.mark.parametrize(
    ("kind", "age_s"),
    [
        (PacketType.ANNOUNCE, 60),
        (PacketType.FRAGMENT, 900),
        (PacketType.MESSAGE, 21_600),
    ],
)
def test_each_kind_has_its_age(kind, age_s):
    store = SyncStore()
    keep(store, packet(kind, payload=b"12345678901234"))

    store.purge(NOW + age_s * 1000)
    assert len(store) == 1
    store.purge(NOW + age_s * 1000 + 1)
    assert len(store) == 0


STEADY = SteadySync(
    "steady", first_s=1.0, round_s=30.0, spread_s=3.0, hasten_s=1.0, spacing_s=10.0
)


def due(plan, now):
    return plan.take_due(now, lambda offer: 0)


def rounds(*peers, now=0.0):
    plan = SyncRounds(Random(1), STEADY)
    plan.set_linked(set(peers), now)
    return plan


def test_a_new_neighbour_is_asked_after_a_second_and_then_every_half_minute():
    plan = rounds(ANNA)

    assert plan.deadline() == 1.0
    assert due(plan, 0.9) == []
    assert due(plan, 1.0) == [ANNA]
    plan.asked(ANNA, 1.0)
    assert 28.0 <= plan.deadline() <= 34.0


def test_answers_are_welcome_for_half_a_minute_from_whom_we_asked():
    plan = rounds(ANNA, BERT)
    plan.asked(ANNA, 1.0)

    assert plan.is_solicited(ANNA, 31.0)
    assert not plan.is_solicited(ANNA, 31.1)
    assert not plan.is_solicited(BERT, 2.0)
    assert not plan.is_solicited(None, 2.0)


def test_while_nobody_is_identified_everybody_is_asked():
    plan = rounds(None)
    plan.asked(None, 1.0)

    assert plan.is_solicited(None, 2.0)
    assert plan.is_solicited(ANNA, 2.0)


def test_a_missing_key_hastens_the_next_request_but_not_without_end():
    plan = rounds(ANNA)
    plan.asked(ANNA, 1.0)

    plan.hasten(ANNA, 5.0)
    assert plan.deadline() == 11.0
    plan.asked(ANNA, 11.0)
    plan.hasten(ANNA, 30.0)
    assert plan.deadline() == 31.0
    plan.hasten(BERT, 30.0)
    assert due(plan, 99.0) == [ANNA]


def test_a_link_that_flaps_does_not_make_us_ask_each_time():
    plan = rounds(ANNA)
    plan.asked(ANNA, 1.0)
    plan.set_linked(set(), 2.0)
    plan.set_linked({ANNA}, 3.0)

    assert plan.deadline() == 11.0


def test_a_peer_is_answered_eight_times_in_half_a_minute():
    limiter = AnswerLimiter()

    assert [limiter.allow(ANNA, 0.0) for _ in range(9)] == [True] * 8 + [False]
    assert limiter.allow(BERT, 0.0)
    assert not limiter.allow(ANNA, 29.9)
    assert [limiter.allow(ANNA, 30.0) for _ in range(9)] == [True] * 8 + [False]


def test_budgets_of_as_many_peers_as_are_near_are_all_known():
    limiter = AnswerLimiter()
    for _ in range(8):
        assert limiter.allow(ANNA, 0.0)
    for number in range(127):
        limiter.allow(PeerId(number.to_bytes(8)), 0.0)

    assert not limiter.allow(ANNA, 1.0)
    # One more, and who asked longest ago is forgotten.
    limiter.allow(BERT, 1.0)
    assert not limiter.allow(ANNA, 1.0)
    for number in range(200, 328):
        limiter.allow(PeerId(number.to_bytes(8)), 2.0)
    assert limiter.allow(ANNA, 2.0)


def test_budgets_of_many_peers_do_not_pile_up():
    limiter = AnswerLimiter()
    for number in range(1000):
        limiter.allow(PeerId(number.to_bytes(8)), 0.0)

    assert len(limiter._answered) <= 128


def test_what_one_request_hides_the_next_does_not():
    mine, theirs = SyncStore(), SyncStore()
    keep(mine, *(packet(age_s=n, payload=b"mine %d" % n) for n in range(60)))
    keep(theirs, *(packet(age_s=n, payload=b"theirs %d" % n) for n in range(400)))

    found = [
        {s.identifier for s in answered(theirs, build_request(mine, turn=turn))}
        for turn in range(3)
    ]

    assert all(380 < len(got) < 400 for got in found)
    assert len(set.union(*found)) == 400
