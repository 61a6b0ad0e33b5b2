"""Run experiments by name, or make the report; see script/lab."""

import argparse
from fnmatch import fnmatch
from pathlib import Path
import sys

from .drawings import draw, keep
from .experiment import REPORT_SEED, registry, run
from .pages import fill, named_in
from .report import write_report
from .table import lines


def main() -> int:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(prog="script/lab", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name the experiments")
    one = commands.add_parser("run", help="run experiments and print their tables")
    one.add_argument("names", nargs="+", help="names, or patterns like flood-*-100")
    report = commands.add_parser("report", help="write docs/mesh-quality.md")
    pages = commands.add_parser("fill", help="run what pages show, fill in the tables")
    pages.add_argument("pages", nargs="+", type=Path, help="docs/mesh-quality-….md")
    for command in (one, report, pages):
        command.add_argument("--fast", action="store_true", help="few seeds only")
        command.add_argument("--first-seed", type=int, default=REPORT_SEED)
        command.add_argument("--seeds", type=int, help="so many of each at most")
        command.add_argument("--processes", type=int, default=2)
        command.add_argument("--cached", action="store_true", help="run nothing")
    options = parser.parse_args()
    if options.command == "list":
        for experiment in registry().values():
            print(f"{experiment.name:<28} {experiment.question}")
        return 0
    if options.command == "report":
        write_report(
            draw,
            fast=options.fast,
            first_seed=options.first_seed,
            most_seeds=options.seeds,
            processes=options.processes,
            cached=options.cached,
        )
        return 0
    if options.command == "fill":
        for page in options.pages:
            wanted = [registry()[name] for name in named_in(page)]
            results = run(
                wanted,
                fast=options.fast,
                first_seed=options.first_seed,
                most_seeds=options.seeds,
                processes=options.processes,
                cached=options.cached,
            )
            fill(page, {result.experiment.name: result for result in results})
        return 0
    chosen = [
        experiment
        for experiment in registry().values()
        if any(fnmatch(experiment.name, name) for name in options.names)
    ]
    if not chosen:
        print("there is no such experiment; see script/lab list", file=sys.stderr)
        return 1
    for result in run(
        chosen,
        fast=options.fast,
        first_seed=options.first_seed,
        most_seeds=options.seeds,
        processes=options.processes,
        cached=options.cached,
        told=lambda text: print(text, file=sys.stderr),
    ):
        print("\n".join(lines(result)), end="\n\n", flush=True)
        keep(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
