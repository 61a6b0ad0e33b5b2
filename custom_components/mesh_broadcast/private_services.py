"""The actions for private messages, trust, and the end of it all."""

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, service
import probatio

from .const import (
    ATTR_CONFIRM,
    ATTR_FINGERPRINT,
    ATTR_MESSAGE,
    ATTR_NICKNAME,
    ATTR_PHRASE,
    ATTR_QR,
    DOMAIN,
    SERVICE_BLOCK_PEER,
    SERVICE_GET_VERIFICATION_CODE,
    SERVICE_PING,
    SERVICE_SEND_MESSAGE,
    SERVICE_UNBLOCK_PEER,
    SERVICE_UNVERIFY_PEER,
    SERVICE_VERIFY_PEER,
    SERVICE_WIPE,
    WIPE_PHRASE,
)
from .loaded_node import loaded_node
from .message_event import iso_timestamp
from .peer_lookup import find_peer, normalized_fingerprint
from .private_access import async_user, check_sending, check_writing
from .protocol import CODE_LIFE_S
from .verification import async_verify_by_code

_PEER_FIELDS = {
    probatio.Optional(ATTR_DEVICE_ID): cv.string,
    probatio.Optional(ATTR_FINGERPRINT): cv.string,
    probatio.Optional(ATTR_NICKNAME): cv.string,
}

PEER_SCHEMA = probatio.Schema(_PEER_FIELDS)
SEND_MESSAGE_SCHEMA = probatio.Schema(
    {**_PEER_FIELDS, probatio.Required(ATTR_MESSAGE): cv.string}
)
VERIFY_PEER_SCHEMA = probatio.Schema(
    {
        probatio.Optional(ATTR_FINGERPRINT): cv.string,
        probatio.Optional(ATTR_QR): cv.string,
        probatio.Optional(ATTR_DEVICE_ID): cv.string,
        probatio.Optional(ATTR_NICKNAME): cv.string,
    }
)
CODE_SCHEMA = probatio.Schema({})
WIPE_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_CONFIRM): cv.boolean,
        probatio.Required(ATTR_PHRASE): cv.string,
    }
)


@callback
def async_setup_private_services(hass: HomeAssistant) -> None:
    """Register the actions; who is trusted is for administrators to say."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_SEND_MESSAGE,
        _async_send_message,
        schema=SEND_MESSAGE_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(
        DOMAIN,
        SERVICE_PING,
        _async_ping,
        schema=PEER_SCHEMA,
        supports_response=SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        SERVICE_GET_VERIFICATION_CODE,
        _async_get_verification_code,
        schema=CODE_SCHEMA,
        supports_response=SupportsResponse.ONLY,
    )
    for name, handler, schema in (
        (SERVICE_VERIFY_PEER, _async_verify_peer, VERIFY_PEER_SCHEMA),
        (SERVICE_UNVERIFY_PEER, _async_unverify_peer, PEER_SCHEMA),
        (SERVICE_BLOCK_PEER, _async_block_peer, PEER_SCHEMA),
        (SERVICE_UNBLOCK_PEER, _async_unblock_peer, PEER_SCHEMA),
        (SERVICE_WIPE, _async_wipe, WIPE_SCHEMA),
    ):
        service.async_register_admin_service(hass, DOMAIN, name, handler, schema)


async def _async_send_message(call: ServiceCall) -> ServiceResponse:
    """Send a private message to one peer."""
    coordinator = loaded_node(call.hass)
    fingerprint = find_peer(coordinator, call.data)
    user = await async_user(call.hass, call.context)
    check_writing(coordinator, user, fingerprint)
    sent = coordinator.async_send_private(fingerprint, call.data[ATTR_MESSAGE])
    return {
        "message_id": sent.message_id,
        "status": sent.status,
        "hops": sent.hops,
        "parts": sent.parts,
        "fingerprint": fingerprint,
    }


async def _async_ping(call: ServiceCall) -> ServiceResponse:
    """Ask a peer for a sign, and return how far and how long it took."""
    coordinator = loaded_node(call.hass)
    check_sending(coordinator, await async_user(call.hass, call.context))
    ended = await coordinator.async_ping(find_peer(coordinator, call.data))
    answered = ended.round_trip is not None
    return {
        "answered": answered,
        "hops": ended.hops if answered else None,
        "round_trip_ms": (
            None if ended.round_trip is None else round(ended.round_trip * 1000, 1)
        ),
    }


async def _async_verify_peer(call: ServiceCall) -> None:
    """Trust a peer whose fingerprint, or whose code, the user read off its screen."""
    coordinator = loaded_node(call.hass)
    expected = dict(call.data)
    fingerprint = expected.pop(ATTR_FINGERPRINT, None)
    code = expected.pop(ATTR_QR, None)
    if (fingerprint is None) == (code is None):
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="name_one_proof"
        )
    if code is not None:
        whom = find_peer(coordinator, expected) if expected else None
        await async_verify_by_code(coordinator, code, whom)
        return
    shown = normalized_fingerprint(fingerprint)
    if shown is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="fingerprint_invalid"
        )
    peer = find_peer(coordinator, expected or {ATTR_FINGERPRINT: shown})
    if peer != shown:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="fingerprint_differs"
        )
    coordinator.async_set_verified(peer, verified=True)


async def _async_get_verification_code(call: ServiceCall) -> ServiceResponse:
    """Return a code that others can scan to verify this node."""
    coordinator = loaded_node(call.hass)
    return {
        "code": coordinator.verification_code,
        "fingerprint": coordinator.identity.fingerprint,
        "expires_at": iso_timestamp(coordinator.now_ms + CODE_LIFE_S * 1000),
    }


async def _async_unverify_peer(call: ServiceCall) -> None:
    """Take back that a peer was verified."""
    coordinator = loaded_node(call.hass)
    coordinator.async_set_verified(find_peer(coordinator, call.data), verified=False)


async def _async_block_peer(call: ServiceCall) -> None:
    """Hear nothing of a peer any more."""
    coordinator = loaded_node(call.hass)
    coordinator.async_set_blocked(find_peer(coordinator, call.data), blocked=True)


async def _async_unblock_peer(call: ServiceCall) -> None:
    """Hear a peer again."""
    coordinator = loaded_node(call.hass)
    coordinator.async_set_blocked(find_peer(coordinator, call.data), blocked=False)


async def _async_wipe(call: ServiceCall) -> None:
    """Forget everything, if both questions are answered."""
    entry = loaded_node(call.hass).entry
    if not call.data[ATTR_CONFIRM] or call.data[ATTR_PHRASE] != WIPE_PHRASE:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="wipe_not_confirmed",
            translation_placeholders={"phrase": WIPE_PHRASE},
        )
    # Nothing may load or unload the node halfway: it would write again what is to be
    # forgotten. Whatever did so just before has left another one, or none.
    async with entry.setup_lock:
        await loaded_node(call.hass).async_wipe()
