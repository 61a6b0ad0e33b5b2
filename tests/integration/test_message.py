"""Messages between the node and its neighbours, as Home Assistant shows them."""

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import async_capture_events

from custom_components.mesh_broadcast.const import EVENT_MESSAGE
from custom_components.mesh_broadcast.coordinator import MeshCoordinator

from .virtual_air import Neighbour, TimeMachine


async def test_message_becomes_an_event(
    hass: HomeAssistant,
    node: MeshCoordinator,
    alice: Neighbour,
    time_machine: TimeMachine,
) -> None:
    events = async_capture_events(hass, EVENT_MESSAGE)
    alice.say("hello")
    await time_machine.advance(1)
    assert len(events) == 1
    print(events[0].data)
