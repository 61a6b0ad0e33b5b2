"""Private messages between real engines: each is shown once, and its fate is told."""

from protocol import (
    MAX_PRIVATE_BYTES,
    BlockedPeerError,
    DeliveryChanged,
    DeliveryFailure,
    DeliveryStatus,
    DropReason,
    EmptyMessageError,
    Instant,
    MeshSettings,
    MessageTooLongError,
    PacketType,
    PeerId,
    PeerTrust,
    PrivateAudience,
    PrivateMessageReceived,
    PrivatePolicy,
    SendFrame,
    SendLimitError,
    SendPriority,
    Tick,
    UnknownPeerError,
    decode_packet,
)
from protocol.private_courier import GREETING_S, MAX_ATTEMPTS
from protocol.private_message import DeliveredReceipt, ReadReceipt
from protocol.private_outbox import LIFETIME_MS, MESSAGES_PER_PEER
from protocol.private_payloads import OwnPrivatePayload
import pytest

from .mesh import Mesh, Node

SENT, RELAYED = DeliveryStatus.SENT, DeliveryStatus.RELAYED
DELIVERED, READ = DeliveryStatus.DELIVERED, DeliveryStatus.READ
FAILED, EXPIRED = DeliveryStatus.FAILED, DeliveryStatus.EXPIRED


def pair(**options) -> tuple[Mesh, Node, Node]:
    """Return two nodes that know each other."""
    mesh = Mesh(**options)
    anna, bert = mesh.line("Anna", "Bert")
    mesh.run(3)
    return mesh, anna, bert


def frames(mesh: Mesh) -> list[bytes]:
    """Collect every frame that is sent from now on."""
    seen: list[bytes] = []

    def note(_: Node, effect: SendFrame) -> None:
        seen.append(effect.frame)

    mesh.eavesdropper = note
    return seen


def read(node: Node, writer: Node, message_ids: list[str]) -> None:
    """Have a node say that it read messages."""
    engine = node.engine
    node.apply(engine.send_read_receipts(writer.peer_id, message_ids, node.now()))


def say(node: Node, to: Node, payload: OwnPrivatePayload) -> None:
    """Have a node say anything in a session."""
    node.engine._private._say(to.peer_id, payload, node.now())
    node.handle(Tick())


def accept(node: Node, audience: PrivateAudience, *picked: str) -> None:
    """Have a node hear only some people."""
    policy = PrivatePolicy(audience, frozenset(picked))
    node.configure(MeshSettings(node.name, accept_private=policy))


# -- the way of a message


def test_a_message_reaches_its_reader_and_both_receipts_come_back():
    mesh, anna, bert = pair()

    message_id = anna.write(bert, "between us")
    mesh.run(1)
    (shown,) = bert.told(PrivateMessageReceived)
    read(bert, anna, [shown.message_id])
    mesh.run(1)

    assert (shown.text, shown.hops, shown.peer.nickname) == ("between us", 1, "Anna")
    assert shown.message_id == message_id
    assert anna.fate(message_id) == [SENT, DELIVERED, READ]
    assert anna.engine.outbox == ()


def test_over_a_relay_it_is_the_same_and_the_relay_learns_nothing():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(3)
    air = frames(mesh)

    message_id = anna.write(bert, "not for the middle")
    mesh.run(1)

    assert bert.letters == ["not for the middle"]
    assert anna.fate(message_id) == [SENT, DELIVERED]
    assert middle.letters == []
    assert not any(b"not for the middle" in frame for frame in air)
    assert bert.told(PrivateMessageReceived)[0].hops == 2


def test_a_second_message_goes_out_at_once_in_the_session_that_stands():
    mesh, anna, bert = pair()
    anna.write(bert, "one")
    mesh.run(1)
    air = frames(mesh)

    sent, effects = anna.engine.send_private(bert.peer_id, "two", anna.now())
    anna.apply(effects)
    mesh.run(0.1)

    assert sent.status is SENT
    kinds = [decode_packet(frame).type for frame in air]
    assert kinds == [PacketType.NOISE_ENCRYPTED] * 2
    assert bert.letters == ["one", "two"]


def test_noise_packets_are_addressed_unsigned_and_padded_where_the_link_carries_it():
    mesh, anna, bert = pair()
    air = frames(mesh)

    anna.write(bert, "hello")
    mesh.run(1)

    noise = [f for f in air if decode_packet(f).type in (0x10, 0x11)]
    assert {len(frame) for frame in noise} == {256}
    for frame in noise:
        packet = decode_packet(frame)
        assert (packet.ttl, packet.version, packet.signature) == (7, 1, None)
        assert packet.recipient in (anna.peer_id, bert.peer_id)


@pytest.mark.parametrize("limit", [120, 182])
def test_a_small_link_carries_it_unpadded_or_in_fragments(limit):
    mesh = Mesh()
    anna, _, bert = mesh.line("Anna", "Middle", "Bert", limit=limit)
    mesh.run(10)

    message_id = anna.write(bert, "x" * 255)
    mesh.run(5)

    assert bert.letters == ["x" * 255]
    assert anna.fate(message_id) == [SENT, DELIVERED]


def test_both_writing_first_at_one_moment_end_in_one_session():
    mesh, anna, bert = pair()

    ids = [anna.write(bert, "from Anna"), bert.write(anna, "from Bert")]
    mesh.run(2)

    assert (anna.letters, bert.letters) == (["from Bert"], ["from Anna"])
    assert anna.fate(ids[0]) == bert.fate(ids[1]) == [SENT, DELIVERED]
    assert anna.engine.statistics.sessions == bert.engine.statistics.sessions == 1


@pytest.mark.parametrize("who", ["Anna", "Bert"])
def test_a_restart_of_either_side_costs_no_message(who):
    mesh, anna, bert = pair()
    anna.write(bert, "before")
    mesh.run(1)

    mesh.restart(mesh.nodes[who])
    mesh.run(3)
    ids = [anna.write(bert, "after"), bert.write(anna, "to you too")]
    mesh.run(10)

    assert bert.letters == ["before", "after"]
    assert anna.letters == ["to you too"]
    assert anna.fate(ids[0])[-1] == bert.fate(ids[1])[-1] == DELIVERED


def test_a_session_that_only_one_side_still_has_is_replaced_unasked():
    mesh, anna, bert = pair()
    anna.write(bert, "before")
    mesh.run(2)
    # As after an eviction: nothing tells Anna of it.
    bert.engine._private._sessions.forget(anna.peer_id)

    anna.write(bert, "after")
    mesh.run(10)

    assert bert.letters == ["before", "after"]


def test_what_is_written_to_somebody_away_arrives_when_they_return():
    mesh, anna, bert = pair()
    mesh.disconnect(mesh.wires[0])
    mesh.run(120)
    assert not anna.knows(bert)

    ids = [anna.write(bert, f"{number}") for number in range(5)]
    mesh.restart(anna)
    mesh.run(3600)
    assert {e.message_id for e in anna.engine.outbox} == set(ids)
    assert all(anna.fate(i) == [] for i in ids)

    mesh.connect(bert, anna)
    mesh.run(5)

    assert sorted(bert.letters) == ["0", "1", "2", "3", "4"]
    assert all(anna.fate(i) == [SENT, DELIVERED] for i in ids)


def test_who_returns_has_time_to_hear_our_announce_before_our_handshake():
    """They may have forgotten us, and then could not answer."""
    mesh, anna, bert = pair()
    mesh.disconnect(mesh.wires[0])
    mesh.run(120)
    anna.write(bert, "hello")
    mesh.run(10)
    air = frames(mesh)

    mesh.connect(bert, anna)
    mesh.run(GREETING_S)
    kinds = {decode_packet(frame).type for frame in air}
    assert PacketType.ANNOUNCE in kinds
    assert PacketType.NOISE_HANDSHAKE not in kinds

    mesh.run(1)
    assert bert.letters == ["hello"]


def test_what_waits_goes_on_with_the_first_link_after_none():
    """Whoever is behind that link does not announce themselves for our sake."""
    mesh = Mesh()
    anna, bert, carl = mesh.line("Anna", "Bert", "Carl")
    mesh.run(30)
    mesh.disconnect(mesh.wires[1])
    mesh.run(120)
    anna.write(carl, "hello")
    mesh.connect(bert, carl)
    while not anna.knows(carl):
        mesh.run(0.1)
    # Gone in the moment when the handshake is due, with carl still known
    mesh.disconnect(mesh.wires[0])
    mesh.run(GREETING_S + 0.5)
    assert anna.knows(carl)
    mesh.connect(anna, bert)
    mesh.run(GREETING_S + 0.5)

    assert carl.letters == ["hello"]


def test_a_lost_receipt_is_asked_for_again_and_nothing_is_shown_twice():
    mesh, anna, bert = pair()
    anna.write(bert, "warm-up")
    mesh.run(1)
    message_id = anna.write(bert, "once")
    mesh.run(0.02)
    mesh.loss = 1.0
    mesh.run(2)
    mesh.loss = 0.0
    mesh.run(20)

    assert bert.letters == ["warm-up", "once"]
    assert anna.fate(message_id) == [SENT, DELIVERED]


def test_a_reader_who_restarts_before_the_receipt_arrives_shows_it_no_second_time():
    mesh, anna, bert = pair()
    anna.write(bert, "warm-up")
    mesh.run(1)
    message_id = anna.write(bert, "once")
    mesh.run(0.02)
    assert bert.letters == ["warm-up", "once"]
    mesh.loss = 1.0
    mesh.restart(bert, down_s=3)
    mesh.run(2)
    mesh.loss = 0.0
    mesh.run(60)

    assert bert.letters == ["warm-up", "once"]
    assert anna.fate(message_id) == [SENT, DELIVERED]


# -- long texts


def test_a_long_text_arrives_as_it_was_in_one_piece():
    mesh, anna, bert = pair()
    text = "Zeile eins.\n\nZeile zwei:  äöü €\N{GRINNING FACE} " * 70
    text = text.encode()[:MAX_PRIVATE_BYTES].decode(errors="ignore").strip()

    sent, effects = anna.engine.send_private(bert.peer_id, text, anna.now())
    anna.apply(effects)
    mesh.run(5)
    (shown,) = bert.told(PrivateMessageReceived)
    read(bert, anna, [shown.message_id])
    mesh.run(1)

    assert sent.parts > 10
    assert (shown.text, shown.message_id) == (text, sent.message_id)
    assert anna.fate(sent.message_id) == [SENT, DELIVERED, READ]


def test_a_short_message_overtakes_the_pieces_of_a_long_text():
    mesh, anna, bert = pair()
    anna.write(bert, "There will be a session now.")
    mesh.run(5)
    effects = anna.engine.send_private(bert.peer_id, "long " * 200, anna.now())[1]
    long = [e.priority for e in effects if isinstance(e, SendFrame)]
    effects = anna.engine.send_private(bert.peer_id, "short", anna.now())[1]
    (short,) = (e.priority for e in effects if isinstance(e, SendFrame))

    assert long == [SendPriority.LONG] * 4
    assert short > SendPriority.LONG


def test_the_pieces_of_a_long_text_may_come_in_any_order_and_more_than_once():
    mesh, anna, bert = pair(seed=3)
    anna.write(bert, "warm-up")
    mesh.run(1)
    mesh.jitter_s, mesh.duplication, mesh.loss = 1.0, 0.5, 0.3
    text = " ".join(str(number) for number in range(500))

    message_id = anna.write(bert, text)
    mesh.run(300)

    assert bert.letters == ["warm-up", text]
    assert anna.fate(message_id)[-1] is DELIVERED


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("x" * (MAX_PRIVATE_BYTES + 1), MessageTooLongError),
        (" \n", EmptyMessageError),
    ],
)
def test_a_text_that_cannot_be_sent_is_refused_with_a_reason(text, error):
    _, anna, bert = pair()

    with pytest.raises(error):
        anna.engine.send_private(bert.peer_id, text, anna.now())

    assert anna.engine.outbox == ()


def test_nobody_can_write_to_strangers_or_to_themselves():
    _, anna, _ = pair()

    for peer_id in (PeerId(bytes(8)), anna.peer_id):
        with pytest.raises(UnknownPeerError):
            anna.engine.send_private(peer_id, "hello?", anna.now())


# -- what is not delivered is told


def test_who_stays_away_for_a_day_gets_nothing_any_more():
    mesh, anna, bert = pair()
    mesh.disconnect(mesh.wires[0])
    mesh.run(120)
    message_id = anna.write(bert, "too late")

    mesh.run(LIFETIME_MS / 1000 + 1)

    (end,) = anna.told(DeliveryChanged)
    assert (end.message_id, end.status) == (message_id, EXPIRED)
    assert end.failure is DeliveryFailure.EXPIRED
    assert anna.engine.outbox == ()
    mesh.connect(anna, bert)
    mesh.run(10)
    assert bert.letters == []


def test_somebody_in_reach_who_never_confirms_is_given_up_after_so_many_attempts():
    mesh, anna, bert = pair()
    accept(bert, PrivateAudience.PICKED)
    message_id = anna.write(bert, "hello?")

    mesh.run(1200)

    end = anna.told(DeliveryChanged)[-1]
    assert (end.message_id, end.status) == (message_id, EXPIRED)
    assert end.failure is DeliveryFailure.NOT_CONFIRMED
    refused = bert.engine.statistics.dropped[DropReason.NOT_ACCEPTED]
    assert 1 < refused <= MAX_ATTEMPTS
    assert bert.letters == []


def test_a_receipt_that_comes_too_late_is_still_believed():
    mesh, anna, bert = pair()
    anna.write(bert, "warm-up")
    mesh.run(2)
    # Bert shows it, and none of his receipts gets through.
    message_id = anna.write(bert, "hello?")
    mesh.deaf.add(anna.name)
    mesh.run(LIFETIME_MS / 1000 + 60)
    assert anna.fate(message_id)[-1] == EXPIRED
    assert anna.told(DeliveryChanged)[-1].failure is DeliveryFailure.NOT_CONFIRMED

    mesh.deaf.clear()
    mesh.run(120)
    read(bert, anna, [message_id])
    mesh.run(30)

    assert bert.letters == ["warm-up", "hello?"]
    assert anna.fate(message_id) == [SENT, EXPIRED, READ]


def test_a_receipt_comes_too_late_for_one_part_after_the_other():
    mesh, anna, bert = pair()
    mesh.run(1)
    accept(bert, PrivateAudience.PICKED)
    message_id = anna.write(bert, "long " * 100)
    mesh.run(1200)
    assert anna.fate(message_id)[-1] == EXPIRED

    for number in (2, 2):
        say(bert, anna, DeliveredReceipt(f"{message_id}/{number}/2"))
        mesh.run(5)
        assert anna.fate(message_id)[-1] == EXPIRED
    for _ in range(2):
        say(bert, anna, DeliveredReceipt(f"{message_id}/1/2"))
        mesh.run(5)

    assert anna.fate(message_id)[-1] == DELIVERED
    assert anna.fate(message_id).count(DELIVERED) == 1


@pytest.mark.parametrize("after", [1, 10])
def test_word_of_reading_after_our_own_restart_is_not_lost(after):
    mesh, anna, bert = pair()
    message_id = anna.write(bert, "read me later")
    mesh.run(2)
    assert anna.fate(message_id)[-1] == DELIVERED
    mesh.restart(anna)
    mesh.run(after)

    read(bert, anna, [message_id])
    mesh.run(10)

    assert anna.fate(message_id)[-1] == READ
    assert anna.engine.sent_private == ()


def test_who_may_still_have_something_to_say_is_greeted_after_a_restart_once():
    mesh, anna, bert = pair()
    anna.write(bert, "read me later")
    mesh.run(2)
    mesh.restart(anna)
    air = frames(mesh)
    mesh.run(120)

    assert anna.engine.statistics.sessions == 1
    kinds = [decode_packet(frame).type for frame in air]
    assert kinds.count(PacketType.NOISE_HANDSHAKE) == 3


def test_receipts_for_what_was_never_sent_tell_nothing():
    mesh, anna, bert = pair()
    message_id = anna.write(bert, "hello")
    mesh.run(2)
    told = anna.told(DeliveryChanged)
    for name in ("never sent", f"{message_id}/1/2", f"{message_id}X"):
        say(bert, anna, DeliveredReceipt(name))
        say(bert, anna, ReadReceipt(name))
    mesh.run(5)

    assert anna.told(DeliveryChanged) == told


def test_who_goes_away_in_silence_costs_few_attempts():
    mesh, anna, bert = pair()
    anna.write(bert, "warm-up")
    mesh.run(1)
    mesh.loss = 1.0
    anna.write(bert, "patience")

    mesh.run(1800)

    (waiting,) = anna.engine.outbox
    assert waiting.attempts <= 4
    mesh.loss = 0.0
    mesh.run(60)
    assert bert.letters == ["warm-up", "patience"]


def test_the_outbox_is_bounded_and_tells_what_it_gave_up():
    mesh, anna, bert = pair()
    mesh.disconnect(mesh.wires[0])
    mesh.run(120)

    ids = []
    for number in range(MESSAGES_PER_PEER + 5):
        ids.append(anna.write(bert, f"{number}"))
        mesh.run(1)

    assert [e.message_id for e in anna.engine.outbox] == ids[5:]
    lost = anna.told(DeliveryChanged)
    assert [e.message_id for e in lost] == ids[:5]
    assert {e.failure for e in lost} == {DeliveryFailure.OUTBOX_FULL}


def test_an_automation_gone_wild_is_told_to_wait():
    _, anna, bert = pair()

    for _ in range(50):
        anna.write(bert, "again")
    with pytest.raises(SendLimitError) as caught:
        anna.write(bert, "again")

    assert caught.value.retry_after > 0


def test_forgetting_a_peer_and_wiping_give_up_what_waits():
    for end, failure in (
        (
            lambda n, p: n.engine.forget_peer(p.peer_id, n.now()),
            DeliveryFailure.IDENTITY_CHANGED,
        ),
        (lambda n, p: n.engine.wipe(n.now()), DeliveryFailure.WIPED),
    ):
        mesh, anna, bert = pair()
        mesh.disconnect(mesh.wires[0])
        mesh.run(120)
        anna.write(bert, "secret")

        anna.apply(end(anna, bert))

        (told,) = anna.told(DeliveryChanged)
        assert (told.status, told.failure) == (FAILED, failure)
        assert anna.engine.outbox == ()


# -- who may write


def test_only_those_whom_the_user_picked_are_heard():
    mesh, anna, bert = pair()
    accept(bert, PrivateAudience.PICKED, anna.engine.identity.fingerprint)

    anna.write(bert, "may I?")
    mesh.run(1)

    assert bert.letters == ["may I?"]


def test_everybody_known_is_heard_by_who_accepts_pinned_keys():
    mesh, anna, bert = pair()
    accept(bert, PrivateAudience.PINNED)

    anna.write(bert, "hello")
    mesh.run(1)

    assert bert.letters == ["hello"]


def test_a_blocked_peer_is_not_heard_and_gets_no_session():
    mesh, anna, bert = pair()
    bert.apply(bert.engine.set_blocked(anna.peer_id, bert.now(), blocked=True))
    anna.write(bert, "let me in")
    anna.say("everybody!")

    mesh.run(60)

    assert (bert.letters, bert.texts) == ([], [])
    assert bert.engine.statistics.sessions == 0
    assert bert.engine.statistics.dropped[DropReason.BLOCKED] > 0
    assert bert.engine.peers[anna.peer_id].blocked
    with pytest.raises(BlockedPeerError):
        bert.engine.send_private(anna.peer_id, "no", bert.now())


def test_what_a_blocked_peer_says_is_still_passed_on_to_others():
    mesh = Mesh()
    anna, middle, bert = mesh.line("Anna", "Middle", "Bert")
    mesh.run(3)
    middle.apply(middle.engine.set_blocked(anna.peer_id, middle.now(), blocked=True))

    anna.say("everybody!")
    anna.write(bert, "you alone")
    mesh.run(3)

    assert middle.texts == []
    assert bert.texts == ["everybody!"]
    assert bert.letters == ["you alone"]


def test_after_unblocking_messages_come_through_again():
    mesh, anna, bert = pair()
    bert.apply(bert.engine.set_blocked(anna.peer_id, bert.now(), blocked=True))
    anna.write(bert, "patience")
    mesh.run(20)

    bert.apply(bert.engine.set_blocked(anna.peer_id, bert.now(), blocked=False))
    mesh.run(120)

    assert bert.letters == ["patience"]


def test_a_message_waits_for_a_clock_that_agrees():
    mesh, anna, bert = pair()
    anna.write(bert, "warm-up")
    mesh.run(1)

    stale = Instant(mesh.time, anna.now().unix_ms - 600_000)
    _, effects = anna.engine.send_private(bert.peer_id, "old clock", stale)
    anna.apply(effects)
    mesh.run(60)

    assert bert.letters == ["warm-up", "old clock"]


def test_read_receipts_for_somebody_away_are_sent_on_their_return():
    mesh, anna, bert = pair()
    message_id = anna.write(bert, "read this")
    mesh.run(1)
    mesh.disconnect(mesh.wires[0])
    mesh.run(120)
    read(bert, anna, [message_id])

    mesh.connect(anna, bert)
    mesh.run(3)
    bert.write(anna, "a session for it")
    mesh.run(5)

    assert anna.fate(message_id) == [SENT, DELIVERED, READ]


def test_a_proven_peer_is_shown_as_such():
    mesh, anna, bert = pair()
    assert bert.engine.peers[anna.peer_id].trust is PeerTrust.PINNED

    anna.write(bert, "hello")
    mesh.run(1)

    assert bert.engine.peers[anna.peer_id].trust is PeerTrust.PROVEN


def test_a_private_message_costs_no_signature_check():
    mesh, anna, bert = pair()
    before = anna.engine.statistics.signature_checks
    before += bert.engine.statistics.signature_checks

    anna.write(bert, "hello")
    mesh.run(0.5)

    after = anna.engine.statistics.signature_checks
    after += bert.engine.statistics.signature_checks
    assert after == before
