"""What all entities of the mesh have in common."""

from abc import abstractmethod
from typing import override

from homeassistant.const import EntityCategory
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription

from .const import DOMAIN
from .coordinator import MeshCoordinator
from .protocol import Peer
from .state_writer import NODE


class MeshEntity(Entity):
    """An entity that shows something of the mesh."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    _topic: str
    # Seconds that the state stays as it is after a write; see StateWriter.
    _rest = 0.0

    def __init__(
        self, coordinator: MeshCoordinator, description: EntityDescription
    ) -> None:
        """Keep what the entity shows, and where it comes from."""
        self.coordinator = coordinator
        self.entity_description = description
        self._shown: object = None

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the topic."""
        await super().async_added_to_hass()
        self._shown = self._show()
        self.async_on_remove(
            self.coordinator.writer.add(self._topic, self._async_refresh, self._rest)
        )

    @property
    @override
    def available(self) -> bool:
        """Return whether the node is on the air; without it nothing is known."""
        return self.coordinator.running

    @abstractmethod
    def _show(self) -> object:
        """Return all that the state consists of."""

    @callback
    def _async_refresh(self) -> bool:
        """Write the state where it differs from the last one; return whether."""
        shown = self._show()
        if shown == self._shown:
            return False
        self._shown = shown
        self.async_write_ha_state()
        return True


class NodeEntity(MeshEntity):
    """An entity of this node."""

    _topic = NODE

    def __init__(
        self, coordinator: MeshCoordinator, description: EntityDescription
    ) -> None:
        """Belong to the node's device."""
        super().__init__(coordinator, description)
        fingerprint = coordinator.identity.fingerprint
        self._attr_unique_id = f"{fingerprint}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, fingerprint)})


class SettingEntity(NodeEntity):
    """An entity that is an option of the node; it can be set while that is down."""

    _attr_entity_category = EntityCategory.CONFIG

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the options, wherever they are changed."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.settings_changed.add(self._async_refresh))

    @property
    @override
    def available(self) -> bool:
        """Return that options are always there."""
        return True

    @callback
    def _set_option(self, *, value: bool | str) -> None:
        """Keep what the user chose; the entry's update listener has it applied."""
        entry = self.coordinator.entry
        self.hass.config_entries.async_update_entry(
            entry, options={**entry.options, self.entity_description.key: value}
        )


class PeerEntity(MeshEntity):
    """An entity of a peer."""

    def __init__(
        self,
        coordinator: MeshCoordinator,
        description: EntityDescription,
        fingerprint: str,
    ) -> None:
        """Belong to the peer's device."""
        super().__init__(coordinator, description)
        self._topic = fingerprint
        self._attr_unique_id = (
            f"{coordinator.identity.fingerprint}_{fingerprint}_{description.key}"
        )
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, fingerprint)})

    @property
    def peer(self) -> Peer | None:
        """Return the peer while it is in reach."""
        return self.coordinator.peer_in_reach(self._topic)
