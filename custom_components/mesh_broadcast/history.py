"""What was said: the public channel and one conversation with each peer, bounded.

Plain data without Home Assistant. Messages are immutable and replaced as a whole, so
that a snapshot for the disk needs no copy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, NotRequired, Self, TypedDict, cast

from .protocol import DeliveryFailure, DeliveryStatus

PUBLIC: Final = "public"
"""The public channel's conversation; the others are named by fingerprint."""

MAX_MESSAGES: Final = 1_000
"""In one conversation: as many as gossip reaches back to, 0.7 MiB at most usually."""

MAX_ALL_MESSAGES: Final = 5_000
"""In all conversations: under 4 MiB of memory, and 2 MB for one write."""

MAX_CONVERSATIONS: Final = 200
"""As many as peers may become devices: strangers can open conversations at will."""

MAX_AGE: Final = timedelta(days=30)
"""As long as a peer's device is kept by default."""

_MAX_AGE_MS = MAX_AGE // timedelta(milliseconds=1)

# A delivery only moves forward; what ends it comes last.
_RANK = {status: rank for rank, status in enumerate(DeliveryStatus)}


class StoredMessage(TypedDict):
    """A message on disk; what has its usual value is left out."""

    id: str
    by: str | None
    name: str
    text: str
    sent: int
    received: int
    hops: NotRequired[int | None]
    rssi: NotRequired[int | None]
    via: NotRequired[str | None]
    status: NotRequired[str]
    failure: NotRequired[str]
    heard_by: NotRequired[int]
    read: NotRequired[bool]


type StoredHistory = dict[str, list[StoredMessage]]
"""Conversations on disk, each from the oldest message on."""


@dataclass(frozen=True, slots=True)
class HistoryMessage:
    """A message as it is remembered; `fingerprint` is its author's, None for our own.

    Times are Unix milliseconds: `sent_ms` by the author's clock, `received_ms` by ours.
    `via` is the peer ID of the neighbour that it came from, `rssi` that one's in dBm.
    """

    message_id: str
    fingerprint: str | None
    nickname: str
    text: str
    sent_ms: int
    received_ms: int
    hops: int | None = None
    status: DeliveryStatus | None = None
    failure: DeliveryFailure | None = None
    heard_by: int = 0
    read: bool = False
    rssi: int | None = None
    via: str | None = None

    @property
    def at_ms(self) -> int:
        """Return when it was said; a clock that is ahead is not believed."""
        return min(self.sent_ms, self.received_ms)

    @property
    def unread(self) -> bool:
        """Whether somebody else wrote it, and nobody here has read it."""
        return self.fingerprint is not None and not self.read

    def as_stored(self) -> StoredMessage:
        """Return the form on disk."""
        stored: StoredMessage = {
            "id": self.message_id,
            "by": self.fingerprint,
            "name": self.nickname,
            "text": self.text,
            "sent": self.sent_ms,
            "received": self.received_ms,
        }
        if self.hops is not None:
            stored["hops"] = self.hops
        if self.rssi is not None:
            stored["rssi"] = self.rssi
        if self.via is not None:
            stored["via"] = self.via
        if self.status is not None:
            stored["status"] = self.status.value
        if self.failure is not None:
            stored["failure"] = self.failure.value
        if self.heard_by:
            stored["heard_by"] = self.heard_by
        if self.read:
            stored["read"] = True
        return stored

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> Self:
        """Read the form on disk; raises what reading foreign data raises."""
        status, failure = stored.get("status"), stored.get("failure")
        message = cls(
            message_id=stored["id"],
            fingerprint=stored["by"],
            nickname=stored["name"],
            text=stored["text"],
            sent_ms=stored["sent"],
            received_ms=stored["received"],
            hops=stored.get("hops"),
            status=None if status is None else DeliveryStatus(status),
            failure=None if failure is None else DeliveryFailure(failure),
            heard_by=stored.get("heard_by", 0),
            read=stored.get("read", False),
            rssi=stored.get("rssi"),
            via=stored.get("via"),
        )
        # The annotations are what we hope for; the file says what it is.
        texts: tuple[Any, ...] = (message.message_id, message.nickname, message.text)
        numbers: tuple[Any, ...] = (
            message.sent_ms,
            message.received_ms,
            message.heard_by,
        )
        optional_texts: tuple[Any, ...] = (message.fingerprint, message.via)
        optional_numbers: tuple[Any, ...] = (message.hops, message.rssi)
        if (
            not all(isinstance(text, str) for text in texts)
            or not all(isinstance(number, int) for number in numbers)
            or not all(isinstance(text, str | None) for text in optional_texts)
            or not all(isinstance(number, int | None) for number in optional_numbers)
        ):
            raise TypeError("a stored message has a field of another type")
        return message


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """What a list of conversations shows of one."""

    conversation: str
    messages: int
    unread: int
    last: HistoryMessage

    @property
    def last_ms(self) -> int:
        """Return when the last message came."""
        return self.last.received_ms


@dataclass(frozen=True, slots=True)
class Transcript:
    """The messages of a conversation at one moment, in the order in which they came.

    `pruned` tells that there were older ones, which were forgotten for their age or
    for want of room.
    """

    messages: tuple[HistoryMessage, ...] = ()
    pruned: bool = False


class _Conversation:
    """The messages of one conversation by ID, in the order in which they came."""

    __slots__ = ("messages", "ours", "pruned", "unread")

    def __init__(self) -> None:
        """Begin without any."""
        self.messages: dict[str, HistoryMessage] = {}
        self.unread = 0
        self.ours = 0
        self.pruned = False

    def put(self, message: HistoryMessage) -> None:
        """Add a message, or replace it where it is."""
        self._count(self.messages.get(message.message_id), -1)
        self.messages[message.message_id] = message
        self._count(message, 1)

    def drop_oldest(self) -> None:
        """Forget the message that came first."""
        self.drop(next(iter(self.messages)))
        self.pruned = True

    def drop(self, message_id: str) -> HistoryMessage:
        """Forget a message."""
        message = self.messages.pop(message_id)
        self._count(message, -1)
        return message

    @property
    def last(self) -> HistoryMessage:
        """Return the message that came last."""
        return self.messages[next(reversed(self.messages))]

    @property
    def last_ms(self) -> int:
        """Return when the last message came."""
        return self.last.received_ms

    @property
    def first_ms(self) -> int:
        """Return when the first message came that is still there."""
        return self.messages[next(iter(self.messages))].received_ms

    def _count(self, message: HistoryMessage | None, by: int) -> None:
        """Keep the counters right."""
        if message is not None:
            self.unread += by * message.unread
            self.ours += by * (message.fingerprint is None)


class History:
    """All conversations."""

    def __init__(
        self,
        *,
        max_messages: int = MAX_MESSAGES,
        max_all_messages: int = MAX_ALL_MESSAGES,
        max_conversations: int = MAX_CONVERSATIONS,
    ) -> None:
        """Begin with nothing said."""
        self._max_messages = max_messages
        self._max_all_messages = max_all_messages
        self._max_conversations = max_conversations
        self._conversations: dict[str, _Conversation] = {}
        self._size = 0

    def __len__(self) -> int:
        """Return how many messages are remembered."""
        return self._size

    # -- what happens

    def add(self, conversation: str, message: HistoryMessage) -> bool:
        """Remember a message; return whether it was new."""
        talk = self._conversations.get(conversation)
        if talk is None:
            if len(self._conversations) >= self._max_conversations:
                self._drop_conversation()
            talk = self._conversations[conversation] = _Conversation()
        if message.message_id in talk.messages:
            return False
        talk.put(message)
        self._size += 1
        if len(talk.messages) > self._max_messages:
            self._drop_oldest(conversation, talk)
        if self._size > self._max_all_messages:
            # Never at the cost of the quiet ones: whoever says most loses first.
            fullest = max(
                self._conversations,
                key=lambda name: len(self._conversations[name].messages),
            )
            self._drop_oldest(fullest, self._conversations[fullest])
        self._drop_old(conversation, talk, message.received_ms - _MAX_AGE_MS)
        return True

    def delivery_changed(
        self,
        conversation: str,
        message_id: str,
        status: DeliveryStatus,
        failure: DeliveryFailure | None = None,
        heard_by: int = 0,
    ) -> bool:
        """Note how far a message of ours got; return whether that was news."""
        talk = self._conversations.get(conversation)
        message = None if talk is None else talk.messages.get(message_id)
        if talk is None or message is None or message.fingerprint is not None:
            return False
        if message.status is not None and _RANK[status] < _RANK[message.status]:
            status, failure = message.status, message.failure
        changed = replace(
            message,
            status=status,
            failure=failure,
            heard_by=max(heard_by, message.heard_by),
        )
        talk.put(changed)
        return changed != message

    def mark_read(
        self, conversation: str, message_ids: Iterable[str] | None = None
    ) -> tuple[str, ...]:
        """Mark messages read, all by default; return the IDs of those that were not."""
        talk = self._conversations.get(conversation)
        if talk is None:
            return ()
        wanted = tuple(talk.messages) if message_ids is None else tuple(message_ids)
        read = tuple(
            message_id
            for message_id in dict.fromkeys(wanted)
            if (message := talk.messages.get(message_id)) is not None and message.unread
        )
        for message_id in read:
            talk.put(replace(talk.messages[message_id], read=True))
        return read

    def remove(self, conversation: str, message_id: str) -> HistoryMessage | None:
        """Forget one message; return it, None where there is none of this ID."""
        talk = self._conversations.get(conversation)
        if talk is None or message_id not in talk.messages:
            return None
        message = talk.drop(message_id)
        self._size -= 1
        if not talk.messages:
            del self._conversations[conversation]
        return message

    def clear(self, conversation: str | None = None) -> int:
        """Forget a conversation, or all; return how many messages went."""
        gone = (
            list(self._conversations)
            if conversation is None
            else [name for name in self._conversations if name == conversation]
        )
        count = sum(len(self._conversations.pop(name).messages) for name in gone)
        self._size -= count
        return count

    def prune(self, now_ms: int) -> bool:
        """Forget what is too old; return whether there was any."""
        before = self._size
        for name, talk in tuple(self._conversations.items()):
            self._drop_old(name, talk, now_ms - _MAX_AGE_MS)
        return self._size < before

    # -- what is asked

    @property
    def conversations(self) -> tuple[ConversationSummary, ...]:
        """Return what there is, the latest first."""
        return tuple(
            sorted(
                (
                    ConversationSummary(
                        name, len(talk.messages), talk.unread, talk.last
                    )
                    for name, talk in self._conversations.items()
                ),
                key=lambda summary: -summary.last_ms,
            )
        )

    def summary(self, conversation: str) -> ConversationSummary | None:
        """Return what there is of one conversation."""
        talk = self._conversations.get(conversation)
        if talk is None:
            return None
        return ConversationSummary(
            conversation, len(talk.messages), talk.unread, talk.last
        )

    def message(self, conversation: str, message_id: str) -> HistoryMessage | None:
        """Return one message."""
        talk = self._conversations.get(conversation)
        return None if talk is None else talk.messages.get(message_id)

    def transcript(self, conversation: str) -> Transcript:
        """Return a conversation whole, for whoever looks through it in their own time.

        Another thread may: messages are immutable.
        """
        talk = self._conversations.get(conversation)
        if talk is None:
            return Transcript()
        return Transcript(tuple(talk.messages.values()), talk.pruned)

    def conversation_of(self, peer_id: bytes) -> str | None:
        """Return the conversation with a peer of this ID: a fingerprint's beginning."""
        prefix = peer_id.hex()
        return next(
            (name for name in self._conversations if name.startswith(prefix)), None
        )

    def unread(self, conversation: str) -> int:
        """Return how many messages of a conversation nobody has read."""
        talk = self._conversations.get(conversation)
        return 0 if talk is None else talk.unread

    def newest(
        self, conversation: str, limit: int | None = None
    ) -> list[HistoryMessage]:
        """Return the newest messages, from the oldest to the newest."""
        messages = list(self.transcript(conversation).messages)
        # What a neighbour's history brought came late, but was said earlier.
        messages.sort(key=lambda message: message.at_ms)
        return messages if limit is None else messages[max(0, len(messages) - limit) :]

    # -- the disk

    def snapshot(self, *, private: bool) -> dict[str, tuple[HistoryMessage, ...]]:
        """Return everything, or only what was public, as it is at this moment."""
        return {
            name: tuple(talk.messages.values())
            for name, talk in tuple(self._conversations.items())
            if private or name == PUBLIC
        }

    @property
    def pruned(self) -> list[str]:
        """Return the conversations that lost older messages to age or want of room."""
        conversations = tuple(self._conversations.items())
        return [name for name, talk in conversations if talk.pruned]

    def restore(self, stored: Mapping[str, Any], pruned: Iterable[str] = ()) -> None:
        """Take over what was stored; raises, and changes nothing, where it is damaged."""
        read = {
            name: [
                HistoryMessage.from_stored(message)
                for message in cast("list[Mapping[str, Any]]", messages)
            ]
            for name, messages in stored.items()
        }
        incomplete = frozenset(pruned)
        for name, messages in read.items():
            for message in messages:
                self.add(name, message)
        for name in incomplete & self._conversations.keys():
            self._conversations[name].pruned = True

    def _drop_old(self, name: str, talk: _Conversation, limit_ms: int) -> None:
        """Forget a conversation's messages from before a moment."""
        while talk.messages and talk.first_ms < limit_ms:
            self._drop_oldest(name, talk)

    def _drop_oldest(self, name: str, talk: _Conversation) -> None:
        """Forget a conversation's oldest message, and an empty conversation."""
        talk.drop_oldest()
        self._size -= 1
        if not talk.messages:
            del self._conversations[name]

    def _drop_conversation(self) -> None:
        """Forget a conversation: one in which we never spoke, the longest quiet."""
        name = min(
            (name for name in self._conversations if name != PUBLIC),
            key=lambda name: (
                self._conversations[name].ours > 0,
                self._conversations[name].last_ms,
            ),
        )
        self.clear(name)


def stored_history(
    snapshot: Mapping[str, Iterable[HistoryMessage]],
) -> StoredHistory:
    """Return a snapshot in the form on disk."""
    return {
        name: [message.as_stored() for message in messages]
        for name, messages in snapshot.items()
    }
