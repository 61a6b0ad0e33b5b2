"""Put a Home Assistant in the middle of the simulated neighbourhood."""

from dataclasses import dataclass
from random import Random

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from custom_components.mesh_broadcast.const import DATA_GATT_SERVER_FACTORY

from .air import Air, Station
from .gatt_server import gatt_server_factory
from .neighbour import ANDROID_MTU
from .neighbourhood import DEFAULT_SEED, Neighbourhood
from .scanner import async_register_radio

HOME_ADDRESS = "C2:DE:30:00:00:01"


@dataclass(frozen=True, slots=True)
class Demo:
    """The running demo, to be steered: move, mute and cut whatever you like."""

    air: Air
    station: Station
    neighbourhood: Neighbourhood
    stop: CALLBACK_TYPE


DATA_DEMO: HassKey[Demo] = HassKey("mesh_broadcast_demo")
"""Where whoever wants to steer the running demo finds it."""


@callback
def async_start_demo(
    hass: HomeAssistant,
    *,
    seed: int = DEFAULT_SEED,
    chatter: bool = True,
    passer_by: bool = True,
) -> Demo:
    """Start the virtual radio and the neighbourhood; before our integration is set up.

    The radio does both roles: Home Assistant's Bluetooth gets a scanner that can
    connect, our integration a GATT server.
    """
    air = Air(Random(seed))
    station = Station(HOME_ADDRESS, ANDROID_MTU)
    air.join(station)
    unregister = async_register_radio(hass, air, station)
    hass.data[DATA_GATT_SERVER_FACTORY] = gatt_server_factory(air, station)
    neighbourhood = Neighbourhood(
        air,
        HOME_ADDRESS,
        seed,
        hass.async_create_background_task,
        chatter=chatter,
        passer_by=passer_by,
    )
    neighbourhood.start()

    @callback
    def _stop() -> None:
        """Take everything off the air again."""
        neighbourhood.stop()
        unregister()
        hass.data.pop(DATA_GATT_SERVER_FACTORY, None)
        hass.data.pop(DATA_DEMO, None)
        air.close()

    demo = hass.data[DATA_DEMO] = Demo(air, station, neighbourhood, _stop)
    return demo
