"""The actions for what was said."""

import asyncio
from datetime import datetime
from itertools import batched
from typing import Any, Final

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType
import probatio

from .const import (
    ATTR_CONVERSATION,
    ATTR_LIMIT,
    ATTR_MESSAGE_IDS,
    ATTR_SEARCH,
    ATTR_SINCE,
    DEFAULT_MESSAGE_LIMIT,
    DOMAIN,
    MAX_MESSAGE_LIMIT,
    SERVICE_CLEAR_HISTORY,
    SERVICE_GET_MESSAGES,
    SERVICE_MARK_READ,
)
from .coordinator import MeshCoordinator
from .history import PUBLIC, HistoryMessage
from .history_search import async_search
from .loaded_node import loaded_node
from .message_event import iso_timestamp
from .peer_lookup import find_conversation
from .private_access import (
    async_user,
    check_conversation,
    check_writing,
    may_read_private,
)

DESCRIBED_IN_A_ROW: Final = 100
"""Messages: half a millisecond, so that the loop is not held up by a thousand."""

GET_MESSAGES_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_CONVERSATION): cv.string,
        probatio.Optional(ATTR_SINCE): cv.datetime,
        probatio.Optional(ATTR_LIMIT, default=DEFAULT_MESSAGE_LIMIT): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=MAX_MESSAGE_LIMIT)
        ),
        probatio.Optional(ATTR_SEARCH): cv.string,
    }
)
MARK_READ_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_CONVERSATION): cv.string,
        probatio.Optional(ATTR_MESSAGE_IDS): probatio.All(cv.ensure_list, [cv.string]),
    }
)
CLEAR_HISTORY_SCHEMA = probatio.Schema(
    {probatio.Optional(ATTR_CONVERSATION): cv.string}
)


@callback
def async_setup_history_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_GET_MESSAGES,
        _async_get_messages,
        schema=GET_MESSAGES_SCHEMA,
        supports_response=SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        SERVICE_MARK_READ,
        _async_mark_read,
        schema=MARK_READ_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )
    service.async_register_admin_service(
        hass,
        DOMAIN,
        SERVICE_CLEAR_HISTORY,
        _async_clear_history,
        CLEAR_HISTORY_SCHEMA,
        SupportsResponse.OPTIONAL,
    )


async def _async_get_messages(call: ServiceCall) -> ServiceResponse:
    """Return the messages of a conversation, or what conversations there are."""
    coordinator = loaded_node(call.hass)
    history = coordinator.history
    user = await async_user(call.hass, call.context)
    if ATTR_CONVERSATION not in call.data:
        private = user is None or may_read_private(coordinator, user)
        names = coordinator.names
        return {
            "conversations": [
                {
                    "conversation": summary.conversation,
                    "nickname": names.get(summary.conversation),
                    "device_id": coordinator.devices.device_id(summary.conversation),
                    "messages": summary.messages,
                    "unread": summary.unread,
                    "last_at": iso_timestamp(summary.last_ms),
                }
                for summary in history.conversations
                if private or summary.conversation == PUBLIC
            ]
        }
    conversation = find_conversation(coordinator, call.data[ATTR_CONVERSATION])
    check_conversation(coordinator, user, conversation)
    since: datetime | None = call.data.get(ATTR_SINCE)
    messages = await async_search(
        history.transcript(conversation),
        since_ms=(
            None if since is None else int(dt_util.as_utc(since).timestamp() * 1000)
        ),
        limit=call.data[ATTR_LIMIT],
        search=call.data.get(ATTR_SEARCH),
    )
    described: list[JsonValueType] = []
    for some in batched(messages, DESCRIBED_IN_A_ROW, strict=False):
        described += [_described(coordinator, message) for message in some]
        await asyncio.sleep(0)
    return {
        "conversation": conversation,
        "unread": history.unread(conversation),
        "messages": described,
    }


async def _async_mark_read(call: ServiceCall) -> ServiceResponse:
    """Mark messages read, all of a conversation by default."""
    coordinator = loaded_node(call.hass)
    conversation = find_conversation(coordinator, call.data[ATTR_CONVERSATION])
    user = await async_user(call.hass, call.context)
    check_writing(coordinator, user, conversation)
    read = coordinator.async_mark_read(conversation, call.data.get(ATTR_MESSAGE_IDS))
    return {"conversation": conversation, "message_ids": list(read)}


async def _async_clear_history(call: ServiceCall) -> ServiceResponse:
    """Forget a conversation, or all of them."""
    coordinator = loaded_node(call.hass)
    conversation = None
    if ATTR_CONVERSATION in call.data:
        conversation = find_conversation(coordinator, call.data[ATTR_CONVERSATION])
    return {"deleted": await coordinator.async_clear_history(conversation)}


def _described(coordinator: MeshCoordinator, message: HistoryMessage) -> dict[str, Any]:
    """Return a message as the response has it."""
    fingerprint = message.fingerprint
    return {
        "message_id": message.message_id,
        "outgoing": fingerprint is None,
        "fingerprint": fingerprint,
        "nickname": message.nickname if fingerprint is not None else None,
        "device_id": (
            None if fingerprint is None else coordinator.devices.device_id(fingerprint)
        ),
        "text": message.text,
        "sent_at": iso_timestamp(message.sent_ms),
        "received_at": iso_timestamp(message.received_ms),
        "hops": message.hops,
        "read": message.read,
        "status": message.status,
        "failure": message.failure,
        "heard_by": message.heard_by,
    }
