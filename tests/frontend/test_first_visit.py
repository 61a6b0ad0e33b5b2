"""A newcomer's first minutes: sign in, read, write, be answered, add a card."""

import re

from playwright.sync_api import Browser, expect
import pytest

from .conftest import PATIENCE, Pages
from .home import Home
from .page import MeshPage, sign_in


@pytest.fixture(scope="module")
def desk(open_shared: Pages) -> MeshPage:
    """Return the page on which the visitor sits."""
    return open_shared()


@pytest.fixture
def mesh(desk: MeshPage) -> MeshPage:
    """Return it with the public channel open."""
    desk.conversation("Public channel").click()
    return desk


def test_after_sign_in_the_meshs_dashboard_is_there(
    home: Home, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, home)
    page.wait_for_url("**/dashboard-mesh/**")
    expect(MeshPage(page, home).composer).to_be_visible()
    expect(page.get_by_role("heading", name="Public channel")).to_be_visible()
    context.close()


def test_broadcast_is_answered_before_the_readers_eyes(mesh: MeshPage) -> None:
    mesh.mark()
    mesh.say("Hello, who is there?")
    expect(mesh.message("Hello, who is there?")).to_be_visible()
    answer = mesh.message("@lighthouse hello! Loud and clear upstairs.")
    expect(answer).to_be_visible()
    expect(answer).to_have_accessible_name(re.compile("ada"))
    expect(mesh.message("pong from the far end of the street")).to_be_visible()
    assert mesh.is_the_same()


def test_own_message_tells_what_became_of_it(mesh: MeshPage) -> None:
    mesh.say("The soup is ready.\nCome over!")
    mine = mesh.message("The soup is ready.")
    expect(mine).to_contain_text("Come over!")
    expect(mine.locator(".status").first).to_have_attribute(
        "title", re.compile("Sent|Passed on|Heard by")
    )


def test_history_is_read_on_the_next_visit(open_page: Pages) -> None:
    again = open_page()
    expect(again.message("Hello, who is there?").first).to_be_visible()
    expect(again.message("Loud and clear upstairs").first).to_be_visible()


def test_private_message_counts_as_unread_until_it_is_read(mesh: MeshPage) -> None:
    expect(mesh.conversation("ada")).to_be_visible()
    mesh.steer("whisper", "ada", text="The spare key is with farid.")
    talk = mesh.conversation("ada")
    expect(talk.locator(".count")).to_contain_text("1 unread message")
    talk.click()
    expect(mesh.message("The spare key is with farid.")).to_be_visible()
    expect(talk.locator(".count")).to_have_count(0)
    mesh.say("Good to know, thank you.")
    expect(mesh.message("Good to know").locator(".status").first).to_have_attribute(
        "title", re.compile("Delivered")
    )


def test_text_too_long_is_told_while_it_is_typed(mesh: MeshPage) -> None:
    mesh.composer.fill("x" * 150)
    expect(mesh.page.locator("mesh-broadcast-composer .length")).to_contain_text("2")
    mesh.composer.fill("x" * 1500)
    expect(mesh.composer).to_have_attribute("aria-invalid", "true")
    mesh.composer.press("Enter")
    expect(mesh.composer).to_have_value("x" * 1500)
    mesh.composer.fill("")


def test_search_finds_what_was_said(mesh: MeshPage) -> None:
    expect(mesh.message("The soup is ready.")).to_be_visible()
    mesh.page.get_by_role("button", name="Search in this conversation").click()
    mesh.page.keyboard.type("soup")
    found = mesh.page.locator("mesh-broadcast-search")
    expect(found).to_contain_text("The soup is ready.")


def test_card_is_added_from_the_picker(open_page: Pages) -> None:
    mesh = open_page("/dashboard-mesh/chat")
    mesh.call(
        "lovelace/dashboards/create",
        url_path="dashboard-mine",
        title="Mine",
        mode="storage",
        show_in_sidebar=True,
        require_admin=False,
    )
    mesh.call(
        "lovelace/config/save",
        url_path="dashboard-mine",
        config={"views": [{"title": "Home", "type": "masonry", "cards": []}]},
    )
    mesh.go("/dashboard-mine/0")
    page = mesh.page
    page.get_by_role("button", name="Edit dashboard").click()
    page.get_by_role("button", name="Add card").first.click()
    picker = page.locator("hui-dialog-create-card")
    # Who picks our entity is offered our card ...
    page.get_by_placeholder("Search entities").fill("public channel")
    picker.get_by_text("Public channel").first.click()
    expect(picker.locator("mesh-broadcast-chat").first).to_be_visible()
    # ... and who looks for a card finds it, with a preview.
    picker.get_by_text("By card").click()
    page.get_by_placeholder("Search cards").fill("mesh chat")
    card = picker.locator(".card").filter(has_text="Mesh chat").last
    expect(card.locator("mesh-broadcast-chat")).to_be_visible()
    card.click(position={"x": 20, "y": 20})
    editor = page.locator("hui-dialog-edit-card")
    expect(editor.get_by_text("Mark messages as read").first).to_be_visible()
    editor.get_by_role("button", name="Save").click()
    expect(page.locator("hui-view mesh-broadcast-chat textarea")).to_be_visible()
    config = mesh.call("lovelace/config", url_path="dashboard-mine")
    assert config["views"][0]["cards"][0]["type"] == "custom:mesh-broadcast-chat"


def test_panel_has_all_of_it(open_page: Pages) -> None:
    panel = open_page("/mesh-broadcast")
    expect(panel.composer).to_be_visible()
    tabs = panel.page.locator("mesh-broadcast-panel").get_by_role("tab")
    expect(tabs.nth(1)).to_be_visible()


def test_phone_shows_one_thing_at_a_time(open_page: Pages) -> None:
    phone = open_page(width=390, height=844)
    expect(phone.composer).to_be_visible()
    width = phone.page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= 390
