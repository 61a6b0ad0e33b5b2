"""Messages and conversations, as the dashboard gets them."""

from dataclasses import replace
from typing import Final, TypedDict

from .coordinator import MeshCoordinator
from .history import PUBLIC, ConversationSummary, HistoryMessage

PREVIEW: Final = 200
"""Characters of a conversation's last message in a list of conversations."""


class MessageData(TypedDict):
    """A message; times are Unix milliseconds."""

    message_id: str
    conversation: str
    own: bool
    fingerprint: str | None
    nickname: str
    text: str
    sent: int
    received: int
    hops: int | None
    rssi: int | None
    via: str | None
    unread: bool
    status: str | None
    failure: str | None
    heard_by: int


class ConversationData(TypedDict):
    """A conversation, with the beginning of its last message."""

    conversation: str
    title: str
    unread: int
    last: MessageData | None
    messages: int


def message_data(
    node: MeshCoordinator, conversation: str, message: HistoryMessage
) -> MessageData:
    """Describe a message."""
    own = message.fingerprint is None
    return {
        "message_id": message.message_id,
        "conversation": conversation,
        "own": own,
        "fingerprint": message.fingerprint,
        "nickname": node.settings.nickname if own else message.nickname,
        "text": message.text,
        "sent": message.sent_ms,
        "received": message.received_ms,
        "hops": message.hops,
        "rssi": message.rssi,
        "via": message.via,
        "unread": message.unread,
        "status": None if message.status is None else message.status.value,
        "failure": None if message.failure is None else message.failure.value,
        "heard_by": message.heard_by,
    }


def conversation_data(
    node: MeshCoordinator,
    conversation: str,
    summary: ConversationSummary | None,
    names: dict[str, str],
) -> ConversationData:
    """Describe a conversation, also one in which nothing was said."""
    last = None
    if summary is not None:
        preview = replace(summary.last, text=summary.last.text[:PREVIEW])
        last = message_data(node, conversation, preview)
    title = ""
    if conversation != PUBLIC:
        # Who was forgotten may still be named by what they wrote.
        title = names.get(conversation) or (
            last["nickname"] if last is not None and not last["own"] else ""
        )
    return {
        "conversation": conversation,
        "title": title,
        "unread": 0 if summary is None else summary.unread,
        "last": last,
        "messages": 0 if summary is None else summary.messages,
    }
