"""Says again what others have said."""

from typing import override

from custom_components.mesh_broadcast.protocol import (
    Effect,
    FrameReceived,
    Instant,
    decode_packet,
)
from custom_components.mesh_broadcast.protocol.dedup import dedup_key
from custom_components.mesh_broadcast.protocol.packet import (
    MAX_TTL,
    as_sync_answer,
    with_ttl,
)

from ..simulation import Person
from .core import Adversary

# Within the three seconds of an echo, well within the time that packets are fresh, and
# a moment before it ends.
REPLAYED_AFTER_S = (1.0, 30.0, 115.0)


class Replayer(Adversary):
    """Repeats every packet on every link, with all of its TTL back, three times.

    Each time once more as history. Otherwise it is honest.
    """

    def __init__(self, person: Person) -> None:
        """Begin with nothing to repeat."""
        super().__init__(person)
        self._heard: set[int] = set()

    @override
    def overhear(self, event: FrameReceived, now: Instant) -> list[Effect]:
        """Plan to say it again."""
        key = dedup_key(decode_packet(event.data))
        if key not in self._heard:
            self._heard.add(key)
            for seconds in REPLAYED_AFTER_S:
                at = now.monotonic + seconds
                links = self.links_but()
                self.plan(at, with_ttl(event.data, MAX_TTL), links)
                self.plan(at, as_sync_answer(event.data), links)
        return []
