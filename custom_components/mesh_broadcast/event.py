"""What is said, as event entities: the public channel, mentions, and picked peers."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import (
    EVENT_TYPE_DELIVERED,
    EVENT_TYPE_EXPIRED,
    EVENT_TYPE_FAILED,
    EVENT_TYPE_MENTION,
    EVENT_TYPE_MESSAGE,
    EVENT_TYPE_READ,
)
from .coordinator import MeshConfigEntry
from .delivery_event import MeshDeliveryEvent
from .entity import MeshEntity, NodeEntity, PeerEntity
from .mentions import mentions
from .message_event import MeshMessageEvent, ReceivedEvent
from .picked_entities import async_follow_picked
from .protocol import DeliveryStatus

PARALLEL_UPDATES = 0

PUBLIC_CHANNEL = EventEntityDescription(
    key="public_channel",
    translation_key="public_channel",
    event_types=[EVENT_TYPE_MESSAGE],
)
MENTIONS = EventEntityDescription(
    key="mentions",
    translation_key="mentions",
    event_types=[EVENT_TYPE_MENTION],
)
PRIVATE = EventEntityDescription(
    key="private_messages",
    translation_key="private_messages",
    event_types=[
        EVENT_TYPE_MESSAGE,
        EVENT_TYPE_DELIVERED,
        EVENT_TYPE_READ,
        EVENT_TYPE_EXPIRED,
        EVENT_TYPE_FAILED,
    ],
)

# The steps on the way there are for whoever looks at the message itself.
_DELIVERY_EVENTS = {
    DeliveryStatus.DELIVERED: EVENT_TYPE_DELIVERED,
    DeliveryStatus.READ: EVENT_TYPE_READ,
    DeliveryStatus.EXPIRED: EVENT_TYPE_EXPIRED,
    DeliveryStatus.FAILED: EVENT_TYPE_FAILED,
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the public channel, and each peer that the user picked."""
    coordinator = entry.runtime_data
    async_add_entities(
        [
            PublicChannelEvent(coordinator, PUBLIC_CHANNEL),
            MentionEvent(coordinator, MENTIONS),
        ]
    )
    async_follow_picked(
        hass,
        entry,
        Platform.EVENT,
        PRIVATE,
        lambda fingerprint: PrivateMessagesEvent(coordinator, PRIVATE, fingerprint),
        async_add_entities,
    )


class MeshEvent(MeshEntity, EventEntity):
    """Something that happened."""

    # Text and message ID are for whoever looks now; they would fill the recorder.
    _unrecorded_attributes = frozenset({"text", "message_id"})

    @property
    @override
    def available(self) -> bool:
        """Return that what happened last stays known, also while off the air."""
        return True

    @override
    def _show(self) -> object:
        """Return that only what happens changes the state."""
        return None


class PublicChannelEvent(NodeEntity, MeshEvent):
    """Messages on the public channel.

    A message from a neighbour's history becomes an event only where it is news: sent
    since this node started, and lately. What it held before a restart would set off
    automations a second time; the bus event has all of it, marked as history.
    """

    _event_type = EVENT_TYPE_MESSAGE

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the messages."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.new_messages.add(self._async_message))

    @callback
    def _async_message(self, message: MeshMessageEvent) -> None:
        """Become the event for a message."""
        self._trigger_event(
            self._event_type,
            {
                "text": message["text"],
                "nickname": message["nickname"],
                "peer_id": message["peer_id"],
                "fingerprint": message["fingerprint"],
                "device_id": message["device_id"],
                "verified": message["verified"],
                "message_id": message["message_id"],
                "hops": message["hops"],
                "sent_at": message["sent_at"],
            },
        )
        self.async_write_ha_state()


class MentionEvent(PublicChannelEvent):
    """Messages on the public channel that name this node.

    Beside the public channel's event, not instead of it: who follows that gets all.
    """

    _event_type = EVENT_TYPE_MENTION

    @override
    @callback
    def _async_message(self, message: MeshMessageEvent) -> None:
        """Become the event for a message that is meant for us."""
        if mentions(
            message["text"],
            self.coordinator.settings.nickname,
            self.coordinator.identity.fingerprint,
        ):
            super()._async_message(message)


class PrivateMessagesEvent(PeerEntity, MeshEvent):
    """Private messages from one peer, and what became of ours to it.

    Without their text: states are for every user of the home, and the last one is
    stored. The bus event and the actions have it, for whoever may read it.
    """

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the messages."""
        await super().async_added_to_hass()
        self.async_on_remove(
            self.coordinator.new_private_messages.add(self._async_message)
        )
        self.async_on_remove(self.coordinator.deliveries.add(self._async_delivery))

    @callback
    def _async_message(self, message: ReceivedEvent) -> None:
        """Become the event for a message of this peer."""
        if message["fingerprint"] != self._topic:
            return
        self._trigger_event(
            EVENT_TYPE_MESSAGE,
            {
                "nickname": message["nickname"],
                "fingerprint": message["fingerprint"],
                "message_id": message["message_id"],
                "trust": message["trust"],
                "hops": message["hops"],
                "sent_at": message["sent_at"],
            },
        )
        self.async_write_ha_state()

    @callback
    def _async_delivery(self, delivery: MeshDeliveryEvent) -> None:
        """Become the event for a message to this peer that arrived, or did not."""
        event_type = _DELIVERY_EVENTS.get(DeliveryStatus(delivery["status"]))
        if delivery["conversation"] != self._topic or event_type is None:
            return
        self._trigger_event(
            event_type,
            {
                "nickname": delivery["nickname"],
                "fingerprint": delivery["fingerprint"],
                "message_id": delivery["message_id"],
                "failure": delivery["failure"],
            },
        )
        self.async_write_ha_state()
