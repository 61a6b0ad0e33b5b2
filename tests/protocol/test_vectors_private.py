"""Every vector of the kinds that are about private messages."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from protocol.errors import DecodeError
from protocol.noise import HandshakeState
from protocol.peer_state import AuthenticatedPeerState
from protocol.private_message import DeliveredReceipt, PrivateMessage, ReadReceipt
from protocol.private_payloads import decode_private_payload, encode_private_payload
from protocol.transport_cipher import TransportCipher
import pytest

from .vectors import PRIVATE_KINDS, Vector, file_in_use, load, of_kind

unhex = bytes.fromhex


def side(vector: Vector, *, initiator: bool) -> HandshakeState:
    name = "init" if initiator else "resp"
    return HandshakeState(
        X25519PrivateKey.from_private_bytes(unhex(vector[f"{name}_static"])),
        unhex(vector[f"{name}_ephemeral"]),
        initiator=initiator,
        prologue=unhex(vector["prologue"]),
    )


def test_every_private_kind_has_a_test():
    marks = [
        mark
        for test in globals().values()
        for mark in getattr(test, "pytestmark", [])
        if mark.kwargs.get("ids") and mark.args[0] == "vector"
    ]
    present = {vector["kind"] for vector in load(file_in_use())}

    assert {
        mark.args[1][0]["kind"] for mark in marks if mark.args[1]
    } == PRIVATE_KINDS & present


@of_kind("noise_xx")
def test_handshake_with_prologue_and_payloads(vector):
    writer, reader = side(vector, initiator=True), side(vector, initiator=False)
    for message in vector["messages"][:3]:
        written = writer.write_message(unhex(message["payload"]))
        assert written.hex() == message["ciphertext"]
        assert reader.read_message(written).hex() == message["payload"]
        writer, reader = reader, writer

    assert writer.handshake_hash == reader.handshake_hash
    ciphers, others = writer.split(), reader.split()
    for message in vector["messages"][3:]:
        sealed = ciphers[0].encrypt(unhex(message["payload"]))
        assert sealed.hex() == message["ciphertext"]
        assert others[1].decrypt(sealed).hex() == message["payload"]
        ciphers, others = others, ciphers


@of_kind("noise_xx_bitchat")
def test_handshake_and_messages_with_explicit_counters(vector):
    first, second = side(vector, initiator=True), side(vector, initiator=False)
    writer, reader = first, second
    for expected, size in zip(
        vector["handshake"], vector["handshake_lens"], strict=True
    ):
        written = writer.write_message()
        assert (written.hex(), len(written)) == (expected, size)
        assert reader.read_message(written) == b""
        writer, reader = reader, writer

    assert first.handshake_hash.hex() == vector["handshake_hash"]
    keys = [cipher.key for cipher in first.split()]
    assert [key.hex() for key in keys] == [
        vector["key_initiator_to_responder"],
        vector["key_responder_to_initiator"],
    ]
    initiator, responder = TransportCipher(*keys), TransportCipher(*keys[::-1])
    for messages, sender, receiver in (
        (vector["initiator_to_responder"], initiator, responder),
        (vector["responder_to_initiator"], responder, initiator),
    ):
        for message in messages:
            sealed = sender.seal(unhex(message["plaintext"]))
            assert sealed.hex() == message["wire"]
            assert receiver.open(sealed).hex() == message["plaintext"]


@of_kind("noise_payload")
def test_private_payload_parses_and_encodes(vector):
    plaintext = unhex(vector["hex"])

    payload = decode_private_payload(plaintext)

    match vector["type"]:
        case 1:
            expected = PrivateMessage(vector["message_id"], vector["content"])
        case 2:
            expected = ReadReceipt(vector["message_id"])
        case 3:
            expected = DeliveredReceipt(vector["message_id"])
        case _:
            key = unhex(vector["ed25519_public"])
            expected = AuthenticatedPeerState(key, vector["capabilities"])
    assert payload == expected
    assert payload.kind == vector["type"]
    assert encode_private_payload(payload) == plaintext


@of_kind("state_reject")
def test_peer_state_is_refused(vector):
    with pytest.raises(DecodeError):
        AuthenticatedPeerState.decode(unhex(vector["hex"]))


@of_kind("private_message_reject")
def test_private_message_is_refused(vector):
    with pytest.raises(DecodeError):
        PrivateMessage.decode(unhex(vector["hex"]))
