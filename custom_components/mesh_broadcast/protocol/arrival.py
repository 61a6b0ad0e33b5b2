"""How one packet came in, and why it may go no further."""

from dataclasses import dataclass

from .errors import DropReason, MeshError
from .events import Instant
from .links import Link
from .packet import MAX_TTL


class RefusedError(MeshError):
    """A packet that is not taken further; `relay` where others may judge for themselves."""

    def __init__(self, reason: DropReason, *, relay: bool = False) -> None:
        """Keep under which reason it counts."""
        super().__init__(reason.value)
        self.reason = reason
        self.relay = relay


@dataclass(frozen=True, slots=True)
class Arrival:
    """The circumstances of one packet.

    `ttl` is what it, or the fragment that completed it, came with, at most 7.
    `solicited` tells that the neighbour was asked for history, `from_sync` that this
    packet is such an answer.
    """

    link: Link
    now: Instant
    ttl: int
    rssi: int | None
    solicited: bool
    from_sync: bool

    @property
    def direct(self) -> bool:
        """Whether its sender is at the other end of the link (section 5.5)."""
        return self.ttl == MAX_TTL and not self.from_sync

    @property
    def hops(self) -> int | None:
        """How many links it crossed, if that can be told."""
        if self.from_sync or not 1 <= self.ttl <= MAX_TTL:
            return None
        return MAX_TTL + 1 - self.ttl
