"""Run benchmarks and print their tables, or write those of docs/performance.md."""

import argparse
from importlib.metadata import version
from pathlib import Path
import platform
import sys

from .load import verification_cost
from .measure import Measure, Verdict
from .page import load, row, save
from .race import NoisyMachineError
from .registry import GROUPS

PACKAGES = ("PyNaCl", "cryptography", "bumble", "bitchat-cli", "bitchat-protocol")


def machine() -> dict[str, str]:
    """Return what the figures depend on."""
    cpu = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    return {
        "CPU": cpu,
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "one Ed25519 verification": f"{verification_cost() / 1000:.0f} µs",
    }


def measured(names: list[str]) -> list[Measure]:
    """Run benchmarks, and print each row as it comes."""
    found: list[Measure] = []
    for name in names:
        for measure in GROUPS[name]():
            what, must, _, value, verdict = row(measure)
            print(f"{verdict.strip('*'):>8}  {value:<34} {must:<9} {what}", flush=True)
            found.append(measure)
    return found


def merged(new: list[Measure]) -> list[Measure]:
    """Return the figures that are kept, with these in their places."""
    try:
        _, old = load()
    except FileNotFoundError:
        return new
    fresh = {measure.key: measure for measure in new}
    kept = [fresh.pop(measure.key, measure) for measure in old]
    return [*kept, *fresh.values()]


def main() -> int:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("command", choices=("list", "run", "report"))
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="all, if none is named"
    )
    options = parser.parse_args()
    names = options.names or list(GROUPS)
    unknown = sorted(set(names) - set(GROUPS))
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; see script/bench list")
    if options.command == "list":
        for name, group in GROUPS.items():
            print(f"{name:<12} {group.__doc__}")
        return 0
    try:
        found = measured(names)
    except NoisyMachineError as err:
        print(f"this machine is too busy to measure on: {err}", file=sys.stderr)
        return 2
    if options.command == "report":
        save(machine(), merged(found) if options.names else found)
    return int(any(m.verdict is Verdict.MISSED for m in found))


if __name__ == "__main__":
    sys.exit(main())
