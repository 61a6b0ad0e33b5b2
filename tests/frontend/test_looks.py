"""How it looks, at each width, by day and by night, and to those who do not see."""

import json
import os
from pathlib import Path

from playwright.sync_api import expect
import pytest

from .conftest import Pages
from .home import ROOT
from .page import MeshPage

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"

# A phone held upright, a computer's window, a tablet on the wall.
SIZES = {"phone": (390, 844), "desktop": (1520, 900), "tablet": (1024, 768)}

VIEWS = {
    "panel": "mesh-broadcast-panel",
    "chat": "mesh-broadcast-chat-view",
    "map": "mesh-broadcast-map-view",
    "activity": "mesh-broadcast-activity-view",
}

# Milliseconds until what a view fetches has come and its nodes have found their places.
SETTLED = 1_200

TALK = (
    ("ada", "Good evening, street! \U0001f44b"),
    ("farid", "The bakery has bread left, half price until eight."),
    ("chiara", "Is the power back at your end? Ours went off at six."),
    ("farid", "Yes, since a few minutes. The mobile network is still down."),
    ("ada", "Then it is a good thing that we have the mesh."),
    ("edith", "@lighthouse can you tell everybody when the lift works again?"),
)


class Screens:
    """The devices on which it is looked at: each keeps its page from view to view."""

    def __init__(self, open_shared: Pages) -> None:
        self._open = open_shared
        self._pages: dict[tuple[str, bool], MeshPage] = {}

    def show(self, view: str, size: str = "desktop", *, dark: bool) -> MeshPage:
        """Show a view, with something to see in it."""
        path = "/mesh-broadcast" if view == "panel" else f"/dashboard-mesh/{view}"
        if (mesh := self._pages.get((size, dark))) is None:
            width, height = SIZES[size]
            mesh = self._open("/mesh-broadcast", width=width, height=height, dark=dark)
            expect(mesh.composer).to_be_visible()
            if not self._pages:
                talk(mesh)
            self._pages[size, dark] = mesh
        mesh.go(path)
        expect(mesh.page.locator(VIEWS[view])).to_be_visible()
        mesh.page.wait_for_timeout(SETTLED)
        return mesh


@pytest.fixture(scope="module")
def screens(open_shared: Pages) -> Screens:
    """Return the devices."""
    return Screens(open_shared)


def talk(mesh: MeshPage) -> None:
    """Let the neighbours talk, with somebody among them whom we have met."""
    for who, text in TALK:
        mesh.steer("say", who, text=text)
        expect(mesh.message(text).first).to_be_visible()
    mesh.say("Gladly. The caretaker says:\nnot before tomorrow noon.")
    ada = mesh.call("mesh_steering/fingerprint", who="ada")
    mesh.call(
        "call_service",
        domain="mesh_broadcast",
        service="verify_peer",
        service_data={"fingerprint": ada},
    )


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_picture(
    screens: Screens, tmp_path: Path, view: str, size: str, dark: bool
) -> None:
    mesh = screens.show(view, size, dark=dark)
    # Nothing sticks out of the page, and the night is dark.
    assert mesh.page.evaluate("document.scrollingElement.scrollWidth") <= SIZES[size][0]
    background = mesh.page.evaluate(
        "getComputedStyle(document.documentElement)"
        ".getPropertyValue('--primary-background-color')"
    )
    shade = int(background.strip().lstrip("#")[:2], 16)
    assert (shade < 0x80) is dark
    folder = Path(os.environ.get("MESH_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{view}-{size}-{'dark' if dark else 'light'}.png"
    if view == "map":
        # Something travels while the picture is taken.
        mesh.steer("whisper", "ada", text="Look, it moves.")
        mesh.page.wait_for_timeout(350)
    mesh.page.screenshot(path=folder / name)
    assert (folder / name).stat().st_size > 10_000


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_everybody_can_use_it(screens: Screens, view: str, dark: bool) -> None:
    assert not serious(screens.show(view, dark=dark))


def test_everybody_can_use_the_phones_list(screens: Screens) -> None:
    phone = screens.show("chat", "phone", dark=False)
    phone.page.get_by_role("button", name="Conversations").first.click()
    expect(phone.conversation("ada")).to_be_visible()
    assert not serious(phone)


def serious(mesh: MeshPage) -> list[str]:
    """Return what axe finds wrong in our elements, if it is serious."""
    if not mesh.page.evaluate("'axe' in window"):
        mesh.page.add_script_tag(path=AXE)
    found = mesh.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']}: {json.dumps(node['target'])}"
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if "mesh-broadcast" in json.dumps(node["target"])
    ]
