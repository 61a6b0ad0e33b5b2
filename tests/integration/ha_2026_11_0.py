"""What the test harness, which was made for 2026.10, does in a way that is past.

A pytest plugin that script/test loads on 2026.11.0, before the harness imports
Home Assistant. Where the harness itself knows 2026.11, delete this.
"""

from importlib import import_module
from typing import Any

# As the harness does it: these two have to come before anything of Home Assistant
for patch in ("patch_recorder", "patch_time"):
    import_module(f"pytest_homeassistant_custom_component.{patch}")

# It imports a helper from where it no longer is.
logger = import_module("homeassistant.components.logger")
helpers = import_module("homeassistant.components.logger.helpers")
vars(logger)["_clear_logger_overwrites"] = helpers._clear_logger_overwrites

# It gives states to restore by entity ID; 2026.11 looks for those of a registered
# entity by its registry ID.
restore_state = import_module("homeassistant.helpers.restore_state")
stored_by_2026_11 = restore_state.RestoreStateData.async_get_stored_state


def stored_by_the_harness(data: Any, entity_id: str) -> Any:
    """Return the state that a test stored for an entity, before what the core has."""
    states = vars(data).get("last_states", {})
    return states.get(entity_id) or stored_by_2026_11(data, entity_id)


restore_state.RestoreStateData.async_get_stored_state = stored_by_the_harness
