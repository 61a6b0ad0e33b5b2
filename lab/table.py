"""Results as text."""

from collections.abc import Iterator

from .experiment import Result
from .metrics import figure, metric


def lines(result: Result) -> Iterator[str]:
    """Yield a result as a table for a terminal: value, 95 % interval, extremes."""
    columns = [metric(name) for name in result.experiment.metrics]
    table = [["", *(column.title for column in columns)]]
    seeds = 0
    for row, samples in result.rows.items():
        cells = [row]
        for column in columns:
            found = figure(column.of, samples)
            seeds = found.seeds
            cells.append(
                f"{column.show(found.value)}"
                f" [{column.show(found.low)}, {column.show(found.high)}]"
            )
        table.append(cells)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    yield f"{result.experiment.name}: {result.experiment.question}"
    yield f"{seeds} seeds, 95 % intervals, {sum(result.cpu_s):.0f} s of processor"
    for cells in table:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        yield "  ".join(padded).rstrip()
