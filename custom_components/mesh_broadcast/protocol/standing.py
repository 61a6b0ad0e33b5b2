"""How somebody is placed in the mesh without us, by what is announced."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from .neighbourhood import Neighbourhood
from .packet import PeerId


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """How little a peer needs a link of ours: the lowest needs it most.

    `kindred`: it is a node of our kind itself, which has links of its own choice.
    `kindred_near`: how many such nodes are next to it, besides us; each of them passes
    on to it what its phones may not. `linked_near`: how many of our links lead to
    somebody next to it. All of it is hearsay: good for a choice between strangers, and
    for nothing else. Of whom nothing is known nobody seems to be near.
    """

    kindred: bool = False
    kindred_near: int = 0
    linked_near: int = 0


def standing_of(
    peer_id: PeerId,
    own_id: PeerId,
    linked: AbstractSet[PeerId],
    view: Neighbourhood,
) -> Standing:
    """Return a peer's standing on the map that announces draw."""
    near = view.neighbours(peer_id) - {own_id, peer_id}
    return Standing(
        kindred=view.is_kindred(peer_id),
        kindred_near=sum(view.is_kindred(other) for other in near),
        linked_near=len(near & linked),
    )
