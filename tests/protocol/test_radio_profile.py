"""How much of the air a profile takes, within the wire's rules."""

from dataclasses import replace

from protocol import LinkRole, MeshSettings, PacketType, RadioProfile
import pytest

from .bench import Bench, links_of, sent

MESSAGE = PacketType.MESSAGE


def in_profile(profile):
    bench = Bench()
    bench.note(
        bench.engine.update_settings(
            MeshSettings("Node", radio_profile=profile), bench.now()
        )
    )
    return bench


@pytest.mark.parametrize(
    ("profile", "ttl"),
    [(RadioProfile.QUIET, 6), (RadioProfile.NORMAL, 6), (RadioProfile.DENSE, 4)],
)
def test_in_a_crowd_relays_go_no_further_than_in_a_dense_place(profile, ttl):
    bench = in_profile(profile)
    anna, _ = bench.neighbour("Anna"), bench.neighbour("Bert")

    bench.receive(anna, bench.message("Anna"))

    assert [packet.ttl for packet in sent(bench.run(0.4), MESSAGE)] == [ttl]


@pytest.mark.parametrize(
    ("profile", "relays"),
    [(RadioProfile.QUIET, 0), (RadioProfile.NORMAL, 2), (RadioProfile.DENSE, 2)],
)
def test_a_quiet_node_leaves_it_to_whoever_was_faster(profile, relays):
    bench = in_profile(profile)
    links = [bench.neighbour(name) for name in ("Anna", "Bert", "Carl", "Dora")]
    packet = bench.message("Anna")

    bench.receive(links[0], packet)
    bench.receive(links[1], replace(packet, ttl=6))

    assert len(links_of(bench.run(0.4), MESSAGE)) == relays


@pytest.mark.parametrize(
    ("profile", "fewest", "most"),
    [
        (RadioProfile.QUIET, 15, 28),
        (RadioProfile.NORMAL, 31, 56),
        (RadioProfile.DENSE, 15, 28),
    ],
)
def test_a_quiet_or_crowded_node_announces_half_as_often(profile, fewest, most):
    bench = in_profile(profile)
    bench.up("a link", LinkRole.CENTRAL)
    bench.run(5)

    assert fewest <= len(sent(bench.run(600), PacketType.ANNOUNCE)) <= most
