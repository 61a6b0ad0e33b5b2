"""The lifetimes of notify subscriptions on one connection."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import logging
from typing import Final

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic

from .errors import BLUETOOTH_ERRORS

_LOGGER = logging.getLogger(__name__)

SUBSCRIBE_TIMEOUT: Final = 3.0
"""Seconds for the peer to confirm: some fifty times what a live link takes."""

UNSUBSCRIBE_TIMEOUT: Final = 2.0
"""Seconds for a courtesy: the disconnect that follows unsubscribes anyway."""


@dataclass(frozen=True, slots=True)
class SubscriptionToken:
    """One subscription; worth nothing once it has been given back."""

    number: int
    characteristic: BleakGATTCharacteristic


class NotificationManager:
    """Hands out tokens for subscriptions and cleans all of them up on close."""

    def __init__(self, client: BleakClient) -> None:
        """Manage the subscriptions on `client`."""
        self._client = client
        self._number = 0
        self._live: dict[SubscriptionToken, Callable[[bytes], None]] = {}

    @property
    def count(self) -> int:
        """How many subscriptions live."""
        return len(self._live)

    async def subscribe(
        self, characteristic: BleakGATTCharacteristic, callback: Callable[[bytes], None]
    ) -> SubscriptionToken:
        """Subscribe, and call `callback` with each value until unsubscribed.

        Raises ValueError for a second subscription to one characteristic, which the
        stacks below would merge with the first, and TimeoutError or BleakError.
        """
        if any(token.characteristic is characteristic for token in self._live):
            raise ValueError(f"already subscribed to {characteristic.uuid}")
        self._number += 1
        token = SubscriptionToken(self._number, characteristic)

        def _notified(_: BleakGATTCharacteristic, data: bytearray) -> None:
            # A value may still be on its way through D-Bus after unsubscribing.
            if (listener := self._live.get(token)) is not None:
                listener(bytes(data))

        # Registered first: the peer may notify before its confirmation gets here.
        self._live[token] = callback
        try:
            async with asyncio.timeout(SUBSCRIBE_TIMEOUT):
                # By signals, which is bleak's default. Of two notifications in one
                # packet BlueZ then reports only the last, so our server spaces them;
                # but the sockets of AcquireNotify, which lose none, crash bluetoothd
                # when a link is lost (bluez/bluez#59, #1781; seen on 5.66).
                await self._client.start_notify(characteristic, _notified)
        except BaseException:
            self._live.pop(token, None)
            raise
        return token

    async def unsubscribe(self, token: SubscriptionToken) -> None:
        """End one subscription; doing it again, or after a close, does nothing."""
        if self._live.pop(token, None) is None or not self._client.is_connected:
            return
        try:
            async with asyncio.timeout(UNSUBSCRIBE_TIMEOUT):
                await self._client.stop_notify(token.characteristic)
        except BLUETOOTH_ERRORS as err:
            _LOGGER.debug("%s: unsubscribing: %r", self._client.address, err)

    async def close(self) -> None:
        """End every subscription; whatever the connection's state, never raises."""
        for token in tuple(self._live):
            await self.unsubscribe(token)
