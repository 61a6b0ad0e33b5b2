"""Whoever outlives the node follows it here: over reloads, and before it is loaded."""

from collections.abc import Callable

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import (
    async_dispatcher_connect,
    async_dispatcher_send,
)
from homeassistant.util.signal_type import SignalType

from .const import DOMAIN
from .coordinator import MeshConfigEntry, MeshCoordinator

_SIGNAL_NODE_SET_UP: SignalType[MeshCoordinator] = SignalType(f"{DOMAIN}_node_set_up")


@callback
def async_node_set_up(hass: HomeAssistant, coordinator: MeshCoordinator) -> None:
    """Tell of a new coordinator; the entry must be loaded before the loop goes on."""
    async_dispatcher_send(hass, _SIGNAL_NODE_SET_UP, coordinator)


@callback
def async_loaded_node(hass: HomeAssistant) -> MeshCoordinator | None:
    """Return the node if it is loaded."""
    entries: list[MeshConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0].runtime_data if entries else None


@callback
def async_follow_node(
    hass: HomeAssistant, subscribe: Callable[[MeshCoordinator], CALLBACK_TYPE]
) -> CALLBACK_TYPE:
    """Subscribe to the node now and each time that it is set up; return what ends it."""
    unsubscribe: CALLBACK_TYPE | None = None

    @callback
    def follow(coordinator: MeshCoordinator) -> None:
        nonlocal unsubscribe
        if unsubscribe is not None:
            unsubscribe()
        unsubscribe = subscribe(coordinator)

    disconnect = async_dispatcher_connect(hass, _SIGNAL_NODE_SET_UP, follow)
    if (coordinator := async_loaded_node(hass)) is not None:
        follow(coordinator)

    @callback
    def end() -> None:
        disconnect()
        if unsubscribe is not None:
            unsubscribe()

    return end
