"""The blueprints, run by Home Assistant against neighbours on the air."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from homeassistant.components.automation.helpers import (
    async_get_blueprints as automation_blueprints,
)
from homeassistant.components.script.helpers import (
    async_get_blueprints as script_blueprints,
)
from homeassistant.core import Context, CoreState, HomeAssistant
from homeassistant.helpers.selector import selector
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .blueprints import (
    FILES,
    ROOT,
    Phone,
    automate,
    edit,
    hass_config_dir,
    import_all,
    loaded,
    script,
)
from .virtual_air import FakeGattServer, Neighbour, TimeMachine

__all__ = ["hass_config_dir"]

NO_TAG = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}b"
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
HOSTILE = [
    "{{ states('sensor.secret') }}",
    "{% for x in range(99999999) %}x{% endfor %}",
    "[1, 2]",
    "None",
    "command_dnd",
    "!include secrets.yaml",
]


@pytest.fixture(autouse=True)
def imported(hass: HomeAssistant) -> None:
    """Import the blueprints."""
    import_all(hass)


@pytest.fixture
async def verified_alice(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> Neighbour:
    """Return a neighbour whose fingerprint the user compared."""
    node.async_set_verified(alice.fingerprint, verified=True)
    await time_machine.advance(1)
    return alice


@pytest.fixture
async def mallory(
    server: FakeGattServer,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
) -> Neighbour:
    """Return a neighbour with a name that means harm."""
    mallory = make_neighbour("{{ 7*6 }}<b>\N{RIGHT-TO-LEFT OVERRIDE}{'a'")
    mallory.dial(server)
    await time_machine.advance(2)
    return mallory


@pytest.fixture
async def phone(
    hass: HomeAssistant, node: MeshCoordinator, aioclient_mock: Any
) -> Phone:
    """Return the user's phone."""
    phone = Phone(hass, aioclient_mock)
    await phone.set_up()
    return phone


async def device_of(
    hass: HomeAssistant, node: MeshCoordinator, neighbour: Neighbour
) -> str:
    """Pick a neighbour; return the ID of its device."""
    picked = [*node.entry.options.get("picked_peers", []), neighbour.fingerprint]
    hass.config_entries.async_update_entry(
        node.entry, options=node.entry.options | {"picked_peers": picked}
    )
    await hass.async_block_till_done()
    device_id = node.devices.device_id(neighbour.fingerprint)
    assert device_id is not None
    return device_id


# -- all of them


def test_there_are_five() -> None:
    assert {path.stem for path in FILES} == {
        "alarm_nearby",
        "answer_status",
        "forward_to_phone",
        "roll_call",
        "welcome_peer",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_home_assistant_reads_it(hass: HomeAssistant, path: Path) -> None:
    """Also each selector, and that this version is new enough."""
    domain = path.parent.parent.name
    assert await async_setup_component(hass, domain, {})
    blueprints = {
        "automation": automation_blueprints,
        "script": script_blueprints,
    }[domain](hass)
    blueprint = loaded(
        await blueprints.async_get_blueprint(f"mesh_broadcast/{path.name}")
    )
    assert blueprint.validate() is None
    assert blueprint.domain == domain
    assert blueprint.inputs
    for name, described in blueprint.inputs.items():
        assert described["name"], name
        selector(described["selector"])
    metadata = blueprint.metadata
    assert metadata["homeassistant"]["min_version"] == "2026.10.0"
    assert metadata["source_url"] == (
        "https://github.com/mesh-broadcast/mesh-broadcast/blob/main/blueprints/"
        f"{path.relative_to(ROOT)}"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_what_it_refers_to_exists(
    hass: HomeAssistant, node: MeshCoordinator, path: Path
) -> None:
    """Actions, with their fields; triggers are validated where they run, below."""
    called: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if str(node.get("action", "")).startswith("mesh_broadcast."):
                called.append(node)
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(load_yaml_dict(str(path)))
    assert called
    for action in called:
        name = action["action"].partition(".")[2]
        assert hass.services.has_service("mesh_broadcast", name)
        schema = hass.services.async_services_for_domain("mesh_broadcast")[name].schema
        assert isinstance(schema, probatio.Schema)
        fields = {str(key) for key in schema.schema}
        assert set(action.get("data", {})) <= fields


# -- answer "status"


@pytest.fixture
def states(hass: HomeAssistant) -> list[str]:
    """Return what there is to tell."""
    hass.states.async_set("lock.front", "locked", {"friendly_name": "Front door"})
    hass.states.async_set(
        "sensor.outside",
        "21.54",
        {"friendly_name": "Outside", "unit_of_measurement": "\N{DEGREE SIGN}C"},
    )
    return ["lock.front", "sensor.outside", "sensor.gone"]


async def test_status_is_told_in_private_to_the_verified(
    hass: HomeAssistant,
    node: MeshCoordinator,
    verified_alice: Neighbour,
    mallory: Neighbour,
    states: list[str],
    time_machine: TimeMachine,
) -> None:
    await automate(hass, "answer_status", states=states)
    mallory.whisper(node.identity.fingerprint, "status")
    verified_alice.say("status")
    await time_machine.advance(3)
    assert not mallory.private
    assert not verified_alice.private
    verified_alice.whisper(node.identity.fingerprint, " Status ")
    await time_machine.advance(3)
    (answer,) = verified_alice.private
    assert answer.text == (
        "At home:\n"
        "Front door: locked\n"
        "Outside: 21.54 \N{DEGREE SIGN}C\n"
        "sensor.gone: unknown"
    )
    assert not [message for message in mallory.messages if "home" in message.text]


async def test_status_is_told_in_public_where_that_is_wanted(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    states: list[str],
    time_machine: TimeMachine,
) -> None:
    await automate(
        hass,
        "answer_status",
        states=states[:1],
        public=True,
        introduction="Hi!",
        word="how are you",
    )
    alice.say("status")
    alice.say("How are you")
    await time_machine.advance(3)
    assert [message.text for message in alice.messages] == ["Hi!\nFront door: locked"]
    assert not alice.private


async def test_status_is_told_to_selected_peers_only(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    mallory: Neighbour,
    states: list[str],
    time_machine: TimeMachine,
) -> None:
    await automate(
        hass,
        "answer_status",
        states=states,
        peers=[await device_of(hass, node, alice)],
        min_trust="proven",
    )
    for neighbour in (mallory, alice):
        neighbour.whisper(node.identity.fingerprint, "status")
        await time_machine.advance(3)
    assert len(alice.private) == 1
    assert not mallory.private


async def test_long_status_is_cut_to_what_a_message_holds(
    hass: HomeAssistant,
    node: MeshCoordinator,
    verified_alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    states = []
    for number in range(300):
        states.append(f"sensor.a{number}")
        hass.states.async_set(
            states[-1], "on", {"friendly_name": "\N{GRINNING FACE}" * 20}
        )
    await automate(hass, "answer_status", states=states, public=True)
    verified_alice.whisper(node.identity.fingerprint, "status")
    await time_machine.advance(5)
    verified_alice.say("status")
    await time_machine.advance(5)
    assert verified_alice.private
    assert verified_alice.messages


async def test_asking_without_end_is_answered_slowly(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    states: list[str],
    time_machine: TimeMachine,
) -> None:
    await automate(hass, "answer_status", states=states[:1], public=True)
    for _ in range(30):
        alice.say("status")
        await time_machine.drift(0.1)
    await time_machine.drift(60)
    times = [message.sent_ms for message in alice.messages]
    assert 5 <= len(times) < 30
    assert all(later - sooner > 1_900 for sooner, later in pairwise(times))


# -- forward to a phone


async def test_message_goes_to_the_phone_and_the_reply_comes_back(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    phone: Phone,
    time_machine: TimeMachine,
) -> None:
    await automate(hass, "forward_to_phone", phone=phone.device_id)
    alice.whisper(node.identity.fingerprint, "are you home?")
    await time_machine.advance(3)
    alice.say("hello all")
    await time_machine.advance(2)
    private, public = phone.notifications
    assert private["title"] == "Mesh: alice (private)"
    assert private["message"] == "\N{SPEECH BALLOON} are you home?"
    assert public["title"] == "Mesh: alice"

    await phone.reply(private, "Yes, come in")
    await time_machine.advance(2)
    assert [message.text for message in alice.private] == ["Yes, come in"]
    assert not alice.messages
    await phone.reply(public, "Hello alice")
    await time_machine.advance(2)
    assert [message.text for message in alice.messages] == ["Hello alice"]


@pytest.mark.parametrize("reply", ["None", "1.10", "[1, 2]", "{{ 7*6 }}", "10, 12"])
async def test_reply_arrives_as_it_was_typed(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    phone: Phone,
    time_machine: TimeMachine,
    reply: str,
) -> None:
    await automate(hass, "forward_to_phone", phone=phone.device_id)
    alice.whisper(node.identity.fingerprint, "hi")
    await time_machine.advance(3)
    await phone.reply(phone.notifications[0], reply)
    await time_machine.advance(2)
    assert [message.text for message in alice.private] == [reply]


async def test_replies_to_other_notifications_are_none_of_ours(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    phone: Phone,
    time_machine: TimeMachine,
) -> None:
    await automate(hass, "forward_to_phone", phone=phone.device_id)
    for data in (
        {"action": "REPLY", "reply_text": "x"},
        {"action": "REPLY_automation.other_public", "reply_text": "x"},
        {"action": "REPLY_automation.test_public", "reply_text": " "},
        {"action": "REPLY_automation.test_public"},
        {"action": None},
        {},
    ):
        hass.bus.async_fire("mobile_app_notification_action", data)
    await time_machine.advance(2)
    assert not alice.messages
    assert not alice.private


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_message_reaches_the_phone_as_text(
    hass: HomeAssistant,
    node: MeshCoordinator,
    mallory: Neighbour,
    phone: Phone,
    time_machine: TimeMachine,
    text: str,
) -> None:
    """Nothing of it is rendered, nor taken for a command of the app."""
    hass.states.async_set("sensor.secret", "leaked")
    await automate(hass, "forward_to_phone", phone=phone.device_id)
    mallory.say(text)
    await time_machine.advance(2)
    (notification,) = phone.notifications
    assert notification["title"] == "Mesh: {{ 7*6 }}&lt;b&gt;{&#39;a&#39;"
    shown = text.replace("'", "&#39;")
    assert notification["message"] == f"\N{SPEECH BALLOON} {shown}"


async def test_markup_is_not_for_the_phone_to_draw(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    phone: Phone,
    time_machine: TimeMachine,
) -> None:
    await automate(hass, "forward_to_phone", phone=phone.device_id)
    alice.say("<big><a href='http://x.test'>tap</a></big>")
    await time_machine.advance(2)
    (notification,) = phone.notifications
    assert "<" not in notification["message"]


# -- alarm


@pytest.fixture
async def sensors(
    hass: HomeAssistant, node: MeshCoordinator
) -> AsyncIterator[dict[str, str]]:
    """Return sensors that are quiet; the automation goes before the node does."""
    names = {
        "binary_sensor.smoke": "Smoke detector",
        "binary_sensor.leak": "Leak in the cellar",
        "sensor.ups": "Power",
    }
    for entity_id, name in names.items():
        hass.states.async_set(entity_id, "off", {"friendly_name": name})
    yield names
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": "automation.test"}, blocking=True
    )


async def turn(
    hass: HomeAssistant, time_machine: TimeMachine, entity_id: str, state: str
) -> None:
    """Have a sensor say something."""
    current = hass.states.get(entity_id)
    assert current is not None
    hass.states.async_set(entity_id, state, current.attributes)
    await time_machine.drift(3)


def running(node: MeshCoordinator) -> list[str]:
    """Return the warnings that are being repeated."""
    return [emergency.message for emergency in node.emergencies.running.values()]


def texts(neighbour: Neighbour) -> list[str]:
    return [message.text for message in neighbour.messages]


async def test_alarm_is_repeated_until_it_is_over(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    sensors: dict[str, str],
    time_machine: TimeMachine,
) -> None:
    await automate(hass, "alarm_nearby", sensors=list(sensors), confirmations=50)
    smoke = "ALARM! Please check or call for help: Smoke detector"
    await turn(hass, time_machine, "binary_sensor.smoke", "on")
    assert texts(alice) == [smoke]
    assert running(node) == [smoke]

    await turn(hass, time_machine, "sensor.ups", "OB")
    assert running(node) == [f"{smoke}, Power"]

    await turn(hass, time_machine, "sensor.ups", "OL")
    await turn(hass, time_machine, "binary_sensor.smoke", "unavailable")
    assert running(node) == [f"{smoke}, Power"]

    await turn(hass, time_machine, "binary_sensor.smoke", "off")
    assert not running(node)
    assert texts(alice) == [
        smoke,
        f"{smoke}, Power",
        "All clear: the alarm is over.",
    ]
    await turn(hass, time_machine, "binary_sensor.leak", "on")
    assert running(node) == ["ALARM! Please check or call for help: Leak in the cellar"]


async def test_alarm_that_enough_have_heard_ends_with_the_all_clear(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    make_neighbour: Callable[[str], Neighbour],
    sensors: dict[str, str],
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What a neighbour passes on counts, and then there is nothing to stop."""
    bob = make_neighbour("bob")
    alice.join(bob)
    await time_machine.advance(3)
    await automate(hass, "alarm_nearby", sensors=list(sensors), confirmations=1)
    await turn(hass, time_machine, "binary_sensor.leak", "on")
    await time_machine.drift(60, step=1)
    assert not running(node)
    await turn(hass, time_machine, "binary_sensor.leak", "off")
    assert texts(bob)[-1] == "All clear: the alarm is over."
    assert "Error executing script" not in caplog.text


async def test_alarms_of_others_go_on(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    sensors: dict[str, str],
    time_machine: TimeMachine,
) -> None:
    await automate(
        hass, "alarm_nearby", sensors=list(sensors), confirmations=50, all_clear=" "
    )
    await hass.services.async_call(
        "mesh_broadcast",
        "emergency_broadcast",
        {"message": "something else", "confirmations": 50},
        blocking=True,
    )
    await turn(hass, time_machine, "binary_sensor.leak", "on")
    assert len(running(node)) == 2
    await turn(hass, time_machine, "binary_sensor.leak", "off")
    assert running(node) == ["something else"]
    assert len(texts(alice)) == 2


async def test_alarm_is_tried_again_until_the_node_is_on_the_air(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    gatt_servers: list[FakeGattServer],
    sensors: dict[str, str],
    time_machine: TimeMachine,
) -> None:
    await automate(hass, "alarm_nearby", sensors=list(sensors), confirmations=50)
    await hass.config_entries.async_unload(config_entry.entry_id)
    alice.hang_up()
    await turn(hass, time_machine, "binary_sensor.smoke", "on")
    await hass.config_entries.async_setup(config_entry.entry_id)
    alice.dial(gatt_servers[-1])
    await time_machine.drift(20)
    assert len(running(config_entry.runtime_data)) == 1
    assert len(texts(alice)) == 1


async def test_sensor_that_is_only_on_for_a_moment_is_no_alarm(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    sensors: dict[str, str],
    time_machine: TimeMachine,
) -> None:
    await automate(
        hass, "alarm_nearby", sensors=list(sensors), alarm_for={"minutes": 2}
    )
    await turn(hass, time_machine, "binary_sensor.leak", "on")
    await turn(hass, time_machine, "binary_sensor.leak", "off")
    await time_machine.drift(150, step=1)
    assert not texts(alice)
    await turn(hass, time_machine, "binary_sensor.leak", "on")
    await time_machine.drift(130, step=1)
    assert len(texts(alice)) == 1


class Restart:
    """Home Assistant's end and new start, with what happens in between."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: MockConfigEntry,
        neighbour: Neighbour,
        servers: list[FakeGattServer],
        time_machine: TimeMachine,
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._neighbour = neighbour
        self._servers = servers
        self._time = time_machine
        self.node_is_late = False

    async def __aenter__(self) -> None:
        """End, and with it the automation's run."""
        self._neighbour.hang_up()
        await self._automation("turn_off")
        await self._hass.config_entries.async_unload(self._entry.entry_id)
        self._hass.set_state(CoreState.not_running)

    async def __aexit__(self, *_: object) -> None:
        """Start again."""
        await self._automation("turn_on")
        if self.node_is_late:
            await self._hass.async_start()
            await self._time.drift(50, step=1)
        await self._hass.config_entries.async_setup(self._entry.entry_id)
        if not self.node_is_late:
            await self._hass.async_start()
        await self._time.drift(1)
        self._neighbour.dial(self._servers[-1])
        await self._time.drift(10)

    async def _automation(self, action: str) -> None:
        await self._hass.services.async_call(
            "automation", action, {"entity_id": "automation.test"}, blocking=True
        )


@pytest.fixture
def restart(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    alice: Neighbour,
    gatt_servers: list[FakeGattServer],
    freezer: Any,
    time_machine: TimeMachine,
) -> Restart:
    """Return what restarts Home Assistant; its calendar and the node's agree."""
    now_ms = time_machine.instant().unix_ms
    freezer.move_to(datetime.fromtimestamp(now_ms / 1000, UTC))
    return Restart(hass, config_entry, alice, gatt_servers, time_machine)


SMOKE = "ALARM! Please check or call for help: Smoke detector"
ALL_CLEAR = "All clear: the alarm is over."


async def test_alarm_outlives_a_restart_and_ends_when_its_sensors_are_quiet(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    sensors: dict[str, str],
    restart: Restart,
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await automate(hass, "alarm_nearby", sensors=list(sensors), confirmations=50)
    await turn(hass, time_machine, "binary_sensor.smoke", "on")
    before = running_ids(config_entry)
    async with restart:
        pass
    assert running_ids(config_entry) == before
    await turn(hass, time_machine, "binary_sensor.leak", "on")
    assert running(config_entry.runtime_data) == [f"{SMOKE}, Leak in the cellar"]
    await turn(hass, time_machine, "binary_sensor.leak", "off")
    await turn(hass, time_machine, "binary_sensor.smoke", "off")
    assert not running_ids(config_entry)
    assert texts(alice)[-1] == ALL_CLEAR
    assert "Error" not in caplog.text


async def test_alarm_that_is_over_when_home_assistant_is_back_gets_its_all_clear(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    sensors: dict[str, str],
    restart: Restart,
    time_machine: TimeMachine,
) -> None:
    """A sensor that is not back yet is not taken for quiet; one all-clear is enough."""
    await automate(hass, "alarm_nearby", sensors=list(sensors), confirmations=50)
    await turn(hass, time_machine, "binary_sensor.smoke", "on")
    async with restart:
        await turn(hass, time_machine, "binary_sensor.smoke", "unavailable")
    assert running(config_entry.runtime_data) == [SMOKE]
    assert ALL_CLEAR not in texts(alice)
    async with restart:
        await turn(hass, time_machine, "binary_sensor.smoke", "off")
    assert not running_ids(config_entry)
    assert texts(alice).count(ALL_CLEAR) == 1
    async with restart:
        pass
    assert texts(alice).count(ALL_CLEAR) == 1


async def test_alarm_is_taken_up_again_by_when_the_node_is_there(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    sensors: dict[str, str],
    restart: Restart,
    time_machine: TimeMachine,
) -> None:
    """As its adapter may be found only after a while."""
    await automate(hass, "alarm_nearby", sensors=list(sensors), confirmations=50)
    await turn(hass, time_machine, "binary_sensor.smoke", "on")
    restart.node_is_late = True
    async with restart:
        await turn(hass, time_machine, "binary_sensor.smoke", "off")
    await time_machine.drift(30, step=1)
    assert not running_ids(config_entry)
    assert texts(alice)[-1] == ALL_CLEAR


async def test_warning_that_enough_had_heard_is_not_repeated_after_a_restart(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    config_entry: MockConfigEntry,
    sensors: dict[str, str],
    restart: Restart,
    time_machine: TimeMachine,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await automate(
        hass, "alarm_nearby", sensors=list(sensors), duration={"seconds": 10}
    )
    await turn(hass, time_machine, "binary_sensor.smoke", "on")
    await time_machine.drift(20, step=1)
    assert texts(alice) == [SMOKE]
    async with restart:
        pass
    assert not running_ids(config_entry)
    await turn(hass, time_machine, "binary_sensor.smoke", "off")
    assert texts(alice) == [SMOKE, ALL_CLEAR]
    assert "Error" not in caplog.text


@pytest.mark.parametrize("alarm_for", [0, 60])
async def test_alarm_that_began_while_home_assistant_was_away_is_told(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    sensors: dict[str, str],
    restart: Restart,
    time_machine: TimeMachine,
    alarm_for: int,
) -> None:
    await automate(
        hass, "alarm_nearby", sensors=list(sensors), alarm_for={"seconds": alarm_for}
    )
    async with restart:
        await turn(hass, time_machine, "sensor.ups", "OB")
    assert bool(texts(alice)) == (alarm_for == 0)
    await time_machine.drift(60, step=1)
    assert texts(alice) == ["ALARM! Please check or call for help: Power"]


async def test_restart_without_an_alarm_says_nothing(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    sensors: dict[str, str],
    restart: Restart,
) -> None:
    """Nor does it touch the warning of somebody else with the same first words."""
    await automate(hass, "alarm_nearby", sensors=list(sensors))
    await hass.services.async_call(
        "mesh_broadcast",
        "emergency_broadcast",
        {"message": "ALARM! Please check or call for help: Front door"},
        blocking=True,
    )
    async with restart:
        pass
    assert set(texts(alice)) == {"ALARM! Please check or call for help: Front door"}


async def test_alarm_goes_on_when_its_automation_was_edited(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    restart: Restart,
    sensors: dict[str, str],
    time_machine: TimeMachine,
) -> None:
    inputs = {"sensors": list(sensors), "confirmations": 50}
    await automate(hass, "alarm_nearby", **inputs)
    await turn(hass, time_machine, "binary_sensor.smoke", "on")
    await edit(hass, "alarm_nearby", **inputs, repeat_every={"seconds": 20})
    await turn(hass, time_machine, "binary_sensor.smoke", "off")
    assert not running(node)
    assert texts(alice) == [SMOKE, ALL_CLEAR]


def running_ids(entry: MockConfigEntry) -> list[str]:
    """Return the emergency broadcasts of the node that is there now."""
    node: MeshCoordinator = entry.runtime_data
    return list(node.emergencies.running)


# -- welcome


async def test_peer_is_welcomed_once_in_a_while(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    alice: Neighbour,
    mallory: Neighbour,
    freezer: Any,
    time_machine: TimeMachine,
) -> None:
    await automate(
        hass,
        "welcome_peer",
        peer=await device_of(hass, node, alice),
        message="Welcome {{ trigger.nickname }}",
    )

    async def come_back() -> list[str]:
        for neighbour in (alice, mallory):
            neighbour.hang_up()
            await time_machine.advance(15, step=1)
            neighbour.dial(server)
            await time_machine.advance(5)
        return [message.text for message in alice.private]

    assert await come_back() == ["Welcome alice"]
    assert await come_back() == ["Welcome alice"]
    freezer.tick(21 * 3600)
    assert await come_back() == ["Welcome alice"] * 2
    assert not mallory.private


# -- roll call


async def roll_call(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    *,
    context: Context | None = None,
    **inputs: Any,
) -> dict[str, Any]:
    """Begin a roll call; return what it returns, once it does."""
    await script(hass, "roll_call", **inputs)
    result: dict[str, Any] = {}

    async def run() -> None:
        response = await hass.services.async_call(
            "script", "test", blocking=True, return_response=True, context=context
        )
        assert response is not None
        result.update(response)

    hass.async_create_background_task(run(), "roll call")
    await time_machine.drift(1)
    return result


async def test_roll_call_collects_answers_in_public_and_in_private(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    mallory: Neighbour,
    phone: Phone,
    make_neighbour: Callable[[str], Neighbour],
    server: FakeGattServer,
    time_machine: TimeMachine,
) -> None:
    carol = make_neighbour("carol")
    carol.dial(server)
    carol.say("said before")
    alice.whisper(node.identity.fingerprint, "written before")
    await time_machine.advance(5)
    result = await roll_call(
        hass, time_machine, minutes=10, notify=["notify.phone"], public=True
    )
    (question,) = carol.messages[-1:]
    assert question.text == "Roll call: are you safe? Answer here or in private."
    await time_machine.drift(60, step=1)
    alice.say("yes")
    await time_machine.drift(5)
    alice.say("yes, with\nbob")
    mallory.whisper(node.identity.fingerprint, HOSTILE[0])
    await time_machine.drift(300, step=1)
    assert not result
    assert not phone.notifications
    await time_machine.drift(300, step=1)

    people = {person["nickname"]: person for person in result["people"]}
    assert people == {
        "alice": {
            "nickname": "alice",
            "fingerprint": alice.fingerprint,
            "text": "yes, with bob",
            "private": False,
        },
        "{{ 7*6 }}<b>{'a'": {
            "nickname": "{{ 7*6 }}<b>{'a'",
            "fingerprint": mallory.fingerprint,
            "text": HOSTILE[0],
            "private": True,
        },
    }
    assert result["count"] == 2
    (notification,) = phone.notifications
    assert notification["title"] == "Roll call"
    assert notification["message"] == result["summary"]
    assert result["summary"] == (
        "Roll call: 2 answered.\n"
        "```\n"
        "- alice: yes, with bob\n"
        f"- {{{{ 7*6 }}}}{NO_TAG}{{'a' (in private): {HOSTILE[0]}\n"
        "```"
    )
    # What was written in private is not told to everybody.
    (told,) = alice.messages[-1:]
    assert told.text == "Roll call: 2 answered. alice, {{ 7*6 }}<b>{'a'"


async def test_roll_call_that_nobody_answers_says_so(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    result = await roll_call(hass, time_machine, minutes=1)
    await time_machine.drift(70, step=1)
    assert result == {
        "count": 0,
        "people": [],
        "summary": "Roll call: nobody answered.",
    }
    assert len(alice.messages) == 1


async def test_roll_call_tells_nobody_more_than_they_may_read(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    mallory: Neighbour,
    time_machine: TimeMachine,
) -> None:
    """A user who is not listed for private messages gets what was said in public."""
    user = MockUser().add_to_hass(hass)
    user.mock_policy({"entities": True})
    result = await roll_call(
        hass, time_machine, minutes=1, context=Context(user_id=user.id)
    )
    alice.say("safe")
    mallory.whisper(node.identity.fingerprint, "only for the house")
    await time_machine.drift(70, step=1)
    assert [person["text"] for person in result["people"]] == ["safe"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_answers_are_listed_as_text(
    hass: HomeAssistant,
    node: MeshCoordinator,
    mallory: Neighbour,
    time_machine: TimeMachine,
    text: str,
) -> None:
    hass.states.async_set("sensor.secret", "leaked")
    result = await roll_call(hass, time_machine, minutes=1)
    mallory.say(text)
    await time_machine.drift(70, step=1)
    (person,) = result["people"]
    assert person["text"] == text
    assert result["summary"].endswith(f"{NO_TAG}{{'a': {text}\n```")


@pytest.mark.parametrize(
    "text",
    [
        "``` [tap](http://x.test)",
        "x\n```\n# Everybody is safe",
        "~~~ *b* _i_ ||s||",
        "<a href='http://x.test'>tap</a>",
    ],
)
async def test_nobody_can_format_the_list(
    hass: HomeAssistant,
    node: MeshCoordinator,
    server: FakeGattServer,
    phone: Phone,
    make_neighbour: Callable[[str], Neighbour],
    time_machine: TimeMachine,
    text: str,
) -> None:
    """All that comes from the air stands between two fences, and no tag in it."""
    eve = make_neighbour("```\n[eve](http://x.test)")
    eve.dial(server)
    await time_machine.advance(2)
    await roll_call(hass, time_machine, minutes=1, notify=["notify.phone"])
    eve.say(text)
    await time_machine.drift(70, step=1)
    (notification,) = phone.notifications
    title, opened, answer, closed = notification["message"].split("\n")
    assert (title, opened, closed) == ("Roll call: 1 answered.", "```", "```")
    assert answer.startswith("- ")
    assert "[eve](http" in answer
    assert not set("`<>") & set(answer)


async def test_roll_call_in_a_crowd_stays_bounded(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    result = await roll_call(hass, time_machine, minutes=1, public=True)
    for number in range(40):
        alice.say(f"{number} " + "x" * 90)
        await time_machine.drift(0.2)
    await time_machine.drift(70, step=1)
    assert result["count"] == 1
    assert len(result["summary"]) < 200
