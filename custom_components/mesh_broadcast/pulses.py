"""What goes over the links right now, for a map that shows it; watched only on demand."""

from collections import deque
from collections.abc import Iterable
from typing import Final, NamedTuple

from homeassistant.core import callback

from .coordinator import MeshCoordinator
from .history import PUBLIC, HistoryMessage
from .history_changes import HistoryChange, MessageAdded
from .protocol import (
    DecodeError,
    Effect,
    Event,
    FrameReceived,
    LinkBound,
    LinkDown,
    LinkId,
    MessageReceived,
    PacketType,
    PeerId,
    SendFrame,
    SendPriority,
    decode_packet,
    decode_payload,
)

MAX_PULSES: Final = 60
"""In one event: more at once are a blur, and four such events a second a burden."""

MAX_OURS: Final = 50
"""Broadcasts of ours whose parts are known by their text: what leaves at once at most."""

# A frame's second byte is its type (wire section 3.1).
_TYPE: Final = 1

_KINDS: Final[dict[int, str]] = {
    PacketType.MESSAGE: "message",
    PacketType.NOISE_HANDSHAKE: "private",
    PacketType.NOISE_ENCRYPTED: "private",
}


class Pulse(NamedTuple):
    """Something that goes over links, from one peer to others."""

    message_id: str | None
    kind: str
    source: PeerId
    targets: tuple[PeerId, ...]


class Pulses:
    """Collects what went over the links since the last time it was asked."""

    def __init__(self, node: MeshCoordinator) -> None:
        """Know whose links they are so far."""
        self._own = node.identity.peer_id
        self._peers: dict[LinkId, PeerId] = {
            link.id: link.peer_id
            for link in node.manager.links
            if link.peer_id is not None
        }
        said = (m for m in node.history.newest(PUBLIC) if m.fingerprint is None)
        self._ours = deque[HistoryMessage](said, maxlen=MAX_OURS)
        self._seen: dict[Pulse, None] = {}
        self._arriving: Pulse | None = None

    def take(self) -> list[Pulse]:
        """Return what was collected, and begin anew."""
        pulses = list(self._seen)
        self._seen.clear()
        self._arriving = None
        return pulses

    @callback
    def fact(self, fact: Event | Effect) -> None:
        """Follow whose links they are, and which message it was that just came."""
        match fact:
            case LinkBound():
                if fact.peer_id is None:
                    self._peers.pop(fact.link, None)
                else:
                    self._peers[fact.link] = fact.peer_id
            case LinkDown():
                self._peers.pop(fact.link, None)
            case MessageReceived():
                self._arrived(fact.message_id)

    @callback
    def history_changed(self, change: HistoryChange) -> None:
        """Remember what we say: its parts go over the links right after."""
        if (
            isinstance(change, MessageAdded)
            and change.conversation == PUBLIC
            and change.message.fingerprint is None
        ):
            self._ours.append(change.message)

    @callback
    def _arrived(self, message_id: str) -> None:
        """Name the message that just came; a frame is handled as soon as it arrives."""
        pulse = self._arriving
        if pulse is not None and pulse.kind == "message" and pulse in self._seen:
            del self._seen[pulse]
            self._note(pulse._replace(message_id=message_id))

    @callback
    def frame(self, frame: FrameReceived | SendFrame) -> None:
        """Take in a frame on its way."""
        if isinstance(frame, FrameReceived):
            source = self._peers.get(frame.link)
            self._arriving = None
            if source is not None:
                self._arriving = Pulse(None, _kind(frame.data), source, (self._own,))
                self._note(self._arriving)
            return
        targets = self._targets(frame.links)
        if targets:
            passed_on = frame.priority is SendPriority.RELAY
            kind = "relay" if passed_on else _kind(frame.frame)
            name = self._message_of(frame.frame) if kind == "message" else None
            self._note(Pulse(name, kind, self._own, targets))

    def _message_of(self, frame: bytes) -> str | None:
        """Return the ID of the broadcast of ours that a frame is, or is a part of."""
        try:
            packet = decode_packet(frame)
            text = decode_payload(packet) if packet.sender == self._own else None
        except DecodeError:
            return None
        if not isinstance(text, str):
            return None
        said = (m.message_id for m in reversed(self._ours) if text.strip() in m.text)
        return next(said, None)

    def _targets(self, links: Iterable[LinkId]) -> tuple[PeerId, ...]:
        """Return who is at the other end of links."""
        found = (self._peers.get(link) for link in links)
        return tuple(dict.fromkeys(peer for peer in found if peer is not None))

    def _note(self, pulse: Pulse) -> None:
        """Keep a pulse; of a crowd those that mean most, and then the newest."""
        if pulse not in self._seen and len(self._seen) >= MAX_PULSES:
            if pulse.kind == "other":
                return
            others = (seen for seen in self._seen if seen.kind == "other")
            del self._seen[next(others, next(iter(self._seen)))]
        self._seen[pulse] = None


def _kind(frame: bytes) -> str:
    """Return what sort of frame it is."""
    return _KINDS.get(frame[_TYPE], "other") if len(frame) > _TYPE else "other"
