"""Who goes by which policy."""

from collections.abc import Callable, Collection

from custom_components.mesh_broadcast.protocol import MeshPolicy

type Population = Callable[[int], MeshPolicy]


def everybody(policy: MeshPolicy) -> Population:
    """Return a population in which all go by one policy."""
    return lambda _: policy


def some(nodes: Collection[int], policy: MeshPolicy, others: MeshPolicy) -> Population:
    """Return a population in which these nodes go by another policy than the others."""
    return lambda node: policy if node in nodes else others
