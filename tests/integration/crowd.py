"""A crowd around the node that costs little: signed packets without engines behind."""

from dataclasses import dataclass
from random import Random

from custom_components.mesh_broadcast.protocol import (
    Identity,
    Packet,
    PacketType,
    encode_packet,
)
from custom_components.mesh_broadcast.protocol.announce import Announce
from custom_components.mesh_broadcast.protocol.message import encode_text
from custom_components.mesh_broadcast.protocol.signature import sign

from .virtual_air import FakeGattServer, TimeMachine

NEIGHBOURS = 8
ANNOUNCE_INTERVAL = 15.0


@dataclass(slots=True)
class _Person:
    """Somebody in the crowd; who is no neighbour is behind some of them."""

    identity: Identity
    nickname: str
    near: tuple[str, ...]
    next_announce: float
    silent_until: float = 0.0


class Crowd:
    """People who announce themselves and talk, some of them over others."""

    def __init__(
        self,
        server: FakeGattServer,
        time_machine: TimeMachine,
        *,
        size: int,
    ) -> None:
        self._server = server
        self._time = time_machine
        self._random = Random(size)
        self._start = time_machine.monotonic()
        self.addresses = addresses = [
            f"44:44:44:44:55:{number:02X}" for number in range(NEIGHBOURS)
        ]
        self.people = [
            _Person(
                Identity.generate(self._random.randbytes),
                f"person {number}",
                (addresses[number],)
                if number < NEIGHBOURS
                else tuple(self._random.sample(addresses, 2)),
                self._start + self._random.uniform(0, ANNOUNCE_INTERVAL),
            )
            for number in range(size)
        ]
        for address in addresses:
            server.connect(address, lambda _frame: None)

    def announce_due(self) -> None:
        """Have everybody announce whose time it is."""
        now = self._time.monotonic()
        for person in self.people:
            if person.next_announce > now or person.silent_until > now:
                continue
            person.next_announce = now + self._random.uniform(11, 19)
            self._send(
                person,
                PacketType.ANNOUNCE,
                Announce(
                    person.nickname,
                    person.identity.noise_key,
                    person.identity.signing_key,
                ).encode(),
            )

    def say(self, text: str) -> None:
        """Have anybody say something."""
        self._send(
            self._random.choice(self.people), PacketType.MESSAGE, encode_text(text)
        )

    def lose_somebody(self, seconds: float) -> None:
        """Have anybody who is no neighbour be out of reach for a time."""
        person = self._random.choice(self.people[NEIGHBOURS:])
        person.silent_until = self._time.monotonic() + seconds

    def _send(self, person: _Person, kind: PacketType, payload: bytes) -> None:
        """Let a packet reach the node, the fastest way first: that is another each time."""
        packet = sign(
            Packet(
                type=kind,
                ttl=7,
                timestamp=self._time.instant().unix_ms,
                sender=person.identity.peer_id,
                payload=payload,
            ),
            person.identity,
        )
        ways = self._random.sample(person.near, len(person.near))
        direct = len(ways) == 1
        for address in ways:
            ttl = 7 if direct else self._random.choice((5, 6))
            frame = bytearray(encode_packet(packet))
            frame[2] = ttl
            self._server.write(address, bytes(frame))
