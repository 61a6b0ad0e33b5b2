"""The bus events of private messages and of delivery; docs/events.md is their contract."""

from typing import TypedDict

from .history import PUBLIC
from .message_event import iso_timestamp
from .protocol import DeliveryChanged, PrivateMessageReceived


class MeshPrivateMessageEvent(TypedDict):
    """All that an automation needs to know of a private message, and to answer it."""

    entry_id: str
    peer_id: str
    nickname: str
    fingerprint: str
    device_id: str | None
    trust: str
    text: str
    message_id: str
    hops: int | None
    direct: bool
    via: str | None
    via_nickname: str | None
    rssi: int | None
    sent_at: str
    received_at: str


class MeshDeliveryEvent(TypedDict):
    """How far a message of ours got."""

    entry_id: str
    conversation: str | None
    message_id: str
    peer_id: str | None
    nickname: str | None
    fingerprint: str | None
    device_id: str | None
    status: str
    failure: str | None
    heard_by: int
    at: str


def private_message_event(
    message: PrivateMessageReceived,
    *,
    entry_id: str,
    device_id: str | None,
    via_nickname: str | None,
) -> MeshPrivateMessageEvent:
    """Describe a private message for the event bus."""
    return {
        "entry_id": entry_id,
        "peer_id": message.peer.peer_id.hex(),
        "nickname": message.peer.nickname,
        "fingerprint": message.peer.fingerprint,
        "device_id": device_id,
        "trust": message.peer.trust,
        "text": message.text,
        "message_id": message.message_id,
        "hops": message.hops,
        "direct": message.hops == 1,
        "via": None if message.via is None else message.via.hex(),
        "via_nickname": via_nickname,
        "rssi": message.rssi if message.hops == 1 else None,
        "sent_at": iso_timestamp(message.sent_ms),
        "received_at": iso_timestamp(message.received_ms),
    }


def delivery_event(
    delivery: DeliveryChanged,
    *,
    entry_id: str,
    fingerprint: str | None,
    nickname: str | None,
    device_id: str | None,
) -> MeshDeliveryEvent:
    """Describe how far a message got for the event bus."""
    return {
        "entry_id": entry_id,
        "conversation": PUBLIC if delivery.peer_id is None else fingerprint,
        "message_id": delivery.message_id,
        "peer_id": None if delivery.peer_id is None else delivery.peer_id.hex(),
        "nickname": nickname,
        "fingerprint": fingerprint,
        "device_id": device_id,
        "status": delivery.status,
        "failure": delivery.failure,
        "heard_by": delivery.heard_by,
        "at": iso_timestamp(delivery.at_ms),
    }
