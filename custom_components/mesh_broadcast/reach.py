"""Whether peers are in reach, and near enough."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import ATTR_BEHAVIOR, BEHAVIOR_ALL, BEHAVIOR_ANY
import probatio

from .const import CONF_DIRECT, CONF_MAX_HOPS, CONF_MIN_TRUST
from .node_following import async_loaded_node
from .peer_selection import PEER_FIELDS, selected_peers
from .protocol import MAX_TTL, Peer, PeerTrust
from .triggers.trust import has_trust

REACH_SCHEMA = probatio.Schema(
    {
        **PEER_FIELDS,
        probatio.Optional(ATTR_BEHAVIOR, default=BEHAVIOR_ANY): probatio.In(
            [BEHAVIOR_ANY, BEHAVIOR_ALL]
        ),
        probatio.Optional(CONF_DIRECT, default=False): cv.boolean,
        # A packet starts with the longest time to live, and each link costs one.
        probatio.Optional(CONF_MAX_HOPS): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=MAX_TTL)
        ),
        probatio.Optional(CONF_MIN_TRUST, default=PeerTrust.SEEN): probatio.Coerce(
            PeerTrust
        ),
    }
)


class Reach:
    """Tells whether the selected peers are in reach, of which none means anybody."""

    def __init__(self, hass: HomeAssistant, options: Mapping[str, Any]) -> None:
        """Read valid options; what only this home can tell wrong raises an error."""
        self._hass = hass
        self._peers = selected_peers(hass, options)
        self._all = options[ATTR_BEHAVIOR] == BEHAVIOR_ALL
        self._direct: bool = options[CONF_DIRECT]
        self._max_hops: int | None = options.get(CONF_MAX_HOPS)
        self._min_trust: PeerTrust = options[CONF_MIN_TRUST]

    @callback
    def async_check(self) -> bool:
        """Return whether it is so; a node that is not loaded reaches nobody."""
        coordinator = async_loaded_node(self._hass)
        if coordinator is None:
            return False
        if not self._peers:
            return any(self._is_near(peer) for peer in coordinator.peers)
        near = (
            (peer := coordinator.peer_in_reach(fingerprint)) is not None
            and self._is_near(peer)
            for fingerprint in self._peers
        )
        return all(near) if self._all else any(near)

    def _is_near(self, peer: Peer) -> bool:
        """Whether a peer in reach is as near, and as trusted, as it is to be."""
        return (
            not peer.blocked
            and (peer.direct or not self._direct)
            and (
                self._max_hops is None
                or (peer.hops is not None and peer.hops <= self._max_hops)
            )
            and has_trust(peer.trust, self._min_trust)
        )
