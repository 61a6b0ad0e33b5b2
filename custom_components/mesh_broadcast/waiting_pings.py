"""Who waits for the answer to a ping."""

import asyncio

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .protocol import PingEnded


class WaitingPings:
    """The pings on their way, by nonce; the engine ends each."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin with none."""
        self._loop = loop
        self._waiting: dict[bytes, asyncio.Future[PingEnded]] = {}
        self._stopped = False

    @callback
    def begin(self, nonce: bytes) -> None:
        """Expect an end, which may come at once."""
        self._waiting[nonce] = self._loop.create_future()

    async def async_wait(self, nonce: bytes) -> PingEnded:
        """Return how a ping ended; raises if the node stops before."""
        try:
            return await self._waiting[nonce]
        except asyncio.CancelledError:
            if not self._stopped:
                raise
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="not_running"
            ) from None
        finally:
            del self._waiting[nonce]

    @callback
    def ended(self, ended: PingEnded) -> None:
        """Tell whoever waits for it."""
        waiting = self._waiting.get(ended.nonce)
        if waiting is not None and not waiting.done():
            waiting.set_result(ended)

    @callback
    def stop(self) -> None:
        """Let nobody wait any more."""
        self._stopped = True
        for waiting in self._waiting.values():
            waiting.cancel()
