"""The one catch-all: a mistake of ours must not end the node, nor go unnoticed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
import logging

_LOGGER = logging.getLogger(__name__)


class ErrorLog:
    """Unexpected errors: logged the first time of a kind, counted every time."""

    def __init__(self) -> None:
        """Begin without any."""
        self.counts: Counter[str] = Counter()
        self.last: str | None = None

    @contextmanager
    def guard(self, doing: str) -> Iterator[None]:
        """Let nothing out of a block; `doing` is the kind of what goes wrong in it."""
        try:
            yield
        except Exception:
            self.counts[doing] += 1
            self.last = doing
            if self.counts[doing] == 1:
                _LOGGER.exception(
                    "Unexpected error while %s; more are only counted", doing
                )
