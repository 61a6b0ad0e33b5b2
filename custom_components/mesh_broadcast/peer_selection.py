"""Which peers a trigger or condition is about: by device, or by fingerprint."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
import probatio

from .const import ATTR_FINGERPRINT, DOMAIN, PEER_MODEL
from .peer_devices import fingerprint_of_device
from .peer_lookup import normalized_fingerprint

_NAMES = probatio.All(cv.ensure_list, [cv.string])

PEER_FIELDS: dict[probatio.Marker, Any] = {
    probatio.Optional(ATTR_DEVICE_ID, default=list): _NAMES,
    probatio.Optional(ATTR_FINGERPRINT, default=list): _NAMES,
}
"""The fields that `selected_peers` reads; fingerprints are for peers with no device."""


@callback
def selected_peers(hass: HomeAssistant, options: Mapping[str, Any]) -> frozenset[str]:
    """Return the fingerprints of the selected peers; none selected is anybody."""
    by_device = (
        peer_of_device(hass, device_id) for device_id in options[ATTR_DEVICE_ID]
    )
    # A list in the editor may have lines that were left empty.
    by_fingerprint = (
        _fingerprint(text) for text in options[ATTR_FINGERPRINT] if text.strip()
    )
    return frozenset((*by_device, *by_fingerprint))


@callback
def peer_of_device(hass: HomeAssistant, device_id: str) -> str:
    """Return the peer whose device this is."""
    device = dr.async_get(hass).async_get(device_id)
    if isinstance(device, dr.DeviceEntry) and device.model == PEER_MODEL:
        fingerprint = fingerprint_of_device(device)
        if fingerprint is not None:
            return fingerprint
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="device_no_peer",
        translation_placeholders={"device": device_id},
    )


def _fingerprint(text: str) -> str:
    """Return a fingerprint however it was written down."""
    fingerprint = normalized_fingerprint(text)
    if fingerprint is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="fingerprint_invalid",
        )
    return fingerprint
