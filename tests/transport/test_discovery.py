"""Advertisements in, candidates out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
import tracemalloc
from types import SimpleNamespace
from typing import Any

import pytest

from custom_components.mesh_broadcast.transport import Candidate, PeerDiscovery
from custom_components.mesh_broadcast.transport.candidate import STAYS_FOR
from custom_components.mesh_broadcast.transport.dial_turns import SILENT_AFTER
from custom_components.mesh_broadcast.transport.discovery import (
    MAX_CANDIDATES,
    MAX_FRIENDS,
)
from custom_components.mesh_broadcast.transport.stall_meter import StallMeter
from tests.transport.fakes import PROXY, FakeBluetooth, address
from tests.transport.virtual_time import VirtualClock

PHONE = address(1)


@dataclass
class Watch:
    """A discovery under test, and what it told."""

    discovery: PeerDiscovery
    found: list[Candidate]
    refreshed: list[int]
    kept: set[str] = field(default_factory=set)
    errors: list[Exception] = field(default_factory=list)

    @property
    def in_sight(self) -> set[str]:
        """The addresses of the candidates."""
        return set(self.discovery.candidates)


@pytest.fixture
def watch(bluetooth: FakeBluetooth, clock: VirtualClock) -> Iterator[Watch]:
    """Prepare a discovery."""
    hass: Any = SimpleNamespace()
    found: list[Candidate] = []
    refreshed: list[int] = []
    kept: set[str] = set()
    errors: list[Exception] = []
    discovery = PeerDiscovery(
        hass,
        on_new=found.append,
        on_refresh=lambda: refreshed.append(1),
        keep=kept.__contains__,
        on_error=errors.append,
        meter=StallMeter(),
        rng=Random(1),
        clock=clock,
    )
    yield Watch(discovery, found, refreshed, kept, errors)
    discovery.stop()
    assert bluetooth.subscriptions == 0


def test_a_device_in_sight_before_the_start_is_found(
    watch: Watch, bluetooth: FakeBluetooth
):
    bluetooth.advertise(PHONE, -70)
    watch.discovery.start()
    assert [(c.address, c.rssi) for c in watch.found] == [(PHONE, -70)]


def test_starting_twice_subscribes_once(watch: Watch, bluetooth: FakeBluetooth):
    watch.discovery.start()
    watch.discovery.start()
    assert len(bluetooth.callbacks) == 1


def test_a_device_is_new_once_a_sighting(watch: Watch, bluetooth: FakeBluetooth):
    watch.discovery.start()
    for rssi in (-60, -61, -70, -50):
        bluetooth.advertise(PHONE, rssi)
    assert len(watch.found) == 1
    assert watch.found[0].rssi == -50


def test_a_changed_advertisement_is_no_new_sighting(
    watch: Watch, bluetooth: FakeBluetooth
):
    watch.discovery.start()
    bluetooth.advertise(PHONE)
    bluetooth.advertise(PHONE, peer_id=bytes(8))
    assert len(watch.found) == 1


def test_androids_peer_id_is_read_from_the_scan_response(
    watch: Watch, bluetooth: FakeBluetooth
):
    watch.discovery.start()
    bluetooth.advertise(PHONE)
    assert watch.found[0].peer_hint is None
    bluetooth.advertise(PHONE, peer_id=b"\x01\x02\x03\x04\x05\x06\x07\x08")
    assert watch.found[0].peer_hint == b"\x01\x02\x03\x04\x05\x06\x07\x08"


@pytest.mark.parametrize("data", [b"", b"short", bytes(9), bytes(200)])
def test_service_data_of_another_size_is_no_peer_id(
    watch: Watch, bluetooth: FakeBluetooth, data: bytes
):
    watch.discovery.start()
    bluetooth.advertise(PHONE, peer_id=data)
    assert watch.found[0].peer_hint is None


def test_other_services_are_not_ours(watch: Watch, bluetooth: FakeBluetooth):
    watch.discovery.start()
    bluetooth.advertise(PHONE, uuids=["0000180f-0000-1000-8000-00805f9b34fb"])
    assert watch.found == []


def test_an_address_that_disappears_is_forgotten_and_new_when_it_returns(
    watch: Watch, bluetooth: FakeBluetooth
):
    watch.discovery.start()
    bluetooth.advertise(PHONE)
    watch.found[0].failures = 5
    bluetooth.lose(PHONE)
    assert watch.in_sight == set()
    bluetooth.advertise(PHONE)
    assert len(watch.found) == 2
    assert watch.found[1].failures == 0


def test_a_signal_that_passes_another_gate_is_told(
    watch: Watch, bluetooth: FakeBluetooth
):
    watch.discovery.start()
    bluetooth.advertise(PHONE, -97)
    bluetooth.advertise(PHONE, -98)
    bluetooth.advertise(PHONE, -96)
    assert watch.refreshed == []
    bluetooth.advertise(PHONE, -94)
    assert watch.refreshed == [1]


def test_a_device_heard_again_after_silence_is_told(
    watch: Watch, bluetooth: FakeBluetooth, clock: VirtualClock
):
    watch.discovery.start()
    bluetooth.advertise(PHONE)
    clock.now += 31
    assert watch.found[0].stale(clock())
    bluetooth.advertise(PHONE)
    assert not watch.found[0].stale(clock())
    assert watch.refreshed == [1]


def test_the_scanner_that_hears_best_speaks_for_the_strength(
    watch: Watch, bluetooth: FakeBluetooth, clock: VirtualClock
):
    watch.discovery.start()
    bluetooth.advertise(PHONE, -60)
    bluetooth.advertise(PHONE, -90, source=PROXY)
    assert watch.found[0].rssi == -60
    bluetooth.advertise(PHONE, -50, source=PROXY)
    assert watch.found[0].rssi == -50
    clock.now += 6
    bluetooth.advertise(PHONE, -80)
    assert watch.found[0].rssi == -80


def test_a_scanner_that_cannot_connect_does_not_count(
    watch: Watch, bluetooth: FakeBluetooth
):
    watch.discovery.start()
    bluetooth.advertise(PHONE, -80)
    bluetooth.advertise(PHONE, -40, source=PROXY, connectable=False)
    assert watch.found[0].rssi == -80


def test_the_strength_is_unknown_when_it_is_old(
    watch: Watch, bluetooth: FakeBluetooth, clock: VirtualClock
):
    watch.discovery.start()
    bluetooth.advertise(PHONE, -70)
    assert watch.discovery.rssi(PHONE) == -70
    clock.now += 31
    assert watch.discovery.rssi(PHONE) is None
    assert watch.discovery.rssi(address(99)) is None


def test_ten_thousand_random_addresses_do_not_grow_it(
    watch: Watch, bluetooth: FakeBluetooth
):
    watch.discovery.start()
    sizes = []
    tracemalloc.start()
    for number in range(10_000):
        bluetooth.advertise(address(number), -40 - number % 60)
        # Home Assistant's own memory is not what is measured here.
        bluetooth.history.clear()
        bluetooth.paths.clear()
        watch.found.clear()
        if number in (7_000, 9_999):
            sizes.append(tracemalloc.get_traced_memory()[0])
            assert len(watch.in_sight) == MAX_CANDIDATES
            assert bluetooth.subscriptions == 1 + 2 * MAX_CANDIDATES
    tracemalloc.stop()
    assert sizes[1] - sizes[0] < 10_000


def stay(bluetooth: FakeBluetooth, clock: VirtualClock, **rssi: int) -> None:
    """Let each of these be heard, and again when they have stayed for a while."""
    for _ in range(2):
        for number, strength in rssi.items():
            bluetooth.advertise(address(int(number[1:])), strength)
        clock.now += STAYS_FOR


CROWD = {f"n{number}": -50 for number in range(1, MAX_CANDIDATES)}


def test_who_stays_takes_the_place_of_one_of_the_crowd(
    watch: Watch, bluetooth: FakeBluetooth, clock: VirtualClock
):
    watch.discovery.start()
    stay(bluetooth, clock, **CROWD, n500=-90)
    assert watch.discovery.full
    stay(bluetooth, clock, n1=-50, n501=-60)
    bluetooth.advertise(address(1), -50)
    assert watch.discovery.full
    assert {address(500), address(501)} <= watch.in_sight


def test_who_falls_silent_is_forgotten_first(
    watch: Watch, bluetooth: FakeBluetooth, clock: VirtualClock
):
    watch.discovery.start()
    stay(bluetooth, clock, n500=-90)
    clock.now += SILENT_AFTER
    stay(bluetooth, clock, **CROWD)
    stay(bluetooth, clock, n501=-50)
    bluetooth.advertise(address(1), -50)
    assert watch.in_sight == {address(number) for number in (*range(1, 100), 501)}


def test_who_was_only_just_heard_takes_nobodys_place(
    watch: Watch, bluetooth: FakeBluetooth, clock: VirtualClock
):
    watch.discovery.start()
    stay(bluetooth, clock, **CROWD, n500=-90)
    in_sight = watch.in_sight
    for number in range(1_000, 2_000):
        bluetooth.advertise(address(number), -30)
        clock.now += 0.01
    assert watch.in_sight == in_sight


def test_an_old_friend_does_not_have_to_wait(
    watch: Watch, bluetooth: FakeBluetooth, clock: VirtualClock
):
    watch.discovery.start()
    bluetooth.advertise(PHONE)
    watch.discovery.linked(PHONE)
    linked_at = clock.now
    bluetooth.lose(PHONE)
    stay(bluetooth, clock, **CROWD, n500=-90)
    bluetooth.advertise(PHONE)
    assert PHONE in watch.in_sight
    assert watch.discovery.candidates[PHONE].linked_at == linked_at


def test_old_friends_are_remembered_in_bounds(watch: Watch):
    for number in range(1_000):
        watch.discovery.linked(address(number))
    assert len(watch.discovery._friends) == MAX_FRIENDS


def test_one_with_a_link_is_never_crowded_out(watch: Watch, bluetooth: FakeBluetooth):
    watch.discovery.start()
    bluetooth.advertise(PHONE, -99)
    watch.kept.add(PHONE)
    for number in range(2, 1000):
        bluetooth.advertise(address(number), -40)
    assert PHONE in watch.in_sight


def test_who_was_crowded_out_is_taken_in_when_there_is_room(
    watch: Watch, bluetooth: FakeBluetooth
):
    watch.discovery.start()
    for number in range(MAX_CANDIDATES):
        bluetooth.advertise(address(number), -50)
    bluetooth.advertise(address(500), -80)
    assert address(500) not in watch.in_sight
    for number in range(MAX_CANDIDATES // 2):
        bluetooth.lose(address(number))
    assert address(500) in watch.in_sight


def test_stopping_forgets_everything(watch: Watch, bluetooth: FakeBluetooth):
    watch.discovery.start()
    bluetooth.advertise(PHONE)
    watch.discovery.stop()
    assert watch.in_sight == set()
    assert bluetooth.subscriptions == 0
    bluetooth.advertise(address(2))
    assert watch.in_sight == set()


def test_a_mistake_about_one_device_costs_no_other_and_is_told(
    watch: Watch, bluetooth: FakeBluetooth, monkeypatch: pytest.MonkeyPatch
):
    """Home Assistant calls us for every packet, and would log each mistake at length."""

    def stumble(candidate: Candidate) -> None:
        if candidate.address == PHONE:
            raise ZeroDivisionError
        watch.found.append(candidate)

    monkeypatch.setattr(watch.discovery, "_on_new", stumble)
    watch.discovery.start()
    bluetooth.advertise(PHONE)
    bluetooth.advertise(address(2))
    assert [c.address for c in watch.found] == [address(2)]
    assert [type(err) for err in watch.errors] == [ZeroDivisionError]
