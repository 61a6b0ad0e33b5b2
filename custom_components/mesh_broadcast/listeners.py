"""Callback registration: each returns its remover, none can break another."""

from collections.abc import Callable
import logging

from homeassistant.core import CALLBACK_TYPE, callback

_LOGGER = logging.getLogger(__name__)


class Listeners[*Ts]:
    """Who wants to be told of one kind of thing."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: dict[object, Callable[[*Ts], object]] = {}

    def __bool__(self) -> bool:
        """Return whether there is anybody to tell."""
        return bool(self._listeners)

    @callback
    def add(self, listener: Callable[[*Ts], object]) -> CALLBACK_TYPE:
        """Register a listener; return what removes it."""
        key = object()
        self._listeners[key] = listener

        @callback
        def remove() -> None:
            self._listeners.pop(key, None)

        return remove

    @callback
    def call(self, *args: *Ts) -> None:
        """Tell everyone, also after one of them failed."""
        for listener in tuple(self._listeners.values()):
            try:
                listener(*args)
            except Exception:
                _LOGGER.exception("Error in a listener of the mesh node")
