"""How strong a peer's signal was lately: a few samples for a small curve."""

from collections import OrderedDict, deque
from typing import Final

SAMPLE_INTERVAL_MS: Final = 15_000
"""Announces of a neighbour come every 4 to 30 seconds; closer ones draw no curve."""

MAX_SAMPLES: Final = 240
"""Of one peer: an hour, or more where it is heard less often."""

MAX_PEERS: Final = 100
"""Direct neighbours that are remembered: far more than one radio hears at once."""

type Sample = tuple[int, int]
"""When (Unix milliseconds), and how strong (dBm)."""


class SignalHistory:
    """Samples by fingerprint, bounded; who was heard longest ago is forgotten first."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._samples: OrderedDict[str, deque[Sample]] = OrderedDict()

    def note(self, fingerprint: str, at_ms: int, rssi: int) -> None:
        """Take a sample, unless the last one is too recent."""
        if (samples := self._samples.get(fingerprint)) is None:
            if len(self._samples) >= MAX_PEERS:
                self._samples.popitem(last=False)
            samples = self._samples[fingerprint] = deque(maxlen=MAX_SAMPLES)
        elif at_ms - samples[-1][0] < SAMPLE_INTERVAL_MS:
            return
        samples.append((at_ms, rssi))
        self._samples.move_to_end(fingerprint)

    def of(self, fingerprint: str) -> tuple[Sample, ...]:
        """Return a peer's samples, the oldest first."""
        return tuple(self._samples.get(fingerprint, ()))
