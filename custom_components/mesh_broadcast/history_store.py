"""The conversations on disk: private text only where the user wants it there."""

from collections.abc import Mapping
from typing import Any, TypedDict

from homeassistant.core import HomeAssistant, callback

from .const import HISTORY_SAVE_DELAY
from .durable_store import DurableStore
from .history import (
    History,
    HistoryMessage,
    StoredHistory,
    stored_history,
)
from .protocol import DeliveryFailure, DeliveryStatus


class _StoredConversations(TypedDict):
    """The file."""

    conversations: StoredHistory


class HistoryStore:
    """The history, and the file that it survives a restart in."""

    def __init__(self, hass: HomeAssistant, *, keep_private: bool) -> None:
        """Begin with nothing said."""
        self.history = History()
        self._keep_private = keep_private
        self._store = DurableStore[_StoredConversations](
            hass, "history", self._as_stored, HISTORY_SAVE_DELAY, threaded=True
        )

    async def async_load(self) -> None:
        """Read what was said before a restart."""

        def restore(stored: Mapping[str, Any]) -> None:
            """Take it over."""
            self.history.restore(stored["conversations"])

        await self._store.async_load(restore)

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

    @callback
    def async_mark_read(
        self, conversation: str, message_ids: list[str] | None
    ) -> tuple[str, ...]:
        """Mark messages read; return the IDs of those that were not."""
        read = self.history.mark_read(conversation, message_ids)
        if read:
            self._store.async_save_soon()
        return read

    async def async_clear(self, conversation: str | None) -> int:
        """Forget a conversation, or all, on disk as well; return how many messages."""
        count = self.history.clear(conversation)
        await self._store.async_flush()
        return count

    @callback
    def async_prune(self, now_ms: int) -> None:
        """Forget what is too old."""
        if self.history.prune(now_ms):
            self._store.async_save_soon()

    def _as_stored(self) -> _StoredConversations:
        """Return the file's content; safe in another thread, for nothing in it changes.

        A snapshot takes each conversation whole, and its messages are immutable.
        """
        snapshot = self.history.snapshot(private=self._keep_private)
        return {"conversations": stored_history(snapshot)}
