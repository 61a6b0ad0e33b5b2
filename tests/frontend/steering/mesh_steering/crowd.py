"""Many peers at once: genuine announces, as a neighbour would pass them on."""

import asyncio
from itertools import count
from random import Random
import time

from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import (
    FrameReceived,
    Identity,
    LinkId,
    Packet,
    PacketType,
    PeerId,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.announce import MAX_NEIGHBOURS, Announce
from custom_components.mesh_broadcast.protocol.signature import sign

MAX_HOPS = 5
RANGE = 0.13
"""How far a peer reaches, in a town of one by one: six or seven neighbours each."""


class Crowd:
    """So many people, strewn over a town beyond our neighbours."""

    def __init__(self, size: int) -> None:
        """Make them up, always the same."""
        rng = Random(size)
        self._people = [Identity.generate(rng.randbytes) for _ in range(size)]
        self._places = [(rng.random(), rng.random()) for _ in range(size)]
        self._timestamps = count(time.time_ns() // 1_000_000)

    async def announce(self, node: MeshCoordinator) -> None:
        """Let all of them be heard, over our links in turn, without holding the loop."""
        links = [link.id for link in node.manager.links if link.peer_id is not None]
        for number, identity in enumerate(self._people):
            hops = 2 + number % (MAX_HOPS - 1)
            frame = self._frame(number, identity, ttl=8 - hops)
            node.handle(FrameReceived(LinkId(links[number % len(links)]), frame, -70))
            await asyncio.sleep(0.01)

    def _frame(self, number: int, identity: Identity, *, ttl: int) -> bytes:
        """Return somebody's announce."""
        announce = Announce(
            nickname=f"person {number}",
            noise_key=identity.noise_key,
            signing_key=identity.signing_key,
            neighbours=self._neighbours(number),
        )
        packet = Packet(
            version=1,
            type=PacketType.ANNOUNCE,
            ttl=ttl,
            timestamp=next(self._timestamps),
            sender=identity.peer_id,
            payload=announce.encode(),
        )
        return encode_packet(sign(packet, identity))

    def _neighbours(self, number: int) -> tuple[PeerId, ...]:
        """Return who is within reach of somebody."""
        x, y = self._places[number]
        near = [
            self._people[other].peer_id
            for other, (a, b) in enumerate(self._places)
            if other != number and (a - x) ** 2 + (b - y) ** 2 < RANGE**2
        ]
        return tuple(near[:MAX_NEIGHBOURS])
