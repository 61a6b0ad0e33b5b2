"""Say which tests failed and why, then how many there were.

usage: .venv/bin/python script/lib/sum_up.py REPORTS

REPORTS is a folder with what script/test keeps of each tier: TIER.xml is pytest's report,
TIER.notes what else went wrong there. The last line sums up all tiers; an error counts
as a failure.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
import sys
from xml.etree import ElementTree as ET

MOST_LINES = 12
"""Of each failure: what was expected and what was there. The rest stands further up."""


def shortened(lines: list[str], last: str) -> list[str]:
    """Return the first lines, and a last one that says where to look for the others."""
    return [*lines[: MOST_LINES - 1], last] if len(lines) > MOST_LINES else lines


def test_id(case: ET.Element) -> str:
    """Return what pytest calls a test, to run it by."""
    *modules, last = case.get("classname", "").split(".")
    if not last.startswith("test_") and any(m.startswith("test_") for m in modules):
        path, within = "/".join(modules), f"::{last}"
    else:
        path, within = "/".join([*modules, last]), ""
    # A module that can not be imported is the name of its own failure.
    return f"{path}.py{within}::{case.get('name')}" if path else f"{case.get('name')}"


def elements(report: Path, tag: str) -> Iterator[ET.Element]:
    """Return the elements of a kind in pytest's own report."""
    return ET.parse(report).iter(tag)  # noqa: S314 nobody else wrote it


def failures(report: Path) -> Iterator[tuple[str, list[str]]]:
    """Return each failure of a tier: the test's ID, and what it said and where."""
    for case in elements(report, "testcase"):
        for bad in (*case.findall("failure"), *case.findall("error")):
            told = bad.get("message", "").strip().splitlines()
            # Ends with the file, the line and the kind of error.
            where = (bad.text or "").strip().splitlines()[-1:]
            yield test_id(case), shortened(told + where, *(where or ["..."]))


def main(folder: str) -> int:
    """Print it."""
    counts = Counter[str]()
    for report in sorted(Path(folder).glob("*.xml")):
        for name, message in failures(report):
            print(f"\n{report.stem}: {name}", *message, sep="\n    ")
        for suite in elements(report, "testsuite"):
            for what in ("tests", "failures", "errors", "skipped"):
                counts[what] += int(suite.get(what, 0))
    for notes in sorted(Path(folder).glob("*.notes")):
        lines = shortened(notes.read_text("utf-8").splitlines(), "...")
        print(f"\n{notes.stem}:", *lines, sep="\n    ")
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"\n{passed} passed, {failed} failed{skipped}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
