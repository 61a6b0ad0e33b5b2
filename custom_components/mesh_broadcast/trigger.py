"""The triggers of Mesh Broadcast."""

from typing import Any, ClassVar, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.trigger import (
    NotTriggeredInfo,
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
import probatio

from .triggers.delivery_changed import DeliveryListener
from .triggers.listener import MeshListener, Payload
from .triggers.message_received import MessageListener
from .triggers.presence import AppearedListener, LeftListener


class MeshTrigger(Trigger):
    """Starts automations with what a listener hears."""

    _listener: ClassVar[type[MeshListener]]

    @override
    @classmethod
    async def async_validate_config(
        cls, hass: HomeAssistant, config: ConfigType
    ) -> ConfigType:
        """Validate the options, also against what is in this home."""
        config = probatio.Schema(
            {probatio.Required(CONF_OPTIONS, default=dict): cls._listener.SCHEMA}
        )(config)
        cls._listener(hass, config[CONF_OPTIONS], _nothing)
        return config

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Keep the validated options."""
        super().__init__(hass, config)
        self._options: dict[str, Any] = config.options or {}

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Begin to listen, whether or not the node is loaded."""

        @callback
        def passed(reason: str, data: Payload) -> None:
            if did_not_trigger is not None:
                did_not_trigger(NotTriggeredInfo(reason, data))

        return self._listener(
            self._hass, self._options, run_action, passed
        ).async_listen()


class MessageReceivedTrigger(MeshTrigger):
    """Messages received."""

    _listener = MessageListener


class PeerAppearedTrigger(MeshTrigger):
    """Peers that appear."""

    _listener = AppearedListener


class PeerLeftTrigger(MeshTrigger):
    """Peers that leave."""

    _listener = LeftListener


class DeliveryChangedTrigger(MeshTrigger):
    """How far our messages get."""

    _listener = DeliveryListener


TRIGGERS: dict[str, type[Trigger]] = {
    "delivery_changed": DeliveryChangedTrigger,
    "message_received": MessageReceivedTrigger,
    "peer_appeared": PeerAppearedTrigger,
    "peer_left": PeerLeftTrigger,
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS


@callback
def _nothing(payload: Payload, description: str) -> None:
    """Do nothing: these options are only looked at."""
