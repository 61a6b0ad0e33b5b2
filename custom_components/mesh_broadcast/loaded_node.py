"""The one node, for whoever is asked to do something with it."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError

from .const import DOMAIN
from .coordinator import MeshCoordinator
from .node_following import async_loaded_node


@callback
def loaded_node(hass: HomeAssistant) -> MeshCoordinator:
    """Return the node, or say in the user's words that there is none to ask."""
    if (node := async_loaded_node(hass)) is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="not_loaded"
        )
    return node
