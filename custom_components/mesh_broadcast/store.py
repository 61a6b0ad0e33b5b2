"""What outlives a restart: this node's keys, and the peers that it knows.

The keys have a private store of their own. Losing them makes the node a new person to
everybody, so they are created once and never replaced in silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
import secrets
from typing import TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, UnsupportedStorageVersionError
from homeassistant.helpers.storage import Store

from .const import DOMAIN, MAX_HIDDEN_PEERS, MAX_KNOWN_PEERS, SAVE_DELAY
from .durable_store import DurableStore, StoreWriter
from .protocol import Identity, Peer, PeerId, PeerPinned, fingerprint_of, peer_id_of

_VERSION = 1

# What reading a damaged or foreign file raises.
_UNREADABLE = (
    HomeAssistantError,
    # What Home Assistant's store raises for a file of an older version
    NotImplementedError,
    OSError,
    KeyError,
    TypeError,
    ValueError,
)


class IdentityError(Exception):
    """The identity is missing, damaged, or not the one that this entry had."""


class NewerIdentityError(IdentityError):
    """The identity was written by a newer version: it is there, but not for us."""

    def __init__(self, version: int, readable: int) -> None:
        """Know which version, and which one we read at most."""
        super().__init__(f"version {version}")
        self.placeholders = {"version": str(version), "readable": str(readable)}


class _StoredIdentity(TypedDict):
    """The keys on disk, in hex."""

    keys: str


class IdentityStore:
    """The one place where private keys are kept."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Name the file."""
        self._store = Store[_StoredIdentity](
            hass, _VERSION, f"{DOMAIN}.identity", private=True, atomic_writes=True
        )

    async def async_load(self, fingerprint: str | None) -> Identity:
        """Return the identity; create it only where there has never been one.

        `fingerprint` is that of the identity which the config entry remembers. Raises
        `IdentityError` where the file does not hold just that one.
        """
        try:
            stored = await self._store.async_load()
            identity = (
                None
                if stored is None
                else Identity.from_bytes(bytes.fromhex(stored["keys"]))
            )
        except UnsupportedStorageVersionError as err:
            raise NewerIdentityError(
                err.found_version, err.max_supported_version
            ) from None
        except _UNREADABLE as err:
            # The cause may quote the file, and that holds keys: say only its kind.
            raise IdentityError(type(err).__name__) from None
        if identity is None:
            if fingerprint is not None:
                raise IdentityError("missing")
            identity = Identity.generate(secrets.token_bytes)
            await self._store.async_save({"keys": identity.to_bytes().hex()})
        elif fingerprint not in (None, identity.fingerprint):
            raise IdentityError("another identity")
        return identity

    async def async_remove(self) -> None:
        """Forget the keys for good."""
        await self._store.async_remove()


@dataclass(frozen=True, slots=True)
class KnownPeer:
    """A peer as remembered across restarts; its signing key is pinned."""

    noise_key: bytes
    signing_key: bytes
    nickname: str
    last_seen_ms: int

    @property
    def peer_id(self) -> PeerId:
        """Return the ID that it has on the air."""
        return peer_id_of(self.noise_key)


class _StoredPeer(TypedDict):
    """A peer on disk, keys in hex."""

    noise_key: str
    signing_key: str
    nickname: str
    last_seen: int


class _StoredPeers(TypedDict):
    """All peers on disk, and the fingerprints that the user removed."""

    peers: list[_StoredPeer]
    hidden: list[str]


class PeerStore:
    """The peers known by fingerprint, bounded, the longest unseen forgotten first."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin with nobody."""
        self._store = DurableStore[_StoredPeers](
            hass, "peers", self._as_stored, SAVE_DELAY, threaded=False
        )
        self._peers: dict[str, KnownPeer] = {}
        self._hidden: dict[str, None] = {}

    async def async_load(self) -> None:
        """Read what was saved; peers announce themselves again, so damage is no end."""
        await self._store.async_load(self._restore)

    async def async_remove(self) -> None:
        """Forget everybody for good."""
        await self._store.async_remove()

    @property
    def writers(self) -> tuple[StoreWriter, ...]:
        """Return what writes the file."""
        return (self._store,)

    async def async_flush(self) -> None:
        """Write now."""
        await self._store.async_flush()

    def get(self, fingerprint: str) -> KnownPeer | None:
        """Return what is known of a peer."""
        return self._peers.get(fingerprint)

    def items(self) -> Iterable[tuple[str, KnownPeer]]:
        """Return all known peers by fingerprint."""
        return self._peers.items()

    def pins(self) -> Iterable[PeerPinned]:
        """Return the pinned keys, as the engine takes them."""
        return [
            PeerPinned(peer.peer_id, peer.noise_key, peer.signing_key)
            for peer in self._peers.values()
        ]

    @callback
    def pin(self, pinned: PeerPinned, now_ms: int, keep: Iterable[str]) -> None:
        """Remember a key that was met first; those in `keep` are never evicted."""
        fingerprint = fingerprint_of(pinned.noise_key)
        self._peers[fingerprint] = KnownPeer(
            pinned.noise_key, pinned.signing_key, "", now_ms
        )
        if len(self._peers) > MAX_KNOWN_PEERS:
            kept = {fingerprint, *keep}
            oldest = min(
                (other for other in self._peers if other not in kept),
                key=lambda other: self._peers[other].last_seen_ms,
                default=fingerprint,
            )
            del self._peers[oldest]
        self._save_soon()

    @callback
    def update(self, peer: Peer) -> None:
        """Remember a peer's name and when it was last seen."""
        if (known := self._peers.get(peer.fingerprint)) is None:
            return
        self._peers[peer.fingerprint] = replace(
            known, nickname=peer.nickname, last_seen_ms=peer.last_seen_ms
        )
        # When somebody was last seen is not worth a write of its own.
        if known.nickname != peer.nickname:
            self._save_soon()

    @callback
    def forget(self, fingerprint: str) -> None:
        """Drop a peer and its pinned key."""
        if self._peers.pop(fingerprint, None) is not None:
            self._save_soon()

    def is_hidden(self, fingerprint: str) -> bool:
        """Whether the user removed this peer's device."""
        return fingerprint in self._hidden

    @callback
    def hide(self, fingerprint: str) -> None:
        """Keep a peer that the user removed from coming back as a device."""
        self._hidden[fingerprint] = None
        if len(self._hidden) > MAX_HIDDEN_PEERS:
            del self._hidden[next(iter(self._hidden))]
        self._save_soon()

    @callback
    def _save_soon(self) -> None:
        """Plan a write."""
        self._store.async_save_soon()

    def _restore(self, stored: _StoredPeers) -> None:
        """Take over what was saved, or nothing where it is damaged."""
        peers: dict[str, KnownPeer] = {}
        for peer in stored["peers"]:
            noise_key = bytes.fromhex(peer["noise_key"])
            peers[fingerprint_of(noise_key)] = KnownPeer(
                noise_key,
                bytes.fromhex(peer["signing_key"]),
                peer["nickname"],
                peer["last_seen"],
            )
        self._hidden = dict.fromkeys(stored["hidden"])
        self._peers = peers

    def _as_stored(self) -> _StoredPeers:
        """Return everything in the form on disk."""
        return {
            "peers": [
                {
                    "noise_key": peer.noise_key.hex(),
                    "signing_key": peer.signing_key.hex(),
                    "nickname": peer.nickname,
                    "last_seen": peer.last_seen_ms,
                }
                for peer in self._peers.values()
            ],
            "hidden": list(self._hidden),
        }
