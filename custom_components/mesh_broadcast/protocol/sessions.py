"""Noise sessions with everybody: who may talk in confidence, and with which keys (8).

Pure like all of the core: bytes and times go in, effects come out, nothing raises for
what a stranger sends. Nothing that is not authenticated takes a working session away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from math import inf

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from .deflate import MAX_PAYLOAD
from .errors import DecodeError, DropReason, EncodeError
from .identity import KEY_SIZE, Identity, peer_id_of
from .noise import MAX_HANDSHAKE, TAG_SIZE, HandshakeState
from .packet import PeerId
from .peer_state import AuthenticatedPeerState
from .private_payloads import encode_private_payload
from .private_type import PrivateType
from .rate_limit import Rate, TokenBucket
from .rate_window import RateWindow
from .session import (
    HANDSHAKE_PERIOD_S,
    Attempt,
    Candidate,
    Candidates,
    PeerSessions,
    Session,
)
from .session_effects import (
    Decrypted,
    Dropped,
    Established,
    HandshakeFailed,
    HandshakeFailure,
    PeerStateProven,
    Restored,
    SendEncrypted,
    SendHandshake,
    SessionEffect,
    SessionEvicted,
    Suspended,
)
from .transport_cipher import MIN_SEALED, TransportCipher

MAX_PLAINTEXT = MAX_PAYLOAD - MIN_SEALED

# Section 8.3.
INITIATOR_TIMEOUT_S = 10.0
RESPONDER_TIMEOUT_S = 20.0
IGNORE_AFTER_TIMEOUT_S = 60.0
LATE_CROSSING_S = 1.0
COLLISION_RETRY_S = 0.2
EARLY_PER_PEER = 4
EARLY_OVERALL = 32
FAILURES_BEFORE_HANDSHAKE = 3
INCOMING_HANDSHAKES = 30
OWN_HANDSHAKES = 30
ALL_MESSAGES = Rate(burst=500, per_second=500)

PROVOKED_HANDSHAKES = 10
"""How many of our own strangers may provoke: the rest is for what the user wants."""

PROVOKED_STEPS_S = (5.0, 15.0, 30.0, 60.0)
"""Pauses between handshakes that undecryptable bytes provoke: Android's retries."""

PROVOKED_CALM_S = 120.0
"""Without provocation for twice the longest pause, the pauses begin anew."""

RESEND_S = 4.0
"""Age at which a first message of ours counts as lost: a mesh of seven hops, each
with its fragments 30 ms apart, answers in half of it."""

REPAIR_S = 5.0
"""Silence after our handshake that says message 3 was lost.

Apps send their state at once, and wait for ours as long.
"""

PREVIOUS_S = 20.0
"""How long a replaced session still receives: a peer that missed message 3 restores
it within its responder's timeout."""

MAX_SESSIONS = 256
"""Half of the peers that the table of peers holds; together about 1 MB."""

MAX_HALF_OPEN = 32
"""What 30 a minute and burst leave unfinished within the timeout, and no more."""

MAX_VOUCHED_HALF_OPEN = 32
"""As many again for peers whom somebody vouches for."""

MAX_CANDIDATES = 3
"""First messages in one peer's name that are answered side by side."""

MAX_BAD_ANSWERS = 16
"""Forged second messages that an attempt survives; each costs one key exchange."""

MAX_EARLY_BYTES = 2_048
"""Longest ciphertext that waits: ten times a private message."""

IDLE_S = 120.0
"""How long the counters of a peer without a session are kept; all have run out."""

FIRST_MESSAGE = KEY_SIZE
MIN_SECOND_MESSAGE = 2 * KEY_SIZE + 2 * TAG_SIZE
MIN_THIRD_MESSAGE = KEY_SIZE + 2 * TAG_SIZE


class Voucher(Enum):
    """Who says that a first message is the peer's, besides its unsigned sender field.

    `LINK`: it came over the link at whose other end the peer proved to be; each has
    some for itself, which nobody further away can use up. `TRUST`: a session or the
    user has proven the peer; they have some together.
    """

    NOBODY = auto()
    TRUST = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """One session as it stands: `ready` where it can encrypt now.

    `signing_key` is the one that the peer proved in it, None before that.
    """

    remote_static: bytes
    handshake_hash: bytes
    initiator: bool
    established_at: float
    ready: bool
    signing_key: bytes | None


class SessionTable:
    """The sessions of one node; one call at a time, `now` in monotonic seconds."""

    def __init__(
        self,
        identity: Identity,
        random_bytes: Callable[[int], bytes],
        capabilities: int = 0,
    ) -> None:
        """Take our keys and a source of secret randomness."""
        self._own_id = identity.peer_id
        self._static = X25519PrivateKey.from_private_bytes(identity.noise_private)
        self._random_bytes = random_bytes
        self._state = encode_private_payload(
            AuthenticatedPeerState(identity.signing_key, capabilities)
        )
        self._peers: dict[PeerId, PeerSessions] = {}
        self._incoming = RateWindow(INCOMING_HANDSHAKES, HANDSHAKE_PERIOD_S)
        self._trusted = RateWindow(INCOMING_HANDSHAKES, HANDSHAKE_PERIOD_S)
        self._own = RateWindow(OWN_HANDSHAKES, HANDSHAKE_PERIOD_S)
        self._provoked = RateWindow(PROVOKED_HANDSHAKES, HANDSHAKE_PERIOD_S)
        self._messages = TokenBucket(ALL_MESSAGES)
        self._early = 0
        self._next = inf
        self._effects: list[SessionEffect] = []

    # -- what stands

    def info(self, peer: PeerId) -> SessionInfo | None:
        """Return the session with a peer, if there is one."""
        record = self._peers.get(peer)
        session = None if record is None else record.session
        if record is None or session is None:
            return None
        return SessionInfo(
            session.remote_static,
            session.handshake_hash,
            session.initiator,
            session.established_at,
            not record.suspended and not session.cipher.exhausted,
            None if session.proven is None else session.proven[0],
        )

    @property
    def established(self) -> int:
        """How many sessions stand."""
        return sum(record.session is not None for record in self._peers.values())

    @property
    def half_open(self) -> int:
        """How many peers began a handshake and have not finished it."""
        return sum(record.candidates is not None for record in self._peers.values())

    @property
    def tracked(self) -> int:
        """How many peers anything is kept of."""
        return len(self._peers)

    # -- what the node wants

    def start(self, peer: PeerId, now: float) -> list[SessionEffect]:
        """Begin a handshake, unless one is under way; a session that stands is kept.

        Called again for one that got no answer, it repeats the first message; beyond
        the limits it waits.
        """
        if peer != self._own_id:
            record = self._record(peer, now)
            self._start(record, now)
            self._schedule(record)
        return self._flush()

    def encrypt(self, peer: PeerId, plaintext: bytes, now: float) -> bytes | None:
        """Return the payload of a noiseEncrypted packet, None while none can be made.

        Raises `EncodeError` for a plaintext that no packet could carry.
        """
        if len(plaintext) > MAX_PLAINTEXT:
            raise EncodeError(f"{len(plaintext)} bytes are too many to encrypt")
        record = self._peers.get(peer)
        session = None if record is None else record.session
        if record is None or session is None:
            return None
        if session.is_worn(now):
            self._provoke(record, now)
        if not session.confirmed and not record.repaired:
            record.repair_at = max(now, session.established_at + REPAIR_S)
            self._schedule(record)
        if record.suspended or session.cipher.exhausted:
            return None
        session.used = True
        session.last_active = now
        return session.cipher.seal(plaintext)

    def forget(self, peer: PeerId) -> None:
        """Drop all that is kept of a peer."""
        record = self._peers.pop(peer, None)
        if record is not None:
            self._early -= len(record.early)

    # -- what arrives

    def handshake_received(
        self,
        peer: PeerId,
        payload: bytes,
        now: float,
        voucher: Voucher = Voucher.NOBODY,
    ) -> list[SessionEffect]:
        """Take in the payload of a noiseHandshake packet that is addressed to us."""
        record = self._peers.get(peer)
        size = len(payload)
        if peer == self._own_id:
            self._drop(peer, DropReason.NOISE_UNEXPECTED)
        elif size == FIRST_MESSAGE:
            self._first_message(record, peer, payload, now, voucher)
        elif not MIN_THIRD_MESSAGE <= size <= MAX_HANDSHAKE:
            self._drop(peer, DropReason.NOISE_HANDSHAKE)
        elif record and record.attempt and size >= MIN_SECOND_MESSAGE:
            self._second_message(record, record.attempt, payload, now)
        elif record and record.candidates:
            self._third_message(record, record.candidates, payload, now)
        else:
            self._drop(peer, DropReason.NOISE_UNEXPECTED)
        return self._flush()

    def encrypted_received(
        self, peer: PeerId, payload: bytes, now: float
    ) -> list[SessionEffect]:
        """Take in the payload of a noiseEncrypted packet that is addressed to us."""
        record = self._peers.get(peer)
        if len(payload) < MIN_SEALED or peer == self._own_id:
            self._drop(peer, DropReason.MALFORMED)
        elif record is None or (record.session is None and record.candidates is None):
            self._drop(peer, DropReason.NOISE_NO_SESSION)
            if record is not None or self._provoked.admits(now):
                self._provoke(record or self._record(peer, now), now)
        elif not self._messages.take(now) or not record.messages.take(now):
            self._drop(peer, DropReason.NOISE_LIMIT)
        else:
            refusal = self._open(record, payload, now)
            if refusal is not None:
                self._undecryptable(record, payload, refusal, now)
        return self._flush()

    # -- time

    def next_deadline(self) -> float:
        """Return when `due` has something to do, infinity for never."""
        return self._next

    def due(self, now: float) -> list[SessionEffect]:
        """Do what time has come for."""
        if now < self._next:
            return []
        self._next = inf
        for record in list(self._peers.values()):
            self._due(record, now)
            # Not the difference: what the sum rounds to is when it was to be looked at.
            if record.idle and now >= record.touched + IDLE_S:
                del self._peers[record.peer]
            else:
                self._schedule(record)
        return self._flush()

    def _due(self, record: PeerSessions, now: float) -> None:
        """Do what time has come for with one peer."""
        if record.attempt is not None and now >= record.attempt.deadline:
            self._end_attempt(record, HandshakeFailure.TIMEOUT)
        if record.candidates is not None and now >= record.candidates.deadline:
            if record.session is not None:
                record.ignore_until = now + IGNORE_AFTER_TIMEOUT_S
            self._end_candidates(record, HandshakeFailure.TIMEOUT, now)
        if now >= record.previous_until:
            record.previous, record.previous_until = None, inf
        if now >= record.repair_at:
            record.repair_at = inf
            if record.session is not None and not record.session.confirmed:
                record.repaired = True
                record.start_at = now
        if now >= record.start_at:
            record.start_at = inf
            self._start(record, now)

    # -- beginning

    def _start(self, record: PeerSessions, now: float) -> None:
        """Send a first message, where none is under way and the limits allow."""
        attempt, candidates = record.attempt, record.candidates
        if attempt is not None and now - attempt.sent_at < RESEND_S:
            return
        if candidates is not None and now - candidates.since < REPAIR_S:
            candidates.wanted = True
            return
        record.touched = now
        if not record.own.admits(now) or not self._own.take(now):
            record.start_at = now + HANDSHAKE_PERIOD_S / OWN_HANDSHAKES
            return
        record.own.take(now)
        if attempt is not None:
            self._resend(record, attempt, now)
            return
        handshake = self._handshake(initiator=True)
        message = handshake.write_message()
        deadline = now + INITIATOR_TIMEOUT_S
        record.attempt = Attempt(handshake, message, now, deadline, now)
        self._effects.append(SendHandshake(record.peer, message))

    def _resend(self, record: PeerSessions, attempt: Attempt, now: float) -> None:
        """Repeat our first message as it was: any answer to it will do."""
        attempt.sent_at = now
        # No longer than the peer, which counts from the first, waits for message 3.
        attempt.deadline = min(
            now + INITIATOR_TIMEOUT_S, attempt.begun + RESPONDER_TIMEOUT_S
        )
        self._effects.append(SendHandshake(record.peer, attempt.message))

    def _provoke(self, record: PeerSessions, now: float) -> None:
        """Begin a handshake because of what cannot be decrypted, but not too often."""
        if now - record.react_after > PROVOKED_CALM_S:
            record.react_step = 0
        if now < record.react_after or record.attempt or record.candidates:
            return
        step = min(record.react_step, len(PROVOKED_STEPS_S) - 1)
        record.react_step += 1
        record.react_after = now + PROVOKED_STEPS_S[step]
        record.touched = now
        if self._provoked.take(now):
            record.start_at = min(record.start_at, now)
        self._schedule(record)

    def _handshake(self, *, initiator: bool) -> HandshakeState:
        """Return a new handshake under a key that is used for nothing else."""
        return HandshakeState(
            self._static, self._random_bytes(KEY_SIZE), initiator=initiator
        )

    # -- the three messages

    def _first_message(
        self,
        record: PeerSessions | None,
        peer: PeerId,
        payload: bytes,
        now: float,
        voucher: Voucher,
    ) -> None:
        """Answer a handshake that the peer, or anybody in its name, begins."""
        if record is not None and self._is_settled(record, payload, now, voucher):
            return
        if not self._admits_first(record, now, voucher):
            self._drop(peer, DropReason.NOISE_LIMIT)
            return
        handshake = self._handshake(initiator=False)
        try:
            handshake.read_message(payload)
            answer = handshake.write_message()
        except DecodeError as err:
            self._drop(peer, err.reason)
            return
        record = self._record(peer, now)
        _first_messages(record, voucher).take(now)
        record.touched = now
        if record.candidates is None:
            record.candidates = Candidates(now, now + RESPONDER_TIMEOUT_S)
        candidates = record.candidates
        if record.attempt is not None:
            # Both began; ours is the higher ID and yields (section 8.3).
            record.attempt = None
            candidates.wanted = True
        candidates.waiting.append(Candidate(handshake, payload, answer))
        if len(candidates.waiting) > MAX_CANDIDATES:
            record.spend([candidates.waiting.pop(0)])
        self._effects.append(SendHandshake(peer, answer))
        if record.session is not None and not record.suspended:
            record.suspended = True
            self._effects.append(Suspended(peer))
        self._schedule(record)

    def _admits_first(
        self, record: PeerSessions | None, now: float, voucher: Voucher
    ) -> bool:
        """Tell whether the limits leave room to answer one more first message.

        Strangers, of whom anybody can invent any number, take none of the room that is
        for those whom somebody vouches for.
        """
        if record is not None and not _first_messages(record, voucher).admits(now):
            return False
        room = MAX_HALF_OPEN
        match voucher:
            case Voucher.NOBODY if not self._incoming.take(now):
                return False
            case Voucher.TRUST if not self._trusted.take(now):
                return False
            case Voucher.TRUST | Voucher.LINK:
                room += MAX_VOUCHED_HALF_OPEN
        waits = record is not None and record.candidates is not None
        return waits or self.half_open < room

    def _is_settled(
        self, record: PeerSessions, payload: bytes, now: float, voucher: Voucher
    ) -> bool:
        """Deal with a first message that opens no new attempt."""
        attempt, session = record.attempt, record.session
        lower = self._own_id < record.peer
        for candidate in record.candidates.waiting if record.candidates else ():
            if candidate.message == payload:
                # The same answer, so that whichever copy arrives can be finished.
                if _first_messages(record, voucher).take(now):
                    self._effects.append(SendHandshake(record.peer, candidate.answer))
                else:
                    self._drop(record.peer, DropReason.NOISE_LIMIT)
                return True
        replayed = payload in record.spent or (
            session is not None and payload == session.opened_by
        )
        crossing = attempt is not None and lower
        late = (
            lower
            and session is not None
            and session.initiator
            and now - session.established_at < LATE_CROSSING_S
        )
        ignored = session is not None and now < record.ignore_until
        reflected = attempt is not None and payload == attempt.message
        if not (replayed or crossing or late or ignored or reflected):
            return False
        self._drop(record.peer, DropReason.NOISE_UNEXPECTED)
        if (
            attempt is not None
            and not replayed
            and not reflected
            and now - attempt.sent_at >= LATE_CROSSING_S
            and record.own.take(now)
        ):
            # It would have yielded, had our first message reached it by now.
            self._resend(record, attempt, now)
        return True

    def _second_message(
        self, record: PeerSessions, attempt: Attempt, payload: bytes, now: float
    ) -> None:
        """Finish a handshake of ours.

        What is no answer of the peer's leaves the attempt waiting for one that is:
        else anybody could end it.
        """
        handshake = attempt.handshake.copy()
        try:
            handshake.read_message(payload)
            self._check_identity(record.peer, handshake)
            answer = handshake.write_message()
        except DecodeError as err:
            self._drop(record.peer, err.reason)
            attempt.failures += 1
            if attempt.failures >= MAX_BAD_ANSWERS:
                self._end_attempt(record, HandshakeFailure.REFUSED)
            return
        self._effects.append(SendHandshake(record.peer, answer))
        record.attempt = None
        self._establish(record, handshake, attempt.message, now)

    def _third_message(
        self,
        record: PeerSessions,
        candidates: Candidates,
        payload: bytes,
        now: float,
    ) -> None:
        """Finish a handshake of the peer's, whichever of those that wait it belongs to."""
        reason = DropReason.NOISE_HANDSHAKE
        for candidate in reversed(candidates.waiting):
            handshake = candidate.handshake.copy()
            try:
                handshake.read_message(payload)
            except DecodeError:
                continue
            try:
                self._check_identity(record.peer, handshake)
            except DecodeError as err:
                # Somebody else finished it in the peer's name.
                reason = err.reason
                candidates.waiting.remove(candidate)
                record.spend([candidate])
                break
            self._establish(record, handshake, candidate.message, now)
            return
        self._drop(record.peer, reason)
        if not candidates.waiting:
            self._end_candidates(record, HandshakeFailure.REFUSED, now)

    def _check_identity(self, peer: PeerId, handshake: HandshakeState) -> None:
        """Refuse a static key that does not belong to the peer's ID (8.1)."""
        key = handshake.remote_static
        if key is None or peer_id_of(key) != peer:
            raise DecodeError("key of somebody else", DropReason.NOISE_IDENTITY)

    # -- ends of handshakes

    def _establish(
        self,
        record: PeerSessions,
        handshake: HandshakeState,
        opened_by: bytes,
        now: float,
    ) -> None:
        """Put a finished handshake's session in use."""
        send, receive = handshake.split()
        session = Session(
            TransportCipher(_key(send.key), _key(receive.key)),
            _key(handshake.remote_static),
            handshake.handshake_hash,
            handshake.initiator,
            opened_by,
            established_at=now,
            last_active=now,
            confirmed=not handshake.initiator,
        )
        replaced = record.session is not None
        if record.session is not None:
            record.previous = record.session
            record.previous_until = now + PREVIOUS_S
        if record.candidates is not None:
            record.spend(record.candidates.waiting)
            record.candidates = None
        record.session = session
        record.suspended = False
        record.failures = 0
        record.ignore_until = 0.0
        record.start_at = record.repair_at = inf
        if session.confirmed:
            record.repaired = False
        record.touched = now
        self._effects.append(
            Established(
                record.peer,
                session.remote_static,
                session.handshake_hash,
                session.initiator,
                replaced,
            )
        )
        self._send_state(record.peer, session)
        self._make_room(record)
        for payload in self._take_early(record):
            refusal = self._open(record, payload, now)
            if refusal is not None:
                self._drop(record.peer, refusal)
        self._schedule(record)

    def _make_room(self, newest: PeerSessions) -> None:
        """Give up the session least worth keeping when there are too many."""
        standing = {
            r.peer: r.session
            for r in self._peers.values()
            if r.session and r is not newest
        }
        if len(standing) < MAX_SESSIONS:
            return
        victim = min(standing, key=lambda peer: _worth(standing[peer]))
        self.forget(victim)
        self._effects.append(SessionEvicted(victim))

    def _end_attempt(self, record: PeerSessions, reason: HandshakeFailure) -> None:
        """Give up an attempt of ours."""
        record.attempt = None
        self._effects.append(HandshakeFailed(record.peer, reason, initiator=True))

    def _end_candidates(
        self, record: PeerSessions, reason: HandshakeFailure, now: float
    ) -> None:
        """Give up the peer's attempts; what they put aside is in use again."""
        candidates = record.candidates
        if candidates is None:
            return
        record.candidates = None
        record.spend(candidates.waiting)
        self._effects.append(HandshakeFailed(record.peer, reason, initiator=False))
        self._resume(record)
        unexplained = 0
        for payload in self._take_early(record):
            refusal = self._open(record, payload, now)
            if refusal is DropReason.NOISE_REPLAY:
                self._drop(record.peer, refusal)
            elif refusal is not None:
                self._drop(record.peer, DropReason.NOISE_UNDECRYPTABLE)
                unexplained += 1
        record.failures += unexplained
        if candidates.wanted and record.session is None:
            record.start_at = min(record.start_at, now + COLLISION_RETRY_S)
        elif unexplained and record.session is None:
            # The peer believes that it has finished: its message 3 was lost.
            self._provoke(record, now)
        elif record.failures >= FAILURES_BEFORE_HANDSHAKE:
            record.failures = 0
            self._provoke(record, now)
        self._schedule(record)

    def _resume(self, record: PeerSessions) -> None:
        """Use a suspended session again."""
        if record.suspended:
            record.suspended = False
            self._effects.append(Restored(record.peer))

    # -- messages

    def _open(
        self, record: PeerSessions, payload: bytes, now: float
    ) -> DropReason | None:
        """Decrypt a message by any session that can; return why none could."""
        refusal: DropReason | None = None
        for session in (record.session, record.previous):
            if session is None:
                continue
            try:
                plaintext = session.cipher.open(payload)
            except DecodeError as err:
                if refusal is not DropReason.NOISE_REPLAY:
                    refusal = err.reason
                continue
            self._opened(record, session, plaintext, now)
            return None
        return refusal or DropReason.NOISE_NO_SESSION

    def _opened(
        self, record: PeerSessions, session: Session, plaintext: bytes, now: float
    ) -> None:
        """Take in what a session proved to be the peer's."""
        session.last_active = now
        session.confirmed = True
        if session is record.session:
            record.failures = 0
            record.repair_at = inf
            record.repaired = False
            # The peer still has these keys, whoever wrote that first message.
            self._resume(record)
            if session.is_worn(now):
                self._provoke(record, now)
        if plaintext[:1] == bytes((PrivateType.PEER_STATE,)):
            self._peer_state(record, session, plaintext[1:])
            return
        session.used = True
        self._effects.append(Decrypted(record.peer, plaintext, session.remote_static))

    def _undecryptable(
        self, record: PeerSessions, payload: bytes, refusal: DropReason, now: float
    ) -> None:
        """Keep what a handshake under way may explain; too many others start one."""
        if record.candidates is not None:
            # Also what looks like a replay: a new session counts from 0 again.
            self._keep_early(record, payload)
        elif refusal is DropReason.NOISE_REPLAY:
            self._drop(record.peer, refusal)
        else:
            self._drop(record.peer, refusal)
            record.failures += 1
            if record.failures >= FAILURES_BEFORE_HANDSHAKE:
                record.failures = 0
                self._provoke(record, now)

    def _keep_early(self, record: PeerSessions, payload: bytes) -> None:
        """Keep a ciphertext that overtook the message 3 before it."""
        if (
            len(payload) > MAX_EARLY_BYTES
            or len(record.early) >= EARLY_PER_PEER
            or self._early >= EARLY_OVERALL
        ):
            self._drop(record.peer, DropReason.NOISE_LIMIT)
            return
        record.early.append(payload)
        self._early += 1

    def _take_early(self, record: PeerSessions) -> list[bytes]:
        """Return what was kept, which is not kept any longer."""
        early, record.early = record.early, []
        self._early -= len(early)
        return early

    def _send_state(self, peer: PeerId, session: Session) -> None:
        """Tell the peer which signing key is ours (section 4.5)."""
        if not session.cipher.exhausted:
            sealed = session.cipher.seal(self._state)
            self._effects.append(SendEncrypted(peer, sealed))

    def _peer_state(self, record: PeerSessions, session: Session, body: bytes) -> None:
        """Take in what the peer proves of itself, and answer once."""
        try:
            state = AuthenticatedPeerState.decode(body)
        except DecodeError as err:
            self._drop(record.peer, err.reason)
            return
        if not session.echoed and session is record.session:
            session.echoed = True
            self._send_state(record.peer, session)
        proven = (state.signing_key, state.capabilities)
        if session.proven != proven:
            session.proven = proven
            self._effects.append(
                PeerStateProven(record.peer, session.remote_static, *proven)
            )

    # -- bookkeeping

    def _record(self, peer: PeerId, now: float) -> PeerSessions:
        """Return what is kept of a peer, from now on if nothing was."""
        record = self._peers.get(peer)
        if record is None:
            record = self._peers[peer] = PeerSessions(peer, now)
        return record

    def _schedule(self, record: PeerSessions) -> None:
        """Have `due` called for a peer in time."""
        self._next = min(self._next, record.deadline(IDLE_S))

    def _drop(self, peer: PeerId, reason: DropReason) -> None:
        """Say that something was not taken further."""
        self._effects.append(Dropped(peer, reason))

    def _flush(self) -> list[SessionEffect]:
        """Return what has come together, and begin anew."""
        effects, self._effects = self._effects, []
        return effects


def _first_messages(record: PeerSessions, voucher: Voucher) -> RateWindow:
    """Return what counts the first messages in a peer's name."""
    return record.near if voucher is Voucher.LINK else record.incoming


def _worth(session: Session) -> tuple[bool, float]:
    """Order sessions by what their loss would cost: idle ones nobody talked on first."""
    return session.used, session.last_active


def _key(key: bytes | None) -> bytes:
    """Return a key that a finished handshake certainly has."""
    if key is None:
        raise ValueError("the handshake is not complete")
    return key
