"""Handshakes, what comes out of them, and tables full of both."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from custom_components.mesh_broadcast.protocol import DecodeError, Identity, PeerId
from custom_components.mesh_broadcast.protocol.noise import HandshakeState
from custom_components.mesh_broadcast.protocol.session_effects import (
    Decrypted,
    SendEncrypted,
    SendHandshake,
    SessionEffect,
)
from custom_components.mesh_broadcast.protocol.sessions import (
    EARLY_OVERALL,
    MAX_HALF_OPEN,
    SessionTable,
)
from custom_components.mesh_broadcast.protocol.transport_cipher import (
    REPLAY_WINDOW,
    ReplayWindow,
    TransportCipher,
)

from ..people import ANNA, BERT, CARL
from ..reader import Reader
from ..target import Effort, Target, refused, require

_MAX_WAITING = 64


def _static(identity: Identity) -> X25519PrivateKey:
    """Return a static key as a handshake takes it."""
    return X25519PrivateKey.from_private_bytes(identity.noise_private)


@cache
def _steps() -> tuple[tuple[HandshakeState, bytes], ...]:
    """Return whoever waits for each of the three messages, and the message."""
    anna = HandshakeState(_static(ANNA), b"\x01" * 32, initiator=True)
    bert = HandshakeState(_static(BERT), b"\x02" * 32, initiator=False)
    waiting = []
    for sender, receiver in ((anna, bert), (bert, anna), (anna, bert)):
        message = sender.write_message()
        waiting.append((receiver.copy(), message))
        receiver.read_message(message)
    return tuple(waiting)


def handshake(data: bytes) -> None:
    """Give somebody any message where one of a handshake is due."""
    reader = Reader(data)
    state, message = _steps()[reader.below(3)]
    before = state.handshake_hash
    received = reader.rest()
    twin = state.copy()
    try:
        twin.read_message(received)
    except DecodeError as err:
        refused(err)
    else:
        # Without a key yet, message 1 may say anything; afterwards only the real one.
        require(not state.symmetric.has_key or received == message, "a forgery passes")
        if twin.complete:
            twin.split()
        else:
            write(twin)
    require(state.handshake_hash == before, "the original is not what it was")
    require(state.remote_static is None, "the original knows somebody")


def write(state: HandshakeState) -> None:
    """Write the next message, whatever key the other side brought."""
    try:
        state.write_message()
    except DecodeError as err:
        refused(err)


def transport(data: bytes) -> None:
    """Open what may be a message of a session: forged, late, twice, garbled."""
    reader = Reader(data)
    sender = TransportCipher(b"\x01" * 32, b"\x02" * 32)
    receiver = TransportCipher(b"\x02" * 32, b"\x01" * 32)
    sealed: list[bytes] = []
    opened: Counter[bytes] = Counter()
    while reader:
        match reader.below(4):
            case 0:
                sender.sent = min(sender.sent + reader.byte() ** 2, 1 << 32)
                if not sender.exhausted:
                    sealed.append(sender.seal(len(sealed).to_bytes(2)))
                continue
            case 1:
                message = reader.piece()
            case _ if not sealed:
                continue
            case 2:
                message = sealed[reader.byte() % len(sealed)]
            case _:
                garbled = bytearray(sealed[reader.byte() % len(sealed)])
                garbled[reader.byte() % len(garbled)] ^= 1 + reader.below(255)
                message = bytes(garbled)
        highest = receiver.window.highest
        try:
            opened[receiver.open(message)] += 1
        except DecodeError as err:
            refused(err)
            require(receiver.window.highest == highest, "a refusal changes something")
            continue
        require(message in sealed, "a forgery passes")
    require(all(count == 1 for count in opened.values()), "opened twice")


def replay(data: bytes) -> None:
    """Compare the window of counters with a set that forgets nothing."""
    reader = Reader(data)
    window = ReplayWindow()
    seen: set[int] = set()
    while reader:
        choice = reader.byte()
        counter = (0, max(0, window.highest - 8 * reader.byte()), reader.number(4))[
            choice % 3
        ] + (choice >> 2)
        highest = window.highest
        new = counter > highest or (
            highest - counter < REPLAY_WINDOW and counter not in seen
        )
        require(window.admits(counter) == new, "another answer than a set's")
        if new:
            window.mark(counter)
            seen.add(counter)
        require(not window.admits(counter), "marked and still new")


class _Air:
    """Two nodes with sessions, and what is on its way between them and others."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.now = 100.0
        self.tables = {
            who.peer_id: SessionTable(who, _Keys(who).next) for who in (ANNA, BERT)
        }
        self.waiting: list[tuple[PeerId, PeerId, bool, bytes]] = []
        self.said: dict[tuple[PeerId, PeerId], set[bytes]] = {}
        self.heard: Counter[tuple[PeerId, PeerId, bytes]] = Counter()

    def take(self, node: PeerId, effects: list[SessionEffect]) -> None:
        """Put what a node wants sent on its way, and check what it was told."""
        for effect in effects:
            match effect:
                case SendHandshake(peer, payload):
                    self.waiting.append((node, peer, True, payload))
                case SendEncrypted(peer, payload):
                    self.waiting.append((node, peer, False, payload))
                case Decrypted(peer, plaintext):
                    said = self.said.get((peer, node), set())
                    require(plaintext in said, "something that nobody said")
                    self.heard[peer, node, plaintext] += 1
                    require(self.heard[peer, node, plaintext] == 1, "heard twice")
        del self.waiting[:-_MAX_WAITING]

    def arrive(
        self, sender: PeerId, node: PeerId, *, handshake: bool, payload: bytes
    ) -> None:
        """Let something arrive, if it is for one of the two."""
        table = self.tables.get(node)
        if table is None:
            return
        receive = table.handshake_received if handshake else table.encrypted_received
        self.take(node, receive(sender, payload, self.now))

    def check(self) -> None:
        """Check the tables' bounds."""
        for node, table in self.tables.items():
            require(table.half_open <= MAX_HALF_OPEN, "too many half open")
            require(table.next_deadline() > self.now - 1e9, "a deadline of long ago")
            ticks = 0
            while table.next_deadline() <= self.now:
                self.take(node, table.due(self.now))
                ticks += 1
                require(ticks < EARLY_OVERALL, "it runs hot")


class _Keys:
    """Secrets that are the same in every run."""

    def __init__(self, who: Identity) -> None:
        """Begin with the first."""
        self._who = who
        self._count = 0

    def next(self, size: int) -> bytes:
        """Return the next secret."""
        self._count += 1
        return (self._who.noise_private + self._count.to_bytes(4))[-size:]


def sessions(data: bytes) -> None:
    """Let two nodes talk over an air that loses, repeats, garbles and forges."""
    reader = Reader(data)
    air = _Air()
    count = 0
    while reader:
        choice = reader.byte()
        one, other = (ANNA, BERT) if choice & 0x80 else (BERT, ANNA)
        match choice % 10:
            case 0:
                started = air.tables[one.peer_id].start(other.peer_id, air.now)
                air.take(one.peer_id, started)
            case 1 | 2 | 3 if air.waiting:
                sender, node, kind, payload = air.waiting.pop(0)
                air.arrive(sender, node, handshake=kind, payload=payload)
            case 4 if air.waiting:
                air.waiting.append(air.waiting[reader.byte() % len(air.waiting)])
            case 5 if air.waiting:
                del air.waiting[reader.byte() % len(air.waiting)]
            case 6 if air.waiting:
                sender, node, kind, payload = air.waiting.pop()
                garbled = bytearray(payload)
                garbled[reader.byte() % len(garbled)] ^= 1 + reader.below(255)
                air.arrive(sender, node, handshake=kind, payload=bytes(garbled))
            case 7:
                text = b"\x01" + count.to_bytes(2)
                count += 1
                sealed = air.tables[one.peer_id].encrypt(other.peer_id, text, air.now)
                if sealed is not None:
                    air.said.setdefault((one.peer_id, other.peer_id), set()).add(text)
                    air.waiting.append((one.peer_id, other.peer_id, False, sealed))
            case 8:
                step = reader.byte()
                air.now += step / 8 if step < 0xF0 else 7_200.0
            case 9:
                sender = (one, other, CARL)[reader.below(3)].peer_id
                forged = reader.piece()
                kind = bool(choice & 0x40)
                air.arrive(sender, one.peer_id, handshake=kind, payload=forged)
            case _:
                pass
        air.check()


def _messages() -> Iterator[bytes]:
    """Yield the three messages of a handshake, each to whom it is for."""
    for number, (_, message) in enumerate(_steps()):
        yield bytes((number,)) + message
    yield b"\x01" + bytes(96)


def _sealed() -> Iterator[bytes]:
    """Yield messages in order, out of order and twice."""
    yield bytes((0, 0, 0, 0, 0, 0, 2, 0, 2, 2, 2, 1, 2, 0, 3, 1, 5, 7))
    yield bytes((0, 255, 0, 255, 2, 1, 2, 0, 1, 20, *range(20)))


def _talks() -> Iterator[bytes]:
    """Yield conversations: a session, one that crosses, one that is replaced."""
    carry = bytes((1,)) * 8
    yield bytes((0x80,)) + carry + bytes((0x87, 7)) + carry
    yield bytes((0x80, 0)) + carry + bytes((0x87, 7)) + carry + bytes((8, 0xFF)) + carry
    yield bytes((0x80, 1, 4, 0, 1, 1, 6, 3, 9, 5, 0x49, 2, 32, *range(32))) + carry
    yield bytes((0x80,)) + carry + bytes((0, 8, 44)) + carry + bytes((7, 1, 1))


def _counters() -> Iterator[bytes]:
    """Yield counters near, far and far behind."""
    yield bytes((0, 4, 8, 2, 0, 0, 1, 0, 1, 3, 1, 200))


TARGETS = (
    Target(
        "noise-handshake",
        "each message of a handshake, forged",
        handshake,
        _messages,
        Effort(400, 0.1),
        256,
    ),
    Target(
        "noise-transport",
        "messages of a session: late, twice, garbled, forged",
        transport,
        _sealed,
        Effort(500, 40),
        256,
    ),
    Target(
        "replay-window",
        "counters of any size in any order",
        replay,
        _counters,
        Effort(100, 40),
        256,
    ),
    Target(
        "sessions",
        "two session tables over a hostile air",
        sessions,
        _talks,
        Effort(2_000, 800),
        256,
        smoke=600,
    ),
)
