"""What Home Assistant itself keeps of our entities, to restore it after a restart."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, restore_state


async def async_forget_restored(hass: HomeAssistant, entry_id: str) -> None:
    """Forget the last states of an unloaded entry's entities, on disk as well.

    The last message is among them. Entities that come later would begin with it, because
    they get the same IDs.
    """
    restored = restore_state.async_get(hass)
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry_id):
        restored.last_states.pop(entity.entity_id, None)
    await restored.async_dump_states()
