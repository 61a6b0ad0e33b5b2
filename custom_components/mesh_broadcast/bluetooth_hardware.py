"""What Bluetooth this home has: adapters of its own, and scanners that can dial."""

from bluetooth_adapters import (
    ADAPTER_ADDRESS,
    DEFAULT_ADDRESS,
    adapter_human_name,
    adapter_model,
)
from habluetooth import get_manager
from homeassistant.components import bluetooth
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import DATA_GATT_SERVER_FACTORY
from .settings import Role
from .transport.scanner_paths import leaves_a_slot


async def async_local_adapters() -> dict[str, str]:
    """Return the names of the adapters of this machine by their MAC address.

    By address, because the numbers of hci0 and hci1 swap from boot to boot. An adapter
    that has none is not configured, or crashed.
    """
    adapters = await get_manager().async_get_bluetooth_adapters()
    return {
        details[ADAPTER_ADDRESS]: (
            f"{adapter_human_name(adapter, details[ADAPTER_ADDRESS])}"
            f" {adapter_model(details)}"
        )
        for adapter, details in adapters.items()
        if details[ADAPTER_ADDRESS] != DEFAULT_ADDRESS
    }


async def async_possible_roles(
    hass: HomeAssistant, adapter: str | None
) -> frozenset[Role]:
    """Return the roles that this home's Bluetooth allows; `adapter` None is any."""
    roles: set[Role] = set()
    if async_can_dial(hass):
        roles.add(Role.CENTRAL)
    adapters = await async_local_adapters()
    if (
        DATA_GATT_SERVER_FACTORY in hass.data
        or adapter in adapters
        or (adapter is None and adapters)
    ):
        roles.add(Role.PERIPHERAL)
    return frozenset(roles)


@callback
def async_can_dial(hass: HomeAssistant) -> bool:
    """Return whether a scanner is there that can open connections."""
    return bool(bluetooth.async_scanner_count(hass, connectable=True))


@callback
def async_slots_are_taken(hass: HomeAssistant) -> bool:
    """Return whether no scanner that can dial has a slot left that we may take."""
    sources = [
        scanner.source
        for scanner in bluetooth.async_current_scanners(hass)
        if scanner.connectable
    ]
    return bool(sources) and not any(map(leaves_a_slot, sources))


@callback
def async_listen_slots(changed: CALLBACK_TYPE) -> CALLBACK_TYPE:
    """Tell of slots that are taken and freed; return what ends it."""
    return get_manager().async_register_allocation_callback(
        lambda _allocations: changed()
    )


@callback
def async_listen_scanners(changed: CALLBACK_TYPE) -> CALLBACK_TYPE:
    """Tell of scanners that come and go; return what ends it."""
    return get_manager().async_register_scanner_registration_callback(
        lambda _registration: changed(), None
    )
