"""No node sends one packet over one link more than once, whatever happens."""

from collections import Counter
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
from protocol import FrameReceived, PacketType, SendFrame, decode_packet, encode_packet
from protocol.announce import Announce
from protocol.dedup import dedup_key
from protocol.neighbourhood import tell
from protocol.packet import with_ttl
from protocol.signature import sign
import pytest

from .mesh import Mesh, identity


class Counted:
    """A mesh that counts which flooded message went over which link of whom."""

    def __init__(self, seed, size, degree, **air):
        self.mesh = Mesh(seed=seed)
        self.nodes = self.mesh.random_graph(size, degree)
        self.mesh.run(20)
        for name, value in air.items():
            setattr(self.mesh, name, value)
        self.sends: Counter[Any] = Counter()
        self.mesh.eavesdropper = self.note

    def note(self, sender, effect):
        packet = decode_packet(effect.frame)
        if packet.type == PacketType.MESSAGE and packet.ttl and not packet.rsr:
            for link in effect.links:
                self.sends[sender.name, link, dedup_key(packet)] += 1

    def assert_bounded(self):
        links = 2 * len(self.mesh.wires)
        per_packet = Counter(key for _, _, key in self.sends)
        assert max(self.sends.values()) == 1
        assert max(per_packet.values()) <= links


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 10_000),
    size=st.integers(3, 12),
    degree=st.integers(2, 6),
    duplication=st.sampled_from([0.0, 0.5, 0.9]),
    loss=st.sampled_from([0.0, 0.3]),
)
def test_on_random_graphs_with_copies_and_losses(seed, size, degree, duplication, loss):
    counted = Counted(seed, size, degree, duplication=duplication, loss=loss)

    for number, node in enumerate(counted.nodes[:3]):
        node.say(f"message {number}")
        counted.mesh.run(0.05)
    counted.mesh.run(10)

    counted.assert_bounded()


@pytest.mark.parametrize("ttl", [1, 4, 7, 255])
def test_with_somebody_who_sends_everything_back_to_everybody(ttl):
    counted = Counted(3, 8, 4.0)
    mesh = counted.mesh
    evil = counted.nodes[0]
    note = counted.note

    def replay(sender, effect):
        note(sender, effect)
        if sender is evil or decode_packet(effect.frame).type != PacketType.MESSAGE:
            return
        for wire in list(evil.wires.values()):
            other = wire.peripheral if wire.central is evil else wire.central
            link = wire.peripheral_link if wire.central is evil else wire.central_link
            frame = with_ttl(effect.frame, ttl)
            for delay in (0.001, 0.02, 0.3):
                again = FrameReceived(link, frame)
                mesh.at(mesh.time + delay, partial(other.handle, again))

    mesh.eavesdropper = replay
    counted.nodes[1].say("again and again")
    mesh.run(20)

    assert all("again and again" in n.texts for n in counted.nodes[2:])
    counted.assert_bounded()


def test_who_is_relied_on_and_passes_nothing_on_costs_two_seconds_at_most():
    mesh = Mesh(seed=5)
    nodes = [mesh.node(f"n{i}") for i in range(6)]
    hole = mesh.node("hole", relay=False)
    for left, right in combinations(nodes, 2):
        if (left, right) != (nodes[0], nodes[5]):
            mesh.connect(left, right)
    for node in nodes:
        mesh.connect(hole, node)
    mesh.run(10)
    who = identity("hole")
    names = tell(who.peer_id, [node.peer_id for node in nodes])
    claim = Announce("hole", who.noise_key, who.signing_key, names).encode()

    def pretend(sender, effect):
        packet = decode_packet(effect.frame)
        if sender is hole and packet.type == PacketType.ANNOUNCE:
            frame = encode_packet(sign(replace(packet, payload=claim), who))
            object.__setattr__(effect, "frame", frame)

    mesh.eavesdropper = pretend
    mesh.run(40)
    by_the_hole = 0
    for number in range(24):
        nodes[0].say(f"message {number}")
        mesh.run(0.2)
        by_the_hole += f"message {number}" not in nodes[5].texts
        mesh.run(1.7)
        assert all(f"message {number}" in n.texts for n in nodes[1:])
        mesh.run(4.3)

    assert by_the_hole


def test_a_frame_is_one_send_for_all_subscribers():
    mesh = Mesh()
    hub = mesh.node("hub")
    phones = [mesh.node(f"n{i}") for i in range(5)]
    for phone in phones:
        mesh.connect(phone, hub)
    mesh.run(10)
    mesh.sends_of_type.clear()

    phones[0].say("hello")
    mesh.run(0.2)

    assert all(phone.texts == ["hello"] for phone in phones[1:])
    assert mesh.messages_sent() == 2


def test_the_effects_name_no_link_twice():
    counted = Counted(9, 10, 5.0)
    effects = []
    counted.mesh.eavesdropper = lambda _, effect: effects.append(effect)

    counted.nodes[0].say("hello")
    counted.mesh.run(5)

    for effect in effects:
        assert isinstance(effect, SendFrame)
        assert len(effect.links) == len(set(effect.links))
