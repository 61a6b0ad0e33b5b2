"""Several nodes on one air."""

import asyncio
from collections.abc import AsyncIterator, Callable
import contextlib
from functools import partial
import os
from pathlib import Path
from typing import Self

from .air import Air
from .machine import PROJECT, Machine, memory_folder
from .ranges import Ranges

CONTROL_LINE = "/dev/ttyS1"
SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

type NodeLineHandler = Callable[[int, str], None]


def node_environment(index: int, nodes: int, out: Path) -> dict[str, str]:
    """Return what the command of a node sees; nothing of the caller's leaks in."""
    return {
        "HOME": "/run/home",
        "LANG": "C.UTF-8",
        "NODE": str(index),
        "NODES": str(nodes),
        "NODE_CONTROL": CONTROL_LINE,
        "NODE_OUT": str(out),
        "PATH": f"{PROJECT}/.venv/bin:{SEARCH_PATH}",
        "PYTHONUNBUFFERED": "1",
        "TERM": "dumb",
        "VIRTUAL_ENV": f"{PROJECT}/.venv",
        "XDG_RUNTIME_DIR": "/run",
    }


class Cluster:
    """Nodes that run one command each; an asynchronous context manager."""

    def __init__(
        self,
        nodes: int,
        command: list[str],
        *,
        kernel: Path,
        out: Path,
        links: str = "all",
        environment: dict[str, str] | None = None,
        on_output: NodeLineHandler = lambda _index, _line: None,
        on_line: NodeLineHandler = lambda _index, _line: None,
    ) -> None:
        self.out = out.resolve()
        self._command = command
        self._kernel = kernel
        self._environment = environment or {}
        self._air = Air(Ranges.parse(links, nodes))
        self._on_line = on_line
        self.machines = [
            Machine(
                index,
                self.out / f"n{index}",
                on_output=partial(on_output, index),
                on_control=partial(self._on_control, index),
            )
            for index in range(nodes)
        ]

    def set_links(self, spec: str) -> None:
        """Change who hears whom: `all`, `none` or `0-1,1-2:-80`."""
        self._air.set_ranges(Ranges.parse(spec, len(self.machines)))

    def advertised(self, index: int, after: float) -> float | None:
        """Return when a node was first heard to advertise after a moment."""
        return self._air.advertised(index, after)

    def obey(self, line: str) -> str | None:
        """Carry out a line of control; return what is wrong with it, if anything."""
        match line.split(maxsplit=1):
            case ["links", spec]:
                try:
                    self.set_links(spec)
                except ValueError as error:
                    return str(error)
                return None
            case []:
                return None
        return f"{line!r} is no command; there is only: links SPEC"

    def _on_control(self, index: int, line: str) -> None:
        """Take a line from a node: a command of the rig, or one for the owner."""
        if line.startswith("links "):
            if problem := self.obey(line):
                self.machines[index].send(f"error {problem}")
        else:
            self._on_line(index, line)

    async def __aenter__(self) -> Self:
        """Boot all nodes at once."""
        count = len(self.machines)
        folder = memory_folder(count)
        try:
            await asyncio.gather(
                *(
                    machine.start(
                        self._kernel,
                        self._air,
                        self._command,
                        node_environment(machine.index, count, machine.out)
                        | self._environment,
                        folder,
                    )
                    for machine in self.machines
                )
            )
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Switch all nodes off."""
        await self._stop()

    async def wait(self) -> list[int]:
        """Wait until all commands ended; return their statuses."""
        return await asyncio.gather(*(machine.wait() for machine in self.machines))

    async def _stop(self) -> None:
        self._air.close()
        await asyncio.gather(*(machine.stop() for machine in self.machines))


@contextlib.asynccontextmanager
async def control_pipe(
    cluster: Cluster, say: Callable[[str], None]
) -> AsyncIterator[None]:
    """Obey what is written into the named pipe OUT/control."""
    path = cluster.out / "control"
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    # Opened for writing too, so that it never ends.
    pipe = os.fdopen(os.open(path, os.O_RDWR | os.O_NONBLOCK), "rb", buffering=0)
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), pipe
    )

    async def obey() -> None:
        async for raw in reader:
            line = raw.decode(errors="replace").strip()
            say(cluster.obey(line) or line)

    task = asyncio.create_task(obey())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        transport.close()
        path.unlink(missing_ok=True)
