"""This machine's own Bluetooth: while it is away nobody is dialed by it, then all at once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
import logging
from random import Random
from typing import Final

from habluetooth import BaseHaScanner, HaScanner, ScannerStartError
from homeassistant.components import bluetooth
from homeassistant.core import HomeAssistant

from .gatt_server import GattServer, GattServerFault, GattServerState
from .reconnect_policy import ReconnectPolicy
from .scanner_paths import (
    is_local,
    local_address,
    own_addresses,
    scanning_adapters,
)
from .supervised_tasks import SupervisedTasks

_LOGGER = logging.getLogger(__name__)

DAEMON_FAULTS: Final = frozenset(
    {GattServerFault.NO_BLUETOOTHD, GattServerFault.NO_DBUS}
)
"""With these every local link is lost, of which bleak tells nothing."""

ADAPTER_FAULTS: Final = frozenset(
    {GattServerFault.NO_ADAPTER, GattServerFault.ADAPTER_OFF}
)

NOTICED_WITHIN: Final = 3.0
"""Seconds for which links may be seen to end before their cause is: BlueZ tells of them
one after the other, and a bluetoothd that ends in peace does so within a second."""


LINGERS_FOR: Final = 2.1
"""Seconds for which the kernel keeps a connection that a bluetoothd left which was killed
(HCI_DISCONN_TIMEOUT, 2 s). For as long the next one calls it connected, and it is dead."""


LEFT_OVER_SCAN: Final = 12.0
"""Seconds after which an adapter that refuses to scan has another reason than the scan of
a bluetoothd that was killed: the kernel ends that after 10.24 s (DISCOV_LE_TIMEOUT)."""

MAX_SCAN_PAUSE: Final = 2.0
"""The most seconds between two tries to scan in that time."""


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link that was lost because the stack went; `dialed` by us, or by the other."""

    address: str
    gone_at: float
    dialed: bool


class OwnStack:
    """Whether the adapters of this machine can be used, as the GATT server finds them."""

    def __init__(
        self,
        hass: HomeAssistant,
        adapter: str | None,
        server: GattServer | None,
        tasks: SupervisedTasks,
        rng: Random,
        clock: Callable[[], float],
    ) -> None:
        """Take the address of the GATT server's adapter; None is the first one."""
        self._hass = hass
        self._adapter = adapter
        self._server = server
        self._tasks = tasks
        self._rng = rng
        self._policy = ReconnectPolicy(maximum=MAX_SCAN_PAUSE)
        self._clock = clock
        self._fault: GattServerFault | None = None
        self._gone_at = 0.0
        self._lost: dict[str, tuple[float, bool]] = {}

    def link_lost(self, address: str, *, dialed: bool) -> None:
        """Note the end of a link: it may turn out that we have lost them all."""
        now = self._clock()
        if self._fault is None:
            self._forget_before(now - NOTICED_WITHIN)
        self._lost[address] = now, dialed

    def follow(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> tuple[LostLink, ...]:
        """Take the server's news; where the stack is back, return the links it cost."""
        if fault in DAEMON_FAULTS or fault in ADAPTER_FAULTS:
            if self._fault is None:
                self._gone_at = self._clock()
                self._forget_before(self._gone_at - NOTICED_WITHIN)
            # A new daemon has no adapter for a moment: it was the daemon all the same.
            if self._fault not in DAEMON_FAULTS:
                self._fault = fault
            return ()
        if state is GattServerState.STARTING or self._fault is None:
            return ()
        if state is not GattServerState.STOPPED:
            for scanner in filter(self._harmed, scanning_adapters(self._hass)):
                self._tasks.start(
                    "scanner",
                    partial(self._async_scan_again, scanner),
                    detail=scanner.source,
                )
        self._fault = None
        lost = tuple(
            LostLink(address, self._gone_at, dialed)
            for address, (_, dialed) in self._lost.items()
        )
        self._lost.clear()
        return lost

    def _forget_before(self, moment: float) -> None:
        """Forget links that ended before something could be the matter."""
        for address, (at, _) in tuple(self._lost.items()):
            if at < moment:
                del self._lost[address]

    def blocks(self, path: BaseHaScanner) -> bool:
        """Return whether a dial through a scanner cannot go well now."""
        return self._fault is not None and is_local(path) and self._harmed(path)

    def _harmed(self, scanner: BaseHaScanner) -> bool:
        """Return whether the fault is one of this local scanner, too."""
        return self._fault in DAEMON_FAULTS or scanner.source == local_address(
            self._hass, self._adapter
        )

    async def _async_scan_again(self, scanner: HaScanner) -> None:
        """Have a scanner scan again, which Home Assistant does after 90 s of silence.

        Whoever restarts a scanner has to see that it runs. What fails here is Home
        Assistant's to try again, as it does when it sets a scanner up.
        """
        if not await self._can_scan():
            return
        await scanner.async_stop()
        if scanner.source not in own_addresses(self._hass):
            return  # Home Assistant has given it up meanwhile
        try:
            await scanner.async_start()
        except (ScannerStartError, RuntimeError) as err:
            _LOGGER.debug("%s: does not scan again: %r", scanner.source, err)
            self._set_up_again(scanner)

    async def _can_scan(self) -> bool:
        """Wait until the adapter can be scanned with; return False where it went again.

        Home Assistant would switch an adapter off and on that refuses, which costs all
        links.
        """
        until = self._clock() + LEFT_OVER_SCAN
        attempt = 0
        while self._server is not None and self._clock() < until:
            if await self._server.async_can_scan():
                break
            attempt += 1
            await asyncio.sleep(self._policy.delay(attempt, self._rng) or 0)
        return self._fault is None

    def _set_up_again(self, scanner: HaScanner) -> None:
        """Leave a scanner that is still wanted to Home Assistant."""
        entries = self._hass.config_entries
        entry = entries.async_entry_for_domain_unique_id(
            bluetooth.DOMAIN, scanner.source
        )
        if entry is not None:
            entries.async_schedule_reload(entry.entry_id)
