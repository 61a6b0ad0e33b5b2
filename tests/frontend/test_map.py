"""The map follows the mesh: who comes, who goes, what travels."""

from itertools import pairwise
from math import dist

from playwright.sync_api import expect
import pytest

from .conftest import Pages
from .page import MeshPage


@pytest.fixture(scope="module")
def shared_map(open_shared: Pages) -> MeshPage:
    """Return the map."""
    return open_shared("/dashboard-mesh/map")


def test_map_gains_and_loses_a_peer(shared_map: MeshPage) -> None:
    mesh = shared_map
    mesh.mark()
    chiara = mesh.peers()["chiara"]
    expect(mesh.on_map(chiara)).to_be_visible()
    mesh.steer("go", "chiara")
    expect(mesh.on_map(chiara)).to_have_count(0)
    mesh.steer("come", "chiara")
    expect(mesh.on_map(chiara)).to_be_visible()
    assert mesh.is_the_same()


def test_nodes_stay_where_they_are_when_one_joins(shared_map: MeshPage) -> None:
    mesh = shared_map
    ada = mesh.on_map(mesh.peer_id("ada"))
    newcomer = mesh.on_map(mesh.peer_id("greta"))
    expect(ada).to_be_visible()
    # She comes and goes as she likes; now she comes.
    mesh.steer("go", "greta")
    expect(newcomer).to_have_count(0)
    mesh.wait_for_standstill()
    path = ada.evaluate_handle(
        """node => {
            const path = [];
            const look = () => {
                const { x, y } = node.getBoundingClientRect();
                path.push([x, y]);
                if (node.isConnected) requestAnimationFrame(look);
            };
            look();
            return path;
        }"""
    )
    mesh.steer("come", "greta")
    expect(newcomer).to_be_visible()
    mesh.wait_for_standstill()
    places: list[tuple[float, float]] = path.json_value()
    steps = [dist(one, other) for one, other in pairwise(places)]
    assert max(steps) < 25, "it glides where it moves at all"
    assert dist(places[0], places[-1]) < 80


def test_message_travels_along_the_links(shared_map: MeshPage) -> None:
    mesh = shared_map
    expect(mesh.on_map(mesh.peers()["ada"])).to_be_visible()
    seen = mesh.page.evaluate_handle(
        """() => {
            const view = (function find(root) {
                for (const element of root.querySelectorAll("*")) {
                    if (element.localName === "mesh-broadcast-map-view") return element;
                    const inner = element.shadowRoot && find(element.shadowRoot);
                    if (inner) return inner;
                }
            })(document);
            const kinds = new Set();
            new MutationObserver(() => {
                for (const pulse of view.shadowRoot.querySelectorAll("[data-pulse]"))
                    kinds.add(pulse.dataset.pulse);
            }).observe(view.shadowRoot, { childList: true, subtree: true });
            return kinds;
        }"""
    )
    mesh.steer("say", "ada", text="Look, it moves.")
    mesh.page.wait_for_function("kinds => kinds.has('message')", arg=seen)


def test_peer_on_the_map_opens_its_details(shared_map: MeshPage) -> None:
    mesh = shared_map
    mesh.on_map(mesh.peers()["ben_92"]).click()
    details = mesh.page.locator("mesh-broadcast-map-view")
    for name in ("Write", "Ping", "Verify", "Block"):
        expect(details.get_by_role("button", name=name).first).to_be_visible()
    details.get_by_role("button", name="Ping").first.click()
    expect(details).to_contain_text("ms")
