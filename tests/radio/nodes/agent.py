"""Runs programs in a node for the test on the host, over the node's control line.

Each line is a JSON object. From the host: {"id", "do": "run" | "spawn" | "feed" |
"end" | "bye", ...}; back: {"id", "result"} or {"id", "error"}, and for programs that
were spawned {"program", "line"} and at last {"program", "status"}.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
import json
import os
from pathlib import Path
import signal
import sys
from typing import Any

# Enough for a line of states from Home Assistant
LINE_LIMIT = 4 * 2**20


class Agent:
    """The host's hands in a node."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._programs: dict[str, asyncio.subprocess.Process] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def tell(self, **message: Any) -> None:
        """Send a line to the host."""
        self._writer.write(json.dumps(message).encode() + b"\n")

    async def run(self, command: list[str], seconds: float) -> dict[str, Any]:
        """Run a command to its end; its errors come with its output."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(seconds):
                output, _ = await process.communicate()
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = await process.communicate()
        return {"status": process.returncode, "output": output.decode(errors="replace")}

    async def spawn(self, name: str, command: list[str]) -> None:
        """Start a program whose output lines go to the host, its errors into a log."""
        with (Path(os.environ["NODE_OUT"]) / f"{name}.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=LINE_LIMIT,
                start_new_session=True,
            )
        self._programs[name] = process
        self._keep(self._forward(name, process))

    async def _forward(self, name: str, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.tell(program=name, line=line.decode(errors="replace").rstrip("\n"))
        self.tell(program=name, status=await process.wait())

    async def feed(self, name: str, line: str) -> None:
        """Write a line to a program."""
        stdin = self._programs[name].stdin
        assert stdin is not None
        stdin.write(line.encode() + b"\n")
        await stdin.drain()

    async def end(self, name: str, number: int) -> None:
        """Send a signal to a program and all that it started."""
        os.killpg(self._programs[name].pid, number)

    async def _answer(self, request: dict[str, Any]) -> None:
        number = request.pop("id")
        actions: dict[str, Callable[..., Awaitable[Any]]] = {
            "run": self.run,
            "spawn": self.spawn,
            "feed": self.feed,
            "end": self.end,
        }
        try:
            result = await actions[request.pop("do")](**request)
            self.tell(id=number, result=result)
        except (OSError, KeyError, TypeError, ValueError) as error:
            self.tell(id=number, error=f"{type(error).__name__}: {error}")

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def serve(self, reader: asyncio.StreamReader) -> None:
        """Obey until the host says goodbye."""
        self.tell(ready=True)
        async for line in reader:
            request = json.loads(line)
            if request["do"] == "bye":
                break
            self._keep(self._answer(request))
        for process in self._programs.values():
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)


async def main() -> None:
    """Open the control line and serve."""
    loop = asyncio.get_running_loop()
    line = os.open(os.environ["NODE_CONTROL"], os.O_RDWR | os.O_NOCTTY)
    reader = asyncio.StreamReader(limit=LINE_LIMIT)
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(os.dup(line), "rb", 0)
    )
    transport, protocol = await loop.connect_write_pipe(
        asyncio.streams.FlowControlMixin, os.fdopen(line, "wb", 0)
    )
    writer = asyncio.StreamWriter(transport, protocol, None, loop)
    await Agent(writer).serve(reader)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
