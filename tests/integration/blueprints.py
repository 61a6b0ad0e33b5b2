"""The project's blueprints, imported into the test's Home Assistant."""

from pathlib import Path
from shutil import copytree
from typing import Any

from homeassistant.components.blueprint import Blueprint
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import save_yaml
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

ROOT = Path(__file__).parents[2] / "blueprints"
FILES = sorted(ROOT.glob("*/mesh_broadcast/*.yaml"))


def import_all(hass: HomeAssistant) -> None:
    """Put all of them where Home Assistant looks for them."""
    copytree(ROOT, hass.config.path("blueprints"), dirs_exist_ok=True)


async def automate(hass: HomeAssistant, name: str, **inputs: Any) -> None:
    """Make an automation of a blueprint."""
    config = {"automation": _automation(name, inputs)}
    assert await async_setup_component(hass, "automation", config)
    await hass.async_block_till_done()
    _assert_on(hass)


async def edit(hass: HomeAssistant, name: str, **inputs: Any) -> None:
    """Change the automation, as its editor does."""
    configuration = Path(hass.config.path("configuration.yaml"))
    save_yaml(str(configuration), {"automation": [_automation(name, inputs)]})
    await hass.services.async_call(
        "automation", "reload", {"id": "test"}, blocking=True
    )
    _assert_on(hass)


def _automation(name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Return an automation's configuration."""
    return {
        "id": "test",
        "alias": "test",
        "use_blueprint": {"path": f"mesh_broadcast/{name}.yaml", "input": inputs},
    }


def _assert_on(hass: HomeAssistant) -> None:
    """See that Home Assistant accepts the automation."""
    state = hass.states.get("automation.test")
    assert state is not None
    assert state.state == "on", "the blueprint's automation is not valid"


async def script(hass: HomeAssistant, name: str, **inputs: Any) -> None:
    """Make a script of a blueprint."""
    config = {
        "alias": "test",
        "use_blueprint": {"path": f"mesh_broadcast/{name}.yaml", "input": inputs},
    }
    assert await async_setup_component(hass, "script", {"script": {"test": config}})
    await hass.async_block_till_done()
    state = hass.states.get("script.test")
    assert state is not None
    assert state.state == "off", "the blueprint's script is not valid"


class Phone:
    """A phone with the Home Assistant app; what it is pushed, and what it does."""

    def __init__(self, hass: HomeAssistant, web: Any) -> None:
        self._hass = hass
        self._web = web
        self.entry = MockConfigEntry(
            domain="mobile_app",
            title="Phone",
            data={
                "app_id": "io.homeassistant.companion.android",
                "app_name": "Home Assistant",
                "app_version": "2026.10.1",
                "device_id": "phone-1",
                "device_name": "Phone",
                "manufacturer": "Maker",
                "model": "Model",
                "os_name": "Android",
                "os_version": "17",
                "supports_encryption": False,
                "user_id": "nobody",
                "webhook_id": "webhook-1",
                "app_data": {"push_token": "token", "push_url": "https://push.test"},
            },
        )
        web.post(
            "https://push.test",
            json={
                "rateLimits": {
                    "successful": 1,
                    "errors": 0,
                    "maximum": 500,
                    "resetsAt": "2026-11-23T00:00:00.000Z",
                }
            },
            status=201,
        )

    async def set_up(self) -> None:
        """Register the app."""
        assert await async_setup_component(self._hass, "homeassistant", {})
        self.entry.add_to_hass(self._hass)
        assert await async_setup_component(self._hass, "mobile_app", {})
        await self._hass.async_block_till_done()

    @property
    def device_id(self) -> str:
        """Return the ID of the phone's device."""
        return self._hass.data["mobile_app"]["devices"]["webhook-1"].id

    @property
    def notifications(self) -> list[dict[str, Any]]:
        """Return what was pushed to it."""
        return [call[2] for call in self._web.mock_calls]

    async def reply(self, notification: dict[str, Any], text: str) -> None:
        """Type a reply, as the app reports it."""
        (action,) = notification["data"]["actions"]
        assert action["behavior"] == "textInput"
        self._hass.bus.async_fire(
            "mobile_app_notification_action",
            {"action": action["action"], "reply_text": text},
        )
        await self._hass.async_block_till_done()


def loaded(blueprint: Blueprint | Exception | None) -> Blueprint:
    """Return a blueprint that could be read."""
    assert isinstance(blueprint, Blueprint), blueprint
    return blueprint


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Have a configuration folder of the test's own, for blueprints to stand in."""
    return hass_tmp_config_dir
