"""Days of whole nodes without Home Assistant, at the nemesis's virtual radio.

Three residents in a line talk and write to each other while people come, stay for some
minutes and go, many of them under another address or as somebody new, random addresses
advertise that nobody answers at, and once in a while much goes wrong at once. Ann's
node is never restarted: what hers holds must stay flat.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
import gc
from random import Random
from typing import Any

from bleak.exc import BleakError
import pytest

from custom_components.mesh_broadcast.protocol import MeshError
from custom_components.mesh_broadcast.transport import central_link
from tests.nemesis import radio as nemesis
from tests.nemesis.faults import At, Killed, Parted, Reloaded, draw, play
from tests.nemesis.radio import Radio, RadioNode
from tests.transport.virtual_time import VirtualClock

from .places import OUTPUT
from .process import grown, loop_figures, memory_figures, objects_by_type
from .series import Recording
from .small import forget_soon
from .tables import table_sizes

RESIDENTS = ("Ann", "Bob", "Cem")
IN_REACH = (("Ann", "Bob"), ("Bob", "Cem"))

REGULARS = 20
"""Of so many people half of the visits are; the others are somebody new."""

ADVERTISED_EVERY_S = 12.0
"""Twenty times as seldom as at the nemesis: finding somebody is not what takes days."""

FORGOTTEN_AFTER_S = 195.0
"""After which Home Assistant's Bluetooth takes a silent address for gone."""

TROUBLE_COUNT = 6
TROUBLE_S = 300.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How often things happen, in seconds, and for how many hours things are kept."""

    sample: float = 600.0
    say: float = 60.0
    whisper: float = 120.0
    visitor: float = 900.0
    visit: tuple[float, float] = (30.0, 900.0)
    stranger: float = 120.0
    trouble: float = 4 * 3_600.0
    kept_h: float = 1.0


DAYS = Pace()
HOURS = Pace(
    sample=120.0,
    say=30.0,
    whisper=60.0,
    visitor=150.0,
    visit=(20.0, 200.0),
    trouble=2_400.0,
    kept_h=0.25,
)
"""For a look within seconds: a day of the other's in an hour and a half."""

type Plant = Callable[[RadioNode], None]


class Days:
    """Everything that happens, and what is seen of it."""

    def __init__(
        self,
        radio: Radio,
        days: float,
        warm_up_h: float,
        pace: Pace = DAYS,
        plants: Mapping[str, Plant] | None = None,
    ) -> None:
        self._radio = radio
        self._pace = pace
        self._plants = plants or {}
        self._seconds = days * 86_400.0
        self._rng = Random(f"soak {radio.seed}")
        self._strangers: set[str] = set()
        self._about: set[asyncio.Task[None]] = set()
        self._numbers: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._began = radio.clock()
        self._errors: list[BaseException] = []
        self.recording = Recording(
            "Nodes at the virtual radio",
            warm_up_h,
            {"seed": radio.seed},
            path=OUTPUT / "nodes.part.json",
        )

    async def run(self) -> None:
        """Let the days pass."""
        residents = self._radio.add(*RESIDENTS)
        for pair in IN_REACH:
            self._radio.bring_together(*pair)
        for name, plant in self._plants.items():
            plant(self._radio.nodes[name])
        await self._radio.start()
        watched = [node for node in residents if node.name in {"Ann", *self._plants}]
        self._begin(self._every(self._pace.say, self._say))
        self._begin(self._every(self._pace.whisper, self._whisper))
        self._begin(self._every(self._pace.visitor, self._somebody_comes))
        self._begin(self._every(self._pace.stranger, self._stranger_advertises))
        self._begin(self._trouble())
        while self._passed < self._seconds:
            await asyncio.sleep(self._pace.sample)
            self._sample(watched)
        for task in tuple(self._about):
            task.cancel()
        await asyncio.gather(*self._about, return_exceptions=True)
        self.recording.about |= {
            "days": self._seconds / 86_400.0,
            "counts": dict(sorted(self._numbers.items())),
            "more of": grown(self._types, objects_by_type()),
        }
        await self._radio.stop()
        if self._errors:
            raise BaseExceptionGroup("what acts in the soak broke", self._errors)

    @property
    def _passed(self) -> float:
        return self._radio.clock() - self._began

    def _begin(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._about.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Keep what went wrong with those who act here, to tell of it at the end."""
        self._about.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._errors.append(error)

    async def _every(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something as often, a little irregularly."""
        while True:
            await asyncio.sleep(seconds * self._rng.uniform(0.5, 1.5))
            act()

    # -- what goes on

    def _count(self, what: str) -> int:
        self._numbers[what] += 1
        return self._numbers[what]

    def _anybody(self) -> RadioNode | None:
        running = [node for node in self._radio.nodes.values() if node.running]
        return self._rng.choice(running) if running else None

    def _say(self) -> None:
        """Let somebody say something."""
        if (node := self._anybody()) is None:
            return
        number = self._count("public messages")
        # What fits one value, and now and then what takes several.
        words = self._rng.choice((3, 8, 15, 120))
        with suppress(MeshError):
            node.say(f"{number} " + "word " * words)

    def _whisper(self) -> None:
        """Let somebody write to somebody else whom they know."""
        if (node := self._anybody()) is None:
            return
        known = [other for other in self._radio.nodes.values() if node.knows(other)]
        if known:
            number = self._count("private messages")
            with suppress(MeshError):
                node.whisper(self._rng.choice(known), f"for you, {number}")

    def _somebody_comes(self) -> None:
        """Let somebody come near, unless they are here."""
        if self._rng.random() < 0.5:
            name = f"regular {self._rng.randrange(REGULARS)}"
        else:
            name = f"stranger {self._count('people who never came again')}"
        if name not in self._radio.nodes:
            self._begin(self._visit(name))

    async def _visit(self, name: str) -> None:
        """Come, stay, and go with or without a word; under another address each time."""
        self._count("visits")
        (node,) = self._radio.add(name)
        for host in self._rng.sample(RESIDENTS, self._rng.choice((1, 1, 2))):
            self._radio.bring_together(name, host)
        await node.start()
        await asyncio.sleep(self._rng.uniform(*self._pace.visit))
        if self._rng.random() < 0.5:
            await node.stop()
        for host in RESIDENTS:
            self._radio.part(name, host)
        await asyncio.sleep(FORGOTTEN_AFTER_S)
        if node.running:
            await node.kill()
        self._radio.remove(name)

    def _stranger_advertises(self) -> None:
        self._begin(self._advertise_in_vain())

    async def _advertise_in_vain(self) -> None:
        """Be heard under a random address, be dialed, and answer nobody."""
        number = self._count("random addresses")
        address = f"7A:00:{number >> 24:02X}:{number >> 16 & 255:02X}:"
        address += f"{number >> 8 & 255:02X}:{number & 255:02X}"
        bluetooth = self._radio.nodes[self._rng.choice(RESIDENTS)].machine.bluetooth
        self._strangers.add(address)
        for _ in range(self._rng.randrange(1, 6)):
            for source in tuple(bluetooth.scanners):
                bluetooth.advertise(
                    address, self._rng.randrange(-95, -50), source=source
                )
            await asyncio.sleep(20)
        await asyncio.sleep(FORGOTTEN_AFTER_S)
        if address in bluetooth.history:
            bluetooth.lose(address)
        self._strangers.discard(address)

    async def _trouble(self) -> None:
        """Let much go wrong within minutes, and then nothing for hours."""
        while True:
            await asyncio.sleep(self._pace.trouble * self._rng.uniform(0.5, 1.5))
            seed = self._count("times of trouble")
            schedule = draw(seed, RESIDENTS, TROUBLE_COUNT, TROUBLE_S)
            await play(self._radio, tuple(at for at in schedule if _suits(at)))

    # -- what is seen

    def _sample(self, watched: list[RadioNode]) -> None:
        """Look at all that is to stay flat; forget what only the test would keep."""
        for node in self._radio.nodes.values():
            node.machine.air.dials.clear()
        del self._radio.record[:-1]
        self._radio.server_states.clear()
        hour = self._passed / 3600
        if not self._types and hour > self.recording.warm_up:
            self._types = objects_by_type()
        found = memory_figures() | loop_figures(asyncio.get_running_loop())
        for node in watched:
            found |= {f"{node.name}: {k}": v for k, v in _look(node).items()}
        self.recording.take(hour, found | {"nodes": len(self._radio.nodes)})

    async def dial(
        self,
        establish: Callable[..., Coroutine[Any, Any, Any]],
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Answer a dial as the radio does, and not at all for an address of nobody."""
        if args[1].address in self._strangers:
            await asyncio.sleep(8)
            raise BleakError("nobody answers")
        return await establish(*args, **kwargs)


def _look(node: RadioNode) -> dict[str, float]:
    """Return what a node holds."""
    return {
        "tasks": len(node.tasks),
        "callbacks at Bluetooth": node.machine.bluetooth.subscriptions,
        "addresses in sight": len(node.machine.bluetooth.history),
        "stored outbox": len(node.disk.outbox),
        "stored messages": len(node.disk.packets),
        **table_sizes(node.engine, node.manager),
    }


def _suits(at: At) -> bool:
    """Whether something may go wrong: Ann's node is not restarted, a line stays a line."""
    match at.fault:
        case Killed(node) | Reloaded(node):
            return node != "Ann"
        case Parted(a, b):
            return {a, b} != {"Ann", "Cem"}
    return True


async def _run(
    days: float,
    warm_up_h: float,
    seed: int,
    pace: Pace,
    plants: Mapping[str, Plant] | None,
) -> Recording:
    clock = VirtualClock(1_000.0)
    loop = asyncio.get_running_loop()
    with pytest.MonkeyPatch.context() as patch, clock.installed(loop):
        forget_soon(patch, pace.kept_h)
        patch.setattr(nemesis, "ADVERTISED_EVERY_S", ADVERTISED_EVERY_S)
        radio = Radio.installed(clock, patch, seed)
        course = Days(radio, days, warm_up_h, pace, plants)
        establish: Any = vars(central_link)["establish_connection"]

        async def dial(*args: Any, **kwargs: Any) -> Any:
            return await course.dial(establish, *args, **kwargs)

        patch.setattr(central_link, "establish_connection", dial)
        await course.run()
    return course.recording


def soak(
    days: float,
    warm_up_h: float,
    seed: int,
    pace: Pace = DAYS,
    plants: Mapping[str, Plant] | None = None,
) -> Recording:
    """Let the days pass; return what was seen. A plant makes a node leak, for tests."""
    # What was imported stays as it is, and would be looked through at each sample.
    gc.collect()
    gc.freeze()
    try:
        return asyncio.run(_run(days, warm_up_h, seed, pace, plants))
    finally:
        gc.unfreeze()
