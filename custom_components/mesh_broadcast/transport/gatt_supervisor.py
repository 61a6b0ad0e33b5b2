"""Keep a GATT server on the air: find the adapter, put the server up, and again when it falls."""

from abc import abstractmethod
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
import logging
import random
from typing import Final, Protocol, override

from .bluez_watch import (
    CONNECTION_ERRORS,
    Adapter,
    BlueZWatch,
    GattServerFaultError,
)
from .const import MAX_ATT_VALUE
from .gatt_server import (
    GattServer,
    GattServerFault,
    GattServerListener,
    GattServerState,
)
from .reconnect_policy import STABLE_AFTER, ReconnectPolicy
from .supervised_tasks import SupervisedTasks, TaskFactory

_LOGGER = logging.getLogger(__name__)

QUICK_RETRY_S: Final = 0.25
"""Before the first retry: BlueZ frees a lost connection's advertisement within 50 ms, and
tells of its own end in that time."""

MAX_BUS_RETRY_S: Final = 2.0
"""The most before a retry to connect to the system bus, of whose return nobody tells: one
call of the system, which fails at once."""

REDISCOVERY_S: Final = 3.0
"""For centrals to find the service of a new process: BlueZ's takes about 0.3 s (rig)."""

SETTLING_FAULTS: Final = (GattServerFault.NO_ADAPTER, GattServerFault.ADAPTER_OFF)
"""What a bluetoothd that has just started reports for a moment without meaning it."""


class PeripheralObserver(Protocol):
    """Who is told of what happens at a peripheral."""

    def wrote(self, device_path: str, data: bytes, limit: int) -> None:
        """Tell of one write."""

    def subscription_changed(self, *, subscribed: bool) -> None:
        """Tell of an edge of the subscription."""

    def lost(self) -> None:
        """Tell that the peripheral is no longer advertised or has lost its connection."""


class Peripheral(Protocol):
    """A service that is registered and advertised on one adapter, until it is lost or closed."""

    @property
    def alive(self) -> bool:
        """Whether it is still registered and advertised, as far as BlueZ has told."""

    async def async_notify(self, frame: bytes) -> None:
        """Notify all subscribers; return when the frame is handed on."""

    async def async_hide(self) -> None:
        """Withdraw the advertisement, so that nobody comes any more; never raise."""

    async def async_close(self) -> None:
        """Withdraw everything; never raise."""


class GattSupervisor(GattServer, PeripheralObserver):
    """A GATT server that comes back: after bluetoothd, the adapter or the bus was away.

    One task does everything in turn; whatever happens only wakes it.
    """

    def __init__(
        self,
        adapter: str | None,
        create_task: TaskFactory,
        rng: random.Random,
    ) -> None:
        """Take the adapter's address; None is the first adapter that is switched on."""
        self._adapter = adapter
        self._tasks = SupervisedTasks("GATT server", create_task, rng)
        self._rng = rng
        self._reconnect = ReconnectPolicy()
        self._bus_reconnect = ReconnectPolicy(maximum=MAX_BUS_RETRY_S)
        self._state = GattServerState.STOPPED
        self._fault: GattServerFault | None = None
        self._listener: GattServerListener | None = None
        self._task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._peripheral: Peripheral | None = None
        self._subscribed = False
        self._writers: dict[str, str] = {}
        self._to_follow: list[str] = []
        self._left_over: set[str] = set()
        self._can_scan: Callable[[], Awaitable[bool]] | None = None

    @property
    @override
    def state(self) -> GattServerState:
        """Where the server stands."""
        return self._state

    @property
    @override
    def fault(self) -> GattServerFault | None:
        """Why it is not advertising, if it should be."""
        return self._fault

    @property
    @override
    def left_over(self) -> frozenset[str]:
        """Who was connected already when it went up, and still is."""
        return frozenset(map(_address, self._left_over))

    @property
    @override
    def tasks(self) -> SupervisedTasks:
        """What it does all the time."""
        return self._tasks

    @override
    async def async_can_scan(self) -> bool:
        """Return whether the adapter that it is on can be scanned with."""
        return self._can_scan is not None and await self._can_scan()

    @override
    async def async_start(self, listener: GattServerListener) -> None:
        """Begin, and keep at it until stopped."""
        if self._task is not None:
            raise RuntimeError("the GATT server has been started already")
        self._listener = listener
        self._set_state(GattServerState.STARTING)
        self._task = self._tasks.start("GATT server", self._async_hold)

    @override
    async def async_stop(self) -> None:
        """Withdraw everything and close every connection."""
        if (task := self._task) is None:
            return
        self._task = None
        task.cancel()
        await asyncio.wait([task])
        self._set_state(GattServerState.STOPPED)
        self._listener = None

    @override
    async def async_notify(self, frame: bytes) -> None:
        """Notify all subscribers of one frame; return when it has been handed on."""
        if len(frame) > MAX_ATT_VALUE:
            raise ValueError(f"a value of {len(frame)} bytes exceeds {MAX_ATT_VALUE}")
        if self._peripheral is None or not self._peripheral.alive:
            raise ConnectionError("the GATT server is not advertising")
        await self._peripheral.async_notify(frame)

    @abstractmethod
    async def _async_open(self, adapter: Adapter) -> Peripheral:
        """Put the service up on an adapter; raise GattServerFaultError if that fails."""

    @override
    def wrote(self, device_path: str, data: bytes, limit: int) -> None:
        """Pass a write on, and have its writer followed until it is gone."""
        if self._task is None:
            return  # somebody who has not noticed yet that we are about to go
        if (address := self._writers.get(device_path)) is None:
            address = self._writers[device_path] = _address(device_path)
            self._to_follow.append(device_path)
            self._wake.set()
        if self._listener is not None:
            self._listener.central_wrote(address, data, limit)

    @override
    def subscription_changed(self, *, subscribed: bool) -> None:
        """Pass on the edges only: BlueZ may say the same thing twice."""
        if self._subscribed is subscribed:
            return
        self._subscribed = subscribed
        if self._listener is not None:
            self._listener.subscription_changed(subscribed=subscribed)

    @override
    def lost(self) -> None:
        """Look after the peripheral."""
        self._wake.set()

    async def _async_hold(self) -> None:
        """Do as below; who looks sees when a mistake of ours keeps it off the air."""
        try:
            await self._async_run()
        except Exception as err:
            self._set_state(
                GattServerState.FAILED,
                GattServerFault.CANNOT_ADVERTISE,
                f"unexpected {type(err).__name__}",
            )
            raise

    async def _async_run(self) -> None:
        """Hold a connection to the system bus for as long as there is one."""
        attempt = 0
        while True:
            detail = "the D-Bus system bus has gone away"
            try:
                async with BlueZWatch(
                    self._tasks, self._wake.set, self._device_gone
                ) as watch:
                    attempt = 0
                    await self._async_serve(watch)
            except CONNECTION_ERRORS as err:
                detail = f"no D-Bus system bus: {err!r}"
            attempt += 1
            self._set_state(GattServerState.FAILED, GattServerFault.NO_DBUS, detail)
            await asyncio.sleep(self._bus_reconnect.delay(attempt, self._rng) or 0)

    async def _async_serve(self, watch: BlueZWatch) -> None:
        """Put the service up again and again; return when the bus is gone."""
        loop = asyncio.get_running_loop()
        attempt = 0
        while watch.connected:
            self._wake.clear()
            watch.changed = False
            self._tell_of_lost_daemon(watch)
            try:
                adapter = await watch.async_find_adapter(self._adapter)
                connected = await watch.async_connected_devices(adapter)
                peripheral = await self._async_open(adapter)
            except GattServerFaultError as err:
                attempt += err.fault is GattServerFault.CANNOT_ADVERTISE
                await self._async_wait_for_cure(watch, err, attempt)
                continue
            self._tell_of_lost_daemon(watch)
            self._left_over = set(connected)
            up_since = loop.time()
            fell = await self._async_stand(watch, adapter, peripheral)
            if loop.time() - up_since > STABLE_AFTER:
                attempt = 0
            if fell and not watch.changed:
                # By itself, it seems: or it is the first sign of bluetoothd's end.
                attempt += 1
                self._set_state(GattServerState.STARTING)
                await self._async_pause(watch, attempt)

    def _tell_of_lost_daemon(self, watch: BlueZWatch) -> None:
        """Tell of a daemon's end also where the next one is there already.

        No link over it is alive.
        """
        if watch.daemon_lost:
            watch.daemon_lost = False
            self._set_state(
                GattServerState.FAILED,
                GattServerFault.NO_BLUETOOTHD,
                "bluetoothd has ended",
            )

    async def _async_stand(
        self, watch: BlueZWatch, adapter: Adapter, peripheral: Peripheral
    ) -> bool:
        """Advertise until the peripheral, the adapter or the bus is lost.

        Return whether it was the peripheral, while the bus stands.
        """
        stopped = False
        up_since = asyncio.get_running_loop().time()
        self._peripheral = peripheral
        self._can_scan = partial(watch.async_can_scan, adapter)
        try:
            self._set_state(GattServerState.ADVERTISING)
            for path in tuple(self._left_over):
                await watch.async_follow_device(path)
            while True:
                self._wake.clear()
                if not (peripheral.alive and watch.connected):
                    return watch.connected
                if watch.changed:
                    watch.changed = False
                    if not await watch.async_is_usable(adapter):
                        return False
                while self._to_follow:
                    await self._async_follow(watch, self._to_follow.pop())
                await self._async_wait(
                    await self._async_dismiss_remembered(watch, up_since)
                )
        except asyncio.CancelledError:
            stopped = True
            raise
        finally:
            self._peripheral = self._can_scan = None
            if stopped:
                await self._async_dismiss_centrals(watch, peripheral)
            await peripheral.async_close()
            watch.unfollow_devices()
            self._forget_centrals()

    async def _async_follow(self, watch: BlueZWatch, path: str) -> None:
        """Hear of the end of a central that wrote, and see that it hears us.

        BlueZ keeps a connection when its server's process dies, but not the
        subscription. Who connected to an earlier server and stays connected may write to
        this one and never subscribe again; it will when it has to connect again.
        """
        await watch.async_follow_device(path)
        if path in self._left_over:
            await self._async_dismiss_left_over(watch, path)

    async def _async_dismiss_remembered(
        self, watch: BlueZWatch, since: float
    ) -> float | None:
        """Disconnect who wrote to the server of a process that died, and is still here.

        Return the seconds until that is due: on BlueZ a central has to find this service
        first, or it takes the next advertisement for somebody else's, see below.
        """
        if self._listener is None:
            return None
        known = self._listener.central_remembered
        if not (paths := [path for path in self._left_over if known(_address(path))]):
            return None
        if (pause := since + REDISCOVERY_S - asyncio.get_running_loop().time()) > 0:
            return pause
        for path in paths:
            await self._async_dismiss_left_over(watch, path)
        return None

    async def _async_dismiss_left_over(self, watch: BlueZWatch, path: str) -> None:
        """Disconnect a central that connected to an earlier server, unless it is held."""
        self._left_over.discard(path)
        if not self._is_held(path, left_over=True):
            _LOGGER.debug("%s: connected to an earlier server, dismissed", path)
            await watch.async_begin_disconnect(path)

    async def _async_dismiss_centrals(
        self, watch: BlueZWatch, peripheral: Peripheral
    ) -> None:
        """Disconnect every central that wrote: it would be deaf to us later, see above.

        Only these: nobody else on this machine has an interest in their connections but,
        perhaps, a client of this Home Assistant.

        None may come back before we have gone, but the service must be there till they
        have: a central on BlueZ that sees it go notes that we have no such service, and
        takes our next advertisement for somebody else's.
        """
        await peripheral.async_hide()
        await watch.async_disconnect_devices(
            path for path in self._writers if not self._is_held(path, left_over=False)
        )

    def _is_held(self, path: str, *, left_over: bool) -> bool:
        """Return whether a client of this Home Assistant uses the connection."""
        return self._listener is not None and self._listener.central_held(
            _address(path), left_over=left_over
        )

    async def _async_wait_for_cure(
        self, watch: BlueZWatch, err: GattServerFaultError, attempt: int
    ) -> None:
        """Report a fault if it is meant, and wait until it may have passed."""
        if err.fault in SETTLING_FAULTS and watch.settling:
            self._set_not_advertising()
            await self._async_wait(watch.settling)
        elif err.fault is not GattServerFault.CANNOT_ADVERTISE:
            self._set_state(GattServerState.FAILED, err.fault, str(err))
            # BlueZ tells when this changes.
            await self._async_wait(None)
        elif attempt == 1:
            self._set_not_advertising()
            await self._async_pause(watch, attempt)
        else:
            self._set_state(GattServerState.FAILED, err.fault, str(err))
            await self._async_pause(watch, attempt)

    async def _async_pause(self, watch: BlueZWatch, attempt: int) -> None:
        """Wait before the next try, less if BlueZ changes."""
        # A connection of ours that was closed has woken us: that is no news.
        self._wake.clear()
        if watch.changed or not watch.connected:
            return
        if attempt > 1:
            await self._async_wait(self._reconnect.delay(attempt - 1, self._rng))
        else:
            await self._async_wait(QUICK_RETRY_S)

    async def _async_wait(self, seconds: float | None) -> None:
        """Wait until woken, but not longer than this."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()

    def _device_gone(self, path: str) -> None:
        """Tell of the end of a central that wrote."""
        self._left_over.discard(path)
        address = self._writers.pop(path, None)
        if address is not None and self._listener is not None:
            self._listener.central_gone(address)

    def _forget_centrals(self) -> None:
        """Tell of the end of every central: their links end with the service."""
        self._to_follow.clear()
        for path in tuple(self._writers):
            self._device_gone(path)
        self.subscription_changed(subscribed=False)

    def _set_not_advertising(self) -> None:
        """Take back what was said, without a fault that may pass at once."""
        if self._state is GattServerState.ADVERTISING:
            self._set_state(GattServerState.STARTING)

    def _set_state(
        self,
        state: GattServerState,
        fault: GattServerFault | None = None,
        detail: str = "",
    ) -> None:
        """Log and tell every transition once."""
        if (state, fault) == (self._state, self._fault):
            return
        self._state, self._fault = state, fault
        if fault is None:
            _LOGGER.info("GATT server is %s", state)
        else:
            _LOGGER.warning("GATT server is not advertising: %s", detail)
        if self._listener is not None:
            self._listener.server_state_changed(state, fault)


def _address(device_path: str) -> str:
    """Return the address in the path of a device."""
    return device_path.rpartition("/dev_")[2].replace("_", ":")
