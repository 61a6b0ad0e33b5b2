"""Those whom there was no room for when they came: who stays gets another chance."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from .candidate import STAYS_FOR
from .dial_turns import SILENT_AFTER

MAX_WAITING: Final = 2_000
"""Addresses that wait at most: what 130 new ones a second leave in 15 s, about what one
advertiser can send that changes its address each time. Some 400 kB."""


class WaitingRoom:
    """Addresses with the time of their first packet, looked at in turn.

    Home Assistant tells of an advertisement only when it changes, so of most who come
    while there is no room it will never tell again.
    """

    def __init__(
        self, last_heard: Callable[[str], float | None], clock: Callable[[], float]
    ) -> None:
        """Begin empty; `last_heard` is None for who is out of sight."""
        self._last_heard = last_heard
        self._clock = clock
        self._since: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        """Return how many wait."""
        return len(self._since)

    def add(self, address: str) -> None:
        """Let somebody wait, unless too many do."""
        if len(self._since) < MAX_WAITING:
            self._since.setdefault(address, self._clock())

    def clear(self) -> None:
        """Send everybody away."""
        self._since.clear()

    def call(self, looks: int) -> tuple[str, float] | None:
        """Look at a few; return who has stayed, and since when, if one of them has.

        Who has fallen silent waits no longer.
        """
        now = self._clock()
        for _ in range(min(looks, len(self._since))):
            address, since = self._since.popitem(last=False)
            heard = self._last_heard(address)
            if heard is None or now - heard > SILENT_AFTER:
                continue
            if heard - since >= STAYS_FOR:
                return address, since
            self._since[address] = since
        return None
