"""Automations as users write them, running in the test's Home Assistant."""

from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import async_mock_service


async def record(
    hass: HomeAssistant,
    *triggers: dict[str, Any],
    conditions: list[dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    """Have an automation; return the list in which the data of its triggers will be."""
    seen: list[dict[str, Any]] = []
    hass.bus.async_listen("triggered", lambda event: seen.append(event.data["trigger"]))
    await automate(
        hass,
        triggers=list(triggers),
        conditions=conditions or [],
        actions=[{"event": "triggered", "event_data": {"trigger": "{{ trigger }}"}}],
    )
    return seen


async def automate(hass: HomeAssistant, **config: Any) -> None:
    """Have one automation."""
    assert await async_setup_component(
        hass, AUTOMATION, {AUTOMATION: {"id": "test", "alias": "test", **config}}
    )
    await hass.async_block_till_done()


async def why_invalid(
    hass: HomeAssistant,
    caplog: Any,
    *,
    trigger: dict[str, Any] | None = None,
    condition: dict[str, Any] | None = None,
) -> str:
    """Return what Home Assistant says about an automation that it does not accept."""
    await automate(
        hass,
        triggers=[trigger or {"trigger": "homeassistant", "event": "start"}],
        conditions=[condition] if condition else [],
        actions=[],
    )
    (message,) = [
        record.getMessage()
        for record in caplog.records
        if record.name == "homeassistant.components.automation"
        and "has been disabled" in record.getMessage()
    ]
    caplog.clear()
    return message


def calls_of(hass: HomeAssistant, domain: str, action: str) -> list[ServiceCall]:
    """Return the list in which calls of an action will be."""
    return async_mock_service(hass, domain, action)
