"""Packets that came in a form that is not passed on, but may come in another."""

from collections import OrderedDict

from .events import LinkId

# A better copy comes within a second or so, by a way that is shorter or honest.
HELD_BACK_CAPACITY = 500


class HeldBack:
    """The latest such packets, and the links whose other ends have them.

    They are named by their `copy_key`, so that nothing forged is passed on for them.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._links: OrderedDict[int, set[LinkId]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many are held back."""
        return len(self._links)

    def add(self, copy: int, links: set[LinkId]) -> None:
        """Hold a packet back that came over these links."""
        self._links[copy] = links
        self._links.move_to_end(copy)
        if len(self._links) > HELD_BACK_CAPACITY:
            self._links.popitem(last=False)

    def take(self, copy: int) -> set[LinkId] | None:
        """Return the links of a packet that was held back, and hold it no longer."""
        return self._links.pop(copy, None)
