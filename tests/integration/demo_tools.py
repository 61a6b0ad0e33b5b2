"""What the demo's tests share."""

import asyncio
from collections.abc import Callable


async def wait_until(condition: Callable[[], object], within: float = 60.0) -> None:
    """Wait for something on the virtual air, which takes its time like a real one.

    Seconds at most; several times as many where the machine has much else to do.
    """
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 nothing tells of everything
            await asyncio.sleep(0.02)
