"""Things that go wrong with a host or the air around it, and two houses that go on talking.

Each fault is a coroutine that returns when its cause is gone. What the houses accepted,
showed and reported becomes a history, which the checker of the virtual radio judges.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import time
from typing import Any

from tests.nemesis.history import Accepted, Ended, Fact, History, Named, Shown, Told

from .neighbourhood import House, Neighbourhood
from .restarts import TALK

# Each house says something about three times a second, and writes once in a while.
TALK_PAUSE = 0.3
WRITE_EVERY = 5
# Gossip brings what a link lost, each 15 s or less often; a private message is written
# again when its reader announces. Many times what was ever seen.
ARRIVAL_TIMEOUT = 240.0
# What two nodes print gets to this process in either order.
ORDER_SLACK = 60.0
# Some packets; longer lines do not fit through the node's serial line at once.
LONG = 1_200
STALL = 12.0

type Fault = Callable[["Trouble"], Awaitable[None]]


@dataclass
class Trouble:
    """Who is harmed, and who talks with them."""

    neighbourhood: Neighbourhood
    victim: House
    other: House
    links: str
    accepted: list[Accepted] = field(default_factory=list)
    _fingerprints: dict[str, str] = field(default_factory=dict)
    _began: float = field(default_factory=time.monotonic)

    @property
    def houses(self) -> tuple[House, House]:
        """Both."""
        return (self.victim, self.other)

    async def begin(self) -> None:
        """Learn who they are to each other."""
        for house, other in (self.houses, self.houses[::-1]):
            peer = await house.knows(other.nickname, ARRIVAL_TIMEOUT, direct=True)
            self._fingerprints[other.nickname] = peer["fingerprint"]

    # -- what they say

    async def say(self, house: House, text: str) -> None:
        """Say something to everybody; it may be refused."""
        await self._send(house, None, "send_broadcast", message=text)

    async def write(self, house: House, to: House, text: str) -> None:
        """Write to somebody; it may be refused."""
        fingerprint = self._fingerprints[to.nickname]
        await self._send(
            house, to, "send_message", message=text, fingerprint=fingerprint
        )

    async def _send(
        self, house: House, to: House | None, name: str, **data: Any
    ) -> None:
        at = time.monotonic()
        answer = await house.attempt(
            "call_service",
            domain="mesh_broadcast",
            service=name,
            service_data=data,
            return_response=True,
        )
        if not answer["success"]:
            # Our own limits may say so; nothing else does, whatever is broken below.
            assert answer["error"]["translation_key"] == "send_limit", answer
            return
        self.accepted.append(
            Accepted(
                at,
                house.nickname,
                answer["result"]["response"]["message_id"],
                data["message"],
                None if to is None else to.nickname,
            )
        )

    async def talk(self, house: House, to: House, stop: asyncio.Event) -> None:
        """Go on talking until told to stop."""
        number = 0
        while not stop.is_set():
            text = f"{house.nickname} {number} {self._began:.3f}"
            await self.say(house, text)
            if number % WRITE_EVERY == 0:
                await self.write(house, to, f"secret {text}")
            number += 1
            await asyncio.sleep(TALK_PAUSE)

    # -- what becomes of it

    def missing(self) -> list[Accepted]:
        """Return what has been accepted and is not there yet."""
        shown = {
            (house.nickname, line.data["message_id"])
            for house in self.houses
            for kind in ("event", "private")
            for line in house.events(kind)
        }
        return [
            fact
            for fact in self.accepted
            if (self._other_of(fact.node).nickname, fact.message) not in shown
        ]

    def _other_of(self, nickname: str) -> House:
        return self.victim if nickname == self.other.nickname else self.other

    async def all_there(self) -> None:
        """Wait until everything has arrived that was accepted."""
        deadline = time.monotonic() + ARRIVAL_TIMEOUT
        while missing := self.missing():
            assert time.monotonic() < deadline, f"{len(missing)} lost: {missing[:5]}"
            await asyncio.sleep(0.05)

    def history(self) -> History:
        """Return what the checker is to judge."""
        facts: list[Fact] = [
            *(Named(self._began, h.nickname, h.nickname) for h in self.houses),
            *self.accepted,
        ]
        names = {fact.message for fact in self.accepted}
        for house in self.houses:
            for kind in ("event", "private"):
                facts += (
                    Shown(
                        line.at,
                        house.nickname,
                        line.data["message_id"],
                        line.data["text"],
                        line.data["nickname"],
                        line.data["nickname"],
                        kind == "private",
                    )
                    for line in house.events(kind)
                    if line.at >= self._began
                    and line.data["nickname"] in self.nicknames
                    # Of an earlier test, whose last words may still be under way
                    and not line.data["text"].startswith(TALK)
                )
            facts += (
                Told(
                    line.at + ORDER_SLACK,
                    house.nickname,
                    line.data["message_id"],
                    line.data["status"],
                )
                for line in house.events("delivery")
                if line.data["message_id"] in names
            )
        facts.append(Ended(time.monotonic() + 2 * ORDER_SLACK))
        return tuple(sorted(facts, key=lambda fact: fact.at))

    @property
    def nicknames(self) -> set[str]:
        """Who talks."""
        return {house.nickname for house in self.houses}

    # -- for the faults

    async def signal(self, name: str, program: str) -> None:
        """Send a signal to a daemon of the victim's."""
        assert not await self.victim.node.run("pkill", f"-{name}", "-x", program)

    async def part(self, seconds: float) -> None:
        """Let nobody hear anybody for a while; longer than 2 s costs the links."""
        self.neighbourhood.set_links("none")
        await asyncio.sleep(seconds)
        self.neighbourhood.set_links(self.links)


async def bluetoothd_restarts(trouble: Trouble) -> None:
    """End bluetoothd in peace; the node's supervisor starts it after a second."""
    await trouble.signal("TERM", "bluetoothd")
    await asyncio.sleep(1)


async def bluetoothd_killed(trouble: Trouble) -> None:
    """Kill bluetoothd; what it began in the kernel goes on."""
    await trouble.signal("KILL", "bluetoothd")
    await asyncio.sleep(1)


async def bluetoothd_stalls(trouble: Trouble) -> None:
    """Let bluetoothd stand still: nothing is read, nothing is answered."""
    await trouble.signal("STOP", "bluetoothd")
    await asyncio.sleep(STALL)
    await trouble.signal("CONT", "bluetoothd")


async def bus_stalls(trouble: Trouble) -> None:
    """Let dbus-daemon stand still: writes to it would block."""
    await trouble.signal("STOP", "dbus-daemon")
    await asyncio.sleep(STALL)
    await trouble.signal("CONT", "dbus-daemon")


async def bus_killed(trouble: Trouble) -> None:
    """Kill dbus-daemon, and bluetoothd with it; begin both anew."""
    node = trouble.victim.node
    await trouble.signal("KILL", "dbus-daemon")
    await asyncio.sleep(2)
    await node.run("rm", "-f", "/run/dbus/system_bus_socket")
    await node.spawn("bus", "dbus-daemon", "--system", "--nofork", "--nopidfile")


async def adapter_off(trouble: Trouble) -> None:
    """Switch the adapter off and on."""
    await trouble.victim.node.run("bluetoothctl", "power", "off")
    await asyncio.sleep(3)
    await trouble.victim.node.run("bluetoothctl", "power", "on")


async def adapter_reset(trouble: Trouble) -> None:
    """Switch the adapter off and on at once, as the recovery of a stuck one does."""
    for power in ("off", "on"):
        await trouble.victim.node.run("bluetoothctl", "power", power)


async def out_of_reach(trouble: Trouble) -> None:
    """Go away for longer than a link lives."""
    await trouble.part(10)


async def bad_air(trouble: Trouble) -> None:
    """Lose half of everything for some seconds, and no link."""
    for _ in range(8):
        await trouble.part(0.5)
        await asyncio.sleep(0.5)


async def cut_in_long_text(trouble: Trouble) -> None:
    """Cut the link between the parts of long texts."""
    for here, there in (trouble.houses, trouble.houses[::-1]):
        await trouble.write(here, there, f"secret of {here.nickname} ".ljust(LONG, "x"))
    await asyncio.sleep(0.1)
    await trouble.part(4)


FAULTS: dict[str, Fault] = {
    "bluetoothd restarts": bluetoothd_restarts,
    "bluetoothd is killed": bluetoothd_killed,
    "bluetoothd stalls": bluetoothd_stalls,
    "dbus-daemon stalls": bus_stalls,
    "dbus-daemon is killed": bus_killed,
    "adapter off": adapter_off,
    "adapter reset": adapter_reset,
    "out of reach": out_of_reach,
    "bad air": bad_air,
    "cut in a long text": cut_in_long_text,
}
