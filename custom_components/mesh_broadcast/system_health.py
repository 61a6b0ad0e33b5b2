"""What Settings > System > Repairs > System information shows of the node.

People copy that page into public issues: it names nobody, nor any address.
"""

from typing import Any

from habluetooth import get_manager
from homeassistant.components.system_health import SystemHealthRegistration
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .coordinator import MeshConfigEntry, MeshCoordinator
from .protocol import LinkRole


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Offer what there is to show."""
    register.async_register_info(
        async_system_health_info, f"/config/integrations/integration/{DOMAIN}"
    )


async def async_system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Describe how the node does."""
    entries: list[MeshConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    if not entries:
        return {"node": "not set up"}
    (entry,) = entries
    if entry.state is not ConfigEntryState.LOADED:
        return {"node": entry.state.value.replace("_", " ")}
    return _describe(entry.runtime_data)


def _describe(coordinator: MeshCoordinator) -> dict[str, Any]:
    """Describe a node that is set up."""
    links = coordinator.manager.links
    outgoing = sum(link.role is LinkRole.CENTRAL for link in links)
    incoming = sum(
        link.role is LinkRole.PERIPHERAL and not link.anonymous for link in links
    )
    slots = get_manager().async_current_allocations() or []
    return {
        "node": "on the air" if coordinator.running else "off the air",
        "connects_to_others": coordinator.central_running,
        "is_connected_to": _peripheral(coordinator),
        "adapter": "automatic" if coordinator.settings.adapter is None else "chosen",
        "peers_in_reach": coordinator.peers_in_reach,
        "outgoing_links": f"{outgoing} of {coordinator.settings.max_links}",
        "incoming_links": incoming,
        "free_slots": (
            f"{sum(each.free for each in slots)} of {sum(each.slots for each in slots)}"
        ),
        "errors": sum(coordinator.errors.counts.values()),
        "last_error": coordinator.errors.last or "none",
    }


def _peripheral(coordinator: MeshCoordinator) -> str:
    """Tell how the peripheral role does."""
    server = coordinator.gatt_server
    if server is None or not coordinator.settings.peripheral:
        return "not wanted"
    if server.fault is None:
        return server.state
    return f"{server.state}: {server.fault}".replace("_", " ")
