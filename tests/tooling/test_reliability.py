"""docs/reliability.md claims nothing that no test shows."""

import ast
import re

import pytest

from .project import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)))


def rows() -> list[list[str]]:
    """Return the cells of each row of each table, headings aside."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[-1] not in ("test", "---")]


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_each_test_that_is_named_exists(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_text())
    tests = {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert not test or test in tests


def test_each_row_names_a_test() -> None:
    assert len(rows()) > 40
    for row in rows():
        assert "`tests/" in row[-1] or "](#" in row[-1], row[0]
        assert all(row), row[0]
