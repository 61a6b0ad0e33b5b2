"""The bus events for messages; docs/events.md is their contract."""

from datetime import UTC, datetime, timedelta
from typing import TypedDict

from .protocol import MessageReceived, PrivateMessageReceived

_EPOCH = datetime.fromtimestamp(0, UTC)

# The last moment that a datetime can hold; a stranger's clock may claim any.
_MAX_UNIX_MS = 253_402_300_799_999


class ReceivedEvent(TypedDict):
    """What is told of every message, and needed to answer it."""

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


class MeshMessageEvent(ReceivedEvent):
    """All that an automation needs to know of a public message."""

    verified: bool
    history: bool


def iso_timestamp(unix_ms: int) -> str:
    """Return a moment as ISO 8601 in UTC."""
    return to_datetime(unix_ms).isoformat()


def to_datetime(unix_ms: int) -> datetime:
    """Return a moment as a datetime in UTC."""
    return _EPOCH + timedelta(milliseconds=min(max(unix_ms, 0), _MAX_UNIX_MS))


def received_event(
    message: MessageReceived | PrivateMessageReceived,
    *,
    entry_id: str,
    device_id: str | None,
    via_nickname: str | None,
) -> ReceivedEvent:
    """Describe any message for the event bus."""
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


def message_event(
    message: MessageReceived,
    *,
    entry_id: str,
    device_id: str | None,
    via_nickname: str | None,
) -> MeshMessageEvent:
    """Describe a public message for the event bus."""
    return {
        **received_event(
            message,
            entry_id=entry_id,
            device_id=device_id,
            via_nickname=via_nickname,
        ),
        # The engine hands on nothing whose signature it has not verified.
        "verified": True,
        "history": message.from_history,
    }
