"""Hand the dashboard's file to every browser, from this machine and for good.

Its name holds a digest of its content: browsers may keep it, and never keep an old one.
"""

import logging
from pathlib import Path
from typing import Final

from homeassistant.components import frontend
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN

_LOGGER = logging.getLogger(__name__)

DATA_DASHBOARD_URL: HassKey[str] = HassKey(f"{DOMAIN}.dashboard_url")
"""Where browsers find the file; missing where Home Assistant shows no pages."""

_FOLDER: Final = Path(__file__).parent / "frontend"
_FILES: Final = "mesh-broadcast-*.js"


async def async_setup_dashboard_file(hass: HomeAssistant) -> None:
    """Serve the file, and have each page load it; once, it cannot be taken back."""
    if frontend.DOMAIN not in hass.config.components:
        # Somebody runs Home Assistant without pages; the node needs none.
        return
    files = await hass.async_add_executor_job(lambda: sorted(_FOLDER.glob(_FILES)))
    if len(files) != 1:
        _LOGGER.error(
            "There is no dashboard: %s should hold one file %s, and holds %d; "
            "install the integration again, or build it with script/frontend build",
            _FOLDER,
            _FILES,
            len(files),
        )
        return
    url = f"/{DOMAIN}/static/{files[0].name}"
    await hass.http.async_register_static_paths(
        [StaticPathConfig(url, str(files[0]), cache_headers=True)]
    )
    frontend.add_extra_js_url(hass, url)
    hass.data[DATA_DASHBOARD_URL] = url
