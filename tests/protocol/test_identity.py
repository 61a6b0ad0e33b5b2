"""A node's keys."""

import hashlib
import random

from protocol.identity import Identity, fingerprint_of, peer_id_of
import pytest


def test_an_identity_survives_being_stored():
    identity = Identity.generate(random.Random(1).randbytes)

    assert Identity.from_bytes(identity.to_bytes()) == identity


def test_two_identities_differ_in_everything():
    source = random.Random(1).randbytes
    one, other = Identity.generate(source), Identity.generate(source)

    assert one.peer_id != other.peer_id
    assert one.noise_key != other.noise_key
    assert one.signing_key != other.signing_key


def test_peer_id_and_fingerprint_are_of_the_noise_key():
    identity = Identity.generate(random.Random(1).randbytes)
    digest = hashlib.sha256(identity.noise_key)

    assert identity.fingerprint == fingerprint_of(identity.noise_key)
    assert identity.fingerprint == digest.hexdigest()
    assert identity.peer_id == peer_id_of(identity.noise_key) == digest.digest()[:8]


def test_private_keys_are_not_in_the_representation():
    identity = Identity(b"\x11" * 32, b"\x22" * 32)

    shown = repr(identity)

    assert "\\x11\\x11" not in shown
    assert '""""' not in shown


@pytest.mark.parametrize("size", [0, 32, 63, 65])
def test_what_is_no_stored_identity_is_refused(size):
    with pytest.raises(ValueError, match="64 bytes"):
        Identity.from_bytes(bytes(size))


def test_keys_of_a_wrong_size_are_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        Identity(bytes(31), bytes(32))
