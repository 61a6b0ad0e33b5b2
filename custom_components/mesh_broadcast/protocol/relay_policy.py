"""In what nodes that speak the same protocol may differ when they pass packets on."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import override

from .events import LinkId
from .fanout import Outlet, choose_links
from .neighbourhood import Neighbourhood
from .packet import Packet, PeerId
from .relay import SPARSE_DEGREE, RelayDecision, RelayKind, decide_relay


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A packet to everybody at the moment it goes out, as a policy sees it.

    `name` is its dedup name and `ttl` what it leaves with. `heard_on` are the links it
    came over, none for a packet of our own, and `ingress` the first of them.
    `neighbours` tells who is believed to be next to a peer, by what is announced, and
    `view` returns all the rest that announces tell.
    """

    packet: Packet
    name: str
    ttl: int
    outlets: Sequence[Outlet]
    heard_on: frozenset[LinkId]
    own_id: PeerId
    neighbours: Callable[[PeerId], frozenset[PeerId]]
    random: Callable[[], float]
    ingress: LinkId | None = None
    view: Callable[[], Neighbourhood] | None = None


class RelayPolicy(ABC):
    """Whether, when and to whom packets are passed on; a policy keeps no state."""

    name: str
    retries: int
    """How often a send that is known to have failed is tried again."""
    takes_better: bool = False
    """Whether a later copy counts that may be passed on further than the first."""
    serves_unasked: bool = False
    """Whether fresh messages that sync brought are sent to others that did not ask, with
    the TTL of an answer, which is none."""
    designates: bool = False
    """Whether others may rely on it to serve whom it is designated for."""

    @abstractmethod
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Decide whether to relay, with which TTL, after which range of delays."""

    @abstractmethod
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Whether a relay that waits is given up: it came on so many links by now."""

    @abstractmethod
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Return the links for a packet to everybody."""

    def watch(self, broadcast: Broadcast) -> tuple[PeerId, ...]:
        """Return the neighbours to look after who are served by others."""
        del broadcast
        return ()


@dataclass(frozen=True, slots=True)
class SpecRelay(RelayPolicy):
    """The rules of wire sections 6.2 and 6.5 to 6.7.

    `least_degree`: we relay as with so many neighbours, if we have fewer.
    `enough_heard`: hearings of a packet after which it is not relayed any more; the
    spec's own is two, which is the first duplicate. `spares_heard`: not to send to
    anybody who was heard to have it; the apps know only whom it came from first.
    """

    name: str
    least_degree: int = 0
    enough_heard: int = 2
    retries: int = 0
    takes_better: bool = False
    spares_heard: bool = True

    @override
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Decide by section 6.5."""
        degree = max(degree, self.least_degree)
        return decide_relay(kind, ttl, degree, own=own, for_us=for_us)

    @override
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Give up by section 6.2, which asks for more than two connected peers."""
        return degree > SPARSE_DEGREE and hearings >= self.enough_heard

    @override
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Choose by section 6.7: a part of the links of each role."""
        have_it = broadcast.heard_on
        if not self.spares_heard and broadcast.ingress is not None:
            have_it = frozenset({broadcast.ingress})
        return choose_links(
            broadcast.packet,
            broadcast.name,
            broadcast.outlets,
            ttl=broadcast.ttl,
            heard_on=have_it,
        )
