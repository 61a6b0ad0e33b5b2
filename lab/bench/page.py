"""The tables of docs/performance.md: made from what was measured, never by hand."""

from collections.abc import Sequence
import json
from pathlib import Path
import re

from .measure import Measure, Verdict

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "performance.md"
FIGURES = DOCS / "performance.json"

SECTIONS = ("b", "c", "d", "e")

_HEAD = ("figure", "must", "moon", "measured", "")
_MARKS = {
    Verdict.MOON: "moon",
    Verdict.MUST: "reached",
    Verdict.MISSED: "**missed**",
    Verdict.INFORMATION: "",
}


def figure(value: float) -> str:
    """Return a figure with three digits that mean something."""
    if value == int(value) and abs(value) < 1e6:
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def with_unit(value: float, unit: str) -> str:
    """Return a figure with its unit."""
    return f"{figure(value)} {unit}".strip()


def row(measure: Measure) -> tuple[str, ...]:
    """Return the cells of one row."""
    target = measure.target
    must = moon = ""
    if target is not None:
        must = f"{target.sense} {figure(target.must)}"
        moon = f"{target.sense} {figure(target.moon)}"
    measured = with_unit(measure.value, measure.unit)
    if measure.worst is not None:
        measured += f" (worst run {figure(measure.worst)})"
    what = measure.what + (f"; {measure.note}" if measure.note else "")
    verdict = _MARKS[measure.verdict]
    if moon == must:
        moon, verdict = "", verdict.replace("moon", "reached")
    return what, must, moon, measured, verdict


def table(measures: Sequence[Measure]) -> list[str]:
    """Return a Markdown table."""
    rows = [_HEAD, tuple("---" for _ in _HEAD), *(row(m) for m in measures)]
    return ["| " + " | ".join(cells) + " |" for cells in rows]


def section(key: str, measures: Sequence[Measure]) -> str:
    """Return the table of one section, between the marks that it is found by."""
    mine = [m for m in measures if m.key.startswith(f"{key}.")]
    return "\n".join([_begin(key), "", *table(mine), "", _end(key)])


def written(page: str, measures: Sequence[Measure]) -> str:
    """Return the page with its tables anew."""
    for key in SECTIONS:
        before, begin, rest = page.partition(_begin(key))
        _, end, after = rest.partition(_end(key))
        if not begin or not end:
            raise ValueError(f"{PAGE.name} has no place for table {key}")
        page = before + section(key, measures) + after
    return page


def load() -> tuple[dict[str, str], list[Measure]]:
    """Return the machine that was measured on, and what was measured."""
    kept = json.loads(FIGURES.read_text())
    return kept["machine"], [Measure.from_json(row) for row in kept["measures"]]


def save(machine: dict[str, str], measures: Sequence[Measure]) -> None:
    """Keep what was measured, and write the page's tables from it."""
    kept = {"machine": machine, "measures": [m.as_json() for m in measures]}
    FIGURES.write_text(json.dumps(kept, indent=1) + "\n")
    page = written(PAGE.read_text(), measures)
    told = ", ".join(f"{name} {value}" for name, value in machine.items())
    pattern = r"(<!-- machine -->).*?(<!-- end of machine -->)"
    page = re.sub(pattern, lambda m: f"{m[1]}{told}{m[2]}", page, flags=re.DOTALL)
    PAGE.write_text(page)


def _begin(key: str) -> str:
    """Return the mark before a table."""
    return f"<!-- table {key}: written by script/bench report -->"


def _end(key: str) -> str:
    """Return the mark after a table."""
    return f"<!-- end of table {key} -->"
