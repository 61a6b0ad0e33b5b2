"""Our own messages on their way out: shaped, so that a burst is slowed, not lost."""

from collections import deque
from collections.abc import Iterator
from itertools import chain

from .errors import SendLimitError
from .events import SendPriority
from .packet import Packet
from .rate_limit import OWN_PARTS, TokenBucket

# 25 s at the long-run rate, well inside the 120 s after which a packet is stale.
OUTBOX_CAPACITY = 500


class Outbox:
    """A queue that lets packets out at the rate that we allow ourselves."""

    def __init__(self) -> None:
        """Begin empty, with the whole burst to spend."""
        self._bucket = TokenBucket(OWN_PARTS)
        # What is short does not wait for all parts of what is long, nor they for ever.
        self._lanes: dict[SendPriority, deque[Packet]] = {
            SendPriority.OWN: deque(),
            SendPriority.LONG: deque(),
        }
        self._last = SendPriority.LONG

    def __len__(self) -> int:
        """Return how many packets wait."""
        return sum(map(len, self._lanes.values()))

    @property
    def packets(self) -> Iterator[Packet]:
        """Yield what waits."""
        return chain.from_iterable(self._lanes.values())

    def check_room(self, count: int, now: float) -> None:
        """Raise `SendLimitError` unless so many more packets fit."""
        excess = len(self) + count - OUTBOX_CAPACITY
        if excess > 0:
            wait = self._bucket.wait(now) + excess / self._bucket.rate.per_second
            raise SendLimitError(wait)

    def add(self, packet: Packet, priority: SendPriority) -> None:
        """Queue a packet that `check_room` found room for."""
        self._lanes[priority].append(packet)

    def deadline(self, now: float) -> float:
        """Return when the next packet may go."""
        return now + self._bucket.wait(now) if len(self) else float("inf")

    def pop_due(self, now: float) -> tuple[Packet, SendPriority] | None:
        """Return the next packet and its priority, if it may go now."""
        waiting = [priority for priority, lane in self._lanes.items() if lane]
        if not waiting or not self._bucket.take(now):
            return None
        # Where both wait they take turns.
        self._last = next((p for p in waiting if p is not self._last), waiting[0])
        return self._lanes[self._last].popleft(), self._last
