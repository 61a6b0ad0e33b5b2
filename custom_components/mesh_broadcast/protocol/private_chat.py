"""Private messages: sessions, receipts and trust of one node (sections 4.5 and 8)."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, override
from uuid import UUID

from .arrival import Arrival
from .errors import (
    BlockedPeerError,
    DecodeError,
    DropReason,
    EmptyMessageError,
    MessageTooLongError,
    UnknownPeerError,
    WrongKeyError,
)
from .events import (
    DeliveryFailure,
    DeliveryStatus,
    Effect,
    Instant,
    Peer,
    PeerTrust,
    PrivateMessageReceived,
    SendPriority,
    SessionReady,
    TrustChanged,
)
from .identity import Identity, peer_id_of
from .packet import Packet, PacketType, PeerId
from .presence import Presence
from .private_courier import Courier, CourierPort
from .private_inbox import PrivateInbox
from .private_message import (
    DeliveredReceipt,
    PrivateMessage,
    ReadReceipt,
    is_encodable,
)
from .private_payloads import (
    OwnPrivatePayload,
    decode_private_payload,
    encode_private_payload,
)
from .private_policy import PrivateAudience, PrivatePolicy
from .private_records import OutboxEntry, OutboxPart, ReceivedPrivate, SentRecord
from .private_text import cut_text, parse_part_id, part_ids
from .rate_limit import Rate, TokenBucket
from .session_effects import (
    Decrypted,
    Dropped,
    Established,
    PeerStateProven,
    Restored,
    SendEncrypted,
    SendHandshake,
    SessionEffect,
)
from .sessions import SessionTable, Voucher
from .statistics import Counters
from .text import display_text
from .trust import TrustBook
from .verification_code import VerificationCode
from .verifications import NONCE_SIZE, Verifications
from .verify_challenge import VerifyChallenge, VerifyResponse

MAX_PRIVATE_BYTES = 4_000
"""Longest private text in UTF-8 bytes: about sixteen messages on the wire."""

READ_RECEIPTS = 500
"""Read receipts that wait for a session; the oldest is dropped for one more."""

RECEIPT_DOUBT_S = 30.0
"""How long a read receipt is sent once more where its session turns out to be one that
the peer no longer had: the peer asks for a new one within its longest pause (5 s) and
the handshake's 20 s."""

OWN_RECEIPTS = Rate(burst=50, per_second=20)
"""Read receipts a second: receivers admit 100 messages of all kinds (8.3)."""

CHALLENGES = Rate(burst=5, per_second=0.5)
"""In-person checks answered a second for everybody: each is one signature, and a person
who scans a code tries a few times at most."""

_FAVOURITE = ("[FAVORITED]", "[UNFAVORITED]")
_UUID_SIZE = 16


class Post(Protocol):
    """Sends a packet of ours to one peer."""

    def __call__(
        self,
        kind: PacketType,
        payload: bytes,
        peer: PeerId,
        now: Instant,
        priority: SendPriority = SendPriority.OWN,
    ) -> bytes | None:
        """Return the packet's ID, None where no link could take it."""


class PrivateChat(CourierPort):
    """All that passes between this node and one other in confidence."""

    def __init__(
        self,
        identity: Identity,
        policy: PrivatePolicy,
        random_bytes: Callable[[int], bytes],
        presence: Presence,
        counters: Counters,
        effects: list[Effect],
        *,
        post: Post,
        follow: Callable[[bytes, PeerId, str], None],
        key_replaced: Callable[[PeerId], None],
        confirmed: Callable[[PeerId], None],
        outbox: Iterable[OutboxEntry] = (),
        sent: Iterable[SentRecord] = (),
        received: Iterable[ReceivedPrivate] = (),
    ) -> None:
        """Work on the engine's tables.

        `follow` is told which packet carries which message, `key_replaced` whose
        packets so far were signed by somebody else, `confirmed` who certainly answers.
        """
        self.policy = policy
        self._identity = identity
        self._random_bytes = random_bytes
        self._presence = presence
        self._counters = counters
        self._effects = effects
        self._post = post
        self._follow = follow
        self._key_replaced = key_replaced
        self._confirmed = confirmed
        self._sessions = SessionTable(identity, random_bytes)
        self._inbox = PrivateInbox(received)
        self._courier = Courier(self, outbox, sent, effects)
        self._receipts: OrderedDict[tuple[PeerId, str], None] = OrderedDict()
        self._receipts_at = float("inf")
        self._own_receipts = TokenBucket(OWN_RECEIPTS)
        self._receipts_sent: OrderedDict[tuple[PeerId, str], float] = OrderedDict()
        self._challenges = TokenBucket(CHALLENGES)
        self._verifications = Verifications(effects, ask=self._challenge)

    @property
    def outbox(self) -> tuple[OutboxEntry, ...]:
        """Return the messages that wait."""
        return self._courier.entries

    @property
    def sent(self) -> tuple[SentRecord, ...]:
        """Return the messages whose receipts may still come."""
        return self._courier.sent

    @property
    def waiting(self) -> int:
        """Return how many messages wait."""
        return len(self._courier)

    @property
    def received(self) -> tuple[ReceivedPrivate, ...]:
        """Return which messages were shown."""
        return self._inbox.received

    @property
    def sessions(self) -> int:
        """Return how many sessions stand."""
        return self._sessions.established

    @property
    def _trust(self) -> TrustBook:
        """Return what is known of peers."""
        return self._presence.trust

    # -- what the user wants

    def submit(self, peer_id: PeerId, text: str, now: Instant) -> OutboxEntry:
        """Take a text on for a peer; raises where that cannot be."""
        self._known(peer_id, now)
        if self._trust.is_blocked(peer_id):
            raise BlockedPeerError(peer_id)
        text = text.strip()
        size = len(text.encode(errors="replace"))
        if size > MAX_PRIVATE_BYTES:
            raise MessageTooLongError(size, MAX_PRIVATE_BYTES)
        if not text:
            raise EmptyMessageError("nothing to send")
        pieces = cut_text(text)
        name = str(UUID(bytes=self._random_bytes(_UUID_SIZE), version=4)).upper()
        parts = zip(part_ids(name, len(pieces)), pieces, strict=True)
        entry = OutboxEntry(
            message_id=name,
            peer_id=peer_id,
            parts=tuple(OutboxPart(part_id, piece) for part_id, piece in parts),
            queued_ms=now.unix_ms,
        )
        self._courier.accept(entry, now)
        return entry

    def status(self, entry: OutboxEntry) -> DeliveryStatus:
        """Return how far a message got that was just submitted."""
        return self._courier.status(entry.peer_id, entry.message_id)

    def read(self, peer_id: PeerId, message_ids: Iterable[str], now: Instant) -> None:
        """Tell a peer that its messages were read, now or when it is there again."""
        if self._trust.is_blocked(peer_id):
            return
        for message_id in message_ids:
            if not is_encodable(message_id):
                continue
            self._receipts[peer_id, message_id] = None
            if len(self._receipts) > READ_RECEIPTS:
                self._receipts.popitem(last=False)
        self._receipts_at = now.monotonic

    def set_verified(self, peer_id: PeerId, now: Instant, *, verified: bool) -> None:
        """Note that the user compared fingerprints, or takes that back."""
        peer = self._known(peer_id, now)
        self._trust.verify(peer_id, peer.noise_key, peer.signing_key, verified=verified)
        self._trust_changed(peer_id)

    def begin_verification(self, code: VerificationCode, now: Instant) -> PeerId:
        """Challenge whoever showed a code; return who that is, or raise."""
        peer_id = peer_id_of(code.noise_key)
        peer = self._known(peer_id, now)
        if self._trust.is_blocked(peer_id):
            raise BlockedPeerError(peer_id)
        if (peer.noise_key, peer.signing_key) != (code.noise_key, code.signing_key):
            raise WrongKeyError(peer_id)
        self._verifications.begin(peer_id, code, self._random_bytes(NONCE_SIZE), now)
        return peer_id

    def _challenge(
        self, peer_id: PeerId, challenge: VerifyChallenge, now: Instant
    ) -> None:
        """Ask a peer for its signature, in the session that there is or will be."""
        if self.is_ready(peer_id):
            self._say(peer_id, challenge, now)
        else:
            self.begin_session(peer_id, now)

    def set_blocked(self, peer_id: PeerId, now: Instant, *, blocked: bool) -> None:
        """Drop what a peer says from now on, or take that back."""
        peer = self._known(peer_id, now)
        self._trust.block(peer_id, peer.noise_key, peer.signing_key, blocked=blocked)
        if blocked:
            self._sessions.forget(peer_id)
        else:
            self._courier.peer_heard(peer_id, now.monotonic)
        self._trust_changed(peer_id)

    def forget(self, peer_id: PeerId, now: Instant) -> None:
        """Forget a peer, and give up what waits for it."""
        self._sessions.forget(peer_id)
        self._trust.forget(peer_id)
        self._inbox.forget(peer_id)
        for receipts in (self._receipts, self._receipts_sent):
            for name in [name for name in receipts if name[0] == peer_id]:
                del receipts[name]
        self._verifications.forget(peer_id, now)
        self._courier.drop_peer(peer_id, DeliveryFailure.IDENTITY_CHANGED, now)

    def wipe(self, now: Instant) -> None:
        """Give up everything that waits."""
        self._receipts.clear()
        self._receipts_sent.clear()
        self._courier.drop_all(DeliveryFailure.WIPED, now)

    def _known(self, peer_id: PeerId, now: Instant) -> Peer:
        """Return somebody whose keys we have; raises `UnknownPeerError`."""
        peer = self._presence.peer(peer_id, now.unix_ms)
        if peer is None or peer_id == self._identity.peer_id:
            raise UnknownPeerError(peer_id)
        return peer

    # -- what the courier needs

    @override
    def last_heard(self, peer_id: PeerId) -> float | None:
        record = self._presence.table.get(peer_id)
        if record is None or self._trust.is_blocked(peer_id):
            return None
        return record.last_heard if self._presence.has_links else None

    @override
    def is_ready(self, peer_id: PeerId) -> bool:
        info = self._sessions.info(peer_id)
        return info is not None and info.ready

    @override
    def begin_session(self, peer_id: PeerId, now: Instant) -> None:
        self._apply(self._sessions.start(peer_id, now.monotonic), now, None, None)

    @override
    def post(self, peer_id: PeerId, message: PrivateMessage, now: Instant) -> bool:
        part = parse_part_id(message.message_id)
        # Or receipts and short messages would wait for all sixteen parts.
        priority = SendPriority.OWN if part is None else SendPriority.LONG
        identifier = self._say(peer_id, message, now, priority)
        if identifier is None:
            return False
        name = message.message_id if part is None else part[0]
        self._follow(identifier, peer_id, name)
        return True

    def _say(
        self,
        peer_id: PeerId,
        payload: OwnPrivatePayload,
        now: Instant,
        priority: SendPriority = SendPriority.OWN,
    ) -> bytes | None:
        """Send a payload in the session with a peer, if there is one."""
        plaintext = encode_private_payload(payload)
        sealed = self._sessions.encrypt(peer_id, plaintext, now.monotonic)
        if sealed is None:
            return None
        return self._post(PacketType.NOISE_ENCRYPTED, sealed, peer_id, now, priority)

    # -- what arrives

    def packet_received(self, packet: Packet, arrival: Arrival) -> None:
        """Take in a handshake or an encrypted packet that is addressed to us."""
        now, mono = arrival.now, arrival.now.monotonic
        if self._trust.is_blocked(packet.sender):
            self._drop(DropReason.BLOCKED, arrival)
            return
        sender, payload = packet.sender, packet.payload
        if packet.type == PacketType.NOISE_HANDSHAKE:
            voucher = self._voucher(sender, arrival)
            done = self._sessions.handshake_received(sender, payload, mono, voucher)
        else:
            done = self._sessions.encrypted_received(sender, payload, mono)
        self._apply(done, now, packet, arrival)

    def _voucher(self, sender: PeerId, arrival: Arrival) -> Voucher:
        """Return who says that a handshake is the sender's."""
        if arrival.link.peer_id == sender:
            return Voucher.LINK
        trusted = self._trust.trust_of(sender) is not PeerTrust.PINNED
        return Voucher.TRUST if trusted else Voucher.NOBODY

    def peer_heard(self, peer_id: PeerId, now: float) -> None:
        """Note that a peer announced itself."""
        self._courier.peer_heard(peer_id, now)
        self._wake_receipts(peer_id, now)

    def linked(self, now: float) -> None:
        """Note that there are links again, after none."""
        self._courier.linked(now)

    def relayed(self, peer_id: PeerId, message_id: str, now: Instant) -> None:
        """Note that somebody passed a message of ours on."""
        self._courier.relayed(peer_id, message_id, now)

    def _apply(
        self,
        effects: Sequence[SessionEffect],
        now: Instant,
        packet: Packet | None,
        arrival: Arrival | None,
    ) -> None:
        """Do what the sessions want, in their order."""
        for effect in effects:
            match effect:
                case SendHandshake(peer, payload):
                    self._post(PacketType.NOISE_HANDSHAKE, payload, peer, now)
                case SendEncrypted(peer, payload):
                    self._post(PacketType.NOISE_ENCRYPTED, payload, peer, now)
                case Established():
                    self._established(effect, now, arrival)
                case Restored(peer):
                    self._courier.session_ready(peer, now.monotonic)
                    self._verifications.session_ready(peer, now.monotonic)
                case PeerStateProven():
                    self._confirmed(effect.peer)
                    self._proven(effect)
                case Decrypted(peer):
                    # A session with somebody else's key ended just before this.
                    if packet and arrival and self._sessions.info(peer) is not None:
                        self._decrypted(effect, packet, arrival)
                case Dropped(_, reason):
                    self._drop(reason, arrival)
                case _:
                    pass

    def _established(
        self, effect: Established, now: Instant, arrival: Arrival | None
    ) -> None:
        """Use a session, unless its key only shares its first bytes with the pin."""
        pin = self._presence.pins.get(effect.peer)
        if pin is not None and pin.noise_key != effect.remote_static:
            self._sessions.forget(effect.peer)
            self._drop(DropReason.NOISE_IDENTITY, arrival)
            return
        self._effects.append(SessionReady(effect.peer))
        self._courier.session_ready(effect.peer, now.monotonic)
        if effect.replaced:
            self._doubt_receipts(effect.peer, now.monotonic)
        self._wake_receipts(effect.peer, now.monotonic)
        self._verifications.session_ready(effect.peer, now.monotonic)

    def _proven(self, effect: PeerStateProven) -> None:
        """Tie a peer to the key that it named in its session."""
        if self._sessions.info(effect.peer) is None:
            return
        news = self._trust.prove(effect.peer, effect.noise_key, effect.signing_key)
        if self._presence.pin_proven(effect.peer, effect.noise_key, effect.signing_key):
            self._key_replaced(effect.peer)
        if news:
            self._trust_changed(effect.peer)

    def _trust_changed(self, peer_id: PeerId) -> None:
        """Tell how far a peer is trusted now."""
        trust, blocked = self._trust.trust_of(peer_id), self._trust.is_blocked(peer_id)
        self._effects.append(TrustChanged(peer_id, trust, blocked))
        self._presence.trust_changed(peer_id)

    # -- what is in a session

    def _decrypted(self, said: Decrypted, packet: Packet, arrival: Arrival) -> None:
        """Handle what a peer says in its session.

        Whoever is shown as its author is whose key the session proved, all of it: the
        pin may have come after the session, or have been pushed out and come anew.
        """
        peer_id, now = said.peer, arrival.now
        peer = self._presence.peer(peer_id, now.unix_ms)
        if peer is not None and peer.noise_key != said.remote_static:
            self._sessions.forget(peer_id)
            self._drop(DropReason.NOISE_IDENTITY, arrival)
            return
        self._confirmed(peer_id)
        self._presence.proved_alive(peer_id, packet, arrival)
        try:
            payload = decode_private_payload(said.plaintext)
        except DecodeError as err:
            self._drop(err.reason, arrival)
            return
        match payload:
            case PrivateMessage():
                self._message(peer_id, payload, packet, arrival)
            case DeliveredReceipt(message_id):
                self._courier.delivered(peer_id, message_id, now)
            case ReadReceipt(message_id):
                self._courier.read(peer_id, message_id, now)
            case VerifyChallenge():
                self._challenged(peer_id, payload, arrival)
            case VerifyResponse():
                self._answered(peer_id, payload, arrival)
            case _:
                pass

    def _challenged(
        self, peer_id: PeerId, challenge: VerifyChallenge, arrival: Arrival
    ) -> None:
        """Prove to somebody who scanned our code that the signing key is ours."""
        if not challenge.is_for(self._identity.noise_key):
            self._drop(DropReason.BAD_PAYLOAD, arrival)
        elif not self._challenges.take(arrival.now.monotonic):
            self._drop(DropReason.PRIVATE_LIMIT, arrival)
        else:
            answer = VerifyResponse.answer(challenge, self._identity)
            self._say(peer_id, answer, arrival.now)

    def _answered(
        self, peer_id: PeerId, answer: VerifyResponse, arrival: Arrival
    ) -> None:
        """Verify a peer that proved to be who the code named that we scanned."""
        peer = self._presence.peer(peer_id, arrival.now.unix_ms)
        if peer is None or not self._verifications.answered(
            peer_id, answer, arrival.now
        ):
            self._drop(DropReason.NOISE_UNEXPECTED, arrival)
            return
        self._trust.verify(peer_id, peer.noise_key, peer.signing_key, verified=True)
        self._trust_changed(peer_id)

    def _message(
        self,
        peer_id: PeerId,
        message: PrivateMessage,
        packet: Packet,
        arrival: Arrival,
    ) -> None:
        """Show a message once, and confirm it each time.

        Pieces are confirmed when all are here: those of a text that a restart cuts
        short come again.
        """
        now = arrival.now
        peer = self._presence.peer(peer_id, now.unix_ms)
        if peer is None or not self._accepts(peer):
            self._drop(DropReason.NOT_ACCEPTED, arrival)
            return
        confirmed = [message.message_id]
        name, text = message.message_id, message.text
        part = parse_part_id(name)
        if part is not None:
            name = part[0]
        if not self._inbox.was_shown(peer_id, name):
            if part is not None:
                whole = self._inbox.join(peer_id, *part, text)
                if whole is None:
                    return
                text, confirmed = whole, part_ids(name, part[2])
            if not text.startswith(_FAVOURITE) and not self._show(
                name, peer, text, packet, arrival
            ):
                return
            self._inbox.mark_shown(peer_id, name, now.unix_ms)
        for message_id in confirmed:
            self._say(peer_id, DeliveredReceipt(message_id), now)

    def _accepts(self, peer: Peer) -> bool:
        """Whether a peer may write to us."""
        match self.policy.audience:
            case PrivateAudience.EVERYONE:
                return True
            case PrivateAudience.PINNED:
                return self._presence.signing_key(peer.peer_id) is not None
        return peer.fingerprint in self.policy.picked

    def _show(
        self, message_id: str, peer: Peer, text: str, packet: Packet, arrival: Arrival
    ) -> bool:
        """Show a message; return whether there was something to show."""
        shown = display_text(text)
        if not shown:
            self._drop(DropReason.BAD_TEXT, arrival)
            return False
        hops = arrival.hops
        self._counters.delivered += 1
        self._effects.append(
            PrivateMessageReceived(
                message_id=message_id,
                peer=peer,
                text=shown,
                sent_ms=packet.timestamp,
                received_ms=arrival.now.unix_ms,
                hops=hops,
                via=arrival.link.peer_id,
                rssi=arrival.rssi if hops == 1 else None,
            )
        )
        return True

    def _drop(self, reason: DropReason, arrival: Arrival | None) -> None:
        """Count what was not taken further."""
        self._counters.dropped[reason] += 1
        if arrival is not None:
            arrival.link.dropped += 1

    # -- time

    def deadline(self) -> float:
        """Return when there is something to do."""
        return min(
            self._sessions.next_deadline(),
            self._courier.deadline(),
            self._verifications.deadline(),
            self._receipts_at,
        )

    def due(self, now: Instant) -> None:
        """Do what time has come for."""
        self._apply(self._sessions.due(now.monotonic), now, None, None)
        self._courier.due(now)
        self._verifications.due(now)
        if self._receipts_at <= now.monotonic:
            self._send_receipts(now)

    def _wake_receipts(self, peer_id: PeerId, now: float) -> None:
        """Send the read receipts that waited for a peer."""
        if any(name[0] == peer_id for name in self._receipts):
            self._receipts_at = now

    def _doubt_receipts(self, peer_id: PeerId, now: float) -> None:
        """Send what the peer can not have read again: it had lost its session."""
        for name, sent_at in list(self._receipts_sent.items()):
            if now - sent_at > RECEIPT_DOUBT_S:
                del self._receipts_sent[name]
            elif name[0] == peer_id:
                del self._receipts_sent[name]
                self._receipts[name] = None

    def _send_receipts(self, now: Instant) -> None:
        """Send the read receipts that can go; the others wait for their session."""
        mono = now.monotonic
        self._receipts_at = float("inf")
        wanted: set[PeerId] = set()
        for name in list(self._receipts):
            peer_id, message_id = name
            if self.last_heard(peer_id) is None:
                continue
            if not self.is_ready(peer_id):
                wanted.add(peer_id)
                continue
            if not self._own_receipts.take(mono):
                self._receipts_at = mono + self._own_receipts.wait(mono)
                break
            if self._say(peer_id, ReadReceipt(message_id), now) is not None:
                del self._receipts[name]
                self._receipts_sent[name] = mono
                if len(self._receipts_sent) > READ_RECEIPTS:
                    self._receipts_sent.popitem(last=False)
        for peer_id in wanted:
            self.begin_session(peer_id, now)
