"""When to announce ourselves (wire section 6.3); times are monotonic seconds."""

from collections import OrderedDict
from random import Random

from .packet import PeerId
from .rate_limit import OWN_ANNOUNCES, TokenBucket
from .relay import DENSE_DEGREE

# Section 6.3, one constant a row.
ISOLATED_INTERVAL_S = 4.0
INTERVAL_S, JITTER_S = 15.0, 4.0
DENSE_INTERVAL_S, DENSE_JITTER_S = 30.0, 8.0
BUSY_INTERVAL_S = 10.0
BUSY_WINDOW_S = 5.0
MIN_SPACING_S = 1.0
FORCED_SPACING_S = 0.15
CENTRAL_LINK_DELAY_S = 0.05
PERIPHERAL_LINK_DELAY_S = 0.4
REPLY_INTERVAL_S = 300.0
REPLY_DELAY_S = (0.3, 0.6)

# Ours: the regular announce comes within 19 s anyway, so this only has to be sooner.
FAR_REPLY_SPACING_S = 5.0

# Peers that were announced back to; as many as the peer table holds.
_REPLY_MEMORY = 500


def announce_interval(
    connected: int, jitter: float = 0.0, *, recent_traffic: bool = False
) -> float:
    """Return the seconds from one announce to the next."""
    if connected == 0:
        return ISOLATED_INTERVAL_S
    interval = (DENSE_INTERVAL_S if connected >= DENSE_DEGREE else INTERVAL_S) + jitter
    return min(interval, BUSY_INTERVAL_S) if recent_traffic else interval


def is_announce_due(
    connected: int, elapsed: float, jitter: float = 0.0, *, recent_traffic: bool = False
) -> bool:
    """Whether it is time, `elapsed` seconds after the last announce."""
    return elapsed >= announce_interval(
        connected, jitter, recent_traffic=recent_traffic
    )


class AnnounceSchedule:
    """Turns what happens on the links into the time of the next announce."""

    def __init__(self, rng: Random) -> None:
        """Begin without a link, so with nothing to do.

        `slow` has us announce as in a dense place, however many links there are.
        """
        self.slow = False
        self._rng = rng
        self._bucket = TokenBucket(OWN_ANNOUNCES)
        self._last: float | None = None
        self._jitter = 0.0
        self._forced: list[float] = []
        self._traffic = float("-inf")
        self._replied: OrderedDict[PeerId, float] = OrderedDict()
        self._far_reply = float("-inf")
        self._connected = 0
        self._silent = False

    def links_changed(self, connected: int) -> None:
        """Take the number of directly connected peers."""
        self._connected = connected

    def link_up(self, now: float, *, central: bool) -> None:
        """Plan the announce that a new link gets within half a second."""
        delay = CENTRAL_LINK_DELAY_S if central else PERIPHERAL_LINK_DELAY_S
        self._force(now + delay)

    def traffic(self, now: float) -> None:
        """Note that people are talking."""
        self._traffic = now

    def new_peer(self, peer_id: PeerId, now: float, *, direct: bool) -> None:
        """Plan to announce back to somebody new, once in five minutes each.

        Neighbours at once, and again a little later. Those further away are answered
        together: where two large meshes meet, everybody is new to everybody.
        """
        replied = self._replied.get(peer_id)
        if replied is not None and now - replied < REPLY_INTERVAL_S:
            return
        self._replied[peer_id] = now
        self._replied.move_to_end(peer_id)
        if len(self._replied) > _REPLY_MEMORY:
            self._replied.popitem(last=False)
        later = now + self._rng.uniform(*REPLY_DELAY_S)
        if direct:
            self._force(now)
            self._force(later)
        elif later >= self._far_reply + FAR_REPLY_SPACING_S:
            self._far_reply = later
            self._force(later)

    def force(self, now: float) -> None:
        """Plan an announce as soon as the spacing allows; ends a silence."""
        self._silent = False
        self._force(now)

    def rename(self, now: float) -> None:
        """Plan an announce with what is new in it."""
        self._force(now)

    def stop(self) -> None:
        """Plan nothing until `force` is called."""
        self._silent = True

    def _force(self, at: float) -> None:
        """Keep at most two planned times: the next, and the one after it."""
        self._forced = sorted({*self._forced, at})
        if len(self._forced) > 2:
            del self._forced[1:-1]

    @property
    def _density(self) -> int:
        """Return the number of neighbours by which the interval is chosen."""
        return max(self._connected, DENSE_DEGREE) if self.slow else self._connected

    def deadline(self, now: float) -> float | None:
        """Return when the next announce is due; None while nobody could hear it."""
        if self._connected == 0 or self._silent:
            return None
        if self._last is None:
            return self._forced[0] if self._forced else now
        busy = not self.slow and now - self._traffic < BUSY_WINDOW_S
        due = self._last + announce_interval(
            self._density, self._jitter, recent_traffic=busy
        )
        due = max(due, self._last + MIN_SPACING_S)
        if self._forced:
            due = min(due, max(self._forced[0], self._last + FORCED_SPACING_S))
        return max(due, now + self._bucket.wait(now)) if due <= now else due

    def sent(self, now: float) -> None:
        """Note that an announce went out."""
        self._bucket.take(now)
        self._last = now
        self._forced = [at for at in self._forced if at > now]
        dense = self._density >= DENSE_DEGREE
        spread = DENSE_JITTER_S if dense else JITTER_S
        self._jitter = self._rng.uniform(-spread, spread)
