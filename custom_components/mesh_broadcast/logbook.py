"""The logbook's sentences about what is said on the mesh.

Everybody in the home may read the logbook: of a private message it says only that
there was one. The events come from the database, where a user may have put anything.
"""

from collections.abc import Callable

from homeassistant.components.logbook import (
    LOGBOOK_ENTRY_ICON,
    LOGBOOK_ENTRY_MESSAGE,
    LOGBOOK_ENTRY_NAME,
)
from homeassistant.core import Event, HomeAssistant, callback

from .const import DOMAIN, EVENT_ASSIST, EVENT_MESSAGE, EVENT_PRIVATE_MESSAGE, NAME

type Entry = dict[str, str]

MAX_EXCERPT = 160
"""Characters of a message in the logbook: two lines on a phone."""

# Invisible, but they shape emoji and some scripts.
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[Event], Entry]], None],
) -> None:
    """Offer a sentence for each event of ours."""
    async_describe_event(DOMAIN, EVENT_MESSAGE, _describe_message)
    async_describe_event(DOMAIN, EVENT_PRIVATE_MESSAGE, _describe_private_message)
    async_describe_event(DOMAIN, EVENT_ASSIST, _describe_assist)


@callback
def _describe_message(event: Event) -> Entry:
    """Tell who said what in public."""
    earlier = " earlier" if event.data.get("history") else ""
    return {
        LOGBOOK_ENTRY_NAME: _name(event),
        LOGBOOK_ENTRY_MESSAGE: (
            f"said{earlier} on the public channel: {_line(event, 'text', MAX_EXCERPT)}"
        ),
        LOGBOOK_ENTRY_ICON: "mdi:bullhorn-outline",
    }


@callback
def _describe_private_message(event: Event) -> Entry:
    """Tell who wrote to us, and not what."""
    return {
        LOGBOOK_ENTRY_NAME: _name(event),
        LOGBOOK_ENTRY_MESSAGE: "sent a private message",
        LOGBOOK_ENTRY_ICON: "mdi:message-lock-outline",
    }


@callback
def _describe_assist(event: Event) -> Entry:
    """Tell who asked Assist: the beginning of a sentence where it did something."""
    return {
        LOGBOOK_ENTRY_NAME: _line(event, "name", MAX_EXCERPT) or _name(event),
        LOGBOOK_ENTRY_MESSAGE: "asked Assist in private",
        LOGBOOK_ENTRY_ICON: "mdi:microphone-message",
    }


def _name(event: Event) -> str:
    """Return what the sender calls itself, or what tells it apart."""
    return _line(event, "nickname", MAX_EXCERPT) or _line(event, "peer_id", 16) or NAME


def _line(event: Event, field: str, limit: int) -> str:
    """Return the beginning of a text of an event, in one line."""
    value = event.data.get(field)
    if not isinstance(value, str):
        return ""
    # Our own are clean. Cut first: what others fired may be of any length.
    line = " ".join(value[: 4 * limit].split())
    text = "".join(char for char in line if char.isprintable() or char in _JOINERS)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
