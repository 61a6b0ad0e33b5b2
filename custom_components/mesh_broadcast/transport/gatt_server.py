"""The peripheral role's port: what the mesh needs of a GATT server, whoever provides it."""

from enum import StrEnum
from typing import Protocol

from .supervised_tasks import SupervisedTasks


class GattServerState(StrEnum):
    """Where the server stands."""

    STOPPED = "stopped"
    STARTING = "starting"
    ADVERTISING = "advertising"
    FAILED = "failed"


class GattServerFault(StrEnum):
    """Why the server is not advertising; each has words and a remedy in the translations."""

    NO_DBUS = "no_dbus"
    NO_BLUETOOTHD = "no_bluetoothd"
    NO_ADAPTER = "no_adapter"
    ADAPTER_OFF = "adapter_off"
    CANNOT_ADVERTISE = "cannot_advertise"


class GattServerListener(Protocol):
    """Who is told of what happens on the server; called on the event loop, must not block."""

    def server_state_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        """Tell of a new state; `fault` is set with FAILED only."""

    def central_wrote(self, address: str, data: bytes, limit: int) -> None:
        """Tell of one write: the writer's address, and how many bytes it can be notified of (at most 509)."""

    def central_gone(self, address: str) -> None:
        """Tell that a central which wrote before has disconnected."""

    def central_held(self, address: str, *, left_over: bool) -> bool:
        """Return whether a client of this Home Assistant uses the connection as well.

        `left_over`: it was there before the server was.
        """

    def central_remembered(self, address: str) -> bool:
        """Return whether a central wrote to the server of a process that then died."""

    def subscription_changed(self, *, subscribed: bool) -> None:
        """Tell that the first central subscribed, or the last one unsubscribed; BlueZ does not say which."""


class GattServer(Protocol):
    """A GATT server with the mesh's one service and characteristic, advertised while it runs."""

    @property
    def state(self) -> GattServerState:
        """Where the server stands."""

    @property
    def fault(self) -> GattServerFault | None:
        """Why it is not advertising, if it should be."""

    @property
    def tasks(self) -> SupervisedTasks | None:
        """What it does all the time, where it has something to do."""
        return None

    @property
    def left_over(self) -> frozenset[str]:
        """Addresses that were connected already when it went up, and still are."""
        return frozenset()

    async def async_can_scan(self) -> bool:
        """Return whether its adapter can be scanned with, as far as it can tell."""
        return True

    async def async_start(self, listener: GattServerListener) -> None:
        """Begin, and keep at it until stopped: a fault is reported to the listener, never raised."""

    async def async_stop(self) -> None:
        """Withdraw the advertisement and the service and close every connection that this object opened."""

    async def async_notify(self, frame: bytes) -> None:
        """Notify all subscribers of one frame; return when it has been handed on (back-pressure).

        Raises ConnectionError when the server is not advertising.
        """
