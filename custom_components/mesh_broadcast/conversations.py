"""What is said, on its way to the event bus and into the history."""

from dataclasses import replace

from homeassistant.core import HomeAssistant, callback

from .const import EVENT_DELIVERY, EVENT_MESSAGE, EVENT_PRIVATE_MESSAGE
from .delivery_event import MeshDeliveryEvent, delivery_event
from .history import PUBLIC, HistoryMessage
from .history_store import HistoryStore
from .message_event import (
    MeshMessageEvent,
    ReceivedEvent,
    message_event,
    received_event,
)
from .peer_devices import PeerDeviceRegistry
from .protocol import (
    DeliveryChanged,
    DeliveryStatus,
    MessageReceived,
    Peer,
    PrivateMessageReceived,
    SentBroadcast,
    SentPrivate,
)
from .store import PeerStore


class Conversations:
    """Tells Home Assistant what is said, and remembers it."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        devices: PeerDeviceRegistry,
        known: PeerStore,
        store: HistoryStore,
    ) -> None:
        """Know whom to tell, and where to keep it."""
        self._hass = hass
        self._entry_id = entry_id
        self._devices = devices
        self._known = known
        self._store = store

    @callback
    def async_public_received(
        self, message: MessageReceived, via_nickname: str | None
    ) -> MeshMessageEvent:
        """Take in a message on the public channel."""
        message = replace(message, peer=self._named(message.peer))
        self._remember(PUBLIC, message)
        event = message_event(
            message,
            entry_id=self._entry_id,
            device_id=self._devices.device_id(message.peer.fingerprint),
            via_nickname=via_nickname,
        )
        self._hass.bus.async_fire(EVENT_MESSAGE, event)
        return event

    @callback
    def async_private_received(
        self, message: PrivateMessageReceived, via_nickname: str | None
    ) -> ReceivedEvent:
        """Take in a private message."""
        message = replace(message, peer=self._named(message.peer))
        self._remember(message.peer.fingerprint, message)
        event = received_event(
            message,
            entry_id=self._entry_id,
            device_id=self._devices.device_id(message.peer.fingerprint),
            via_nickname=via_nickname,
        )
        self._hass.bus.async_fire(EVENT_PRIVATE_MESSAGE, event)
        return event

    @callback
    def async_broadcast_sent(self, sent: SentBroadcast, text: str, now_ms: int) -> None:
        """Remember a broadcast of ours: whole, under the ID of its first part."""
        status = DeliveryStatus.SENT if sent.links else DeliveryStatus.QUEUED
        self._remember_ours(PUBLIC, sent.message_ids[0], text, now_ms, status)

    @callback
    def async_private_sent(
        self, fingerprint: str, sent: SentPrivate, text: str, now_ms: int
    ) -> None:
        """Remember a private message of ours."""
        self._remember_ours(fingerprint, sent.message_id, text, now_ms, sent.status)

    @callback
    def async_delivery_changed(
        self, delivery: DeliveryChanged, fingerprint: str | None
    ) -> MeshDeliveryEvent:
        """Note, and tell, how far a message of ours got."""
        conversation = PUBLIC if delivery.peer_id is None else fingerprint
        if conversation is not None:
            self._store.async_delivery_changed(
                conversation,
                delivery.message_id,
                delivery.status,
                delivery.failure,
                delivery.heard_by,
            )
        known = None if fingerprint is None else self._known.get(fingerprint)
        event = delivery_event(
            delivery,
            entry_id=self._entry_id,
            fingerprint=fingerprint,
            nickname=None if known is None else known.nickname,
            device_id=(
                None if fingerprint is None else self._devices.device_id(fingerprint)
            ),
        )
        self._hass.bus.async_fire(EVENT_DELIVERY, event)
        return event

    def _named(self, peer: Peer) -> Peer:
        """Return a peer under the name that we know it by.

        The engine forgets names of those who left before a restart.
        """
        known = self._known.get(peer.fingerprint)
        if peer.reachable or known is None or not known.nickname:
            return peer
        return replace(peer, nickname=known.nickname)

    def _remember(
        self, conversation: str, message: MessageReceived | PrivateMessageReceived
    ) -> None:
        """Add what somebody else said to the history."""
        self._store.async_add(
            conversation,
            HistoryMessage(
                message_id=message.message_id,
                fingerprint=message.peer.fingerprint,
                nickname=message.peer.nickname,
                text=message.text,
                sent_ms=message.sent_ms,
                received_ms=message.received_ms,
                hops=message.hops,
                rssi=message.rssi if message.hops == 1 else None,
                via=None if message.via is None else message.via.hex(),
            ),
        )

    def _remember_ours(
        self,
        conversation: str,
        message_id: str,
        text: str,
        now_ms: int,
        status: DeliveryStatus,
    ) -> None:
        """Add what we said to the history."""
        self._store.async_add(
            conversation,
            HistoryMessage(
                message_id=message_id,
                fingerprint=None,
                nickname="",
                text=text,
                sent_ms=now_ms,
                received_ms=now_ms,
                status=status,
            ),
        )
