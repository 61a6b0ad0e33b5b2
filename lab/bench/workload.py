"""What the benchmarks feed to everybody alike."""

from random import Random

from custom_components.mesh_broadcast.protocol.identity import Identity
from custom_components.mesh_broadcast.protocol.packet import (
    Packet,
    PacketType,
    PeerId,
    encode_with,
)
from custom_components.mesh_broadcast.protocol.signature import sign

EPOCH_MS = 1_700_000_000_000


def bitchat_packets(count: int = 1_000) -> list[Packet]:
    """Return the workload of bitchat's own benchmark `bleInbound.roundTripAndDedup`.

    Unsigned messages of 100 to 300 random bytes, each of another sender.
    """
    random = Random(0xB17C4A7)
    return [
        Packet(
            type=int(PacketType.MESSAGE),
            ttl=7,
            timestamp=EPOCH_MS + index,
            sender=PeerId(random.randbytes(8)),
            payload=random.randbytes(random.randint(100, 300)),
        )
        for index in range(count)
    ]


def signed_frames(count: int = 2_000) -> list[bytes]:
    """Return frames as a dense mesh has them: 100 to 240 bytes and a signature.

    The signatures are random: what reads these frames stops short of checking them.
    """
    random = Random(2)
    return [
        encode_with(
            Packet(
                type=int(PacketType.MESSAGE),
                ttl=7,
                timestamp=EPOCH_MS + index,
                sender=PeerId(random.randbytes(8)),
                payload=random.randbytes(random.randint(100, 240)),
                signature=random.randbytes(64),
            ),
            None,
        )
        for index in range(count)
    ]


def identity(name: str) -> Identity:
    """Return the keys of a name, the same each time."""
    return Identity.generate(Random(name).randbytes)


def message(sender: Identity, timestamp: int, text: str, ttl: int = 7) -> Packet:
    """Return a public message, really signed."""
    draft = Packet(
        type=int(PacketType.MESSAGE),
        ttl=ttl,
        timestamp=timestamp,
        sender=sender.peer_id,
        payload=text.encode(),
    )
    return sign(draft, sender)
