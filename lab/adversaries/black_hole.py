"""Takes everything and passes nothing on."""

from typing import override

from custom_components.mesh_broadcast.protocol import (
    Effect,
    SendFrame,
    decode_packet,
)

from .core import Adversary


class BlackHole(Adversary):
    """Announces itself like everybody, so that others count on it, and is silent else.

    Neither floods nor sync answers go through it: only its own packets leave it.
    """

    @override
    def twist(self, effects: list[Effect]) -> list[Effect]:
        """Swallow what others said."""
        own = self.identity.peer_id
        return [
            effect
            for effect in effects
            if not isinstance(effect, SendFrame)
            or decode_packet(effect.frame).sender == own
        ]
