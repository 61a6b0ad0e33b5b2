"""The meshes that are measured: each a function of its size and a seed."""

from collections.abc import Callable, Iterable
from math import ceil, dist, isqrt
from random import Random

from .graph import Change, Graph, Wire

DELAY_S = (0.020, 0.035)
"""A connection interval of 15 to 30 ms and the stacks at both ends; fixed per link."""

MEAN_DEGREE = 8
CLUSTER = 10
INTERNAL_LINKS = 0.7
BRIDGES = 2

# The ferry passes once, for so long, at some time after the message.
FERRY_COMES_S = (50.0, 70.0)
FERRY_STAYS_S = 20.0

type Pair = tuple[int, int]
type Topology = Callable[[int, int], Graph]


def _wired(
    name: str,
    size: int,
    pairs: Iterable[Pair],
    random: Random,
) -> Graph:
    """Give each pair a delay, and somebody who dialled."""
    wires = []
    for a, b in sorted(pairs):
        central, peripheral = random.sample((a, b), 2)
        wires.append(Wire(central, peripheral, random.uniform(*DELAY_S)))
    return Graph(name, size, tuple(wires))


def line(size: int, seed: int) -> Graph:
    """Return one node after the other: no way around anybody."""
    random = Random(f"line {size} {seed}")
    return _wired("line", size, ((i, i + 1) for i in range(size - 1)), random)


def grid(size: int, seed: int) -> Graph:
    """Return a grid as square as its size allows."""
    random = Random(f"grid {size} {seed}")
    width = ceil(size / isqrt(size))
    right = ((i, i + 1) for i in range(size - 1) if (i + 1) % width)
    down = ((i, i + width) for i in range(size - width))
    return _wired("grid", size, {*right, *down}, random)


def rgg8(size: int, seed: int) -> Graph:
    """Return random places, the nearest linked until the mean degree is eight."""
    random = Random(f"rgg8 {size} {seed}")
    places = [(random.random(), random.random()) for _ in range(size)]
    near = sorted((dist(places[a], places[b]), a, b) for a, b in _pairs(range(size)))
    pairs = [(a, b) for _, a, b in near[: size * MEAN_DEGREE // 2]]
    return _wired("rgg8", size, pairs, random)


def clustered(size: int, seed: int) -> Graph:
    """Return rooms full of people: dense inside, two bridges to each next room."""
    random = Random(f"clustered {size} {seed}")
    clusters = [range(i, min(i + CLUSTER, size)) for i in range(0, size, CLUSTER)]
    pairs: set[Pair] = set()
    for cluster in clusters:
        pairs |= _cluster(cluster, random)
    width = ceil(len(clusters) ** 0.5)
    for i in range(len(clusters)):
        if (i + 1) % width and i + 1 < len(clusters):
            pairs |= _bridges(clusters[i], clusters[i + 1], random)
        if i + width < len(clusters):
            pairs |= _bridges(clusters[i], clusters[i + width], random)
    return _wired("clustered", size, pairs, random)


def ferry(size: int, seed: int) -> Graph:
    """Return two clusters, half of `size` each, that meet once for 20 s."""
    random = Random(f"ferry {size} {seed}")
    half = size // 2
    pairs = _connected_cluster(range(half), random)
    pairs |= _connected_cluster(range(half, size), random)
    bridge = random.randrange(half), random.randrange(half, size)
    graph = _wired("ferry", size, {*pairs, bridge}, random)
    wire = next(
        i for i, w in enumerate(graph.wires) if {w.central, w.peripheral} == {*bridge}
    )
    comes = random.uniform(*FERRY_COMES_S)
    return Graph(
        "ferry",
        size,
        graph.wires,
        changes=(
            Change(comes, wire, up=True),
            Change(comes + FERRY_STAYS_S, wire, up=False),
        ),
        absent=frozenset({wire}),
        far=frozenset(range(half, size)),
    )


def limit_slots(graph: Graph, slots: int, seed: int) -> Graph:
    """Return the same mesh among devices that hold so many connections each.

    Links are made in a random order, as people come; who is full takes no more.
    """
    random = Random(f"slots {graph.name} {graph.size} {seed}")
    order = list(range(len(graph.wires)))
    random.shuffle(order)
    free = [slots] * graph.size
    kept: set[int] = set()
    for index in order:
        wire = graph.wires[index]
        if free[wire.central] and free[wire.peripheral]:
            free[wire.central] -= 1
            free[wire.peripheral] -= 1
            kept.add(index)
    wires = tuple(wire for i, wire in enumerate(graph.wires) if i in kept)
    return Graph(f"{graph.name}/{slots} slots", graph.size, wires)


def _pairs(nodes: Iterable[int]) -> Iterable[Pair]:
    """Yield each pair once."""
    known: list[int] = []
    for node in nodes:
        for other in known:
            yield other, node
        known.append(node)


def _cluster(nodes: Iterable[int], random: Random) -> set[Pair]:
    """Link the people in one room."""
    return {pair for pair in _pairs(nodes) if random.random() < INTERNAL_LINKS}


def _connected_cluster(nodes: range, random: Random) -> set[Pair]:
    """Link the people in one room so that nobody is left out."""
    pairs = _cluster(nodes, random)
    linked = {node for pair in pairs for node in pair}
    return pairs | {(nodes[0], node) for node in nodes[1:] if node not in linked}


def _bridges(one: range, other: range, random: Random) -> set[Pair]:
    """Link two rooms."""
    every = [(a, b) for a in one for b in other]
    return set(random.sample(every, min(BRIDGES, len(every))))


TOPOLOGIES: dict[str, Topology] = {
    "line": line,
    "grid": grid,
    "rgg8": rgg8,
    "clustered": clustered,
    "ferry": ferry,
}
