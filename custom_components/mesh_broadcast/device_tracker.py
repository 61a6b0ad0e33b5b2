"""Whether the people behind picked peers are there, to be tied to persons and zones."""

from asyncio import TimerHandle
from typing import override

from homeassistant.components.device_tracker import BaseScannerEntity, SourceType
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CONSIDER_HOME
from .coordinator import MeshConfigEntry
from .entity import PeerEntity
from .picked_entities import async_follow_picked

PARALLEL_UPDATES = 0

PRESENCE = EntityDescription(key="presence", translation_key="presence")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up a tracker for each peer that the user picked."""
    coordinator = entry.runtime_data
    async_follow_picked(
        hass,
        entry,
        Platform.DEVICE_TRACKER,
        PRESENCE,
        lambda fingerprint: PeerTracker(coordinator, PRESENCE, fingerprint),
        async_add_entities,
    )


class PeerTracker(PeerEntity, BaseScannerEntity):
    """Somebody's presence.

    Unlike being in reach it outlasts a short absence, and is not known until that time
    has passed after a start: nobody is to come home because Home Assistant restarted.
    """

    _attr_source_type = SourceType.BLUETOOTH_LE
    _here: bool | None = None
    _absence: TimerHandle | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Begin to look."""
        self._look()
        await super().async_added_to_hass()
        self.async_on_remove(self._end_absence)

    @property
    @override
    def is_connected(self) -> bool | None:
        """Return whether the peer is there, None while that is not known."""
        return self._here

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        self._look()
        return self.available, self._here

    @callback
    def _look(self) -> None:
        """Take in whether the peer is in reach; who is not is gone after a while."""
        if not self.available:
            self._here = None
            self._end_absence()
        elif self.peer is not None:
            self._here = True
            self._end_absence()
        elif self._here is not False and self._absence is None:
            self._absence = self.coordinator.hass.loop.call_later(
                CONSIDER_HOME.total_seconds(), self._gone
            )

    @callback
    def _gone(self) -> None:
        """Believe that the peer is gone."""
        self._absence = None
        self._here = False
        self.coordinator.writer.changed(self._topic)

    @callback
    def _end_absence(self) -> None:
        """Stop waiting for the absence to last."""
        if self._absence is not None:
            self._absence.cancel()
            self._absence = None
