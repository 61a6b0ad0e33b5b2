"""The channel that an automation listens on."""

from enum import StrEnum


class Channel(StrEnum):
    """What was said to all, what was said to us alone, or either."""

    BOTH = "both"
    PUBLIC = "public"
    PRIVATE = "private"

    def holds(self, *, private: bool) -> bool:
        """Whether a message belongs to it."""
        return self is not (Channel.PUBLIC if private else Channel.PRIVATE)
