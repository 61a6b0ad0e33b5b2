"""What the node takes of a Home Assistant: not a test, but what script/bench runs.

It prints a line of JSON; `lab/bench/home.py` makes rows of it. Time is virtual, and what
counts is the processor's time on the loop's thread.
"""

import asyncio
from asyncio import events
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import gc
import json
import logging
import time
import tracemalloc
from typing import Any, override

from homeassistant import block_async_io
from homeassistant.const import EVENT_STATE_CHANGED, MATCH_ALL
from homeassistant.core import Event, HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import EVENT_MESSAGE
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import FrameReceived
from lab.bench.load import LINKS, Arrival, Script

from .crowd import Crowd
from .virtual_air import UNIX_MS, FakeGattServer, TimeMachine

IDLE_S = 3600
CROWD = 50
CROWD_S = 900
PEERS = 100
MORE_PEERS = 300
BURST_S = 60

OURS = "custom_components.mesh_broadcast"
PACKAGE = OURS.replace(".", "/")

ADDRESSES = [f"44:44:44:44:66:{number:02X}" for number in range(LINKS)]


class LiveScript(Script):
    """The load of `lab/bench/load.py`, by the clock of this home."""

    @property
    @override
    def unix_ms(self) -> int:
        """Return the time as packets carry it."""
        return UNIX_MS + round(self._time * 1000)


def is_ours(handle: events.Handle) -> bool:
    """Whether a call of the loop is one of the integration's functions or tasks."""
    inside: Any = handle
    called = inside._callback
    task = getattr(called, "__self__", None)
    if isinstance(task, asyncio.Task):
        coroutine: Any = task.get_coro()
        return PACKAGE in coroutine.cr_code.co_filename
    for one in (called, *(inside._args or ())):
        job = getattr(one, "job", one)
        function: Any = getattr(job, "target", job)
        function = getattr(function, "func", function)
        if str(getattr(function, "__module__", "")).startswith(OURS):
            return True
    return False


@dataclass(slots=True)
class Meter:
    """Counts what the loop runs, and what that costs its thread."""

    calls: list[int] = field(default_factory=list)
    ours: list[int] = field(default_factory=list)

    @contextmanager
    def installed(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meter]:
        """Measure each call of the loop."""
        run = events.Handle._run

        def measured(handle: events.Handle) -> None:
            """Run a call, and note its cost."""
            ours = is_ours(handle)
            begun = time.thread_time_ns()
            run(handle)
            cost = time.thread_time_ns() - begun
            self.calls.append(cost)
            if ours:
                self.ours.append(cost)

        with monkeypatch.context() as patch:
            patch.setattr(events.Handle, "_run", measured)
            yield self


@pytest.fixture(autouse=True)
def quiet(hass: HomeAssistant) -> None:
    """Have nothing at work that only tests have."""
    hass.loop.set_debug(False)
    logging.getLogger().setLevel(logging.WARNING)
    block_async_io.enable()


async def _pass(time_machine: TimeMachine, seconds: float) -> None:
    """Let time pass in steps of a second."""
    await time_machine.advance(seconds, step=1.0)


async def _hear(
    hass: HomeAssistant,
    server: FakeGattServer,
    time_machine: TimeMachine,
    arrivals: list[Arrival],
) -> None:
    """Have frames come, each in a call of its own, those of a packet in one moment."""
    for begin in range(0, len(arrivals), LINKS):
        group = arrivals[begin : begin + LINKS]
        for arrival in group:
            heard = arrival.event
            assert isinstance(heard, FrameReceived)
            number = int(heard.link.rpartition(" ")[2])
            hass.loop.call_soon(server.write, ADDRESSES[number], heard.data)
        wait = group[-1].at - time_machine.monotonic()
        await time_machine.advance(max(wait, 0.001), step=max(wait, 0.001))


class Told:
    """Counts what the bus tells: state writes by the second, and all else."""

    def __init__(self, hass: HomeAssistant, time_machine: TimeMachine) -> None:
        self._time = time_machine
        self._writes: Counter[int] = Counter()
        self.messages = 0
        self.others = 0
        hass.bus.async_listen(MATCH_ALL, self._told)

    @property
    def busiest_second(self) -> int:
        """Return the most state writes within one second."""
        return max(self._writes.values(), default=0)

    @callback
    def _told(self, event: Event[Any]) -> None:
        """Note an event; the channel's entity tells each message, as it has to."""
        if event.event_type == EVENT_MESSAGE:
            self.messages += 1
        elif event.event_type != EVENT_STATE_CHANGED:
            self.others += 1
        elif not event.data["entity_id"].startswith("event."):
            self._writes[int(self._time.monotonic())] += 1


async def test_what_the_node_takes(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Let an hour pass with nobody there, a quarter in a crowd, and a minute of noise."""
    found: dict[str, float] = {}
    await _pass(time_machine, 60)
    with Meter().installed(monkeypatch) as meter:
        await _pass(time_machine, IDLE_S)
    found |= {"idle_calls": len(meter.ours), "idle_ns": sum(meter.ours)}

    await hass.config_entries.async_unload(config_entry.entry_id)
    await hass.async_block_till_done()
    begun = time.process_time_ns()
    await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    found["setup_ns"] = time.process_time_ns() - begun
    node, server = config_entry.runtime_data, gatt_servers[-1]

    crowd = Crowd(server, time_machine, size=CROWD)
    with Meter().installed(monkeypatch) as meter:
        for _ in range(CROWD_S):
            hass.loop.call_soon(crowd.announce_due)
            await _pass(time_machine, 1)
    found |= {"crowd_calls": len(meter.ours), "crowd_s": CROWD_S}
    assert node.peers_in_reach == CROWD

    for address in ADDRESSES:
        server.connect(address, lambda _frame: None)
    await _pass(time_machine, 5)
    script = LiveScript(seconds=BURST_S, _time=time_machine.monotonic())
    await _hear(hass, server, time_machine, list(script.acquaintance()))
    assert node.peers_in_reach >= PEERS
    script._time = time_machine.monotonic() + 1
    burst = [a for a in script.burst() if isinstance(a.event, FrameReceived)]
    await _pass(time_machine, 1)
    told = Told(hass, time_machine)
    # A pass of the collector falls into whichever call it likes, and takes what all of
    # Home Assistant and its tests have in memory.
    gc.collect()
    gc.disable()
    with Meter().installed(monkeypatch) as meter:
        await _hear(hass, server, time_machine, burst)
    gc.enable()
    costs = sorted(meter.calls)
    found |= {
        "frames": len(burst),
        "longest_ns": costs[-1],
        "p999_ns": costs[int(len(costs) * 0.999)],
        "burst_ns": sum(costs),
        "burst_s": BURST_S,
        "writes": told.busiest_second,
        "messages": told.messages,
        "events": told.others,
        "blocking": caplog.text.count("blocking call"),
    }

    await _pass(time_machine, 120)
    more = Crowd(server, time_machine, size=MORE_PEERS)
    before = node.peers_in_reach
    gc.collect()
    tracemalloc.start()
    for _ in range(20):
        more.announce_due()
        await _pass(time_machine, 1)
    gc.collect()
    found["kept"], _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    found["more_peers"] = node.peers_in_reach - before
    print("HOME", json.dumps(found))
