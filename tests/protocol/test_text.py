"""Text made safe to show, and cut to fit."""

import unicodedata

from hypothesis import given, strategies as st
from protocol.deflate import compress
from protocol.text import (
    MAX_NAME_CHARS,
    MAX_PART_BYTES,
    MAX_TEXT_CHARS,
    clusters,
    display_name,
    display_text,
    split_text,
)
import pytest

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
# Two words in one, joined as their script demands.
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
NASTY = st.sampled_from(
    [
        *"\0\x07\x1b\x7f\x85\u200b\u200c\u200d\u200e\u202e\u2066\u2069\u2028\ufeff",
        *"\r\n\t \u00a0\u3000\u3164\u2800\u0301\u0488\ufe0f\U000e0041\U000e007f",
        *"🏴👩👍🏽🇩🇪각\u1100\u1161\u11a8é",
        FAMILY,
        ENGLAND,
    ]
)
texts = st.text(max_size=200) | st.lists(NASTY | st.characters(), max_size=80).map(
    "".join
)


def without_space(text: str) -> str:
    return "".join(text.split())


@given(texts, st.sampled_from([4, 7, 25, 60, MAX_PART_BYTES]))
def test_parts_fit_and_nothing_but_white_space_is_lost(text, limit):
    parts = split_text(text, limit)

    whole = text.encode(errors="replace").decode()
    assert all(0 < len(part.encode()) <= limit for part in parts)
    assert all(part == part.strip() for part in parts)
    assert without_space("".join(parts)) == without_space(whole)


@given(texts)
def test_no_part_is_ever_compressed(text):
    assert all(compress(part.encode()) is None for part in split_text(text))


@given(st.text(max_size=30))
def test_text_that_fits_is_one_part_and_unchanged(text):
    assert split_text(text, 200) == [text.strip()] * bool(text.strip())


def test_words_stay_whole():
    text = "eleven long words " * 12

    parts = split_text(text)

    assert len(parts) == 3
    assert {word for part in parts for word in part.split()} == set(text.split())


def test_white_space_within_a_part_is_kept():
    assert split_text("a\n\n  b\tc") == ["a\n\n  b\tc"]


@pytest.mark.parametrize(
    "character",
    [FAMILY, ENGLAND, "🇩🇪", "👍🏽", "e\u0301", "❤\ufe0f", "\u1100\u1161\u11a8", "각"],
)
def test_what_a_reader_sees_as_one_character_is_never_cut(character):
    text = "x" + character * 40

    parts = split_text(text)

    assert "".join(parts) == text
    assert all(part.lstrip("x").count(character) * len(character) for part in parts)
    assert all(not part.lstrip("x").replace(character, "") for part in parts)
    assert list(clusters(character * 3)) == [character] * 3


def test_a_character_longer_than_a_part_is_cut_at_last():
    monster = "e" + "\u0301" * 100

    parts = split_text(monster)

    assert "".join(parts) == monster
    assert all(len(part.encode()) <= MAX_PART_BYTES for part in parts)


def test_text_that_is_not_unicode_is_sent_with_replacements():
    assert split_text("a\ud800b") == ["a?b"]


@given(texts)
def test_a_name_is_one_short_visible_line(text):
    name = display_name(text)

    assert len(name) <= MAX_NAME_CHARS
    assert name == name.strip()
    assert "  " not in name
    for character in name.replace(ENGLAND, ""):
        category = unicodedata.category(character)
        assert category not in ("Cc", "Zl", "Zp", "Cs")
        assert category != "Cf" or character in "\u200c\u200d"


@given(texts)
def test_a_message_holds_nothing_that_disguises_it(text):
    shown = display_text(text)

    assert len(shown) <= MAX_TEXT_CHARS
    for character in shown.replace(ENGLAND, ""):
        category = unicodedata.category(character)
        assert character in "\n\t\u200c\u200d" or category not in (
            "Cc",
            "Cf",
            "Cs",
            "Zl",
            "Zp",
        )


@given(texts)
def test_cleaning_twice_changes_nothing_more(text):
    assert display_text(display_text(text)) == display_text(text)
    assert display_name(display_name(text)) == display_name(text)


@pytest.mark.parametrize(
    ("nickname", "shown"),
    [
        ("alice", "alice"),
        ("  alice \t of\n wonderland ", "alice of wonderland"),
        ("al\u202eice", "alice"),
        ("ali\u200bce\ufeff", "alice"),
        ("\x1b[31malice", "[31malice"),
        ("Zoe\u0308 🐝", "Zoë 🐝"),
        (FAMILY, FAMILY),
        (ENGLAND, ENGLAND),
        ("🏴\U000e0067", "🏴"),
        ("An\u200d\u202e na\u200c", "An na"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("\u3164\u200d\u2800", ""),
        (PERSIAN, PERSIAN),
        ("x" * 51, "x" * 49 + "…"),
        ("x" * 48 + FAMILY, "x" * 48 + "…"),
    ],
)
def test_names_are_shown_like_this(nickname, shown):
    assert display_name(nickname) == shown


def test_a_name_that_shows_nothing_is_replaced():
    assert display_name("\u200b \u3164", "somebody") == "somebody"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hello\r\nmesh\rfolks\n", "hello\nmesh\nfolks"),
        ("a\u2028b\u2029c\x0bd", "a\nb\nc\nd"),
        ("col1\tcol2", "col1\tcol2"),
        ("\u2067evil\u2069", "evil"),
        ("wide\u3000space", "wide space"),
        ("z" + "\u0301" * 50, unicodedata.normalize("NFC", "z" + "\u0301" * 8)),
        (FAMILY, FAMILY),
        ("", ""),
    ],
)
def test_messages_are_shown_like_this(text, shown):
    assert display_text(text) == shown


def test_a_message_that_is_too_long_to_show_says_so():
    shown = display_text("word " * 2000)

    assert len(shown) <= MAX_TEXT_CHARS
    assert shown.endswith("word…")
