"""The check in person: a code read off a phone's screen, and the phone's own answer."""

import asyncio

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .coordinator import MeshCoordinator
from .mesh_errors import translated_errors
from .protocol import Effect, Event, VerificationCode, VerificationEnded, peer_id_of

_TIMEOUT_S = 35.0
"""The engine gives up after 30 s; this is for a node that is unloaded meanwhile."""


async def async_verify_by_code(
    node: MeshCoordinator, text: str, expected: str | None
) -> None:
    """Verify whoever showed a code, if that is whom the user expects, once it answers."""
    with translated_errors():
        code = VerificationCode.read(text, node.now_ms)
    if expected not in (None, code.fingerprint):
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="fingerprint_differs"
        )
    peer_id = peer_id_of(code.noise_key)
    ended: asyncio.Future[bool] = node.hass.loop.create_future()

    @callback
    def end(fact: Event | Effect) -> None:
        """Take note of the end of this one."""
        if (
            isinstance(fact, VerificationEnded)
            and fact.peer_id == peer_id
            and not ended.done()
        ):
            ended.set_result(fact.verified)

    remove = node.facts.add(end)
    try:
        node.async_begin_verification(code)
        async with asyncio.timeout(_TIMEOUT_S):
            verified = await ended
    except TimeoutError:
        verified = False
    finally:
        remove()
    if not verified:
        raise HomeAssistantError(
            translation_domain=DOMAIN, translation_key="code_not_answered"
        )
