"""Conversations live: what is new in them, delivered, read, or forgotten."""

from typing import Any, Final, override

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
import probatio

from .const import DOMAIN
from .coordinator import MeshCoordinator
from .history import PUBLIC
from .history_changes import (
    DeliveryNoted,
    HistoryChange,
    HistoryCleared,
    MessageAdded,
    MessageRemoved,
    MessagesRead,
)
from .message_data import ConversationData, conversation_data, message_data
from .private_access import may_read_private
from .protocol import Peer, PeerChange
from .subscription import EventData, NodeSubscription

MAX_CHANGES: Final = 200
"""Changes in one event; beyond, a snapshot is less, and the reader's page is stale."""

type MessageKey = tuple[str, str]
"""A message's conversation and its ID."""


class ConversationsSubscription(NodeSubscription):
    """Tells what is said."""

    def __init__(
        self, hass: HomeAssistant, connection: ActiveConnection, message_id: int
    ) -> None:
        """Begin without anything told."""
        super().__init__(hass, connection, message_id)
        self._private = False
        # What was told, and the title under which it was.
        self._told: dict[str, str] = {}
        self._added: dict[MessageKey, None] = {}
        self._delivered: dict[MessageKey, None] = {}
        self._read: dict[MessageKey, None] = {}
        self._removed: dict[MessageKey, None] = {}
        self._touched: dict[str, None] = {}
        self._too_much = False

    @override
    def _follow(self, node: MeshCoordinator) -> list[CALLBACK_TYPE]:
        return [
            node.history_changes.add(self._history_changed),
            node.settings_changed.add(self._changed),
            node.peer_changes.add(self._peer_changed),
        ]

    @callback
    def _peer_changed(self, _: PeerChange, peer: Peer) -> None:
        """Follow the names of those with whom we talk."""
        if self._told.get(peer.fingerprint) not in {None, peer.nickname}:
            self._touched[peer.fingerprint] = None
            self._changed()

    @callback
    def _history_changed(self, change: HistoryChange) -> None:
        """Remember what to tell."""
        self._changed()
        match change:
            case HistoryCleared():
                self._touched |= dict.fromkeys(self._told)
                return
            case _ if change.conversation != PUBLIC and not self._private:
                return
            case MessageAdded(conversation, message):
                self._added[conversation, message.message_id] = None
            case DeliveryNoted(conversation, message_id):
                self._delivered[conversation, message_id] = None
            case MessagesRead(conversation, message_ids):
                self._read |= dict.fromkeys((conversation, i) for i in message_ids)
            case MessageRemoved(conversation, message_id):
                self._removed[conversation, message_id] = None
        self._touched[change.conversation] = None
        if self._waiting() > MAX_CHANGES:
            self._too_much = True
            self._forget()

    def _waiting(self) -> int:
        """Return how many changes wait to be told."""
        return (
            len(self._added)
            + len(self._delivered)
            + len(self._read)
            + len(self._removed)
        )

    def _forget(self) -> None:
        """Tell nothing of what was to be told."""
        for changes in (self._added, self._delivered, self._read, self._removed):
            changes.clear()
        self._touched.clear()

    @override
    def _snapshot(self, node: MeshCoordinator) -> EventData:
        self._private = may_read_private(node, self._connection.user)
        self._too_much = False
        self._forget()
        found = self._conversations(node)
        self._told = {item["conversation"]: item["title"] for item in found}
        return {"conversations": found}

    def _conversations(self, node: MeshCoordinator) -> list[ConversationData]:
        """Describe all conversations that this user may read, the public one first."""
        names = node.names
        history = node.history
        public = conversation_data(node, PUBLIC, history.summary(PUBLIC), names)
        return [
            public,
            *(
                conversation_data(node, summary.conversation, summary, names)
                for summary in history.conversations
                if self._private and summary.conversation != PUBLIC
            ),
        ]

    @override
    def _delta(self, node: MeshCoordinator) -> EventData | None:
        if self._too_much or self._private != may_read_private(
            node, self._connection.user
        ):
            return None
        history = node.history
        lists: dict[str, list[Any]] = {
            "messages": [
                message_data(node, conversation, message)
                for conversation, message_id in self._added
                if (message := history.message(conversation, message_id)) is not None
            ],
            "deliveries": [
                {
                    "conversation": conversation,
                    "message_id": message_id,
                    "status": message.status,
                    "failure": message.failure,
                    "heard_by": message.heard_by,
                }
                for conversation, message_id in self._delivered
                if (message := history.message(conversation, message_id)) is not None
            ],
            "read": _by_conversation(self._read),
            "removed_messages": [
                {"conversation": conversation, "message_id": message_id}
                for conversation, message_id in self._removed
            ],
            "conversations": [],
            "removed": [],
        }
        for conversation in tuple(self._told):
            # Also one that had to make room for a new one, of which nobody tells.
            if conversation != PUBLIC and history.summary(conversation) is None:
                self._touched[conversation] = None
        names = node.names if self._touched else {}
        for conversation in self._touched:
            summary = history.summary(conversation)
            if summary is None and conversation != PUBLIC:
                self._told.pop(conversation, None)
                lists["removed"].append(conversation)
            else:
                data = conversation_data(node, conversation, summary, names)
                self._told[conversation] = data["title"]
                lists["conversations"].append(data)
        self._forget()
        return {name: changes for name, changes in lists.items() if changes}


def _by_conversation(messages: dict[MessageKey, None]) -> list[dict[str, Any]]:
    """Return messages grouped by conversation."""
    grouped: dict[str, list[str]] = {}
    for conversation, message_id in messages:
        grouped.setdefault(conversation, []).append(message_id)
    return [
        {"conversation": conversation, "message_ids": message_ids}
        for conversation, message_ids in grouped.items()
    ]


@websocket_api.websocket_command(
    {probatio.Required("type"): f"{DOMAIN}/messages/subscribe"}
)
@callback
def ws_subscribe_messages(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Subscribe to what is said."""
    ConversationsSubscription(hass, connection, msg["id"]).async_start()
