"""The code on a phone's screen that others scan: who it is, signed, and for minutes.

A URL, `bitchat://verify?…`, whose fields are signed in an order of their own. The apps
show it as a QR code, and challenge whoever they scanned (section 4.5).
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from .errors import BadCodeError, OldCodeError
from .identity import KEY_SIZE, Identity, fingerprint_of
from .packet import SIGNATURE_SIZE

CODE_LIFE_S = 300
"""As in the apps: long enough to be scanned, too short to be carried around."""

_CLOCK_AHEAD_S = 60
"""As in the apps: a clock may be ahead by this much."""

_MAX_CODE = 2_048
_MAX_FIELD = 255
_VERSION = "1"
_CONTEXT = "bitchat-verify-v1"
_REQUIRED = ("v", "noise", "sign", "nick", "ts", "nonce", "sig")

NONCE_SIZE = 16
"""Makes each code another one; nothing else depends on it."""


@dataclass(frozen=True, slots=True)
class VerificationCode:
    """What a code says; `made_s` is in Unix seconds, `npub` a name in another network."""

    noise_key: bytes
    signing_key: bytes
    nickname: str
    made_s: int
    nonce: str
    npub: str | None = None
    signature: bytes = b""

    @classmethod
    def make(cls, identity: Identity, nickname: str, now_ms: int, nonce: bytes) -> Self:
        """Return a code of our own."""
        code = cls(
            identity.noise_key,
            identity.signing_key,
            nickname,
            now_ms // 1000,
            urlsafe_b64encode(nonce).decode().rstrip("="),
        )
        return replace(code, signature=identity.sign(code._signed()))

    @classmethod
    def read(cls, text: str, now_ms: int) -> Self:
        """Read a code that somebody scanned.

        Raises `BadCodeError` for what is none or not signed by who it names, and
        `OldCodeError` for one that is too old, or from the future.
        """
        fields = _fields(text.strip())
        code = cls(
            noise_key=_hex(fields["noise"], KEY_SIZE),
            signing_key=_hex(fields["sign"], KEY_SIZE),
            nickname=fields["nick"],
            made_s=int(fields["ts"]),
            nonce=fields["nonce"],
            npub=fields.get("npub"),
            signature=_hex(fields["sig"], SIGNATURE_SIZE),
        )
        try:
            VerifyKey(code.signing_key).verify(code._signed(), code.signature)
        except (CryptoError, ValueError) as err:
            raise BadCodeError("the code is not signed by who it names") from err
        age_s = now_ms // 1000 - code.made_s
        if not -_CLOCK_AHEAD_S <= age_s <= CODE_LIFE_S:
            raise OldCodeError(age_s)
        return code

    @property
    def fingerprint(self) -> str:
        """Return whom it names."""
        return fingerprint_of(self.noise_key)

    @property
    def text(self) -> str:
        """Return the code as it is shown."""
        fields = {
            "v": _VERSION,
            "noise": self.noise_key.hex(),
            "sign": self.signing_key.hex(),
            "nick": self.nickname,
            "ts": str(self.made_s),
            "nonce": self.nonce,
            "sig": self.signature.hex(),
        }
        query = "&".join(
            f"{key}={quote(value, safe='')}" for key, value in fields.items()
        )
        return f"bitchat://verify?{query}"

    def _signed(self) -> bytes:
        """Return what the signature covers: each field behind one byte of length."""
        fields = (
            _CONTEXT,
            _VERSION,
            self.noise_key.hex(),
            self.signing_key.hex(),
            self.npub or "",
            self.nickname,
            str(self.made_s),
            self.nonce,
        )
        encoded = [field.encode()[:_MAX_FIELD] for field in fields]
        return b"".join(len(field).to_bytes(1) + field for field in encoded)


def _fields(text: str) -> dict[str, str]:
    """Return the fields of a code, all that there must be, and none of them twice."""
    if len(text) > _MAX_CODE or not text.isascii():
        raise BadCodeError("too long, or not a URL")
    try:
        url = urlsplit(text)
        # A plus stands for itself, as on iOS, which does not escape it.
        items = [item.partition("=") for item in url.query.split("&")]
        fields = {key: unquote(value, errors="strict") for key, _, value in items}
    except ValueError as err:
        raise BadCodeError("not a URL") from err
    if (
        url.scheme != "bitchat"
        or url.netloc.lower() != "verify"
        or len(fields) != len(items)
        or not set(_REQUIRED) <= set(fields)
        or fields["v"] != _VERSION
        or not fields["ts"].isdecimal()
        or any(len(value.encode()) > _MAX_FIELD for value in fields.values())
    ):
        raise BadCodeError("not a code of this kind")
    return fields


def _hex(text: str, size: int) -> bytes:
    """Read so many bytes in hex."""
    try:
        value = bytes.fromhex(text)
    except ValueError as err:
        raise BadCodeError("a key is not hex") from err
    if len(value) != size or len(text) != 2 * size:
        raise BadCodeError("a key has a wrong length")
    return value
