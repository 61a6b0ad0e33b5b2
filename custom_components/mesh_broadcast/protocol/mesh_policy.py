"""The named policies: everything in which nodes of one protocol may differ."""

from dataclasses import dataclass

from .designated_relay import DesignatedRelay
from .radio_profile import RadioProfile
from .relay import DENSE_DEGREE
from .relay_policy import RelayPolicy, SpecRelay
from .sync_policy import SyncPolicy, TickedSync, TrickleSync


@dataclass(frozen=True, slots=True)
class MeshPolicy:
    """How a node relays and how it syncs."""

    relay: RelayPolicy
    sync: SyncPolicy

    @property
    def name(self) -> str:
        """Return a name for tables and plots."""
        return self.relay.name


# What the apps do. Their rounds hang on a tick of 30 s, which makes real ones longer
# than the nominal 15 s taken here (section 7.3): the kinder reading. They do not hasten.
BITCHAT = MeshPolicy(
    SpecRelay("bitchat", spares_heard=False),
    TickedSync("bitchat", first_s=1.0, round_s=15.0),
)

_SYNC = TrickleSync()

OURS = MeshPolicy(DesignatedRelay(), _SYNC)
# A quiet node leaves it to others: to whoever is faster, and to all who can.
OURS_QUIET = MeshPolicy(
    DesignatedRelay(
        "ours-quiet",
        k_inner=1,
        spread_ms=None,
        enough_heard=2,
        retries=0,
        designates=False,
    ),
    _SYNC,
)
OURS_DENSE = MeshPolicy(
    DesignatedRelay("ours-dense", clamp_ttl=True, least_degree=DENSE_DEGREE), _SYNC
)

POLICIES = {
    RadioProfile.QUIET: OURS_QUIET,
    RadioProfile.NORMAL: OURS,
    RadioProfile.DENSE: OURS_DENSE,
}
