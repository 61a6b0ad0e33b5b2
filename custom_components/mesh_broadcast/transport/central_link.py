"""One outgoing link, from the dial to the last byte."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
import logging
from typing import Final

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice
from bleak.exc import BleakError
import bleak_retry_connector
from bleak_retry_connector import BleakOutOfConnectionSlotsError, establish_connection

from ..protocol import (
    LEAST_USE,
    Event,
    FrameReceived,
    LinkDown,
    LinkId,
    LinkLimitChanged,
    LinkRole,
    LinkUp,
    NotificationStreamAssembler,
    PeerId,
    SendFailed,
    SendPriority,
)
from .connection_state import ConnectionState, StateTracker
from .const import CHARACTERISTIC_UUID, MAX_ATT_VALUE, SERVICE_UUID
from .errors import BLUETOOTH_ERRORS
from .link import LinkCounters, LinkSnapshot
from .notification_manager import NotificationManager
from .send_queue import SendQueue

_LOGGER = logging.getLogger(__name__)

CONNECT_TIMEOUT: Final = 10.0
"""Seconds: the reference apps' 8 s for the connection, 2 s for finding services. Short,
because the adapter hears and advertises nothing while it initiates."""

CONNECT_ATTEMPTS: Final = 2
"""Tries inside one dial: the second heals what fails at once; the rest is the
ReconnectPolicy's."""

CROSSED_TIMEOUT: Final = 2.0
"""Seconds left to a dial whose device has connected to us meanwhile: either it ends on
that very connection at once, or giving it up later would cut an older conversation."""

SUBSCRIBE_ATTEMPTS: Final = 3
"""Tries on one connection. Between two hosts with BlueZ 5.66 and its default settings
the extra channels (EATT) collapse just as the first subscription is on its way; the
connection survives that, and the next try goes over its ordinary channel."""

SUBSCRIBE_PAUSE: Final = 0.3
"""Seconds between these tries: the collapse takes a round trip or two, 30 ms each."""

WRITE_TIMEOUT: Final = 5.0
"""Seconds for the stack below to take one frame: it takes some 3 ms when healthy."""

CLOSE_TIMEOUT: Final = 5.0
"""Seconds for a disconnect; a link that cannot even do that is left behind."""

MAX_REFUSED_WRITES: Final = 3
"""One refused frame is that frame's problem, as many in a row are the link's."""

MAX_EARLY_VALUES: Final = 32
"""Values kept that arrive before the link is ready: a peer greets at once, and has
less than a second for it."""

DEFAULT_ATT_VALUE: Final = 20
"""What a stack reports before it knows the MTU; no mesh frame is that small."""

USELESS_FOR: Final = 6.0
"""Seconds after which a link ends on which neither end can say anything: the next may
have a larger MTU, and its slot is for others. Shorter than STABLE_AFTER, so that it is
dialed again ever more rarely."""

_CROSSED_LOOKS: Final = 10
"""Looks for a device's own link in that time."""

_LIMIT_DELAYS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between looks for the real limit, in the rare case that it comes late."""

_LIMIT_LOOK: Final = 2.0
"""Seconds to the next look at a ready link's limit that is still too small: an MTU is
agreed on within a second, or not at all."""


class LinkEnd(StrEnum):
    """Why a link ended."""

    NO_DEVICE = "no_device"
    TIMED_OUT = "timed_out"
    NO_SLOT = "no_slot"
    FAILED = "failed"
    INCOMPATIBLE = "incompatible"
    LOST = "lost"
    STALLED = "stalled"
    TOO_SMALL = "too_small"
    RETIRED = "retired"
    ROTATED = "rotated"
    STOPPED = "stopped"
    CRASHED = "crashed"


class CentralLink:
    """Connects to one device, subscribes, and carries frames until it ends."""

    def __init__(
        self,
        link_id: LinkId,
        address: str,
        *,
        find_device: Callable[[], BLEDevice | None],
        source: str,
        local: bool,
        shared: Callable[[], bool],
        sink: Callable[[Event], None],
        on_change: Callable[[], None],
        on_drop: Callable[[LinkId, int], None],
        rssi: Callable[[], int | None],
        clock: Callable[[], float],
    ) -> None:
        """Prepare; nothing happens before `run`.

        `find_device` returns Home Assistant's present idea of the device, and `source`
        is the scanner that the dial is expected to go through, `local` if that is an
        adapter of this machine. `shared` tells whether the device has a link to our
        server, which on BlueZ is the very same connection.
        """
        self.id = link_id
        self.address = address
        self.source = source
        self.local = local
        self.peer_id: PeerId | None = None
        self.was_ready = False
        self._find_device = find_device
        self._shared = shared
        self._sink = sink
        self._on_change = on_change
        self._rssi = rssi
        self._clock = clock
        self._since = clock()
        self._tracker = StateTracker(f"{link_id} {address}")
        self._counters = LinkCounters()
        self._queue = SendQueue(self._dropped)
        self._report_drop = on_drop
        self._assembler = NotificationStreamAssembler()
        self._early: list[bytes] = []
        self._client: BleakClient | None = None
        self._notifications: NotificationManager | None = None
        self._characteristic: BleakGATTCharacteristic | None = None
        self._limit: int | None = None
        self._useless_since: float | None = None
        self._longest_value = 0
        self._scope: asyncio.Timeout | None = None
        self._connect_scope: asyncio.Timeout | None = None
        self._end: LinkEnd | None = None
        self._let_go = asyncio.Event()
        self._yielding = False

    @property
    def state(self) -> ConnectionState:
        """Where the link stands."""
        return self._tracker.state

    @property
    def ready(self) -> bool:
        """Whether it carries frames."""
        return self.state is ConnectionState.READY

    @property
    def dialing(self) -> bool:
        """Whether it is still on its way up."""
        return self.state in (
            ConnectionState.DISCOVERED,
            ConnectionState.CONNECTING,
            ConnectionState.CONNECTED,
            ConnectionState.SUBSCRIBED,
        )

    @property
    def yielding(self) -> bool:
        """Whether it has ended, and only keeps from cutting the device's own link."""
        return self._yielding

    @property
    def since(self) -> float:
        """When it became ready, or was begun if it is not."""
        return self._since

    @property
    def snapshot(self) -> LinkSnapshot:
        """The link as it is now."""
        return LinkSnapshot(
            id=self.id,
            role=LinkRole.CENTRAL,
            address=self.address,
            state=self.state,
            limit=self._limit,
            rssi=self._rssi(),
            since=self._since,
            peer_id=self.peer_id,
            anonymous=False,
            queued=len(self._queue),
            sent=self._counters.sent,
            received=self._counters.received,
            dropped=self._counters.dropped,
            failed=self._counters.failed,
        )

    def send(self, frame: bytes, priority: SendPriority) -> None:
        """Queue a frame; without effect when the link is not ready."""
        if self.ready:
            self._queue.put(frame, priority)

    async def flush(self) -> None:
        """Wait until every queued frame has been handed on, or the link has ended."""
        await self._queue.join()

    def close(self, end: LinkEnd) -> None:
        """End the link, whatever it is doing; `run` then returns `end`."""
        if self._end is not None or self._scope is None or self._scope.expired():
            return
        self._end = end
        self._scope.reschedule(asyncio.get_running_loop().time())

    def let_go(self) -> None:
        """Disconnect after all, if that was put off: the device's own link is over."""
        self._let_go.set()

    def hurry(self) -> None:
        """Leave the dial little time, because the device has connected to us."""
        scope = self._connect_scope
        if self.state is not ConnectionState.CONNECTING or scope is None:
            return
        soon = asyncio.get_running_loop().time() + CROSSED_TIMEOUT
        if not scope.expired() and (when := scope.when()) is not None and when > soon:
            scope.reschedule(soon)

    async def run(self) -> LinkEnd:
        """Live through the link's whole life, and return why it ended.

        Cancelling this closes the link, too.
        """
        end = LinkEnd.CRASHED
        try:
            try:
                async with asyncio.timeout(None) as self._scope:
                    end = await self._live()
            except TimeoutError:
                if self._end is None:
                    raise
            end = self._end or end
        except asyncio.CancelledError:
            end = LinkEnd.STOPPED
            raise
        finally:
            self._scope = None
            await self._close(end)
        return end

    async def _live(self) -> LinkEnd:
        """Dial, subscribe and write; return why that is over."""
        if (device := self._find_device()) is None:
            return LinkEnd.NO_DEVICE
        self._advance(ConnectionState.CONNECTING)
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT) as self._connect_scope:
                self._client = client = await establish_connection(
                    # Looked up now: Home Assistant replaces the class when it starts.
                    bleak_retry_connector.BleakClientWithServiceCache,
                    device,
                    self.address,
                    disconnected_callback=self._disconnected,
                    max_attempts=CONNECT_ATTEMPTS,
                    ble_device_callback=lambda: self._find_device() or device,
                )
        except TimeoutError:
            return LinkEnd.TIMED_OUT
        except BleakOutOfConnectionSlotsError as err:
            return self._failed(LinkEnd.NO_SLOT, err)
        except BLUETOOTH_ERRORS as err:
            return self._failed(LinkEnd.FAILED, err)
        self._advance(ConnectionState.CONNECTED)
        if not client.is_connected:
            return LinkEnd.LOST
        try:
            self._characteristic = characteristic = _find_characteristic(client)
            if characteristic is None:
                # Seen on BlueZ after crossed connects: its idea of the services is
                # incomplete, and stays so until it has been made to forget it, which
                # also disconnects.
                self._end = LinkEnd.INCOMPATIBLE
                if not await self._becomes_shared():
                    await client.clear_cache()
                return LinkEnd.INCOMPATIBLE
            limit = await self._settled_limit(characteristic)
            await self._subscribe(client, characteristic)
        except BLUETOOTH_ERRORS as err:
            return self._failed(LinkEnd.FAILED, err)
        self._advance(ConnectionState.SUBSCRIBED)
        self._become_ready(limit)
        return await self._write_frames(client, characteristic)

    async def _subscribe(
        self, client: BleakClient, characteristic: BleakGATTCharacteristic
    ) -> None:
        """Subscribe, if need be at the second or third try."""
        self._notifications = NotificationManager(client)
        for tries_left in reversed(range(SUBSCRIBE_ATTEMPTS)):
            try:
                await self._notifications.subscribe(characteristic, self._notified)
            except (BleakError, TimeoutError) as err:
                if not tries_left or not client.is_connected:
                    raise
                _LOGGER.debug("%s %s: subscribing: %r", self.id, self.address, err)
                await asyncio.sleep(SUBSCRIBE_PAUSE)
            else:
                return

    async def _becomes_shared(self) -> bool:
        """Return whether the device uses this connection to talk to our server.

        It did not have to advertise for that; one that has just come says so soon.
        """
        for _ in range(_CROSSED_LOOKS):
            if not self.local or self._shared():
                break
            await asyncio.sleep(CROSSED_TIMEOUT / _CROSSED_LOOKS)
        return self.local and self._shared()

    def _failed(self, end: LinkEnd, err: BaseException) -> LinkEnd:
        """Note what the stack said."""
        _LOGGER.debug("%s %s: %s: %r", self.id, self.address, end, err)
        return end

    async def _settled_limit(self, characteristic: BleakGATTCharacteristic) -> int:
        """Return the largest value of a write, given a moment to become known."""
        for delay in _LIMIT_DELAYS:
            if characteristic.max_write_without_response_size > DEFAULT_ATT_VALUE:
                break
            await asyncio.sleep(delay)
        return _limit(characteristic)

    def _become_ready(self, limit: int) -> None:
        """Tell the mesh of the link, then of what came early."""
        self._limit = limit
        self._since = self._clock()
        self.was_ready = True
        self._advance(ConnectionState.READY)
        self._sink(LinkUp(self.id, LinkRole.CENTRAL, self.address, limit))
        early, self._early = self._early, []
        for value in early:
            self._received(value)

    async def _write_frames(
        self, client: BleakClient, characteristic: BleakGATTCharacteristic
    ) -> LinkEnd:
        """Write frame after frame, one in flight; return when writing is over."""
        refused = 0
        while True:
            frame = await self._next_frame(characteristic)
            if frame is None:
                return LinkEnd.TOO_SMALL
            if len(frame) > self._look_at_limit(characteristic):
                self._counters.failed += 1
                continue
            try:
                async with asyncio.timeout(WRITE_TIMEOUT):
                    await client.write_gatt_char(characteristic, frame, response=False)
            except TimeoutError:
                return LinkEnd.STALLED
            except BleakError as err:
                self._counters.failed += 1
                refused += 1
                if refused >= MAX_REFUSED_WRITES or not client.is_connected:
                    return self._failed(LinkEnd.LOST, err)
                self._sink(SendFailed(self.id, frame, self._queue.taken))
            except (EOFError, OSError) as err:
                return self._failed(LinkEnd.LOST, err)
            else:
                refused = 0
                self._counters.sent += 1

    async def _next_frame(
        self, characteristic: BleakGATTCharacteristic
    ) -> bytes | None:
        """Wait for a frame; None: too small a link has had its time.

        Nothing is sent on such a link, so no frame would ever bring us to look again.
        """
        while self._look_at_limit(characteristic) < LEAST_USE:
            if self._is_useless():
                return None
            with suppress(TimeoutError):
                async with asyncio.timeout(_LIMIT_LOOK):
                    return await self._queue.get()
        return await self._queue.get()

    def _look_at_limit(self, characteristic: BleakGATTCharacteristic) -> int:
        """Return the largest value of a write now, and tell if it has changed."""
        limit = _limit(characteristic)
        if limit >= LEAST_USE:
            self._useless_since = None
        elif self._useless_since is None:
            self._useless_since = self._clock()
            self._longest_value = 0
        if limit != self._limit:
            self._limit = limit
            self._sink(LinkLimitChanged(self.id, limit))
        return limit

    def _is_useless(self) -> bool:
        """Return whether nothing gets over the link, and has not for a while.

        A value that is longer than what we may send shows that only our stack does not
        know the MTU: such a peer can be heard.
        """
        return (
            self._useless_since is not None
            and self._clock() - self._useless_since >= USELESS_FOR
            and self._longest_value < LEAST_USE
        )

    def _disconnected(self, _: BleakClient) -> None:
        """Take note of a lost connection; while dialing it is the connector's to heal."""
        if self.state is not ConnectionState.CONNECTING:
            self.close(LinkEnd.LOST)
        self.let_go()

    def _notified(self, value: bytes) -> None:
        """Take one notification."""
        self._longest_value = max(self._longest_value, len(value))
        if self.ready:
            self._received(value)
        elif len(self._early) < MAX_EARLY_VALUES:
            self._early.append(value)

    def _received(self, value: bytes) -> None:
        """Hand the frames on that a value completes."""
        for frame in self._assembler.feed(value, self._clock()):
            self._counters.received += 1
            self._sink(FrameReceived(self.id, frame, self._rssi()))

    def _dropped(self, count: int) -> None:
        """Count frames that the full queue dropped."""
        self._counters.dropped += count
        self._report_drop(self.id, count)

    async def _close(self, end: LinkEnd) -> None:
        """Leave nothing behind: no subscription, connection or D-Bus handle."""
        was_ready = self.ready
        if self._tracker.can(ConnectionState.CLOSING):
            self._advance(ConnectionState.CLOSING, end)
        self._queue.clear()
        if was_ready:
            self._sink(LinkDown(self.id))
        try:
            if self._notifications is not None:
                await self._notifications.close()
            if self._client is not None:
                if not was_ready and end is not LinkEnd.STOPPED:
                    await self._yield_to_device(self._client)
                # Also after a loss: this is what closes bleak's D-Bus connection.
                async with asyncio.timeout(CLOSE_TIMEOUT):
                    await self._client.disconnect()
        except (*BLUETOOTH_ERRORS, AssertionError) as err:
            # AssertionError: bleak's own check that it saw the disconnect, which fails
            # when bluetoothd went away without a word.
            _LOGGER.debug("%s %s: closing: %r", self.id, self.address, err)
        finally:
            self._advance(ConnectionState.CLOSED, end)

    async def _yield_to_device(self, client: BleakClient) -> None:
        """Keep a connection that is of no use to us for as long as the device uses it.

        A client cannot be closed without disconnecting.
        """
        if not (self.local and client.is_connected and self._shared()):
            return
        self._yielding = True
        self._on_change()
        try:
            await self._let_go.wait()
        finally:
            self._yielding = False

    def _advance(self, to: ConnectionState, why: str = "") -> None:
        """Change the state and tell of it."""
        self._tracker.advance(to, why)
        self._on_change()


def _find_characteristic(client: BleakClient) -> BleakGATTCharacteristic | None:
    """Return the mesh's characteristic, as far as the stack has found it."""
    service = client.services.get_service(SERVICE_UUID)
    return None if service is None else service.get_characteristic(CHARACTERISTIC_UUID)


def _limit(characteristic: BleakGATTCharacteristic) -> int:
    """Return the largest value in bytes that a write may have now."""
    return min(characteristic.max_write_without_response_size, MAX_ATT_VALUE)
