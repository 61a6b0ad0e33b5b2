"""Neighbours that run the real engine, linked to the node through a fake GATT server.

Time can be moved: everything here and all of Home Assistant's timers run by the
loop's clock, and that is the test's.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
import random
from typing import Any, override

from homeassistant.core import HomeAssistant

from custom_components.mesh_broadcast.protocol import (
    CloseLink,
    DeliveryChanged,
    Effect,
    Event,
    FrameReceived,
    Identity,
    Instant,
    LinkDown,
    LinkId,
    LinkRole,
    LinkUp,
    MeshEngine,
    MeshSettings,
    MessageReceived,
    Peer,
    PeerChange,
    PeerChanged,
    PeerId,
    PrivateMessageReceived,
    SendFrame,
    SentPrivate,
    Tick,
)
from custom_components.mesh_broadcast.transport import (
    GattServer,
    GattServerFault,
    GattServerListener,
    GattServerState,
)

from .standing_clock import StandingClock

UNIX_MS = 1_790_000_000_000
BEGINNING = 1_000.0
LIMIT = 182


class FakeGattServer(GattServer):
    """A GATT server whose centrals are objects of the test."""

    def __init__(
        self,
        adapter: str | None,
        create_task: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]],
        rng: random.Random,
    ) -> None:
        self.adapter = adapter
        self.listener: GattServerListener | None = None
        self.next_fault: GattServerFault | None = None
        self.subscribers: dict[str, Callable[[bytes], None]] = {}
        self._state = GattServerState.STOPPED
        self._fault: GattServerFault | None = None

    @property
    @override
    def state(self) -> GattServerState:
        return self._state

    @property
    @override
    def fault(self) -> GattServerFault | None:
        return self._fault

    @override
    async def async_start(self, listener: GattServerListener) -> None:
        self.listener = listener
        if self.next_fault is None:
            self.become(GattServerState.ADVERTISING)
        else:
            self.become(GattServerState.FAILED, self.next_fault)

    @override
    async def async_stop(self) -> None:
        for address in tuple(self.subscribers):
            self.disconnect(address)
        self.become(GattServerState.STOPPED)

    @override
    async def async_notify(self, frame: bytes) -> None:
        if self._state is not GattServerState.ADVERTISING:
            raise ConnectionError("not advertising")
        for receive in tuple(self.subscribers.values()):
            receive(frame)

    @property
    def advertises(self) -> bool:
        """Return whether it is on the air."""
        return self._state is GattServerState.ADVERTISING

    @property
    def has_stopped(self) -> bool:
        """Return whether it was told to stop, or never to start."""
        return self._state is GattServerState.STOPPED

    def become(
        self, state: GattServerState, fault: GattServerFault | None = None
    ) -> None:
        """Go over to a state and say so."""
        self._state = state
        self._fault = fault
        if self.listener is not None:
            self.listener.server_state_changed(state, fault)

    def connect(self, address: str, receive: Callable[[bytes], None]) -> None:
        """Subscribe a central."""
        assert self.listener is not None
        self.subscribers[address] = receive
        if len(self.subscribers) == 1:
            self.listener.subscription_changed(subscribed=True)

    def write(self, address: str, data: bytes) -> None:
        """Have a central write."""
        if address in self.subscribers and self.listener is not None:
            self.listener.central_wrote(address, data, LIMIT)

    def disconnect(self, address: str) -> None:
        """Take a central away."""
        if self.subscribers.pop(address, None) is None or self.listener is None:
            return
        self.listener.central_gone(address)
        if not self.subscribers:
            self.listener.subscription_changed(subscribed=False)


class TimeMachine:
    """The loop's clock, in the hands of the test.

    It stands while anything is being done, however long that takes, and begins at the
    same moment in each run. So nothing depends on the machine, or on what else it does.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._clock = StandingClock(BEGINNING)

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Have the loop run by this clock."""
        loop = self._hass.loop
        slow = loop.slow_callback_duration
        # What the loop takes for a slow callback is one that moved the time.
        loop.slow_callback_duration = float("inf")
        with self._clock.installed(loop):
            yield
        loop.slow_callback_duration = slow

    def monotonic(self) -> float:
        """Return the loop's time."""
        return self._clock.now

    def instant(self) -> Instant:
        """Return this moment on both clocks."""
        now = self.monotonic()
        return Instant(now, UNIX_MS + round(now * 1000))

    async def advance(self, seconds: float, step: float = 0.1) -> None:
        """Let time pass, in steps short enough for one thing to follow another."""
        while seconds > 0:
            self._clock.now += min(step, seconds)
            seconds -= step
            # Twice: a wake-up of the loop for the timers, one for what they began.
            for _ in range(3):
                await asyncio.sleep(0)
            await self._hass.async_block_till_done()

    async def drift(self, seconds: float, step: float = 0.1) -> None:
        """Let time pass while an automation waits for it, which `advance` would sit out."""
        while seconds > 0:
            self._clock.now += min(step, seconds)
            seconds -= step
            # As many turns of the loop as an automation needs for a few of its steps.
            for _ in range(30):
                await asyncio.sleep(0)
            await self._clock.threads_done()

    async def finish(
        self, *tasks: asyncio.Task[Any], within: float = 30
    ) -> list[BaseException | Any]:
        """Let time pass until tasks of the test are done; return what came of each.

        Home Assistant does not wait for what these have threads do, so `advance` does
        not either.
        """
        while within > 0 and not all(task.done() for task in tasks):
            await self.drift(0.5)
            within -= 0.5
        assert not [task for task in tasks if not task.done()], "they go on and on"
        return await asyncio.gather(*tasks, return_exceptions=True)


class Neighbour:
    """A mesh node beside ours; dials our server, or hangs on other neighbours."""

    def __init__(
        self, hass: HomeAssistant, time_machine: TimeMachine, nickname: str, seed: int
    ) -> None:
        rng = random.Random(seed)
        self.identity = Identity.generate(rng.randbytes)
        self.engine = MeshEngine(self.identity, MeshSettings(nickname), rng)
        self.address = f"44:44:44:44:44:{seed:02X}"
        self.messages: list[MessageReceived] = []
        self.private: list[PrivateMessageReceived] = []
        self.deliveries: list[DeliveryChanged] = []
        self.left: list[Peer] = []
        self._hass = hass
        self._time = time_machine
        self._wires: dict[LinkId, Callable[[bytes], object]] = {}
        self._unplug: dict[LinkId, Callable[[], None]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._stopped = False

    @property
    def fingerprint(self) -> str:
        """Return who it is."""
        return self.identity.fingerprint

    @property
    def peer_id(self) -> str:
        """Return its ID in hex."""
        return self.identity.peer_id.hex()

    def dial(self, server: FakeGattServer) -> None:
        """Connect to our node's server, as a phone does."""
        link = LinkId("to-node")
        server.connect(
            self.address,
            lambda frame: self._soon(FrameReceived(link, frame, -50)),
        )
        self._wires[link] = lambda frame: self._hass.loop.call_soon(
            server.write, self.address, frame
        )
        self._unplug[link] = lambda: server.disconnect(self.address)
        self.handle(LinkUp(link, LinkRole.CENTRAL, "node", LIMIT))

    def hang_up(self) -> None:
        """Walk out of reach of everybody."""
        for link, unplug in tuple(self._unplug.items()):
            unplug()
            del self._wires[link], self._unplug[link]
            self.handle(LinkDown(link))

    def join(self, other: Neighbour) -> None:
        """Link to another neighbour."""
        for here, there, role in (
            (self, other, LinkRole.CENTRAL),
            (other, self, LinkRole.PERIPHERAL),
        ):
            here.plug(there, role)

    def plug(self, other: Neighbour, role: LinkRole) -> None:
        """Hold one end of a link to another neighbour."""
        out, back = LinkId(f"to-{other.address}"), LinkId(f"to-{self.address}")
        self._wires[out] = lambda frame: other.receive(back, frame)
        self._unplug[out] = lambda: None
        self._soon(LinkUp(out, role, other.address, LIMIT))

    def receive(self, link: LinkId, frame: bytes) -> None:
        """Take a frame in from another neighbour."""
        self._soon(FrameReceived(link, frame))

    def say(self, text: str) -> None:
        """Broadcast."""
        _, effects = self.engine.broadcast(text, self._time.instant())
        self._apply(effects)

    def whisper(self, fingerprint: str, text: str) -> SentPrivate:
        """Write to one node in private."""
        peer_id = PeerId(bytes.fromhex(fingerprint)[:8])
        sent, effects = self.engine.send_private(peer_id, text, self._time.instant())
        self._apply(effects)
        return sent

    def leave(self) -> None:
        """Say goodbye."""
        self._apply(self.engine.leave(self._time.instant()))

    def rename(self, nickname: str) -> None:
        """Go by another name from now on."""
        settings = replace(self.engine.settings, nickname=nickname)
        self._apply(self.engine.update_settings(settings, self._time.instant()))

    def send_raw(self, frame: bytes) -> None:
        """Write any bytes to our node."""
        self._wires[LinkId("to-node")](frame)

    def stop(self) -> None:
        """Fall silent for good."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        self._wires.clear()
        self._unplug.clear()

    def handle(self, event: Event) -> None:
        """Let the engine know."""
        if self._stopped:
            return
        self._apply(self.engine.handle(event, self._time.instant()))

    def _soon(self, event: Event) -> None:
        """Let the engine know in the next turn of the loop."""
        self._hass.loop.call_soon(self.handle, event)

    def _apply(self, effects: list[Effect]) -> None:
        """Do what the engine wants done."""
        for effect in effects:
            match effect:
                case SendFrame():
                    for link in effect.links:
                        if link in self._wires:
                            self._wires[link](effect.frame)
                case MessageReceived():
                    self.messages.append(effect)
                case PrivateMessageReceived():
                    self.private.append(effect)
                case DeliveryChanged():
                    self.deliveries.append(effect)
                case PeerChanged(change=PeerChange.LEFT):
                    self.left.append(effect.peer)
                case CloseLink():
                    raise AssertionError(f"a neighbour gave up a link: {effect}")
        deadline = self.engine.next_deadline()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if deadline is not None:
            self._timer = self._hass.loop.call_at(deadline, self.handle, Tick())
