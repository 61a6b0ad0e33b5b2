"""The in-person check: whoever showed the code proves the signing key (4.5)."""

from dataclasses import dataclass
from string import hexdigits
from typing import ClassVar, Self

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from .errors import DecodeError, DropReason, EncodeError
from .identity import KEY_SIZE, Identity
from .packet import SIGNATURE_SIZE
from .private_type import PrivateType
from .tlv import read_tlv8, write_tlv8

_KEY = 0x01
_NONCE = 0x02
_SIGNATURE = 0x03
_CONTEXT = b"bitchat-verify-resp-v1"


@dataclass(frozen=True, slots=True)
class VerifyChallenge:
    """Asks the owner of a Noise key, given as hex text, to sign a nonce."""

    kind: ClassVar[int] = PrivateType.VERIFY_CHALLENGE

    noise_key: str
    nonce: bytes

    @classmethod
    def decode(cls, body: bytes) -> Self:
        """Parse a body; unknown fields are skipped."""
        fields = dict(read_tlv8(body))
        return cls(*_common_fields(fields))

    def encode(self) -> bytes:
        """Return the body."""
        return _encode_common(self.noise_key, self.nonce)

    def is_for(self, noise_key: bytes) -> bool:
        """Tell whether it asks the owner of this key."""
        return self.noise_key.lower() == noise_key.hex()


@dataclass(frozen=True, slots=True)
class VerifyResponse:
    """Answers a challenge, whose key and nonce it repeats."""

    kind: ClassVar[int] = PrivateType.VERIFY_RESPONSE

    noise_key: str
    nonce: bytes
    signature: bytes

    @classmethod
    def answer(cls, challenge: VerifyChallenge, identity: Identity) -> Self:
        """Sign a challenge; the caller has checked that it is for this identity."""
        signed = _signed_bytes(challenge.noise_key, challenge.nonce)
        return cls(challenge.noise_key, challenge.nonce, identity.sign(signed))

    @classmethod
    def decode(cls, body: bytes) -> Self:
        """Parse a body; unknown fields are skipped."""
        fields = dict(read_tlv8(body))
        noise_key, nonce = _common_fields(fields)
        signature = fields.get(_SIGNATURE, b"")
        if len(signature) != SIGNATURE_SIZE:
            raise DecodeError("response without signature", DropReason.BAD_PAYLOAD)
        return cls(noise_key, nonce, signature)

    def encode(self) -> bytes:
        """Return the body."""
        if len(self.signature) != SIGNATURE_SIZE:
            raise EncodeError("a response needs a signature")
        common = _encode_common(self.noise_key, self.nonce)
        return common + write_tlv8(_SIGNATURE, self.signature)

    def verify(self, challenge: VerifyChallenge, signing_key: bytes) -> bool:
        """Tell whether it answers this challenge by the owner of the signing key."""
        same = self.noise_key.lower() == challenge.noise_key.lower()
        if not same or self.nonce != challenge.nonce or len(signing_key) != KEY_SIZE:
            return False
        signed = _signed_bytes(self.noise_key, self.nonce)
        try:
            VerifyKey(signing_key).verify(signed, self.signature)
        except CryptoError, ValueError:
            return False
        return True


def _common_fields(fields: dict[int, bytes]) -> tuple[str, bytes]:
    """Return key and nonce, which both payloads carry."""
    key, nonce = fields.get(_KEY, b""), fields.get(_NONCE, b"")
    if len(key) != 2 * KEY_SIZE or not nonce:
        raise DecodeError("verification lacks key or nonce", DropReason.BAD_PAYLOAD)
    text = key.decode("ascii", "replace")
    if not set(text) <= set(hexdigits):
        raise DecodeError("verification key is not hex", DropReason.BAD_TEXT)
    return text, nonce


def _encode_common(noise_key: str, nonce: bytes) -> bytes:
    """Return the fields that both payloads carry."""
    return write_tlv8(_KEY, noise_key.encode()) + write_tlv8(_NONCE, nonce)


def _signed_bytes(noise_key: str, nonce: bytes) -> bytes:
    """Return what the signature covers; the one-byte length is that of the hex key."""
    key = noise_key.encode()
    return _CONTEXT + len(key).to_bytes(1) + key + nonce
