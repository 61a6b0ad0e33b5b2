"""Verification codes: what people scan and paste."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from custom_components.mesh_broadcast.protocol import (
    BadCodeError,
    OldCodeError,
    VerificationCode,
)

from ..people import ANNA
from ..reader import Reader
from ..target import Effort, Target, require

_NOW_MS = 1_790_000_000_000
_NONCE = b"0123456789abcdef"
_MAX_FIELD = 255
_MAX_CODE = 2_048


def code(data: bytes) -> None:
    """Read any text as a code."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    try:
        found = VerificationCode.read(text, _NOW_MS)
    except BadCodeError:
        return
    except OldCodeError as err:
        require(not -60 <= err.age_s <= 300, "old within its time")
        return
    require(len(found.fingerprint) == 64, "a fingerprint of another length")


def made(data: bytes) -> None:
    """Make a code of any name, and read it again."""
    reader = Reader(data)
    age_s = reader.number(2) - 0x7FFF
    nickname = reader.rest().decode(errors="replace")
    made_ms = _NOW_MS - 1_000 * age_s
    found = VerificationCode.make(ANNA, nickname, made_ms, _NONCE)
    fits = len(nickname.encode()) <= _MAX_FIELD and len(found.text) <= _MAX_CODE
    try:
        again = VerificationCode.read(found.text, _NOW_MS)
    except BadCodeError:
        require(not fits, "a code of our own is refused")
        return
    except OldCodeError as err:
        require(err.age_s == age_s, "another age")
        require(not -60 <= age_s <= 300, "old within its time")
        return
    require(fits and replace(again, npub=None) == found, "it does not come back")


def _codes() -> Iterator[bytes]:
    """Yield good codes, old ones and forged ones."""
    fresh = VerificationCode.make(ANNA, "Anna", _NOW_MS, _NONCE)
    yield fresh.text.encode()
    yield f"  {fresh.text}&npub={quote('npub1xyz')}\n".encode()
    yield VerificationCode.make(ANNA, "Zoë +%", 0, _NONCE).text.encode()
    yield replace(fresh, nickname="Eve").text.encode()
    yield b"bitchat://verify?v=1&noise=&sign=&nick=&ts=%D9%A1&nonce=&sig="


def _names() -> Iterator[bytes]:
    """Yield names, each with the age of its code."""
    for age_s, name in ((0, "Anna"), (300, "Zoë & Co = +%"), (-61, ""), (9, "ä" * 128)):
        yield (age_s + 0x7FFF).to_bytes(2) + name.encode()


TARGETS = (
    Target(
        "code",
        "a verification code as it was scanned",
        code,
        _codes,
        Effort(400, 2),
        2_100,
    ),
    Target(
        "code-made",
        "a verification code of our own, read again",
        made,
        _names,
        Effort(800, 2),
        512,
    ),
)
