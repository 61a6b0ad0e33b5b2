"""The command line: script/soak."""

import argparse
import asyncio
from collections.abc import Callable
import subprocess
import sys
import time

from . import rules
from .judge import Rule, Verdict, judge
from .places import OUTPUT
from .series import Recording


def main() -> int:
    """Do as the command line says; return 1 where something grew."""
    parser = argparse.ArgumentParser(prog="script/soak", description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    virtual = modes.add_parser("virtual", help="days of simulated time")
    virtual.add_argument("--days", type=float)
    virtual.add_argument("--only", choices=("nodes", "home"))
    radio = modes.add_parser("radio", help="real time, on the radio rig")
    radio.add_argument("--minutes", type=float, default=60)
    modes.add_parser("draw", help="draw the last runs")
    modes.add_parser("report", help="tables and plots of the last runs, into docs")
    for mode in (virtual, radio):
        mode.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.mode in ("draw", "report"):
        from . import report  # noqa: PLC0415 - needs what draws

        (report.draw_all if options.mode == "draw" else report.report)()
        return 0
    if options.mode == "radio":
        return tell("radio", rules.RADIO, lambda: _radio(options.minutes, options.seed))
    if options.only == "nodes":
        days = options.days or NODES_DAYS
        return tell("nodes", rules.NODES, lambda: _nodes(days, options.seed))
    if options.only == "home":
        days = options.days or HOME_DAYS
        return tell("home", rules.HOME, lambda: _home(days, options.seed))
    # Each in a process of its own, whose memory is then its own.
    halves = ((*sys.argv[1:], "--only", only) for only in ("nodes", "home"))
    return max(
        subprocess.run([sys.executable, "-m", "soak", *half], check=False).returncode  # noqa: S603 - ourselves
        for half in halves
    )


NODES_DAYS = 3.0
HOME_DAYS = 2.0


def _nodes(days: float, seed: int) -> Recording:
    from .nodes import soak  # noqa: PLC0415 - each mode imports what only it needs

    return soak(days, warm_up_h(days), seed)


def _home(days: float, seed: int) -> Recording:
    from .days import soak  # noqa: PLC0415 - as above

    # Messages are kept for a day there.
    return soak(days * 24, min(26.0, days * 24 / 2), seed)


def warm_up_h(days: float) -> float:
    """Return for how long tables fill: what is kept longest is kept for six hours."""
    return min(8.0, days * 24 / 2)


def _radio(minutes: float, seed: int) -> Recording:
    from .radio import soak  # noqa: PLC0415 - as above

    return asyncio.run(soak(minutes, seed))


def tell(name: str, by: tuple[Rule, ...], soak: Callable[[], Recording]) -> int:
    """Run, keep and judge; say how it went, and return 1 where something grew."""
    begun = time.process_time()
    recording = soak()
    recording.about["processor seconds"] = round(time.process_time() - begun)
    recording.keep(OUTPUT / f"{name}.json")
    verdicts = judge(recording, by)
    bad = [verdict for verdict in verdicts if not verdict.well]
    for verdict in bad:
        print(verdict)
    print(summary(recording, verdicts))
    return 1 if bad else 0


def summary(recording: Recording, verdicts: list[Verdict]) -> str:
    """Return how a run went, in a line."""
    well = sum(verdict.well for verdict in verdicts)
    return (
        f"{recording.title}: {recording.hours[-1]:.1f} h, "
        f"{len(recording.hours)} samples, {well} of {len(verdicts)} series flat, "
        f"{recording.about['processor seconds']} s of this process's time"
    )


if __name__ == "__main__":
    sys.exit(main())
