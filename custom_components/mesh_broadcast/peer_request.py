"""What marks all that happens because a peer asked Assist for it.

A tool that Assist calls sees only the user in whose name it acts. Whoever may read more
than the peer must be able to tell the two apart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import override

from homeassistant.core import Context

_asking: ContextVar[str | None] = ContextVar("mesh_broadcast_asking", default=None)


class PeerContext(Context):
    """The context of what a peer asked for, in a user's name."""

    __slots__ = ("fingerprint",)

    @override
    def __init__(self, user_id: str, fingerprint: str) -> None:
        """Know both."""
        super().__init__(user_id)
        self.fingerprint = fingerprint


@contextmanager
def peer_asks(fingerprint: str) -> Iterator[None]:
    """Mark a block, and all tasks that are begun in it."""
    token = _asking.set(fingerprint)
    try:
        yield
    finally:
        _asking.reset(token)


def asking_peer(context: Context | None) -> str | None:
    """Return the peer for whom something is done, None where it is for the user.

    Either mark is enough: contexts are copied and get children, and some agents work in
    tasks that they began long before.
    """
    if isinstance(context, PeerContext):
        return context.fingerprint
    return _asking.get()
