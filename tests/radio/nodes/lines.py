"""How a program in a node talks with the tests: a JSON object a line, both ways."""

import asyncio
from collections.abc import AsyncIterator
import json
import sys
import time
from typing import Any


def say(**data: Any) -> None:
    """Tell the tests something, and when it was."""
    print(json.dumps({"at": time.monotonic(), **data}), flush=True)


async def orders() -> AsyncIterator[dict[str, Any]]:
    """Yield what the tests say, until they hang up."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )
    async for line in reader:
        yield json.loads(line)
