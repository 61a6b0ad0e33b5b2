"""The connection under bless, against a message bus that reads nothing for a while."""

import asyncio
from collections.abc import AsyncIterator
import os
from pathlib import Path

from dbus_fast import Message as FastMessage
from dbus_next.errors import AuthError
from dbus_next.message import Message
from dbus_next.signature import Variant
import pytest
import pytest_socket

from custom_components.mesh_broadcast.transport.sturdy_bus import SturdyMessageBus
from tests.transport.fake_bluez import PrivateBus, until

pytestmark = pytest.mark.filterwarnings(
    "ignore:'asyncio.iscoroutinefunction' is deprecated:DeprecationWarning"
)

# About three times what a socket's buffer holds
COUNT = 600


def signal(number: int) -> Message:
    """Return a signal as large as a notification."""
    value = Variant("ay", number.to_bytes(4, "big") + bytes(505))
    return Message.new_signal("/a", "a.b", "C", "v", [value])


@pytest.fixture
async def bus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[PrivateBus]:
    """Run a message bus, and let everyone take it for the system's."""
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    bus = PrivateBus(tmp_path)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    await bus.start()
    yield bus
    await bus.stop()


async def test_a_full_socket_delays_messages_and_loses_none(bus: PrivateBus) -> None:
    heard: list[int] = []
    watcher = await bus.connect()

    def hear(message) -> None:
        if message.interface == "a.b":
            heard.append(int.from_bytes(message.body[0].value[:4], "big"))

    watcher.add_message_handler(hear)
    await watcher.call(
        FastMessage(
            destination="org.freedesktop.DBus",
            path="/org/freedesktop/DBus",
            interface="org.freedesktop.DBus",
            member="AddMatch",
            signature="s",
            body=["type='signal',interface='a.b'"],
        )
    )
    closed: list[bool] = []
    sturdy = await SturdyMessageBus(lambda: closed.append(True)).connect()
    bus.pause()
    sent = [sturdy.send(signal(number)) for number in range(COUNT)]
    await asyncio.sleep(0.1)
    done = sum(future.done() for future in sent)
    bus.resume()
    async with asyncio.timeout(10):
        await asyncio.gather(*sent)
    await until(lambda: len(heard) == COUNT)
    sturdy.close()
    watcher.disconnect()
    await watcher.wait_for_disconnect()

    assert 0 < done < COUNT
    assert heard == list(range(COUNT))
    assert closed == [True]


async def test_closing_frees_the_socket_and_whoever_waits_for_it(
    bus: PrivateBus,
) -> None:
    sturdy = await SturdyMessageBus(lambda: None).connect()
    bus.pause()
    sent = [sturdy.send(signal(number)) for number in range(COUNT)]
    call = asyncio.ensure_future(
        sturdy.introspect("org.freedesktop.DBus", "/org/freedesktop/DBus")
    )
    await asyncio.sleep(0.05)
    sturdy.close()
    results = await asyncio.gather(*sent, call, return_exceptions=True)
    late = await asyncio.gather(sturdy.send(signal(0)), return_exceptions=True)
    bus.resume()

    assert isinstance(results[-2], ConnectionError)
    assert isinstance(results[-1], ConnectionError)
    assert isinstance(late[0], ConnectionError)
    assert sturdy.socket.fileno() == -1
    sturdy.close()


async def test_the_end_of_the_bus_is_told_once(bus: PrivateBus) -> None:
    closed: list[bool] = []
    sturdy = await SturdyMessageBus(lambda: closed.append(True)).connect()
    await bus.stop()
    await until(lambda: bool(closed))
    sturdy.close()

    assert closed == [True]
    assert sturdy.closed


async def test_a_bus_that_hangs_up_in_the_handshake_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    path = tmp_path / "bus"
    server = await asyncio.start_unix_server(
        lambda _, writer: writer.close(), path=str(path)
    )
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={path}")
    sturdy = SturdyMessageBus(lambda: None)
    with pytest.raises((AuthError, OSError)):
        await asyncio.wait_for(sturdy.connect(), 5)
    sturdy.close()
    server.close()
    await server.wait_closed()


async def test_without_a_bus_no_socket_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - a count
    with pytest.raises(FileNotFoundError):
        SturdyMessageBus(lambda: None)

    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - a count
