"""The dashboard that a prepared Home Assistant opens on."""

from typing import Final

from homeassistant.components.frontend.storage import async_system_store
from homeassistant.components.lovelace.dashboard import (
    DashboardsCollection,
    LovelaceStorage,
)
from homeassistant.core import HomeAssistant

URL_PATH: Final = "dashboard-mesh"
STRATEGY: Final = "custom:mesh-broadcast"

_DEFAULT_PAGE = "default_panel"
_CORE = "core"


async def async_make_dashboard(hass: HomeAssistant) -> None:
    """Make the mesh's dashboard, and everybody's first page; once.

    Later its user may have changed it, or thrown it away.
    """
    dashboards = DashboardsCollection(hass)
    if await dashboards.store.async_load() is not None:
        return
    await dashboards.async_load()
    dashboard = await dashboards.async_create_item(
        {"title": "Mesh dashboard", "icon": "mdi:forum", "url_path": URL_PATH}
    )
    await LovelaceStorage(hass, dashboard).async_save({"strategy": {"type": STRATEGY}})
    pages = await async_system_store(hass)
    chosen = pages.data.get(_CORE) or {}
    await pages.async_set_item(_CORE, {_DEFAULT_PAGE: URL_PATH} | chosen)
