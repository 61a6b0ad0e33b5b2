"""Who may write to us in private."""

from dataclasses import dataclass
from enum import StrEnum


class PrivateAudience(StrEnum):
    """Whose private messages are shown.

    `EVERYONE`: whoever's announce verified. `PINNED`: whoever's signing key is pinned,
    proven or verified. `PICKED`: only the fingerprints that the user listed.
    """

    EVERYONE = "everyone"
    PINNED = "pinned"
    PICKED = "picked"


@dataclass(frozen=True, slots=True)
class PrivatePolicy:
    """The user's choice; `picked` holds fingerprints in lower-case hex."""

    audience: PrivateAudience = PrivateAudience.EVERYONE
    picked: frozenset[str] = frozenset()
