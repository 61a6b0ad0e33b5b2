"""The states of a link, and which may follow which."""

from collections.abc import Mapping
from enum import StrEnum
import logging
from typing import Final

_LOGGER = logging.getLogger(__name__)


class ConnectionState(StrEnum):
    """Where a link stands."""

    DISCOVERED = "discovered"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    SUBSCRIBED = "subscribed"
    READY = "ready"
    CLOSING = "closing"
    CLOSED = "closed"


TRANSITIONS: Final[Mapping[ConnectionState, frozenset[ConnectionState]]] = {
    ConnectionState.DISCOVERED: frozenset(
        {ConnectionState.CONNECTING, ConnectionState.CLOSED}
    ),
    ConnectionState.CONNECTING: frozenset(
        {ConnectionState.CONNECTED, ConnectionState.CLOSING}
    ),
    ConnectionState.CONNECTED: frozenset(
        {ConnectionState.SUBSCRIBED, ConnectionState.CLOSING}
    ),
    ConnectionState.SUBSCRIBED: frozenset(
        {ConnectionState.READY, ConnectionState.CLOSING}
    ),
    ConnectionState.READY: frozenset({ConnectionState.CLOSING}),
    ConnectionState.CLOSING: frozenset({ConnectionState.CLOSED}),
    ConnectionState.CLOSED: frozenset(),
}
"""Each state's legal successors; a link that is over never comes back."""


class IllegalTransitionError(RuntimeError):
    """A mistake of ours: a link was moved along a way that does not exist."""


class StateTracker:
    """One link's state; each transition is explicit and logged once."""

    def __init__(
        self, label: str, initial: ConnectionState = ConnectionState.DISCOVERED
    ) -> None:
        """Begin in `initial`; `label` names the link in the log."""
        self._label = label
        self._state = initial

    @property
    def state(self) -> ConnectionState:
        """Where the link stands."""
        return self._state

    def can(self, to: ConnectionState) -> bool:
        """Return whether `to` may follow."""
        return to in TRANSITIONS[self._state]

    def advance(self, to: ConnectionState, why: str = "") -> None:
        """Go over to `to`, or raise IllegalTransitionError."""
        if not self.can(to):
            raise IllegalTransitionError(f"{self._label}: {self._state} -> {to}")
        _LOGGER.debug(
            "%s: %s -> %s%s", self._label, self._state, to, f" ({why})" if why else ""
        )
        self._state = to
