"""The incoming links: those that write to our GATT server, and those that listen."""

import asyncio
from collections.abc import Callable, Container
from dataclasses import dataclass, field
import logging
from typing import Final, override

from ..protocol import (
    Event,
    FrameReceived,
    LinkDown,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    LinkUp,
    PeerId,
    SendFailed,
    SendPriority,
)
from .connection_state import ConnectionState, StateTracker
from .const import MAX_ATT_VALUE
from .gatt_server import (
    GattServer,
    GattServerFault,
    GattServerListener,
    GattServerState,
)
from .link import LinkCounters, LinkSnapshot
from .reconnect_policy import IGNORE_AFTER_CLOSE, IGNORE_AFTER_DROP
from .send_queue import SendQueue

_LOGGER = logging.getLogger(__name__)

MAX_INBOUND_LINKS: Final = 32
"""Twice what a controller carries at once: only a mistake or an attack gets there."""

MAX_MUTED: Final = 64
"""Writers kept muted; with more, the longest muted may write again."""

ANONYMOUS_LIMIT: Final = 180
"""Bytes for a subscriber of unknown MTU: iPhones negotiate 185, the least; see
NOTIFICATION_OVERHEAD."""

ANONYMOUS_LINK: Final = LinkId("subscribers")

NOTIFY_TIMEOUT: Final = 5.0
"""Seconds for the server to take one frame: it takes some 3 ms when healthy."""


@dataclass(slots=True)
class _InboundLink:
    """One central that writes to us, or the stand-in for those that only listen."""

    id: LinkId
    address: str
    limit: int
    since: float
    tracker: StateTracker
    anonymous: bool = False
    peer_id: PeerId | None = None
    counters: LinkCounters = field(default_factory=LinkCounters)


class PeripheralLinks(GattServerListener):
    """Makes links of what the GATT server reports, and sends to all of them at once.

    A notification reaches every subscriber, so there is one queue for all. A link
    begins with a central's first write, because BlueZ does not tell of connections,
    and ends when the server says that the central has gone.
    """

    def __init__(
        self,
        server: GattServer,
        *,
        new_id: Callable[[], LinkId],
        sink: Callable[[Event], None],
        on_change: Callable[[], None],
        on_gone: Callable[[str, float], None],
        on_drop: Callable[[LinkId, int], None],
        on_server_state: Callable[[GattServerState, GattServerFault | None], None],
        held: Callable[[str, bool], bool],
        remembered: Container[str],
        rssi: Callable[[str], int | None],
        clock: Callable[[], float],
    ) -> None:
        """Prepare; `run` does the sending.

        `on_gone` is told which address lost its link, and for how many seconds that
        should not be repaired from our side. `held` says whether a client of this Home
        Assistant uses an address's connection, see the listener's method. `remembered`
        are the addresses that an earlier process had links of.
        """
        self._server = server
        self._new_id = new_id
        self._sink = sink
        self._on_change = on_change
        self._on_gone = on_gone
        self._report_drop = on_drop
        self._on_server_state = on_server_state
        self._held = held
        self._remembered = remembered
        self._rssi = rssi
        self._clock = clock
        self._queue = SendQueue(self._dropped)
        self._links: dict[str, _InboundLink] = {}
        self._anonymous: _InboundLink | None = None
        self._muted: dict[str, float] = {}
        self._overflow_logged = False
        self.sent = 0
        self.failed = 0

    @property
    def links(self) -> tuple[_InboundLink, ...]:
        """Every link, the anonymous one last."""
        if self._anonymous is None:
            return tuple(self._links.values())
        return (*self._links.values(), self._anonymous)

    @property
    def count(self) -> int:
        """How many centrals are linked that have an address."""
        return len(self._links)

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of the centrals that are linked."""
        return frozenset(self._links)

    def linked(self, address: str) -> bool:
        """Return whether an address is linked inbound."""
        return address in self._links

    @property
    def snapshots(self) -> tuple[LinkSnapshot, ...]:
        """The links as they are now; what is sent is sent to all of them."""
        return tuple(
            LinkSnapshot(
                id=link.id,
                role=LinkRole.PERIPHERAL,
                address=link.address,
                state=link.tracker.state,
                limit=link.limit,
                rssi=self._rssi(link.address),
                since=link.since,
                peer_id=link.peer_id,
                anonymous=link.anonymous,
                queued=len(self._queue),
                sent=self.sent,
                received=link.counters.received,
                dropped=link.counters.dropped,
                failed=self.failed,
            )
            for link in self.links
        )

    def find(self, link_id: LinkId) -> _InboundLink | None:
        """Return the link with an id."""
        return next((link for link in self.links if link.id == link_id), None)

    def send(self, frame: bytes, priority: SendPriority) -> None:
        """Queue one notification; without effect when nobody listens."""
        if self._links or self._anonymous is not None:
            self._queue.put(frame, priority)

    async def flush(self) -> None:
        """Wait until every queued frame has been handed on."""
        await self._queue.join()

    def close_link(self, link_id: LinkId, reason: str) -> None:
        """Give a link up: a server cannot disconnect a central, but can ignore it."""
        if (link := self.find(link_id)) is None:
            return
        if not link.anonymous:
            while len(self._muted) >= MAX_MUTED:
                del self._muted[next(iter(self._muted))]
            self._muted[link.address] = self._clock() + IGNORE_AFTER_CLOSE
        self._down(link, reason)

    def close_all(self, reason: str) -> None:
        """End every link: the server is down, or about to be."""
        for link in self.links:
            self._down(link, reason)
        self._queue.clear()
        self._muted.clear()

    async def run(self) -> None:
        """Notify frame after frame, one in flight, until cancelled."""
        while True:
            frame = await self._queue.get()
            try:
                async with asyncio.timeout(NOTIFY_TIMEOUT):
                    await self._server.async_notify(frame)
            except (ConnectionError, TimeoutError) as err:
                self.failed += 1
                _LOGGER.debug("Notifying failed: %r", err)
                if links := self.links:
                    # One stands for all: what is sent again reaches all of them.
                    self._sink(SendFailed(links[0].id, frame, self._queue.taken))
            else:
                self.sent += 1

    @override
    def server_state_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        """Drop the links with the server, and pass the news on."""
        if state is not GattServerState.ADVERTISING:
            self.close_all(f"server {state}")
        self._on_server_state(state, fault)

    @override
    def central_wrote(self, address: str, data: bytes, limit: int) -> None:
        """Take one frame, with which a link may begin or change its limit."""
        address = address.upper()
        limit = min(limit, MAX_ATT_VALUE)
        if self._is_muted(address):
            return
        if (link := self._links.get(address)) is None:
            if len(self._links) >= MAX_INBOUND_LINKS:
                self._log_overflow(address)
                return
            link = self._up(self._new_id(), address, limit)
            self._links[address] = link
            self._announce(link)
        elif link.limit != limit:
            link.limit = limit
            self._sink(LinkLimitChanged(link.id, limit))
        link.counters.received += 1
        self._sink(FrameReceived(link.id, data, self._rssi(address)))

    @override
    def central_gone(self, address: str) -> None:
        """End the link of a central that disconnected."""
        address = address.upper()
        self._muted.pop(address, None)
        if (link := self._links.get(address)) is not None:
            self._down(link, "gone")

    @override
    def central_held(self, address: str, *, left_over: bool) -> bool:
        """Return whether a client of this Home Assistant uses the connection as well."""
        return self._held(address.upper(), left_over)

    @override
    def central_remembered(self, address: str) -> bool:
        """Return whether a central wrote to the server of a process that then died."""
        return address.upper() in self._remembered

    @override
    def subscription_changed(self, *, subscribed: bool) -> None:
        """Begin or end the stand-in for the subscribers without an address."""
        if subscribed and self._anonymous is None:
            self._anonymous = self._up(ANONYMOUS_LINK, "", ANONYMOUS_LIMIT)
            self._anonymous.anonymous = True
            self._announce(self._anonymous)
        elif not subscribed and self._anonymous is not None:
            self._down(self._anonymous, "unsubscribed")

    def _up(self, link_id: LinkId, address: str, limit: int) -> _InboundLink:
        """Make a link; an incoming one is ready when we first hear of it."""
        tracker = StateTracker(f"{link_id} {address}", ConnectionState.READY)
        return _InboundLink(link_id, address, limit, self._clock(), tracker)

    def _announce(self, link: _InboundLink) -> None:
        """Tell of a new link."""
        _LOGGER.debug("%s %s: inbound, limit %s", link.id, link.address, link.limit)
        self._sink(
            LinkUp(
                link.id, LinkRole.PERIPHERAL, link.address, link.limit, link.anonymous
            )
        )
        self._on_change()

    def _down(self, link: _InboundLink, reason: str) -> None:
        """End a link and tell of it."""
        if link is self._anonymous:
            self._anonymous = None
        else:
            del self._links[link.address]
        link.tracker.advance(ConnectionState.CLOSING, reason)
        link.tracker.advance(ConnectionState.CLOSED, reason)
        if not self.links:
            self._queue.clear()
            self._overflow_logged = False
        self._sink(LinkDown(link.id))
        if not link.anonymous:
            muted = link.address in self._muted
            self._on_gone(
                link.address, IGNORE_AFTER_CLOSE if muted else IGNORE_AFTER_DROP
            )
        self._on_change()

    def _is_muted(self, address: str) -> bool:
        """Return whether an address was given up a short while ago."""
        if (until := self._muted.get(address)) is None:
            return False
        if self._clock() < until:
            return True
        del self._muted[address]
        return False

    def _log_overflow(self, address: str) -> None:
        """Say once that there are more centrals than any adapter has."""
        if not self._overflow_logged:
            self._overflow_logged = True
            _LOGGER.warning(
                "Ignoring %s: %s incoming links already", address, MAX_INBOUND_LINKS
            )

    def _dropped(self, count: int) -> None:
        """Count frames that the full queue dropped, on one link for all."""
        link = self.links[0]
        link.counters.dropped += count
        self._report_drop(link.id, count)
