"""A year of messages and two hundred peers: it stays smooth."""

import re

from playwright.sync_api import expect
import pytest

from .conftest import Pages
from .page import MeshPage
from .trace import Trace, slowness

PEERS = 200
MESSAGES = 1_000
TALKERS = ("ada", "ben_92", "chiara", "deniz")

# What a person begins to notice, on a machine like the one that `slowness` is 1 on.
LONGEST = 50.0


@pytest.fixture(scope="module")
def crowd(open_shared: Pages) -> MeshPage:
    """Return a page of a node that knows many, and was told much."""
    mesh = open_shared("/dashboard-mesh/status")
    for who in TALKERS:
        fill(mesh, who, f"{who} wrote this as number", private=True)
    fill(mesh, "ada", "The street's number", private=False)
    mesh.call("mesh_steering/crowd", size=PEERS)
    return mesh


def fill(mesh: MeshPage, who: str, text: str, *, private: bool) -> None:
    """Fill a conversation."""
    texts = [f"{text} {number}." for number in range(MESSAGES)]
    mesh.call("mesh_steering/remember", who=who, private=private, texts=texts)


def test_chat_of_thousands_stays_smooth(crowd: MeshPage) -> None:
    mesh, page = crowd, crowd.page
    assert len(mesh.peers()) >= PEERS
    mesh.go("/dashboard-mesh/chat")
    # It opens where the reader stopped reading, which is far above.
    expect(mesh.message("The street's number").first).to_be_visible()
    page.get_by_role("button", name=re.compile("new messages|newest message")).click()
    expect(mesh.message(f"The street's number {MESSAGES - 1}.")).to_be_visible()
    # The first render is over when what it fetches has come.
    mesh.wait_for_calm()
    slow = slowness(mesh)
    with Trace(page) as trace:
        page.mouse.move(800, 400)
        for _ in range(60):
            page.mouse.wheel(0, -400)
            page.wait_for_timeout(30)
        mesh.composer.press_sequentially(
            "Typing among thousands of messages.", delay=20
        )
        mesh.steer("say", "ada", text="And one more arrives.")
        page.wait_for_timeout(1_500)
    mesh.composer.fill("")
    rows = mesh.messages.count()
    print(f"chat: {trace.tasks[:3]} ms, {rows} rows, slowness {slow:.2f}")
    assert rows < 400, "only what is near the window is drawn"
    assert trace.tasks[0] < LONGEST * slow


def test_map_of_hundreds_stays_smooth(crowd: MeshPage) -> None:
    mesh, page = crowd, crowd.page
    mesh.go("/dashboard-mesh/map")
    view = page.locator("mesh-broadcast-map-view")
    expect(view).to_contain_text(re.compile(r"2\d\d people"))
    mesh.wait_for_calm()
    slow = slowness(mesh)
    with Trace(page) as trace:
        for text in ("One", "Two", "Three"):
            mesh.steer("say", "ada", text=f"{text} across the crowd.")
            page.wait_for_timeout(700)
        page.mouse.move(700, 400)
        page.mouse.down()
        page.mouse.move(760, 440, steps=20)
        page.mouse.up()
        for _ in range(10):
            page.mouse.wheel(0, -120)
            page.wait_for_timeout(30)
        page.wait_for_timeout(1_000)
    print(f"map: {trace.tasks[:3]} ms, slowness {slow:.2f}")
    assert trace.tasks[0] < LONGEST * slow
