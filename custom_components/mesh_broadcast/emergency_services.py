"""The actions for emergency broadcasts."""

from datetime import timedelta

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
import probatio

from .const import (
    ATTR_CONFIRMATIONS,
    ATTR_DURATION,
    ATTR_EMERGENCY_ID,
    ATTR_MESSAGE,
    ATTR_REPEAT_EVERY,
    ATTR_WAIT,
    DOMAIN,
    SERVICE_EMERGENCY_BROADCAST,
    SERVICE_STOP_EMERGENCY_BROADCAST,
)
from .emergency import MAX_DURATION, MIN_REPEAT
from .loaded_node import loaded_node
from .private_access import async_user, check_sending

DEFAULT_CONFIRMATIONS = 3
MAX_CONFIRMATIONS = 50
"""More than links can be held, and one by one people come and go."""

DEFAULT_DURATION = timedelta(minutes=10)
DEFAULT_REPEAT = timedelta(seconds=30)
EMERGENCY_SCHEMA = probatio.Schema(
    {
        probatio.Required(ATTR_MESSAGE): cv.string,
        probatio.Optional(
            ATTR_CONFIRMATIONS, default=DEFAULT_CONFIRMATIONS
        ): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=MAX_CONFIRMATIONS)
        ),
        probatio.Optional(ATTR_DURATION, default=DEFAULT_DURATION): probatio.All(
            cv.positive_time_period,
            probatio.Range(min=MIN_REPEAT, max=MAX_DURATION),
        ),
        probatio.Optional(ATTR_REPEAT_EVERY, default=DEFAULT_REPEAT): probatio.All(
            cv.positive_time_period,
            probatio.Range(min=MIN_REPEAT, max=MAX_DURATION),
        ),
        probatio.Optional(ATTR_WAIT, default=False): cv.boolean,
    }
)
STOP_SCHEMA = probatio.Schema({probatio.Optional(ATTR_EMERGENCY_ID): cv.string})


@callback
def async_setup_emergency_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN,
        SERVICE_EMERGENCY_BROADCAST,
        _async_emergency_broadcast,
        schema=EMERGENCY_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(
        DOMAIN,
        SERVICE_STOP_EMERGENCY_BROADCAST,
        _async_stop_emergency_broadcast,
        schema=STOP_SCHEMA,
        supports_response=SupportsResponse.OPTIONAL,
    )


async def _async_emergency_broadcast(call: ServiceCall) -> ServiceResponse:
    """Send a message again and again until enough peers have it."""
    coordinator = loaded_node(call.hass)
    check_sending(coordinator, await async_user(call.hass, call.context))
    emergencies = coordinator.emergencies
    emergency, begun = emergencies.async_begin(
        call.data[ATTR_MESSAGE],
        confirmations=call.data[ATTR_CONFIRMATIONS],
        duration=call.data[ATTR_DURATION],
        repeat_every=call.data[ATTR_REPEAT_EVERY],
    )
    if call.data[ATTR_WAIT]:
        await emergencies.async_wait(emergency)
    return {**emergency.report(), "already_running": not begun}


async def _async_stop_emergency_broadcast(call: ServiceCall) -> ServiceResponse:
    """Send one no longer, or all of them."""
    coordinator = loaded_node(call.hass)
    check_sending(coordinator, await async_user(call.hass, call.context))
    stopped = coordinator.emergencies.async_stop(call.data.get(ATTR_EMERGENCY_ID))
    return {"stopped": [emergency.report() for emergency in stopped]}
