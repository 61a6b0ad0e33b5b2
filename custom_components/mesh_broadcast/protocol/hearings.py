"""Which links brought a packet that we pass on: who is at their other ends has it."""

from collections import OrderedDict

from .events import LinkId

# What several links bring together in a few seconds; later nobody asks any more.
HEARINGS_CAPACITY = 500

_NONE: frozenset[LinkId] = frozenset()


class Hearings:
    """The links that each of the latest packets of ours or of our relays came over."""

    def __init__(self) -> None:
        """Begin with nothing followed."""
        self._links: OrderedDict[int, set[LinkId]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many packets are followed."""
        return len(self._links)

    def follow(self, key: int, links: set[LinkId]) -> None:
        """Add the links to `links`, from now on, that a packet comes over again."""
        self._links[key] = links
        if len(self._links) > HEARINGS_CAPACITY:
            self._links.popitem(last=False)

    def note(self, key: int, link: LinkId) -> None:
        """Remember that a packet came over a link, if it is followed."""
        links = self._links.get(key)
        if links is not None:
            links.add(link)

    def links(self, key: int) -> frozenset[LinkId]:
        """Return the links that a packet came over."""
        links = self._links.get(key)
        return _NONE if links is None else frozenset(links)

    def drop_link(self, link: LinkId) -> None:
        """Forget a link: its name may come again with somebody else at its end."""
        for links in self._links.values():
            links.discard(link)
