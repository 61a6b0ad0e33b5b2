"""The actions of Mesh Broadcast; docs/events.md has their responses."""

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
import probatio

from .const import ATTR_MESSAGE, DOMAIN, SERVICE_GET_PEERS, SERVICE_SEND_BROADCAST
from .emergency_services import async_setup_emergency_services
from .history_services import async_setup_history_services
from .loaded_node import loaded_node
from .message_event import iso_timestamp
from .private_access import async_user, check_sending
from .private_services import async_setup_private_services

SEND_BROADCAST_SCHEMA = probatio.Schema({probatio.Required(ATTR_MESSAGE): cv.string})
GET_PEERS_SCHEMA = probatio.Schema({})


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    async_setup_history_services(hass)
    async_setup_private_services(hass)
    async_setup_emergency_services(hass)
    hass.services.async_register(
        DOMAIN,
        SERVICE_SEND_BROADCAST,
        _async_send_broadcast,
        schema=SEND_BROADCAST_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(
        DOMAIN,
        SERVICE_GET_PEERS,
        _async_get_peers,
        schema=GET_PEERS_SCHEMA,
        supports_response=SupportsResponse.ONLY,
    )


async def _async_send_broadcast(call: ServiceCall) -> ServiceResponse:
    """Send a message to everyone in reach."""
    coordinator = loaded_node(call.hass)
    check_sending(coordinator, await async_user(call.hass, call.context))
    sent = coordinator.async_broadcast(call.data[ATTR_MESSAGE])
    return {
        "message_id": sent.message_ids[0],
        "message_ids": list(sent.message_ids),
        "links": sent.links,
        "peers_in_reach": sent.peers,
    }


async def _async_get_peers(call: ServiceCall) -> ServiceResponse:
    """Return the peers whose announcements this node has verified."""
    coordinator = loaded_node(call.hass)
    return {
        "peers": [
            {
                "peer_id": peer.peer_id.hex(),
                "nickname": peer.nickname,
                "fingerprint": peer.fingerprint,
                "device_id": coordinator.devices.device_id(peer.fingerprint),
                "in_reach": peer.reachable,
                "hops": peer.hops,
                "direct": peer.direct,
                "rssi": peer.rssi,
                "last_seen": iso_timestamp(peer.last_seen_ms),
                # The engine lists nobody whose announcement it has not verified.
                "verified": True,
                "trust": peer.trust,
                "blocked": peer.blocked,
                "neighbours": [neighbour.hex() for neighbour in peer.neighbours],
            }
            for peer in coordinator.peers
        ]
    }
