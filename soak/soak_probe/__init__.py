"""Tells the soak what a Home Assistant in a virtual machine holds; lives only there."""

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from soak import home, process

DOMAIN = "soak_probe"
CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, _config: ConfigType) -> bool:
    """Offer the actions."""

    async def look(_call: ServiceCall) -> ServiceResponse:
        """Return what there is."""
        rows = await home.rows(hass)
        return {**await home.look(hass), **{f"rows {k}": v for k, v in rows.items()}}

    before: dict[str, int] = {}

    async def types(_call: ServiceCall) -> ServiceResponse:
        """Return of which types there are most more than when it was asked first."""
        now = await hass.async_add_executor_job(process.objects_by_type)
        before.update(before or now)
        more = process.grown(before, now)
        return {name: [*counts] for name, counts in more.items()}

    hass.services.async_register(
        DOMAIN, "types", types, supports_response=SupportsResponse.ONLY
    )
    hass.services.async_register(
        DOMAIN, "look", look, supports_response=SupportsResponse.ONLY
    )
    return True
