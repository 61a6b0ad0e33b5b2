"""The only table of links, and the decision whom to dial."""

import asyncio
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from itertools import count
import logging
from random import Random
import time
from typing import Final

from bleak.backends.device import BLEDevice
from homeassistant.components import bluetooth
from homeassistant.core import CALLBACK_TYPE, CoreState, HomeAssistant, callback

from ..protocol import (
    CloseLink,
    Event,
    FramesDropped,
    LinkBound,
    LinkId,
    PeerId,
    SendFrame,
)
from .candidate import STALE_AFTER, Candidate
from .central_link import CentralLink, LinkEnd
from .connection_state import ConnectionState
from .dial_turns import DialTurns
from .discovery import PeerDiscovery
from .gatt_server import GattServer, GattServerFault, GattServerState
from .link import LinkSnapshot
from .own_stack import DAEMON_FAULTS, LINGERS_FOR, LostLink, OwnStack
from .peripheral_links import PeripheralLinks
from .reconnect_policy import (
    DIAL_JITTER,
    HEAD_START,
    IGNORE_AFTER_CLOSE,
    IGNORE_AFTER_DROP,
    IGNORE_AFTER_ROTATION,
    IGNORE_AFTER_TIMEOUT,
    IGNORE_WEAK_AFTER_TIMEOUT,
    STABLE_AFTER,
    WAIT_FOR_SLOT,
    WEAK_RSSI,
    ReconnectPolicy,
)
from .rssi_gate import LONG_ISOLATION, rssi_gate
from .scanner_paths import (
    best_path,
    dialed_addresses,
    is_heard,
    is_local,
    leaves_a_slot,
    listen_for_paths,
    local_address,
    own_addresses,
)
from .stall_meter import StallMeter
from .supervised_tasks import SupervisedTasks, TaskFactory, Work

_LOGGER = logging.getLogger(__name__)

DEFAULT_MAX_LINKS: Final = 4
"""Outgoing links: enough for a mesh, and most adapters and proxies have 3 to 7 slots."""

MAX_CENTRAL_LINKS: Final = 16
"""Outgoing links whatever the settings say. Each has one write in flight, and so has
the server: an unbounded burst can take down the whole D-Bus connection (32 is safe)."""

MAX_DIALS: Final = 2
"""Dials at a time, each through a scanner of its own: a dialing scanner is deaf."""

DIAL_SPACING: Final = 0.5
"""Seconds from one dial to the next (docs/wire.md 6.8)."""

MIN_WAIT: Final = 0.01
"""Seconds between two looks at the least: timers fire a little early, and a moment not
yet reached must not spin the loop."""

ROTATE_AFTER: Final = 600.0
"""Seconds that a link may keep its slot while others wait for one: gossip brings a
neighbour up to date within a minute or two, a shorter turn is churn."""

DROP_LOG_INTERVAL: Final = 60.0
"""Seconds between warnings of a full queue: it stays full for many frames."""


@dataclass(frozen=True, slots=True)
class TransportSettings:
    """What the user chose for the radio; `adapter` is a MAC address, None: automatic.

    `dial_spacing` and `rotate_after` are in seconds.
    """

    central: bool
    peripheral: bool
    max_links: int = DEFAULT_MAX_LINKS
    adapter: str | None = None
    dial_spacing: float = DIAL_SPACING
    rotate_after: float = ROTATE_AFTER


class ConnectionManager:
    """Holds the links of both roles, and dials within the slot budget."""

    def __init__(
        self,
        hass: HomeAssistant,
        settings: TransportSettings,
        sink: Callable[[Event], None],
        gatt_server: GattServer | None,
        create_task: TaskFactory,
        on_server_state: Callable[[GattServerState, GattServerFault | None], None],
        rng: Random,
        *,
        remembered: Container[str] = frozenset(),
        on_centrals: Callable[[frozenset[str]], None] = lambda _: None,
        policy: ReconnectPolicy | None = None,
        meter: StallMeter | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Put the parts together; nothing is on the air yet.

        `on_centrals` is told whenever other centrals than before write to our server;
        given back as `remembered` to the manager of a process that follows on one that
        died, those are made to connect again who have not noticed.

        `sink` is told of every event, on the loop. `clock` must run with Home
        Assistant's monotonic one.
        """
        self._hass = hass
        self._settings = settings
        self._sink = sink
        self._gatt_server = gatt_server
        self.tasks = SupervisedTasks(
            "connection manager", create_task, rng, clock=clock
        )
        self._on_server_state = on_server_state
        self._stack = OwnStack(
            hass, settings.adapter, gatt_server, self.tasks, rng, clock
        )
        self._rng = rng
        self._on_centrals = on_centrals
        self._policy = policy or ReconnectPolicy()
        self._turns = DialTurns(rng)
        self._clock = clock
        # Later, connections that an earlier process left behind count as dialed, too.
        self._knows_dialed = hass.state is CoreState.running
        self._numbers: Iterator[int] = count(1)
        self._central: dict[LinkId, CentralLink] = {}
        self._link_tasks: dict[LinkId, asyncio.Task[None]] = {}
        self._for_good: dict[str, asyncio.Task[None]] = {}
        self._server_task: asyncio.Task[None] | None = None
        self._serving = False
        self._server_in_doubt = False
        self._unsubscribe: list[CALLBACK_TYPE] = []
        self._wake = asyncio.Event()
        self._running = False
        self._last_dial = clock() - DIAL_SPACING
        self._isolated_since: float | None = clock()
        self.ends: Counter[LinkEnd] = Counter()
        self._drops: Counter[LinkId] = Counter()
        self._drops_unsaid = 0
        self._drops_said_at: float | None = None
        self._drop_handle: asyncio.Handle | None = None
        self._discovery = PeerDiscovery(
            hass,
            on_new=self._candidate_found,
            on_refresh=self._wake.set,
            keep=self._is_linked,
            on_error=lambda err: self.tasks.failed("discovery", err),
            meter=meter or StallMeter(),
            rng=rng,
            clock=clock,
        )
        self._peripheral: PeripheralLinks | None = None
        if gatt_server is not None:
            self._peripheral = PeripheralLinks(
                gatt_server,
                new_id=lambda: LinkId(f"in-{next(self._numbers)}"),
                sink=self._emit,
                on_change=self._inbound_changed,
                on_gone=self._inbound_gone,
                on_drop=self._dropped,
                on_server_state=self._server_state_changed,
                held=lambda address, left_over: self._is_held(
                    address, left_over=left_over
                ),
                remembered=remembered,
                rssi=self._discovery.rssi,
                clock=clock,
            )

    # -- what is known

    @property
    def connection_count(self) -> int:
        """How many links carry frames, without listeners that we know nothing of."""
        inbound = 0 if self._peripheral is None else self._peripheral.count
        return inbound + sum(link.ready for link in self._central.values())

    @property
    def available_slots(self) -> int:
        """How many more links the budget allows to dial."""
        used = sum(not link.yielding for link in self._central.values())
        return max(0, self._max_links - used)

    @property
    def links(self) -> tuple[LinkSnapshot, ...]:
        """Every link as it is now."""
        inbound = () if self._peripheral is None else self._peripheral.snapshots
        return (*(link.snapshot for link in self._central.values()), *inbound)

    @property
    def _serves(self) -> bool:
        """Whether the GATT server is to be up."""
        return self._running and self._settings.peripheral

    @property
    def _max_links(self) -> int:
        """The budget for outgoing links."""
        return min(self._settings.max_links, MAX_CENTRAL_LINKS)

    # -- life

    async def async_start(self) -> None:
        """Begin in the roles of the settings; returns before anything is connected.

        May be called again where it failed.
        """
        self._running = True
        self._isolated_since = self._clock()
        if self._peripheral is not None:
            self._start_for_good("notifications", self._peripheral.run)
        self._follow_peripheral_role()
        if not self._unsubscribe:
            self._unsubscribe.append(listen_for_paths(self._wake.set))
        self._start_for_good("dialer", self._dial_on)
        if self._settings.central:
            self._discovery.start()

    def _start_for_good(self, name: str, work: Work) -> None:
        """Begin what only the end of the node ends."""
        if name not in self._for_good:
            self._for_good[name] = self.tasks.start(name, work)

    async def async_stop(self) -> None:
        """End every link and task; nothing is left behind."""
        self._running = False
        self.tasks.end_restarts()
        self._discovery.stop()
        while self._unsubscribe:
            self._unsubscribe.pop()()
        for task in self._for_good.values():
            task.cancel()
        for link_id, task in self._link_tasks.items():
            # One that is closing already must be let finish: it frees what it holds.
            if self._central[link_id].state is not ConnectionState.CLOSING:
                task.cancel()
            self._central[link_id].let_go()
        await asyncio.gather(
            *self._for_good.values(),
            *self._link_tasks.values(),
            return_exceptions=True,
        )
        if self._server_task is not None:
            # Not cancelled: halfway up or down, the server would keep what it holds.
            await asyncio.wait([self._server_task])
        self._for_good.clear()
        self._link_tasks.clear()
        self._central.clear()
        if self._peripheral is not None:
            self._peripheral.close_all("stopped")
        if self._drop_handle is not None:
            self._drop_handle.cancel()
            self._drop_handle = None
        if self._gatt_server is not None and self._serving:
            self._serving = self._server_in_doubt = False
            await self._gatt_server.async_stop()

    async def async_flush(self) -> None:
        """Wait until every queued frame has been handed to the radio."""
        flushes = [link.flush() for link in self._central.values()]
        if self._peripheral is not None:
            flushes.append(self._peripheral.flush())
        await asyncio.gather(*flushes)

    @callback
    def update_settings(self, settings: TransportSettings) -> None:
        """Take a new budget, or take a role up or lay it down.

        A new adapter needs a new manager, and so does the peripheral role in one that
        was made without a GATT server.
        """
        self._settings = settings
        if not self._running:
            return
        self._follow_peripheral_role()
        if settings.central:
            self._discovery.start()
        else:
            self._discovery.stop()
        budget = self._max_links if settings.central else 0
        by_age = sorted(self._central.values(), key=lambda link: link.since)
        for link in by_age[budget:]:
            link.close(LinkEnd.RETIRED)
        self._wake.set()

    def _follow_peripheral_role(self) -> None:
        """Have the GATT server go up or down, unless it is about to already."""
        if self._server_task is None or self._server_task.done():
            self._server_task = self.tasks.start(
                "peripheral role", self._async_follow_peripheral_role
            )

    async def _async_follow_peripheral_role(self) -> None:
        """Have the GATT server up for as long as the settings want it to be.

        Its links end with it: without the service nobody can write to us.
        """
        server, listener = self._gatt_server, self._peripheral
        if server is None or listener is None:
            return
        if self._server_in_doubt:
            # A try that failed may have left half of it.
            await server.async_stop()
            self._serving = self._server_in_doubt = False
        while self._serving is not (wanted := self._serves):
            self._serving = self._server_in_doubt = True
            if wanted:
                await server.async_start(listener)
            else:
                await server.async_stop()
            self._serving, self._server_in_doubt = wanted, False

    # -- what the engine wants

    @callback
    def send(self, effect: SendFrame) -> None:
        """Queue a frame on its links; those of our server share one notification."""
        notify = False
        for link_id in effect.links:
            if (link := self._central.get(link_id)) is not None:
                link.send(effect.frame, effect.priority)
            elif self._peripheral is not None and self._peripheral.find(link_id):
                notify = True
        if notify and self._peripheral is not None:
            self._peripheral.send(effect.frame, effect.priority)

    @callback
    def close_link(self, effect: CloseLink) -> None:
        """Give a link up."""
        _LOGGER.debug("%s: to be closed: %s", effect.link, effect.reason)
        if (link := self._central.get(effect.link)) is not None:
            link.close(LinkEnd.RETIRED)
        elif self._peripheral is not None:
            # Not at once: this is called while an event is being handled, which may
            # be of this very link.
            self._hass.loop.call_soon(
                self._peripheral.close_link, effect.link, effect.reason
            )

    @callback
    def bind(self, effect: LinkBound) -> None:
        """Remember who is at the other end of a link."""
        link = self._central.get(effect.link)
        if link is not None:
            link.peer_id = effect.peer_id
        elif self._peripheral is not None and (
            inbound := self._peripheral.find(effect.link)
        ):
            inbound.peer_id = effect.peer_id

    # -- dialing

    async def _dial_on(self) -> None:
        """Dial whoever is worth it, whenever that may have changed."""
        while True:
            self._wake.clear()
            wait = self._dial_next()
            try:
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def _dial_next(self) -> float | None:
        """Dial the best candidate; return the seconds until to look again.

        None means that only an event can change anything.
        """
        now = self._clock()
        dialing = [link for link in self._central.values() if link.dialing]
        if not self._settings.central or len(dialing) >= MAX_DIALS:
            return None
        if (pause := self._last_dial + self._settings.dial_spacing - now) > 0:
            return pause
        busy = {link.source for link in dialing}
        waits: list[float] = []
        short_of_slots: set[str] = set()
        for candidate in self._dialable(now, waits):
            if (path := best_path(self._hass, candidate.address)) is None:
                if not is_heard(self._hass, candidate.address):
                    candidate.seen = -STALE_AFTER  # its next advertisement is news
                continue
            if path.source in busy or self._stack.blocks(path):
                continue
            if not self.available_slots or not leaves_a_slot(path.source):
                short_of_slots.add(path.source)
                continue
            self._dial(candidate, path.source, local=is_local(path))
            return self._settings.dial_spacing
        if short_of_slots and (turn := self._rotate(short_of_slots, now)) is not None:
            waits.append(turn)
        return max(min(waits), MIN_WAIT) if waits else None

    def _dialable(self, now: float, waits: list[float]) -> list[Candidate]:
        """Return whom nothing but slots keeps from being dialed, the best first.

        What time alone will change is added to `waits`, in seconds.
        """
        isolated = None if self._isolated_since is None else now - self._isolated_since
        gate = rssi_gate(
            full=not self.available_slots or self._discovery.full,
            isolated_for=isolated,
        )
        own = own_addresses(self._hass)
        known = self._known_peers()
        dialable: list[Candidate] = []
        for candidate in self._discovery.candidates.values():
            if (
                candidate.gave_up
                or candidate.address in own
                or candidate.peer_hint in known
                or self._is_linked(candidate.address)
                or candidate.stale(now)
            ):
                continue
            if candidate.not_before > now:
                waits.append(candidate.not_before - now)
            elif candidate.rssi >= gate:
                dialable.append(candidate)
            elif isolated is not None and isolated < LONG_ISOLATION:
                waits.append(LONG_ISOLATION - isolated)
        dialable.sort(key=lambda candidate: candidate.score(now), reverse=True)
        if len(dialable) > self.available_slots:
            return self._turns.in_order(dialable)  # not all can have a link
        return dialable

    def _rotate(self, short_of_slots: set[str], now: float) -> float | None:
        """End the turn of a link whose slot somebody else waits for.

        Return the seconds until one is due. A peer that another link reaches as well
        goes first. A connection that carries the other role, too, is left alone,
        because ending our role ends both.
        """
        links = self._central.values()
        if any(
            link.state is ConnectionState.CLOSING and not link.yielding
            for link in links
        ):
            return None
        candidates = [
            link
            for link in links
            if link.ready
            and not self._is_inbound(link.address)
            and (not self.available_slots or link.source in short_of_slots)
        ]
        if not candidates:
            return None
        turn = self._settings.rotate_after
        due = [link for link in candidates if now - link.since >= turn]
        if not due:
            return min(link.since for link in candidates) + turn - now
        peers = Counter(link.peer_id for link in self.links)
        min(
            due,
            key=lambda link: (
                link.peer_id is None or peers[link.peer_id] == 1,
                link.since,
            ),
        ).close(LinkEnd.ROTATED)
        return None

    def _dial(self, candidate: Candidate, source: str, *, local: bool) -> None:
        """Begin a link."""
        self._last_dial = self._clock()
        self._turns.taken(candidate, self._last_dial)
        address = candidate.address
        link = CentralLink(
            LinkId(f"out-{next(self._numbers)}"),
            address,
            find_device=lambda: self._device(address),
            source=source,
            local=local,
            shared=lambda: self._is_inbound(address),
            sink=self._emit,
            on_change=self._links_changed,
            on_drop=self._dropped,
            rssi=lambda: self._discovery.rssi(address),
            clock=self._clock,
        )
        self._central[link.id] = link
        self._link_tasks[link.id] = self.tasks.start(
            "link",
            lambda: self._run_link(link),
            detail=f"{link.id} {address}",
            # It is dialed again as the policy has it for its device.
            restart=False,
        )

    async def _run_link(self, link: CentralLink) -> None:
        """See a link through, and decide when its device may be dialed again."""
        end = LinkEnd.CRASHED
        try:
            end = await link.run()
        finally:
            self._central.pop(link.id, None)
            self._link_tasks.pop(link.id, None)
            self.ends[end] += 1
            self._settle(link, end)
            self._links_changed()

    def _settle(self, link: CentralLink, end: LinkEnd) -> None:
        """Write down how a dial or a link went."""
        if link.was_ready:
            self._discovery.linked(link.address)
        if (candidate := self._discovery.get(link.address)) is None:
            return
        now = self._clock()
        stable = link.was_ready and now - link.since >= STABLE_AFTER
        if stable:
            candidate.failures = 0
        match end:
            case LinkEnd.STOPPED:
                return
            case LinkEnd.NO_SLOT:
                pause = WAIT_FOR_SLOT
            case LinkEnd.RETIRED:
                pause = IGNORE_AFTER_CLOSE
            case LinkEnd.ROTATED:
                pause = IGNORE_AFTER_ROTATION
            case LinkEnd.LOST | LinkEnd.STALLED if stable:
                self._stack.link_lost(link.address, dialed=True)
                pause = IGNORE_AFTER_DROP
            case _:
                candidate.failures += 1
                delay = self._policy.delay(candidate.failures, self._rng)
                if delay is None:
                    candidate.gave_up = True
                    return
                pause = max(delay, IGNORE_AFTER_DROP) if link.was_ready else delay
                if end is LinkEnd.TIMED_OUT:
                    candidate.timed_out_at = now
                    pause = max(pause, IGNORE_AFTER_TIMEOUT)
                    if candidate.rssi <= WEAK_RSSI:
                        pause += IGNORE_WEAK_AFTER_TIMEOUT
        self._hold(candidate, pause)

    def _candidate_found(self, candidate: Candidate) -> None:
        """Give a new device its time."""
        self._hold(candidate, 0.0)
        self._wake.set()

    def _hold(self, candidate: Candidate, seconds: float) -> None:
        """Do not dial a device for some time, and a random moment."""
        seconds += self._rng.uniform(0.0, DIAL_JITTER)
        if self._yields_to(candidate):
            seconds += HEAD_START
        candidate.not_before = max(candidate.not_before, self._clock() + seconds)

    def _yields_to(self, candidate: Candidate) -> bool:
        """Return whether the other one should dial first.

        Two hosts with BlueZ share one connection for both roles, and neither hears the
        other while both initiate. Phones are best linked each way, without waiting.
        """
        if (
            self._gatt_server is None
            or self._gatt_server.state is not GattServerState.ADVERTISING
            or _is_private_address(candidate.address)
        ):
            return False
        own = local_address(self._hass, self._settings.adapter)
        return own is not None and own > candidate.address

    def _device(self, address: str) -> BLEDevice | None:
        """Return Home Assistant's present idea of a device."""
        return bluetooth.async_ble_device_from_address(
            self._hass, address, connectable=True
        )

    def _is_linked(self, address: str) -> bool:
        """Return whether an address has a link, in either role.

        An inbound one is as good as two: its central writes and is notified.
        """
        return self._is_inbound(address) or any(
            link.address == address for link in self._central.values()
        )

    def _is_inbound(self, address: str) -> bool:
        """Return whether an address has a link to our server."""
        return self._peripheral is not None and self._peripheral.linked(address)

    def _is_held(self, address: str, *, left_over: bool) -> bool:
        """Return whether a client of this Home Assistant uses an inbound connection.

        Ours or another integration's: to end it would be to cut theirs, too. While Home
        Assistant starts it counts every connection as dialed that it finds, which may be
        just the ones that were left over.
        """
        if any(link.address == address for link in self._central.values()):
            return True
        if left_over and not self._knows_dialed:
            return False
        return address in dialed_addresses(self._hass)

    def _known_peers(self) -> frozenset[PeerId]:
        """Return the peers that a link is bound to."""
        return frozenset(
            link.peer_id for link in self.links if link.peer_id is not None
        )

    # -- what happens

    def _links_changed(self) -> None:
        """Keep track of isolation, and look for someone to dial."""
        if self.connection_count:
            self._isolated_since = None
        elif self._isolated_since is None:
            self._isolated_since = self._clock()
        self._wake.set()

    def _inbound_changed(self) -> None:
        """Do not go on for long with dials that were met halfway."""
        for link in self._central.values():
            if self._is_inbound(link.address):
                link.hurry()
        if self._peripheral is not None:
            self._on_centrals(self._peripheral.addresses)
        self._links_changed()

    def _inbound_gone(self, address: str, seconds: float) -> None:
        """Leave it to the other side for a moment to dial again."""
        for link in self._central.values():
            if link.address == address:
                link.let_go()
        if (candidate := self._discovery.get(address)) is not None:
            self._stack.link_lost(address, dialed=False)
            self._hold(candidate, seconds)

    def _dial_soon(self, lost: LostLink) -> None:
        """Dial a device whose link was lost to our own stack: no reason to keep away.

        A bluetoothd keeps whom it has dialed; anybody else it has to hear first.
        """
        if (candidate := self._discovery.get(lost.address)) is None:
            return
        server = self._gatt_server
        lingers = server is not None and lost.address in server.left_over
        candidate.not_before = lost.gone_at + LINGERS_FOR if lingers else 0.0
        if not lost.dialed:
            candidate.seen = -STALE_AFTER

    def _server_state_changed(
        self, state: GattServerState, fault: GattServerFault | None
    ) -> None:
        """Pass the server's state on; without a daemon no link over it is alive.

        bleak does not notice when bluetoothd dies, and calls such links connected.
        """
        if fault in DAEMON_FAULTS:
            for link in self._central.values():
                if link.local:
                    link.close(LinkEnd.LOST)
        for lost in self._stack.follow(state, fault):
            self._dial_soon(lost)
        self._on_server_state(state, fault)
        self._wake.set()

    def _emit(self, event: Event) -> None:
        """Tell of an event; a fault in there must not end up in a D-Bus callback."""
        try:
            self._sink(event)
        except Exception as err:  # noqa: BLE001 - told and counted there
            self.tasks.failed(f"handling {type(event).__name__}", err)

    def _dropped(self, link_id: LinkId, dropped: int) -> None:
        """Collect what full queues drop; it is told once the turn is over."""
        self._drops[link_id] += dropped
        if self._drop_handle is None:
            self._drop_handle = self._hass.loop.call_soon(self._tell_drops)

    def _tell_drops(self) -> None:
        """Tell of dropped frames, and say so in the log now and then."""
        self._drop_handle = None
        drops, self._drops = self._drops, Counter()
        for link_id, dropped in drops.items():
            self._emit(FramesDropped(link_id, dropped))
        self._drops_unsaid += drops.total()
        now = self._clock()
        if (
            self._drops_said_at is None
            or now - self._drops_said_at >= DROP_LOG_INTERVAL
        ):
            _LOGGER.warning(
                "A send queue is full: dropped %s frames, relayed ones first",
                self._drops_unsaid,
            )
            self._drops_said_at = now
            self._drops_unsaid = 0


def _is_private_address(address: str) -> bool:
    """Return whether an address looks resolvable private, as phones' do: 01 on top.

    A few makers' public addresses look so, too; BlueZ's type of an address does not
    always get here. Nothing but a moment's patience depends on it.
    """
    return int(address[:2], 16) >> 6 == 0b01
