"""What Home Assistant itself keeps of our entities, to restore it after a restart."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, restore_state

# By entity ID until 2026.10; since 2026.11 by entity ID or by the ID in the registry.
_TABLES = (
    "last_states",
    "last_states_by_entity_id",
    "last_states_by_entity_registry_id",
)


async def async_forget_restored(hass: HomeAssistant, entry_id: str) -> None:
    """Forget the last states of an unloaded entry's entities, on disk as well.

    The last message is among them. Entities that come later would begin with it, because
    they get the same IDs.
    """
    restored = restore_state.async_get(hass)
    tables = [table for name in _TABLES if (table := getattr(restored, name, None))]
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry_id):
        for table in tables:
            table.pop(entity.entity_id, None)
            table.pop(entity.id, None)
    await restored.async_dump_states()
