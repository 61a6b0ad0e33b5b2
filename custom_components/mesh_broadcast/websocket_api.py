"""The dashboard's WebSocket API; its commands begin with mesh_broadcast/."""

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from .websocket_activity import ws_subscribe_activity
from .websocket_conversations import ws_subscribe_messages
from .websocket_messages import (
    ws_list_messages,
    ws_mark_read,
    ws_resend_message,
    ws_send_message,
)
from .websocket_node import ws_node
from .websocket_peers import ws_signal_history, ws_subscribe_peers
from .websocket_topology import ws_subscribe_topology

COMMANDS = (
    ws_node,
    ws_subscribe_peers,
    ws_subscribe_topology,
    ws_subscribe_messages,
    ws_subscribe_activity,
    ws_list_messages,
    ws_send_message,
    ws_resend_message,
    ws_mark_read,
    ws_signal_history,
)


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the commands, whether or not a node is set up."""
    for command in COMMANDS:
        websocket_api.async_register_command(hass, command)
