"""Sensors of the node and of peers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import SIGNAL_STRENGTH_DECIBELS_MILLIWATT, EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MeshConfigEntry, MeshCoordinator
from .entity import NodeEntity, PeerEntity
from .message_event import to_datetime

PARALLEL_UPDATES = 0

type SensorValue = int | datetime | None


@dataclass(frozen=True, kw_only=True)
class NodeSensorDescription(SensorEntityDescription):
    """Describe a sensor of the node."""

    value_fn: Callable[[MeshCoordinator], SensorValue]


@dataclass(frozen=True, kw_only=True)
class PeerSensorDescription(SensorEntityDescription):
    """Describe a sensor of a peer."""

    value_fn: Callable[[MeshCoordinator, str], SensorValue]


def _last_seen(coordinator: MeshCoordinator, fingerprint: str) -> datetime | None:
    """Return when a peer was last seen, to the minute.

    Peers announce every few seconds; each of them would be a row in the recorder.
    """
    if (last_seen_ms := coordinator.last_seen_ms(fingerprint)) is None:
        return None
    return to_datetime(last_seen_ms).replace(second=0, microsecond=0)


def _rssi(coordinator: MeshCoordinator, fingerprint: str) -> int | None:
    """Return how strongly a direct peer is received."""
    peer = coordinator.peer_in_reach(fingerprint)
    return peer.rssi if peer is not None and peer.direct else None


def _hops(coordinator: MeshCoordinator, fingerprint: str) -> int | None:
    """Return how many links away a peer is."""
    peer = coordinator.peer_in_reach(fingerprint)
    return None if peer is None else peer.hops


NODE_SENSORS = (
    NodeSensorDescription(
        key="peers_in_reach",
        translation_key="peers_in_reach",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda coordinator: coordinator.peers_in_reach,
    ),
    NodeSensorDescription(
        key="links",
        translation_key="links",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda coordinator: coordinator.link_count,
    ),
)

PEER_SENSORS = (
    PeerSensorDescription(
        key="last_seen",
        translation_key="last_seen",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_last_seen,
    ),
    PeerSensorDescription(
        key="rssi",
        translation_key="rssi",
        device_class=SensorDeviceClass.SIGNAL_STRENGTH,
        native_unit_of_measurement=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=_rssi,
    ),
    PeerSensorDescription(
        key="hops",
        translation_key="hops",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_hops,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of the node, and of each peer that has a device."""
    coordinator = entry.runtime_data
    async_add_entities(
        NodeSensor(coordinator, description) for description in NODE_SENSORS
    )

    @callback
    def add_peer(fingerprint: str) -> None:
        """Add the sensors of a peer."""
        async_add_entities(
            PeerSensor(coordinator, description, fingerprint)
            for description in PEER_SENSORS
        )

    entry.async_on_unload(coordinator.devices.async_listen(add_peer))


class NodeSensor(NodeEntity, SensorEntity):
    """A sensor of the node."""

    def __init__(
        self, coordinator: MeshCoordinator, description: NodeSensorDescription
    ) -> None:
        """Know where the value comes from."""
        super().__init__(coordinator, description)
        self._value_fn = description.value_fn

    @property
    @override
    def native_value(self) -> SensorValue:
        """Return the node's value."""
        return self._value_fn(self.coordinator)

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        return self.available, self.native_value


class PeerSensor(PeerEntity, SensorEntity):
    """A sensor of a peer."""

    def __init__(
        self,
        coordinator: MeshCoordinator,
        description: PeerSensorDescription,
        fingerprint: str,
    ) -> None:
        """Know where the value comes from."""
        super().__init__(coordinator, description, fingerprint)
        self._value_fn = description.value_fn

    @property
    @override
    def native_value(self) -> SensorValue:
        """Return the peer's value."""
        return self._value_fn(self.coordinator, self._topic)

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        return self.available, self.native_value
