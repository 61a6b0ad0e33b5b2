"""Lets mutmut make and try the mutants of one area; run in that area's own folder."""

import argparse
from datetime import UTC, datetime
import json
from math import ceil
from pathlib import Path
from random import Random
import resource
import sys
from typing import Any

from mutmut import __main__ as mutmut
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.state import state
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import get_mutant_name
from mutmut.workers import isolation

from . import operators
from .places import ROOT
from .score import KILLED

# A mutant may take this many times the CPU that all tests which reach it take, and
# this much more, with which pytest begins.
_PATIENCE = 3
_START_S = 3


def names_of(path: Path) -> list[str]:
    """Return the names of all mutants of a module."""
    made = mutate_file_contents(str(path), path.read_text("utf-8"))
    return [get_mutant_name(path, name) for name in made.mutant_names]


def chosen(names: list[str], count: int, seed: int) -> list[str]:
    """Draw mutants; of the same names the same ones with each seed."""
    if not count or count >= len(names):
        return names
    return Random(f"{seed} of {len(names)}").sample(names, count)


def limit_by_cpu() -> None:
    """Stop mutants by the CPU they take: the clock depends on who else works here."""
    isolation.register_timeout = lambda *_, **__: None
    submit = isolation.ForkRunner.submit

    def limited(
        runner: Any, name: str, tests: list[str], _: int, by_clock: float
    ) -> None:
        known = state()
        whole = sum(known.duration_by_test.values())
        share = min(1.0, (known.stats_time or whole) / whole)
        limit = ceil(_PATIENCE * share * by_clock + _START_S)
        submit(runner, name, tests, limit, by_clock)

    isolation.ForkRunner.submit = limited


def cpu_seconds() -> float:
    """Return what this process and all that it started have taken."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in both]
    return sum(one.ru_utime + one.ru_stime for one in used)


def found(names: set[str]) -> dict[str, dict[str, str]]:
    """Return what became of these mutants, by module."""
    modules: dict[str, dict[str, str]] = {}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        modules[path.stem] = {
            name: status_by_exit_code[code]
            for name, code in data.exit_code_by_key.items()
            if name in names
        }
    return modules


def tried_before() -> tuple[list[str], list[str]]:
    """Return what was tried that still is; and of that, what is to be tried again.

    That is what nobody noticed, and whatever is in a function that is different now.
    """
    names, again = [], []
    for path in walk_mutatable_files():
        made = mutate_file_contents(str(path), path.read_text("utf-8"))
        data = SourceFileMutationData(path=path)
        data.load()
        for mutant in made.mutant_names:
            name = get_mutant_name(path, mutant)
            code = data.exit_code_by_key.get(name)
            if code is None:
                continue
            names.append(name)
            function = mutant.partition("__mutmut_")[0]
            before = data.hash_by_function_name.get(function)
            changed = made.hash_by_function_name.get(function) != before
            if changed or status_by_exit_code[code] not in KILLED:
                again.append(name)
    return names, again


def survivors(modules: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return what nobody noticed, with what is different in each."""
    return {
        name: get_diff_for_mutant(name, path=Path(f"src/protocol/{module}.py"))
        for module, mutants in modules.items()
        for name, status in mutants.items()
        if status not in KILLED
    }


def main() -> int:
    """Try mutants; tell what became of them as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    # The tests that mutmut copied are to be found, not those of the tree.
    sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != ROOT]
    operators.install()
    limit_by_cpu()
    config().use_setproctitle = False
    known = [name for path in walk_mutatable_files() for name in names_of(path)]
    if options.again:
        names, again = tried_before()
        # Tests are others now: it has to learn anew which of them reach what.
        Path("mutants/mutmut-stats.json").unlink(missing_ok=True)
    else:
        names = again = chosen(known, options.sample, options.seed)
    if again:
        mutmut.cli.main(["run", "--max-children", "1", *again], standalone_mode=False)
    modules = found(set(names))
    made = {path.stem: len(names_of(path)) for path in walk_mutatable_files()}
    result = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "seed": options.seed,
        "cpu_seconds": round(cpu_seconds(), 1),
        "made": dict(sorted(made.items())),
        "modules": {name: list(mutants.values()) for name, mutants in modules.items()},
        "survivors": survivors(modules),
    }
    Path("result.json").write_text(json.dumps(result, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
