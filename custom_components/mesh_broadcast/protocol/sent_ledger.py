"""Private messages that left the outbox, and whose receipts may still come."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from .packet import PeerId
from .private_records import OutboxEntry, SentRecord
from .private_text import parse_part_id

FOLLOWED = 1_000
"""Messages, as many as may wait in the outbox; the oldest is dropped for one more."""


@dataclass(frozen=True, slots=True)
class ReceiptNews:
    """What a receipt tells of a whole message: nothing more of it was missing."""

    message_id: str
    delivered: bool
    read: bool


class SentLedger:
    """Takes receipts for what was delivered but not read, or given up too early."""

    def __init__(self, records: Iterable[SentRecord] = ()) -> None:
        """Begin with what earlier runs sent."""
        self._records: OrderedDict[tuple[PeerId, str], SentRecord] = OrderedDict()
        for record in records:
            self._put(record)

    @property
    def records(self) -> tuple[SentRecord, ...]:
        """Return what is to be persisted, the oldest first."""
        return tuple(self._records.values())

    def follow(self, entry: OutboxEntry) -> None:
        """Wait for what nobody has said of a message yet."""
        self._put(
            SentRecord(
                entry.message_id,
                entry.peer_id,
                unread=tuple(part.message_id for part in entry.parts),
                undelivered=tuple(
                    part.message_id for part in entry.parts if not part.delivered
                ),
            )
        )

    def delivered(self, peer_id: PeerId, message_id: str) -> ReceiptNews | None:
        """Take a receipt for a message or a part of one; return it if that is news."""
        record = self._find(peer_id, message_id)
        if record is None or not record.undelivered:
            return None
        undelivered = _without(record.undelivered, record.message_id, message_id)
        if undelivered == record.undelivered:
            return None
        self._put(
            SentRecord(record.message_id, peer_id, record.unread, undelivered),
        )
        return ReceiptNews(record.message_id, delivered=not undelivered, read=False)

    def read(self, peer_id: PeerId, message_id: str) -> ReceiptNews | None:
        """Take word that a message, or a part of one, was read: so it was delivered."""
        record = self._find(peer_id, message_id)
        if record is None:
            return None
        unread = _without(record.unread, record.message_id, message_id)
        undelivered = _without(record.undelivered, record.message_id, message_id)
        if (unread, undelivered) == (record.unread, record.undelivered):
            return None
        if unread:
            self._put(SentRecord(record.message_id, peer_id, unread, undelivered))
        else:
            del self._records[peer_id, record.message_id]
        return ReceiptNews(
            record.message_id,
            delivered=bool(record.undelivered) and not undelivered,
            read=not unread,
        )

    def forget(self, peer_id: PeerId) -> None:
        """Drop all that was sent to a peer."""
        for name in [name for name in self._records if name[0] == peer_id]:
            del self._records[name]

    def clear(self) -> None:
        """Drop everything."""
        self._records.clear()

    def _find(self, peer_id: PeerId, message_id: str) -> SentRecord | None:
        """Return the message that an ID, of it or of a part of it, belongs to."""
        record = self._records.get((peer_id, message_id))
        if record is None and (part := parse_part_id(message_id)):
            record = self._records.get((peer_id, part[0]))
        return record

    def _put(self, record: SentRecord) -> None:
        """Keep a message, at the cost of the oldest."""
        self._records[record.peer_id, record.message_id] = record
        if len(self._records) > FOLLOWED:
            self._records.popitem(last=False)


def _without(parts: tuple[str, ...], whole: str, receipt: str) -> tuple[str, ...]:
    """Return the parts that a receipt leaves open; one for the whole leaves none."""
    if receipt == whole:
        return ()
    return tuple(part for part in parts if part != receipt)
