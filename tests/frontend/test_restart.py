"""Home Assistant restarts under the open page."""

from contextlib import suppress

from playwright.sync_api import expect

from .conftest import Pages
from .home import START

_PATIENCE = START * 1000


def test_node_that_is_reloaded_comes_back_to_the_page(open_page: Pages) -> None:
    mesh = open_page()
    mesh.mark()
    (entry,) = mesh.call("config_entries/get", domain="mesh_broadcast")
    mesh.home.post(f"/api/config/config_entries/entry/{entry['entry_id']}/reload", {})
    expect(mesh.conversation("ada")).to_be_visible()
    mesh.wait_until(lambda: mesh.is_neighbour("ada"))
    mesh.steer("say", "ada", text="Still there after the reload?")
    expect(mesh.message("Still there after the reload?")).to_be_visible()
    assert mesh.is_the_same()


def test_page_outlives_a_restart_of_home_assistant(open_page: Pages) -> None:
    mesh = open_page()
    expect(mesh.composer).to_be_visible()
    mesh.mark()
    mesh.composer.fill("half a sen")
    with suppress(OSError):
        mesh.home.post("/api/services/homeassistant/restart", {})
    # Looked for in each frame: a quick machine is back before an `expect` looks again.
    mesh.page.wait_for_function(
        """() => {
            const text = root => [...root.querySelectorAll("*")]
                .map(element => element.shadowRoot)
                .filter(Boolean)
                .reduce((all, inner) => all + text(inner), root.textContent ?? "");
            return text(document).includes("No connection to Home Assistant");
        }""",
        timeout=_PATIENCE,
    )
    expect(mesh.page.locator("mesh-broadcast-chat-view")).not_to_contain_text(
        "No connection to Home Assistant", timeout=_PATIENCE
    )
    mesh.home.wait()
    expect(mesh.composer).to_have_value("half a sen")
    # The page may still show who was there before.
    mesh.wait_until(lambda: mesh.is_neighbour("ada"))
    expect(mesh.conversation("ada")).to_contain_text("Neighbor")
    mesh.steer("say", "ada", text="Welcome back!")
    expect(mesh.message("Welcome back!")).to_be_visible()
    mesh.composer.press_sequentially("tence")
    mesh.page.keyboard.press("Enter")
    expect(mesh.message("half a sentence")).to_be_visible()
    assert mesh.is_the_same()
