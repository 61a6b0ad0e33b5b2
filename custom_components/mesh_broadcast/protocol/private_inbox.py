"""What private messages were shown already, and pieces that wait for the others."""

from collections import OrderedDict
from collections.abc import Iterable

from .packet import PeerId
from .private_records import ReceivedPrivate

REMEMBERED_PER_PEER = 500
REMEMBERED = 5_000
REMEMBERED_MS = 48 * 3_600_000
"""A sender gives up after 24 h (6.10); the same again is for clocks that differ, and
the numbers are five outboxes of one peer, and fifty peers that fill one."""

SETS_PER_PEER = 4
SETS = 64
"""Texts in pieces that wait at one time: at most half a megabyte in all."""


class PrivateInbox:
    """Shows each message once; one peer cannot push out what another sent."""

    def __init__(self, received: Iterable[ReceivedPrivate] = ()) -> None:
        """Begin with what earlier runs showed."""
        self._shown: OrderedDict[tuple[PeerId, str], int] = OrderedDict()
        self._counts: dict[PeerId, int] = {}
        self._sets: OrderedDict[tuple[PeerId, str, int], dict[int, str]] = OrderedDict()
        for item in received:
            self.mark_shown(item.peer_id, item.message_id, item.received_ms)

    @property
    def received(self) -> tuple[ReceivedPrivate, ...]:
        """Return what is to be persisted, the oldest first."""
        return tuple(
            ReceivedPrivate(peer_id, message_id, received_ms)
            for (peer_id, message_id), received_ms in self._shown.items()
        )

    def was_shown(self, peer_id: PeerId, message_id: str) -> bool:
        """Whether a message was shown."""
        return (peer_id, message_id) in self._shown

    def mark_shown(self, peer_id: PeerId, message_id: str, now_ms: int) -> None:
        """Remember that a message was shown."""
        name = peer_id, message_id
        if name in self._shown:
            return
        self._shown[name] = now_ms
        self._counts[peer_id] = self._counts.get(peer_id, 0) + 1
        if self._counts[peer_id] > REMEMBERED_PER_PEER:
            self._drop(next(key for key in self._shown if key[0] == peer_id))
        while len(self._shown) > REMEMBERED:
            self._drop(next(iter(self._shown)))
        for _ in range(2):
            oldest = next(iter(self._shown))
            if now_ms - self._shown[oldest] <= REMEMBERED_MS:
                break
            self._drop(oldest)

    def join(
        self, peer_id: PeerId, name: str, number: int, count: int, text: str
    ) -> str | None:
        """Take a piece; return the whole text when none is missing any more."""
        key = peer_id, name, count
        pieces = self._sets.get(key)
        if pieces is None:
            pieces = self._sets[key] = {}
            mine = [other for other in self._sets if other[0] == peer_id]
            if len(mine) > SETS_PER_PEER:
                del self._sets[mine[0]]
            if len(self._sets) > SETS:
                self._sets.popitem(last=False)
        self._sets.move_to_end(key)
        pieces[number] = text
        if len(pieces) < count:
            return None
        del self._sets[key]
        return "".join(pieces[i] for i in range(1, count + 1))

    def forget(self, peer_id: PeerId) -> None:
        """Drop all that came from a peer."""
        for name in [name for name in self._shown if name[0] == peer_id]:
            self._drop(name)
        for key in [key for key in self._sets if key[0] == peer_id]:
            del self._sets[key]

    def _drop(self, name: tuple[PeerId, str]) -> None:
        """Forget one message."""
        del self._shown[name]
        left = self._counts[name[0]] - 1
        if left:
            self._counts[name[0]] = left
        else:
            del self._counts[name[0]]
