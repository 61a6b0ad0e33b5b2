"""A Bluetooth controller made of bumble's, closer to real ones where it matters."""

import asyncio
from typing import override

from bumble.controller import Controller, LegacyAdvertiser
from bumble.hci import (
    Address,
    HCI_AclDataPacket,
    HCI_ErrorCode,
    HCI_LE_Advertising_Report_Event as AdvertisingReport,
    LeFeatureMask,
)
from bumble.ll import AdvExtInd, AdvInd
from bumble.transport.common import StreamPacketSink, StreamPacketSource

from .air import Air

# A report each 100 ms, whatever the host asks for: the kernel's default of 1.28 s
# would make each test wait for adverts.
ADVERTISING_INTERVAL = 0.1
# The rate of the air. Credits come back when a packet has been "sent", so that a
# flood meets back-pressure and cannot overrun the serial line into the machine.
AIR_BITS_PER_SECOND = 4_000_000
LINK_LAYER_OVERHEAD = 14
# A real link that is not answered within 6 connection intervals (of 50 ms at most)
# was never established.
ESTABLISHMENT_TIMEOUT = 0.3


class Advertiser(LegacyAdvertiser):
    """An advertiser whose interval is short and in the right unit."""

    @override
    def _on_timer_fired(self) -> None:
        self.send_advertising_data()
        self.timer_handle = asyncio.get_running_loop().call_later(
            ADVERTISING_INTERVAL, self._on_timer_fired
        )


class RadioController(Controller):
    """The adapter of one node."""

    def __init__(
        self, air: Air, index: int, source: StreamPacketSource, sink: StreamPacketSink
    ) -> None:
        self.index = index
        self._air = air
        self._air_free_at = 0.0
        super().__init__(
            f"node {index}",
            host_source=source,
            host_sink=sink,
            link=air,
            public_address=Address(
                f"00:AA:01:{index:02X}:00:{index:02X}", Address.PUBLIC_DEVICE_ADDRESS
            ),
        )
        # The kernel would wait for the enhanced Connection Complete event of these,
        # which bumble does not send.
        self.le_features &= ~(
            LeFeatureMask.LL_PRIVACY
            | LeFeatureMask.LE_EXTENDED_ADVERTISING
            | LeFeatureMask.LE_PERIODIC_ADVERTISING
        )
        self.le_legacy_advertiser = Advertiser(self)
        air.radios.append(self)

    def close(self) -> None:
        """Fall silent: the node is off."""
        self.le_legacy_advertiser.stop()
        self.pending_le_connection = None
        self._air.radios.remove(self)
        self._air.remove_controller(self)

    @override
    def on_hci_acl_data_packet(self, packet: HCI_AclDataPacket) -> None:
        """Take a packet for the air, at the rate of the air."""
        loop = asyncio.get_running_loop()
        bits = (len(packet.data) + LINK_LAYER_OVERHEAD) * 8
        self._air_free_at = max(loop.time(), self._air_free_at) + (
            bits / AIR_BITS_PER_SECOND
        )
        loop.call_at(self._air_free_at, super().on_hci_acl_data_packet, packet)

    @override
    def on_advertising_pdu(self, pdu: AdvInd | AdvExtInd) -> None:
        """Report an advert with its own scan response and the pair's RSSI."""
        sender = self._air.radio_of(pdu.advertiser_address)
        if sender is None or not self._air.in_range(sender, self):
            return
        if self.le_scan_enable:
            rssi = self._air.rssi(sender, self)
            kind = AdvertisingReport.EventType
            self._report(kind.ADV_IND, pdu.advertiser_address, pdu.data, rssi)
            if self.le_scan_type:
                answer = sender.le_legacy_advertiser.scan_response_data
                self._report(kind.SCAN_RSP, pdu.advertiser_address, answer, rssi)
        pending = self.pending_le_connection
        if pending is not None and pending.peer_address == pdu.advertiser_address:
            self.create_le_connection(pdu.advertiser_address)

    def _report(
        self,
        kind: AdvertisingReport.EventType,
        address: Address,
        data: bytes,
        rssi: int,
    ) -> None:
        report = AdvertisingReport.Report(
            event_type=kind,
            address_type=address.address_type,
            address=address,
            data=bytes(data),
            rssi=rssi,
        )
        self.send_hci_packet(AdvertisingReport([report]))

    @override
    def create_le_connection(self, peer_address: Address) -> None:
        """Connect; when the other end took another's request first, say so soon."""
        super().create_le_connection(peer_address)
        connection = self.le_connections.get(peer_address)

        def check_established() -> None:
            if (
                connection is not None
                and self.le_connections.get(peer_address) is connection
                and not self._air.is_alive(self, connection)
            ):
                self.on_le_disconnected(
                    connection,
                    HCI_ErrorCode.CONNECTION_FAILED_TO_BE_ESTABLISHED_ERROR,
                )

        asyncio.get_running_loop().call_later(ESTABLISHMENT_TIMEOUT, check_established)
