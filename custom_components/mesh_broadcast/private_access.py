"""Who of the household may read and write private messages, and who may send at all.

Administrators may everything. Others read and write in private only where an
administrator listed them; what no user asked for, like an automation, is not limited.
"""

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import POLICY_CONTROL
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError, UnknownUser
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN
from .coordinator import MeshCoordinator
from .history import PUBLIC

_PUBLIC_CHANNEL = "public_channel"


def may_read_private(coordinator: MeshCoordinator, user: User) -> bool:
    """Whether somebody may read and write private messages."""
    return user.is_admin or user.id in coordinator.settings.private_users


def may_read(coordinator: MeshCoordinator, user: User, conversation: str) -> bool:
    """Whether somebody may read a conversation."""
    return conversation == PUBLIC or may_read_private(coordinator, user)


def may_send(coordinator: MeshCoordinator, user: User) -> bool:
    """Whether somebody may send: as in whether they may use the public channel."""
    if user.is_admin:
        return True
    entity_id = er.async_get(coordinator.hass).async_get_entity_id(
        Platform.NOTIFY,
        DOMAIN,
        f"{coordinator.identity.fingerprint}_{_PUBLIC_CHANNEL}",
    )
    return user.permissions.check_entity(
        entity_id or f"{Platform.NOTIFY}.{DOMAIN}_{_PUBLIC_CHANNEL}", POLICY_CONTROL
    )


@callback
def check_conversation(
    coordinator: MeshCoordinator, user: User | None, conversation: str
) -> None:
    """Refuse a private conversation to those who may not read it."""
    if user is not None and not may_read(coordinator, user, conversation):
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="private_not_allowed"
        )


@callback
def check_sending(coordinator: MeshCoordinator, user: User | None) -> None:
    """Refuse to change anything for those who may only look."""
    if user is not None and not may_send(coordinator, user):
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="sending_not_allowed"
        )


@callback
def check_writing(
    coordinator: MeshCoordinator, user: User | None, conversation: str
) -> None:
    """Refuse to write in a conversation, or to mark it read, to those who may not."""
    check_sending(coordinator, user)
    check_conversation(coordinator, user, conversation)


async def async_user(hass: HomeAssistant, context: Context) -> User | None:
    """Return the user who called an action; None where none did.

    Whoever was a user and is none any more is not nobody, who may everything.
    """
    if context.user_id is None:
        return None
    if (user := await hass.auth.async_get_user(context.user_id)) is None:
        raise UnknownUser(context=context)
    return user
