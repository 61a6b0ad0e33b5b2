"""Which policy an engine goes by, and what it tells others of that."""

from random import Random

from protocol import (
    BITCHAT,
    OURS,
    OURS_DENSE,
    OURS_QUIET,
    LinkRole,
    MeshEngine,
    MeshPolicy,
    MeshSettings,
    PacketType,
    PeerId,
    RadioProfile,
)
from protocol.announce import MAX_NEIGHBOURS, Announce
from protocol.mesh_policy import POLICIES
from protocol.neighbourhood import Telling, names_link, tell, telling
import pytest

from .bench import Bench, links_of, sent
from .mesh import identity

ANNOUNCE, MESSAGE = PacketType.ANNOUNCE, PacketType.MESSAGE


def going_by(policy):
    bench = Bench()
    bench.engine = MeshEngine(
        identity("bench"), MeshSettings("Bench"), Random(7), policy=policy
    )
    return bench


def told_by(bench):
    """Return the neighbours that a node announces next."""
    bench.note(bench.engine.announce(bench.now()))
    *_, last = sent(bench.run(20), ANNOUNCE)
    return Announce.decode(last.payload).neighbours


def test_each_profile_has_its_policy_and_each_policy_its_name():
    assert POLICIES == {
        RadioProfile.QUIET: OURS_QUIET,
        RadioProfile.NORMAL: OURS,
        RadioProfile.DENSE: OURS_DENSE,
    }
    names = [policy.name for policy in (*POLICIES.values(), BITCHAT)]
    assert len(set(names)) == 4


def test_a_policy_that_is_given_stands_above_the_profile():
    bench = going_by(BITCHAT)
    bench.note(
        bench.engine.update_settings(
            MeshSettings("Bench", radio_profile=RadioProfile.QUIET), bench.now()
        )
    )
    anna, _ = bench.neighbour("Anna"), bench.neighbour("Bert")
    for name in ("Carl", "Dora", "Emil", "Fred"):
        bench.neighbour(name)

    bench.receive(anna, bench.message("Anna"))

    (relayed, *_) = sent(bench.run(0.5), MESSAGE)
    assert relayed.ttl == 4


def test_by_our_rules_a_message_keeps_its_ttl_in_a_crowd():
    bench = going_by(OURS)
    anna = bench.neighbour("Anna")
    others = {bench.neighbour(f"n{i}") for i in range(8)}

    bench.receive(anna, bench.message("Anna"))

    effects = bench.run(0.1)
    assert {packet.ttl for packet in sent(effects, MESSAGE)} == {6}
    assert links_of(effects, MESSAGE) == others


def test_by_the_apps_rules_a_duplicate_calls_each_relay_off():
    bench = going_by(BITCHAT)
    anna, bert, _, _ = (bench.neighbour(n) for n in ("Anna", "Bert", "Carl", "Dora"))
    bench.run(2)
    before = bench.engine.statistics.relays_called_off
    for number in range(3):
        packet = bench.message("Anna", f"text {number}")
        bench.receive(anna, packet)
        bench.receive(bert, packet)

    assert not sent(bench.run(1), MESSAGE)
    assert bench.engine.statistics.relays_called_off == before + 3


def test_a_copy_that_was_cut_is_not_passed_on_with_more():
    bench = going_by(OURS)
    anna, _ = bench.neighbour("Anna"), bench.neighbour("Bert")
    packet = bench.message("Anna", ttl=3)

    bench.receive(anna, packet)

    assert [p.ttl for p in sent(bench.run(0.1), MESSAGE)] == [2]


@pytest.mark.parametrize(
    ("policy", "order"),
    [
        (OURS, Telling.KINDRED),
        (OURS_DENSE, Telling.KINDRED),
        (OURS_QUIET, Telling.OTHER),
        (BITCHAT, Telling.OTHER),
    ],
)
def test_only_who_may_be_relied_on_says_so(policy, order):
    bench = going_by(policy)
    for i in range(6):
        bench.neighbour(f"n{i}")

    told = told_by(bench)

    assert len(told) == 6
    assert telling(bench.peer_id, told) is order


def test_a_list_that_has_no_room_is_told_backwards():
    bench = going_by(OURS)
    for i in range(6):
        bench.neighbour(f"n{i}", limit=185)

    told = told_by(bench)

    assert 1 < len(told) < 6
    assert telling(bench.peer_id, told) is Telling.PARTIAL


def test_who_relays_nothing_is_nobodys_way_to_anywhere():
    bench = Bench(relay=False)
    bench.neighbour("Anna")
    bench.neighbour("Bert")

    assert told_by(bench) == ()


def test_those_without_room_for_us_are_named_first():
    bench = going_by(OURS)
    crowd = [PeerId(bytes([i] * 8)) for i in range(MAX_NEIGHBOURS)]
    crowded: list[PeerId] = []
    roomy: list[PeerId] = []
    for i in range(14):
        link = bench.up(f"to n{i}", LinkRole.CENTRAL)
        who = identity(f"n{i}").peer_id
        (crowded if i % 2 else roomy).append(who)
        neighbours = tell(who, crowd if i % 2 else [bench.peer_id])
        bench.receive(link, bench.announce(f"n{i}", neighbours=neighbours))

    told = told_by(bench)

    assert len(told) == MAX_NEIGHBOURS
    assert set(crowded) <= set(told)


def test_of_those_without_room_we_name_first_whom_it_falls_to_us_to_name():
    bench = going_by(OURS)
    crowd = [PeerId(bytes([i] * 8)) for i in range(MAX_NEIGHBOURS)]
    for i in range(14):
        link = bench.up(f"to n{i}", LinkRole.CENTRAL)
        who = identity(f"n{i}").peer_id
        neighbours = tell(who, crowd)
        bench.receive(link, bench.announce(f"n{i}", neighbours=neighbours))
    ours = {
        identity(f"n{i}").peer_id
        for i in range(14)
        if names_link(bench.peer_id, identity(f"n{i}").peer_id)
    }

    assert len(ours) <= MAX_NEIGHBOURS
    assert ours <= set(told_by(bench))


def test_a_policy_has_the_name_of_its_relay_rule():
    assert MeshPolicy(OURS.relay, BITCHAT.sync).name == OURS.relay.name
