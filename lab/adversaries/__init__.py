"""Nodes that mean no good: production engines with something wrong in them."""

from .black_hole import BlackHole
from .core import Adversary
from .flooder import Flooder
from .liar import Liar
from .replayer import Replayer
from .spoiler import Spoiler
from .sybil import Sybil

__all__ = [
    "Adversary",
    "BlackHole",
    "Flooder",
    "Liar",
    "Replayer",
    "Spoiler",
    "Sybil",
]
