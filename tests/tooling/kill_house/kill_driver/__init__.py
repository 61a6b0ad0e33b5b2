"""Keep the mesh node storing, and tell a pipe what it has accepted.

A part of the Home Assistant that gets killed. All it does to the node is what users and
neighbours do: it calls actions, listens to events, and lets neighbours talk.
"""

import asyncio
from collections import defaultdict
from contextlib import suppress
from itertools import count
import json
import os
from random import Random
import sys
from typing import Any

from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import Event, HomeAssistant, SupportsResponse, callback
from homeassistant.helpers import config_validation as cv, issue_registry as ir
from homeassistant.helpers.typing import ConfigType

from custom_components.mesh_broadcast.const import (
    DOMAIN as MESH,
    EVENT_DELIVERY,
    EVENT_MESSAGE,
    EVENT_PRIVATE_MESSAGE,
)
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.history import PUBLIC
from custom_components.mesh_broadcast.protocol import (
    Peer,
    PeerChange,
    PeerTrust,
    UnknownPeerError,
)
from demo.home import DATA_DEMO, Demo
from demo.neighbour import Neighbour

DOMAIN = "kill_driver"
CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)


BEAT = 0.05
"""As in the ledger: seconds between two beats; what happens at each leaves room for the
node's work."""

RUNS_OF_A_VISITOR = 4

# Pinned in the run that is not killed, and away in all others: what is written to them
# stays in the outbox. Each holds a hundred messages.
ABSENT = ("hal", "ida", "jon", "kim")


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Begin once Home Assistant has started, as automations do."""
    pipe = int(os.environ["KILL_DRIVER_PIPE"])

    @callback
    def say(what: str, **fields: Any) -> None:
        """Tell of something at the moment at which it is true."""
        line = json.dumps({"what": what, "at": hass.loop.time(), **fields})
        try:
            os.write(pipe, f"{line}\n".encode())
        except BrokenPipeError:
            # Whoever kills us is gone; nobody may go on storing in this folder.
            os._exit(1)

    async def started(_event: Event) -> None:
        """Report what was loaded, then begin."""
        await Driver(hass, hass.data[DATA_DEMO], say).run()

    hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STARTED, started)
    return True


class Driver:
    """What goes on in the house."""

    def __init__(self, hass: HomeAssistant, demo: Demo, say: Any) -> None:
        """Look around."""
        self.hass = hass
        self.demo = demo
        self.say = say
        self.part = os.environ["KILL_DRIVER_PART"]
        self.run_number = int(os.environ["KILL_DRIVER_RUN"])
        self.rng = Random(self.run_number)
        (self.entry,) = hass.config_entries.async_entries(MESH)
        self.numbers = count(1)
        self.meetings: dict[str, asyncio.Event] = defaultdict(asyncio.Event)

    @property
    def coordinator(self) -> MeshCoordinator:
        """Return the node."""
        coordinator: MeshCoordinator = self.entry.runtime_data
        return coordinator

    async def run(self) -> None:
        """Report, then keep the node storing until the kill."""
        self.report()
        for event_type, what in (
            (EVENT_MESSAGE, "public"),
            (EVENT_PRIVATE_MESSAGE, "private"),
        ):
            self.hass.bus.async_listen(event_type, self.heard(what))
        self.hass.bus.async_listen(EVENT_DELIVERY, self.delivered)
        self.coordinator.peer_changes.add(self.met)
        if self.part == "first":
            await self.meet_those_who_leave()
            return
        if self.part == "last":
            await self.stop()
            return
        # Somebody new every few runs: there are bounds to how many are remembered.
        visitor_number = self.run_number // RUNS_OF_A_VISITOR
        visitor = self.arrive(f"visitor{visitor_number}", 1_000 + visitor_number)
        self.hass.async_create_background_task(self.trust(visitor), "trust")
        if self.run_number % 2:
            self.hass.async_create_background_task(
                self.clear_without_end(visitor), "clear"
            )
        while True:
            await asyncio.sleep(BEAT)
            await self.live(visitor)
            self.say("beat")

    def report(self) -> None:
        """Tell what is there after the start."""
        engine, history = self.coordinator.engine, self.coordinator.history
        self.say(
            "loaded",
            entry=self.entry.state.value,
            issues=[
                name
                for domain, name in ir.async_get(self.hass).issues
                if domain == MESH
            ],
            history={
                summary.conversation: [
                    message.message_id
                    for message in history.newest(summary.conversation)
                ]
                for summary in history.conversations
            },
            outbox=[entry.message_id for entry in engine.outbox],
            pinned=list(self.coordinator.pickable_peers()),
            verified=[
                record.peer_id.hex()
                for record in engine.trust
                if record.trust is PeerTrust.VERIFIED
            ],
            served=len(engine.stored_packets),
            modules=sorted(sys.modules) if self.part == "first" else [],
        )

    # -- what happens

    def heard(self, what: str) -> Any:
        """Return a listener that tells of messages of one kind."""

        @callback
        def listener(event: Event) -> None:
            """Tell of a message."""
            fingerprint = event.data["fingerprint"]
            self.say(
                "message",
                conversation=PUBLIC if what == "public" else fingerprint,
                id=event.data["message_id"],
            )

        return listener

    @callback
    def met(self, change: PeerChange, peer: Peer) -> None:
        """Tell of somebody whose key is pinned now."""
        if change is PeerChange.APPEARED:
            self.say("pinned", id=peer.fingerprint)
            self.meetings[peer.fingerprint].set()

    @callback
    def delivered(self, event: Event) -> None:
        """Tell of a message that no longer waits."""
        if event.data["status"] in {"delivered", "read", "expired", "failed"}:
            self.say("done", id=event.data["message_id"])

    async def meet_those_who_leave(self) -> None:
        """Let those come whom later runs write to in vain."""
        people = [self.arrive(name, 100 + n) for n, name in enumerate(ABSENT)]
        for person in people:
            await self.meetings[person.identity.fingerprint].wait()
        for person in people:
            person.stop()
        self.say("ready", absent=[person.identity.fingerprint for person in people])
        await self.stop()

    async def stop(self) -> None:
        """End this run as a user does."""
        await self.hass.services.async_call("homeassistant", "stop")

    def arrive(self, nickname: str, seed: int) -> Neighbour:
        """Let somebody come into the house."""
        rng = Random(seed)
        neighbour = Neighbour(
            self.demo.air, nickname, rng, self.hass.async_create_background_task
        )
        # The same person in each run, but never the same message ID twice.
        rng.seed()
        self.demo.air.place(neighbour.address, 1.0 + seed % 7, 2.0)
        neighbour.start()
        return neighbour

    async def live(self, visitor: Neighbour) -> None:
        """Do one of the things that make a node store something."""
        number = next(self.numbers)
        text = f"{self.run_number}.{number} " * self.rng.randint(1, 12)
        match number % 5:
            case 0:
                await self.write_to_absent(text)
            case 1:
                neighbour = self.rng.choice(self.demo.neighbourhood.neighbours)
                neighbour.say(text[:90])
            case 2:
                # Until it has met the node, it can not write to it.
                with suppress(UnknownPeerError):
                    visitor.write(self.coordinator.identity.peer_id, text)
            case _:
                sent = await self.call("send_broadcast", message=text[:90].strip())
                self.say("message", conversation=PUBLIC, id=sent["message_id"])

    async def trust(self, visitor: Neighbour) -> None:
        """Verify somebody whom the user met."""
        await self.meetings[visitor.identity.fingerprint].wait()
        await self.call("verify_peer", fingerprint=visitor.identity.fingerprint)
        self.say("verified", id=visitor.peer_id.hex())

    async def clear_without_end(self, visitor: Neighbour) -> None:
        """Have the history written at once, again and again."""
        await self.meetings[visitor.identity.fingerprint].wait()
        fingerprint = visitor.identity.fingerprint
        while True:
            self.say("clearing", conversation=fingerprint)
            await self.call("clear_history", conversation=fingerprint)
            self.say("cleared", conversation=fingerprint)

    async def write_to_absent(self, text: str) -> None:
        """Leave a message for somebody who is away."""
        absent = os.environ["KILL_DRIVER_ABSENT"].split(",")
        to = self.rng.choice(absent)
        sent = await self.call("send_message", fingerprint=to, message=text)
        self.say("message", conversation=to, id=sent["message_id"])
        self.say("queued", id=sent["message_id"])

    async def call(self, action: str, **data: Any) -> Any:
        """Call an action of the mesh."""
        response = self.hass.services.supports_response(MESH, action)
        return await self.hass.services.async_call(
            MESH,
            action,
            data,
            blocking=True,
            return_response=response is not SupportsResponse.NONE,
        )
