"""Is the first to bring a message, in a form that goes no further."""

from collections.abc import Callable
from dataclasses import replace
from typing import override

from custom_components.mesh_broadcast.protocol import (
    Effect,
    FrameReceived,
    Instant,
    Packet,
    PacketType,
    decode_packet,
    encode_packet,
)

from .black_hole import BlackHole
from .core import say


def unsigned(packet: Packet) -> Packet:
    """Return it without its signature."""
    return replace(packet, signature=None)


def forged(packet: Packet) -> Packet:
    """Return it with a signature that is none."""
    return replace(packet, signature=bytes(64))


def dying(packet: Packet) -> Packet:
    """Return it with its TTL used up: shown, and passed on no more."""
    return replace(packet, ttl=1)


def as_history(packet: Packet) -> Packet:
    """Return it as the answer to a sync request: shown, and passed on no more."""
    return replace(packet, ttl=0, rsr=True)


SPOILS: dict[str, Callable[[Packet], Packet]] = {
    "unsigned": unsigned,
    "forged": forged,
    "dying": dying,
    "as history": as_history,
}


class Spoiler(BlackHole):
    """Races honest relays, which wait before they send: it does not.

    A neighbour that takes a spoiled copy for the message drops the real one as its
    duplicate.
    """

    @override
    def overhear(self, event: FrameReceived, now: Instant) -> list[Effect]:
        """Spoil each message in every way, for everybody else."""
        if event.data[1] != PacketType.MESSAGE:
            return []
        packet = decode_packet(event.data)
        if packet.rsr or packet.ttl <= 1:
            return []
        links = self.links_but(event.link)
        return [say(encode_packet(spoil(packet)), *links) for spoil in SPOILS.values()]
