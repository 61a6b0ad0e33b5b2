"""How far messages of ours get; docs/events.md is the payload's contract."""

from typing import override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import config_validation as cv
import probatio

from ..const import CONF_CHANNEL, CONF_STATUS
from ..coordinator import MeshCoordinator
from ..delivery_event import MeshDeliveryEvent
from ..peer_selection import PEER_FIELDS
from ..protocol import DeliveryStatus
from .channel import Channel
from .listener import MeshListener, Options


class DeliveryListener(MeshListener):
    """Listens for news of messages that we sent."""

    SCHEMA = probatio.Schema(
        {
            **PEER_FIELDS,
            probatio.Optional(CONF_CHANNEL, default=Channel.BOTH): probatio.Coerce(
                Channel
            ),
            probatio.Optional(CONF_STATUS, default=list): probatio.All(
                cv.ensure_list, [probatio.Coerce(DeliveryStatus)]
            ),
        }
    )

    @override
    def _read(self, options: Options) -> None:
        """Read the options; no status is any."""
        self._channel: Channel = options[CONF_CHANNEL]
        self._statuses = frozenset(options[CONF_STATUS])

    @override
    @callback
    def _subscribe(self, coordinator: MeshCoordinator) -> CALLBACK_TYPE:
        """Listen to what becomes of messages."""
        return coordinator.deliveries.add(self._changed)

    @callback
    def _changed(self, event: MeshDeliveryEvent) -> None:
        """Start the automation if it is for this."""
        private = event["peer_id"] is not None
        if (
            self._channel.holds(private=private)
            and self._is_about(event["fingerprint"])
            and (not self._statuses or event["status"] in self._statuses)
        ):
            recipient = f" to {event['nickname']}" if event["nickname"] else ""
            self._fire(
                {
                    **event,
                    "private": private,
                    # Plain texts, also in a template that shows all of it.
                    "status": str(event["status"]),
                    "failure": event["failure"] and str(event["failure"]),
                },
                f"mesh message{recipient} is {event['status']}",
            )
