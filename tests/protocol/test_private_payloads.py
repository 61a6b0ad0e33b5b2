"""What a session carries: parsed as the wire says, refused without harm."""

from contextlib import suppress

from hypothesis import given, strategies as st
from protocol.errors import DecodeError, DropReason, EncodeError
from protocol.file_transfer import FileTransfer
from protocol.identity import Identity
from protocol.peer_state import AuthenticatedPeerState
from protocol.private_message import DeliveredReceipt, PrivateMessage, ReadReceipt
from protocol.private_payloads import (
    UnknownPrivate,
    decode_private_payload,
    encode_private_payload,
)
from protocol.private_type import PrivateType
from protocol.verify_challenge import VerifyChallenge, VerifyResponse
import pytest

ALICE = Identity(bytes(range(32)), bytes(range(32, 64)))
BOB = Identity(bytes(range(64, 96)), bytes(range(96, 128)))
CHALLENGE = VerifyChallenge(ALICE.noise_key.hex(), b"sixteen byte nonce"[:16])
KEY = bytes(range(32))
KNOWN = {*PrivateType} - {
    PrivateType.GROUP_INVITE,
    PrivateType.GROUP_KEY_UPDATE,
    PrivateType.VOICE_FRAME,
    PrivateType.VOUCH_BATCH,
}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ids = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=60
)
payloads = st.one_of(
    st.builds(PrivateMessage, ids, texts),
    st.builds(ReadReceipt, ids),
    st.builds(DeliveredReceipt, ids),
    st.builds(
        AuthenticatedPeerState,
        st.binary(min_size=32, max_size=32),
        st.integers(0, 2**64 - 1),
    ),
    st.builds(VerifyChallenge, st.just(KEY.hex()), st.binary(min_size=1, max_size=255)),
    st.builds(
        VerifyResponse,
        st.just(KEY.hex().upper()),
        st.binary(min_size=1, max_size=255),
        st.binary(min_size=64, max_size=64),
    ),
    st.builds(
        UnknownPrivate, st.sampled_from(sorted({*range(256)} - KNOWN)), st.binary()
    ),
)


def refusal(plaintext: bytes) -> DropReason:
    with pytest.raises(DecodeError) as caught:
        decode_private_payload(plaintext)
    return caught.value.reason


@given(payloads)
def test_what_is_written_is_read(payload):
    assert decode_private_payload(encode_private_payload(payload)) == payload


@given(st.binary(max_size=200), st.sampled_from(sorted(KNOWN)))
def test_nothing_but_a_refusal_comes_of_random_bytes(body, kind):
    with suppress(DecodeError):
        decode_private_payload(bytes((kind,)) + body)


@pytest.mark.parametrize(
    ("plaintext", "reason"),
    [
        (b"", DropReason.BAD_PAYLOAD),
        (b"\x01", DropReason.BAD_PAYLOAD),
        (b"\x01\x00\x00\x01\x02hi", DropReason.BAD_PAYLOAD),
        (b"\x01\x00\x02m1\x01\x02\xff\xfe", DropReason.BAD_TEXT),
        (b"\x01\x00\x02m1\x01\x09hi", DropReason.BAD_PAYLOAD),
        (b"\x02", DropReason.BAD_PAYLOAD),
        (b"\x01\x00\x02m\n\x01\x02hi", DropReason.BAD_TEXT),
        (b"\x01\x00\x03\xe2\x80\xae\x01\x02hi", DropReason.BAD_TEXT),
        (b"\x03\xff", DropReason.BAD_TEXT),
        (b"\x03" + b"m" * 256, DropReason.BAD_PAYLOAD),
        (b"\x10\x01\x04abcd\x02\x01n", DropReason.BAD_PAYLOAD),
        (b"\x10\x01\x40" + b"g" * 64 + b"\x02\x01n", DropReason.BAD_TEXT),
        (b"\x10\x01\x40" + b"\xff" * 64 + b"\x02\x01n", DropReason.BAD_TEXT),
        (b"\x10\x01\x40" + b"a" * 64 + b"\x02\x00", DropReason.BAD_PAYLOAD),
        (b"\x11\x01\x40" + b"a" * 64 + b"\x02\x01n", DropReason.BAD_PAYLOAD),
        (b"\x20", DropReason.BAD_PAYLOAD),
        (b"\x21\x01", DropReason.BAD_PAYLOAD),
        (b"\x21\x01" + b"\x03\x00" * 65, DropReason.OVERSIZED),
    ],
)
def test_malformed_payloads_are_refused(plaintext, reason):
    assert refusal(plaintext) is reason


@pytest.mark.parametrize(
    "body",
    [
        b"\x01\x01\x01\x00\x02\x1f" + KEY[1:],
        b"\x01\x01\x01\x00\x02\x21" + KEY + b"!",
        b"\x01\x01\x00\x02\x20" + KEY,
        b"\x01\x01\x09\x01\x01\x01\x01\x01\x01\x01\x01\x01\x02\x20" + KEY,
        b"\x01\x01\x01\x00\x01\x01\x00\x02\x20" + KEY,
        b"\x01\x01\x01\x00\x02\x20" + KEY + b"\x03",
        b"\x01\x01\x01\x00",
    ],
    ids=[
        "short key",
        "long key",
        "no bits",
        "nine bytes of bits",
        "bits twice",
        "a byte left over",
        "no key",
    ],
)
def test_a_peer_state_has_one_way_to_be_written(body):
    assert refusal(b"\x21" + body) is DropReason.BAD_PAYLOAD


def test_a_peer_state_may_say_more_than_we_know():
    body = b"\x01\x07\x02??\x01\x01\x00\x02\x20" + KEY

    assert AuthenticatedPeerState.decode(body) == AuthenticatedPeerState(KEY, 0)


def test_the_longest_message_that_the_wire_carries():
    message = PrivateMessage("i" * 255, "é" * 127 + "!")

    assert PrivateMessage.decode(message.encode()) == message


@pytest.mark.parametrize(
    "payload",
    [
        PrivateMessage("id", "x" * 256),
        PrivateMessage("", "hi"),
        PrivateMessage("id", "\ud800"),
        ReadReceipt(""),
        DeliveredReceipt("i" * 256),
        AuthenticatedPeerState(KEY[1:]),
        AuthenticatedPeerState(KEY, 1 << 64),
        VerifyChallenge(KEY.hex(), bytes(256)),
        VerifyResponse(KEY.hex(), b"nonce", b"no signature"),
    ],
)
def test_what_the_wire_cannot_carry_is_not_written(payload):
    with pytest.raises(EncodeError):
        encode_private_payload(payload)


@pytest.mark.parametrize("kind", [0x20, 0x09])
def test_a_private_file_is_read_under_both_of_its_types(kind):
    body = b"\x01\x00\x01a\x02\x00\x04\x00\x00\x00\x02\x04\x00\x00\x00\x02hi"

    assert decode_private_payload(bytes((kind,)) + body) == FileTransfer(
        "a", 2, None, b"hi"
    )


def test_a_message_keeps_its_text_out_of_logs():
    assert "secret" not in repr(PrivateMessage("id", "secret"))
    assert "secret" not in repr(UnknownPrivate(9, b"secret"))


def test_a_challenge_is_answered_by_the_key_that_it_names():
    response = VerifyResponse.answer(CHALLENGE, ALICE)

    assert CHALLENGE.is_for(ALICE.noise_key)
    assert not CHALLENGE.is_for(BOB.noise_key)
    assert response.verify(CHALLENGE, ALICE.signing_key)


def test_the_signature_covers_context_length_key_and_nonce():
    key = ALICE.noise_key.hex().encode()
    signed = b"bitchat-verify-resp-v1" + b"\x40" + key + CHALLENGE.nonce

    response = VerifyResponse.answer(CHALLENGE, ALICE)

    assert response.signature == ALICE.sign(signed)


def test_a_response_proves_nothing_for_another_key_nonce_or_question():
    response = VerifyResponse.answer(CHALLENGE, ALICE)
    forged = VerifyResponse.answer(CHALLENGE, BOB)
    other_nonce = VerifyChallenge(CHALLENGE.noise_key, b"another nonce")
    other_key = VerifyChallenge(BOB.noise_key.hex(), CHALLENGE.nonce)

    assert not response.verify(CHALLENGE, BOB.signing_key)
    assert not response.verify(CHALLENGE, b"no key")
    assert not forged.verify(CHALLENGE, ALICE.signing_key)
    assert not response.verify(other_nonce, ALICE.signing_key)
    assert not response.verify(other_key, ALICE.signing_key)
