"""Source routes for what we send to one peer (section 6.6); flooding always works."""

from collections import OrderedDict, deque
from collections.abc import Iterable

from .packet import Packet, PeerId
from .topology import Edge

MAX_INTERMEDIATES = 4
CONFIRMATION_S = 10.0
SUSPENSION_S = 60.0
"""Section 6.6: how long a route may be, how soon its target must answer, and for how
long it is flooded to when it did not."""

ROUTED_SPEAKERS = 500
"""Peers that were heard speaking version 2: as many as may be in reach."""

_TARGETS = 500


class RoutePlanner:
    """Plans routes over confirmed links, and gives up those that do not work."""

    def __init__(self, own_id: PeerId) -> None:
        """Begin with nobody heard."""
        self._own_id = own_id
        self._speakers: OrderedDict[PeerId, None] = OrderedDict()
        # Until when a target must answer, and until when one that did not is flooded.
        self._unconfirmed: OrderedDict[PeerId, float] = OrderedDict()
        self._suspended: OrderedDict[PeerId, float] = OrderedDict()

    def heard(self, packet: Packet) -> None:
        """Note who speaks version 2; anybody can pretend to, and flooding helps."""
        if packet.version < 2:
            return
        self._speakers[packet.sender] = None
        self._speakers.move_to_end(packet.sender)
        if len(self._speakers) > ROUTED_SPEAKERS:
            self._speakers.popitem(last=False)

    def confirm(self, target: PeerId) -> None:
        """Note that a target answered."""
        self._unconfirmed.pop(target, None)
        self._suspended.pop(target, None)

    def may_route(self, target: PeerId, now: float) -> bool:
        """Whether a route to a target is worth looking for."""
        if not self._speakers:
            return False
        deadline = self._unconfirmed.get(target)
        if deadline is not None and now >= deadline:
            del self._unconfirmed[target]
            _keep(self._suspended, target, now + SUSPENSION_S)
        return now >= self._suspended.get(target, now)

    def plan(
        self, target: PeerId, linked: Iterable[PeerId], edges: Iterable[Edge]
    ) -> tuple[PeerId, ...]:
        """Return the hops of a shortest route, empty where there is none.

        `linked` are the peers that we and they say are next to us.
        """
        neighbours: dict[PeerId, list[PeerId]] = {}
        for one, other in edges:
            neighbours.setdefault(one, []).append(other)
            neighbours.setdefault(other, []).append(one)
        came_from: dict[PeerId, PeerId] = {}
        queue = deque((peer, 1) for peer in sorted(linked) if peer in self._speakers)
        came_from.update((peer, self._own_id) for peer, _ in queue)
        while queue:
            peer, hops = queue.popleft()
            for neighbour in sorted(neighbours.get(peer, ())):
                if neighbour == target:
                    return self._trace(peer, came_from)
                if (
                    hops < MAX_INTERMEDIATES
                    and neighbour in self._speakers
                    and neighbour not in came_from
                    and neighbour != self._own_id
                ):
                    came_from[neighbour] = peer
                    queue.append((neighbour, hops + 1))
        return ()

    def used(self, target: PeerId, now: float) -> None:
        """Note that a route was used: its target must answer."""
        if target not in self._unconfirmed:
            _keep(self._unconfirmed, target, now + CONFIRMATION_S)

    def _trace(
        self, last: PeerId, came_from: dict[PeerId, PeerId]
    ) -> tuple[PeerId, ...]:
        """Return the hops up to the last one, the first of them first."""
        hops = [last]
        while (before := came_from[hops[-1]]) != self._own_id:
            hops.append(before)
        return tuple(reversed(hops))


def _keep(kept: OrderedDict[PeerId, float], target: PeerId, until: float) -> None:
    """Keep a time for a target, at the cost of the oldest."""
    kept[target] = until
    kept.move_to_end(target)
    if len(kept) > _TARGETS:
        kept.popitem(last=False)
