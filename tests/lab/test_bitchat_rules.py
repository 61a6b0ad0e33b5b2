"""Bitchat's rules, a row each, against the whole engine under the policy `BITCHAT`.

Numbers in brackets are sections of the wire specification. What `BITCHAT` stands for in
the lab is measured against ours, so it has to be neither better nor worse than this.
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from random import Random

from protocol import (
    BITCHAT,
    BROADCAST_RECIPIENT,
    LinkId,
    LinkRole,
    MeshEngine,
    MeshSettings,
    Packet,
    PacketType,
    SendFrame,
    Tick,
    decode_packet,
    encode_packet,
)
from protocol.dedup import dedup_name
from protocol.gcs import bucket, build_filter, decode_filter, packet_id
from protocol.packet import as_sync_answer
from protocol.request_sync import RequestSync, SyncTypes
from protocol.signature import verify
import pytest

from tests.protocol.bench import Bench
from tests.protocol.mesh import identity

ANNOUNCE, MESSAGE, LEAVE = PacketType.ANNOUNCE, PacketType.MESSAGE, PacketType.LEAVE
FRAGMENT, VOICE = PacketType.FRAGMENT, PacketType.VOICE_FRAME
HANDSHAKE, NOISE = PacketType.NOISE_HANDSHAKE, PacketType.NOISE_ENCRYPTED
COURIER, BOARD = PacketType.COURIER_ENVELOPE, PacketType.BOARD_POST
PING, PONG, NOSTR = PacketType.PING, PacketType.PONG, PacketType.NOSTR_CARRIER
FILE, REQUEST = PacketType.FILE_TRANSFER, PacketType.REQUEST_SYNC
UNKNOWN = 0xEE

CENTRAL, PERIPHERAL = LinkRole.CENTRAL, LinkRole.PERIPHERAL

URGENT, NOT_URGENT = b"\x09\x00\x01\x01", b"\x09\x00\x01\x00"
FAR_AWAY = identity("somebody far away").peer_id

# The longest delay of any rule is 220 ms.
LONG_ENOUGH_S = 0.25


@dataclass(frozen=True)
class Sending:
    """One frame that went out: when, what, and where to."""

    after_s: float
    packet: Packet
    links: frozenset[LinkId]


class Phone(Bench):
    """A node by bitchat's rules, with scripted neighbours."""

    def __init__(self, seed: int = 7) -> None:
        super().__init__()
        self.engine = MeshEngine(
            identity("bench"), MeshSettings("Bench"), Random(seed), policy=BITCHAT
        )

    def neighbours(self, count, role=CENTRAL, first=0):
        """Return the links to so many who have announced themselves."""
        return [self.neighbour(f"{role} {first + i}", role) for i in range(count)]

    def hear(self, link, packet, seconds=LONG_ENOUGH_S):
        """Take a packet in, and return what was sent of it from then on."""
        start = self.time
        effects = [(0.0, e) for e in self.receive(link, packet)]
        effects += self.watch(seconds, start)
        return self.of(packet, effects)

    def watch(self, seconds, start=None):
        """Let time pass; return what was done, and when."""
        start = self.time if start is None else start
        end, done = self.time + seconds, []
        while (due := self.engine.next_deadline()) is not None and due <= end:
            self.time = max(self.time, due)
            done += [(self.time - start, e) for e in self.handle(Tick())]
        self.time = end
        return done

    @staticmethod
    def of(packet, effects):
        """Return which of the effects sent this very packet."""
        return [
            Sending(after, found, frozenset(effect.links))
            for after, effect in effects
            if isinstance(effect, SendFrame)
            and dedup_name(found := decode_packet(effect.frame)) == dedup_name(packet)
        ]

    def say(self, text="ours"):
        """Send a message of our own; return where it went."""
        (effect,) = [
            e
            for e in self.note(self.engine.broadcast(text, self.now())[1])
            if isinstance(e, SendFrame) and e.frame[1] == MESSAGE
        ]
        return decode_packet(effect.frame), frozenset(effect.links)


@pytest.fixture
def phone() -> Phone:
    return Phone()


def fragment_of(number):
    """Return the first of three pieces of a set."""
    return b"set %04d" % number + bytes([0, 0, 0, 3, MESSAGE]) + b"piece"


PAYLOADS = {FRAGMENT: fragment_of(1), LEAVE: b"", PING: bytes(9), PONG: bytes(9)}


# -- whether and with which TTL, and how long after [6.4, 6.5]

ORDINARY_DELAY = {1: (10, 40), 2: (10, 40), 3: (60, 150), 5: (60, 150)}
ORDINARY_DELAY |= {6: (80, 180), 9: (80, 180), 10: (100, 220), 14: (100, 220)}

SPARSE, MEDIUM, DENSE, CROWD = (10, 40), (60, 150), (80, 180), (100, 220)
STREAM, DIRECTED, SHAKE = (8, 25), (20, 60), (10, 35)


@pytest.mark.parametrize(
    ("kind", "degree", "ttl", "leaves_with", "delay"),
    [
        # What is for everybody: to the last hop where few are near, cut where many are
        (MESSAGE, 2, 7, 6, SPARSE),
        (MESSAGE, 3, 7, 5, MEDIUM),
        (MESSAGE, 5, 7, 5, MEDIUM),
        (MESSAGE, 6, 7, 4, DENSE),
        (MESSAGE, 9, 7, 4, DENSE),
        (MESSAGE, 10, 7, 4, CROWD),
        (MESSAGE, 14, 7, 4, CROWD),
        # A receiver clamps to 7 before anything else
        (MESSAGE, 2, 255, 6, SPARSE),
        (MESSAGE, 3, 200, 5, MEDIUM),
        (MESSAGE, 7, 8, 4, DENSE),
        # On its way: the cuts only bite where the TTL is above them
        (MESSAGE, 2, 6, 5, SPARSE),
        (MESSAGE, 3, 6, 5, MEDIUM),
        (MESSAGE, 3, 5, 4, MEDIUM),
        (MESSAGE, 6, 5, 4, DENSE),
        (MESSAGE, 6, 4, 3, DENSE),
        (MESSAGE, 6, 3, 2, DENSE),
        (MESSAGE, 2, 2, 1, SPARSE),
        (MESSAGE, 4, 2, 1, MEDIUM),
        (MESSAGE, 8, 2, 1, DENSE),
        # Announces and urgent posts keep their headroom in a middling place only
        (ANNOUNCE, 2, 7, 6, SPARSE),
        (ANNOUNCE, 3, 7, 6, MEDIUM),
        (ANNOUNCE, 5, 7, 6, MEDIUM),
        (ANNOUNCE, 6, 7, 4, DENSE),
        (ANNOUNCE, 12, 7, 4, CROWD),
        (ANNOUNCE, 4, 3, 2, MEDIUM),
        # Whatever else is for everybody, known or not
        (LEAVE, 3, 7, 5, MEDIUM),
        (FILE, 3, 7, 5, MEDIUM),
        (PacketType.PREKEY_BUNDLE, 6, 7, 4, DENSE),
        (PacketType.GROUP_MESSAGE, 2, 7, 6, SPARSE),
        (UNKNOWN, 3, 7, 5, MEDIUM),
        (UNKNOWN, 8, 7, 4, DENSE),
        (NOISE, 3, 7, 5, MEDIUM),
        (COURIER, 8, 7, 4, DENSE),
        # What is streamed: quickly, and cut in a dense place alone
        (FRAGMENT, 2, 7, 6, STREAM),
        (FRAGMENT, 5, 7, 6, STREAM),
        (FRAGMENT, 6, 7, 4, STREAM),
        (FRAGMENT, 11, 7, 4, STREAM),
        (FRAGMENT, 6, 5, 4, STREAM),
        (FRAGMENT, 6, 2, 1, STREAM),
        (VOICE, 5, 7, 6, STREAM),
        (VOICE, 6, 7, 4, STREAM),
        # Handshakes are never cut, with a recipient or without
        (HANDSHAKE, 2, 7, 6, SHAKE),
        (HANDSHAKE, 9, 7, 6, SHAKE),
        (HANDSHAKE, 9, 2, 1, SHAKE),
    ],
)
def test_what_is_for_everybody_leaves_with_this_ttl_after_this_while(
    phone, kind, degree, ttl, leaves_with, delay
):
    links = phone.neighbours(degree)
    phone.run(2)
    sender = "far" if kind == ANNOUNCE else "central 0"
    packet = (
        phone.announce(sender, ttl=ttl)
        if kind == ANNOUNCE
        else phone.packet(kind, sender, PAYLOADS.get(kind, b"text"), ttl=ttl)
    )

    (sending,) = phone.hear(links[0], packet)

    assert sending.packet.ttl == leaves_with
    assert delay[0] <= round(sending.after_s * 1000, 3) <= delay[1]


@pytest.mark.parametrize("degree", [3, 9])
@pytest.mark.parametrize(
    ("kind", "recipient", "delay"),
    [
        (HANDSHAKE, FAR_AWAY, SHAKE),
        (NOISE, FAR_AWAY, DIRECTED),
        (COURIER, FAR_AWAY, DIRECTED),
        (PING, FAR_AWAY, DIRECTED),
        (PONG, FAR_AWAY, DIRECTED),
        (NOSTR, FAR_AWAY, DIRECTED),
        (FRAGMENT, FAR_AWAY, DIRECTED),
        # As coded, eight 0xFF bytes are a recipient here
        (FRAGMENT, BROADCAST_RECIPIENT, DIRECTED),
        (NOISE, BROADCAST_RECIPIENT, DIRECTED),
    ],
)
def test_what_is_for_somebody_loses_one_hop_at_a_time_however_dense_it_is(
    phone, kind, recipient, degree, delay
):
    links = phone.neighbours(degree)
    phone.run(2)
    packet = phone.packet(
        kind, "central 0", PAYLOADS.get(kind, b"text"), recipient=recipient
    )

    (sending,) = phone.hear(links[0], packet)

    assert sending.packet.ttl == 6
    assert sending.links == set(links[1:])
    assert delay[0] <= round(sending.after_s * 1000, 3) <= delay[1]


@pytest.mark.parametrize(
    ("urgency", "leaves_with"), [(URGENT, 6), (NOT_URGENT, 5), (b"", 5)]
)
def test_an_urgent_post_travels_as_far_as_an_announce(phone, urgency, leaves_with):
    links = phone.neighbours(4)
    phone.run(2)

    (sending,) = phone.hear(links[0], phone.packet(BOARD, "central 0", urgency))

    assert sending.packet.ttl == leaves_with


@pytest.mark.parametrize("degree", [2, 4, 8])
@pytest.mark.parametrize(
    "change",
    [
        {"ttl": 1},
        {"ttl": 0},
        {"kind": ANNOUNCE, "ttl": 1},
        {"kind": FRAGMENT, "ttl": 1},
        {"kind": VOICE, "ttl": 1},
        {"kind": HANDSHAKE, "ttl": 1},
        {"kind": NOISE, "ttl": 1, "recipient": FAR_AWAY},
        {"kind": NOISE, "recipient": identity("bench").peer_id},
        {"kind": HANDSHAKE, "recipient": identity("bench").peer_id},
        {"kind": MESSAGE, "recipient": identity("bench").peer_id},
        {"kind": MESSAGE, "sender": "bench"},
        {"kind": REQUEST, "ttl": 0},
        {"kind": REQUEST, "ttl": 7},
    ],
)
def test_these_are_never_passed_on(phone, degree, change):
    links = phone.neighbours(degree)
    phone.run(2)
    how = {"kind": MESSAGE, "sender": "central 0"} | change
    kind, sender = how.pop("kind"), how.pop("sender")
    packet = (
        phone.announce(sender, **how)
        if kind == ANNOUNCE
        else phone.packet(kind, sender, PAYLOADS.get(kind, b"text"), **how)
    )

    assert phone.hear(links[0], packet) == []


@pytest.mark.parametrize(
    ("degree", "delay"), [(2, SPARSE), (4, MEDIUM), (8, DENSE), (11, CROWD)]
)
def test_delays_are_spread_over_all_of_their_range(phone, degree, delay):
    links = phone.neighbours(degree)
    phone.run(2)
    delays = []
    for number in range(60):
        (sending,) = phone.hear(links[0], phone.message("central 0", f"{number}"))
        delays.append(sending.after_s * 1000)

    tenth = (delay[1] - delay[0]) / 10
    assert delay[0] <= min(delays) < delay[0] + tenth
    assert delay[1] - tenth < max(delays) <= delay[1] + 0.001
    assert len(set(delays)) == 60


# -- over which links [6.7]

SUBSETS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 3, 5: 4, 6: 4, 7: 4, 8: 4, 9: 5, 10: 5, 16: 5}
SUBSETS |= {11: 5, 17: 6}


def smallest(packet, links, count):
    """Return the links that the specification's hash puts first."""
    name = dedup_name(packet)
    return set(
        sorted(
            links,
            key=lambda link: (sha256(f"{name}::{link}".encode()).digest(), link),
        )[:count]
    )


@pytest.mark.parametrize("notified", [0, 1, 4, 9])
@pytest.mark.parametrize("written", sorted(SUBSETS.keys() - {11, 17}))
def test_a_message_takes_a_part_of_the_links_of_each_role(phone, written, notified):
    """Its origin's own sending, too, and each relay counts its own remaining links."""
    central = phone.neighbours(written)
    peripheral = phone.neighbours(notified, PERIPHERAL)
    ingress = phone.neighbour("the one that it comes from")
    phone.run(4)

    own, own_links = phone.say()
    heard = phone.message("the one that it comes from", "heard")
    sendings = phone.hear(ingress, heard)

    everyone = [*central, ingress]
    assert own_links == smallest(own, everyone, SUBSETS[written + 1]) | smallest(
        own, peripheral, SUBSETS[notified]
    )
    expected = smallest(heard, central, SUBSETS[written]) | smallest(
        heard, peripheral, SUBSETS[notified]
    )
    assert [set(sending.links) for sending in sendings] == [expected] * bool(expected)


def test_the_next_message_takes_another_part(phone):
    phone.neighbours(8)
    phone.run(4)
    parts = {phone.say(f"number {number}")[1] for number in range(20)}

    assert len(parts) > 10
    assert all(len(part) == 4 for part in parts)


@pytest.mark.parametrize(
    ("kind", "whole"),
    [
        (ANNOUNCE, True),
        (FRAGMENT, True),
        (MESSAGE, False),
        (LEAVE, False),
        (VOICE, False),
        (BOARD, False),
        (FILE, False),
        (UNKNOWN, False),
    ],
)
def test_announces_and_fragments_take_all_links_and_nothing_else_does(
    phone, kind, whole
):
    links = phone.neighbours(6) + phone.neighbours(9, PERIPHERAL)
    phone.run(4)
    packet = (
        phone.announce("far", ttl=5)
        if kind == ANNOUNCE
        else phone.packet(kind, "central 0", PAYLOADS.get(kind, b"text"))
    )

    (sending,) = phone.hear(links[0], packet)

    assert len(sending.links) == (14 if whole else 4 + 5)
    assert links[0] not in sending.links


def test_our_own_announce_takes_every_link_even_two_to_one_peer(phone):
    links = {
        *phone.neighbours(6),
        *phone.neighbours(9, PERIPHERAL),
        phone.neighbour("twice"),
    }
    second = phone.up("from twice", PERIPHERAL)
    phone.receive(second, phone.announce("twice"))
    phone.run(4)

    effects = phone.note(phone.engine.announce(phone.now())) + phone.run(1)

    (announce,) = [
        e for e in effects if isinstance(e, SendFrame) and e.frame[1] == ANNOUNCE
    ]
    assert set(announce.links) == links | {second}


@pytest.mark.parametrize("kind", [MESSAGE, ANNOUNCE, FRAGMENT])
def test_a_peer_with_two_links_gets_one_copy_on_the_one_that_we_write(phone, kind):
    ingress = phone.neighbour("other")
    written = phone.neighbour("twice")
    notified = phone.up("from twice", PERIPHERAL)
    phone.receive(notified, phone.announce("twice"))
    phone.run(4)
    packet = (
        phone.announce("far", ttl=5)
        if kind == ANNOUNCE
        else phone.packet(kind, "other", PAYLOADS.get(kind, b"text"))
    )

    (sending,) = phone.hear(ingress, packet)

    assert sending.links == {written}


@pytest.mark.parametrize("kind", [MESSAGE, ANNOUNCE, FRAGMENT])
def test_nothing_goes_back_to_whom_it_came_from_by_any_link(phone, kind):
    phone.neighbour("twice")
    notified = phone.up("from twice", PERIPHERAL)
    phone.receive(notified, phone.announce("twice"))
    other = phone.neighbour("other")
    phone.run(4)
    packet = (
        phone.announce("far", ttl=5)
        if kind == ANNOUNCE
        else phone.packet(kind, "twice", PAYLOADS.get(kind, b"text"))
    )

    (sending,) = phone.hear(notified, packet)

    assert sending.links == {other}


def test_a_link_that_nobody_has_announced_on_is_one_of_the_links(phone):
    ingress = phone.neighbour("other")
    stranger = phone.up("stranger")
    phone.run(4)

    (sending,) = phone.hear(ingress, phone.message("other"))

    assert sending.links == {stranger}


def test_what_is_for_a_neighbour_takes_one_link_to_it(phone):
    links = phone.neighbours(8)
    phone.run(4)
    packet = phone.packet(
        NOISE, "central 0", b"text", recipient=identity("central 5").peer_id
    )

    (sending,) = phone.hear(links[0], packet)

    assert sending.links == {links[5]}


def test_what_is_for_whom_it_came_from_goes_nowhere(phone):
    links = phone.neighbours(8)
    phone.run(4)
    packet = phone.packet(
        NOISE, "far", b"text", recipient=identity("central 0").peer_id
    )

    assert phone.hear(links[0], packet) == []


def test_a_broadcast_as_android_writes_it_goes_to_every_peer(phone):
    links = phone.neighbours(6) + phone.neighbours(9, PERIPHERAL)
    phone.run(4)
    packet = phone.message("central 0", recipient=BROADCAST_RECIPIENT)

    (sending,) = phone.hear(links[0], packet)

    assert sending.links == set(links[1:])


# -- hearing it again [6.1, 6.2]


@pytest.mark.parametrize(
    ("degree", "passed_on"), [(2, True), (3, False), (4, False), (8, False)]
)
@pytest.mark.parametrize("kind", [MESSAGE, ANNOUNCE, UNKNOWN])
def test_a_duplicate_calls_a_waiting_relay_off_where_more_than_two_are_near(
    phone, kind, degree, passed_on
):
    links = phone.neighbours(degree)
    phone.run(4)
    packet = (
        phone.announce("far", ttl=5)
        if kind == ANNOUNCE
        else phone.packet(kind, "central 0", b"text", ttl=5)
    )
    first = phone.hear(links[0], packet, seconds=0.005)

    again = phone.hear(links[1], replace(packet, ttl=4))

    # Even to whom the duplicate came from: only the first link is remembered
    assert first == []
    assert [sending.links for sending in again] == [frozenset(links[1:])] * passed_on


@pytest.mark.parametrize("degree", [3, 8])
def test_a_fragments_echo_does_not_call_its_relay_off(phone, degree):
    links = phone.neighbours(degree)
    phone.run(4)
    packet = phone.packet(FRAGMENT, "central 0", fragment_of(1))
    phone.hear(links[0], packet, seconds=0.004)

    (sending,) = phone.hear(links[1], replace(packet, ttl=4))

    assert sending.links == set(links[1:])


def test_what_was_passed_on_is_not_passed_on_again_for_five_minutes(phone):
    links = phone.neighbours(3)
    phone.run(4)
    packet = phone.message("central 0")
    assert phone.hear(links[0], packet)

    later = [phone.hear(links[0], packet, seconds=20) for _ in range(5)]

    assert later == [[]] * 5


def test_a_fragment_is_passed_on_again_after_three_seconds_and_not_before(phone):
    links = phone.neighbours(2)
    phone.run(4)
    packet = phone.packet(FRAGMENT, "central 0", fragment_of(1))

    sent = [
        len(phone.hear(links[0], packet, seconds=seconds)) for seconds in (1, 1.9, 1, 1)
    ]

    assert sent == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("change", "new"),
    [
        ({"ttl": 3}, False),
        ({"payload": b"another"}, True),
        ({"timestamp": 1}, True),
        ({"type": UNKNOWN + 1}, True),
        ({"sender": FAR_AWAY}, True),
    ],
)
def test_a_packet_is_known_by_sender_time_type_and_payload(phone, change, new):
    links = phone.neighbours(3)
    phone.run(4)
    packet = phone.packet(UNKNOWN, "central 0", b"text")
    phone.hear(links[0], packet)
    if "timestamp" in change:
        change = {"timestamp": packet.timestamp + 1}

    assert len(phone.hear(links[0], replace(packet, **change))) == new


# -- what we ask for, and when [7.1 to 7.3]


def asked(effects):
    """Return the sync requests among effects, with the time of each."""
    return [
        Sending(after, decode_packet(e.frame), frozenset(e.links))
        for after, e in effects
        if isinstance(e, SendFrame) and e.frame[1] == REQUEST
    ]


def test_a_new_neighbour_is_asked_a_second_after_its_announce(phone):
    link = phone.up("link")
    start = phone.time
    effects = [(0.0, e) for e in phone.receive(link, phone.announce("Anna"))]

    (request,) = asked(effects + phone.watch(5, start))

    assert request.after_s == pytest.approx(1.0)
    assert request.links == {link}
    assert request.packet.recipient == identity("Anna").peer_id
    assert request.packet.ttl == 0
    assert verify(request.packet, phone.engine.identity.signing_key)
    wanted = RequestSync.decode(request.packet.payload).wanted
    assert {SyncTypes.ANNOUNCE, SyncTypes.MESSAGE} <= set(wanted)


def test_all_neighbours_are_asked_at_ticks_of_fifteen_seconds_each_by_itself(phone):
    links = phone.neighbours(3)
    phone.watch(3)
    # Somebody who comes later is asked at once, and from then on with the others
    links += phone.neighbours(2, PERIPHERAL)
    phone.watch(3)

    requests = asked(phone.watch(121))

    ticks = sorted({round(request.after_s, 6) for request in requests})
    assert len(ticks) == 8
    assert all(b - a == pytest.approx(15.0) for a, b in pairwise(ticks))
    assert [request.packet.recipient is None for request in requests] == [False] * 40
    for link in links:
        assert [round(r.after_s, 6) for r in requests if r.links == {link}] == ticks


def test_different_nodes_have_their_ticks_at_different_times():
    ticks = set()
    for seed in range(5):
        phone = Phone(seed)
        phone.neighbours(1)
        phone.watch(2)
        ticks.add(asked(phone.watch(15))[0].after_s)

    assert len(ticks) == 5


def test_somebody_who_comes_back_is_asked_after_a_second_again(phone):
    link = phone.neighbour("Anna")
    phone.watch(2)
    phone.down(link)
    phone.watch(1)

    phone.neighbour("Anna")

    assert asked(phone.watch(1.1))


def test_while_nobody_has_a_name_everybody_is_asked_at_once(phone):
    links = {phone.up("one"), phone.up("two"), phone.up("three", PERIPHERAL)}

    first = asked(phone.watch(2))[0]

    assert first.packet.recipient is None
    assert first.links == links


@pytest.mark.parametrize(
    "what",
    [
        lambda phone: phone.message("a stranger", ttl=5),
        lambda phone: phone.message("Anna"),
        lambda phone: phone.message("Anna", ttl=1),
        lambda phone: phone.announce("somebody new", ttl=4),
        lambda phone: replace(phone.message("Anna", age_s=3), rsr=True, ttl=0),
        lambda phone: request_of(phone, phone.message("Anna"), sender="Anna"),
        lambda phone: request_of(
            phone, phone.message("Anna"), sender="Anna", types=SyncTypes.MESSAGE
        ),
    ],
)
def test_nothing_hastens_a_round(phone, what):
    """There is no rule for it, not even where a message is known to be missing."""
    link = phone.neighbour("Anna")
    phone.neighbour("Bert")
    phone.watch(3)
    while not asked(phone.watch(0.5)):
        pass

    phone.receive(link, what(phone))

    assert asked(phone.watch(14)) == []


@pytest.mark.parametrize(
    ("held", "p", "m", "partial"),
    [(0, 7, 1, False), (1, 7, 128, False), (300, 7, 300 * 128, False)],
)
def test_a_filter_names_what_is_held_at_one_in_a_hundred(held, p, m, partial):
    ids = [bytes([number % 256]) * 15 + bytes([number >> 8]) for number in range(held)]

    built = build_filter(ids)

    assert (built.p, built.m) == (p, m)
    assert (built.covered < held) == partial
    values = decode_filter(built.p, built.m, built.data)
    assert sorted({min(bucket(i, m), m - 1) for i in ids} if held else []) == values


def test_a_filter_takes_400_bytes_at_most_which_name_the_355_newest():
    built = build_filter([number.to_bytes(16) for number in range(1000)])

    assert len(built.data) <= 400
    assert (built.covered, built.m) == (355, 355 * 128)


def test_a_request_that_cannot_name_everything_says_since_when(phone):
    """Ours names a few less: what just misses fitting one value is made to fit."""
    link = phone.neighbour("Anna", limit=512)
    for number in range(500):
        phone.receive(link, phone.message("Anna", f"number {number}"))
        phone.watch(0.1)

    request = asked(phone.watch(16))[-1]

    decoded = RequestSync.decode(request.packet.payload)
    assert 340 * 128 <= decoded.m <= 355 * 128
    assert decoded.since is not None


# -- what we answer [7.4]


def request_of(phone, *known, sender="central 0", **fields):
    built = build_filter([packet_id(packet) for packet in known])
    payload = RequestSync(built.p, built.m, built.data, **fields).encode()
    return phone.packet(REQUEST, sender, payload, ttl=0)


def answers(phone, link, packet, seconds=1.0):
    """Return what a request is answered with."""
    start = phone.time
    effects = [(0.0, e) for e in phone.receive(link, packet)]
    effects += phone.watch(seconds, start)
    return [
        Sending(after, found, frozenset(e.links))
        for after, e in effects
        if isinstance(e, SendFrame) and (found := decode_packet(e.frame)).rsr
    ]


def test_a_peer_is_answered_eight_times_in_any_thirty_seconds(phone):
    links = phone.neighbours(2)
    phone.watch(3)
    start, answered = phone.time, []
    while phone.time < start + 95:
        if answers(phone, links[0], request_of(phone), seconds=0.5):
            answered.append(phone.time)

    assert len(answered) >= 24
    assert all(
        later - first >= 30
        for first, later in zip(answered, answered[8:], strict=False)
    )
    assert answers(phone, links[1], request_of(phone, sender="central 1"))


def test_an_answer_goes_to_the_asker_alone_announces_first_then_the_oldest(phone):
    links = phone.neighbours(3)
    phone.watch(3)
    said = [phone.message("central 1", f"{number}") for number in range(4)]
    for packet in reversed(said):
        phone.hear(links[1], replace(packet))

    found = answers(phone, links[0], request_of(phone, said[2]))

    assert {sending.links for sending in found} == {frozenset({links[0]})}
    kinds = [sending.packet.type for sending in found]
    assert kinds == [ANNOUNCE] * 4 + [MESSAGE] * 3
    times = [s.packet.timestamp for s in found if s.packet.type == MESSAGE]
    assert times == sorted(times)
    assert packet_id(said[2]) not in {packet_id(s.packet) for s in found}


def test_an_answer_is_the_packet_as_signed_with_ttl_0_and_marked(phone):
    links = phone.neighbours(2)
    phone.watch(3)
    said = phone.message("central 1")
    phone.hear(links[1], said)

    found = answers(phone, links[0], request_of(phone))

    assert all(s.packet.rsr and s.packet.ttl == 0 for s in found)
    (message,) = [s.packet for s in found if s.packet.type == MESSAGE]
    assert message.signature == said.signature
    assert verify(message, identity("central 1").signing_key)


def test_answers_are_paced(phone):
    links = phone.neighbours(2)
    phone.watch(3)
    for number in range(10):
        phone.hear(links[1], phone.message("central 1", f"{number}"))

    times = [s.after_s for s in answers(phone, links[0], request_of(phone))]

    assert len(times) == 13
    assert all(0.025 <= b - a <= 0.030 for a, b in pairwise(times))


def test_since_holds_for_messages_and_not_for_announces(phone):
    links = phone.neighbours(2)
    phone.watch(3)
    old, new = phone.message("central 1", "old", age_s=60), phone.message("central 1")
    phone.hear(links[1], old)
    phone.hear(links[1], new)

    found = answers(phone, links[0], request_of(phone, since=new.timestamp))

    assert [s.packet.type for s in found] == [ANNOUNCE] * 3 + [MESSAGE]
    assert packet_id(found[-1].packet) == packet_id(new)


def test_an_announce_over_a_minute_old_is_not_served(phone):
    links = phone.neighbours(2)
    phone.watch(61)
    phone.receive(links[0], phone.announce("central 0"))

    found = answers(phone, links[0], request_of(phone))

    senders = {s.packet.sender for s in found if s.packet.type == ANNOUNCE}
    assert identity("central 1").peer_id not in senders


@pytest.mark.parametrize("age_s", [1, 30])
def test_what_sync_brings_is_not_passed_on(phone, age_s):
    links = phone.neighbours(4)
    phone.watch(3)
    late = phone.message("central 1", "late", age_s=age_s)

    phone.receive(links[0], as_sync_answer(encode_packet(late)))

    assert phone.of(late, phone.watch(5)) == []
    # It is kept, and served to whoever asks
    found = answers(phone, links[2], request_of(phone, sender="central 2"))
    assert packet_id(late) in {packet_id(s.packet) for s in found}


# -- a send that failed


def test_nothing_is_sent_twice_by_itself():
    """Bitchat queues what the radio does not take, but forgets what got lost."""
    assert BITCHAT.relay.retries == 0
