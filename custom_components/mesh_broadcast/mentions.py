"""Whether a text mentions somebody, in the form that the apps use: @nickname."""


def mentions(text: str, nickname: str, peer_id: str) -> bool:
    """Tell whether a text mentions a nickname, or it with the ID's first digits.

    Namesakes are told apart as `@alice#1a2b`; what names another one is not meant.
    """
    text = text.casefold()
    wanted = f"@{nickname.casefold()}"
    tag = peer_id[:4].casefold()
    position = text.find(wanted)
    while position >= 0:
        end = position + len(wanted)
        before, rest = text[position - 1 : position], text[end : end + 6]
        if not _in_word(before) and (_ends(rest) or _is_tagged(rest, tag)):
            return True
        position = text.find(wanted, position + 1)
    return False


def _ends(rest: str) -> bool:
    """Tell whether the name ends here, with no tag after it."""
    return not _in_word(rest[:1]) and not rest.startswith("#")


def _is_tagged(rest: str, tag: str) -> bool:
    """Tell whether this tag comes after the name, and ends it."""
    return rest.startswith(f"#{tag}") and not _in_word(rest[len(tag) + 1 :])


def _in_word(char: str) -> bool:
    """Tell whether a character would be one of the name."""
    return char.isalnum() or char == "_"
