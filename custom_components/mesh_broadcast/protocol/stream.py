"""Frames out of a stream of notifications (section 2.5)."""

from .packet import (
    FLAG_COMPRESSED,
    FLAG_RECIPIENT,
    FLAG_ROUTE,
    FLAG_SIGNATURE,
    MAX_FRAME,
    MIN_FRAME,
    PEER_ID_SIZE,
    SIGNATURE_SIZE,
)

STALL_TIME = 0.25
"""Seconds that an incomplete frame may wait before the next chunk clears it."""

_FLAGS = 11
_LENGTH = 12
_VERSIONS = (1, 2)
"""First bytes of a frame; padding on air has values from 16 to 255."""


class NotificationStreamAssembler:
    """Cuts one link's notifications into frames; `now` is monotonic seconds.

    Each notification of a phone is one frame, as a rule; this also survives senders
    that cut frames anywhere, pad them or send garbage in between.
    """

    def __init__(self) -> None:
        """Start with nothing received."""
        self._buffer = bytearray()
        self._waiting_since: float | None = None

    def __len__(self) -> int:
        """Return how many bytes wait for the rest of their frame."""
        return len(self._buffer)

    def clear(self) -> None:
        """Forget everything received."""
        self._buffer.clear()
        self._waiting_since = None

    def feed(self, chunk: bytes, now: float) -> list[bytes]:
        """Take a notification; return the frames that are complete now."""
        buffer = self._buffer
        buffer += chunk
        if len(buffer) > MAX_FRAME:
            self.clear()
            return []
        frames: list[bytes] = []
        position = 0
        while len(buffer) - position >= MIN_FRAME:
            if buffer[position] not in _VERSIONS:
                position += _padding_run(buffer, position) or 1
                self._waiting_since = None
                continue
            need = _frame_length(buffer, position)
            if need is None:
                break
            if need > MAX_FRAME:
                self.clear()
                return frames
            if len(buffer) - position < need:
                if self._is_stalled(now):
                    self.clear()
                    return frames
                break
            frames.append(bytes(buffer[position : position + need]))
            position += need
            self._waiting_since = None
            if position < len(buffer) and buffer[position] not in _VERSIONS:
                position += _padding_run(buffer, position)
        del buffer[:position]
        return frames

    def _is_stalled(self, now: float) -> bool:
        """Note that a frame waits; tell whether it has waited too long."""
        if self._waiting_since is None:
            self._waiting_since = now
            return False
        return now - self._waiting_since >= STALL_TIME


def _padding_run(buffer: bytearray, position: int) -> int:
    """Return the length of the padding run that starts here, 0 without one."""
    value = buffer[position]
    end = position + value
    if value == 0 or end > len(buffer):
        return 0
    return value if buffer.count(value, position, end) == value else 0


def _frame_length(buffer: bytearray, position: int) -> int | None:
    """Return the length of the frame that starts here.

    None while its route count is missing; more than any frame has where its header
    contradicts itself.
    """
    version = buffer[position]
    flags = buffer[position + _FLAGS]
    width = 2 if version == 1 else 4
    prefix = _LENGTH + width + PEER_ID_SIZE
    if len(buffer) - position < prefix:
        return None
    length_at = position + _LENGTH
    payload = int.from_bytes(buffer[length_at : length_at + width])
    if flags & FLAG_COMPRESSED and payload < width:
        return MAX_FRAME + 1
    need = prefix + payload
    if flags & FLAG_RECIPIENT:
        need += PEER_ID_SIZE
    if flags & FLAG_SIGNATURE:
        need += SIGNATURE_SIZE
    if version == 2 and flags & FLAG_ROUTE:
        count = prefix + (PEER_ID_SIZE if flags & FLAG_RECIPIENT else 0)
        if len(buffer) - position <= count:
            return None
        need += 1 + buffer[position + count] * PEER_ID_SIZE
    return need
