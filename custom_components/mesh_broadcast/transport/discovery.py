"""Advertisements in, candidates for a link out."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
import logging
from random import Random
from types import MappingProxyType
from typing import Final, Protocol

from homeassistant.components import bluetooth
from homeassistant.components.bluetooth import (
    BluetoothCallbackMatcher,
    BluetoothChange,
    BluetoothScanningMode,
    BluetoothServiceInfoBleak,
)
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from ..protocol import PEER_ID_SIZE, PeerId
from .candidate import Candidate
from .const import SERVICE_UUID
from .dial_turns import whom_to_forget
from .rssi_gate import gates_passed
from .stall_meter import StallMeter
from .waiting_room import WaitingRoom

_LOGGER = logging.getLogger(__name__)

MAX_CANDIDATES: Final = 100
"""Addresses kept (docs/wire.md 6.8): random ones must not grow the memory."""

MAX_FRIENDS: Final = 50
"""Addresses kept of those that had a link once; half of the candidates at most."""

_LOOKS_FOR_A_NEW_ONE: Final = 3
"""How many who wait are looked at when one more comes: more than one, so that as many
leave as come."""

_SAME_SOURCE_FOR: Final = 5.0
"""Seconds for which the scanner that hears a device best speaks for its strength."""

_MATCHER: Final = BluetoothCallbackMatcher(service_uuid=SERVICE_UUID, connectable=True)


@dataclass(slots=True)
class _Entry:
    """A candidate and the subscriptions that end with it."""

    candidate: Candidate
    cancel: tuple[CALLBACK_TYPE, ...]


class _TakesInfo(Protocol):
    """What Home Assistant may call with an advertisement, of a change or of any kind."""

    def __call__(
        self,
        info: BluetoothServiceInfoBleak,
        change: BluetoothChange | None = None,
        /,
    ) -> None:
        """Take it."""


class PeerDiscovery:
    """Keeps the devices that advertise the mesh and can be connected to.

    A device becomes a candidate once a sighting. Later advertisements only refresh it,
    until Home Assistant says that it is gone. When there are as many as may be, only
    old friends are taken in at once, and others when they have stayed for a while.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        *,
        on_new: Callable[[Candidate], None],
        on_refresh: Callable[[], None],
        keep: Callable[[str], bool],
        on_error: Callable[[Exception], None],
        meter: StallMeter,
        rng: Random,
        clock: Callable[[], float],
    ) -> None:
        """Prepare; nothing happens before `start`.

        `on_new` is told of each new candidate. `on_refresh` when an old one may have
        become worth dialing. `keep` says which addresses are never crowded out, `on_error` is
        told of mistakes: Home Assistant would log each of them with its trace.
        """
        self._hass = hass
        self._on_new = on_new
        self._on_refresh = on_refresh
        self._keep = keep
        self._on_error = on_error
        self._meter = meter
        self._rng = rng
        self._clock = clock
        self._waiting = WaitingRoom(self._last_heard, clock)
        self._friends: OrderedDict[str, float] = OrderedDict()
        self._entries: dict[str, _Entry] = {}
        self._cancel: CALLBACK_TYPE | None = None
        self._crowded_out = False

    @property
    def candidates(self) -> Mapping[str, Candidate]:
        """The candidates by address."""
        return MappingProxyType(
            {address: entry.candidate for address, entry in self._entries.items()}
        )

    @property
    def full(self) -> bool:
        """Whether there is no room for another candidate."""
        return len(self._entries) >= MAX_CANDIDATES

    @callback
    def start(self) -> None:
        """Begin; devices that Home Assistant knows already are reported at once."""
        if self._cancel is None:
            self._cancel = bluetooth.async_register_callback(
                self._hass,
                self._guarded(self._advertised),
                _MATCHER,
                BluetoothScanningMode.ACTIVE,
            )

    @callback
    def stop(self) -> None:
        """End, and forget every candidate."""
        if self._cancel is not None:
            self._cancel()
            self._cancel = None
        for address in tuple(self._entries):
            self._remove(address)
        self._waiting.clear()
        self._friends.clear()
        self._crowded_out = False

    def linked(self, address: str) -> None:
        """Remember that a device has a link, or had one until now."""
        now = self._clock()
        self._friends[address] = now
        self._friends.move_to_end(address)
        if len(self._friends) > MAX_FRIENDS:
            self._friends.popitem(last=False)
        if (candidate := self.get(address)) is not None:
            candidate.linked_at = now

    def get(self, address: str) -> Candidate | None:
        """Return the candidate with an address."""
        entry = self._entries.get(address)
        return None if entry is None else entry.candidate

    def rssi(self, address: str) -> int | None:
        """Return the strength of a device's last advertisement, if that is recent."""
        candidate = self.get(address)
        if candidate is None or candidate.stale(self._clock()):
            return None
        return candidate.rssi

    def _guarded(self, take: Callable[[BluetoothServiceInfoBleak], None]) -> _TakesInfo:
        """Return what Home Assistant may call: measured, and it never raises."""

        @callback
        def guarded(
            info: BluetoothServiceInfoBleak, _: BluetoothChange | None = None
        ) -> None:
            with self._meter.turn("advertisement"):
                try:
                    take(info)
                except Exception as err:  # noqa: BLE001 - told and counted there
                    self._on_error(err)

        return guarded

    def _advertised(self, info: BluetoothServiceInfoBleak) -> None:
        """Take a new device in; a changed advertisement only refreshes a known one."""
        if info.address in self._entries:
            self._heard(info)
        elif self.full and info.address not in self._friends:
            self._crowded_out = True
            self._waiting.add(info.address)
            self._call_who_stays(_LOOKS_FOR_A_NEW_ONE)
        else:
            self._add(info)

    def _add(
        self, info: BluetoothServiceInfoBleak, first_heard: float | None = None
    ) -> None:
        """Make a device a candidate, if another one is worth less where all is full."""
        seen = min(info.time, self._clock())
        candidate = Candidate(
            address=info.address,
            rssi=info.rssi,
            source=info.source,
            seen=seen,
            first_heard=seen if first_heard is None else min(first_heard, seen),
            peer_hint=_peer_hint(info),
            linked_at=self._friends.get(info.address, 0.0),
        )
        if self.full and not self._make_room(candidate):
            return
        self._entries[info.address] = _Entry(
            candidate,
            (
                bluetooth.async_register_advertisement_callback(
                    self._hass, self._guarded(self._heard), info.address
                ),
                bluetooth.async_track_unavailable(
                    self._hass,
                    self._guarded(self._unavailable),
                    info.address,
                    connectable=True,
                ),
            ),
        )
        _LOGGER.debug("%s: in sight at %s dBm", info.address, info.rssi)
        self._on_new(candidate)

    def _make_room(self, new: Candidate) -> bool:
        """Forget who is worth least, unless that is the new one."""
        self._crowded_out = True
        others = [
            entry.candidate
            for entry in self._entries.values()
            if not self._keep(entry.candidate.address)
        ]
        least = whom_to_forget([*others, new], self._clock(), self._rng)
        self._remove(least.address)
        return least is not new

    def _last_heard(self, address: str) -> float | None:
        """Return when Home Assistant heard an address last; None: it is out of sight."""
        info = bluetooth.async_last_service_info(self._hass, address, connectable=True)
        return None if info is None else info.time

    def _call_who_stays(self, looks: int) -> None:
        """Take one in who had to wait and is still there."""
        if (called := self._waiting.call(looks)) is None:
            return
        address, since = called
        info = bluetooth.async_last_service_info(self._hass, address, connectable=True)
        if info is not None and address not in self._entries:
            self._add(info, since)

    def _heard(self, info: BluetoothServiceInfoBleak) -> None:
        """Refresh a candidate; every scanner's every packet comes here."""
        entry = self._entries.get(info.address)
        if entry is None or not info.connectable:
            return
        candidate = entry.candidate
        now = self._clock()
        was_stale = candidate.stale(now)
        passed = gates_passed(candidate.rssi)
        if (
            info.source == candidate.source
            or info.rssi > candidate.rssi
            or candidate.age(now) > _SAME_SOURCE_FOR
        ):
            candidate.rssi = info.rssi
            candidate.source = info.source
            candidate.seen = max(candidate.seen, min(info.time, now))
        if (hint := _peer_hint(info)) is not None:
            candidate.peer_hint = hint
        if was_stale or gates_passed(candidate.rssi) > passed:
            self._on_refresh()
        self._call_who_stays(1)

    def _unavailable(self, info: BluetoothServiceInfoBleak) -> None:
        """Forget a device that Home Assistant has lost sight of."""
        self._remove(info.address)
        self._call_who_stays(1)
        if self._crowded_out and len(self._entries) <= MAX_CANDIDATES // 2:
            self._look_again()

    def _remove(self, address: str) -> None:
        """Forget one candidate."""
        if (entry := self._entries.pop(address, None)) is not None:
            for cancel in entry.cancel:
                cancel()

    def _look_again(self) -> None:
        """Take in devices that were crowded out.

        Their advertisement will not change, so nobody will report them again.
        """
        self._crowded_out = False
        for info in tuple(
            bluetooth.async_discovered_service_info(self._hass, connectable=True)
        ):
            if SERVICE_UUID in info.service_uuids:
                self._advertised(info)


def _peer_hint(info: BluetoothServiceInfoBleak) -> PeerId | None:
    """Return the peer ID in an Android scan response."""
    data = info.service_data.get(SERVICE_UUID)
    return PeerId(data) if data is not None and len(data) == PEER_ID_SIZE else None
