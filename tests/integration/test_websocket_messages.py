"""Messages in the dashboard: live, in pages, sent, sent again, and only for some."""

from collections.abc import Callable
from typing import Any

from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, UnknownUser
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.mesh_broadcast.const import CONF_PRIVATE_USERS, DOMAIN
from custom_components.mesh_broadcast.coordinator import MeshCoordinator
from custom_components.mesh_broadcast.history import PUBLIC, HistoryMessage
from custom_components.mesh_broadcast.protocol import DeliveryFailure, DeliveryStatus

from .virtual_air import UNIX_MS, FakeGattServer, Neighbour, TimeMachine
from .websocket_tools import Connect, Dashboard


@pytest.fixture
async def member(hass: HomeAssistant, hass_admin_user: User) -> User:
    """Return somebody of the household who is no administrator."""
    group = await hass.auth.async_get_group(GROUP_ID_USER)
    return MockUser(groups=[group]).add_to_hass(hass)


def remember(
    node: MeshCoordinator, number: int, conversation: str = PUBLIC, **fields: Any
) -> str:
    """Put a message into the history; return its ID."""
    values: dict[str, Any] = {
        "message_id": f"{number:032x}",
        "fingerprint": "a1" * 32,
        "nickname": "alice",
        "text": f"text {number}",
        "sent_ms": UNIX_MS + number,
        "received_ms": UNIX_MS + number,
    }
    message = HistoryMessage(**(values | fields))
    node._history.async_add(conversation, message)
    return message.message_id


def texts(page: dict[str, Any]) -> list[str]:
    """Return what the messages of a page say."""
    return [message["text"] for message in page["messages"]]


def allow(hass: HomeAssistant, entry: MockConfigEntry, *users: User) -> None:
    """Let users read private messages."""
    hass.config_entries.async_update_entry(
        entry,
        options=dict(entry.options) | {CONF_PRIVATE_USERS: [user.id for user in users]},
    )


async def test_what_is_said_appears_at_once(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    messages = await dashboard.subscribe("messages")
    assert messages.first == {
        "type": "snapshot",
        "conversations": [
            {
                "conversation": "public",
                "title": "",
                "unread": 0,
                "last": None,
                "messages": 0,
            }
        ],
    }
    alice.say("hello")
    await time_machine.advance(1)
    events = await messages.all()
    (told,) = [message for event in events for message in event.get("messages", ())]
    assert told["text"] == "hello"
    assert told["nickname"] == "alice"
    assert told["fingerprint"] == alice.fingerprint
    assert told["conversation"] == "public"
    assert (told["own"], told["unread"], told["status"]) == (False, True, None)
    assert (told["hops"], told["via"]) == (1, alice.peer_id)
    assert events[-1]["conversations"][0]["unread"] == 1

    await dashboard.ask("messages/mark_read", conversation="public")
    await time_machine.advance(1)
    events = await messages.all()
    assert events[-1]["conversations"][0]["unread"] == 0
    assert events[-1]["read"] == [
        {"conversation": "public", "message_ids": [told["message_id"]]}
    ]


async def test_sent_broadcast_is_told_with_its_delivery(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    messages = await dashboard.subscribe("messages")
    sent = await dashboard.ask("messages/send", conversation="public", text="hello")
    assert sent["message"]["own"]
    assert sent["message"]["status"] == "sent"
    assert (sent["parts"], sent["links"], sent["peers_in_reach"]) == (1, 1, 1)
    await time_machine.advance(2)
    assert [message.text for message in alice.messages] == ["hello"]
    (told,) = await messages.merged("messages")
    assert told["message_id"] == sent["message"]["message_id"]


async def test_private_message_is_delivered_before_the_readers_eyes(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    messages = await dashboard.subscribe("messages")
    sent = await dashboard.ask(
        "messages/send", conversation=alice.fingerprint, text="only you"
    )
    assert sent["parts"] == 1
    await time_machine.advance(4)
    assert [message.text for message in alice.private] == ["only you"]
    events = await messages.all()
    deliveries = [item for event in events for item in event.get("deliveries", ())]
    assert deliveries[-1]["status"] == "delivered"
    assert deliveries[-1]["message_id"] == sent["message"]["message_id"]
    assert events[-1]["conversations"][0]["title"] == "alice"


async def test_refusals_say_what_to_do(
    node: MeshCoordinator, dashboard: Dashboard, alice: Neighbour
) -> None:
    refused = dashboard.refused
    empty = await refused("messages/send", conversation="public", text=" \n ")
    assert empty["code"] == "message_empty"
    long = await refused("messages/send", conversation="public", text="x" * 1401)
    assert long["code"] == "message_too_long"
    assert long["translation_placeholders"] == {"size": "1401", "limit": "1400"}
    stranger = await refused("messages/send", conversation="ff" * 32, text="hello")
    assert stranger["code"] == "peer_unknown"
    # Somebody whose ID begins like that of a peer is somebody else.
    namesake = alice.fingerprint[:16] + "f" * 48
    other = await refused("messages/send", conversation=namesake, text="hello")
    assert other["code"] == "peer_unknown"
    node.async_set_blocked(alice.fingerprint, blocked=True)
    blocked = await refused(
        "messages/send", conversation=alice.fingerprint, text="hello"
    )
    assert blocked["code"] == "peer_blocked"
    assert "Unblock" in blocked["message"]


async def test_too_much_is_refused_with_a_time_to_wait(
    node: MeshCoordinator, dashboard: Dashboard, alice: Neighbour
) -> None:
    answers = [
        await dashboard.command(
            "messages/send", conversation="public", text=f"alarm {number} " * 100
        )
        for number in range(300)
    ]
    refused = [answer["error"] for answer in answers if not answer["success"]]
    assert {error["code"] for error in refused} == {"send_limit"}
    assert int(refused[-1]["translation_placeholders"]["retry_after"]) > 0


async def test_history_comes_in_pages(
    node: MeshCoordinator, dashboard: Dashboard
) -> None:
    for number in range(120):
        remember(node, number)
    page = await dashboard.ask("messages/list", conversation="public")
    assert texts(page) == [f"text {number}" for number in range(70, 120)]
    assert page["more"]
    assert not page["newer"]
    assert not page["pruned"]
    page = await dashboard.ask(
        "messages/list", conversation="public", limit=200, before=f"{70:032x}"
    )
    assert texts(page) == [f"text {number}" for number in range(70)]
    assert not page["more"]
    assert page["newer"]
    page = await dashboard.ask(
        "messages/list", conversation="public", limit=5, around=f"{60:032x}"
    )
    assert texts(page) == [f"text {number}" for number in range(58, 63)]
    page = await dashboard.ask(
        "messages/list", conversation="public", limit=3, after=f"{62:032x}"
    )
    assert texts(page) == ["text 63", "text 64", "text 65"]
    assert page["newer"]


async def test_search_finds_across_pages(
    node: MeshCoordinator, dashboard: Dashboard
) -> None:
    for number in range(200):
        remember(node, number, text="Straße" if number % 50 == 0 else "other")
    page = await dashboard.ask(
        "messages/list", conversation="public", search="STRASSE", limit=3
    )
    ids = [message["message_id"] for message in page["messages"]]
    assert ids == [f"{number:032x}" for number in (50, 100, 150)]
    assert page["more"]
    page = await dashboard.ask(
        "messages/list", conversation="public", search="STRASSE", before=ids[0]
    )
    assert len(page["messages"]) == 1
    assert not page["more"]


async def test_gap_in_the_history_is_told(
    node: MeshCoordinator, dashboard: Dashboard
) -> None:
    for number in range(1001):
        remember(node, number)
    page = await dashboard.ask(
        "messages/list", conversation="public", limit=200, before=f"{2:032x}"
    )
    assert texts(page) == ["text 1"]
    assert page["pruned"]
    gone = await dashboard.ask(
        "messages/list", conversation="public", before=f"{0:032x}"
    )
    assert gone["messages"] == []
    assert gone["pruned"]
    newest = await dashboard.ask("messages/list", conversation="public")
    assert not newest["pruned"]


@pytest.mark.usefixtures("no_stalls")
async def test_flood_of_messages_becomes_a_snapshot(
    node: MeshCoordinator, dashboard: Dashboard, time_machine: TimeMachine
) -> None:
    messages = await dashboard.subscribe("messages")
    for number in range(1000):
        remember(node, number)
    await time_machine.advance(1)
    events = await messages.all()
    assert len(events) <= 5
    assert events[-1]["type"] == "snapshot"
    assert events[-1]["conversations"][0]["messages"] == 1000
    remember(node, 1000)
    await time_machine.advance(1)
    assert [event["type"] for event in await messages.all()] == ["delta"]


async def test_what_is_forgotten_disappears(
    node: MeshCoordinator, dashboard: Dashboard, time_machine: TimeMachine
) -> None:
    remember(node, 1)
    remember(node, 2, "a1" * 32)
    messages = await dashboard.subscribe("messages")
    assert len(messages.first["conversations"]) == 2
    assert messages.first["conversations"][1]["title"] == "alice"
    await node.async_clear_history(None)
    await time_machine.advance(1)
    (event,) = await messages.all()
    assert event["removed"] == ["a1" * 32]
    assert event["conversations"][0]["messages"] == 0


async def test_conversation_follows_the_name_of_whom_we_talk_to(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    remember(node, 1, alice.fingerprint)
    bob = make_neighbour("bob")
    bob.dial(server)
    await time_machine.advance(3)
    messages = await dashboard.subscribe("messages")
    assert messages.first["conversations"][1]["title"] == "alice"

    alice.rename("alicia")
    # Nobody talks to bob, so that his name is not the conversations' business.
    bob.rename("robert")
    await time_machine.advance(3)
    (event,) = await messages.all()
    (told,) = event["conversations"]
    assert (told["conversation"], told["title"]) == (alice.fingerprint, "alicia")


async def test_failed_message_is_sent_again(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    talk = {"conversation": alice.fingerprint}
    failed = remember(
        node,
        1,
        alice.fingerprint,
        fingerprint=None,
        text="once more",
        status=DeliveryStatus.FAILED,
        failure=DeliveryFailure.NOT_CONFIRMED,
    )
    messages = await dashboard.subscribe("messages")
    sent = await dashboard.ask("messages/resend", message_id=failed, **talk)
    await time_machine.advance(4)
    assert [message.text for message in alice.private] == ["once more"]
    page = await dashboard.ask("messages/list", **talk)
    (told,) = page["messages"]
    assert told["message_id"] == sent["message"]["message_id"] != failed
    assert told["status"] == "delivered"
    removed = await messages.merged("removed_messages")
    assert removed == [talk | {"message_id": failed}]
    again = await dashboard.refused(
        "messages/resend", message_id=told["message_id"], **talk
    )
    assert again["code"] == "message_not_failed"
    gone = await dashboard.refused("messages/resend", message_id=failed, **talk)
    assert gone["code"] == "message_unknown"


async def test_resend_that_is_refused_keeps_the_failed_message(
    node: MeshCoordinator, dashboard: Dashboard, alice: Neighbour
) -> None:
    failed = remember(
        node,
        1,
        alice.fingerprint,
        fingerprint=None,
        status=DeliveryStatus.EXPIRED,
    )
    node.async_set_blocked(alice.fingerprint, blocked=True)
    error = await dashboard.refused(
        "messages/resend", conversation=alice.fingerprint, message_id=failed
    )
    assert error["code"] == "peer_blocked"
    assert node.history.message(alice.fingerprint, failed) is not None


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "{{ states('lock.door') }}",
    "'; DROP TABLE messages; --",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "e" + "\N{COMBINING ACUTE ACCENT}" * 60,
    "x" * 1400,
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_passes_as_data(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
    text: str,
) -> None:
    messages = await dashboard.subscribe("messages")
    activity = await dashboard.subscribe("activity")
    remember(node, 7, text=text, nickname=text[:50])
    await time_machine.advance(1)
    (told,) = await messages.merged("messages")
    assert (told["text"], told["nickname"]) == (text, text[:50])
    sent = await dashboard.ask("messages/send", conversation="public", text=text)
    assert sent["message"]["text"] == text
    await time_machine.advance(1)
    (entry,) = [
        entry
        for entry in await activity.merged("entries")
        if entry["kind"] == "message_sent"
    ]
    assert entry["data"]["text"] == text[:200]
    last = (await dashboard.subscribe("messages")).first["conversations"][0]["last"]
    assert last["text"] == text[:200]


async def test_private_messages_are_for_those_whom_an_administrator_lists(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    connect: Connect,
    member: User,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    remember(node, 1)
    remember(node, 2, alice.fingerprint, text="secret")
    private = {"conversation": alice.fingerprint}
    dashboard = await connect(member)
    described = await dashboard.ask("node")
    assert not described["may_read_private"]
    assert described["may_send"]
    assert not described["is_admin"]
    messages = await dashboard.subscribe("messages")
    activity = await dashboard.subscribe("activity")
    assert [item["conversation"] for item in messages.first["conversations"]] == [
        "public"
    ]
    for command, data in (
        ("list", {}),
        ("send", {"text": "hello"}),
        ("resend", {"message_id": "1"}),
        ("mark_read", {}),
    ):
        error = await dashboard.refused(f"messages/{command}", **private, **data)
        assert error["code"] == "not_allowed"
        assert "administrator" in error["message"]
    alice.whisper(node.identity.fingerprint, "another secret")
    await time_machine.advance(4)
    seen = str([await messages.all(), await activity.all()])
    assert "secret" not in seen
    assert "session" not in seen

    allow(hass, config_entry, member)
    await hass.async_block_till_done()
    await time_machine.advance(1)
    (event,) = await messages.all()
    assert event["type"] == "snapshot"
    assert event["conversations"][1]["last"]["text"] == "another secret"
    page = await dashboard.ask("messages/list", **private)
    assert texts(page) == ["secret", "another secret"]
    await dashboard.ask("messages/send", **private, text="hello")

    allow(hass, config_entry)
    await hass.async_block_till_done()
    await time_machine.advance(1)
    (event,) = [event for event in await messages.all() if event["type"] == "snapshot"]
    assert len(event["conversations"]) == 1
    assert "secret" not in str(await dashboard.command("messages/list", **private))


async def test_private_words_never_reach_the_activity_log(
    node: MeshCoordinator,
    dashboard: Dashboard,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    alice.whisper(node.identity.fingerprint, "the code is 4711")
    await dashboard.ask(
        "messages/send", conversation=alice.fingerprint, text="4711, I see"
    )
    await time_machine.advance(4)
    entries = (await dashboard.subscribe("activity")).first["entries"]
    kinds = {entry["kind"] for entry in entries}
    assert {"message_received", "message_sent", "delivery", "session"} <= kinds
    assert "4711" not in str(entries)


async def test_read_only_user_only_looks(
    node: MeshCoordinator, connect: Connect, hass_read_only_user: User
) -> None:
    message_id = remember(node, 1)
    dashboard = await connect(hass_read_only_user)
    assert not (await dashboard.ask("node"))["may_send"]
    assert texts(await dashboard.ask("messages/list", conversation="public"))
    public = {"conversation": "public"}
    for command, data in (
        ("send", {"text": "hello"}),
        ("resend", {"message_id": message_id}),
        ("mark_read", {}),
    ):
        error = await dashboard.refused(f"messages/{command}", **public, **data)
        assert error["code"] == "not_allowed"
    assert node.history.unread(PUBLIC) == 1


async def test_actions_keep_private_messages_from_others_too(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    member: User,
    hass_admin_user: User,
    alice: Neighbour,
) -> None:
    remember(node, 1)
    remember(node, 2, alice.fingerprint, text="secret")

    async def call(action: str, user: User | None, **data: Any) -> Any:
        return await hass.services.async_call(
            DOMAIN,
            action,
            data,
            blocking=True,
            return_response=True,
            context=Context(user_id=None if user is None else user.id),
        )

    private = {"conversation": alice.fingerprint}
    for action, data in (
        ("get_messages", private),
        ("mark_read", private),
        ("send_message", {"fingerprint": alice.fingerprint, "message": "hello"}),
    ):
        with pytest.raises(ServiceValidationError) as refused:
            await call(action, member, **data)
        assert refused.value.translation_key == "private_not_allowed"
        await call(action, hass_admin_user, **data)
        # An automation is nobody: who made it decided.
        await call(action, None, **data)
    listed = await call("get_messages", member)
    assert [item["conversation"] for item in listed["conversations"]] == ["public"]
    assert await call("get_messages", member, conversation="public")
    allow(hass, config_entry, member)
    await hass.async_block_till_done()
    assert (await call("get_messages", member, **private))["messages"]


async def test_notify_entity_of_a_peer_is_for_those_who_may_write_in_private(
    hass: HomeAssistant,
    node: MeshCoordinator,
    config_entry: MockConfigEntry,
    member: User,
    hass_admin_user: User,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    hass.config_entries.async_update_entry(
        config_entry,
        options=config_entry.options | {"picked_peers": [alice.fingerprint]},
    )
    await hass.async_block_till_done()

    async def notify(user: User | None, message: str) -> None:
        await hass.services.async_call(
            "notify",
            "send_message",
            {"entity_id": "notify.alice_private_message", "message": message},
            blocking=True,
            context=Context(user_id=None if user is None else user.id),
        )

    await notify(hass_admin_user, "by an administrator")
    await notify(None, "by an automation")
    with pytest.raises(ServiceValidationError) as refused:
        await notify(member, "by somebody else")
    assert refused.value.translation_key == "private_not_allowed"
    allow(hass, config_entry, member)
    await hass.async_block_till_done()
    await notify(member, "by somebody listed")
    await time_machine.advance(3)
    assert [message.text for message in alice.private] == [
        "by an administrator",
        "by an automation",
        "by somebody listed",
    ]


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("get_messages", {}),
        ("get_messages", {"conversation": "alice"}),
        ("mark_read", {"conversation": "alice"}),
        ("send_message", {"nickname": "alice", "message": "hello"}),
        ("send_broadcast", {"message": "hello"}),
        ("ping", {"nickname": "alice"}),
        ("emergency_broadcast", {"message": "hello"}),
        ("stop_emergency_broadcast", {}),
    ],
)
async def test_somebody_deleted_is_not_an_automation(
    hass: HomeAssistant,
    node: MeshCoordinator,
    member: User,
    alice: Neighbour,
    action: str,
    data: dict[str, str],
) -> None:
    """As a script is that still runs when the user who started it is removed."""
    remember(node, 1, alice.fingerprint, text="secret")
    await hass.auth.async_remove_user(member)
    with pytest.raises(UnknownUser):
        await hass.services.async_call(
            DOMAIN,
            action,
            data,
            blocking=True,
            return_response=True,
            context=Context(user_id=member.id),
        )
    summary = node.history.summary(alice.fingerprint)
    assert summary is not None
    assert summary.messages == summary.unread == 1
    assert not alice.messages


async def test_events_are_not_for_everybody_on_the_websocket(
    hass: HomeAssistant, node: MeshCoordinator, connect: Connect, member: User
) -> None:
    dashboard = await connect(member)
    for event in ("message", "private_message", "delivery"):
        await dashboard.client.send_json_auto_id(
            {"type": "subscribe_events", "event_type": f"mesh_broadcast_{event}"}
        )
        answer = await dashboard.client.receive_json()
        assert answer["error"]["code"] == "unauthorized"
