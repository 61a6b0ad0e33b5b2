"""Joins /dev/vhci, the kernel's virtual adapter, to the serial line to the host."""

import contextlib
import os
import select
import sys
import tty

# H4: packet type -> (header length, offset and size of its length field)
HEADERS = {
    1: (3, 2, 1),  # command
    2: (4, 2, 2),  # ACL data
    3: (3, 2, 1),  # SCO data
    4: (2, 1, 1),  # event
    5: (4, 2, 2),  # ISO data, whose length has 14 bits
}
VENDOR_PACKET = 0xFF
READ_PACKET = bytes((0xFD, 2))
CREATE_PRIMARY_CONTROLLER = bytes((VENDOR_PACKET, 0))


def packet_length(buffer: bytearray) -> int | None:
    """Return the length of the first packet, None when more bytes are needed."""
    header, offset, size = HEADERS[buffer[0]]
    if len(buffer) < 1 + header:
        return None
    field = buffer[1 + offset : 1 + offset + size]
    length = int.from_bytes(field, "little")
    if buffer[0] == 5:
        length &= 0x3FFF
    return 1 + header + length


def write_all(file: int, data: bytes) -> None:
    """Write all of it: a serial line may take less at a time."""
    while data:
        data = data[os.write(file, data) :]


def main() -> None:
    """Relay until the host hangs up."""
    line = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY)
    tty.setraw(line)
    adapter = os.open("/dev/vhci", os.O_RDWR)
    os.write(adapter, CREATE_PRIMARY_CONTROLLER)
    buffer = bytearray()
    while True:
        ready, _, _ = select.select([line, adapter], [], [])
        if adapter in ready:
            packet = os.read(adapter, 4096)
            if packet and packet[0] != VENDOR_PACKET:
                write_all(line, packet)
        if line in ready:
            data = os.read(line, 4096)
            if not data:
                return
            buffer += data
            # The host keeps little under way: a line that was throttled stays dead.
            write_all(line, READ_PACKET + len(data).to_bytes(2, "little"))
            # The kernel takes exactly one packet at a time.
            while buffer:
                if buffer[0] not in HEADERS:
                    print("lost the packet boundary:", buffer[:16].hex(), flush=True)
                    buffer.clear()
                    break
                length = packet_length(buffer)
                if length is None or len(buffer) < length:
                    break
                # While the adapter is off the kernel takes nothing, as it should be.
                with contextlib.suppress(OSError):
                    os.write(adapter, bytes(buffer[:length]))
                del buffer[:length]


if __name__ == "__main__":
    main()
