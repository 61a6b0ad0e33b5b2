"""The sidebar's entry: the whole mesh on one page, unless the user wants none.

It stays while the node restarts, lest the page under the user's eyes goes away.
"""

from typing import Final

from homeassistant.components import frontend, panel_custom
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .dashboard_file import DATA_DASHBOARD_URL

URL_PATH: Final = "mesh-broadcast"
ELEMENT: Final = "mesh-broadcast-panel"
TITLE: Final = "Mesh"
ICON: Final = "mdi:access-point-network"

_DATA_SHOWN: HassKey[bool] = HassKey(f"{DOMAIN}.panel")
"""Whether the panel at our path is ours: a dashboard of the user's may be there."""


async def async_show_panel(hass: HomeAssistant, *, shown: bool) -> None:
    """Show the panel, or take it away."""
    if not shown:
        async_remove_panel(hass)
        return
    url = hass.data.get(DATA_DASHBOARD_URL)
    if url is None or frontend.async_panel_exists(hass, URL_PATH):
        return
    await panel_custom.async_register_panel(
        hass,
        frontend_url_path=URL_PATH,
        webcomponent_name=ELEMENT,
        sidebar_title=TITLE,
        sidebar_icon=ICON,
        module_url=url,
    )
    hass.data[_DATA_SHOWN] = True


@callback
def async_remove_panel(hass: HomeAssistant) -> None:
    """Take the panel away, if it is there."""
    if hass.data.pop(_DATA_SHOWN, False):
        frontend.async_remove_panel(hass, URL_PATH)
