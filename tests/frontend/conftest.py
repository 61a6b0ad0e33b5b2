"""One Home Assistant, one browser, and a signed-in user for the whole tier."""

from collections.abc import Iterator
import os
from pathlib import Path
import shutil

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    expect,
    sync_playwright,
)
import pytest

from .home import Home
from .page import MeshPage, sign_in

# A step takes a fraction of a second; this is for a machine that is busy with others.
PATIENCE = 120_000

# Home Assistant's own pages may complain of what has nothing to do with us.
OURS = ("mesh-broadcast", "mesh_broadcast")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Return a running Home Assistant with neighbours."""
    home = Home(tmp_path_factory.mktemp("frontend") / "home")
    home.config.mkdir()
    home.prepare()
    try:
        home.start()
        yield home
    finally:
        home.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the system's browser, without a screen."""
    executable = shutil.which("chromium")
    assert executable, "script/setup --frontend installs it"
    # Its sandbox does not work for root, and a container's /dev/shm is too small.
    options = ["--disable-dev-shm-usage", "--font-render-hinting=none"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(
    home: Home, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return what a browser remembers once its user has signed in."""
    file = tmp_path_factory.mktemp("browser") / "state.json"
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, home)
    page.wait_for_url("**/dashboard-mesh/**")
    context.storage_state(path=file)
    context.close()
    return file


class Pages:
    """Opens pages, and knows what went wrong on them."""

    def __init__(self, home: Home, chromium: Browser, signed_in: Path) -> None:
        self._home = home
        self._chromium = chromium
        self._signed_in = signed_in
        self._contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    def __call__(
        self,
        path: str = "/dashboard-mesh/chat",
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
    ) -> MeshPage:
        """Open a page in a browser of its own."""
        context = self._chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            storage_state=self._signed_in,
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self._note(f"{error}\n{error.stack}"))
        page.on("console", self._read)
        page.on("dialog", self._refuse)
        page.goto(f"{self._home.url}{path}")
        return MeshPage(page, self._home)

    def close(self) -> None:
        """Close all of them, which must have worked without an error of ours."""
        for context in self._contexts:
            context.close()
        assert not self.errors

    def _read(self, line: ConsoleMessage) -> None:
        """Keep what the console complains of."""
        if line.type == "error":
            self._note(f"{line.text} {line.location}")

    def _refuse(self, dialog: Dialog) -> None:
        """Keep that somebody made the page ask something."""
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, error: str) -> None:
        """Keep an error, if it is about us."""
        if any(name in error for name in OURS):
            self.errors.append(error)


@pytest.fixture
def open_page(home: Home, chromium: Browser, signed_in: Path) -> Iterator[Pages]:
    """Open pages of one test."""
    pages = Pages(home, chromium, signed_in)
    yield pages
    pages.close()


@pytest.fixture(scope="module")
def open_shared(home: Home, chromium: Browser, signed_in: Path) -> Iterator[Pages]:
    """Open pages of one file's tests: opening one takes longer than most tests."""
    pages = Pages(home, chromium, signed_in)
    yield pages
    pages.close()
