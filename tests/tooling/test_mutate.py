"""Mutants are made of the core and tried, and one that nobody notices is told of."""

import json
from pathlib import Path
import shutil
import subprocess

import pytest

from mutation.areas import AREAS
from mutation.places import CORE
from mutation.score import interval, table

from .project import ROOT

TESTS = ROOT / "tests"

# What the tests below pin of it: nothing of the bound itself, and not the call.
MODULE = '''
"""Counts."""

from typing import override


class Base:
    """Counts up to a bound."""

    def __init__(self) -> None:
        self.count = 0
        self.seen: list[int] = []

    def note(self, bound: int) -> None:
        """Count one more."""


class Counter(Base):
    """As well."""

    @override
    def note(self, bound: int) -> None:
        if self.count < bound:
            self.count += 1
        self.seen.append(bound)

    @property
    def twice(self) -> int:
        """Twice as many."""
        if self.count > 5:
            raise ValueError("more than it can tell")
        return 2 * self.count
'''
PINNED = '''
"""Says what is promised."""

from protocol.counter import Counter


def test_it_counts() -> None:
    counter = Counter()
    counter.note(3)
    counter.note(3)
    assert counter.twice == 4
'''
TRY = """
import json
import sys
from pathlib import Path
from mutation.__main__ import run
from mutation.areas import Area

here = Path(sys.argv[1])
area = Area("counter", ("counter",), ("test_counter",))
places = {"core": here / "core", "tests": here / "tests"}
if not run(area, here / "out", **places):
    sys.exit(1)
first = (here / "out" / "result.json").read_text()
print(json.dumps(json.loads(first)))
test = here / "tests" / "protocol" / "test_counter.py"
test.write_text(test.read_text() + "    assert counter.seen == [3, 3]\\n")
sys.exit(not run(area, here / "out", "--again", **places))
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the tree."""
    return subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )


@pytest.fixture(scope="module")
def listed() -> str:
    """Return what the front says, which also makes its environment."""
    result = run("script/mutate", "list")
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_front_names_the_areas_and_refuses_others(listed: str) -> None:
    assert [line.split()[0] for line in listed.splitlines()] == list(AREAS)
    refused = run(".venv-mutation/bin/python", "-m", "mutation", "report", "kitchen")
    assert refused.returncode == 1
    assert "there is no area kitchen" in refused.stdout


@pytest.mark.usefixtures("listed")
def test_a_mutant_that_nobody_notices_is_told_of_as_one(tmp_path: Path) -> None:
    for name, text in (
        ("core/__init__.py", ""),
        ("core/counter.py", MODULE),
        ("tests/__init__.py", ""),
        ("tests/protocol/__init__.py", ""),
        ("tests/protocol/test_counter.py", PINNED),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in ("conftest.py", "protocol/conftest.py"):
        shutil.copy2(TESTS / name, tmp_path / "tests" / name)

    tried = run(".venv-mutation/bin/python", "-c", TRY, str(tmp_path))
    assert tried.returncode == 0, (tmp_path / "out" / "log").read_text("utf-8")
    result = json.loads(tried.stdout)
    lines = [
        line
        for difference in result["survivors"].values()
        for line in difference.splitlines()
        if line.startswith("+ ")
    ]
    # The bound, and the call that nobody asks about: both are told of.
    assert any("self.count <= bound" in line for line in lines)
    assert any("pass" in line for line in lines)
    # What is overridden and what is a property is tried as well, and noticed.
    assert not any("count -= 1" in line or "return" in line for line in lines)
    assert "killed" in result["modules"]["counter"]
    # The words of an error are nobody's business.
    assert "XX" not in "".join(lines)
    assert len(result["modules"]["counter"]) == result["made"]["counter"]
    # One that a new test notices is told of no more, and all others are as they were.
    again = json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))
    assert set(again["survivors"]) < set(result["survivors"])
    assert not any("+        pass" in change for change in again["survivors"].values())
    assert len(again["modules"]["counter"]) == result["made"]["counter"]


def test_each_area_is_of_modules_and_tests_that_are_there() -> None:
    for area in AREAS.values():
        for module in area.modules:
            assert (CORE / f"{module}.py").is_file(), module
        for test in area.tests:
            assert (TESTS / "protocol" / f"{test}.py").is_file(), test
    modules = [module for area in AREAS.values() for module in area.modules]
    assert len(set(modules)) == len(modules)


def test_a_sample_tells_between_what_the_score_is() -> None:
    low, high = interval(90, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
    assert interval(0, 0) == (0.0, 1.0)
    result = {
        "made": {"bits": 10},
        "modules": {"bits": ["killed"] * 3 + ["timeout", "survived"]},
    }
    whole, module = list(table([("codec", result)]))[1:]
    assert whole.startswith("| **codec** | 10 | 5 | 3 | 1 | 1 | 80.0 % (38 to 96) |")
    assert module.startswith("| `bits` | 10 | 5 ")
