"""Brings private messages to their peers, again and again until a receipt comes."""

from collections.abc import Iterable
from dataclasses import replace
from math import inf
from typing import Protocol

from .errors import SendLimitError
from .events import (
    DeliveryChanged,
    DeliveryFailure,
    DeliveryStatus,
    Effect,
    Instant,
    OutboxChanged,
)
from .packet import PeerId
from .private_message import PrivateMessage
from .private_outbox import (
    LIFETIME_MS,
    Conversation,
    PrivateOutbox,
    Waiting,
    confirm,
)
from .private_records import OutboxEntry, SentRecord
from .rate_limit import Rate, TokenBucket
from .sent_ledger import SentLedger
from .steady_clock import SteadyClock

RETRY_STEPS_S = (5.0, 15.0, 30.0, 60.0)
MAX_ATTEMPTS = 8
"""Section 6.10, of both messages and handshakes the steps, of messages the number."""

GREETING_S = 2.0
"""From a sign of life until a handshake. Who comes back may have forgotten us, and some
implementations never recover from a stranger's handshake. Our announce is out 0.4 s after
a link has come up, and takes up to 0.15 s for each of seven hops."""

UNHEARD_ATTEMPTS = 2
"""Attempts on time alone, against loss; further ones want a sign of life from the peer,
so that one who went away in silence finds the message on return."""

RENEW_EVERY = 3
"""Attempts without a receipt after which the session itself is in doubt, as Android
counts failures."""

OWN_PRIVATE = Rate(burst=50, per_second=20)
"""Parts a second, as for our broadcasts; receivers admit 100 (8.3)."""


class CourierPort(Protocol):
    """What the courier needs of the node."""

    def last_heard(self, peer_id: PeerId) -> float | None:
        """Return when a peer was last heard, None while nothing can be sent to it."""

    def is_ready(self, peer_id: PeerId) -> bool:
        """Whether a session with a peer can encrypt now."""

    def begin_session(self, peer_id: PeerId, now: Instant) -> None:
        """Begin a handshake with a peer, or have one renewed."""

    def post(self, peer_id: PeerId, message: PrivateMessage, now: Instant) -> bool:
        """Send a message; return whether links took it."""


class Courier:
    """The outbox at work; what changes is appended to `effects`."""

    def __init__(
        self,
        port: CourierPort,
        entries: Iterable[OutboxEntry],
        sent: Iterable[SentRecord],
        effects: list[Effect],
    ) -> None:
        """Begin with what waited, and what was sent, when the last run ended."""
        self._port = port
        self._effects = effects
        self._outbox = PrivateOutbox(entries)
        self._bucket = TokenBucket(OWN_PRIVATE)
        self._accepted = TokenBucket(OWN_PRIVATE)
        self._sent = SentLedger(sent)
        # Who may have something to say on messages of an earlier run, on a session of
        # that run: they find out that it is gone when there is a new one.
        self._greet = {record.peer_id: inf for record in self._sent.records}
        self._next = -inf if len(self._outbox) else inf
        self._clock = SteadyClock()

    def __len__(self) -> int:
        """Return how many messages wait."""
        return len(self._outbox)

    @property
    def entries(self) -> tuple[OutboxEntry, ...]:
        """Return what waits, to be persisted."""
        return self._outbox.entries

    @property
    def sent(self) -> tuple[SentRecord, ...]:
        """Return what is followed beyond that, to be persisted."""
        return self._sent.records

    def status(self, peer_id: PeerId, message_id: str) -> DeliveryStatus:
        """Return how far a message got that was just accepted."""
        conversation = self._outbox.get(peer_id)
        waiting = conversation and conversation.messages.get(message_id)
        return waiting.entry.status if waiting else DeliveryStatus.DELIVERED

    def accept(self, entry: OutboxEntry, now: Instant) -> None:
        """Take a message on; raises `SendLimitError` where there are too many."""
        self._outbox.check_room()
        count = len(entry.parts)
        if not self._accepted.take(now.monotonic, count):
            raise SendLimitError(self._accepted.wait(now.monotonic, count))
        crowded_out = self._outbox.add(entry)
        if crowded_out is not None:
            self._fail(crowded_out, DeliveryFailure.OUTBOX_FULL, now)
        self._effects.append(OutboxChanged())
        self._wake(now.monotonic)

    # -- what happens to the peer

    def peer_heard(self, peer_id: PeerId, now: float) -> None:
        """Note a sign of life: what waited for one goes on."""
        if self._greet.get(peer_id) == inf:
            self._greet[peer_id] = now + GREETING_S
            self._wake(now + GREETING_S)
        conversation = self._outbox.get(peer_id)
        if conversation is None:
            return
        asleep = [w for w in conversation.messages.values() if w.next_at == inf]
        if asleep or conversation.handshake_at == inf:
            for waiting in asleep:
                waiting.next_at = now
            conversation.handshake_at = min(conversation.handshake_at, now + GREETING_S)
            self._wake(now)

    def linked(self, now: float) -> None:
        """Go on with everybody who was there when the last link went.

        It was not they who fell silent, and their next announce may be far.
        """
        for conversation in self._outbox:
            if self._port.last_heard(conversation.peer_id) is not None:
                self.peer_heard(conversation.peer_id, now)

    def session_ready(self, peer_id: PeerId, now: float) -> None:
        """Send what waits: a new session lost what was on its way in the old one."""
        conversation = self._outbox.get(peer_id)
        if conversation is None:
            return
        conversation.handshakes = 0
        for waiting in conversation.messages.values():
            waiting.next_at = min(waiting.next_at, now)
            # A handshake is a sign of life, later than anything that was sent.
            waiting.last_sent = -inf
        self._wake(now)

    def drop_peer(
        self, peer_id: PeerId, failure: DeliveryFailure, now: Instant
    ) -> None:
        """Give up all that waits for a peer, and believe it nothing of what was sent."""
        conversation = self._outbox.get(peer_id)
        if conversation is not None:
            for waiting in list(conversation.messages.values()):
                self._fail(waiting.entry, failure, now)
        self._sent.forget(peer_id)
        self._greet.pop(peer_id, None)

    def drop_all(self, failure: DeliveryFailure, now: Instant) -> None:
        """Give up everything."""
        for conversation in self._outbox:
            self.drop_peer(conversation.peer_id, failure, now)
        self._sent.clear()
        self._greet.clear()

    # -- what the peer says of messages

    def relayed(self, peer_id: PeerId, message_id: str, now: Instant) -> None:
        """Note that somebody passed a message on."""
        conversation = self._outbox.get(peer_id)
        waiting = conversation and conversation.messages.get(message_id)
        if waiting and waiting.entry.status is DeliveryStatus.SENT:
            self._advance(waiting, DeliveryStatus.RELAYED, now)

    def delivered(self, peer_id: PeerId, message_id: str, now: Instant) -> None:
        """Take a receipt for a message, or for a part of one."""
        entry = self._confirm(peer_id, message_id)
        if entry is not None:
            self._tell(entry, DeliveryStatus.DELIVERED, now)
            return
        news = self._sent.delivered(peer_id, message_id)
        if news is not None:
            self._effects.append(OutboxChanged())
            if news.delivered:
                self._late(news.message_id, peer_id, DeliveryStatus.DELIVERED, now)

    def read(self, peer_id: PeerId, message_id: str, now: Instant) -> None:
        """Take word that a message, or a part of one, was read: so it was delivered."""
        entry = self._confirm(peer_id, message_id)
        news = self._sent.read(peer_id, message_id)
        if news is None:
            return
        self._effects.append(OutboxChanged())
        if news.read:
            self._late(news.message_id, peer_id, DeliveryStatus.READ, now)
        elif entry is not None or news.delivered:
            self._late(news.message_id, peer_id, DeliveryStatus.DELIVERED, now)

    def _confirm(self, peer_id: PeerId, message_id: str) -> OutboxEntry | None:
        """Note a receipt; return the message if nothing of it is missing any more."""
        conversation = self._outbox.get(peer_id)
        waiting = conversation and conversation.find(message_id)
        if not waiting:
            return None
        before = waiting.missing
        waiting.entry = confirm(waiting.entry, message_id)
        if waiting.missing == before:
            return None
        self._effects.append(OutboxChanged())
        if waiting.missing:
            return None
        entry = waiting.entry
        self._outbox.remove(entry)
        self._sent.follow(entry)
        return entry

    # -- time

    def deadline(self) -> float:
        """Return when there is something to do."""
        return self._next

    def due(self, now: Instant) -> None:
        """Do what time has come for."""
        if now.monotonic < self._next:
            return
        # What is sent may itself bring news that wants another look.
        self._next = inf
        for conversation in self._outbox:
            self._wake(self._tend(conversation, now))
        for peer_id in [p for p, at in self._greet.items() if at <= now.monotonic]:
            del self._greet[peer_id]
            heard = self._port.last_heard(peer_id)
            if heard is not None and not self._port.is_ready(peer_id):
                self._port.begin_session(peer_id, now)
        self._wake(min(self._greet.values(), default=inf))

    def _wake(self, at: float) -> None:
        """Come back at a time."""
        self._next = min(self._next, at)

    def _tend(self, conversation: Conversation, now: Instant) -> float:
        """Do what can be done for a peer; return when to look again."""
        self._expire(conversation, now)
        if not conversation.messages:
            return inf
        heard = self._port.last_heard(conversation.peer_id)
        if heard is None:
            conversation.handshakes = 0
            conversation.handshake_at = inf
            for waiting in conversation.messages.values():
                waiting.next_at = inf
        elif not self._port.is_ready(conversation.peer_id):
            self._seek_session(conversation, now)
        else:
            for waiting in list(conversation.messages.values()):
                if waiting.next_at <= now.monotonic:
                    self._attempt(conversation, waiting, heard, now)
        return self._look_again(conversation, now)

    def _look_again(self, conversation: Conversation, now: Instant) -> float:
        """Return when something in a conversation is due."""
        if not conversation.messages:
            return inf
        oldest = min(w.entry.queued_ms for w in conversation.messages.values())
        left_ms = max(1, oldest + LIFETIME_MS - self._clock.now_ms(now))
        expiry = now.monotonic + left_ms / 1000
        if not self._port.is_ready(conversation.peer_id):
            return min(expiry, conversation.handshake_at)
        return min(expiry, *(w.next_at for w in conversation.messages.values()))

    def _expire(self, conversation: Conversation, now: Instant) -> None:
        """Give up what has waited for too long."""
        now_ms = self._clock.now_ms(now)
        for waiting in list(conversation.messages.values()):
            if now_ms - waiting.entry.queued_ms >= LIFETIME_MS:
                self._fail(waiting.entry, DeliveryFailure.EXPIRED, now)

    def _seek_session(self, conversation: Conversation, now: Instant) -> None:
        """Ask for a session, with growing pauses."""
        if conversation.handshake_at > now.monotonic:
            return
        pause = _step(conversation.handshakes)
        conversation.handshakes += 1
        conversation.handshake_at = now.monotonic + pause
        self._port.begin_session(conversation.peer_id, now)

    def _attempt(
        self,
        conversation: Conversation,
        waiting: Waiting,
        heard: float,
        now: Instant,
    ) -> None:
        """Send a message, or give it up."""
        entry, mono = waiting.entry, now.monotonic
        if entry.attempts >= MAX_ATTEMPTS:
            self._fail(entry, DeliveryFailure.NOT_CONFIRMED, now)
            return
        if entry.attempts >= UNHEARD_ATTEMPTS and heard <= waiting.last_sent:
            waiting.next_at = inf
            return
        if not self._bucket.take(mono, waiting.missing):
            waiting.next_at = mono + self._bucket.wait(mono, waiting.missing)
            return
        for part in entry.parts:
            if part.delivered:
                continue
            message = PrivateMessage(part.message_id, part.text)
            if not self._port.post(entry.peer_id, message, now):
                waiting.next_at = mono + RETRY_STEPS_S[0]
                return
        waiting.last_sent = mono
        waiting.next_at = mono + _step(entry.attempts)
        waiting.entry = replace(entry, attempts=entry.attempts + 1)
        if entry.status is DeliveryStatus.QUEUED:
            self._advance(waiting, DeliveryStatus.SENT, now)
        else:
            self._effects.append(OutboxChanged())
        if waiting.entry.attempts % RENEW_EVERY == 0:
            conversation.handshake_at = waiting.next_at
            self._port.begin_session(conversation.peer_id, now)

    # -- what becomes of messages

    def _advance(self, waiting: Waiting, status: DeliveryStatus, now: Instant) -> None:
        """Note that a message got further, and still waits."""
        waiting.entry = replace(waiting.entry, status=status)
        self._effects.append(OutboxChanged())
        self._tell(waiting.entry, status, now)

    def _tell(self, entry: OutboxEntry, status: DeliveryStatus, now: Instant) -> None:
        """Tell how far a message got."""
        self._late(entry.message_id, entry.peer_id, status, now)

    def _late(
        self, message_id: str, peer_id: PeerId, status: DeliveryStatus, now: Instant
    ) -> None:
        """Tell how far a message got that need not wait any more."""
        self._effects.append(DeliveryChanged(message_id, peer_id, status, now.unix_ms))

    def _fail(self, entry: OutboxEntry, failure: DeliveryFailure, now: Instant) -> None:
        """Give a message up; one that was sent may have arrived all the same."""
        self._outbox.remove(entry)
        if entry.attempts:
            self._sent.follow(entry)
            if failure is DeliveryFailure.EXPIRED:
                failure = DeliveryFailure.NOT_CONFIRMED
        status = (
            DeliveryStatus.EXPIRED
            if failure in (DeliveryFailure.EXPIRED, DeliveryFailure.NOT_CONFIRMED)
            else DeliveryStatus.FAILED
        )
        self._effects.append(OutboxChanged())
        self._effects.append(
            DeliveryChanged(
                entry.message_id, entry.peer_id, status, now.unix_ms, failure
            )
        )


def _step(number: int) -> float:
    """Return the pause after an attempt, from 0."""
    return RETRY_STEPS_S[min(number, len(RETRY_STEPS_S) - 1)]
