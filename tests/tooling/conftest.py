"""Options of the tooling tier."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let somebody who has the time kill more often."""
    parser.addoption(
        "--kills", type=int, default=8, help="how often Home Assistant is killed"
    )
    parser.addoption(
        "--kill-seed", type=int, default=None, help="what decides when it is killed"
    )
