"""The mesh in memory, with stores on disk, more ways to do harm, and a record of it all."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
import random
from typing import override

from protocol import (
    DeliveryChanged,
    DeliveryFailure,
    Effect,
    LinkId,
    MeshEngine,
    MessageReceived,
    OutboxChanged,
    OutboxEntry,
    PeerPinned,
    PrivateMessageReceived,
    ReceivedPrivate,
    SendLimitError,
    SentRecord,
    TrustChanged,
    TrustRecord,
    UnknownPeerError,
)
from protocol.engine import MAX_PART_BYTES
from protocol.links import LEAST_LIMIT
from protocol.text import split_text

from tests.nemesis.history import (
    Accepted,
    Air,
    Ended,
    Fact,
    Left,
    Named,
    Restarted,
    Shown,
    Told,
)

from .mesh import Mesh, Node, Wire

FAIR_JITTER_S = 0.5
FAIR_SKEW_MS = 60_000


@dataclass(slots=True)
class Stores:
    """What of a node is on disk; each is written when the engine says that it must be."""

    outbox: tuple[OutboxEntry, ...] = ()
    sent: tuple[SentRecord, ...] = ()
    received: tuple[ReceivedPrivate, ...] = ()
    trust: tuple[TrustRecord, ...] = ()
    packets: tuple[bytes, ...] = ()

    def save_private(self, engine: MeshEngine) -> None:
        self.outbox = engine.outbox
        self.sent = engine.sent_private
        self.received = engine.received_private

    def save_all(self, engine: MeshEngine) -> None:
        self.save_private(engine)
        self.trust = engine.trust
        self.packets = engine.stored_packets


@dataclass
class RecordedNode(Node):
    """A node that stores as the coordinator does, and whose story is written down."""

    stores: Stores = field(default_factory=Stores)

    @property
    def record(self) -> list[Fact]:
        assert isinstance(self.mesh, RecordedMesh)
        return self.mesh.record

    def broadcast(self, text: str) -> None:
        """Say something to everybody, unless too much waits already."""
        try:
            sent, effects = self.engine.broadcast(text, self.now())
        except SendLimitError:
            return
        parts = split_text(text, MAX_PART_BYTES)
        skew = self.clock_offset_ms / 1000
        for message, part in zip(sent.message_ids, parts, strict=True):
            self.record.append(
                Accepted(self.mesh.time, self.name, message, part, skew_s=skew)
            )
        self.stores.packets = self.engine.stored_packets
        self.apply(effects)

    def whisper(self, to: Node, text: str) -> None:
        """Say something to one node, if it is known and there is room."""
        try:
            sent, effects = self.engine.send_private(to.peer_id, text, self.now())
        except SendLimitError, UnknownPeerError:
            return
        accepted = Accepted(self.mesh.time, self.name, sent.message_id, text, to.name)
        self.record.append(accepted)
        self.stores.save_private(self.engine)
        self.apply(effects)

    def rename(self, nickname: str) -> None:
        self.record.append(Named(self.mesh.time, self.name, nickname))
        self.configure(replace(self.engine.settings, nickname=nickname))

    @override
    def apply(self, effects: list[Effect]) -> None:
        for effect in effects:
            self._store(effect)
            self._write_down(effect)
        super().apply(effects)

    @override
    def successor(self, rng: random.Random) -> MeshEngine:
        return MeshEngine(
            self.engine.identity,
            self.engine.settings,
            rng,
            self.told(PeerPinned),
            outbox=self.stores.outbox,
            sent=self.stores.sent,
            history=self.stores.packets,
            trust=self.stores.trust,
            received=self.stores.received,
        )

    def _store(self, effect: Effect) -> None:
        """Write what the coordinator has written on an effect."""
        match effect:
            case OutboxChanged() | PrivateMessageReceived():
                self.stores.save_private(self.engine)
            case TrustChanged():
                self.stores.trust = self.engine.trust
            case MessageReceived():
                self.stores.packets = self.engine.stored_packets
            case _:
                pass

    def _write_down(self, effect: Effect) -> None:
        """Note what the user sees of an effect."""
        at = self.mesh.time
        match effect:
            case MessageReceived() | PrivateMessageReceived():
                self.record.append(
                    Shown(
                        at,
                        self.name,
                        effect.message_id,
                        effect.text,
                        self._name_of(effect.peer.fingerprint),
                        effect.peer.nickname,
                        private=isinstance(effect, PrivateMessageReceived),
                    )
                )
            case DeliveryChanged():
                self.record.append(
                    Told(
                        at,
                        self.name,
                        effect.message_id,
                        effect.status.value,
                        never_sent=effect.failure is DeliveryFailure.EXPIRED,
                    )
                )
            case _:
                pass

    def _name_of(self, fingerprint: str) -> str:
        """Return whose fingerprint this is."""
        return next(
            (
                node.name
                for node in self.mesh.nodes.values()
                if node.engine.identity.fingerprint == fingerprint
            ),
            fingerprint,
        )


class RecordedMesh(Mesh):
    """A mesh whose air can be fouled, and that keeps a record."""

    node_type = RecordedNode

    def __init__(self, seed: int, names: Iterable[str]) -> None:
        super().__init__(seed)
        self.record: list[Fact] = []
        self.garbling = 0.0
        for name in names:
            node = self.node(name)
            # By its ID, whoever knows its key of old and has not met it since.
            for called in (name, f"anon#{node.peer_id.hex()[:4]}"):
                self.record.append(Named(self.time, name, called))
        self.note_air()

    @property
    def members(self) -> list[RecordedNode]:
        return [node for node in self.nodes.values() if isinstance(node, RecordedNode)]

    def wire_between(self, a: Node, b: Node) -> Wire | None:
        ends = {a.name, b.name}
        return next(
            (w for w in self.wires if {w.central.name, w.peripheral.name} == ends), None
        )

    def link(self, a: Node, b: Node, limit: int = 509) -> None:
        """Bring two nodes together that are not."""
        if a is not b and self.wire_between(a, b) is None:
            self.connect(a, b, limit)
            self.note_air()

    def cut(self, wire: Wire) -> None:
        self.disconnect(wire)
        self.note_air()

    def foul(
        self,
        loss: float = 0.0,
        duplication: float = 0.0,
        jitter_s: float = 0.0,
        garbling: float = 0.0,
    ) -> None:
        """Make the air such, good where nothing is said."""
        self.loss, self.duplication = loss, duplication
        self.jitter_s, self.garbling = jitter_s, garbling
        self.note_air()

    def set_clock(self, node: Node, offset_ms: int) -> None:
        node.clock_offset_ms = offset_ms
        self.note_air()

    def kill(self, node: RecordedNode) -> None:
        """End a node at once; it begins again with what it had stored."""
        self.restart(node)
        self.record.append(Restarted(self.time, node.name))
        self.note_air()
        self.run(0.6)
        self.note_air()

    def reload(self, node: RecordedNode) -> None:
        """Stop a node in peace: it says goodbye, and stores all it has."""
        self.record.append(Left(self.time, node.name))
        node.leave()
        self.run(0.1)
        node.stores.save_all(node.engine)
        self.kill(node)

    def end(self) -> tuple[Fact, ...]:
        """Return all that happened."""
        return (*self.record, Ended(self.time))

    def note_air(self) -> None:
        """Write down who can reach whom, if that has changed."""
        air = Air(self.time, self._groups(), self._fair())
        before = next((f for f in reversed(self.record) if isinstance(f, Air)), None)
        if before is None or (air.groups, air.fair) != (before.groups, before.fair):
            self.record.append(air)

    def _fair(self) -> bool:
        foul = self.loss or self.garbling or self.jitter_s > FAIR_JITTER_S
        skews = [node.clock_offset_ms for node in self.nodes.values()]
        return not foul and max(skews) - min(skews) <= FAIR_SKEW_MS

    def _groups(self) -> tuple[frozenset[str], ...]:
        groups = {name: frozenset({name}) for name in self.nodes}
        for wire in self.wires:
            if wire.limit >= LEAST_LIMIT:
                joined = groups[wire.central.name] | groups[wire.peripheral.name]
                groups |= dict.fromkeys(joined, joined)
        return tuple(sorted(set(groups.values()), key=sorted))

    @override
    def _deliver(self, wire: Wire, to: Node, link: LinkId, frame: bytes) -> None:
        if self.garbling and self.random.random() < self.garbling:
            frame = self._garbled(frame)
        super()._deliver(wire, to, link, frame)

    def _garbled(self, frame: bytes) -> bytes:
        """Return what is left of a frame: some bits turned over, or its end missing."""
        cut = self.random.randrange(1, len(frame) + 1)
        if self.random.random() < 0.5:
            return frame[:cut]
        damaged = bytearray(frame)
        for _ in range(self.random.randrange(1, 4)):
            damaged[self.random.randrange(len(frame))] ^= 1 << self.random.randrange(8)
        return bytes(damaged)
