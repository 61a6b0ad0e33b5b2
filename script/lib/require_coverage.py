"""Fail where the integration tier leaves code of the root package unproved.

usage: .venv/bin/python script/lib/require_coverage.py COVERAGE.json

Every module of the root package has to be covered to 95 %, as Home Assistant's quality
scale asks for, and those with flows of the user interface completely.
"""

import json
from pathlib import Path
import sys
from typing import Any

ROOT_PACKAGE = Path("custom_components/mesh_broadcast")
LEAST = 95.0


def least(path: Path) -> float:
    """Return how many per cent of a module have to be covered."""
    return 100.0 if path.stem.endswith("_flow") else LEAST


def uncovered(report: dict[str, Any]) -> list[str]:
    """Return a line for each module that has too little."""
    modules = {
        path: entry
        for name, entry in report["files"].items()
        if (path := Path(name)).parent == ROOT_PACKAGE
    }
    if ROOT_PACKAGE / "config_flow.py" not in modules:
        return ["the report knows nothing of config_flow.py"]
    return [
        f"{path.name}: {percent:.1f} % of the {least(path):.0f} % it needs;"
        f" lines {entry['missing_lines']}, branches {entry['missing_branches']}"
        for path, entry in sorted(modules.items())
        if (percent := entry["summary"]["percent_covered"]) < least(path)
    ]


def main(report: str) -> int:
    """Say what is missing; return the exit status."""
    missing = uncovered(json.loads(Path(report).read_text("utf-8")))
    for line in missing:
        print(line)
    print(f"coverage of the root package: {'too little' if missing else 'enough'}")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
