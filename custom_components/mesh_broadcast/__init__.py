"""Mesh Broadcast: Home Assistant as a node of the bitchat Bluetooth mesh."""

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import (
    ConfigEntryError,
    ConfigEntryNotReady,
    ServiceValidationError,
)
from homeassistant.helpers import config_validation as cv, issue_registry as ir
from homeassistant.helpers.device_registry import DeviceEntry
from homeassistant.helpers.typing import ConfigType

from .activity_watch import async_watch_activity
from .assist import MeshAssist
from .bluetooth_hardware import async_possible_roles
from .const import (
    CONF_FINGERPRINT,
    DOMAIN,
    ISSUE_IDENTITY,
    ISSUE_IDENTITY_NEWER,
    PLATFORMS,
)
from .coordinator import MeshConfigEntry, MeshCoordinator
from .dashboard_file import async_setup_dashboard_file
from .delivery_logbook import async_log_deliveries
from .durable_store import async_remove_half_written, async_remove_leftovers
from .emergency import async_remove_emergencies
from .engine_store import EngineStore
from .entry_version import async_tell_of_newer_entry
from .history_store import HistoryStore
from .node_following import async_node_set_up
from .panel import async_remove_panel, async_show_panel
from .peer_devices import fingerprint_of_device
from .protocol import Identity
from .restored_states import async_forget_restored
from .services import async_setup_services
from .settings import NodeSettings
from .store import IdentityError, IdentityStore, NewerIdentityError, PeerStore
from .websocket_api import async_setup_websocket_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions, whether or not a node is set up."""
    async_tell_of_newer_entry(hass)
    async_setup_services(hass)
    async_setup_websocket_api(hass)
    await async_setup_dashboard_file(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: MeshConfigEntry) -> bool:
    """Set up the node."""
    settings = NodeSettings.from_entry(entry)
    await async_show_panel(hass, shown=settings.panel)
    if not settings.roles & await async_possible_roles(hass, settings.adapter):
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN, translation_key="no_bluetooth"
        )
    await async_remove_half_written(hass)
    identity = await _async_load_identity(hass, entry)
    known = PeerStore(hass)
    await known.async_load()
    history = HistoryStore(hass, keep_private=settings.keep_private)
    await history.async_load()
    engine_store = EngineStore(hass)
    memory = await engine_store.async_load()

    coordinator = MeshCoordinator(
        hass, entry, identity, known, settings, history, engine_store, memory
    )
    entry.runtime_data = coordinator
    async_watch_activity(coordinator)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_node_set_up(hass, coordinator)
    MeshAssist(coordinator).async_start()
    coordinator.async_start()
    await coordinator.emergencies.async_start()
    entry.async_on_unload(async_log_deliveries(hass, coordinator))
    entry.async_on_unload(entry.add_update_listener(_async_entry_updated))
    if NodeSettings.from_entry(entry) != settings:
        # They changed while nobody listened yet.
        await _async_entry_updated(hass, entry)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: MeshConfigEntry) -> bool:
    """Take the node off the air; nothing of it stays behind."""
    # The node leaves after its entities, and hears of others to the end.
    entry.runtime_data.devices.async_close()
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        return False
    await entry.runtime_data.async_stop()
    if entry.disabled_by is not None:
        async_remove_panel(hass)
    return True


async def async_remove_entry(hass: HomeAssistant, entry: MeshConfigEntry) -> None:
    """Forget the node: its keys, whom it knew, and what was said."""
    async_remove_panel(hass)
    await IdentityStore(hass).async_remove()
    await PeerStore(hass).async_remove()
    await HistoryStore(hass, keep_private=False).async_remove()
    await EngineStore(hass).async_remove()
    await async_remove_emergencies(hass)
    await async_remove_leftovers(hass)
    await async_forget_restored(hass, entry.entry_id)
    for domain, issue_id in tuple(ir.async_get(hass).issues):
        if domain == DOMAIN:
            ir.async_delete_issue(hass, DOMAIN, issue_id)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: MeshConfigEntry, device: DeviceEntry
) -> bool:
    """Let the user remove a peer; it will not come back as a device by itself."""
    fingerprint = fingerprint_of_device(device)
    if fingerprint is None or entry.state is not ConfigEntryState.LOADED:
        return False
    coordinator = entry.runtime_data
    if coordinator.devices.device_id(fingerprint) is None:
        return False
    if fingerprint in coordinator.settings.picked_peers:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="device_picked"
        )
    coordinator.async_remove_peer(fingerprint)
    return True


async def _async_load_identity(hass: HomeAssistant, entry: MeshConfigEntry) -> Identity:
    """Return who this node is; the entry remembers it from the first time on."""
    try:
        identity = await IdentityStore(hass).async_load(
            entry.data.get(CONF_FINGERPRINT)
        )
    except NewerIdentityError as err:
        ir.async_create_issue(
            hass,
            DOMAIN,
            ISSUE_IDENTITY_NEWER,
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE_IDENTITY_NEWER,
            translation_placeholders=err.placeholders,
        )
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="identity_newer",
            translation_placeholders={
                "version": err.placeholders["version"],
                "readable": err.placeholders["readable"],
            },
        ) from err
    except IdentityError as err:
        ir.async_create_issue(
            hass,
            DOMAIN,
            ISSUE_IDENTITY,
            data={"entry_id": entry.entry_id},
            is_fixable=True,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE_IDENTITY,
        )
        raise ConfigEntryError(
            translation_domain=DOMAIN,
            translation_key="identity_unreadable",
            translation_placeholders={"reason": str(err)},
        ) from err
    for issue in (ISSUE_IDENTITY, ISSUE_IDENTITY_NEWER):
        ir.async_delete_issue(hass, DOMAIN, issue)
    if CONF_FINGERPRINT not in entry.data:
        hass.config_entries.async_update_entry(
            entry, data={**entry.data, CONF_FINGERPRINT: identity.fingerprint}
        )
    return identity


async def _async_entry_updated(hass: HomeAssistant, entry: MeshConfigEntry) -> None:
    """Apply new settings; only another adapter or role needs a restart."""
    settings = NodeSettings.from_entry(entry)
    await async_show_panel(hass, shown=settings.panel)
    if entry.runtime_data.settings.needs_restart(settings):
        hass.config_entries.async_schedule_reload(entry.entry_id)
    else:
        entry.runtime_data.async_update_settings(settings)
