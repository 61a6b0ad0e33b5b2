"""Who a node is: its two key pairs and what follows from them (section 5.1)."""

from collections.abc import Callable
from dataclasses import dataclass, field
import hashlib
from typing import Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from nacl.signing import SigningKey

from .packet import PEER_ID_SIZE, PeerId

KEY_SIZE = 32


def fingerprint_of(noise_key: bytes) -> str:
    """Return the SHA-256 of a Noise static public key, in lower-case hex."""
    return hashlib.sha256(noise_key).hexdigest()


def peer_id_of(noise_key: bytes) -> PeerId:
    """Return the peer ID that belongs to a Noise static public key."""
    return PeerId(hashlib.sha256(noise_key).digest()[:PEER_ID_SIZE])


@dataclass(frozen=True, slots=True)
class Identity:
    """A node's own keys; losing them makes it a new person to everybody.

    The private keys stay out of the representation, so that no log can hold them.
    """

    noise_private: bytes = field(repr=False)
    signing_seed: bytes = field(repr=False)
    noise_key: bytes = field(init=False)
    signing_key: bytes = field(init=False, repr=False)
    peer_id: PeerId = field(init=False)
    fingerprint: str = field(init=False)
    _signer: SigningKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the public half; raises `ValueError` for keys of a wrong size."""
        if len(self.noise_private) != KEY_SIZE or len(self.signing_seed) != KEY_SIZE:
            raise ValueError("both private keys must have 32 bytes")
        exchange = X25519PrivateKey.from_private_bytes(self.noise_private)
        noise_key = exchange.public_key().public_bytes_raw()
        signer = SigningKey(self.signing_seed)
        set_field = object.__setattr__
        set_field(self, "noise_key", noise_key)
        set_field(self, "signing_key", bytes(signer.verify_key))
        set_field(self, "peer_id", peer_id_of(noise_key))
        set_field(self, "fingerprint", fingerprint_of(noise_key))
        set_field(self, "_signer", signer)

    @classmethod
    def generate(cls, random_bytes: Callable[[int], bytes]) -> Self:
        """Make a new identity from a source of secret random bytes."""
        return cls(random_bytes(KEY_SIZE), random_bytes(KEY_SIZE))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Restore what `to_bytes` gave; raises `ValueError` for anything else."""
        if len(data) != 2 * KEY_SIZE:
            raise ValueError(f"an identity has {2 * KEY_SIZE} bytes, not {len(data)}")
        return cls(data[:KEY_SIZE], data[KEY_SIZE:])

    def to_bytes(self) -> bytes:
        """Return both private keys, to be stored where only this node reads them."""
        return self.noise_private + self.signing_seed

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature."""
        return self._signer.sign(data).signature
