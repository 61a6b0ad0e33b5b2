"""The demo as people meet it: our node in a neighbourhood that talks."""

import asyncio
from collections.abc import AsyncIterator

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from custom_components.mesh_broadcast.const import (
    CONF_PICKED_PEERS,
    DATA_GATT_SERVER_FACTORY,
    DOMAIN,
    EVENT_MESSAGE,
    SERVICE_SEND_BROADCAST,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from demo import neighbourhood as neighbourhood_module
from demo.home import Demo, async_start_demo
from demo.neighbourhood import DEFAULT_SEED, resident_fingerprints

from .conftest import NICKNAME, make_entry
from .demo_tools import wait_until

NEXT_DOOR = {"ada", "ben_92", "chiara"}
RESIDENTS = {"ada", "ben_92", "chiara", "deniz", "edith", "farid", "anon4821"}


@pytest.fixture
async def demo(hass: HomeAssistant, enable_bluetooth: None) -> AsyncIterator[Demo]:
    """Return the running demo."""
    demo = async_start_demo(hass, chatter=False, passer_by=False)
    demo.air.advertising_interval = 0.2
    yield demo
    demo.stop()
    # The neighbours' tasks are Home Assistant's background tasks.
    await hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
async def entry(hass: HomeAssistant, demo: Demo) -> AsyncIterator[MockConfigEntry]:
    """Return our entry, set up with the residents picked, as script/run does it."""
    fingerprints = resident_fingerprints(DEFAULT_SEED)
    entry = make_entry(options={CONF_PICKED_PEERS: fingerprints})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    yield entry
    if entry.state is ConfigEntryState.LOADED:
        assert await hass.config_entries.async_unload(entry.entry_id)


def known(node: MeshCoordinator) -> dict[str, int]:
    """Return the hops to each peer that the node knows, by nickname."""
    return {peer.nickname: peer.hops or 0 for peer in node.peers}


def who_know_us(demo: Demo) -> set[str]:
    """Return who has our node among its peers."""
    return {
        neighbour.engine.settings.nickname
        for neighbour in demo.neighbourhood.neighbours
        if NICKNAME in {peer.nickname for peer in neighbour.engine.peers.values()}
    }


async def test_the_whole_neighbourhood_comes_into_reach(
    hass: HomeAssistant, demo: Demo, entry: MockConfigEntry
) -> None:
    node: MeshCoordinator = entry.runtime_data
    await wait_until(lambda: set(known(node)) == RESIDENTS)
    # Some are heard of before they are heard: nobody knows then how far away they are.
    await wait_until(lambda: all(known(node).values()))
    await wait_until(
        lambda: {name for name, hops in known(node).items() if hops == 1} == NEXT_DOOR
    )
    hops = known(node)
    assert hops["deniz"] >= 2
    assert hops["edith"] >= 2
    assert hops["farid"] >= 3
    assert hops["anon4821"] >= 3
    strength = {peer.nickname: peer.rssi for peer in node.peers if peer.rssi}
    assert strength["ada"] > strength["chiara"]


async def test_who_says_goodbye_is_heard(demo: Demo, entry: MockConfigEntry) -> None:
    """Whoever just vanishes is missed ten seconds later, when its links are gone."""
    node: MeshCoordinator = entry.runtime_data
    await wait_until(lambda: known(node).get("ada") == 1)
    await demo.neighbourhood["ada"].async_leave()
    await wait_until(lambda: "ada" not in known(node), within=8)
    # There is nobody any more who could say it again.
    await demo.neighbourhood["ada"].async_leave()


async def test_everybody_in_the_street_knows_our_node(
    demo: Demo, entry: MockConfigEntry
) -> None:
    await wait_until(lambda: who_know_us(demo) == RESIDENTS)


async def test_the_picked_residents_are_devices_at_once(
    hass: HomeAssistant, demo: Demo, entry: MockConfigEntry
) -> None:
    await wait_until(lambda: set(known(entry.runtime_data)) == RESIDENTS)
    await hass.async_block_till_done()
    for name in RESIDENTS:
        assert any(name in s.entity_id for s in hass.states.async_all("binary_sensor"))


async def test_two_neighbours_answer_a_greeting(
    hass: HomeAssistant,
    demo: Demo,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(neighbourhood_module, "ANSWER_DELAY", (0.1, 0.2))
    await wait_until(lambda: set(known(entry.runtime_data)) == RESIDENTS)
    events: list[Event] = async_capture_events(hass, EVENT_MESSAGE)
    response = await hass.services.async_call(
        DOMAIN,
        SERVICE_SEND_BROADCAST,
        {"message": "Hello, who is there?"},
        blocking=True,
        return_response=True,
    )
    assert response is not None
    assert response["message_id"]
    await wait_until(lambda: len(events) == 2)
    answers = {event.data["nickname"]: event.data for event in events}
    assert set(answers) == {"ada", "farid"}
    for answer in answers.values():
        assert answer["text"].startswith(f"@{NICKNAME} ")
        assert answer["verified"]
        assert answer["fingerprint"] in resident_fingerprints(DEFAULT_SEED)


async def test_no_answer_to_an_answer(
    hass: HomeAssistant,
    demo: Demo,
    entry: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(neighbourhood_module, "ANSWER_DELAY", (0.0, 0.0))
    await wait_until(lambda: set(known(entry.runtime_data)) == RESIDENTS)
    heard: list[str] = []
    ada = demo.neighbourhood["ada"]
    answer = ada.on_message
    assert answer is not None

    def listen(message) -> None:
        heard.append(message.text)
        answer(message)

    ada.on_message = listen
    demo.neighbourhood["ben_92"].say("@ada hello yourself")
    demo.neighbourhood["ben_92"].say("The soup is ready")
    await wait_until(lambda: len(heard) == 2)
    events: list[Event] = async_capture_events(hass, EVENT_MESSAGE)
    await asyncio.sleep(0.5)
    assert not [event for event in events if event.data["nickname"] == "ada"]


async def test_people_talk_unasked_and_somebody_walks_by(
    hass: HomeAssistant, enable_bluetooth: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbourhood_module, "CHATTER_PAUSE", (0.1, 0.2))
    monkeypatch.setattr(neighbourhood_module, "PASSER_BY_IS_AWAY", (0.1, 0.1))
    monkeypatch.setattr(neighbourhood_module, "PASSER_BY_STAYS", (3.0, 3.0))
    demo = async_start_demo(hass)
    demo.air.advertising_interval = 0.2
    heard: set[str] = set()
    ben = demo.neighbourhood["ben_92"]
    ben.on_message = lambda message: heard.add(message.peer.nickname)
    greta = demo.neighbourhood["greta"]
    await wait_until(lambda: greta.station.connections)
    await wait_until(lambda: heard == {"ada", "farid"})
    await wait_until(lambda: not greta.station.connections)
    await wait_until(lambda: greta.station.connections)
    demo.stop()
    await hass.async_block_till_done(wait_background_tasks=True)


async def test_a_link_that_breaks_is_made_again(
    demo: Demo, entry: MockConfigEntry
) -> None:
    node: MeshCoordinator = entry.runtime_data
    await wait_until(lambda: set(known(node)) == RESIDENTS)
    ada = demo.neighbourhood["ada"].address
    home = demo.station.address

    def linked() -> bool:
        return any(
            {connection.central, connection.peripheral} == {ada, home}
            for connection in demo.station.connections
        )

    await wait_until(linked)
    demo.air.break_connections(ada, home)
    assert not linked()
    await wait_until(linked)


async def test_nothing_stays_when_the_node_is_unloaded(
    hass: HomeAssistant, demo: Demo, entry: MockConfigEntry
) -> None:
    # A goodbye means nothing to somebody whom our announce has yet to reach.
    await wait_until(lambda: who_know_us(demo) == RESIDENTS)
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert not demo.station.connections
    assert demo.station.server is None
    # And everybody heard that we left.
    await wait_until(lambda: not who_know_us(demo))


async def test_the_demo_takes_itself_out_of_home_assistant(
    hass: HomeAssistant, enable_bluetooth: None
) -> None:
    demo = async_start_demo(hass)
    assert DATA_GATT_SERVER_FACTORY in hass.data
    demo.stop()
    assert DATA_GATT_SERVER_FACTORY not in hass.data
    assert not demo.station.connections


def test_the_same_seed_makes_the_same_people() -> None:
    assert resident_fingerprints(1) == resident_fingerprints(1)
    assert not set(resident_fingerprints(1)) & set(resident_fingerprints(2))
