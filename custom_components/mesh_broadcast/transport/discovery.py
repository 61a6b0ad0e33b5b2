"""Advertisements in, candidates for a link out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import logging
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
from .const import SERVICE_UUID
from .rssi_gate import gates_passed, score
from .stall_meter import StallMeter

_LOGGER = logging.getLogger(__name__)

MAX_CANDIDATES: Final = 100
"""Addresses kept (docs/wire.md 6.8): random ones must not grow the memory."""

STALE_AFTER: Final = 30.0
"""Seconds without an advertisement after which dialing is a waste of radio time: some
twenty of the slowest interval in use, 1.28 s."""

_SAME_SOURCE_FOR: Final = 5.0
"""Seconds for which the scanner that hears a device best speaks for its strength."""

_MATCHER: Final = BluetoothCallbackMatcher(service_uuid=SERVICE_UUID, connectable=True)


@dataclass(slots=True)
class Candidate:
    """A device that advertises the mesh, and how dialing it went so far.

    Times are on the monotonic clock. `peer_hint` is the peer ID that Android puts into
    its scan response; anyone can claim it.
    """

    address: str
    rssi: int
    source: str
    seen: float
    peer_hint: PeerId | None = None
    failures: int = 0
    timed_out_at: float | None = None
    not_before: float = 0.0
    linked_at: float = 0.0
    gave_up: bool = False

    def age(self, now: float) -> float:
        """Return the seconds since it was last heard."""
        return max(0.0, now - self.seen)

    def stale(self, now: float) -> bool:
        """Return whether it has been silent for too long to be dialed."""
        return self.age(now) > STALE_AFTER

    def score(self, now: float) -> float:
        """Return how promising it is."""
        since = None if self.timed_out_at is None else now - self.timed_out_at
        return score(self.rssi, self.age(now), self.failures, since)


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
    until Home Assistant says that it is gone.
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
        self._clock = clock
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
        self._crowded_out = False

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
        else:
            self._add(info)

    def _add(self, info: BluetoothServiceInfoBleak) -> None:
        """Make a device a candidate, if there is room or it is worth more than one."""
        now = self._clock()
        candidate = Candidate(
            address=info.address,
            rssi=info.rssi,
            source=info.source,
            seen=min(info.time, now),
            peer_hint=_peer_hint(info),
        )
        if self.full and not self._make_room(candidate.score(now), now):
            self._crowded_out = True
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

    def _make_room(self, new_score: float, now: float) -> bool:
        """Crowd the least promising candidate out, unless the new one is just that."""
        worst = min(
            (
                entry.candidate
                for entry in self._entries.values()
                if not self._keep(entry.candidate.address)
            ),
            key=lambda candidate: candidate.score(now),
            default=None,
        )
        if worst is None or worst.score(now) >= new_score:
            return False
        self._remove(worst.address)
        self._crowded_out = True
        return True

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

    def _unavailable(self, info: BluetoothServiceInfoBleak) -> None:
        """Forget a device that Home Assistant has lost sight of."""
        self._remove(info.address)
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
            if SERVICE_UUID in info.service_uuids and info.address not in self._entries:
                self._add(info)


def _peer_hint(info: BluetoothServiceInfoBleak) -> PeerId | None:
    """Return the peer ID in an Android scan response."""
    data = info.service_data.get(SERVICE_UUID)
    return PeerId(data) if data is not None and len(data) == PEER_ID_SIZE else None
