"""Where the project's things are, for the tooling tests."""

from functools import cache
import json
from pathlib import Path
import subprocess
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "mesh_broadcast"
INTEGRATION = ROOT / "custom_components" / DOMAIN
CORE = "homeassistant.components."


@cache
def load_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def load_yaml(path: Path) -> Any:
    """Read a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def tree() -> tuple[Path, ...]:
    """Return every file of the tree that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    files = (ROOT / name for name in listed if name)
    return tuple(file for file in files if file.is_file())


def manifest() -> dict[str, Any]:
    """Return the integration's manifest."""
    return load_json(INTEGRATION / "manifest.json")


def translations() -> dict[str, Any]:
    """Return the English texts."""
    return load_json(INTEGRATION / "translations/en.json")
