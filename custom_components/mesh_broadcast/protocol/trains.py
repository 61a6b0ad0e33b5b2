"""Fragments on their way out: at a pace, and few trains at once (wire section 4.7)."""

from collections import deque
from dataclasses import dataclass

from .events import LinkId, SendPriority

# Section 4.7: 25-30 ms apart, at most two trains at once.
FRAGMENT_SPACING_S = 0.027
ACTIVE_TRAINS = 2

# Trains that wait for one of the two; each is one packet too long for some link.
WAITING_TRAINS = 64


@dataclass(slots=True)
class Train:
    """The fragments of one packet that are still to go, and where."""

    frames: deque[bytes]
    links: tuple[LinkId, ...]
    priority: SendPriority
    next_at: float = 0.0


class FragmentTrains:
    """Sends the fragments of two packets at a time, the others wait their turn."""

    def __init__(self) -> None:
        """Begin with nothing to send."""
        self._active: list[Train] = []
        self._waiting: deque[Train] = deque()

    def __len__(self) -> int:
        """Return how many fragments are still to go."""
        return sum(len(t.frames) for t in (*self._active, *self._waiting))

    def add(
        self,
        frames: list[bytes],
        links: tuple[LinkId, ...],
        priority: SendPriority,
        now: float,
    ) -> int:
        """Take a train in; return how many were dropped for it."""
        train = Train(deque(frames), links, priority, now)
        if len(self._active) < ACTIVE_TRAINS:
            self._active.append(train)
            return 0
        self._waiting.append(train)
        if len(self._waiting) <= WAITING_TRAINS:
            return 0
        # The first of the least important: the oldest relayed one.
        self._waiting.remove(min(self._waiting, key=lambda t: t.priority))
        return 1

    def deadline(self) -> float:
        """Return when the next fragment is due."""
        return min((t.next_at for t in self._active), default=float("inf"))

    def due(self, now: float) -> list[Train]:
        """Return the trains that have a fragment due; call `pop` on each."""
        return [t for t in self._active if t.next_at <= now]

    def pop(self, train: Train, now: float) -> bytes:
        """Return a train's next fragment and plan the one after it."""
        frame = train.frames.popleft()
        train.next_at = now + FRAGMENT_SPACING_S
        if not train.frames:
            self._active.remove(train)
            if self._waiting:
                # The first of the most important takes the place.
                successor = max(self._waiting, key=lambda t: t.priority)
                self._waiting.remove(successor)
                successor.next_at = train.next_at
                self._active.append(successor)
        return frame
