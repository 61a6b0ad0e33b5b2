"""Mutation testing of the core; see script/mutate."""

import argparse
import json
import os
from pathlib import Path
import shutil
import subprocess
import sys
from typing import Any

from .areas import AREAS, Area
from .places import OUTPUT, ROOT
from .project import lay_out
from .score import table


def main() -> int:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(prog="script/mutate", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the areas")
    tried = commands.add_parser("run", help="make and try mutants")
    told = commands.add_parser("report", help="tell how many were noticed")
    shown = commands.add_parser("show", help="show what nobody noticed")
    for command in (tried, told, shown):
        command.add_argument("areas", nargs="*", metavar="AREA")
    tried.add_argument("--sample", type=int, default=0, help="mutants of each area")
    tried.add_argument("--seed", type=int, default=1, help="of the sample")
    tried.add_argument("--again", action="store_true", help="only those that survived")
    options = parser.parse_args()
    unknown = set(getattr(options, "areas", ())) - set(AREAS)
    if unknown:
        print(f"there is no area {min(unknown)}; see script/mutate list")
        return 1
    if options.command == "list":
        for area in AREAS.values():
            print(f"{area.name:<9} {' '.join(area.modules)}")
        return 0
    chosen = [AREAS[name] for name in options.areas or AREAS]
    if options.command == "run":
        arguments = [f"--sample={options.sample}", f"--seed={options.seed}"]
        if options.again:
            arguments.append("--again")
        for area in chosen:
            if not options.again:
                shutil.rmtree(OUTPUT / area.name, ignore_errors=True)
            if not run(area, OUTPUT / area.name, *arguments):
                return 1
    results = {area.name: result_of(OUTPUT / area.name) for area in chosen}
    known = {name: result for name, result in results.items() if result}
    if options.command == "show":
        for result in known.values():
            print("\n".join(result["survivors"].values()))
        return 0
    print("\n".join(table(known.items())))
    for name, result in known.items():
        print(f"{name}: {result['cpu_seconds']:.0f} CPU seconds, {result['date']}")
    return 0


def run(area: Area, folder: Path, *arguments: str, **places: Path) -> bool:
    """Try mutants of an area; return whether that went well."""
    lay_out(area, folder, **places)
    command = (sys.executable, "-m", "mutation.worker", *arguments)
    # Sets and dictionaries of bytes are then in the same order in every run.
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
    with (folder / "log").open("w", encoding="utf-8") as log:
        ended = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
    if ended.returncode:
        print(f"{area.name} did not end well; see {folder / 'log'}", file=sys.stderr)
    return not ended.returncode


def result_of(folder: Path) -> dict[str, Any] | None:
    """Return what a run found, or `None` if there was none."""
    path = folder / "result.json"
    if not path.exists():
        return None
    result: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return result


if __name__ == "__main__":
    sys.exit(main())
