"""Text from strangers made safe to show, and our own cut to fit (sections 3.6, 10)."""

from collections.abc import Iterator
import re
import unicodedata

MAX_NAME_CHARS = 50
"""Characters of a nickname that are shown: what iOS lets people enter (4.2)."""

MAX_TEXT_CHARS = 4_000
"""Characters of a message that are shown.

At four bytes each they still fit the 16,384 bytes that Home Assistant records of a
state's attributes.
"""

MAX_PART_BYTES = 99
"""Longest public text that no encoder compresses, so that every phone verifies it."""

_WORD_OR_GAP = re.compile(r"\s+|\S+")
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_MAX_MARKS = 8
"""Combining marks in a row; more is text that climbs over its neighbours.

Real scripts stack up to four. It also keeps normalising, which sorts marks, linear.
"""

_JOINER = "\N{ZERO WIDTH JOINER}"
_NON_JOINER = "\N{ZERO WIDTH NON-JOINER}"
_BLACK_FLAG = "\N{WAVING BLACK FLAG}"
_CANCEL_TAG = "\U000e007f"
_MAX_TAGS = 6
"""Letters in the tag of a subdivision's flag: a country and at most four more."""

_INVISIBLE = frozenset(
    "\N{COMBINING GRAPHEME JOINER}"
    "\N{HANGUL CHOSEONG FILLER}\N{HANGUL JUNGSEONG FILLER}"
    "\N{HANGUL FILLER}\N{HALFWIDTH HANGUL FILLER}"
    "\N{KHMER VOWEL INHERENT AQ}\N{KHMER VOWEL INHERENT AA}"
    "\N{BRAILLE PATTERN BLANK}"
)
"""Letters and marks that show nothing, used for names that look empty or alike."""


def display_name(nickname: str, fallback: str = "") -> str:
    """Return a nickname on one line, or `fallback` where nothing of it shows."""
    # Four times the cap leaves room for what is stripped, and bounds the work.
    cleaned = " ".join(_clean(nickname[: 4 * MAX_NAME_CHARS], "").split())
    return _shorten(cleaned, MAX_NAME_CHARS) or fallback


def display_text(text: str) -> str:
    """Return a message's text without what could disguise or disturb."""
    text = text[: 2 * MAX_TEXT_CHARS].replace("\r\n", "\n").replace("\r", "\n")
    return _shorten(_clean(text, "\n\t").strip(), MAX_TEXT_CHARS)


def split_text(text: str, limit: int = MAX_PART_BYTES) -> list[str]:
    """Cut a text into parts of at most `limit` UTF-8 bytes each.

    Cuts at white space, which is left out there; within a word only where the word is
    longer than a part, and within a visible character only where that alone is.
    Nothing else is lost. A text of white space has no parts.
    """
    text = text.encode(errors="replace").decode().strip()
    if len(text.encode()) <= limit:
        return [text] if text else []
    parts: list[str] = []
    part, size = "", 0
    gap, gap_size = "", 0
    for piece, blank in _words(text):
        width = len(piece.encode())
        if blank:
            gap, gap_size = piece, width
            continue
        if not part:
            gap, gap_size = "", 0
        if size + gap_size + width <= limit:
            part, size = f"{part}{gap}{piece}", size + gap_size + width
        else:
            if part:
                parts.append(part)
            *full, part = _cut_word(piece, limit) if width > limit else [piece]
            parts.extend(full)
            size = len(part.encode())
        gap, gap_size = "", 0
    if part:
        parts.append(part)
    return parts


def clusters(text: str) -> Iterator[str]:
    """Yield what a reader sees as one character each: base, marks, joined emoji."""
    start = 0
    for position in range(1, len(text)):
        if not _continues(text, start, position):
            yield text[start:position]
            start = position
    if text:
        yield text[start:]


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Yield runs of white space (True) and of anything else (False) in turn."""
    for piece in _WORD_OR_GAP.findall(text):
        yield piece, piece.isspace()


def _cut_word(word: str, limit: int) -> list[str]:
    """Cut one word that is longer than a part."""
    parts: list[str] = []
    part, size = "", 0
    for cluster in clusters(word):
        pieces = cluster if len(cluster.encode()) > limit else (cluster,)
        for piece in pieces:
            width = len(piece.encode())
            if size + width > limit and part:
                parts.append(part)
                part, size = "", 0
            part, size = part + piece, size + width
    parts.append(part)
    return parts


def _continues(text: str, start: int, position: int) -> bool:
    """Tell whether a character belongs to the cluster that began at `start`."""
    char, previous = text[position], text[position - 1]
    if _extends(char):
        return True
    if previous == _JOINER:
        return unicodedata.category(char) == "So"
    if _is_regional(char) and _is_regional(previous):
        return (position - start) % 2 == 1
    return _is_jamo_tail(char) and unicodedata.name(previous, "").startswith("HANGUL")


def _extends(char: str) -> bool:
    """Tell whether a character modifies the one before it."""
    return (
        char in (_JOINER, _NON_JOINER)
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or _is_tag(char)
    )


def _is_regional(char: str) -> bool:
    """Tell whether a character is half of a country's flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_tag(char: str) -> bool:
    """Tell whether a character is of the invisible alphabet for flags."""
    return "\U000e0020" <= char <= _CANCEL_TAG


def _is_jamo_tail(char: str) -> bool:
    """Tell whether a character is the vowel or the end of a Hangul syllable."""
    return "\u1160" <= char <= "\u11ff"


def _clean(text: str, keep: str) -> str:
    """Drop what is not meant to be seen; white space not in `keep` becomes a blank."""
    if text.isascii() and text.isprintable():
        # Most of what people say; looked at one by one it takes as long as a signature.
        return text
    kept: list[str] = []
    marks = 0
    position = 0
    while position < len(text):
        char = text[position]
        position += 1
        if char == _BLACK_FLAG:
            end = _tag_end(text, position)
            kept.append(text[position - 1 : end])
            position = end
            marks = 0
            continue
        if char.isspace():
            char = char if char in keep else ("\n" if _breaks(char, keep) else " ")
            while kept and kept[-1] in (_JOINER, _NON_JOINER):
                # One at the end of a word joins nothing, and makes names look alike.
                kept.pop()
        elif char in (_JOINER, _NON_JOINER):
            # They shape emoji and several scripts, and mean nothing anywhere else.
            if not kept or kept[-1][-1] in (_JOINER, _NON_JOINER, " ", "\n", "\t"):
                continue
        elif char in _INVISIBLE or unicodedata.category(char) in ("Cc", "Cf", "Cs"):
            continue
        if unicodedata.category(char) in ("Mn", "Me"):
            marks += 1
            if marks > _MAX_MARKS:
                continue
        elif char not in (_JOINER, _NON_JOINER):
            marks = 0
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)).rstrip(_JOINER + _NON_JOINER)


def _breaks(char: str, keep: str) -> bool:
    """Tell whether a white space character is a line break where those are kept."""
    return "\n" in keep and char in "\v\f\x85\u2028\u2029"


def _tag_end(text: str, position: int) -> int:
    """Return where the tag of a flag ends, or `position` where it is no proper one."""
    end = position
    while end < len(text) and end - position <= _MAX_TAGS and _is_tag(text[end]):
        end += 1
    return end if end > position + 1 and text[end - 1] == _CANCEL_TAG else position


def _shorten(text: str, limit: int) -> str:
    """Cut a text between two visible characters, and show that it was cut."""
    if len(text) <= limit:
        return text
    kept = ""
    for cluster in clusters(text[:limit]):
        if len(kept) + len(cluster) >= limit:
            break
        kept += cluster
    return kept.rstrip() + _ELLIPSIS
