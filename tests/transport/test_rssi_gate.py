"""Whom the signal strength allows to dial (docs/wire.md 6.8)."""

import pytest

from custom_components.mesh_broadcast.transport.rssi_gate import (
    gates_passed,
    rssi_gate,
    score,
)


@pytest.mark.parametrize(
    ("full", "isolated_for", "gate"),
    [
        (False, None, -90),
        (True, None, -85),
        (False, 0.0, -95),
        (False, 29.9, -95),
        (False, 30.0, -100),
        (True, 30.0, -100),
    ],
)
def test_the_gate_opens_with_loneliness_and_closes_with_company(
    full: bool, isolated_for: float | None, gate: int
):
    assert rssi_gate(full=full, isolated_for=isolated_for) == gate


@pytest.mark.parametrize(
    ("rssi", "passed"),
    [(-101, 0), (-100, 1), (-95, 2), (-91, 2), (-90, 3), (-85, 4), (-30, 4)],
)
def test_a_stronger_signal_passes_more_gates(rssi: int, passed: int):
    assert gates_passed(rssi) == passed


def test_the_score_is_the_specifications():
    assert score(-60, 0.0, 0, None) == 1080
    assert score(-60, 3.0, 0, None) == 1050
    assert score(-60, 0.0, 1, None) == 1078
    assert score(-60, 0.0, 3, None) == 1072
    assert score(-60, 0.0, 50, None) == 1064
    assert score(-60, 0.0, 1, 59.0) == 1068
    assert score(-60, 0.0, 1, 60.0) == 1078
