"""Private messages of ours that nobody has confirmed yet (section 6.10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import inf

from .errors import SendLimitError
from .events import DeliveryStatus
from .packet import PeerId
from .private_message import is_encodable
from .private_records import OutboxEntry
from .private_text import MAX_PARTS, parse_part_id

MESSAGES_PER_PEER = 100
LIFETIME_MS = 24 * 3_600_000
"""Section 6.10, both of them as in the apps."""

MESSAGES = 1_000
"""In all: ten peers who are away, and everything written to each of them."""

_FULL_RETRY_S = 60.0
"""What a caller is told when everything is full: room comes as peers return."""


@dataclass(slots=True)
class Waiting:
    """One message and when to try again; infinity while its peer is away."""

    entry: OutboxEntry
    next_at: float = -inf
    last_sent: float = -inf

    @property
    def missing(self) -> int:
        """How many parts are not confirmed."""
        return sum(not part.delivered for part in self.entry.parts)


@dataclass(slots=True)
class Conversation:
    """What waits for one peer, in the order in which it was written."""

    peer_id: PeerId
    messages: dict[str, Waiting] = field(default_factory=dict)
    handshake_at: float = -inf
    handshakes: int = 0

    def find(self, message_id: str) -> Waiting | None:
        """Return the message that an ID, of it or of a part of it, belongs to."""
        waiting = self.messages.get(message_id)
        if waiting is None and (part := parse_part_id(message_id)):
            waiting = self.messages.get(part[0])
        return waiting


class PrivateOutbox:
    """The conversations in which something waits."""

    def __init__(self, entries: Iterable[OutboxEntry] = ()) -> None:
        """Begin with what was persisted, as far as it is within bounds."""
        self._conversations: dict[PeerId, Conversation] = {}
        for entry in entries:
            if _is_sound(entry) and len(self) < MESSAGES:
                self.add(entry)

    def __len__(self) -> int:
        """Return how many messages wait."""
        return sum(len(c.messages) for c in self._conversations.values())

    def __iter__(self) -> Iterator[Conversation]:
        """Iterate over the conversations, whatever happens to them meanwhile."""
        return iter(list(self._conversations.values()))

    @property
    def entries(self) -> tuple[OutboxEntry, ...]:
        """Return what is to be persisted."""
        return tuple(w.entry for c in self for w in c.messages.values())

    def get(self, peer_id: PeerId) -> Conversation | None:
        """Return what waits for a peer."""
        return self._conversations.get(peer_id)

    def check_room(self) -> None:
        """Raise `SendLimitError` unless one more message fits."""
        if len(self) >= MESSAGES:
            raise SendLimitError(_FULL_RETRY_S)

    def add(self, entry: OutboxEntry) -> OutboxEntry | None:
        """Keep a message; return the peer's oldest, if that had to go for it."""
        conversation = self._conversations.get(entry.peer_id)
        if conversation is None:
            conversation = Conversation(entry.peer_id)
            self._conversations[entry.peer_id] = conversation
        conversation.messages[entry.message_id] = Waiting(entry)
        if len(conversation.messages) <= MESSAGES_PER_PEER:
            return None
        oldest = next(iter(conversation.messages))
        return conversation.messages.pop(oldest).entry

    def remove(self, entry: OutboxEntry) -> None:
        """Drop a message."""
        conversation = self._conversations.get(entry.peer_id)
        if conversation is None:
            return
        conversation.messages.pop(entry.message_id, None)
        if not conversation.messages:
            del self._conversations[entry.peer_id]


_OPEN = frozenset({DeliveryStatus.QUEUED, DeliveryStatus.SENT, DeliveryStatus.RELAYED})


def _is_sound(entry: OutboxEntry) -> bool:
    """Whether an entry that was persisted is one that can be sent."""
    return (
        entry.status in _OPEN
        and 1 <= len(entry.parts) <= MAX_PARTS
        and all(
            is_encodable(part.message_id) and is_encodable(part.text)
            for part in entry.parts
        )
    )


def confirm(entry: OutboxEntry, message_id: str) -> OutboxEntry:
    """Return a message with what a receipt confirms: a part, or by its own ID all."""
    return replace(
        entry,
        parts=tuple(
            replace(part, delivered=True)
            if message_id in (part.message_id, entry.message_id)
            else part
            for part in entry.parts
        ),
    )
