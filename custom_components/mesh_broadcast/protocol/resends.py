"""Sends that failed and are to be tried again."""

from collections import OrderedDict
from dataclasses import dataclass
from heapq import heappop, heappush

from .events import LinkId, SendPriority

# What waits is sent within a fraction of a second; one link's queue holds as much.
RESEND_CAPACITY = 512

# A refused write says that buffers are full. They drain within a connection event or
# two, of 15 to 30 ms each; the four tries of 10, 20, 40 and 80 ms outlast several.
RESEND_DELAY_S = 0.01


@dataclass(frozen=True, slots=True)
class Resend:
    """One frame that one link did not take."""

    link: LinkId
    key: int
    frame: bytes
    priority: SendPriority


class Resends:
    """Frames that wait to be tried again, and how often each was."""

    def __init__(self) -> None:
        """Begin with nothing that failed."""
        self._heap: list[tuple[float, int, Resend]] = []
        self._tries: OrderedDict[tuple[int, LinkId], int] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        """Return how many frames wait."""
        return len(self._heap)

    def add(self, failed: Resend, retries: int, now: float) -> bool:
        """Plan another try, each later than the one before; False: that was enough."""
        name = hash(failed.frame), failed.link
        tries = self._tries.get(name, 0)
        if tries >= retries or len(self._heap) >= RESEND_CAPACITY:
            self._tries.pop(name, None)
            return False
        self._tries[name] = tries + 1
        self._tries.move_to_end(name)
        if len(self._tries) > RESEND_CAPACITY:
            self._tries.popitem(last=False)
        self._count += 1
        due = now + RESEND_DELAY_S * 2**tries
        heappush(self._heap, (due, self._count, failed))
        return True

    def drop_link(self, link: LinkId) -> None:
        """Forget what was for a link that is gone."""
        self._heap = sorted(entry for entry in self._heap if entry[2].link != link)
        for name in [name for name in self._tries if name[1] == link]:
            del self._tries[name]

    def deadline(self) -> float:
        """Return when the next try is due."""
        return self._heap[0][0] if self._heap else float("inf")

    def pop_due(self, now: float) -> Resend | None:
        """Return a frame whose time has come."""
        if not self._heap or self._heap[0][0] > now:
            return None
        return heappop(self._heap)[2]
