"""Whom somebody means: by device, by fingerprint, or by a nickname that only one has.

Nicknames are free for the taking, so that one which two peers have names neither.
"""

from collections.abc import Mapping
import re
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr

from .const import ATTR_FINGERPRINT, ATTR_NICKNAME, DOMAIN
from .coordinator import MeshCoordinator
from .excerpt import excerpt
from .history import PUBLIC
from .peer_devices import fingerprint_of_device

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")

# Of a name that means nobody, an error shows as much as a fingerprint has.
_MAX_SHOWN = 64

# How people write long hexadecimal numbers down: in groups.
_SEPARATORS = re.compile(r"[\s:-]")


def normalized_fingerprint(text: str) -> str | None:
    """Return a fingerprint however it was written down; None if it is none."""
    digits = _SEPARATORS.sub("", text).lower()
    return digits if _FINGERPRINT.fullmatch(digits) else None


def find_peer(coordinator: MeshCoordinator, data: Mapping[str, Any]) -> str:
    """Return the fingerprint of the one peer that an action's data names."""
    named = [
        key for key in (ATTR_DEVICE_ID, ATTR_FINGERPRINT, ATTR_NICKNAME) if key in data
    ]
    if len(named) != 1:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="name_one_peer"
        )
    text: str = data[named[0]]
    found: str | None
    match named[0]:
        case "device_id":
            found = _by_device(coordinator, text)
        case "fingerprint":
            found = _by_fingerprint(coordinator, text)
        case _:
            found = _by_nickname(coordinator, text)
    if found is None:
        raise _unknown(text)
    return found


def find_conversation(coordinator: MeshCoordinator, text: str) -> str:
    """Return the conversation that somebody means, by any name that it may have."""
    if text == PUBLIC:
        return PUBLIC
    fingerprint = normalized_fingerprint(text)
    if fingerprint is not None and any(
        summary.conversation == fingerprint
        for summary in coordinator.history.conversations
    ):
        # Also with somebody who was forgotten since.
        return fingerprint
    found = (
        _by_fingerprint(coordinator, text)
        or _by_device(coordinator, text)
        or _by_nickname(coordinator, text)
    )
    if found is None:
        raise _unknown(text)
    return found


def _by_device(coordinator: MeshCoordinator, device_id: str) -> str | None:
    """Return the peer whose device this is."""
    device = dr.async_get(coordinator.hass).async_get(device_id)
    fingerprint = (
        fingerprint_of_device(device) if isinstance(device, dr.DeviceEntry) else None
    )
    return fingerprint if fingerprint in coordinator.names else None


def _by_fingerprint(coordinator: MeshCoordinator, text: str) -> str | None:
    """Return the peer with this fingerprint, if we know it."""
    fingerprint = normalized_fingerprint(text)
    return fingerprint if fingerprint in coordinator.names else None


def _by_nickname(coordinator: MeshCoordinator, text: str) -> str | None:
    """Return the one peer that calls itself so, in reach or remembered."""
    wanted = text.strip().casefold()
    matches = [
        fingerprint
        for fingerprint, nickname in coordinator.names.items()
        if wanted in (nickname.casefold(), f"{nickname.casefold()}#{fingerprint[:4]}")
    ]
    if len(matches) > 1:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="peer_ambiguous",
            translation_placeholders={
                "peer": excerpt(text, _MAX_SHOWN),
                "count": str(len(matches)),
            },
        )
    return matches[0] if matches and wanted else None


def _unknown(text: str) -> ServiceValidationError:
    """Return the error for somebody whom we do not know."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="peer_unknown",
        translation_placeholders={"peer": excerpt(text, _MAX_SHOWN)},
    )
