"""A simulated neighbour: the real mesh engine with a phone's habits around it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from itertools import count
import logging
from random import Random
import time
from typing import Any, override

from custom_components.mesh_broadcast.protocol import (
    CloseLink,
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
    PeerId,
    SendFrame,
    Tick,
)
from custom_components.mesh_broadcast.transport.const import (
    MAX_ATT_VALUE,
    SERVICE_UUID,
)

from .air import Advertisement, Air, Connection, Server, Station

_LOGGER = logging.getLogger(__name__)

MAX_DIALED = 4
"""Connections that a neighbour opens itself; a phone keeps about as many."""

WEAKEST_DIALED = -90
"""Signal strength in dBm below which the apps do not even try (docs/wire.md 6.8)."""

REDIAL_DELAY = 4.0
"""Seconds before the next try with an address that did not answer or was lost."""

IPHONE_MTU = 185
ANDROID_MTU = 517

type CreateTask = Callable[[Coroutine[Any, Any, None], str], asyncio.Task[None]]


@dataclass(slots=True, eq=False)
class _Link:
    """A connection as the engine knows it."""

    id: LinkId
    role: LinkRole
    connection: Connection

    def send(self, frame: bytes) -> None:
        """Send towards the other end, whichever that is."""
        if len(frame) > self.connection.mtu - 3:
            return
        if self.role is LinkRole.CENTRAL:
            self.connection.write(frame)
        else:
            self.connection.notify(frame)


class Neighbour(Server):
    """Somebody with a phone: found, dialed and talked to over the air."""

    def __init__(
        self,
        air: Air,
        nickname: str,
        rng: Random,
        create_task: CreateTask,
        *,
        android: bool = False,
    ) -> None:
        """Make up who that is; the same `rng` makes the same person."""
        self.nickname = nickname
        self.identity = Identity.generate(rng.randbytes)
        self.station = Station(
            _random_address(rng), ANDROID_MTU if android else IPHONE_MTU
        )
        self.on_message: Callable[[MessageReceived], None] | None = None
        self._android = android
        self._air = air
        self._rng = rng
        self._create_task = create_task
        self._engine = self._new_engine()
        self._links: dict[LinkId, _Link] = {}
        self._numbers = count(1)
        self._dials: dict[str, asyncio.Task[None]] = {}
        self._dial_again: dict[str, float] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._on_air = False

    @property
    def peer_id(self) -> PeerId:
        """Return who this is on the mesh."""
        return self.identity.peer_id

    @property
    def address(self) -> str:
        """Return where this is to be found on the air."""
        return self.station.address

    @property
    def engine(self) -> MeshEngine:
        """Return the mesh node inside."""
        return self._engine

    # -- life

    def start(self) -> None:
        """Open the app: be found, and look for others."""
        if self._on_air:
            return
        self._on_air = True
        self._engine = self._new_engine()
        self.station.server = self
        self.station.heard = self._heard
        self._air.join(self.station)
        data = ((SERVICE_UUID, bytes(self.peer_id)),) if self._android else ()
        self._air.advertise(self.station, Advertisement((SERVICE_UUID,), data))

    async def async_leave(self) -> None:
        """Say goodbye, be heard, and close the app."""
        if not self._on_air:
            return
        self._apply(self._engine.leave(self._now()))
        for link in tuple(self._links.values()):
            await link.connection.async_flush()
        self.stop()

    def stop(self) -> None:
        """Vanish, as who walks out of range or is out of battery."""
        if not self._on_air:
            return
        self._on_air = False
        self.station.heard = None
        self.station.server = None
        for task in self._dials.values():
            task.cancel()
        self._dials.clear()
        self._dial_again.clear()
        self._air.leave(self.station)
        self._links.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def say(self, text: str) -> None:
        """Broadcast a text."""
        if self._on_air:
            _sent, effects = self._engine.broadcast(text, self._now())
            self._apply(effects)
            self._arm()

    def write(self, peer_id: PeerId, text: str) -> None:
        """Write to one peer in private."""
        if self._on_air:
            _sent, effects = self._engine.send_private(peer_id, text, self._now())
            self._apply(effects)
            self._arm()

    def _new_engine(self) -> MeshEngine:
        """Begin with no memory of the mesh, as an app that was just opened."""
        return MeshEngine(self.identity, MeshSettings(self.nickname), self._rng)

    # -- the central side

    def _heard(self, address: str, rssi: int, advertisement: Advertisement) -> None:
        """Dial whoever advertises the mesh, if that is new and there is room."""
        if (
            rssi < WEAKEST_DIALED
            or SERVICE_UUID not in advertisement.service_uuids
            or len(self._dialed_addresses()) >= MAX_DIALED
            or address in self._dialed_addresses()
            or time.monotonic() < self._dial_again.get(address, 0.0)
        ):
            return
        self._dials[address] = self._create_task(
            self._dial(address), f"demo {self.nickname} dials {address}"
        )

    def _dialed_addresses(self) -> set[str]:
        """Return whom we dialed, or are dialing."""
        return set(self._dials) | {
            link.connection.peripheral
            for link in self._links.values()
            if link.role is LinkRole.CENTRAL
        }

    async def _dial(self, address: str) -> None:
        """Connect and subscribe."""
        try:
            connection = await self._air.connect(self.station, address)
        except ConnectionError as err:
            _LOGGER.debug("%s: %s", self.nickname, err)
            self._dial_again[address] = time.monotonic() + REDIAL_DELAY
        else:
            link = self._add_link(LinkRole.CENTRAL, connection)
            connection.on_closed = lambda: self._lost(link)
            connection.subscribe(lambda data: self._received(link, data))
            self._link_up(link)
        finally:
            self._dials.pop(address, None)

    def _lost(self, link: _Link) -> None:
        """Take note of a connection of ours that ended."""
        address = link.connection.peripheral
        self._dial_again[address] = time.monotonic() + REDIAL_DELAY
        self._remove_link(link)

    # -- the peripheral side

    @override
    def connected(self, connection: Connection) -> None:
        """Wait for a subscription: until then there is nobody to talk to."""

    @override
    def subscribed(self, connection: Connection, *, on: bool) -> None:
        """Begin or end a link with a central."""
        link = self._inbound(connection)
        if on and link is None:
            self._link_up(self._add_link(LinkRole.PERIPHERAL, connection))
        elif not on and link is not None:
            self._remove_link(link)

    @override
    def written(self, connection: Connection, data: bytes) -> None:
        """Take what a central wrote."""
        if (link := self._inbound(connection)) is not None:
            self._received(link, data)

    @override
    def disconnected(self, connection: Connection) -> None:
        """Have the link ended already: a lost connection unsubscribes first."""

    def _inbound(self, connection: Connection) -> _Link | None:
        """Return the link of a connection that somebody else opened."""
        for link in self._links.values():
            if link.connection is connection and link.role is LinkRole.PERIPHERAL:
                return link
        return None

    # -- the engine

    def _add_link(self, role: LinkRole, connection: Connection) -> _Link:
        """Remember a link."""
        link = _Link(LinkId(f"{role}-{next(self._numbers)}"), role, connection)
        self._links[link.id] = link
        return link

    def _link_up(self, link: _Link) -> None:
        """Tell the engine of a link."""
        central = link.role is LinkRole.CENTRAL
        other = link.connection.peripheral if central else link.connection.central
        limit = min(link.connection.mtu - 3, MAX_ATT_VALUE)
        self._handle(LinkUp(link.id, link.role, other, limit))

    def _remove_link(self, link: _Link) -> None:
        """Forget a link."""
        if self._links.pop(link.id, None) is not None:
            self._handle(LinkDown(link.id))

    def _received(self, link: _Link, data: bytes) -> None:
        """Take one value."""
        connection = link.connection
        rssi = self._air.signal(connection.central, connection.peripheral)
        self._handle(FrameReceived(link.id, data, rssi))

    def _now(self) -> Instant:
        """Return this moment on both clocks."""
        return Instant(time.monotonic(), time.time_ns() // 1_000_000)

    def _handle(self, event: Event) -> None:
        """Let the engine judge one fact."""
        if self._on_air:
            self._apply(self._engine.handle(event, self._now()))
            self._arm()

    def _apply(self, effects: Iterable[Effect]) -> None:
        """Do what the engine wants done."""
        for effect in effects:
            match effect:
                case SendFrame():
                    for link_id in effect.links:
                        if (link := self._links.get(link_id)) is not None:
                            link.send(effect.frame)
                case CloseLink():
                    if (link := self._links.get(effect.link)) is not None:
                        # Later: this may be its own event that is being handled.
                        asyncio.get_running_loop().call_soon(link.connection.close)
                case MessageReceived():
                    if self.on_message is not None:
                        self.on_message(effect)
                case _:
                    pass

    def _arm(self) -> None:
        """Wake up when the engine wants to."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._on_air and (at := self._engine.next_deadline()) is not None:
            # Never at once: a deadline that stays must not keep the loop busy.
            wait = max(0.005, at - time.monotonic())
            self._timer = asyncio.get_running_loop().call_later(wait, self._tick)

    def _tick(self) -> None:
        """Let the engine do what is due."""
        self._timer = None
        self._handle(Tick())


def _random_address(rng: Random) -> str:
    """Return a random static address: its two highest bits are set."""
    first, *rest = rng.randbytes(6)
    return ":".join(f"{byte:02X}" for byte in (first | 0xC0, *rest))
