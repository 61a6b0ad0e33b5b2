"""How long to wait before dialing again: the only place with retry numbers."""

from dataclasses import dataclass
from random import Random
from typing import Final

IGNORE_AFTER_TIMEOUT: Final = 15.0
"""Seconds to leave a peer alone that did not answer (docs/wire.md 6.8)."""

IGNORE_WEAK_AFTER_TIMEOUT: Final = 30.0
"""Seconds more when its signal is at WEAK_RSSI or below (docs/wire.md 6.8)."""

WEAK_RSSI: Final = -90
"""Signal strength in dBm from which a time-out is likely to repeat (6.8)."""

IGNORE_AFTER_DROP: Final = 3.0
"""Seconds to leave a peer alone whose link dropped (docs/wire.md 6.8)."""

IGNORE_AFTER_CLOSE: Final = 60.0
"""Seconds to stay away from a link that was given up on purpose: the pace at which
the reference apps retire duplicates (docs/wire.md 6.9)."""

IGNORE_AFTER_ROTATION: Final = 300.0
"""Seconds before a peer that made room for another may come back: half of a turn."""

WAIT_FOR_SLOT: Final = 4.0
"""Seconds to wait when a scanner has no slot left: what bleak-retry-connector waits,
because a proxy needs that long to free one."""

DIAL_JITTER: Final = 1.5
"""Most seconds of random delay before a dial: a node is deaf and dumb while it
initiates, so nodes that all start at once must not all dial at once."""

HEAD_START: Final = 3.0
"""Seconds that the host with the higher address leaves to the lower one: between two
BlueZ hosts one connection serves both roles, and dialing and announcing take 2 s."""

STABLE_AFTER: Final = 10.0
"""Seconds that a link must have lasted for earlier failures to be forgotten."""

_MAX_EXPONENT: Final = 64
"""Where the back-off stops growing in any case; keeps the power finite."""


@dataclass(frozen=True, slots=True)
class ReconnectPolicy:
    """Exponential back-off with jitter; times in seconds."""

    initial: float = 1.0
    factor: float = 2.0
    maximum: float = 30.0
    jitter: float = 0.1
    max_tries: int | None = None

    def delay(self, attempt: int, rng: Random) -> float | None:
        """Return the wait after the `attempt`-th failure (from 1); None: give up."""
        if self.max_tries is not None and attempt >= self.max_tries:
            return None
        exponent = min(max(attempt, 1) - 1, _MAX_EXPONENT)
        delay = min(self.initial * self.factor**exponent, self.maximum)
        return delay * rng.uniform(1 - self.jitter, 1 + self.jitter)
