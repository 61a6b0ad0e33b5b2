"""Whole nodes in a virtual radio, harmed at every step."""

from collections.abc import AsyncIterator

import pytest

from tests.nemesis.checker import check, explain
from tests.nemesis.radio import Radio

from .virtual_time import VirtualClock


@pytest.fixture
async def radio(
    clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Radio]:
    """Prepare a radio; in the end nothing may be wrong, nor anything left behind."""
    radio = Radio.installed(clock, monkeypatch)
    yield radio
    history = radio.history()
    violations = check(history)
    assert not violations, explain(violations, history)
    await radio.stop()


async def test_two_nodes_in_reach_talk_within_seconds(radio: Radio):
    ann, bob = radio.add("Ann", "Bob")
    radio.bring_together("Ann", "Bob")
    await radio.start()

    took = await radio.until(radio.all_linked)
    ann.say("hello")
    bob.whisper(ann, "and hello to you")
    await radio.until(lambda: radio.shown("hello") == {"Bob"})
    await radio.until(lambda: radio.shown("and hello to you") == {"Ann"})

    assert took < 10
