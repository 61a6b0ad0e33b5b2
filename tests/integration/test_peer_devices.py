"""Which peers are devices, what they are called, and how they go."""

from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.mesh_broadcast import async_remove_config_entry_device
from custom_components.mesh_broadcast.const import DOMAIN, EVENT_MESSAGE
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from tests.common import state_of

from .trusting import trust
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

DAY = 24 * 3600.0

type Configure = Callable[..., Awaitable[None]]


@pytest.fixture
def configure(
    hass: HomeAssistant, config_entry: MockConfigEntry, time_machine: TimeMachine
) -> Configure:
    """Change options as the options flow does."""

    async def change(**options: Any) -> None:
        hass.config_entries.async_update_entry(
            config_entry, options=config_entry.options | options
        )
        await time_machine.advance(1)

    return change


@pytest.fixture
def names(
    hass: HomeAssistant, config_entry: MockConfigEntry, node: MeshCoordinator
) -> Callable[[], list[str]]:
    """Return what the peers' devices are called."""

    def listing() -> list[str]:
        registry = dr.async_get(hass)
        return sorted(
            str(device.name)
            for device in dr.async_entries_for_config_entry(
                registry, config_entry.entry_id
            )
            if device.id != node.devices.node_device_id
        )

    return listing


async def test_peer_becomes_a_device_after_a_while(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    """Who passes by on the street does not."""
    await time_machine.advance(280, step=1)
    assert names() == []
    assert hass.states.get("binary_sensor.alice_in_reach") is None
    await time_machine.advance(60, step=1)
    assert names() == ["alice"]
    assert state_of(hass, "binary_sensor.alice_in_reach").state == "on"


async def test_messages_name_the_device(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Configure,
    time_machine: TimeMachine,
) -> None:
    await configure(picked_peers=[alice.fingerprint])
    events = async_capture_events(hass, EVENT_MESSAGE)
    alice.say("hello")
    await time_machine.advance(1)
    device_id = node.devices.device_id(alice.fingerprint)
    assert device_id is not None
    assert events[0].data["device_id"] == device_id
    response: Any = await hass.services.async_call(
        DOMAIN, "get_peers", {}, blocking=True, return_response=True
    )
    assert response["peers"][0]["device_id"] == device_id


async def test_cap_on_devices_that_come_by_themselves(
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    """Picked ones do not count, and come at any number."""
    await configure(max_peer_devices=2)
    crowd = [make_neighbour(f"peer{number}") for number in range(4)]
    for peer in crowd:
        peer.dial(server)
    await time_machine.advance(360, step=1)
    first = names()
    assert len(first) == 2

    await configure(picked_peers=[peer.fingerprint for peer in crowd])
    assert len(names()) == 4
    await configure(max_peer_devices=0)
    assert len(names()) == 4


async def test_only_those_that_are_picked(
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    await configure(peer_devices="picked", picked_peers=[bob.fingerprint])
    await time_machine.advance(360, step=1)
    assert names() == []
    bob.dial(server)
    await time_machine.advance(3)
    assert names() == ["bob"]

    await configure(picked_peers=[alice.fingerprint])
    assert names() == ["alice"]


async def test_none_at_all(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    await configure(picked_peers=[alice.fingerprint])
    assert names() == ["alice"]
    await configure(peer_devices="none")
    assert names() == []
    assert hass.states.get("binary_sensor.alice_in_reach") is None
    await time_machine.advance(400, step=1)
    assert names() == []
    assert node.peers_in_reach == 1


async def test_device_follows_the_nickname_now_and_then(
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    """Not at once each time: whoever renames themselves all day costs writes."""
    await configure(picked_peers=[alice.fingerprint])
    seen = set()
    for number in range(40):
        alice.rename(f"alice{number}")
        await time_machine.advance(3, step=0.5)
        seen |= set(names())
    assert 2 <= len(seen) <= 5
    await time_machine.advance(90, step=0.5)
    assert names() == ["alice39"]


async def test_same_name_is_told_apart(
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    """Names are free for the taking; nobody can pass as another device."""
    impostor, other = make_neighbour("alice"), make_neighbour("Mesh Broadcast")
    impostor.dial(server)
    other.dial(server)
    await time_machine.advance(3)
    for peer in (alice, impostor, other):
        await configure(
            picked_peers=[
                *node.settings.picked_peers,
                peer.fingerprint,
            ]
        )
    assert names() == sorted(
        [
            "alice",
            f"alice#{impostor.peer_id[:4]}",
            f"Mesh Broadcast#{other.peer_id[:4]}",
        ]
    )


async def test_peer_without_a_name(
    node: MeshCoordinator,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    nobody = make_neighbour("")
    nobody.dial(server)
    await time_machine.advance(3)
    await configure(picked_peers=[nobody.fingerprint])
    (name,) = names()
    assert name.endswith(f"#{nobody.peer_id[:4]}")


async def test_user_removes_a_peer_for_good(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    """It is not seen coming back, unless the user picks it; its key is forgotten."""
    await time_machine.advance(360, step=1)
    assert names() == ["alice"]
    assert await async_setup_component(hass, "config", {})
    client = await hass_ws_client(hass)
    response = await client.remove_device(node.devices.device_id(alice.fingerprint))
    assert response["success"]
    await hass.async_block_till_done()
    assert names() == []
    assert hass.states.get("binary_sensor.alice_in_reach") is None

    await time_machine.advance(400, step=1)
    assert node.peers_in_reach == 1
    assert names() == []
    await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    assert config_entry.runtime_data._known.is_hidden(alice.fingerprint)

    await configure(picked_peers=[alice.fingerprint])
    assert names() == ["alice"]


async def test_picked_peer_is_not_removed_only_to_come_back(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    """The user is told what to end first: here, trust."""
    trust(hass, config_entry, alice.fingerprint)
    await time_machine.advance(1)
    assert names() == ["alice"]
    assert await async_setup_component(hass, "config", {})
    client = await hass_ws_client(hass)
    device_id = node.devices.device_id(alice.fingerprint)
    response = await client.remove_device(device_id)
    assert not response["success"]
    assert "picked or trusted" in response["error"]["message"]
    assert names() == ["alice"]

    (subentry,) = config_entry.subentries.values()
    hass.config_entries.async_remove_subentry(config_entry, subentry.subentry_id)
    await hass.async_block_till_done()
    assert (await client.remove_device(device_id))["success"]
    await time_machine.advance(60, step=1)
    assert names() == []


async def test_own_device_stays(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    alice: Neighbour,
    configure: Configure,
    device_registry: dr.DeviceRegistry,
) -> None:
    own = device_registry.async_get(node.devices.node_device_id)
    assert isinstance(own, dr.DeviceEntry)
    assert not await async_remove_config_entry_device(hass, config_entry, own)

    await configure(picked_peers=[alice.fingerprint])
    device_id = node.devices.device_id(alice.fingerprint)
    device = device_registry.async_get(str(device_id))
    assert isinstance(device, dr.DeviceEntry)
    await hass.config_entries.async_unload(config_entry.entry_id)
    assert not await async_remove_config_entry_device(hass, config_entry, device)


async def test_long_unseen_peer_loses_its_device(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    await configure(keep_days=2)
    await time_machine.advance(360, step=1)
    assert names() == ["alice"]
    alice.hang_up()
    alice.stop()
    await time_machine.advance(1.9 * DAY, step=3600)
    assert names() == ["alice"]
    await time_machine.advance(0.5 * DAY, step=3600)
    assert names() == []


async def test_picked_peer_keeps_its_device(
    node: MeshCoordinator,
    alice: Neighbour,
    configure: Configure,
    names: Callable[[], list[str]],
    time_machine: TimeMachine,
) -> None:
    await configure(keep_days=1, picked_peers=[alice.fingerprint])
    alice.hang_up()
    alice.stop()
    await time_machine.advance(3 * DAY, step=3600)
    assert names() == ["alice"]


async def test_device_of_a_peer_that_memory_lost_is_kept(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    names: Callable[[], list[str]],
    hass_storage: dict[str, Any],
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A damaged file of known peers is said, and costs no device."""
    await time_machine.advance(360, step=1)
    await hass.config_entries.async_unload(config_entry.entry_id)
    hass_storage[f"{DOMAIN}.peers"]["data"] = {"peers": [{"nickname": "alice"}]}
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    await hass.async_block_till_done()
    assert names() == ["alice"]
    assert "Cannot read mesh_broadcast.peers" in caplog.text
    caplog.clear()
