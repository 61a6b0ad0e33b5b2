"""Logbook entries for where a private message of ours ended up.

The event of delivery tells each step, and the logbook can leave none out: so that it
tells only the ends, they are entries of their own.
"""

from homeassistant.const import (
    ATTR_DEVICE_ID,
    ATTR_DOMAIN,
    ATTR_NAME,
    EVENT_LOGBOOK_ENTRY,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import DOMAIN, NAME
from .coordinator import MeshCoordinator
from .delivery_event import MeshDeliveryEvent
from .protocol import DeliveryStatus

_ENDS = {
    DeliveryStatus.DELIVERED: "was delivered",
    DeliveryStatus.READ: "was read",
    DeliveryStatus.EXPIRED: "was not confirmed in time",
    DeliveryStatus.FAILED: "was given up",
}
_REASONS = {
    "outbox_full": "too many messages are waiting",
    "expired": "its recipient was not there",
    "not_confirmed": "no receipt came",
    "identity_changed": "its recipient came with another key",
    "wiped": "the node was wiped",
}


@callback
def async_log_deliveries(
    hass: HomeAssistant, coordinator: MeshCoordinator
) -> CALLBACK_TYPE:
    """Write an entry for each end of a delivery; return what ends that."""

    @callback
    def log(event: MeshDeliveryEvent) -> None:
        """Write an entry if this is an end, and somebody keeps a logbook."""
        if event["fingerprint"] is None or "logbook" not in hass.config.components:
            return
        status = DeliveryStatus(event["status"])
        if (sentence := _ENDS.get(status)) is None:
            return
        reason = _REASONS.get(event["failure"] or "")
        sentence = sentence if reason is None else f"{sentence}: {reason}"
        recipient = event["nickname"] or event["fingerprint"][:8]
        hass.bus.async_fire(
            EVENT_LOGBOOK_ENTRY,
            {
                ATTR_NAME: NAME,
                "message": f"private message to {recipient} {sentence}",
                ATTR_DOMAIN: DOMAIN,
                ATTR_DEVICE_ID: event["device_id"],
            },
        )

    return coordinator.deliveries.add(log)
