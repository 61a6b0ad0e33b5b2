"""Trusted peers as the config flow makes them."""

from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

NAME = "Alice's phone"


def trust(
    hass: HomeAssistant, entry: MockConfigEntry, fingerprint: str, **rights: Any
) -> None:
    """Trust a peer, or change what it may do."""
    data = {"fingerprint": fingerprint} | rights
    for subentry in entry.subentries.values():
        if subentry.unique_id == fingerprint:
            hass.config_entries.async_update_subentry(entry, subentry, data=data)
            return
    hass.config_entries.async_add_subentry(
        entry,
        ConfigSubentry(
            data=MappingProxyType(data),
            subentry_type="trusted_peer",
            title=NAME,
            unique_id=fingerprint,
        ),
    )
