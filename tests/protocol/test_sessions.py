"""Sessions: handshakes, crossed and lost ones, replacement, limits, attackers."""

from dataclasses import replace
from math import inf
from random import Random

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from protocol.errors import DropReason, EncodeError
from protocol.identity import Identity
from protocol.noise import HandshakeState
from protocol.packet import PeerId
from protocol.session_effects import (
    Decrypted,
    Dropped,
    Established,
    HandshakeFailed,
    HandshakeFailure,
    PeerStateProven,
    Restored,
    SendHandshake,
    SessionEvicted,
    Suspended,
)
from protocol.sessions import (
    ALL_MESSAGES,
    EARLY_OVERALL,
    EARLY_PER_PEER,
    IDLE_S,
    MAX_HALF_OPEN,
    MAX_PLAINTEXT,
    MAX_VOUCHED_HALF_OPEN,
    Voucher,
)
import pytest

from .session_pair import ENCRYPTED, HANDSHAKE, Node, Parcel, carry, connect, make_nodes

TEXT = b"\x01text"


@pytest.fixture
def low() -> Node:
    return make_nodes()[0]


@pytest.fixture
def high() -> Node:
    return make_nodes()[1]


def assert_talking(first: Node, second: Node, now: float):
    """Assert that messages get through in both directions."""
    for sender, receiver in ((first, second), (second, first)):
        text = b"\x01probe %d" % len(receiver.texts)
        parcel = sender.seal(receiver.id, text, now)
        receiver.receive(parcel, now)
        assert receiver.texts[-1] == text


def forged_first(seed: int) -> bytes:
    key = X25519PrivateKey.from_private_bytes(Random(seed).randbytes(32))
    return key.public_key().public_bytes_raw()


# -- the ordinary way


def test_a_handshake_gives_both_sides_the_same_session(low, high):
    connect(low, high)

    ours, theirs = low.table.info(high.id), high.table.info(low.id)
    assert ours.handshake_hash == theirs.handshake_hash
    assert (ours.initiator, theirs.initiator) == (True, False)
    assert ours.remote_static == high.identity.noise_key
    assert theirs.remote_static == low.identity.noise_key
    assert low.established == [
        Established(high.id, high.identity.noise_key, ours.handshake_hash, True, False)
    ]
    assert_talking(low, high, 0.0)


def test_both_sides_prove_their_signing_keys_and_echo_once(low, high):
    connect(low, high)

    for one, other in ((low, high), (high, low)):
        assert one.proven == [
            PeerStateProven(
                other.id, other.identity.noise_key, other.identity.signing_key, 0
            )
        ]
        assert one.table.info(other.id).signing_key == other.identity.signing_key
        states = [e for e in one.effects if type(e).__name__ == "SendEncrypted"]
        assert len(states) == 2


def test_a_malformed_state_is_counted_and_the_session_lives(low, high):
    connect(low, high)

    high.receive(low.seal(high.id, b"\x21nonsense", 0.0), 0.0)

    assert high.of(Dropped) == [Dropped(low.id, DropReason.BAD_PAYLOAD)]
    assert_talking(low, high, 0.0)


def test_nothing_is_encrypted_before_a_session_stands(low, high):
    assert low.table.encrypt(high.id, TEXT, 0.0) is None
    low.start(high.id, 0.0)
    assert low.table.encrypt(high.id, TEXT, 0.0) is None
    assert low.table.info(high.id) is None


def test_what_no_packet_carries_is_refused(low, high):
    connect(low, high)

    with pytest.raises(EncodeError):
        low.table.encrypt(high.id, bytes(MAX_PLAINTEXT + 1), 0.0)


def test_there_is_no_session_with_oneself(low):
    assert low.table.start(low.id, 0.0) == []
    for kind in (HANDSHAKE, ENCRYPTED):
        low.receive(Parcel(low.id, low.id, kind, bytes(32)), 0.0)
    assert low.of(Dropped) == [
        Dropped(low.id, DropReason.NOISE_UNEXPECTED),
        Dropped(low.id, DropReason.MALFORMED),
    ]
    assert low.table.tracked == 0


def test_a_forgotten_peer_leaves_nothing(low, high):
    connect(low, high)
    low.table.forget(high.id)

    assert low.table.info(high.id) is None
    assert low.table.tracked == 0


def test_ciphertext_that_overtakes_the_last_message_is_read_after_it(low, high):
    [first] = low.start(high.id, 0.0)
    [answer] = high.receive(first, 0.0)
    last, state = low.receive(answer, 0.0)
    text = low.seal(high.id, TEXT, 0.0)

    high.receive(text, 0.0)
    high.receive(state, 0.0)
    assert high.texts == []
    high.receive(last, 0.0)

    assert high.texts == [TEXT]
    assert len(high.proven) == 1


def test_a_new_sessions_first_packets_are_no_replays_of_the_old_one(low, high):
    connect(low, high)
    for _ in range(3):
        high.receive(low.seal(high.id, b"\x01old", 1.0), 1.0)
    [first] = low.start(high.id, 5.0)
    [answer] = high.receive(first, 5.0)
    last, state = low.receive(answer, 5.0)
    text = low.seal(high.id, TEXT, 5.0)

    # Their counters begin anew, below what the old session has seen.
    high.receive(state, 5.0)
    high.receive(text, 5.0)
    high.receive(last, 5.0)

    assert high.texts[3:] == [TEXT]
    assert high.drops == {}


def test_a_replay_during_a_handshake_is_counted_as_one_and_begins_nothing(low, high):
    connect(low, high)
    text = low.seal(high.id, TEXT, 5.0)
    high.receive(text, 5.0)
    high.receive(Parcel(low.id, high.id, HANDSHAKE, forged_first(1)), 5.0)
    for _ in range(4):
        high.receive(text, 6.0)

    assert high.due(25.0) == []
    assert high.due(200.0) == []
    assert high.drops == {DropReason.NOISE_REPLAY: 4}
    assert high.texts == [TEXT]


# -- time


def test_an_unanswered_attempt_ends_after_10_s(low, high):
    low.start(high.id, 0.0)

    assert low.table.next_deadline() == 10.0
    assert low.due(9.9) == []
    low.due(10.0)

    assert low.of(HandshakeFailed) == [
        HandshakeFailed(high.id, HandshakeFailure.TIMEOUT, initiator=True)
    ]


def test_an_unfinished_answer_ends_after_20_s(low, high):
    high.receive(low.start(high.id, 0.0)[0], 0.0)

    assert high.table.next_deadline() == 20.0
    high.due(20.0)

    assert high.of(HandshakeFailed) == [
        HandshakeFailed(low.id, HandshakeFailure.TIMEOUT, initiator=False)
    ]
    assert high.table.half_open == 0


def test_starting_again_within_four_seconds_repeats_nothing_at_any_time(low, high):
    [first] = low.start(high.id, 1_000.0)

    assert low.start(high.id, 1_003.9) == []
    assert low.start(high.id, 1_004.0) == [first]


def test_starting_again_repeats_the_first_message_once_it_counts_as_lost(low, high):
    [first] = low.start(high.id, 0.0)

    assert low.start(high.id, 3.9) == []
    assert low.start(high.id, 4.0) == [first]
    low.due(13.9)
    assert low.of(HandshakeFailed) == []
    low.start(high.id, 13.9)
    low.due(20.0)
    assert len(low.of(HandshakeFailed)) == 1


def test_idle_tables_want_nothing(low, high):
    assert low.table.next_deadline() == inf
    low.start(high.id, 0.0)
    low.due(10.0)
    low.due(IDLE_S)

    assert low.table.tracked == 0
    assert low.table.next_deadline() == inf


def test_a_session_is_renewed_when_it_is_used_after_a_day(low, high):
    connect(low, high)
    old = low.table.info(high.id).handshake_hash
    day = 24 * 3600.0
    low.seal(high.id, TEXT, day - 1)
    assert low.due(day - 1) == []

    text = low.seal(high.id, TEXT, day)
    carry((low, high), low.due(day), day)
    high.receive(text, day)

    assert high.texts == [TEXT]
    assert low.table.info(high.id).handshake_hash != old
    assert low.established[-1].replaced
    assert_talking(low, high, day)


@pytest.mark.parametrize("direction", ["sent", "received"])
def test_a_session_is_renewed_after_many_messages(low, high, direction):
    connect(low, high)
    sender, receiver = (low, high) if direction == "sent" else (high, low)
    cipher = sender.table._peers[receiver.id].session.cipher
    cipher.sent = 1 << 31
    receiver.receive(sender.seal(receiver.id, TEXT, 1.0), 1.0)

    assert [parcel.kind for parcel in low.due(1.0)] == [HANDSHAKE]


def test_a_used_up_session_sends_nothing_more(low, high):
    connect(low, high)
    low.table._peers[high.id].session.cipher.sent = 2**32 - 1

    assert low.try_seal(high.id, TEXT, 1.0) is None
    assert not low.table.info(high.id).ready
    carry((low, high), low.due(1.0), 1.0)
    assert_talking(low, high, 1.0)


# -- crossed handshakes


def test_of_two_crossing_handshakes_the_lower_id_stays_initiator(low, high):
    crossing = low.start(high.id, 0.0) + high.start(low.id, 0.0)

    carry((low, high), crossing, 0.1)

    assert low.table.info(high.id).initiator
    assert not high.table.info(low.id).initiator
    assert len(low.established) == len(high.established) == 1
    assert_talking(low, high, 0.1)


def test_a_late_crossing_message_is_ignored_for_a_second(low, high):
    [late] = high.start(low.id, 0.0)
    connect(low, high, 0.0)

    assert low.receive(late, 0.9) == []
    assert low.drops == {DropReason.NOISE_UNEXPECTED: 1}
    assert low.of(Suspended) == []


def test_a_crossing_message_shows_that_ours_was_lost(low, high):
    [lost] = low.start(high.id, 0.0)
    crossing = high.start(low.id, 1.5)

    assert low.receive(crossing[0], 1.5) == [lost]
    carry((low, high), [lost], 1.5)
    assert_talking(low, high, 1.5)


def test_the_loser_of_a_crossing_tries_again_when_nothing_came_of_it(low, high):
    [first] = low.start(high.id, 0.0)
    high.start(low.id, 0.0)
    high.receive(first, 0.0)
    low.due(10.0)
    high.due(20.0)

    assert high.table.next_deadline() == pytest.approx(20.2)
    [again] = high.due(20.2)
    carry((low, high), [again], 20.2)
    assert_talking(low, high, 20.2)


# -- replacement


def test_a_restarted_peer_gets_a_new_session(low, high):
    connect(low, high)
    high.restart()
    connect(high, low, 100.0)

    assert low.established[-1].replaced
    assert_talking(low, high, 100.0)


def test_a_new_handshake_suspends_sending_and_not_receiving(low, high):
    connect(low, high)
    text = low.seal(high.id, TEXT, 5.0)
    high.receive(Parcel(low.id, high.id, HANDSHAKE, forged_first(1)), 5.0)

    assert high.of(Suspended) == [Suspended(low.id)]
    assert not high.table.info(low.id).ready
    assert high.try_seal(low.id, TEXT, 5.0) is None
    high.receive(text, 5.0)
    assert high.texts == [TEXT]


def test_who_still_writes_on_the_old_session_gets_it_back_at_once(low, high):
    connect(low, high)
    high.receive(Parcel(low.id, high.id, HANDSHAKE, forged_first(1)), 5.0)
    high.receive(low.seal(high.id, TEXT, 5.0), 5.0)

    assert high.of(Restored) == [Restored(low.id)]
    assert_talking(low, high, 5.0)


def test_an_unfinished_replacement_is_undone_and_then_ignored_for_a_minute(low, high):
    connect(low, high)
    high.receive(Parcel(low.id, high.id, HANDSHAKE, forged_first(1)), 5.0)
    high.due(24.9)
    assert high.of(Restored) == []

    high.due(25.0)
    assert high.of(Restored) == [Restored(low.id)]
    assert_talking(low, high, 25.0)
    forged = Parcel(low.id, high.id, HANDSHAKE, forged_first(2))
    assert high.receive(forged, 84.9) == []
    assert len(high.of(Suspended)) == 1
    assert [parcel.kind for parcel in high.receive(forged, 85.0)] == [HANDSHAKE]


def test_what_was_under_way_on_the_old_session_still_arrives(low, high):
    connect(low, high)
    under_way, too_late = (low.seal(high.id, TEXT, 5.0) for _ in range(2))
    connect(high, low, 5.0)

    high.due(24.9)
    high.receive(under_way, 24.9)
    assert high.texts == [TEXT]
    high.due(25.0)
    high.receive(too_late, 25.0)
    assert high.texts == [TEXT]
    assert high.drops == {DropReason.NOISE_UNDECRYPTABLE: 1}


def test_a_repeated_first_message_gets_the_same_answer(low, high):
    [first] = low.start(high.id, 0.0)

    assert high.receive(first, 0.0) == high.receive(first, 1.0)
    assert high.table.next_deadline() == 20.0


def test_a_newer_first_message_is_answered_under_the_old_deadline(low, high):
    [lost] = low.start(high.id, 0.0)
    high.receive(lost, 0.0)
    low.restart()
    [first] = low.start(high.id, 8.0)
    [answer] = high.receive(first, 8.0)

    assert high.table.next_deadline() == 20.0
    carry((low, high), [answer], 8.0)
    assert_talking(low, high, 8.0)


def test_a_forged_first_message_does_not_undo_the_real_one(low, high):
    [first] = low.start(high.id, 0.0)
    [answer] = high.receive(first, 0.0)
    high.receive(Parcel(low.id, high.id, HANDSHAKE, forged_first(1)), 0.1)
    high.receive(Parcel(low.id, high.id, HANDSHAKE, forged_first(2)), 0.2)

    carry((low, high), [answer], 0.3)
    assert_talking(low, high, 0.3)


def test_a_replayed_first_message_is_ignored(low, high):
    [first] = low.start(high.id, 0.0)
    carry((low, high), [first])

    assert high.receive(first, 50.0) == []
    connect(low, high, 60.0)
    assert high.receive(first, 70.0) == []
    assert high.drops == {DropReason.NOISE_UNEXPECTED: 2}
    assert_talking(low, high, 70.0)


@pytest.mark.parametrize("size", [64, 96, 2_048])
def test_other_handshake_bytes_leave_a_session_alone(low, high, size):
    connect(low, high)

    assert low.receive(Parcel(high.id, low.id, HANDSHAKE, bytes(size)), 5.0) == []
    assert low.drops == {DropReason.NOISE_UNEXPECTED: 1}
    assert_talking(low, high, 5.0)


@pytest.mark.parametrize("size", [0, 31, 33, 63, 2_049])
def test_handshake_bytes_of_no_known_length_are_refused(low, high, size):
    low.start(high.id, 0.0)

    low.receive(Parcel(high.id, low.id, HANDSHAKE, bytes(size)), 0.0)
    assert low.of(Dropped) == [Dropped(high.id, DropReason.NOISE_HANDSHAKE)]


def test_a_third_message_that_finishes_nothing_is_counted_as_a_handshake(low, high):
    high.receive(low.start(high.id, 0.0)[0], 0.0)

    assert high.receive(Parcel(low.id, high.id, HANDSHAKE, bytes(64)), 0.0) == []
    assert high.of(Dropped) == [Dropped(low.id, DropReason.NOISE_HANDSHAKE)]
    assert high.table.half_open == 1


def test_a_first_message_whose_attempt_ended_is_not_answered_again(low, high):
    forged = Parcel(low.id, high.id, HANDSHAKE, forged_first(1))
    assert [parcel.kind for parcel in high.receive(forged, 0.0)] == [HANDSHAKE]
    high.due(20.0)

    assert high.receive(forged, 30.0) == []
    assert high.drops == {DropReason.NOISE_UNEXPECTED: 1}


def test_a_first_message_of_ours_that_comes_back_later_is_ignored(low, high):
    [first] = low.start(high.id, 0.0)
    carry((low, high), [first])

    reflected = Parcel(high.id, low.id, HANDSHAKE, first.payload)
    assert low.receive(reflected, 50.0) == []
    assert low.of(Dropped) == [Dropped(high.id, DropReason.NOISE_UNEXPECTED)]
    assert low.table.info(high.id).ready


# -- repair


def test_a_lost_last_message_is_repaired_once_something_was_written(low, high):
    [first] = low.start(high.id, 0.0)
    low.receive(high.receive(first, 0.0)[0], 0.0)
    high.receive(low.seal(high.id, TEXT, 1.0), 1.0)
    assert low.due(4.9) == []

    carry((low, high), low.due(5.0), 5.0)

    assert_talking(low, high, 5.0)


def test_a_peer_that_never_speaks_is_repaired_once(low, high):
    for start in (0.0, 100.0):
        [first] = low.start(high.id, start)
        low.receive(high.receive(first, start)[0], start)
        low.seal(high.id, TEXT, start)
        sent = low.due(start + 5.0)
        if start:
            assert sent == []
        else:
            answers = high.receive(sent[0], start + 5.0)
            low.receive(answers[0], start + 5.0)
            high.restart()


def test_ciphertext_without_a_session_begins_one(low, high):
    connect(low, high)
    high.restart()

    high.receive(low.seal(high.id, TEXT, 5.0), 5.0)
    assert high.drops == {DropReason.NOISE_NO_SESSION: 1}
    carry((low, high), high.due(5.0), 5.0)

    assert_talking(low, high, 5.0)


def test_early_ciphertext_without_a_last_message_begins_a_session(low, high):
    [first] = low.start(high.id, 0.0)
    low.receive(high.receive(first, 0.0)[0], 0.0)
    high.receive(low.seal(high.id, TEXT, 1.0), 1.0)

    carry((low, high), high.due(20.0), 20.0)
    carry((low, high), high.due(20.0), 20.0)

    assert_talking(low, high, 20.0)


def test_three_failures_in_a_row_begin_a_handshake_beside_the_session(low, high):
    connect(low, high)
    garbage = Parcel(high.id, low.id, ENCRYPTED, b"\0\0\1\0" + bytes(30))
    for _ in range(2):
        low.receive(garbage, 5.0)
    high_text = high.seal(low.id, TEXT, 5.0)
    low.receive(high_text, 5.0)
    for _ in range(2):
        low.receive(garbage, 5.0)
    assert low.due(5.0) == []

    low.receive(garbage, 5.0)

    assert [parcel.kind for parcel in low.due(5.0)] == [HANDSHAKE]
    assert low.table.info(high.id).ready
    low.due(15.0)
    assert_talking(low, high, 15.0)


def test_three_failures_during_an_unfinished_handshake_count_when_it_ends(low, high):
    connect(low, high)
    high.receive(Parcel(low.id, high.id, HANDSHAKE, forged_first(1)), 5.0)
    for _ in range(3):
        high.receive(Parcel(low.id, high.id, ENCRYPTED, b"\0\0\1\0" + bytes(30)), 5.0)
    assert high.of(Dropped) == []

    sent = high.due(25.0)
    sent += high.due(25.0)

    assert high.of(Dropped) == [Dropped(low.id, DropReason.NOISE_UNDECRYPTABLE)] * 3
    assert [parcel.kind for parcel in sent] == [HANDSHAKE]


def test_garbage_provokes_ever_fewer_handshakes(low, high):
    connect(low, high)
    garbage = Parcel(high.id, low.id, ENCRYPTED, b"\0\0\1\0" + bytes(30))
    low.effects.clear()

    for second in range(600):
        for _ in range(5):
            low.receive(garbage, 5.0 + second)
        low.due(5.0 + second)

    assert len(low.of(SendHandshake)) <= 14
    assert_talking(low, high, 700.0)


# -- attackers


def test_whoever_claims_an_id_without_its_key_gets_no_session(low, high):
    [mallory] = make_nodes(1, seed=9)
    for now in (0.0, 30.0):
        [first] = mallory.start(high.id, now)
        [answer] = high.receive(replace(first, sender=low.id), now)
        last, state = mallory.receive(replace(answer, recipient=mallory.id), now)
        high.receive(replace(last, sender=low.id), now)
        high.receive(replace(state, sender=low.id), now)

    assert high.drops[DropReason.NOISE_IDENTITY] == 2
    assert high.established == high.proven == []
    assert high.table.half_open == 0


def test_a_false_answer_leaves_the_attempt_to_the_real_one(low, high):
    [mallory] = make_nodes(1, seed=9)
    [first] = low.start(high.id, 0.0)
    [false] = mallory.receive(first, 0.0)

    assert low.receive(replace(false, sender=high.id), 0.0) == []
    assert low.drops == {DropReason.NOISE_IDENTITY: 1}
    carry((low, high), [first], 0.1)
    assert_talking(low, high, 0.1)


def test_false_answers_end_an_attempt_before_they_cost_much(low, high):
    low.start(high.id, 0.0)
    for number in range(50):
        forged = Random(number).randbytes(96)
        low.receive(Parcel(high.id, low.id, HANDSHAKE, forged), 0.0)

    assert low.drops == {
        DropReason.NOISE_HANDSHAKE: 16,
        DropReason.NOISE_UNEXPECTED: 34,
    }
    assert low.of(HandshakeFailed) == [
        HandshakeFailed(high.id, HandshakeFailure.REFUSED, initiator=True)
    ]


def test_replayed_and_reflected_messages_are_counted_and_nothing_else(low, high):
    connect(low, high)
    text = low.seal(high.id, TEXT, 5.0)
    high.receive(text, 5.0)
    high.effects.clear()
    low.effects.clear()

    for _ in range(10):
        high.receive(text, 5.0)
    low.receive(Parcel(high.id, low.id, ENCRYPTED, text.payload), 5.0)

    assert high.effects == [Dropped(low.id, DropReason.NOISE_REPLAY)] * 10
    assert low.effects == [Dropped(high.id, DropReason.NOISE_UNDECRYPTABLE)]
    assert_talking(low, high, 5.0)


@pytest.mark.parametrize("index", [0, 1])
def test_a_reflected_first_message_is_ignored(index):
    nodes = make_nodes()
    node, other = nodes[index], nodes[1 - index]
    [first] = node.start(other.id, 0.0)

    assert node.receive(Parcel(other.id, node.id, HANDSHAKE, first.payload), 0.5) == []
    carry(nodes, [first], 0.6)
    assert_talking(node, other, 0.6)


@pytest.mark.parametrize("key", [bytes(32), bytes([1]) + bytes(31)])
def test_low_order_keys_are_counted_and_keep_no_state(low, high, key):
    low.receive(Parcel(high.id, low.id, HANDSHAKE, key), 0.0)
    assert low.effects == [Dropped(high.id, DropReason.NOISE_HANDSHAKE)]
    assert low.table.tracked == 0

    low.start(high.id, 0.0)
    assert low.receive(Parcel(high.id, low.id, HANDSHAKE, key + bytes(64)), 0.0) == []
    assert low.table.info(high.id) is None


def test_a_low_order_static_key_is_refused(low):
    liar = Identity(bytes(range(32)), bytes(32))

    handshake = HandshakeState(
        X25519PrivateKey.from_private_bytes(liar.noise_private),
        bytes(range(32)),
        initiator=False,
    )
    [first] = low.start(liar.peer_id, 0.0)
    handshake.read_message(first.payload)
    symmetric = handshake.symmetric
    ephemeral = handshake._ephemeral.public_key().public_bytes_raw()
    symmetric.mix_hash(ephemeral)
    symmetric.mix_key(handshake._exchange("ee"))
    forged = ephemeral + symmetric.encrypt(bytes(32)) + bytes(16)

    low.receive(Parcel(liar.peer_id, low.id, HANDSHAKE, forged), 0.0)
    assert low.drops == {DropReason.NOISE_HANDSHAKE: 1}


def test_a_flood_in_one_peers_name_is_answered_ten_times_a_minute(low, high):
    for number in range(100):
        forged = Parcel(high.id, low.id, HANDSHAKE, forged_first(number))
        low.receive(forged, number * 0.1)

    assert len(low.of(SendHandshake)) == 10
    assert low.drops == {DropReason.NOISE_LIMIT: 90}
    assert len(low.table._peers[high.id].candidates.waiting) <= 3
    # It takes nothing from what we begin ourselves.
    low.due(20.0)
    connect(low, high, 20.0)
    assert_talking(low, high, 20.0)


def test_a_flood_in_many_names_is_answered_thirty_times_a_minute(low, high):
    most = 0
    for number in range(2_000):
        peer = PeerId(number.to_bytes(8))
        now = number * 0.1
        low.receive(Parcel(peer, low.id, HANDSHAKE, forged_first(number)), now)
        low.receive(Parcel(peer, low.id, ENCRYPTED, bytes(40)), now)
        low.due(now)
        most = max(most, low.table.tracked)
        assert low.table.half_open <= MAX_HALF_OPEN

    answers = [e for e in low.of(SendHandshake) if len(e.payload) == 96]
    assert len(answers) <= 4 * 30
    assert len(low.of(SendHandshake)) - len(answers) <= 4 * 10
    assert most < 200
    connect(low, high, 200.0)
    for second in range(200, 400, 5):
        low.due(float(second))
    assert low.table.tracked == 1
    assert_talking(low, high, 400.0)


def test_whose_link_it_came_over_has_first_messages_of_their_own(low, high):
    for number, voucher in enumerate([Voucher.NOBODY] * 12 + [Voucher.LINK] * 12):
        payload = forged_first(number)
        low.take(low.table.handshake_received(high.id, payload, 0.0, voucher))

    assert len(low.of(SendHandshake)) == 20
    assert low.of(Dropped) == [Dropped(high.id, DropReason.NOISE_LIMIT)] * 4
    # Trust alone is no link: in the peer's name there is nothing left.
    payload = forged_first(99)
    assert low.table.handshake_received(high.id, payload, 0.0, Voucher.TRUST) == [
        Dropped(high.id, DropReason.NOISE_LIMIT)
    ]


def test_strangers_take_no_room_of_those_whom_somebody_vouches_for(low):
    answered = {}
    for first, voucher in ((100, Voucher.NOBODY), (200, Voucher.TRUST)):
        before = len(low.of(SendHandshake))
        for number in range(first, first + 40):
            peer, payload = PeerId(number.to_bytes(8)), forged_first(number)
            low.take(low.table.handshake_received(peer, payload, 0.0, voucher))
        answered[voucher] = len(low.of(SendHandshake)) - before

    assert answered == {Voucher.NOBODY: 30, Voucher.TRUST: 30}
    # Of those with a link as many as there is room for, whatever others took.
    for number in range(300, 310):
        peer, payload = PeerId(number.to_bytes(8)), forged_first(number)
        low.take(low.table.handshake_received(peer, payload, 0.0, Voucher.LINK))
    assert low.table.half_open == MAX_HALF_OPEN + MAX_VOUCHED_HALF_OPEN


def test_half_open_handshakes_are_capped(low, monkeypatch):
    monkeypatch.setattr("protocol.sessions.MAX_HALF_OPEN", 5)
    for number in range(10):
        peer = PeerId(number.to_bytes(8))
        low.receive(Parcel(peer, low.id, HANDSHAKE, forged_first(number)), 0.0)

    assert low.table.half_open == 5
    assert low.drops == {DropReason.NOISE_LIMIT: 5}


def test_early_ciphertext_is_bounded(low):
    for number in range(20):
        peer = PeerId(number.to_bytes(8))
        low.receive(Parcel(peer, low.id, HANDSHAKE, forged_first(number)), 0.0)
        for size in (40, 3_000, 41, 42, 43, 44):
            low.receive(Parcel(peer, low.id, ENCRYPTED, bytes(size)), 0.0)

    kept = [len(record.early) for record in low.table._peers.values()]
    assert max(kept) == EARLY_PER_PEER
    assert sum(kept) == EARLY_OVERALL
    low.due(20.0)
    assert low.drops[DropReason.NOISE_UNDECRYPTABLE] == EARLY_OVERALL
    assert low.table._early == 0


def test_a_peer_is_heard_a_hundred_times_a_second(low, high):
    connect(low, high)
    low.effects.clear()
    for _ in range(150):
        low.receive(high.seal(low.id, TEXT, 5.0), 5.0)
    assert (len(low.texts), low.drops) == (100, {DropReason.NOISE_LIMIT: 50})

    low.receive(high.seal(low.id, TEXT, 6.0), 6.0)
    assert len(low.texts) == 101


def test_all_peers_together_are_heard_five_hundred_times_a_second():
    nodes = make_nodes(7)
    node, others = nodes[0], nodes[1:]
    for other in others:
        connect(node, other, 0.0)
    for other in others:
        for _ in range(100):
            node.receive(other.seal(node.id, TEXT, 5.0), 5.0)

    assert len(node.texts) == ALL_MESSAGES.burst
    assert node.drops == {DropReason.NOISE_LIMIT: 100}


def test_own_handshakes_beyond_the_limit_wait_for_their_turn(low):
    peers = [PeerId(number.to_bytes(8)) for number in range(1, 41)]
    for peer in peers:
        low.start(peer, 0.0)
    assert len(low.of(SendHandshake)) == 30

    for second in range(1, 70):
        low.due(float(second))
    assert {effect.peer for effect in low.of(SendHandshake)} == set(peers)


def test_a_full_table_gives_up_the_session_that_nobody_used(monkeypatch):
    monkeypatch.setattr("protocol.sessions.MAX_SESSIONS", 3)
    node, *others = make_nodes(6)
    for number, other in enumerate(others[:3]):
        connect(node, other, float(number))
    for other in (others[0], others[2]):
        node.receive(other.seal(node.id, TEXT, 5.0), 5.0)

    connect(others[3], node, 6.0)
    connect(others[4], node, 7.0)

    assert node.of(SessionEvicted) == [
        SessionEvicted(others[1].id),
        SessionEvicted(others[3].id),
    ]
    assert node.table.established == 3
    assert_talking(node, others[0], 8.0)


def test_what_was_decrypted_stays_out_of_logs():
    assert "secret" not in repr(Decrypted(PeerId(bytes(8)), b"secret", bytes(32)))
