"""Fuzz the core's decoders and the engine as a whole; see script/fuzz."""

import argparse
from fnmatch import fnmatch
import json
import os
from pathlib import Path
import subprocess
import sys
from typing import Any

from . import results
from .measure import measure
from .places import OUTPUT, ROOT, corpus_of, keep_corpus, keep_finding
from .shrink import failure_of, fewest, shrink
from .smoke import smoke
from .target import Target
from .targets import TARGETS

# Longer inputs than these are kept in .fuzz, and not in the tree.
_MAX_KEPT = 600


def main() -> int:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(prog="script/fuzz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the targets")
    commands.add_parser("report", help="tell of all runs so far")
    one = commands.add_parser("run", help="fuzz targets")
    kept = commands.add_parser("keep", help="keep what reaches most, in fuzz/corpus")
    few = commands.add_parser("smoke", help="try the same few inputs as ever")
    for command in (one, kept, few):
        command.add_argument("names", nargs="+", help="names, or patterns like text-*")
    one.add_argument("--executions", type=int, default=0, help="inputs for each target")
    one.add_argument("--minutes", type=float, default=0, help="for each target")
    for command in (one, few):
        command.add_argument("--seed", type=int, default=1)
    one.add_argument(
        "--fresh", action="store_true", help="without earlier runs' inputs"
    )
    options = parser.parse_args()
    if options.command == "list":
        for target in TARGETS.values():
            print(f"{target.name:<18} {target.about}")
        return 0
    if options.command == "report":
        print("\n".join(results.table(TARGETS.values())))
        return 0
    chosen = [
        target
        for target in TARGETS.values()
        if any(fnmatch(target.name, name) for name in options.names)
    ]
    if not chosen:
        print("there is no such target; see script/fuzz list", file=sys.stderr)
        return 1
    if options.command == "keep":
        for target in chosen:
            keep(target)
        return 0
    if options.command == "smoke":
        return min(1, sum(smoked(target, options.seed) for target in chosen))
    return run(chosen, options)


def smoked(target: Target, seed: int) -> bool:
    """Try a few inputs on a target; return whether one broke it."""
    found = smoke(target, seed)
    if found is None:
        print(f"{target.name:<18} {target.smoke:>6,} executions", flush=True)
        return False
    path = keep_finding(target.name, *found)
    print(
        f"{target.name:<18} broken by {path.relative_to(ROOT)}: {found[1]}", flush=True
    )
    return True


def keep(target: Target) -> None:
    """Keep few inputs that reach all that runs reached."""
    found = (path.read_bytes() for path in (OUTPUT / "corpus" / target.name).glob("*"))
    short = [data for data in found if len(data) <= _MAX_KEPT]
    seeds = set(target.seeds())
    kept = fewest(target, seeds, {*corpus_of(target.name), *short})
    keep_corpus(target.name, kept)
    print(f"{target.name}: {len(kept)} inputs beside the {len(seeds)} to begin with")


def run(chosen: list[Target], options: argparse.Namespace) -> int:
    """Fuzz targets, one after the other; return 1 where one was broken."""
    if not (options.executions or options.minutes):
        options.minutes = 1.0
    command = [
        sys.executable,
        "-m",
        "fuzz.worker",
        *(target.name for target in chosen),
        f"--executions={options.executions}",
        f"--seconds={round(options.minutes * 60)}",
        f"--seed={options.seed}",
        *(["--fresh"] if options.fresh else []),
    ]
    # Sets and dictionaries of bytes are then in the same order in every run.
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    broken = 0
    with subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        # It names each module that it instruments; what matters is in the logs.
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        for line in process.stdout or ():
            broken += told(json.loads(line))
    if process.returncode:
        print("the worker did not end well; see .fuzz/logs", file=sys.stderr)
    return 1 if broken or process.returncode else 0


def told(entry: dict[str, Any]) -> bool:
    """Print and keep how a run went; return whether it broke something."""
    target = TARGETS[entry["target"]]
    log = Path(entry.pop("log"))
    entry["executions"] = results.executions_of(log)
    entry["covered"], entry["features"] = results.covered_of(log)
    broken = [Path(name) for name in entry.pop("broken")]
    entry["findings"] = [str(found(target, path)) for path in broken]
    inputs = Path(entry.pop("inputs"))
    entry["findings"] += costly(target, inputs, entry.pop("began"))
    pace = round(entry["executions"] / max(entry["cpu_seconds"], 0.1))
    print(
        f"{target.name:<18} {entry['executions']:>11,} executions, {pace:>7,} a CPU"
        f" second, {entry['covered']:>5} places, {entry['corpus']:>5} inputs",
        flush=True,
    )
    for name in entry["findings"]:
        print(f"  broken by {name}", flush=True)
    failed = bool(entry["findings"]) or bool(entry["status"])
    if failed and not entry["findings"]:
        print(f"  ended with {entry['status']}: see {log}", flush=True)
    results.keep(entry)
    return failed


def found(target: Target, path: Path) -> str:
    """Make an input that broke a target smaller, and keep it for the tests."""
    data = path.read_bytes()
    failure = failure_of(target.run, data)
    if failure is None:
        # Too slow or too large, or only after what came before it.
        return str(path)
    small = shrink(target.run, data)
    kept = keep_finding(target.name, small, failure)
    return f"{kept.relative_to(ROOT)}: {failure}"


def costly(target: Target, inputs: Path, since: float) -> list[str]:
    """Return what takes more than inputs of its length may, of those found since."""
    dear = []
    for path in sorted(inputs.glob("*")):
        data = path.read_bytes()
        if path.stat().st_mtime < since or failure_of(target.run, data) is not None:
            continue
        taken = measure(target.run, data)
        allowed = target.effort.allows(len(data))
        if taken.lines > allowed or taken.memory > target.effort.memory:
            dear.append(
                f"{path.relative_to(ROOT)}: {taken.lines} lines of {allowed}, "
                f"{taken.memory} bytes of {target.effort.memory}"
            )
    return dear


if __name__ == "__main__":
    sys.exit(main())
