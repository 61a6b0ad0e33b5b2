"""Private packets of others that there is nobody to pass on to yet (wire section 6.7)."""

from collections import OrderedDict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from .packet import PacketType, PeerId
from .relay_queue import PendingRelay

SPOOL_S = 60.0
"""Section 6.7: how long such a packet waits for a link, in seconds."""

SPOOL_CAPACITY = 64
"""Packets of at most 64 KiB each: a few conversations' worth while a link is remade."""

SPOOL_BYTES = 256 * 1_024
"""All of them together: as many long messages in fragments as anybody writes in a
minute."""

SPOOLED = frozenset({PacketType.NOISE_HANDSHAKE, PacketType.NOISE_ENCRYPTED})


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A relay, whom it came from, and until when it waits (monotonic)."""

    relay: PendingRelay
    have_it: frozenset[PeerId]
    until: float


class Spool:
    """Relays that wait for somebody else than those they came from."""

    def __init__(self) -> None:
        """Begin with none."""
        self._waiting: OrderedDict[int, _Waiting] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def add(
        self, relay: PendingRelay, have_it: AbstractSet[PeerId], now: float
    ) -> None:
        """Keep a relay, at the cost of those kept longest."""
        if relay.key in self._waiting or len(relay.frame) > SPOOL_BYTES:
            return
        waiting = _Waiting(relay, frozenset(have_it), now + SPOOL_S)
        self._waiting[relay.key] = waiting
        self._bytes += len(relay.frame)
        while len(self._waiting) > SPOOL_CAPACITY or self._bytes > SPOOL_BYTES:
            self._drop(next(iter(self._waiting)))

    def take(self, linked: AbstractSet[PeerId], now: float) -> list[PendingRelay]:
        """Return, and keep no longer, what one of these peers may carry on."""
        for key in [k for k, w in self._waiting.items() if w.until <= now]:
            self._drop(key)
        found = [w.relay for w in self._waiting.values() if linked - w.have_it]
        for relay in found:
            self._drop(relay.key)
        return found

    def _drop(self, key: int) -> None:
        """Keep a relay no longer."""
        self._bytes -= len(self._waiting.pop(key).relay.frame)
