"""Pass on what others sent: whether, when, on which links, and each packet once."""

from collections.abc import Callable
from random import Random

from .arrival import Arrival
from .dedup import Dedup, copy_key, dedup_key
from .errors import DecodeError, DropReason
from .events import LinkId, SendFailed, SendPriority
from .freshness import is_fresh
from .hearings import Hearings
from .held_back import HeldBack
from .links import LinkTable
from .packet import (
    Packet,
    PacketType,
    PeerId,
    as_unasked,
    decode_packet,
    trim_frame,
    with_ttl,
)
from .rate_limit import (
    NODE_UNVERIFIED_INFLATED,
    NODE_UNVERIFIED_RELAYS,
    NODE_VERIFIED_INFLATED,
    TokenBucket,
)
from .relay import RelayDecision, next_hop, relay_kind
from .relay_policy import RelayPolicy
from .relay_queue import PendingRelay, RelayQueue
from .resends import Resend, Resends
from .spool import SPOOLED, Spool
from .statistics import Counters
from .sync_rounds import OFFER_DELAY_S, WATCH_DELAY_S
from .transmitter import Transmitter

# What a sync answer brought is passed on unasked when its flood is over: what has no
# TTL would end it where it comes first. Seven hops of the apps' relays in the densest
# place take 1.75 s. Then a spread like theirs, so that whoever has it already is heard
# first.
_FLOOD_S = 2.0
_UNASKED_DELAY_S = 0.1, 0.22

# Work per call: a burst is spread over several, so that no call keeps the loop long.
_MAX_SENDS = 16


class Forwarder:
    """The packets of others on their way through us, and what failed to be sent.

    While `enabled` is off, nothing new is passed on. `offer` lets a neighbour know,
    after so many seconds, what we have.
    """

    enabled: bool

    def __init__(
        self,
        own_id: PeerId,
        links: LinkTable,
        dedup: Dedup,
        transmitter: Transmitter,
        counters: Counters,
        *,
        policy: RelayPolicy,
        rng: Random,
        offer: Callable[[PeerId | None, float, float], None],
    ) -> None:
        """Begin with nothing on its way."""
        self._own_id = own_id
        self._links = links
        self._dedup = dedup
        self._transmitter = transmitter
        self._counters = counters
        self._rng = rng
        self._offer = offer
        self.policy = policy
        self._relays = RelayQueue()
        self._spool = Spool()
        self._hearings = Hearings()
        self._held_back = HeldBack()
        self._unverified = TokenBucket(NODE_UNVERIFIED_RELAYS)
        self._inflated_unverified = TokenBucket(NODE_UNVERIFIED_INFLATED)
        self._inflated_verified = TokenBucket(NODE_VERIFIED_INFLATED)
        self._resends = Resends()

    def __len__(self) -> int:
        """Return how many packets wait out their delay."""
        return len(self._relays)

    # -- time and links

    def deadline(self) -> float:
        """Return when something is due next."""
        return min(self._relays.deadline(), self._resends.deadline())

    def due(self, now: float) -> None:
        """Send what has waited long enough, within the bounds of one call."""
        for _ in range(_MAX_SENDS):
            relay = self._relays.pop_due(now)
            if relay is None:
                break
            self._send(relay, now)
        for _ in range(_MAX_SENDS):
            failed = self._resends.pop_due(now)
            if failed is None:
                break
            self._send_again(failed)

    def links_changed(self, now: float) -> None:
        """Send what waited for somebody to take it."""
        if self._spool:
            for relay in self._spool.take(self._links.bound_peers(), now):
                self._send(relay, now)

    def drop_link(self, link: LinkId) -> None:
        """Forget a link that is gone."""
        self._hearings.drop_link(link)
        self._resends.drop_link(link)

    # -- who has what

    def follow(self, key: int) -> None:
        """Learn from now on over which links a packet of ours comes back."""
        self._hearings.follow(key, set())

    def note(self, key: int, link: LinkId) -> None:
        """Learn that a packet came over a link, new or not."""
        self._hearings.note(key, link)

    def heard_again(self, packet: Packet, key: int, link: LinkId, now: float) -> None:
        """Spare whoever sent us a duplicate, and maybe everybody."""
        relay = self._relays.get(self._relay_key(packet, key, now))
        if relay is None:
            return
        relay.heard_on.add(link)
        # Section 6.2: fragments go past the cache whose hit calls a relay off.
        if packet.type != PacketType.FRAGMENT and self.policy.calls_off(
            len(relay.heard_on), self._links.degree()
        ):
            self._relays.call_off(relay.key)
            self._counters.relays_called_off += 1

    # -- whether and when

    def consider(
        self,
        packet: Packet,
        key: int,
        data: bytes,
        arrival: Arrival,
        *,
        verified: bool,
        heard_on: set[LinkId] | None = None,
    ) -> None:
        """Decide whether a packet is passed on, and plan it."""
        if not self.enabled or packet.has_repeated_hop:
            return
        heard_on = (heard_on or set()) | {arrival.link.link}
        # A sync answer is for whoever asked, whatever TTL somebody gave it.
        if packet.rsr or packet.ttl <= 1:
            if verified and self._may_serve_unasked(packet, arrival):
                self._plan_unasked(packet, key, data, heard_on, arrival)
            elif self.policy.takes_better:
                self._held_back.add(copy_key(key, packet), heard_on)
            return
        decision = self._decide(packet)
        if not decision.relay or (len(self._links) < 2 and packet.type not in SPOOLED):
            return
        now = arrival.now.monotonic
        if not self._admits(packet, arrival, verified=verified):
            self._counters.drop(arrival.link, DropReason.RATE_LIMIT_LINK)
            return
        hop = next_hop(packet, self._own_id)
        if hop is not None and self._links.bound_to(hop):
            ttl, delay = arrival.ttl - 1, 0.0
        else:
            hop = None
            ttl = decision.ttl
            delay = self._rng.uniform(*decision.delay_ms) / 1000
        relay = PendingRelay(
            key=self._relay_key(packet, key, now),
            packet=packet,
            frame=trim_frame(data),
            ttl=ttl,
            heard_on=heard_on,
            next_hop=hop,
            ingress=arrival.link.link,
        )
        self._plan(relay, key, now + delay)

    def _admits(self, packet: Packet, arrival: Arrival, *, verified: bool) -> bool:
        """Whether our limits let a packet be passed on.

        Whoever makes us pass on what inflates a thousandfold would otherwise use up
        what our neighbours take from us, and nothing else came through.
        """
        now = arrival.now.monotonic
        if verified:
            inflated = self._inflated_verified
        elif arrival.link.unverified.take(now) and self._unverified.take(now):
            inflated = self._inflated_unverified
        else:
            return False
        return not packet.compressed or inflated.take(now, len(packet.payload))

    def consider_better(
        self, packet: Packet, key: int, data: bytes, arrival: Arrival
    ) -> None:
        """Let a duplicate mend what a detour or a spoiler did to the first copy.

        Each packet is still passed on once at most: one that waits gets the TTL of the
        better copy, one that could not go on at all goes on now.
        """
        if not self.policy.takes_better or packet.rsr or packet.ttl <= 1:
            return
        now = arrival.now.monotonic
        relay = self._relays.get(self._relay_key(packet, key, now))
        if relay is None:
            heard_on = self._held_back.take(copy_key(key, packet))
        elif relay.ttl > 0:
            decision = self._decide(packet)
            if decision.relay and relay.next_hop is None:
                relay.ttl = max(relay.ttl, decision.ttl)
            return
        else:
            # It was to be passed on with no TTL, when the flood had passed us by.
            self._relays.call_off(relay.key)
            heard_on = relay.heard_on
        if heard_on is not None:
            verified = self._dedup.is_verified(key, now)
            self.consider(
                packet, key, data, arrival, verified=verified, heard_on=heard_on
            )

    def _relay_key(self, packet: Packet, key: int, now: float) -> int:
        """Return under which name a packet waits for its relay.

        What nobody checked is passed on as this very copy, beside others of its key.
        """
        verified = self._dedup.is_verified(key, now)
        return key if verified else copy_key(key, packet)

    def _decide(self, packet: Packet) -> RelayDecision:
        """Decide whether a packet is passed on, with which TTL and when."""
        return self.policy.decide(
            relay_kind(packet),
            packet.ttl,
            self._links.degree(),
            own=packet.sender == self._own_id,
            for_us=packet.recipient == self._own_id,
        )

    def _may_serve_unasked(self, packet: Packet, arrival: Arrival) -> bool:
        """Whether others may want what a neighbour's answer brought to us.

        Only while it is fresh enough for a phone to take it unasked (section 5.4).
        """
        return (
            self.policy.serves_unasked
            and packet.rsr
            and packet.type == PacketType.MESSAGE
            and packet.sender != self._own_id
            and is_fresh(packet.timestamp, arrival.now.unix_ms)
        )

    def _plan_unasked(
        self,
        packet: Packet,
        key: int,
        data: bytes,
        heard_on: set[LinkId],
        arrival: Arrival,
    ) -> None:
        """Pass a message on, unless it comes by another way within a moment."""
        now = arrival.now.monotonic
        age = (arrival.now.unix_ms - packet.timestamp) / 1000
        delay = min(max(0.0, _FLOOD_S - age), _FLOOD_S)
        delay += self._rng.uniform(*_UNASKED_DELAY_S)
        relay = PendingRelay(
            key=key,
            packet=packet,
            frame=as_unasked(trim_frame(data)),
            ttl=0,
            heard_on=heard_on,
        )
        self._plan(relay, key, now + delay)

    def _plan(self, relay: PendingRelay, key: int, due: float) -> None:
        """Let a relay wait for its time, and learn who has its packet meanwhile."""
        self._hearings.follow(key, relay.heard_on)
        dropped = self._relays.add(relay, due)
        if dropped:
            self._counters.dropped[DropReason.RELAY_QUEUE_FULL] += dropped

    # -- sending

    def _send(self, relay: PendingRelay, now: float) -> None:
        """Pass a packet on: the same bytes, the TTL byte aside."""
        links = self._transmitter.choose(
            relay.packet, relay.ttl, now, relay.heard_on, relay.next_hop, relay.ingress
        )
        if relay.ttl and relay.packet.type == PacketType.MESSAGE:
            watched = self._transmitter.watched(
                relay.packet, relay.ttl, now, relay.heard_on
            )
            # In order, because each takes a random number.
            for peer in sorted(watched):
                self._offer(peer, now, WATCH_DELAY_S)
        if relay.ttl == 0:
            # Should a better copy come yet, it is for all but those.
            self._held_back.add(
                copy_key(relay.key, relay.packet), {*relay.heard_on, *links}
            )
        if not links:
            if relay.packet.type in SPOOLED:
                self._keep(relay, now)
            return
        priority = SendPriority.DIRECTED if relay.directed else SendPriority.RELAY
        self._counters.relayed += 1
        frame = with_ttl(relay.frame, relay.ttl)
        self._transmitter.send(frame, links, priority, now)

    def _keep(self, relay: PendingRelay, now: float) -> None:
        """Keep a private packet for a while where there is nobody else to take it."""
        have_it = {
            link.peer_id
            for link in self._links
            if link.peer_id and link.link in relay.heard_on
        }
        if not self._links.bound_peers() - have_it:
            self._spool.add(relay, have_it, now)

    def send_failed(self, event: SendFailed, now: float) -> None:
        """Plan another try of what a link did not take."""
        retries = self.policy.retries
        link = self._links.get(event.link)
        if not retries or link is None:
            return
        try:
            key = dedup_key(decode_packet(event.frame))
        except DecodeError:
            return
        failed = Resend(event.link, key, event.frame, event.priority)
        if not self._resends.add(failed, retries, now):
            self._offer(link.peer_id, now, OFFER_DELAY_S)

    def _send_again(self, failed: Resend) -> None:
        """Try once more, unless the peer was heard to have it meanwhile."""
        if failed.link not in self._hearings.links(failed.key):
            self._transmitter.repeat(failed.frame, failed.link, failed.priority)
