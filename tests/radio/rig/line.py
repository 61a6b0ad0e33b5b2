"""The host's end of the serial line that carries a node's radio."""

import asyncio
from collections import deque
from typing import override

from bumble.transport.common import (
    StreamPacketSink,
    StreamPacketSource,
    TransportSink,
)

# The machine tells with such a packet how many bytes it has read from the line.
READ_PACKET = 0xFD
# What may be on its way into the machine. User Mode Linux never reads again from a
# line that it has once throttled, which it does when 4 KiB lie there unread.
WINDOW = 2048


class LineSource(StreamPacketSource):
    """Packets from a machine, with the words about its reading taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.line: LineSink | None = None
        self.parser.extended_packet_info[READ_PACKET] = (1, 0, "B")

    @override
    def set_packet_sink(self, sink: TransportSink) -> None:
        """Take the controller that gets the packets."""
        self._sink = sink
        super().set_packet_sink(self)

    def on_packet(self, packet: bytes) -> None:
        """Sort one packet."""
        if packet[0] != READ_PACKET:
            self._sink.on_packet(packet)
        elif self.line is not None:
            self.line.was_read(int.from_bytes(packet[2:4], "little"))


class LineSink(StreamPacketSink):
    """Packets into a machine, never more than it has room for."""

    def __init__(self, transport: asyncio.WriteTransport) -> None:
        super().__init__(transport)
        self._queue: deque[bytes] = deque()
        self._under_way = 0

    @override
    def on_packet(self, packet: bytes) -> None:
        """Queue a packet, and write what the window allows."""
        self._queue.append(packet)
        self._write()

    def was_read(self, count: int) -> None:
        """Go on: the machine has read so many bytes."""
        self._under_way -= count
        self._write()

    def _write(self) -> None:
        """Write packets while they fit into the window."""
        while self._queue and (
            not self._under_way or self._under_way + len(self._queue[0]) <= WINDOW
        ):
            packet = self._queue.popleft()
            self._under_way += len(packet)
            self.transport.write(packet)
