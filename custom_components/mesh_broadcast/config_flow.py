"""Set up the node, change it, and choose its options."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.bluetooth import BluetoothServiceInfoBleak
from homeassistant.config_entries import (
    ConfigEntry,
    ConfigEntryState,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
    OptionsFlow,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import probatio

from .bluetooth_hardware import async_local_adapters, async_possible_roles
from .const import (
    ADAPTER_AUTOMATIC,
    CONF_ACCEPT_PRIVATE,
    CONF_ADAPTER,
    CONF_KEEP_DAYS,
    CONF_KEEP_PRIVATE,
    CONF_MAX_LINKS,
    CONF_MAX_PEER_DEVICES,
    CONF_NICKNAME,
    CONF_PANEL,
    CONF_PEER_DEVICES,
    CONF_PICKED_PEERS,
    CONF_PRIVATE_USERS,
    CONF_READ_RECEIPTS,
    CONF_RELAY,
    CONF_ROLES,
    DOMAIN,
    ENTRY_VERSION,
    MAX_KEEP_DAYS,
    MAX_LINKS,
    MIN_LINKS,
    MOST_PEER_DEVICES,
    NAME,
    SUBENTRY_TRUSTED_PEER,
)
from .coordinator import MeshConfigEntry
from .protocol import PrivateAudience
from .settings import (
    NodeSettings,
    PeerDevices,
    Role,
    nickname_error,
    random_nickname,
)
from .trusted_peer_flow import TrustedPeerFlow

_ROLES_SELECTOR = SelectSelector(
    SelectSelectorConfig(
        options=list(Role),
        multiple=True,
        mode=SelectSelectorMode.LIST,
        translation_key="roles",
    )
)


def _slider(lowest: int, highest: int) -> NumberSelector:
    """Return a selector of whole numbers."""
    return NumberSelector(
        NumberSelectorConfig(
            min=lowest, max=highest, step=1, mode=NumberSelectorMode.SLIDER
        )
    )


async def _async_node_schema(chosen: str | None) -> probatio.Schema:
    """Return the fields of a node; an adapter that was unplugged stays listed."""
    adapters = await async_local_adapters()
    if chosen not in (None, ADAPTER_AUTOMATIC):
        adapters.setdefault(chosen, chosen)
    options = [
        SelectOptionDict(value=ADAPTER_AUTOMATIC, label=ADAPTER_AUTOMATIC),
        *(
            SelectOptionDict(value=address, label=name)
            for address, name in adapters.items()
        ),
    ]
    return probatio.Schema(
        {
            probatio.Required(CONF_NICKNAME): TextSelector(),
            probatio.Required(CONF_ADAPTER, default=ADAPTER_AUTOMATIC): SelectSelector(
                SelectSelectorConfig(
                    options=options,
                    mode=SelectSelectorMode.DROPDOWN,
                    translation_key="adapter",
                )
            ),
            probatio.Required(CONF_ROLES, default=list(Role)): _ROLES_SELECTOR,
        }
    )


def _radio(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stored of a node's radio."""
    return {
        CONF_ADAPTER: user_input[CONF_ADAPTER],
        CONF_ROLES: user_input[CONF_ROLES],
    }


async def _async_listable_users(hass: HomeAssistant) -> dict[str, str]:
    """Return the users, with their names, who may nothing by themselves."""
    return {
        user.id: user.name or user.id
        for user in await hass.auth.async_get_users()
        if user.is_active and not user.system_generated and not user.is_admin
    }


def _dropdown(choices: Mapping[str, str]) -> SelectSelector:
    """Return a field for several of many, labelled."""
    return SelectSelector(
        SelectSelectorConfig(
            options=[
                SelectOptionDict(value=value, label=label)
                for value, label in choices.items()
            ],
            multiple=True,
            mode=SelectSelectorMode.DROPDOWN,
        )
    )


def _options_schema(
    pickable: Mapping[str, str], users: Mapping[str, str]
) -> probatio.Schema:
    """Return the fields that change while the node runs."""
    return probatio.Schema(
        {
            probatio.Required(CONF_NICKNAME): TextSelector(),
            probatio.Required(CONF_RELAY): BooleanSelector(),
            probatio.Required(CONF_MAX_LINKS): _slider(MIN_LINKS, MAX_LINKS),
            probatio.Required(CONF_PEER_DEVICES): SelectSelector(
                SelectSelectorConfig(
                    options=list(PeerDevices),
                    mode=SelectSelectorMode.LIST,
                    translation_key="peer_devices",
                )
            ),
            probatio.Optional(CONF_PICKED_PEERS): _dropdown(pickable),
            probatio.Required(CONF_MAX_PEER_DEVICES): _slider(0, MOST_PEER_DEVICES),
            probatio.Required(CONF_KEEP_DAYS): _slider(1, MAX_KEEP_DAYS),
            probatio.Required(CONF_ACCEPT_PRIVATE): SelectSelector(
                SelectSelectorConfig(
                    options=list(PrivateAudience),
                    mode=SelectSelectorMode.LIST,
                    translation_key="accept_private",
                )
            ),
            probatio.Required(CONF_READ_RECEIPTS): BooleanSelector(),
            probatio.Required(CONF_KEEP_PRIVATE): BooleanSelector(),
            probatio.Optional(CONF_PRIVATE_USERS): _dropdown(users),
            probatio.Required(CONF_PANEL, default=True): BooleanSelector(),
        }
    )


class MeshConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set up the one node of this Home Assistant."""

    VERSION = ENTRY_VERSION
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Make up a name once, so that it stays while errors are corrected."""
        self._suggested: dict[str, Any] = {CONF_NICKNAME: random_nickname()}

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: MeshConfigEntry) -> OptionsFlow:
        """Return the options flow."""
        return MeshOptionsFlow()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added to the node."""
        return {SUBENTRY_TRUSTED_PEER: TrustedPeerFlow}

    @override
    async def async_step_bluetooth(
        self, discovery_info: BluetoothServiceInfoBleak
    ) -> ConfigFlowResult:
        """Offer to join the mesh that somebody nearby is part of.

        Phones change their address every few minutes: one unique ID for all of them
        keeps the offers at one.
        """
        await self.async_set_unique_id(DOMAIN)
        self._abort_if_unique_id_configured()
        return await self.async_step_bluetooth_confirm()

    async def async_step_bluetooth_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Confirm the discovery."""
        return await self._async_step_setup("bluetooth_confirm", user_input)

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Set up without having heard anyone."""
        await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
        self._abort_if_unique_id_configured()
        return await self._async_step_setup("user", user_input)

    async def _async_step_setup(
        self, step_id: str, user_input: dict[str, Any] | None
    ) -> ConfigFlowResult:
        """Ask who the node is to be and what it may use."""
        errors: dict[str, str] = {}
        if user_input is not None:
            self._suggested = user_input
            nickname = user_input[CONF_NICKNAME].strip()
            if error := nickname_error(nickname):
                errors[CONF_NICKNAME] = error
            errors |= await self._async_radio_errors(user_input)
            if not errors:
                return self.async_create_entry(
                    title=NAME,
                    data=_radio(user_input),
                    options={CONF_NICKNAME: nickname},
                )
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(
                await _async_node_schema(None), self._suggested
            ),
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the name, the adapter or the roles."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            nickname = user_input[CONF_NICKNAME].strip()
            if error := nickname_error(nickname):
                errors[CONF_NICKNAME] = error
            errors |= await self._async_radio_errors(user_input)
            if not errors:
                loaded = entry.state is ConfigEntryState.LOADED
                result = self.async_update_and_abort(
                    entry,
                    data_updates=_radio(user_input),
                    options=entry.options | {CONF_NICKNAME: nickname},
                )
                # A loaded node has an update listener, any other begins anew by this.
                if not loaded:
                    self.hass.config_entries.async_schedule_reload(entry.entry_id)
                return result
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                await _async_node_schema(entry.data[CONF_ADAPTER]),
                user_input or entry.data | entry.options,
            ),
            errors=errors,
        )

    async def _async_radio_errors(self, user_input: dict[str, Any]) -> dict[str, str]:
        """Return what does not work with this home's Bluetooth."""
        adapter: str | None = user_input[CONF_ADAPTER]
        if adapter == ADAPTER_AUTOMATIC:
            adapter = None
        elif adapter not in await async_local_adapters():
            return {CONF_ADAPTER: "adapter_gone"}
        roles = {Role(role) for role in user_input[CONF_ROLES]}
        if not roles:
            return {CONF_ROLES: "no_role"}
        if not roles & await async_possible_roles(self.hass, adapter):
            return {"base": "no_bluetooth"}
        return {}


class MeshOptionsFlow(OptionsFlow):
    """Choose what changes while the node runs."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for all options at once."""
        entry: MeshConfigEntry = self.config_entry
        settings = NodeSettings.from_entry(entry)
        errors: dict[str, str] = {}
        if user_input is not None:
            nickname = user_input[CONF_NICKNAME].strip()
            if error := nickname_error(nickname):
                errors[CONF_NICKNAME] = error
            else:
                return self.async_create_entry(
                    # Besides what the form asks for, entities keep their options here.
                    data=entry.options
                    | {
                        CONF_NICKNAME: nickname,
                        CONF_RELAY: user_input[CONF_RELAY],
                        CONF_MAX_LINKS: int(user_input[CONF_MAX_LINKS]),
                        CONF_PEER_DEVICES: user_input[CONF_PEER_DEVICES],
                        CONF_PICKED_PEERS: user_input.get(CONF_PICKED_PEERS, []),
                        CONF_MAX_PEER_DEVICES: int(user_input[CONF_MAX_PEER_DEVICES]),
                        CONF_KEEP_DAYS: int(user_input[CONF_KEEP_DAYS]),
                        CONF_ACCEPT_PRIVATE: user_input[CONF_ACCEPT_PRIVATE],
                        CONF_READ_RECEIPTS: user_input[CONF_READ_RECEIPTS],
                        CONF_KEEP_PRIVATE: user_input[CONF_KEEP_PRIVATE],
                        CONF_PRIVATE_USERS: user_input.get(CONF_PRIVATE_USERS, []),
                        CONF_PANEL: user_input[CONF_PANEL],
                    }
                )
        # Without those that are picked because they are trusted: that ends with trust.
        picked = sorted(entry.options.get(CONF_PICKED_PEERS, ()))
        pickable = {peer: peer[:8] for peer in picked}
        if entry.state is ConfigEntryState.LOADED:
            pickable |= entry.runtime_data.pickable_peers()
        listed = sorted(settings.private_users)
        users = dict.fromkeys(listed, "?") | await _async_listable_users(self.hass)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(
                _options_schema(pickable, users),
                user_input
                or {
                    CONF_NICKNAME: settings.nickname,
                    CONF_RELAY: settings.relay,
                    CONF_MAX_LINKS: settings.max_links,
                    CONF_PEER_DEVICES: settings.peer_devices,
                    CONF_PICKED_PEERS: picked,
                    CONF_MAX_PEER_DEVICES: settings.max_peer_devices,
                    CONF_KEEP_DAYS: settings.keep_days,
                    CONF_ACCEPT_PRIVATE: settings.accept_private,
                    CONF_READ_RECEIPTS: settings.read_receipts,
                    CONF_KEEP_PRIVATE: settings.keep_private,
                    CONF_PRIVATE_USERS: listed,
                    CONF_PANEL: settings.panel,
                },
            ),
            errors=errors,
        )
