"""The mesh node itself: events in, effects out, and nothing else (wire section 6.1)."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from random import Random

from .alarms import AlarmPart, Alarms
from .announce import MAX_NEIGHBOURS, Announce
from .announce_schedule import AnnounceSchedule
from .arrival import Arrival, RefusedError
from .dedup import Dedup, dedup_key
from .deflate import compress
from .delivery import DeliveryTracker
from .errors import (
    BlockedPeerError,
    DecodeError,
    DropReason,
    EmptyMessageError,
    MessageTooLongError,
    UnknownPeerError,
)
from .events import (
    CloseLink,
    Effect,
    Event,
    FrameReceived,
    FramesDropped,
    Instant,
    LinkDown,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    LinkUp,
    MessageReceived,
    Peer,
    PeerPinned,
    SendFailed,
    SendPriority,
    SentBroadcast,
    SentPrivate,
    Tick,
)
from .forwarder import Forwarder
from .freshness import (
    is_admissible,
    is_fresh,
    is_over_age,
)
from .gcs import packet_id
from .gossip import Gossip
from .identity import Identity, peer_id_of
from .links import LEAST_USE, Link, LinkStatus, LinkTable, usable_limit
from .mesh_policy import POLICIES, MeshPolicy
from .message import decode_text, encode_text, leaves_mesh, message_id
from .outbox import Outbox
from .packet import (
    FLAG_COMPRESSED,
    MAX_TTL,
    MIN_FRAME,
    PEER_ID_SIZE,
    SIGNATURE_SIZE,
    Packet,
    PacketType,
    PeerId,
    decode_packet,
    encode_packet,
    trim_frame,
)
from .peers import PEER_CAPACITY
from .ping import Ping
from .pings import Pings
from .presence import Presence
from .private_chat import PrivateChat
from .private_policy import PrivatePolicy
from .private_records import (
    OutboxEntry,
    ReceivedPrivate,
    SentRecord,
    TrustRecord,
)
from .radio_profile import RadioProfile
from .rate_limit import SENDER_PACKETS, TokenBucket
from .reassembly import FragmentAssembler
from .request_sync import RequestSync, SyncTypes
from .route_planner import RoutePlanner
from .signature import sign, verify
from .statistics import Counters, MeshStatistics
from .sync import SyncStore, as_stored, as_unserved, is_unserved
from .text import display_text, split_text
from .topology import Edge
from .transmitter import Transmitter
from .verification_code import NONCE_SIZE, VerificationCode

# About fifteen parts: a long text message. Above it people should send something else.
MAX_BROADCAST_BYTES = 1_400

# A signed part of this many bytes makes a frame of 180, the most that a notification
# surely carries over an iPhone's usual MTU of 185 (a write carries two more). It is
# below the 100 bytes from which encoders compress. Whoever sends longer ones is heard.
MAX_PART_BYTES = 94

# Our own clock may be set back by this much before timestamps follow it; until then
# they count up from the last one, because no two packets may share a millisecond.
CLOCK_SET_BACK_MS = 60_000

# A sync answer about a message older than two rounds is history; a younger one is
# merely late, because the flood missed us.
HISTORY_AGE_MS = 60_000

_NEVER = float("inf")

# Work per call: a burst is spread over several, so that no call keeps the loop long.
_MAX_SENDS = 16

# Senders whose budgets are kept; twice the peer table.
_BUDGETS = 1_000

# Senders whose messages we could not read for want of their key.
_UNREAD_SENDERS = 64

# Where the flags are, and what a compressed frame that does not decode is charged with
# on its link's budget: it may have been inflated up to its last byte.
_FLAGS = 11
_FAILED_INFLATION = 65_536

# A version 1 header with its sender, and a signature.
_SIGNED_OVERHEAD = 22 + SIGNATURE_SIZE

# What Android lets people enter; no encoder shrinks an announce with so short a name.
_PLAIN_NICKNAME = 15

# Section 4.6: random, and never used again.
_NONCE_SIZE = 8


@dataclass(frozen=True, slots=True)
class MeshSettings:
    """What a user may change while the node runs.

    With `relay` off we pass nothing on for others, neither at once nor as history; our
    own messages are still served to those who missed them.
    """

    nickname: str
    relay: bool = True
    accept_private: PrivatePolicy = field(default_factory=PrivatePolicy)
    radio_profile: RadioProfile = RadioProfile.NORMAL


def _is_compressed(frame: bytes) -> bool:
    """Whether a frame says that its payload has to be inflated."""
    return len(frame) >= MIN_FRAME and frame[_FLAGS] & FLAG_COMPRESSED != 0


class _Novelty(Enum):
    """What the dedup cache knows of a packet."""

    NEW = auto()
    READABLE = auto()
    DUPLICATE = auto()


class MeshEngine:
    """A mesh node without a clock, a radio or a thread.

    `handle` takes what the transport reports and returns what is to be done, in order;
    call it with a `Tick` when `next_deadline` has come. The same events at the same
    instants with the same `rng` give the same effects.
    """

    def __init__(
        self,
        identity: Identity,
        settings: MeshSettings,
        rng: Random,
        pins: Iterable[PeerPinned] = (),
        *,
        policy: MeshPolicy | None = None,
        outbox: Iterable[OutboxEntry] = (),
        sent: Iterable[SentRecord] = (),
        history: Iterable[bytes] = (),
        trust: Iterable[TrustRecord] = (),
        received: Iterable[ReceivedPrivate] = (),
    ) -> None:
        """Begin without links, with what was persisted of earlier runs.

        `rng` also makes keys: outside of tests it is a `SystemRandom`. `history` are
        the `stored_packets` of before. `policy` stands above the one that the radio
        profile names.
        """
        self._identity = identity
        self._settings = settings
        self._rng = rng
        self._effects: list[Effect] = []
        self._counters = Counters()
        self._links = LinkTable()
        self._dedup = Dedup()
        self._given_policy = policy
        self._policy = policy or POLICIES[settings.radio_profile]
        self._presence = Presence(
            identity.peer_id, self._links, pins, self._effects, trust
        )
        self._transmitter = Transmitter(
            self._links,
            self._dedup,
            self._counters,
            self._effects,
            own_id=identity.peer_id,
            policy=self._policy.relay,
            neighbourhood=self._presence.neighbourhood,
            random=rng.random,
        )
        self._delivery = DeliveryTracker(self._effects)
        self._alarms = Alarms(self._effects)
        self._pings = Pings(self._effects)
        self._routes = RoutePlanner(identity.peer_id)
        self._schedule = AnnounceSchedule(rng)
        self._schedule.slow = settings.radio_profile.slow_announces
        self._outbox = Outbox()
        self._assembler = FragmentAssembler()
        self._store = SyncStore()
        self._gossip = Gossip(
            identity.peer_id,
            self._links,
            self._presence,
            self._transmitter,
            self._counters,
            self._store,
            self._assembler,
            self._alarms,
            self._delivery,
            policy=self._policy.sync,
            rng=rng,
            ask=self._ask,
        )
        self._forwarder = Forwarder(
            identity.peer_id,
            self._links,
            self._dedup,
            self._transmitter,
            self._counters,
            policy=self._policy.relay,
            rng=rng,
            offer=self._gossip.offer,
        )
        self._gossip.serves_others = self._forwarder.enabled = settings.relay
        self._budgets: OrderedDict[PeerId, TokenBucket] = OrderedDict()
        self._unread: OrderedDict[PeerId, None] = OrderedDict()
        self._last_timestamp = 0
        self._deadline: float | None = None
        self._history = tuple(history)
        self._private = PrivateChat(
            identity,
            settings.accept_private,
            rng.randbytes,
            self._presence,
            self._counters,
            self._effects,
            post=self._post,
            follow=self._delivery.follow_private,
            key_replaced=self._store.remove_sender,
            confirmed=self._routes.confirm,
            outbox=outbox,
            sent=sent,
            received=received,
        )

    # -- what others may look at

    @property
    def identity(self) -> Identity:
        """Return who we are."""
        return self._identity

    @property
    def settings(self) -> MeshSettings:
        """Return the settings in force."""
        return self._settings

    @property
    def peers(self) -> Mapping[PeerId, Peer]:
        """Return the peers in reach; each of them proved its identity."""
        return {r.peer_id: r.snapshot() for r in self._presence.table}

    @property
    def links(self) -> Mapping[LinkId, LinkStatus]:
        """Return the links that are up."""
        return {link.link: link.status() for link in self._links}

    @property
    def statistics(self) -> MeshStatistics:
        """Return the counters."""
        return self._counters.snapshot(
            pending_relays=len(self._forwarder),
            pending_parts=len(self._outbox),
            pending_fragments=len(self._transmitter.trains),
            stored_packets=len(self._store),
            known_packets=len(self._dedup),
            sessions=self._private.sessions,
            waiting_private=self._private.waiting,
        )

    @property
    def outbox(self) -> tuple[OutboxEntry, ...]:
        """Return the private messages that wait for a receipt: persist them."""
        return self._private.outbox

    @property
    def sent_private(self) -> tuple[SentRecord, ...]:
        """Return which messages may still get receipts: persist it."""
        return self._private.sent

    @property
    def trust(self) -> tuple[TrustRecord, ...]:
        """Return who is proven, verified or blocked: persist it."""
        return self._presence.trust.records

    @property
    def received_private(self) -> tuple[ReceivedPrivate, ...]:
        """Return which private messages were shown: persist it, lest one comes again."""
        return self._private.received

    @property
    def stored_packets(self) -> tuple[bytes, ...]:
        """Return the public messages of the last hours: persist them.

        Those that we serve, ours that wait to be sent, and those that are only to be
        known again; what was given back and not looked at yet, because nothing happened.
        """
        return (
            # Not taken back yet: nothing has happened since the start.
            *self._history,
            *(as_unserved(stored.frame) for stored in self._store.unserved),
            *(s.frame for s in reversed(self._store.held(SyncTypes.MESSAGE))),
            *map(encode_packet, self._outbox.packets),
        )

    def edges(self, now: Instant) -> frozenset[Edge]:
        """Return the links between peers that both of their ends announce."""
        return self._presence.edges(now.monotonic)

    # -- events and time

    def handle(self, event: Event, now: Instant) -> list[Effect]:
        """Take one event; never raises, whatever a frame holds."""
        if self._history:
            self._restore(now)
        match event:
            case FrameReceived():
                self._frame_received(event, now)
            case Tick():
                pass
            case LinkUp():
                self._link_up(event, now)
            case LinkDown():
                self._link_down(event.link, now)
            case LinkLimitChanged():
                self._limit_changed(event, now)
            case FramesDropped():
                self._counters.dropped[DropReason.SEND_QUEUE_FULL] += event.count
                link = self._links.get(event.link)
                if link is not None:
                    self._gossip.offer(link.peer_id, now.monotonic)
            case SendFailed():
                self._forwarder.send_failed(event, now.monotonic)
        return self._finish(now)

    def next_deadline(self) -> float | None:
        """Return the monotonic time at which `handle` wants a `Tick`, if any."""
        return self._deadline

    def _finish(self, now: Instant) -> list[Effect]:
        """Do what is due, plan the next deadline and hand the effects out."""
        deadline = self._plan(now.monotonic)
        if deadline <= now.monotonic:
            self._run_due(now)
            deadline = self._plan(now.monotonic)
        self._deadline = None if deadline == _NEVER else deadline
        effects = self._effects.copy()
        self._effects.clear()
        return effects

    def _plan(self, now: float) -> float:
        """Return when something is due next."""
        announce = self._schedule.deadline(now)
        expiry = self._assembler.next_expiry
        return min(
            _NEVER if announce is None else announce,
            _NEVER if expiry is None else expiry,
            self._forwarder.deadline(),
            self._outbox.deadline(now),
            self._transmitter.trains.deadline(),
            self._gossip.deadline(),
            self._presence.deadline(),
            self._private.deadline(),
            self._pings.deadline(),
        )

    def _run_due(self, now: Instant) -> None:
        """Do everything whose time has come, within the bounds of one call."""
        mono = now.monotonic
        due = self._schedule.deadline(mono)
        if due is not None and due <= mono:
            self._send_announce(now)
        for _ in range(_MAX_SENDS):
            if not self._pump_outbox(now):
                break
        self._forwarder.due(mono)
        self._transmitter.run_trains(mono)
        self._pings.due(mono)
        if self._private.deadline() <= mono:
            self._private.due(now)
        if self._presence.deadline() <= mono:
            self._presence.expire(mono)
            self._links_changed(mono)
        self._assembler.expire(mono)
        self._gossip.due(now)

    # -- links

    def _link_up(self, event: LinkUp, now: Instant) -> None:
        """Take a link in, and let whoever is there know us soon."""
        if event.link in self._links:
            self._link_down(event.link, now)
        cut_off = not self._presence.has_links
        self._links.add(event)
        self._links_changed(now.monotonic)
        if cut_off:
            self._private.linked(now.monotonic)
        self._schedule.link_up(now.monotonic, central=event.role is LinkRole.CENTRAL)

    def _limit_changed(self, event: LinkLimitChanged, now: Instant) -> None:
        """Take a link's limit; one that had been of no use so far is like a new one."""
        link = self._links.get(event.link)
        if link is None:
            return
        useless = link.limit < LEAST_USE
        link.limit = usable_limit(event.limit)
        if useless and link.limit >= LEAST_USE:
            mono = now.monotonic
            self._private.linked(mono)
            self._schedule.link_up(mono, central=link.role is LinkRole.CENTRAL)
            self._gossip.reconcile(link.peer_id, mono)

    def _link_down(self, link_id: LinkId, now: Instant) -> None:
        """Take a link out."""
        link = self._links.remove(link_id)
        if link is None:
            return
        self._assembler.drop_link(link_id)
        self._forwarder.drop_link(link_id)
        self._presence.link_gone(link, now.monotonic)
        self._links_changed(now.monotonic)

    def _links_changed(self, now: float) -> None:
        """Tell the schedules who is at the other end of links now."""
        self._schedule.links_changed(self._links.degree())
        self._gossip.links_changed(now)
        self._forwarder.links_changed(now)

    # -- frames in

    def _frame_received(self, event: FrameReceived, now: Instant) -> None:
        """Take one frame from a link, if the link may still send."""
        self._counters.frames_in += 1
        link = self._links.get(event.link)
        if link is None:
            self._counters.dropped[DropReason.UNKNOWN_LINK] += 1
            return
        link.frames_in += 1
        link.bytes_in += len(event.data)
        if event.rssi is not None:
            link.rssi = event.rssi
        mono = now.monotonic
        if not (
            link.frames.take(mono)
            and link.bytes.take(mono, len(event.data))
            and (not _is_compressed(event.data) or link.inflated.take(mono))
        ):
            self._counters.drop(link, DropReason.RATE_LIMIT_LINK)
            if not link.closing and not link.patience.take(mono):
                link.closing = True
                self._effects.append(CloseLink(link.link, "flood"))
            return
        self._take_frame(link, event.data, event.rssi, now)

    def _take_frame(
        self, link: Link, data: bytes, rssi: int | None, now: Instant
    ) -> None:
        """Take one frame."""
        try:
            packet = self._decode(link, data, now.monotonic)
        except DecodeError as err:
            self._counters.drop(link, err.reason)
            return
        self._take_packet(link, packet, data, rssi, now)

    def _decode(self, link: Link, frame: bytes, now: float) -> Packet:
        """Decode a frame, at the cost of the link that made us inflate it."""
        try:
            packet = decode_packet(frame)
        except DecodeError:
            if _is_compressed(frame):
                link.inflated.charge(now, _FAILED_INFLATION)
            raise
        if packet.compressed:
            link.inflated.charge(now, len(packet.payload))
        return packet

    def _take_packet(
        self, link: Link, packet: Packet, data: bytes, rssi: int | None, now: Instant
    ) -> None:
        """Take one packet through the pipeline of section 6.1."""
        arrival = self._arrive(link, packet, rssi, now, packet.ttl)
        key = dedup_key(packet)
        self._forwarder.note(key, link.link)
        novelty = _Novelty.DUPLICATE
        try:
            novelty = self._admit(packet, key, arrival)
            verified = self._read(packet, key, data, arrival)
        except RefusedError as refusal:
            self._counters.drop(link, refusal.reason)
            if refusal.reason is DropReason.DUPLICATE:
                self._forwarder.consider_better(packet, key, data, arrival)
            if not refusal.relay:
                return
            verified = False
        if novelty is _Novelty.NEW:
            self._forwarder.consider(packet, key, data, arrival, verified=verified)

    def _admit(self, packet: Packet, key: int, arrival: Arrival) -> _Novelty:
        """Let a packet through to its handler, or refuse it unread."""
        self._check_ingress(packet, arrival)
        self._routes.heard(packet)
        novelty = self._screen(packet, key, arrival)
        if novelty is not _Novelty.NEW:
            self._heard_again(packet, key, arrival)
        if novelty is _Novelty.DUPLICATE:
            raise RefusedError(DropReason.DUPLICATE)
        return novelty

    def _arrive(
        self,
        link: Link,
        packet: Packet,
        rssi: int | None,
        now: Instant,
        ttl: int,
        *,
        from_sync: bool = False,
    ) -> Arrival:
        """Note the circumstances under which a packet came."""
        solicited = self._gossip.is_solicited(link.peer_id, now.monotonic)
        answer = packet.rsr or (
            ttl == 0 and not is_fresh(packet.timestamp, now.unix_ms)
        )
        return Arrival(
            link=link,
            now=now,
            ttl=min(ttl, MAX_TTL),
            rssi=rssi,
            solicited=solicited,
            from_sync=from_sync or (solicited and answer),
        )

    def _check_ingress(self, packet: Packet, arrival: Arrival) -> None:
        """Refuse what need not be looked at any closer (sections 5.4, 5.5 and 7.2)."""
        if packet.sender == self._identity.peer_id and not (
            packet.rsr and arrival.ttl == 0
        ):
            self._echoed(packet, arrival)
            raise RefusedError(DropReason.OWN_PACKET)
        if packet.type == PacketType.REQUEST_SYNC:
            bound = arrival.link.peer_id
            if arrival.ttl != 0 or (bound is not None and bound != packet.sender):
                raise RefusedError(DropReason.WRONG_LINK)
        if not is_admissible(
            packet.timestamp,
            arrival.now.unix_ms,
            rsr=packet.rsr,
            ttl=arrival.ttl,
            solicited=arrival.solicited,
        ):
            raise RefusedError(DropReason.STALE)
        # Before it counts as seen: it may be our clock that is wrong, and for once.
        if arrival.solicited and is_over_age(packet, arrival.now.unix_ms):
            raise RefusedError(DropReason.STALE)

    def _echoed(self, packet: Packet, arrival: Arrival) -> None:
        """Learn from a packet of ours that comes back how far it got."""
        self._alarms.echoed(packet_id(packet), arrival.link.peer_id, arrival.now)
        message = self._delivery.heard(packet, arrival.link, arrival.now)
        if message is not None:
            self._private.relayed(*message, arrival.now)

    def _screen(self, packet: Packet, key: int, arrival: Arrival) -> _Novelty:
        """Tell whether a packet is new; remember it."""
        now = arrival.now.monotonic
        if packet.type == PacketType.FRAGMENT:
            echo = self._dedup.check_echo(key, now)
            return _Novelty.DUPLICATE if echo else _Novelty.NEW
        if arrival.from_sync and self._dedup.was_shown(key, now):
            return _Novelty.DUPLICATE
        seen = self._dedup.check(key, packet, now)
        if seen is None:
            return _Novelty.NEW
        readable = (
            seen.undelivered and self._presence.signing_key(packet.sender) is not None
        )
        return _Novelty.READABLE if readable else _Novelty.DUPLICATE

    def _heard_again(self, packet: Packet, key: int, arrival: Arrival) -> None:
        """Learn from a duplicate: who has the packet, and who is at a link's end."""
        now = arrival.now.monotonic
        self._forwarder.heard_again(packet, key, arrival.link.link, now)
        if (
            packet.type == PacketType.ANNOUNCE
            and arrival.direct
            and self._dedup.is_verified(key, now)
        ):
            self._presence.bind_again(packet.sender, arrival)
            self._links_changed(now)

    # -- by type

    def _read(self, packet: Packet, key: int, data: bytes, arrival: Arrival) -> bool:
        """Handle a packet by its type; return whether its signature was verified.

        Raises `RefusedError` for what is not taken further.
        """
        match packet.type:
            case PacketType.ANNOUNCE:
                self._read_announce(packet, key, data, arrival)
            case PacketType.MESSAGE:
                self._read_message(packet, key, data, arrival)
            case PacketType.LEAVE:
                self._read_leave(packet, key, arrival)
            case PacketType.REQUEST_SYNC:
                self._read_request(packet, key, arrival)
            case PacketType.FRAGMENT:
                self._read_fragment(packet, data, arrival)
                return False
            case PacketType.NOISE_HANDSHAKE | PacketType.NOISE_ENCRYPTED:
                self._schedule.traffic(arrival.now.monotonic)
                if packet.recipient == self._identity.peer_id:
                    self._private.packet_received(packet, arrival)
                return False
            case PacketType.PING | PacketType.PONG:
                if packet.recipient == self._identity.peer_id:
                    self._read_ping(packet, arrival)
                return False
            case _:
                self._schedule.traffic(arrival.now.monotonic)
                return False
        return True

    def _read_announce(
        self, packet: Packet, key: int, data: bytes, arrival: Arrival
    ) -> None:
        """Take an announce in, by the steps of section 5.2 in their order."""
        now = arrival.now
        try:
            announce = Announce.decode(packet.payload)
        except DecodeError as err:
            raise RefusedError(err.reason) from err
        if peer_id_of(announce.noise_key) != packet.sender:
            raise RefusedError(DropReason.FORGED_IDENTITY)
        if packet.sender == self._identity.peer_id:
            raise RefusedError(DropReason.OWN_PACKET)
        self._presence.check_pin(packet.sender, announce, now.monotonic)
        self._verify(packet, key, announce.signing_key, now.monotonic)
        self._presence.check_news(packet, arrival)
        self._spend_budget(packet.sender, arrival)
        new = self._presence.accept(packet, announce, arrival)
        if not arrival.from_sync:
            self._store.sender_back(packet.sender)
            self._private.peer_heard(packet.sender, now.monotonic)
        self._keep(packet, data, now.unix_ms)
        self._links_changed(now.monotonic)
        if new and not arrival.from_sync:
            self._schedule.new_peer(packet.sender, now.monotonic, direct=arrival.direct)
        if packet.sender in self._unread:
            del self._unread[packet.sender]
            self._gossip.hasten(arrival.link.peer_id, now.monotonic)

    def _read_message(
        self, packet: Packet, key: int, data: bytes, arrival: Arrival
    ) -> None:
        """Take a public message in (section 5.3)."""
        now = arrival.now
        own = packet.sender == self._identity.peer_id
        signing_key = (
            self._identity.signing_key
            if own
            else self._presence.signing_key(packet.sender)
        )
        if packet.signature is None:
            raise RefusedError(DropReason.UNSIGNED)
        if signing_key is None:
            self._miss_key(packet, key, arrival)
            raise RefusedError(DropReason.UNKNOWN_SENDER, relay=True)
        self._verify(packet, key, signing_key, now.monotonic)
        if not own:
            # A flood of good signatures may have made the dedup cache forget it.
            if self._store.holds_message(packet):
                raise RefusedError(DropReason.DUPLICATE)
            self._spend_budget(packet.sender, arrival)
        self._schedule.traffic(now.monotonic)
        record = self._presence.table.get(packet.sender)
        if record is not None:
            self._presence.touch(record, packet, arrival)
        if not packet.is_broadcast:
            return
        try:
            text = decode_text(packet.payload)
        except DecodeError as err:
            raise RefusedError(err.reason) from err
        self._keep(packet, data, now.unix_ms)
        self._gossip.take_news(packet, arrival)
        if own:
            self._echoed(packet, arrival)
            return
        self._dedup.mark_shown(key, now.monotonic)
        if self._presence.trust.is_blocked(packet.sender):
            # Others may want to hear it.
            self._counters.drop(arrival.link, DropReason.BLOCKED)
            return
        self._deliver(packet, text, arrival)

    def _deliver(self, packet: Packet, text: str, arrival: Arrival) -> None:
        """Show a message."""
        now = arrival.now
        shown = display_text(text)
        peer = self._presence.peer(packet.sender, now.unix_ms)
        if not shown or peer is None:
            raise RefusedError(DropReason.BAD_TEXT, relay=True)
        age = now.unix_ms - packet.timestamp
        hops = arrival.hops
        self._counters.delivered += 1
        self._effects.append(
            MessageReceived(
                message_id=message_id(packet.sender, packet.timestamp, text),
                peer=peer,
                text=shown,
                sent_ms=packet.timestamp,
                received_ms=now.unix_ms,
                hops=hops,
                via=arrival.link.peer_id,
                rssi=arrival.rssi if hops == 1 else None,
                from_history=arrival.from_sync and age > HISTORY_AGE_MS,
            )
        )

    def _read_leave(self, packet: Packet, key: int, arrival: Arrival) -> None:
        """Let somebody go who says goodbye."""
        signing_key = self._presence.signing_key(packet.sender)
        if packet.signature is None:
            raise RefusedError(DropReason.UNSIGNED)
        if signing_key is None:
            raise RefusedError(DropReason.UNKNOWN_SENDER)
        self._verify(packet, key, signing_key, arrival.now.monotonic)
        self._spend_budget(packet.sender, arrival)
        if not leaves_mesh(packet.payload):
            return
        self._presence.leave(packet, arrival)
        self._store.sender_left(packet.sender)
        self._links_changed(arrival.now.monotonic)

    def _read_request(self, packet: Packet, key: int, arrival: Arrival) -> None:
        """Let a neighbour's request be answered, once it is proven (section 7.4)."""
        if not packet.is_broadcast and packet.recipient != self._identity.peer_id:
            raise RefusedError(DropReason.WRONG_LINK)
        signing_key = self._presence.signing_key(packet.sender)
        if signing_key is None:
            raise RefusedError(DropReason.UNKNOWN_SENDER)
        self._verify(packet, key, signing_key, arrival.now.monotonic)
        self._gossip.read_request(packet, arrival)

    def _read_ping(self, packet: Packet, arrival: Arrival) -> None:
        """Answer a ping, or take in the answer to one of ours (section 4.6)."""
        now = arrival.now
        try:
            ping = Ping.decode(packet.payload)
        except DecodeError as err:
            raise RefusedError(err.reason) from err
        if self._presence.trust.is_blocked(packet.sender):
            raise RefusedError(DropReason.BLOCKED)
        if packet.type == PacketType.PONG:
            if not self._pings.answered(ping, packet.sender, packet.ttl, now.monotonic):
                raise RefusedError(DropReason.UNEXPECTED_PONG)
            return
        if not arrival.link.pings.take(now.monotonic):
            raise RefusedError(DropReason.PING_LIMIT)
        answer = Ping(ping.nonce, MAX_TTL).encode()
        self._post(PacketType.PONG, answer, packet.sender, now)

    def _read_fragment(self, packet: Packet, data: bytes, arrival: Arrival) -> None:
        """Collect a fragment, and take the packet in that it completes."""
        if not packet.is_broadcast and packet.recipient != self._identity.peer_id:
            return
        mono = arrival.now.monotonic
        try:
            whole = self._assembler.add(packet, arrival.link.link, mono)
            if packet.is_broadcast:
                self._keep(packet, data, arrival.now.unix_ms)
            self._gossip.expect_fragments(mono)
            if whole is None:
                return
            if _is_compressed(whole) and not arrival.link.inflated.take(mono):
                raise RefusedError(DropReason.RATE_LIMIT_LINK)
            inner = self._decode(arrival.link, whole, mono)
        except DecodeError as err:
            raise RefusedError(err.reason) from err
        self._take_inner(inner, whole, arrival)

    def _take_inner(self, packet: Packet, frame: bytes, outer: Arrival) -> None:
        """Take in a packet out of its fragments; those were relayed, not it."""
        # It says what its fragments said of how far it came; its own TTL is gone.
        arrival = self._arrive(
            outer.link,
            packet,
            outer.rssi,
            outer.now,
            outer.ttl,
            from_sync=outer.from_sync,
        )
        key = dedup_key(packet)
        try:
            self._admit(packet, key, arrival)
            self._read(packet, key, frame, arrival)
        except RefusedError as refusal:
            self._counters.drop(outer.link, refusal.reason)

    def _verify(self, packet: Packet, key: int, signing_key: bytes, now: float) -> None:
        """Check a signature; the one place where that happens."""
        if packet.signature is None:
            raise RefusedError(DropReason.UNSIGNED)
        self._counters.signature_checks += 1
        if not verify(packet, signing_key):
            raise RefusedError(DropReason.BAD_SIGNATURE)
        self._dedup.mark_verified(key, packet, now)

    def _spend_budget(self, sender: PeerId, arrival: Arrival) -> None:
        """Refuse what a sender, now proven, sends too much of.

        History is bounded by the pace of those who serve it.
        """
        if arrival.from_sync:
            return
        budget = self._budgets.get(sender)
        if budget is None:
            budget = self._budgets[sender] = TokenBucket(SENDER_PACKETS)
        self._budgets.move_to_end(sender)
        if len(self._budgets) > _BUDGETS:
            self._budgets.popitem(last=False)
        if not budget.take(arrival.now.monotonic):
            raise RefusedError(DropReason.RATE_LIMIT_SENDER)

    def _miss_key(self, packet: Packet, key: int, arrival: Arrival) -> None:
        """Note that a message could not be read, and ask for its sender's announce."""
        now = arrival.now.monotonic
        self._dedup.mark_undelivered(key, packet, now)
        self._unread[packet.sender] = None
        self._unread.move_to_end(packet.sender)
        if len(self._unread) > _UNREAD_SENDERS:
            self._unread.popitem(last=False)
        self._gossip.hasten(arrival.link.peer_id, now)

    def _keep(self, packet: Packet, data: bytes, now_ms: int) -> None:
        """Keep a broadcast for those who missed it."""
        self._store.add(packet, trim_frame(data), now_ms, PEER_CAPACITY)

    # -- our own packets

    def broadcast(self, text: str, now: Instant) -> tuple[SentBroadcast, list[Effect]]:
        """Send a text to everybody, in as many signed parts as it takes.

        Raises `EmptyMessageError`, `MessageTooLongError`, or `SendLimitError` while too
        much of ours is waiting already; nothing is sent then.
        """
        packets, names = self._draft_broadcast(text, now)
        self._outbox.check_room(len(packets), now.monotonic)
        priority = SendPriority.OWN if len(packets) == 1 else SendPriority.LONG
        for draft, name in zip(packets, names, strict=True):
            packet = sign(draft, self._identity)
            self._outbox.add(packet, priority)
            self._delivery.follow_broadcast(packet, name)
        sent = SentBroadcast(
            message_ids=names,
            links=self._transmitter.transmissions(
                self._transmitter.choose(packets[0], MAX_TTL, now.monotonic)
            ),
            peers=len(self._presence.table),
        )
        return sent, self._finish(now)

    def _draft_broadcast(
        self, text: str, now: Instant
    ) -> tuple[list[Packet], tuple[str, ...]]:
        """Return the packets of a text, not yet signed, and their message IDs."""
        size = len(text.encode(errors="replace"))
        if size > MAX_BROADCAST_BYTES:
            raise MessageTooLongError(size, MAX_BROADCAST_BYTES)
        parts = split_text(text, MAX_PART_BYTES)
        if not parts:
            raise EmptyMessageError("nothing to send")
        packets = [
            self._draft(PacketType.MESSAGE, encode_text(part), now) for part in parts
        ]
        names = tuple(
            message_id(packet.sender, packet.timestamp, part)
            for packet, part in zip(packets, parts, strict=True)
        )
        return packets, names

    def alarm(self, text: str, now: Instant) -> tuple[SentBroadcast, list[Effect]]:
        """Send a text to everybody at once, before all else that waits, and follow it.

        It goes to all neighbours, not to a part of them, and no limit of ours holds it
        up. The ID of its first part names the alarm; `AlarmHeard` tells who has it.
        Raises `EmptyMessageError` or `MessageTooLongError`.
        """
        packets, names = self._draft_broadcast(text, now)
        links = self._transmitter.everyone()
        parts = []
        for draft, name in zip(packets, names, strict=True):
            packet = sign(draft, self._identity)
            self._delivery.follow_broadcast(packet, name)
            frame = self._send_own(packet, links, SendPriority.URGENT, now)
            parts.append(AlarmPart(packet_id(packet), packet.timestamp, frame))
            if links:
                self._delivery.sent(packet_id(packet), now)
        self._alarms.follow(names[0], parts)
        sent = SentBroadcast(
            message_ids=names,
            links=self._transmitter.transmissions(links),
            peers=len(self._presence.table),
        )
        return sent, self._finish(now)

    def repeat_alarm(
        self, alarm_id: str, have_it: Iterable[PeerId], now: Instant
    ) -> tuple[int | None, list[Effect]]:
        """Send an alarm's own packets again, to those who are not known to have it.

        Whoever has them drops them unseen. Returns the number of transmissions, None
        where they have become too old for anybody to take.
        """
        parts = self._alarms.repeatable(alarm_id, now)
        if not parts:
            return None, self._finish(now)
        links = self._transmitter.everyone(frozenset(have_it))
        for part in parts:
            self._transmitter.send(
                part.frame, links, SendPriority.URGENT, now.monotonic
            )
            if links:
                self._delivery.sent(part.identifier, now)
        return self._transmitter.transmissions(links), self._finish(now)

    def end_alarm(self, alarm_id: str) -> None:
        """Follow an alarm no longer; what was sent stays what it is: a message."""
        self._alarms.end(alarm_id)

    def announce(self, now: Instant) -> list[Effect]:
        """Announce ourselves as soon as the spacing allows, usually at once."""
        self._schedule.force(now.monotonic)
        return self._finish(now)

    def leave(self, now: Instant) -> list[Effect]:
        """Say goodbye, and announce nothing more until `announce` is called."""
        self._schedule.stop()
        self._originate(self._draft(PacketType.LEAVE, b"", now), SendPriority.OWN, now)
        return self._finish(now)

    def update_settings(self, settings: MeshSettings, now: Instant) -> list[Effect]:
        """Change the settings; a new nickname is announced."""
        renamed = settings.nickname != self._settings.nickname
        self._settings = settings
        self._private.policy = settings.accept_private
        self._policy = self._given_policy or POLICIES[settings.radio_profile]
        self._transmitter.policy = self._forwarder.policy = self._policy.relay
        self._gossip.set_policy(self._policy.sync)
        self._gossip.serves_others = self._forwarder.enabled = settings.relay
        self._schedule.slow = settings.radio_profile.slow_announces
        if renamed:
            self._schedule.rename(now.monotonic)
        return self._finish(now)

    def forget_peer(self, peer_id: PeerId, now: Instant) -> list[Effect]:
        """Forget a peer and the key pinned for it; its next announce pins anew."""
        self._private.forget(peer_id, now)
        self._presence.forget(peer_id, now.monotonic)
        self._store.remove_sender(peer_id)
        self._links_changed(now.monotonic)
        return self._finish(now)

    def wipe(self, now: Instant) -> list[Effect]:
        """Give up all that waits and say goodbye: this identity is not used again."""
        self._private.wipe(now)
        return self.leave(now)

    # -- private messages

    def send_private(
        self, peer_id: PeerId, text: str, now: Instant
    ) -> tuple[SentPrivate, list[Effect]]:
        """Send a text to one peer, now or when it is back.

        Raises `UnknownPeerError`, `BlockedPeerError`, `EmptyMessageError`,
        `MessageTooLongError` or `SendLimitError`; nothing is sent then.
        """
        entry = self._private.submit(peer_id, text, now)
        effects = self._finish(now)
        peer = self._presence.peer(peer_id, now.unix_ms)
        sent = SentPrivate(
            message_id=entry.message_id,
            parts=len(entry.parts),
            status=self._private.status(entry),
            hops=None if peer is None else peer.hops,
        )
        return sent, effects

    def send_read_receipts(
        self, peer_id: PeerId, message_ids: Iterable[str], now: Instant
    ) -> list[Effect]:
        """Tell a peer that the user has read its messages."""
        self._private.read(peer_id, message_ids, now)
        return self._finish(now)

    def set_verified(
        self, peer_id: PeerId, now: Instant, *, verified: bool
    ) -> list[Effect]:
        """Note that the user compared fingerprints; raises `UnknownPeerError`."""
        self._private.set_verified(peer_id, now, verified=verified)
        return self._finish(now)

    def verification_code(self, now: Instant) -> str:
        """Return a code for others to scan, good for some minutes."""
        nonce = self._rng.randbytes(NONCE_SIZE)
        nickname = self._settings.nickname
        return VerificationCode.make(self._identity, nickname, now.unix_ms, nonce).text

    def begin_verification(
        self, code: VerificationCode, now: Instant
    ) -> tuple[PeerId, list[Effect]]:
        """Challenge whoever showed a code; a `VerificationEnded` tells how it went.

        Raises `WrongKeyError`, `UnknownPeerError`, `BlockedPeerError`, or
        `SendLimitError` while too many wait for an answer.
        """
        peer_id = self._private.begin_verification(code, now)
        return peer_id, self._finish(now)

    def set_blocked(
        self, peer_id: PeerId, now: Instant, *, blocked: bool
    ) -> list[Effect]:
        """Show nothing more of a peer, or again; raises `UnknownPeerError`."""
        self._private.set_blocked(peer_id, now, blocked=blocked)
        return self._finish(now)

    def ping(self, peer_id: PeerId, now: Instant) -> tuple[bytes, list[Effect]]:
        """Ask a peer for a sign; a `PingEnded` with this nonce tells how it went.

        Raises `UnknownPeerError`, `BlockedPeerError`, or `SendLimitError` while too
        many wait for an answer.
        """
        if self._presence.peer(peer_id, now.unix_ms) is None:
            raise UnknownPeerError(peer_id)
        if self._presence.trust.is_blocked(peer_id):
            raise BlockedPeerError(peer_id)
        nonce = self._rng.randbytes(_NONCE_SIZE)
        ping = self._pings.begin(nonce, peer_id, now)
        self._post(PacketType.PING, ping.encode(), peer_id, now)
        return nonce, self._finish(now)

    def _post(
        self,
        kind: PacketType,
        payload: bytes,
        peer: PeerId,
        now: Instant,
        priority: SendPriority = SendPriority.OWN,
    ) -> bytes | None:
        """Send a packet to one peer; return its ID, None where no link could take it.

        Nothing of this is signed: a session proves what is in it, and pings prove
        nothing. Noise packets are padded where that costs no fragments (section 3.5).
        """
        packet = self._draft(kind, payload, now, recipient=peer)
        hop: PeerId | None = None
        noise = kind in (PacketType.NOISE_HANDSHAKE, PacketType.NOISE_ENCRYPTED)
        # A pong proves nothing, so pings are flooded.
        if noise and (route := self._route_to(peer, now.monotonic)):
            packet = replace(packet, version=2, route=route)
            hop = route[0]
        links = self._transmitter.choose(
            packet, packet.ttl, now.monotonic, next_hop=hop
        )
        if not links:
            return None
        frame = encode_packet(packet)
        if noise:
            padded = encode_packet(packet, padded=True)
            if self._transmitter.fits(padded, links):
                frame = padded
        self._dedup.mark_verified(dedup_key(packet), packet, now.monotonic)
        self._counters.originated += 1
        self._transmitter.send(frame, links, priority, now.monotonic)
        return packet_id(packet)

    def _route_to(self, peer: PeerId, now: float) -> tuple[PeerId, ...]:
        """Return the hops on the way to a peer, empty where flooding has to do."""
        if self._links.bound_to(peer) or not self._routes.may_route(peer, now):
            return ()
        own_id = self._identity.peer_id
        linked = self._presence.linked_with(own_id, now)
        route = self._routes.plan(peer, linked, self._presence.edges(now))
        if route:
            self._routes.used(peer, now)
        return route

    def _restore(self, now: Instant) -> None:
        """Take back what we served before a restart, as shown already."""
        frames, self._history = self._history, ()
        for frame in frames:
            try:
                packet = decode_packet(frame)
            except DecodeError:
                continue
            if packet.type != PacketType.MESSAGE:
                continue
            key = dedup_key(packet)
            # Also one that is over age: it may be our clock that is wrong.
            self._dedup.mark_shown(key, now.monotonic)
            self._dedup.mark_verified(key, packet, now.monotonic)
            if is_unserved(packet):
                self._store.remember(as_stored(packet, frame))
            elif not is_over_age(packet, now.unix_ms):
                self._keep(packet, frame, now.unix_ms)

    def _timestamp(self, now: Instant) -> int:
        """Return a time for a packet of ours that no other of ours has."""
        last = self._last_timestamp
        if now.unix_ms > last or last - now.unix_ms > CLOCK_SET_BACK_MS:
            self._last_timestamp = now.unix_ms
        else:
            self._last_timestamp = last + 1
        return self._last_timestamp

    def _draft(
        self,
        kind: PacketType,
        payload: bytes,
        now: Instant,
        *,
        ttl: int = MAX_TTL,
        recipient: PeerId | None = None,
    ) -> Packet:
        """Return a packet of ours, not yet signed."""
        return Packet(
            type=kind,
            ttl=ttl,
            timestamp=self._timestamp(now),
            sender=self._identity.peer_id,
            payload=payload,
            recipient=recipient,
        )

    def _originate(self, draft: Packet, priority: SendPriority, now: Instant) -> None:
        """Sign a packet of ours and send it."""
        packet = sign(draft, self._identity)
        links = self._transmitter.choose(packet, packet.ttl, now.monotonic)
        self._send_own(packet, links, priority, now)

    def _send_own(
        self,
        packet: Packet,
        links: tuple[LinkId, ...],
        priority: SendPriority,
        now: Instant,
    ) -> bytes:
        """Send a signed packet of ours on these links; return its frame."""
        frame = encode_packet(packet)
        key = dedup_key(packet)
        self._dedup.mark_verified(key, packet, now.monotonic)
        self._forwarder.follow(key)
        if packet.type in (PacketType.MESSAGE, PacketType.ANNOUNCE):
            self._keep(packet, frame, now.unix_ms)
        self._counters.originated += 1
        self._transmitter.send(frame, links, priority, now.monotonic)
        return frame

    def _pump_outbox(self, now: Instant) -> bool:
        """Send the next of our messages, if it may go."""
        due = self._outbox.pop_due(now.monotonic)
        if due is None:
            return False
        packet, priority = due
        links = self._transmitter.choose(packet, packet.ttl, now.monotonic)
        self._send_own(packet, links, priority, now)
        if links:
            self._delivery.sent(packet_id(packet), now)
        return True

    def _ask(self, peer: PeerId | None, request: RequestSync, now: Instant) -> None:
        """Send a request to one linked peer, or to everybody."""
        draft = self._draft(
            PacketType.REQUEST_SYNC, request.encode(), now, ttl=0, recipient=peer
        )
        self._originate(draft, SendPriority.SYNC, now)

    def _send_announce(self, now: Instant) -> None:
        """Announce who we are and whom we are linked to."""
        self._schedule.sent(now.monotonic)
        self._counters.announces_sent += 1
        draft = self._draft(PacketType.ANNOUNCE, self._announce_payload(), now)
        self._originate(draft, SendPriority.OWN, now)

    def _announce_payload(self) -> bytes:
        """Return our announce, with as many neighbours as keep it in one value.

        In fragments it would arrive with TTL 0, and phones could not tell that we are
        at the other end of their link.
        """
        room = min(
            (self._links.limit_of(link) for link in self._links.usable()), default=0
        )
        bare = Announce(
            nickname=self._settings.nickname,
            noise_key=self._identity.noise_key,
            signing_key=self._identity.signing_key,
        )
        payload = bare.encode()
        if compress(payload) is not None:
            # Section 3.6: what an encoder may compress, iPhones may not verify; only
            # a long and repetitive name makes keys and all shrink.
            bare = replace(bare, nickname=bare.nickname[:_PLAIN_NICKNAME])
            payload = bare.encode()
        count = MAX_NEIGHBOURS
        spare = (room - _SIGNED_OVERHEAD - len(payload) - 2) // PEER_ID_SIZE
        if room >= _SIGNED_OVERHEAD + len(payload):
            count = min(count, max(0, spare))
        if not self._settings.relay:
            # Whoever passes nothing on is nobody's way to anywhere.
            count = 0
        neighbours = self._presence.to_announce(
            count, kindred=self._policy.relay.designates
        )
        return replace(bare, neighbours=neighbours).encode()
