"""Steer the demo's neighbours from the browser: only in the tier's Home Assistant."""

import asyncio
import secrets
import time
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.hass_dict import HassKey
import probatio

from custom_components.mesh_broadcast.coordinator import (
    MeshConfigEntry,
    MeshCoordinator,
)
from custom_components.mesh_broadcast.history import HistoryMessage
from demo.home import DATA_DEMO
from demo.neighbour import Neighbour

from .crowd import Crowd

DOMAIN = "mesh_steering"

DATA_NEIGHBOURS: HassKey[dict[str, Neighbour]] = HassKey(f"{DOMAIN}.neighbours")

# Seconds for a goodbye to cross the mesh: it must not come after the next hello.
GOODBYE = 1.0

CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Let the browser steer."""
    for command in (
        ws_say,
        ws_whisper,
        ws_come,
        ws_go,
        ws_rename,
        ws_remember,
        ws_crowd,
        ws_fingerprint,
    ):
        websocket_api.async_register_command(hass, command)
    return True


def _node(hass: HomeAssistant) -> MeshCoordinator:
    """Return the node in the middle."""
    entry: MeshConfigEntry
    (entry,) = hass.config_entries.async_loaded_entries("mesh_broadcast")
    return entry.runtime_data


def _neighbour(hass: HomeAssistant, msg: dict[str, Any]) -> Neighbour:
    """Return who is meant, by the first name that they had."""
    if DATA_NEIGHBOURS not in hass.data:
        hass.data[DATA_NEIGHBOURS] = {
            neighbour.nickname: neighbour
            for neighbour in hass.data[DATA_DEMO].neighbourhood.neighbours
        }
    return hass.data[DATA_NEIGHBOURS][msg["who"]]


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/say",
        probatio.Required("who"): str,
        probatio.Required("text"): str,
    }
)
@callback
def ws_say(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Let a neighbour broadcast."""
    _neighbour(hass, msg).say(msg["text"])
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/whisper",
        probatio.Required("who"): str,
        probatio.Required("text"): str,
    }
)
@callback
def ws_whisper(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Let a neighbour write to Home Assistant in private."""
    _neighbour(hass, msg).write(_node(hass).identity.peer_id, msg["text"])
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/come",
        probatio.Required("who"): str,
    }
)
@callback
def ws_come(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Let a neighbour come."""
    _neighbour(hass, msg).start()
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/go",
        probatio.Required("who"): str,
    }
)
@websocket_api.async_response
async def ws_go(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Let a neighbour say goodbye and go."""
    await _neighbour(hass, msg).async_leave()
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/rename",
        probatio.Required("who"): str,
        probatio.Required("nickname"): str,
    }
)
@websocket_api.async_response
async def ws_rename(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Let a neighbour come back under another name."""
    neighbour = _neighbour(hass, msg)
    await neighbour.async_leave()
    await asyncio.sleep(GOODBYE)
    neighbour.nickname = msg["nickname"]
    neighbour.start()
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/remember",
        probatio.Required("who"): str,
        probatio.Required("texts"): [str],
        probatio.Optional("private", default=False): bool,
    }
)
@callback
def ws_remember(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Put into the history what a neighbour said, whatever the air would have held."""
    node = _node(hass)
    fingerprint = _neighbour(hass, msg).identity.fingerprint
    now_ms = time.time_ns() // 1_000_000
    for number, text in enumerate(msg["texts"]):
        node._history.async_add(
            fingerprint if msg["private"] else "public",
            HistoryMessage(
                message_id=secrets.token_hex(16),
                fingerprint=fingerprint,
                nickname=msg["who"],
                text=text,
                sent_ms=now_ms + number,
                received_ms=now_ms + number,
                hops=1,
            ),
        )
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/crowd",
        probatio.Required("size"): int,
    }
)
@websocket_api.async_response
async def ws_crowd(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Let a crowd announce itself."""
    await Crowd(msg["size"]).announce(_node(hass))
    connection.send_result(msg["id"])


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/fingerprint",
        probatio.Required("who"): str,
    }
)
@callback
def ws_fingerprint(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell who a neighbour is."""
    connection.send_result(msg["id"], _neighbour(hass, msg).identity.fingerprint)
