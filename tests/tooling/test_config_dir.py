"""The prepared configuration folder: complete, private, and the same the next time."""

import json
from pathlib import Path
import stat
from typing import Any

from homeassistant.components.onboarding.const import STEPS
from homeassistant.runner import ensure_single_execution
import pytest
import yaml

from demo.config_dir import CREDENTIALS_FILE, Credentials, prepare
from demo.layout import INTEGRATION, PrepareError
from demo.neighbourhood import DEFAULT_SEED, resident_fingerprints

PORT = 18_123


def storage(folder: Path, key: str) -> Any:
    """Return what Home Assistant has stored under a key."""
    return json.loads((folder / ".storage" / key).read_text())["data"]


def our_entry(folder: Path) -> dict[str, Any]:
    """Return the mesh's config entry."""
    (entry,) = (
        entry
        for entry in storage(folder, "core.config_entries")["entries"]
        if entry["domain"] == "mesh_broadcast"
    )
    return entry


def token_ids(folder: Path) -> set[str]:
    """Return the refresh tokens that are valid."""
    return {token["id"] for token in storage(folder, "auth")["refresh_tokens"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("config") / "new"


@pytest.fixture(scope="module")
def credentials(folder: Path) -> Credentials:
    return prepare(folder, port=PORT, nickname="attic")


def test_nothing_is_left_to_click(folder, credentials) -> None:
    assert storage(folder, "onboarding")["done"] == STEPS
    entry = our_entry(folder)
    assert entry["options"]["nickname"] == "attic"
    assert entry["options"]["picked_peers"] == resident_fingerprints(DEFAULT_SEED)
    assert entry["data"] == {"adapter": "automatic", "roles": ["central", "peripheral"]}
    assert (folder / "custom_components/mesh_broadcast").resolve() == INTEGRATION
    assert (folder / "custom_components/bluetooth_adapters/manifest.json").exists()


def test_it_opens_on_the_meshs_dashboard(folder, credentials) -> None:
    (dashboard,) = storage(folder, "lovelace_dashboards")["items"]
    assert dashboard["url_path"] == "dashboard-mesh"
    config = storage(folder, f"lovelace.{dashboard['id']}")["config"]
    assert config == {"strategy": {"type": "custom:mesh-broadcast"}}
    default = storage(folder, "frontend.system_data")["core"]["default_panel"]
    assert default == "dashboard-mesh"


def test_dashboard_that_was_thrown_away_does_not_come_back(tmp_path) -> None:
    prepare(tmp_path / "new", port=PORT)
    file = tmp_path / "new/.storage/lovelace_dashboards"
    stored = json.loads(file.read_text())
    stored["data"]["items"] = []
    file.write_text(json.dumps(stored))
    prepare(tmp_path / "new", port=PORT)
    assert storage(tmp_path / "new", "lovelace_dashboards")["items"] == []


def test_it_listens_on_this_machine_only_and_not_on_trial(folder, credentials) -> None:
    assert credentials.url == f"http://127.0.0.1:{PORT}"
    http = storage(folder, "http")
    assert http["stable"]["server_host"] == ["127.0.0.1"]
    assert http["stable"]["server_port"] == PORT
    assert http["pending"] is None
    assert http["yaml_migration_done"]
    adapters = storage(folder, "core.network")["configured_adapters"]
    assert adapters == ["lo"]


def test_the_configuration_can_be_read_and_has_no_http_section(
    folder, credentials
) -> None:
    text = (folder / "configuration.yaml").read_text()
    configuration = yaml.safe_load(text.replace("!include", ""))
    assert "http" not in configuration
    assert "default_config" not in configuration
    assert not {name for name in configuration["logger"]["filters"] if "mesh" in name}


def test_secrets_are_for_their_owner_only(folder, credentials) -> None:
    mode = (folder / CREDENTIALS_FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_second_time_keeps_everything_but_the_port(folder, credentials) -> None:
    before, tokens = our_entry(folder), token_ids(folder)
    (folder / "automations.yaml").write_text("- alias: mine\n")
    again = prepare(folder, port=PORT + 1, nickname="cellar")
    assert (again.username, again.password, again.token) == (
        credentials.username,
        credentials.password,
        credentials.token,
    )
    assert again.url.endswith(str(PORT + 1))
    assert storage(folder, "http")["stable"]["server_port"] == PORT + 1
    assert our_entry(folder) == before
    assert token_ids(folder) == tokens
    assert (folder / "automations.yaml").read_text() == "- alias: mine\n"


def test_lost_credentials_are_made_anew_and_the_old_ones_end(
    folder, credentials
) -> None:
    (folder / CREDENTIALS_FILE).write_text("{")
    tokens = token_ids(folder)
    again = prepare(folder, port=PORT)
    assert again.password != credentials.password
    assert again.token != credentials.token
    assert not token_ids(folder) & tokens
    assert len(storage(folder, "auth")["users"]) == 1
    assert our_entry(folder)["options"]["nickname"] == "attic"


def test_without_the_demo_there_is_no_virtual_radio(folder, credentials) -> None:
    prepare(folder, port=PORT, demo=False)
    assert not (folder / "custom_components/bluetooth_adapters").exists()
    assert (folder / "custom_components/mesh_broadcast").exists()


def test_an_unknown_adapter_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(PrepareError, match="no Bluetooth adapter hci77"):
        prepare(tmp_path, demo=False, adapter="hci77")


def test_a_real_adapter_and_the_demo_exclude_each_other(tmp_path) -> None:
    with pytest.raises(PrepareError):
        prepare(tmp_path, adapter="hci0")


def test_a_folder_of_somebody_elses_is_not_overwritten(tmp_path) -> None:
    (tmp_path / "custom_components/mesh_broadcast").mkdir(parents=True)
    with pytest.raises(PrepareError, match="not a link of ours"):
        prepare(tmp_path)


def test_a_folder_in_use_is_left_alone(tmp_path) -> None:
    with ensure_single_execution(str(tmp_path)) as lock:
        assert lock.exit_code is None
        with pytest.raises(PrepareError, match="in use"):
            prepare(tmp_path)
    assert not (tmp_path / ".storage").exists()
