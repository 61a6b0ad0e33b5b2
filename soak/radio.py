"""An hour on the radio rig: real BlueZ, real Home Assistants, and neighbours without rest.

Ada's house only has restless neighbours, bob's bluetoothd is restarted every few minutes,
and cyd's whole Home Assistant is, in peace and by force; dora is an independent bitchat
that comes and goes, and somebody with a bare Bluetooth stack dials and hangs up all the
time. What ada's and bob's hold must stay flat.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
import signal
import subprocess
import tempfile
import time
from typing import override

from tests.radio.neighbourhood import (
    BitchatPeer,
    House,
    Neighbourhood,
    Node,
    Program,
)

from .places import OUTPUT, ROOT
from .series import Recording

HOUSES = ("ada", "bob", "cyd")
DORA, DIALER = 3, 4
NODES = 5
_AIR = "0-1,1-2,0-3:-55~4,0-4"
# Without ada and bob hearing each other, and without dora and the dialer near ada
_AIR_PARTED = "1-2,0-3:-55~4,0-4"
_AIR_ALONE = "0-1,1-2"

SAMPLE_EVERY_S = 30.0
WARM_UP = 0.25
"""The share of the time in which caches fill: what SQLite, BlueZ and Python's allocator
keep for the next time."""

DAEMON_RESTART_S = 360.0
HOUSE_RESTARTS = (0.2, 0.4, 0.6, 0.8)
PARTED_EVERY_S = 240.0
PARTED_S = (5.0, 40.0)
CONNECT_TIMEOUT_S = 90.0

_CENTRAL = "tests.radio.nodes.gatt_central"


class SoakedHouse(House):
    """A house with the soak's probe, and one beside it for its daemons."""

    @staticmethod
    @override
    async def _start(node: Node, nickname: str) -> Program:
        """Start the program."""
        return await node.spawn("house", "python", "-m", "soak.house", nickname)


class Hour:
    """Everything that happens, and what is seen of it."""

    def __init__(
        self,
        neighbourhood: Neighbourhood,
        houses: list[House],
        guests: list[Program],
        seconds: float,
        seed: int,
    ) -> None:
        self._neighbourhood = neighbourhood
        self._houses = houses
        self._guests = guests
        self._seconds = seconds
        self._rng = Random(seed)
        self._began = time.monotonic()
        self._rows: dict[str, tuple[float, float]] = {}
        self._restarting = asyncio.Lock()
        self.done: Counter[str] = Counter()
        self.recording = Recording(
            "Houses on the radio rig",
            WARM_UP * seconds / 3600,
            {"seed": seed},
            path=OUTPUT / "radio.part.json",
        )

    @property
    def _passed(self) -> float:
        return time.monotonic() - self._began

    async def run(self) -> None:
        """Let it all happen until the time is over."""
        restless = (
            self._talk,
            self._whisper,
            self._dora_comes_and_goes,
            self._dial_and_hang_up,
            self._restart_bluetoothd,
            self._restart_house,
            self._part,
        )
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._again(act)) for act in restless]
            counted = False
            while self._passed < self._seconds:
                begin = time.monotonic()
                await self._sample()
                if not counted and self._passed > WARM_UP * self._seconds:
                    counted = True
                    await self._count_types()
                left = SAMPLE_EVERY_S - (time.monotonic() - begin)
                await asyncio.sleep(max(1.0, left))
            for task in tasks:
                task.cancel()
            await self._count_types()
        self.recording.about |= {
            "minutes": round(self._seconds / 60, 1),
            "counts": dict(sorted(self.done.items())),
        }

    async def _again(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do something again and again; what fails in the midst of trouble, fails."""
        while True:
            try:
                await act()
            except (AssertionError, TimeoutError, RuntimeError, KeyError) as error:
                self.done[f"failed: {act.__name__.strip('_')}"] += 1
                print(f"{act.__name__}: {str(error)[:300]}", flush=True)
                await asyncio.sleep(5)

    async def _pause(self, least: float, most: float) -> None:
        await asyncio.sleep(self._rng.uniform(least, most))

    # -- what goes on

    async def _talk(self) -> None:
        """Let somebody say something in public; the number makes it one of a kind."""
        await self._pause(1.0, 5.0)
        house = self._rng.choice(self._houses[:2])
        self.done["public messages"] += 1
        text = f"{self.done['public messages']} " + "word " * self._rng.randrange(60)
        await house.attempt(
            "call_service",
            domain="mesh_broadcast",
            service="send_broadcast",
            service_data={"message": text},
        )

    async def _whisper(self) -> None:
        """Let somebody write to somebody else whom they know."""
        await self._pause(4.0, 12.0)
        house = self._rng.choice(self._houses[:2])
        known = [peer for peer in (await house.peers()).values() if peer["in_reach"]]
        if not known:
            return
        self.done["private messages"] += 1
        await house.attempt(
            "call_service",
            domain="mesh_broadcast",
            service="send_message",
            service_data={
                "fingerprint": self._rng.choice(known)["fingerprint"],
                "message": f"for you, {self.done['private messages']}",
            },
        )

    async def _dora_comes_and_goes(self) -> None:
        """Let an independent bitchat appear, talk, and leave; as somebody new each time."""
        number = self.done["visits of an independent bitchat"]
        dora = BitchatPeer(self._neighbourhood.nodes[DORA], f"dora{number}")
        self.done["visits of an independent bitchat"] += 1
        try:
            await dora.start()
            for line in range(self._rng.randrange(2, 6)):
                await self._pause(4.0, 12.0)
                await dora.running.send({"do": "say", "text": f"dora {number} {line}"})
            if self._rng.random() < 0.5:
                await dora.quit()
        finally:
            await _kill(dora.program)
        await self._pause(2.0, 10.0)

    async def _dial_and_hang_up(self) -> None:
        """Dial whoever is found, and hang up at once, or vanish."""
        node = self._neighbourhood.nodes[DIALER]
        central = await node.spawn("central", "python", "-m", _CENTRAL)
        try:
            for _ in range(self._rng.randrange(3, 12)):
                position = len(central.lines)
                await central.send({"do": "connect"})
                await central.line(
                    "a connection",
                    lambda said: "connected" in said,
                    CONNECT_TIMEOUT_S,
                    position,
                )
                self.done["rapid connections"] += 1
                await self._pause(0.0, 2.0)
                await central.send({"do": "disconnect"})
                await central.line(
                    "its end", lambda said: "disconnected" in said, after=position
                )
                await self._pause(0.2, 2.0)
        finally:
            await _kill(central)

    async def _restart_bluetoothd(self) -> None:
        """Restart the daemon below bob's house."""
        await asyncio.sleep(DAEMON_RESTART_S)
        async with self._restarting:
            await self._houses[1].node.restart_bluetoothd()
            self.done["restarts of bluetoothd"] += 1

    async def _restart_house(self) -> None:
        """Restart cyd's Home Assistant, every second time by force."""
        number = self.done["restarts of a Home Assistant"]
        if number == len(HOUSE_RESTARTS):
            await asyncio.sleep(self._seconds)
        await asyncio.sleep(
            max(0.0, HOUSE_RESTARTS[number] * self._seconds - self._passed)
        )
        self.done["restarts of a Home Assistant"] += 1
        by = signal.SIGKILL if number % 2 else signal.SIGTERM
        await self._houses[2].restart(by)

    async def _part(self) -> None:
        """Let ada's house lose bob's, or all that is restless, for a moment."""
        await asyncio.sleep(PARTED_EVERY_S)
        self._neighbourhood.set_links(self._rng.choice((_AIR_PARTED, _AIR_ALONE)))
        self.done["times out of reach"] += 1
        await self._pause(*PARTED_S)
        self._neighbourhood.set_links(_AIR)

    # -- what is seen

    async def _sample(self) -> None:
        """Look at all that is to stay flat."""
        hour = self._passed / 3600
        found: dict[str, float] = {}
        try:
            # A bluetoothd that is just being restarted has no memory to speak of.
            async with self._restarting:
                for house, guest in zip(self._houses[:2], self._guests, strict=True):
                    for name, value in (await self._look(house, guest)).items():
                        found[f"{house.nickname}: {name}"] = value
        except AssertionError as error:
            self.done["failed: sample"] += 1
            print(f"no sample: {str(error)[:300]}", flush=True)
            return
        self.recording.take(hour, found)

    async def _count_types(self) -> None:
        """Have the houses count their objects; keep of which there are more by now."""
        for house in self._houses[:2]:
            try:
                more = await house.action("soak_probe", "types")
            except AssertionError as error:
                print(f"no types: {str(error)[:300]}", flush=True)
            else:
                self.recording.about[f"{house.nickname}: more of"] = more

    async def _look(self, house: House, guest: Program) -> dict[str, float]:
        position = len(guest.lines)
        await guest.send({})
        line = await guest.line("a look", lambda said: "looked" in said, after=position)
        found: dict[str, float] = line.data["looked"]
        if not any(name.startswith("bluetoothd") for name in found):
            raise AssertionError("bluetoothd is just being restarted")
        found |= await house.action("soak_probe", "look")
        for table in ("rows states", "rows events"):
            total, now = found.pop(table), time.monotonic()
            key = f"{house.nickname} {table}"
            before, then = self._rows.get(key, (total, now - SAMPLE_EVERY_S))
            self._rows[key] = total, now
            pace = (total - before) / (now - then) * 3600
            found[f"recorder: {table.split()[1]} an hour"] = round(pace, 1)
        return found


async def _kill(program: Program | None) -> None:
    """Be sure that a program has ended."""
    if program is not None and program.status is None:
        await program.end(signal.SIGKILL)
        await program.finished()


def kernel() -> Path:
    """Return the nodes' kernel."""
    command = [str(ROOT / "script/radio"), "--print-kernel"]
    return Path(subprocess.check_output(command, text=True).strip())  # noqa: S603 - our own script


@asynccontextmanager
async def standing(seconds: float, seed: int) -> AsyncIterator[Hour]:
    """Boot the nodes and start what is in them."""
    OUTPUT.mkdir(exist_ok=True)
    out = Path(tempfile.mkdtemp(prefix="radio-", dir=OUTPUT))
    print(f"logs of the nodes: {out}", flush=True)
    async with Neighbourhood(NODES, kernel=kernel(), out=out, links=_AIR) as all_of_it:
        houses: list[House] = [
            *await asyncio.gather(
                *(
                    SoakedHouse.build(node, name)
                    for node, name in zip(all_of_it.nodes, HOUSES, strict=False)
                )
            )
        ]
        guests = [
            await house.node.spawn("guest", "python", "-m", "soak.guest")
            for house in houses[:2]
        ]
        print("all are up", flush=True)
        yield Hour(all_of_it, houses, guests, seconds, seed)


async def soak(minutes: float, seed: int) -> Recording:
    """Let the time pass; return what was seen."""
    async with standing(minutes * 60, seed) as hour:
        await hour.run()
    return hour.recording
