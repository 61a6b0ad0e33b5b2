"""What all tiers share."""

from collections.abc import Generator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# A warning in these tiers is ours: a forgotten await, a leaked handle, a call of
# something that is about to go. Except one: Home Assistant's own web server keeps
# things under plain names, and knows.
STRICT_TIERS = {
    TESTS / "protocol": ("error",),
    TESTS / "transport": ("error",),
    TESTS / "integration": ("error", "ignore::aiohttp.web_exceptions.NotAppKeyWarning"),
}


# Of what a failed test logged: what comes last is what it was at.
LOGGED_LINES = 20


def shortened(log: str) -> str:
    """Return the end of a log, and say so."""
    lines = log.splitlines()
    if len(lines) <= LOGGED_LINES:
        return log
    return "\n".join(["...", *lines[-LOGGED_LINES:]])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show of a failed test's log the end, and nothing of how it was set up."""
    report = yield
    report.sections = [
        (name, shortened(content))
        for name, content in report.sections
        if name.endswith(f" {call.when}")
    ]
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Turn warnings into failures."""
    for item in items:
        for tier, filters in STRICT_TIERS.items():
            if item.path.is_relative_to(tier):
                item.add_marker(pytest.mark.filterwarnings(*filters))
