"""Who neighbours whom, by what peers announce of themselves (wire section 6.6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .packet import PeerId

# Section 6.6: an edge counts while both announces are at most this old.
EDGE_AGE_S = 60.0

type Edge = tuple[PeerId, PeerId]


@dataclass(frozen=True, slots=True)
class Vicinity:
    """One node's own word about its neighbours, and when it came (monotonic)."""

    peer_id: PeerId
    neighbours: tuple[PeerId, ...]
    announced_at: float


def edges(vicinities: Iterable[Vicinity], now: float) -> frozenset[Edge]:
    """Return the edges that both ends confirm, each with the smaller ID first.

    One end's word is not enough: anybody may claim to neighbour everybody.
    """
    claims = {
        v.peer_id: frozenset(v.neighbours)
        for v in vicinities
        if now - v.announced_at <= EDGE_AGE_S
    }
    return frozenset(_confirmed(claims))


def _confirmed(claims: dict[PeerId, frozenset[PeerId]]) -> Iterator[Edge]:
    """Yield each claim that the other end makes too."""
    for peer_id, neighbours in claims.items():
        for other in neighbours:
            if peer_id < other and peer_id in claims.get(other, frozenset()):
                yield peer_id, other


def is_claimed(peer_id: PeerId, vicinities: Iterable[Vicinity], now: float) -> bool:
    """Whether somebody else says that a node is next to it.

    A claim of one end is enough for a hint that a node is still about.
    """
    return any(
        peer_id in v.neighbours
        for v in vicinities
        if v.peer_id != peer_id and now - v.announced_at <= EDGE_AGE_S
    )
