"""The public channel, and each peer that the user picked, as something to notify."""

from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.components.notify.const import NotifyEntityFeature
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .coordinator import MeshConfigEntry, MeshCoordinator
from .entity import NodeEntity, PeerEntity

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
    added: set[str] = set()

    @callback
    def follow() -> None:
        """Have an entity for each picked peer that has a device, and no other."""
        wanted = coordinator.settings.picked_peers & set(
            coordinator.devices.fingerprints
        )
        async_add_entities(
            PeerNotify(coordinator, PRIVATE, fingerprint)
            for fingerprint in sorted(wanted - added)
        )
        registry = er.async_get(hass)
        for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
            fingerprint = _picked_before(coordinator, entity)
            if fingerprint is not None and fingerprint not in wanted:
                registry.async_remove(entity.entity_id)
        added.clear()
        added.update(wanted)

    entry.async_on_unload(coordinator.devices.async_listen(lambda _: follow()))
    entry.async_on_unload(coordinator.settings_changed.add(follow))
    follow()


def _picked_before(
    coordinator: MeshCoordinator, entity: er.RegistryEntry
) -> str | None:
    """Return the peer whose notify entity this is, if it is one."""
    prefix, suffix = f"{coordinator.identity.fingerprint}_", f"_{PRIVATE.key}"
    if entity.domain != Platform.NOTIFY or entity.platform != DOMAIN:
        return None
    if not entity.unique_id.endswith(suffix):
        return None
    return entity.unique_id.removeprefix(prefix).removesuffix(suffix)


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
        """Send a private message."""
        self.coordinator.async_send_private(self._topic, _with_title(message, title))


def _with_title(message: str, title: str | None) -> str:
    """Return one text of a message and its title."""
    return f"{title}\n{message}" if title else message
