"""Days of a whole Home Assistant in the simulated neighbourhood, in minutes.

It is the Home Assistant that `script/run` starts, with its recorder, registries, storage
and web server, in one process whose clocks run ahead. The neighbours are those of the
demo; more people come and go, many as somebody new, random addresses advertise that
nobody answers at, a dashboard is looked at now and then, the entry is reloaded.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
import gc
from pathlib import Path
from random import Random
import socket
import sys
import tempfile
from typing import TYPE_CHECKING, Any

import pytest

from .calendar import Calendar
from .places import OUTPUT
from .process import grown, objects_by_type
from .series import Recording

if TYPE_CHECKING:
    from homeassistant.core import HomeAssistant

    from demo.config_dir import Credentials
    from demo.home import Demo

SAMPLE_EVERY_S = 600.0
SAY_EVERY_S = 300.0
WHISPER_EVERY_S = 300.0
VISITOR_EVERY_S = 600.0
VISIT_S = (30.0, 1_200.0)
REGULARS = 20
STRANGER_EVERY_S = 120.0
DASHBOARD_EVERY_S = 3_600.0
DASHBOARD_S = 300.0
RELOAD_EVERY_S = 6 * 3_600.0

ADVERTISING_INTERVAL_S = 15.0
"""Fifteen times as seldom as phones: finding somebody is not what takes days."""

KEPT_H = 2.0
"""For how long the mesh keeps what it keeps for up to two days else; the house's own
history keeps a day."""

AWAY = ("chiara", "deniz", "edith", "farid", "anon4821", "greta")
"""Those of the demo who are too far away to be heard: each engine takes as much time as
the house's own, and those who visit come on top."""

_SUBSCRIPTIONS = ("activity", "messages", "peers", "topology")


class Days:
    """Everything that happens, and what is seen of it."""

    def __init__(
        self,
        hass: HomeAssistant,
        demo: Demo,
        credentials: Credentials,
        hours: float,
        warm_up_h: float,
        seed: int,
    ) -> None:
        self._hass = hass
        self._demo = demo
        self._credentials = credentials
        self._hours = hours
        self._rng = Random(f"soak {seed}")
        self._seed = seed
        self._about: set[asyncio.Task[None]] = set()
        self._numbers: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._rows: dict[str, int] = {}
        self._sampled = self._began = hass.loop.time()
        self.recording = Recording(
            "Home Assistant in the neighbourhood",
            warm_up_h,
            {"seed": seed},
            path=OUTPUT / "home.part.json",
        )

    @property
    def _hour(self) -> float:
        return (self._hass.loop.time() - self._began) / 3600

    async def run(self) -> None:
        """Let the days pass."""
        self._demo.air.advertising_interval = ADVERTISING_INTERVAL_S
        for name in AWAY:
            self._demo.air.place(self._demo.neighbourhood[name].address, 1e4, 1e4)
            self._demo.neighbourhood[name].stop()
        for seconds, act in (
            (SAY_EVERY_S, self._say),
            (WHISPER_EVERY_S, self._whisper),
            (VISITOR_EVERY_S, self._somebody_comes),
            (STRANGER_EVERY_S, self._stranger_advertises),
            (DASHBOARD_EVERY_S, self._somebody_looks),
            (RELOAD_EVERY_S, self._reload),
        ):
            self._begin(self._every(seconds, act))
        while self._hour < self._hours:
            await asyncio.sleep(SAMPLE_EVERY_S)
            await self._sample()
        for task in tuple(self._about):
            task.cancel()
        await asyncio.gather(*self._about, return_exceptions=True)
        self.recording.about |= {
            "days": round(self._hours / 24, 2),
            "counts": dict(sorted(self._numbers.items())),
            "more of": grown(self._types, objects_by_type()),
        }

    def _begin(self, coroutine: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(coroutine)
        self._about.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Tell of what went wrong with those who act here."""
        self._about.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._count(f"failed: {type(error).__name__}")
            print(repr(error), file=sys.stderr)

    async def _every(
        self, seconds: float, act: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Do something as often, a little irregularly."""
        while True:
            await asyncio.sleep(seconds * self._rng.uniform(0.5, 1.5))
            self._begin(act())

    def _count(self, what: str) -> int:
        self._numbers[what] += 1
        return self._numbers[what]

    # -- what goes on

    async def _call(self, action: str, **data: Any) -> None:
        """Call an action of ours, which may say that it is too much."""
        from homeassistant.exceptions import HomeAssistantError  # noqa: PLC0415 - late, see soak

        with suppress(HomeAssistantError):
            await self._hass.services.async_call(
                "mesh_broadcast", action, data, blocking=True
            )

    async def _say(self) -> None:
        """Let the house say something."""
        number = self._count("broadcasts of the house")
        words = self._rng.choice((3, 15, 120))
        await self._call("send_broadcast", message=f"{number} " + "word " * words)

    async def _whisper(self) -> None:
        """Let the house write to somebody in reach, and somebody to the house."""
        (entry,) = self._hass.config_entries.async_loaded_entries("mesh_broadcast")
        node = entry.runtime_data
        if not (peers := list(node.peers)):
            return
        peer = self._rng.choice(peers)
        number = self._count("private messages each way")
        await self._call(
            "send_message", fingerprint=peer.fingerprint, message=f"for you, {number}"
        )
        neighbour = self._rng.choice(self._demo.neighbourhood.neighbours)
        with suppress(Exception):  # as people see it who are not there
            neighbour.write(node.identity.peer_id, f"for your house, {number}")

    async def _somebody_comes(self) -> None:
        """Let somebody come near, talk, and go with or without a word."""
        from demo.neighbour import Neighbour  # noqa: PLC0415 - late, see soak

        if self._rng.random() < 0.5:
            name = f"regular {self._rng.randrange(REGULARS)}"
        else:
            name = f"stranger {self._count('people who never came again')}"
        self._count("visits")
        person = Neighbour(
            self._demo.air,
            name,
            Random(f"{self._seed} {name}"),
            self._hass.async_create_background_task,
            android=self._rng.random() < 0.5,
        )
        # Under another address each time, as phones are.
        person.station.address = self._random_address()
        x, y = self._rng.uniform(-20, 20), self._rng.uniform(-20, 20)
        self._demo.air.place(person.address, x, y)
        person.start()
        for line in range(self._rng.randrange(3)):
            await asyncio.sleep(self._rng.uniform(*VISIT_S) / 3)
            person.say(f"{name} says {line}, {self._numbers['visits']}")
        await asyncio.sleep(self._rng.uniform(*VISIT_S) / 3)
        if self._rng.random() < 0.5:
            await person.async_leave()
        person.stop()

    def _random_address(self) -> str:
        first, *rest = self._rng.randbytes(6)
        return ":".join(f"{byte:02X}" for byte in (first | 0xC0, *rest))

    async def _stranger_advertises(self) -> None:
        """Be heard under a random address, be dialed, and answer nobody."""
        from custom_components.mesh_broadcast.transport.const import (  # noqa: PLC0415 - late, see soak
            SERVICE_UUID,
        )
        from demo.air import Advertisement, Station  # noqa: PLC0415 - as above

        self._count("random addresses")
        stranger = Station(self._random_address())
        self._demo.air.join(stranger)
        self._demo.air.place(stranger.address, self._rng.uniform(1, 20), 0.0)
        self._demo.air.advertise(stranger, Advertisement((SERVICE_UUID,)))
        await asyncio.sleep(self._rng.uniform(10, 120))
        self._demo.air.leave(stranger)

    async def _somebody_looks(self) -> None:
        """Open a dashboard, be told of everything for a while, and close it."""
        import aiohttp  # noqa: PLC0415 - late, see soak

        self._count("dashboards opened")
        url = f"{self._credentials.url}/api/websocket"
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as page:
            await page.receive_json()
            await page.send_json(
                {"type": "auth", "access_token": self._credentials.token}
            )
            await page.receive_json()
            for number, what in enumerate(_SUBSCRIPTIONS, start=1):
                await page.send_json(
                    {"id": number, "type": f"mesh_broadcast/{what}/subscribe"}
                )
            with suppress(TimeoutError):
                async with asyncio.timeout(DASHBOARD_S):
                    async for _ in page:
                        self._numbers["messages to dashboards"] += 1

    async def _reload(self) -> None:
        """Unload the node and set it up again, under traffic."""
        self._count("reloads")
        for entry in self._hass.config_entries.async_entries("mesh_broadcast"):
            await self._hass.config_entries.async_reload(entry.entry_id)

    # -- what is seen

    async def _sample(self) -> None:
        """Look at all that is to stay flat."""
        from homeassistant.components.recorder import get_instance  # noqa: PLC0415 - late, see soak

        from . import home  # noqa: PLC0415 - as above

        await get_instance(self._hass).async_block_till_done()
        found = await home.look(self._hass)
        now, rows = self._hass.loop.time(), await home.rows(self._hass)
        for table, count in rows.items():
            found[f"recorder: {table}"] = count
            pace = (count - self._rows.get(table, count)) / (now - self._sampled) * 3600
            # A night's purge takes a day's rows away.
            found[f"recorder: {table} an hour"] = max(0.0, round(pace, 1))
        self._rows, self._sampled = rows, now
        if not self._types and self._hour > self.recording.warm_up:
            self._types = objects_by_type()
        self.recording.take(self._hour, found)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _prepare(folder: Path) -> Credentials:
    """Make a folder as `script/run` has it; keep messages and rows for a day."""
    from demo.layout import lay_out  # noqa: PLC0415 - late, see soak

    lay_out(folder, demo=True)
    # The folder's `custom_components`, for us as for Home Assistant.
    sys.path.insert(0, str(folder))
    from demo.config_dir import prepare  # noqa: PLC0415 - as above

    credentials = prepare(folder, port=_free_port(), nickname="soaked house")
    (folder / "packages" / "soak.yaml").write_text(
        "recorder:\n  purge_keep_days: 1\n  commit_interval: 30\n", encoding="utf-8"
    )
    return credentials


async def _run(
    calendar: Calendar,
    folder: Path,
    credentials: Credentials,
    hours: float,
    warm_up_h: float,
    seed: int,
) -> Recording:
    from homeassistant import bootstrap, runner  # noqa: PLC0415 - late, see soak

    hass = await bootstrap.async_setup_hass(
        runner.RuntimeConfig(str(folder), skip_pip=True)
    )
    if hass is None:
        raise RuntimeError("Home Assistant did not start")
    await hass.async_start()
    await hass.async_block_till_done()

    from demo.home import DATA_DEMO  # noqa: PLC0415 - late, see soak

    from .small import forget_soon  # noqa: PLC0415 - as above

    # For good: the process ends with the run.
    forget_soon(pytest.MonkeyPatch(), KEPT_H)
    (entry,) = hass.config_entries.async_entries("mesh_broadcast")
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, "keep_days": 1}
    )
    # What was imported stays as it is, and would be looked through at each sample.
    gc.collect()
    gc.freeze()
    days = Days(hass, hass.data[DATA_DEMO], credentials, hours, warm_up_h, seed)
    with calendar.hurrying(hass.loop):
        await days.run()
    await hass.async_stop()
    return days.recording


def soak(hours: float, warm_up_h: float, seed: int) -> Recording:
    """Let the time pass; return what was seen. Once in a process: its clocks are changed."""
    calendar = Calendar()
    calendar.install()
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        folder = Path(name)
        credentials = _prepare(folder)
        from homeassistant import runner  # noqa: PLC0415 - the clocks come first

        return asyncio.run(
            _run(calendar, folder, credentials, hours, warm_up_h, seed),
            loop_factory=runner.create_event_loop,
        )
