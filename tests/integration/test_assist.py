"""Assist over the mesh, with the real conversation agent and a real light."""

import asyncio
from collections.abc import AsyncIterator, Callable
import logging
from typing import Any

from homeassistant.auth.permissions.const import CAT_ENTITIES, POLICY_READ
from homeassistant.components import conversation
from homeassistant.core import Event, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent, issue_registry as ir
from homeassistant.helpers.area_registry import AreaRegistry
from homeassistant.helpers.device_registry import DeviceRegistry
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_capture_events,
)

from custom_components.mesh_broadcast.assist import ANSWER_MARK, MAX_ANSWER_BYTES
from custom_components.mesh_broadcast.const import DOMAIN, EVENT_PRIVATE_MESSAGE
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.protocol import DropReason
from tests.common import state_of

from .trusting import trust
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

KITCHEN = "light.kitchen"
TURN_ON = "Turn on the kitchen light"
AGENT = "parrot"


class Parrot(conversation.AbstractConversationAgent):
    """An agent that answers as it is told to, and notes what it was asked."""

    supported_languages = "*"

    def __init__(self) -> None:
        self.asked: list[conversation.ConversationInput] = []
        self.answer: Callable[[str], str] = lambda text: f"You said {text}"
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def async_process(
        self, user_input: conversation.ConversationInput
    ) -> conversation.ConversationResult:
        self.asked.append(user_input)
        await self.go_on.wait()
        response = intent.IntentResponse(language=user_input.language)
        response.async_set_speech(self.answer(user_input.text))
        return conversation.ConversationResult(
            response, user_input.conversation_id or f"talk-{len(self.asked)}"
        )


@pytest.fixture(autouse=True)
async def home(hass: HomeAssistant) -> None:
    """Set up Assist and a light in the kitchen."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "conversation", {})
    assert await async_setup_component(
        hass, "input_boolean", {"input_boolean": {"bulb": {"initial": False}}}
    )
    bulb = {"target": {"entity_id": "input_boolean.bulb"}}
    light = {
        "name": "Kitchen",
        "state": "{{ is_state('input_boolean.bulb', 'on') }}",
        "turn_on": [{"action": "input_boolean.turn_on"} | bulb],
        "turn_off": [{"action": "input_boolean.turn_off"} | bulb],
    }
    assert await async_setup_component(
        hass, "template", {"template": [{"light": [light]}]}
    )
    await hass.async_block_till_done()
    assert state_of(hass, KITCHEN).state == "off"


@pytest.fixture
def user(hass: HomeAssistant) -> MockUser:
    """Return the user in whose name Assist acts."""
    return MockUser(name="Ann", is_owner=True).add_to_hass(hass)


@pytest.fixture
async def parrot(hass: HomeAssistant) -> AsyncIterator[Parrot]:
    """Return an agent that repeats what it hears."""
    entry = MockConfigEntry(entry_id=AGENT, domain="parrot")
    entry.add_to_hass(hass)
    agent = Parrot()
    conversation.async_set_agent(hass, entry, agent)
    yield agent
    conversation.async_unset_agent(hass, entry)


@pytest.fixture
def trusting(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    user: MockUser,
    time_machine: TimeMachine,
) -> Callable[..., Any]:
    """Let somebody use Assist in the user's name."""

    async def allow(fingerprint: str, **rights: Any) -> None:
        allowed = {"may_use_assist": True, "user": user.id, "rate_limit": 6}
        trust(hass, config_entry, fingerprint, **(allowed | rights))
        await time_machine.advance(1)

    return allow


@pytest.fixture
def ask(node: MeshCoordinator, time_machine: TimeMachine) -> Callable[..., Any]:
    """Write to the node in private, and return the answers."""

    async def whisper(neighbour: Neighbour, text: str, seconds: float = 3) -> list[str]:
        before = len(neighbour.private)
        neighbour.whisper(node.identity.fingerprint, text)
        await time_machine.advance(seconds)
        return [message.text for message in neighbour.private[before:]]

    return whisper


@pytest.fixture
def command(ask: Callable[..., Any], time_machine: TimeMachine) -> Callable[..., Any]:
    """Write to Home Assistant's own agent, which takes real time to read sentences."""

    async def whisper(neighbour: Neighbour, text: str) -> list[str]:
        before = len(neighbour.private)
        await ask(neighbour, text)
        if tasks := _tasks():
            await asyncio.wait(tasks, timeout=60)
        await time_machine.advance(3)
        return [message.text for message in neighbour.private[before:]]

    return whisper


def _tasks() -> list[asyncio.Task[Any]]:
    return [
        task
        for task in asyncio.all_tasks()
        if task.get_name().startswith(f"{DOMAIN} assist")
    ]


def _errors(node: MeshCoordinator) -> int:
    return node.errors.counts["asking Assist"]


async def test_trusted_peer_switches_the_light_in_its_users_name(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    user: MockUser,
    trusting: Callable[..., Any],
    command: Callable[..., Any],
) -> None:
    asked = async_capture_events(hass, f"{DOMAIN}_assist")
    events = async_capture_events(hass, EVENT_PRIVATE_MESSAGE)
    calls = async_capture_events(hass, "call_service")
    await trusting(alice.fingerprint)
    (answer,) = await command(alice, TURN_ON)

    assert answer == f"{ANSWER_MARK} Turned on the light"
    assert state_of(hass, KITCHEN).state == "on"
    assert state_of(hass, KITCHEN).context.user_id == user.id
    (event,) = asked
    assert event.context.user_id == user.id
    assert {call.context.id for call in calls} == {event.context.id}
    (message,) = events
    assert dict(event.data) == {
        "entry_id": node.entry.entry_id,
        "peer_id": alice.peer_id,
        "fingerprint": alice.fingerprint,
        "nickname": "alice",
        "name": "Alice's phone",
        "device_id": node.devices.device_id(alice.fingerprint),
        "message_id": message.data["message_id"],
    }
    # It is a message like any other besides.
    texts = [entry.text for entry in node.history.newest(alice.fingerprint)]
    assert texts == [TURN_ON, answer]
    assert _errors(node) == 0


async def test_it_is_off_by_default_and_for_each_peer_apart(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    config_entry: MockConfigEntry,
    trusting: Callable[..., Any],
    command: Callable[..., Any],
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither strangers nor those who are trusted with something else get anything."""
    caplog.set_level(logging.INFO, "custom_components.mesh_broadcast")
    mallory, bob = make_neighbour("alice"), make_neighbour("bob")
    mallory.dial(server)
    bob.dial(server)
    await time_machine.advance(2)
    assert await command(alice, TURN_ON) == []
    assert "may not use Assist" not in caplog.text
    await trusting(alice.fingerprint)
    trust(hass, config_entry, bob.fingerprint, may_use_assist=False)
    await time_machine.advance(1)
    for stranger in (mallory, bob):
        assert await command(stranger, TURN_ON) == []
        assert await command(stranger, TURN_ON) == []
        line = f"{stranger.fingerprint} wrote in private and may not use Assist"
        assert caplog.text.count(line) == 1
    assert state_of(hass, KITCHEN).state == "off"
    assert TURN_ON not in caplog.text.replace("Processing in en", "")


async def test_public_message_does_nothing(
    hass: HomeAssistant,
    alice: Neighbour,
    trusting: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    await trusting(alice.fingerprint)
    alice.say(TURN_ON)
    await time_machine.advance(3)
    assert state_of(hass, KITCHEN).state == "off"
    assert alice.private == []


async def test_forged_fingerprint_does_nothing(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    """Whoever claims her ID, her nickname and her key cannot prove to hold it."""
    mallory = make_neighbour("alice")
    object.__setattr__(mallory.identity, "peer_id", alice.identity.peer_id)
    object.__setattr__(mallory.identity, "noise_key", alice.identity.noise_key)
    object.__setattr__(mallory.identity, "fingerprint", alice.fingerprint)
    await trusting(alice.fingerprint)
    alice.hang_up()
    await time_machine.advance(1)
    mallory.dial(server)
    await time_machine.advance(5)
    assert await ask(mallory, TURN_ON, 30) == []
    assert state_of(hass, KITCHEN).state == "off"
    assert node.engine.statistics.dropped[DropReason.NOISE_IDENTITY] > 0


async def test_replayed_frames_do_nothing(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    trusting: Callable[..., Any],
    command: Callable[..., Any],
    time_machine: TimeMachine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not at once, not later, not after a restart."""
    frames: list[bytes] = []
    write = server.write

    def overhear(address: str, data: bytes) -> None:
        frames.append(data)
        write(address, data)

    monkeypatch.setattr(server, "write", overhear)
    await trusting(alice.fingerprint)
    await command(alice, TURN_ON)
    assert state_of(hass, KITCHEN).state == "on"
    await hass.services.async_call(
        "light", "turn_off", {"entity_id": KITCHEN}, blocking=True
    )
    asked = async_capture_events(hass, f"{DOMAIN}_assist")

    async def replay(server: FakeGattServer) -> None:
        server.connect("66:66:66:66:66:66", lambda _: None)
        for frame in tuple(frames):
            server.write("66:66:66:66:66:66", frame)
            await time_machine.advance(0.2)
        server.disconnect("66:66:66:66:66:66")

    await replay(server)
    await time_machine.advance(100, step=1)
    await replay(server)
    alice.stop()
    assert await hass.config_entries.async_reload(config_entry.entry_id)
    await hass.async_block_till_done()
    await replay(gatt_servers[-1])
    assert asked == []
    assert state_of(hass, KITCHEN).state == "off"


async def test_what_is_sent_again_after_a_crash_is_not_done_again(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    hass_storage: dict[str, Any],
    trusting: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    """By the time that the agent is asked, the message is on disk as received."""
    stored: list[str] = []

    def answer(text: str) -> str:
        stored.append(str(hass_storage[f"{DOMAIN}.outbox"]))
        return text

    parrot.answer = answer
    await trusting(alice.fingerprint, agent=AGENT)
    sent = alice.whisper(node.identity.fingerprint, "hello")
    await time_machine.advance(0.5, step=0.05)
    (content,) = stored
    assert sent.message_id in content


@pytest.mark.usefixtures("no_stalls")
async def test_flood_is_answered_once_with_a_request_to_wait(
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    await trusting(alice.fingerprint, agent=AGENT, rate_limit=2)
    answers = [
        answer for number in range(6) for answer in await ask(alice, f"{number}")
    ]
    assert answers == [
        f"{ANSWER_MARK} You said 0",
        f"{ANSWER_MARK} You said 1",
        f"{ANSWER_MARK} Too many requests. Wait a minute.",
    ]
    assert len(parrot.asked) == 2
    await time_machine.advance(60, step=1)
    assert await ask(alice, "again") == [f"{ANSWER_MARK} You said again"]


async def test_requests_are_taken_in_turn_and_do_not_pile_up(
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    await trusting(alice.fingerprint, agent=AGENT, rate_limit=60)
    parrot.go_on.clear()
    for number in range(8):
        assert await ask(alice, f"{number}") == []
    assert len(parrot.asked) == 1
    parrot.go_on.set()
    await time_machine.advance(5)
    assert [message.text for message in alice.private] == [
        f"{ANSWER_MARK} You said 0",
        f"{ANSWER_MARK} You said 1",
        f"{ANSWER_MARK} You said 2",
        f"{ANSWER_MARK} You said 3",
        f"{ANSWER_MARK} Too many requests. Wait a minute.",
    ]


async def test_conversation_goes_on_for_five_minutes_with_the_same_agent(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    server: FakeGattServer,
    make_neighbour: Callable[[str], Neighbour],
    parrot: Parrot,
    config_entry: MockConfigEntry,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    bob = make_neighbour("bob")
    bob.dial(server)
    await trusting(alice.fingerprint, agent=AGENT)
    await trusting(bob.fingerprint, agent=AGENT)
    await ask(alice, "first")
    await ask(bob, "mine")
    await ask(alice, "second")
    await time_machine.advance(290, step=5)
    await ask(alice, "third")
    await time_machine.advance(310, step=5)
    await ask(alice, "fourth")
    talks = {asked.text: asked.conversation_id for asked in parrot.asked}
    assert talks == {
        "first": None,
        "mine": None,
        "second": "talk-1",
        "third": "talk-1",
        "fourth": None,
    }
    other = MockUser(name="Other").add_to_hass(hass)
    await trusting(alice.fingerprint, agent=AGENT, user=other.id)
    await ask(alice, "fifth")
    assert parrot.asked[-1].conversation_id is None
    assert parrot.asked[-1].context.user_id == other.id


async def test_agent_knows_whose_device_it_is(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    area_registry: AreaRegistry,
    device_registry: DeviceRegistry,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    await trusting(alice.fingerprint, agent=AGENT)
    await ask(alice, "hello")
    (asked,) = parrot.asked
    assert asked.device_id == node.devices.device_id(alice.fingerprint)
    assert asked.device_id is not None
    assert asked.language == hass.config.language


async def test_user_without_the_right_cannot_lend_it(
    hass: HomeAssistant,
    alice: Neighbour,
    trusting: Callable[..., Any],
    command: Callable[..., Any],
) -> None:
    guest = MockUser(name="Guest").add_to_hass(hass)
    guest.mock_policy({CAT_ENTITIES: {"all": {POLICY_READ: True}}})
    await trusting(alice.fingerprint, user=guest.id)
    (answer,) = await command(alice, TURN_ON)
    assert "Turned on" not in answer
    assert state_of(hass, KITCHEN).state == "off"


@pytest.mark.parametrize("fate", ["removed", "inactive", "never_chosen"])
async def test_user_who_is_gone_ends_it_and_the_admin_is_told(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    user: MockUser,
    config_entry: MockConfigEntry,
    issue_registry: ir.IssueRegistry,
    trusting: Callable[..., Any],
    command: Callable[..., Any],
    fate: str,
) -> None:
    await trusting(alice.fingerprint, user=None if fate == "never_chosen" else user.id)
    match fate:
        case "removed":
            hass.auth._store._users.pop(user.id)
        case "inactive":
            user.is_active = False
    (answer,) = await command(alice, TURN_ON)
    assert answer.startswith(f"{ANSWER_MARK} You may not do that")
    assert state_of(hass, KITCHEN).state == "off"
    (subentry,) = config_entry.subentries.values()
    issue_id = f"assist_user_{subentry.subentry_id}"
    issue = issue_registry.async_get_issue(DOMAIN, issue_id)
    assert issue is not None
    assert issue.translation_placeholders == {
        "name": "Alice's phone",
        "quoted": "Alice\\'s phone",
    }

    other = MockUser(name="Other", is_owner=True).add_to_hass(hass)
    await trusting(alice.fingerprint, user=other.id)
    assert issue_registry.async_get_issue(DOMAIN, issue_id) is None
    assert await command(alice, TURN_ON) == [f"{ANSWER_MARK} Turned on the light"]


async def test_old_message_is_not_acted_upon(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    """The mesh takes nothing as old as that on by itself; it must not come in sideways."""
    await trusting(alice.fingerprint, agent=AGENT)
    event: Any = {
        "entry_id": node.entry.entry_id,
        "fingerprint": alice.fingerprint,
        "peer_id": alice.peer_id,
        "nickname": "alice",
        "device_id": None,
        "message_id": "1",
        "text": "hello",
        "sent_at": "2026-01-01T12:00:00+00:00",
        "received_at": "2026-01-01T12:05:01+00:00",
    }
    node.new_private_messages.call(event)
    await time_machine.advance(3)
    assert parrot.asked == []
    (answer,) = alice.private
    assert answer.text.startswith(f"{ANSWER_MARK} Your message was on its way for too")
    node.new_private_messages.call(event | {"received_at": "2026-01-01T12:04:59+00:00"})
    await time_machine.advance(3)
    assert len(parrot.asked) == 1


async def test_answers_of_another_home_are_no_requests(
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    """Otherwise two homes that trust each other would talk for ever."""
    await trusting(alice.fingerprint, agent=AGENT)
    (answer,) = await ask(alice, "hello")
    assert await ask(alice, answer) == []
    assert len(parrot.asked) == 1


async def test_long_answer_is_cut_and_comes_in_order(
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    words = " ".join(f"wörd{number}" for number in range(2000))
    parrot.answer = lambda _: words
    await trusting(alice.fingerprint, agent=AGENT)
    (answer,) = await ask(alice, "tell me", 30)
    assert len(answer.encode()) <= MAX_ANSWER_BYTES + 3
    assert answer.endswith("…")
    assert f"{ANSWER_MARK} {words}".startswith(answer.removesuffix("…"))


@pytest.mark.parametrize(
    ("error", "logged"),
    [
        (HomeAssistantError("no secrets"), False),
        (ValueError("no secrets"), True),
        (KeyError("broken"), True),
        (TimeoutError, True),
    ],
)
async def test_agent_that_fails_is_counted_and_the_peer_told(
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    error: Any,
    logged: bool,
) -> None:
    def fail(_: str) -> str:
        raise error

    parrot.answer = fail
    await trusting(alice.fingerprint, agent=AGENT)
    (answer,) = await ask(alice, "hello")
    # Home Assistant makes an answer of its own errors itself.
    assert _errors(node) == logged
    if error is TimeoutError:
        assert answer == f"{ANSWER_MARK} That took too long."
    elif logged:
        assert answer == f"{ANSWER_MARK} That did not work."
    parrot.answer = lambda text: text
    assert await ask(alice, "hello") == [f"{ANSWER_MARK} hello"]


async def test_agent_that_does_not_come_back_is_given_up(
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    parrot.go_on.clear()
    await trusting(alice.fingerprint, agent=AGENT)
    assert await ask(alice, "hello", 55) == []
    assert await ask(alice, "are you there?", 10) == [
        f"{ANSWER_MARK} That took too long."
    ]


async def test_agent_that_says_nothing_still_gets_an_answer(
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    parrot.answer = lambda _: " "
    await trusting(alice.fingerprint, agent=AGENT)
    assert await ask(alice, "hello") == [f"{ANSWER_MARK} Done."]


async def test_agent_that_is_gone_is_said_to_be(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    await trusting(alice.fingerprint, agent="conversation.gone")
    (answer,) = await ask(alice, "hello")
    assert answer.startswith(f"{ANSWER_MARK} Nobody is there to answer.")
    hass.config.components.remove("conversation")
    assert await ask(alice, "hello") == [answer]
    assert _errors(node) == 2


async def test_answer_that_the_mesh_does_not_take_is_counted(
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    def block(text: str) -> str:
        node.async_set_blocked(alice.fingerprint, blocked=True)
        return text

    parrot.answer = block
    await trusting(alice.fingerprint, agent=AGENT)
    assert await ask(alice, "hello") == []
    assert _errors(node) == 1


async def test_right_that_is_withdrawn_ends_what_is_under_way(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    parrot: Parrot,
    config_entry: MockConfigEntry,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    time_machine: TimeMachine,
) -> None:
    parrot.go_on.clear()
    await trusting(alice.fingerprint, agent=AGENT)
    await ask(alice, "hello")
    await ask(alice, "and this")
    (subentry,) = config_entry.subentries.values()
    hass.config_entries.async_remove_subentry(config_entry, subentry.subentry_id)
    await time_machine.advance(1)
    parrot.go_on.set()
    await time_machine.advance(3)
    assert alice.private == []
    assert len(parrot.asked) == 1


async def test_nothing_of_it_outlives_the_node(
    hass: HomeAssistant,
    alice: Neighbour,
    parrot: Parrot,
    config_entry: MockConfigEntry,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
) -> None:
    parrot.go_on.clear()
    await trusting(alice.fingerprint, agent=AGENT)
    await ask(alice, "hello")
    assert len(parrot.asked) == 1
    assert _tasks()
    assert await hass.config_entries.async_unload(config_entry.entry_id)
    assert not _tasks()


async def test_crowd_of_strangers_does_not_fill_the_log(
    node: MeshCoordinator,
    alice: Neighbour,
    trusting: Callable[..., Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "custom_components.mesh_broadcast")
    await trusting(alice.fingerprint)
    for number in range(300):
        event: Any = {"fingerprint": f"{number:064x}", "text": "open"}
        node.new_private_messages.call(event)
    assert caplog.text.count("may not use Assist") == 100


async def test_logbook_says_who_asked(
    hass: HomeAssistant,
    alice: Neighbour,
    trusting: Callable[..., Any],
    command: Callable[..., Any],
) -> None:
    from custom_components.mesh_broadcast import logbook

    described: dict[str, Callable[[Event], dict[str, str]]] = {}
    logbook.async_describe_events(
        hass, lambda _domain, kind, describe: described.update({kind: describe})
    )
    asked = async_capture_events(hass, f"{DOMAIN}_assist")
    await trusting(alice.fingerprint)
    await command(alice, TURN_ON)
    (event,) = asked
    entry = described[f"{DOMAIN}_assist"](event)
    assert entry["name"] == "Alice's phone"
    assert entry["message"] == "asked Assist in private"
    assert TURN_ON not in str(event.data)


async def test_somebody_elses_cancellation_costs_one_answer_and_not_the_next(
    node: MeshCoordinator,
    alice: Neighbour,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    parrot: Parrot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An agent whose own work is cancelled looks to us as if we were."""

    def cancelled(_text: str) -> str:
        raise asyncio.CancelledError

    await trusting(alice.fingerprint, agent=AGENT)
    good, parrot.answer = parrot.answer, cancelled
    parrot.go_on.clear()
    assert await ask(alice, "first") == []
    assert await ask(alice, "second") == []
    parrot.go_on.set()
    await asyncio.sleep(0)
    parrot.answer = good
    answers = await ask(alice, "third", seconds=5)
    assert [answer for answer in answers if "second" in answer]
    assert [answer for answer in answers if "third" in answer]
    record = next(
        work
        for name, work in node.tasks.report().items()
        if name == "assist" and work["owner"] == "assist"
    )
    assert record["last_error"] == "CancelledError"
    assert (record["failures"], record["restarts"]) == (1, 1)
    assert "Unexpected error in assist (assist)" in caplog.text
    caplog.clear()


async def test_what_cannot_be_stored_as_received_is_not_acted_upon(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    trusting: Callable[..., Any],
    ask: Callable[..., Any],
    parrot: Parrot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A restart could have it acted upon once more."""

    def disk_full() -> None:
        raise OSError(28, "No space left on device")

    await trusting(alice.fingerprint, agent=AGENT)
    outbox = node._engine_store._outbox
    good = outbox._data
    monkeypatch.setattr(outbox, "_data", disk_full)
    (answer,) = await ask(alice, "open the door")
    assert not parrot.asked
    assert "open the door" not in answer
    monkeypatch.setattr(outbox, "_data", good)
    await ask(alice, "wait", seconds=40)
    assert await ask(alice, "open the door")
    assert parrot.asked[-1].text == "open the door"
    caplog.clear()
