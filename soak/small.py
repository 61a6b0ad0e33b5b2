"""Makes the mesh forget sooner, so that what has to be forgotten is, within an hour.

With its own limits a node would have to meet thousands of people and live for days before
a table is full; what is soaked is that each of them stops growing, not where. That the
limits themselves hold is shown by `tests/protocol/test_abuse.py`.
"""

from collections.abc import Iterator
import sys
from types import ModuleType

import pytest

from .tables import PACKAGE

_S = 3_600.0
_MS = 3_600_000.0

SIZES: dict[str, int] = {
    "protocol.announce_schedule:_REPLY_MEMORY": 12,
    "protocol.delivery:BROADCASTS": 20,
    "protocol.delivery:PRIVATE_PACKETS": 20,
    "protocol.engine:_BUDGETS": 12,
    "protocol.hearings:HEARINGS_CAPACITY": 50,
    "protocol.held_back:HELD_BACK_CAPACITY": 10,
    "protocol.peers:PEER_CAPACITY": 12,
    "protocol.peers:PIN_CAPACITY": 16,
    "protocol.private_chat:READ_RECEIPTS": 10,
    "protocol.route_planner:ROUTED_SPEAKERS": 8,
    "protocol.route_planner:_TARGETS": 8,
    "protocol.sent_ledger:FOLLOWED": 8,
    "protocol.sessions:MAX_SESSIONS": 8,
    "protocol.sync:_LIMITER_CAPACITY": 8,
    "protocol.trust:PROVEN_CAPACITY": 8,
    "transport.discovery:MAX_FRIENDS": 6,
}
"""How many of each are kept, at most."""

AN_HOUR: dict[str, float] = {
    "protocol.dedup:SHOWN_WINDOW_S": _S,
    "protocol.freshness:MESSAGE_AGE_MS": _MS,
    "protocol.private_inbox:REMEMBERED_MS": _MS,
    "protocol.private_outbox:LIFETIME_MS": _MS,
    "protocol.session:REKEY_AGE_S": _S,
}
"""What is kept for a time: an hour in its unit."""


def forget_soon(patch: pytest.MonkeyPatch, hours: float) -> None:
    """Set all of these limits, wherever they were imported to."""
    times = {where: hour * hours for where, hour in AN_HOUR.items()}
    for where, small in (SIZES | times).items():
        module, name = where.split(":")
        large = vars(sys.modules[f"{PACKAGE}.{module}"])[name]
        for user in _modules():
            if vars(user).get(name) is large:
                patch.setattr(user, name, small)


def _modules() -> Iterator[ModuleType]:
    """Return what is imported of the integration."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(PACKAGE):
            yield module
