"""Whole nodes in a virtual radio, harmed at every step: they come back by themselves.

Each test measures, in virtual time, how long it takes from the end of a fault until all
that was said during it has been shown, to everybody and in confidence; `-rP` prints it.
`MESH_SCHEDULES=300` plays as many drawn schedules of trouble instead of a few,
`MESH_SEED=1` others.
"""

import asyncio
from collections.abc import AsyncIterator
import itertools
import os

import pytest

from tests.nemesis import mangling
from tests.nemesis.checker import check, explain
from tests.nemesis.faults import (
    AdapterOff,
    AdapterReset,
    AdapterUnplugged,
    BluetoothdGone,
    BusGone,
    ClockWrong,
    ConnectsHang,
    DiskFull,
    Fault,
    FoulAir,
    Killed,
    LoopStalls,
    LostAt,
    Moment,
    NotificationsStall,
    Parted,
    ProxiesFull,
    ProxiesReboot,
    ProxiesSlow,
    Reloaded,
    SlotsTaken,
    SmallMtu,
    Step,
    Together,
    Unheard,
    WritesStall,
    draw,
    play,
)
from tests.nemesis.history import Left
from tests.nemesis.radio import Radio, RadioNode

from .virtual_time import VirtualClock


@pytest.fixture
async def radio(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Radio]:
    """Prepare a radio; in the end nothing may be wrong, nor anything left behind."""
    loop = asyncio.get_running_loop()
    # From the same time in each run: it is in what is sent, and so in what is chosen.
    clock = VirtualClock(1_000.0)
    with clock.installed(loop):
        radio = Radio.installed(clock, monkeypatch)
        try:
            yield radio
        finally:
            await radio.stop()
        history = radio.history()
        violations = check(history)
        assert not violations, explain(violations, history)


class Talk:
    """What two say to each other, everybody and each other."""

    def __init__(self, radio: Radio, a: RadioNode, b: RadioNode) -> None:
        self.radio = radio
        self.ends = (a, b)
        self.expected: list[tuple[str, str]] = []

    def go_on(self, *, private: bool = True) -> None:
        for here, there in (self.ends, self.ends[::-1]):
            if not here.running:
                continue
            number = len(self.expected)
            here.say(f"{number}")
            # What bears yesterday's date nobody takes, however right the clock is later.
            if here.skew_s >= 0:
                self.expected.append((f"{number}", there.name))
            if private and here.knows(there):
                here.whisper(there, f"secret {number}")
                self.expected.append((f"secret {number}", there.name))

    @property
    def done(self) -> bool:
        return all(node in self.radio.shown(text) for text, node in self.expected)


async def measure(radio: Radio, talk: Talk, fault: Fault, within: float) -> float:
    """Return the seconds from the end of a fault until all that was said is there."""
    task = asyncio.ensure_future(fault(radio))
    await asyncio.sleep(0.05)
    talk.go_on()
    await task
    talk.go_on()
    return await radio.until(lambda: talk.done and radio.all_linked(), within)


async def test_two_nodes_in_reach_talk_within_seconds(radio: Radio):
    ann, bob = radio.add("Ann", "Bob")
    radio.bring_together("Ann", "Bob")
    await radio.start()

    took = await radio.until(radio.all_linked)
    talk = Talk(radio, ann, bob)
    talk.go_on()
    took_to_talk = await radio.until(lambda: talk.done)

    assert took < 5
    assert took_to_talk < 3


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("step", Step)
async def test_a_link_that_is_lost_at_any_step_comes_back(
    radio: Radio, step: Step, moment: Moment
):
    (ann,) = radio.add("Ann", peripheral=False)
    (bob,) = radio.add("Bob", central=False)
    radio.bring_together("Ann", "Bob")
    if step is Step.MID_FRAGMENT:
        radio.way("Ann", "Bob").mtu = 130
    fault = LostAt("Ann", "Bob", step, moment)
    await radio.start()
    talk = Talk(radio, ann, bob)

    if step in (Step.MID_FRAGMENT, Step.MID_HANDSHAKE, Step.TEARDOWN):
        await radio.until(radio.all_linked)
        took = await measure(radio, talk, fault, 60)
    else:
        await asyncio.wait_for(fault(radio), 60)
        talk.go_on()
        took = await radio.until(lambda: talk.done and radio.all_linked(), 60)

    print(f"{moment} {step}: {took:.1f} s")
    assert took < 10


# Ann's address is the lower one, so that it is she who dials.
FAULTS: dict[str, tuple[Fault, float]] = {
    "adapter off": (AdapterOff("Ann", 10), 5),
    "adapter unplugged": (AdapterUnplugged("Ann", 10), 5),
    "adapter reset": (AdapterReset("Ann", 0), 10),
    "bluetoothd restarts": (BluetoothdGone("Ann", 1), 5),
    "bluetoothd away": (BluetoothdGone("Ann", 10), 10),
    "dbus-daemon away": (BusGone("Ann", 10), 10),
    "no slots": (
        Together((AdapterReset("Ann", 0), SlotsTaken("Ann", 20), Unheard("Ann", 20))),
        5,
    ),
    "nobody answers dials": (
        Together((AdapterReset("Ann", 0), ConnectsHang("Ann", 12), Unheard("Ann", 12))),
        5,
    ),
    "bluetoothd of who was dialed restarts": (BluetoothdGone("Bob", 1), 5),
    "who was dialed is killed": (Killed("Bob", 2), 10),
    "notifications stall": (NotificationsStall("Bob", 12), 15),
    "writes stall": (WritesStall("Ann", 12), 15),
    "MTU 23": (SmallMtu("Ann", 20), 10),
    "MTU 23 for long": (SmallMtu("Ann", 60), 35),
    "clock a day ahead": (ClockWrong("Ann", 30, 86_400), 30),
    "clock a day behind": (ClockWrong("Ann", 30, -86_400), 30),
    "event loop stalls": (LoopStalls(20), 5),
    "killed": (Killed("Ann", 2), 5),
    "reloaded": (Reloaded("Ann", 0.2), 5),
    "disk full": (DiskFull("Ann", 30), 5),
    "out of reach": (Parted("Ann", "Bob", 45), 5),
    "values dropped": (FoulAir(20, (mangling.Drop(0.3),)), 10),
    "values duplicated": (FoulAir(20, (mangling.Duplicate(0.5),)), 5),
    "values reordered": (FoulAir(20, (mangling.Reorder(0.5),)), 5),
    "values truncated": (FoulAir(20, (mangling.Truncate(0.3),)), 10),
    "values garbled": (FoulAir(20, (mangling.Garble(0.3),)), 10),
    "values merged": (FoulAir(20, (mangling.Merge(0.3),)), 5),
    "values late": (FoulAir(20, (mangling.Stall(5.0),)), 10),
}
"""What goes wrong, and within how many seconds after its end all must be well."""


@pytest.mark.parametrize("shared", [False, True], ids=["apart", "shared"])
@pytest.mark.parametrize("name", FAULTS)
async def test_a_node_comes_back_by_itself(radio: Radio, name: str, shared: bool):
    fault, within = FAULTS[name]
    ann, bob = radio.add("Ann", "Bob")
    radio.bring_together("Ann", "Bob")
    radio.shares_connections = shared
    await radio.start()
    await radio.until(radio.all_linked)
    await radio.run(20)

    took = await measure(radio, Talk(radio, ann, bob), fault, 300)

    print(f"{name}: {took:.1f} s")
    assert took < within


async def dial_at_once(*nodes: RadioNode) -> None:
    """Let each dial the others as soon as the last connection is cleared away."""
    await asyncio.sleep(0.6)
    for node in nodes:
        for candidate in node.manager._discovery.candidates.values():
            candidate.not_before = 0.0
        node.manager._wake.set()


async def test_a_crossed_dial_that_is_given_up_costs_both_roles_for_seconds(
    radio: Radio,
):
    """Between two hosts with BlueZ it takes down the connection that the other made."""
    ann, bob = radio.add("Ann", "Bob")
    radio.bring_together("Ann", "Bob")
    radio.shares_connections = True
    await radio.start()
    await radio.until(radio.all_linked)
    there, back = radio.way("Ann", "Bob"), radio.way("Bob", "Ann")
    back.connect_hangs = True
    there.drop()
    await dial_at_once(ann, bob)
    await radio.until(lambda: there.linked and bob.machine.initiating == 1, 5)
    talk = Talk(radio, ann, bob)
    talk.go_on()
    await radio.until(lambda: not there.linked, 5)
    back.connect_hangs = False

    took = await radio.until(lambda: talk.done and radio.all_linked(), 60)

    print(f"{took:.1f} s")
    assert took < 10


async def test_both_roles_on_one_connection_end_and_come_back_together(radio: Radio):
    ann, bob = radio.add("Ann", "Bob")
    radio.bring_together("Ann", "Bob")
    radio.shares_connections = True
    await radio.start()
    await radio.until(radio.all_linked)
    there, back = radio.way("Ann", "Bob"), radio.way("Bob", "Ann")
    there.drop()
    await dial_at_once(ann, bob)
    await radio.until(lambda: there.subscribed and back.subscribed, 5)

    back.drop()

    assert not there.linked
    talk = Talk(radio, ann, bob)
    talk.go_on()
    took = await radio.until(lambda: talk.done and radio.all_linked(), 60)
    print(f"{took:.1f} s")
    assert took < 10


PROXY_FAULTS: dict[str, tuple[Fault, float]] = {
    "reboots": (ProxiesReboot("Ann", 10), 5),
    "out of slots": (ProxiesFull("Ann", 20), 5),
    "slow": (ProxiesSlow("Ann", 20), 10),
    "no slot anywhere": (
        Together((ProxiesFull("Ann", 20), SlotsTaken("Ann", 20))),
        5,
    ),
    "reboots without slots": (
        Together((ProxiesReboot("Ann", 5), ProxiesFull("Ann", 20))),
        5,
    ),
}


@pytest.mark.parametrize("adapter", [True, False], ids=["and adapter", "alone"])
@pytest.mark.parametrize("name", PROXY_FAULTS)
async def test_a_node_behind_a_proxy_comes_back_by_itself(
    radio: Radio, name: str, adapter: bool
):
    fault, within = PROXY_FAULTS[name]
    (ann,) = radio.add("Ann")
    (bob,) = radio.add("Bob", central=False)
    radio.bring_together("Ann", "Bob")
    proxy = radio.add_proxy("Ann")
    ann.machine.plug(present=adapter)
    way = radio.way("Ann", "Bob")
    await radio.start()
    await radio.until(radio.all_linked)
    assert way.via is proxy
    await radio.run(20)

    task = asyncio.ensure_future(fault(radio))
    talk = Talk(radio, ann, bob)
    if adapter and name not in ("slow", "no slot anywhere"):
        # Home Assistant goes on over its adapter meanwhile.
        talk.go_on()
        await radio.until(lambda: talk.done and radio.all_linked(), 10)
        assert way.via is None
    talk.go_on()
    await task
    talk.go_on()
    took = await radio.until(lambda: talk.done and radio.all_linked(), 60)

    print(f"{name}: {took:.1f} s")
    assert took < within
    assert proxy.used == (way.via is proxy)


async def test_restarts_while_the_disk_is_full_cost_what_was_not_stored_only(
    radio: Radio,
):
    ann, bob = radio.add("Ann", "Bob")
    radio.bring_together("Ann", "Bob")
    await radio.start()
    await radio.until(radio.all_linked)
    before = Talk(radio, ann, bob)
    before.go_on()
    await radio.until(lambda: before.done)
    full = asyncio.ensure_future(DiskFull("Ann", 60)(radio))
    await asyncio.sleep(1)
    talk = Talk(radio, ann, bob)
    for restart in (Killed("Ann", 2), Reloaded("Ann", 0.2), Killed("Ann", 0.1)):
        talk.go_on()
        await radio.until(lambda: talk.done)
        task = asyncio.ensure_future(restart(radio))
        await asyncio.sleep(0)
        bob.say("while Ann is away")
        await task
        await radio.until(radio.all_linked)
    await full
    talk.go_on()
    took = await radio.until(lambda: talk.done, 60)
    assert took < 5
    stored = ann.disk.packets
    await Killed("Ann", 0.1)(radio)
    assert len(ann.engine.stored_packets) >= len(stored) > 4


async def test_a_hundred_reloads_under_traffic_leave_nothing_and_lose_nothing(
    radio: Radio,
):
    nodes = radio.add("Bob", "Ann", "Cem")
    ann = nodes[1]
    radio.bring_together("Bob", "Ann")
    radio.bring_together("Ann", "Cem")
    await radio.start()
    await radio.until(radio.all_linked)
    said: list[tuple[str, str]] = []

    async def talk() -> None:
        for number in itertools.count():
            node, other = radio.rng.sample(nodes, 2)
            if node.running and not node.leaving:
                node.say(f"word {number}")
                said.append((f"word {number}", node.name))
                if node.knows(other):
                    node.whisper(other, f"secret {number}")
            await radio.run(radio.rng.uniform(0.1, 2))

    talking = asyncio.ensure_future(talk())
    linked = 0
    for _ in range(100):
        await radio.run(radio.rng.uniform(0, 4))
        linked += bool(ann.linked)
        radio.record.append(Left(radio.clock(), ann.name))
        await ann.stop()
        assert not ann.tasks
        assert not ann.machine.bluetooth.subscriptions
        assert not ann.machine.watches
        assert ann.machine.application is None
        assert not [way for way in radio.ways if way.linked]
        ann.note_restart()
        await radio.run(radio.rng.uniform(0, 0.5))
        await ann.start()
    talking.cancel()

    assert linked > 20
    await radio.until(radio.all_linked)
    took = await radio.until(
        lambda: all(len(radio.shown(text)) == 2 for text, _ in said), 130
    )
    print(f"{len(said)} messages, the last {took:.1f} s after the last reload")
    while any(node.engine.outbox for node in nodes):
        await radio.run(1)


SCHEDULES = int(os.environ.get("MESH_SCHEDULES", "8"))
SEED = int(os.environ.get("MESH_SEED", "0")) * 1_000_000
NAMES = ("Ann", "Bob", "Cem", "Dia")


@pytest.mark.parametrize("seed", range(SEED, SEED + SCHEDULES))
async def test_after_any_trouble_all_is_well(radio: Radio, seed: int):
    radio.reseed(seed)
    size = 3 + seed % 2
    names = NAMES[:size]
    nodes = radio.add(*names)
    radio.shares_connections = seed % 4 >= 2
    if seed % 3 == 0:
        radio.add_proxy("Ann")
    for pair in itertools.pairwise(names):
        radio.bring_together(*pair)
    schedule = draw(seed, names, count=6, within=60)
    print(schedule)
    await radio.start()
    await radio.until(radio.all_linked)
    trouble = asyncio.ensure_future(play(radio, schedule))

    for number in range(12):
        node, other = radio.rng.sample(nodes, 2)
        if node.running:
            node.say(f"word {number}")
        if node.running and node.knows(other):
            node.whisper(other, f"secret {number}")
        await radio.run(radio.rng.uniform(1, 8))
    await trouble

    await radio.until(radio.all_linked, 300)
    await radio.run(130)
    waited = 0
    while any(node.engine.outbox for node in nodes) and waited < 1_200:
        await radio.run(20)
        waited += 20
