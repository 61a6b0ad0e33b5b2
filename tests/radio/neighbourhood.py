"""The tests' side of the virtual machines: programs in nodes, and houses."""

import asyncio
from collections.abc import Callable
import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
import json
import os
from pathlib import Path
import signal
import time
from typing import Any, ClassVar, Self
from uuid import uuid4

from .rig.cluster import Cluster
from .rig.machine import PROJECT

AGENT = ["python", "-m", "tests.radio.nodes.agent"]
PEER_PYTHON = str(PROJECT / ".venv-peer/bin/python")
PEER_PROGRAM = str(PROJECT / "tests/radio/nodes/bitchat_peer.py")

# None of these says how fast something has to be: on a machine with eight times as much
# to do as it can, everything took eight times as long. Figures tell what it took.
BOOT_TIMEOUT = 120.0
# Home Assistant starts in about 10 s alone, and in 150 s on such a machine.
START_TIMEOUT = 600.0
ANSWER_TIMEOUT = 60.0
# Who has no link to whom it writes may not get one for 120 s, see test_private.
INSIST_TIMEOUT = 180.0
REPEAT_PAUSE = 2.0
# Home Assistant gives its stages of stopping 210 s in all, and its program 240 s.
STOP_TIMEOUT = 300.0


@dataclass(frozen=True, slots=True)
class Line:
    """Something that a program printed, and when the host got it."""

    at: float
    data: Any


class Program:
    """A program that runs in a node and talks in lines of JSON."""

    def __init__(self, node: Node, name: str) -> None:
        self.node = node
        self.name = name
        self.lines: list[Line] = []
        self.status: int | None = None
        self._changed = asyncio.Event()
        self._log = node.out / f"{name}.said"

    def take(self, line: str) -> None:
        """Take a line that the program printed."""
        try:
            data = json.loads(line)
        except ValueError:
            data = line
        self.lines.append(Line(time.monotonic(), data))
        with self._log.open("a") as log:
            at = datetime.now().astimezone().strftime("%T.%f")[:-3]
            print(at, line[:1000], file=log)
        self._changed.set()

    def ended(self, status: int) -> None:
        """Take note that the program is over."""
        self.status = status
        self._changed.set()

    async def send(self, data: Any) -> None:
        """Write a line to the program."""
        await self.node.ask("feed", name=self.name, line=json.dumps(data))

    async def end(self, number: int) -> None:
        """Send the program a signal."""
        await self.node.ask("end", name=self.name, number=number)

    async def until[T](
        self, what: str, check: Callable[[], T | None], seconds: float = ANSWER_TIMEOUT
    ) -> T:
        """Wait until the check of what was printed is content."""
        try:
            async with asyncio.timeout(seconds):
                while not (result := check()):
                    if self.status is not None:
                        raise AssertionError(f"{self} ended before {what}")
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            last = "\n".join(str(line.data)[:500] for line in self.lines[-10:])
            raise AssertionError(
                f"{self}: not within {seconds:g} s: {what}; it said last:\n{last}"
            ) from None
        return result

    async def line(
        self,
        what: str,
        wanted: Callable[[Any], Any],
        seconds: float = ANSWER_TIMEOUT,
        after: int = 0,
    ) -> Line:
        """Wait for the first line that is wanted, from the position given on."""

        def find() -> Line | None:
            return next(
                (item for item in self.lines[after:] if wanted(item.data)), None
            )

        return await self.until(what, find, seconds)

    async def finished(self, seconds: float = ANSWER_TIMEOUT) -> int:
        """Wait for the end of the program; return its status."""
        try:
            async with asyncio.timeout(seconds):
                while self.status is None:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"{self} did not end in {seconds:g} s") from None
        return self.status

    def __str__(self) -> str:
        """Return where it runs."""
        return f"{self.name} on node {self.node.index}"


class Node:
    """A virtual machine as the tests see it."""

    def __init__(self, index: int, send: Callable[[str], None], out: Path) -> None:
        self.index = index
        self.out = out
        # As the rig makes them, see RadioController
        self.address = f"00:AA:01:{index:02X}:00:{index:02X}"
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._send = send
        self._numbers = count()
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._programs: dict[str, Program] = {}

    @property
    def programs(self) -> tuple[Program, ...]:
        """The programs that were started, the last one of each name."""
        return tuple(self._programs.values())

    def take(self, line: str) -> None:
        """Take a line of the agent's."""
        message = json.loads(line)
        if "program" in message:
            program = self._programs[message["program"]]
            if "line" in message:
                program.take(message["line"])
            else:
                program.ended(message["status"])
        elif "ready" in message:
            self.ready.set_result(None)
        elif not (answer := self._answers.pop(message["id"])).done():
            if "error" in message:
                answer.set_exception(RuntimeError(message["error"]))
            else:
                answer.set_result(message["result"])

    async def ask(
        self, do: str, patience: float = ANSWER_TIMEOUT, **details: Any
    ) -> Any:
        """Let the agent do something."""
        number = next(self._numbers)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        self._send(json.dumps({"id": number, "do": do, **details}))
        try:
            async with asyncio.timeout(patience):
                return await answer
        except TimeoutError:
            asked = (
                f"node {self.index} had no answer in {patience:g} s to {do} {details}"
            )
            raise AssertionError(asked[:300]) from None

    async def run(self, *command: str, seconds: float = 20.0) -> str:
        """Run a command to its end (or for so long) and return what it printed."""
        result = await self.ask("run", seconds + 10, command=command, seconds=seconds)
        return str(result["output"])

    async def spawn(self, name: str, *command: str) -> Program:
        """Start a program."""
        program = self._programs[name] = Program(self, name)
        await self.ask("spawn", name=name, command=command)
        return program

    async def restart_bluetoothd(self) -> None:
        """End the daemon; the node's supervisor starts it again after a second."""
        assert not await self.run("pkill", "-x", "bluetoothd")

    async def see(self, service: str, seconds: float = 4) -> str:
        """Scan with bluetoothctl for a service; return what it printed."""
        script = "\n".join(
            (
                "(echo menu scan; echo clear; echo uuids " + service,
                "echo back; echo scan on",
                f"sleep {seconds}; echo scan off; sleep 0.3; echo quit) | bluetoothctl",
            )
        )
        return await self.run("bash", "-c", script)

    async def finds(self, wanted: str, service: str) -> None:
        """Scan as above until something wanted has been seen."""
        deadline = time.monotonic() + ANSWER_TIMEOUT
        while wanted not in (seen := await self.see(service)):
            assert time.monotonic() < deadline, f"no {wanted} in:\n{seen[-1000:]}"


@dataclass
class House:
    """A Home Assistant in a node."""

    node: Node
    program: Program
    nickname: str = ""
    start_seconds: float = 0.0
    stop_seconds: float = 0.0
    entry_id: str = ""
    _refs: Any = field(default_factory=count)

    @classmethod
    async def build(cls, node: Node, nickname: str) -> Self:
        """Start a Home Assistant with the integration set up."""
        house = cls(node, await cls._start(node, nickname), nickname)
        await house._settle_in()
        return house

    async def restart(self, number: int = signal.SIGTERM) -> None:
        """End Home Assistant by a signal, and start it again on what is stored.

        What it said before is forgotten.
        """
        began = time.monotonic()
        await self.program.send({"end": number})
        await self.program.finished(STOP_TIMEOUT)
        self.stop_seconds = time.monotonic() - began
        self.program = await self._start(self.node, self.nickname)
        await self._settle_in()

    @staticmethod
    async def _start(node: Node, nickname: str) -> Program:
        """Start the program."""
        return await node.spawn(
            "house", "python", "-m", "tests.radio.nodes.home_assistant", nickname
        )

    async def _settle_in(self) -> None:
        """Wait until Home Assistant is up, and look around."""
        started = await self.program.line(
            "Home Assistant is up", lambda data: "started" in data, START_TIMEOUT
        )
        self.start_seconds = started.data["started"]
        entries = await self.command("config_entries/get", domain="mesh_broadcast")
        (entry,) = entries
        self.entry_id = entry["entry_id"]
        if level := os.environ.get("RADIO_LOG_LEVEL"):
            levels = {"custom_components.mesh_broadcast": level}
            await self.action("logger", "set_level", False, **levels)

    async def command(self, kind: str, **details: Any) -> Any:
        """Send a websocket command; return its result."""
        answer = await self.attempt(kind, **details)
        assert answer["success"], answer
        return answer["result"]

    async def attempt(self, kind: str, **details: Any) -> dict[str, Any]:
        """Send a websocket command; return its answer, whatever it is."""
        ref, position = next(self._refs), len(self.program.lines)
        await self.program.send({"ref": ref, "type": kind, **details})
        line = await self.program.line(
            f"the answer to {kind}",
            lambda data: data.get("ref") == ref,
            ANSWER_TIMEOUT,
            position,
        )
        return dict(line.data)

    async def action(
        self, domain: str, name: str, response: bool = True, **data: Any
    ) -> Any:
        """Call an action; return its response."""
        result = await self.command(
            "call_service",
            domain=domain,
            service=name,
            service_data=data,
            return_response=response,
        )
        return result.get("response")

    async def broadcast(self, text: str) -> dict[str, Any]:
        """Send a broadcast by the action."""
        response = await self.action("mesh_broadcast", "send_broadcast", message=text)
        return dict(response)

    async def write(self, fingerprint: str, text: str) -> dict[str, Any]:
        """Send a private message by the action."""
        response = await self.action(
            "mesh_broadcast", "send_message", fingerprint=fingerprint, message=text
        )
        return dict(response)

    async def choose(self, **options: Any) -> None:
        """Change options of the node."""
        await self.action(
            "radio_probe", "choose", False, entry_id=self.entry_id, options=options
        )

    async def trust(self, name: str, **peer: Any) -> None:
        """Trust a peer, with what its subentry is to hold."""
        await self.action(
            "radio_probe", "trust", False, entry_id=self.entry_id, title=name, peer=peer
        )

    async def state(self, entity_id: str) -> str:
        """Return the state of an entity."""
        return str((await self.states())[entity_id]["state"])

    async def peers(self) -> dict[str, dict[str, Any]]:
        """Return the peers by nickname."""
        response = await self.action("mesh_broadcast", "get_peers")
        return {peer["nickname"]: peer for peer in response["peers"]}

    async def states(self) -> dict[str, dict[str, Any]]:
        """Return the states by entity id."""
        return {state["entity_id"]: state for state in await self.command("get_states")}

    async def links(self) -> int:
        """Return what the node's link sensor says."""
        states = await self.states()
        (sensor,) = (s for s in states.values() if s["entity_id"].endswith("_links"))
        return int(sensor["state"]) if sensor["state"].isdecimal() else 0

    def events(self, kind: str) -> list[Line]:
        """Return the events of a kind so far, see the program in the node."""
        return [
            Line(line.at, line.data[kind])
            for line in self.program.lines
            if isinstance(line.data, dict) and kind in line.data
        ]

    def messages(self) -> list[Line]:
        """Return the events of messages that reached this house so far."""
        return self.events("event")

    def read_in_private(self, text: str) -> list[Line]:
        """Return the events of private messages with this text."""
        return [line for line in self.events("private") if line.data["text"] == text]

    async def reads(self, text: str, seconds: float = ANSWER_TIMEOUT) -> Line:
        """Wait for the private message with this text."""
        found = await self.program.until(
            f"a private {text!r}", lambda: self.read_in_private(text), seconds
        )
        return found[0]

    def steps(self, message_id: str) -> list[Line]:
        """Return the events of how far a message of ours got."""
        return [
            line
            for line in self.events("delivery")
            if line.data["message_id"] == message_id
        ]

    async def step(
        self, message_id: str, status: str, seconds: float = ANSWER_TIMEOUT
    ) -> Line:
        """Wait until a message of ours got so far."""

        def find() -> Line | None:
            steps = self.steps(message_id)
            return next((line for line in steps if line.data["status"] == status), None)

        return await self.program.until(f"{message_id} {status}", find, seconds)

    def heard(self, text: str) -> list[Line]:
        """Return the events with this text."""
        return [line for line in self.messages() if line.data["text"] == text]

    async def hears(self, text: str, seconds: float = ANSWER_TIMEOUT) -> Line:
        """Wait for the event with this text."""
        found = await self.program.until(
            f"an event with {text!r}", lambda: self.heard(text), seconds
        )
        return found[0]

    async def knows(
        self, nickname: str, seconds: float = 60.0, **wanted: Any
    ) -> dict[str, Any]:
        """Wait until a peer is in reach, as wanted."""
        deadline = time.monotonic() + seconds
        while True:
            peer = (await self.peers()).get(nickname)
            if (
                peer is not None
                and peer["in_reach"]
                and all(peer[key] == value for key, value in wanted.items())
            ):
                return peer
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"{self.program}: {nickname} {wanted} not in reach but {peer}"
                )
            await asyncio.sleep(0.1)

    async def reload(self) -> None:
        """Unload and set up the integration's entry."""
        await self.action(
            "homeassistant", "reload_config_entry", False, entry_id=self.entry_id
        )

    async def set_enabled(self, enabled: bool) -> None:
        """Unload the entry and keep it so, or set it up again."""
        await self.command(
            "config_entries/disable",
            entry_id=self.entry_id,
            disabled_by=None if enabled else "user",
        )

    async def look(self) -> dict[str, Any]:
        """Return what tasks, threads and sockets the process has."""
        return dict(await self.action("radio_probe", "look"))


@dataclass
class BitchatPeer:
    """An independent bitchat user in a node, the same one after a restart."""

    node: Node
    nickname: str
    program: Program | None = None
    peer_id: str = ""
    fingerprint: str = ""
    identity: tuple[str, ...] = ()
    _runs: Any = field(default_factory=count)

    @property
    def running(self) -> Program:
        """Return the program, which must have been started."""
        assert self.program is not None
        return self.program

    async def start(self) -> None:
        """Start the program, as whom it was before."""
        self.program = await self.node.spawn(
            f"{self.nickname}-{next(self._runs)}",
            *(PEER_PYTHON, PEER_PROGRAM, self.nickname, *self.identity),
        )
        ready = await self.program.line(
            "it runs", lambda said: said["event"] == "ready"
        )
        assert self.peer_id in ("", ready.data["peer"])
        self.peer_id = ready.data["peer"]
        self.fingerprint = ready.data["fingerprint"]
        self.identity = tuple(ready.data["identity"])

    async def quit(self) -> None:
        """Take leave and end."""
        await self.running.send({"do": "quit"})
        assert await self.running.finished() == 0

    async def announce(self) -> None:
        """Say who we are to all in reach."""
        await self.running.send({"do": "announce"})

    async def write(
        self, peer_id: str, text: str, message_id: str | None = None
    ) -> str:
        """Send a private message; return its ID."""
        name = message_id or str(uuid4()).upper()
        await self.running.send(
            {"do": "write", "to": peer_id, "text": text, "id": name}
        )
        return name

    async def insist(self, peer_id: str, text: str) -> str:
        """Send a private message until it is confirmed; return its ID.

        The program does not repeat what nobody confirmed. A receipt may be lost at its
        BlueZ, which tells only of the last of several notifications that came in while
        it had no processor; a house that has just started passes hundreds on.
        """
        name = await self.write(peer_id, text)
        receipt = {"event": "receipt", "kind": "delivered", "id": name, "peer": peer_id}
        deadline = time.monotonic() + INSIST_TIMEOUT
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(REPEAT_PAUSE):
                    await self.running.until(
                        "a receipt", lambda: self.said(**receipt), INSIST_TIMEOUT
                    )
                    return name
            assert time.monotonic() < deadline, f"nobody confirmed {name}: {text}"
            await self.write(peer_id, text, name)

    async def read(self, peer_id: str, message_id: str) -> None:
        """Tell a peer that its message was read."""
        await self.running.send({"do": "read", "to": peer_id, "id": message_id})

    async def id_of(self, nickname: str) -> str:
        """Return the ID of somebody whom it has met."""
        seen = await self.says(event="peer", nickname=nickname)
        return str(seen.data["peer"])

    def said(self, **wanted: Any) -> list[Line]:
        """Return the lines that hold all of what is wanted."""
        return [
            line
            for line in self.running.lines
            if all(line.data.get(key) == value for key, value in wanted.items())
        ]

    async def says(self, seconds: float = ANSWER_TIMEOUT, **wanted: Any) -> Line:
        """Wait for a line that holds all of what is wanted."""
        found = await self.running.until(
            str(wanted), lambda: self.said(**wanted), seconds
        )
        return found[0]


class Neighbourhood:
    """A cluster whose nodes do what the tests ask; an asynchronous context manager.

    `standing` are those that have been entered and not left, the newest last.
    """

    standing: ClassVar[list[Neighbourhood]] = []

    def __init__(self, nodes: int, *, kernel: Path, out: Path, links: str) -> None:
        self._cluster = Cluster(
            nodes, AGENT, kernel=kernel, out=out, links=links, on_line=self._take
        )
        self.nodes: list[Node] = []

    def _take(self, index: int, line: str) -> None:
        self.nodes[index].take(line)

    def set_links(self, spec: str) -> None:
        """Change who hears whom."""
        self._cluster.set_links(spec)

    def advertised(self, index: int, after: float) -> float | None:
        """Return when a node was first on the air after a moment."""
        return self._cluster.advertised(index, after)

    async def __aenter__(self) -> Self:
        """Boot the nodes and wait for their agents."""
        self.nodes = [
            Node(machine.index, machine.send, machine.out)
            for machine in self._cluster.machines
        ]
        await self._cluster.__aenter__()
        try:
            async with asyncio.timeout(BOOT_TIMEOUT):
                await asyncio.gather(*(node.ready for node in self.nodes))
        except BaseException:
            await self._cluster.__aexit__()
            raise
        self.standing.append(self)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Switch the nodes off."""
        self.standing.remove(self)
        with contextlib.suppress(Exception):
            for machine in self._cluster.machines:
                machine.send(json.dumps({"do": "bye"}))
        await self._cluster.__aexit__()
