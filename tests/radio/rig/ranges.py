"""Who is in whose range, and how loud."""

from dataclasses import dataclass

# A neighbour in the same room
DEFAULT_RSSI = -50


@dataclass(frozen=True, slots=True)
class Loudness:
    """An RSSI, and by how much it is now more, now less."""

    rssi: int = DEFAULT_RSSI
    spread: int = 0


@dataclass(frozen=True, slots=True)
class Ranges:
    """Pairs of nodes that hear each other; `pairs` is None when everyone does."""

    pairs: dict[frozenset[int], Loudness] | None = None

    @classmethod
    def parse(cls, spec: str, nodes: int) -> Ranges:
        """Read `all`, `none` or pairs with an optional RSSI: `0-1,1-2:-80,2-3:-60~4`."""
        spec = spec.strip()
        if spec == "all":
            return cls()
        if spec == "none":
            return cls({})
        pairs: dict[frozenset[int], Loudness] = {}
        for part in spec.split(","):
            pair, _, rssi = part.strip().partition(":")
            rssi, _, spread = rssi.partition("~")
            try:
                first, second = map(int, pair.split("-"))
                loudness = Loudness(int(rssi or DEFAULT_RSSI), int(spread or 0))
            except ValueError:
                raise ValueError(
                    f"{part!r} is no pair of nodes such as 0-1, 0-1:-80 or 0-1:-80~4"
                ) from None
            if first == second or not {first, second} <= set(range(nodes)):
                raise ValueError(f"{part!r} names no two of the {nodes} nodes")
            weakest = loudness.rssi - loudness.spread
            if not -127 <= weakest <= loudness.rssi + loudness.spread <= 20:
                raise ValueError(f"{part!r}: an RSSI is between -127 and 20 dBm")
            pairs[frozenset((first, second))] = loudness
        return cls(pairs)

    def between(self, first: int, second: int) -> Loudness | None:
        """Return how loud the two hear each other, None when they do not."""
        if self.pairs is None:
            return Loudness()
        return self.pairs.get(frozenset((first, second)))
