"""Packets that wait out their relay delay, and may still be called off."""

from collections import OrderedDict
from dataclasses import dataclass, field
from heapq import heappop, heappush

from .events import LinkId
from .packet import Packet, PeerId

# The longest delay is 220 ms; at the rate that one link may bring frames this is the
# delay's worth of several links.
RELAY_CAPACITY = 512


@dataclass(slots=True)
class PendingRelay:
    """One packet to pass on: its bytes as they came, without padding."""

    key: int
    packet: Packet
    frame: bytes
    ttl: int
    heard_on: set[LinkId]
    next_hop: PeerId | None = None
    ingress: LinkId | None = None
    called_off: bool = field(default=False)

    @property
    def directed(self) -> bool:
        """Whether it is for somebody in particular."""
        return not self.packet.is_broadcast


class RelayQueue:
    """Relays ordered by the time they are due."""

    def __init__(self) -> None:
        """Begin with nothing to pass on."""
        self._heap: list[tuple[float, int, PendingRelay]] = []
        self._by_key: OrderedDict[int, PendingRelay] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        """Return how many relays wait."""
        return len(self._by_key)

    def get(self, key: int) -> PendingRelay | None:
        """Return the relay that waits for a packet."""
        return self._by_key.get(key)

    def add(self, relay: PendingRelay, due: float) -> int:
        """Plan a relay; return how many were dropped for it."""
        self._by_key[relay.key] = relay
        self._count += 1
        heappush(self._heap, (due, self._count, relay))
        if len(self._by_key) <= RELAY_CAPACITY:
            return 0
        oldest = next(iter(self._by_key.values()))
        victim = next((r for r in self._by_key.values() if not r.directed), oldest)
        self.call_off(victim.key)
        return 1

    def call_off(self, key: int) -> None:
        """Do not relay a packet after all."""
        relay = self._by_key.pop(key, None)
        if relay is not None:
            relay.called_off = True
        # What was called off leaves the heap when its time comes; should very many
        # have been, clear them out at once.
        if len(self._heap) > 2 * RELAY_CAPACITY:
            self._heap = sorted(e for e in self._heap if not e[2].called_off)

    def deadline(self) -> float:
        """Return when the next relay is due."""
        self._drop_called_off()
        return self._heap[0][0] if self._heap else float("inf")

    def pop_due(self, now: float) -> PendingRelay | None:
        """Return a relay whose time has come."""
        self._drop_called_off()
        if not self._heap or self._heap[0][0] > now:
            return None
        _, _, relay = heappop(self._heap)
        del self._by_key[relay.key]
        return relay

    def _drop_called_off(self) -> None:
        """Drop what was called off from the front."""
        while self._heap and self._heap[0][2].called_off:
            heappop(self._heap)
