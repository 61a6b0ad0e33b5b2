"""Who takes part: keys that are the same in every run."""

from functools import cache
from random import Random

from custom_components.mesh_broadcast.protocol import Identity


@cache
def identity(name: str) -> Identity:
    """Return the keys of a name."""
    return Identity.generate(Random(f"fuzz {name}").randbytes)


ANNA = identity("Anna")
BERT = identity("Bert")
CARL = identity("Carl")
NODE = identity("node")
