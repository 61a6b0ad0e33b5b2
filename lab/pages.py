"""Tables in pages that people write: filled in from what was measured.

A page has a pair of lines for each table, `<!-- lab: NAME -->` and `<!-- end -->`; what
stands between them is replaced.
"""

from collections.abc import Mapping
from pathlib import Path
import re

from .experiment import Result
from .report import plain_table

_TABLE = re.compile(r"(<!-- lab: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def named_in(page: Path) -> list[str]:
    """Return the experiments whose tables a page has."""
    return [match[2] for match in _TABLE.finditer(page.read_text())]


def fill(page: Path, results: Mapping[str, Result]) -> None:
    """Put the tables of these results into a page; others stay as they are."""

    def table(match: re.Match[str]) -> str:
        """Return one table between its marks."""
        found = results.get(match[2])
        if found is None:
            return match[0]
        rows = "\n".join(plain_table(found))
        return f"{match[1]}{rows}{match[3]}"

    page.write_text(_TABLE.sub(table, page.read_text()))
