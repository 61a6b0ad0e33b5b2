"""The dashboard: the shipped file is the built one, and foretells what the node does."""

import gzip
import json
import re
import subprocess

import pytest

from custom_components.mesh_broadcast.protocol import MAX_PART_BYTES
from custom_components.mesh_broadcast.protocol.private_text import cut_text
from custom_components.mesh_broadcast.protocol.text import split_text

from .project import INTEGRATION, ROOT, manifest

BUDGET = 120_000
"""Bytes of all that a browser loads, compressed as a web server does."""

FRONTEND = ROOT / "frontend"


def script_frontend(command: str) -> None:
    """Run a command of the dashboard's; the first one fetches its tools."""
    result = subprocess.run(
        [ROOT / "script/frontend", command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert result.returncode == 0, result.stdout[-4_000:] + result.stderr[-4_000:]


@pytest.mark.timeout(620)
@pytest.mark.parametrize("command", ["check", "lint", "test"])
def test_the_dashboard_is_built_and_passes_its_own_checks(command) -> None:
    script_frontend(command)


def test_one_file_within_the_budget_is_shipped() -> None:
    (file,) = (INTEGRATION / "frontend").iterdir()
    assert re.fullmatch(r"mesh-broadcast-[0-9a-f]{8}\.js", file.name)
    content = file.read_bytes()
    assert len(gzip.compress(content, 9)) <= BUDGET
    assert content.startswith(f"/* Mesh Broadcast {manifest()['version']},".encode())


def test_the_shipped_file_asks_nobody_for_anything() -> None:
    (file,) = (INTEGRATION / "frontend").iterdir()
    text = file.read_text("utf-8")
    # Namespaces and the documentation's address are names, not requests.
    links = {
        link
        for link in re.findall(r"https?://[^\s\"'`)]+", text)
        if not link.startswith(("http://www.w3.org/", manifest()["documentation"]))
    }
    assert not links
    assert not re.search(r"\b(?:innerHTML|eval)\s*\(|\bnew Function\b", text)


@pytest.mark.parametrize(
    "case",
    json.loads((FRONTEND / "test/parts.json").read_text("utf-8")),
    ids=lambda case: case["text"][:12],
)
def test_the_dashboard_counts_parts_as_the_node_makes_them(case) -> None:
    assert len(split_text(case["text"], MAX_PART_BYTES)) == case["broadcast"]
    assert len(cut_text(case["text"])) == case["confidential"]


def test_what_the_dashboard_is_made_of_is_pinned_and_from_nowhere_in_particular() -> (
    None
):
    package = json.loads((FRONTEND / "package.json").read_text("utf-8"))
    for version in package["devDependencies"].values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert "resolved" not in (FRONTEND / "package-lock.json").read_text("utf-8")


def test_text_is_never_taken_for_markup() -> None:
    for file in (FRONTEND / "src").rglob("*.ts"):
        source = file.read_text("utf-8")
        assert not re.search(
            r"unsafe(?:HTML|SVG|CSS|Static)|innerHTML|outerHTML|insertAdjacentHTML"
            r"|document\.write|\beval\(",
            source,
        ), file
