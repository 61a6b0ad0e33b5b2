"""What all tiers share."""

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Turn warnings into failures."""
    for item in items:
        for tier, filters in STRICT_TIERS.items():
            if item.path.is_relative_to(tier):
                item.add_marker(pytest.mark.filterwarnings(*filters))
