"""Source routes that we originate: where the spec allows, and never instead of arrival."""

from protocol import PacketType, SendFrame, decode_packet
from protocol.packet import Packet
from protocol.route_planner import (
    CONFIRMATION_S,
    MAX_INTERMEDIATES,
    ROUTED_SPEAKERS,
    SUSPENSION_S,
    RoutePlanner,
)
import pytest

from .mesh import Mesh, Node
from .test_private_trust import Guest

OWN = b"o" * 8
TARGET = b"t" * 8


def hop(number: int) -> bytes:
    return number.to_bytes(8)


def spoken(sender: bytes, version: int = 2) -> Packet:
    return Packet(PacketType.FILE_TRANSFER, 7, 0, sender, b"", version=version)


def planner(*speakers: bytes) -> RoutePlanner:
    routes = RoutePlanner(OWN)
    for speaker in speakers:
        routes.heard(spoken(speaker))
    return routes


def chain(length: int) -> list[tuple[bytes, bytes]]:
    hops = [hop(number) for number in range(1, length + 1)]
    return list(zip(hops, [*hops[1:], TARGET], strict=True))


# -- planning


@pytest.mark.parametrize("length", range(1, MAX_INTERMEDIATES + 1))
def test_the_shortest_way_is_taken(length):
    routes = planner(*map(hop, range(10)))
    detour = [(hop(1), hop(8)), (hop(8), hop(9)), (hop(9), TARGET)]
    edges = chain(length) + (detour if length < 3 else [])

    assert routes.plan(TARGET, [hop(1)], edges) == tuple(
        hop(number) for number in range(1, length + 1)
    )


def test_a_way_that_is_too_long_is_none():
    routes = planner(*map(hop, range(10)))

    assert routes.plan(TARGET, [hop(1)], chain(MAX_INTERMEDIATES + 1)) == ()


def test_every_hop_must_have_been_heard_speaking_version_2():
    routes = planner(hop(1))
    routes.heard(spoken(hop(2), version=1))

    assert routes.plan(TARGET, [hop(1)], chain(2)) == ()
    routes.heard(spoken(hop(2)))
    assert routes.plan(TARGET, [hop(1)], chain(2)) == (hop(1), hop(2))


def test_a_target_that_does_not_answer_is_flooded_to_for_a_while():
    routes = planner(hop(1))
    assert routes.may_route(TARGET, 0.0)
    routes.used(TARGET, 0.0)
    assert routes.may_route(TARGET, CONFIRMATION_S - 0.1)

    assert not routes.may_route(TARGET, CONFIRMATION_S)
    assert not routes.may_route(TARGET, CONFIRMATION_S + SUSPENSION_S - 0.1)
    assert routes.may_route(TARGET, CONFIRMATION_S + SUSPENSION_S)


def test_an_answer_confirms_the_route():
    routes = planner(hop(1))
    routes.used(TARGET, 0.0)
    routes.confirm(TARGET)

    assert routes.may_route(TARGET, CONFIRMATION_S + 1)


def test_whoever_failed_last_is_remembered_longest():
    routes = planner(hop(1))

    def fail(target: bytes, now: float) -> None:
        routes.used(target, now)
        assert not routes.may_route(target, now + CONFIRMATION_S)

    fail(TARGET, 0.0)
    for number in range(499):
        fail(hop(number), 100.0)
    fail(TARGET, 101.0)
    fail(OWN, 102.0)

    assert not routes.may_route(TARGET, 113.0)
    assert routes.may_route(hop(0), 113.0)
    assert not routes.may_route(hop(1), 113.0)


def test_what_is_remembered_is_bounded():
    routes = planner(*map(hop, range(3 * ROUTED_SPEAKERS)))
    for number in range(3 * ROUTED_SPEAKERS):
        routes.used(hop(number), 0.0)

    assert len(routes._speakers) == ROUTED_SPEAKERS
    assert len(routes._unconfirmed) <= ROUTED_SPEAKERS


# -- in a mesh


@pytest.fixture
def mesh() -> Mesh:
    """Return a line of four with a branch, in which all have spoken version 2."""
    mesh = Mesh()
    nodes = mesh.line("Anna", "Bert", "Carl", "Dora")
    mesh.connect(nodes[1], mesh.node("Emil"))
    mesh.run(40)
    for node in mesh.nodes.values():
        for other in mesh.nodes.values():
            node.engine._routes.heard(spoken(other.peer_id))
    return mesh


def routed(mesh: Mesh) -> list[tuple[str, tuple[bytes, ...]]]:
    """Collect who sends packets to one peer, and by which route."""
    seen: list[tuple[str, tuple[bytes, ...]]] = []

    def note(node: Node, effect: SendFrame) -> None:
        packet = decode_packet(effect.frame)
        if packet.type in (0x10, 0x11):
            seen.append((node.name, packet.route))

    mesh.eavesdropper = note
    return seen


def test_a_message_goes_along_its_route_and_nowhere_else(mesh):
    anna, bert, carl, dora = (mesh.nodes[n] for n in ("Anna", "Bert", "Carl", "Dora"))
    seen = routed(mesh)

    anna.write(dora, "straight on")
    mesh.run(3)

    assert dora.letters == ["straight on"]
    there, back = (bert.peer_id, carl.peer_id), (carl.peer_id, bert.peer_id)
    assert {route for _, route in seen} == {there, back}
    assert "Emil" not in {name for name, _ in seen}


def test_a_direct_neighbour_needs_no_route(mesh):
    seen = routed(mesh)

    mesh.nodes["Anna"].write(mesh.nodes["Bert"], "hello")
    mesh.run(1)

    assert {route for _, route in seen} == {()}


def test_a_route_that_fails_is_given_up_and_the_message_arrives(mesh, monkeypatch):
    anna, dora, fred = mesh.nodes["Anna"], mesh.nodes["Dora"], mesh.node("Fred")
    mesh.connect(anna, fred)
    mesh.connect(fred, dora)
    mesh.run(40)
    anna.engine._routes.heard(spoken(fred.peer_id))
    anna.write(dora, "first")
    mesh.run(2)
    assert dora.letters == ["first"]
    # He forwards nothing any more and does not say so.
    monkeypatch.setattr(fred.engine._forwarder, "consider", lambda *_, **__: None)
    seen = routed(mesh)

    anna.write(dora, "second")
    mesh.run(60)

    assert dora.letters == ["first", "second"]
    routes = [route for name, route in seen if name == "Anna"]
    assert routes[0] == (fred.peer_id,)
    assert () in routes


def test_a_forged_answer_keeps_no_route_alive(mesh):
    anna, dora = mesh.nodes["Anna"], mesh.nodes["Dora"]
    mesh.loss = 1.0
    anna.write(dora, "hello?")
    guest = Guest(anna, "Mallory")
    guest.send(PacketType.NOISE_HANDSHAKE, bytes(32), sender=dora.peer_id)
    guest.send(PacketType.NOISE_ENCRYPTED, bytes(40), sender=dora.peer_id)
    mesh.run(CONFIRMATION_S + 1)

    assert not anna.engine._routes.may_route(dora.peer_id, mesh.time)
