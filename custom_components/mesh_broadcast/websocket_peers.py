"""Peers, as the dashboard gets them: those in reach, and those that were."""

from typing import Any, TypedDict, override

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
import probatio

from .const import ATTR_FINGERPRINT, DOMAIN
from .coordinator import MeshCoordinator
from .protocol import (
    Effect,
    Event,
    LinkDown,
    LinkUp,
    Peer,
    PeerChange,
    PeerTrust,
    TrustChanged,
)
from .signal_history import Sample
from .state_writer import NODE
from .subscription import EventData, NodeSubscription
from .websocket_command import Request, node_command
from .websocket_node import NodeData, node_data

MAX_ABSENT = 300
"""Peers out of reach that are told: those seen last, more than anybody looks through."""

_ID_DIGITS = 16


class PeerData(TypedDict):
    """A peer; times are Unix milliseconds, null where nobody knows any more."""

    fingerprint: str
    peer_id: str
    nickname: str
    device_id: str | None
    direct: bool
    hops: int | None
    rssi: int | None
    first_seen: int | None
    last_seen: int | None
    trust: str
    blocked: bool
    in_reach: bool
    neighbours: list[str]


def peer_data(node: MeshCoordinator, peer: Peer) -> PeerData:
    """Describe a peer in reach."""
    return {
        "fingerprint": peer.fingerprint,
        "peer_id": peer.peer_id.hex(),
        "nickname": peer.nickname,
        "device_id": node.devices.device_id(peer.fingerprint),
        "direct": peer.direct,
        "hops": peer.hops,
        "rssi": peer.rssi,
        "first_seen": peer.first_seen_ms,
        "last_seen": peer.last_seen_ms,
        "trust": peer.trust.value,
        "blocked": peer.blocked,
        "in_reach": peer.reachable,
        "neighbours": [neighbour.hex() for neighbour in peer.neighbours],
    }


def _absent(node: MeshCoordinator) -> dict[str, PeerData]:
    """Describe those who were in reach once, whoever was seen last first."""
    here = {peer.fingerprint for peer in node.peers}
    records = {record.peer_id.hex(): record for record in node.engine.trust}
    absent = sorted(
        (
            (node.last_seen_ms(fingerprint) or 0, fingerprint, nickname)
            for fingerprint, nickname in node.names.items()
            if fingerprint not in here
        ),
        reverse=True,
    )
    found: dict[str, PeerData] = {}
    for place, (seen, fingerprint, nickname) in enumerate(absent):
        record = records.get(fingerprint[:_ID_DIGITS])
        blocked = record is not None and record.blocked
        # A blocked one must always be there to be unblocked.
        if place < MAX_ABSENT or blocked:
            found[fingerprint] = {
                "fingerprint": fingerprint,
                "peer_id": fingerprint[:_ID_DIGITS],
                "nickname": nickname,
                "device_id": node.devices.device_id(fingerprint),
                "direct": False,
                "hops": None,
                "rssi": None,
                "first_seen": None,
                "last_seen": seen or None,
                "trust": (PeerTrust.PINNED if record is None else record.trust).value,
                "blocked": blocked,
                "in_reach": False,
                "neighbours": [],
            }
    return found


class PeersSubscription(NodeSubscription):
    """Tells of the node and of its peers."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        message_id: int,
        *,
        include_known: bool,
    ) -> None:
        """Know whether those out of reach are wanted too."""
        super().__init__(hass, connection, message_id)
        self._include_known = include_known
        self._changed_peers: dict[str, None] = {}
        self._told_node: NodeData | None = None
        self._told_peers: set[str] = set()

    @override
    def _follow(self, node: MeshCoordinator) -> list[CALLBACK_TYPE]:
        return [
            node.peer_changes.add(self._peer_changed),
            node.facts.add(self._fact),
            node.settings_changed.add(self._changed),
            node.writer.add(NODE, self._node_changed),
        ]

    @callback
    def _peer_changed(self, _: PeerChange, peer: Peer) -> None:
        """Tell of a peer soon."""
        self._changed_peers[peer.fingerprint] = None
        self._changed()

    @callback
    def _fact(self, fact: Event | Effect) -> None:
        """Tell of the node's links soon, and of trust in those out of reach."""
        match fact:
            case LinkUp() | LinkDown():
                self._changed()
            case TrustChanged() if self._include_known and self._node is not None:
                prefix = fact.peer_id.hex()
                for fingerprint in self._node.names:
                    if fingerprint.startswith(prefix):
                        self._changed_peers[fingerprint] = None
                self._changed()

    @callback
    def _node_changed(self) -> bool:
        """Tell of the node soon; that writes no state."""
        self._changed()
        return False

    @override
    def _snapshot(self, node: MeshCoordinator) -> EventData:
        peers = [peer_data(node, peer) for peer in node.peers]
        if self._include_known:
            peers += _absent(node).values()
        self._changed_peers.clear()
        self._told_peers = {peer["fingerprint"] for peer in peers}
        self._told_node = node_data(node, self._connection.user)
        return {"node": self._told_node, "peers": peers}

    @override
    def _delta(self, node: MeshCoordinator) -> EventData:
        delta: EventData = {}
        if (told := node_data(node, self._connection.user)) != self._told_node:
            self._told_node = delta["node"] = told
        changed: list[PeerData] = []
        gone: list[str] = []
        absent: dict[str, PeerData] | None = None
        for fingerprint in self._changed_peers:
            if (peer := node.peer_in_reach(fingerprint)) is not None:
                changed.append(peer_data(node, peer))
            else:
                if absent is None:
                    absent = _absent(node) if self._include_known else {}
                if fingerprint in absent:
                    changed.append(absent[fingerprint])
                elif fingerprint in self._told_peers:
                    gone.append(fingerprint)
        self._changed_peers.clear()
        self._told_peers.update(peer["fingerprint"] for peer in changed)
        self._told_peers.difference_update(gone)
        if changed:
            delta["changed"] = changed
        if gone:
            delta["removed"] = gone
        return delta


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/peers/subscribe",
        probatio.Optional("include_known", default=False): bool,
    }
)
@callback
def ws_subscribe_peers(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Subscribe to the node and its peers."""
    PeersSubscription(
        hass, connection, msg["id"], include_known=msg["include_known"]
    ).async_start()


class SignalData(TypedDict):
    """A peer's signal over time: Unix milliseconds and dBm."""

    samples: tuple[Sample, ...]


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/signal_history",
        probatio.Required(ATTR_FINGERPRINT): str,
    }
)
@websocket_api.async_response
@node_command
async def ws_signal_history(
    node: MeshCoordinator, connection: ActiveConnection, msg: Request
) -> SignalData:
    """Return how strong a peer's signal was lately."""
    return {"samples": node.signals.of(msg[ATTR_FINGERPRINT])}
