"""Which links a packet goes out on (wire section 6.7)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from .events import LinkId, LinkRole
from .packet import MAX_TTL, Packet, PacketType, PeerId

_EVERYWHERE = frozenset(
    {PacketType.ANNOUNCE, PacketType.FRAGMENT, PacketType.REQUEST_SYNC}
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A link as the choice sees it; `order` grows with the time it was bound."""

    link: LinkId
    role: LinkRole
    peer_id: PeerId | None = None
    order: int = 0


def subset_size(count: int) -> int:
    """Return how many of `count` links a broadcast takes."""
    return count if count <= 2 else min(count, (count - 1).bit_length() + 1)


def choose_subset(outlets: list[Outlet], name: str) -> list[Outlet]:
    """Return the part of the links that a packet's name selects."""
    size = subset_size(len(outlets))
    if size == len(outlets):
        return outlets

    def rank(outlet: Outlet) -> tuple[bytes, str]:
        """Order links the same way each time for one packet, another for the next."""
        return sha256(f"{name}::{outlet.link}".encode()).digest(), outlet.link

    return sorted(outlets, key=rank)[:size]


def choose_links(
    packet: Packet,
    name: str,
    outlets: Iterable[Outlet],
    *,
    ttl: int,
    heard_on: Collection[LinkId] = (),
    next_hop: PeerId | None = None,
) -> tuple[LinkId, ...]:
    """Return the links for a packet that goes out with this TTL.

    `name` is the packet's dedup name, `heard_on` the links that it came over (none:
    our own), `next_hop` the next of its source route.
    """
    every = list(outlets)
    have_it = {o.peer_id for o in every if o.link in heard_on} - {None}
    remaining = [
        o for o in every if o.link not in heard_on and o.peer_id not in have_it
    ]
    # As deployed, a recipient of eight 0xFF bytes is a peer nobody is bound to, so
    # that such a packet takes the last branch: to every peer.
    target = next_hop if next_hop is not None else packet.recipient
    if target is not None:
        bound = [o for o in remaining if o.peer_id == target]
        if bound:
            return (max(bound, key=_preference).link,)
        if any(o.peer_id == target for o in every):
            return ()
        return tuple(o.link for o in one_per_peer(remaining))
    if not (packet.type == PacketType.ANNOUNCE and ttl == MAX_TTL):
        remaining = one_per_peer(remaining)
    if packet.type in _EVERYWHERE:
        return tuple(o.link for o in remaining)
    writable = [o for o in remaining if o.role is LinkRole.CENTRAL]
    notified = [o for o in remaining if o.role is LinkRole.PERIPHERAL]
    chosen = choose_subset(writable, name) + choose_subset(notified, name)
    return tuple(o.link for o in chosen)


def one_per_peer(outlets: Iterable[Outlet]) -> list[Outlet]:
    """Keep one link a bound peer, the writable one first; unbound links stay."""
    best: dict[PeerId, Outlet] = {}
    unbound: list[Outlet] = []
    for outlet in outlets:
        if outlet.peer_id is None:
            unbound.append(outlet)
        elif outlet.peer_id not in best or _preference(outlet) > _preference(
            best[outlet.peer_id]
        ):
            best[outlet.peer_id] = outlet
    return [*best.values(), *unbound]


def _preference(outlet: Outlet) -> tuple[bool, int]:
    """Prefer links that we write to, then the most recently bound."""
    return outlet.role is LinkRole.CENTRAL, outlet.order
