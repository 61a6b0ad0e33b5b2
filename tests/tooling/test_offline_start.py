"""A start needs no internet: what Home Assistant would fetch is there beforehand."""

from importlib.metadata import PackageNotFoundError, version
import json
from pathlib import Path
from typing import Any

import homeassistant
from homeassistant.auth.mfa_modules import totp
from homeassistant.bootstrap import DEFAULT_INTEGRATIONS, STAGE_1_INTEGRATIONS
from homeassistant.requirements import DISCOVERY_INTEGRATIONS
from packaging.requirements import Requirement

from demo.layout import INTEGRATION

CORE = Path(homeassistant.__file__).parent / "components"
CONFIGURED = {"bluetooth", "frontend", "history", "logbook", "automation", "script"}
# Set up only where they are configured, which script/run does not.
NOT_CONFIGURED = STAGE_1_INTEGRATIONS - CONFIGURED


def manifest(domain: str) -> dict[str, Any] | None:
    """Return an integration's manifest, ours included."""
    folder = INTEGRATION if domain == INTEGRATION.name else CORE / domain
    file = folder / "manifest.json"
    return json.loads(file.read_text()) if file.exists() else None


def everything_asked_for() -> dict[str, list[str]]:
    """Return the requirements by domain, as Home Assistant collects them."""
    todo = {*DEFAULT_INTEGRATIONS, *CONFIGURED, INTEGRATION.name} - NOT_CONFIGURED
    found: dict[str, list[str]] = {}
    while todo:
        domain = todo.pop()
        if domain in found or (content := manifest(domain)) is None:
            continue
        found[domain] = content.get("requirements", [])
        todo |= {
            *content.get("dependencies", ()),
            *content.get("after_dependencies", ()),
        }
        todo |= {
            discovery
            for discovery, keys in DISCOVERY_INTEGRATIONS.items()
            if any(key in content for key in keys)
        }
    return found


def is_installed(requirement: str) -> bool:
    """Return whether a requirement is met."""
    wanted = Requirement(requirement)
    try:
        return wanted.specifier.contains(version(wanted.name), prereleases=True)
    except PackageNotFoundError:
        return False


def test_the_integrations_are_found_as_home_assistant_finds_them() -> None:
    asked_for = everything_asked_for()
    assert asked_for["mesh_broadcast"]
    # Our dependency's after_dependencies: nobody asked for them, but they come.
    assert asked_for["esphome"]
    assert asked_for["camera"]


def test_every_requirement_is_installed() -> None:
    missing = {
        domain: absent
        for domain, requirements in everything_asked_for().items()
        if (absent := [item for item in requirements if not is_installed(item)])
    }
    assert not missing, "add them to requirements_test.txt"


def test_the_log_ins_second_factor_is_installed() -> None:
    assert all(map(is_installed, totp.REQUIREMENTS))
