"""What is kept of one peer's sessions and of the attempts at one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from .noise import HandshakeState
from .packet import PeerId
from .rate_limit import Rate, TokenBucket
from .rate_window import RateWindow
from .transport_cipher import TransportCipher

# Limits of section 8.3.
HANDSHAKES_PER_PEER = 10
HANDSHAKE_PERIOD_S = 60.0
PEER_MESSAGES = Rate(burst=100, per_second=100)

REKEY_AGE_S = 24 * 3600.0
REKEY_MESSAGES = 1 << 31
"""A session this old or this much used is replaced by a fresh handshake (8.4)."""

_SPENT = 8
"""First messages of ended attempts that are remembered for a peer.

A replay of one would start a handshake that nobody finishes. Older ones cost no more
than the forged ones that anybody can write.
"""


@dataclass(slots=True)
class Session:
    """An established session.

    `confirmed` tells that the peer has shown to hold the keys: a responder knows from
    the handshake, an initiator from the first message. `opened_by` is the handshake's
    first message. `proven` is the peer state it sent last.
    """

    cipher: TransportCipher
    remote_static: bytes
    handshake_hash: bytes
    initiator: bool
    opened_by: bytes
    established_at: float
    last_active: float
    confirmed: bool
    used: bool = False
    echoed: bool = False
    proven: tuple[bytes, int] | None = None

    def is_worn(self, now: float) -> bool:
        """Whether a fresh handshake is due."""
        return (
            now - self.established_at >= REKEY_AGE_S
            or self.cipher.sent >= REKEY_MESSAGES
            or self.cipher.window.highest >= REKEY_MESSAGES
        )


@dataclass(slots=True)
class Attempt:
    """A handshake that we began and that waits for message 2."""

    handshake: HandshakeState
    message: bytes
    begun: float
    deadline: float
    sent_at: float
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A handshake that the peer began and that waits for message 3."""

    handshake: HandshakeState
    message: bytes
    answer: bytes


@dataclass(slots=True)
class Candidates:
    """The peer's attempts, the newest last, under the deadline of the first.

    Several, because anybody can write a first message in the peer's name: one more
    must not undo what the peer itself is about to finish. `wanted` tells that we gave
    up an attempt of our own for them.
    """

    since: float
    deadline: float
    wanted: bool = False
    waiting: list[Candidate] = field(default_factory=list)


@dataclass(slots=True)
class PeerSessions:
    """Everything of one peer; every part is bounded.

    `incoming` counts first messages in its name, `near` those over its own link.

    `session` is the one in use, only for receiving while `suspended`. `previous` is
    the one before it, for what was still on its way.
    """

    peer: PeerId
    touched: float
    session: Session | None = None
    suspended: bool = False
    previous: Session | None = None
    previous_until: float = inf
    attempt: Attempt | None = None
    candidates: Candidates | None = None
    ignore_until: float = 0.0
    spent: list[bytes] = field(default_factory=list)
    early: list[bytes] = field(default_factory=list)
    failures: int = 0
    start_at: float = inf
    repair_at: float = inf
    repaired: bool = False
    react_step: int = 0
    react_after: float = 0.0
    incoming: RateWindow = field(
        default_factory=lambda: RateWindow(HANDSHAKES_PER_PEER, HANDSHAKE_PERIOD_S)
    )
    near: RateWindow = field(
        default_factory=lambda: RateWindow(HANDSHAKES_PER_PEER, HANDSHAKE_PERIOD_S)
    )
    own: RateWindow = field(
        default_factory=lambda: RateWindow(HANDSHAKES_PER_PEER, HANDSHAKE_PERIOD_S)
    )
    messages: TokenBucket = field(default_factory=lambda: TokenBucket(PEER_MESSAGES))

    def spend(self, candidates: Iterable[Candidate]) -> None:
        """Remember the first messages of attempts that have ended."""
        ended = (candidate.message for candidate in candidates)
        self.spent = [*self.spent, *ended][-_SPENT:]

    @property
    def idle(self) -> bool:
        """Whether nothing in it is worth keeping beyond its counters."""
        return (
            self.session is None
            and self.attempt is None
            and self.candidates is None
            and self.start_at == inf
        )

    def deadline(self, idle_for: float) -> float:
        """Return when something in it is due."""
        return min(
            inf if self.attempt is None else self.attempt.deadline,
            inf if self.candidates is None else self.candidates.deadline,
            self.previous_until,
            self.start_at,
            self.repair_at,
            self.touched + idle_for if self.idle else inf,
        )
