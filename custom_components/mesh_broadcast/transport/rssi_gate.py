"""Whom the signal strength allows to dial, and in which order (docs/wire.md 6.8)."""

from typing import Final

GATE: Final = -90
"""Weakest signal in dBm that is dialed in the ordinary case."""

GATE_WHEN_FULL: Final = -85
"""The same while the links or the table of candidates are full."""

GATE_WHEN_ISOLATED: Final = -95
"""The same while there is no link at all."""

GATE_WHEN_LONG_ISOLATED: Final = -100
"""The same when there has been no link for LONG_ISOLATION seconds."""

LONG_ISOLATION: Final = 30.0

_GATES: Final = (GATE_WHEN_FULL, GATE, GATE_WHEN_ISOLATED, GATE_WHEN_LONG_ISOLATED)

_TIMEOUT_MEMORY: Final = 60.0
"""Seconds for which a time-out counts against a candidate."""


def rssi_gate(*, full: bool, isolated_for: float | None) -> int:
    """Return the weakest signal worth dialing; `isolated_for` is None with a link."""
    if isolated_for is not None:
        if isolated_for >= LONG_ISOLATION:
            return GATE_WHEN_LONG_ISOLATED
        return GATE_WHEN_ISOLATED
    return GATE_WHEN_FULL if full else GATE


def gates_passed(rssi: int) -> int:
    """Return how many of the gates a signal passes: a change may make it dialable."""
    return sum(rssi >= gate for gate in _GATES)


def score(rssi: int, age: float, failures: int, since_timeout: float | None) -> float:
    """Return how promising a candidate is: near, fresh and not failing."""
    penalty = min(20, 2 ** min(4, failures)) if failures else 0
    timed_out = since_timeout is not None and since_timeout < _TIMEOUT_MEMORY
    return 1000 + 2 * (rssi + 100) - 10 * age - penalty - (10 if timed_out else 0)
