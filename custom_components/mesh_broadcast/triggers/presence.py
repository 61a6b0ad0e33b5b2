"""Peers that appear and leave; docs/events.md is the payload's contract."""

from abc import abstractmethod
from typing import override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import config_validation as cv
import probatio

from ..const import CONF_DIRECT, CONF_MIN_TRUST
from ..coordinator import MeshCoordinator
from ..message_event import iso_timestamp
from ..peer_selection import PEER_FIELDS
from ..protocol import Peer, PeerChange, PeerTrust
from .listener import MeshListener, Options, Payload
from .trust import has_trust


class PresenceListener(MeshListener):
    """Follows who is there, by what the options take for being there."""

    SCHEMA = probatio.Schema(
        {
            **PEER_FIELDS,
            probatio.Optional(CONF_DIRECT, default=False): cv.boolean,
            probatio.Optional(CONF_MIN_TRUST, default=PeerTrust.SEEN): probatio.Coerce(
                PeerTrust
            ),
        }
    )

    @override
    def _read(self, options: Options) -> None:
        """Read the options."""
        self._direct: bool = options[CONF_DIRECT]
        self._min_trust: PeerTrust = options[CONF_MIN_TRUST]
        self._there = set[str]()

    @override
    @callback
    def _subscribe(self, coordinator: MeshCoordinator) -> CALLBACK_TYPE:
        """Begin with those who are there already, which is no news."""
        self._there.clear()
        for peer in coordinator.peers:
            self._update(peer)

        @callback
        def changed(_change: PeerChange, peer: Peer) -> None:
            if self._is_about(peer.fingerprint) and self._update(peer):
                self._fire(_payload(coordinator, peer), self._describe(peer))

        return coordinator.peer_changes.add(changed)

    def _is_there(self, peer: Peer) -> bool:
        """Whether a peer is as near as the options ask for."""
        return peer.reachable and (peer.direct or not self._direct)

    def _is_welcome(self, peer: Peer) -> bool:
        """Whether the options and the user let it count."""
        return not peer.blocked and has_trust(peer.trust, self._min_trust)

    @abstractmethod
    def _update(self, peer: Peer) -> bool:
        """Note where a peer is; return whether that is what is listened for."""

    @abstractmethod
    def _describe(self, peer: Peer) -> str:
        """Return a few words for the logbook."""


class AppearedListener(PresenceListener):
    """Listens for peers that appear.

    Who is there, but not yet trusted enough, appears once it is.
    """

    @override
    def _update(self, peer: Peer) -> bool:
        """Return whether a peer is there now and was not."""
        if not self._is_there(peer):
            self._there.discard(peer.fingerprint)
            return False
        if peer.fingerprint in self._there or not self._is_welcome(peer):
            return False
        self._there.add(peer.fingerprint)
        return True

    @override
    def _describe(self, peer: Peer) -> str:
        return f"{peer.nickname} appeared on the mesh"


class LeftListener(PresenceListener):
    """Listens for peers that leave."""

    @override
    def _update(self, peer: Peer) -> bool:
        """Return whether a peer was there and is not now."""
        if self._is_there(peer):
            self._there.add(peer.fingerprint)
            return False
        if peer.fingerprint not in self._there:
            return False
        self._there.discard(peer.fingerprint)
        return self._is_welcome(peer)

    @override
    def _describe(self, peer: Peer) -> str:
        return f"{peer.nickname} left the mesh"


def _payload(coordinator: MeshCoordinator, peer: Peer) -> Payload:
    """Describe a peer, with what it takes to write to it."""
    return {
        "entry_id": coordinator.entry.entry_id,
        "conversation": peer.fingerprint,
        "peer_id": peer.peer_id.hex(),
        "fingerprint": peer.fingerprint,
        "nickname": peer.nickname,
        "device_id": coordinator.devices.device_id(peer.fingerprint),
        "trust": peer.trust.value,
        "in_reach": peer.reachable,
        "hops": peer.hops if peer.reachable else None,
        "direct": peer.direct,
        "rssi": peer.rssi,
        "first_seen": iso_timestamp(peer.first_seen_ms),
        "last_seen": iso_timestamp(peer.last_seen_ms),
    }
