"""The ways out that are the user's to take: a new identity or key, or one role less."""

from abc import abstractmethod
from typing import override

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import probatio

from .const import (
    CONF_ADVERTISE,
    CONF_DIAL,
    CONF_FINGERPRINT,
    DOMAIN,
    ISSUE_GATT_SERVER,
    ISSUE_KEY_CHANGED,
    ISSUE_NO_SCANNER,
    ISSUE_NO_SLOT,
)
from .coordinator import MeshConfigEntry
from .markdown import as_markdown
from .store import IdentityStore


class ConfirmFlow(RepairsFlow):
    """Ask once, then act."""

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Begin by asking."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Ask once."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm",
                data_schema=probatio.Schema({}),
                description_placeholders=self._placeholders(),
            )
        await self._async_act()
        return self.async_create_entry(data={})

    def _placeholders(self) -> dict[str, str]:
        """Return what the question names."""
        return {}

    @abstractmethod
    async def _async_act(self) -> None:
        """Do what was confirmed."""


class NewIdentityFlow(ConfirmFlow):
    """Make this node a new person; the old identity cannot come back after this."""

    def __init__(self, entry_id: str) -> None:
        """Know the node."""
        self._entry_id = entry_id

    @override
    async def _async_act(self) -> None:
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


class DoWithoutFlow(ConfirmFlow):
    """Lay down the role that something keeps off the air; a switch takes it up again."""

    def __init__(self, switch: str) -> None:
        """Know the option that stands for the role."""
        self._switch = switch

    @override
    async def _async_act(self) -> None:
        """Lay the role down; with it goes what was wrong with it."""
        for entry in self.hass.config_entries.async_entries(DOMAIN):
            self.hass.config_entries.async_update_entry(
                entry, options={**entry.options, self._switch: False}
            )


class AcceptKeyFlow(ConfirmFlow):
    """Forget the key that a peer had, so that its next announce sets a new one."""

    def __init__(self, entry_id: str, fingerprint: str) -> None:
        """Know whose key it is."""
        self._entry_id = entry_id
        self._fingerprint = fingerprint

    @override
    def _placeholders(self) -> dict[str, str]:
        """Return whose key it is, for the user to compare."""
        entry = self._loaded()
        names = {} if entry is None else entry.runtime_data.names
        nickname = names.get(self._fingerprint, self._fingerprint[:8])
        return {
            "fingerprint": self._fingerprint,
            "nickname": nickname,
            "quoted": as_markdown(nickname),
        }

    @override
    async def _async_act(self) -> None:
        """Forget the key."""
        if (entry := self._loaded()) is not None:
            entry.runtime_data.async_forget_key(self._fingerprint)

    def _loaded(self) -> MeshConfigEntry | None:
        """Return the node's entry while the node runs."""
        entry: MeshConfigEntry | None = self.hass.config_entries.async_get_entry(
            self._entry_id
        )
        return (
            entry
            if entry is not None and entry.state is ConfigEntryState.LOADED
            else None
        )


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow for an issue that can be fixed here."""
    if issue_id == ISSUE_GATT_SERVER:
        return DoWithoutFlow(CONF_ADVERTISE)
    if issue_id in (ISSUE_NO_SCANNER, ISSUE_NO_SLOT):
        return DoWithoutFlow(CONF_DIAL)
    values = data or {}
    entry_id = str(values.get("entry_id"))
    if issue_id.startswith(ISSUE_KEY_CHANGED):
        return AcceptKeyFlow(entry_id, str(values.get("fingerprint")))
    return NewIdentityFlow(entry_id)
