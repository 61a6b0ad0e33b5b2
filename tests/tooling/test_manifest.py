"""What hassfest and HACS ask of the manifests, checked without the internet."""

import ast
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path
import re

from awesomeversion import AwesomeVersion
from homeassistant.components.brands.const import ALLOWED_IMAGES
from homeassistant.const import Platform
from homeassistant.loader import Manifest
from PIL import Image
import pytest

from .project import CORE, DOMAIN, INTEGRATION, ROOT, load_json, manifest

HACS_KEYS = {
    "name",
    "content_in_root",
    "country",
    "filename",
    "hacs",
    "hide_default_branch",
    "homeassistant",
    "persistent_directory",
    "render_readme",
    "zip_release",
}
BRAND = sorted((INTEGRATION / "brand").iterdir())
# Core integrations that every custom one may use without naming them
ALWAYS_ALLOWED = {platform.value for platform in Platform} | {
    "device_automation",
    "diagnostics",
    "homeassistant",
    "repairs",
    "system_health",
    "websocket_api",
}


def test_manifest_has_every_key_that_hacs_and_hassfest_ask_for() -> None:
    required = {
        "domain",
        "name",
        "codeowners",
        "config_flow",
        "documentation",
        "integration_type",
        "iot_class",
        "issue_tracker",
        "requirements",
        "version",
    }
    assert required <= manifest().keys()
    assert manifest().keys() <= Manifest.__annotations__.keys()


def test_manifest_keys_are_sorted_after_domain_and_name() -> None:
    keys = list(load_json(INTEGRATION / "manifest.json"))
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]


def test_manifest_values_are_valid() -> None:
    assert AwesomeVersion(manifest()["version"]).valid
    for link in ("documentation", "issue_tracker"):
        assert manifest()[link].startswith("https://github.com/")
    assert all(owner.startswith("@") for owner in manifest()["codeowners"])
    assert manifest()["integration_type"] == "hub"
    assert manifest()["iot_class"] == "local_push"
    assert manifest()["single_config_entry"] is True


def test_domain_is_the_folder_and_no_core_integration() -> None:
    assert manifest()["domain"] == INTEGRATION.name == DOMAIN
    assert find_spec(CORE + DOMAIN) is None
    constants = (INTEGRATION / "const.py").read_text()
    assert re.search(rf'^DOMAIN\b.*= "{DOMAIN}"$', constants, re.MULTILINE)


def test_bluetooth_matcher_is_the_lower_case_service_uuid() -> None:
    (matcher,) = manifest()["bluetooth"]
    assert matcher == {
        "connectable": True,
        "service_uuid": "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c",
    }


# What Home Assistant itself needs, and by way of what: a pin of ours would replace it
# at each of Home Assistant's updates.
OF_HOME_ASSISTANT = {"regex": "sentence-stream"}


def test_requirements_are_pinned_and_the_tests_run_on_the_same() -> None:
    tested = (ROOT / "requirements_test.txt").read_text().splitlines()
    for requirement in manifest()["requirements"]:
        if (user := OF_HOME_ASSISTANT.get(requirement.split(">=")[0])) is not None:
            assert requirement in (requires(user) or [])
        else:
            assert re.fullmatch(r"[A-Za-z0-9_.-]+==[\w.]+", requirement)
            assert requirement in tested


def test_hacs_json_has_only_known_keys() -> None:
    hacs = load_json(ROOT / "hacs.json")
    assert "name" in hacs
    assert hacs.keys() <= HACS_KEYS
    assert AwesomeVersion(hacs["homeassistant"]).valid
    assert "filename" in hacs or not hacs.get("zip_release")


def test_hacs_finds_exactly_one_integration() -> None:
    folders = [
        folder
        for folder in (ROOT / "custom_components").iterdir()
        if folder.is_dir() and folder.name != "__pycache__"
    ]
    assert folders == [INTEGRATION]
    assert (INTEGRATION / "brand/icon.png").read_bytes().startswith(b"\x89PNG")
    assert (ROOT / "README.md").exists()
    assert "MIT License" in (ROOT / "LICENSE").read_text()


@pytest.mark.parametrize("path", BRAND, ids=lambda path: path.name)
def test_brand_image_is_one_that_home_assistant_shows(path) -> None:
    assert path.name in ALLOWED_IMAGES
    height = 512 if "@2x" in path.name else 256
    with Image.open(path) as image:
        assert image.height == height
        assert "icon" not in path.name or image.width == height
        corner = image.convert("RGBA").getpixel((0, 0))
        assert isinstance(corner, tuple)
        assert corner[3] == 0, "the corners are transparent"


def test_config_schema_is_there_when_async_setup_is() -> None:
    names = {
        name.id
        for node in ast.parse((INTEGRATION / "__init__.py").read_text()).body
        if isinstance(node, ast.Assign)
        for name in node.targets
        if isinstance(name, ast.Name)
    }
    assert "CONFIG_SCHEMA" in names


def used_components(path: Path) -> set[str]:
    """Return the core integrations that a file imports from."""
    used = set()
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.ImportFrom(module="homeassistant.components", level=0):
                used |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(module), level=0) if module.startswith(CORE):
                used.add(module.removeprefix(CORE).split(".")[0])
            case ast.Import():
                used |= {
                    alias.name.removeprefix(CORE).split(".")[0]
                    for alias in node.names
                    if alias.name.startswith(CORE)
                }
    return used


def test_every_core_integration_in_use_is_a_declared_dependency() -> None:
    declared = {*manifest()["dependencies"], *manifest().get("after_dependencies", [])}
    if "bluetooth_adapters" in declared:
        declared.add("bluetooth")  # which it stands for
    for path in INTEGRATION.rglob("*.py"):
        undeclared = used_components(path) - declared - ALWAYS_ALLOWED
        assert not undeclared, f"{path.name} uses {undeclared}"
