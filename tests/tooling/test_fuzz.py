"""What the fuzzer found stays mended, and what it starts from stays cheap."""

import os
from pathlib import Path
from random import Random
import subprocess
import sys

import pytest

import fuzz
from fuzz.measure import lines, measure
from fuzz.places import corpus_of, findings, read_finding
from fuzz.shrink import failure_of, shrink
from fuzz.smoke import changed, smoke
from fuzz.target import Effort, Target, require
from fuzz.targets import TARGETS

from .project import ROOT

# What decides which inputs are tried.
SEED = 20_261_122

by_name = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)


@by_name
def test_where_fuzzing_begins_holds_and_takes_little(target: Target) -> None:
    seeds = [*target.seeds(), *corpus_of(target.name)]
    assert seeds
    for data in seeds:
        taken = measure(target.run, data)
        assert taken.lines <= target.effort.allows(len(data)), data.hex()
        assert taken.memory <= target.effort.memory, data.hex()
    assert max(map(len, seeds)) <= target.max_len


@pytest.mark.parametrize(
    ("name", "path"), list(findings()), ids=lambda value: getattr(value, "stem", value)
)
def test_what_once_broke_it_breaks_it_no_more(name: str, path: Path) -> None:
    target, data = TARGETS[name], read_finding(path)
    target.run(data)
    assert lines(target.run, data) <= target.effort.allows(len(data))


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the tree."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )


def test_a_few_inputs_of_each_kind_break_nothing() -> None:
    # Without a seed of its own Python would order sets otherwise in each run.
    module = (sys.executable, "-m", "fuzz", "smoke", "*", f"--seed={SEED}")
    result = run(*module, PYTHONHASHSEED="0")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("executions") == len(TARGETS)


def test_the_fuzzer_runs_and_counts() -> None:
    result = run("script/fuzz", "run", "padding", "--executions=2000", "--fresh")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "2,000 executions" in result.stdout
    places = int(result.stdout.split(" places")[0].rsplit(maxsplit=1)[-1])
    assert places > 10


def picky(data: bytes) -> None:
    """Stand for a decoder with a fault."""
    require(b"bad" not in data, "it is bad")


def test_a_finding_is_made_small_and_stays_the_same() -> None:
    data = b"a long input with something bad in the midst of it" * 3
    assert failure_of(picky, data) == (
        "Broken in target.py, require: raise Broken(what)"
    )
    assert shrink(picky, data) == b"bad"
    assert failure_of(picky, b"good") is None


def test_a_fault_is_found_by_change_alone() -> None:
    target = Target("picky", "", picky, lambda: [b"bid", b"bat"], Effort(1, 1))
    found = smoke(target, SEED)
    assert found is not None
    assert found[0] == b"bad"
    one, other = (changed(Random(3), [b"some input"]) for _ in range(2))
    assert one == other


def test_effort_is_counted_and_not_timed() -> None:
    target = TARGETS["message"]
    short, long = b"hello", "ä".encode() * 900
    assert lines(target.run, short) == lines(target.run, short)
    assert lines(target.run, long) > 4 * lines(target.run, short)
    assert Effort(100, 2).allows(50) == 200


def test_every_module_that_decodes_is_fuzzed() -> None:
    core = ROOT / "custom_components/mesh_broadcast/protocol"
    read = "".join(
        path.read_text() for path in Path(fuzz.__file__).parent.rglob("*.py")
    )
    for path in core.glob("*.py"):
        if "raise DecodeError(" in path.read_text():
            # Lists of types, lengths and values are read by those who know the types.
            name = path.stem if path.stem != "tlv" else "announce"
            assert f"protocol.{name} import" in read, path.name
