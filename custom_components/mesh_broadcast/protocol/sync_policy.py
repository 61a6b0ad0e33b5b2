"""When neighbours are asked for what we may have missed."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import override


class SyncPolicy(ABC):
    """The times of sync requests to one peer; a policy keeps no state."""

    name: str
    in_step: bool = False
    """Whether rounds hang on one tick, at which all are asked and which none hastens."""
    offers: bool = False
    """Whether who has news asks its neighbours, so that they hear of it and ask back."""
    after_talk: float | None = None
    """Seconds from a flooded message to the next request, by which time it is settled."""

    @abstractmethod
    def first(self) -> float:
        """Return the seconds from a link's being bound to the first request."""

    @abstractmethod
    def next(self, previous: float, *, news: bool, jitter: float) -> float:
        """Return the seconds from a request to the next one to the same peer.

        `previous` is what was returned last time, 0 at first. `news`: something new
        came since the last request. `jitter` is between -1 and 1.
        """

    @abstractmethod
    def soon(self, since_asked: float) -> float:
        """Return the seconds to the next request where something is known to be missing.

        `since_asked` is how long ago the peer was asked last.
        """


@dataclass(frozen=True, slots=True)
class SteadySync(SyncPolicy):
    """Rounds of one length, whatever comes of them.

    `first_s`: to the first request. `round_s`, `spread_s`: from one to the next, more
    or less. `hasten_s`, `spacing_s`: a hastened request comes after the one and keeps
    the other from the last.
    """

    name: str
    first_s: float
    round_s: float
    spread_s: float
    hasten_s: float
    spacing_s: float

    @override
    def first(self) -> float:
        """Return the time to the first request."""
        return self.first_s

    @override
    def next(self, previous: float, *, news: bool, jitter: float) -> float:
        """Return the length of a round."""
        return self.round_s + jitter * self.spread_s

    @override
    def soon(self, since_asked: float) -> float:
        """Return the time to a hastened request."""
        return max(self.hasten_s, self.spacing_s - since_asked)


@dataclass(frozen=True, slots=True)
class TickedSync(SyncPolicy):
    """The apps' rounds: all neighbours are asked at once, `round_s` apart.

    `first_s`: to the first request to somebody who came, which is out of step.
    """

    name: str
    first_s: float
    round_s: float
    in_step: bool = True

    @override
    def first(self) -> float:
        """Return the time to the first request."""
        return self.first_s

    @override
    def next(self, previous: float, *, news: bool, jitter: float) -> float:
        """Return the time between two ticks."""
        return self.round_s

    @override
    def soon(self, since_asked: float) -> float:
        """Return the time to the first request to somebody who came back."""
        return self.first_s


@dataclass(frozen=True, slots=True)
class TrickleSync(SyncPolicy):
    """Often while there is something new, ever more rarely while there is not.

    As in RFC 6206: after a request that brought news the next one comes in
    `shortest_s`, after each other one the interval doubles, up to `longest_s`.
    `first_s`: to the first request. `soon_s`, `spacing_s`: a hastened request comes
    after the one and keeps the other from the last.
    """

    name: str = "trickle"
    first_s: float = 0.15
    shortest_s: float = 4.0
    longest_s: float = 30.0
    soon_s: float = 0.5
    spacing_s: float = 4.0
    after_talk: float | None = 4.0
    offers: bool = True

    @override
    def first(self) -> float:
        """Return the time to the first request: a moment after both announced."""
        return self.first_s

    @override
    def next(self, previous: float, *, news: bool, jitter: float) -> float:
        """Return the shortest interval, or twice the last one."""
        base = self.shortest_s if news or not previous else 2 * previous
        return min(max(base, self.shortest_s), self.longest_s) * (1 + jitter / 10)

    @override
    def soon(self, since_asked: float) -> float:
        """Return the time to a hastened request."""
        return max(self.soon_s, self.spacing_s - since_asked)
