"""What it takes until two houses are as before, once a bluetoothd is there again."""

import asyncio
from collections.abc import Callable
from datetime import datetime
import re
import signal
import time

from .neighbourhood import House, Line, Neighbourhood, Program

PATIENCE = 240.0
TALK_PAUSE = 0.2
TALK = "talk "
_STEP = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) \w+ \(.*?\) "
    r"\[custom_components\.mesh_broadcast\.transport\.\w+\] (?P<text>.*)"
)


class Steps:
    """What a house's log tells of its transport from here on."""

    def __init__(self, house: House) -> None:
        self._path = house.node.out / "hass.log"
        self._from = self._path.stat().st_size

    def find(self, wanted: str, after: float) -> float | None:
        """Return when the first wanted step was, on this machine's clock."""
        offset = time.time() - time.monotonic()
        with self._path.open(errors="replace") as log:
            log.seek(self._from)
            for line in log:
                if (found := _STEP.match(line)) and re.search(wanted, found["text"]):
                    at = datetime.fromisoformat(found["at"]).astimezone().timestamp()
                    if at - offset >= after:
                        return at - offset
        return None


async def _poll[T](what: str, look: Callable[[], T | None]) -> T:
    deadline = time.monotonic() + PATIENCE
    while (found := look()) is None:
        assert time.monotonic() < deadline, what
        await asyncio.sleep(0.1)
    return found


async def talk(house: House, stop: asyncio.Event) -> None:
    """Say something again and again."""
    number = 0
    while not stop.is_set():
        await house.attempt(
            "call_service",
            domain="mesh_broadcast",
            service="send_broadcast",
            service_data={"message": f"{TALK}{house.node.index} {time.monotonic()}"},
        )
        number += 1
        await asyncio.sleep(TALK_PAUSE)


async def restart(
    neighbourhood: Neighbourhood,
    victim: House,
    other: House,
    witness: Program,
    number: signal.Signals,
) -> dict[str, float]:
    """Restart the victim's daemon while both talk; return seconds since its return."""
    stop = asyncio.Event()
    talks = [asyncio.create_task(talk(house, stop)) for house in (victim, other)]
    await asyncio.sleep(1)
    steps = [Steps(victim), Steps(other)]
    position = len(witness.lines)
    killed = time.monotonic()
    await victim.node.run(
        "pkill", f"-{signal.Signals(number).name}", "-x", "bluetoothd"
    )
    gone = await witness.line("gone", lambda s: s.get("owned") is False, 60, position)
    back = await witness.line("back", lambda s: s.get("owned") is True, 60, position)

    def after(found: list[Line]) -> Line | None:
        return next((line for line in found if line.at > back.at), None)

    up = await _poll("up", lambda: steps[0].find("GATT server is advertising", gone.at))
    air = await _poll("on air", lambda: neighbourhood.advertised(victim.node.index, up))

    def linked() -> float | None:
        found = [s.find(r"-> ready|inbound, limit", gone.at) for s in steps]
        times = [at for at in found if at is not None]
        return min(times) if len(times) == len(found) else None

    link = await _poll("link", linked)

    def heard(there: House, here: House) -> float | None:
        prefix = f"{TALK}{here.node.index} "
        return min(
            (
                line.at
                for line in there.messages()
                if line.data["text"].startswith(prefix)
                and float(line.data["text"].removeprefix(prefix)) > back.at
            ),
            default=None,
        )

    there = await _poll("there", lambda: heard(other, victim))
    here = await _poll("here", lambda: heard(victim, other))
    scanned = await victim.program.until(
        "scanning", lambda: after(victim.events("heard")), PATIENCE
    )
    stop.set()
    await asyncio.gather(*talks)
    return {
        "gone": gone.at - killed,
        "away": back.at - gone.at,
        "advertising": air - back.at,
        "scanning": scanned.at - back.at,
        "link": link - back.at,
        "message out": there - back.at,
        "message in": here - back.at,
    }
