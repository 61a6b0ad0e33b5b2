"""Whole nodes in a virtual radio, harmed at every step: they come back by themselves.

Each test measures, in virtual time, how long it takes from the end of a fault until all
that was said during it has been shown, to everybody and in confidence.
"""

import asyncio
from collections.abc import AsyncIterator

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
    Fault,
    FoulAir,
    Killed,
    LoopStalls,
    LostAt,
    Moment,
    NotificationsStall,
    Parted,
    SlotsTaken,
    SmallMtu,
    Step,
    WritesStall,
)
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
    radio: Radio, step: Step, moment: Moment, record_property
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

    print(f"MEASURED {step} {moment}: {took:.1f}")
    record_property("recovery_s", round(took, 2))
    assert took < 30


MACHINE_FAULTS = [
    AdapterOff("Ann", 10),
    AdapterUnplugged("Ann", 10),
    BluetoothdGone("Ann", 1),
    BluetoothdGone("Ann", 10),
    BusGone("Ann", 10),
    AdapterReset("Ann", 0),
    SlotsTaken("Ann", 20),
    NotificationsStall("Ann", 12),
    WritesStall("Ann", 12),
    ConnectsHang("Ann", 12),
    SmallMtu("Ann", 20),
    ClockWrong("Ann", 30, 86_400),
    ClockWrong("Ann", 30, -86_400),
    LoopStalls(20),
    Killed("Ann", 2),
    Parted("Ann", "Bob", 45),
    FoulAir(20, (mangling.Drop(0.3),)),
    FoulAir(20, (mangling.Duplicate(0.5),)),
    FoulAir(20, (mangling.Reorder(0.5),)),
    FoulAir(20, (mangling.Truncate(0.3),)),
    FoulAir(20, (mangling.Garble(0.3),)),
    FoulAir(20, (mangling.Merge(0.3),)),
    FoulAir(20, (mangling.Stall(5.0),)),
]


@pytest.mark.parametrize("fault", MACHINE_FAULTS, ids=str)
async def test_a_node_comes_back_by_itself(radio: Radio, fault: Fault, record_property):
    ann, bob = radio.add("Ann", "Bob")
    radio.bring_together("Ann", "Bob")
    await radio.start()
    await radio.until(radio.all_linked)
    await radio.run(20)

    took = await measure(radio, Talk(radio, ann, bob), fault, 300)

    print(f"MEASURED {fault}: {took:.1f}")
    record_property("recovery_s", round(took, 2))
    assert took < 60
