"""The bounded queue before every transmission, and what it drops when it is full."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from ..protocol import SendPriority

QUEUE_CAPACITY: Final = 512
"""Frames: a burst of 300 own messages fits with as many relays beside it, and drains
in under 2 s at the 300 to 400 frames a second that one BlueZ link carries."""


class SendQueue:
    """Frames in order of priority, first in first out within one.

    When it is full the oldest frame of the lowest priority goes, which may be the new
    one itself. There is one consumer: coming back for more says that the last frame
    has been dealt with.
    """

    def __init__(
        self, on_drop: Callable[[int], None], capacity: int = QUEUE_CAPACITY
    ) -> None:
        """Hold at most `capacity` frames; `on_drop` is told how many were dropped."""
        self._on_drop = on_drop
        self._capacity = capacity
        self._lanes: dict[SendPriority, deque[bytes]] = {
            priority: deque() for priority in sorted(SendPriority, reverse=True)
        }
        self._size = 0
        self.taken = SendPriority.RELAY
        self._filled = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    def __len__(self) -> int:
        """Return how many frames wait."""
        return self._size

    def put(self, frame: bytes, priority: SendPriority) -> None:
        """Queue a frame, at the price of the least valuable one when full."""
        if self._size >= self._capacity:
            lowest = min(p for p, lane in self._lanes.items() if lane)
            self._on_drop(1)
            if priority < lowest:
                return
            self._lanes[lowest].popleft()
            self._size -= 1
        self._lanes[priority].append(frame)
        self._size += 1
        self._idle.clear()
        self._filled.set()

    async def get(self) -> bytes:
        """Wait for the next frame; `taken` is its priority."""
        if not self._size:
            self._idle.set()
        while not self._size:
            self._filled.clear()
            await self._filled.wait()
        self._size -= 1
        self.taken = next(p for p, lane in self._lanes.items() if lane)
        return self._lanes[self.taken].popleft()

    async def join(self) -> None:
        """Wait until every frame has been dealt with."""
        await self._idle.wait()

    def clear(self) -> None:
        """Forget all frames: there is nobody left to send them to."""
        for lane in self._lanes.values():
            lane.clear()
        self._size = 0
        self._idle.set()
