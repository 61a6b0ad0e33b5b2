"""A relay rule that is another one from one message to the next.

How far a flood gets depends on who is linked to whom, not on what was sent before. So
one mesh, once it has settled, can carry the same message by one rule after the other:
all of them on the same links, with the same delays, for the cost of one settling.
"""

from typing import override

from custom_components.mesh_broadcast.protocol import LinkId, PeerId
from custom_components.mesh_broadcast.protocol.relay import RelayDecision, RelayKind
from custom_components.mesh_broadcast.protocol.relay_policy import (
    Broadcast,
    RelayPolicy,
)
from custom_components.mesh_broadcast.protocol.sync_policy import SteadySync

_NEVER_S = 1e9

NO_SYNC = SteadySync(
    "none",
    first_s=_NEVER_S,
    round_s=_NEVER_S,
    spread_s=0.0,
    hasten_s=_NEVER_S,
    spacing_s=_NEVER_S,
)
"""Asks nobody for anything: what arrives arrived by the flood."""


class SwitchedRelay(RelayPolicy):
    """Obeys whichever rule is in force.

    What nodes say of themselves stays as by the first rule: announces outlast messages.
    """

    def __init__(self, rule: RelayPolicy) -> None:
        """Begin with a rule."""
        for attribute in RelayPolicy.__annotations__:
            setattr(self, attribute, getattr(rule, attribute))
        self._rule = rule

    def obey(self, rule: RelayPolicy) -> None:
        """Put another rule in force."""
        self._rule = rule
        self.retries = rule.retries
        self.takes_better = rule.takes_better

    @override
    def decide(
        self, kind: RelayKind, ttl: int, degree: int, *, own: bool, for_us: bool
    ) -> RelayDecision:
        """Decide by the rule in force."""
        return self._rule.decide(kind, ttl, degree, own=own, for_us=for_us)

    @override
    def calls_off(self, hearings: int, degree: int) -> bool:
        """Give up by the rule in force."""
        return self._rule.calls_off(hearings, degree)

    @override
    def choose(self, broadcast: Broadcast) -> tuple[LinkId, ...]:
        """Choose by the rule in force."""
        return self._rule.choose(broadcast)

    @override
    def watch(self, broadcast: Broadcast) -> tuple[PeerId, ...]:
        """Look after those whom the rule in force does."""
        return self._rule.watch(broadcast)
