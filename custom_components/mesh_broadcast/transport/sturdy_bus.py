"""A dbus_next connection that bears a full socket, bounds its turns and closes what it opened.

bless is built on dbus_next, whose last release dates from 2021. What is wrong in it and hurts here:
a full socket ends the connection without a word (about 95 queued notifications fill it), sends
that were queued then stay pending for ever, the socket is never closed, one turn of the reader
handles whatever has piled up, and an end of file during authentication hangs the loop.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
import socket
from typing import Any, Final, override

from dbus_next.aio import MessageBus
from dbus_next.constants import BusType, MessageFlag, MessageType
from dbus_next.errors import AuthError
from dbus_next.message import Message
from dbus_next.service import ServiceInterface

_CLOSED: Final = "the D-Bus connection is closed"

READ_BATCH: Final = 8
"""Messages handled in one turn: a write takes about 0.2 ms, the loop's budget is 2 ms."""


class _PatientWriter:
    """Write queued messages in order; wait where the socket is full."""

    def __init__(self, bus: SturdyMessageBus) -> None:
        """Take the place of the writer that dbus_next made."""
        self._bus = bus
        self._queue: deque[tuple[memoryview, asyncio.Future[None] | None]] = deque()
        self._waiting = False

    def schedule_write(
        self, msg: Message | None = None, future: asyncio.Future[None] | None = None
    ) -> None:
        """Queue a message, and write at once what the socket takes."""
        if self._bus.closed:
            _fail(future)
            return
        if msg is not None:
            data = msg._marshall()  # noqa: SLF001 - dbus_next has no public way
            self._queue.append((memoryview(data), future))
        # Before the daemon has given the connection its name only Hello may be sent.
        if self._bus.unique_name and not self._waiting:
            self._flush()

    def close(self) -> None:
        """Let go of everyone who waits for the socket."""
        while self._queue:
            _, future = self._queue.popleft()
            _fail(future)

    def _flush(self) -> None:
        """Write until the queue is empty or the socket is full."""
        while self._queue:
            data, future = self._queue[0]
            try:
                sent = self._bus.socket.send(data)
            except BlockingIOError, InterruptedError:
                sent = 0
            except OSError as err:
                # Not from within a caller's send: closing runs others' callbacks.
                asyncio.get_running_loop().call_soon(self._bus.lose, err)
                return
            if sent < len(data):
                self._queue[0] = (data[sent:], future)
                self._wait()
                return
            self._queue.popleft()
            if future is not None and not future.done():
                future.set_result(None)
        self._stop_waiting()

    def _wait(self) -> None:
        """Go on when the socket is writable again."""
        if not self._waiting:
            self._waiting = True
            asyncio.get_running_loop().add_writer(self._bus.socket, self._flush)

    def _stop_waiting(self) -> None:
        """Stop watching the socket."""
        if self._waiting:
            self._waiting = False
            asyncio.get_running_loop().remove_writer(self._bus.socket)


def _fail(future: asyncio.Future[None] | None) -> None:
    """Tell whoever waits for a message that it will not be sent."""
    if future is not None and not future.done():
        future.set_exception(ConnectionResetError(_CLOSED))
        # Marked as seen: nobody awaits the future of a signal or a reply.
        future.exception()


class SturdyMessageBus(MessageBus):
    """A connection to the system bus that ends only when it must, and then wholly."""

    def __init__(self, on_closed: Callable[[], None]) -> None:
        """Prepare the connection; `on_closed` is called once when it has ended."""
        self._unmarshaller: Any
        self._sock: socket.socket
        super().__init__(bus_type=BusType.SYSTEM)
        self._on_closed = on_closed
        self._more = False
        self._writer = _PatientWriter(self)

    @property
    def closed(self) -> bool:
        """Whether the connection has ended."""
        return bool(self._disconnected)

    @property
    def socket(self) -> socket.socket:
        """The connection's socket."""
        return self._sock

    def close(self) -> None:
        """End the connection at once; what was queued is dropped."""
        self._user_disconnect = True
        self._finalize()

    def lose(self, err: Exception) -> None:
        """End the connection because of an error."""
        self._finalize(err)

    @override
    def send(self, msg: Message) -> asyncio.Future[None]:
        """Queue a message; a call never starts a daemon that someone has stopped."""
        if msg.message_type is MessageType.METHOD_CALL:
            msg.flags |= MessageFlag.NO_AUTOSTART
        sent: asyncio.Future[None] = super().send(msg)
        return sent

    @override
    def _finalize(self, err: Exception | None = None) -> None:
        """Fail every pending call, then close the socket."""
        if self._disconnected:
            return
        # Without an error pending calls would return None instead of raising.
        closed = ConnectionResetError(_CLOSED)
        closed.__cause__ = err
        super()._finalize(closed)
        if not self._user_disconnect:
            # Marked as seen: the owner is told by the callback.
            self._disconnect_future.exception()
        self._writer.close()
        with suppress(OSError, ValueError):
            self._stream.close()
        self._sock.close()
        self._on_closed()

    @override
    def _emit_interface_added(self, path: str, interface: ServiceInterface) -> None:
        """Announce no object of ours to everyone: bluetoothd asks for them.

        bleak would take them for somebody's remote service, and stumble over it.
        """

    @override
    def _emit_interface_removed(self, path: str, removed_interfaces: list[str]) -> None:
        """Announce nothing, as above."""

    @override
    def _setup_socket(self) -> None:
        """Connect the socket, or leave none open."""
        try:
            super()._setup_socket()
        except BaseException:
            self._stream.close()
            self._sock.close()
            raise

    @override
    def _message_reader(self) -> None:
        """Handle what the socket has, unless that is under way already."""
        if not self._more:
            self._read_batch()

    def _read_batch(self) -> None:
        """Handle a few messages, and go on in the next turn if there may be more."""
        self._more = False
        try:
            for _ in range(READ_BATCH):
                if self._disconnected or not self._unmarshaller.unmarshall():
                    return
                self._on_message(self._unmarshaller.message)
                self._unmarshaller = self._create_unmarshaller()
        except (OSError, EOFError, ValueError) as err:
            self._finalize(err)
        else:
            # The stream may hold whole messages of which the socket knows nothing.
            self._more = True
            self._loop.call_soon(self._read_batch)

    @override
    async def _auth_readline(self) -> str:
        """Read one line of the handshake; an end of file is an error."""
        line = b""
        while not line.endswith(b"\r\n"):
            # Byte by byte, so that nothing behind the line is taken.
            if not (byte := await self._loop.sock_recv(self._sock, 1)):
                raise AuthError("D-Bus connection closed during authentication")
            line += byte
        return line[:-2].decode()
