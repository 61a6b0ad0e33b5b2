"""Things that go wrong with a machine or on a way: small named objects, made of data.

Each is called with the radio and returns when it is over. A schedule is a tuple of them
with their times: it prints as what makes it, and comes again from its seed.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Protocol

from bleak.exc import BleakError
from bleak_retry_connector import BleakOutOfConnectionSlotsError

from custom_components.mesh_broadcast.protocol import PacketType

from . import mangling
from .history import Left
from .mangling import Mangling
from .radio import PROXY_SLOTS, Machine, Radio, Way

_FRAGMENT_INDEX = slice(22 + 8, 22 + 10)
"""Where a fragment for everybody says which it is: behind its header and the set."""


class Fault(Protocol):
    """Something that goes wrong."""

    async def __call__(self, radio: Radio) -> None:
        """Let it happen; return when it is over."""


class Step(StrEnum):
    """Where in the life of a link."""

    CONNECT = "connect"
    MTU = "mtu"
    DISCOVERY = "discovery"
    SUBSCRIBE = "subscribe"
    FIRST_NOTIFICATION = "first notification"
    MID_FRAGMENT = "mid-fragment"
    MID_HANDSHAKE = "mid-handshake"
    TEARDOWN = "teardown"


class Moment(StrEnum):
    """When in that step."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class LostAt:
    """A connection is lost at a step of its life, once."""

    dialer: str
    server: str
    step: Step
    moment: Moment

    async def __call__(self, radio: Radio) -> None:
        """Lie in wait; over when it has struck and what it changed is as before."""
        way = radio.way(self.dialer, self.server)
        struck = asyncio.Event()
        match self.step:
            case Step.CONNECT:
                await self._at_connect(way, struck)
            case Step.MTU:
                await self._at_mtu(way, struck)
            case Step.DISCOVERY:
                await self._at_discovery(way, struck)
            case Step.SUBSCRIBE:
                await self._at_subscribe(way, struck)
            case Step.TEARDOWN:
                await self._at_teardown(way)
            case _:
                await self._at_frame(way, struck)

    async def _at_connect(self, way: Way, struck: asyncio.Event) -> None:
        if self.moment is Moment.AFTER:
            await _drop_when(way, lambda: way.linked, struck)
            return
        way.connect_error = BleakError("le-connection-abort-by-local")
        way.lost_while_connecting = self.moment is Moment.DURING
        await _dialed(way)
        way.connect_error, way.lost_while_connecting = None, False

    async def _at_mtu(self, way: Way, struck: asyncio.Event) -> None:
        mtu, way.mtu = way.mtu, 23
        pause = {Moment.BEFORE: 0.0, Moment.DURING: 0.1, Moment.AFTER: 0.4}
        await _drop_when(way, lambda: way.linked, struck, pause[self.moment])
        way.mtu = mtu

    async def _at_discovery(self, way: Way, struck: asyncio.Event) -> None:
        match self.moment:
            case Moment.BEFORE:
                way.has_service = False
            case Moment.DURING:
                way.has_characteristic = False
            case Moment.AFTER:
                await _drop_when(way, lambda: way.linked, struck, 0.001)
                return
        clears = way.cache_clears
        await _until(lambda: way.cache_clears > clears)
        way.has_service = way.has_characteristic = True

    async def _at_subscribe(self, way: Way, struck: asyncio.Event) -> None:
        match self.moment:
            case Moment.BEFORE:
                way.subscribe_error = BleakError("not connected")
                await _drop_when(way, lambda: way.linked, struck, 0.1)
                way.subscribe_error = None
            case Moment.DURING:
                way.subscribe_hangs = True
                await _drop_when(way, lambda: way.linked, struck, 0.3)
                way.subscribe_hangs = False
            case Moment.AFTER:
                await _drop_when(way, lambda: way.subscribed, struck)

    async def _at_teardown(self, way: Way) -> None:
        await _until(lambda: way.subscribed)
        match self.moment:
            case Moment.BEFORE:
                way.drop()
            case Moment.DURING:
                way.disconnect_hangs = True
                way.drop()
                await asyncio.sleep(6)
                way.disconnect_hangs = False
            case Moment.AFTER:
                way.disconnect_error = BleakError("br-connection-unknown")
                way.drop()
                await asyncio.sleep(1)
                way.disconnect_error = None

    async def _at_frame(self, way: Way, struck: asyncio.Event) -> None:
        """Lose it around a frame that belongs to the step."""
        loop = asyncio.get_running_loop()

        def strike() -> None:
            way.drop()
            struck.set()

        def watch(frame: bytes) -> None:
            if not _belongs(self.step, frame):
                return
            way.on_frame = None
            match self.moment:
                case Moment.BEFORE:
                    strike()
                case Moment.DURING:
                    loop.call_later(0.006, strike)
                case Moment.AFTER:
                    loop.call_later(0.02, strike)

        way.on_frame = watch
        await struck.wait()


def _belongs(step: Step, frame: bytes) -> bool:
    """Whether a frame is the one that a step is about."""
    match step:
        case Step.MID_FRAGMENT:
            index = int.from_bytes(frame[_FRAGMENT_INDEX])
            return frame[1] == PacketType.FRAGMENT and index > 0
        case Step.MID_HANDSHAKE:
            return frame[1] == PacketType.NOISE_HANDSHAKE
    return True


async def _drop_when(
    way: Way, condition: Callable[[], bool], struck: asyncio.Event, pause: float = 0.0
) -> None:
    """Drop a connection as soon as something holds of it, or a moment later."""

    def look() -> None:
        if condition() and not struck.is_set():
            struck.set()

    way.on_change = look
    look()
    await struck.wait()
    way.on_change = None
    await asyncio.sleep(pause)
    way.drop()


async def _dialed(way: Way) -> None:
    """Wait for one dial, to its end."""
    dials = len(way.dialer.air.dials)
    await _until(lambda: len(way.dialer.air.dials) > dials)
    await asyncio.sleep(way.slow + 0.01)


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - virtual time, of what nothing tells
        await asyncio.sleep(0.02)


@dataclass(frozen=True, slots=True)
class _Outage:
    """Something of a node's machine that is away for some time."""

    node: str
    seconds: float

    async def __call__(self, radio: Radio) -> None:
        """Take it away, and bring it back."""
        machine = radio.nodes[self.node].machine
        self.begin(machine)
        await asyncio.sleep(self.seconds)
        self.end(machine)

    def begin(self, machine: Machine) -> None:
        """Take it away."""
        raise NotImplementedError

    def end(self, machine: Machine) -> None:
        """Bring it back."""
        raise NotImplementedError


class AdapterOff(_Outage):
    """The adapter is switched off."""

    def begin(self, machine: Machine) -> None:
        machine.power(on=False)

    def end(self, machine: Machine) -> None:
        machine.power(on=True)


class AdapterUnplugged(_Outage):
    """The adapter is gone from the machine."""

    def begin(self, machine: Machine) -> None:
        machine.plug(present=False)

    def end(self, machine: Machine) -> None:
        machine.plug(present=True)


class BluetoothdGone(_Outage):
    """Bluetoothd is killed."""

    def begin(self, machine: Machine) -> None:
        machine.run_daemon(up=False)

    def end(self, machine: Machine) -> None:
        machine.run_daemon(up=True)


class BusGone(_Outage):
    """The message bus is killed, and with it what is on it."""

    def begin(self, machine: Machine) -> None:
        machine.run_bus(up=False)

    def end(self, machine: Machine) -> None:
        machine.run_bus(up=True)


class AdapterReset(_Outage):
    """The adapter drops all connections at once, and goes on."""

    def begin(self, machine: Machine) -> None:
        machine.lose_everybody()

    def end(self, machine: Machine) -> None:
        pass


class SlotsTaken(_Outage):
    """Others hold all connection slots."""

    def begin(self, machine: Machine) -> None:
        machine.scanner.slots = 3
        _use_slots(machine, 3)
        for way in machine.ways.values():
            way.connect_error = BleakOutOfConnectionSlotsError("no slots")

    def end(self, machine: Machine) -> None:
        for way in machine.ways.values():
            way.connect_error = None
        _use_slots(machine, -3)
        if not machine.scanner.used:
            machine.scanner.slots = None


def _use_slots(machine: Machine, change: int) -> None:
    """Take or free slots; a scanner that is away just now tells nobody."""
    if machine.usable:
        machine.bluetooth.use_slots(machine.address, change)
    else:
        machine.scanner.used += change


class NotificationsStall(_Outage):
    """Bluetoothd reads none of our notifications."""

    def begin(self, machine: Machine) -> None:
        machine.notifies = False

    def end(self, machine: Machine) -> None:
        machine.notifies = True


class WritesStall(_Outage):
    """Whoever we dialed takes no writes: a peer that never reads, or a bus that stands."""

    def begin(self, machine: Machine) -> None:
        for way in machine.ways.values():
            way.write_hangs = True

    def end(self, machine: Machine) -> None:
        for way in machine.ways.values():
            way.write_hangs = False


class ConnectsHang(_Outage):
    """Nobody answers a dial."""

    def begin(self, machine: Machine) -> None:
        for way in machine.ways.values():
            way.connect_hangs = True

    def end(self, machine: Machine) -> None:
        for way in machine.ways.values():
            way.connect_hangs = False


class Unheard(_Outage):
    """Nobody can dial it, because nobody hears it."""

    def begin(self, machine: Machine) -> None:
        machine.heard = False

    def end(self, machine: Machine) -> None:
        machine.heard = True


class ProxiesReboot(_Outage):
    """Its proxies begin anew; for a while there is only its adapter."""

    def begin(self, machine: Machine) -> None:
        for proxy in machine.proxies:
            machine.run_proxy(proxy, up=False)

    def end(self, machine: Machine) -> None:
        for proxy in machine.proxies:
            machine.run_proxy(proxy, up=True)


class ProxiesFull(_Outage):
    """Others hold all slots of its proxies; our connections through them are lost."""

    def begin(self, machine: Machine) -> None:
        for proxy in machine.proxies:
            for way in machine.ways.values():
                if way.via is proxy:
                    way.drop()
            machine.use_proxy(proxy, PROXY_SLOTS)

    def end(self, machine: Machine) -> None:
        for proxy in machine.proxies:
            ours = sum(way.via is proxy for way in machine.ways.values())
            machine.use_proxy(proxy, ours)


class ProxiesSlow(_Outage):
    """Wi-Fi is bad: what goes through its proxies takes a second each."""

    def begin(self, machine: Machine) -> None:
        for way in machine.ways.values():
            if way.via is not None:
                way.write_takes = 1.0

    def end(self, machine: Machine) -> None:
        for way in machine.ways.values():
            way.write_takes = 0.0


class SmallMtu(_Outage):
    """Nobody negotiates an MTU with us: 23, on old connections and new."""

    def begin(self, machine: Machine) -> None:
        for way in machine.radio.ways:
            if machine in (way.dialer, way.server):
                way.mtu = 23
        machine.radio.note_air()

    def end(self, machine: Machine) -> None:
        for way in machine.radio.ways:
            way.mtu = 517
        machine.radio.note_air()


@dataclass(frozen=True, slots=True)
class DiskFull:
    """A node's disk is full or read-only; it stores all once there is room."""

    node: str
    seconds: float

    async def __call__(self, radio: Radio) -> None:
        """Fill it, and make room."""
        node = radio.nodes[self.node]
        node.fill_disk(full=True)
        await asyncio.sleep(self.seconds)
        node.fill_disk(full=False)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """A node ends in peace, and begins again with what it had stored."""

    node: str
    seconds: float

    async def __call__(self, radio: Radio) -> None:
        """Unload it, and load it."""
        node = radio.nodes[self.node]
        if not node.running or node.leaving:
            return
        radio.record.append(Left(radio.clock(), node.name))
        await node.stop()
        node.note_restart()
        await asyncio.sleep(self.seconds)
        await node.start()


@dataclass(frozen=True, slots=True)
class ClockWrong:
    """A node's wall clock is off for some time; its monotonic one goes on."""

    node: str
    seconds: float
    skew_s: float

    async def __call__(self, radio: Radio) -> None:
        """Set the clock, and set it right."""
        node = radio.nodes[self.node]
        node.skew_s = self.skew_s
        radio.note_air()
        await asyncio.sleep(self.seconds)
        node.skew_s = 0.0
        radio.note_air()


@dataclass(frozen=True, slots=True)
class LoopStalls:
    """Nothing on the event loop runs for some time: it all comes late."""

    seconds: float

    async def __call__(self, radio: Radio) -> None:
        """Let time jump."""
        radio.clock.now += self.seconds
        await asyncio.sleep(0)


@dataclass(frozen=True, slots=True)
class Killed:
    """A node is killed, and begins again with what it had stored."""

    node: str
    seconds: float

    async def __call__(self, radio: Radio) -> None:
        """Kill it, and start it."""
        node = radio.nodes[self.node]
        # and not dead already, to be started by another
        if node.running and not node.leaving:
            await node.kill()
            await asyncio.sleep(self.seconds)
            await node.start()


@dataclass(frozen=True, slots=True)
class Parted:
    """Two nodes are out of each other's reach."""

    a: str
    b: str
    seconds: float

    async def __call__(self, radio: Radio) -> None:
        """Part them, and bring them together."""
        radio.part(self.a, self.b)
        await asyncio.sleep(self.seconds)
        radio.bring_together(self.a, self.b)


@dataclass(frozen=True, slots=True)
class FoulAir:
    """What is sent does not arrive as it was, anywhere."""

    seconds: float
    manglings: tuple[Mangling, ...]

    async def __call__(self, radio: Radio) -> None:
        """Foul the air, and clear it."""
        radio.foul = True
        radio.note_air()
        for way in radio.ways:
            way.mangling = self.manglings
        await asyncio.sleep(self.seconds)
        for way in radio.ways:
            way.mangling = ()
        radio.foul = False
        radio.note_air()


@dataclass(frozen=True, slots=True)
class Together:
    """Several things go wrong at once."""

    faults: tuple[Fault, ...]

    async def __call__(self, radio: Radio) -> None:
        """Let all of them happen; over when the last is."""
        await asyncio.gather(*(fault(radio) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class At:
    """When something goes wrong, in seconds from the beginning."""

    seconds: float
    fault: Callable[[Radio], Awaitable[None]]


type Schedule = tuple[At, ...]

OUTAGES: tuple[type[_Outage], ...] = (
    AdapterOff,
    AdapterUnplugged,
    BluetoothdGone,
    BusGone,
    AdapterReset,
    SlotsTaken,
    NotificationsStall,
    WritesStall,
    ConnectsHang,
    SmallMtu,
    ProxiesReboot,
    ProxiesFull,
    ProxiesSlow,
)


def draw(seed: int, names: tuple[str, ...], count: int, within: float) -> Schedule:
    """Return a schedule of so many faults; the same seed draws the same."""
    rng = Random(seed)
    return tuple(
        sorted(
            (
                At(round(rng.uniform(0, within), 2), _drawn(rng, names))
                for _ in range(count)
            ),
            key=lambda at: at.seconds,
        )
    )


def _drawn(rng: Random, names: tuple[str, ...]) -> Fault:
    node, other = rng.sample(names, 2)
    seconds = round(rng.choice((0.5, 3.0, 12.0)) * rng.uniform(0.5, 1.5), 2)
    match rng.randrange(10):
        case 0:
            return Killed(node, seconds)
        case 1:
            return Parted(node, other, seconds)
        case 2:
            share = rng.choice((0.1, 0.4))
            kind = rng.choice(
                (
                    mangling.Drop,
                    mangling.Duplicate,
                    mangling.Reorder,
                    mangling.Truncate,
                    mangling.Garble,
                    mangling.Merge,
                )
            )
            return FoulAir(seconds, (kind(share),))
        case 3:
            return ClockWrong(node, seconds, rng.choice((-86_400.0, 3_600.0, 86_400.0)))
        case 4:
            return LoopStalls(seconds)
        case 5:
            return DiskFull(node, seconds)
        case 6:
            return Reloaded(node, seconds)
        case _:
            return rng.choice(OUTAGES)(node, seconds)


async def play(radio: Radio, schedule: Schedule) -> None:
    """Let all of a schedule happen; return when it is over."""

    async def happen(at: At) -> None:
        await asyncio.sleep(at.seconds)
        await at.fault(radio)

    await asyncio.gather(*(happen(at) for at in schedule))
