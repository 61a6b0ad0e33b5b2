"""What the engine counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .errors import DropReason
from .links import Link


@dataclass(frozen=True, slots=True)
class MeshStatistics:
    """The counters at one moment, since the engine began.

    `frames_out` counts transmissions: a notification to all subscribers is one.
    `signature_checks` counts packets whose signature was checked. `unsendable` counts
    frames that no fragment made small enough for a link.
    """

    frames_in: int
    frames_out: int
    delivered: int
    relayed: int
    relays_called_off: int
    originated: int
    announces_sent: int
    signature_checks: int
    sync_requests_sent: int
    sync_requests_received: int
    sync_answers_sent: int
    unsendable: int
    pending_relays: int
    pending_parts: int
    pending_fragments: int
    stored_packets: int
    known_packets: int
    sessions: int
    waiting_private: int
    dropped: Mapping[DropReason, int]


@dataclass(slots=True)
class Counters:
    """The running counters."""

    frames_in: int = 0
    frames_out: int = 0
    delivered: int = 0
    relayed: int = 0
    relays_called_off: int = 0
    originated: int = 0
    announces_sent: int = 0
    signature_checks: int = 0
    sync_requests_sent: int = 0
    sync_requests_received: int = 0
    sync_answers_sent: int = 0
    unsendable: int = 0
    dropped: Counter[DropReason] = field(default_factory=Counter)

    def drop(self, link: Link, reason: DropReason) -> None:
        """Count what came over a link and goes no further."""
        link.dropped += 1
        self.dropped[reason] += 1

    def snapshot(
        self,
        *,
        pending_relays: int,
        pending_parts: int,
        pending_fragments: int,
        stored_packets: int,
        known_packets: int,
        sessions: int,
        waiting_private: int,
    ) -> MeshStatistics:
        """Return the counters with what waits and is kept now."""
        return MeshStatistics(
            frames_in=self.frames_in,
            frames_out=self.frames_out,
            delivered=self.delivered,
            relayed=self.relayed,
            relays_called_off=self.relays_called_off,
            originated=self.originated,
            announces_sent=self.announces_sent,
            signature_checks=self.signature_checks,
            sync_requests_sent=self.sync_requests_sent,
            sync_requests_received=self.sync_requests_received,
            sync_answers_sent=self.sync_answers_sent,
            unsendable=self.unsendable,
            pending_relays=pending_relays,
            pending_parts=pending_parts,
            pending_fragments=pending_fragments,
            stored_packets=stored_packets,
            known_packets=known_packets,
            sessions=sessions,
            waiting_private=waiting_private,
            dropped=MappingProxyType(dict(self.dropped)),
        )
