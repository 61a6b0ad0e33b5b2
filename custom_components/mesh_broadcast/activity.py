"""What the node does, in facts that mean something to people; bounded.

Entries hold no sentences, the dashboard makes them in its reader's language. They
never hold what was said in private.
"""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
import time
from typing import Any, Final

from homeassistant.core import callback

from .listeners import Listeners

MAX_ENTRIES: Final = 200
"""Entries that are kept: an evening in a quiet mesh, ten minutes in a busy one."""


class ActivityKind(StrEnum):
    """What an entry is about."""

    MESSAGE_RECEIVED = "message_received"
    MESSAGE_SENT = "message_sent"
    RELAYED = "relayed"
    DELIVERY = "delivery"
    PEER_APPEARED = "peer_appeared"
    PEER_LEFT = "peer_left"
    LINK_UP = "link_up"
    LINK_DOWN = "link_down"
    SESSION = "session"
    SYNC = "sync"
    DROPPED = "dropped"
    NODE = "node"
    TRUST = "trust"


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """Something that happened; `at_ms` is Unix milliseconds.

    `private` entries tell who talks with us in confidence.
    """

    number: int
    at_ms: int
    kind: ActivityKind
    private: bool
    data: dict[str, Any]


class ActivityLog:
    """The latest entries."""

    def __init__(self) -> None:
        """Begin without any."""
        self.added = Listeners[ActivityEntry]()
        self._entries: deque[ActivityEntry] = deque(maxlen=MAX_ENTRIES)
        self._numbers = count(1)

    @property
    def entries(self) -> tuple[ActivityEntry, ...]:
        """Return the entries, the oldest first."""
        return tuple(self._entries)

    @callback
    def add(self, kind: ActivityKind, *, private: bool = False, **data: object) -> None:
        """Note something that happened just now."""
        entry = ActivityEntry(
            next(self._numbers), int(time.time() * 1000), kind, private, data
        )
        self._entries.append(entry)
        self.added.call(entry)
