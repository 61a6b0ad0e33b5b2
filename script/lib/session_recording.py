"""Read what was said in confidence in a recorded session, given the keys of a side.

For test keys only: it takes a private ephemeral key as well, which real nodes forget at
once, and without which no recording can be read by anyone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from protocol.errors import DecodeError
from protocol.identity import peer_id_of
from protocol.noise import HandshakeState
from protocol.packet import Packet, PacketType, PeerId
from protocol.private_payloads import PrivatePayload, decode_private_payload
from protocol.transport_cipher import COUNTER_SIZE, TransportCipher

# Section 8.1: the three messages are told apart by their lengths.
HANDSHAKE_SIZES = (32, 96, 64)


@dataclass(frozen=True, slots=True)
class SideKeys:
    """The private keys of one side."""

    static: X25519PrivateKey
    ephemeral: bytes

    @property
    def peer_id(self) -> PeerId:
        """Who has them."""
        return peer_id_of(self.static.public_key().public_bytes_raw())


@dataclass(slots=True)
class _Session:
    """What went over between an initiator and a responder."""

    messages: list[bytes] = field(default_factory=list)
    keys: tuple[bytes, bytes] | None = None


def load_keys(path: Path) -> list[SideKeys]:
    """Read `{"name": {"noise_priv": hex, "eph": hex}, …}`; raises `ValueError`."""
    try:
        sides: Mapping[str, Mapping[str, str]] = json.loads(path.read_text())
        return [
            SideKeys(
                X25519PrivateKey.from_private_bytes(bytes.fromhex(side["noise_priv"])),
                bytes.fromhex(side["eph"]),
            )
            for side in sides.values()
        ]
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as err:
        raise ValueError(f"no keys in {path}: {err}") from err


def handshake_number(packet: Packet) -> int | None:
    """Return which of the three messages this is, None where it is none of them."""
    size = len(packet.payload)
    return HANDSHAKE_SIZES.index(size) + 1 if size in HANDSHAKE_SIZES else None


class SessionRecording:
    """Follows the handshakes between those whose keys it has."""

    def __init__(self, sides: list[SideKeys]) -> None:
        """Begin with nothing recorded."""
        self._sides = {side.peer_id: side for side in sides}
        self._sessions: dict[tuple[PeerId, PeerId], _Session] = {}

    def follow(self, packet: Packet) -> None:
        """Take in a packet; only handshakes matter."""
        number = handshake_number(packet)
        if (
            packet.type != PacketType.NOISE_HANDSHAKE
            or packet.recipient is None
            or number is None
        ):
            return
        ends = (packet.sender, packet.recipient)
        pair = (ends[1], ends[0]) if number == 2 else ends
        if not self._sides.keys() & set(pair):
            return
        if number == 1:
            # A copy by way of a relay begins nothing anew.
            known = self._sessions.get(pair)
            if known is None or known.messages[0] != packet.payload:
                self._sessions[pair] = _Session([packet.payload])
            return
        session = self._sessions.get(pair)
        if session is not None and len(session.messages) == number - 1:
            session.messages.append(packet.payload)
            if number == len(HANDSHAKE_SIZES):
                session.keys = self._keys(pair, session.messages)

    def open(self, packet: Packet) -> PrivatePayload | None:
        """Return what an encrypted packet says, None where no session opens it.

        Raises `DecodeError` for a plaintext that is malformed.
        """
        if packet.recipient is None:
            return None
        for (initiator, responder), session in self._sessions.items():
            if session.keys is None:
                continue
            if (packet.sender, packet.recipient) == (initiator, responder):
                key = session.keys[0]
            elif (packet.sender, packet.recipient) == (responder, initiator):
                key = session.keys[1]
            else:
                continue
            try:
                # A new one each time: in a recording, copies are no replays.
                plaintext = TransportCipher(key, key).open(packet.payload)
            except DecodeError:
                continue
            return decode_private_payload(plaintext)
        return None

    def _keys(
        self, pair: tuple[PeerId, PeerId], messages: list[bytes]
    ) -> tuple[bytes, bytes] | None:
        """Return the keys of both directions by repeating a side's part."""
        for initiator, peer_id in zip((True, False), pair, strict=True):
            side = self._sides.get(peer_id)
            if side is None:
                continue
            state = HandshakeState(side.static, side.ephemeral, initiator=initiator)
            try:
                for number, message in enumerate(messages):
                    if initiator != (number % 2 == 0):
                        state.read_message(message)
                    elif state.write_message() != message:
                        # Another handshake than the one these keys took part in.
                        break
                else:
                    ours, theirs = state.split()
                    first, second = (ours, theirs) if initiator else (theirs, ours)
                    if first.key is not None and second.key is not None:
                        return first.key, second.key
            except DecodeError:
                continue
        return None


def counter_of(packet: Packet) -> int | None:
    """Return the counter that an encrypted packet shows."""
    head = packet.payload[:COUNTER_SIZE]
    return int.from_bytes(head) if len(head) == COUNTER_SIZE else None
