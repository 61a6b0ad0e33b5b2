"""Through which scanner a dial would go, and whether that leaves a slot to others."""

from collections.abc import Callable
from typing import Final

from habluetooth import BaseHaScanner, HaScanner, get_manager
from homeassistant.components import bluetooth
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

SLOTS_LEFT_FREE: Final = 1
"""Connection slots on each scanner that are not ours to take: the home's locks and
thermostats connect when they need to."""


@callback
def own_addresses(hass: HomeAssistant) -> frozenset[str]:
    """Return the addresses of this home's scanners, which must not dial each other."""
    return frozenset(
        scanner.source for scanner in bluetooth.async_current_scanners(hass)
    )


@callback
def local_address(hass: HomeAssistant, adapter: str | None) -> str | None:
    """Return the address that the peripheral role shows: `adapter`, or the local one."""
    if adapter is not None:
        return adapter.upper()
    return next(
        (
            scanner.source
            for scanner in bluetooth.async_current_scanners(hass)
            if is_local(scanner)
        ),
        None,
    )


def is_local(scanner: BaseHaScanner) -> bool:
    """Return whether a scanner is an adapter of this machine."""
    return scanner.adapter_idx is not None


@callback
def scanning_adapters(hass: HomeAssistant) -> list[HaScanner]:
    """Return the scanners that believe that bluetoothd scans for them.

    One that does not is about to be started by Home Assistant.
    """
    return [
        scanner
        for scanner in bluetooth.async_current_scanners(hass)
        if isinstance(scanner, HaScanner) and scanner.scanning
    ]


@callback
def best_path(hass: HomeAssistant, address: str) -> BaseHaScanner | None:
    """Return the scanner that Home Assistant would dial an address through.

    It cannot be told which to take, so this is a prediction, by its own scoring.
    """
    paths = sorted(
        bluetooth.async_scanner_devices_by_address(hass, address, connectable=True),
        key=lambda path: path.advertisement.rssi,
        reverse=True,
    )
    if len(paths) > 1:
        gap = paths[0].advertisement.rssi - paths[1].advertisement.rssi
        paths.sort(key=lambda path: path.score_connection_path(gap), reverse=True)
    return next(
        (path.scanner for path in paths if free_slots(path.scanner.source) != 0), None
    )


@callback
def is_heard(hass: HomeAssistant, address: str) -> bool:
    """Return whether any scanner has heard an address since it began to scan."""
    return bool(
        bluetooth.async_scanner_devices_by_address(hass, address, connectable=True)
    )


@callback
def free_slots(source: str) -> int | None:
    """Return the free connection slots of a scanner; None when it does not tell."""
    for allocations in get_manager().async_current_allocations(source) or ():
        if allocations.slots > 0:
            return allocations.free
    return None


@callback
def dialed_addresses(hass: HomeAssistant) -> frozenset[str]:
    """Return whom this Home Assistant's clients are connected to by local adapters."""
    return frozenset(
        address.upper()
        for scanner in bluetooth.async_current_scanners(hass)
        if is_local(scanner)
        for allocations in get_manager().async_current_allocations(scanner.source) or ()
        for address in allocations.allocated
    )


@callback
def leaves_a_slot(source: str) -> bool:
    """Return whether a dial through a scanner leaves a slot to others."""
    free = free_slots(source)
    return free is None or free > SLOTS_LEFT_FREE


@callback
def listen_for_paths(changed: Callable[[], None]) -> CALLBACK_TYPE:
    """Tell when a slot or a scanner comes or goes; return what ends that."""
    manager = get_manager()
    cancels = (
        manager.async_register_allocation_callback(lambda _: changed()),
        manager.async_register_scanner_registration_callback(lambda _: changed(), None),
    )

    @callback
    def _cancel() -> None:
        """End both."""
        for cancel in cancels:
            cancel()

    return _cancel
