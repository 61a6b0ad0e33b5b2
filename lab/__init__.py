"""The mesh lab: many nodes of the real protocol core on a simulated air.

Time is simulated, every random choice comes from a seed, and nothing but the air is
modelled: each node is a `MeshEngine` as it runs in Home Assistant.
"""

from pathlib import Path
import sys
from types import ModuleType


def reach_the_core() -> None:
    """Make the core importable without Home Assistant.

    The package around the core needs it, the core itself does not; and where it is
    installed, a process that only simulates need not load it.
    """
    name = "custom_components.mesh_broadcast"
    if name in sys.modules or "homeassistant" in sys.modules:
        return
    parent = ModuleType(name)
    parent.__path__ = [
        str(Path(__file__).parents[1] / "custom_components" / "mesh_broadcast")
    ]
    sys.modules[name] = parent


reach_the_core()
