"""The mesh around the node, as the dashboard's map gets it."""

import time
from typing import Any, Final, TypedDict, override

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
import probatio

from .const import DOMAIN
from .coordinator import MeshCoordinator
from .protocol import (
    Effect,
    Event,
    FrameReceived,
    LinkBound,
    LinkDown,
    LinkUp,
    Peer,
    PeerChange,
    SendFrame,
)
from .pulses import Pulse, Pulses
from .subscription import EventData, NodeSubscription
from .transport.connection_state import ConnectionState
from .transport.link import LinkSnapshot

COUNTERS_INTERVAL: Final = 5.0
"""Seconds between events that only count frames: pulses show the traffic live."""

type Edge = tuple[str, str]


class LinkData(TypedDict):
    """A link; `since` in Unix milliseconds."""

    peer_id: str | None
    fingerprint: str | None
    role: str
    state: str
    mtu: int | None
    rssi: int | None
    since: int
    frames_in: int
    frames_out: int


class TopologySubscription(NodeSubscription):
    """Tells of links, of edges between peers, and of what travels over our links."""

    def __init__(
        self, hass: HomeAssistant, connection: ActiveConnection, message_id: int
    ) -> None:
        """Begin without anything told."""
        super().__init__(hass, connection, message_id)
        # Links know when they began by the monotonic clock only.
        self._clock_ms = int((time.time() - time.monotonic()) * 1000)
        self._pulses: Pulses | None = None
        self._told_links: list[LinkData] = []
        self._told_edges: list[Edge] = []
        self._counted_at = 0.0
        self._stale = False

    @override
    def _follow(self, node: MeshCoordinator) -> list[CALLBACK_TYPE]:
        self._pulses = Pulses(node)
        return [
            node.facts.add(self._pulses.fact),
            node.history_changes.add(self._pulses.history_changed),
            node.facts.add(self._fact),
            node.peer_changes.add(self._peer_changed),
            node.frames.add(self._frame),
        ]

    @callback
    def _fact(self, fact: Event | Effect) -> None:
        """Look at the links and edges again when any may have changed."""
        if isinstance(fact, LinkUp | LinkDown | LinkBound):
            self._stale = True
            self._changed()

    @callback
    def _peer_changed(self, _change: PeerChange, _peer: Peer) -> None:
        """Look at the edges again: an announce names neighbours."""
        self._stale = True
        self._changed()

    @callback
    def _frame(self, frame: FrameReceived | SendFrame) -> None:
        """Show what travels."""
        if self._pulses is not None:
            self._pulses.frame(frame)
            self._changed()

    @override
    def _snapshot(self, node: MeshCoordinator) -> EventData:
        if self._pulses is not None:
            self._pulses.take()
        self._stale = False
        self._counted_at = self._hass.loop.time()
        self._told_links = self._links(node)
        self._told_edges = _edges(node)
        return {"links": self._told_links, "edges": self._told_edges}

    @override
    def _delta(self, node: MeshCoordinator) -> EventData:
        delta: EventData = {}
        now = self._hass.loop.time()
        counting = now - self._counted_at >= COUNTERS_INTERVAL
        if self._stale or counting:
            links = self._links(node)
            if links != self._told_links and (
                counting or _lasting(links) != _lasting(self._told_links)
            ):
                self._counted_at = now
                self._told_links = delta["links"] = links
        if self._stale and (edges := _edges(node)) != self._told_edges:
            self._told_edges = delta["edges"] = edges
        self._stale = False
        if self._pulses is not None and (pulses := self._pulses.take()):
            delta["pulses"] = [_pulse_data(pulse) for pulse in pulses]
        return delta

    def _links(self, node: MeshCoordinator) -> list[LinkData]:
        """Describe the links that carry frames."""
        return [
            self._link_data(node, link)
            for link in node.manager.links
            if link.state is ConnectionState.READY and not link.anonymous
        ]

    def _link_data(self, node: MeshCoordinator, link: LinkSnapshot) -> LinkData:
        """Describe a link."""
        peer = None if link.peer_id is None else node.peer(link.peer_id)
        return {
            "peer_id": None if link.peer_id is None else link.peer_id.hex(),
            "fingerprint": None if peer is None else peer.fingerprint,
            "role": link.role.value,
            "state": link.state.value,
            "mtu": link.limit,
            "rssi": link.rssi,
            "since": int(link.since * 1000) + self._clock_ms,
            "frames_in": link.received,
            "frames_out": link.sent,
        }


def _lasting(links: list[LinkData]) -> list[dict[str, object]]:
    """Return links without what every frame, or breath of air, changes."""
    passing = ("frames_in", "frames_out", "rssi")
    return [
        {key: value for key, value in link.items() if key not in passing}
        for link in links
    ]


def _edges(node: MeshCoordinator) -> list[Edge]:
    """Return who is next to whom: peers by what both say, us by our links."""
    own = node.identity.peer_id
    ours = {
        (min(own, link.peer_id), max(own, link.peer_id))
        for link in node.manager.links
        if link.peer_id is not None and link.state is ConnectionState.READY
    }
    return sorted((a.hex(), b.hex()) for a, b in node.edges() | ours)


def _pulse_data(pulse: Pulse) -> EventData:
    """Describe what travels."""
    return {
        "message_id": pulse.message_id,
        "kind": pulse.kind,
        "from": pulse.source.hex(),
        "to": [target.hex() for target in pulse.targets],
    }


@websocket_api.websocket_command(
    {probatio.Required("type"): f"{DOMAIN}/topology/subscribe"}
)
@callback
def ws_subscribe_topology(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Subscribe to the mesh around the node."""
    TopologySubscription(hass, connection, msg["id"]).async_start()
