"""Trust: what a session proves, what the user decides, and what attackers get."""

from collections import Counter
from hashlib import sha256
from itertools import count

from protocol import (
    DropReason,
    FrameReceived,
    Identity,
    KeyRefused,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    Packet,
    PacketType,
    PeerChanged,
    PeerPinned,
    PeerTrust,
    PrivateMessageReceived,
    SendFrame,
    TrustChanged,
    UnknownPeerError,
    decode_packet,
    encode_packet,
    fingerprint_of,
)
from protocol.announce import Announce
from protocol.presence import KEY_REFUSED_S
from protocol.private_message import PrivateMessage, ReadReceipt
from protocol.private_payloads import decode_private_payload, encode_private_payload
from protocol.session_effects import Decrypted, SendEncrypted, SendHandshake
from protocol.sessions import SessionTable
from protocol.signature import sign
from protocol.verify_challenge import VerifyChallenge, VerifyResponse
import pytest

from .mesh import Mesh, Node, identity
from .test_private_chat import pair


class Guest:
    """Somebody with a session table and no engine, at the end of a node's link."""

    def __init__(self, node: Node, name: str, keys: Identity | None = None) -> None:
        self.node = node
        self.keys = keys or identity(name)
        self.sessions = SessionTable(self.keys, identity(name).noise_private.ljust)
        self.link = LinkId(f"guest-{name}")
        self.heard: list[bytes] = []
        self.told: list[object] = []
        self.stamps = count()
        node.wires.pop(self.link, None)
        self.handle(LinkUp(self.link, LinkRole.CENTRAL, name, 509))

    def handle(self, event) -> None:
        effects = self.node.engine.handle(event, self.node.now())
        self.told += effects
        self.node.apply([e for e in effects if not isinstance(e, SendFrame)])
        for effect in effects:
            if isinstance(effect, SendFrame) and self.link in effect.links:
                self.heard.append(effect.frame)

    def send(self, kind: int, payload: bytes, **fields) -> Packet:
        packet = Packet(
            type=kind,
            ttl=fields.pop("ttl", 7),
            timestamp=self.node.now().unix_ms + next(self.stamps),
            sender=fields.pop("sender", self.keys.peer_id),
            recipient=fields.pop("recipient", self.node.peer_id),
            payload=payload,
        )
        self.handle(FrameReceived(self.link, encode_packet(packet)))
        return packet

    def announce(self, keys: Identity | None = None, noise_key=None) -> None:
        keys = keys or self.keys
        payload = Announce(
            nickname="Guest",
            noise_key=noise_key or self.keys.noise_key,
            signing_key=keys.signing_key,
        ).encode()
        stamp = self.node.now().unix_ms + next(self.stamps)
        packet = Packet(PacketType.ANNOUNCE, 7, stamp, self.keys.peer_id, payload)
        frame = encode_packet(sign(packet, keys))
        self.handle(FrameReceived(self.link, frame))


# -- what a session proves


def test_a_session_proves_the_key_and_says_so_once():
    mesh, anna, bert = pair()

    anna.write(bert, "hello")
    mesh.run(1)
    anna.write(bert, "again")
    mesh.run(1)

    keys = anna.engine.identity
    (told,) = bert.told(TrustChanged)
    assert (told.peer_id, told.trust) == (anna.peer_id, PeerTrust.PROVEN)
    (record,) = bert.engine.trust
    assert (record.noise_key, record.signing_key) == (keys.noise_key, keys.signing_key)
    assert bert.told(PeerChanged)[-1].peer.trust is PeerTrust.PROVEN


def impostor_pin(victim: Identity) -> PeerPinned:
    """Return what is pinned when somebody announces a victim's Noise key first."""
    mallory = identity("Mallory")
    return PeerPinned(victim.peer_id, victim.noise_key, mallory.signing_key)


def test_the_key_that_a_session_proves_takes_the_place_of_an_impostors():
    mesh = Mesh()
    anna = mesh.node("Anna")
    bert = mesh.node("Bert", pins=(impostor_pin(identity("Anna")),))
    mesh.connect(anna, bert)
    mesh.run(3)
    assert not bert.knows(anna)
    assert [e.peer_id for e in bert.told(KeyRefused)] == [anna.peer_id]

    anna.write(bert, "it is me")
    mesh.run(1)
    mesh.run(30)

    keys = anna.engine.identity
    assert bert.letters == ["it is me"]
    pinned = PeerPinned(keys.peer_id, keys.noise_key, keys.signing_key)
    assert pinned in bert.told(PeerPinned)
    assert bert.engine.peers[anna.peer_id].trust is PeerTrust.PROVEN


def test_an_announce_with_another_key_is_refused_and_told_of_but_rarely():
    mesh, anna, bert = pair()
    anna.write(bert, "hello")
    mesh.run(1)
    guest = Guest(bert, "Anna")

    for _ in range(20):
        guest.announce(identity("Mallory"))
    assert len(bert.told(KeyRefused)) == 1
    assert bert.engine.statistics.dropped[DropReason.KEY_CHANGED] == 20
    assert bert.engine.peers[anna.peer_id].signing_key == identity("Anna").signing_key

    mesh.run(KEY_REFUSED_S + 1)
    guest.announce(identity("Mallory"))
    assert len(bert.told(KeyRefused)) == 2


def test_a_proven_key_outlives_a_restart():
    mesh, anna, bert = pair()
    anna.write(bert, "hello")
    mesh.run(1)

    mesh.restart(bert)
    mesh.run(5)

    assert bert.engine.peers[anna.peer_id].trust is PeerTrust.PROVEN


# -- what the user decides


def test_a_peer_can_be_verified_and_the_reverse():
    _, anna, bert = pair()

    bert.apply(bert.engine.set_verified(anna.peer_id, bert.now(), verified=True))
    assert bert.engine.peers[anna.peer_id].trust is PeerTrust.VERIFIED
    assert [r.trust for r in bert.engine.trust] == [PeerTrust.VERIFIED]

    bert.apply(bert.engine.set_verified(anna.peer_id, bert.now(), verified=False))
    assert bert.engine.peers[anna.peer_id].trust is PeerTrust.PINNED
    assert bert.engine.trust == ()
    assert [e.trust for e in bert.told(TrustChanged)] == [
        PeerTrust.VERIFIED,
        PeerTrust.PINNED,
    ]


def test_blocking_and_verifying_outlive_a_restart_and_a_forgotten_peer_neither():
    mesh, anna, bert = pair()
    bert.apply(bert.engine.set_verified(anna.peer_id, bert.now(), verified=True))
    bert.apply(bert.engine.set_blocked(anna.peer_id, bert.now(), blocked=True))

    mesh.restart(bert)
    mesh.run(3)
    peer = bert.engine.peers[anna.peer_id]
    assert (peer.trust, peer.blocked) == (PeerTrust.VERIFIED, True)

    bert.apply(bert.engine.forget_peer(anna.peer_id, bert.now()))
    mesh.run(30)
    peer = bert.engine.peers[anna.peer_id]
    assert (peer.trust, peer.blocked) == (PeerTrust.PINNED, False)


def test_nobody_unknown_can_be_verified_or_blocked():
    _, anna, _ = pair()
    stranger = identity("Stranger").peer_id

    with pytest.raises(UnknownPeerError):
        anna.engine.set_verified(stranger, anna.now(), verified=True)
    with pytest.raises(UnknownPeerError):
        anna.engine.set_blocked(stranger, anna.now(), blocked=True)


# -- a guest with a session of its own


class Talker(Guest):
    """A guest that makes a session with the node."""

    def __init__(self, node: Node, name: str) -> None:
        super().__init__(node, name)
        self.sessions = SessionTable(self.keys, node.mesh.random.randbytes)
        self.payloads: list[object] = []
        self._read = 0
        self.announce()
        self.carry(self.sessions.start(node.peer_id, node.mesh.time))

    def carry(self, effects) -> None:
        """Do what the guest's sessions want, until both sides are quiet."""
        for effect in effects:
            match effect:
                case SendHandshake(_, payload):
                    self.send(PacketType.NOISE_HANDSHAKE, payload)
                case SendEncrypted(_, payload):
                    self.send(PacketType.NOISE_ENCRYPTED, payload)
                case Decrypted(_, plaintext):
                    self.payloads.append(decode_private_payload(plaintext))
        while self._read < len(self.heard):
            packet = decode_packet(self.heard[self._read])
            self._read += 1
            now = self.node.mesh.time
            if packet.recipient != self.keys.peer_id:
                continue
            if packet.type == PacketType.NOISE_HANDSHAKE:
                peer, payload = packet.sender, packet.payload
                self.carry(self.sessions.handshake_received(peer, payload, now))
            if packet.type == PacketType.NOISE_ENCRYPTED:
                peer, payload = packet.sender, packet.payload
                self.carry(self.sessions.encrypted_received(peer, payload, now))

    def seal(self, plaintext: bytes) -> bytes:
        now = self.node.mesh.time
        sealed = self.sessions.encrypt(self.node.peer_id, plaintext, now)
        assert sealed is not None
        return sealed

    def say(self, plaintext: bytes) -> Packet:
        packet = self.send(PacketType.NOISE_ENCRYPTED, self.seal(plaintext))
        self.carry([])
        return packet


@pytest.fixture
def bert() -> Node:
    return Mesh().node("Bert")


@pytest.fixture
def guest(bert) -> Talker:
    return Talker(bert, "Guest")


def text(message_id: str, body: str) -> bytes:
    """Return the plaintext of a private message."""
    return encode_private_payload(PrivateMessage(message_id, body))


def dropped(node: Node) -> Counter[DropReason]:
    return Counter(node.engine.statistics.dropped)


def test_whoever_scanned_our_code_gets_the_proof(bert, guest):
    keys = bert.engine.identity
    challenge = VerifyChallenge(keys.noise_key.hex(), b"nonce of a phone")

    guest.say(encode_private_payload(challenge))

    (answer,) = [p for p in guest.payloads if isinstance(p, VerifyResponse)]
    assert answer.verify(challenge, keys.signing_key)


def test_whose_pin_a_kill_took_is_pinned_again_although_it_is_trusted():
    mesh, anna, bert = pair()
    anna.apply(anna.engine.set_verified(bert.peer_id, anna.now(), verified=True))
    pinned = anna.told(PeerPinned)
    # As after a kill: trust was on the disk, and the pin was not yet.
    anna.effects.clear()
    mesh.restart(anna)
    mesh.run(5)

    assert anna.engine.peers[bert.peer_id].trust is PeerTrust.VERIFIED
    assert anna.told(PeerPinned) == pinned


def test_a_challenge_for_somebody_else_or_too_many_of_them_get_no_signature(
    bert, guest
):
    other = VerifyChallenge(identity("Other").noise_key.hex(), b"nonce")
    guest.say(encode_private_payload(other))
    assert dropped(bert)[DropReason.BAD_PAYLOAD] == 1

    ours = VerifyChallenge(bert.engine.identity.noise_key.hex(), b"nonce")
    for _ in range(20):
        guest.say(encode_private_payload(ours))

    answers = [p for p in guest.payloads if isinstance(p, VerifyResponse)]
    assert len(answers) == 5
    assert dropped(bert)[DropReason.PRIVATE_LIMIT] == 15


@pytest.mark.parametrize(
    ("plaintext", "reason"),
    [
        (b"", DropReason.BAD_PAYLOAD),
        (b"\x01\x00\x09short", DropReason.BAD_PAYLOAD),
        (b"\x01\x00\x01a\x01\x02\xff\xfe", DropReason.BAD_TEXT),
        (b"\x02", DropReason.BAD_PAYLOAD),
        (text("1", "\u200b \u202e"), DropReason.BAD_TEXT),
    ],
)
def test_what_is_no_message_is_counted_and_the_session_lives(
    bert, guest, plaintext, reason
):
    before = dropped(bert)

    guest.say(plaintext)
    guest.say(text("2", "still here"))

    assert dropped(bert) - before == Counter({reason: 1})
    assert bert.letters == ["still here"]


@pytest.mark.parametrize("kind", [0x06, 0x08, 0x12, 0x55, 0xFF])
def test_payloads_that_we_do_not_know_are_ignored(bert, guest, kind):
    before = dropped(bert)

    guest.say(bytes((kind,)) + b"whatever")
    guest.say(text("2", "still here"))

    assert dropped(bert) == before
    assert bert.letters == ["still here"]


def test_receipts_for_what_we_never_wrote_do_nothing(bert, guest):
    before = len(bert.effects)

    for kind in (b"\x02", b"\x03"):
        guest.say(kind + b"ABC")
        guest.say(kind + b"ABC/1/2")

    assert bert.effects[before:] == []


def test_a_phones_favourite_notice_is_confirmed_and_not_shown(bert, guest):
    guest.say(text("7", "[FAVORITED]:npub1xyz"))

    assert bert.letters == []
    assert [p.message_id for p in guest.payloads] == ["7"]


def test_a_message_repeated_is_confirmed_again_and_shown_once(bert, guest):
    for _ in range(3):
        guest.say(text("7", "hello"))

    assert bert.letters == ["hello"]
    assert [p.message_id for p in guest.payloads] == ["7"] * 3


def test_a_replayed_packet_gets_a_counter(bert, guest):
    packet = guest.say(text("7", "hello"))
    before = dropped(bert)

    guest.send(PacketType.NOISE_ENCRYPTED, packet.payload)

    assert dropped(bert) - before == Counter({DropReason.NOISE_REPLAY: 1})
    assert bert.letters == ["hello"]


def test_a_replay_after_a_restart_gets_a_counter(bert, guest):
    packet = guest.say(text("7", "hello"))
    bert.mesh.restart(bert)
    again = Guest(bert, "Replayer")
    before = dropped(bert)

    again.send(PacketType.NOISE_ENCRYPTED, packet.payload, sender=guest.keys.peer_id)

    assert dropped(bert) - before == Counter({DropReason.NOISE_NO_SESSION: 1})
    assert bert.letters == ["hello"]


def test_our_own_packets_reflected_get_a_counter(bert, guest):
    bert.apply(bert.engine.handle(FrameReceived(guest.link, b""), bert.now()))
    mine = [f for f in guest.heard if decode_packet(f).type == 0x11]
    before = dropped(bert)

    for frame in mine:
        packet = decode_packet(frame)
        guest.send(PacketType.NOISE_ENCRYPTED, packet.payload)
        guest.handle(FrameReceived(guest.link, frame))

    gained = dropped(bert) - before
    assert mine
    assert set(gained) <= {
        DropReason.OWN_PACKET,
        DropReason.NOISE_UNDECRYPTABLE,
        DropReason.NOISE_REPLAY,
    }
    assert gained.total() == 2 * len(mine)
    assert bert.letters == []


def test_a_handshake_in_somebody_elses_name_makes_no_session(bert):
    mallory = Talker(bert, "Mallory")
    before = bert.engine.statistics.sessions
    victim = identity("Victim")
    first = SessionTable(mallory.keys, bert.mesh.random.randbytes)
    (hello,) = first.start(bert.peer_id, bert.mesh.time)

    mallory.send(PacketType.NOISE_HANDSHAKE, hello.payload, sender=victim.peer_id)
    answer = decode_packet(mallory.heard[-1])
    finish = first.handshake_received(bert.peer_id, answer.payload, bert.mesh.time)
    for effect in finish:
        if isinstance(effect, SendHandshake):
            mallory.send(
                PacketType.NOISE_HANDSHAKE, effect.payload, sender=victim.peer_id
            )

    assert dropped(bert)[DropReason.NOISE_IDENTITY] == 1
    assert bert.engine.statistics.sessions == before


def test_low_order_keys_and_garbage_get_a_counter(bert, guest):
    before = dropped(bert)
    payloads = [bytes(32), (1).to_bytes(32, "little"), b"\xff" * 64, b"\x07" * 96, b""]

    for number, payload in enumerate(payloads):
        stranger = identity(f"s{number}").peer_id
        guest.send(PacketType.NOISE_HANDSHAKE, payload, sender=stranger)

    assert (dropped(bert) - before).total() == len(payloads)
    assert bert.engine.statistics.sessions == 1


def test_a_flood_of_handshakes_is_answered_sparingly_and_costs_no_session(bert, guest):
    so_far = len(guest.heard)
    for number in range(300):
        stranger = identity(f"s{number}").peer_id
        payload = identity(f"e{number}").noise_key
        guest.send(PacketType.NOISE_HANDSHAKE, payload, sender=stranger)
    for _ in range(50):
        guest.send(PacketType.NOISE_HANDSHAKE, bert.mesh.random.randbytes(32))

    answers = [f for f in guest.heard[so_far:] if decode_packet(f).type == 0x10]
    # Strangers have thirty together; whoever is at the end of a link has ten of its own.
    assert 30 < len(answers) <= 40
    assert dropped(bert)[DropReason.NOISE_LIMIT] >= 310
    guest.say(text("7", "still here"))
    assert bert.letters == ["still here"]


def test_a_flood_of_undecryptable_bytes_starts_few_handshakes(bert, guest):
    so_far = len(guest.heard)
    for number in range(400):
        stranger = identity(f"s{number % 50}").peer_id
        payload = bert.mesh.random.randbytes(60)
        guest.send(PacketType.NOISE_ENCRYPTED, payload, sender=stranger)

    begun = [f for f in guest.heard[so_far:] if decode_packet(f).type == 0x10]
    assert len(begun) <= 10
    assert dropped(bert)[DropReason.NOISE_NO_SESSION] == 400


def test_pieces_that_never_become_whole_fill_no_memory(bert, guest):
    for number in range(400):
        if number % 90 == 89:
            bert.mesh.run(1)
        guest.say(text(f"set{number}/1/2", "half"))

    assert bert.letters == []
    assert len(bert.engine._private._inbox._sets) <= 4
    assert guest.payloads == []


def test_pieces_with_the_longest_ids_are_joined_or_shown_and_never_raise(bert, guest):
    for size in range(190, 250):
        for number in range(1, 13):
            guest.say(text("x" * size + f"/{number}/12", f"{size} "))
        bert.mesh.run(1)

    joined = [body for body in bert.letters if " " in body]
    assert len(joined) == 11
    assert all(len(body.split()) == 12 for body in joined)


def test_read_receipts_for_ids_that_no_packet_carries_are_left_out(bert, guest):
    ids = ["", "x" * 256, "\ud800", "good"]

    now = bert.now()
    effects = bert.engine.send_read_receipts(guest.keys.peer_id, ids, now)
    guest.heard += [e.frame for e in effects if isinstance(e, SendFrame)]
    guest.carry([])

    assert guest.payloads == [ReadReceipt("good")]


def test_what_is_addressed_to_somebody_else_is_not_opened(bert, guest):
    sealed = guest.seal(text("7", "not yours"))

    guest.send(PacketType.NOISE_ENCRYPTED, sealed, recipient=identity("Other").peer_id)

    assert bert.letters == []


def test_history_given_back_after_a_restart_is_served_and_not_shown_again():
    mesh, anna, bert = pair()
    anna.say("remember this")
    mesh.run(1)
    frames = bert.engine.stored_packets
    mesh.restart(bert)
    mesh.run(60)

    late = mesh.node("Late")
    mesh.connect(late, bert)
    mesh.run(40)

    assert len(frames) == 1
    assert bert.texts == ["remember this"]
    assert late.texts == ["remember this"]


def test_history_does_not_grow_by_restarts_in_which_nothing_happens():
    mesh, anna, bert = pair()
    anna.say("remember this")
    mesh.run(1)
    frames = bert.engine.stored_packets
    for _ in range(3):
        bert.engine = bert.successor(mesh.random)
        assert bert.engine.stored_packets == frames


def test_damaged_history_is_skipped():
    engine = MeshEngine(
        identity("Anna"),
        MeshSettings("Anna"),
        Mesh().random,
        history=(b"", b"\x01" * 30, bytes(100)),
    )

    node = Node(Mesh(), "Anna", engine)
    node.apply(engine.announce(node.now()))
    node.handle(FrameReceived(LinkId("none"), b""))

    assert engine.stored_packets == ()


def test_somebody_whose_whole_key_differs_from_the_pin_gets_no_session(bert):
    guest = Guest(bert, "Guest")
    guest.announce()
    pins = bert.engine._presence.pins
    pin = pins.get(guest.keys.peer_id)
    assert pin is not None
    pin.noise_key = bytes(32)

    talker = object.__new__(Talker)
    talker.__dict__ = guest.__dict__ | {"payloads": [], "_read": len(guest.heard)}
    talker.sessions = SessionTable(guest.keys, bert.mesh.random.randbytes)
    talker.carry(talker.sessions.start(bert.peer_id, bert.mesh.time))

    assert dropped(bert)[DropReason.NOISE_IDENTITY] > 0
    assert bert.engine.statistics.sessions == 0
    assert bert.engine.trust == ()


def test_a_message_is_never_shown_as_of_a_key_that_its_session_did_not_prove(
    bert, guest
):
    """Not even where the other key shares the first eight bytes of its fingerprint."""
    guest.say(text("1", "as myself"))
    record = bert.engine._presence.table.get(guest.keys.peer_id)
    record.noise_key, record.fingerprint = bytes(32), fingerprint_of(bytes(32))

    guest.say(text("2", "as somebody else"))

    shown = [e.text for e in guest.told if isinstance(e, PrivateMessageReceived)]
    assert shown == ["as myself"]
    assert dropped(bert)[DropReason.NOISE_IDENTITY] == 1
    assert bert.engine.statistics.sessions == 0


@pytest.mark.parametrize("pinned_before", [True, False])
def test_the_shown_fingerprint_is_the_hash_of_the_key_that_the_session_proved(
    bert, pinned_before
):
    """Also where who it is was announced only after the session."""
    guest = Guest(bert, "Guest")
    if pinned_before:
        guest.announce()
    talker = object.__new__(Talker)
    talker.__dict__ = guest.__dict__ | {"payloads": [], "_read": len(guest.heard)}
    talker.sessions = SessionTable(guest.keys, bert.mesh.random.randbytes)
    talker.carry(talker.sessions.start(bert.peer_id, bert.mesh.time))
    guest.announce()

    talker.say(text("1", "hello"))

    (shown,) = [e for e in talker.told if isinstance(e, PrivateMessageReceived)]
    assert shown.peer.fingerprint == sha256(guest.keys.noise_key).hexdigest()


def test_the_shown_message_says_who_and_when(bert, guest):
    packet = guest.say(text("7", "hello"))

    (shown,) = [e for e in guest.told if isinstance(e, PrivateMessageReceived)]
    assert shown.sent_ms == packet.timestamp
    assert shown.peer == bert.engine.peers[guest.keys.peer_id]
