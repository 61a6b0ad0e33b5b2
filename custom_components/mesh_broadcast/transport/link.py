"""What is known of one link, for the tables and for diagnostics."""

from dataclasses import dataclass

from ..protocol import LinkId, LinkRole, PeerId
from .connection_state import ConnectionState


@dataclass(slots=True)
class LinkCounters:
    """What went over a link, in frames."""

    sent: int = 0
    received: int = 0
    dropped: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class LinkSnapshot:
    """One link at one moment.

    `limit` is the largest ATT value in bytes, `rssi` in dBm where known. `since` is on
    the monotonic clock: when the link became ready, or was begun if it is not.
    `dropped` counts what a full queue dropped, `failed` what the radio refused.
    """

    id: LinkId
    role: LinkRole
    address: str
    state: ConnectionState
    limit: int | None
    rssi: int | None
    since: float
    peer_id: PeerId | None
    anonymous: bool
    queued: int
    sent: int
    received: int
    dropped: int
    failed: int
