"""Work that a thousand nodes need not do a thousand times.

All nodes of a simulation live in one process and get the same bytes, so that pure
functions of these bytes may share their results. Each node still asks, and counts that
it asked: what is spared is the processor, not the protocol.
"""

from functools import lru_cache

from custom_components.mesh_broadcast.protocol import Packet, engine, signature
from custom_components.mesh_broadcast.protocol.signature import Verification

# A packet is checked by everybody within seconds, and hardly ever again.
_RECENT_CHECKS = 8_192

type _Signed = tuple[
    int,
    int,
    int,
    bytes,
    bytes,
    bytes | None,
    tuple[bytes, ...],
    bytes | None,
    bytes | None,
    bytes,
]


class _SharedChecks:
    """Checks of signatures, each made once for all nodes."""

    def __init__(self) -> None:
        """Begin without results."""
        self._packet: Packet | None = None
        self._cached = lru_cache(_RECENT_CHECKS)(self._check)

    def verify(self, packet: Packet, signing_key: bytes) -> Verification:
        """Check a signature, or remember what came of it."""
        self._packet = packet
        # All that a signature covers, and the signature: TTL and RSR are not in it.
        return self._cached(
            (
                packet.version,
                packet.type,
                packet.timestamp,
                packet.sender,
                packet.payload,
                packet.recipient,
                packet.route,
                packet.signature,
                packet.wire_payload,
                signing_key,
            )
        )

    def _check(self, signed: _Signed) -> Verification:
        """Check the packet at hand."""
        if self._packet is None:
            raise RuntimeError("nothing to check")
        return signature.verify(self._packet, signed[-1])


def share_work() -> None:
    """Let the engines of this process share what they compute."""
    engine.verify = _SharedChecks().verify
