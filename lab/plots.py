"""What tables do not show at a glance."""

from collections.abc import Mapping, Sequence
from math import inf
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from .metrics import HORIZON_S, Metric, Sample, figure, metric

_COLOURS = {
    "ours": "#0b6e4f",
    "bitchat": "#c1440e",
    "bitchat as deployed": "#e39a6f",
    "flood": "#4a5a8a",
    "flood without TTL": "#8d9bc4",
    "gossip": "#9a8c2c",
    "counter": "#8a5a83",
}

type Rows = Mapping[str, Sequence[Sample]]


def _save(path: Path) -> None:
    """Write what was drawn; the same figures give the same file."""
    # The lowest part is for legends.
    plt.tight_layout(rect=(0, 0.06, 1, 1))
    plt.savefig(path, dpi=110, metadata={"Software": None})
    plt.close()


def bars(
    path: Path,
    name: str,
    title: str,
    panels: Mapping[str, Rows],
    airs: Sequence[str],
) -> None:
    """Draw a metric for each rule by loss, a panel for each mesh, with every seed."""
    shown = metric(name)
    width = min(3, len(panels))
    height = -(-len(panels) // width)
    drawing, axes = plt.subplots(
        height, width, figsize=(3.4 * width, 2.9 * height), sharey=True, squeeze=False
    )
    for axis, (panel, rows) in zip(axes.flat, panels.items(), strict=False):
        _bar_panel(axis, shown, rows, airs)
        axis.set_title(panel, fontsize=10)
    for row in axes:
        row[0].set_ylabel(shown.title)
    handles, labels = axes[0][0].get_legend_handles_labels()
    drawing.legend(handles, labels, loc="lower center", ncols=len(labels), fontsize=8)
    drawing.suptitle(title, fontsize=11)
    _save(path)


def _bar_panel(axis: Axes, shown: Metric, rows: Rows, airs: Sequence[str]) -> None:
    """Draw one panel: the value, its interval, and a dot for each seed."""
    rules = list(dict.fromkeys(row.rsplit(", ", 1)[0] for row in rows))
    width = 0.8 / len(rules)
    for i, rule in enumerate(rules):
        for j, air in enumerate(airs):
            samples = rows.get(f"{rule}, {air}")
            if not samples:
                continue
            found = figure(shown.of, samples)
            x = j + (i - (len(rules) - 1) / 2) * width
            axis.bar(
                x,
                found.value,
                width * 0.9,
                color=_COLOURS.get(rule, "#777777"),
                label=rule if j == 0 else None,
            )
            axis.errorbar(
                x,
                found.value,
                [[found.value - found.low], [found.high - found.value]],
                color="black",
                linewidth=0.8,
            )
            seeds = [shown.of([sample]) for sample in samples]
            axis.plot([x] * len(seeds), seeds, "k.", markersize=1.5, alpha=0.35)
    axis.set_xticks(range(len(airs)), airs, fontsize=8)
    axis.grid(axis="y", alpha=0.3)


def arrivals(path: Path, title: str, panels: Mapping[str, Rows]) -> None:
    """Draw the share of nodes that have a message by the time since it was sent."""
    _, axes = plt.subplots(
        1, len(panels), figsize=(3.9 * len(panels), 3.6), sharey=True, squeeze=False
    )
    for axis, (panel, rows) in zip(axes[0], panels.items(), strict=True):
        for row, samples in rows.items():
            every = sorted(
                inf if t is None else t
                for sample in samples
                for o in sample.outcomes
                for t in o.latencies
            )
            got = [t for t in every if t < inf]
            shares = [(i + 1) / len(every) for i in range(len(got))]
            rule = row.split(",")[0]
            style = "--" if "30" in row else "-"
            axis.step(
                [*got, HORIZON_S],
                [*shares, shares[-1] if shares else 0],
                style,
                where="post",
                color=_COLOURS.get(rule, "#777777"),
                label=row,
            )
        axis.set_xscale("log")
        axis.set_xlim(0.02, HORIZON_S)
        axis.set_ylim(0, 1.02)
        axis.set_title(panel, fontsize=10)
        axis.set_xlabel("seconds since it was sent")
        axis.grid(alpha=0.3)
        axis.legend(fontsize=7, loc="best")
    axes[0][0].set_ylabel("share of nodes that have it")
    plt.suptitle(title, fontsize=11)
    _save(path)


def curves(
    path: Path, title: str, rows: Rows, names: Sequence[str], x_label: str
) -> None:
    """Draw metrics over rows that begin with a number."""
    _, axes = plt.subplots(
        1, len(names), figsize=(3.9 * len(names), 3.4), squeeze=False
    )
    for axis, name in zip(axes[0], names, strict=True):
        shown = metric(name)
        points = [
            (float(row.split()[0]), figure(shown.of, samples))
            for row, samples in rows.items()
        ]
        xs = [x for x, _ in points]
        axis.fill_between(
            xs,
            [min(f.low, HORIZON_S) for _, f in points],
            [min(f.high, HORIZON_S) for _, f in points],
            alpha=0.25,
            color=_COLOURS["ours"],
        )
        axis.plot(
            xs,
            [min(f.value, HORIZON_S) for _, f in points],
            "o-",
            color=_COLOURS["ours"],
        )
        axis.set_xlabel(x_label)
        axis.set_ylabel(shown.title + shown.unit)
        axis.set_ylim(bottom=0)
        axis.grid(alpha=0.3)
    plt.suptitle(title, fontsize=11)
    _save(path)


def overview(path: Path, title: str, rows: Rows, names: Sequence[str]) -> None:
    """Draw any experiment: a panel for each metric, a bar for each row."""
    _, axes = plt.subplots(
        1,
        len(names),
        figsize=(2.6 * len(names) + 2, 0.3 * len(rows) + 1.4),
        sharey=True,
        squeeze=False,
    )
    for axis, name in zip(axes[0], names, strict=True):
        shown = metric(name)
        for y, (row, samples) in enumerate(rows.items()):
            found = figure(shown.of, samples)
            value, low, high = (
                min(x, HORIZON_S) for x in (found.value, found.low, found.high)
            )
            axis.barh(y, value, color=_COLOURS.get(row.split(",")[0], "#777777"))
            axis.plot([low, high], [y, y], color="black", linewidth=1)
        axis.set_title(shown.title + shown.unit, fontsize=9)
        axis.grid(axis="x", alpha=0.3)
    axes[0][0].set_yticks(range(len(rows)), rows, fontsize=7)
    axes[0][0].invert_yaxis()
    plt.suptitle(title, fontsize=10)
    _save(path)
