"""Who is linked to whom, since when, and how far it is at best."""

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import inf


@dataclass(frozen=True, slots=True)
class Wire:
    """One connection: the central dialled the peripheral; `delay` is one way."""

    central: int
    peripheral: int
    delay: float

    def other(self, node: int) -> int:
        """Return who is at the end that is not `node`."""
        return self.peripheral if node == self.central else self.central


@dataclass(frozen=True, slots=True)
class Change:
    """A wire that comes or goes, in seconds from the time of the first message."""

    at: float
    wire: int
    up: bool


@dataclass(frozen=True)
class Graph:
    """A mesh before it runs.

    `absent` are the wires that are down until a change brings them up. `far` are the
    nodes that only such a wire joins to the others.
    """

    name: str
    size: int
    wires: tuple[Wire, ...]
    changes: tuple[Change, ...] = ()
    absent: frozenset[int] = frozenset()
    far: frozenset[int] = frozenset()

    @cached_property
    def neighbours(self) -> tuple[tuple[tuple[int, float], ...], ...]:
        """Return each node's neighbours with the delay to them."""
        found: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for wire in self.wires:
            found[wire.central].append((wire.peripheral, wire.delay))
            found[wire.peripheral].append((wire.central, wire.delay))
        return tuple(tuple(sorted(ends)) for ends in found)

    @property
    def mean_degree(self) -> float:
        """Return how many links a node has on average."""
        return 2 * len(self.wires) / self.size

    def hops(self, origin: int) -> list[int | None]:
        """Return the number of hops to each node, None where there is no way."""
        hops: list[int | None] = [None] * self.size
        hops[origin] = 0
        waiting = deque([(origin, 0)])
        while waiting:
            node, far = waiting.popleft()
            for neighbour, _ in self.neighbours[node]:
                if hops[neighbour] is None:
                    hops[neighbour] = far + 1
                    waiting.append((neighbour, far + 1))
        return hops

    def delays(self, origin: int) -> list[float]:
        """Return the shortest time to each node: what nobody can beat."""
        best = [inf] * self.size
        best[origin] = 0.0
        heap = [(0.0, origin)]
        while heap:
            time, node = heappop(heap)
            if time > best[node]:
                continue
            for neighbour, delay in self.neighbours[node]:
                if time + delay < best[neighbour]:
                    best[neighbour] = time + delay
                    heappush(heap, (time + delay, neighbour))
        return best

    def largest_component(self) -> list[int]:
        """Return the nodes of the largest part that hangs together."""
        seen: set[int] = set()
        largest: list[int] = []
        for node in range(self.size):
            if node in seen:
                continue
            part = [i for i, hops in enumerate(self.hops(node)) if hops is not None]
            seen.update(part)
            if len(part) > len(largest):
                largest = part
        return largest
