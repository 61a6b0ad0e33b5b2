"""Broadcasts that matter: who is known to have them, by what they send us themselves.

A neighbour passes a packet on, but not back on the link that it came over, so that one
who knows nobody but us never echoes. What it has it tells all the same, whenever it
asks for what it missed (section 7.2). Both are its own word; nobody else can give it.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from .events import AlarmEvidence, AlarmHeard, Effect, Instant
from .freshness import CLOCK_WINDOW_MS
from .gcs import bucket, decode_filter
from .packet import PacketType, PeerId
from .request_sync import RequestSync

ALARMS = 32
"""Alarms that are followed; the oldest is dropped for one more."""

HEARERS = 64
"""Peers that are noted for one alarm: far more than links can be held."""

REPEATABLE_MS = CLOCK_WINDOW_MS - 20_000
"""Age up to which a repeated packet is accepted everywhere (5.4): 20 s are for the way
through the mesh, and for clocks that differ."""


@dataclass(frozen=True, slots=True)
class AlarmPart:
    """One signed packet of an alarm."""

    identifier: bytes
    timestamp: int
    frame: bytes


@dataclass(slots=True)
class _Alarm:
    """One alarm, and what is known of who has it."""

    parts: tuple[AlarmPart, ...]
    echoed: dict[PeerId, set[bytes]] = field(default_factory=dict)
    listed: dict[PeerId, bytes] = field(default_factory=dict)
    heard: set[PeerId] = field(default_factory=set)


class Alarms:
    """Follows alarms; who turns out to have one is appended to `effects`."""

    def __init__(self, effects: list[Effect]) -> None:
        """Begin without any."""
        self._effects = effects
        self._alarms: OrderedDict[str, _Alarm] = OrderedDict()

    def __len__(self) -> int:
        """Return how many alarms are followed."""
        return len(self._alarms)

    def follow(self, name: str, parts: Iterable[AlarmPart]) -> None:
        """Follow an alarm by the ID of its first part."""
        self._alarms[name] = _Alarm(tuple(parts))
        if len(self._alarms) > ALARMS:
            self._alarms.popitem(last=False)

    def end(self, name: str) -> None:
        """Follow an alarm no longer."""
        self._alarms.pop(name, None)

    def repeatable(self, name: str, now: Instant) -> tuple[AlarmPart, ...]:
        """Return the packets of an alarm, none when they are too old to be taken."""
        alarm = self._alarms.get(name)
        if alarm is None or any(
            now.unix_ms - part.timestamp > REPEATABLE_MS for part in alarm.parts
        ):
            return ()
        return alarm.parts

    def echoed(self, identifier: bytes, peer_id: PeerId | None, now: Instant) -> None:
        """Note that a neighbour sent a packet of ours back; only one with a name."""
        if peer_id is None:
            return
        for name, alarm in self._alarms.items():
            if identifier not in (part.identifier for part in alarm.parts):
                continue
            if len(alarm.echoed) >= HEARERS and peer_id not in alarm.echoed:
                return
            parts = alarm.echoed.setdefault(peer_id, set())
            parts.add(identifier)
            if len(parts) == len(alarm.parts):
                self._has(name, alarm, peer_id, AlarmEvidence.ECHO, now)

    def listed(
        self,
        peer_id: PeerId,
        request: RequestSync,
        now: Instant,
        *,
        certain: bool = False,
    ) -> None:
        """Look for alarms in what a neighbour says that it has.

        A filter names one in 128 packets that are not in it. So it takes two that
        differ, one after the other, or one that is `certain` to name all of ours.
        """
        if not self._alarms or not request.wants(PacketType.MESSAGE):
            return
        values = frozenset(decode_filter(request.p, request.m, request.data))
        digest = sha256(request.m.to_bytes(4) + request.data).digest()
        for name, alarm in self._alarms.items():
            if not all(
                bucket(part.identifier, request.m) in values for part in alarm.parts
            ):
                alarm.listed.pop(peer_id, None)
            elif certain:
                self._has(name, alarm, peer_id, AlarmEvidence.LISTED, now)
            elif peer_id not in alarm.listed:
                if len(alarm.listed) < HEARERS:
                    alarm.listed[peer_id] = digest
            elif alarm.listed[peer_id] != digest:
                self._has(name, alarm, peer_id, AlarmEvidence.LISTED, now)

    def _has(
        self,
        name: str,
        alarm: _Alarm,
        peer_id: PeerId,
        evidence: AlarmEvidence,
        now: Instant,
    ) -> None:
        """Tell once that somebody has an alarm."""
        if peer_id not in alarm.heard:
            alarm.heard.add(peer_id)
            self._effects.append(AlarmHeard(name, peer_id, evidence, now.unix_ms))
