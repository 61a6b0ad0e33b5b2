"""Texts of others where Home Assistant shows Markdown."""

import re

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def as_markdown(text: str) -> str:
    """Return Markdown that shows a text as it is: no link, image, or tag comes of it."""
    return _PUNCTUATION.sub(r"\\\g<0>", text)
