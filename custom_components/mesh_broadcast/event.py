"""The public channel as an event entity: one event for each message."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import EVENT_TYPE_MESSAGE
from .coordinator import MeshConfigEntry
from .entity import NodeEntity
from .message_event import MeshMessageEvent

PARALLEL_UPDATES = 0

PUBLIC_CHANNEL = EventEntityDescription(
    key="public_channel",
    translation_key="public_channel",
    event_types=[EVENT_TYPE_MESSAGE],
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the public channel."""
    async_add_entities([PublicChannelEvent(entry.runtime_data, PUBLIC_CHANNEL)])


class PublicChannelEvent(NodeEntity, EventEntity):
    """Messages on the public channel.

    A message from a neighbour's history becomes an event only where it is news: sent
    since this node started, and lately. What it held before a restart would set off
    automations a second time; the bus event has all of it, marked as history.
    """

    # Text and message ID are for whoever looks now; they would fill the recorder.
    _unrecorded_attributes = frozenset({"text", "message_id"})

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the messages."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.new_messages.add(self._async_message))

    @property
    @override
    def available(self) -> bool:
        """Return that the last message stays known, also while off the air."""
        return True

    @override
    def _show(self) -> object:
        """Return that only messages change the state."""
        return None

    @callback
    def _async_message(self, message: MeshMessageEvent) -> None:
        """Become the event for a message."""
        self._trigger_event(
            EVENT_TYPE_MESSAGE,
            {
                "text": message["text"],
                "nickname": message["nickname"],
                "peer_id": message["peer_id"],
                "fingerprint": message["fingerprint"],
                "device_id": message["device_id"],
                "verified": message["verified"],
                "message_id": message["message_id"],
                "hops": message["hops"],
                "sent_at": message["sent_at"],
            },
        )
        self.async_write_ha_state()
