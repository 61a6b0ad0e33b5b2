"""What an experiment is, and how its seeds are run once and remembered."""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
import gc
from hashlib import sha256
from importlib import import_module
import json
from multiprocessing import get_context
from pathlib import Path
from pkgutil import iter_modules
import sys
from time import process_time
from typing import Any

from custom_components.mesh_broadcast import protocol

from . import experiments
from .metrics import Outcome, Sample
from .shared_work import share_work

ROOT = Path(__file__).parents[1]
OUTPUT = ROOT / ".lab"

REPORT_SEED = 20_261_122
"""The first seed of the report; `--first-seed` takes others. The gate has its own."""

type Rows = dict[str, Sample]


@dataclass(frozen=True, slots=True)
class Experiment:
    """One question, and what answers it for one seed.

    `run` returns a sample for each row of the table; `metrics` are its columns. The
    first `fast_seeds` of its `seeds` are enough for a first look.
    """

    name: str
    question: str
    run: Callable[[int], Rows]
    metrics: tuple[str, ...]
    seeds: int = 30
    fast_seeds: int = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What all seeds of an experiment gave, and what it cost."""

    experiment: Experiment
    rows: dict[str, list[Sample]]
    cpu_s: tuple[float, ...]


@cache
def registry() -> dict[str, Experiment]:
    """Return all experiments by name: what the files in `experiments/` list."""
    return {name: experiment for name, (experiment, _) in _sources().items()}


@cache
def _sources() -> dict[str, tuple[Experiment, bytes]]:
    """Return all experiments with the text of the file that each is in."""
    found: dict[str, tuple[Experiment, bytes]] = {}
    for info in sorted(iter_modules(experiments.__path__), key=lambda i: i.name):
        module = import_module(f"{experiments.__name__}.{info.name}")
        listed: list[Experiment] = module.EXPERIMENTS
        text = Path(module.__file__ or "").read_bytes()
        for experiment in listed:
            if experiment.name in found:
                raise ValueError(f"two experiments are called {experiment.name}")
            found[experiment.name] = experiment, text
    return found


@cache
def code_digest() -> str:
    """Return a digest of all code that a result depends on."""
    folders = [Path(protocol.__file__).parent, Path(__file__).parent]
    digest = sha256(sys.version.encode())
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if _RESULT_BLIND & {path.stem, *path.parts}:
                continue
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(meaning(path.read_bytes()))
    return digest.hexdigest()[:16]


def meaning(source: bytes) -> bytes:
    """Return what a source does: without comments and docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef
        ) and ast.get_docstring(node, clean=False):
            node.body = node.body[1:]
    return ast.dump(tree).encode()


# What shows results, and cannot change one; an experiment counts for itself only.
_RESULT_BLIND = {
    "__main__",
    "bench",
    "drawings",
    "experiment",
    "experiments",
    "pages",
    "plots",
    "report",
    "table",
    "targets",
}


def run(
    chosen: Iterable[Experiment],
    *,
    fast: bool = False,
    first_seed: int = REPORT_SEED,
    most_seeds: int | None = None,
    processes: int = 2,
    cached: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Iterator[Result]:
    """Run experiments, all seeds of all of them side by side; yield as they end.

    `most_seeds` cuts short those that want more. With `cached` nothing is run: what was
    run before, by this very code, has to do.
    """
    experiments_ = list(chosen)
    jobs = [
        (experiment.name, first_seed + i)
        for experiment in experiments_
        for i in range(experiment.fast_seeds if fast else experiment.seeds)
        if most_seeds is None or i < most_seeds
    ]
    missing = [job for job in jobs if not _path(*job).exists()]
    if cached:
        for experiment in experiments_:
            own = [j for j in jobs if j[0] == experiment.name and j not in missing]
            if own:
                yield _collect(experiment, own)
        return
    told(f"{len(missing)} of {len(jobs)} runs are not cached")
    # A process for each few runs: what a mesh leaves behind goes with it.
    with get_context("fork").Pool(processes, _prepare, maxtasksperchild=8) as pool:
        done = pool.imap(_run_one, missing)
        waiting = set(missing)
        for experiment in experiments_:
            own = [job for job in jobs if job[0] == experiment.name]
            while waiting.intersection(own):
                waiting.discard(next(done))
            yield _collect(experiment, own)


def _prepare() -> None:
    """Make a process ready for simulations."""
    share_work()
    # A mesh lives as long as its run, so that looking for garbage finds none of it.
    gc.disable()


def _run_one(job: tuple[str, int]) -> tuple[str, int]:
    """Run one seed of one experiment, and keep what it gave."""
    name, seed = job
    started = process_time()
    rows = registry()[name].run(seed)
    kept = {
        "cpu_s": round(process_time() - started, 2),
        "rows": {row: asdict(one) for row, one in rows.items()},
    }
    gc.collect()
    path = _path(name, seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(kept, separators=(",", ":")))
    fresh.replace(path)
    return job


def _path(name: str, seed: int) -> Path:
    """Return where one seed's results are kept, for this very code."""
    _, text = _sources()[name]
    digest = sha256(code_digest().encode() + meaning(text)).hexdigest()[:16]
    return OUTPUT / "cache" / f"{name}-{digest}" / f"{seed}.json"


def _collect(experiment: Experiment, jobs: list[tuple[str, int]]) -> Result:
    """Gather the rows of all seeds."""
    rows: dict[str, list[Sample]] = {}
    cpu: list[float] = []
    for job in jobs:
        kept = json.loads(_path(*job).read_text())
        cpu.append(kept["cpu_s"])
        for row, one in kept["rows"].items():
            rows.setdefault(row, []).append(_sample(one))
    return Result(experiment, rows, tuple(cpu))


def _sample(kept: dict[str, Any]) -> Sample:
    """Return a sample as it was before it was stored."""
    outcomes = tuple(_outcome(outcome) for outcome in kept["outcomes"])
    return Sample(**{**kept, "outcomes": outcomes})


def _outcome(kept: dict[str, Any]) -> Outcome:
    """Return an outcome as it was before it was stored."""
    kept["latencies"] = tuple(kept["latencies"])
    kept["stretches"] = tuple(kept["stretches"])
    return Outcome(**kept)
