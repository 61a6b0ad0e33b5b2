"""How good the mesh has to be, and why just so good: what the gate holds.

A bound stands as far beside what the gate's seeds give as `CLOSE` says and no further,
which is a test of its own: the figures are the same on every machine, so that whatever
makes one of them worse by more fails.
"""

from dataclasses import dataclass

CLOSE = 0.04
"""The most by which a bound may be off, as a part of the figure."""

_REACH = "who is in range has it in 2 s: the point of the whole relay rule"
_COST = "one send is needed for each node, lost ones again: the rest is waste"
_ONCE = "a signature check costs more than all else: one for each packet, never more"
_SYNC = "sync brings what the flood did not"
_SOON = "a detour is a second longer in which somebody does not know"
_FERRY = "who has a new link is asked at once: a ferry comes at about 59 s"


@dataclass(frozen=True)
class Bound:
    """A figure of one row that may not get worse: at least, or at most."""

    row: str
    metric: str
    why: str
    least: float | None = None
    most: float | None = None


BOUNDS = (
    Bound("rgg8, ours, 0 %", "in7", _REACH, least=1.0),
    Bound("rgg8, ours, 0 %", "tx", _COST, most=1.16),
    Bound("rgg8, ours, 0 %", "stretch", _SOON, most=1.17),
    Bound("rgg8, ours, 30 %", "in7", _REACH, least=0.995),
    Bound("rgg8, ours, 30 %", "tx", _COST, most=1.63),
    Bound("rgg8, ours, 30 %", "stretch", _SOON, most=1.44),
    Bound("clustered, ours, 0 %", "in7", _REACH, least=1.0),
    Bound("clustered, ours, 0 %", "tx", _COST, most=1.06),
    Bound("clustered, ours, 0 %", "stretch", _SOON, most=1.16),
    Bound("clustered, ours, 30 %", "in7", _REACH, least=0.993),
    Bound("clustered, ours, 30 %", "tx", _COST, most=1.49),
    Bound("clustered, ours, 30 %", "stretch", _SOON, most=1.63),
    Bound("line, ours, 0 %", "in7", _REACH, least=1.0),
    Bound("line, ours, 0 %", "tx", _COST, most=1.0),
    Bound("line, ours, 30 %", "in7", _REACH, least=1.0),
    Bound("line, ours, 30 %", "tx", _COST, most=1.56),
    Bound("everything, 30 %", "delivered", _SYNC, least=1.0),
    Bound("everything, 30 %", "tx", _COST, most=1.82),
    Bound("everything, 30 %", "checks", _ONCE, most=1.0),
    Bound("everything, 30 %", "p99", _SYNC, most=0.27),
    Bound("ferry", "delivered", _SYNC, least=1.0),
    Bound("ferry", "checks", _ONCE, most=1.0),
    Bound("ferry", "last", _FERRY, most=60.1),
)
