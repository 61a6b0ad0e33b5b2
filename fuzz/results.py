"""What runs came to, kept and told as a table."""

from collections.abc import Iterable
from datetime import UTC, datetime
import json
from pathlib import Path
import re
from typing import Any

from .places import RESULTS
from .target import Target

_EXECUTIONS = re.compile(rb"stat::number_of_executed_units: (\d+)")
_PROGRESS = re.compile(rb"#(\d+)\s")
_COVERED = re.compile(rb" cov: (\d+) ft: (\d+) ")


def executions_of(log: Path) -> int:
    """Return how many inputs a run tried, by its log."""
    text = log.read_bytes()
    if found := _EXECUTIONS.findall(text):
        return int(found[-1])
    return max(map(int, _PROGRESS.findall(text)), default=0)


def covered_of(log: Path) -> tuple[int, int]:
    """Return how many places a run reached, and how many with how often, by its log."""
    found = _COVERED.findall(log.read_bytes())
    return (int(found[-1][0]), int(found[-1][1])) if found else (0, 0)


def keep(entry: dict[str, Any]) -> None:
    """Note a run."""
    RESULTS.parent.mkdir(exist_ok=True)
    entry = {"ended": datetime.now(UTC).isoformat(timespec="seconds"), **entry}
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def table(targets: Iterable[Target]) -> list[str]:
    """Return a Markdown table of all runs together, a line a target."""
    entries: list[dict[str, Any]] = []
    if RESULTS.exists():
        entries = [json.loads(line) for line in RESULTS.read_text("utf-8").splitlines()]
    rows = [
        "| target | executions | CPU min | a CPU second | places reached | findings |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for target in targets:
        own = [entry for entry in entries if entry["target"] == target.name]
        count = sum(entry["executions"] for entry in own)
        seconds = sum(entry["cpu_seconds"] for entry in own)
        pace = round(count / seconds) if seconds else 0
        reached = max((entry["covered"] for entry in own), default=0)
        found = len({name for entry in own for name in entry["findings"]})
        rows.append(
            f"| {target.name} | {count:,} | {seconds / 60:.1f} | {pace:,} | {reached} "
            f"| {found} |"
        )
    return rows
