"""How far our own packets got, by what the neighbours send back to us."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .events import DeliveryChanged, DeliveryStatus, Effect, Instant, LinkId
from .gcs import packet_id
from .links import Link
from .packet import Packet, PeerId

BROADCASTS = 500
"""Broadcasts that are followed: as many as may wait to be sent."""

PRIVATE_PACKETS = 1_000
"""Private packets that are followed; each tells only whether somebody relayed it."""

_HEARERS = 64
"""Neighbours that are counted for one broadcast: far more than links can be held."""


@dataclass(slots=True)
class _Broadcast:
    """One broadcast of ours, or one part of it."""

    message_id: str
    sent: bool = False
    heard: set[PeerId | LinkId] = field(default_factory=set)


class DeliveryTracker:
    """Follows what we sent; what changes is appended to `effects`.

    A neighbour is counted once for a broadcast, so the count grows no more often than
    there are neighbours.
    """

    def __init__(self, effects: list[Effect]) -> None:
        """Begin with nothing to follow."""
        self._effects = effects
        self._broadcasts: OrderedDict[bytes, _Broadcast] = OrderedDict()
        self._private: OrderedDict[bytes, tuple[PeerId, str]] = OrderedDict()

    def follow_broadcast(self, packet: Packet, message_id: str) -> None:
        """Follow a broadcast that waits to be sent."""
        self._broadcasts[packet_id(packet)] = _Broadcast(message_id)
        if len(self._broadcasts) > BROADCASTS:
            self._broadcasts.popitem(last=False)

    def follow_private(self, identifier: bytes, peer: PeerId, message_id: str) -> None:
        """Follow a packet that carries a private message."""
        self._private[identifier] = peer, message_id
        if len(self._private) > PRIVATE_PACKETS:
            self._private.popitem(last=False)

    def sent(self, identifier: bytes, now: Instant) -> None:
        """Note that links took a broadcast, now or in answer to a request."""
        broadcast = self._broadcasts.get(identifier)
        if broadcast is not None and not broadcast.sent:
            broadcast.sent = True
            self._tell(broadcast, DeliveryStatus.SENT, now)

    def heard(
        self, packet: Packet, link: Link, now: Instant
    ) -> tuple[PeerId, str] | None:
        """Note that a packet of ours came back; return whose private message it was."""
        identifier = packet_id(packet)
        broadcast = self._broadcasts.get(identifier)
        if broadcast is None:
            return self._private.pop(identifier, None)
        if link.peer_id is not None:
            # Counted as a link with nobody's name, as long as it had none.
            broadcast.heard.discard(link.link)
        hearer = link.link if link.peer_id is None else link.peer_id
        self._heard(broadcast, hearer, now)
        return None

    def listed(self, peer: PeerId, identifiers: Iterable[bytes], now: Instant) -> None:
        """Note that a neighbour named packets among what it has."""
        for identifier in identifiers:
            broadcast = self._broadcasts.get(identifier)
            if broadcast is not None:
                self._heard(broadcast, peer, now)

    def _heard(
        self, broadcast: _Broadcast, hearer: PeerId | LinkId, now: Instant
    ) -> None:
        """Count somebody who has a broadcast."""
        if hearer not in broadcast.heard and len(broadcast.heard) < _HEARERS:
            broadcast.heard.add(hearer)
            broadcast.sent = True
            self._tell(broadcast, DeliveryStatus.RELAYED, now)

    def _tell(
        self, broadcast: _Broadcast, status: DeliveryStatus, now: Instant
    ) -> None:
        """Tell how far a broadcast got."""
        self._effects.append(
            DeliveryChanged(
                broadcast.message_id,
                None,
                status,
                now.unix_ms,
                heard_by=len(broadcast.heard),
            )
        )
