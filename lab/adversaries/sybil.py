"""A hundred people who are one."""

from itertools import count
from random import Random
from typing import override

from custom_components.mesh_broadcast.protocol import (
    Effect,
    Event,
    Identity,
    Instant,
    Packet,
    PacketType,
    PeerId,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.announce import MAX_NEIGHBOURS, Announce
from custom_components.mesh_broadcast.protocol.packet import MAX_TTL
from custom_components.mesh_broadcast.protocol.request_sync import RequestSync
from custom_components.mesh_broadcast.protocol.signature import sign

from ..simulation import Person
from .black_hole import BlackHole

# Each announces itself like an honest node in a dense place, and says so many things.
ANNOUNCE_S = 30.0
MESSAGES_EACH = 3


class Sybil(BlackHole):
    """A black hole with many identities behind its few links.

    All of them announce themselves as next to its neighbours and to each other, say a
    few things, and ask for history. Their signatures are good.
    """

    def __init__(self, person: Person, *, people: int, begin: float) -> None:
        """Invent the people; they talk from `begin` on, by its monotonic clock."""
        super().__init__(person)
        source = Random(f"sybil {person.index}")
        self.people = [Identity.generate(source.randbytes) for _ in range(people)]
        self._begin = begin
        self._turn = 0.0
        self._numbers = count()

    @override
    def handle(self, event: Event, now: Instant) -> list[Effect]:
        """Plan what all of them do in the next while."""
        if self.links and now.monotonic >= self._turn:
            self._turn = now.monotonic + ANNOUNCE_S
            self._plan_all(now)
        return super().handle(event, now)

    def _plan_all(self, now: Instant) -> None:
        """Spread everybody's packets over one turn."""
        random, links = self.person.random, self.links_but()
        for identity in self.people:
            at = now.monotonic + random.uniform(0, ANNOUNCE_S)
            moment = now.unix_ms + round((at - now.monotonic) * 1000)
            self.plan(at, self._announce(identity, moment), links)
            self.plan(at + 1.0, self._request(identity, moment), links)
            for _ in range(MESSAGES_EACH if at >= self._begin else 0):
                text = f"We all say {next(self._numbers)}".encode()
                self.plan(
                    at, self._packet(identity, PacketType.MESSAGE, text, moment), links
                )

    def _announce(self, identity: Identity, moment: int) -> bytes:
        """Return an announce that names victims, and others of its kind."""
        near = [s.peer_id for s in self.links.values() if s.peer_id is not None]
        kin: list[PeerId] = [
            other.peer_id
            for other in self.person.random.sample(
                self.people, min(MAX_NEIGHBOURS, len(self.people))
            )
        ]
        neighbours = tuple((near + kin)[:MAX_NEIGHBOURS])
        payload = Announce(
            f"sybil {identity.peer_id.hex()[:4]}",
            identity.noise_key,
            identity.signing_key,
            neighbours,
        ).encode()
        return self._packet(identity, PacketType.ANNOUNCE, payload, moment)

    def _request(self, identity: Identity, moment: int) -> bytes:
        """Return a request for all history."""
        payload = RequestSync(p=7, m=1, data=b"").encode()
        return self._packet(identity, PacketType.REQUEST_SYNC, payload, moment, ttl=0)

    def _packet(
        self,
        identity: Identity,
        kind: PacketType,
        payload: bytes,
        moment: int,
        ttl: int = MAX_TTL,
    ) -> bytes:
        """Return a signed packet of one of them."""
        packet = Packet(kind, ttl, moment, identity.peer_id, payload)
        return encode_packet(sign(packet, identity))
