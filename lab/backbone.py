"""A town: many phones, and among them a few homes that are always on.

Phones are linked to the nearest phones. A home sees further than a phone, by its
proxies and its antenna, and has more slots, but not one for everybody whom it sees:
whom it links to is what is compared here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, dist
from random import Random

from custom_components.mesh_broadcast.protocol.announce import MAX_NEIGHBOURS

from .graph import Change, Graph, Wire
from .topologies import DELAY_S, MEAN_DEGREE

SIGHT = 2.0
"""How many times as far as phones a home sees: about four times as many people."""

SLOTS = 2 * MEAN_DEGREE
"""Links of a home: an adapter's seven and those of three proxies."""

type Links = list[set[int]]


@dataclass(frozen=True, slots=True)
class Town:
    """Who is where, and who could be linked.

    The homes have the first numbers. `seen` has for each home whom it sees, with the
    distance, `pairs` the links between phones.
    """

    size: int
    homes: int
    pairs: tuple[tuple[int, int], ...]
    seen: tuple[tuple[tuple[float, int], ...], ...]
    seed: int

    @property
    def phones(self) -> range:
        """Return the numbers of the phones."""
        return range(self.homes, self.size)


@dataclass(frozen=True, slots=True)
class View:
    """What a home knows when it looks for the next link.

    `linked` are the ends of its links; `neighbours` whom somebody announces as its
    neighbours, at most ten; `homes` who is known to be a home, by what it announces.
    """

    linked: frozenset[int]
    homes: range
    neighbours: Callable[[int], frozenset[int]]
    random: Random


type Choice = Callable[[View, float, int], tuple[float, ...]]
"""Ranks a candidate by its distance and number: the lowest rank gets the link."""


def nearest(_view: View, distance: float, _candidate: int) -> tuple[float, ...]:
    """Prefer the strongest signal."""
    return (distance,)


def chance(view: View, _distance: float, _candidate: int) -> tuple[float, ...]:
    """Prefer nobody."""
    return (view.random.random(),)


def unserved(view: View, _distance: float, candidate: int) -> tuple[float, ...]:
    """Prefer phones whom no home is next to, then those whom no linked peer is.

    Chance decides between equals.
    """
    return (
        candidate in view.homes,
        sum(other in view.homes for other in view.neighbours(candidate)),
        sum(
            other in view.neighbours(candidate) or candidate in view.neighbours(other)
            for other in view.linked
        ),
        view.random.random(),
    )


CHOICES: dict[str, Choice] = {
    "nearest": nearest,
    "chance": chance,
    "unserved": unserved,
}


def town(size: int, share: float, seed: int) -> Town:
    """Return a town of so many nodes, of which a share are homes."""
    random = Random(f"town {size} {share} {seed}")
    homes = ceil(size * share)
    places = [(random.random(), random.random()) for _ in range(size)]
    phones = range(homes, size)
    near = sorted(
        (dist(places[a], places[b]), a, b) for b in phones for a in phones if a < b
    )
    chosen = near[: len(phones) * MEAN_DEGREE // 2]
    sight = SIGHT * chosen[-1][0]
    return Town(
        size,
        homes,
        tuple((a, b) for _, a, b in chosen),
        tuple(
            tuple(
                sorted(
                    (away, other)
                    for other in range(size)
                    if other != home
                    and (away := dist(places[home], places[other])) <= sight
                )
            )
            for home in range(homes)
        ),
        seed,
    )


def phones_only(place: Town) -> Graph:
    """Return the town without its homes' links: what the phones have by themselves."""
    return _graph(place, "phones", [set() for _ in range(place.size)])


def linked(place: Town, choice: Choice, slots: int = SLOTS) -> Graph:
    """Return the town with each home's slots filled by a choice."""
    return _graph(place, "town", _fill(place, choice, slots))


def rotating(
    place: Town, choice: Choice, slots: int, turn_s: float, until: float
) -> Graph:
    """Return a town whose homes give one slot to somebody else every `turn_s` seconds.

    Who goes is the phone linked longest; who comes is the best of those who were not
    linked yet, or longest ago.
    """
    links = _fill(place, choice, slots)
    before = _graph(place, "town", links)
    random = Random(f"turns {place.seed}")
    since = {(h, p): -1.0 for h in range(place.homes) for p in links[h]}
    left: dict[tuple[int, int], float] = {}
    swaps: list[tuple[float, int, int, int]] = []
    turns = sorted(
        (at, home)
        for home in range(place.homes)
        for at in _every(random.uniform(0, turn_s), turn_s, until)
    )
    for at, home in turns:
        own = sorted(p for p in links[home] if (home, p) in since and p >= place.homes)
        view = _view(place, links, home, random)
        offers = [
            (left.get((home, p), -1.0), choice(view, away, p), p)
            for away, p in place.seen[home]
            if p not in links[home] and p >= place.homes
        ]
        if not own or not offers:
            continue
        goes = min(own, key=lambda p: since[home, p])
        comes = min(offers)[-1]
        links[home].discard(goes)
        links[goes].discard(home)
        links[home].add(comes)
        links[comes].add(home)
        left[home, goes] = since[home, comes] = at
        del since[home, goes]
        swaps.append((at, home, goes, comes))
    return _with_swaps(before, swaps, place.seed)


def _every(first: float, step: float, until: float) -> list[float]:
    """Return the times of a home's turns."""
    return [first + i * step for i in range(max(0, ceil((until - first) / step)))]


def _with_swaps(
    graph: Graph, swaps: Sequence[tuple[float, int, int, int]], seed: int
) -> Graph:
    """Return the same mesh, in which homes let one go and take another."""
    random = Random(f"swaps {seed}")
    wires = list(graph.wires)
    index = {frozenset((w.central, w.peripheral)): i for i, w in enumerate(wires)}
    absent: set[int] = set()
    changes: list[Change] = []
    for at, home, goes, comes in swaps:
        pair = frozenset((home, comes))
        if pair not in index:
            index[pair] = len(wires)
            absent.add(len(wires))
            wires.append(Wire(home, comes, random.uniform(*DELAY_S)))
        changes.append(Change(at, index[frozenset((home, goes))], up=False))
        # A dial takes about a second (connect, discovery, subscription).
        changes.append(Change(at + 1.0, index[pair], up=True))
    return Graph(
        graph.name, graph.size, tuple(wires), tuple(changes), frozenset(absent)
    )


def _fill(place: Town, choice: Choice, slots: int) -> Links:
    """Let the homes take turns to dial, one link at a time, until slots are full."""
    random = Random(f"dials {place.seed}")
    links: Links = [set() for _ in range(place.size)]
    for a, b in place.pairs:
        links[a].add(b)
        links[b].add(a)
    for _ in range(slots):
        for home in random.sample(range(place.homes), place.homes):
            view = _view(place, links, home, random)
            offers = [
                (choice(view, away, other), other)
                for away, other in place.seen[home]
                if other not in links[home]
                and (other >= place.homes or len(links[other]) < slots)
            ]
            if offers and len(links[home]) < slots:
                other = min(offers)[1]
                links[home].add(other)
                links[other].add(home)
    return links


def _view(place: Town, links: Links, home: int, random: Random) -> View:
    """Return what a home knows: its links, and what everybody announces."""

    def neighbours(peer: int) -> frozenset[int]:
        """Return a peer's announced neighbours."""
        return frozenset(sorted(links[peer], reverse=True)[:MAX_NEIGHBOURS])

    return View(frozenset(links[home]), range(place.homes), neighbours, random)


def _graph(place: Town, name: str, links: Links) -> Graph:
    """Return the mesh of these links; homes dial, phones dial each other as they come."""
    random = Random(f"wires {place.seed}")
    delays = Random(f"delays {place.seed}")
    wires: list[Wire] = []
    for pair in place.pairs:
        central, peripheral = random.sample(pair, 2)
        wires.append(Wire(central, peripheral, delays.uniform(*DELAY_S)))
    for home in range(place.homes):
        wires += [
            Wire(home, other, delays.uniform(*DELAY_S))
            for other in sorted(links[home])
            if other >= place.homes or home < other
        ]
    return Graph(name, place.size, tuple(wires))
