"""Sensors of the node and of peers.

Counters and what else changes with the traffic are written once a minute at most.
"""

from collections.abc import Callable, Mapping
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

from .const import RESTFUL_INTERVAL, RESTLESS_INTERVAL
from .coordinator import MeshConfigEntry, MeshCoordinator
from .daily_sensor import MESSAGES_TODAY, MessagesTodaySensor
from .entity import NodeEntity, PeerEntity
from .message_event import to_datetime
from .protocol import PEER_ID_SIZE, DropReason, LinkRole, PeerTrust
from .state_writer import NODE, TRAFFIC
from .transport import ConnectionState

PARALLEL_UPDATES = 0

type SensorValue = int | str | datetime | None

# That a packet comes from several sides is how a mesh works, and no loss.
_ECHOES = (DropReason.DUPLICATE, DropReason.OWN_PACKET)


@dataclass(frozen=True, kw_only=True)
class NodeSensorDescription(SensorEntityDescription):
    """Describe a sensor of the node.

    `rest` is in seconds; a `lasting` value is known also while off the air.
    """

    value_fn: Callable[[MeshCoordinator], SensorValue]
    attributes_fn: Callable[[MeshCoordinator], Mapping[str, int]] | None = None
    topic: str = NODE
    rest: float = 0.0
    lasting: bool = False


@dataclass(frozen=True, kw_only=True)
class PeerSensorDescription(SensorEntityDescription):
    """Describe a sensor of a peer; `rest` is in seconds."""

    value_fn: Callable[[MeshCoordinator, str], SensorValue]
    rest: float = 0.0


def _links(coordinator: MeshCoordinator, role: LinkRole) -> int:
    """Return how many links are up in one role."""
    return sum(
        link.role is role and link.state is ConnectionState.READY and not link.anonymous
        for link in coordinator.manager.links
    )


def _queued(coordinator: MeshCoordinator) -> int:
    """Return how many frames wait to be sent; links to our server share a queue."""
    links = coordinator.manager.links
    return sum(link.queued for link in links if link.role is LinkRole.CENTRAL) + max(
        (link.queued for link in links if link.role is LinkRole.PERIPHERAL), default=0
    )


def _dropped(coordinator: MeshCoordinator) -> dict[str, int]:
    """Return how many packets were dropped for which reason."""
    dropped = coordinator.engine.statistics.dropped
    return {
        str(reason): count
        for reason, count in dropped.items()
        if reason not in _ECHOES and count
    }


def _duplicates(coordinator: MeshCoordinator) -> int:
    """Return how many packets came again."""
    dropped = coordinator.engine.statistics.dropped
    return sum(dropped.get(reason, 0) for reason in _ECHOES)


def _last_seen(coordinator: MeshCoordinator, fingerprint: str) -> datetime | None:
    """Return when a peer was last seen, to the minute."""
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


def _trust(coordinator: MeshCoordinator, fingerprint: str) -> str:
    """Return how sure we are of a peer, in reach or not."""
    if (peer := coordinator.peer_in_reach(fingerprint)) is not None:
        return peer.trust
    peer_id = bytes.fromhex(fingerprint)[:PEER_ID_SIZE]
    return next(
        (
            record.trust
            for record in coordinator.engine.trust
            if record.peer_id == peer_id
        ),
        PeerTrust.PINNED if fingerprint in coordinator.names else PeerTrust.SEEN,
    )


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
    NodeSensorDescription(
        key="central_links",
        translation_key="central_links",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda coordinator: _links(coordinator, LinkRole.CENTRAL),
    ),
    NodeSensorDescription(
        key="peripheral_links",
        translation_key="peripheral_links",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda coordinator: _links(coordinator, LinkRole.PERIPHERAL),
    ),
    NodeSensorDescription(
        key="waiting_messages",
        translation_key="waiting_messages",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda coordinator: coordinator.engine.statistics.waiting_private,
        topic=TRAFFIC,
        rest=RESTLESS_INTERVAL,
        lasting=True,
    ),
    NodeSensorDescription(
        key="relayed_packets",
        translation_key="relayed_packets",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda coordinator: coordinator.engine.statistics.relayed,
        topic=TRAFFIC,
        rest=RESTLESS_INTERVAL,
        lasting=True,
    ),
    NodeSensorDescription(
        key="dropped_packets",
        translation_key="dropped_packets",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda coordinator: sum(_dropped(coordinator).values()),
        attributes_fn=_dropped,
        topic=TRAFFIC,
        rest=RESTLESS_INTERVAL,
        lasting=True,
    ),
    NodeSensorDescription(
        key="duplicate_packets",
        translation_key="duplicate_packets",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=_duplicates,
        topic=TRAFFIC,
        rest=RESTLESS_INTERVAL,
        lasting=True,
    ),
    NodeSensorDescription(
        key="send_queue",
        translation_key="send_queue",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=_queued,
        topic=TRAFFIC,
        rest=RESTLESS_INTERVAL,
    ),
)

PEER_SENSORS = (
    PeerSensorDescription(
        key="last_seen",
        translation_key="last_seen",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_last_seen,
        rest=RESTFUL_INTERVAL,
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
        rest=RESTLESS_INTERVAL,
    ),
    PeerSensorDescription(
        key="hops",
        translation_key="hops",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_hops,
        rest=RESTFUL_INTERVAL,
    ),
    PeerSensorDescription(
        key="trust",
        translation_key="trust",
        device_class=SensorDeviceClass.ENUM,
        options=list(PeerTrust),
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=_trust,
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
    async_add_entities([MessagesTodaySensor(coordinator, MESSAGES_TODAY)])

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

    # The sum is enough for the recorder; the reasons are for whoever looks now.
    _unrecorded_attributes = frozenset(DropReason)

    def __init__(
        self, coordinator: MeshCoordinator, description: NodeSensorDescription
    ) -> None:
        """Know where the value comes from."""
        super().__init__(coordinator, description)
        self._topic = description.topic
        self._rest = description.rest
        self._lasting = description.lasting
        self._value_fn = description.value_fn
        self._attributes_fn = description.attributes_fn

    @property
    @override
    def available(self) -> bool:
        """Return whether the value is known."""
        return self._lasting or super().available

    @property
    @override
    def native_value(self) -> SensorValue:
        """Return the node's value."""
        return self._value_fn(self.coordinator)

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, int] | None:
        """Return what the value is made up of."""
        return self._attributes_fn and self._attributes_fn(self.coordinator)

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
        self._rest = description.rest
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
