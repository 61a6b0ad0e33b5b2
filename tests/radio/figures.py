"""What was measured, in lines for people to read."""

from collections.abc import Iterator, Mapping
from typing import Any

INDENT = "  "


def table(figures: Mapping[str, Any]) -> list[str]:
    """Return a line for each figure, the values below each other.

    What holds figures of its own is a heading, the simple ones of a figure go in a line.
    """
    rows = list(_rows(figures, ""))
    width = max((len(name) for name, value in rows if value), default=0)
    return [f"{name:<{width}}  {value}".rstrip() for name, value in rows]


def _rows(figures: Mapping[str, Any], indent: str) -> Iterator[tuple[str, str]]:
    """Yield names and values, indented by how deep they are."""
    for name, value in figures.items():
        label = indent + name.replace("_", " ")
        if isinstance(value, Mapping) and any(
            isinstance(part, Mapping) for part in value.values()
        ):
            yield label, ""
            yield from _rows(value, indent + INDENT)
        else:
            yield label, _in_a_line(value)


def _in_a_line(value: Any) -> str:
    """Return a value, or several simple ones with their names."""
    if isinstance(value, Mapping):
        parts = [
            f"{name.replace('_', ' ')} {_in_a_line(part)}"
            for name, part in value.items()
        ]
    elif isinstance(value, list):
        parts = [_in_a_line(part) for part in value]
    else:
        return str(value)
    return ", ".join(parts)
