"""The bus event of delivery; docs/events.md is its contract."""

from typing import TypedDict

from .history import PUBLIC
from .message_event import iso_timestamp
from .protocol import DeliveryChanged


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
