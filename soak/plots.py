"""Draws every series that ever changes, a small panel each; the only one to draw."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
import re

import matplotlib as mpl
from PIL import Image

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from .judge import Verdict
from .series import Recording

_COLUMNS = 6
_COLOURS = ("#0b6e4f", "#4a5a8a", "#c1440e", "#9a8c2c")
_WRONG = "#d00000"
_HOUSE = re.compile(r"(ada|bob): ")


def panel_of(name: str) -> tuple[str, str]:
    """Return in which panel a series is drawn, and as whose line."""
    found = _HOUSE.match(name)
    return (name, "") if found is None else (name[found.end() :], found[1])


def draw(recording: Recording, verdicts: Sequence[Verdict], path: Path) -> None:
    """Draw a recording; the same one gives the same file."""
    panels: dict[str, list[Verdict]] = {}
    drawn: set[tuple[str, tuple[float, ...]]] = set()
    for verdict in verdicts:
        name, whose = panel_of(verdict.name)
        line = (whose, tuple(recording.values(verdict.name)))
        if len(set(line[1])) > 1 and (line not in drawn or not verdict.well):
            drawn.add(line)
            panels.setdefault(name, []).append(verdict)
    same = len(verdicts) - sum(map(len, panels.values()))
    rows = max(1, -(-len(panels) // _COLUMNS))
    height = 1.55 * rows + 0.8
    drawing, axes = plt.subplots(
        rows, _COLUMNS, figsize=(2.6 * _COLUMNS, height), squeeze=False
    )
    # What is no table of the node's comes first: that is what people look for.
    order = sorted(panels, key=_is_table)
    for axis, name in zip(axes.flat, order, strict=False):
        _panel(axis, recording, name, panels[name])
    for axis in axes.flat[len(panels) :]:
        axis.axis("off")
    drawing.suptitle(
        f"{recording.title}: {recording.hours[-1]:.1f} h, warm-up in grey; left out:"
        f" {same} series that never change, or are the same as another",
        fontsize=10,
        y=1 - 0.2 / height,
    )
    plt.tight_layout(rect=(0, 0, 1, 1 - 0.4 / height))
    path.parent.mkdir(parents=True, exist_ok=True)
    with BytesIO() as drawn_large:
        plt.savefig(drawn_large, dpi=72, metadata={"Software": None})
        # Lines and letters: a few colours are all that is in it.
        Image.open(drawn_large).convert("RGB").quantize(24).save(path, optimize=True)
    plt.close()


def _is_table(name: str) -> bool:
    """Whether a series is a table of the node's, or counts objects of a class."""
    return name.startswith("node: ") or re.match(r"Ann: [_A-Z]", name) is not None


def _panel(
    axis: Axes, recording: Recording, name: str, lines: Sequence[Verdict]
) -> None:
    """Draw one panel, from nothing upwards: a slope that fills it matters."""
    axis.axvspan(0, recording.warm_up, color="#dddddd", linewidth=0)
    most = 0.0
    for colour, verdict in zip(_COLOURS, lines, strict=False):
        values = recording.values(verdict.name)
        most = max(most, *values)
        axis.plot(
            recording.hours,
            values,
            color=colour if verdict.well else _WRONG,
            linewidth=0.9,
            label=panel_of(verdict.name)[1],
        )
    axis.set_xlim(0, recording.hours[-1])
    axis.set_ylim(0, most * 1.15 or 1)
    right = all(verdict.well for verdict in lines)
    axis.set_title(
        name.removeprefix("node: "), fontsize=6.5, color="black" if right else _WRONG
    )
    axis.tick_params(labelsize=5.5, length=2, pad=1)
    axis.grid(alpha=0.3)
    if len(lines) > 1:
        axis.legend(fontsize=5, loc="lower right", frameon=False)
