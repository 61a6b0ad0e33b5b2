"""Brings a node up as a host is: D-Bus, an adapter, bluetoothd; then runs a command.

Runs as process 1 of the virtual machine, with the standard library only.
"""

import ctypes
import fcntl
import json
import os
from pathlib import Path
import signal
import socket
import struct
import subprocess
import sys
import time
import tty

HCI_LINE = "/dev/ttyS0"
CONTROL_LINE = "/dev/ttyS1"
ADAPTER = Path("/sys/class/bluetooth/hci0")
BLUETOOTHD = (
    "/usr/libexec/bluetooth/bluetoothd",
    "/usr/lib/bluetooth/bluetoothd",
    "/usr/sbin/bluetoothd",
)
# Channels: as newer versions have it by themselves. With more, 5.66 loses its way when
# two hosts of its kind discover and subscribe to each other at the same time.
BLUETOOTHD_SETTINGS = """\
[General]
ControllerMode = le
DiscoverableTimeout = 0
[GATT]
Channels = 1
[Policy]
AutoEnable = true
"""
# How long bluetoothd stays away after it died, as a service manager would have it
RESTART_DELAY = 1.0
# Each step takes a fraction of a second; this is for a machine under load.
STEP_TIMEOUT = 60.0

SIOCSIFFLAGS = 0x8914
SIOCSIFADDR = 0x8916
IFF_UP_AND_RUNNING = 0x1 | 0x40
REBOOT_POWER_OFF = 0x4321FEDC

OUT = Path(os.environ["NODE_OUT"])


def say(text: str) -> None:
    """Print a line with the machine's up-time."""
    print(f"[{time.monotonic():6.2f}] {text}", flush=True)


def bring_up_network() -> None:
    """Give the machine 127.0.0.1 and an interface that leads nowhere.

    Without any other address, programs wonder aloud what host they are on.
    """
    addresses = {b"lo": "127.0.0.1", b"dummy0": "192.0.2.1"}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        for name, address in addresses.items():
            packed = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(address))
            fcntl.ioctl(any_socket, SIOCSIFADDR, struct.pack("16s16s", name, packed))
            flags = struct.pack("16sh14x", name, IFF_UP_AND_RUNNING)
            fcntl.ioctl(any_socket, SIOCSIFFLAGS, flags)


def start(name: str, *command: str) -> subprocess.Popen[bytes]:
    """Start a daemon whose output goes into its own log."""
    with (OUT / f"{name}.log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log)


def wait_for(what: str, condition: str, *command: str) -> None:
    """Wait until the path exists or the command prints the text."""
    deadline = time.monotonic() + STEP_TIMEOUT
    while time.monotonic() < deadline:
        if not command:
            if Path(condition).exists():
                return
        elif (
            condition
            in subprocess.run(
                command, capture_output=True, text=True, check=False
            ).stdout
        ):
            return
        time.sleep(0.02)
    raise TimeoutError(f"{what} did not come up")


def start_bluetoothd() -> subprocess.Popen[bytes]:
    """Start the daemon, wherever the distribution put it."""
    path = next(path for path in BLUETOOTHD if Path(path).exists())
    return start("bluetoothd", path, "-n")


def power_off() -> None:
    """End the machine at once."""
    os.sync()
    ctypes.CDLL(None).reboot(REBOOT_POWER_OFF)


def run() -> int:
    """Bring everything up, run the command, return its status."""
    node = json.loads((OUT / "node.json").read_text())
    socket.sethostname(node["name"])
    bring_up_network()
    control = os.open(CONTROL_LINE, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(control)  # no echo; kept open so that the setting stays

    subprocess.run(["dbus-uuidgen", "--ensure=/etc/machine-id"], check=True)
    start("dbus", "dbus-daemon", "--system", "--nofork", "--nopidfile")
    wait_for("D-Bus", "/run/dbus/system_bus_socket")
    relay = str(Path(__file__).with_name("relay.py"))
    start("relay", sys.executable, relay, HCI_LINE)
    wait_for("the adapter", str(ADAPTER))
    settings = Path("/etc/bluetooth/main.conf")
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(BLUETOOTHD_SETTINGS)
    bluetoothd = start_bluetoothd()
    wait_for(
        "bluetoothd",
        "/org/bluez/hci0",
        *("dbus-send", "--system", "--print-reply", "--dest=org.bluez", "/"),
        "org.freedesktop.DBus.ObjectManager.GetManagedObjects",
    )
    say("bluetoothd is up")

    command = subprocess.Popen(
        node["command"], cwd=node["directory"], env=node["environment"]
    )
    # Process 1 inherits every orphan, so it waits for whoever ends.
    while True:
        pid, status = os.wait()
        if pid == command.pid:
            return os.waitstatus_to_exitcode(status)
        if pid == bluetoothd.pid:
            say(f"bluetoothd ended ({os.waitstatus_to_exitcode(status)})")
            time.sleep(RESTART_DELAY)
            bluetoothd = start_bluetoothd()


def main() -> None:
    """Run, leave the command's status for the host, power off."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        status = run()
    except Exception as error:
        say(f"{type(error).__name__}: {error}")
        raise
    else:
        (OUT / "status").write_text(str(status))
    finally:
        power_off()


if __name__ == "__main__":
    main()
