"""Messages on request: pages of the history, sending, sending again, reading."""

from functools import partial
from typing import Any, Final, NotRequired, TypedDict

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import probatio

from .const import (
    ATTR_CONVERSATION,
    ATTR_LIMIT,
    ATTR_MESSAGE_IDS,
    ATTR_SEARCH,
    DEFAULT_MESSAGE_LIMIT,
    DOMAIN,
)
from .coordinator import MeshCoordinator
from .history import MAX_MESSAGES, PUBLIC
from .history_page import history_page
from .message_data import MessageData, message_data
from .peer_lookup import normalized_fingerprint
from .private_access import check_conversation, check_writing
from .protocol import DeliveryStatus
from .websocket_command import Request, node_command

MAX_PAGE: Final = 200
"""Messages in one page: ten screens, and at most 3 MB where each is of full length."""

MAX_SEARCH: Final = 200
"""Characters to search for: more than anybody types."""

_MESSAGE_ID = probatio.All(str, probatio.Length(min=1, max=64))
_CURSORS = ("before", "after", "around")


def _conversation(value: Any) -> str:
    """Validate a conversation: the public one, or a fingerprint."""
    text: str = cv.string(value)
    if text == PUBLIC:
        return text
    if (fingerprint := normalized_fingerprint(text)) is None:
        raise probatio.Invalid("expected public, or a fingerprint of 64 digits")
    return fingerprint


class PageData(TypedDict):
    """A page of a conversation, the oldest message first."""

    messages: list[MessageData]
    more: bool
    newer: bool
    pruned: bool


class SentData(TypedDict):
    """What became of a message of ours, as far as it is known by now."""

    message: MessageData
    parts: int
    links: NotRequired[int]
    peers_in_reach: NotRequired[int]
    hops: NotRequired[int | None]


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/messages/list",
        probatio.Required(ATTR_CONVERSATION): _conversation,
        probatio.Optional(ATTR_LIMIT, default=DEFAULT_MESSAGE_LIMIT): probatio.All(
            int, probatio.Range(min=1, max=MAX_PAGE)
        ),
        probatio.Exclusive("before", "cursor"): _MESSAGE_ID,
        probatio.Exclusive("after", "cursor"): _MESSAGE_ID,
        probatio.Exclusive("around", "cursor"): _MESSAGE_ID,
        probatio.Optional(ATTR_SEARCH): probatio.All(
            str, probatio.Length(min=1, max=MAX_SEARCH)
        ),
    }
)
@websocket_api.async_response
@node_command
async def ws_list_messages(
    node: MeshCoordinator, connection: ActiveConnection, msg: Request
) -> PageData:
    """Return a page of a conversation."""
    conversation: str = msg[ATTR_CONVERSATION]
    check_conversation(node, connection.user, conversation)
    look = partial(
        history_page,
        node.history.transcript(conversation),
        limit=msg[ATTR_LIMIT],
        search=msg.get(ATTR_SEARCH),
        **{cursor: msg[cursor] for cursor in _CURSORS if cursor in msg},
    )
    # A thousand long texts take longer to search than the loop may be held.
    page = (
        await node.hass.async_add_executor_job(look) if ATTR_SEARCH in msg else look()
    )
    return {
        "messages": [
            message_data(node, conversation, message) for message in page.messages
        ],
        "more": page.more,
        "newer": page.newer,
        "pruned": page.pruned,
    }


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/messages/send",
        probatio.Required(ATTR_CONVERSATION): _conversation,
        probatio.Required("text"): str,
    }
)
@websocket_api.async_response
@node_command
async def ws_send_message(
    node: MeshCoordinator, connection: ActiveConnection, msg: Request
) -> SentData:
    """Send a message."""
    conversation: str = msg[ATTR_CONVERSATION]
    check_writing(node, connection.user, conversation)
    return _send(node, conversation, msg["text"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/messages/resend",
        probatio.Required(ATTR_CONVERSATION): _conversation,
        probatio.Required("message_id"): _MESSAGE_ID,
    }
)
@websocket_api.async_response
@node_command
async def ws_resend_message(
    node: MeshCoordinator, connection: ActiveConnection, msg: Request
) -> SentData:
    """Send a message that failed as a new one, in place of the old one."""
    conversation: str = msg[ATTR_CONVERSATION]
    check_writing(node, connection.user, conversation)
    message_id: str = msg["message_id"]
    failed = node.history.message(conversation, message_id)
    if failed is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="message_unknown"
        )
    if failed.status not in {DeliveryStatus.EXPIRED, DeliveryStatus.FAILED}:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="message_not_failed"
        )
    sent = _send(node, conversation, failed.text)
    node.async_remove_message(conversation, message_id)
    return sent


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/messages/mark_read",
        probatio.Required(ATTR_CONVERSATION): _conversation,
        probatio.Optional(ATTR_MESSAGE_IDS): probatio.All(
            [_MESSAGE_ID], probatio.Length(max=MAX_MESSAGES)
        ),
    }
)
@websocket_api.async_response
@node_command
async def ws_mark_read(
    node: MeshCoordinator, connection: ActiveConnection, msg: Request
) -> dict[str, Any]:
    """Mark messages read, all of a conversation by default."""
    conversation: str = msg[ATTR_CONVERSATION]
    check_writing(node, connection.user, conversation)
    node.async_mark_read(conversation, msg.get(ATTR_MESSAGE_IDS))
    return {}


@callback
def _send(node: MeshCoordinator, conversation: str, text: str) -> SentData:
    """Send a message, and describe it as the history has it."""
    if conversation == PUBLIC:
        broadcast = node.async_broadcast(text)
        return {
            "message": _sent(node, conversation, broadcast.message_ids[0]),
            "parts": len(broadcast.message_ids),
            "links": broadcast.links,
            "peers_in_reach": broadcast.peers,
        }
    if conversation not in node.names:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="peer_unknown",
            translation_placeholders={"peer": conversation[:16]},
        )
    private = node.async_send_private(conversation, text)
    return {
        "message": _sent(node, conversation, private.message_id),
        "parts": private.parts,
        "hops": private.hops,
    }


def _sent(node: MeshCoordinator, conversation: str, message_id: str) -> MessageData:
    """Describe a message that was added to the history just now."""
    message = node.history.message(conversation, message_id)
    if message is None:
        # The history is full of others in the very same conversation: it cannot be.
        raise LookupError(message_id)
    return message_data(node, conversation, message)
