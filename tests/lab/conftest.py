"""Let the rules' tests use the bench of the protocol tier."""

from pathlib import Path
import sys

import lab

# At the end: the integration's own modules must not hide anybody else's.
sys.path.append(str(Path(__file__).parents[2] / "custom_components" / "mesh_broadcast"))

# Before a test imports the core: Home Assistant takes its time to load.
lab.reach_the_core()
