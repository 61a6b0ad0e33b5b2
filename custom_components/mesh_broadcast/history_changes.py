"""What can happen to the history, for those who show it live."""

from dataclasses import dataclass

from .history import HistoryMessage


@dataclass(frozen=True, slots=True)
class MessageAdded:
    """Somebody, or we, said something."""

    conversation: str
    message: HistoryMessage


@dataclass(frozen=True, slots=True)
class DeliveryNoted:
    """A message of ours got further."""

    conversation: str
    message_id: str


@dataclass(frozen=True, slots=True)
class MessagesRead:
    """Somebody read messages."""

    conversation: str
    message_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageRemoved:
    """One message was taken back."""

    conversation: str
    message_id: str


@dataclass(frozen=True, slots=True)
class HistoryCleared:
    """Conversations, or parts of them, were forgotten: look at what is left."""


type HistoryChange = (
    MessageAdded | DeliveryNoted | MessagesRead | MessageRemoved | HistoryCleared
)
