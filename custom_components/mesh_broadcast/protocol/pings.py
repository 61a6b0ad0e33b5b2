"""Pings that we sent, and how many we answer (section 4.6)."""

from collections import OrderedDict
from dataclasses import dataclass

from .errors import SendLimitError
from .events import Effect, Instant, PingEnded
from .packet import MAX_TTL, PeerId
from .ping import Ping

PING_TIMEOUT_S = 10.0
ANSWERS_PER_LINK = 5
ANSWER_PERIOD_S = 10.0
"""Section 4.6: counted by link, because anybody can write any sender."""

MAX_OUTSTANDING = 64
"""Pings that wait for their answer: one for each of the peers that a home may know."""


@dataclass(frozen=True, slots=True)
class _Outstanding:
    """A ping that was sent and not answered."""

    peer_id: PeerId
    sent_at: float


class Pings:
    """Our pings under way; how they end is appended to `effects`."""

    def __init__(self, effects: list[Effect]) -> None:
        """Begin with none."""
        self._effects = effects
        self._waiting: OrderedDict[bytes, _Outstanding] = OrderedDict()

    def begin(self, nonce: bytes, peer_id: PeerId, now: Instant) -> Ping:
        """Return the ping to send; raises `SendLimitError` while too many wait."""
        if len(self._waiting) >= MAX_OUTSTANDING:
            raise SendLimitError(max(0.0, self.deadline() - now.monotonic))
        self._waiting[nonce] = _Outstanding(peer_id, now.monotonic)
        return Ping(nonce, MAX_TTL)

    def answered(self, pong: Ping, sender: PeerId, ttl: int, now: float) -> bool:
        """Take a pong; return whether it answers a ping of ours to its sender."""
        ping = self._waiting.get(pong.nonce)
        if ping is None or ping.peer_id != sender:
            return False
        del self._waiting[pong.nonce]
        self._effects.append(
            PingEnded(pong.nonce, sender, now - ping.sent_at, pong.hops(ttl))
        )
        return True

    def deadline(self) -> float:
        """Return when the oldest ping is given up."""
        for ping in self._waiting.values():
            return ping.sent_at + PING_TIMEOUT_S
        return float("inf")

    def due(self, now: float) -> None:
        """Give up what was not answered in time."""
        while self.deadline() <= now:
            nonce, ping = self._waiting.popitem(last=False)
            self._effects.append(PingEnded(nonce, ping.peer_id, None, None))
