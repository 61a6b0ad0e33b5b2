"""A queue with the rules of the one before every real transmission."""

from collections import deque

from custom_components.mesh_broadcast.protocol import SendPriority


class SendQueue[T]:
    """Frames by priority, first in first out within one.

    When it is full the oldest of the lowest priority goes, maybe the new one itself.
    """

    def __init__(self, capacity: int) -> None:
        """Begin empty."""
        self._capacity = capacity
        self._lanes: dict[SendPriority, deque[T]] = {}
        self._size = 0

    def __len__(self) -> int:
        """Return how many wait."""
        return self._size

    def put(self, item: T, priority: SendPriority) -> T | None:
        """Queue an item; return the one that is dropped for it."""
        dropped: T | None = None
        if self._size >= self._capacity:
            lowest = min(p for p, lane in self._lanes.items() if lane)
            if priority < lowest:
                return item
            dropped = self._lanes[lowest].popleft()
            self._size -= 1
        self._lanes.setdefault(priority, deque()).append(item)
        self._size += 1
        return dropped

    def get(self) -> T:
        """Return the next; there has to be one."""
        self._size -= 1
        return self._lanes[max(p for p, lane in self._lanes.items() if lane)].popleft()

    def clear(self) -> None:
        """Forget all: there is nobody left to send them to."""
        self._lanes.clear()
        self._size = 0
