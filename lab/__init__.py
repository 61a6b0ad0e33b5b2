"""The mesh lab: many nodes of the real protocol core on a simulated air.

Time is simulated, every random choice comes from a seed, and nothing but the air is
modelled: each node is a `MeshEngine` as it runs in Home Assistant.
"""

from importlib.util import find_spec
from pathlib import Path
import sys
from types import ModuleType


def _reach_the_core() -> None:
    """Make the core importable where Home Assistant is not installed.

    The package around the core needs it, the core itself does not.
    """
    name = "custom_components.mesh_broadcast"
    if name in sys.modules or find_spec("homeassistant") is not None:
        return
    parent = ModuleType(name)
    parent.__path__ = [
        str(Path(__file__).parents[1] / "custom_components" / "mesh_broadcast")
    ]
    sys.modules[name] = parent


_reach_the_core()
