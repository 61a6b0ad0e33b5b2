"""Options of the tooling tier."""

import pytest

# A start and a life of some seconds; a busy machine takes longer for both.
SECONDS_PER_KILL = 30

# Of the first eight runs one is killed while it starts, and two live for long.
KILL_SEED = 3


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let somebody who has the time kill more often."""
    parser.addoption(
        "--kills", type=int, default=8, help="how often Home Assistant is killed"
    )
    parser.addoption(
        "--kill-seed",
        type=int,
        default=KILL_SEED,
        help="what decides when it is killed",
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Allow the time that so many kills take."""
    kills = config.getoption("--kills")
    for item in items:
        if "kills" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(300 + kills * SECONDS_PER_KILL))
