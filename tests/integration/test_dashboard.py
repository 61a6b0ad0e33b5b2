"""How the dashboard gets to the browser, and the sidebar to the dashboard."""

from pathlib import Path
import re
from typing import Any

from homeassistant.components.frontend import (
    DATA_EXTRA_MODULE_URL,
    DATA_PANELS,
    async_register_built_in_panel,
)
from homeassistant.components.onboarding import STORAGE_KEY, STORAGE_VERSION
from homeassistant.components.onboarding.const import STEPS
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.mesh_broadcast import dashboard_file
from custom_components.mesh_broadcast.const import CONF_PANEL, DOMAIN
from custom_components.mesh_broadcast.panel import URL_PATH

from .conftest import Hardware

FOLDER = Path(dashboard_file.__file__).parent / "frontend"


@pytest.fixture
async def browser_home(
    hass: HomeAssistant, hass_storage: dict[str, Any], socket_enabled: None
) -> None:
    """Have Home Assistant show pages, as it does for people."""
    hass_storage[STORAGE_KEY] = {"version": STORAGE_VERSION, "data": {"done": STEPS}}
    assert await async_setup_component(hass, "frontend", {})


def panel(hass: HomeAssistant) -> Any:
    """Return the panel in the sidebar, if it is there."""
    return hass.data[DATA_PANELS].get(URL_PATH)


def choose(hass: HomeAssistant, entry: MockConfigEntry, *, shown: bool) -> None:
    """Change the option."""
    hass.config_entries.async_update_entry(
        entry, options=dict(entry.options) | {CONF_PANEL: shown}
    )


def test_exactly_one_file_is_shipped() -> None:
    (file,) = FOLDER.iterdir()
    assert re.fullmatch(r"mesh-broadcast-[0-9a-f]{8}\.js", file.name)


async def test_each_page_loads_the_file_and_may_keep_it(
    hass: HomeAssistant,
    browser_home: None,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    url = hass.data[dashboard_file.DATA_DASHBOARD_URL]
    assert url in hass.data[DATA_EXTRA_MODULE_URL].urls
    client = await hass_client_no_auth()
    response = await client.get(url)
    assert response.status == 200
    assert "javascript" in response.headers["Content-Type"]
    assert "max-age" in response.headers["Cache-Control"]
    (file,) = FOLDER.iterdir()
    assert await response.read() == file.read_bytes()
    page = await (await client.get("/lovelace")).text()
    assert url in page
    assert (await client.get(f"{url}/../../manifest.json")).status == 404


async def test_panel_comes_with_the_node_and_goes_by_option(
    hass: HomeAssistant,
    browser_home: None,
    hardware: Hardware,
    config_entry: MockConfigEntry,
) -> None:
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    assert panel(hass).sidebar_title == "Mesh"
    assert not panel(hass).require_admin
    node = config_entry.runtime_data
    choose(hass, config_entry, shown=False)
    await hass.async_block_till_done()
    assert panel(hass) is None
    choose(hass, config_entry, shown=True)
    await hass.async_block_till_done()
    assert panel(hass) is not None
    assert config_entry.runtime_data is node, "the node ran on"
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_panel_stays_while_the_node_restarts(
    hass: HomeAssistant,
    browser_home: None,
    hardware: Hardware,
    config_entry: MockConfigEntry,
) -> None:
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    shown = panel(hass)
    await hass.config_entries.async_unload(config_entry.entry_id)
    assert panel(hass) is shown
    hardware.lose_all()
    await hass.config_entries.async_setup(config_entry.entry_id)
    assert config_entry.state is ConfigEntryState.SETUP_RETRY
    assert panel(hass) is shown
    await hass.config_entries.async_remove(config_entry.entry_id)
    assert panel(hass) is None


async def test_panel_goes_with_a_disabled_node(
    hass: HomeAssistant,
    browser_home: None,
    hardware: Hardware,
    config_entry: MockConfigEntry,
) -> None:
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.config_entries.async_set_disabled_by(
        config_entry.entry_id, ConfigEntryDisabler.USER
    )
    await hass.async_block_till_done()
    assert panel(hass) is None


async def test_somebody_elses_page_at_our_place_is_left_alone(
    hass: HomeAssistant,
    browser_home: None,
    hardware: Hardware,
    config_entry: MockConfigEntry,
) -> None:
    async_register_built_in_panel(hass, "iframe", frontend_url_path=URL_PATH)
    theirs = panel(hass)
    assert theirs is not None
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    assert panel(hass) is theirs
    await hass.config_entries.async_remove(config_entry.entry_id)
    assert panel(hass) is theirs


async def test_home_without_pages_has_a_node_all_the_same(
    hass: HomeAssistant, hardware: Hardware, config_entry: MockConfigEntry
) -> None:
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    assert dashboard_file.DATA_DASHBOARD_URL not in hass.data
    await hass.config_entries.async_unload(config_entry.entry_id)


async def test_missing_file_is_told_and_the_node_runs(
    hass: HomeAssistant,
    browser_home: None,
    hardware: Hardware,
    config_entry: MockConfigEntry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(dashboard_file, "_FOLDER", tmp_path)
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    assert "install the integration again" in caplog.text
    assert panel(hass) is None
    await hass.config_entries.async_unload(config_entry.entry_id)
