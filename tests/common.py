"""What tests in a Home Assistant need of Bluetooth; core does not ship its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from bluetooth_data_tools import monotonic_time_coarse
from habluetooth import BaseHaRemoteScanner
from homeassistant.components import bluetooth
from homeassistant.components.bluetooth import BluetoothServiceInfoBleak
from homeassistant.core import HomeAssistant, State

SERVICE_UUID = "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c"


class VirtualScanner(BaseHaRemoteScanner):
    """A scanner that can dial, as a Bluetooth proxy is one."""

    def __init__(self, source: str = "AA:BB:CC:00:00:01") -> None:
        """Hear nothing and reach nobody."""
        super().__init__(source, "virtual", None, connectable=True)


@contextmanager
def virtual_scanner(hass: HomeAssistant, *, slots: int = 3) -> Iterator[VirtualScanner]:
    """Have a connectable scanner for as long as the block lasts."""
    scanner = VirtualScanner()
    cancel_setup = scanner.async_setup()
    cancel = bluetooth.async_register_scanner(hass, scanner, connection_slots=slots)
    try:
        yield scanner
    finally:
        cancel()
        cancel_setup()


def service_info(
    address: str = "44:55:66:77:88:99", **advertisement: Any
) -> BluetoothServiceInfoBleak:
    """Return an advertisement of the mesh, as a scanner reports one."""
    fields: dict[str, Any] = {
        "local_name": None,
        "manufacturer_data": {},
        "service_data": {},
        "service_uuids": [SERVICE_UUID],
        "rssi": -60,
        "platform_data": (),
        "tx_power": None,
    } | advertisement
    return BluetoothServiceInfoBleak(
        name=address,
        address=address,
        rssi=fields["rssi"],
        manufacturer_data=fields["manufacturer_data"],
        service_data=fields["service_data"],
        service_uuids=fields["service_uuids"],
        source="AA:BB:CC:00:00:01",
        device=BLEDevice(address, None, {}),
        advertisement=AdvertisementData(**fields),
        connectable=True,
        time=monotonic_time_coarse(),
        tx_power=None,
    )


def inject(hass: HomeAssistant, info: BluetoothServiceInfoBleak) -> None:
    """Let Home Assistant hear an advertisement."""
    bluetooth.async_get_advertisement_callback(hass)(info)


def state_of(hass: HomeAssistant, entity_id: str) -> State:
    """Return the state of an entity that must exist."""
    state = hass.states.get(entity_id)
    assert state is not None, f"there is no {entity_id}"
    return state
