"""Write down what a person may want to know of the node's doings.

It listens to facts, not to frames: what is counted per frame is looked up in the
engine's counters, now and then, so that a busy mesh costs no more than a quiet one.
"""

from collections import Counter, OrderedDict
from typing import Any, Final

from homeassistant.core import callback

from .activity import ActivityKind
from .coordinator import MeshCoordinator
from .history import PUBLIC
from .history_changes import HistoryChange, MessageAdded
from .protocol import (
    DeliveryChanged,
    DropReason,
    Effect,
    Event,
    LinkBound,
    LinkDown,
    LinkId,
    LinkRole,
    LinkUp,
    MessageReceived,
    Peer,
    PeerChange,
    PeerChanged,
    PeerId,
    PeerPinned,
    PrivateMessageReceived,
    SessionReady,
    TrustChanged,
)
from .state_writer import NODE

TALLY_INTERVAL: Final = 30.0
"""Seconds between entries about what is only counted: two a minute are readable."""

MAX_TEXT: Final = 200
"""Characters of a public message in an entry: the log is no second history."""

MAX_FOLLOWED: Final = 200
"""Messages of ours whose last status is known, and peers whose trust is, as many as
entries are kept."""

_ROUTINE: Final = frozenset(
    {
        DropReason.DUPLICATE,
        DropReason.NOISE_NO_SESSION,
        DropReason.NOISE_REPLAY,
        DropReason.NOISE_UNEXPECTED,
        DropReason.OWN_PACKET,
        DropReason.STALE,
        DropReason.UNEXPECTED_PONG,
        DropReason.UNKNOWN_LINK,
        DropReason.UNKNOWN_SENDER,
        DropReason.WRONG_LINK,
    }
)
"""What every flooding mesh drops all day: no news to anybody."""


@callback
def async_watch_activity(coordinator: MeshCoordinator) -> None:
    """Keep the node's activity log, and its curve of signals, for as long as it lives."""
    ActivityWatch(coordinator).async_start()


class ActivityWatch:
    """Makes entries of facts."""

    def __init__(self, coordinator: MeshCoordinator) -> None:
        """Begin without a past."""
        self._node = coordinator
        self._log = coordinator.activity
        self._roles: dict[LinkId, LinkRole] = {}
        self._bound: dict[LinkId, PeerId] = {}
        self._statuses: OrderedDict[str, str] = OrderedDict()
        self._trusted: OrderedDict[PeerId, TrustChanged] = OrderedDict()
        self._running = False
        self._nickname = coordinator.settings.nickname
        self._from_history = 0
        self._relayed = 0
        self._dropped: Counter[DropReason] = Counter()
        self._tally_at = 0.0

    @callback
    def async_start(self) -> None:
        """Listen; whoever tells lives no longer than we do."""
        node = self._node
        self._log.add(ActivityKind.NODE, state="started", nickname=self._nickname)
        node.facts.add(self._fact)
        node.history_changes.add(self._history_changed)
        node.settings_changed.add(self._settings_changed)
        node.writer.add(NODE, self._node_changed)

    @callback
    def _fact(self, fact: Event | Effect) -> None:
        """Take in something that happened."""
        match fact:
            case LinkUp():
                self._roles[fact.link] = fact.role
            case LinkBound():
                self._link_bound(fact)
            case LinkDown():
                self._link_down(fact.link)
            case PeerChanged():
                self._peer_changed(fact.change, fact.peer)
            case MessageReceived():
                self._message_received(fact)
            case PrivateMessageReceived():
                self._private_message_received(fact)
            case DeliveryChanged():
                self._delivery_changed(fact)
            case SessionReady():
                self._log.add(
                    ActivityKind.SESSION, private=True, **self._named(fact.peer_id)
                )
            case TrustChanged():
                self._trust_changed(fact)
            case PeerPinned():
                self._trusted.pop(fact.peer_id, None)
        self._tally()

    # -- links and peers

    @callback
    def _link_bound(self, fact: LinkBound) -> None:
        """Tell of a link once it is known whose it is."""
        if fact.peer_id is None or self._bound.get(fact.link) == fact.peer_id:
            return
        # Two nodes that dial each other have two links: one is news, two are none.
        first = fact.peer_id not in self._bound.values()
        self._bound[fact.link] = fact.peer_id
        if first and self._node.peer(fact.peer_id) is not None:
            self._link_up(fact.link)

    @callback
    def _link_up(self, link: LinkId) -> None:
        """Tell of a link."""
        self._log.add(
            ActivityKind.LINK_UP,
            **self._named(self._bound[link]),
            role=self._roles.get(link),
        )

    @callback
    def _link_down(self, link: LinkId) -> None:
        """Tell of the end of the last link with somebody."""
        role = self._roles.pop(link, None)
        peer_id = self._bound.pop(link, None)
        if peer_id is not None and peer_id not in self._bound.values():
            self._log.add(ActivityKind.LINK_DOWN, **self._named(peer_id), role=role)

    @callback
    def _peer_changed(self, change: PeerChange, peer: Peer) -> None:
        """Tell who comes and goes, and note how well it is heard."""
        if peer.rssi is not None:
            self._node.signals.note(peer.fingerprint, peer.last_seen_ms, peer.rssi)
        if change is PeerChange.UPDATED:
            return
        appeared = change is PeerChange.APPEARED
        self._log.add(
            ActivityKind.PEER_APPEARED if appeared else ActivityKind.PEER_LEFT,
            **_described(peer),
            hops=peer.hops,
        )
        if appeared:
            # A link is bound by the announce that makes the peer known.
            for link, peer_id in self._bound.items():
                if peer_id == peer.peer_id:
                    self._link_up(link)
                    break

    @callback
    def _trust_changed(self, fact: TrustChanged) -> None:
        """Tell how far somebody is trusted: a verified key that is proven is no news."""
        if self._trusted.get(fact.peer_id) == fact:
            return
        _keep(self._trusted, fact.peer_id, fact)
        self._log.add(
            ActivityKind.TRUST,
            **self._named(fact.peer_id),
            trust=fact.trust,
            blocked=fact.blocked,
        )

    # -- messages

    @callback
    def _message_received(self, message: MessageReceived) -> None:
        """Tell of a public message; those from a neighbour's history are counted."""
        if message.from_history:
            self._from_history += 1
            return
        self._log.add(
            ActivityKind.MESSAGE_RECEIVED,
            conversation=PUBLIC,
            message_id=message.message_id,
            **_described(message.peer),
            hops=message.hops,
            text=message.text[:MAX_TEXT],
        )

    @callback
    def _private_message_received(self, message: PrivateMessageReceived) -> None:
        """Tell that there was a private message, not what is in it."""
        self._log.add(
            ActivityKind.MESSAGE_RECEIVED,
            private=True,
            conversation=message.peer.fingerprint,
            message_id=message.message_id,
            **_described(message.peer),
            hops=message.hops,
        )

    @callback
    def _history_changed(self, change: HistoryChange) -> None:
        """Tell what we said."""
        if not isinstance(change, MessageAdded) or change.message.fingerprint:
            return
        conversation, message = change.conversation, change.message
        data: dict[str, Any] = {
            "conversation": conversation,
            "message_id": message.message_id,
        }
        if conversation == PUBLIC:
            data["text"] = message.text[:MAX_TEXT]
        else:
            data["fingerprint"] = conversation
            data["nickname"] = self._node.names.get(conversation)
        self._log.add(ActivityKind.MESSAGE_SENT, private=conversation != PUBLIC, **data)

    @callback
    def _delivery_changed(self, delivery: DeliveryChanged) -> None:
        """Tell each step once, however many peers take it."""
        if self._statuses.get(delivery.message_id) == delivery.status:
            return
        _keep(self._statuses, delivery.message_id, delivery.status)
        public = delivery.peer_id is None
        named = {} if delivery.peer_id is None else self._named(delivery.peer_id)
        self._log.add(
            ActivityKind.DELIVERY,
            private=not public,
            conversation=PUBLIC if public else named["fingerprint"],
            message_id=delivery.message_id,
            status=delivery.status,
            failure=delivery.failure,
            heard_by=delivery.heard_by,
            **named,
        )

    # -- the node itself

    @callback
    def _settings_changed(self) -> None:
        """Tell of a new name."""
        if self._nickname != (nickname := self._node.settings.nickname):
            self._nickname = nickname
            self._log.add(ActivityKind.NODE, state="nickname", nickname=nickname)

    @callback
    def _node_changed(self) -> bool:
        """Tell whether the node is on the air; nothing is written by that."""
        if self._running != (running := self._node.running):
            self._running = running
            self._log.add(
                ActivityKind.NODE,
                state="on_air" if running else "off_air",
                nickname=self._nickname,
            )
        return False

    @callback
    def _tally(self) -> None:
        """Tell what was only counted since the last time."""
        now = self._node.hass.loop.time()
        if now < self._tally_at:
            return
        self._tally_at = now + TALLY_INTERVAL
        statistics = self._node.engine.statistics
        if (relayed := statistics.relayed - self._relayed) > 0:
            self._log.add(ActivityKind.RELAYED, count=relayed)
        self._relayed = statistics.relayed
        if self._from_history:
            self._log.add(ActivityKind.SYNC, count=self._from_history)
            self._from_history = 0
        dropped = Counter(statistics.dropped)
        for reason, number in (dropped - self._dropped).items():
            if reason not in _ROUTINE:
                self._log.add(ActivityKind.DROPPED, count=number, reason=reason)
        self._dropped = dropped

    def _named(self, peer_id: PeerId) -> dict[str, Any]:
        """Return who has an ID, as far as we know."""
        if (peer := self._node.peer(peer_id)) is not None:
            return _described(peer)
        prefix = peer_id.hex()
        fingerprint, nickname = next(
            (item for item in self._node.names.items() if item[0].startswith(prefix)),
            (None, None),
        )
        return {"fingerprint": fingerprint, "peer_id": prefix, "nickname": nickname}


def _keep[K, V](latest: OrderedDict[K, V], key: K, value: V) -> None:
    """Remember the latest of something; what has been so for longest is forgotten."""
    latest[key] = value
    latest.move_to_end(key)
    if len(latest) > MAX_FOLLOWED:
        latest.popitem(last=False)


def _described(peer: Peer) -> dict[str, Any]:
    """Return who a peer is."""
    return {
        "fingerprint": peer.fingerprint,
        "peer_id": peer.peer_id.hex(),
        "nickname": peer.nickname,
    }
