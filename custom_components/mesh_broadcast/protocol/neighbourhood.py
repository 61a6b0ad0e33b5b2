"""Who is believed to be next to whom, and who is believed to relay as we do."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Set as AbstractSet
from enum import Enum, auto
from functools import lru_cache
from hashlib import sha256

from .announce import MAX_NEIGHBOURS
from .packet import MAX_TTL, PeerId
from .topology import EDGE_AGE_S, Vicinity

# Walks that are kept: one for each node that is talking now.
_WALKS = 64

# Lists whose order was looked at: twice the peer table.
_LISTS = 1_000

# Whom the walk knows besides those at our own distance: those whom we may serve, and
# those behind them.
_BEYOND_US = 2

_NOBODY: frozenset[PeerId] = frozenset()


class Telling(Enum):
    """What the order of somebody's list of neighbours tells of its author."""

    OTHER = auto()
    KINDRED = auto()
    PARTIAL = auto()


def tell(
    author: PeerId, neighbours: Collection[PeerId], *, partial: bool = False
) -> tuple[PeerId, ...]:
    """Return neighbours in the order in which a node of our kind announces them.

    Nothing on the wire tells how a node relays, and nothing forbids an order of the
    list. It is keyed with the author, so that a list in any other order shows: of n
    neighbours one list in n! passes by chance, and the apps send to all of so few. A
    list that had no room for all of them is told backwards.
    """
    return tuple(
        sorted(neighbours, key=lambda n: sha256(author + n).digest(), reverse=partial)
    )


@lru_cache(_LISTS)
def telling(author: PeerId, neighbours: tuple[PeerId, ...]) -> Telling:
    """Return what the order of a list tells; an empty one tells nothing."""
    if not neighbours:
        return Telling.OTHER
    if neighbours == tell(author, neighbours):
        return Telling.KINDRED
    if neighbours == tell(author, neighbours, partial=True):
        return Telling.PARTIAL
    return Telling.OTHER


def names_link(one: PeerId, other: PeerId) -> bool:
    """Whether it falls to one end of a link to name it, where neither has much room.

    Each link falls to one of its ends, and to nobody more than their share.
    """
    return (one < other) == bool((one[-1] ^ other[-1]) & 1)


class Neighbourhood:
    """The mesh around us at one moment, as far as announces tell."""

    def __init__(
        self,
        own_id: PeerId,
        linked: AbstractSet[PeerId],
        vicinities: Iterable[Vicinity],
        now: float,
    ) -> None:
        """Believe what young announces say and their other ends do not deny."""
        self._own_id = own_id
        claims: dict[PeerId, frozenset[PeerId]] = {}
        kindred: set[PeerId] = {own_id}
        full: set[PeerId] = set()
        self.expires = float("inf")
        for vicinity in vicinities:
            if now - vicinity.announced_at > EDGE_AGE_S:
                continue
            self.expires = min(self.expires, vicinity.announced_at + EDGE_AGE_S)
            peer_id, told = vicinity.peer_id, vicinity.neighbours
            claims[peer_id] = frozenset(told)
            order = telling(peer_id, told)
            if order is not Telling.OTHER:
                kindred.add(peer_id)
            if order is Telling.PARTIAL or len(told) >= MAX_NEIGHBOURS:
                full.add(peer_id)
        self._kindred = frozenset(kindred)
        self._edges = _believed(claims, full, own_id, linked)
        self._walks: OrderedDict[tuple[PeerId, int], dict[PeerId, int]] = OrderedDict()

    def neighbours(self, peer_id: PeerId) -> frozenset[PeerId]:
        """Return who is believed to be next to a node."""
        return self._edges.get(peer_id, _NOBODY)

    def is_kindred(self, peer_id: PeerId) -> bool:
        """Whether a node is believed to pass on what it is designated for."""
        return peer_id in self._kindred

    def hops(
        self, root: PeerId, limit: int = MAX_TTL + _BEYOND_US
    ) -> Mapping[PeerId, int]:
        """Return how far people are from a node, on ways through kindred nodes."""
        walk = self._walks.get((root, limit))
        if walk is None:
            walk = self._walks[root, limit] = self._walk(root, limit)
            if len(self._walks) > _WALKS:
                self._walks.popitem(last=False)
        return walk

    def _walk(self, root: PeerId, limit: int) -> dict[PeerId, int]:
        """Go out from a node, breadth first; the others' nodes are dead ends."""
        if root not in self._kindred or root not in self._edges:
            return {}
        hops = {root: 0}
        edge = [root]
        far = 0
        while edge and far < limit:
            far += 1
            reached: list[PeerId] = []
            for node in edge:
                for neighbour in self._edges[node]:
                    if neighbour not in hops:
                        hops[neighbour] = far
                        if neighbour in self._kindred:
                            reached.append(neighbour)
            edge = reached
            if self._own_id in hops:
                limit = min(limit, hops[self._own_id] + _BEYOND_US)
        return hops


def _believed(
    claims: Mapping[PeerId, frozenset[PeerId]],
    full: AbstractSet[PeerId],
    own_id: PeerId,
    linked: AbstractSet[PeerId],
) -> dict[PeerId, frozenset[PeerId]]:
    """Return each node's believed neighbours.

    Both ends have to say so; only where a full list left no room for the other is the
    word of one enough. Of our own links we know ourselves.
    """
    edges: dict[PeerId, set[PeerId]] = {peer_id: set() for peer_id in claims}
    edges[own_id] = set(linked)
    for peer_id in linked:
        edges.setdefault(peer_id, set()).add(own_id)
    for peer_id, told in claims.items():
        for other in told:
            heard = claims.get(other)
            if heard is None:
                continue
            if peer_id in heard or other in full:
                edges[peer_id].add(other)
                edges[other].add(peer_id)
    return {peer_id: frozenset(ends) for peer_id, ends in edges.items()}
