"""Stand in for Home Assistant's `bluetooth_adapters` with the demo's virtual radio.

Home Assistant's own does nothing but to be set up after everything that brings a
Bluetooth adapter, so that what needs one can wait for it. Ours brings one: whoever
depends on `bluetooth_adapters`, as our integration does, is set up after it.
"""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

DOMAIN = "bluetooth_adapters"

CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Put the virtual radio on the air."""
    return True
