"""What all commands of the dashboard share: a node to ask, and errors in words."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from homeassistant.components.websocket_api import (
    ERR_HOME_ASSISTANT_ERROR,
    ActiveConnection,
    AsyncWebSocketCommandHandler,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .coordinator import MeshCoordinator
from .loaded_node import loaded_node

type Request = dict[str, Any]

type NodeCommand = Callable[
    [MeshCoordinator, ActiveConnection, Request], Coroutine[Any, Any, object]
]
"""Answers a request; what it returns is the result."""

_CODES = {
    "private_not_allowed": "not_allowed",
    "sending_not_allowed": "not_allowed",
}
"""The errors whose code is not their translation's key."""


def node_command(command: NodeCommand) -> AsyncWebSocketCommandHandler:
    """Give a command the node, send its result, and its errors in the user's words."""

    @wraps(command)
    async def handle(
        hass: HomeAssistant, connection: ActiveConnection, msg: Request
    ) -> None:
        """Answer one request."""
        try:
            node = loaded_node(hass)
            result = await node.tasks.meter.in_turns(
                "dashboard command", command(node, connection, msg)
            )
        except HomeAssistantError as err:
            key = err.translation_key or ERR_HOME_ASSISTANT_ERROR
            connection.send_error(
                msg["id"],
                _CODES.get(key, key),
                str(err),
                translation_key=err.translation_key,
                translation_domain=err.translation_domain,
                translation_placeholders=err.translation_placeholders,
            )
        else:
            connection.send_result(msg["id"], result)

    return handle
