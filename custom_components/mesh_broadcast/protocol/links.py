"""The links that are up, as the engine sees them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .events import LinkId, LinkRole, LinkUp
from .fanout import Outlet
from .fragments import HEADER_SIZE, MAX_ATT_VALUE, MIN_CHUNK
from .packet import PeerId
from .pings import ANSWER_PERIOD_S, ANSWERS_PER_LINK
from .rate_limit import (
    LINK_BYTES,
    LINK_FRAMES,
    LINK_INFLATED,
    LINK_NEW_PEERS,
    LINK_UNVERIFIED_RELAYS,
    Rate,
    TokenBucket,
)
from .rate_window import RateWindow

# A link that keeps sending ten times what its budget lets through for a while gains
# nothing for anybody: this many refused frames, at most so many forgiven a second.
FLOOD = Rate(burst=4_000, per_second=100)


# The shortest slice of a packet for one peer, with its 30 bytes of header. Below it, as
# with the 20 bytes of a link without a negotiated MTU, no packet that matters passes.
LEAST_LIMIT = 30 + HEADER_SIZE + MIN_CHUNK

LEAST_USE = 22 + HEADER_SIZE + MIN_CHUNK
"""The shortest slice of a packet for everybody, with its 22 bytes of header.

Below it nothing passes at all, however it is cut: over a link without a negotiated MTU
not even what surrounds a slice would (wire section 4.7).
"""


def usable_limit(reported: int) -> int:
    """Return the largest value for a link, whatever the stack says of it."""
    return max(0, min(reported, MAX_ATT_VALUE))


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """One link, as known at one moment."""

    link: LinkId
    role: LinkRole
    address: str
    limit: int
    anonymous: bool
    peer_id: PeerId | None
    rssi: int | None
    frames_in: int
    frames_out: int
    bytes_in: int
    bytes_out: int
    dropped: int


@dataclass(slots=True)
class Link:
    """What the engine keeps of one link."""

    link: LinkId
    role: LinkRole
    address: str
    limit: int
    anonymous: bool
    up_order: int
    order: int
    peer_id: PeerId | None = None
    bound_at: float | None = None
    rssi: int | None = None
    frames_in: int = 0
    frames_out: int = 0
    bytes_in: int = 0
    bytes_out: int = 0
    dropped: int = 0
    closing: bool = False
    frames: TokenBucket = field(default_factory=lambda: TokenBucket(LINK_FRAMES))
    bytes: TokenBucket = field(default_factory=lambda: TokenBucket(LINK_BYTES))
    inflated: TokenBucket = field(default_factory=lambda: TokenBucket(LINK_INFLATED))
    unverified: TokenBucket = field(
        default_factory=lambda: TokenBucket(LINK_UNVERIFIED_RELAYS)
    )
    new_peers: TokenBucket = field(default_factory=lambda: TokenBucket(LINK_NEW_PEERS))
    pings: RateWindow = field(
        default_factory=lambda: RateWindow(ANSWERS_PER_LINK, ANSWER_PERIOD_S)
    )
    patience: TokenBucket = field(default_factory=lambda: TokenBucket(FLOOD))

    def status(self) -> LinkStatus:
        """Return the link as others see it."""
        return LinkStatus(
            link=self.link,
            role=self.role,
            address=self.address,
            limit=self.limit,
            anonymous=self.anonymous,
            peer_id=self.peer_id,
            rssi=self.rssi,
            frames_in=self.frames_in,
            frames_out=self.frames_out,
            bytes_in=self.bytes_in,
            bytes_out=self.bytes_out,
            dropped=self.dropped,
        )


class LinkTable:
    """The links that are up."""

    def __init__(self) -> None:
        """Begin with none."""
        self._links: dict[LinkId, Link] = {}
        self._order = 0

    def __len__(self) -> int:
        """Return how many are up."""
        return len(self._links)

    def __iter__(self) -> Iterator[Link]:
        """Iterate over the links that are up."""
        return iter(self._links.values())

    def __contains__(self, link_id: LinkId) -> bool:
        """Whether a link is up."""
        return link_id in self._links

    def get(self, link_id: LinkId) -> Link | None:
        """Return a link that is up."""
        return self._links.get(link_id)

    def next_order(self) -> int:
        """Return a number that grows with each call."""
        self._order += 1
        return self._order

    def add(self, event: LinkUp) -> Link:
        """Take a new link in."""
        order = self.next_order()
        link = Link(
            link=event.link,
            role=event.role,
            address=event.address,
            limit=usable_limit(event.limit),
            anonymous=event.anonymous,
            up_order=order,
            order=order,
        )
        self._links[event.link] = link
        return link

    def remove(self, link_id: LinkId) -> Link | None:
        """Take a link out."""
        return self._links.pop(link_id, None)

    def usable(self) -> list[Link]:
        """Return the links to send on.

        The stand-in for nameless subscribers is one of them only while no subscriber
        has a name: a notification reaches all of them anyway. A link that is too small
        for anything is one only while there is no other.
        """
        large = [link for link in self._links.values() if link.limit >= LEAST_LIMIT]
        links = large or list(self._links.values())
        identified = any(
            link.role is LinkRole.PERIPHERAL and not link.anonymous for link in links
        )
        return [link for link in links if not (link.anonymous and identified)]

    def outlets(self) -> list[Outlet]:
        """Return the links to send on, for the choice among them."""
        return [
            Outlet(link.link, link.role, link.peer_id, link.order)
            for link in self.usable()
        ]

    def bound_to(self, peer_id: PeerId) -> list[Link]:
        """Return the links at whose other end a peer is."""
        return [link for link in self._links.values() if link.peer_id == peer_id]

    def bound_peers(self) -> set[PeerId]:
        """Return the peers that are at the other end of some link."""
        return {
            link.peer_id for link in self._links.values() if link.peer_id is not None
        }

    def degree(self) -> int:
        """Return how many peers are directly connected, named or not yet.

        Two links with one address are one neighbour, in both roles.
        """
        named = {link.address for link in self._links.values() if link.peer_id}
        nameless = {
            link.address
            for link in self.usable()
            if link.peer_id is None and link.address not in named
        }
        return len(self.bound_peers()) + len(nameless)

    def notify_limit(self) -> int:
        """Return the largest value that every subscriber takes whole.

        Those aside who can take nothing: one of them must not silence us to all others.
        """
        limits = [
            link.limit
            for link in self._links.values()
            if link.role is LinkRole.PERIPHERAL
        ]
        large = [limit for limit in limits if limit >= LEAST_LIMIT]
        return min(large or limits, default=0)

    def limit_of(self, link: Link) -> int:
        """Return the largest value for one send on a link."""
        return link.limit if link.role is LinkRole.CENTRAL else self.notify_limit()
