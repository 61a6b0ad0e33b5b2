"""The meshes are what their names say, and the same for everybody."""

import pytest

from lab.graph import Graph, Wire
from lab.topologies import TOPOLOGIES, clustered, ferry, grid, limit_slots, line, rgg8


@pytest.mark.parametrize("make", TOPOLOGIES.values(), ids=TOPOLOGIES)
def test_a_seed_always_gives_the_same_mesh(make) -> None:
    assert make(20, 7) == make(20, 7)
    assert make(20, 7) != make(20, 8)


@pytest.mark.parametrize("make", TOPOLOGIES.values(), ids=TOPOLOGIES)
def test_delays_are_those_of_a_connection(make) -> None:
    assert all(0.020 <= wire.delay <= 0.035 for wire in make(20, 7).wires)


def test_a_line_has_a_link_less_than_nodes() -> None:
    assert len(line(10, 1).wires) == 9
    assert line(10, 1).hops(0)[9] == 9


@pytest.mark.parametrize(("size", "links"), [(9, 12), (100, 180), (10, 13)])
def test_a_grid_links_each_to_its_right_and_below(size, links) -> None:
    assert len(grid(size, 1).wires) == links


@pytest.mark.parametrize("size", [100, 1000])
def test_random_places_have_eight_neighbours_on_average(size) -> None:
    assert rgg8(size, 1).mean_degree == 8


def test_clusters_are_dense_inside_and_joined_by_two() -> None:
    graph = clustered(100, 1)
    inside = [w for w in graph.wires if w.central // 10 == w.peripheral // 10]
    between = len(graph.wires) - len(inside)
    # Ten clusters in rows of four have fourteen pairs of neighbours.
    assert between == 2 * 13
    assert 0.6 < len(inside) / (10 * 45) < 0.8


def test_only_the_ferry_joins_its_two_sides() -> None:
    graph = ferry(20, 1)
    (bridge,) = graph.absent
    ends = {graph.wires[bridge].central, graph.wires[bridge].peripheral}
    assert len(ends & graph.far) == 1
    across = [
        w
        for w in graph.wires
        if (w.central in graph.far) != (w.peripheral in graph.far)
    ]
    assert across == [graph.wires[bridge]]
    up, down = graph.changes
    assert 50 <= up.at <= 70
    assert down.at - up.at == 20


def test_nobody_has_more_links_than_slots() -> None:
    graph = limit_slots(rgg8(100, 1), 3, 1)
    assert max(len(ends) for ends in graph.neighbours) == 3


def test_the_shortest_way_is_found() -> None:
    graph = Graph("y", 4, (Wire(0, 1, 0.01), Wire(1, 2, 0.01), Wire(0, 2, 0.05)))
    assert graph.delays(0)[:3] == [0, 0.01, pytest.approx(0.02)]
    assert graph.hops(0) == [0, 1, 1, None]
    assert graph.largest_component() == [0, 1, 2]
