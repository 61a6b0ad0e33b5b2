"""Whether the node is on the air, and which peers are in reach."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MeshConfigEntry
from .entity import NodeEntity, PeerEntity

PARALLEL_UPDATES = 0

NODE_RUNNING = BinarySensorEntityDescription(
    key="running",
    translation_key="running",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
)

PEER_IN_REACH = BinarySensorEntityDescription(
    key="in_reach",
    translation_key="in_reach",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the node's sensor, and one for each peer that has a device."""
    coordinator = entry.runtime_data
    async_add_entities([NodeRunningSensor(coordinator, NODE_RUNNING)])

    @callback
    def add_peer(fingerprint: str) -> None:
        """Add the sensor of a peer."""
        async_add_entities([PeerInReachSensor(coordinator, PEER_IN_REACH, fingerprint)])

    entry.async_on_unload(coordinator.devices.async_listen(add_peer))


class NodeRunningSensor(NodeEntity, BinarySensorEntity):
    """Whether the node is on the air in at least one role."""

    @property
    @override
    def available(self) -> bool:
        """Return that this is always known."""
        return True

    @property
    @override
    def is_on(self) -> bool:
        """Return whether a role is up."""
        return self.coordinator.running

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        return self.is_on


class PeerInReachSensor(PeerEntity, BinarySensorEntity):
    """Whether a peer is in reach, directly or over others."""

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the peer is in reach."""
        return self.peer is not None

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        return self.available, self.is_on
