"""Which peers are devices: those seen for a while, those picked, or none.

Passing phones must not flood the registry, and who was removed must not come back.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import (
    DOMAIN,
    MANUFACTURER,
    NAME,
    NODE_MODEL,
    PEER_MODEL,
    RENAME_INTERVAL,
    SEEN_FOR_A_WHILE,
)
from .listeners import Listeners
from .protocol import Peer, PeerId, peer_id_of
from .settings import NodeSettings, PeerDevices
from .store import PeerStore

_SEEN_FOR_A_WHILE_MS = SEEN_FOR_A_WHILE // timedelta(milliseconds=1)
_RENAME_INTERVAL_MS = RENAME_INTERVAL // timedelta(milliseconds=1)
_DAY_MS = timedelta(days=1) // timedelta(milliseconds=1)


class PeerDeviceRegistry:
    """The devices of the node and of its peers."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        node_fingerprint: str,
        known: PeerStore,
        settings: NodeSettings,
    ) -> None:
        """Take over the devices that the registry has."""
        self._registry = dr.async_get(hass)
        self._entry_id = entry_id
        self._known = known
        self._settings = settings
        self._added = Listeners[str]()
        self._closed = False
        self._renamed_ms: dict[str, int] = {}
        self._node = self._registry.async_get_or_create(
            config_entry_id=entry_id,
            identifiers={(DOMAIN, node_fingerprint)},
            entry_type=dr.DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            model=NODE_MODEL,
            name=NAME,
            serial_number=node_fingerprint,
        )
        self._device_ids = {
            fingerprint: device.id
            for device in dr.async_entries_for_config_entry(self._registry, entry_id)
            if (fingerprint := fingerprint_of_device(device)) is not None
            and fingerprint != node_fingerprint
        }

    @property
    def node_device_id(self) -> str:
        """Return the ID of the node's own device."""
        return self._node.id

    @property
    def fingerprints(self) -> Iterable[str]:
        """Return the peers that have a device."""
        return self._device_ids.keys()

    def device_id(self, fingerprint: str) -> str | None:
        """Return the ID of a peer's device, if it has one."""
        return self._device_ids.get(fingerprint)

    @callback
    def async_listen(self, added: Callable[[str], object]) -> CALLBACK_TYPE:
        """Tell of each peer that has a device, now and later; return what ends it."""
        for fingerprint in self._device_ids:
            added(fingerprint)
        return self._added.add(added)

    @callback
    def async_close(self) -> None:
        """Make no device any more: nobody would take away again what shows it."""
        self._closed = True

    @callback
    def async_consider(self, peer: Peer) -> None:
        """Give a peer a device if it should have one, and keep the name right."""
        if self._closed:
            return
        if peer.fingerprint in self._device_ids:
            self._rename(peer)
        elif self._is_picked(peer.fingerprint) or self._is_around(peer):
            self._create(peer.fingerprint, peer.peer_id, peer.nickname)

    @callback
    def async_apply(self, settings: NodeSettings, now_ms: int) -> None:
        """Go over to new settings."""
        self._settings = settings
        self.async_tidy(now_ms)
        for fingerprint in settings.picked_peers - self._device_ids.keys():
            known = self._known.get(fingerprint)
            if known is not None and self._is_picked(fingerprint):
                self._create(fingerprint, peer_id_of(known.noise_key), known.nickname)

    @callback
    def async_tidy(self, now_ms: int) -> None:
        """Remove the devices that the settings do not provide for."""
        for fingerprint in tuple(self._device_ids):
            if not self._may_stay(fingerprint, now_ms):
                self._registry.async_remove_device(self._let_go(fingerprint))

    @callback
    def async_removed_by_user(self, fingerprint: str) -> None:
        """Let a device go that Home Assistant is about to remove."""
        self._let_go(fingerprint)
        self._known.hide(fingerprint)

    def _is_picked(self, fingerprint: str) -> bool:
        """Whether the user wants a device for this peer."""
        return (
            self._settings.peer_devices is not PeerDevices.NONE
            and fingerprint in self._settings.picked_peers
        )

    def _is_around(self, peer: Peer) -> bool:
        """Whether a peer has been there long enough, and there is room for it."""
        return (
            self._settings.peer_devices is PeerDevices.SEEN
            and peer.reachable
            and peer.last_seen_ms - peer.first_seen_ms >= _SEEN_FOR_A_WHILE_MS
            and not self._known.is_hidden(peer.fingerprint)
            and len(self._device_ids.keys() - self._settings.picked_peers)
            < self._settings.max_peer_devices
        )

    def _may_stay(self, fingerprint: str, now_ms: int) -> bool:
        """Whether a device that exists may go on to."""
        if self._settings.peer_devices is not PeerDevices.SEEN:
            return self._is_picked(fingerprint)
        known = self._known.get(fingerprint)
        return (
            self._is_picked(fingerprint)
            # Lost memory is no sign of absence.
            or known is None
            or now_ms - known.last_seen_ms < self._settings.keep_days * _DAY_MS
        )

    @callback
    def _create(self, fingerprint: str, peer_id: PeerId, nickname: str) -> None:
        """Create a peer's device and tell the platforms."""
        device = self._registry.async_get_or_create(
            config_entry_id=self._entry_id,
            identifiers={(DOMAIN, fingerprint)},
            manufacturer=MANUFACTURER,
            model=PEER_MODEL,
            name=self._name(fingerprint, peer_id, nickname),
            serial_number=fingerprint,
            via_device_id=self._node.id,
        )
        self._device_ids[fingerprint] = device.id
        self._added.call(fingerprint)

    @callback
    def _rename(self, peer: Peer) -> None:
        """Follow the nickname."""
        device = self._registry.async_get(self._device_ids[peer.fingerprint])
        named = (peer.nickname, _tagged(peer.nickname, peer.peer_id))
        if device is None or device.name in named:
            return
        since_ms = peer.last_seen_ms - self._renamed_ms.get(peer.fingerprint, 0)
        if since_ms >= _RENAME_INTERVAL_MS:
            self._renamed_ms[peer.fingerprint] = peer.last_seen_ms
            self._registry.async_update_device(
                device.id,
                name=self._name(peer.fingerprint, peer.peer_id, peer.nickname),
            )

    def _let_go(self, fingerprint: str) -> str:
        """Treat a peer as one without a device; return the ID that it had."""
        self._renamed_ms.pop(fingerprint, None)
        return self._device_ids.pop(fingerprint)

    def _name(self, fingerprint: str, peer_id: PeerId, nickname: str) -> str:
        """Return a name that is no other device's: a stranger may claim any."""
        taken = {self._node.name} | {
            device.name
            for other, device_id in self._device_ids.items()
            if other != fingerprint
            and (device := self._registry.async_get(device_id)) is not None
        }
        if nickname and nickname not in taken:
            return nickname
        return _tagged(nickname, peer_id)


def _tagged(nickname: str, peer_id: PeerId) -> str:
    """Return a name as the apps tell namesakes apart."""
    return f"{nickname}#{peer_id.hex()[:4]}"


def fingerprint_of_device(device: dr.DeviceEntry) -> str | None:
    """Return whose device this is."""
    return next(
        (fingerprint for domain, fingerprint in device.identifiers if domain == DOMAIN),
        None,
    )
