"""Rules that others proposed for passing packets on, to be measured in the same mesh.

Each replaces the relay rule only, the delay included: what is asked for again by sync,
how often and of whom is as in bitchat's rules, so that a difference is the rule's.
"""

from dataclasses import dataclass
from math import inf
from typing import override

from custom_components.mesh_broadcast.protocol import BITCHAT, LinkId, MeshPolicy
from custom_components.mesh_broadcast.protocol.fanout import one_per_peer
from custom_components.mesh_broadcast.protocol.packet import MAX_TTL
from custom_components.mesh_broadcast.protocol.relay import (
    RelayDecision,
    RelayKind,
    decide_relay,
)
from custom_components.mesh_broadcast.protocol.relay_policy import (
    Broadcast,
    RelayPolicy,
    SpecRelay,
)
from custom_components.mesh_broadcast.protocol.sync_policy import TickedSync


@dataclass(frozen=True, slots=True)
class FloodRelay(RelayPolicy):
    """Everybody passes everything on at once, to all but whom it came from.

    With `limited` off a message keeps its TTL at every hop. The wire has no such flood:
    it starts at 7 and every receiver clamps to 7. It shows what the limit costs. What
    says by its TTL who is next to whom (announces) still counts down.
    """

    name: str
    limited: bool = True
    retries: int = 0

    @override
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Relay all that may be relayed, without waiting."""
        # With two neighbours the wire's own rule takes one off, and no more.
        decision = decide_relay(kind, ttl, 2, own=own, for_us=for_us)
        keeps = not self.limited and kind is RelayKind.ORDINARY
        return RelayDecision(
            relay=decision.relay,
            ttl=min(ttl, MAX_TTL) if keeps else decision.ttl,
        )

    @override
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Never."""
        return False

    @override
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Take each neighbour that it did not come from."""
        return all_others(broadcast)


@dataclass(frozen=True, slots=True)
class GossipRelay(RelayPolicy):
    """GOSSIP1(p, k) of Haas, Halpern and Li: a flood in which each takes its chance.

    Whoever hears a packet first passes it on with probability `probability`, and for
    sure within the first `sure_hops` hops; the first of them is the origin's own send.
    """

    name: str
    probability: float
    sure_hops: int
    retries: int = 0

    @override
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Relay as a flood does; `choose` casts the die."""
        return FLOOD.relay.decide(kind, ttl, degree, own=own, for_us=for_us)

    @override
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Never."""
        return False

    @override
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Take every other neighbour, or none."""
        hop = MAX_TTL - broadcast.ttl + 1
        own = not broadcast.heard_on
        sure = own or hop <= self.sure_hops
        if not sure and broadcast.random() >= self.probability:
            return ()
        return all_others(broadcast)


@dataclass(frozen=True, slots=True)
class CounterRelay(RelayPolicy):
    """The counter scheme of Ni et al.: wait, and give up on the `enough`th hearing.

    It waits as long as bitchat's rule does in the same place.
    """

    name: str
    enough: int
    retries: int = 0

    @override
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Relay as a flood does, but later."""
        flooded = FLOOD.relay.decide(kind, ttl, degree, own=own, for_us=for_us)
        waited = decide_relay(kind, ttl, degree, own=own, for_us=for_us)
        return RelayDecision(
            relay=flooded.relay, ttl=flooded.ttl, delay_ms=waited.delay_ms
        )

    @override
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Give up when enough others were heard to say it."""
        return hearings >= self.enough

    @override
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Take each neighbour that it did not come from."""
        return all_others(broadcast)


@dataclass(frozen=True, slots=True)
class AndroidRelay(RelayPolicy):
    """The relay rule of the Android app (wire section 6.5), as far as it is known.

    A flood without waiting, down to TTL 0, in which who has more than three neighbours
    takes its chance with what is near its end: the larger the mesh, the smaller the
    chance. The app counts the people in it; here it is told.
    """

    name: str
    people: int
    retries: int = 0

    @override
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Relay while the TTL is not used up."""
        cap = min(ttl, MAX_TTL)
        relay = kind is not RelayKind.REQUEST_SYNC and cap >= 1
        if not relay or own or for_us:
            return RelayDecision(relay=False, ttl=cap)
        return RelayDecision(relay=True, ttl=cap - 1)

    @override
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Never."""
        return False

    @override
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Take each neighbour that it did not come from, or none."""
        own = not broadcast.heard_on
        peers = len(one_per_peer(broadcast.outlets))
        if not own and broadcast.ttl + 1 < 4 and peers > 3:
            chance = next(
                chance for most, chance in _ANDROID_CHANCES if self.people <= most
            )
            if broadcast.random() >= chance:
                return ()
        return all_others(broadcast)


# People in the mesh, at most, and the chance that goes with them.
_ANDROID_CHANCES = ((10, 1.0), (30, 0.85), (50, 0.7), (100, 0.55), (inf, 0.4))


def all_others(broadcast: Broadcast) -> tuple[LinkId, ...]:
    """Return one link to each neighbour that the packet was not heard from."""
    have_it = {o.peer_id for o in broadcast.outlets if o.link in broadcast.heard_on}
    have_it.discard(None)
    rest = [
        outlet
        for outlet in broadcast.outlets
        if outlet.link not in broadcast.heard_on and outlet.peer_id not in have_it
    ]
    return tuple(outlet.link for outlet in one_per_peer(rest))


FLOOD = MeshPolicy(FloodRelay("flood"), BITCHAT.sync)
FLOOD_UNLIMITED = MeshPolicy(FloodRelay("flood-unlimited", limited=False), BITCHAT.sync)

# The probability and the hops that the paper recommends; the threshold is the smallest
# of those that Ni et al. found to reach nearly everybody.
GOSSIP = MeshPolicy(GossipRelay("gossip", 0.65, 1), BITCHAT.sync)
COUNTER = MeshPolicy(CounterRelay("counter", 3), BITCHAT.sync)

# What the iOS app does today, as against what it means to do: its table of the last 3 s
# swallows a duplicate before it could call a relay off (wire section 6.2), and its
# rounds of 15 s hang on a tick of 30 s (section 7.3).
_NEVER = 1_000_000
BITCHAT_AS_DEPLOYED = MeshPolicy(
    SpecRelay("bitchat-as-deployed", enough_heard=_NEVER, spares_heard=False),
    TickedSync("bitchat-as-deployed", first_s=1.0, round_s=30.0),
)

# For a mesh of a hundred. Its rounds are of 30 s, too (section 7.3).
ANDROID = MeshPolicy(
    AndroidRelay("android", 100), TickedSync("android", first_s=1.0, round_s=30.0)
)
