"""Print what importing the integration takes, Home Assistant's own parts aside.

Runs in the environment that has Home Assistant.
"""

from importlib import import_module
import sys
import tracemalloc

# What Home Assistant has imported anyway where Bluetooth is set up, and the libraries
# that it ships.
OTHERS = (
    "bleak_retry_connector",
    "cryptography.hazmat.primitives.ciphers.aead",
    "dbus_fast.aio",
    "habluetooth",
    "homeassistant.components.bluetooth",
    "homeassistant.components.http",
    "homeassistant.components.sensor",
    "homeassistant.components.websocket_api",
    "homeassistant.helpers.entity_platform",
    "homeassistant.helpers.service",
    "nacl.signing",
)


def main() -> int:
    """Import, and print the bytes."""
    for name in OTHERS:
        import_module(name)
    tracemalloc.start()
    import_module("custom_components.mesh_broadcast")
    print(tracemalloc.get_traced_memory()[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
