"""Private packets of others wait a moment for somebody to pass them on to."""

from protocol import MeshSettings
from protocol.packet import Packet, PacketType
from protocol.relay_queue import PendingRelay
from protocol.spool import SPOOL_BYTES, SPOOL_CAPACITY, SPOOL_S, Spool

from .mesh import Mesh, Node

ADA, BOB, CYD = b"a" * 8, b"b" * 8, b"c" * 8


def relay(key: int, size: int = 100) -> PendingRelay:
    packet = Packet(PacketType.NOISE_ENCRYPTED, 7, 0, ADA, b"", recipient=BOB)
    return PendingRelay(
        key=key, packet=packet, frame=bytes(size), ttl=6, heard_on=set()
    )


def test_it_goes_to_whoever_comes_but_not_back_to_whom_it_came_from():
    spool = Spool()
    spool.add(relay(1), {ADA}, 0.0)

    assert spool.take({ADA}, 1.0) == []
    assert [r.key for r in spool.take({ADA, CYD}, 2.0)] == [1]
    assert spool.take({ADA, CYD}, 3.0) == []


def test_it_waits_no_longer_than_the_specification_says():
    spool = Spool()
    spool.add(relay(1), {ADA}, 0.0)

    assert spool.take({BOB}, SPOOL_S) == []
    assert len(spool) == 0


def test_it_is_bounded_in_number_and_bytes():
    spool = Spool()
    for key in range(SPOOL_CAPACITY + 5):
        spool.add(relay(key), {ADA}, 0.0)
    assert [r.key for r in spool.take({BOB}, 1.0)] == [*range(5, SPOOL_CAPACITY + 5)]

    for key in range(8):
        spool.add(relay(key, SPOOL_BYTES // 4), {ADA}, 0.0)
    spool.add(relay(99, SPOOL_BYTES + 1), {ADA}, 0.0)
    assert [r.key for r in spool.take({BOB}, 1.0)] == [4, 5, 6, 7]


def test_one_may_be_as_long_as_all_together():
    spool = Spool()
    spool.add(relay(1, SPOOL_BYTES), {ADA}, 0.0)

    assert [r.key for r in spool.take({BOB}, 1.0)] == [1]


def line_with_a_session() -> tuple[Mesh, list[Node]]:
    mesh = Mesh()
    ada, bob, cyd = mesh.line("ada", "bob", "cyd")
    mesh.run(20)
    ada.write(cyd, "Do you hear me?")
    mesh.run(20)
    assert cyd.letters == ["Do you hear me?"]
    return mesh, [ada, bob, cyd]


def test_a_receipt_that_finds_the_link_gone_arrives_when_it_is_back():
    mesh, (ada, bob, cyd) = line_with_a_session()
    # Cyd's side is remade just as the letter is on its way; nothing of ada's is sent
    # again within these seconds.
    wire = next(w for w in mesh.wires if cyd in (w.central, w.peripheral))
    mesh.disconnect(wire)
    ada.write(cyd, "And now?")
    mesh.run(2)
    assert cyd.letters == ["Do you hear me?"]

    mesh.connect(bob, cyd)
    mesh.run(2)
    assert cyd.letters == ["Do you hear me?", "And now?"]


def test_who_relays_nothing_keeps_nothing():
    mesh, (ada, bob, cyd) = line_with_a_session()
    bob.configure(MeshSettings("bob", relay=False))
    wire = next(w for w in mesh.wires if cyd in (w.central, w.peripheral))
    mesh.disconnect(wire)
    ada.write(cyd, "And now?")
    mesh.run(2)
    mesh.connect(bob, cyd)
    mesh.run(2)
    assert cyd.letters == ["Do you hear me?"]
