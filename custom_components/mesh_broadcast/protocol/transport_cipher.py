"""Messages of an established session: explicit counter, replay window (8.2)."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .errors import DecodeError, DropReason, EncodeError
from .noise import TAG_SIZE, nonce_of

COUNTER_SIZE = 4
MIN_SEALED = COUNTER_SIZE + TAG_SIZE
REPLAY_WINDOW = 1_024
MAX_COUNTER = 2**32 - 2
"""The last counter that is sent (section 8.2)."""


class ReplayWindow:
    """Which of the last counters have been seen."""

    __slots__ = ("_highest", "_seen")

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._highest = -1
        self._seen = 0

    @property
    def highest(self) -> int:
        """The largest counter seen, -1 before the first."""
        return self._highest

    def admits(self, counter: int) -> bool:
        """Tell whether a counter is new and not too old; changes nothing."""
        behind = self._highest - counter
        if behind < 0:
            return True
        return behind < REPLAY_WINDOW and not self._seen >> behind & 1

    def mark(self, counter: int) -> None:
        """Note a counter whose message was authentic."""
        ahead = counter - self._highest
        if ahead <= 0:
            self._seen |= 1 << -ahead
            return
        # A jump past the window would otherwise shift a number of 4 billion bits.
        kept = self._seen << ahead if ahead < REPLAY_WINDOW else 0
        self._seen = (kept | 1) & _WINDOW_MASK
        self._highest = counter


_WINDOW_MASK = (1 << REPLAY_WINDOW) - 1


class TransportCipher:
    """Both directions of one session."""

    __slots__ = ("_open", "_seal", "sent", "window")

    def __init__(self, send_key: bytes, receive_key: bytes) -> None:
        """Take the two keys that the handshake gave; neither is kept readable."""
        self._seal = ChaCha20Poly1305(send_key)
        self._open = ChaCha20Poly1305(receive_key)
        self.sent = 0
        self.window = ReplayWindow()

    @property
    def exhausted(self) -> bool:
        """Whether nothing more may be sent under this key."""
        return self.sent > MAX_COUNTER

    def seal(self, plaintext: bytes) -> bytes:
        """Return counter, ciphertext and tag."""
        counter = self.sent
        if counter > MAX_COUNTER:
            raise EncodeError("the session has sent all that it may")
        self.sent = counter + 1
        prefix = counter.to_bytes(COUNTER_SIZE)
        return prefix + self._seal.encrypt(nonce_of(counter), plaintext, None)

    def open(self, sealed: bytes) -> bytes:
        """Return the plaintext; raises `DecodeError`, and nothing has changed then."""
        if len(sealed) < MIN_SEALED:
            raise DecodeError("ciphertext is cut short", DropReason.MALFORMED)
        counter = int.from_bytes(sealed[:COUNTER_SIZE])
        if not self.window.admits(counter):
            raise DecodeError("counter was seen before", DropReason.NOISE_REPLAY)
        try:
            plaintext = self._open.decrypt(
                nonce_of(counter), sealed[COUNTER_SIZE:], None
            )
        except InvalidTag as err:
            raise DecodeError(
                "ciphertext does not decrypt", DropReason.NOISE_UNDECRYPTABLE
            ) from err
        self.window.mark(counter)
        return plaintext
