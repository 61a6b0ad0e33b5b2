"""What texts are told apart by: words, patterns, mentions."""

from contextlib import suppress
import time

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.mesh_broadcast.mentions import mentions
from custom_components.mesh_broadcast.text_filter import Comparison, TextFilter

PEER_ID = "1a2b3c4d5e6f7081"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^(a|aa)+$", "a" * 3_999 + "!"),
        (r"^(\w+\s?)+$", "word " * 799 + "!"),
        (r"(.*)*(.*)*(.*)*!\1x", "ab" * 1_999 + "!"),
        (r".*.*.*.*.*.*=x", "=" * 4_000),
        (r"(a?){40}a{40}$", "a" * 39 + "b" + "a" * 39 + "c"),
        (r"(([a-z])+.)+[A-Z]([a-z])+$", "a" * 4_000),
    ],
)
def test_no_text_holds_a_pattern_for_long(pattern: str, text: str) -> None:
    """It answers or gives up; the bound is generous, the alternative is forever."""
    text_filter = TextFilter(pattern, Comparison.REGEX)
    started = time.process_time()
    with suppress(TimeoutError):
        text_filter.match(text)
    assert time.process_time() - started < 1


def test_long_text_is_no_trouble_for_a_plain_pattern() -> None:
    text_filter = TextFilter(r"\b(smoke|fire)\b.*kitchen", Comparison.REGEX)
    assert text_filter.match("x" * 3_980 + " fire kitchen") == ("fire",)


@pytest.mark.parametrize("comparison", Comparison)
def test_nothing_wanted_is_any_text(comparison: Comparison) -> None:
    text_filter = TextFilter("", comparison)
    assert text_filter.match("anything") == ()
    assert text_filter.match("") == ()


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "(?P<x", r"\p{No such}", "(?<=a"])
def test_bad_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ServiceValidationError) as raised:
        TextFilter(pattern, Comparison.REGEX)
    assert raised.value.translation_key == "pattern_invalid"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@home", True),
        ("hi @Home, are you there?", True),
        ("(@HOME)", True),
        ("@home#1a2b hi", True),
        ("@home#1A2B", True),
        ("@home#ffff hi", False),
        ("@home# hi", False),
        ("@home#1a2bc", False),
        ("@homes", False),
        ("@home_2", False),
        ("me@home", False),
        ("home", False),
        ("@homes or @home", True),
        ("", False),
    ],
)
def test_mentions_name_us_and_nobody_else(text: str, expected: bool) -> None:
    assert mentions(text, "home", PEER_ID) is expected


def test_mention_of_a_name_with_blanks_and_signs() -> None:
    assert mentions("hey @Our House (north)!", "our house (north)", PEER_ID)
    assert not mentions("hey @Our House", "our house (north)", PEER_ID)


def test_text_full_of_near_mentions_costs_little() -> None:
    started = time.process_time()
    assert not mentions("@ab" * 1_333, "a", PEER_ID)
    assert time.process_time() - started < 1
