"""Whether and when a packet is passed on."""

from protocol.events import LinkId, LinkRole
from protocol.fanout import Outlet
from protocol.packet import BROADCAST_RECIPIENT, Packet, PacketType, PeerId
from protocol.relay import RelayKind, decide_relay, next_hop, relay_kind
from protocol.relay_policy import Broadcast, SpecRelay
from protocol.relay_queue import RELAY_CAPACITY, PendingRelay, RelayQueue
import pytest

ME, ANNA, BERT, CARL = (
    PeerId(name) for name in (b"me......", b"anna....", b"bert....", b"carl....")
)


def packet(kind, *, payload=b"x", **fields):
    return Packet(kind, 7, 0, ANNA, payload, **fields)


def decide(kind, ttl, degree):
    return decide_relay(kind, ttl, degree, own=False, for_us=False)


@pytest.mark.parametrize(
    ("kind", "recipient", "expected"),
    [
        (PacketType.MESSAGE, None, RelayKind.ORDINARY),
        (PacketType.MESSAGE, BROADCAST_RECIPIENT, RelayKind.ORDINARY),
        (PacketType.ANNOUNCE, None, RelayKind.HEADROOM),
        (PacketType.LEAVE, None, RelayKind.ORDINARY),
        (PacketType.NOISE_HANDSHAKE, BERT, RelayKind.HANDSHAKE),
        (PacketType.NOISE_ENCRYPTED, BERT, RelayKind.DIRECTED),
        (PacketType.PING, BERT, RelayKind.DIRECTED),
        (PacketType.FRAGMENT, None, RelayKind.STREAMED),
        (PacketType.FRAGMENT, BROADCAST_RECIPIENT, RelayKind.DIRECTED),
        (PacketType.VOICE_FRAME, None, RelayKind.STREAMED),
        (PacketType.REQUEST_SYNC, None, RelayKind.REQUEST_SYNC),
        (0xEE, None, RelayKind.ORDINARY),
    ],
)
def test_each_type_has_its_part_of_the_rule(kind, recipient, expected):
    assert relay_kind(packet(kind, recipient=recipient)) is expected


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (b"\x09\x00\x01\x01", RelayKind.HEADROOM),
        (b"\x01\x00\x01\x00\x09\x00\x01\x01", RelayKind.HEADROOM),
        (b"\x01\x00\x01\x00\x02\x00\x00\x09\x00\x01\x01", RelayKind.HEADROOM),
        (b"\x09\x00\x01\x02", RelayKind.ORDINARY),
        (b"\x09\x00\x01", RelayKind.ORDINARY),
        (b"\x04\xff\xff", RelayKind.ORDINARY),
        (b"", RelayKind.ORDINARY),
    ],
)
def test_only_an_urgent_board_post_gets_the_headroom_of_announces(payload, expected):
    assert relay_kind(packet(PacketType.BOARD_POST, payload=payload)) is expected


@pytest.mark.parametrize(
    ("kind", "ttl", "degree", "sent"),
    [
        (RelayKind.ORDINARY, 7, 1, 6),
        (RelayKind.ORDINARY, 7, 3, 5),
        (RelayKind.HEADROOM, 7, 3, 6),
        (RelayKind.HEADROOM, 7, 6, 4),
        (RelayKind.ORDINARY, 2, 9, 1),
        (RelayKind.STREAMED, 7, 5, 6),
        (RelayKind.STREAMED, 7, 6, 4),
        (RelayKind.DIRECTED, 7, 9, 6),
        (RelayKind.ORDINARY, 255, 0, 6),
    ],
)
def test_the_ttl_goes_down_by_the_density_of_the_neighbourhood(kind, ttl, degree, sent):
    assert decide(kind, ttl, degree).ttl == sent


@pytest.mark.parametrize(
    ("degree", "delay"),
    [
        (0, (10, 40)),
        (2, (10, 40)),
        (3, (60, 150)),
        (5, (60, 150)),
        (6, (80, 180)),
        (9, (80, 180)),
        (10, (100, 220)),
    ],
)
def test_a_dense_neighbourhood_waits_longer(degree, delay):
    assert decide(RelayKind.ORDINARY, 7, degree).delay_ms == delay


@pytest.mark.parametrize("kind", list(RelayKind))
@pytest.mark.parametrize("degree", range(12))
@pytest.mark.parametrize("ttl", range(10))
def test_every_relay_lowers_the_ttl(kind, degree, ttl):
    decision = decide(kind, ttl, degree)

    if decision.relay:
        assert 1 <= decision.ttl < min(ttl, 7)


@pytest.mark.parametrize(
    ("route", "hop"),
    [
        ((), None),
        ((BERT, CARL), BERT),
        ((ME, BERT), BERT),
        ((BERT, ME), CARL),
        ((ME,), CARL),
    ],
)
def test_a_source_route_names_the_next_hop(route, hop):
    routed = packet(PacketType.NOISE_ENCRYPTED, recipient=CARL, route=route, version=2)

    assert next_hop(routed, ME) == hop


def pending(key, *, recipient=None):
    sent = packet(PacketType.MESSAGE, recipient=recipient)
    return PendingRelay(key, sent, b"frame", 6, set())


def test_relays_leave_in_the_order_of_their_time():
    queue = RelayQueue()
    queue.add(pending(1), 3.0)
    queue.add(pending(2), 1.0)

    assert queue.deadline() == 1.0
    assert queue.pop_due(0.9) is None
    assert queue.pop_due(3.0).key == 2
    assert queue.pop_due(3.0).key == 1
    assert queue.deadline() == float("inf")


def test_a_relay_that_is_called_off_never_leaves():
    queue = RelayQueue()
    queue.add(pending(1), 1.0)
    queue.call_off(1)

    assert len(queue) == 0
    assert queue.pop_due(9.0) is None


def test_a_full_queue_drops_the_oldest_broadcast_and_keeps_what_is_directed():
    queue = RelayQueue()
    queue.add(pending(0, recipient=BERT), 1.0)
    dropped = sum(queue.add(pending(key), 1.0) for key in range(1, RELAY_CAPACITY + 2))

    assert dropped == 2
    assert len(queue) == RELAY_CAPACITY
    assert queue.get(0) is not None
    assert queue.get(1) is None
    assert queue.get(3) is not None


def test_a_queue_full_of_what_is_directed_drops_the_oldest_of_that():
    queue = RelayQueue()
    for key in range(RELAY_CAPACITY):
        assert queue.add(pending(key, recipient=BERT), 1.0) == 0

    assert queue.add(pending(RELAY_CAPACITY, recipient=BERT), 1.0) == 1
    assert queue.get(0) is None
    assert queue.get(1) is not None


def test_calling_off_very_many_leaves_nothing_behind():
    queue = RelayQueue()
    for key in range(20 * RELAY_CAPACITY):
        queue.add(pending(key), 1.0)
        queue.call_off(key)

    assert len(queue._heap) <= 2 * RELAY_CAPACITY + 1


@pytest.mark.parametrize(
    ("kind", "degree", "delay"),
    [
        (RelayKind.HANDSHAKE, 9, (10, 35)),
        (RelayKind.DIRECTED, 9, (20, 60)),
        (RelayKind.STREAMED, 9, (8, 25)),
        (RelayKind.ORDINARY, 2, (10, 40)),
        (RelayKind.ORDINARY, 3, (60, 150)),
        (RelayKind.HEADROOM, 5, (60, 150)),
        (RelayKind.ORDINARY, 6, (80, 180)),
        (RelayKind.HEADROOM, 9, (80, 180)),
        (RelayKind.ORDINARY, 10, (100, 220)),
    ],
)
def test_each_kind_waits_as_long_as_the_specification_says(kind, degree, delay):
    assert decide(kind, 7, degree).delay_ms == delay


# -- the specification's policy


@pytest.mark.parametrize(
    ("hearings", "degree", "called_off"),
    [(1, 9, False), (2, 2, False), (2, 3, True), (3, 3, True)],
)
def test_a_relay_is_called_off_at_a_duplicate_where_more_than_two_are_near(
    hearings, degree, called_off
):
    assert SpecRelay("spec").calls_off(hearings, degree) is called_off


@pytest.mark.parametrize(("degree", "as_with"), [(1, 6), (6, 6), (11, 11)])
@pytest.mark.parametrize(
    ("own", "for_us"), [(False, False), (True, False), (False, True)]
)
def test_it_may_relay_as_if_it_had_more_neighbours(degree, as_with, own, for_us):
    policy = SpecRelay("spec", least_degree=6)
    how = {"own": own, "for_us": for_us}

    assert policy.decide(RelayKind.ORDINARY, 7, degree, **how) == decide_relay(
        RelayKind.ORDINARY, 7, as_with, **how
    )


@pytest.mark.parametrize(
    ("spares_heard", "ingress", "chosen"),
    [
        (True, "anna", {"carl"}),
        (False, "anna", {"bert", "carl"}),
        (False, None, {"carl"}),
    ],
)
def test_the_apps_spare_only_whom_it_came_from_first(spares_heard, ingress, chosen):
    names = ("anna", "bert", "carl")
    heard = Broadcast(
        packet=packet(PacketType.MESSAGE),
        name="name",
        ttl=6,
        outlets=[Outlet(LinkId(name), LinkRole.CENTRAL) for name in names],
        heard_on=frozenset(map(LinkId, ("anna", "bert"))),
        own_id=ME,
        neighbours=lambda _: frozenset(),
        random=lambda: 0.0,
        ingress=ingress and LinkId(ingress),
    )

    assert set(SpecRelay("spec", spares_heard=spares_heard).choose(heard)) == chosen


def test_it_looks_after_nobody_and_takes_the_links_that_the_name_selects():
    outlets = [Outlet(LinkId(f"l{i}"), LinkRole.CENTRAL) for i in range(9)]
    chosen = set()
    for name in map(str, range(20)):
        heard = Broadcast(
            packet=packet(PacketType.MESSAGE),
            name=name,
            ttl=6,
            outlets=outlets,
            heard_on=frozenset(),
            own_id=ME,
            neighbours=lambda _: frozenset(),
            random=lambda: 0.0,
        )
        links = SpecRelay("spec").choose(heard)
        assert len(links) == 5
        chosen.add(frozenset(links))
        assert SpecRelay("spec").watch(heard) == ()
    assert len(chosen) > 10
