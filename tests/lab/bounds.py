"""How good the mesh has to be, and why just so good: what the gate holds.

A bound stands a little beside what the gate's seeds gave when it was written: as far
as one node of a hundred, or one send of fifty.
"""

from dataclasses import dataclass

_REACH = "who is in range has it in 2 s: the point of the whole relay rule"
_COST = "one send is needed for each node, lost ones again: the rest is waste"
_ONCE = "a signature check costs more than all else: one for each packet, never more"
_SYNC = "sync brings what the flood did not"


@dataclass(frozen=True)
class Bound:
    """A figure of one row that may not get worse: at least, or at most."""

    row: str
    metric: str
    why: str
    least: float | None = None
    most: float | None = None


BOUNDS = (
    Bound("rgg8, ours, 0 %", "in7", _REACH, least=0.99),
    Bound("rgg8, ours, 0 %", "tx", _COST, most=1.3),
    Bound("rgg8, ours, 30 %", "in7", _REACH, least=0.98),
    Bound("rgg8, ours, 30 %", "tx", _COST, most=1.9),
    Bound("clustered, ours, 0 %", "in7", _REACH, least=0.99),
    Bound("clustered, ours, 0 %", "tx", _COST, most=1.3),
    Bound("clustered, ours, 30 %", "in7", _REACH, least=0.98),
    Bound("clustered, ours, 30 %", "tx", _COST, most=1.9),
    Bound("line, ours, 0 %", "in7", _REACH, least=1.0),
    Bound("line, ours, 0 %", "tx", _COST, most=1.0),
    Bound("line, ours, 30 %", "in7", _REACH, least=0.97),
    Bound("line, ours, 30 %", "tx", _COST, most=1.6),
    Bound("everything, 30 %", "delivered", _SYNC, least=1.0),
    Bound("everything, 30 %", "checks", _ONCE, most=1.0),
    Bound("everything, 30 %", "p99", _SYNC, most=3.0),
    Bound("ferry", "delivered", _SYNC, least=1.0),
    Bound("ferry", "checks", _ONCE, most=1.0),
)
