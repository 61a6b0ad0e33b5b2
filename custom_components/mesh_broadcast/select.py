"""How much of the air the node takes."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CONF_RADIO_PROFILE
from .coordinator import MeshConfigEntry
from .entity import SettingEntity
from .protocol import RadioProfile

# One at a time: each takes the options as the last one left them.
PARALLEL_UPDATES = 1

PROFILE = SelectEntityDescription(
    key=CONF_RADIO_PROFILE,
    translation_key="radio_profile",
    options=list(RadioProfile),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the choice of a radio profile."""
    async_add_entities([RadioProfileSelect(entry.runtime_data, PROFILE)])


class RadioProfileSelect(SettingEntity, SelectEntity):
    """The radio profile; docs/entities.md says what each changes."""

    @property
    @override
    def current_option(self) -> str:
        """Return what the user chose."""
        return self.coordinator.settings.radio_profile

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        return self.current_option

    @override
    async def async_select_option(self, option: str) -> None:
        """Go over to another profile."""
        self._set_option(value=option)
