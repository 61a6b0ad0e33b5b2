"""Let the rules' tests use the bench of the protocol tier."""

from pathlib import Path
import sys

# At the end: the integration's own modules must not hide anybody else's.
sys.path.append(str(Path(__file__).parents[2] / "custom_components" / "mesh_broadcast"))
