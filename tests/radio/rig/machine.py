"""One node: a User Mode Linux kernel as an ordinary process of this machine."""

import asyncio
from collections.abc import Callable
import contextlib
import json
import os
from pathlib import Path
import shutil
import signal
import socket
import tempfile

from .air import Air
from .controller import RadioController
from .line import LineSink, LineSource

PROJECT = Path(__file__).resolve().parents[3]
GUEST = Path(__file__).resolve().parent / "guest"
PYTHON = PROJECT / ".venv/bin/python"

# Home Assistant and its tests take below 400 MB of it; only what is used counts.
MEMORY_MB = 1024
# What a node reports when its command never got to an end
NO_STATUS = 125

type LineHandler = Callable[[str], None]


def memory_folder(machines: int) -> str:
    """Return where the kernels keep their memory: a fast place that has room."""
    shared = Path("/dev/shm")
    with contextlib.suppress(OSError):
        state = os.statvfs(shared)
        roomy = state.f_bavail * state.f_frsize >= machines * MEMORY_MB * 2**20 // 2
        if roomy and not state.f_flag & os.ST_NOEXEC and os.access(shared, os.W_OK):
            return str(shared)
    return tempfile.gettempdir()


class Machine:
    """A virtual machine with one adapter, and the lines to talk with its command."""

    def __init__(
        self,
        index: int,
        out: Path,
        *,
        on_output: LineHandler,
        on_control: LineHandler,
    ) -> None:
        self.index = index
        self.out = out
        self._on_output = on_output
        self._on_control = on_control
        self._radio: RadioController | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._control: asyncio.StreamWriter | None = None
        self._transport: asyncio.Transport | None = None
        self._readers: list[asyncio.Task[None]] = []
        self._scratch = ""

    async def start(
        self,
        kernel: Path,
        air: Air,
        command: list[str],
        environment: dict[str, str],
        memory_folder: str,
    ) -> None:
        """Boot it; the command starts as soon as bluetoothd is up."""
        self.out.mkdir(parents=True, exist_ok=True)
        for name in ("status", "console.log", "bluetoothd.log", "relay.log"):
            (self.out / name).unlink(missing_ok=True)
        (self.out / "node.json").write_text(
            json.dumps(
                {
                    "name": f"node{self.index}",
                    "command": command,
                    "directory": str(PROJECT),
                    "environment": environment,
                }
            )
        )
        # Short: it holds a socket, whose path may have 107 characters only.
        self._scratch = tempfile.mkdtemp(prefix="uml-")
        hci, hci_inside = socket.socketpair()
        control, control_inside = socket.socketpair()
        loop = asyncio.get_running_loop()
        hci.setblocking(False)
        self._transport, source = await loop.create_connection(LineSource, sock=hci)
        source.line = LineSink(self._transport)
        self._radio = RadioController(air, self.index, source, source.line)
        control.setblocking(False)
        control_reader, self._control = await asyncio.open_connection(sock=control)
        self._process = await asyncio.create_subprocess_exec(
            # The kernel dies with this process, even when that one is killed.
            *("setpriv", "--pdeathsig", "KILL"),
            str(kernel),
            f"mem={MEMORY_MB}M",
            "seccomp=on",
            f"uml_dir={self._scratch}",
            "umid=node",
            *("con0=null,fd:1", "con=null"),
            f"ssl0=fd:{hci_inside.fileno()}",
            f"ssl1=fd:{control_inside.fileno()}",
            *("root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro"),
            f'init="{GUEST / "init.sh"}"',
            *("quiet", "loglevel=3", "panic=-1", "random.trust_cpu=on"),
            f'NODE_OUT="{self.out}"',
            f'NODE_PYTHON="{PYTHON}"',
            f'NODE_SUPERVISOR="{GUEST / "supervisor.py"}"',
            env={**os.environ, "TMPDIR": memory_folder},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            pass_fds=(hci_inside.fileno(), control_inside.fileno()),
            start_new_session=True,
        )
        hci_inside.close()
        control_inside.close()
        assert self._process.stdout is not None
        self._readers = [
            asyncio.create_task(self._read_console(self._process.stdout)),
            asyncio.create_task(self._read_control(control_reader)),
        ]

    async def _read_console(self, reader: asyncio.StreamReader) -> None:
        with (self.out / "console.log").open("w") as log:
            async for raw in reader:
                line = raw.decode(errors="replace").rstrip("\r\n")
                print(line, file=log, flush=True)
                self._on_output(line)

    async def _read_control(self, reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(ConnectionError):
            async for raw in reader:
                self._on_control(raw.decode(errors="replace").strip())

    def send(self, line: str) -> None:
        """Write a line to the command's control line (NODE_CONTROL)."""
        assert self._control is not None
        self._control.write(f"{line}\n".encode())

    async def wait(self) -> int:
        """Wait until the machine is off; return its command's status."""
        assert self._process is not None
        await self._process.wait()
        try:
            return int((self.out / "status").read_text())
        except FileNotFoundError, ValueError:
            return NO_STATUS

    async def stop(self) -> None:
        """Switch it off, however it is, and leave nothing behind."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()
        if self._radio is not None:
            self._radio.close()
            self._radio = None
        if self._transport is not None:
            self._transport.close()
        if self._control is not None:
            self._control.close()
        if self._readers:
            _, pending = await asyncio.wait(self._readers, timeout=2)
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)
            self._readers = []
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)
