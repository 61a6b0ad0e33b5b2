"""The node, as the dashboard gets it."""

from typing import TypedDict

from homeassistant.auth.models import User
from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.loader import async_get_loaded_integration
import probatio

from .const import DOMAIN
from .coordinator import MeshCoordinator
from .history import MAX_AGE
from .private_access import may_read_private, may_send
from .protocol import MAX_BROADCAST_BYTES, MAX_PART_BYTES, MAX_PRIVATE_BYTES
from .websocket_command import Request, node_command


class NodeData(TypedDict):
    """The node; sizes are in bytes of UTF-8, and what a user may is that user's."""

    fingerprint: str
    peer_id: str
    nickname: str
    device_id: str
    running: bool
    central: bool
    peripheral: bool
    links: int
    version: str
    max_message_bytes: int
    max_private_bytes: int
    part_bytes: int
    retention_days: int | None
    keep_private: bool
    may_read_private: bool
    may_send: bool
    is_admin: bool


def node_data(node: MeshCoordinator, user: User) -> NodeData:
    """Describe the node to a user."""
    identity = node.identity
    return {
        "fingerprint": identity.fingerprint,
        "peer_id": identity.peer_id.hex(),
        "nickname": node.settings.nickname,
        "device_id": node.devices.node_device_id,
        "running": node.running,
        "central": node.central_running,
        "peripheral": node.peripheral_running,
        "links": node.link_count,
        "version": str(async_get_loaded_integration(node.hass, DOMAIN).version),
        "max_message_bytes": MAX_BROADCAST_BYTES,
        "max_private_bytes": MAX_PRIVATE_BYTES,
        "part_bytes": MAX_PART_BYTES,
        "retention_days": MAX_AGE.days,
        "keep_private": node.settings.keep_private,
        "may_read_private": may_read_private(node, user),
        "may_send": may_send(node, user),
        "is_admin": user.is_admin,
    }


@websocket_api.websocket_command({probatio.Required("type"): f"{DOMAIN}/node"})
@websocket_api.async_response
@node_command
async def ws_node(
    node: MeshCoordinator, connection: ActiveConnection, msg: Request
) -> NodeData:
    """Return the node."""
    return node_data(node, connection.user)
