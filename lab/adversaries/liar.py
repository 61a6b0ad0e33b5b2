"""Says that it is next to everybody, so that nobody else serves them."""

from dataclasses import replace
from typing import override

from custom_components.mesh_broadcast.protocol import (
    Effect,
    Packet,
    PacketType,
    PeerId,
    SendFrame,
    decode_packet,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.announce import MAX_NEIGHBOURS, Announce
from custom_components.mesh_broadcast.protocol.neighbourhood import tell
from custom_components.mesh_broadcast.protocol.signature import sign

from .black_hole import BlackHole
from .core import say


class Liar(BlackHole):
    """A black hole whose announces name those whom its neighbours would serve.

    The announce that floods names ten at random. Each neighbour then gets another one
    for itself (TTL 1: it goes no further), which names that neighbour's own neighbours:
    the lie that does it the most harm.
    """

    @override
    def twist(self, effects: list[Effect]) -> list[Effect]:
        """Replace its announces by lies."""
        twisted: list[Effect] = []
        for effect in super().twist(effects):
            if isinstance(effect, SendFrame) and effect.frame[1] == PacketType.ANNOUNCE:
                twisted += self._lies(effect)
            else:
                twisted.append(effect)
        return twisted

    def _lies(self, effect: SendFrame) -> list[Effect]:
        """Return one announce for all, and one more for each neighbour."""
        packet = decode_packet(effect.frame)
        known = sorted(self.peers)
        chosen = self.person.random.sample(known, min(MAX_NEIGHBOURS, len(known)))
        lies: list[Effect] = [
            replace(effect, frame=self._announce(packet, tuple(chosen)))
        ]
        for number, (link, status) in enumerate(self.links.items(), start=1):
            peer = None if status.peer_id is None else self.peers.get(status.peer_id)
            if peer is not None and peer.neighbours:
                later = replace(packet, ttl=1, timestamp=packet.timestamp + number)
                lies.append(say(self._announce(later, peer.neighbours), link))
        return lies

    def _announce(self, packet: Packet, neighbours: tuple[PeerId, ...]) -> bytes:
        """Return its announce with other neighbours, duly signed.

        They stand in the order by which nodes of our kind are told from others.
        """
        told = tell(packet.sender, neighbours)
        announce = replace(Announce.decode(packet.payload), neighbours=told)
        lie = replace(packet, payload=announce.encode(), signature=None)
        return encode_packet(sign(lie, self.identity))
