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

from .const import (
    DOMAIN,
    EVENT_ASSIST,
    EVENT_EMERGENCY,
    EVENT_MESSAGE,
    EVENT_PRIVATE_MESSAGE,
    NAME,
)
from .excerpt import excerpt

type Entry = dict[str, str]

MAX_EXCERPT = 160
"""Characters of a message in the logbook: two lines on a phone."""


@callback
def async_describe_events(
    hass: HomeAssistant,
    async_describe_event: Callable[[str, str, Callable[[Event], Entry]], None],
) -> None:
    """Offer a sentence for each event of ours."""
    async_describe_event(DOMAIN, EVENT_MESSAGE, _describe_message)
    async_describe_event(DOMAIN, EVENT_PRIVATE_MESSAGE, _describe_private_message)
    async_describe_event(DOMAIN, EVENT_ASSIST, _describe_assist)
    async_describe_event(DOMAIN, EVENT_EMERGENCY, _describe_emergency)


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


@callback
def _describe_emergency(event: Event) -> Entry:
    """Tell how far an emergency broadcast got."""
    have = (
        f"{_number(event, 'confirmed')} of {_number(event, 'confirmations')} people"
        " are known to have it"
    )
    match event.data.get("change"), event.data.get("status"):
        case "started", _:
            sentence = f"began: {_line(event, 'message', MAX_EXCERPT)}"
        case "stopped", _:
            sentence = f"was stopped: {have}"
        case "finished", "timed_out":
            sentence = f"ran out of time: {have}"
        case "finished", _:
            sentence = f"is done: {have}"
        case _:
            sentence = f"goes on: {have}"
    return {
        LOGBOOK_ENTRY_NAME: "Emergency broadcast",
        LOGBOOK_ENTRY_MESSAGE: sentence,
        LOGBOOK_ENTRY_ICON: "mdi:alert-octagon-outline",
    }


def _number(event: Event, field: str) -> str:
    """Return a number of an event."""
    value = event.data.get(field)
    return str(value) if isinstance(value, int) else "?"


def _name(event: Event) -> str:
    """Return what the sender calls itself, or what tells it apart."""
    return _line(event, "nickname", MAX_EXCERPT) or _line(event, "peer_id", 16) or NAME


def _line(event: Event, field: str, limit: int) -> str:
    """Return the beginning of a text of an event, in one line."""
    value = event.data.get(field)
    return excerpt(value, limit) if isinstance(value, str) else ""
