"""Trust a peer: choose it, and say what it may do."""

from collections.abc import Mapping
from typing import Any

from homeassistant.auth.models import User
from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    ConversationAgentSelector,
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

from .const import (
    CONF_AGENT,
    CONF_FINGERPRINT,
    CONF_MAY_USE_ASSIST,
    CONF_RATE_LIMIT,
    CONF_READ_RECEIPTS,
    CONF_USER,
    DEFAULT_RATE_LIMIT,
    MAX_RATE_LIMIT,
)
from .conversation_agent import async_has_agent, async_has_conversation
from .coordinator import MeshConfigEntry
from .markdown import as_markdown
from .peer_lookup import normalized_fingerprint
from .settings import NodeSettings, nickname_error
from .texts import async_text
from .trusted_peer import TrustedPeer

_SHORT = 8
"""Digits of a fingerprint that tell peers in a list apart."""


async def async_acting_users(hass: HomeAssistant) -> list[User]:
    """Return the users in whose name Assist can act."""
    return [
        user
        for user in await hass.auth.async_get_users()
        if user.is_active and not user.system_generated
    ]


class TrustedPeerFlow(ConfigSubentryFlow):
    """Add a trusted peer, or change what it may do."""

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask whom to trust."""
        entry: MeshConfigEntry = self._get_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            fingerprint = _fingerprint_in(user_input.get(CONF_FINGERPRINT, ""))
            if fingerprint is None:
                errors[CONF_FINGERPRINT] = "fingerprint_invalid"
            elif fingerprint == entry.data.get(CONF_FINGERPRINT):
                errors[CONF_FINGERPRINT] = "fingerprint_own"
            elif any(s.unique_id == fingerprint for s in entry.subentries.values()):
                return self.async_abort(reason="already_configured")
            name = user_input.get(CONF_NAME, "").strip()
            if name:
                errors |= _name_errors(name)
            errors |= await self._async_rights_errors(user_input)
            if fingerprint is not None and not errors:
                return self.async_create_entry(
                    title=name or _name_of(entry, fingerprint),
                    data={CONF_FINGERPRINT: fingerprint} | _rights(user_input),
                    unique_id=fingerprint,
                )
        schema = probatio.Schema(
            {
                # Optional: of a required list the frontend chooses the first by itself,
                # and nobody is to be trusted by pressing a button too soon.
                probatio.Optional(CONF_FINGERPRINT): SelectSelector(
                    SelectSelectorConfig(
                        options=await self._async_candidates(entry),
                        custom_value=True,
                        mode=SelectSelectorMode.DROPDOWN,
                    )
                ),
                probatio.Optional(CONF_NAME): TextSelector(),
            }
        ).extend((await self._async_rights_schema(user_input or {})).schema)
        receipts = NodeSettings.from_entry(entry).read_receipts
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                schema,
                user_input
                or {
                    CONF_MAY_USE_ASSIST: False,
                    CONF_RATE_LIMIT: DEFAULT_RATE_LIMIT,
                    CONF_READ_RECEIPTS: receipts,
                },
            ),
            errors=errors,
        )

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Change what a peer may do; who it is stays."""
        subentry = self._get_reconfigure_subentry()
        peer = TrustedPeer.from_subentry(subentry)
        errors: dict[str, str] = {}
        if user_input is not None:
            name = user_input[CONF_NAME].strip()
            errors = _name_errors(name) | await self._async_rights_errors(user_input)
            if not errors:
                return self.async_update_and_abort(
                    self._get_entry(),
                    subentry,
                    title=name,
                    data={CONF_FINGERPRINT: peer.fingerprint} | _rights(user_input),
                )
        schema = probatio.Schema({probatio.Required(CONF_NAME): TextSelector()}).extend(
            (await self._async_rights_schema(user_input or subentry.data)).schema
        )
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                schema,
                user_input
                or {
                    CONF_NAME: peer.name,
                    CONF_MAY_USE_ASSIST: peer.may_use_assist,
                    CONF_AGENT: peer.agent,
                    CONF_USER: peer.user,
                    CONF_RATE_LIMIT: peer.rate_limit,
                    CONF_READ_RECEIPTS: peer.read_receipts,
                },
            ),
            description_placeholders={
                CONF_FINGERPRINT: _in_groups(peer.fingerprint),
                CONF_NAME: peer.name,
                "quoted": as_markdown(peer.name),
            },
            errors=errors,
        )

    async def _async_candidates(self, entry: MeshConfigEntry) -> list[SelectOptionDict]:
        """Return the peers that can be chosen, those in reach first."""
        if entry.state is not ConfigEntryState.LOADED:
            return []
        node = entry.runtime_data
        near: list[tuple[int, str, str]] = []
        away: list[tuple[str, str]] = []
        for fingerprint, nickname in node.names.items():
            if fingerprint in node.settings.trusted_peers:
                continue
            called = f"{nickname} ({fingerprint[:_SHORT]})"
            peer = node.peer_in_reach(fingerprint)
            if peer is None:
                away.append((called, _as_value(nickname, fingerprint)))
            elif not peer.blocked:
                hops = str(peer.hops or "?")
                label = await async_text(
                    self.hass, "peer_in_reach", peer=called, hops=hops
                )
                value = _as_value(nickname, fingerprint)
                near.append((peer.hops or 0, label, value))
        return [
            *(
                SelectOptionDict(value=value, label=label)
                for _, label, value in sorted(near)
            ),
            *(
                SelectOptionDict(value=value, label=label)
                for label, value in sorted(away)
            ),
        ]

    async def _async_rights_schema(self, chosen: Mapping[str, Any]) -> probatio.Schema:
        """Return the fields for what a peer may do; a user who is gone stays listed."""
        users = {
            user.id: user.name or user.id
            for user in await async_acting_users(self.hass)
        }
        if (user_id := chosen.get(CONF_USER)) is not None:
            users.setdefault(user_id, user_id)
        return probatio.Schema(
            {
                probatio.Required(CONF_MAY_USE_ASSIST): BooleanSelector(),
                probatio.Optional(CONF_USER): SelectSelector(
                    SelectSelectorConfig(
                        options=[
                            SelectOptionDict(value=user_id, label=name)
                            for user_id, name in users.items()
                        ],
                        mode=SelectSelectorMode.DROPDOWN,
                    )
                ),
                probatio.Optional(CONF_AGENT): ConversationAgentSelector(),
                probatio.Required(CONF_RATE_LIMIT): NumberSelector(
                    NumberSelectorConfig(
                        min=1, max=MAX_RATE_LIMIT, step=1, mode=NumberSelectorMode.BOX
                    )
                ),
                probatio.Required(CONF_READ_RECEIPTS): BooleanSelector(),
            }
        )

    async def _async_rights_errors(
        self, user_input: Mapping[str, Any]
    ) -> dict[str, str]:
        """Return what a peer cannot be allowed, by field."""
        errors: dict[str, str] = {}
        agent, user = user_input.get(CONF_AGENT), user_input.get(CONF_USER)
        if agent is not None and not async_has_agent(self.hass, agent):
            errors[CONF_AGENT] = "agent_unknown"
        if user is not None:
            acting = {other.id for other in await async_acting_users(self.hass)}
            if user not in acting:
                errors[CONF_USER] = "user_unknown"
        if user_input[CONF_MAY_USE_ASSIST]:
            if user is None:
                errors[CONF_USER] = "user_needed"
            if not async_has_conversation(self.hass):
                errors["base"] = "no_conversation"
        return errors


def _as_value(nickname: str, fingerprint: str) -> str:
    """Return a choice: of a list that takes other texts too, the frontend shows these."""
    return f"{nickname} {fingerprint}"


def _fingerprint_in(value: str) -> str | None:
    """Return the fingerprint that was written, or chosen with a name before it."""
    return normalized_fingerprint(value) or normalized_fingerprint(
        value.rpartition(" ")[2]
    )


def _rights(user_input: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stored of what a peer may do."""
    return {
        CONF_MAY_USE_ASSIST: user_input[CONF_MAY_USE_ASSIST],
        CONF_RATE_LIMIT: int(user_input[CONF_RATE_LIMIT]),
        CONF_READ_RECEIPTS: user_input[CONF_READ_RECEIPTS],
    } | {key: user_input[key] for key in (CONF_AGENT, CONF_USER) if key in user_input}


def _name_errors(name: str) -> dict[str, str]:
    """Return what is wrong with a name that the user gave."""
    error = nickname_error(name)
    return {} if error is None else {CONF_NAME: error}


def _name_of(entry: MeshConfigEntry, fingerprint: str) -> str:
    """Return a name for a peer that the user gave none."""
    nickname = ""
    if entry.state is ConfigEntryState.LOADED:
        nickname = entry.runtime_data.names.get(fingerprint, "")
    return fingerprint[:_SHORT] if nickname_error(nickname) else nickname


def _in_groups(fingerprint: str) -> str:
    """Return a fingerprint as people compare it."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
