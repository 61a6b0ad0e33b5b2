"""How often a node checks signatures: once for each packet, never for its copies."""

from dataclasses import replace
from random import Random

from custom_components.mesh_broadcast.protocol import (
    FrameReceived,
    Identity,
    Instant,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    Tick,
)
from custom_components.mesh_broadcast.protocol.announce import Announce
from custom_components.mesh_broadcast.protocol.packet import (
    MAX_TTL,
    Packet,
    PacketType,
    encode_packet,
    with_ttl,
)
from custom_components.mesh_broadcast.protocol.signature import sign

from .checks import counted_checks
from .measure import Measure, exactly
from .workload import EPOCH_MS, identity, message

LINKS = 7
SENDERS = 20
MESSAGES = 400
FORGERIES = 100


class Listener:
    """A node with links, and a clock that goes on with each frame."""

    def __init__(self, links: int = LINKS) -> None:
        """Begin with the links up."""
        self.at = 500.0
        self.engine = MeshEngine(identity("node"), MeshSettings("node"), Random(3))
        for number in range(links):
            up = LinkUp(
                LinkId(f"link {number}"), LinkRole.CENTRAL, f"address {number}", 509
            )
            self.engine.handle(up, self.now())

    def now(self) -> Instant:
        """Return the moment on both clocks."""
        return Instant(self.at, EPOCH_MS + round(self.at * 1000))

    def hear(self, frame: bytes, link: int = 0) -> None:
        """Hear a frame a few milliseconds after the one before."""
        self.rest(0.003)
        received = FrameReceived(LinkId(f"link {link}"), frame, -60)
        self.engine.handle(received, self.now())

    def rest(self, seconds: float) -> None:
        """Let time go by, and do what is due meanwhile."""
        end = self.at + seconds
        while (due := self.engine.next_deadline()) is not None and due <= end:
            self.at = max(self.at, due)
            self.engine.handle(Tick(), self.now())
        self.at = end

    def meet(self, who: Identity) -> None:
        """Hear somebody's announce."""
        payload = Announce("somebody", who.noise_key, who.signing_key).encode()
        packet = Packet(
            PacketType.ANNOUNCE,
            MAX_TTL - 1,
            self.now().unix_ms,
            who.peer_id,
            payload,
        )
        self.hear(encode_packet(sign(packet, who)))


def copies(frame: bytes) -> list[bytes]:
    """Return what comes of a packet over seven links: other TTLs, padded or not."""
    padded = frame + bytes((20,)) * 20
    return [with_ttl((frame, padded)[n % 2], MAX_TTL - n % 4) for n in range(LINKS)]


def checks() -> list[Measure]:
    """Count the checks of messages that come over each of seven links."""
    listener = Listener()
    people = [identity(f"person {number}") for number in range(SENDERS)]
    for who in people:
        listener.meet(who)
    first = again = 0
    with counted_checks() as checks:
        for number in range(MESSAGES):
            # Every second text is one that encoders compress.
            text = f"message {number} " + "hello mesh " * (20 * (number % 2))
            packet = message(
                people[number % SENDERS], listener.now().unix_ms, text, MAX_TTL - 1
            )
            for copy, frame in enumerate(copies(encode_packet(packet))):
                before = checks.count
                listener.hear(frame, copy)
                if copy == 0:
                    first += checks.count - before
                else:
                    again += checks.count - before
        shown = listener.engine.statistics.delivered
        if shown != MESSAGES:
            raise RuntimeError(f"{shown} of {MESSAGES} messages were shown")
        forged = _forged_checks(listener, people[0], plain=True)
        dearest = _forged_checks(listener, people[0], plain=False)
    return [
        Measure(
            "b.checks_unique",
            "signature checks per unique packet",
            first / MESSAGES,
            "",
            exactly(1),
            exact=True,
            note=f"{MESSAGES} messages, half of them compressed",
        ),
        Measure(
            "b.checks_duplicate",
            "signature checks per duplicate",
            again / (MESSAGES * (LINKS - 1)),
            "",
            exactly(0),
            exact=True,
            note=f"{MESSAGES * (LINKS - 1)} copies with other TTLs and padding",
        ),
        Measure(
            "b.checks_forged",
            "signature checks per forged copy of a short text",
            forged / FORGERIES,
            "",
            exact=True,
        ),
        Measure(
            "b.checks_forged_long",
            "signature checks per forged copy of a text that can be compressed",
            dearest / FORGERIES,
            "",
            exact=True,
            note="a relay may have compressed it otherwise: each form is tried once",
        ),
    ]


def _forged_checks(listener: Listener, who: Identity, *, plain: bool) -> int:
    """Return the checks that forgeries in somebody's name cost, copies included."""
    random = Random(5)
    with counted_checks() as checks:
        for number in range(FORGERIES):
            text = f"forgery {number} " + ("" if plain else "of a kind " * 30)
            real = message(who, listener.now().unix_ms, text, MAX_TTL - 1)
            forged = encode_packet(replace(real, signature=random.randbytes(64)))
            for copy, frame in enumerate(copies(forged)):
                listener.hear(frame, copy)
        return checks.count
