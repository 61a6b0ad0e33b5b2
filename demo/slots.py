"""The virtual radio's connection slots: as few as a real proxy has."""

from collections.abc import Callable

from habluetooth import Allocations

from .air import Station


class Slots:
    """Counts the connections that Home Assistant holds through a station."""

    def __init__(
        self, station: Station, count: int, changed: Callable[[Allocations], None]
    ) -> None:
        """Begin with all of them free; `changed` is told of every change."""
        self.station = station
        self._count = count
        self._changed = changed
        self._taken: list[str] = []

    @property
    def allocations(self) -> Allocations:
        """Return who holds a slot, in habluetooth's terms."""
        return Allocations(
            adapter=self.station.address,
            slots=self._count,
            free=self._count - len(self._taken),
            allocated=list(self._taken),
        )

    @property
    def any_free(self) -> bool:
        """Return whether one more connection is possible."""
        return len(self._taken) < self._count

    def take(self, address: str) -> bool:
        """Take a slot for a device; return whether there was one."""
        if not self.any_free:
            return False
        self._taken.append(address)
        self._changed(self.allocations)
        return True

    def free(self, address: str) -> None:
        """Give a slot back."""
        if address in self._taken:
            self._taken.remove(address)
            self._changed(self.allocations)
