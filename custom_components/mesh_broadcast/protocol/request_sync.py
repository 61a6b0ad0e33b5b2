"""The sync request: a filter of what the asker has already (section 7.2)."""

from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import Self

from .bits import decode_bits, encode_bits
from .errors import DecodeError, DropReason, EncodeError
from .packet import PacketType
from .tlv import read_tlv16, write_tlv16

MAX_FILTER_BYTES = 1_024
MAX_P = 32
MAX_FRAGMENT_SETS = 60
_SET_ID_DIGITS = 16
_MAX_M = 0xFFFFFFFF


class SyncTypes(IntFlag):
    """Kinds of packets that a request asks for; unknown bits are ignored."""

    ANNOUNCE = 1 << 0
    MESSAGE = 1 << 1
    LEAVE = 1 << 2
    NOISE_HANDSHAKE = 1 << 3
    NOISE_ENCRYPTED = 1 << 4
    FRAGMENT = 1 << 5
    REQUEST_SYNC = 1 << 6
    FILE_TRANSFER = 1 << 7
    BOARD_POST = 1 << 8
    PREKEY_BUNDLE = 1 << 9
    GROUP_MESSAGE = 1 << 10


DEFAULT_SYNC_TYPES = SyncTypes.ANNOUNCE | SyncTypes.MESSAGE
"""What a request without the field asks for."""

_BIT_OF_TYPE: dict[int, SyncTypes] = {
    PacketType.ANNOUNCE: SyncTypes.ANNOUNCE,
    PacketType.MESSAGE: SyncTypes.MESSAGE,
    PacketType.LEAVE: SyncTypes.LEAVE,
    PacketType.NOISE_HANDSHAKE: SyncTypes.NOISE_HANDSHAKE,
    PacketType.NOISE_ENCRYPTED: SyncTypes.NOISE_ENCRYPTED,
    PacketType.FRAGMENT: SyncTypes.FRAGMENT,
    PacketType.REQUEST_SYNC: SyncTypes.REQUEST_SYNC,
    PacketType.FILE_TRANSFER: SyncTypes.FILE_TRANSFER,
    PacketType.BOARD_POST: SyncTypes.BOARD_POST,
    PacketType.PREKEY_BUNDLE: SyncTypes.PREKEY_BUNDLE,
    PacketType.GROUP_MESSAGE: SyncTypes.GROUP_MESSAGE,
}


class _Field(IntEnum):
    """TLV types."""

    P = 0x01
    M = 0x02
    DATA = 0x03
    TYPES = 0x04
    SINCE = 0x05
    FRAGMENT_SETS = 0x06


@dataclass(frozen=True, slots=True)
class RequestSync:
    """A sync request; `since` is in Unix milliseconds.

    `types` and `fragment_sets` are None where the request has no such field.
    """

    p: int
    m: int
    data: bytes
    types: int | None = None
    since: int | None = None
    fragment_sets: tuple[bytes, ...] | None = None

    @property
    def wanted(self) -> SyncTypes:
        """Return the kinds asked for, with the default applied."""
        return DEFAULT_SYNC_TYPES if self.types is None else SyncTypes(self.types)

    def wants(self, packet_type: int) -> bool:
        """Tell whether it asks for packets of this type."""
        bit = _BIT_OF_TYPE.get(packet_type)
        return bit is not None and bit in self.wanted

    @classmethod
    def decode(cls, payload: bytes) -> Self:
        """Parse a payload; what is optional and malformed counts as absent."""
        fields = dict(read_tlv16(payload))
        p = fields.get(_Field.P, b"")
        m = fields.get(_Field.M, b"")
        data = fields.get(_Field.DATA)
        if len(p) != 1 or not 1 <= p[0] <= MAX_P:
            raise DecodeError("sync filter has no usable P", DropReason.BAD_PAYLOAD)
        if len(m) != 4 or not any(m):
            raise DecodeError("sync filter has no usable M", DropReason.BAD_PAYLOAD)
        if data is None:
            raise DecodeError("sync filter has no data", DropReason.BAD_PAYLOAD)
        if len(data) > MAX_FILTER_BYTES:
            raise DecodeError("sync filter is too large", DropReason.OVERSIZED)
        since = fields.get(_Field.SINCE, b"")
        return cls(
            p[0],
            int.from_bytes(m),
            data,
            decode_bits(fields.get(_Field.TYPES, b"")),
            int.from_bytes(since) if len(since) == 8 else None,
            _decode_sets(fields.get(_Field.FRAGMENT_SETS)),
        )

    def encode(self) -> bytes:
        """Return the payload, in ascending order of TLV type."""
        if not 1 <= self.p <= MAX_P or not 0 < self.m <= _MAX_M:
            raise EncodeError("sync filter parameters are out of range")
        if len(self.data) > MAX_FILTER_BYTES:
            raise EncodeError("sync filter is too large")
        parts = [
            write_tlv16(_Field.P, bytes((self.p,))),
            write_tlv16(_Field.M, self.m.to_bytes(4)),
            write_tlv16(_Field.DATA, self.data),
        ]
        if self.types is not None:
            parts.append(write_tlv16(_Field.TYPES, encode_bits(self.types)))
        if self.since is not None:
            parts.append(write_tlv16(_Field.SINCE, self.since.to_bytes(8)))
        if self.fragment_sets is not None:
            if len(self.fragment_sets) > MAX_FRAGMENT_SETS:
                raise EncodeError("too many fragment sets asked for")
            text = ",".join(set_id.hex() for set_id in self.fragment_sets)
            parts.append(write_tlv16(_Field.FRAGMENT_SETS, text.encode()))
        return b"".join(parts)


def _decode_sets(value: bytes | None) -> tuple[bytes, ...] | None:
    """Return the fragment sets asked for, skipping what is no set ID."""
    if value is None:
        return None
    found: list[bytes] = []
    for item in value.split(b",", MAX_FRAGMENT_SETS)[:MAX_FRAGMENT_SETS]:
        if len(item) != _SET_ID_DIGITS:
            continue
        try:
            set_id = bytes.fromhex(item.decode("ascii"))
        except ValueError:
            continue
        if len(set_id) * 2 == _SET_ID_DIGITS:
            found.append(set_id)
    return tuple(found)
