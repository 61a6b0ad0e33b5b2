"""script/run, as a newcomer uses it: a Home Assistant whose neighbours answer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import os
from pathlib import Path
import re
import signal
import socket
import subprocess
import time
from typing import Any

import aiohttp
import pytest

from .project import ROOT

# A start takes about ten seconds; these are for a machine that is busy with others.
START = 240.0
ANSWER = 60.0
STOP = 60.0

RESIDENTS = {"ada", "ben_92", "chiara", "deniz", "edith", "farid", "anon4821"}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start script/run in a shell of its own, as from a terminal."""
    environment = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    return subprocess.Popen(
        [ROOT / "script/run", *map(str, arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@dataclass
class Running:
    """A running script/run."""

    process: subprocess.Popen[str]
    config: Path
    url: str = ""
    token: str = ""
    output: list[str] = field(default_factory=list)

    def read_instructions(self) -> None:
        """Read what it prints, up to the token."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line)
            if match := re.match(r"\s+Home Assistant\s+(\S+)", line):
                self.url = match[1]
            if match := re.match(r"\s+access token\s+(\S+)", line):
                self.token = match[1]
                return
        raise AssertionError("".join(self.output))

    @asynccontextmanager
    async def session(self) -> AsyncIterator[aiohttp.ClientSession]:
        """Open a session with the token that was printed."""
        headers = {"Authorization": f"Bearer {self.token}"}
        async with aiohttp.ClientSession(self.url, headers=headers) as session:
            yield session

    async def wait_until_running(self) -> None:
        """Wait until Home Assistant has started."""
        async with asyncio.timeout(START), self.session() as session:
            while self.process.poll() is None:
                try:
                    async with session.get("/api/config") as response:
                        if (await response.json())["state"] == "RUNNING":
                            return
                except aiohttp.ClientError, ValueError:
                    pass
                await asyncio.sleep(0.25)
        raise AssertionError(self.rest())

    async def states(self) -> dict[str, dict[str, Any]]:
        """Return all states by entity id."""
        async with self.session() as session, session.get("/api/states") as response:
            return {state["entity_id"]: state for state in await response.json()}

    async def wait_for_states(
        self, *wanted: str, until: Callable[[dict[str, str]], bool]
    ) -> dict[str, str]:
        """Return the states of all of these, as soon as they are right.

        Right or not after a while: what is wrong then is for the test to say.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + ANSWER
        while True:
            every = await self.states()
            states = {e: every[e]["state"] for e in wanted if e in every}
            known = len(states) == len(wanted) and "unknown" not in states.values()
            if (known and until(states)) or loop.time() > deadline:
                return states
            await asyncio.sleep(0.25)

    def stop(self) -> int:
        """Stop it as Ctrl-C does; return its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(STOP)
        finally:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)

    def rest(self) -> str:
        """Return everything that it printed, once it has ended."""
        assert self.process.stdout is not None
        self.output.append(self.process.stdout.read())
        return "".join(self.output)


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    """Return a running script/run; the tests below are one visit to it, in order."""
    config = tmp_path_factory.mktemp("run") / "home"
    running = Running(start("--port", free_port(), "--config", config), config)
    try:
        running.read_instructions()
        asyncio.run(running.wait_until_running())
        yield running
    finally:
        running.stop()


async def test_the_states_list_the_node_and_its_neighbours(running) -> None:
    def in_full(states: dict[str, str]) -> bool:
        """Whether the throttled sensors have come round to how it is."""
        return (
            int(states["sensor.mesh_broadcast_links"]) >= 3
            and int(states["sensor.mesh_broadcast_peers_in_reach"]) >= 6
            and {states[f"sensor.{name}_hops"] for name in RESIDENTS} >= set("123")
        )

    states = await running.wait_for_states(
        "binary_sensor.mesh_broadcast_node",
        "sensor.mesh_broadcast_links",
        "sensor.mesh_broadcast_peers_in_reach",
        *(f"binary_sensor.{name}_in_reach" for name in RESIDENTS),
        *(f"sensor.{name}_last_seen" for name in RESIDENTS),
        *(f"sensor.{name}_hops" for name in RESIDENTS),
        until=in_full,
    )
    assert states["binary_sensor.mesh_broadcast_node"] == "on"
    assert int(states["sensor.mesh_broadcast_links"]) >= 3
    assert int(states["sensor.mesh_broadcast_peers_in_reach"]) >= 6
    assert {states[f"binary_sensor.{name}_in_reach"] for name in RESIDENTS} == {"on"}
    hops = {int(states[f"sensor.{name}_hops"]) for name in RESIDENTS}
    assert hops >= {1, 2, 3}
    # Nothing was said yet: these begin with the first message.
    assert (await running.states()).keys() >= {
        "event.mesh_broadcast_public_channel",
        "notify.mesh_broadcast_public_channel",
    }


async def test_a_broadcast_is_answered(running) -> None:
    before = (await running.states())["event.mesh_broadcast_public_channel"]["state"]
    async with asyncio.timeout(ANSWER), running.session() as session:
        websocket = await session.ws_connect("/api/websocket")
        await websocket.receive_json()
        await websocket.send_json({"type": "auth", "access_token": running.token})
        assert (await websocket.receive_json())["type"] == "auth_ok"
        await websocket.send_json(
            {
                "id": 1,
                "type": "subscribe_events",
                "event_type": "mesh_broadcast_message",
            }
        )
        assert (await websocket.receive_json())["success"]
        response = await session.post(
            "/api/services/mesh_broadcast/send_broadcast?return_response",
            json={"message": "Hello, who is there?"},
        )
        assert response.status == 200, await response.text()
        sent = (await response.json())["service_response"]
        assert sent["message_id"]
        assert sent["links"] > 0
        assert sent["peers_in_reach"] >= 6
        answer = (await websocket.receive_json())["event"]["data"]
        while not answer["text"].startswith("@"):
            # Somebody talks unasked.
            answer = (await websocket.receive_json())["event"]["data"]
    assert answer["nickname"] in {"ada", "farid"}
    assert re.fullmatch("[0-9a-f]{64}", answer["fingerprint"])
    assert answer["peer_id"] == answer["fingerprint"][:16]
    assert answer["verified"] is True
    assert answer["device_id"]
    after = (await running.states())["event.mesh_broadcast_public_channel"]
    assert after["state"] != before
    assert after["attributes"]["event_type"] == "message"


async def test_neighbours_confirm_an_emergency_broadcast(running) -> None:
    async with asyncio.timeout(START), running.session() as session:
        response = await session.post(
            "/api/services/mesh_broadcast/emergency_broadcast?return_response",
            json={"message": "Smoke in the cellar!", "confirmations": 2, "wait": True},
        )
        assert response.status == 200, await response.text()
        report = (await response.json())["service_response"]
    assert report["status"] == "confirmed", report
    assert {peer["nickname"] for peer in report["heard_by"]} <= RESIDENTS | {"greta"}
    assert len(report["message_ids"]) == 1, "nobody was told twice"


def test_a_port_in_use_is_a_clear_error(running, tmp_path) -> None:
    port = running.url.rpartition(":")[2]
    process = start("--port", port, "--config", tmp_path)
    output, _ = process.communicate(timeout=START)
    assert process.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in output
    assert "--port" in output
    assert "Traceback" not in output


def test_a_configuration_in_use_is_a_clear_error(running) -> None:
    process = start("--port", free_port(), "--config", running.config)
    output, _ = process.communicate(timeout=START)
    assert process.returncode == 1
    assert "in use by a running Home Assistant" in output
    assert "Traceback" not in output


def test_an_adapter_that_is_not_there_is_a_clear_error(tmp_path) -> None:
    process = start(
        "--adapter", "hci77", "--port", free_port(), "--config", tmp_path / "home"
    )
    output, _ = process.communicate(timeout=START)
    assert process.returncode == 1
    assert "no Bluetooth adapter hci77" in output
    assert "Traceback" not in output


def test_it_stops_when_told_and_has_nothing_to_complain_of(running) -> None:
    began = time.monotonic()
    assert running.stop() == 0
    assert time.monotonic() - began < STOP
    log = (running.config / "home-assistant.log").read_text()
    for text in (running.rest(), log):
        assert "ERROR" not in text, text
        assert "WARNING" not in text, text
        assert "Traceback" not in text, text
        assert "blocking call" not in text, text
