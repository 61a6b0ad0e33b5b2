"""The conversations on disk: private text only where the user wants it there."""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from homeassistant.core import HomeAssistant, callback

from .const import HISTORY_SAVE_DELAY
from .durable_store import DurableStore, StoreWriter
from .history import (
    History,
    HistoryMessage,
    StoredHistory,
    stored_history,
)
from .history_changes import (
    DeliveryNoted,
    HistoryChange,
    HistoryCleared,
    MessageAdded,
    MessageRemoved,
    MessagesRead,
)
from .listeners import Listeners
from .protocol import DeliveryFailure, DeliveryStatus


class _StoredConversations(TypedDict):
    """The file."""

    conversations: StoredHistory
    pruned: NotRequired[list[str]]


class HistoryStore:
    """The history, and the file that it survives a restart in."""

    def __init__(self, hass: HomeAssistant, *, keep_private: bool) -> None:
        """Begin with nothing said."""
        self.history = History()
        self.changes = Listeners[HistoryChange]()
        self._keep_private = keep_private
        self._store = DurableStore[_StoredConversations](
            hass, "history", self._as_stored, HISTORY_SAVE_DELAY, threaded=True
        )

    async def async_load(self) -> None:
        """Read what was said before a restart."""

        def restore(stored: Mapping[str, Any]) -> None:
            """Take it over."""
            self.history.restore(stored["conversations"], stored.get("pruned", ()))

        await self._store.async_load(restore)

    @property
    def writers(self) -> tuple[StoreWriter, ...]:
        """Return what writes the file."""
        return (self._store,)

    async def async_flush(self) -> None:
        """Write now."""
        await self._store.async_flush()

    async def async_remove(self) -> None:
        """Forget everything for good."""
        self.history.clear()
        await self._store.async_remove()

    @callback
    def async_keep_private(self, *, keep: bool) -> None:
        """Begin or end to keep private text on disk."""
        if keep != self._keep_private:
            self._keep_private = keep
            self._store.async_save_soon()

    @callback
    def async_add(self, conversation: str, message: HistoryMessage) -> bool:
        """Remember a message; return whether it was new."""
        added = self.history.add(conversation, message)
        if added:
            self._store.async_save_soon()
            self.changes.call(MessageAdded(conversation, message))
        return added

    @callback
    def async_delivery_changed(
        self,
        conversation: str,
        message_id: str,
        status: DeliveryStatus,
        failure: DeliveryFailure | None,
        heard_by: int,
    ) -> None:
        """Note how far a message of ours got."""
        if self.history.delivery_changed(
            conversation, message_id, status, failure, heard_by
        ):
            self._store.async_save_soon()
            self.changes.call(DeliveryNoted(conversation, message_id))

    @callback
    def async_mark_read(
        self, conversation: str, message_ids: list[str] | None
    ) -> tuple[str, ...]:
        """Mark messages read; return the IDs of those that were not."""
        read = self.history.mark_read(conversation, message_ids)
        if read:
            self._store.async_save_soon()
            self.changes.call(MessagesRead(conversation, read))
        return read

    @callback
    def async_remove_message(self, conversation: str, message_id: str) -> None:
        """Forget one message."""
        if self.history.remove(conversation, message_id) is not None:
            self._store.async_save_soon()
            self.changes.call(MessageRemoved(conversation, message_id))

    async def async_clear(self, conversation: str | None) -> int:
        """Forget a conversation, or all, on disk as well; return how many messages."""
        count = self.history.clear(conversation)
        self.changes.call(HistoryCleared())
        await self._store.async_flush()
        return count

    @callback
    def async_prune(self, now_ms: int) -> None:
        """Forget what is too old."""
        if self.history.prune(now_ms):
            self._store.async_save_soon()
            self.changes.call(HistoryCleared())

    def _as_stored(self) -> _StoredConversations:
        """Return the file's content; safe in another thread, for nothing in it changes.

        A snapshot takes each conversation whole, and its messages are immutable.
        """
        snapshot = self.history.snapshot(private=self._keep_private)
        content: _StoredConversations = {"conversations": stored_history(snapshot)}
        if pruned := [name for name in self.history.pruned if name in snapshot]:
            content["pruned"] = pruned
        return content
