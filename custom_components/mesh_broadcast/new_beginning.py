"""Let the config entry begin anew after a wipe, as if it had just been added."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir

from .const import (
    CONF_FINGERPRINT,
    CONF_PICKED_PEERS,
    DOMAIN,
    ISSUE_KEY_CHANGED,
    ISSUE_STORE_NEWER,
    ISSUE_STORE_SET_ASIDE,
)
from .restored_states import async_forget_restored


async def async_begin_anew(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Forget what Home Assistant knows of the node and of peers, and load it again.

    For whoever holds the entry's setup lock.
    """
    hass.config_entries.async_update_entry(
        entry,
        data=_without(entry.data, CONF_FINGERPRINT),
        options=_without(entry.options, CONF_PICKED_PEERS),
    )
    for subentry_id in tuple(entry.subentries):
        hass.config_entries.async_remove_subentry(entry, subentry_id)
    await entry.async_unload(hass)
    await async_forget_restored(hass, entry.entry_id)
    registry = dr.async_get(hass)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        registry.async_remove_device(device.id)
    for domain, issue_id in tuple(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(
            (ISSUE_KEY_CHANGED, ISSUE_STORE_NEWER, ISSUE_STORE_SET_ASIDE)
        ):
            ir.async_delete_issue(hass, DOMAIN, issue_id)
    await entry.async_setup(hass)


def _without(values: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return values without one of them."""
    return {name: value for name, value in values.items() if name != key}
