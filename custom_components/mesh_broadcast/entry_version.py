"""Settings of a newer version: Home Assistant refuses them, but says so only in its log."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN, ENTRY_VERSION, ISSUE_ENTRY_NEWER


@callback
def async_tell_of_newer_entry(hass: HomeAssistant) -> None:
    """Explain to the user why the node will not start after a downgrade."""
    for entry in hass.config_entries.async_entries(DOMAIN):
        if entry.version > ENTRY_VERSION:
            ir.async_create_issue(
                hass,
                DOMAIN,
                ISSUE_ENTRY_NEWER,
                is_fixable=False,
                severity=ir.IssueSeverity.ERROR,
                translation_key=ISSUE_ENTRY_NEWER,
                translation_placeholders={
                    "version": str(entry.version),
                    "readable": str(ENTRY_VERSION),
                },
            )
