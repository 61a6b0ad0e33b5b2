"""A device that may be dialed."""

from dataclasses import dataclass
from typing import Final

from ..protocol import PeerId
from .rssi_gate import score

STALE_AFTER: Final = 30.0
"""Seconds without an advertisement after which dialing is a waste of radio time: some
twenty of the slowest interval in use, 1.28 s."""

STAYS_FOR: Final = 3.0
"""Seconds over which who is really there is heard at least twice: two of the slowest
advertising intervals in use, 1.28 s."""


@dataclass(slots=True)
class Candidate:
    """A device that advertises the mesh, and how dialing it went so far.

    Times are on the monotonic clock; `linked_at` is 0 for who never had a link.
    `peer_hint` is the peer ID that Android puts into its scan response; anyone can
    claim it.
    """

    address: str
    rssi: int
    source: str
    seen: float
    first_heard: float
    peer_hint: PeerId | None = None
    failures: int = 0
    timed_out_at: float | None = None
    not_before: float = 0.0
    linked_at: float = 0.0
    gave_up: bool = False

    def age(self, now: float) -> float:
        """Return the seconds since it was last heard."""
        return max(0.0, now - self.seen)

    def stale(self, now: float) -> bool:
        """Return whether it has been silent for too long to be dialed."""
        return self.age(now) > STALE_AFTER

    @property
    def stays(self) -> bool:
        """Return whether it was heard again, some time after its first packet."""
        return self.seen - self.first_heard >= STAYS_FOR

    def score(self, now: float) -> float:
        """Return how promising it is."""
        since = None if self.timed_out_at is None else now - self.timed_out_at
        return score(self.rssi, self.age(now), self.failures, since)
