"""The public channel, and each peer that the user picked, as something to notify."""

from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.components.notify.const import NotifyEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MeshConfigEntry
from .entity import NodeEntity, PeerEntity
from .picked_entities import async_follow_picked
from .private_access import async_user, check_conversation

# One at a time: messages leave in the order in which they were sent.
PARALLEL_UPDATES = 1

PUBLIC_CHANNEL = NotifyEntityDescription(
    key="public_channel", translation_key="public_channel"
)
PRIVATE = NotifyEntityDescription(
    key="private_message", translation_key="private_message"
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the public channel, and the peers that the user picked."""
    coordinator = entry.runtime_data
    async_add_entities([PublicChannelNotify(coordinator, PUBLIC_CHANNEL)])
    async_follow_picked(
        hass,
        entry,
        Platform.NOTIFY,
        PRIVATE,
        lambda fingerprint: PeerNotify(coordinator, PRIVATE, fingerprint),
        async_add_entities,
    )


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
        self.coordinator.async_broadcast(_with_title(message, title))


class PeerNotify(PeerEntity, NotifyEntity):
    """Write to one peer in private, also while it is away."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    @override
    def _show(self) -> object:
        """Return what changes besides the time of the last message."""
        return self.available

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Send a private message, for those who may as the action does."""
        user = (
            None
            if self._context is None
            else await async_user(self.hass, self._context)
        )
        check_conversation(self.coordinator, user, self._topic)
        self.coordinator.async_send_private(self._topic, _with_title(message, title))


def _with_title(message: str, title: str | None) -> str:
    """Return one text of a message and its title."""
    return f"{title}\n{message}" if title else message
