"""What a user does on the page, and what the tier does behind it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect

from .home import Home


def sign_in(page: Page, home: Home) -> None:
    """Sign in as the user that script/run names."""
    page.goto(home.url)
    page.fill("input[name=username]", home.user)
    page.fill("input[name=password]", home.password)
    page.keyboard.press("Enter")


class MeshPage:
    """A page of the dashboard."""

    def __init__(self, page: Page, home: Home) -> None:
        self.page = page
        self.home = home

    # -- what the user sees

    @property
    def messages(self) -> Locator:
        """Return the messages in sight."""
        return self.page.locator("mesh-broadcast-thread").get_by_role("article")

    def message(self, text: str) -> Locator:
        """Return the messages that hold a text."""
        return self.messages.filter(has_text=text)

    def conversation(self, title: str) -> Locator:
        """Return a conversation in the list."""
        return self.page.locator("mesh-broadcast-conversations .conversation").filter(
            has=self.page.locator(".title", has_text=title)
        )

    def on_map(self, peer_id: str) -> Locator:
        """Return a peer on the map."""
        return self.page.locator(f'mesh-broadcast-map-view [data-peer="{peer_id}"]')

    @property
    def composer(self) -> Locator:
        """Return where one writes."""
        return self.page.locator("mesh-broadcast-composer textarea")

    # -- what the user does

    def say(self, text: str) -> None:
        """Write into the open conversation, line by line, and send."""
        self.composer.click()
        first, *others = text.split("\n")
        self.composer.press_sequentially(first)
        for line in others:
            self.page.keyboard.press("Shift+Enter")
            self.composer.press_sequentially(line)
        self.page.keyboard.press("Enter")
        expect(self.composer).to_have_value("")

    def go(self, path: str) -> None:
        """Go to another of Home Assistant's pages as its links do, without a reload."""
        self.page.evaluate(
            """path => {
                history.pushState(null, "", path);
                window.dispatchEvent(new CustomEvent("location-changed"));
            }""",
            path,
        )

    def mark(self) -> None:
        """Remember that this is the page that was opened."""
        self.page.evaluate("window.stillTheSamePage = true")

    def is_the_same(self) -> bool:
        """Whether it has not been loaded anew since."""
        return bool(self.page.evaluate("window.stillTheSamePage === true"))

    # -- what happens behind it

    def call(self, command: str, **data: Any) -> Any:
        """Send a command over the page's own connection."""
        return self.page.evaluate(
            """async message => {
                const app = document.querySelector("home-assistant");
                for (let tries = 0; !app.hass?.connected && tries < 100; tries++) {
                    await new Promise(resolve => setTimeout(resolve, 100));
                }
                return app.hass.callWS(message);
            }""",
            {"type": command} | data,
        )

    def steer(self, what: str, who: str, **data: str) -> None:
        """Have a neighbour do something."""
        self.call(f"mesh_steering/{what}", who=who, **data)

    def peer_id(self, who: str) -> str:
        """Return a neighbour's ID, whatever it calls itself now."""
        fingerprint: str = self.call("mesh_steering/fingerprint", who=who)
        return fingerprint[:16]

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for something of which the page shows nothing."""
        for _ in range(300):
            if condition():
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(self.peers())

    def wait_for_standstill(self) -> None:
        """Wait until the nodes on the map have found their places, half a second long."""
        self.page.locator("mesh-broadcast-map-view").evaluate(
            """async view => {
                const places = () => JSON.stringify(
                    [...view.shadowRoot.querySelectorAll(".node")].map(node => {
                        const { x, y } = node.getBoundingClientRect();
                        return [x.toFixed(2), y.toFixed(2)];
                    })
                );
                const deadline = performance.now() + 30_000;
                for (let still = 0, last = ""; still < 30; ) {
                    await new Promise(requestAnimationFrame);
                    const now = places();
                    still = now === last ? still + 1 : 0;
                    last = now;
                    if (performance.now() > deadline) throw new Error("they move on");
                }
            }"""
        )

    def wait_for_calm(self) -> None:
        """Wait until the page has had nothing long to do for two seconds."""
        self.page.evaluate(
            """() => new Promise(done => {
                let timer;
                const wait = () => {
                    clearTimeout(timer);
                    timer = setTimeout(done, 2_000);
                };
                new PerformanceObserver(wait).observe({ type: "longtask" });
                wait();
                setTimeout(done, 30_000);
            })"""
        )

    def peers(self) -> dict[str, str]:
        """Return the peer IDs in reach, by nickname."""
        return {peer["nickname"]: peer["peer_id"] for peer in self._in_reach()}

    def is_neighbour(self, who: str) -> bool:
        """Whether somebody is linked with the node: what they say arrives at once."""
        try:
            peers = self._in_reach()
        except Error:
            # The node is not loaded yet.
            return False
        return any(peer["nickname"] == who and peer["direct"] for peer in peers)

    def _in_reach(self) -> list[dict[str, Any]]:
        """Ask the node who is in reach, past what the page shows."""
        answer = self.call(
            "call_service",
            domain="mesh_broadcast",
            service="get_peers",
            return_response=True,
        )
        peers: list[dict[str, Any]] = answer["response"]["peers"]
        return peers
