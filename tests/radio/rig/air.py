"""The air between the virtual radios: packets pass between pairs in range only."""

import asyncio
from collections import deque
from random import Random
import time
from typing import TYPE_CHECKING, override

from bumble.core import PhysicalTransport
from bumble.hci import Address, HCI_ErrorCode
from bumble.link import LocalLink
from bumble.ll import AdvertisingPdu, ControlPdu

from .ranges import Ranges

if TYPE_CHECKING:
    from bumble.controller import Connection, Controller

    from .controller import RadioController

# How long a link survives without hearing the other end. BlueZ asks for 420 ms to
# 20 s depending on its settings; phones commonly use 2 s.
SUPERVISION_TIMEOUT = 2.0
# Those of the last minutes
KEPT_ADVERTS = 4_000


class Air(LocalLink):
    """A link bus whose reach is set pair by pair and can change at any time."""

    def __init__(self, ranges: Ranges) -> None:
        super().__init__()
        self.radios: list[RadioController] = []
        self.ranges = ranges
        self._rng = Random(1)
        self._adverts: dict[int, deque[float]] = {}
        self._supervision: set[asyncio.TimerHandle] = set()

    def set_ranges(self, ranges: Ranges) -> None:
        """Move the nodes; links that parted die after the supervision time-out."""
        self.ranges = ranges
        loop = asyncio.get_running_loop()

        def supervise() -> None:
            self._supervision.discard(handle)
            self._drop_dead_links()

        handle = loop.call_later(SUPERVISION_TIMEOUT, supervise)
        self._supervision.add(handle)

    def close(self) -> None:
        """Forget the supervision timers."""
        for handle in self._supervision:
            handle.cancel()
        self._supervision.clear()

    def in_range(self, first: RadioController, second: RadioController) -> bool:
        """Return whether the two hear each other."""
        return self.ranges.between(first.index, second.index) is not None

    def rssi(self, first: RadioController, second: RadioController) -> int:
        """Return how loud the two, who are in range, hear each other just now."""
        loudness = self.ranges.between(first.index, second.index)
        assert loudness is not None
        spread = loudness.spread
        return loudness.rssi + self._rng.randint(-spread, spread)

    def radio_of(self, address: Address) -> RadioController | None:
        """Find the radio that the address belongs to."""
        return next(
            (r for r in self.radios if address in (r.public_address, r.random_address)),
            None,
        )

    def advertised(self, index: int, after: float) -> float | None:
        """Return when a radio was first on the air after a moment."""
        return next((at for at in self._adverts.get(index, ()) if at > after), None)

    def _own(self, controller: Controller) -> RadioController:
        """Return the radio that a bumble controller is."""
        return next(radio for radio in self.radios if radio is controller)

    def is_alive(self, radio: RadioController, connection: Connection) -> bool:
        """Tell whether the other end is in range and knows of the connection too."""
        other = self.radio_of(connection.peer_address)
        return (
            other is not None
            and self.in_range(radio, other)
            and connection.self_address in other.le_connections
        )

    def _drop_dead_links(self) -> None:
        for radio in self.radios:
            for connection in list(radio.le_connections.values()):
                if not self.is_alive(radio, connection):
                    radio.on_le_disconnected(
                        connection, HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR
                    )

    @override
    def send_advertising_pdu(
        self, sender_controller: Controller, packet: AdvertisingPdu
    ) -> None:
        sender = self._own(sender_controller)
        loop = asyncio.get_running_loop()
        heard = self._adverts.setdefault(sender.index, deque(maxlen=KEPT_ADVERTS))
        heard.append(time.monotonic())
        for radio in self.radios:
            if radio is not sender and self.in_range(sender, radio):
                loop.call_soon(radio.on_ll_advertising_pdu, packet)

    @override
    def send_acl_data(
        self,
        sender_controller: Controller,
        destination_address: Address,
        transport: PhysicalTransport,
        data: bytes,
    ) -> None:
        sender = self._own(sender_controller)
        receiver = self.radio_of(destination_address)
        connection = sender.le_connections.get(destination_address)
        if (
            receiver is None
            or connection is None
            or not self.in_range(sender, receiver)
        ):
            return
        asyncio.get_running_loop().call_soon(
            receiver.on_link_acl_data, connection.self_address, transport, data
        )

    @override
    def send_ll_control_pdu(
        self, sender_address: Address, receiver_address: Address, packet: ControlPdu
    ) -> None:
        sender, receiver = (
            self.radio_of(sender_address),
            self.radio_of(receiver_address),
        )
        if sender is None or receiver is None or not self.in_range(sender, receiver):
            return
        asyncio.get_running_loop().call_soon(
            receiver.on_ll_control_pdu, sender_address, packet
        )
