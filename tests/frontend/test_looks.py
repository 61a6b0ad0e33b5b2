"""How it looks, at each width, by day and by night, and to those who do not see."""

import json
import os
from pathlib import Path
from typing import Any

from playwright.sync_api import expect
import pytest

from .conftest import Pages
from .home import ROOT
from .page import MeshPage

AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"

# A phone held upright, a computer's window, a tablet on the wall.
SIZES = {"phone": (390, 844), "desktop": (1440, 900), "tablet": (1024, 768)}

VIEWS = {
    "panel": "mesh-broadcast-panel",
    "chat": "mesh-broadcast-chat-view",
    "map": "mesh-broadcast-map-view",
    "activity": "mesh-broadcast-activity-view",
}

TALK = (
    ("ada", "Good evening, street! \U0001f44b"),
    ("farid", "The bakery has bread left, half price until eight."),
    ("chiara", "Is the power back at your end? Ours went off at six."),
    ("farid", "Yes, since a few minutes. The mobile network is still down."),
    ("ada", "Then it is a good thing that we have the mesh."),
    ("edith", "@lighthouse can you tell everybody when the lift works again?"),
)


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Return what was said for the pictures already."""
    return set()


@pytest.fixture
def look(open_page: Pages, said: set[str]) -> Any:
    """Open a view with something to see in it."""

    def open_view(view: str, **options: Any) -> MeshPage:
        path = "/mesh-broadcast" if view == "panel" else f"/dashboard-mesh/{view}"
        mesh = open_page(path, **options)
        if not said:
            talk(mesh)
            said.add("all")
            mesh.go(path)
        expect(mesh.page.locator(VIEWS[view])).to_be_visible()
        mesh.page.wait_for_timeout(1_500)
        return mesh

    return open_view


def talk(mesh: MeshPage) -> None:
    """Let the neighbours talk, with somebody among them whom we have met."""
    mesh.go("/dashboard-mesh/chat")
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
def test_picture(look: Any, tmp_path: Path, view: str, size: str, dark: bool) -> None:
    width, height = SIZES[size]
    mesh = look(view, width=width, height=height, dark=dark)
    # Nothing sticks out of the page, and the night is dark.
    assert mesh.page.evaluate("document.scrollingElement.scrollWidth") <= width
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
def test_everybody_can_use_it(look: Any, view: str, dark: bool) -> None:
    mesh = look(view, dark=dark)
    assert not serious(mesh)


def test_everybody_can_use_the_phones_list(open_page: Pages) -> None:
    phone = open_page(width=390, height=844)
    phone.page.get_by_role("button", name="Conversations").first.click()
    expect(phone.conversation("ada")).to_be_visible()
    assert not serious(phone)


def serious(mesh: MeshPage) -> list[str]:
    """Return what axe finds wrong in our elements, if it is serious."""
    mesh.page.add_script_tag(path=AXE)
    found = mesh.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']}: {json.dumps(node['target'])}"
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if "mesh-broadcast" in json.dumps(node["target"])
    ]
