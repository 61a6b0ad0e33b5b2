"""Signing and verifying packets, with the traps of compression (section 3.6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from .deflate import DEFAULT_LEVEL, deflate, should_compress
from .identity import KEY_SIZE, Identity
from .packet import (
    SIGNATURE_SIZE,
    Packet,
    covered_by_signature,
    encode_packet,
    encode_with,
)

_LEVELS = (DEFAULT_LEVEL, 5, 9)
"""Deflate levels that a re-encoding relay may have used, the likeliest first."""

_MAX_REPACKED = 16_384
"""Largest payload that is compressed again to find the bytes a signature covers.

Three more compressions are the dearest answer that a forged packet gets; this keeps
them near a millisecond. Signed text is far shorter.
"""


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a signature is good, and how many Ed25519 checks it took to tell."""

    valid: bool
    checks: int

    def __bool__(self) -> bool:
        """Return whether the signature is good."""
        return self.valid


def signed_bytes(packet: Packet) -> bytes:
    """Return what a signature covers: TTL 0, no signature, no RSR, always padded."""
    return covered_by_signature(encode_packet(packet))


def sign(packet: Packet, identity: Identity) -> Packet:
    """Return the packet with this identity's signature."""
    return replace(packet, signature=identity.sign(signed_bytes(packet)))


def verify(packet: Packet, signing_key: bytes) -> Verification:
    """Check a packet's signature against one key; never raises.

    Takes one check for a payload that no encoder compresses. For others a relay may
    have replaced the compressed bytes, so each form that decodes to the same content
    is tried, at most five.
    """
    signature = packet.signature
    if (
        signature is None
        or len(signature) != SIGNATURE_SIZE
        or len(signing_key) != KEY_SIZE
    ):
        return Verification(valid=False, checks=0)
    key = VerifyKey(signing_key)
    checks = 0
    for candidate in _signed_forms(packet):
        checks += 1
        try:
            key.verify(candidate, signature)
        except CryptoError, ValueError:
            continue
        return Verification(valid=True, checks=checks)
    return Verification(valid=False, checks=checks)


def _signed_forms(packet: Packet) -> Iterator[bytes]:
    """Yield the byte strings that the signature may cover, the likeliest first."""
    payload = packet.payload
    received = packet.wire_payload
    yield covered_by_signature(encode_with(packet, received))
    if len(payload) <= _MAX_REPACKED and should_compress(payload):
        tried = {received}
        for level in _LEVELS:
            packed = deflate(payload, level)
            if len(packed) < len(payload) and packed not in tried:
                tried.add(packed)
                yield covered_by_signature(encode_with(packet, packed))
    if received is not None:
        yield covered_by_signature(encode_with(packet, None))
