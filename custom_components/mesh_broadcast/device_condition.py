"""Conditions of peers' devices and of the node's; `reach` does their work."""

from typing import Any

from homeassistant.const import (
    ATTR_DEVICE_ID,
    CONF_CONDITION,
    CONF_DEVICE_ID,
    CONF_DOMAIN,
    CONF_TYPE,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    selector,
)
from homeassistant.helpers.condition import ConditionCheckerType
from homeassistant.helpers.typing import ConfigType, TemplateVarsType
import probatio

from .const import CONF_DIRECT, CONF_MAX_HOPS, DOMAIN, PEER_MODEL
from .protocol import MAX_TTL
from .reach import REACH_SCHEMA, Reach

_PEER_TYPES: dict[str, dict[str, Any]] = {
    "in_reach": {},
    "in_reach_directly": {CONF_DIRECT: True},
}
_NODE_TYPES: dict[str, dict[str, Any]] = {
    "any_peer_in_reach": {},
    "any_peer_in_reach_directly": {CONF_DIRECT: True},
}
_TYPES = _PEER_TYPES | _NODE_TYPES

_HOPS_FIELDS: dict[probatio.Marker, selector.Selector[Any]] = {
    probatio.Optional(CONF_MAX_HOPS): selector.NumberSelector(
        selector.NumberSelectorConfig(
            min=1, max=MAX_TTL, mode=selector.NumberSelectorMode.BOX
        )
    )
}

CONDITION_SCHEMA = cv.DEVICE_CONDITION_BASE_SCHEMA.extend(
    {probatio.Required(CONF_TYPE): probatio.In(_TYPES), **_HOPS_FIELDS}
)


async def async_validate_condition_config(
    hass: HomeAssistant, config: ConfigType
) -> ConfigType:
    """Validate a condition, also against what is in this home."""
    validated: ConfigType = CONDITION_SCHEMA(config)
    _reach(hass, validated)
    return validated


async def async_get_conditions(
    hass: HomeAssistant, device_id: str
) -> list[dict[str, str]]:
    """Return the conditions of a device."""
    device = dr.async_get(hass).async_get(device_id)
    is_peer = isinstance(device, dr.DeviceEntry) and device.model == PEER_MODEL
    return [
        {
            CONF_CONDITION: "device",
            CONF_DEVICE_ID: device_id,
            CONF_DOMAIN: DOMAIN,
            CONF_TYPE: name,
        }
        for name in (_PEER_TYPES if is_peer else _NODE_TYPES)
    ]


async def async_get_condition_capabilities(
    hass: HomeAssistant, config: ConfigType
) -> dict[str, probatio.Schema]:
    """Return what users may choose."""
    fields = {} if _TYPES[config[CONF_TYPE]] else _HOPS_FIELDS
    return {"extra_fields": probatio.Schema(dict(fields))}


@callback
def async_condition_from_config(
    hass: HomeAssistant, config: ConfigType
) -> ConditionCheckerType:
    """Return what checks a condition."""
    reach = _reach(hass, config)

    @callback
    def check(hass: HomeAssistant, variables: TemplateVarsType = None) -> bool:
        return reach.async_check()

    return check


def _reach(hass: HomeAssistant, config: ConfigType) -> Reach:
    """Return what is to be checked."""
    options = dict(_TYPES[config[CONF_TYPE]])
    if CONF_MAX_HOPS in config:
        options[CONF_MAX_HOPS] = config[CONF_MAX_HOPS]
    if config[CONF_TYPE] in _PEER_TYPES:
        options[ATTR_DEVICE_ID] = [config[CONF_DEVICE_ID]]
    return Reach(hass, REACH_SCHEMA(options))
