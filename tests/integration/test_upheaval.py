"""Whatever is done to the entry at the same time, in any order: a node that works.

`MESH_UPHEAVALS=200` plays as many drawn schedules instead of a few, `MESH_SEED=1` others.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
import os
from random import Random
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState, OperationNotAllowed
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.mesh_broadcast.const import (
    CONF_FINGERPRINT,
    CONF_NICKNAME,
    CONF_ROLES,
    DOMAIN,
    WIPE_PHRASE,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.engine_store import EngineStore

from .virtual_air import FakeGattServer, Neighbour, TimeMachine

SCHEDULES = int(os.environ.get("MESH_UPHEAVALS", "3"))
SEED = int(os.environ.get("MESH_SEED", "0")) * 1_000_000

STEPS = 25

BOTH = ["central", "peripheral"]
WIPE = {"confirm": True, "phrase": WIPE_PHRASE}


class Upheaval:
    """All that users and Home Assistant can do to the node, drawn from a seed."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: MockConfigEntry,
        servers: list[FakeGattServer],
        phone: Neighbour,
        seed: int,
    ) -> None:
        self.hass = hass
        self.entry = entry
        self.servers = servers
        self.phone = phone
        self.rng = Random(seed)
        self.begun: list[asyncio.Task[None]] = []
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def draw(self) -> None:
        """Begin one thing, whatever else goes on."""
        action: Callable[[], Coroutine[Any, Any, Any]] = self.rng.choice(
            (
                self.unload,
                self.set_up,
                self.reload,
                self.reload,
                self.rename,
                self.change_roles,
                self.wipe,
                self.broadcast,
                self.send,
                self.hear,
                self.hear,
            )
        )
        self.begun.append(asyncio.create_task(self.run(action)))

    async def run(self, action: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        """Do it; it may be refused, but only in the words that are for that."""
        try:
            await action()
        except OperationNotAllowed:
            # Home Assistant's own, of what a user asked of it.
            if action not in (self.unload, self.set_up, self.reload):
                raise
            self.refused[action.__name__] += 1
        except ServiceValidationError as err:
            if err.translation_key != "not_loaded":
                raise
            self.refused[action.__name__] += 1
        else:
            self.done[action.__name__] += 1

    async def unload(self) -> None:
        await self.hass.config_entries.async_unload(self.entry.entry_id)

    async def set_up(self) -> None:
        await self.hass.config_entries.async_setup(self.entry.entry_id)

    async def reload(self) -> None:
        await self.hass.config_entries.async_reload(self.entry.entry_id)

    async def rename(self) -> None:
        name = f"node {self.rng.randrange(1000)}"
        self.change(options={**self.entry.options, CONF_NICKNAME: name})

    async def change_roles(self) -> None:
        roles = self.rng.choice((["peripheral"], BOTH))
        self.change(data={**self.entry.data, CONF_ROLES: roles})

    def change(self, **changes: Any) -> None:
        self.hass.config_entries.async_update_entry(self.entry, **changes)

    async def wipe(self) -> None:
        before = self.entry.data.get(CONF_FINGERPRINT)
        await self.call("wipe", WIPE)
        after = self.entry.data.get(CONF_FINGERPRINT)
        assert after is None or after != before

    async def broadcast(self) -> None:
        await self.call("send_broadcast", {"message": f"{self.rng.random()}"})

    async def send(self) -> None:
        with suppress(ServiceValidationError):
            await self.call(
                "send_message",
                {"fingerprint": self.phone.fingerprint, "message": "in private"},
            )

    async def call(self, action: str, data: dict[str, Any]) -> None:
        await self.hass.services.async_call(DOMAIN, action, data, blocking=True)

    async def hear(self) -> None:
        """Let the phone come, and speak."""
        self.dial()
        self.phone.say(f"said {self.rng.random()}")

    def dial(self) -> None:
        """Have the phone connect to whichever server is on the air."""
        self.phone.hang_up()
        for server in self.servers:
            if server.advertises:
                self.phone.dial(server)


@pytest.mark.parametrize("seed", range(SEED, SEED + SCHEDULES))
async def test_after_any_upheaval_the_node_works_and_nothing_is_left(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    device_registry: dr.DeviceRegistry,
    entity_registry: er.EntityRegistry,
    seed: int,
) -> None:
    phone = make_neighbour("phone")
    upheaval = Upheaval(hass, config_entry, gatt_servers, phone, seed)
    before = await left_over(hass, config_entry, time_machine)
    assert await hass.config_entries.async_setup(config_entry.entry_id)
    entities = {state.entity_id for state in hass.states.async_all()}

    for _ in range(STEPS):
        for _ in range(upheaval.rng.randrange(1, 4)):
            upheaval.draw()
            for _ in range(upheaval.rng.choice((0, 0, 1, 5, 20))):
                await asyncio.sleep(0)
        await time_machine.drift(upheaval.rng.choice((0.1, 0.1, 0.5, 3.0)))
    assert not any(await time_machine.finish(*upheaval.begun))
    print(f"done: {dict(upheaval.done)}, refused: {dict(upheaval.refused)}")

    # It works: whatever state that left it in, it can be set up, and be talked with.
    upheaval.change(data={**config_entry.data, CONF_ROLES: BOTH})
    await time_machine.advance(1)
    if config_entry.state is not ConfigEntryState.LOADED:
        assert await hass.config_entries.async_setup(config_entry.entry_id)
    await time_machine.advance(1)
    assert config_entry.state is ConfigEntryState.LOADED
    coordinator: MeshCoordinator = config_entry.runtime_data
    assert sum(server.advertises for server in gatt_servers) == 1
    upheaval.dial()
    await time_machine.advance(3)
    phone.say("are you well?")
    await upheaval.call("send_broadcast", {"message": "we are"})
    await time_machine.advance(3)
    response: Any = await hass.services.async_call(
        DOMAIN,
        "get_messages",
        {"conversation": "public"},
        blocking=True,
        return_response=True,
    )
    assert "are you well?" in str(response)
    assert "we are" in [message.text for message in phone.messages]
    assert config_entry.data["fingerprint"] == coordinator.identity.fingerprint

    # Its device is there, once, and so are its entities.
    devices = dr.async_entries_for_config_entry(device_registry, config_entry.entry_id)
    assert coordinator.devices.node_device_id in [device.id for device in devices]
    states = {state.entity_id for state in hass.states.async_all()}
    assert entities <= states
    assert not [entity_id for entity_id in states if entity_id.endswith("_2")]

    phone.hang_up()
    assert await left_over(hass, config_entry, time_machine) == before
    assert all(server.has_stopped for server in gatt_servers)


async def left_over(
    hass: HomeAssistant, entry: MockConfigEntry, time_machine: TimeMachine
) -> dict[str, Any]:
    """Unload the node; return what is there that a node could have left behind."""
    assert await hass.config_entries.async_unload(entry.entry_id)
    await time_machine.advance(30, step=1)
    return {
        "tasks": sorted(task.get_name() for task in asyncio.all_tasks()),
        "listeners": dict(hass.bus.async_listeners()),
        "states": sorted(
            state.entity_id
            for state in hass.states.async_all()
            if state.state != "unavailable"
        ),
    }


@pytest.mark.parametrize("roles", [["peripheral"], BOTH])
async def test_settings_that_change_during_the_setup_count(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    roles: list[str],
) -> None:
    """Nobody listens for changes yet, and what was read is out of date."""
    load = EngineStore.async_load

    async def change_and_load(store: EngineStore) -> Any:
        hass.config_entries.async_update_entry(
            config_entry,
            data={**config_entry.data, CONF_ROLES: roles},
            options={**config_entry.options, CONF_NICKNAME: "another name"},
        )
        return await load(store)

    with patch.object(EngineStore, "async_load", change_and_load):
        assert await hass.config_entries.async_reload(config_entry.entry_id)
        await hass.async_block_till_done()

    coordinator: MeshCoordinator = config_entry.runtime_data
    assert coordinator.settings.nickname == "another name"
    assert sorted(coordinator.settings.roles) == sorted(roles)
    assert coordinator.engine.settings.nickname == "another name"


@pytest.mark.parametrize("turns", [0, 1, 3, 10, 30])
async def test_a_wipe_forgets_all_though_the_node_is_reloaded_meanwhile(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    hass_storage: dict[str, Any],
    device_registry: dr.DeviceRegistry,
    time_machine: TimeMachine,
    turns: int,
) -> None:
    """Somebody presses twice, and something else reloads the entry."""
    alice.say("to be forgotten")
    await time_machine.advance(15, step=0.5)
    assert "to be forgotten" in str(hass_storage)
    alice.stop()
    wiping = [
        asyncio.create_task(
            hass.services.async_call(DOMAIN, "wipe", WIPE, blocking=True)
        )
        for _ in range(2)
    ]
    for _ in range(turns):
        await asyncio.sleep(0)
    reloading = asyncio.create_task(
        hass.config_entries.async_reload(config_entry.entry_id)
    )
    results = await time_machine.finish(*wiping, reloading)
    await time_machine.advance(5)

    assert not [r for r in results if isinstance(r, Exception)]
    assert config_entry.state is ConfigEntryState.LOADED
    renewed: MeshCoordinator = config_entry.runtime_data
    assert renewed.identity.fingerprint != node.identity.fingerprint
    devices = dr.async_entries_for_config_entry(device_registry, config_entry.entry_id)
    assert [device.id for device in devices] == [renewed.devices.node_device_id]
    await time_machine.advance(60, step=1)
    assert "to be forgotten" not in str(hass_storage)
