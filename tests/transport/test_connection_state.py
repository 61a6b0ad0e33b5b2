"""The states of a link and their order."""

import itertools
import logging

import pytest

from custom_components.mesh_broadcast.transport.connection_state import (
    TRANSITIONS,
    ConnectionState,
    IllegalTransitionError,
    StateTracker,
)

ALL = list(ConnectionState)
LEGAL = [(a, b) for a, b in itertools.product(ALL, ALL) if b in TRANSITIONS[a]]
ILLEGAL = [(a, b) for a, b in itertools.product(ALL, ALL) if b not in TRANSITIONS[a]]


def test_the_way_up_is_one_step_at_a_time():
    tracker = StateTracker("link")
    for state in ALL[1:]:
        tracker.advance(state)
    assert tracker.state is ConnectionState.CLOSED


@pytest.mark.parametrize("state", ALL[1:5])
def test_everything_that_was_begun_can_be_closed(state: ConnectionState):
    assert ConnectionState.CLOSING in TRANSITIONS[state]


def test_a_closed_link_never_comes_back():
    assert not TRANSITIONS[ConnectionState.CLOSED]


@pytest.mark.parametrize(("before", "after"), ILLEGAL)
def test_any_other_way_is_refused_and_changes_nothing(
    before: ConnectionState, after: ConnectionState
):
    tracker = StateTracker("link", before)
    with pytest.raises(IllegalTransitionError):
        tracker.advance(after)
    assert tracker.state is before


@pytest.mark.parametrize(("before", "after"), LEGAL)
def test_each_transition_is_logged_once(
    before: ConnectionState, after: ConnectionState, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    StateTracker("out-1", before).advance(after, "a reason")
    assert [record.getMessage() for record in caplog.records] == [
        f"out-1: {before} -> {after} (a reason)"
    ]
