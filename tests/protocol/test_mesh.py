"""Many nodes together: everyone hears everything once, whatever happens on the way."""

from collections import Counter
from itertools import pairwise

from protocol import (
    MAX_PART_BYTES,
    DropReason,
    FrameReceived,
    LinkId,
    LinkRole,
    LinkUp,
    MeshSettings,
    PacketType,
    PeerChange,
    PeerChanged,
    PeerPinned,
    SendFrame,
    decode_packet,
    encode_packet,
)
from protocol.announce import Announce
from protocol.packet import Packet
from protocol.signature import sign
import pytest

from .mesh import Mesh, Node, bound, identity

# Two sync rounds: after this everyone has what the flood did not bring them.
SYNCED_S = 75.0
FULL_PART = "x" * MAX_PART_BYTES


def heard(nodes: list[Node], text: str) -> Counter[int]:
    """Return how many nodes heard a text how often."""
    return Counter(node.texts.count(text) for node in nodes)


def test_two_nodes_meet_and_talk_both_ways():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(2)

    anna.say("hello")
    bert.say("hello yourself")
    mesh.run(1)

    assert bert.texts == ["hello"]
    assert anna.texts == ["hello yourself"]
    assert set(bound(anna).values()) == {bert.peer_id}
    assert set(bound(bert).values()) == {anna.peer_id}


def test_the_ends_of_a_line_hear_each_other_through_the_middle():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(2)

    (message_id,) = anna.say("over there?")
    mesh.run(1)

    (shown,) = bert.messages
    assert (shown.message_id, shown.hops) == (message_id, 2)
    assert (shown.peer.peer_id, shown.via) == (anna.peer_id, middle.peer_id)
    assert anna.engine.peers[bert.peer_id].hops == 2
    assert middle.texts == ["over there?"]


def test_a_line_as_long_as_the_ttl_carries_and_sync_carries_further():
    mesh = Mesh()
    nodes = mesh.line(*(f"n{i}" for i in range(10)))
    mesh.run(40)

    nodes[0].say("far")
    mesh.run(0.2)
    assert [node.texts for node in nodes[1:8]] == [["far"]] * 7
    assert [node.texts for node in nodes[8:]] == [[], []]

    # Each may first have to learn the sender's key, then gets the message.
    mesh.run(3 * SYNCED_S)
    assert [node.texts for node in nodes[8:]] == [["far"]] * 2


def test_a_ring_does_not_go_round_for_ever():
    mesh = Mesh()
    nodes = mesh.line(*(f"n{i}" for i in range(5)))
    mesh.connect(nodes[-1], nodes[0])
    mesh.run(3)
    mesh.sends_of_type.clear()

    nodes[0].say("round")
    mesh.run(5)

    assert heard(nodes[1:], "round") == {1: 4}
    assert mesh.messages_sent() <= 2 * len(mesh.wires)


@pytest.mark.parametrize(
    ("size", "degree", "seed"), [(10, 4, 1), (10, 3, 2), (10, 5, 3), (50, 6, 1)]
)
def test_on_a_random_mesh_everyone_hears_everything_once(size, degree, seed):
    mesh = Mesh(seed)
    nodes = mesh.random_graph(size, degree)
    mesh.run(12)
    speakers = nodes[:: size // 5]

    for number, speaker in enumerate(speakers):
        mesh.sends.clear()
        mesh.sends_of_type.clear()
        speaker.say(f"text {number}")
        mesh.run(1)
        # The storm bound: no message crosses a link more than once in each direction.
        assert mesh.messages_sent() <= 2 * len(mesh.wires)
    wanted = 5 * (size - 1)
    for _ in range(8):
        if sum(len(node.texts) for node in nodes) < wanted:
            mesh.run(SYNCED_S / 8)

    for number, speaker in enumerate(speakers):
        others = [node for node in nodes if node is not speaker]
        assert heard(others, f"text {number}") == {1: size - 1}
        assert speaker.texts.count(f"text {number}") == 0


def test_a_lossy_mesh_is_repaired_by_sync():
    mesh = Mesh(seed=5, loss=0.2)
    nodes = mesh.random_graph(12, 4)
    mesh.run(40)

    nodes[0].say("through the noise")
    mesh.run(3 * SYNCED_S)

    assert heard(nodes[1:], "through the noise") == {1: 11}


def test_somebody_who_comes_later_gets_what_was_said():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(2)
    for number in range(5):
        anna.say(f"{number}")
    mesh.run(300)

    late = mesh.node("Late")
    mesh.connect(late, bert)
    mesh.run(SYNCED_S)

    assert sorted(late.texts) == ["0", "1", "2", "3", "4"]
    assert all(message.from_history for message in late.messages)
    assert {message.peer.nickname for message in late.messages} == {"Anna"}


def test_what_is_said_while_nobody_is_there_is_heard_by_who_comes():
    mesh = Mesh()
    anna = mesh.node("Anna")
    anna.say("anybody?")
    mesh.run(200)

    bert = mesh.node("Bert")
    mesh.connect(anna, bert)
    mesh.run(5)

    assert bert.texts == ["anybody?"]


@pytest.mark.parametrize("limit", [100, 120, 179, 180, 182, 244])
def test_small_links_carry_announces_and_messages_in_fragments(limit):
    mesh = Mesh()
    anna, _, bert = mesh.line("Anna", "Middle", "Bert", limit=limit)
    mesh.run(10)

    anna.say(FULL_PART)
    mesh.run(3)

    assert anna.knows(bert)
    assert bert.knows(anna)
    assert bert.texts == [FULL_PART]


def test_a_link_that_carries_nothing_stops_nobody_else():
    mesh = Mesh()
    anna, bert, dumb = (mesh.node(name) for name in ("Anna", "Bert", "Dumb"))
    mesh.connect(anna, bert)
    mesh.connect(anna, dumb, limit=20)
    mesh.run(5)

    bert.say("hello")
    mesh.run(2)

    assert anna.texts == ["hello"]
    assert dumb.texts == []
    assert sum(status.limit == 20 for status in anna.engine.links.values()) == 1
    assert all(s.frames_out == 0 for s in anna.engine.links.values() if s.limit == 20)


def test_a_subscriber_that_takes_nothing_silences_nobody():
    mesh = Mesh()
    hub, anna, bert, dumb = (mesh.node(n) for n in ("Hub", "Anna", "Bert", "Dumb"))
    for phone in (anna, bert):
        mesh.connect(phone, hub, limit=182)
    mesh.connect(dumb, hub, limit=20)
    mesh.run(5)

    hub.say("x" * 90)
    mesh.run(2)

    assert [anna.texts, bert.texts, dumb.texts] == [["x" * 90], ["x" * 90], []]


def test_a_small_link_in_the_middle_is_crossed_and_fragments_do_not_multiply():
    mesh = Mesh()
    left = mesh.line("a", "b", "c")
    right = mesh.line("x", "y", "z")
    mesh.connect(left[0], left[2])
    mesh.connect(right[0], right[2])
    mesh.connect(left[1], right[1], limit=120)
    mesh.connect(left[2], right[2], limit=120)
    mesh.run(10)
    crossed: Counter[bytes] = Counter()

    def listen(_: Node, effect: SendFrame) -> None:
        packet = decode_packet(effect.frame)
        if packet.type == PacketType.FRAGMENT and packet.payload[12] == 0x02:
            crossed[packet.payload] += 1

    mesh.eavesdropper = listen

    left[0].say(FULL_PART)
    mesh.run(1)

    assert heard(left[1:] + right, FULL_PART) == {1: 5}
    # Both crossings cut the same fragments, so those are duplicates of each other.
    assert len(crossed) == -(-(86 + len(FULL_PART)) // (120 - 35))
    assert max(crossed.values()) <= 2 * len(mesh.wires)


def test_a_burst_of_three_hundred_arrives_whole():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(5)

    for number in range(300):
        anna.say(f"burst {number}")
    mesh.run(20)

    for node in (middle, bert):
        assert sorted(node.texts) == sorted(f"burst {i}" for i in range(300))
        assert set(node.engine.statistics.dropped) <= {
            DropReason.DUPLICATE,
            DropReason.OWN_PACKET,
        }


def test_every_packet_is_checked_once_however_often_it_comes():
    mesh = Mesh()
    nodes = [mesh.node(f"n{i}") for i in range(6)]
    for i, left in enumerate(nodes):
        for right in nodes[:i]:
            mesh.connect(left, right)
    mesh.run(5)
    before = [node.engine.statistics for node in nodes]
    announces = [node.engine.statistics.announces_sent for node in nodes]

    for number in range(20):
        nodes[0].say(f"{number}")
    mesh.run(1)

    assert announces == [node.engine.statistics.announces_sent for node in nodes]
    for node, then in list(zip(nodes, before, strict=True))[1:]:
        told = node.engine.statistics
        requests = told.sync_requests_received - then.sync_requests_received
        assert len(node.texts) == 20
        assert told.signature_checks - then.signature_checks == 20 + requests


def test_a_node_with_a_wrong_clock_is_not_heard_until_it_is_right():
    mesh = Mesh()
    anna = mesh.node("Anna")
    bert = mesh.node("Bert", clock_offset_ms=-10 * 60_000)
    mesh.connect(anna, bert)
    mesh.run(20)

    bert.say("what year is it")
    mesh.run(5)
    assert anna.texts == []
    assert not anna.knows(bert)
    assert anna.engine.statistics.dropped[DropReason.STALE] > 0

    bert.clock_offset_ms = 0
    mesh.run(30)
    bert.say("now I know")
    mesh.run(1)
    assert "now I know" in anna.texts


def test_two_people_with_one_name_stay_two_people():
    mesh = Mesh()
    middle = mesh.node("Middle")
    for key in ("first", "second"):
        mesh.connect(mesh.node(key, nickname="Robin"), middle)
    mesh.run(3)
    for key in ("first", "second"):
        mesh.nodes[key].say(f"I am the {key}")
    mesh.run(1)

    assert len(middle.engine.peers) == 2
    assert {p.nickname for p in middle.engine.peers.values()} == {"Robin"}
    assert len({m.peer.fingerprint for m in middle.messages}) == 2


def test_with_the_middle_not_relaying_the_ends_stay_apart():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    middle.configure(MeshSettings("Middle", relay=False))
    mesh.run(5)

    anna.say("hello")
    mesh.run(SYNCED_S)

    assert middle.texts == ["hello"]
    assert bert.texts == []
    assert not bert.knows(anna)


def test_a_goodbye_reaches_everyone_and_silence_is_noticed_without_one():
    mesh = Mesh()
    polite, middle, bert = mesh.line("Polite", "Middle", "Bert")
    silent = mesh.node("Silent")
    wire = mesh.connect(silent, middle)
    mesh.run(5)
    assert bert.knows(polite)
    assert bert.knows(silent)

    polite.leave()
    mesh.run(1)
    assert not bert.knows(polite)
    assert not middle.knows(polite)

    mesh.disconnect(wire)
    mesh.run(11)
    assert not middle.knows(silent)
    mesh.run(90)
    assert not bert.knows(silent)


def test_links_that_move_heal_the_mesh():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(5)
    for wire in list(mesh.wires):
        mesh.disconnect(wire)
    mesh.run(3)
    anna.say("said while apart")
    mesh.run(20)

    mesh.connect(middle, anna)
    mesh.connect(bert, anna)
    mesh.run(5)

    assert "said while apart" in middle.texts
    assert "said while apart" in bert.texts


def test_two_links_in_both_roles_carry_each_message_once():
    mesh = Mesh()
    anna, bert = mesh.node("Anna"), mesh.node("Bert")
    mesh.connect(anna, bert)
    mesh.connect(bert, anna)
    mesh.run(5)
    mesh.sends_of_type.clear()

    anna.say("once")
    mesh.run(1)

    assert bert.texts == ["once"]
    assert mesh.messages_sent() == 1
    assert len(mesh.wires) == 2


def test_a_second_link_in_the_same_role_replaces_the_first():
    mesh = Mesh()
    anna, bert = mesh.node("Anna"), mesh.node("Bert")
    first = mesh.connect(anna, bert)
    mesh.run(3)
    second = mesh.connect(anna, bert)
    mesh.run(3)

    assert mesh.wires == [second]
    assert not first.up
    anna.say("still there")
    mesh.run(1)
    assert bert.texts == ["still there"]


def test_a_usurper_of_a_known_identity_is_refused_by_everyone():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(3)
    mallory = identity("Mallory")
    payload = Announce(
        "Anna", anna.engine.identity.noise_key, mallory.signing_key
    ).encode()
    link = LinkId("evil")
    middle.handle(LinkUp(link, LinkRole.CENTRAL, "evil", 509))

    for kind, body in (
        (PacketType.ANNOUNCE, payload),
        (PacketType.MESSAGE, b"trust me"),
    ):
        forged = Packet(kind, 7, middle.now().unix_ms, anna.peer_id, body)
        frame = encode_packet(sign(forged, mallory))
        middle.handle(FrameReceived(link, frame))
    mesh.run(2)

    dropped = middle.engine.statistics.dropped
    assert dropped[DropReason.KEY_CHANGED] == 1
    assert dropped[DropReason.BAD_SIGNATURE] == 1
    assert middle.texts == bert.texts == []
    key = anna.engine.identity.signing_key
    assert middle.engine.peers[anna.peer_id].signing_key == key
    assert bert.engine.peers[anna.peer_id].signing_key == key


def test_a_packet_played_again_is_shown_once_and_later_not_at_all():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(3)
    frames = []
    mesh.eavesdropper = lambda node, effect: (
        frames.append(effect.frame) if effect.frame[1] == PacketType.MESSAGE else None
    )
    anna.say("once")
    mesh.run(1)
    (link,) = bert.wires

    for _ in range(10):
        mesh.run(31)
        bert.handle(FrameReceived(link, frames[0]))
    mesh.run(300)
    bert.handle(FrameReceived(link, frames[0]))

    assert bert.texts == ["once"]


def test_after_a_restart_pins_hold_and_own_timestamps_go_on():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(3)
    anna.say("before")
    mesh.run(1)
    for wire in list(mesh.wires):
        mesh.disconnect(wire)
    mesh.run(20)

    again = mesh.node("Anna", pins=tuple(anna.told(PeerPinned)))
    mesh.connect(again, bert)
    mesh.run(5)
    again.say("after")
    mesh.run(1)

    assert bert.texts == ["before", "after"]
    assert again.told(PeerPinned) == []
    assert again.knows(bert)


def test_presence_is_told_in_a_proper_order():
    mesh = Mesh()
    nodes = mesh.random_graph(10, 4)
    mesh.run(60)
    for wire in mesh.wires[::3]:
        mesh.disconnect(wire)
    mesh.run(120)

    for node in nodes:
        by_peer: dict[bytes, list[PeerChange]] = {}
        for effect in node.told(PeerChanged):
            by_peer.setdefault(effect.peer.peer_id, []).append(effect.change)
        for told in by_peer.values():
            assert told[0] is PeerChange.APPEARED
            for before, after in pairwise(told):
                assert (before is PeerChange.LEFT) == (after is PeerChange.APPEARED)
        here = {p for p, told in by_peer.items() if told[-1] is not PeerChange.LEFT}
        assert here == set(node.engine.peers)


def test_the_same_mesh_lives_the_same_life_twice():
    def life() -> list[object]:
        mesh = Mesh(seed=9, loss=0.1)
        nodes = mesh.random_graph(8, 4)
        mesh.run(5)
        nodes[0].say("hello")
        mesh.run(60)
        return [(node.effects, node.engine.statistics) for node in nodes]

    assert life() == life()


def test_the_edges_of_the_mesh_are_known_to_everyone_in_it():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(40)

    known = anna.engine.edges(anna.now())

    # Our own links we know ourselves; the others are what both of their ends say.
    assert known == {tuple(sorted((middle.peer_id, bert.peer_id)))}


def test_what_one_said_who_left_is_not_shown_again_after_a_restart():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(3)
    anna.say("hello")
    mesh.run(1)
    anna.leave()
    mesh.run(1)

    mesh.restart(bert)
    mesh.restart(anna)
    mesh.run(30)

    assert bert.texts == ["hello"]
    assert bert.knows(anna)


def test_what_one_said_who_left_goes_on_when_they_are_back():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    cara = mesh.node("Cara")
    wire = mesh.connect(bert, cara)
    mesh.run(3)
    mesh.disconnect(wire)
    anna.say("hello")
    mesh.run(1)

    anna.leave()
    mesh.run(0.1)
    mesh.restart(anna)
    mesh.run(5)
    mesh.connect(bert, cara)
    mesh.run(30)

    assert bert.texts == cara.texts == ["hello"]


def test_what_one_said_who_left_is_served_by_nobody_after_a_restart():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    cara = mesh.node("Cara")
    wire = mesh.connect(bert, cara)
    mesh.run(3)
    mesh.disconnect(wire)
    anna.say("hello")
    mesh.run(1)
    anna.leave()
    mesh.run(1)
    mesh.disconnect(mesh.wires[0])
    mesh.restart(bert)

    mesh.connect(bert, cara)
    mesh.run(60)

    assert cara.texts == []


def test_what_waited_to_be_sent_is_not_lost_at_a_restart():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(3)
    for number in range(80):
        anna.say(f"message {number}")
    assert anna.engine.statistics.pending_parts > 20

    mesh.restart(anna)
    mesh.run(30)

    assert sorted(bert.texts) == sorted(f"message {n}" for n in range(80))


def test_two_restarts_without_anybody_near_lose_nothing():
    mesh = Mesh()
    anna = mesh.node("Anna")
    bert = mesh.node("Bert")
    anna.say("hello")

    mesh.restart(anna)
    anna.say("still here")
    mesh.restart(anna)
    mesh.connect(anna, bert)
    mesh.run(30)

    assert sorted(bert.texts) == ["hello", "still here"]


def test_a_restart_with_a_wrong_clock_shows_nothing_again():
    mesh = Mesh()
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(3)
    anna.say("hello")
    mesh.run(1)

    bert.clock_offset_ms = 24 * 3_600_000
    mesh.restart(bert)
    mesh.run(20)
    bert.clock_offset_ms = 0
    mesh.run(60)

    assert bert.knows(anna)
    assert bert.texts == ["hello"]
