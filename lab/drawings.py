"""The plots of the report and of single experiments: the only importer of `plots`.

Whoever reads figures alone needs nothing that draws.
"""

import json
from pathlib import Path

from . import plots
from .experiment import OUTPUT, Result
from .metrics import Sample, metric
from .report import Findings, figures
from .targets import IN_TIME, SENDS, SIZES, SPREAD, STRETCH, flooded, followed


def keep(result: Result) -> None:
    """Draw an experiment and keep its figures, in `.lab/`."""
    OUTPUT.mkdir(exist_ok=True)
    name = result.experiment.name
    plots.overview(
        OUTPUT / f"{name}.png",
        result.experiment.question,
        result.rows,
        result.experiment.metrics,
    )
    (OUTPUT / f"{name}.json").write_text(
        json.dumps(figures(Findings([result])), indent=1, sort_keys=True) + "\n"
    )


def draw(findings: Findings, folder: Path) -> dict[str, str]:
    """Draw all plots for which there are results; return the file of each group."""
    airs = [f"{loss:.0%} loss" for loss in (0.0, 0.1, 0.3)]
    drawn: dict[str, str] = {}
    for group, name, file in (
        (IN_TIME, "in7", "reach.png"),
        (SENDS, "tx", "sends.png"),
        (STRETCH, "stretch", "stretch.png"),
    ):
        panels = {
            f"{topology}, {size} nodes": findings.results[experiment].rows
            for size in SIZES[1:]
            for topology in SPREAD
            if (experiment := flooded(topology, size, 0.0)[0]) in findings.results
        }
        if panels:
            plots.bars(folder / file, name, metric(name).title, panels, airs)
            drawn[group] = file
    panels = {}
    for size in SIZES:
        rows: dict[str, list[Sample]] = {}
        for policy in ("ours", "bitchat"):
            for loss in (0.0, 0.3):
                found = findings.samples(followed("rgg8", size, loss, policy))
                if found:
                    rows[f"{policy}, {loss:.0%} loss"] = found
        if rows:
            panels[f"rgg8, {size} nodes"] = rows
    if panels:
        plots.arrivals(
            folder / "arrivals.png", "Who has it when, sync included", panels
        )
        drawn["p99"] = "arrivals.png"
    mixed = findings.results.get("mixed-0%")
    if mixed:
        plots.curves(
            folder / "mixed.png",
            "Nodes of ours at random places among phones",
            mixed.rows,
            ("in7", "median", "p99"),
            "% of the nodes are ours",
        )
        drawn["mixed"] = "mixed.png"
    return drawn
