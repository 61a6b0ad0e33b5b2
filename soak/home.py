"""What a Home Assistant with our node in it holds: registries, listeners, rows, files."""

from collections import Counter
from pathlib import Path

from habluetooth import get_manager
from homeassistant.components import bluetooth
from homeassistant.components.recorder import get_instance
from homeassistant.components.recorder.db_schema import Events, States
from homeassistant.components.recorder.util import session_scope
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.storage import STORAGE_DIR
from sqlalchemy import func, select

from .process import loop_figures, memory_figures
from .tables import PACKAGE, table_sizes

DOMAIN = PACKAGE.rpartition(".")[2]
_ADVERTISEMENT = "f47b5e2d-4a9e-4c5a-9b3f-8e1d2c3a4b5c"


async def look(hass: HomeAssistant) -> dict[str, float]:
    """Return all of it; what reads files and the database does so in threads."""
    entities, devices = er.async_get(hass), dr.async_get(hass)
    found: dict[str, float] = loop_figures(hass.loop)
    found |= {
        "states": len(hass.states.async_entity_ids()),
        "registered entities": len(entities.entities),
        "deleted entities that are remembered": len(entities.deleted_entities),
        "registered devices": len(devices.devices),
        "issues": len(ir.async_get(hass).issues),
        "listeners": sum(hass.bus.async_listeners().values()),
        **_bluetooth(hass),
    }
    for entry in hass.config_entries.async_loaded_entries(DOMAIN):
        sizes = table_sizes(entry.runtime_data)
        found |= {f"node: {name}": size for name, size in sizes.items()}
    found |= await hass.async_add_executor_job(memory_figures)
    found |= await hass.async_add_executor_job(
        _stored, Path(hass.config.path(STORAGE_DIR))
    )
    return found


async def rows(hass: HomeAssistant) -> dict[str, int]:
    """Return how many rows the recorder has, by table."""
    return await get_instance(hass).async_add_executor_job(_rows, hass)


def _rows(hass: HomeAssistant) -> dict[str, int]:
    with session_scope(hass=hass, read_only=True) as session:
        return {
            table.__tablename__: session.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
            for table in (States, Events)
        }


def _bluetooth(hass: HomeAssistant) -> dict[str, float]:
    """Return what Home Assistant's Bluetooth knows, and who asked to be told."""
    known = tuple(bluetooth.async_discovered_service_info(hass, connectable=False))
    allocations = get_manager().async_current_allocations() or ()
    return {
        "addresses in sight": len(known),
        "addresses of the mesh in sight": sum(
            _ADVERTISEMENT in info.service_uuids for info in known
        ),
        "slots in use": sum(len(of.allocated) for of in allocations),
    }


def _stored(folder: Path) -> dict[str, float]:
    """Return the sizes of our files, in kilobytes."""
    sizes: Counter[str] = Counter()
    for path in folder.glob(f"{DOMAIN}*"):
        sizes[f"file {path.name} (kB)"] += path.stat().st_size
    sizes["files of ours"] = 1000 * len(sizes)
    return {name: size / 1000 for name, size in sizes.items()}
