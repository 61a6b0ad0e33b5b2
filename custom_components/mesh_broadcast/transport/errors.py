"""What the Bluetooth stack may raise on any call, through no fault of ours."""

from typing import Final

from bleak.exc import BleakError

BLUETOOTH_ERRORS: Final = (BleakError, TimeoutError, EOFError, OSError)
"""EOFError and OSError (a broken pipe) are how a lost D-Bus connection shows."""
