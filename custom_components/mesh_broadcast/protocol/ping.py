"""Pings and pongs (section 4.6)."""

from dataclasses import dataclass
from typing import Self

from .errors import DecodeError, DropReason

_NONCE_SIZE = 8
_SIZE = _NONCE_SIZE + 1


@dataclass(frozen=True, slots=True)
class Ping:
    """What a ping and its pong carry; `origin_ttl` is that of whoever sent this one."""

    nonce: bytes
    origin_ttl: int

    @classmethod
    def decode(cls, payload: bytes) -> Self:
        """Parse a payload; bytes that follow it are ignored."""
        if len(payload) < _SIZE:
            raise DecodeError("ping is cut short", DropReason.BAD_PAYLOAD)
        return cls(payload[:_NONCE_SIZE], payload[_NONCE_SIZE])

    def encode(self) -> bytes:
        """Return the payload."""
        return self.nonce + bytes((self.origin_ttl,))

    def hops(self, received_ttl: int) -> int | None:
        """Return the links it crossed, None when the two TTLs contradict."""
        if received_ttl > self.origin_ttl:
            return None
        return self.origin_ttl - received_ttl + 1
