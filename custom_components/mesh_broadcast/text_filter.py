r"""Which texts a trigger is for.

A pattern of the user meets texts of strangers, and a pattern as harmless as
`(\w+\s?)+!` takes longer than the universe lasts for a text made for it. Python's `re`
cannot be stopped, and holds up everything else even in a thread. RE2 cannot be brought
to it, but has no packages for the system that Home Assistant's own images run. `regex`
comes with Home Assistant, takes the same patterns as `re`, and gives up when told to.
"""

from enum import StrEnum
import unicodedata

from homeassistant.exceptions import ServiceValidationError
import regex

from .const import DOMAIN

MATCH_SECONDS = 0.005
"""Processor time for one text: as long as anything of ours may hold the loop.

A text of 4,000 characters takes an honest pattern a hundredth of it.
"""

MAX_PATTERN_CHARS = 500
"""Characters of a pattern: far more than anybody reads, few enough to compile."""


class Comparison(StrEnum):
    """How a text is compared; capitals never matter."""

    CONTAINS = "contains"
    EQUALS = "equals"
    REGEX = "regex"


class TextFilter:
    """Tells whether a text is meant."""

    def __init__(self, wanted: str, comparison: Comparison) -> None:
        """Compile what is wanted; nothing wanted is any text."""
        self._wanted = _comparable(wanted)
        self._comparison = comparison
        self._pattern: regex.Pattern[str] | None = None
        if comparison is Comparison.REGEX and wanted:
            self._pattern = _compiled(wanted)

    def match(self, text: str) -> tuple[str | None, ...] | None:
        """Return what a pattern's groups hold, empty without; None for another text.

        Raises TimeoutError where a pattern took too long to tell.
        """
        if self._pattern is not None:
            found = self._pattern.search(text, timeout=MATCH_SECONDS)
            return None if found is None else found.groups()
        if self._comparison is Comparison.EQUALS and self._wanted:
            return () if _comparable(text) == self._wanted else None
        return () if self._wanted in _comparable(text) else None


def _compiled(pattern: str) -> regex.Pattern[str]:
    """Return a pattern ready for use, or say what is wrong with it."""
    if len(pattern) > MAX_PATTERN_CHARS:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="pattern_too_long",
            translation_placeholders={"limit": str(MAX_PATTERN_CHARS)},
        )
    try:
        return regex.compile(unicodedata.normalize("NFC", pattern), regex.IGNORECASE)
    except (regex.error, ValueError, OverflowError, RecursionError) as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="pattern_invalid",
            translation_placeholders={"error": str(err)},
        ) from err


def _comparable(text: str) -> str:
    """Return a text without what does not tell it from others."""
    return unicodedata.normalize("NFC", text).strip().casefold()
