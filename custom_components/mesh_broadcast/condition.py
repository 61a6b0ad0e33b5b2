"""The conditions of Mesh Broadcast."""

from typing import Unpack, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import (
    Condition,
    ConditionCheckParams,
    ConditionConfig,
)
from homeassistant.helpers.typing import ConfigType
import probatio

from .reach import REACH_SCHEMA, Reach

_SCHEMA = probatio.Schema({probatio.Required(CONF_OPTIONS, default=dict): REACH_SCHEMA})


class PeerInReachCondition(Condition):
    """Whether peers are in reach."""

    @override
    @classmethod
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate the options, also against what is in this home."""
        validated: ConfigType = _SCHEMA(config)
        Reach(hass, validated[CONF_OPTIONS])
        return validated

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Keep what is to be checked."""
        super().__init__(hass, config)
        self._reach = Reach(hass, config.options or REACH_SCHEMA({}))

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        """Return whether they are."""
        return self._reach.async_check()


CONDITIONS: dict[str, type[Condition]] = {"peer_in_reach": PeerInReachCondition}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
