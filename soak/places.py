"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / ".soak"
DOCS = ROOT / "docs" / "soak"
