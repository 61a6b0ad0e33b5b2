"""Whom a slot helps most, while there are fewer slots than people in sight.

A home reaches whoever it is linked to for sure; what phones pass on to each other does
not reach everybody. So a phone that no other home is next to comes first, and one that
others serve goes first. docs/mesh-quality-backbone.md has the measurements.
"""

from collections.abc import Callable

from ..protocol import PeerId, Standing

type StandingOf = Callable[[PeerId], Standing]
"""Tells how a peer is placed in the mesh without us."""


def dial_rank(
    peer_hint: PeerId | None, linked_at: float, standing_of: StandingOf
) -> tuple[Standing, float]:
    """Rank somebody who may be dialed: the lowest first.

    First who needs it most, then who had no link, or had one longest ago. An address
    that does not tell who it is counts as nobody's neighbour: it may be new here.
    """
    standing = Standing() if peer_hint is None else standing_of(peer_hint)
    return standing, linked_at


def turn_rank(
    peer_id: PeerId | None, since: float, links_to_peer: int, standing_of: StandingOf
) -> tuple[bool, Standing, float]:
    """Rank a link whose turn is over: the highest gives its slot up.

    First one to a peer that another link of ours reaches, then whoever needs it least,
    then the oldest.
    """
    if peer_id is None:
        return False, Standing(), -since
    return links_to_peer > 1, standing_of(peer_id), -since
