"""When to ask whom for what was missed, and what others' requests tell of it."""

from collections.abc import Callable, Collection, Set as AbstractSet
from dataclasses import dataclass
from random import Random

from .freshness import SOLICITED_S
from .packet import PeerId
from .rate_limit import Rate, TokenBucket
from .request_sync import RequestSync
from .sync_policy import SyncPolicy

# Section 7.4: a peer answers eight requests in 30 s. One is left for the fragments
# that are asked for besides, and the rest is not spent at once: while somebody talks
# without end, a request for what is missing has to wait 7.5 s at most.
OWN_REQUESTS = Rate(burst=3, per_second=4 / 30)

# What somebody has and we lack is asked for so often, so far apart: an answer takes a
# few round trips, and what does not come then is not served, or refused by us.
CHASES = 3
CHASE_AGAIN_S = 1.0

# Several who have the same news: the second is asked when the first had time to answer.
CHASE_SPACING_S = 0.4

# News come in bursts, and one request tells of all of them.
OFFER_DELAY_S = 0.08

# Who looks after a neighbour gives those who serve it time for all their tries: 10, 20,
# 40 and 80 ms and the time that each takes to fail.
WATCH_DELAY_S = 0.4

# An offer names the latest forty messages or so, in as many bytes: who lacks one of
# them asks for all that it lacks.
OFFER_FILTER = 48

# The least between two requests to one peer, so that the second can tell more.
_LEAST_SPACING_S = 0.3

# Announces are flooded every 15 to 30 s; so often is soon enough to ask for them.
ANNOUNCES_EVERY_S = 25.0


@dataclass(slots=True)
class _Chase:
    """What a neighbour's request says that it has, until we have it too."""

    offer: RequestSync
    lacking: int
    tries: int = 0


class SyncRounds:
    """When to ask whom; None stands for everybody, while nobody is identified."""

    def __init__(self, rng: Random, policy: SyncPolicy) -> None:
        """Begin with nobody to ask."""
        self._rng = rng
        self.policy = policy
        self._next: dict[PeerId | None, float] = {}
        self._asked: dict[PeerId | None, float] = {}
        self._asked_all: dict[PeerId | None, float] = {}
        self._intervals: dict[PeerId | None, float] = {}
        self._budgets: dict[PeerId | None, TokenBucket] = {}
        self._news: set[PeerId | None] = set()
        self._chases: dict[PeerId | None, _Chase] = {}
        self._hopeless: dict[PeerId | None, int] = {}
        self._chased_at = float("-inf")
        self._offering: set[PeerId | None] = set()
        self._kindred: set[PeerId | None] = set()
        self._tick: float | None = None

    def set_linked(self, peers: AbstractSet[PeerId | None], now: float) -> None:
        """Take whom we are linked to now; somebody new is asked soon."""
        for gone in self._next.keys() - peers:
            del self._next[gone]
            self._intervals.pop(gone, None)
            self._asked_all.pop(gone, None)
            self._news.discard(gone)
            self._chases.pop(gone, None)
            self._hopeless.pop(gone, None)
            self._offering.discard(gone)
            self._kindred.discard(gone)
        for peer in sorted(peers - self._next.keys(), key=lambda p: p or b""):
            at = now + self.policy.first()
            asked = self._asked.get(peer)
            if asked is not None:
                # A link that comes and goes must not make us ask all the time.
                at = max(at, now + self.policy.soon(now - asked))
            self._next[peer] = at

    # -- what brings a request forward

    def hasten(self, peer: PeerId | None, now: float) -> None:
        """Ask a linked peer soon and for everything, because something was missing."""
        if self.policy.in_step:
            return
        self._asked_all.pop(peer, None)
        asked = self._asked.get(peer, float("-inf"))
        self._bring_forward(peer, now + self.policy.soon(now - asked))

    def news(self, peer: PeerId | None) -> None:
        """Note that a linked peer's answer brought something that we did not have."""
        if peer in self._next:
            self._news.add(peer)
            self._hopeless.pop(peer, None)

    def talk(self, now: float, kindred: Collection[PeerId | None] = ()) -> None:
        """Note that a message was flooded: maybe another one missed us.

        Those of our kind are asked with an offer, which is shorter and tells as much.
        """
        after = self.policy.after_talk
        if after is None:
            return
        for peer in self._next:
            self._news.add(peer)
            if self.policy.offers and peer in kindred:
                self._offering.add(peer)
            self._bring_forward(peer, now + after * (1 + self._rng.random() / 4))

    def offer(
        self, peer: PeerId | None, now: float, delay: float = OFFER_DELAY_S
    ) -> None:
        """Let a neighbour's next request come soon: it tells them what we have."""
        if self.policy.offers and peer in self._next:
            self._offering.add(peer)
            asked = self._asked.get(peer, float("-inf"))
            soon = delay * (1 + self._rng.random())
            self._bring_forward(peer, max(now + soon, asked + _LEAST_SPACING_S))

    def offered(self, peer: PeerId | None, offer: RequestSync, lacking: int) -> bool:
        """Take what a neighbour's request says that it has; return whether to chase.

        `lacking` is how much of it we do not have.
        """
        if not self.policy.offers or peer not in self._next:
            return False
        self._kindred.add(peer)
        if lacking <= self._hopeless.get(peer, 0):
            self._chases.pop(peer, None)
            return False
        chase = self._chases.get(peer)
        if chase is None:
            self._chases[peer] = _Chase(offer, lacking)
        else:
            chase.offer, chase.lacking = offer, lacking
        return True

    def chase(self, peer: PeerId | None, now: float) -> None:
        """Ask a neighbour at once for what it has and we lack; others a little later."""
        at = max(now, self._chased_at + CHASE_SPACING_S)
        self._chased_at = at
        self._bring_forward(peer, at)

    def is_kindred(self, peer: PeerId | None) -> bool:
        """Whether a peer has asked as only nodes of our kind do."""
        return peer in self._kindred

    def is_even(self, peer: PeerId | None, now: float) -> None:
        """Note that neither of us has anything new for the other."""
        interval = self._intervals.get(peer)
        if self.policy.offers and interval is not None and peer not in self._chases:
            self._next[peer] = max(self._next[peer], now + interval)

    def _bring_forward(self, peer: PeerId | None, at: float) -> None:
        """Ask sooner than planned."""
        planned = self._next.get(peer)
        if planned is not None:
            self._next[peer] = min(planned, at)

    # -- asking

    def take_due(
        self, now: float, lacking: Callable[[RequestSync], int]
    ) -> list[PeerId | None]:
        """Return whom to ask now; what is to be chased and came otherwise is not."""
        found = []
        for peer, at in self._next.items():
            if at > now:
                continue
            chase = self._chases.get(peer)
            if chase is not None and not lacking(chase.offer):
                del self._chases[peer]
                if peer in self._intervals:
                    self._next[peer] = now + self._intervals[peer]
                    continue
            budget = self._budgets.get(peer)
            if budget is not None and not self.policy.in_step:
                wait = budget.wait(now)
                if wait:
                    self._next[peer] = now + wait
                    continue
            found.append(peer)
        return found

    def asks_for_all(self, peer: PeerId | None, now: float) -> bool:
        """Whether the next request is for announces too.

        Where it is for messages alone, its filter tells which of them we have. Only
        nodes of our kind ask so, and Android answers with announces all the same.
        """
        asked = self._asked_all.get(peer)
        if not self.policy.offers or asked is None:
            return True
        if peer in self._offering or peer in self._chases:
            return False
        return peer not in self._kindred or now - asked > ANNOUNCES_EVERY_S

    def only_offers(self, peer: PeerId | None) -> bool:
        """Whether the next request is there to be read, not to be answered."""
        return peer in self._offering and peer not in self._chases

    def asked(
        self, peer: PeerId | None, now: float, *, everything: bool = True
    ) -> None:
        """Note a request, from which on answers are welcome, and plan the next."""
        self._asked[peer] = now
        self._offering.discard(peer)
        if everything:
            self._asked_all[peer] = now
        self._budgets.setdefault(peer, TokenBucket(OWN_REQUESTS)).charge(now, 1)
        if peer in self._next:
            self._next[peer] = self._after(peer, now)
        for old in [p for p, at in self._asked.items() if now - at > SOLICITED_S]:
            if old not in self._next:
                del self._asked[old]
                self._budgets.pop(old, None)

    def _after(self, peer: PeerId | None, now: float) -> float:
        """Return when to ask somebody next who is being asked now."""
        interval = self.policy.next(
            self._intervals.get(peer, 0.0),
            news=peer in self._news,
            jitter=self._rng.uniform(-1, 1),
        )
        self._news.discard(peer)
        self._intervals[peer] = interval
        if self.policy.in_step:
            return self._next_tick(now, interval)
        chase = self._chases.get(peer)
        if chase is not None:
            chase.tries += 1
            if chase.tries < CHASES:
                return now + CHASE_AGAIN_S
            self._hopeless[peer] = chase.lacking
            del self._chases[peer]
        return now + interval

    def _next_tick(self, now: float, interval: float) -> float:
        """Return when all are asked again; the ticks began at some time before."""
        if self._tick is None:
            self._tick = now + self._rng.random() * interval
        while self._tick <= now:
            self._tick += interval
        return self._tick

    def is_solicited(self, peer: PeerId | None, now: float) -> bool:
        """Whether whoever is at the other end of a link was asked within 30 s."""
        asked = self._asked.get(peer)
        if asked is None and peer is not None:
            # The link may have been bound since everybody was asked.
            asked = self._asked.get(None)
        return asked is not None and now - asked <= SOLICITED_S

    def deadline(self) -> float:
        """Return when the next request is due."""
        return min(self._next.values(), default=float("inf"))
