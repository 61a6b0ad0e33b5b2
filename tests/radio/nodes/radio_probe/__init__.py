"""Shows the radio tier what of an integration is left in the process, and sets it up.

Lives in the test's configuration folder only.
"""

import asyncio
import gc
import os
from pathlib import Path
import threading
from types import MappingProxyType

from homeassistant.components import bluetooth
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

DOMAIN = "radio_probe"
CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


def count_sockets() -> int:
    """Return how many sockets the process has open."""
    count = 0
    for link in Path("/proc/self/fd").iterdir():
        try:
            count += str(link.readlink()).startswith("socket:")
        except FileNotFoundError:
            continue
    return count


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Offer the actions."""

    async def look(call: ServiceCall) -> ServiceResponse:
        await hass.async_add_executor_job(gc.collect)
        tasks = (f"{task.get_name()} {task.get_coro()}" for task in asyncio.all_tasks())
        threads = (thread.name for thread in threading.enumerate())
        return {
            "tasks": [*sorted(tasks)],
            "threads": [*sorted(threads)],
            "sockets": await hass.async_add_executor_job(count_sockets),
            "pid": os.getpid(),
        }

    async def choose(call: ServiceCall) -> None:
        entry = hass.config_entries.async_get_known_entry(call.data["entry_id"])
        hass.config_entries.async_update_entry(
            entry, options={**entry.options, **call.data["options"]}
        )

    async def trust(call: ServiceCall) -> None:
        entry = hass.config_entries.async_get_known_entry(call.data["entry_id"])
        peer = call.data["peer"]
        subentry = ConfigSubentry(
            data=MappingProxyType(peer),
            subentry_type="trusted_peer",
            title=call.data["title"],
            unique_id=peer["fingerprint"],
        )
        hass.config_entries.async_add_subentry(entry, subentry)

    async def hear(call: ServiceCall) -> None:
        """Tell of every advertisement of some addresses that gets to integrations."""

        @callback
        def heard(info: bluetooth.BluetoothServiceInfoBleak) -> None:
            hass.bus.async_fire("radio_probe_heard", {"address": info.address})

        for address in call.data["addresses"]:
            bluetooth.async_register_advertisement_callback(hass, heard, address)

    hass.services.async_register(DOMAIN, "choose", choose)
    hass.services.async_register(DOMAIN, "hear", hear)
    hass.services.async_register(DOMAIN, "trust", trust)
    hass.services.async_register(
        DOMAIN, "look", look, supports_response=SupportsResponse.ONLY
    )
    return True
