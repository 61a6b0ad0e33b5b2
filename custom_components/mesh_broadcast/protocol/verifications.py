"""Checks in person that wait for their answer: we scanned a code, and challenge (4.5).

That somebody's code was scanned shows who they say they are; that they answer a nonce
of ours in a session shows that they are it now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from .errors import SendLimitError
from .events import Effect, Instant, VerificationEnded
from .packet import PeerId
from .verification_code import VerificationCode
from .verify_challenge import VerifyChallenge, VerifyResponse

ANSWER_TIMEOUT_S = 30.0
"""A handshake with its first repetition, and the challenge with two: longer than that
nobody holds a phone up."""

RETRY_S = 5.0
"""A mesh of seven hops answers in half of it."""

VERIFICATIONS = 16
"""At a time; people scan one code after the other."""

NONCE_SIZE = 16


@dataclass(slots=True)
class _Waiting:
    """One challenge."""

    challenge: VerifyChallenge
    signing_key: bytes
    ends_at: float
    next_at: float


class Verifications:
    """Challenges whoever's code was scanned, until the answer comes or time is up."""

    def __init__(
        self,
        effects: list[Effect],
        *,
        ask: Callable[[PeerId, VerifyChallenge, Instant], None],
    ) -> None:
        """Begin with none; `ask` sends a challenge, or begins a session for it."""
        self._effects = effects
        self._ask = ask
        self._waiting: dict[PeerId, _Waiting] = {}

    def begin(
        self, peer_id: PeerId, code: VerificationCode, nonce: bytes, now: Instant
    ) -> None:
        """Challenge a peer; raises `SendLimitError` while too many are waiting."""
        if peer_id not in self._waiting and len(self._waiting) >= VERIFICATIONS:
            raise SendLimitError(ANSWER_TIMEOUT_S)
        self._waiting[peer_id] = _Waiting(
            VerifyChallenge(code.noise_key.hex(), nonce),
            code.signing_key,
            now.monotonic + ANSWER_TIMEOUT_S,
            now.monotonic,
        )

    def session_ready(self, peer_id: PeerId, now: float) -> None:
        """Challenge a peer in the session that stands now."""
        waiting = self._waiting.get(peer_id)
        if waiting is not None:
            waiting.next_at = now

    def answered(self, peer_id: PeerId, answer: VerifyResponse, now: Instant) -> bool:
        """Take an answer; return whether it was the right one to a challenge of ours."""
        waiting = self._waiting.get(peer_id)
        if waiting is None or not answer.verify(waiting.challenge, waiting.signing_key):
            return False
        self._end(peer_id, now, verified=True)
        return True

    def forget(self, peer_id: PeerId, now: Instant) -> None:
        """Give up the check of a peer."""
        if peer_id in self._waiting:
            self._end(peer_id, now, verified=False)

    def deadline(self) -> float:
        """Return when there is something to do."""
        return min(
            (min(w.ends_at, w.next_at) for w in self._waiting.values()), default=inf
        )

    def due(self, now: Instant) -> None:
        """Ask again, or give up."""
        for peer_id, waiting in list(self._waiting.items()):
            if waiting.ends_at <= now.monotonic:
                self._end(peer_id, now, verified=False)
            elif waiting.next_at <= now.monotonic:
                waiting.next_at = now.monotonic + RETRY_S
                self._ask(peer_id, waiting.challenge, now)

    def _end(self, peer_id: PeerId, now: Instant, *, verified: bool) -> None:
        """Tell how it ended."""
        del self._waiting[peer_id]
        self._effects.append(VerificationEnded(peer_id, verified, now.unix_ms))
