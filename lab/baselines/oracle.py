"""What no mesh can beat: computed from the graph, not simulated.

A send goes over one link, as on GATT. When each node could have a message at best is
`Graph.delays`: the shortest way, and nobody on it ever waits.
"""

from ..graph import Graph


def part_of(graph: Graph, origin: int) -> frozenset[int]:
    """Return the nodes that can be reached at all, the origin among them."""
    return frozenset(n for n, hops in enumerate(graph.hops(origin)) if hops is not None)


def tree_sends(graph: Graph, origin: int, loss: float = 0.0) -> float:
    """Return the sends of a spanning tree, which knows of each loss and tries again."""
    return (len(part_of(graph, origin)) - 1) / (1 - loss)


def flood_sends(graph: Graph, origin: int) -> int:
    """Return the sends of a flood without any limit, loss or waiting.

    Everybody sends on every link but the one that brought it first.
    """
    part = part_of(graph, origin)
    return sum(len(graph.neighbours[node]) for node in part) - (len(part) - 1)


def storm_bound(graph: Graph) -> int:
    """Return the sends that no rule may exceed for one message: two for each link."""
    return 2 * len(graph.wires)


def connected_dominating_set(graph: Graph, origin: int) -> frozenset[int]:
    """Return nodes in one piece next to which all others are, found greedily.

    On a radio, where one send reaches everybody near, that many senders would do. The
    smallest such set is NP-hard to find; this one grows from the node with the most
    neighbours by whoever adds the most, alone or together with one further out (Guha
    and Khuller).
    """
    part = part_of(graph, origin)
    near = [frozenset(n for n, _ in ends) for ends in graph.neighbours]
    first = max(sorted(part), key=lambda node: len(near[node]))
    chosen = {first}
    covered = {first, *near[first]}
    while len(covered) < len(part):
        gain = 0.0
        best: tuple[int, ...] = ()
        for node in sorted(covered - chosen):
            fresh = near[node] - covered
            if len(fresh) > gain:
                gain, best = len(fresh), (node,)
            for second in sorted(fresh):
                # Two more senders: what counts is how much each of them adds.
                both = len(fresh | (near[second] - covered)) / 2
                if both > gain:
                    gain, best = both, (node, second)
        for node in best:
            chosen.add(node)
            covered |= near[node] | {node}
    return frozenset(chosen)
