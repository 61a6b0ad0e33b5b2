"""The beginning of a text that anybody may have written, fit for one line."""

# Invisible, but they shape emoji and some scripts.
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def excerpt(text: str, limit: int) -> str:
    """Return at most `limit` characters of a text, in one line that shows as it is."""
    # Cut first: it may be of any length.
    line = " ".join(text[: 4 * limit].split())
    shown = "".join(char for char in line if char.isprintable() or char in _JOINERS)
    return shown if len(shown) <= limit else f"{shown[: limit - 1]}…"
