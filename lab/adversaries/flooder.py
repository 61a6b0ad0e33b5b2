"""Fills its links with whatever others will look at or pass on."""

from dataclasses import replace
from itertools import count
from typing import override

from custom_components.mesh_broadcast.protocol import (
    Effect,
    Event,
    Instant,
    Packet,
    PacketType,
    PeerId,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.packet import MAX_TTL
from custom_components.mesh_broadcast.protocol.signature import sign

from ..simulation import Person
from .core import Adversary

# A type that nobody knows yet: passed on unread, for those who will.
_UNKNOWN_TYPE = 0x7E

# How much is planned at a time, in seconds: links may come and go meanwhile.
_PLANNED_S = 0.1


class Flooder(Adversary):
    """Sends `rate` frames a second on each link, all different, for some time.

    By chance: a message of its own with a good signature; one in a known name with a bad
    signature; one from somebody who never announced themselves; a packet of a type that
    nobody knows. The last two nobody can check, so everybody has to pass them on.
    """

    def __init__(
        self, person: Person, *, begin: float, seconds: float, rate: float
    ) -> None:
        """Flood from `begin` on, in seconds of its monotonic clock."""
        super().__init__(person)
        self._next = begin
        self._end = begin + seconds
        self._rate = rate
        self._numbers = count()

    @override
    def handle(self, event: Event, now: Instant) -> list[Effect]:
        """Be honest besides, and plan the next tenth of a second of the flood."""
        while self._next <= now.monotonic and self._next < self._end:
            links = self.links_but()
            for step in range(round(self._rate * _PLANNED_S)):
                at = self._next + step / self._rate
                for link in links:
                    self.plan(at, self._junk(now), (link,))
            self._next += _PLANNED_S
        return super().handle(event, now)

    @override
    def next_deadline(self) -> float | None:
        """Return when there is something to send."""
        planned = super().next_deadline()
        if self._next >= self._end or not self.links:
            return planned
        return self._next if planned is None else min(planned, self._next)

    def _junk(self, now: Instant) -> bytes:
        """Return a frame that nobody has seen before."""
        number = next(self._numbers)
        own = self.identity.peer_id
        packet = Packet(
            PacketType.MESSAGE,
            MAX_TTL,
            now.unix_ms,
            own,
            f"Buy more of number {number} from {own.hex()}!".encode(),
        )
        known = sorted(self.peers)
        match self.person.random.randrange(4):
            case 0:
                packet = sign(packet, self.identity)
            case 1 if known:
                victim = self.person.random.choice(known)
                packet = replace(packet, sender=victim, signature=bytes(64))
            case 2:
                nobody = PeerId(number.to_bytes(8))
                packet = replace(packet, sender=nobody, signature=bytes(64))
            case _:
                packet = replace(packet, type=_UNKNOWN_TYPE)
        return encode_packet(packet)
