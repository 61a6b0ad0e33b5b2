"""The virtual radio as Home Assistant sees it: a proxy that hears and can connect."""

from functools import partial
from typing import cast, override

from bleak.backends.client import BaseBleakClient
from habluetooth import (
    Allocations,
    BaseHaRemoteScanner,
    BluetoothScanningMode,
    HaBluetoothConnector,
    get_manager,
)
from homeassistant.components import bluetooth
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .air import Advertisement, Air, Station
from .client import VirtualClient
from .slots import Slots

CONNECTION_SLOTS = 5
"""One more than our default number of links, because one is always left free."""


class VirtualScanner(BaseHaRemoteScanner):
    """Reports what a station hears, and connects through it."""

    def __init__(self, air: Air, station: Station) -> None:
        """Tune in to the air at a station."""
        self._slots = Slots(
            station, CONNECTION_SLOTS, get_manager().async_on_allocation_changed
        )
        client = partial(VirtualClient, air=air, slots=self._slots)
        connector = HaBluetoothConnector(
            # Called like the class that the annotation asks for; proxies do the same.
            client=cast("type[BaseBleakClient]", client),
            source=station.address,
            can_connect=lambda: self._slots.any_free,
        )
        super().__init__(
            station.address,
            "virtual radio",
            connector,
            connectable=True,
            requested_mode=BluetoothScanningMode.ACTIVE,
            current_mode=BluetoothScanningMode.ACTIVE,
        )

    @override
    def get_allocations(self) -> Allocations:
        """Return who holds a connection slot."""
        return self._slots.allocations

    @callback
    def heard(self, address: str, rssi: int, advertisement: Advertisement) -> None:
        """Report one advertisement."""
        self._async_on_advertisement(
            address,
            rssi,
            None,
            list(advertisement.service_uuids),
            dict(advertisement.service_data),
            {},
            None,
            {},
            bluetooth.MONOTONIC_TIME(),
        )


@callback
def async_register_radio(
    hass: HomeAssistant, air: Air, station: Station
) -> CALLBACK_TYPE:
    """Give Home Assistant a radio at a station; return what takes it away again."""
    scanner = VirtualScanner(air, station)
    unsetup = scanner.async_setup()
    unregister = bluetooth.async_register_scanner(hass, scanner)
    get_manager().async_on_allocation_changed(scanner.get_allocations())
    station.heard = scanner.heard

    @callback
    def _unregister() -> None:
        """Take the radio away."""
        station.heard = None
        unregister()
        unsetup()

    return _unregister
