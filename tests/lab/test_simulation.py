"""The lab's own laws: what a simulation may depend on, and what its air does."""

from dataclasses import replace
import os
from pathlib import Path
import subprocess
import sys

import pytest

from custom_components.mesh_broadcast.protocol import (
    BITCHAT,
    OURS,
    FrameReceived,
    FramesDropped,
    MeshEngine,
    SendFailed,
    SendPriority,
)
from lab.air import AirModel, Churn
from lab.graph import Change, Graph, Wire
from lab.scenarios import full
from lab.simulation import Simulation
from lab.topologies import ferry, rgg8

ROOT = Path(__file__).parents[2]
PAIR = Graph("pair", 2, (Wire(0, 1, 0.03),))
STAR = Graph("star", 4, tuple(Wire(i, 0, 0.03) for i in (1, 2, 3)))

TRACE = """
from lab.air import AirModel, Churn
from lab.simulation import Simulation
from lab.topologies import rgg8
from custom_components.mesh_broadcast.protocol import OURS
air = AirModel(loss=0.2, churn=Churn(5.0, 1.0), skew_ms=1000, shared_notification=True)
simulation = Simulation(rgg8(12, 3), lambda _: OURS, air, 3, trace=True)
simulation.run(0.0)
simulation.broadcast(0)
simulation.run(20.0)
print(simulation.trace)
"""


def simulation(graph=PAIR, air=None, policy=OURS, seed=1, **more) -> Simulation:
    return Simulation(graph, lambda _: policy, air, seed, **more)


def settled(graph=PAIR, air=None, **more) -> Simulation:
    made = simulation(graph, air, **more)
    made.run(0.0)
    return made


def engine(made: Simulation, index: int) -> MeshEngine:
    core = made.nodes[index].core
    assert isinstance(core, MeshEngine)
    return core


def heard_events(made: Simulation, index: int, kind: type) -> list:
    """Return a list into which the events that a node gets will go."""
    heard: list = []
    core = made.nodes[index].core
    real = core.handle

    class Listening:
        def __getattr__(self, name):
            return getattr(core, name)

        def handle(self, event, now):
            if isinstance(event, kind):
                heard.append(event)
            return real(event, now)

    made.nodes[index].core = Listening()
    return heard


def test_the_same_seed_gives_the_same_trace_whatever_python_hashes() -> None:
    traces = {
        subprocess.run(
            [sys.executable, "-c", TRACE],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hashing},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()[-1]
        for hashing in ("1", "2")
    }
    assert len(traces) == 1
    assert len(traces.pop()) == 64


def test_another_seed_gives_another_trace() -> None:
    traces = set()
    for seed in (1, 2):
        made = settled(rgg8(8, 1), seed=seed, trace=True)
        made.broadcast(0)
        made.run(5.0)
        traces.add(made.trace)
    assert len(traces) == 2


def test_a_message_takes_its_wires_delay_and_the_time_to_process_it() -> None:
    made = settled()
    message = made.broadcast(0)
    made.run(1.0)
    assert message.arrivals == {1: pytest.approx(0.032)}
    assert message.sends == 1
    assert message.receptions == 1


def test_whoever_is_told_of_a_loss_gets_the_frame_that_was_lost() -> None:
    made = settled()
    failures = heard_events(made, 0, SendFailed)
    made.air = AirModel(loss=1.0)
    message = made.broadcast(0)
    made.run(0.031)
    assert failures
    assert failures[0].link in made.nodes[0].ports
    assert message.arrivals == {}


def test_an_unknown_loss_is_never_told() -> None:
    made = settled()
    failures = heard_events(made, 0, SendFailed)
    made.air = AirModel(loss=1.0, loss_known=False)
    made.broadcast(0)
    made.run(5.0)
    assert failures == []


def test_loss_strikes_as_often_as_it_should() -> None:
    made = settled()
    before = made.lost, sum(made.sends.values())
    made.air = AirModel(loss=0.3, loss_known=False)
    port = made.ports[0]
    for i in range(2_000):
        made.at(i * 0.01, lambda: made.send(port, bytes(30), SendPriority.RELAY))
    made.run(21.0)
    lost = made.lost - before[0]
    sent = sum(made.sends.values()) - before[1]
    assert 0.26 < lost / sent < 0.34


def test_frames_wait_for_their_link_and_the_urgent_go_first() -> None:
    made = settled(air=AirModel(frame_time=0.1))
    made.run(20.0)
    frames = heard_events(made, 1, FrameReceived)
    port = next(iter(made.nodes[0].ports.values()))
    for number, priority in enumerate(
        (SendPriority.RELAY, SendPriority.RELAY, SendPriority.URGENT)
    ):
        made.send(port, bytes([0xEE, number, *bytes(30)]), priority)
    made.run(21.0)
    odd = [event.data[1] for event in frames if event.data[0] == 0xEE]
    assert odd == [0, 2, 1]


def test_a_full_queue_drops_the_oldest_of_the_least_and_says_so() -> None:
    made = settled(air=AirModel(frame_time=0.4, queue_capacity=2))
    made.run(30.0)
    drops = heard_events(made, 0, FramesDropped)
    before = made.overflowed
    port = next(iter(made.nodes[0].ports.values()))
    for _ in range(5):
        made.send(port, bytes([0xEE]) * 30, SendPriority.RELAY)
    made.run(30.5)
    assert made.overflowed - before >= 2
    assert sum(drop.count for drop in drops) == made.overflowed - before


def test_a_shared_notification_counts_once_and_reaches_all_subscribers() -> None:
    made = settled(STAR, AirModel(shared_notification=True))
    message = made.broadcast(0)
    made.run(1.0)
    assert message.sends == 1
    assert set(message.arrivals) == {1, 2, 3}


def test_addressed_notifications_count_each() -> None:
    made = settled(STAR)
    message = made.broadcast(0)
    made.run(1.0)
    assert message.sends == 3


def test_a_broken_link_loses_what_is_under_way() -> None:
    graph = replace(PAIR, changes=(Change(0.01, 0, up=False),))
    made = settled(graph)
    message = made.broadcast(0)
    made.run(5.0)
    assert message.arrivals == {}
    assert not engine(made, 0).links


def test_links_that_churn_come_back() -> None:
    made = settled(rgg8(8, 1), AirModel(churn=Churn(mean_up_s=2.0, down_s=1.0)))
    lives = [port.life for port in made.ports]
    made.run(60.0)
    assert all(port.life > life for port, life in zip(made.ports, lives, strict=True))


def test_clocks_are_off_by_no_more_than_the_air_says() -> None:
    made = simulation(rgg8(20, 1), AirModel(skew_ms=500))
    offsets = {node.clock_ms for node in made.nodes}
    assert len(offsets) > 1
    assert all(abs(offset) <= 500 for offset in offsets)


def test_a_ferry_brings_the_message_to_the_other_side() -> None:
    graph = ferry(20, 4)
    came = next(change.at for change in graph.changes if change.up)
    found = full(graph, lambda _: OURS, AirModel(), 4, only=sorted(graph.far))
    (outcome,) = found.outcomes
    times = [t for t in outcome.latencies if t is not None]
    assert len(times) == 10
    assert min(times) > came


def test_announces_stay_near_where_they_are_told_to() -> None:
    everywhere = settled(rgg8(20, 1))
    near = settled(rgg8(20, 1), AirModel(announce_hops=1))
    assert near.sends[1] < everywhere.sends[1] / 3
    for node in near.nodes:
        linked = {port.far.node.identity.peer_id for port in node.ports.values()}
        assert set(engine(near, node.index).peers) == linked


def test_published_announces_are_known_as_far_as_a_message_gets() -> None:
    made = simulation(rgg8(40, 1), AirModel(announce_hops=1))
    made.run(-2.0)
    made.publish([0], 1.0)
    made.run(0.0)
    hops = made.graph.hops(0)
    ball = [i for i, far in enumerate(hops) if far is not None and 0 < far <= 7]
    known = set(engine(made, 0).peers)
    assert known == {made.nodes[i].identity.peer_id for i in ball}


def test_work_that_nodes_share_changes_nothing_but_the_time() -> None:
    # The cache is planted in a process of its own: others here check for themselves.
    code = TRACE.replace("simulation =", "SHARE\nsimulation =")
    plain, shared = (
        subprocess.run(
            [sys.executable, "-c", code.replace("SHARE", line)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()[-1]
        for line in ("", "from lab.shared_work import share_work; share_work()")
    )
    assert plain == shared


def test_rules_can_be_told_apart() -> None:
    sends = []
    for policy in (OURS, BITCHAT):
        made = settled(rgg8(20, 2), policy=policy)
        message = made.broadcast(0)
        made.run(3.0)
        sends.append(message.sends)
    assert sends[0] != sends[1]
