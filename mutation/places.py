"""Where the core, its tests, and what runs leave are."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
CORE = ROOT / "custom_components" / "mesh_broadcast" / "protocol"
TESTS = ROOT / "tests"
OUTPUT = ROOT / ".mutation"
"""A folder for each area with what mutmut made, and the results."""
