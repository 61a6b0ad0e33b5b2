"""Diagnostics to share with a stranger: figures and states, never who or what.

Keys, nicknames, texts and addresses stay out. Fingerprints keep four digits and
addresses become a hash with a salt of its own each time, so that one report can be
read, but two can not be joined.
"""

from collections.abc import Callable, Mapping
import hashlib
from importlib.metadata import PackageNotFoundError, version
import secrets
import time
from typing import Any

from habluetooth import get_manager
from homeassistant.components import bluetooth
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.device_registry import DeviceEntry

from .const import DATA_GATT_SERVER_FACTORY, DOMAIN
from .coordinator import MeshConfigEntry, MeshCoordinator
from .peer_devices import fingerprint_of_device
from .protocol import Peer
from .transport.link import LinkSnapshot

_PACKAGES = ("bless", "bleak", "bleak-retry-connector", "dbus-fast", "habluetooth")

_OF_ADAPTERS = (
    "manufacturer",
    "product",
    "vendor_id",
    "product_id",
    "sw_version",
    "passive_scan",
)

type Mask = Callable[[str], str]


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: MeshConfigEntry
) -> dict[str, Any]:
    """Return what is known of the node."""
    coordinator = entry.runtime_data
    mask = _address_mask()
    return {
        "node": _node(coordinator),
        "settings": _settings(coordinator, mask),
        "gatt_server": _gatt_server(hass, coordinator),
        "adapters": await _adapters(),
        "scanners": [
            {
                "source": mask(scanner.source),
                "local": scanner.adapter_idx is not None,
                "connectable": scanner.connectable,
                "scanning": scanner.scanning,
            }
            for scanner in bluetooth.async_current_scanners(hass)
        ],
        "slots": [
            {
                "source": mask(allocations.source),
                "slots": allocations.slots,
                "free": allocations.free,
                "allocated": [mask(address) for address in allocations.allocated],
            }
            for allocations in get_manager().async_current_allocations() or []
        ],
        "links": [_link(link, mask) for link in coordinator.manager.links],
        "ended_links": dict(coordinator.manager.ends),
        "peers": [_peer(coordinator, peer) for peer in coordinator.peers],
        "history": {
            "conversations": len(coordinator.history.conversations),
            "messages": len(coordinator.history),
        },
        "statistics": _statistics(coordinator),
        "tasks": coordinator.tasks.report(),
        "loop": coordinator.tasks.stalls(),
        "issues": _issues(hass),
        "errors": dict(coordinator.errors.counts),
        "last_error": coordinator.errors.last,
        # Looking a version up reads files.
        "versions": await hass.async_add_executor_job(_versions),
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: MeshConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """Return what is known of the node, or of one peer."""
    coordinator = entry.runtime_data
    fingerprint = fingerprint_of_device(device)
    if fingerprint is None or fingerprint == coordinator.identity.fingerprint:
        return await async_get_config_entry_diagnostics(hass, entry)
    mask = _address_mask()
    peer = coordinator.peer_in_reach(fingerprint)
    return {
        "fingerprint": _short(fingerprint),
        "in_reach": peer is not None,
        "peer": None if peer is None else _peer(coordinator, peer),
        "links": [
            _link(link, mask)
            for link in coordinator.manager.links
            if peer is not None and link.peer_id == peer.peer_id
        ],
    }


def _node(coordinator: MeshCoordinator) -> dict[str, Any]:
    """Describe the node."""
    return {
        "fingerprint": _short(coordinator.identity.fingerprint),
        "running": coordinator.running,
        "central": coordinator.central_running,
        "peripheral": coordinator.peripheral_running,
        "peer_devices": len(list(coordinator.devices.fingerprints)),
    }


def _settings(coordinator: MeshCoordinator, mask: Mask) -> dict[str, Any]:
    """Describe what the user chose."""
    settings = coordinator.settings
    return {
        "adapter": None if settings.adapter is None else mask(settings.adapter),
        "roles": sorted(settings.roles),
        "relay": settings.relay,
        "advertise": settings.advertise,
        "dial": settings.dial,
        "radio_profile": settings.radio_profile,
        "max_links": settings.max_links,
        "peer_devices": settings.peer_devices,
        "picked_peers": len(settings.picked_peers),
        "max_peer_devices": settings.max_peer_devices,
        "keep_days": settings.keep_days,
        "accept_private": settings.accept_private,
        "read_receipts": settings.read_receipts,
        "keep_private": settings.keep_private,
        "private_users": len(settings.private_users),
        "panel": settings.panel,
        "trusted_peers": [
            {
                "fingerprint": _short(trusted.fingerprint),
                "may_use_assist": trusted.may_use_assist,
                "own_agent": trusted.agent is not None,
                "rate_limit": trusted.rate_limit,
                "read_receipts": trusted.read_receipts,
            }
            for trusted in settings.trusted_peers.values()
        ],
    }


async def _adapters() -> list[dict[str, Any]]:
    """Describe the adapters of this machine by what they are."""
    adapters = await get_manager().async_get_bluetooth_adapters()
    return [
        {"name": name} | {key: details.get(key) for key in _OF_ADAPTERS}
        for name, details in adapters.items()
    ]


def _issues(hass: HomeAssistant) -> list[str]:
    """Return the kinds of what is to be repaired."""
    return sorted(
        issue.translation_key or issue_id
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active
    )


def _gatt_server(
    hass: HomeAssistant, coordinator: MeshCoordinator
) -> dict[str, Any] | None:
    """Describe the peripheral role."""
    if (server := coordinator.gatt_server) is None:
        return None
    return {
        "state": server.state,
        "fault": server.fault,
        "virtual": DATA_GATT_SERVER_FACTORY in hass.data,
    }


def _link(link: LinkSnapshot, mask: Mask) -> dict[str, Any]:
    """Describe a link."""
    return {
        "role": link.role,
        "address": mask(link.address),
        "state": link.state,
        "limit": link.limit,
        "rssi": link.rssi,
        "age": round(time.monotonic() - link.since, 1),
        "bound": link.peer_id is not None,
        "anonymous": link.anonymous,
        "queued": link.queued,
        "sent": link.sent,
        "received": link.received,
        "dropped": link.dropped,
        "failed": link.failed,
    }


def _peer(coordinator: MeshCoordinator, peer: Peer) -> dict[str, Any]:
    """Describe a peer."""
    return {
        "fingerprint": _short(peer.fingerprint),
        "direct": peer.direct,
        "hops": peer.hops,
        "rssi": peer.rssi,
        "neighbours": len(peer.neighbours),
        "capabilities": peer.capabilities,
        "trust": peer.trust,
        "blocked": peer.blocked,
        "seconds_known": (peer.last_seen_ms - peer.first_seen_ms) // 1000,
        "device": coordinator.devices.device_id(peer.fingerprint) is not None,
    }


def _statistics(coordinator: MeshCoordinator) -> dict[str, Any]:
    """Return the engine's counters; what was dropped, by reason."""
    statistics = coordinator.engine.statistics
    return {
        field: (
            {str(reason): count for reason, count in value.items()}
            if isinstance(value, Mapping)
            else value
        )
        for field in statistics.__slots__
        for value in (getattr(statistics, field),)
    }


def _short(fingerprint: str) -> str:
    """Return enough of a fingerprint to tell peers in one report apart."""
    return fingerprint[:4]


def _address_mask() -> Mask:
    """Return a hash of addresses that no other report shares."""
    salt = secrets.token_bytes(8)
    return lambda address: hashlib.sha256(salt + address.encode()).hexdigest()[:8]


def _versions() -> dict[str, str | None]:
    """Return the versions of what carries the radio."""
    return {package: _version(package) for package in _PACKAGES}


def _version(package: str) -> str | None:
    """Return the version of a package, None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
