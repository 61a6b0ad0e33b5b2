"""The announce payload: who I am, whom I am linked to (section 4.2)."""

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Self

from .bits import decode_bits, encode_bits
from .errors import DecodeError, DropReason, EncodeError
from .identity import KEY_SIZE
from .packet import PEER_ID_SIZE, PeerId
from .tlv import read_tlv8, write_tlv8

MAX_NEIGHBOURS = 10
MAX_NICKNAME_BYTES = 255
_MAX_GEOHASH = 12


class Capability(IntFlag):
    """What a node claims to be able to do; hints, nothing in them is proven."""

    PREKEYS = 1 << 0
    WIFI_BULK = 1 << 1
    GATEWAY = 1 << 2
    GROUPS = 1 << 3
    BOARD = 1 << 4
    VOUCH = 1 << 5
    MESH_DIAG = 1 << 6
    BRIDGE = 1 << 7
    PRIVATE_MEDIA = 1 << 8
    PRIVATE_MEDIA_RECEIPTS = 1 << 9


class _Field(IntEnum):
    """TLV types."""

    NICKNAME = 0x01
    NOISE_KEY = 0x02
    SIGNING_KEY = 0x03
    NEIGHBOURS = 0x04
    CAPABILITIES = 0x05
    BRIDGE_GEOHASH = 0x06


@dataclass(frozen=True, slots=True)
class Announce:
    """A node's announce; `nickname` is a stranger's text, not yet safe to show."""

    nickname: str
    noise_key: bytes
    signing_key: bytes
    neighbours: tuple[PeerId, ...] = ()
    capabilities: int | None = None
    bridge_geohash: str | None = None

    @classmethod
    def decode(cls, payload: bytes) -> Self:
        """Parse a payload; what is optional and malformed counts as absent."""
        fields = dict(read_tlv8(payload))
        try:
            name = fields[_Field.NICKNAME]
            noise_key = fields[_Field.NOISE_KEY]
            signing_key = fields[_Field.SIGNING_KEY]
        except KeyError as err:
            raise DecodeError(
                "announce lacks a required field", DropReason.BAD_PAYLOAD
            ) from err
        if len(noise_key) != KEY_SIZE or len(signing_key) != KEY_SIZE:
            raise DecodeError(
                "announce has a key that is not 32 bytes", DropReason.BAD_PAYLOAD
            )
        try:
            nickname = name.decode()
        except UnicodeDecodeError as err:
            raise DecodeError("nickname is not UTF-8", DropReason.BAD_TEXT) from err
        return cls(
            nickname,
            noise_key,
            signing_key,
            _decode_neighbours(fields.get(_Field.NEIGHBOURS, b"")),
            decode_bits(fields.get(_Field.CAPABILITIES, b"")),
            _decode_geohash(fields.get(_Field.BRIDGE_GEOHASH, b"")),
        )

    def encode(self) -> bytes:
        """Return the payload, in ascending order of TLV type."""
        if len(self.noise_key) != KEY_SIZE or len(self.signing_key) != KEY_SIZE:
            raise EncodeError("both keys must have 32 bytes")
        if len(self.neighbours) > MAX_NEIGHBOURS:
            raise EncodeError(f"{len(self.neighbours)} neighbours are too many")
        try:
            name = self.nickname.encode()
        except UnicodeEncodeError as err:
            raise EncodeError("nickname is not valid Unicode") from err
        parts = [
            write_tlv8(_Field.NICKNAME, name),
            write_tlv8(_Field.NOISE_KEY, self.noise_key),
            write_tlv8(_Field.SIGNING_KEY, self.signing_key),
        ]
        if self.neighbours:
            parts.append(write_tlv8(_Field.NEIGHBOURS, b"".join(self.neighbours)))
        if self.capabilities is not None:
            parts.append(
                write_tlv8(_Field.CAPABILITIES, encode_bits(self.capabilities))
            )
        if self.bridge_geohash is not None:
            geohash = self.bridge_geohash.encode()
            if not geohash.isascii() or len(geohash) > _MAX_GEOHASH:
                raise EncodeError("geohash must be ASCII, at most 12 characters")
            parts.append(write_tlv8(_Field.BRIDGE_GEOHASH, geohash))
        return b"".join(parts)


def _decode_neighbours(value: bytes) -> tuple[PeerId, ...]:
    """Split the list of direct neighbours; a ragged one counts as absent."""
    if len(value) % PEER_ID_SIZE:
        return ()
    end = min(len(value), MAX_NEIGHBOURS * PEER_ID_SIZE)
    return tuple(
        PeerId(value[start : start + PEER_ID_SIZE])
        for start in range(0, end, PEER_ID_SIZE)
    )


def _decode_geohash(value: bytes) -> str | None:
    """Return the bridge's geohash, if it is one."""
    if not 1 <= len(value) <= _MAX_GEOHASH or not value.isalnum():
        return None
    return value.decode("ascii")
