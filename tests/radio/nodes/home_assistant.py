"""A real Home Assistant in a node, and a bridge from its websocket to our lines.

Each line in is a websocket command without its id, with a `ref` of the host's choice, or
{"end": the number of a signal} for Home Assistant, after whose end this ends as well;
each line out is {"ref", "success", "result" | "error"}, or {"event"}, {"private"} or
{"delivery"} for what the mesh tells us, or {"started": seconds} once.
"""

import argparse
import asyncio
from contextlib import suppress
import json
import os
from pathlib import Path
import shutil
import signal
import sys
import time
from typing import Any

import aiohttp

from demo.config_dir import Credentials, prepare

PROBE = Path(__file__).resolve().parent / "radio_probe"
CONFIG = Path("/run/home-assistant")
# The host does not wait for so long: it is the one to complain.
START_TIMEOUT = 900.0
# A little more than Home Assistant gives its own stages of stopping in all
STOP_TIMEOUT = 240.0
# What we listen to, and under which name it goes to the host
EVENTS = {
    "mesh_broadcast_message": "event",
    "mesh_broadcast_private_message": "private",
    "mesh_broadcast_delivery": "delivery",
    "radio_probe_heard": "heard",
}

# Each step of a link, for `last_words`; a few lines for a link's whole life.
LOGGING = """
logger:
  logs:
    custom_components.mesh_broadcast.transport: debug
"""
# What is in a house for people to talk about
FURNITURE = """
conversation:
input_boolean:
  kitchen_switch:
template:
  - light:
      - name: Kitchen light
        unique_id: kitchen_light
        state: "{{ is_state('input_boolean.kitchen_switch', 'on') }}"
        turn_on:
          action: input_boolean.turn_on
          target: {entity_id: input_boolean.kitchen_switch}
        turn_off:
          action: input_boolean.turn_off
          target: {entity_id: input_boolean.kitchen_switch}
"""


def tell(**message: Any) -> None:
    """Print a line for the host."""
    print(json.dumps(message), flush=True)


def prepare_config(nickname: str) -> Credentials:
    """Prepare a house that has our probe beside the integration."""
    credentials = prepare(CONFIG, demo=False, adapter="hci0", nickname=nickname)
    shutil.copytree(
        PROBE, CONFIG / "custom_components" / PROBE.name, dirs_exist_ok=True
    )
    with (CONFIG / "configuration.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{PROBE.name}:\n{FURNITURE}")
    (CONFIG / "packages" / "logging.yaml").write_text(LOGGING, encoding="utf-8")
    return credentials


class Bridge:
    """One websocket connection to Home Assistant."""

    def __init__(self, websocket: aiohttp.ClientWebSocketResponse) -> None:
        self._websocket = websocket
        self._number = 0
        self._refs: dict[int, Any] = {}

    async def send(self, command: dict[str, Any]) -> int:
        """Send a command; its answer goes to the host with the command's `ref`."""
        self._number += 1
        self._refs[self._number] = command.pop("ref", None)
        await self._websocket.send_json({"id": self._number, **command})
        return self._number

    async def receive(self) -> None:
        """Pass on what Home Assistant says, until it stops."""
        async for message in self._websocket:
            answers = json.loads(message.data)
            for answer in answers if isinstance(answers, list) else [answers]:
                if answer["type"] == "event":
                    event = answer["event"]
                    tell(**{EVENTS[event["event_type"]]: event["data"]})
                elif (ref := self._refs.pop(answer["id"], None)) is not None:
                    answer.pop("id")
                    tell(ref=ref, **answer)


async def connect(
    session: aiohttp.ClientSession, credentials: Credentials
) -> aiohttp.ClientWebSocketResponse:
    """Log in as soon as Home Assistant answers."""
    async with asyncio.timeout(START_TIMEOUT):
        while True:
            try:
                websocket = await session.ws_connect(
                    f"{credentials.url}/api/websocket", max_msg_size=0
                )
            except aiohttp.ClientError:
                await asyncio.sleep(0.2)
                continue
            await websocket.receive_json()
            await websocket.send_json(
                {"type": "auth", "access_token": credentials.token}
            )
            if (await websocket.receive_json())["type"] == "auth_ok":
                return websocket


async def wait_until_running(websocket: aiohttp.ClientWebSocketResponse) -> None:
    """Wait until Home Assistant says that it has started."""
    async with asyncio.timeout(START_TIMEOUT):
        for number in range(1_000_000, 2_000_000):
            await websocket.send_json({"id": number, "type": "get_config"})
            answer = await websocket.receive_json()
            if answer["result"]["state"] == "RUNNING":
                return
            await asyncio.sleep(0.2)


async def main() -> int:
    """Run Home Assistant until the host says so or closes our input."""
    parser = argparse.ArgumentParser()
    parser.add_argument("nickname")
    nickname = parser.parse_args().nickname
    credentials = await asyncio.to_thread(prepare_config, nickname)
    begin = time.monotonic()
    log = (Path(os.environ["NODE_OUT"]) / "hass.log").open("ab")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "homeassistant", "--config", str(CONFIG)),
        stdout=log,
        stderr=log,
    )
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader(limit=2**20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with aiohttp.ClientSession() as session:
        websocket = await connect(session, credentials)
        await wait_until_running(websocket)
        # A second connection, whose numbers begin anew
        await websocket.close()
        websocket = await connect(session, credentials)
        bridge = Bridge(websocket)
        for event_type in EVENTS:
            await bridge.send({"type": "subscribe_events", "event_type": event_type})
        receiver = asyncio.create_task(bridge.receive())
        tell(started=time.monotonic() - begin)
        number: int = signal.SIGTERM
        async for line in lines:
            command = json.loads(line)
            if "end" in command:
                number = command["end"]
                break
            await bridge.send(command)
        receiver.cancel()
    with suppress(ProcessLookupError):
        process.send_signal(number)
    async with asyncio.timeout(STOP_TIMEOUT):
        return await process.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
