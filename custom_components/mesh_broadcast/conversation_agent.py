"""The way to Home Assistant's conversation agents, also where there are none."""

from homeassistant.core import Context, HomeAssistant, callback

CONVERSATION = "conversation"


@callback
def async_has_conversation(hass: HomeAssistant) -> bool:
    """Whether this home has Assist at all."""
    return CONVERSATION in hass.config.components


@callback
def async_has_agent(hass: HomeAssistant, agent_id: str | None) -> bool:
    """Whether there is such an agent; None is Home Assistant's own."""
    if not async_has_conversation(hass):
        return False
    # It is loaded where it is set up; loading it would cost a home without it megabytes.
    from homeassistant.components import conversation  # noqa: PLC0415

    return conversation.async_get_agent_info(hass, agent_id) is not None


async def async_converse(
    hass: HomeAssistant,
    text: str,
    *,
    agent_id: str | None,
    conversation_id: str | None,
    context: Context,
    device_id: str | None,
) -> tuple[str, str | None]:
    """Return what an agent answers, and the ID under which the conversation goes on.

    Raises `ValueError` for an agent that does not exist.
    """
    # As above.
    from homeassistant.components import conversation  # noqa: PLC0415

    result = await conversation.async_converse(
        hass,
        text,
        conversation_id,
        context,
        agent_id=agent_id,
        device_id=device_id,
    )
    speech = result.response.speech.get("plain", {}).get("speech", "")
    return str(speech).strip(), result.conversation_id
