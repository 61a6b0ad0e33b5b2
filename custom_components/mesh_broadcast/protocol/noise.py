"""The Noise XX handshake: `Noise_XX_25519_ChaChaPoly_SHA256` (section 8.1)."""

from copy import copy
from hashlib import sha256
import hmac
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .errors import DecodeError, DropReason
from .identity import KEY_SIZE

TAG_SIZE = 16
MAX_HANDSHAKE = 2_048
"""Longest handshake message that is read (section 8.1)."""

_PROTOCOL = b"Noise_XX_25519_ChaChaPoly_SHA256"
_NONCE_PREFIX = bytes(4)

# What each message carries; the initiator writes the first and the last.
_PATTERN = (("e",), ("e", "ee", "s", "es"), ("s", "se"))


def nonce_of(counter: int) -> bytes:
    """Return the AEAD nonce that belongs to a counter."""
    return _NONCE_PREFIX + counter.to_bytes(8, "little")


class CipherState:
    """A key and how often it was used; without a key it lets bytes through."""

    __slots__ = ("_aead", "_counter", "key")

    def __init__(self, key: bytes | None = None) -> None:
        """Begin at counter 0."""
        self.key = key
        self._aead = None if key is None else ChaCha20Poly1305(key)
        self._counter = 0

    def encrypt(self, plaintext: bytes, associated: bytes | None = None) -> bytes:
        """Return ciphertext and tag."""
        if self._aead is None:
            return plaintext
        sealed = self._aead.encrypt(nonce_of(self._counter), plaintext, associated)
        self._counter += 1
        return sealed

    def decrypt(self, sealed: bytes, associated: bytes | None = None) -> bytes:
        """Return the plaintext; raises `DecodeError` and stays as it was for forged."""
        if self._aead is None:
            return sealed
        try:
            plain = self._aead.decrypt(nonce_of(self._counter), sealed, associated)
        except InvalidTag as err:
            raise DecodeError(
                "handshake does not decrypt", DropReason.NOISE_HANDSHAKE
            ) from err
        self._counter += 1
        return plain


class SymmetricState:
    """The running hash and the chaining key of a handshake."""

    __slots__ = ("_chaining_key", "cipher", "handshake_hash")

    def __init__(self, prologue: bytes) -> None:
        """Begin with the protocol's name, which is exactly as long as a hash."""
        self._chaining_key = _PROTOCOL
        self.cipher = CipherState()
        self.handshake_hash = sha256(_PROTOCOL + prologue).digest()

    def copy(self) -> Self:
        """Return an independent copy."""
        twin = copy(self)
        twin.cipher = copy(self.cipher)
        return twin

    @property
    def has_key(self) -> bool:
        """Whether what follows is encrypted."""
        return self.cipher.key is not None

    def mix_hash(self, data: bytes) -> None:
        """Bind data to everything before it."""
        self.handshake_hash = sha256(self.handshake_hash + data).digest()

    def mix_key(self, secret: bytes) -> None:
        """Take a shared secret in; what follows is encrypted with it."""
        self._chaining_key, key = _derive(self._chaining_key, secret)
        self.cipher = CipherState(key)

    def encrypt(self, plaintext: bytes) -> bytes:
        """Encrypt as far as there is a key, and bind the result."""
        sealed = self.cipher.encrypt(plaintext, self.handshake_hash)
        self.mix_hash(sealed)
        return sealed

    def decrypt(self, sealed: bytes) -> bytes:
        """Undo `encrypt`."""
        plaintext = self.cipher.decrypt(sealed, self.handshake_hash)
        self.mix_hash(sealed)
        return plaintext

    def split(self) -> tuple[CipherState, CipherState]:
        """Return the ciphers of the initiator's and of the responder's direction."""
        first, second = _derive(self._chaining_key, b"")
        return CipherState(first), CipherState(second)


class HandshakeState:
    """One side of one handshake; messages are written and read strictly in turn.

    A message that is refused leaves the state in pieces: give hostile bytes to a
    `copy`, and keep that if it was accepted.
    """

    __slots__ = (
        "_ephemeral",
        "_remote_ephemeral",
        "_static",
        "_step",
        "initiator",
        "remote_static",
        "symmetric",
    )

    def __init__(
        self,
        static: X25519PrivateKey,
        ephemeral: bytes,
        *,
        initiator: bool,
        prologue: bytes = b"",
    ) -> None:
        """Take our two private keys; `ephemeral` is random and never used again."""
        self.initiator = initiator
        self.remote_static: bytes | None = None
        self._static = static
        self._ephemeral = X25519PrivateKey.from_private_bytes(ephemeral)
        self._remote_ephemeral = b""
        self.symmetric = SymmetricState(prologue)
        self._step = 0

    def copy(self) -> Self:
        """Return an independent copy."""
        twin = copy(self)
        twin.symmetric = self.symmetric.copy()
        return twin

    @property
    def complete(self) -> bool:
        """Whether all three messages went over."""
        return self._step == len(_PATTERN)

    @property
    def handshake_hash(self) -> bytes:
        """What is bound so far; once complete, a name of the session."""
        return self.symmetric.handshake_hash

    def write_message(self, payload: bytes = b"") -> bytes:
        """Return the next message, which is ours to write.

        Raises `DecodeError` where the other side's key takes part and is no good.
        """
        parts: list[bytes] = []
        for token in self._turn(ours=True):
            match token:
                case "e":
                    key = self._ephemeral.public_key().public_bytes_raw()
                    self.symmetric.mix_hash(key)
                    parts.append(key)
                case "s":
                    key = self._static.public_key().public_bytes_raw()
                    parts.append(self.symmetric.encrypt(key))
                case _:
                    self.symmetric.mix_key(self._exchange(token))
        parts.append(self.symmetric.encrypt(payload))
        return b"".join(parts)

    def read_message(self, message: bytes) -> bytes:
        """Take in the next message, which is theirs, and return its payload.

        Raises `DecodeError` for anything that is not what a sound peer writes.
        """
        if len(message) > MAX_HANDSHAKE:
            raise DecodeError("handshake is too long", DropReason.NOISE_HANDSHAKE)
        offset = 0
        for token in self._turn(ours=False):
            match token:
                case "e":
                    self._remote_ephemeral = _take(message, offset, KEY_SIZE)
                    self.symmetric.mix_hash(self._remote_ephemeral)
                    offset += KEY_SIZE
                case "s":
                    size = KEY_SIZE + (TAG_SIZE if self.symmetric.has_key else 0)
                    sealed = _take(message, offset, size)
                    self.remote_static = self.symmetric.decrypt(sealed)
                    offset += size
                case _:
                    self.symmetric.mix_key(self._exchange(token))
        if self.symmetric.has_key and len(message) < offset + TAG_SIZE:
            raise DecodeError("handshake is cut short", DropReason.NOISE_HANDSHAKE)
        return self.symmetric.decrypt(message[offset:])

    def split(self) -> tuple[CipherState, CipherState]:
        """Return the ciphers for sending and for receiving; complete handshakes only."""
        if not self.complete:
            raise ValueError("the handshake is not complete")
        first, second = self.symmetric.split()
        return (first, second) if self.initiator else (second, first)

    def _turn(self, *, ours: bool) -> tuple[str, ...]:
        """Return what the next message carries, and go on to the one after it."""
        if self.complete or ours != (self.initiator == (self._step % 2 == 0)):
            raise ValueError("not this message's turn")
        tokens = _PATTERN[self._step]
        self._step += 1
        return tokens

    def _exchange(self, token: str) -> bytes:
        """Return the shared secret of two keys, the initiator's named first."""
        ours, theirs = (token[0], token[1]) if self.initiator else (token[1], token[0])
        private = self._ephemeral if ours == "e" else self._static
        public = self._remote_ephemeral if theirs == "e" else self.remote_static
        try:
            # The library refuses an all-zero secret, so every low-order key.
            return private.exchange(X25519PublicKey.from_public_bytes(public or b""))
        except ValueError as err:
            raise DecodeError("key is no good", DropReason.NOISE_HANDSHAKE) from err


def _take(message: bytes, offset: int, size: int) -> bytes:
    """Return a field of a fixed size."""
    field = message[offset : offset + size]
    if len(field) != size:
        raise DecodeError("handshake is cut short", DropReason.NOISE_HANDSHAKE)
    return field


def _derive(chaining_key: bytes, secret: bytes) -> tuple[bytes, bytes]:
    """Return two keys by HKDF-SHA256, as Noise defines it."""
    seed = hmac.digest(chaining_key, secret, "sha256")
    first = hmac.digest(seed, b"\x01", "sha256")
    return first, hmac.digest(seed, first + b"\x02", "sha256")
