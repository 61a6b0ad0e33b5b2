"""Messages received; docs/events.md is the payload's contract."""

import logging
from typing import Final, override

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import config_validation as cv
import probatio

from ..const import (
    CONF_CHANNEL,
    CONF_INCLUDE_HISTORY,
    CONF_MATCH,
    CONF_MENTIONED,
    CONF_MIN_TRUST,
    CONF_TEXT,
)
from ..coordinator import MeshCoordinator
from ..history import PUBLIC
from ..mentions import mentions
from ..message_event import MeshMessageEvent, ReceivedEvent
from ..peer_selection import PEER_FIELDS
from ..protocol import PeerTrust
from ..text_filter import Comparison, TextFilter
from .channel import Channel
from .listener import MeshListener, Options
from .trust import has_trust

_LOGGER = logging.getLogger(__name__)

# Reasons that traces show for a message that starts nothing.
OTHER_TEXT: Final = "text_differs"
NOT_MENTIONED: Final = "not_mentioned"
TOO_LITTLE_TRUST: Final = "too_little_trust"
PATTERN_TOOK_TOO_LONG: Final = "pattern_took_too_long"


class MessageListener(MeshListener):
    """Listens for messages."""

    SCHEMA = probatio.Schema(
        {
            **PEER_FIELDS,
            probatio.Optional(CONF_CHANNEL, default=Channel.BOTH): probatio.Coerce(
                Channel
            ),
            probatio.Optional(CONF_TEXT, default=""): cv.string,
            probatio.Optional(CONF_MATCH, default=Comparison.CONTAINS): probatio.Coerce(
                Comparison
            ),
            probatio.Optional(CONF_MENTIONED, default=False): cv.boolean,
            probatio.Optional(CONF_MIN_TRUST, default=PeerTrust.SEEN): probatio.Coerce(
                PeerTrust
            ),
            probatio.Optional(CONF_INCLUDE_HISTORY, default=False): cv.boolean,
        }
    )

    @override
    def _read(self, options: Options) -> None:
        """Read the options."""
        self._channel: Channel = options[CONF_CHANNEL]
        self._text = TextFilter(options[CONF_TEXT], options[CONF_MATCH])
        self._mentioned: bool = options[CONF_MENTIONED]
        self._min_trust: PeerTrust = options[CONF_MIN_TRUST]
        self._include_history: bool = options[CONF_INCLUDE_HISTORY]
        self._has_warned = False

    @override
    @callback
    def _subscribe(self, coordinator: MeshCoordinator) -> CALLBACK_TYPE:
        """Listen to the channels that are asked for."""

        @callback
        def public(event: MeshMessageEvent) -> None:
            self._received(coordinator, event, history=event["history"])

        @callback
        def private(event: ReceivedEvent) -> None:
            self._received(coordinator, event, private=True)

        removers: list[CALLBACK_TYPE] = []
        if self._channel.holds(private=False):
            removers.append(coordinator.new_messages.add(public))
            if self._include_history:
                removers.append(coordinator.old_messages.add(public))
        if self._channel.holds(private=True):
            removers.append(coordinator.new_private_messages.add(private))

        @callback
        def remove() -> None:
            for remover in removers:
                remover()

        return remove

    @callback
    def _received(
        self,
        coordinator: MeshCoordinator,
        event: ReceivedEvent,
        *,
        private: bool = False,
        history: bool = False,
    ) -> None:
        """Start the automation for a message that it is for."""
        if not self._is_about(event["fingerprint"]):
            return
        mentioned = mentions(
            event["text"],
            coordinator.settings.nickname,
            coordinator.identity.peer_id.hex(),
        )
        who = {
            "message_id": event["message_id"],
            "fingerprint": event["fingerprint"],
            "private": private,
        }
        if not has_trust(event["trust"], self._min_trust):
            self._pass(TOO_LITTLE_TRUST, {**who, "trust": str(event["trust"])})
            return
        if self._mentioned and not mentioned:
            self._pass(NOT_MENTIONED, who)
            return
        try:
            groups = self._text.match(event["text"])
        except TimeoutError:
            self._pass(PATTERN_TOOK_TOO_LONG, who)
            self._warn()
            return
        if groups is None:
            self._pass(OTHER_TEXT, who)
            return
        self._fire(
            {
                "entry_id": event["entry_id"],
                "conversation": event["fingerprint"] if private else PUBLIC,
                "private": private,
                "peer_id": event["peer_id"],
                "fingerprint": event["fingerprint"],
                "nickname": event["nickname"],
                "device_id": event["device_id"],
                "trust": str(event["trust"]),
                "text": event["text"],
                "groups": list(groups),
                "mentioned": mentioned,
                "message_id": event["message_id"],
                "hops": event["hops"],
                "direct": event["direct"],
                "via": event["via"],
                "via_nickname": event["via_nickname"],
                "rssi": event["rssi"],
                "sent_at": event["sent_at"],
                "received_at": event["received_at"],
                "history": history,
            },
            f"{'private' if private else 'public'} mesh message of {event['nickname']}",
        )

    @callback
    def _warn(self) -> None:
        """Say once that a pattern is no good."""
        if not self._has_warned:
            self._has_warned = True
            _LOGGER.warning(
                "The regular expression of a message trigger took too long for a text, "
                "which it now counts as not matching; make the expression simpler"
            )
