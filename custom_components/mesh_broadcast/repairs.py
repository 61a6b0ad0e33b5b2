"""The way out when the node's identity is lost: a new one, if the user wants it."""

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import probatio

from .const import CONF_FINGERPRINT
from .store import IdentityStore


class NewIdentityFlow(RepairsFlow):
    """Ask, then make this node a new person."""

    def __init__(self, entry_id: str) -> None:
        """Know the node."""
        self._entry_id = entry_id

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Begin by asking."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask once; the old identity cannot come back after this."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm", data_schema=probatio.Schema({})
            )
        await self._async_renew()
        return self.async_create_entry(data={})

    async def _async_renew(self) -> None:
        """Remove the old keys and what belonged to them; setup makes new ones."""
        if (entry := self.hass.config_entries.async_get_entry(self._entry_id)) is None:
            return
        await IdentityStore(self.hass).async_remove()
        self.hass.config_entries.async_update_entry(
            entry,
            data={
                key: value
                for key, value in entry.data.items()
                if key != CONF_FINGERPRINT
            },
        )
        registry = dr.async_get(self.hass)
        for device in dr.async_entries_for_config_entry(registry, self._entry_id):
            registry.async_remove_device(device.id)
        self.hass.config_entries.async_schedule_reload(self._entry_id)


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow for the one issue that can be fixed here."""
    return NewIdentityFlow(str((data or {}).get("entry_id")))
