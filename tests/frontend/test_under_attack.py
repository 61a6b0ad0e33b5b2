"""What strangers say and call themselves: shown as it is, and nothing more."""

from playwright.sync_api import expect
import pytest

from .conftest import Pages
from .page import MeshPage

TEXTS = {
    "image": '<img src=x onerror="window.hacked=1">',
    "script": "<script>window.hacked=1</script>",
    "breaking out": '"><svg/onload=window.hacked=1>',
    "link": '<a href="javascript:window.hacked=1">click</a> javascript:window.hacked=1',
    "template": "{{ states('lock.door') }} ${window.hacked=1} <%= 1 %>",
    "bidi": "\u202eexe.txt\u2066 abc \u2069\u202c end",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd, mixed 123",
    "combining": "Z" + "\u0300\u0301\u0302\u0303\u0304" * 60 + " zalgo",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 30,
    "one long word": "x" * 10_000,
    "many lines": "line\n" * 400,
}
"""Straight from the history: what the air would not carry whole is here as well."""

NICKNAMES = {
    "image": "<img src=x onerror=window.hacked=1>",
    "bidi": "\u202enimda",
    "combining": "e" + "\u0301" * 100,
    "long": "W" * 200,
    "emoji": "\U0001f1e9\U0001f1ea" * 20,
}


RESIDENTS = ("edith", "deniz", "chiara", "ben_92", "anon4821")


def assert_unharmed(mesh: MeshPage) -> None:
    """Check that nothing ran, nothing was made, and nothing sticks out."""
    page = mesh.page
    assert page.evaluate("window.hacked") is None
    for element in ("img[src=x]", "script:not([src])", "svg[onload]", "[onerror]"):
        assert page.locator(f"hui-view {element}").count() == 0
    assert page.locator('a[href^="javascript:"]').count() == 0
    width = page.evaluate("innerWidth")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    stretched = page.locator("mesh-broadcast-thread .scroller").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert stretched == 0


@pytest.fixture(scope="module")
def desktop(open_shared: Pages) -> MeshPage:
    """Return a page that all attacks are made on."""
    return open_shared()


@pytest.fixture(scope="module")
def phone(open_shared: Pages) -> MeshPage:
    """Return another one, on a phone."""
    return open_shared(width=390, height=844)


@pytest.mark.parametrize("screen", ["desktop", "phone"])
@pytest.mark.parametrize("kind", TEXTS)
def test_hostile_text_is_shown_inert(
    request: pytest.FixtureRequest, kind: str, screen: str
) -> None:
    mesh: MeshPage = request.getfixturevalue(screen)
    text = TEXTS[kind]
    mesh.call(
        "mesh_steering/remember",
        who="ada",
        texts=[f"{kind} on {screen}: {text}", f"after {kind} on {screen}"],
    )
    after = mesh.message(f"after {kind} on {screen}")
    expect(after).to_be_in_viewport()
    shown = mesh.message(f"{kind} on {screen}: ")
    expect(shown).to_contain_text(text.split("\n", maxsplit=1)[0][:40])
    assert_unharmed(mesh)
    # What is written over the lines stays in its own message.
    above, below = shown.bounding_box(), after.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"] + 1
    box = mesh.page.locator("mesh-broadcast-thread").bounding_box()
    assert box is not None
    assert above["x"] >= box["x"] - 1
    assert above["x"] + above["width"] <= box["x"] + box["width"] + 1


@pytest.fixture(scope="module")
def crooks(desktop: MeshPage) -> dict[str, str]:
    """Return who bears which kind of nickname, once they are all there."""
    names = dict(zip(NICKNAMES, RESIDENTS, strict=True))
    ids = {who: desktop.peer_id(who) for who in names.values()}
    for kind, who in names.items():
        desktop.steer("rename", who, nickname=NICKNAMES[kind])
    desktop.wait_until(
        lambda: (
            desktop.peers().keys().isdisjoint(RESIDENTS)
            and set(ids.values()) <= set(desktop.peers().values())
        )
    )
    return names


@pytest.mark.parametrize("kind", NICKNAMES)
def test_hostile_nickname_is_shown_inert_in_the_chat(
    desktop: MeshPage, crooks: dict[str, str], kind: str
) -> None:
    desktop.steer("say", crooks[kind], text=f"I am {kind}")
    expect(desktop.message(f"I am {kind}").last).to_be_visible()
    assert_unharmed(desktop)
    row = desktop.page.locator("mesh-broadcast-conversations .conversation")
    heights = row.evaluate_all("all => all.map(one => one.offsetHeight)")
    assert max(heights) <= 2 * min(heights)


@pytest.mark.parametrize("view", ["map", "activity"])
def test_hostile_nicknames_are_shown_inert_elsewhere(
    desktop: MeshPage, crooks: dict[str, str], view: str
) -> None:
    desktop.go(f"/dashboard-mesh/{view}")
    expect(desktop.page.locator(f"mesh-broadcast-{view}-view")).to_be_visible()
    if view == "map":
        for who in crooks.values():
            expect(desktop.on_map(desktop.peer_id(who))).to_be_visible()
    assert_unharmed(desktop)
