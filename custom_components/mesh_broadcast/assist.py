"""Assist over the mesh: an agent answers what trusted peers write in private.

Only what came out of a session with a key that the user trusts, and allowed this, is
acted upon: the engine shows no message under another fingerprint. It is acted upon once,
because it is on disk as received before, and not when it is old.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
import logging

from homeassistant.auth.models import User
from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN, EVENT_ASSIST, ISSUE_ASSIST_USER
from .conversation_agent import (
    async_converse,
    async_has_agent,
    async_has_conversation,
)
from .coordinator import MeshCoordinator
from .markdown import as_markdown
from .message_event import ReceivedEvent
from .peer_request import PeerContext, peer_asks
from .protocol import cut_text
from .texts import async_text
from .trusted_peer import TrustedPeer

_LOGGER = logging.getLogger(__name__)

ANSWER_MARK = "\N{HOUSE BUILDING}"
"""Begins each answer, and no request: two homes that trust each other would otherwise
take each other's answers for requests, and act upon them for ever."""

CONVERSATION_S = 300.0
"""How long a conversation goes on after its last answer: as long as Home Assistant
itself keeps one."""

MAX_AGE_S = 300.0
"""Whoever wrote this long ago does not expect anything to happen now."""

ANSWER_TIMEOUT_S = 60.0
"""A language model that calls tools takes seconds; people give up before a minute."""

RATE_PERIOD_S = 60.0
"""The user sets how many requests a minute."""

MAX_WAITING = 3
"""Requests that wait for the one before them: more than anybody types meanwhile."""

MAX_ANSWER_BYTES = 2_000
"""Longest answer: a screenful, in about ten parts that the whole mesh carries."""

MAX_LOGGED = 100
"""Peers whose first refused message is logged: anybody can make up any number."""

_DOING = "asking Assist"


@dataclass(slots=True)
class _Talk:
    """What goes on with one peer; None among what waits is a request too many."""

    waiting: deque[ReceivedEvent | None] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None
    taken: list[float] = field(default_factory=list)
    told_to_wait: bool = False
    conversation: str | None = None
    agent: tuple[str | None, str | None] = (None, None)
    answered_at: float = 0.0

    def admits(self, now: float, limit: int) -> bool:
        """Whether one more request is within the limits; if so it counts."""
        self.taken = [at for at in self.taken if at > now - RATE_PERIOD_S]
        if len(self.taken) >= limit or len(self.waiting) >= MAX_WAITING:
            return False
        self.taken.append(now)
        return True


class MeshAssist:
    """Takes requests of trusted peers to Assist, and its answers back."""

    def __init__(self, node: MeshCoordinator) -> None:
        """Begin without any conversation."""
        self._node = node
        self._hass = node.hass
        self._tasks = node.tasks.of("assist")
        self._talks: dict[str, _Talk] = {}
        self._logged: set[str] = set()
        self._issues: set[str] = set()

    @callback
    def async_start(self) -> None:
        """Listen until the node stops."""
        for remove in (
            self._node.new_private_messages.add(self._received),
            self._node.settings_changed.add(self._settings_changed),
            self._stop,
        ):
            self._node.async_on_stop(remove)

    @callback
    def _stop(self) -> None:
        """Answer nobody any more."""
        for fingerprint in tuple(self._talks):
            self._end(fingerprint)
        self._clear_issues()

    @callback
    def _settings_changed(self) -> None:
        """End what is no longer allowed; faults may be mended now."""
        for fingerprint in tuple(self._talks):
            if self._allowed(fingerprint) is None:
                self._end(fingerprint)
        self._clear_issues()

    def _allowed(self, fingerprint: str) -> TrustedPeer | None:
        """Return a peer if it may use Assist."""
        peer = self._node.settings.trusted_peers.get(fingerprint)
        return peer if peer is not None and peer.may_use_assist else None

    @callback
    def _end(self, fingerprint: str) -> None:
        """Break off with a peer."""
        talk = self._talks.pop(fingerprint)
        if talk.task is not None:
            talk.task.cancel()

    # -- what arrives

    @callback
    def _received(self, event: ReceivedEvent) -> None:
        """Take in a private message."""
        fingerprint = event["fingerprint"]
        peer = self._allowed(fingerprint)
        if peer is None:
            self._log_refused(fingerprint)
            return
        if event["text"].startswith(ANSWER_MARK):
            return
        talk = self._talks.setdefault(fingerprint, _Talk())
        if talk.admits(self._hass.loop.time(), peer.rate_limit):
            talk.told_to_wait = False
            talk.waiting.append(event)
        elif talk.told_to_wait:
            return
        else:
            talk.told_to_wait = True
            talk.waiting.append(None)
        if talk.task is None or talk.task.done():
            talk.task = self._tasks.start(
                "assist",
                lambda: self._async_talk(fingerprint, talk),
                detail=fingerprint[:8],
            )

    @callback
    def _log_refused(self, fingerprint: str) -> None:
        """Log, once for each, that somebody may not do what others may."""
        offered = any(
            peer.may_use_assist for peer in self._node.settings.trusted_peers.values()
        )
        if (
            offered
            and fingerprint not in self._logged
            and len(self._logged) < MAX_LOGGED
        ):
            self._logged.add(fingerprint)
            _LOGGER.info("%s wrote in private and may not use Assist", fingerprint)

    # -- one after the other

    async def _async_talk(self, fingerprint: str, talk: _Talk) -> None:
        """Answer what waits, in its order."""
        # The node is in the middle of what arrived.
        await asyncio.sleep(0)
        while talk.waiting:
            event = talk.waiting.popleft()
            answer = ""
            with self._node.errors.guard(_DOING):
                answer = await self._async_answer(fingerprint, talk, event)
            with self._node.errors.guard("answering for Assist"):
                answer = answer or await async_text(self._hass, "assist_failed")
                self._send(fingerprint, answer)

    async def _async_answer(
        self, fingerprint: str, talk: _Talk, event: ReceivedEvent | None
    ) -> str:
        """Return the answer to a request, or why there is none."""
        peer = self._node.settings.trusted_peers[fingerprint]
        if event is None:
            return await async_text(self._hass, "assist_busy")
        if _age(event) > MAX_AGE_S:
            return await async_text(self._hass, "assist_late")
        user = await self._async_user(peer)
        if user is None:
            self._raise_issue(peer)
            return await async_text(self._hass, "assist_refused")
        if not async_has_conversation(self._hass) or not async_has_agent(
            self._hass, peer.agent
        ):
            self._failed("its agent is not there")
            return await async_text(self._hass, "assist_no_agent")
        # A power cut from here on costs the answer; it never has things done twice.
        if not await self._node.async_store_received():
            self._failed("it cannot be stored that this was asked")
            return await async_text(self._hass, "assist_failed")
        return await self._async_ask(peer, user, talk, event)

    async def _async_ask(
        self, peer: TrustedPeer, user: User, talk: _Talk, event: ReceivedEvent
    ) -> str:
        """Ask the agent."""
        context = PeerContext(user.id, peer.fingerprint)
        self._hass.bus.async_fire(
            EVENT_ASSIST,
            {
                "entry_id": event["entry_id"],
                "peer_id": event["peer_id"],
                "fingerprint": peer.fingerprint,
                "nickname": event["nickname"],
                "name": peer.name,
                "device_id": event["device_id"],
                "message_id": event["message_id"],
            },
            context=context,
        )
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                with peer_asks(peer.fingerprint):
                    answer, conversation = await async_converse(
                        self._hass,
                        event["text"],
                        agent_id=peer.agent,
                        conversation_id=self._conversation(peer, talk),
                        context=context,
                        device_id=event["device_id"],
                    )
        except TimeoutError:
            self._failed("its agent took too long")
            return await async_text(self._hass, "assist_timeout")
        except (HomeAssistantError, ValueError) as err:
            # What it says may quote the request.
            self._failed(type(err).__name__)
            return await async_text(self._hass, "assist_failed")
        talk.conversation = conversation
        talk.agent = peer.agent, peer.user
        talk.answered_at = self._hass.loop.time()
        return answer or await async_text(self._hass, "assist_done")

    def _conversation(self, peer: TrustedPeer, talk: _Talk) -> str | None:
        """Return the conversation that goes on, None for a new one."""
        fresh = self._hass.loop.time() - talk.answered_at < CONVERSATION_S
        same = talk.agent == (peer.agent, peer.user)
        return talk.conversation if fresh and same else None

    async def _async_user(self, peer: TrustedPeer) -> User | None:
        """Return the user in whose name a peer may act, if that can still be."""
        if peer.user is None:
            return None
        user = await self._hass.auth.async_get_user(peer.user)
        usable = user is not None and user.is_active and not user.system_generated
        return user if usable else None

    @callback
    def _send(self, fingerprint: str, answer: str) -> None:
        """Send an answer, unless the mesh cannot take it now."""
        text = f"{ANSWER_MARK} {answer.strip()}"
        first, *rest = cut_text(text, MAX_ANSWER_BYTES)
        try:
            self._node.async_send_private(
                fingerprint, f"{first.rstrip()}…" if rest else first
            )
        except HomeAssistantError as err:
            self._failed(type(err).__name__)

    # -- what goes wrong

    @callback
    def _failed(self, why: str) -> None:
        """Count, and log the first time, what is not this node's fault."""
        self._node.errors.counts[_DOING] += 1
        if self._node.errors.counts[_DOING] == 1:
            _LOGGER.warning(
                "Assist could not answer a peer: %s; more are only counted", why
            )

    @callback
    def _raise_issue(self, peer: TrustedPeer) -> None:
        """Tell the user that a peer acts for somebody who is gone."""
        issue_id = f"{ISSUE_ASSIST_USER}_{peer.subentry_id}"
        self._issues.add(issue_id)
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_ASSIST_USER,
            translation_placeholders={
                "name": peer.name,
                "quoted": as_markdown(peer.name),
            },
        )

    @callback
    def _clear_issues(self) -> None:
        """Take back what was told; it comes again if it lasts."""
        while self._issues:
            ir.async_delete_issue(self._hass, DOMAIN, self._issues.pop())


def _age(event: ReceivedEvent) -> float:
    """Return how long a message took, by both clocks."""
    sent, received = (
        datetime.fromisoformat(event[key]) for key in ("sent_at", "received_at")
    )
    return (received - sent).total_seconds()
