"""One engine on the bench: scripted neighbours, and a clock that the test turns."""

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

from protocol import (
    DropReason,
    Effect,
    Event,
    FrameReceived,
    Identity,
    Instant,
    LinkDown,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    Packet,
    PacketType,
    PeerId,
    PeerPinned,
    SendFrame,
    Tick,
    decode_packet,
    encode_packet,
)
from protocol.announce import Announce
from protocol.signature import sign

from .mesh import EPOCH_MS, identity


class Bench:
    """An engine and what it did."""

    def __init__(
        self, *, relay: bool = True, pins: tuple[PeerPinned, ...] = ()
    ) -> None:
        self.time = 500.0
        self.clock_offset_ms = 0
        self.engine = MeshEngine(
            identity("bench"), MeshSettings("Bench", relay), Random(7), pins
        )
        self.effects: list[Effect] = []
        self._stamp = 0

    @property
    def peer_id(self) -> PeerId:
        return self.engine.identity.peer_id

    @property
    def dropped(self) -> Counter[DropReason]:
        return Counter(self.engine.statistics.dropped)

    @property
    def checks(self) -> int:
        return self.engine.statistics.signature_checks

    def now(self) -> Instant:
        unix_ms = EPOCH_MS + round(self.time * 1000) + self.clock_offset_ms
        return Instant(self.time, unix_ms)

    def handle(self, event: Event) -> list[Effect]:
        return self.note(self.engine.handle(event, self.now()))

    def note(self, effects: list[Effect]) -> list[Effect]:
        self.effects += effects
        return effects

    def up(
        self,
        name: str,
        role: LinkRole = LinkRole.CENTRAL,
        *,
        limit: int = 509,
        anonymous: bool = False,
    ) -> LinkId:
        link = LinkId(name)
        self.handle(LinkUp(link, role, f"address of {name}", limit, anonymous))
        return link

    def down(self, link: LinkId) -> list[Effect]:
        return self.handle(LinkDown(link))

    def neighbour(
        self, name: str, role: LinkRole = LinkRole.CENTRAL, *, limit: int = 509
    ) -> LinkId:
        """Return a link at whose other end somebody has announced themselves."""
        link = self.up(f"to {name}", role, limit=limit)
        self.receive(link, self.announce(name))
        return link

    def receive(
        self, link: LinkId, frame: bytes | Packet, rssi: int | None = -50
    ) -> list[Effect]:
        data = encode_packet(frame) if isinstance(frame, Packet) else frame
        return self.handle(FrameReceived(link, data, rssi))

    def run(self, seconds: float) -> list[Effect]:
        """Let time pass; a `Tick` comes whenever the engine wants one."""
        end = self.time + seconds
        done: list[Effect] = []
        while (due := self.engine.next_deadline()) is not None and due <= end:
            self.time = max(self.time, due)
            done += self.handle(Tick())
        self.time = end
        return done

    # -- what neighbours send

    def stamp(self, age_s: float = 0.0) -> int:
        """Return a time for a packet that no other has."""
        self._stamp += 1
        return self.now().unix_ms - round(age_s * 1000) + self._stamp % 50

    def packet(
        self,
        kind: int,
        sender: str,
        payload: bytes,
        *,
        ttl: int = 7,
        age_s: float = 0.0,
        signed: bool = True,
        **fields: Any,
    ) -> Packet:
        who = identity(sender)
        made = Packet(kind, ttl, self.stamp(age_s), who.peer_id, payload)
        made = replace(made, **fields)
        return sign(made, who) if signed else made

    def announce(
        self,
        sender: str,
        *,
        nickname: str | None = None,
        keys: Identity | None = None,
        neighbours: tuple[PeerId, ...] = (),
        **how: Any,
    ) -> Packet:
        who = keys or identity(sender)
        payload = Announce(
            nickname or sender, who.noise_key, who.signing_key, neighbours
        ).encode()
        return self.packet(PacketType.ANNOUNCE, sender, payload, **how)

    def message(self, sender: str, text: str = "hello", **how: Any) -> Packet:
        return self.packet(PacketType.MESSAGE, sender, text.encode(), **how)


def sent(effects: list[Effect], kind: int | None = None) -> list[Packet]:
    """Return the packets that were sent, one for each effect."""
    packets = [decode_packet(e.frame) for e in effects if isinstance(e, SendFrame)]
    return [p for p in packets if kind is None or p.type == kind]


def links_of(effects: list[Effect], kind: int) -> set[LinkId]:
    """Return the links that packets of a type went out on."""
    return {
        link
        for effect in effects
        if isinstance(effect, SendFrame) and effect.frame[1] == kind
        for link in effect.links
    }


def texts(effects: list[Effect]) -> list[str]:
    """Return what was shown."""
    return [e.text for e in effects if isinstance(e, MessageReceived)]
