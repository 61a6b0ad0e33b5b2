"""What listens to the mesh on behalf of an automation."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
import probatio

from ..coordinator import MeshCoordinator
from ..node_following import async_follow_node
from ..peer_selection import selected_peers

type Options = Mapping[str, Any]
type Payload = dict[str, Any]


class Fire(Protocol):
    """Starts the automation, with the payload and a few words for the logbook."""

    def __call__(self, payload: Payload, description: str, /) -> object:
        """Start it."""


class Pass(Protocol):
    """Notes for the traces that the automation was not started, and why."""

    def __call__(self, reason: str, data: Payload, /) -> object:
        """Note it."""


class MeshListener(ABC):
    """Listens for one kind of thing, on a node that may come and go."""

    SCHEMA: ClassVar[probatio.Schema]

    def __init__(
        self,
        hass: HomeAssistant,
        options: Options,
        fire: Fire,
        passed: Pass | None = None,
    ) -> None:
        """Read valid options; what only this home can tell wrong raises an error."""
        self._hass = hass
        self._fire = fire
        self._passed = passed
        self._peers = selected_peers(hass, options)
        self._read(options)

    @callback
    def async_listen(self) -> CALLBACK_TYPE:
        """Begin; return what ends it."""
        return async_follow_node(self._hass, self._subscribe)

    @abstractmethod
    def _read(self, options: Options) -> None:
        """Read the options that are its own."""

    @callback
    @abstractmethod
    def _subscribe(self, coordinator: MeshCoordinator) -> CALLBACK_TYPE:
        """Listen to the node as long as it stays loaded; return what ends it."""

    @callback
    def _pass(self, reason: str, data: Payload) -> None:
        """Note that something was not what the options ask for."""
        if self._passed is not None:
            self._passed(reason, data)

    def _is_about(self, fingerprint: str | None) -> bool:
        """Whether somebody is among the selected peers, of which none means anybody."""
        return not self._peers or fingerprint in self._peers
