"""Stand in for Home Assistant's `bluetooth_adapters` with the demo's virtual radio.

Home Assistant's own does nothing but to be set up after everything that brings a
Bluetooth adapter, so that what needs one can wait for it. Ours brings one: whoever
depends on `bluetooth_adapters`, as our integration does, is set up after it.
"""

from homeassistant.const import EVENT_HOMEASSISTANT_CLOSE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from demo.home import async_start_demo

DOMAIN = "bluetooth_adapters"

CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Put the virtual radio on the air."""
    demo = async_start_demo(hass)

    @callback
    def _stop(_event: Event) -> None:
        """Go off the air, after everybody had the chance to say goodbye."""
        demo.stop()

    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_CLOSE, _stop)
    return True
