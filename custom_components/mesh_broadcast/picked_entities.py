"""Entities that only the peers have whom the user picked: they come and go with that."""

from collections.abc import Callable
from functools import partial

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .coordinator import MeshConfigEntry, MeshCoordinator
from .entity import PeerEntity


@callback
def async_follow_picked(
    hass: HomeAssistant,
    entry: MeshConfigEntry,
    platform: Platform,
    description: EntityDescription,
    create: Callable[[str], PeerEntity],
    add: AddConfigEntryEntitiesCallback,
) -> None:
    """Have an entity for each picked peer that has a device, and for no other."""
    coordinator = entry.runtime_data
    added: set[str] = set()

    @callback
    def follow() -> None:
        """Compare what is with what should be."""
        wanted = coordinator.settings.picked_peers & set(
            coordinator.devices.fingerprints
        )
        entities: list[PeerEntity] = []
        for fingerprint in sorted(wanted - added):
            entity = create(fingerprint)
            # With its device an entity goes without a word to us.
            entity.async_on_remove(partial(added.discard, fingerprint))
            entities.append(entity)
        added.update(wanted)
        add(entities)
        registry = er.async_get(hass)
        for registered in er.async_entries_for_config_entry(registry, entry.entry_id):
            peer = _peer_of(coordinator, registered, platform, description)
            if peer is not None and peer not in wanted:
                registry.async_remove(registered.entity_id)

    entry.async_on_unload(coordinator.devices.async_listen(lambda _: follow()))
    entry.async_on_unload(coordinator.settings_changed.add(follow))
    follow()


def _peer_of(
    coordinator: MeshCoordinator,
    entity: er.RegistryEntry,
    platform: Platform,
    description: EntityDescription,
) -> str | None:
    """Return the peer whose entity of this kind it is, if it is one."""
    prefix = f"{coordinator.identity.fingerprint}_"
    suffix = f"_{description.key}"
    if entity.domain != platform or entity.platform != DOMAIN:
        return None
    if not entity.unique_id.endswith(suffix):
        return None
    # The node's own entities may end alike.
    peer = entity.unique_id.removeprefix(prefix).removesuffix(suffix)
    return peer if f"{prefix}{peer}{suffix}" == entity.unique_id else None
