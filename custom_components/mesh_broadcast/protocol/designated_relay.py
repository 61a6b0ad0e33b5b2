"""Our own relay policy: everybody is served by those whom all the others expect to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import override

from .events import LinkId
from .fanout import choose_links, one_per_peer
from .neighbourhood import Neighbourhood
from .packet import MAX_TTL, PacketType, PeerId
from .relay import SPARSE_DEGREE, RelayDecision, RelayKind, decide_relay
from .relay_policy import Broadcast, RelayPolicy

_TO_ALL = frozenset({PacketType.ANNOUNCE, PacketType.FRAGMENT, PacketType.REQUEST_SYNC})

# An odd number whose bits look random. Any would do; all nodes have to use the same.
_MIX = 0x9E37_79B9_7F4A_7C15
_MASK = (1 << 64) - 1
_LAST = 1 << 64

# Our neighbours' neighbours: as far as the word of a node that is not on the map goes.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class DesignatedRelay(RelayPolicy):
    """Serve the neighbours that we are designated to serve, and no others.

    Each rule can be switched off:

    `skip_heard`: nothing goes to whom it came from. `tree`: where the author is on the
    map that announces draw, everybody is served by those neighbours that are one hop
    nearer to the author. `sba`: elsewhere, whoever sent it to us serves its neighbours,
    and those behind them are served by those next to it. `cross`: where it came another
    way than the map says, we serve whom either rule gives us. `k`: of all that may
    serve a neighbour, so many do, the first by a hash of packet and node; `k_inner`:
    and so many where that neighbour is itself to serve `inner_min` others or more.
    `clamp_ttl`: cut TTLs as the apps do, and as with `least_degree` neighbours if there
    are fewer. `spread_ms`: wait so long, or (None) as they do. `watches`: who comes
    next after those who serve a neighbour asks it a little later, so that it hears of
    the message and may ask back (`TrickleSync.offers`). `enough_heard`: hearings after
    which a relay is given up.

    Only nodes of our kind are relied on; whoever is near others alone is served as if
    they were not there. With `designates` off we ask not to be relied on, and serve
    those alone whom nobody else of our kind can.
    """

    name: str = "ours"
    skip_heard: bool = True
    tree: bool = True
    sba: bool = True
    cross: bool = True
    k: int = 1
    k_inner: int = 2
    inner_min: int = 1
    clamp_ttl: bool = False
    least_degree: int = 0
    spread_ms: tuple[int, int] | None = (0, 4)
    watches: bool = True
    enough_heard: int = 4
    retries: int = 4
    takes_better: bool = True
    serves_unasked: bool = True
    designates: bool = True

    @override
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Decide by section 6.5, with our own TTL and delay for what is designated."""
        degree = max(degree, self.least_degree)
        decision = decide_relay(kind, ttl, degree, own=own, for_us=for_us)
        if not decision.relay or kind is not RelayKind.ORDINARY:
            return decision
        new_ttl = decision.ttl if self.clamp_ttl else min(ttl, MAX_TTL) - 1
        delay = decision.delay_ms if self.spread_ms is None else self.spread_ms
        return RelayDecision(relay=True, ttl=new_ttl, delay_ms=delay)

    @override
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Give up after many hearings."""
        return degree > SPARSE_DEGREE and hearings >= self.enough_heard

    @override
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Choose the links to those whom we are to serve."""
        packet = broadcast.packet
        if packet.type in _TO_ALL:
            return choose_links(
                packet,
                broadcast.name,
                broadcast.outlets,
                ttl=broadcast.ttl,
                heard_on=broadcast.heard_on,
            )
        heard_on = broadcast.heard_on
        senders = {
            o.peer_id for o in broadcast.outlets if o.peer_id and o.link in heard_on
        }
        known = heard_on if self.skip_heard else frozenset()
        have_it = {packet.sender, *(senders if self.skip_heard else ())}
        remaining = one_per_peer(
            outlet
            for outlet in broadcast.outlets
            if outlet.link not in known and outlet.peer_id not in have_it
        )
        if broadcast.ttl == 0 and broadcast.view is not None:
            # Our kind asks often enough to have it soon, and may have it already.
            view = broadcast.view()
            remaining = [
                o for o in remaining if not (o.peer_id and view.is_kindred(o.peer_id))
            ]
        elif heard_on and broadcast.view is not None:
            ours = self._duty(broadcast, broadcast.view(), senders)
            remaining = [o for o in remaining if o.peer_id is None or ours(o.peer_id)]
        return tuple(outlet.link for outlet in remaining)

    @override
    def watch(self, broadcast: Broadcast) -> tuple[PeerId, ...]:
        """Return those whom we would serve if one of those who do did not."""
        if not self.watches or broadcast.view is None or not broadcast.heard_on:
            return ()
        own_id, view = broadcast.own_id, broadcast.view()
        walk = view.hops(broadcast.packet.sender)
        if own_id not in walk:
            return ()
        duty = _Duty(self, view, own_id, broadcast.name)
        have_it = {o.peer_id for o in broadcast.outlets if o.link in broadcast.heard_on}
        return tuple(
            peer
            for peer in {o.peer_id for o in broadcast.outlets} - have_it
            if peer is not None and view.is_kindred(peer) and duty.is_next(peer, walk)
        )

    def _duty(
        self, broadcast: Broadcast, view: Neighbourhood, senders: set[PeerId]
    ) -> Callable[[PeerId], bool]:
        """Return what tells whether a neighbour is ours to serve."""
        own_id, author = broadcast.own_id, broadcast.packet.sender
        duty = _Duty(self, view, own_id, broadcast.name)
        walk = view.hops(author) if self.tree else {}
        on_map = own_id in walk
        as_drawn = on_map and any(walk.get(s) == walk[own_id] - 1 for s in senders)
        if as_drawn or (on_map and not self.cross):
            return lambda peer: duty.is_ours(peer, walk)
        near = (view.hops(sender, _NEAR) for sender in senders) if self.sba else ()
        walks = [walk for walk in near if own_id in walk]
        return lambda peer: (
            (on_map and duty.is_ours(peer, walk))
            or all(duty.is_ours(peer, near) for near in walks)
        )


class _Duty:
    """Who serves whom with one packet, as seen from one node."""

    def __init__(
        self, policy: DesignatedRelay, view: Neighbourhood, own_id: PeerId, name: str
    ) -> None:
        """Take the packet's name, which shares the work out anew each time."""
        self._policy = policy
        self._view = view
        self._own_id = own_id
        self._seed = int.from_bytes(sha256(name.encode()).digest()[:8])
        self._ranks: dict[PeerId, int] = {}

    def is_ours(self, peer: PeerId, walk: Mapping[PeerId, int]) -> bool:
        """Whether we are among the first of those who may serve a peer on this walk."""
        own = walk[self._own_id]
        far = walk.get(peer)
        if far is None:
            return True
        if far <= own:
            return False
        before = self._before(self._own_id, peer, own, walk)
        if before < self._policy.k:
            return True
        return before < self._policy.k_inner and self._is_inner(peer, far, walk)

    def is_next(self, peer: PeerId, walk: Mapping[PeerId, int]) -> bool:
        """Whether we come next after those who serve a peer: nearer ones, then by rank.

        Where nobody else is as near, that is somebody as far as the peer itself.
        """
        far = walk.get(peer, 0)
        if not far:
            return False
        near, rank = walk[self._own_id], self._rank(self._own_id)
        nearer = before = 0
        for node in self._view.neighbours(peer):
            away = walk.get(node, far + 2)
            if (away > near and away >= far) or not self._view.is_kindred(node):
                continue
            nearer += away < far
            before += away < near or (away == near and self._rank(node) < rank)
        most = self._policy.k
        if before >= most and self._is_inner(peer, far, walk):
            most = self._policy.k_inner
        return before == min(most, nearer)

    def _before(
        self, node: PeerId, peer: PeerId, far: int, walk: Mapping[PeerId, int]
    ) -> int:
        """Return how many serve a peer before `node` does, at the same distance."""
        rank = self._rank(node)
        before = 0
        for rival in self._view.neighbours(peer):
            if walk.get(rival) == far and self._view.is_kindred(rival):
                before += self._rank(rival) < rank
        return before

    def _is_inner(self, peer: PeerId, far: int, walk: Mapping[PeerId, int]) -> bool:
        """Whether a peer is itself the first to serve enough others."""
        if not self._view.is_kindred(peer):
            return False
        served = sum(
            walk.get(behind) == far + 1 and not self._before(peer, behind, far, walk)
            for behind in self._view.neighbours(peer)
        )
        return served >= self._policy.inner_min

    def _rank(self, node: PeerId) -> int:
        """Order nodes otherwise for each packet, and everywhere alike."""
        rank = self._ranks.get(node)
        if rank is None:
            mixed = ((int.from_bytes(node) ^ self._seed) * _MIX) & _MASK
            rank = mixed ^ (mixed >> 32)
            if node == self._own_id and not self._policy.designates:
                rank = _LAST
            self._ranks[node] = rank
        return rank
