"""From a packet to frames on links: the choice, the fragments, the effects."""

from collections.abc import Callable, Collection
from hashlib import sha256

from .dedup import Dedup, dedup_key, dedup_name
from .errors import DropReason, EncodeError
from .events import Effect, LinkId, LinkRole, SendFrame, SendPriority
from .fanout import choose_links, one_per_peer
from .fragments import split_into_fragments
from .links import Link, LinkTable
from .neighbourhood import Neighbourhood
from .packet import Packet, PeerId, decode_packet, with_ttl
from .relay_policy import Broadcast, RelayPolicy
from .statistics import Counters
from .trains import FragmentTrains


class Transmitter:
    """Puts frames on links; what it decides is appended to `effects`."""

    def __init__(
        self,
        links: LinkTable,
        dedup: Dedup,
        counters: Counters,
        effects: list[Effect],
        *,
        own_id: PeerId,
        policy: RelayPolicy,
        neighbourhood: Callable[[float], Neighbourhood],
        random: Callable[[], float],
    ) -> None:
        """Work on the engine's tables."""
        self.policy = policy
        self._own_id = own_id
        self._neighbourhood = neighbourhood
        self._random = random
        self._links = links
        self._dedup = dedup
        self._counters = counters
        self._effects = effects
        self.trains = FragmentTrains()

    def choose(
        self,
        packet: Packet,
        ttl: int,
        now: float,
        heard_on: Collection[LinkId] = (),
        next_hop: PeerId | None = None,
        ingress: LinkId | None = None,
    ) -> tuple[LinkId, ...]:
        """Return the links that a packet would go out on now."""
        if packet.is_broadcast and next_hop is None:
            return self.policy.choose(
                self._broadcast(packet, ttl, now, heard_on, ingress)
            )
        return choose_links(
            packet,
            dedup_name(packet),
            self._links.outlets(),
            ttl=ttl,
            heard_on=heard_on,
            next_hop=next_hop,
        )

    def watched(
        self, packet: Packet, ttl: int, now: float, heard_on: Collection[LinkId]
    ) -> tuple[PeerId, ...]:
        """Return the neighbours to look after, whom others serve with a packet."""
        return self.policy.watch(self._broadcast(packet, ttl, now, heard_on, None))

    def _broadcast(
        self,
        packet: Packet,
        ttl: int,
        now: float,
        heard_on: Collection[LinkId],
        ingress: LinkId | None,
    ) -> Broadcast:
        """Return a packet as a policy sees it."""

        def view() -> Neighbourhood:
            """Draw the map only for those who look at it."""
            return self._neighbourhood(now)

        return Broadcast(
            packet=packet,
            name=dedup_name(packet),
            ttl=ttl,
            outlets=self._links.outlets(),
            heard_on=frozenset(heard_on),
            own_id=self._own_id,
            neighbours=lambda peer: view().neighbours(peer),
            random=self._random,
            ingress=ingress,
            view=view,
        )

    def everyone(self, have_it: Collection[PeerId] = ()) -> tuple[LinkId, ...]:
        """Return one link to each neighbour but those who have it, not only a part."""
        outlets = [o for o in self._links.outlets() if o.peer_id not in have_it]
        return tuple(outlet.link for outlet in one_per_peer(outlets))

    def transmissions(self, links: tuple[LinkId, ...]) -> int:
        """Return how many sends these links take: all subscribers together take one."""
        found = [link for link_id in links if (link := self._links.get(link_id))]
        notified = any(link.role is LinkRole.PERIPHERAL for link in found)
        written = sum(link.role is LinkRole.CENTRAL for link in found)
        return written + notified

    def fits(self, frame: bytes, links: tuple[LinkId, ...]) -> bool:
        """Whether each of these links carries a frame whole."""
        found = [link for link_id in links if (link := self._links.get(link_id))]
        return all(len(frame) <= self._links.limit_of(link) for link in found)

    def send(
        self,
        frame: bytes,
        links: tuple[LinkId, ...],
        priority: SendPriority,
        now: float,
    ) -> None:
        """Send a frame: whole where it fits, in fragments on the links that are small.

        Section 2.4 lets the smallest link decide for all; links that carry the frame
        whole get it whole here, which spares them the reassembly.
        """
        whole: list[Link] = []
        small: dict[int, list[LinkId]] = {}
        for link_id in links:
            link = self._links.get(link_id)
            if link is None:
                continue
            limit = self._links.limit_of(link)
            if len(frame) <= limit:
                whole.append(link)
            else:
                small.setdefault(limit, []).append(link_id)
        if whole:
            self._emit(frame, whole, priority)
        if small:
            # One set for all of them: a second set would be relayed a second time.
            cut_for = tuple(link_id for ids in small.values() for link_id in ids)
            self._send_in_fragments(frame, min(small), cut_for, priority, now)

    def repeat(self, frame: bytes, link_id: LinkId, priority: SendPriority) -> None:
        """Put a frame on a link once more, if the link still carries it."""
        link = self._links.get(link_id)
        if link is not None and len(frame) <= self._links.limit_of(link):
            self._emit(frame, [link], priority)

    def run_trains(self, now: float) -> None:
        """Send the fragments that are due."""
        for train in self.trains.due(now):
            frame = self.trains.pop(train, now)
            up = [link for i in train.links if (link := self._links.get(i))]
            if up:
                self._emit(frame, up, train.priority)

    def _emit(self, frame: bytes, links: list[Link], priority: SendPriority) -> None:
        """Append the effect and count it."""
        notified = False
        for link in links:
            link.frames_out += 1
            link.bytes_out += len(frame)
            if link.role is LinkRole.PERIPHERAL:
                notified = True
            else:
                self._counters.frames_out += 1
        self._counters.frames_out += notified
        ids = tuple(link.link for link in links)
        self._effects.append(SendFrame(frame, ids, priority))

    def _send_in_fragments(
        self,
        frame: bytes,
        limit: int,
        links: tuple[LinkId, ...],
        priority: SendPriority,
        now: float,
    ) -> None:
        """Queue a frame as fragments.

        The receiver sets the inner TTL to 0 whatever it is. Cutting it with 0 already,
        and naming the set by its content, makes the same fragments at every relay that
        has to cut, so that they are dropped as duplicates instead of multiplying.
        """
        inner = with_ttl(frame, 0)
        set_id = sha256(inner + limit.to_bytes(2)).digest()[:8]
        try:
            cut = split_into_fragments(inner, limit, set_id)
        except EncodeError:
            self._counters.unsendable += 1
            return
        if max(map(len, cut)) > limit:
            self._counters.unsendable += 1
            return
        fragments = [with_ttl(fragment, frame[2]) for fragment in cut]
        for fragment in fragments:
            # Our own fragments echo back to us like anybody's.
            self._dedup.check_echo(dedup_key(decode_packet(fragment)), now)
        dropped = self.trains.add(fragments, links, priority, now)
        if dropped:
            self._counters.dropped[DropReason.SEND_QUEUE_FULL] += dropped
