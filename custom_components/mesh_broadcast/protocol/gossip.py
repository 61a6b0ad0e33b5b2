"""Gossip sync with neighbours: ask for what we missed, answer, tell what we have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from .alarms import Alarms
from .arrival import Arrival, RefusedError
from .delivery import DeliveryTracker
from .errors import DecodeError, DropReason
from .events import Instant, LinkId, SendPriority
from .gcs import MAX_FILTER
from .links import LinkTable
from .packet import Packet, PacketType, PeerId, as_sync_answer
from .presence import Presence
from .reassembly import STALL_TIME, FragmentAssembler
from .request_sync import RequestSync, SyncTypes
from .statistics import Counters
from .steady_clock import SteadyClock
from .sync import (
    ANSWER_SPACING_S,
    QUICK_SPACING_S,
    AnswerLimiter,
    Asker,
    SyncAnswer,
    SyncStore,
    build_fragment_request,
    build_request,
    count_lacking,
    lacks_any,
    names_all,
)
from .sync_policy import SyncPolicy
from .sync_rounds import OFFER_DELAY_S, OFFER_FILTER, SyncRounds
from .transmitter import Transmitter

_NEVER = float("inf")

# A request that just misses fitting one value is made to fit; a much smaller link gets
# the full filter in fragments, because a small filter hides what is older.
_MIN_FILTER = 300

# What a request is made of besides the filter: 22 header, 8 recipient, 64 signature,
# and 32 for the fields around it.
_REQUEST_OVERHEAD = 126


@dataclass(slots=True)
class _Answering:
    """A sync answer on its way over one link."""

    link: LinkId
    answer: SyncAnswer
    next_at: float


class Gossip:
    """Who is asked when, and who is answered what (section 7).

    `serves_others` is off where we pass nothing on: our own messages are still served
    to those who missed them. `ask` sends a request to one linked peer, or to everybody.
    """

    serves_others: bool

    def __init__(
        self,
        own_id: PeerId,
        links: LinkTable,
        presence: Presence,
        transmitter: Transmitter,
        counters: Counters,
        store: SyncStore,
        assembler: FragmentAssembler,
        alarms: Alarms,
        delivery: DeliveryTracker,
        *,
        policy: SyncPolicy,
        rng: Random,
        ask: Callable[[PeerId | None, RequestSync, Instant], None],
    ) -> None:
        """Begin with nobody to ask."""
        self._own_id = own_id
        self._links = links
        self._presence = presence
        self._transmitter = transmitter
        self._counters = counters
        self._store = store
        self._assembler = assembler
        self._alarms = alarms
        self._delivery = delivery
        self._ask_peer = ask
        self._rounds = SyncRounds(rng, policy)
        self._limiter = AnswerLimiter()
        self._answering: dict[tuple[Asker, bool], _Answering] = {}
        self._stalled_at = _NEVER
        self._clock = SteadyClock()
        self._held = 0
        self._turn = 0

    def set_policy(self, policy: SyncPolicy) -> None:
        """Ask by other intervals from the next round on."""
        self._rounds.policy = policy

    # -- time

    def deadline(self) -> float:
        """Return when something is due next."""
        deadline = min(self._rounds.deadline(), self._stalled_at)
        for answering in self._answering.values():
            deadline = min(deadline, answering.next_at)
        return deadline

    def due(self, now: Instant) -> None:
        """Ask and answer whoever's time has come."""
        mono = now.monotonic
        if self._stalled_at <= mono:
            self._ask_for_stalled(now)
        for peer in self._rounds.take_due(mono, self._count_lacking):
            self._ask_in_turn(peer, now)
        for job in [j for j, a in self._answering.items() if a.next_at <= mono]:
            self._continue_answer(job, now)

    # -- what changes whom we ask, and when

    def links_changed(self, now: float) -> None:
        """Ask whom we are linked to now; where nobody is known yet, everybody."""
        linked: set[PeerId | None] = set(self._links.bound_peers())
        if not linked and self._links.usable():
            linked.add(None)
        self._rounds.set_linked(linked, now)

    def is_solicited(self, peer: PeerId | None, now: float) -> bool:
        """Tell whether a neighbour was asked for history of late."""
        return self._rounds.is_solicited(peer, now)

    def hasten(self, peer: PeerId | None, now: float) -> None:
        """Ask a neighbour soon: it is known to have what we lack."""
        self._rounds.hasten(peer, now)

    def reconcile(self, peer: PeerId | None, now: float) -> None:
        """Compare with a neighbour soon: nothing got through either way for a while."""
        if self.serves_others and peer and self._presence.may_be_kindred(peer):
            self.offer(peer, now)
        else:
            self.hasten(peer, now)

    def expect_fragments(self, now: float) -> None:
        """Look after a set of fragments that is not whole yet."""
        if self._stalled_at == _NEVER:
            self._stalled_at = now + STALL_TIME

    def take_news(self, packet: Packet, arrival: Arrival) -> None:
        """Let a message that is new to us change whom we ask, and when.

        What came by sync is not passed on, and what came with its last TTL neither.
        But our next request tells those neighbours of it who are of our kind.
        """
        now, ingress = arrival.now.monotonic, arrival.link.peer_id
        if arrival.from_sync:
            self._rounds.news(ingress)
        else:
            linked = self._links.bound_peers()
            kindred = {p for p in linked if self._presence.may_be_kindred(p)}
            self._rounds.talk(now, kindred)
        if arrival.from_sync or packet.ttl <= 1:
            for peer in sorted(self._links.bound_peers()):
                if peer != ingress:
                    self.offer(peer, now)

    def offer(
        self, peer: PeerId | None, now: float, delay: float = OFFER_DELAY_S
    ) -> None:
        """Tell a neighbour soon what we have, if it knows what to do with that."""
        if self.serves_others and peer and self._presence.may_be_kindred(peer):
            self._rounds.offer(peer, now, delay)

    # -- requests of ours

    def _ask_in_turn(self, peer: PeerId | None, now: Instant) -> None:
        """Ask a neighbour whose round it is."""
        self._store.purge(self._clock.now_ms(now))
        everything = self._rounds.asks_for_all(peer, now.monotonic)
        size = self._filter_size(peer)
        turn = self._next_turn()
        if everything:
            request = build_request(self._store, size, turn=turn)
        else:
            if self._rounds.only_offers(peer):
                size = OFFER_FILTER
            request = build_request(self._store, size, SyncTypes.MESSAGE, turn=turn)
        self._ask(peer, request, now, everything=everything)

    def _next_turn(self) -> int:
        """Count the requests since what we hold has changed.

        While it does not, what one filter hides all that are like it would hide too.
        """
        held = sum(1 for _ in self._store.message_hashes)
        self._turn = self._turn + 1 if held == self._held else 0
        self._held = held
        return self._turn

    def _ask_for_stalled(self, now: Instant) -> None:
        """Ask the linked peers for the rest of fragment sets that do not get on."""
        mono = now.monotonic
        stalled = tuple(self._assembler.take_stalled(mono))
        if stalled:
            request = build_fragment_request(self._store, stalled)
            for peer in sorted(self._links.bound_peers()):
                self._ask(peer, request, now)
        waiting = len(self._assembler) > 0
        self._stalled_at = mono + STALL_TIME if waiting else _NEVER

    def _ask(
        self,
        peer: PeerId | None,
        request: RequestSync,
        now: Instant,
        *,
        everything: bool = False,
    ) -> None:
        """Ask one linked peer, or everybody, for what we lack."""
        self._rounds.asked(peer, now.monotonic, everything=everything)
        self._counters.sync_requests_sent += 1
        self._ask_peer(peer, request, now)

    def _filter_size(self, peer: PeerId | None) -> int:
        """Return how long a request's filter for a peer may be."""
        limits = [
            self._links.limit_of(link)
            for link in self._links.usable()
            if link.peer_id == peer
        ]
        fitting = min(limits, default=0) - _REQUEST_OVERHEAD
        return fitting if _MIN_FILTER <= fitting < MAX_FILTER else MAX_FILTER

    # -- requests of others

    def read_request(self, packet: Packet, arrival: Arrival) -> None:
        """Begin to answer a neighbour's request (section 7.4); its signature is right."""
        now = arrival.now
        # Whoever has not said who they are could ask in two hundred names at once.
        asker: Asker = arrival.link.peer_id or arrival.link.link
        if not self._limiter.allow(asker, now.monotonic):
            raise RefusedError(DropReason.SYNC_LIMIT)
        try:
            request = RequestSync.decode(packet.payload)
        except DecodeError as err:
            raise RefusedError(err.reason) from err
        self._counters.sync_requests_received += 1
        offer = request.wanted == SyncTypes.MESSAGE and arrival.link.peer_id is not None
        certain = offer and names_all(self._store, request)
        self._alarms.listed(packet.sender, request, now, certain=certain)
        if certain:
            self._delivery.listed(packet.sender, self._own_wanted(request), now)
        if offer:
            self._take_offer(packet.sender, request, now.monotonic)
        only = None if self.serves_others else self._own_id
        job = asker, request.wants(PacketType.MESSAGE)
        self._answering[job] = _Answering(
            link=arrival.link.link,
            answer=SyncAnswer(self._store, request, only),
            next_at=now.monotonic,
        )

    def _take_offer(self, peer: PeerId, request: RequestSync, now: float) -> None:
        """Learn from a neighbour's request what it has; only our kind asks so."""
        lacking = self._count_lacking(request)
        if self._rounds.offered(peer, request, lacking):
            self._rounds.chase(peer, now)
        elif not lacks_any(self._store, request):
            self._rounds.is_even(peer, now)

    def _count_lacking(self, offer: RequestSync) -> int:
        """Return how many messages that somebody has we lack."""
        return count_lacking(self._store, offer)

    def _own_wanted(self, request: RequestSync) -> Iterable[bytes]:
        """Return our own messages among what a request asks for or names."""
        return [
            stored.identifier
            for stored in self._store.wanted(request)
            if stored.sender == self._own_id
        ]

    def _continue_answer(self, job_key: tuple[Asker, bool], now: Instant) -> None:
        """Send the next packet of an answer."""
        job = self._answering[job_key]
        link = self._links.get(job.link)
        if link is None or job.answer.done:
            del self._answering[job_key]
            return
        stored = job.answer.next(now.unix_ms)
        if stored is None:
            return
        quick = self._rounds.is_kindred(link.peer_id)
        spacing = QUICK_SPACING_S if quick else ANSWER_SPACING_S
        job.next_at = now.monotonic + spacing
        self._counters.sync_answers_sent += 1
        frame = as_sync_answer(stored.frame)
        self._transmitter.send(frame, (job.link,), SendPriority.SYNC, now.monotonic)
        self._delivery.sent(stored.identifier, now)
