"""Names and limits of the mesh on Bluetooth."""

from typing import Final

SERVICE_UUID: Final = "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c"
"""The mesh's one service; the only thing that a node advertises."""

CHARACTERISTIC_UUID: Final = "a1b2c3d4-e5f6-4a5b-8c9d-0e1f2a3b4c5d"
"""The service's one characteristic: written by centrals, notified by peripherals."""

MAX_ATT_VALUE: Final = 509
"""The largest value in bytes: bluetoothd refuses longer writes whatever the MTU."""
