"""The scripts: they run from anywhere, explain themselves, and repeat quickly."""

import os
from pathlib import Path
import re
import subprocess
import sys
import time

import pytest

from .project import ROOT, tree

SCRIPTS = sorted(path for path in (ROOT / "script").iterdir() if path.is_file())
SHELL = [
    path
    for path in tree()
    if path.suffix == ".sh"
    or (path.suffix == "" and path.read_bytes().startswith(b"#!/usr/bin/env bash"))
]


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command as a person would, from a folder of their choice."""
    environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_each_script_can_be_run_and_explains_itself(script, tmp_path) -> None:
    assert os.access(script, os.X_OK)
    result = run(script, "--help", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert f"script/{script.name}" in result.stdout


@pytest.mark.parametrize(
    "script",
    [path for path in SCRIPTS if path.name != "packet"],
    ids=lambda path: path.name,
)
def test_each_script_refuses_what_it_does_not_know(script) -> None:
    result = run(script, "--no-such-option")
    assert result.returncode != 0
    assert "no-such-option" in result.stderr


@pytest.mark.parametrize("script", SHELL, ids=lambda path: str(path.relative_to(ROOT)))
def test_shell_files_are_well_formed(script) -> None:
    assert run("bash", "-n", script).returncode == 0
    text = script.read_text()
    if text.startswith("#!/usr/bin/env bash"):
        assert "\nset -euo pipefail\n" in text


def test_setup_has_nothing_to_do_the_second_time() -> None:
    stamp = ROOT / ".venv/.setup-stamp"
    before = stamp.stat().st_mtime_ns
    started = time.monotonic()
    result = run("script/setup")
    assert result.returncode == 0, result.stderr
    assert stamp.stat().st_mtime_ns == before
    assert time.monotonic() - started < 30
    assert run("script/setup", "--quiet").stderr == ""


def test_two_setups_at_once_do_not_meet() -> None:
    both = [
        subprocess.Popen(
            ["script/setup", "--quiet"], cwd=ROOT, stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    assert [process.wait(timeout=120) for process in both] == [0, 0]


def test_an_unknown_tier_is_refused() -> None:
    result = run("script/test", "everything")
    assert result.returncode != 0
    assert "there are: protocol transport integration" in result.stderr


def test_continuous_integration_runs_every_tier() -> None:
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert "script/test --all" in script.read_text()


def test_everything_includes_the_newer_home_assistant() -> None:
    (pins,) = ROOT.glob("requirements_test_*.txt")
    version = pins.stem.removeprefix("requirements_test_")
    assert f"homeassistant=={version}\n" in pins.read_text()
    plugin = f"tests/integration/ha_{version.replace('.', '_')}.py"
    assert (ROOT / plugin).exists()
    script = (ROOT / "script/test").read_text()
    assert f"\nNEWER={version}\n" in script
    assert re.search(r'\n  tiers=\([^)]*"integration@\$NEWER"[^)]*\)\n', script)


def test_an_unknown_home_assistant_is_refused() -> None:
    result = run("script/setup", "--ha", "1999.1.0")
    assert result.returncode != 0
    assert "requirements_test_1999.1.0.txt" in result.stderr
    result = run("script/test", "protocol", "--ha", "2026.11.0")
    assert result.returncode != 0
    assert "integration tier" in result.stderr


FAILING = """
import logging
import pytest

@pytest.fixture
def broken():
    raise OSError("no such\\nthing")

@pytest.fixture
def loud():
    logging.error("how it was set up")

@pytest.mark.parametrize("most", [3, 40])
def test_counts(loud, most):
    for number in range(30):
        logging.error("line %d.", number)
    assert list(range(most)) == list(range(3)), "\\n".join(map(str, range(most)))

def test_needs_something(broken):
    pass
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Path:
    """Return where the reports are to be kept."""
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def failing(reports) -> subprocess.CompletedProcess[str]:
    """Run a tier that fails, and keep its report as script/test does."""
    (reports / "test_failing.py").write_text(FAILING)
    options = ["-p", "no:homeassistant", "-p", "tests.conftest", "-c", os.devnull]
    report = f"--junitxml={reports / 'protocol.xml'}"
    pytest_run = [sys.executable, "-m", "pytest", "--rootdir", reports, reports]
    return run(*pytest_run, *options, report)


def test_the_end_of_the_output_tells_what_failed_and_why(failing, reports) -> None:
    (reports / "tooling.notes").write_text("E999 not what lint wants\n")
    told = run(sys.executable, ROOT / "script/lib/sum_up.py", reports).stdout
    counting, needing, linting, end = told.removeprefix("\n").split("\n\n")
    assert counting.startswith("protocol: test_failing.py::test_counts[40]\n")
    assert "AssertionError: 0\n" in counting
    assert counting.endswith("/test_failing.py:17: AssertionError")
    assert len(counting.splitlines()) == 1 + 12, "its name, and as much as is read"
    assert "failed on setup" in needing
    assert "thing" in needing
    assert linting == "tooling:\n    E999 not what lint wants"
    assert end == "1 passed, 2 failed\n"


def test_a_failed_test_shows_the_end_of_its_log(failing) -> None:
    assert "how it was set up" not in failing.stdout
    assert "line 9." not in failing.stdout
    assert "line 10." in failing.stdout
    assert "line 29." in failing.stdout


@pytest.mark.parametrize(
    "document",
    [path for path in tree() if path.suffix == ".md"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_documents_name_only_scripts_and_files_that_exist(document) -> None:
    text = document.read_text(encoding="utf-8")
    for name in set(re.findall(r"(?<![\w/])script/([a-z_-]+)", text)):
        assert (ROOT / "script" / name).exists(), f"script/{name}"
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in link and not link.startswith("mailto:"):
            assert (document.parent / link).exists(), link
