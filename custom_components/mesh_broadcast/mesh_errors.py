"""What the core refuses, in the user's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .protocol import (
    BadCodeError,
    BlockedPeerError,
    EmptyMessageError,
    MessageTooLongError,
    OldCodeError,
    SendLimitError,
    UnknownPeerError,
    WrongKeyError,
)


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what the core refuses in a block into what Home Assistant shows."""
    try:
        yield
    except EmptyMessageError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="message_empty"
        ) from err
    except MessageTooLongError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="message_too_long",
            translation_placeholders={"size": str(err.size), "limit": str(err.limit)},
        ) from err
    except SendLimitError as err:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="send_limit",
            translation_placeholders={"retry_after": str(ceil(err.retry_after))},
        ) from err
    except UnknownPeerError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="peer_unknown",
            translation_placeholders={"peer": err.peer_id.hex()},
        ) from err
    except BlockedPeerError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="peer_blocked",
            translation_placeholders={"peer": err.peer_id.hex()},
        ) from err
    except BadCodeError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="code_invalid"
        ) from err
    except OldCodeError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="code_expired"
        ) from err
    except WrongKeyError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="code_differs",
            translation_placeholders={"peer": err.peer_id.hex()},
        ) from err
