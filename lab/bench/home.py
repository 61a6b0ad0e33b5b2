"""A whole Home Assistant with the node in it: what the node takes, idle and under load.

Home Assistant has an environment of its own, and its harness is that of the integration
tier: the program is `tests/integration/home_under_load.py`.
"""

import json

from .load import MOON, MUST, MUST_999, verification_cost
from .measure import Measure, at_most, exactly
from .memory import KIB
from .program import ROOT, run_program

PROGRAM = "tests/integration/home_under_load.py"

RUNS = 3
"""Of each figure the least counts: nobody disturbed that run more than the others."""


def figures() -> dict[str, float]:
    """Return what one run of the program found."""
    done = run_program(
        ROOT / ".venv" / "bin" / "python",
        *("-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", PROGRAM),
    )
    for line in done.stdout.splitlines():
        mark, _, told = line.partition(" ")
        if mark == "HOME":
            return dict(json.loads(told))
    raise RuntimeError(f"{PROGRAM} told nothing")


def home() -> list[Measure]:
    """Measure what the node takes of Home Assistant, idle and under load."""
    runs = [figures() for _ in range(RUNS)]
    least = {name: min(run[name] for run in runs) for name in runs[0]}
    unit = verification_cost()
    load = f"{least['frames']:,.0f} frames in {least['burst_s']:.0f} s, 100 peers"
    return [
        Measure(
            "d.home_setup",
            "setting the entry up, in Home Assistant",
            least["setup_ns"] / 1e6,
            "ms",
            at_most(200),
            note="processor time, imports aside",
        ),
        Measure(
            "d.home_idle",
            "calls of the loop in an hour with nobody there, ours",
            least["idle_calls"],
            "",
            exact=True,
        ),
        Measure(
            "d.home_crowd",
            "calls of the loop a second, ours, with 50 people around",
            least["crowd_calls"] / least["crowd_s"],
            "/s",
            note="each is heard four times a minute, over two links",
        ),
        Measure(
            "d.home_longest",
            f"longest single call of Home Assistant's loop ({load})",
            least["longest_ns"] / unit,
            "verifications",
            at_most(MUST, MOON),
            note="it prepares what goes to the disk; the garbage collector is off",
        ),
        Measure(
            "d.home_p999",
            "99.9 % of its calls stay below",
            least["p999_ns"] / unit,
            "verifications",
            at_most(MUST_999),
        ),
        Measure(
            "d.home_share",
            "processor time of the whole loop in that load",
            100 * least["burst_ns"] / 1e9 / least["burst_s"],
            "%",
            note="of one processor",
        ),
        Measure(
            "d.home_writes",
            "state writes in its busiest second, but the channel's event entity, "
            "which tells each message",
            max(run["writes"] for run in runs),
            "",
            at_most(5),
        ),
        Measure(
            "d.home_events",
            "bus events in it, beside one for each message shown",
            max(run["events"] for run in runs),
            "",
            exactly(0),
            exact=True,
        ),
        Measure(
            "d.home_blocking",
            "blocking calls that Home Assistant found in it",
            max(run["blocking"] for run in runs),
            "",
            exactly(0),
            exact=True,
        ),
        Measure(
            "e.home_peer",
            "one more peer in reach, in all of Home Assistant",
            least["kept"] / least["more_peers"] / KIB,
            "KiB",
            note="its announce, kept for others, included",
        ),
    ]
