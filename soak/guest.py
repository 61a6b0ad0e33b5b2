"""Tells what bluetoothd and the message bus of a node hold; runs inside of it.

Each line of input is answered by a line of JSON.
"""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from soak.process import open_files, resident_mb
from tests.radio.nodes.lines import orders, say

_BUS = "org.freedesktop.DBus"


async def main() -> None:
    """Answer until the host hangs up."""
    bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
    async for _ in orders():
        say(looked=_programs() | await _on_the_bus(bus))


async def _call(
    bus: MessageBus, name: str, path: str, interface: str, member: str, *args: str
) -> Any:
    """Call a method; return what it answers, or None where it refuses."""
    reply = await bus.call(
        Message(name, path, interface, member, signature="s" * len(args), body=[*args])
    )
    if reply.message_type is MessageType.ERROR or not reply.body:
        return None
    return reply.body[0]


async def _on_the_bus(bus: MessageBus) -> dict[str, float]:
    """Return who is on the bus, with how many match rules, and what BlueZ has there."""
    found: Counter[str] = Counter()
    path = "/" + _BUS.replace(".", "/")
    stats = f"{_BUS}.Debug.Stats"
    rules = await _call(bus, _BUS, path, stats, "GetAllMatchRules")
    for name, matches in (rules or {}).items():
        if name == bus.unique_name:
            continue
        pid = await _call(bus, _BUS, path, _BUS, "GetConnectionUnixProcessID", name)
        program = _program(pid)
        found[f"{program}: D-Bus match rules"] += len(matches)
        found[f"{program}: D-Bus connections"] += 1
    objects = await _call(
        bus, "org.bluez", "/", f"{_BUS}.ObjectManager", "GetManagedObjects"
    )
    for interfaces in (objects or {}).values():
        found["objects at BlueZ"] += 1
        found["devices at BlueZ"] += "org.bluez.Device1" in interfaces
        manager = interfaces.get("org.bluez.LEAdvertisingManager1")
        if manager is not None:
            found["advertisements at BlueZ"] += manager["ActiveInstances"].value
    return dict(found)


def _program(pid: int | None) -> str:
    """Return what to call a process."""
    if pid is None:
        return "gone"
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        return "gone"
    if b"homeassistant" in words:
        return "Home Assistant"
    return Path(words[0].decode()).name


def _programs() -> dict[str, float]:
    """Return what the daemons hold."""
    found: dict[str, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        name = _program(int(folder.name))
        if name in ("bluetoothd", "dbus-daemon"):
            found[f"{name}: resident memory (MB)"] = resident_mb(folder.name)
            found[f"{name}: file handles"] = open_files(folder.name)
    return found


if __name__ == "__main__":
    asyncio.run(main())
