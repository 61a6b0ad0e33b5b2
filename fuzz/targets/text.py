"""Text of strangers made safe to show, and our own cut to fit."""

from collections.abc import Iterator
import unicodedata

from custom_components.mesh_broadcast.protocol.text import (
    MAX_NAME_CHARS,
    MAX_TEXT_CHARS,
    clusters,
    display_name,
    display_text,
    split_text,
)

from .. import seeds
from ..reader import Reader
from ..target import Effort, Target, require

_JOINERS = "\u200c\u200d"
_LONG = MAX_TEXT_CHARS + 400
_FLAG = "\N{WAVING BLACK FLAG}"


def _text(data: bytes) -> str:
    """Return text: half of all inputs are read as few bytes a character."""
    if data[:1] < b"\x80":
        return data[1:].decode(errors="replace")
    return data[1:].decode("utf-16-le", errors="replace")


def display(data: bytes) -> None:
    """Make a text and a name safe to show."""
    _check(_text(data))


def long(data: bytes) -> None:
    """Do the same with a text that is longer than what is shown of one."""
    text = _text(data)
    _check(text * (1 + _LONG // (1 + len(text))))


def _check(text: str) -> None:
    """Make a text and a name of it, and look at them."""
    shown = display_text(text)
    require(len(shown) <= MAX_TEXT_CHARS, "longer than may be shown")
    _check_shown(shown, "\n\t")
    require(display_text(shown) == shown, "cleaning twice changes more")
    name = display_name(text, "nobody")
    require(name, "no name")
    require(len(name) <= MAX_NAME_CHARS, "longer than a name")
    _check_shown(name, "")
    require(display_name(name, "nobody") == name, "cleaning twice changes more")


def _check_shown(shown: str, keep: str) -> None:
    """Check that nothing is in it that disguises or disturbs."""
    if shown.isascii() and shown.isprintable():
        return
    for char in shown:
        if char in keep:
            continue
        kind = unicodedata.category(char)
        require(kind not in ("Cc", "Cs", "Zl", "Zp"), "a control character")
        if kind == "Cf":
            tag = "\U000e0020" <= char <= "\U000e007f" and _FLAG in shown
            require(char in _JOINERS or tag, "an invisible character")


def splitting(data: bytes) -> None:
    """Cut a text of our own into messages."""
    reader = Reader(data)
    limit = 16 + reader.byte()
    text = _text(reader.rest())
    parts = split_text(text, limit)
    require(all(0 < len(part.encode()) <= limit for part in parts), "it does not fit")
    kept = "".join("".join(parts).split())
    require(kept == "".join(text.split()), "something is lost")
    require("".join(clusters(text)) == text, "a cluster is lost")


def _texts() -> Iterator[bytes]:
    """Yield texts of many scripts, and what hides in texts."""
    for text in (
        "hello mesh, how are you all?",
        "\u202eevil\u202c \u2066x\u2069 \u200b\u200e",
        "a\u0301\u0302\u0303" * 9,
        "e" + "\u0301" * 40,
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e0062\U000e007f",
        "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7",
        "\u1100\u1161\u11a8\uac00\u11a8 \u115f\u3164\uffa0",
        "one\r\ntwo\rthree\u2028four\x85five\x0b",
        "<b>{{ 1 }}</b> !secret &amp; \x00\x1b[31m",
        "ﷺ" * 30,
        "x" * 300,
    ):
        yield b"\0" + text.encode()
        yield b"\x80" + text[:150].encode("utf-16-le")
    for payload in seeds.payloads(2):
        yield b"\0" + payload[:300]


def _repeated() -> Iterator[bytes]:
    """Yield texts to repeat."""
    for text in ("a word and ", "e\u0301\u200d \u202e", "x", "\n\t"):
        yield b"\0" + text.encode()


def _cut() -> Iterator[bytes]:
    """Yield texts with a length to cut them to."""
    for number, text in enumerate(_texts()):
        yield bytes((7 * number % 256,)) + text


TARGETS = (
    Target(
        "text-shown",
        "texts and names of strangers as they are shown",
        display,
        _texts,
        Effort(500, 150),
        384,
        smoke=1_200,
    ),
    Target(
        "text-long",
        "texts that are longer than what is shown of one",
        long,
        _repeated,
        Effort(400_000, 0),
        64,
        smoke=60,
    ),
    Target(
        "text-cut",
        "a text of our own cut into messages",
        splitting,
        _cut,
        Effort(500, 150),
        384,
        smoke=1_200,
    ),
)
