"""All benchmarks by name, in the order of the page."""

from pathlib import Path

from .codec import against_floor, against_peers
from .gatt_pair import throughput
from .home import home
from .hostile import hostile_cost, inflation
from .instructions import instructions
from .load import event_loop
from .measure import Group, Measure, at_most
from .memory import MIB, forged_growth, sizes
from .program import ROOT, run_program
from .radio import long_transfers
from .signatures import checks


def import_size() -> list[Measure]:
    """Measure what the integration itself takes once it is imported."""
    # With Home Assistant's own environment in place of this one.
    done = run_program(
        ROOT / ".venv" / "bin" / "python",
        Path(__file__).with_name("imports.py"),
        PYTHONPATH=str(ROOT),
    )
    return [
        Measure(
            "e.imports",
            "importing the integration, beside Home Assistant",
            int(done.stdout.split()[-1]) / MIB,
            "MiB",
            at_most(8),
        )
    ]


GROUPS: dict[str, Group] = {
    "floor": against_floor,
    "instructions": instructions,
    "peers": against_peers,
    "signatures": checks,
    "hostile": hostile_cost,
    "inflation": inflation,
    "gatt": throughput,
    "radio": long_transfers,
    "loop": event_loop,
    "home": home,
    "sizes": sizes,
    "growth": forged_growth,
    "imports": import_size,
}
