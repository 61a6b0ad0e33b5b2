"""What engine and links want back after a restart: outbox, trust, gossip, centrals."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from homeassistant.core import HomeAssistant, callback

from .const import HISTORY_SAVE_DELAY, OUTBOX_SAVE_DELAY, SAVE_DELAY
from .durable_store import DurableStore
from .protocol import (
    DeliveryStatus,
    MeshEngine,
    OutboxEntry,
    OutboxPart,
    PeerId,
    PeerTrust,
    ReceivedPrivate,
    SentRecord,
    TrustRecord,
)


@dataclass(frozen=True, slots=True)
class EngineMemory:
    """What an engine starts with; `packets` are the frames that gossip serves.

    `centrals` are for the transport: the addresses that were linked to our server, none
    where it was taken down in peace.
    """

    outbox: tuple[OutboxEntry, ...] = ()
    sent: tuple[SentRecord, ...] = ()
    received: tuple[ReceivedPrivate, ...] = ()
    trust: tuple[TrustRecord, ...] = ()
    packets: tuple[bytes, ...] = ()
    centrals: frozenset[str] = frozenset()


class _StoredOutbox(TypedDict):
    """Private messages that wait, with their texts; the IDs of those sent and shown."""

    outbox: list[dict[str, Any]]
    sent: NotRequired[list[dict[str, Any]]]
    received: list[dict[str, Any]]


class _StoredTrust(TypedDict):
    """Trust in peers."""

    trust: list[dict[str, Any]]


class _StoredGossip(TypedDict):
    """Public frames in Base64."""

    packets: list[str]


class _StoredCentrals(TypedDict):
    """Addresses of who is linked to our server."""

    centrals: list[str]


class EngineStore:
    """Four files, because they change at four paces."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Name the files."""
        self._engine: MeshEngine | None = None
        self._outbox = DurableStore[_StoredOutbox](
            hass, "outbox", self._stored_outbox, OUTBOX_SAVE_DELAY, threaded=False
        )
        self._trust = DurableStore[_StoredTrust](
            hass, "trust", self._stored_trust, HISTORY_SAVE_DELAY, threaded=False
        )
        self._gossip = DurableStore[_StoredGossip](
            hass, "gossip", self._stored_gossip, SAVE_DELAY, threaded=False
        )
        self._centrals = DurableStore[_StoredCentrals](
            hass, "centrals", self._stored_centrals, OUTBOX_SAVE_DELAY, threaded=False
        )
        self.writers = (self._outbox, self._trust, self._gossip, self._centrals)
        self._addresses: frozenset[str] = frozenset()

    async def async_load(self) -> EngineMemory:
        """Read what the last engine left."""
        waiting = await self._outbox.async_load(_read_outbox)
        outbox, sent, received = ((), (), ()) if waiting is None else waiting
        return EngineMemory(
            outbox=outbox,
            sent=sent,
            received=received,
            trust=await self._trust.async_load(_read_trust) or (),
            packets=await self._gossip.async_load(_read_gossip) or (),
            centrals=await self._centrals.async_load(_read_centrals) or frozenset(),
        )

    @callback
    def async_follow(self, engine: MeshEngine) -> None:
        """Store what this engine has from now on."""
        self._engine = engine

    @callback
    def async_outbox_changed(self) -> None:
        """Store the outbox, and what was shown, soon."""
        self._outbox.async_save_soon()

    @callback
    def async_trust_changed(self) -> None:
        """Store trust soon."""
        self._trust.async_save_soon()

    @callback
    def async_gossip_changed(self) -> None:
        """Store what gossip serves, in a while: others have it too."""
        self._gossip.async_save_soon()

    @callback
    def async_centrals_changed(self, addresses: frozenset[str]) -> None:
        """Store who is linked to our server, soon."""
        if addresses != self._addresses:
            self._addresses = addresses
            self._centrals.async_save_soon()

    async def async_flush_received(self) -> bool:
        """Write now which messages were shown; return whether that could be done."""
        return await self._outbox.async_flush()

    async def async_flush(self) -> None:
        """Write everything now."""
        for store in self.writers:
            await store.async_flush()

    async def async_remove(self) -> None:
        """Forget everything for good."""
        for store in self.writers:
            await store.async_remove()

    def _stored_outbox(self) -> _StoredOutbox:
        """Return the outbox in the form on disk."""
        if self._engine is None:
            return {"outbox": [], "sent": [], "received": []}
        return {
            "outbox": [
                {
                    "id": entry.message_id,
                    "peer": entry.peer_id.hex(),
                    "parts": [
                        {
                            "id": part.message_id,
                            "text": part.text,
                            "delivered": part.delivered,
                        }
                        for part in entry.parts
                    ],
                    "queued": entry.queued_ms,
                    "attempts": entry.attempts,
                    "status": entry.status.value,
                }
                for entry in self._engine.outbox
            ],
            "sent": [
                {
                    "peer": record.peer_id.hex(),
                    "id": record.message_id,
                    "unread": list(record.unread),
                    "undelivered": list(record.undelivered),
                }
                for record in self._engine.sent_private
            ],
            "received": [
                {
                    "peer": shown.peer_id.hex(),
                    "id": shown.message_id,
                    "received": shown.received_ms,
                }
                for shown in self._engine.received_private
            ],
        }

    def _stored_trust(self) -> _StoredTrust:
        """Return trust in the form on disk."""
        records = () if self._engine is None else self._engine.trust
        return {
            "trust": [
                {
                    "peer": record.peer_id.hex(),
                    "noise_key": record.noise_key.hex(),
                    "signing_key": record.signing_key.hex(),
                    "trust": record.trust.value,
                    "blocked": record.blocked,
                }
                for record in records
            ]
        }

    def _stored_centrals(self) -> _StoredCentrals:
        """Return who is linked to our server in the form on disk."""
        return {"centrals": sorted(self._addresses)}

    def _stored_gossip(self) -> _StoredGossip:
        """Return what gossip serves in the form on disk."""
        packets = () if self._engine is None else self._engine.stored_packets
        return {"packets": [b64encode(packet).decode() for packet in packets]}


def _read_outbox(
    stored: Mapping[str, Any],
) -> tuple[
    tuple[OutboxEntry, ...], tuple[SentRecord, ...], tuple[ReceivedPrivate, ...]
]:
    """Read the form on disk."""
    text, number, flag = _is(str), _is(int), _is(bool)
    outbox = tuple(
        OutboxEntry(
            message_id=text(entry["id"]),
            peer_id=_peer_id(entry["peer"]),
            parts=tuple(
                OutboxPart(
                    text(part["id"]), text(part["text"]), flag(part["delivered"])
                )
                for part in entry["parts"]
            ),
            queued_ms=number(entry["queued"]),
            attempts=number(entry["attempts"]),
            status=DeliveryStatus(entry["status"]),
        )
        for entry in stored["outbox"]
    )
    sent = tuple(
        SentRecord(
            text(record["id"]),
            _peer_id(record["peer"]),
            tuple(map(text, record["unread"])),
            tuple(map(text, record["undelivered"])),
        )
        # Files of before 1.0 do not have it
        for record in stored.get("sent", ())
    )
    received = tuple(
        ReceivedPrivate(
            _peer_id(shown["peer"]), text(shown["id"]), number(shown["received"])
        )
        for shown in stored["received"]
    )
    return outbox, sent, received


def _read_trust(stored: Mapping[str, Any]) -> tuple[TrustRecord, ...]:
    """Read the form on disk."""
    return tuple(
        TrustRecord(
            peer_id=_peer_id(record["peer"]),
            noise_key=_key(record["noise_key"]),
            signing_key=_key(record["signing_key"]),
            trust=PeerTrust(record["trust"]),
            blocked=_is(bool)(record["blocked"]),
        )
        for record in stored["trust"]
    )


def _read_gossip(stored: Mapping[str, Any]) -> tuple[bytes, ...]:
    """Read the form on disk; the engine judges each frame as if it came in now."""
    return tuple(b64decode(packet, validate=True) for packet in stored["packets"])


def _read_centrals(stored: Mapping[str, Any]) -> frozenset[str]:
    """Read the form on disk."""
    return frozenset(map(_is(str), stored["centrals"]))


def _peer_id(text: str) -> PeerId:
    """Read a peer ID."""
    return PeerId(_bytes(text, 8))


def _key(text: str) -> bytes:
    """Read a key; of a blocked peer that was never met it may be empty."""
    return _bytes(text, 32) if text else b""


def _bytes(text: str, size: int) -> bytes:
    """Read so many bytes in hex."""
    value = bytes.fromhex(text)
    if len(value) != size:
        raise ValueError(f"{len(value)} bytes instead of {size}")
    return value


def _is[V](kind: type[V]) -> Callable[[Any], V]:
    """Return what lets only values of a type through."""

    def check(value: Any) -> V:
        """Refuse a value of another type."""
        if not isinstance(value, kind):
            raise TypeError(f"{type(value).__name__} instead of {kind.__name__}")
        return value

    return check
