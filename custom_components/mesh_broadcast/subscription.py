"""A subscription of the dashboard's: a snapshot first, then what changed.

It outlives the node: when the config entry is unloaded it says so, and when a node is
back it begins again with a snapshot. It ends with the connection, or when it is told.
"""

from abc import ABC, abstractmethod
import logging
from typing import Any

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigEntryState,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .coalescer import Coalescer
from .const import DOMAIN
from .coordinator import MeshConfigEntry, MeshCoordinator

_LOGGER = logging.getLogger(__name__)

type EventData = dict[str, Any]


class NodeSubscription(ABC):
    """Follows whatever node there is."""

    def __init__(
        self, hass: HomeAssistant, connection: ActiveConnection, message_id: int
    ) -> None:
        """Know to whom to tell what; nothing is followed yet."""
        self._hass = hass
        self._connection = connection
        self._message_id = message_id
        self._coalescer = Coalescer(hass.loop, self._tell)
        self._node: MeshCoordinator | None = None
        self._unfollow: list[CALLBACK_TYPE] = []
        self._end: CALLBACK_TYPE | None = None

    # -- what each kind of subscription says

    @abstractmethod
    def _follow(self, node: MeshCoordinator) -> list[CALLBACK_TYPE]:
        """Listen to what a node does; return what ends that."""

    @abstractmethod
    def _snapshot(self, node: MeshCoordinator) -> EventData:
        """Return everything as it is now; all changes so far are part of it."""

    @abstractmethod
    def _delta(self, node: MeshCoordinator) -> EventData | None:
        """Return what changed since; None where that is more than a snapshot."""

    # -- life

    @callback
    def async_start(self) -> None:
        """Begin."""
        self._end = async_dispatcher_connect(
            self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed
        )
        self._connection.subscriptions[self._message_id] = self.async_stop
        self._connection.send_result(self._message_id)
        entry = next(iter(self._hass.config_entries.async_entries(DOMAIN)), None)
        self._look_at(entry, first=True)

    @callback
    def async_stop(self) -> None:
        """End for good."""
        if self._end is not None:
            self._end()
            self._end = None
        self._let_go()

    @callback
    def _entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Follow the node's coming and going."""
        if entry.domain == DOMAIN:
            self._look_at(None if change is ConfigEntryChange.REMOVED else entry)

    @callback
    def _look_at(self, entry: MeshConfigEntry | None, *, first: bool = False) -> None:
        """Follow the node of an entry, or tell that there is none."""
        state = None if entry is None else entry.state
        if entry is not None and state is ConfigEntryState.LOADED:
            if self._node is not entry.runtime_data:
                self._let_go()
                self._node = entry.runtime_data
                self._unfollow = self._follow(self._node)
                self._send_snapshot(self._node)
        elif self._node is not None or first:
            self._let_go()
            self._send(
                {"type": "gone", "state": None if state is None else state.value}
            )

    @callback
    def _let_go(self) -> None:
        """Follow no node."""
        self._coalescer.cancel()
        while self._unfollow:
            self._unfollow.pop()()
        self._node = None

    # -- what is told

    @callback
    def _changed(self, *_: object) -> None:
        """Have something told soon."""
        self._coalescer.changed()

    @callback
    def _send_snapshot(self, node: MeshCoordinator) -> None:
        """Tell everything."""
        with node.tasks.meter.turn("dashboard"):
            self._coalescer.told()
            self._send({"type": "snapshot"} | self._snapshot(node))

    @callback
    def _tell(self) -> None:
        """Tell what changed."""
        if (node := self._node) is None:
            return
        with node.tasks.meter.turn("dashboard"):
            if (delta := self._delta(node)) is None:
                self._send_snapshot(node)
            elif delta:
                self._send({"type": "delta"} | delta)

    @callback
    def _send(self, event: EventData) -> None:
        """Send an event."""
        self._connection.send_event(self._message_id, event)
