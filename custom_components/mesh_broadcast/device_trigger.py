"""Triggers of the node's device and of peers' devices; listeners do their work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.components.device_automation import DEVICE_TRIGGER_BASE_SCHEMA
from homeassistant.const import (
    ATTR_DEVICE_ID,
    CONF_DEVICE_ID,
    CONF_DOMAIN,
    CONF_PLATFORM,
    CONF_TYPE,
)
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, selector
from homeassistant.helpers.trigger import TriggerActionType, TriggerInfo
from homeassistant.helpers.typing import ConfigType
import probatio

from .const import (
    CONF_CHANNEL,
    CONF_DIRECT,
    CONF_MATCH,
    CONF_MENTIONED,
    CONF_STATUS,
    CONF_TEXT,
    DOMAIN,
    PEER_MODEL,
)
from .protocol import DeliveryStatus
from .text_filter import Comparison
from .triggers.channel import Channel
from .triggers.delivery_changed import DeliveryListener
from .triggers.listener import MeshListener, Payload
from .triggers.message_received import MessageListener
from .triggers.presence import AppearedListener, LeftListener

_TEXT_FIELDS: dict[probatio.Marker, selector.Selector[Any]] = {
    probatio.Optional(CONF_TEXT): selector.TextSelector(),
    probatio.Optional(CONF_MATCH): selector.SelectSelector(
        selector.SelectSelectorConfig(
            options=[comparison.value for comparison in Comparison],
            translation_key="match",
        )
    ),
}
_DIRECT_FIELDS: dict[probatio.Marker, selector.Selector[Any]] = {
    probatio.Optional(CONF_DIRECT): selector.BooleanSelector()
}
_STATUS_FIELDS: dict[probatio.Marker, selector.Selector[Any]] = {
    probatio.Optional(CONF_STATUS): selector.SelectSelector(
        selector.SelectSelectorConfig(
            options=[status.value for status in DeliveryStatus],
            translation_key="delivery_status",
            multiple=True,
        )
    )
}


@dataclass(frozen=True, slots=True)
class _Type:
    """One type of device trigger: a listener, what it is told, what users choose."""

    listener: type[MeshListener]
    fields: Mapping[probatio.Marker, selector.Selector[Any]]
    options: Mapping[str, Any]


_PEER_TYPES: dict[str, _Type] = {
    "public_message": _Type(
        MessageListener, _TEXT_FIELDS, {CONF_CHANNEL: Channel.PUBLIC}
    ),
    "private_message": _Type(
        MessageListener, _TEXT_FIELDS, {CONF_CHANNEL: Channel.PRIVATE}
    ),
    "appeared": _Type(AppearedListener, _DIRECT_FIELDS, {}),
    "left": _Type(LeftListener, _DIRECT_FIELDS, {}),
}
_NODE_TYPES: dict[str, _Type] = {
    "any_message": _Type(MessageListener, _TEXT_FIELDS, {}),
    "mentioned": _Type(MessageListener, _TEXT_FIELDS, {CONF_MENTIONED: True}),
    "any_peer_appeared": _Type(AppearedListener, _DIRECT_FIELDS, {}),
    "any_peer_left": _Type(LeftListener, _DIRECT_FIELDS, {}),
    "delivery_changed": _Type(DeliveryListener, _STATUS_FIELDS, {}),
}
_TYPES = _PEER_TYPES | _NODE_TYPES

TRIGGER_SCHEMA = DEVICE_TRIGGER_BASE_SCHEMA.extend(
    {
        probatio.Required(CONF_TYPE): probatio.In(_TYPES),
        **_TEXT_FIELDS,
        **_DIRECT_FIELDS,
        **_STATUS_FIELDS,
    }
)


async def async_validate_trigger_config(
    hass: HomeAssistant, config: ConfigType
) -> ConfigType:
    """Validate a trigger, also against what is in this home."""
    validated: ConfigType = TRIGGER_SCHEMA(config)
    _listener(hass, validated, _nothing)
    return validated


async def async_get_triggers(
    hass: HomeAssistant, device_id: str
) -> list[dict[str, Any]]:
    """Return the triggers of a device."""
    device = dr.async_get(hass).async_get(device_id)
    is_peer = isinstance(device, dr.DeviceEntry) and device.model == PEER_MODEL
    return [
        {
            CONF_PLATFORM: "device",
            CONF_DOMAIN: DOMAIN,
            CONF_DEVICE_ID: device_id,
            CONF_TYPE: name,
        }
        for name in (_PEER_TYPES if is_peer else _NODE_TYPES)
    ]


async def async_get_trigger_capabilities(
    hass: HomeAssistant, config: ConfigType
) -> dict[str, probatio.Schema]:
    """Return what users may choose."""
    return {"extra_fields": probatio.Schema(dict(_TYPES[config[CONF_TYPE]].fields))}


async def async_attach_trigger(
    hass: HomeAssistant,
    config: ConfigType,
    action: TriggerActionType,
    trigger_info: TriggerInfo,
) -> CALLBACK_TYPE:
    """Begin to listen."""
    job = HassJob(action, f"{DOMAIN} device trigger {trigger_info['name']}")

    @callback
    def fire(payload: Payload, description: str) -> None:
        hass.async_run_hass_job(
            job,
            {
                "trigger": {
                    **trigger_info["trigger_data"],
                    CONF_PLATFORM: "device",
                    "description": description,
                    **payload,
                }
            },
        )

    return _listener(hass, config, fire).async_listen()


def _listener(hass: HomeAssistant, config: ConfigType, fire: Any) -> MeshListener:
    """Return what listens for a trigger's sake."""
    trigger = _TYPES[config[CONF_TYPE]]
    chosen = {
        str(field): config[str(field)]
        for field in trigger.fields
        if str(field) in config
    }
    if config[CONF_TYPE] in _PEER_TYPES:
        chosen[ATTR_DEVICE_ID] = [config[CONF_DEVICE_ID]]
    options = trigger.listener.SCHEMA({**chosen, **trigger.options})
    return trigger.listener(hass, options, fire)


@callback
def _nothing(payload: Payload, description: str) -> None:
    """Do nothing: these options are only looked at."""
