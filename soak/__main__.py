"""The command line: script/soak."""

import argparse
import asyncio
from pathlib import Path
import sys

from . import rules
from .judge import Rule, Verdict, judge
from .radio import OUTPUT, soak as soak_radio
from .series import Recording


def main() -> int:
    """Do as the command line says; return how many runs had something that grew."""
    parser = argparse.ArgumentParser(prog="script/soak", description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    radio = modes.add_parser("radio", help="real time, on the radio rig")
    radio.add_argument("--minutes", type=float, default=60)
    for mode in (radio,):
        mode.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    recording = asyncio.run(soak_radio(options.minutes, options.seed))
    return tell(recording, rules.RADIO, OUTPUT / "radio.json")


def tell(recording: Recording, by: tuple[Rule, ...], path: Path) -> int:
    """Keep a recording and say how it went; return 1 where something grew."""
    recording.keep(path)
    verdicts = judge(recording, by)
    bad = [verdict for verdict in verdicts if not verdict.well]
    for verdict in bad:
        print(verdict, file=sys.stderr)
    print(summary(recording, verdicts))
    return 1 if bad else 0


def summary(recording: Recording, verdicts: list[Verdict]) -> str:
    """Return how a run went, in a line."""
    well = sum(verdict.well for verdict in verdicts)
    return (
        f"{recording.title}: {recording.hours[-1]:.1f} h, "
        f"{len(recording.hours)} samples, {well} of {len(verdicts)} series flat"
    )


if __name__ == "__main__":
    sys.exit(main())
