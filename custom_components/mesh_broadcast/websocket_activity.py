"""The activity log, as the dashboard gets it."""

from collections import deque
from typing import Any, TypedDict, override

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
import probatio

from .activity import MAX_ENTRIES, ActivityEntry
from .const import DOMAIN
from .coordinator import MeshCoordinator
from .private_access import may_read_private
from .subscription import EventData, NodeSubscription


class EntryData(TypedDict):
    """Something that happened; `at` in Unix milliseconds."""

    id: int
    at: int
    kind: str
    data: dict[str, Any]


class ActivitySubscription(NodeSubscription):
    """Tells what the node does."""

    def __init__(
        self, hass: HomeAssistant, connection: ActiveConnection, message_id: int
    ) -> None:
        """Begin without anything to tell."""
        super().__init__(hass, connection, message_id)
        self._waiting: deque[ActivityEntry] = deque(maxlen=MAX_ENTRIES)
        self._dropped = 0
        self._private = False

    @override
    def _follow(self, node: MeshCoordinator) -> list[CALLBACK_TYPE]:
        return [
            node.activity.added.add(self._added),
            node.settings_changed.add(self._changed),
        ]

    @callback
    def _added(self, entry: ActivityEntry) -> None:
        """Tell of an entry soon."""
        self._dropped += len(self._waiting) == MAX_ENTRIES
        self._waiting.append(entry)
        self._changed()

    @override
    def _snapshot(self, node: MeshCoordinator) -> EventData:
        self._private = may_read_private(node, self._connection.user)
        self._waiting.clear()
        self._dropped = 0
        return {"entries": self._data(node.activity.entries)}

    @override
    def _delta(self, node: MeshCoordinator) -> EventData | None:
        if self._private != may_read_private(node, self._connection.user):
            return None
        delta: EventData = {}
        if entries := self._data(self._waiting):
            delta = {"entries": entries, "dropped": self._dropped}
        self._waiting.clear()
        self._dropped = 0
        return delta

    def _data(
        self, entries: deque[ActivityEntry] | tuple[ActivityEntry, ...]
    ) -> list[EntryData]:
        """Describe the entries that this user may see."""
        return [
            {
                "id": entry.number,
                "at": entry.at_ms,
                "kind": entry.kind.value,
                "data": entry.data,
            }
            for entry in entries
            if self._private or not entry.private
        ]


@websocket_api.websocket_command(
    {probatio.Required("type"): f"{DOMAIN}/activity/subscribe"}
)
@callback
def ws_subscribe_activity(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Subscribe to what the node does."""
    ActivitySubscription(hass, connection, msg["id"]).async_start()
