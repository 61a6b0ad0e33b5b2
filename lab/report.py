"""The page docs/mesh-quality.md: every goal, what was measured, and plots of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import groupby
import json
from math import inf
from pathlib import Path
import sys

from .experiment import ROOT, Result, registry, run
from .metrics import Sample, figure, metric
from .targets import (
    IN_TIME,
    SENDS,
    SIZES,
    STRETCH,
    Target,
    Where,
    explanations,
    followed,
    targets,
)

PAGE = ROOT / "docs" / "mesh-quality.md"
FOLDER = ROOT / "docs" / "mesh-quality"

# What a fast report leaves out.
_LARGE = max(SIZES)

# A single seed, which happens to be there already, is no finding.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Section:
    """Experiments that are shown as they are, a table each."""

    title: str
    text: str
    names: tuple[str, ...]
    plot: str = ""


SECTIONS = (
    Section(
        "Worse air",
        "An air does more than lose frames.",
        ("hard-air",),
    ),
    Section(
        "What the lab leaves out",
        "In meshes of 50 nodes and more, announces go one hop over the air and are published to everybody within a "
        "message's reach before the message is sent. *Carried* is the same without that shortcut.",
        ("shortcuts-*",),
    ),
    Section(
        "Few slots, shared notifications",
        "A device holds three to seven connections; a server under BlueZ notifies all of its subscribers or none, "
        "which counts as one send.",
        ("slots-*", "shared-*"),
    ),
    Section(
        "Among phones",
        "Nodes of ours at random places among phones, more and more of them.",
        ("mixed-*",),
        "mixed",
    ),
    Section(
        "Why these constants",
        "Each part of the rule switched off, and each constant beside its neighbours.",
        ("policy-*",),
    ),
)

# Sections that a report runs by itself; the others are shown when they have been run.
_OWN_SECTIONS = SECTIONS[:2]

_HEAD = """# How good the mesh is

Many nodes of the production code (`protocol/`, unchanged) on a simulated air, in simulated time; `script/lab report` makes
this page and its plots anew. How to run single experiments is in [development.md](development.md#the-mesh-lab).

- **A send** is one frame on one link, lost or not. A link's delay is 20 to 35 ms, fixed; a node takes 2 ms for a frame; loss
  strikes each send by itself, and the sender learns of it as of a write that failed.
- **Meshes**: a line; a square grid; random places, the nearest linked to a mean degree of eight (`rgg8`); rooms of ten with 70 %
  of all links inside and two bridges to each next room (`clustered`). For a seed they are the same for every rule, down to
  delays and roles.
- **in7@2s** is the share of nodes within seven hops of the author that have the message after 2 s; **tx** the sends of it by
  node reached; **stretch** the time it took over the shortest way's, the median of those reached in range. All without sync,
  whose work begins where the flood ends.
- **bitchat** are the rules of its specification; *as deployed* those of the app's code, whose duplicates call nothing off.
  *flood*, *gossip* (0.65, 1) and *counter* (3) are plain flooding and the two classic ways to thin it, *flood without TTL* is
  what flooding would reach if the wire let it. The **oracle** sends on a tree along the shortest ways.
- **Seeds**: a figure pools all of its seeds, {seeds} for up to 100 nodes and {large} for 1,000; *of* is how many. *95 %* is an
  interval by bootstrap over seeds, so that it tells whether they were enough; then come the worst and the best single seed. They begin
  at {first}; the gate (`tests/lab`) has others.
{times}
{pages}
Nothing here was on the air: of interference, phones' real rules and real slots it says nothing.
"""


class Findings:
    """All results of a report, by experiment and row."""

    def __init__(self, results: Iterable[Result]) -> None:
        """Take what was run."""
        self.results = {result.experiment.name: result for result in results}

    def samples(self, where: Where) -> list[Sample]:
        """Return what was measured somewhere, nothing where it was not."""
        name, row = where
        result = self.results.get(name)
        return result.rows.get(row, []) if result else []

    def zipped(self, target: Target) -> list[tuple[Sample, ...]]:
        """Return what a target is judged by, seed by seed."""
        return list(zip(*(self.samples(where) for where in target.rows), strict=False))


type Draw = Callable[[Findings, Path], Mapping[str, str]]
"""Draws all plots into a folder; returns the file of each group of goals."""


def write_report(
    draw: Draw,
    *,
    fast: bool,
    first_seed: int,
    most_seeds: int | None,
    processes: int,
    cached: bool,
) -> None:
    """Run what is missing and write page, plots and figures."""
    wanted = {name for target in targets() for name, _ in target.rows} | {
        followed("rgg8", size, loss, "bitchat")[0]
        for size in SIZES
        for loss in (0.0, 0.3)
    }
    wanted |= _named_by(_OWN_SECTIONS)
    chosen = sorted(
        (
            experiment
            for name, experiment in registry().items()
            if name in wanted and not (fast and str(_LARGE) in name)
        ),
        key=lambda experiment: _cost(experiment.name),
    )
    found = list(
        run(
            chosen,
            fast=fast,
            first_seed=first_seed,
            most_seeds=most_seeds,
            processes=processes,
            cached=cached,
            told=lambda text: print(text, file=sys.stderr, flush=True),
        )
    )
    others = _named_by(SECTIONS) - wanted
    found += run(
        (registry()[name] for name in sorted(others)),
        fast=fast,
        first_seed=first_seed,
        most_seeds=most_seeds,
        cached=True,
    )
    findings = Findings(one for one in found if _seeds(one) >= _FEWEST)
    page, folder = (
        (PAGE, FOLDER) if not fast else (ROOT / ".lab/report.md", ROOT / ".lab/report")
    )
    folder.mkdir(parents=True, exist_ok=True)
    drawn = draw(findings, folder)
    head = _HEAD.format(
        seeds=_seed_range(findings, lambda name: str(_LARGE) not in name),
        large=_seed_range(findings, lambda name: str(_LARGE) in name),
        first=first_seed,
        times=_times(findings),
        pages=_other_pages(),
    )
    parts = [
        head,
        *goals(findings, drawn, folder.name),
        *_sections(findings, drawn, folder.name),
    ]
    page.write_text("\n".join(parts).rstrip() + "\n")
    (folder / "results.json").write_text(
        json.dumps(figures(findings), indent=1, sort_keys=True) + "\n"
    )
    print(f"{page} {folder}", file=sys.stderr)


def _other_pages() -> str:
    """Return links to what is told on pages of its own, each by its first line."""
    links = (
        f"- [{path.read_text().splitlines()[0].removeprefix('# ')}]({path.name})"
        for path in sorted(PAGE.parent.glob(f"{PAGE.stem}-*.md"))
    )
    listed = "\n".join(links)
    return f"On pages of their own:\n\n{listed}\n" if listed else ""


def _seeds(result: Result) -> int:
    """Return how many seeds an experiment has been run with."""
    return min(len(samples) for samples in result.rows.values())


def _named_by(sections: Iterable[Section]) -> set[str]:
    """Return the experiments that sections show."""
    return {
        name
        for section in sections
        for name in registry()
        if any(fnmatch(name, pattern) for pattern in section.names)
    }


def _cost(name: str) -> int:
    """Return what to run first: what is cheap, and what goals hang on."""
    if str(_LARGE) in name:
        return 3 if name.startswith("full") and "rgg8" not in name else 2
    return 0 if name.startswith(("flood", "full", "ferry")) else 1


def _seed_range(findings: Findings, of: Callable[[str], bool]) -> str:
    """Return over how many seeds experiments ran."""
    counts = {
        len(samples)
        for name, result in findings.results.items()
        if of(name)
        for samples in result.rows.values()
    }
    if not counts:
        return "no seeds"
    least, most = min(counts), max(counts)
    return f"{least} seeds" if least == most else f"{least} to {most} seeds"


def _times(findings: Findings) -> str:
    """Return how long the largest meshes took, where they were run."""
    told = [
        f"{_span(cpu)} {what}"
        for kind, what in (
            ("flood", "for the flood alone by three rules through three airs"),
            ("full", "until everybody has a message"),
        )
        if (
            cpu := [
                seconds
                for name, result in findings.results.items()
                if name.startswith(f"{kind}-") and f"-{_LARGE}" in name
                for seconds in result.cpu_s
            ]
        )
    ]
    if not told:
        return ""
    return (
        f"- **A run of {_LARGE:,} nodes** takes, in processor time of the machine that "
        f"made this page, {', and '.join(told)}.\n"
    )


def _span(values: Sequence[float]) -> str:
    """Return the least and the most."""
    return f"{min(values):.0f} to {max(values):.0f} s"


# -- goals

_BESIDE = ("bitchat", "bitchat as deployed", "flood", "gossip", "counter")
_BY_FLOOD = {IN_TIME, SENDS, STRETCH}


def goals(findings: Findings, drawn: Mapping[str, str], folder: str) -> Iterator[str]:
    """Yield the goals, group by group, and what is missed at the end."""
    asked = by_group(targets())
    every = [target for target in asked if findings.zipped(target)]
    yield "## In short\n"
    yield from _summary(findings, every)
    if len(every) < len(asked):
        yield f"{len(asked) - len(every)} goals were not measured this time.\n"
    for group, members in groupby(every, key=lambda target: target.group):
        listed = list(members)
        yield f"## {group[0].upper()}{group[1:]}\n"
        if group in drawn:
            yield f"![{group}]({folder}/{drawn[group]})\n"
        yield from _goal_table(findings, group, listed)
    yield "## Where others are better\n"
    yield from _better(findings, every)
    yield "## What is missed, and why\n"
    reasons = explanations()
    for target in every:
        value, verdict = _found(findings, target)
        if verdict == "moon":
            continue
        goal = target.must if verdict == "missed" else target.moon
        why = next(
            (why for key, why in reasons.items() if fnmatch(target.key, key)),
            "**not explained**" if verdict == "missed" else "",
        )
        kind = "the must" if verdict == "missed" else "the moon"
        yield (
            f"- {target.key}: {target.show(value)} misses {kind}"
            f" of {target.show(goal)}. {why}".rstrip()
        )
    yield ""


def _better(findings: Findings, every: Iterable[Target]) -> Iterator[str]:
    """Yield where another rule's figure is better than ours, group by group."""
    yield (
        "Figures of sends and stretch are of the nodes that were reached; who reaches "
        "few and near ones has better ones.\n"
    )
    for group in (IN_TIME, SENDS, STRETCH):
        for rule in _BESIDE:
            found = []
            for target in every:
                if target.group != group:
                    continue
                theirs = _others(findings, target, rule)
                ours, _ = _found(findings, target)
                if theirs is not None and not target.meets(
                    ours, round(theirs, target.digits)
                ):
                    found.append(
                        f"{target.mesh} at {target.loss:.0%}"
                        f" ({target.show(theirs)}, ours {target.show(ours)})"
                    )
            if found:
                yield f"- {group}, {rule}: {'; '.join(found)}."
    yield ""


def by_group(listed: Iterable[Target]) -> list[Target]:
    """Return goals with those of one group together, in the order of the first."""
    groups: dict[str, list[Target]] = {}
    for target in listed:
        groups.setdefault(target.group, []).append(target)
    return [target for group in groups.values() for target in group]


def _found(findings: Findings, target: Target) -> tuple[float, str]:
    """Return what was reached, and which goal that is."""
    value = target.of(findings.zipped(target))
    return value, target.verdict(value)


def _summary(findings: Findings, every: Sequence[Target]) -> Iterator[str]:
    """Yield how many goals of each group are reached."""
    yield "| goal | measured | must | moon | missed |"
    yield "| --- | --- | --- | --- | --- |"
    for group, members in groupby(every, key=lambda target: target.group):
        verdicts = [_found(findings, target)[1] for target in members]
        moon = verdicts.count("moon")
        must = moon + verdicts.count("must")
        yield (
            f"| {group} | {len(verdicts)} | {must} | {moon} | {len(verdicts) - must} |"
        )
    yield ""


def _goal_table(
    findings: Findings, group: str, listed: Sequence[Target]
) -> Iterator[str]:
    """Yield the table of one group."""
    beside = [rule for rule in _BESIDE if group in _BY_FLOOD]
    oracle = any(target.oracle is not None for target in listed)
    followed_too = group not in _BY_FLOOD and any(
        target.rows[0][0].startswith(("full-", "ferry-")) for target in listed
    )
    head = ["mesh", "loss", "must", "moon", "ours", "95 %", "seeds", "of", "reached"]
    head += beside
    head += ["bitchat"] * followed_too + ["oracle"] * oracle
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for target in listed:
        seeds = findings.zipped(target)
        found = figure(target.of, seeds)
        worst, best = (
            (found.least, found.most)
            if target.better > 0
            else (found.most, found.least)
        )
        verdict = target.verdict(found.value)
        cells = [
            target.mesh,
            f"{target.loss:.0%}",
            target.show(target.must),
            target.show(target.moon),
            f"**{target.show(found.value)}**",
            f"{target.show(found.low)} to {target.show(found.high)}",
            f"{target.show(worst)} to {target.show(best)}",
            f"{len(seeds)}",
            "**missed**" if verdict == "missed" else verdict,
        ]
        cells += [_other(findings, target, rule) for rule in beside]
        if followed_too:
            cells.append(_other(findings, target, "bitchat"))
        if oracle:
            cells.append("" if target.oracle is None else target.show(target.oracle))
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _other(findings: Findings, target: Target, rule: str) -> str:
    """Return the same figure by another rule, as a cell."""
    value = _others(findings, target, rule)
    return "" if value is None else target.show(value)


def _others(findings: Findings, target: Target, rule: str) -> float | None:
    """Return the same figure by another rule, if it was measured."""
    name, row = target.rows[0]
    where = (
        (name.replace("-ours", f"-{rule}"), rule)
        if row == "ours"
        else (name, row.replace("ours", rule, 1))
    )
    samples = findings.samples(where)
    return target.of([(sample,) for sample in samples]) if samples else None


# -- the other experiments


def _sections(
    findings: Findings, drawn: Mapping[str, str], folder: str
) -> Iterator[str]:
    """Yield experiments that have no goal."""
    for section in SECTIONS:
        results = [
            result
            for name, result in findings.results.items()
            if any(fnmatch(name, pattern) for pattern in section.names)
        ]
        if not results:
            continue
        yield f"## {section.title}\n"
        yield f"{section.text}\n"
        if section.plot in drawn:
            yield f"![{section.title}]({folder}/{drawn[section.plot]})\n"
        for result in results:
            yield from plain_table(result)


def plain_table(result: Result) -> Iterator[str]:
    """Yield all rows of an experiment."""
    columns = [metric(name) for name in result.experiment.metrics]
    seeds = max(len(samples) for samples in result.rows.values())
    yield (
        f"**{result.experiment.question}** (`{result.experiment.name}`, {seeds} seeds)\n"
    )
    yield "| | " + " | ".join(column.title for column in columns) + " |"
    yield "| --- " * (len(columns) + 1) + "|"
    for row, samples in result.rows.items():
        cells = [row]
        for column in columns:
            found = figure(column.of, samples)
            cells.append(
                f"{column.show(found.value)}"
                f" ({column.show(found.low)} to {column.show(found.high)})"
            )
        yield "| " + " | ".join(cells) + " |"
    yield ""


# -- figures


def figures(findings: Findings) -> dict[str, dict[str, dict[str, object]]]:
    """Return every figure of every row, with what each seed gave."""
    return {
        name: {
            row: {
                column: {
                    "value": _number(metric(column).of(samples)),
                    "seeds": [_number(metric(column).of([one])) for one in samples],
                }
                for column in result.experiment.metrics
            }
            for row, samples in result.rows.items()
        }
        for name, result in findings.results.items()
    }


def _number(value: float) -> float | None:
    """Return a value for JSON, which knows no infinity."""
    return None if value == inf else round(value, 5)
