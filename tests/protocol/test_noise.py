"""The handshake and the ciphers after it, against what attackers send."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, strategies as st
from protocol.errors import DecodeError, DropReason, EncodeError
from protocol.noise import MAX_HANDSHAKE, HandshakeState
from protocol.transport_cipher import MAX_COUNTER, ReplayWindow, TransportCipher
import pytest

STATICS = [X25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2)]

P = 2**255 - 19
LOW_ORDER = [
    point.to_bytes(32, "little")
    for point in (
        0,
        1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
        P - 1,
        P,
        P + 1,
    )
]


def sides() -> tuple[HandshakeState, HandshakeState]:
    return (
        HandshakeState(STATICS[0], bytes([3]) * 32, initiator=True),
        HandshakeState(STATICS[1], bytes([4]) * 32, initiator=False),
    )


def ciphers() -> tuple[TransportCipher, TransportCipher]:
    return TransportCipher(b"a" * 32, b"b" * 32), TransportCipher(b"b" * 32, b"a" * 32)


def reason_of(cipher: TransportCipher, sealed: bytes) -> DropReason:
    with pytest.raises(DecodeError) as caught:
        cipher.open(sealed)
    return caught.value.reason


@pytest.mark.parametrize("key", LOW_ORDER, ids=lambda key: key.hex()[:4])
def test_a_low_order_key_opens_no_handshake(key):
    _, responder = sides()
    responder.read_message(key)

    with pytest.raises(DecodeError) as caught:
        responder.write_message()
    assert caught.value.reason is DropReason.NOISE_HANDSHAKE


@pytest.mark.parametrize("key", LOW_ORDER, ids=lambda key: key.hex()[:4])
def test_a_low_order_key_answers_no_handshake(key):
    initiator, responder = sides()
    responder.read_message(initiator.write_message())
    answer = responder.write_message()

    with pytest.raises(DecodeError) as caught:
        initiator.read_message(key + answer[32:])
    assert caught.value.reason is DropReason.NOISE_HANDSHAKE


@given(st.integers(0, 95), st.integers(1, 255))
def test_a_changed_byte_of_the_answer_is_noticed_and_leaves_the_original(at, change):
    initiator, responder = sides()
    responder.read_message(initiator.write_message())
    answer = responder.write_message()
    forged = bytearray(answer)
    forged[at] ^= change

    # X25519 ignores the top bit of a key, but the hash of the handshake does not.
    with pytest.raises(DecodeError):
        initiator.copy().read_message(bytes(forged))
    assert initiator.read_message(answer) == b""


@given(st.binary(max_size=120))
def test_random_bytes_finish_no_handshake(message):
    initiator, responder = sides()
    responder.read_message(initiator.write_message())
    responder.write_message()

    for state in (initiator, responder):
        with pytest.raises(DecodeError):
            state.read_message(message)


def refused(state: HandshakeState, message: bytes) -> DropReason:
    with pytest.raises(DecodeError) as caught:
        state.copy().read_message(message)
    return caught.value.reason


def test_a_handshake_message_over_the_limit_is_refused():
    initiator, responder = sides()
    first = initiator.write_message()
    longest = first + bytes(MAX_HANDSHAKE - len(first))

    assert refused(responder, longest + b"\0") is DropReason.NOISE_HANDSHAKE
    assert responder.read_message(longest) == longest[32:]


def test_wherever_a_message_is_cut_it_is_refused_as_a_handshake():
    initiator, responder = sides()
    first = initiator.write_message()
    responder.copy().read_message(first)
    for end in range(len(first)):
        assert refused(responder, first[:end]) is DropReason.NOISE_HANDSHAKE
    responder.read_message(first)
    answer = responder.write_message()
    for end in range(len(answer)):
        assert refused(initiator, answer[:end]) is DropReason.NOISE_HANDSHAKE
    initiator.read_message(answer)
    last = initiator.write_message()
    for end in range(len(last)):
        assert refused(responder, last[:end]) is DropReason.NOISE_HANDSHAKE
    assert responder.read_message(last) == b""


def test_messages_are_written_and_read_in_turn():
    initiator, responder = sides()

    with pytest.raises(ValueError, match="turn"):
        responder.write_message()
    with pytest.raises(ValueError, match="turn"):
        initiator.read_message(bytes(96))
    with pytest.raises(ValueError, match="not complete"):
        initiator.split()


def test_each_message_opens_once():
    alice, bob = ciphers()
    sealed = alice.seal(b"text")

    assert bob.open(sealed) == b"text"
    assert reason_of(bob, sealed) is DropReason.NOISE_REPLAY


def test_an_empty_message_is_one():
    alice, bob = ciphers()

    assert bob.open(alice.seal(b"")) == b""


def test_what_one_side_sealed_cannot_be_reflected_to_it():
    alice, _ = ciphers()

    assert reason_of(alice, alice.seal(b"text")) is DropReason.NOISE_UNDECRYPTABLE


def test_a_forged_counter_moves_no_window():
    alice, bob = ciphers()
    first = alice.seal(b"first")
    forged = MAX_COUNTER.to_bytes(4) + first[4:]

    assert reason_of(bob, forged) is DropReason.NOISE_UNDECRYPTABLE
    assert reason_of(bob, first[:19]) is DropReason.MALFORMED
    assert bob.open(first) == b"first"


def test_messages_may_overtake_each_other_by_the_window_and_no_more():
    alice, bob = ciphers()
    sealed = [alice.seal(str(number).encode()) for number in range(1_026)]
    bob.open(sealed[1_025])

    assert bob.open(sealed[2]) == b"2"
    assert reason_of(bob, sealed[1]) is DropReason.NOISE_REPLAY
    assert reason_of(bob, sealed[2]) is DropReason.NOISE_REPLAY


def test_the_last_counter_is_sent_and_none_after_it():
    alice, bob = ciphers()
    alice.sent = MAX_COUNTER

    assert bob.open(alice.seal(b"last")) == b"last"
    assert alice.exhausted
    with pytest.raises(EncodeError):
        alice.seal(b"one more")


@given(
    st.lists(
        st.integers(0, 3_000) | st.sampled_from([2**31, 2**32 - 1]),
        max_size=60,
    )
)
def test_the_window_admits_what_a_plain_set_would(counters):
    window = ReplayWindow()
    seen: set[int] = set()
    for counter in counters:
        highest = max(seen, default=-1)
        admitted = counter not in seen and counter > highest - 1_024

        assert window.admits(counter) == admitted
        if admitted:
            window.mark(counter)
            seen.add(counter)
    assert window.highest == max(seen, default=-1)
