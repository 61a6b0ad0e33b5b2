"""Repairs for what keeps a role off the air; the other role goes on meanwhile.

A fault must last before it is one for the user: bluetoothd and proxies restart.
"""

from asyncio import TimerHandle
from collections.abc import Callable, Iterable
import logging

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .bluetooth_hardware import (
    async_can_dial,
    async_listen_slots,
    async_slots_are_taken,
)
from .const import (
    DOMAIN,
    FAULT_GRACE,
    ISSUE_GATT_SERVER,
    ISSUE_NO_SCANNER,
    ISSUE_NO_SLOT,
    SCANNER_GRACE,
    SLOT_GRACE,
)
from .protocol import LinkRole
from .settings import NodeSettings
from .transport.gatt_server import GattServerFault, GattServerState
from .transport.link import LinkSnapshot

_LOGGER = logging.getLogger(__name__)


class LastingFault:
    """One fault: a repair once it has lasted, gone when it is cured."""

    def __init__(self, hass: HomeAssistant, issue_id: str, grace: float) -> None:
        """Begin in good health."""
        self._hass = hass
        self._issue_id = issue_id
        self._grace = grace
        self._reason: str | None = None
        self._timer: TimerHandle | None = None

    @callback
    def began(self, reason: str) -> None:
        """Take note of the fault; `reason` is the key of its translation."""
        if reason == self._reason:
            return
        self.cured()
        self._reason = reason
        self._timer = self._hass.loop.call_later(self._grace, self._lasts, reason)

    @callback
    def cured(self) -> None:
        """Take note that all is well."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        elif self._reason is not None:
            ir.async_delete_issue(self._hass, DOMAIN, self._issue_id)
            _LOGGER.info("The problem %s is over", self._reason)
        self._reason = None

    @callback
    def _lasts(self, reason: str) -> None:
        """Tell the user."""
        self._timer = None
        _LOGGER.info("There is a lasting problem: %s", reason)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id,
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=reason,
        )


class BluetoothFaults:
    """What is wrong with the two roles."""

    def __init__(
        self,
        hass: HomeAssistant,
        settings: NodeSettings,
        links: Callable[[], Iterable[LinkSnapshot]],
    ) -> None:
        """Begin in good health; `links` returns those that there are."""
        self._hass = hass
        self._settings = settings
        self._links = links
        self._unsubscribe: CALLBACK_TYPE | None = None
        self._server = LastingFault(hass, ISSUE_GATT_SERVER, FAULT_GRACE)
        self._scanner = LastingFault(hass, ISSUE_NO_SCANNER, SCANNER_GRACE)
        self._slot = LastingFault(hass, ISSUE_NO_SLOT, SLOT_GRACE)

    @callback
    def async_start(self) -> None:
        """Begin to watch the central role."""
        self._unsubscribe = async_listen_slots(self.async_check_slots)
        self.async_check_scanners()

    @callback
    def async_server_state_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        """Take note of how the peripheral role does."""
        if state is GattServerState.FAILED and fault is not None:
            self._server.began(f"{ISSUE_GATT_SERVER}_{fault}")
        elif state in (GattServerState.ADVERTISING, GattServerState.STOPPED):
            self._server.cured()

    @callback
    def async_apply(self, settings: NodeSettings) -> None:
        """Go over to new settings."""
        self._settings = settings
        self.async_check_scanners()

    @callback
    def async_check_scanners(self) -> None:
        """Take note of whether the central role can dial."""
        if not self._settings.central or async_can_dial(self._hass):
            self._scanner.cured()
        else:
            self._scanner.began(ISSUE_NO_SCANNER)
        self.async_check_slots()

    @callback
    def async_check_slots(self) -> None:
        """Take note of whether others leave the central role a slot.

        Those that our own links take are no fault.
        """
        if (
            not self._settings.central
            or any(link.role is LinkRole.CENTRAL for link in self._links())
            or not async_slots_are_taken(self._hass)
        ):
            self._slot.cured()
        else:
            self._slot.began(ISSUE_NO_SLOT)

    @callback
    def async_stop(self) -> None:
        """Forget all of it; the node is off the air because it was told so."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._server.cured()
        self._scanner.cured()
        self._slot.cured()
