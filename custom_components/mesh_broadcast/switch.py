"""What the node does on the air, to switch on and off while it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import CONF_ADVERTISE, CONF_DIAL, CONF_RELAY, DOMAIN
from .coordinator import MeshConfigEntry, MeshCoordinator
from .entity import SettingEntity
from .settings import NodeSettings, Role

# One at a time: each takes the options as the last one left them.
PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class NodeSwitchDescription(SwitchEntityDescription):
    """Describe a switch; its key is the option, `role` what it takes."""

    value_fn: Callable[[NodeSettings], bool]
    role: Role | None = None


NODE_SWITCHES = (
    NodeSwitchDescription(
        key=CONF_RELAY,
        translation_key="relay",
        value_fn=lambda settings: settings.relay,
    ),
    NodeSwitchDescription(
        key=CONF_ADVERTISE,
        translation_key="advertise",
        value_fn=lambda settings: settings.advertise,
        role=Role.PERIPHERAL,
    ),
    NodeSwitchDescription(
        key=CONF_DIAL,
        translation_key="dial",
        value_fn=lambda settings: settings.dial,
        role=Role.CENTRAL,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the switches of the roles that the node has, and no other."""
    coordinator = entry.runtime_data
    registry = er.async_get(hass)
    for description in NODE_SWITCHES:
        switch = NodeSwitch(coordinator, description)
        if description.role is None or description.role in coordinator.settings.roles:
            async_add_entities([switch])
        elif old := registry.async_get_entity_id(
            Platform.SWITCH, DOMAIN, f"{switch.unique_id}"
        ):
            registry.async_remove(old)


class NodeSwitch(SettingEntity, SwitchEntity):
    """A switch of the node."""

    def __init__(
        self, coordinator: MeshCoordinator, description: NodeSwitchDescription
    ) -> None:
        """Know where the value comes from."""
        super().__init__(coordinator, description)
        self._value_fn = description.value_fn

    @property
    @override
    def is_on(self) -> bool:
        """Return what the user chose."""
        return self._value_fn(self.coordinator.settings)

    @override
    def _show(self) -> object:
        """Return all that the state consists of."""
        return self.is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Have the node do it."""
        self._set_option(value=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Have the node leave it."""
        self._set_option(value=False)
