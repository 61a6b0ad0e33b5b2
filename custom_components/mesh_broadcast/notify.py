"""The public channel as something to notify."""

from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.components.notify.const import NotifyEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MeshConfigEntry
from .entity import NodeEntity

# One at a time: messages leave in the order in which they were sent.
PARALLEL_UPDATES = 1

PUBLIC_CHANNEL = NotifyEntityDescription(
    key="public_channel", translation_key="public_channel"
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the public channel."""
    async_add_entities([PublicChannelNotify(entry.runtime_data, PUBLIC_CHANNEL)])


class PublicChannelNotify(NodeEntity, NotifyEntity):
    """Broadcast to everyone in reach."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    @override
    def _show(self) -> object:
        """Return what changes besides the time of the last message."""
        return self.available

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Broadcast a message; the mesh has no titles, so one goes before the text."""
        self.coordinator.async_broadcast(f"{title}\n{message}" if title else message)
