"""The authenticated peer state: which signing key a Noise key goes with (4.5)."""

from dataclasses import dataclass
from typing import ClassVar, Self

from .bits import decode_bits, encode_bits
from .errors import DecodeError, DropReason, EncodeError
from .identity import KEY_SIZE
from .private_type import PrivateType
from .tlv import MAX_ENTRIES, write_tlv8

_VERSION = 1
_CAPABILITIES = 0x01
_SIGNING_KEY = 0x02


@dataclass(frozen=True, slots=True)
class AuthenticatedPeerState:
    """What each side says of itself right after a handshake."""

    kind: ClassVar[int] = PrivateType.PEER_STATE

    signing_key: bytes
    capabilities: int = 0

    @classmethod
    def decode(cls, body: bytes) -> Self:
        """Parse a body; unlike other payloads it has exactly one way to be written."""
        if not body or body[0] != _VERSION:
            raise DecodeError("peer state of another version", DropReason.BAD_PAYLOAD)
        fields: dict[int, bytes] = {}
        for kind, value in _read_strictly(body):
            if kind in fields and kind in (_CAPABILITIES, _SIGNING_KEY):
                raise DecodeError("peer state repeats itself", DropReason.BAD_PAYLOAD)
            fields[kind] = value
        bits = fields.get(_CAPABILITIES, b"")
        signing_key = fields.get(_SIGNING_KEY, b"")
        capabilities = decode_bits(bits)
        if capabilities is None or encode_bits(capabilities) != bits:
            raise DecodeError("peer state: capabilities", DropReason.BAD_PAYLOAD)
        if len(signing_key) != KEY_SIZE:
            raise DecodeError("peer state: signing key", DropReason.BAD_PAYLOAD)
        return cls(signing_key, capabilities)

    def encode(self) -> bytes:
        """Return the body."""
        bits = encode_bits(self.capabilities)
        if len(self.signing_key) != KEY_SIZE or decode_bits(bits) is None:
            raise EncodeError("a peer state needs a key and at most 64 capabilities")
        return (
            bytes((_VERSION,))
            + write_tlv8(_CAPABILITIES, bits)
            + write_tlv8(_SIGNING_KEY, self.signing_key)
        )


def _read_strictly(body: bytes) -> list[tuple[int, bytes]]:
    """Return the entries after the version; not one byte may be left over."""
    entries: list[tuple[int, bytes]] = []
    offset = 1
    while offset < len(body):
        start = offset + 2
        end = start + body[offset + 1] if start <= len(body) else start
        if end > len(body):
            raise DecodeError("peer state is cut short", DropReason.BAD_PAYLOAD)
        entries.append((body[offset], body[start:end]))
        offset = end
        if len(entries) > MAX_ENTRIES:
            raise DecodeError("too many TLVs", DropReason.OVERSIZED)
    return entries
