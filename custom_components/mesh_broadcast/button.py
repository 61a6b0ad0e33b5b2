"""Have the node say at once who it is."""

from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import MeshConfigEntry
from .entity import NodeEntity

# One at a time; the engine keeps announces apart anyway.
PARALLEL_UPDATES = 1

ANNOUNCE = ButtonEntityDescription(
    key="announce",
    translation_key="announce",
    entity_category=EntityCategory.CONFIG,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the button."""
    async_add_entities([AnnounceButton(entry.runtime_data, ANNOUNCE)])


class AnnounceButton(NodeEntity, ButtonEntity):
    """Announce the node now; however often it is pressed, the air's limits hold."""

    @override
    def _show(self) -> object:
        """Return what changes besides the time of the last press."""
        return self.available

    @override
    async def async_press(self) -> None:
        """Announce."""
        self.coordinator.async_announce()
