"""Puts figures of the last runs into docs/soak.md, and their plots beside it."""

from collections.abc import Sequence
import re

from . import rules
from .judge import Rule, Verdict, judge
from .places import DOCS, OUTPUT
from .plots import draw, panel_of
from .series import Recording

RUNS: dict[str, tuple[Rule, ...]] = {
    "nodes": rules.NODES,
    "home": rules.HOME,
    "radio": rules.RADIO,
}
_MOST_TABLES = 12


def draw_all() -> None:
    """Draw what there is of runs, beside their samples."""
    for name, by in RUNS.items():
        source, target = OUTPUT / f"{name}.json", OUTPUT / f"{name}.png"
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        recording = Recording.read(source)
        draw(recording, judge(recording, by), target)
        print(f"drawn: {target}")


def report() -> None:
    """Write the tables and the plots of what there is."""
    page = DOCS.with_suffix(".md")
    text = page.read_text(encoding="utf-8")
    for name, by in RUNS.items():
        source = OUTPUT / f"{name}.json"
        if not source.exists():
            continue
        recording = Recording.read(source)
        verdicts = judge(recording, by)
        draw(recording, verdicts, DOCS / f"{name}.png")
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        after = rest.partition(end)[2]
        told = section(recording, verdicts)
        text = f"{before}{begin}\n\n{told}\n\n{end}{after}"
    page.write_text(text, encoding="utf-8")


def section(recording: Recording, verdicts: Sequence[Verdict]) -> str:
    """Return what happened and how each series went."""
    well = sum(verdict.well for verdict in verdicts)
    counts = ", ".join(
        f"{count:,} {what}" for what, count in recording.about.get("counts", {}).items()
    )
    summary = (
        f"{recording.hours[-1]:.1f} h, {len(recording.hours)} samples, the first"
        f" {recording.warm_up:.3g} h warm-up; {well} of {len(verdicts)} series are well."
        + (f" In it: {counts}." if counts else "")
    )
    lines = [
        summary,
        "",
        "| series | first | last | most | grows by | allowed | |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    tables = [verdict for verdict in verdicts if _is_table(verdict.name)]
    others = [verdict for verdict in verdicts if not _is_table(verdict.name)]
    largest = sorted(tables, key=lambda verdict: -verdict.most)[:_MOST_TABLES]
    wrong = [verdict for verdict in tables if not verdict.well]
    shown = [*others, *dict.fromkeys((*wrong, *largest))]
    lines += [_row(verdict) for verdict in shown]
    left = len(verdicts) - len(shown)
    return "\n".join([*lines, "", f"And {left} smaller tables, all of which are well."])


def _is_table(name: str) -> bool:
    name = panel_of(name)[0]
    return name.startswith("node: ") or re.match(r"Ann: [_A-Z]", name) is not None


def _row(verdict: Verdict) -> str:
    rule = verdict.rule
    if rule.fills:
        allowed, said = f"to {rule.limit:,.0f}", "fills"
    else:
        allowed, said = f"{verdict.allowed:,.3g}", "flat"
    if not verdict.well:
        said = "**not flat**" if not verdict.flat else "**past its limit**"
    return (
        f"| {verdict.name} | {_figure(verdict.first)} | {_figure(verdict.last)} |"
        f" {_figure(verdict.most)} | {_figure(verdict.growth)} | {allowed} | {said} |"
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
