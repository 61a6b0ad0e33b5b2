"""A production engine whose owner changes what it says."""

from heapq import heappop, heappush
from itertools import count
from typing import override

from custom_components.mesh_broadcast.protocol import (
    Effect,
    Event,
    FrameReceived,
    Instant,
    LinkId,
    MeshEngine,
    SendFrame,
    SendPriority,
)

from ..simulation import Person


class Adversary(MeshEngine):
    """A node that looks like any other: it announces, binds links and syncs.

    What makes it an adversary is in `twist`, which sees everything that it would send,
    in `overhear`, which sees everything that it gets, and in what it plans for later.
    """

    def __init__(self, person: Person) -> None:
        """Take the place of an honest node."""
        super().__init__(
            person.identity,
            person.settings,
            person.random,
            person.pins,
            policy=person.policy,
        )
        self.person = person
        self._planned: list[tuple[float, int, SendFrame]] = []
        self._order = count()

    @override
    def handle(self, event: Event, now: Instant) -> list[Effect]:
        """Do what an honest node does, and then what it does not."""
        effects = self.twist(super().handle(event, now))
        if isinstance(event, FrameReceived):
            effects += self.overhear(event, now)
        while self._planned and self._planned[0][0] <= now.monotonic:
            effects.append(heappop(self._planned)[2])
        return effects

    @override
    def next_deadline(self) -> float | None:
        """Return when the honest or the other half wants to act."""
        honest = super().next_deadline()
        if not self._planned:
            return honest
        planned = self._planned[0][0]
        return planned if honest is None else min(honest, planned)

    def twist(self, effects: list[Effect]) -> list[Effect]:
        """Return what it does instead of what an honest node would do now."""
        return effects

    def overhear(self, _event: FrameReceived, _now: Instant) -> list[Effect]:
        """Return what it does because of a frame, besides what is honest."""
        return []

    def plan(self, at: float, frame: bytes, links: tuple[LinkId, ...]) -> None:
        """Send a frame at a later time; links that are down by then do not matter."""
        effect = SendFrame(frame, links, SendPriority.OWN)
        heappush(self._planned, (at, next(self._order), effect))

    def links_but(self, link: LinkId | None = None) -> tuple[LinkId, ...]:
        """Return the links that are up, without one."""
        return tuple(other for other in self.links if other != link)


def say(frame: bytes, *links: LinkId) -> SendFrame:
    """Return the effect that puts a frame on links now."""
    return SendFrame(frame, links, SendPriority.OWN)
