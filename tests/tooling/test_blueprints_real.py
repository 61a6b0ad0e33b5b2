"""Every blueprint, and what the editors offer, in a Home Assistant by script/run.

The integration tier knows what each blueprint does in every case. This is the way of a
user with it: imported, made into an automation in the editor, and run among neighbours.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus
from itertools import count
from pathlib import Path
import re
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from tests.frontend.home import Home

from .project import DOMAIN, INTEGRATION, ROOT, load_yaml, translations

# What takes a second or two, on a machine that is busy with others.
ANSWER = 60.0

BLUEPRINTS = sorted((ROOT / "blueprints").glob("*/mesh_broadcast/*.yaml"))

PACKAGE = """\
input_boolean:
  smoke:
    name: Smoke in the kitchen
mobile_app:
"""

ROLL_CALL_MINUTES = 0.1  # six seconds, of which neighbours need two


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Return a running Home Assistant with neighbours that can be told what to do."""
    home = Home(tmp_path_factory.mktemp("blueprints") / "home")
    home.config.mkdir()
    home.prepare()
    (home.config / "packages" / "house.yaml").write_text(PACKAGE)
    try:
        home.start()
        yield home
    finally:
        home.stop()


class Visit:
    """A signed-in browser's connection, without the browser."""

    def __init__(
        self, session: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse
    ) -> None:
        self._session = session
        self._socket = socket
        self._numbers = count(1)

    async def ask(self, command: str, **fields: Any) -> Any:
        """Send a command, and return its result."""
        answer = await self._send(command, **fields)
        assert answer["success"], answer
        return answer["result"]

    async def first_event(self, command: str) -> Any:
        """Subscribe, and return what is sent at once."""
        await self.ask(command)
        return (await self._socket.receive_json())["event"]

    async def steer(self, what: str, who: str, **fields: Any) -> None:
        """Let a neighbour do something."""
        await self.ask(f"mesh_steering/{what}", who=who, **fields)

    async def respond(self, domain: str, action: str, **data: Any) -> dict[str, Any]:
        """Perform an action, and return its response."""
        path = f"/api/services/{domain}/{action}?return_response"
        response: dict[str, Any] = (await self.post(path, data))["service_response"]
        return response

    async def verify(self, fingerprint: str) -> None:
        """Say that fingerprints were compared."""
        path = f"/api/services/{DOMAIN}/verify_peer"
        await self.post(path, {"fingerprint": fingerprint})

    async def peers(self) -> list[dict[str, Any]]:
        """Return who is in reach."""
        peers: list[dict[str, Any]] = (await self.respond(DOMAIN, "get_peers"))["peers"]
        return peers

    async def turn(self, switched: str) -> None:
        """Switch the smoke detector on or off."""
        path = f"/api/services/input_boolean/turn_{switched}"
        await self.post(path, {"entity_id": "input_boolean.smoke"})

    async def post(self, path: str, data: dict[str, Any]) -> Any:
        """Post to the REST API, or to a webhook."""
        async with self._session.post(path, json=data) as response:
            assert response.ok, await response.text()
            return await response.json()

    async def automate(self, domain: str, name: str, **inputs: Any) -> None:
        """Make an automation or a script of a blueprint, as its editor does."""
        path = f"{DOMAIN}/{name}.yaml"
        config = {"alias": name, "use_blueprint": {"path": path, "input": inputs}}
        await self.post(f"/api/config/{domain}/config/{name}", config)
        entity_id = f"{domain}.{name}"
        await until(lambda: self._is_there(entity_id))

    async def messages(self, conversation: str) -> list[dict[str, Any]]:
        """Return what was said in a conversation."""
        response = await self.respond(DOMAIN, "get_messages", conversation=conversation)
        messages: list[dict[str, Any]] = response["messages"]
        return messages

    async def sent(self, conversation: str, pattern: str) -> dict[str, Any]:
        """Wait for a message of this node that says so; return it."""
        return await until(lambda: self._find(conversation, pattern))

    async def delivered(self, fingerprint: str, pattern: str) -> None:
        """Wait until a private message of this node has arrived."""

        async def arrived() -> bool:
            message = await self._find(fingerprint, pattern)
            return message is not None and message["status"] == "delivered"

        await until(arrived)

    async def traces(self, domain: str, name: str) -> list[dict[str, Any]]:
        """Return the runs of an automation or a script."""
        runs: list[dict[str, Any]] = await self.ask(
            "trace/list", domain=domain, item_id=name
        )
        return runs

    async def finished(self, domain: str, name: str) -> dict[str, Any]:
        """Wait for the last run to be over, without an error; return it."""

        async def stopped() -> dict[str, Any] | None:
            runs = await self.traces(domain, name)
            over = bool(runs) and all(run["state"] == "stopped" for run in runs)
            return runs[-1] if over else None

        run = await until(stopped)
        assert run["script_execution"] == "finished", run
        assert "error" not in run, run
        return run

    async def device(self, name: str) -> dict[str, Any]:
        """Return a device by name."""
        devices = await self.ask("config/device_registry/list")
        return next(device for device in devices if device["name"] == name)

    async def fingerprint(self, nickname: str) -> str:
        """Return the fingerprint of a neighbour, as soon as they are in reach."""

        async def known() -> str | None:
            for peer in await self.peers():
                if peer["nickname"] == nickname:
                    return str(peer["fingerprint"])
            return None

        return await until(known)

    async def _send(self, command: str, **fields: Any) -> dict[str, Any]:
        """Send a command, and return the answer."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "type": command, **fields})
        while True:
            answer: dict[str, Any] = await self._socket.receive_json()
            if answer["id"] == number and answer["type"] == "result":
                return answer

    async def _is_there(self, entity_id: str) -> bool:
        """Whether an entity has a state that is good."""
        states = await self.ask("get_states")
        return any(
            state["entity_id"] == entity_id and state["state"] in {"on", "off"}
            for state in states
        )

    async def _find(self, conversation: str, pattern: str) -> dict[str, Any] | None:
        """Return the last message of this node that says so."""
        for message in reversed(await self.messages(conversation)):
            if message["outgoing"] and re.search(pattern, message["text"]):
                return message
        return None


async def until[Found](look: Callable[[], Awaitable[Found | None]]) -> Found:
    """Look again until there is something; return it."""
    async with asyncio.timeout(ANSWER):
        while True:
            if found := await look():
                return found
            await asyncio.sleep(0.1)


@pytest.fixture
async def visit(home: Home) -> Any:
    """Return a connection of a signed-in administrator."""
    headers = {"Authorization": f"Bearer {home.token}"}
    async with (
        aiohttp.ClientSession(home.url, headers=headers) as session,
        session.ws_connect("/api/websocket", max_msg_size=0) as socket,
    ):
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": home.token})
        assert (await socket.receive_json())["type"] == "auth_ok"
        yield Visit(session, socket)


# -- what the editors offer


@pytest.mark.parametrize(
    ("category", "command", "file"),
    [
        ("triggers", "trigger_platforms/subscribe", "triggers.yaml"),
        ("conditions", "condition_platforms/subscribe", "conditions.yaml"),
    ],
)
async def test_the_editor_offers_each_with_its_words(
    visit: Visit, category: str, command: str, file: str
) -> None:
    ours = {name for name in load_yaml(INTEGRATION / file) if name[0] != "."}
    assert ours
    offered = await visit.first_event(command)
    assert {f"{DOMAIN}.{name}" for name in ours} <= offered.keys()
    for name in ours:
        fields = offered[f"{DOMAIN}.{name}"]["fields"]
        await assert_described(visit, category, name, fields)


async def test_the_editor_offers_each_action_with_its_words(visit: Visit) -> None:
    ours = load_yaml(INTEGRATION / "services.yaml")
    offered = (await visit.ask("get_services"))[DOMAIN]
    assert offered.keys() == {name for name in ours if name[0] != "."}
    for name, action in offered.items():
        await assert_described(visit, "services", name, action["fields"])


async def assert_described(
    visit: Visit, category: str, name: str, fields: dict[str, Any]
) -> None:
    """Check that the user reads words, also of each field, and sees an icon."""
    words = await texts(visit, category)
    prefix = f"component.{DOMAIN}.{category}.{name}"
    written = translations()[category][name]
    for text in ("name", "description"):
        assert words[f"{prefix}.{text}"] == written[text]
    for field in fields:
        assert words[f"{prefix}.fields.{field}.name"]
        assert words[f"{prefix}.fields.{field}.description"]
    icons = await visit.ask(
        "frontend/get_icons", category=category, integration=[DOMAIN]
    )
    assert name in icons["resources"][DOMAIN]


async def texts(visit: Visit, category: str) -> dict[str, str]:
    """Return our texts, as the frontend loads them."""
    answer = await visit.ask(
        "frontend/get_translations",
        language="en",
        category=category,
        integration=[DOMAIN],
    )
    resources: dict[str, str] = answer["resources"]
    return resources


# -- the blueprints; each of these tests needs that they were imported


@pytest.fixture
async def imported(visit: Visit) -> None:
    """Import all blueprints, as from an address; once."""
    for path in BLUEPRINTS:
        domain = path.parent.parent.name
        if f"{DOMAIN}/{path.name}" not in await visit.ask(
            "blueprint/list", domain=domain
        ):
            await visit.ask(
                "blueprint/save",
                domain=domain,
                path=f"{DOMAIN}/{path.stem}",
                yaml=path.read_text(),
                source_url=load_source_url(path),
            )


def load_source_url(path: Path) -> str:
    """Return where a blueprint says that it comes from."""
    match = re.search(r"^  source_url: (\S+)$", path.read_text(), re.MULTILINE)
    assert match is not None
    return match[1]


@pytest.mark.usefixtures("imported")
async def test_each_blueprint_is_there_after_its_import(visit: Visit) -> None:
    assert BLUEPRINTS
    for path in BLUEPRINTS:
        domain = path.parent.parent.name
        listed = await visit.ask("blueprint/list", domain=domain)
        known = listed[f"{DOMAIN}/{path.name}"]
        assert "error" not in known, known
        assert known["metadata"]["name"].startswith("Mesh: ")
        assert known["metadata"]["input"]


@pytest.mark.usefixtures("imported")
async def test_status_is_answered_in_private_to_a_verified_neighbour(
    visit: Visit,
) -> None:
    ada = await visit.fingerprint("ada")
    await visit.verify(ada)
    await visit.automate(
        "automation",
        "answer_status",
        states=["input_boolean.smoke", "binary_sensor.mesh_broadcast_node"],
    )
    await visit.steer("whisper", "ada", text="Status")
    await visit.delivered(ada, "^At home:\nSmoke in the kitchen: Off\n.*Node: On the a")
    await visit.finished("automation", "answer_status")


@pytest.mark.usefixtures("imported")
async def test_messages_reach_a_phone_and_its_reply_the_mesh(visit: Visit) -> None:
    ben = await visit.fingerprint("ben_92")
    pushed: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def push(request: web.Request) -> web.Response:
        """Take a notification, as the push service of the app does."""
        await pushed.put(await request.json())
        return web.json_response({}, status=HTTPStatus.CREATED)

    app = web.Application()
    app.router.add_post("/push", push)
    async with TestServer(app) as server:
        registered = await visit.post(
            "/api/mobile_app/registrations", phone(str(server.make_url("/push")))
        )
        device = await visit.device("Pocket phone")
        await visit.automate(
            "automation",
            "forward_to_phone",
            phone=device["id"],
            channel="private",
        )
        await visit.steer("whisper", "ben_92", text="Are you at home?")
        async with asyncio.timeout(ANSWER):
            notification = await pushed.get()
    assert notification["title"] == "Mesh: ben_92 (private)"
    assert notification["message"].endswith("Are you at home?")
    (action,) = notification["data"]["actions"]
    reply = {"action": action["action"], "reply_text": "From eight o'clock"}
    fired = {
        "event_type": "mobile_app_notification_action",
        "event_data": reply,
    }
    await visit.post(
        f"/api/webhook/{registered['webhook_id']}",
        {"type": "fire_event", "data": fired},
    )
    await visit.delivered(ben, "^From eight o'clock$")
    await visit.finished("automation", "forward_to_phone")
    # Its push service is gone.
    path = "/api/services/automation/turn_off"
    await visit.post(path, {"entity_id": "automation.forward_to_phone"})


def phone(push_url: str) -> dict[str, Any]:
    """Return how the app registers a phone."""
    return {
        "app_data": {"push_token": "token", "push_url": push_url},
        "app_id": "io.homeassistant.companion.android",
        "app_name": "Home Assistant",
        "app_version": "2026.10.1",
        "device_id": "pocket-phone",
        "device_name": "Pocket phone",
        "manufacturer": "Maker",
        "model": "Model",
        "os_name": "Android",
        "os_version": "17",
        "supports_encryption": False,
    }


@pytest.mark.usefixtures("imported")
async def test_alarm_goes_to_everyone_until_it_is_over(visit: Visit) -> None:
    await visit.automate(
        "automation",
        "alarm_nearby",
        sensors=["input_boolean.smoke"],
        confirmations=50,
        all_clear="The smoke is gone.",
    )
    await visit.turn("on")
    await visit.sent("public", "^ALARM!.*: Smoke in the kitchen$")
    await visit.turn("off")
    await visit.sent("public", r"^The smoke is gone\.$")
    await visit.finished("automation", "alarm_nearby")


@pytest.mark.usefixtures("imported")
async def test_neighbour_who_comes_home_is_welcomed(visit: Visit) -> None:
    chiara = await visit.fingerprint("chiara")
    device = await visit.device("chiara")
    await visit.automate(
        "automation",
        "welcome_peer",
        peer=device["id"],
        message="Welcome home, {{ trigger.nickname }}!",
    )
    await visit.steer("go", "chiara")
    await until(lambda: is_no_neighbour(visit, chiara))
    await visit.steer("come", "chiara")
    await visit.delivered(chiara, "^Welcome home, chiara!$")
    await visit.finished("automation", "welcome_peer")


async def is_no_neighbour(visit: Visit, fingerprint: str) -> bool:
    """Whether somebody is not linked to this node."""
    neighbours = {p["fingerprint"] for p in await visit.peers() if p["direct"]}
    return fingerprint not in neighbours


@pytest.mark.usefixtures("imported")
async def test_roll_call_lists_who_answered(visit: Visit) -> None:
    await visit.automate(
        "script",
        "roll_call",
        question="Roll call: who is safe?",
        minutes=ROLL_CALL_MINUTES,
        public=True,
    )
    call = asyncio.create_task(visit.respond("script", "roll_call"))
    try:
        await visit.sent("public", "^Roll call: who is safe")
        await visit.steer("say", "ada", text="I am safe, all at home.")
        await visit.steer("whisper", "ben_92", text="Safe, but I need water.")
        async with asyncio.timeout(ANSWER):
            result = await call
    finally:
        call.cancel()
    told = {who["nickname"]: (who["text"], who["private"]) for who in result["people"]}
    assert told["ada"] == ("I am safe, all at home.", False)
    assert told["ben_92"] == ("Safe, but I need water.", True)
    assert result["count"] == len(told)
    assert "- ben_92 (in private): Safe, but I need water." in result["summary"]
    listed = await visit.sent("public", r"^Roll call: \d+ answered\.")
    assert "ben_92" in listed["text"]
    assert "water" not in listed["text"], "private answers are not told in public"
    await visit.finished("script", "roll_call")


def test_nothing_was_complained_of(home: Home) -> None:
    home.stop()
    log = (home.config / "home-assistant.log").read_text()
    # Not by what came along with the phone, and not of the steering.
    ours = re.compile(r"(ERROR|WARNING) .*(mesh_broadcast|automation|script|blueprint)")
    assert not [line for line in log.splitlines() if ours.search(line)]
