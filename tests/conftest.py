"""What all tiers share."""

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# A warning in these tiers is ours: a forgotten await, a leaked handle.
STRICT_TIERS = (TESTS / "protocol", TESTS / "transport")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Turn warnings into failures in the tiers that have no Home Assistant."""
    for item in items:
        if any(item.path.is_relative_to(tier) for tier in STRICT_TIERS):
            item.add_marker(pytest.mark.filterwarnings("error"))
