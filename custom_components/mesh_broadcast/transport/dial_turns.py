"""Whose turn it is to be dialed, and who is forgotten, where there are too many.

Somebody may let ten thousand addresses be heard that are nobody's, louder than all who
are somebody. Three things they cannot do: be heard for long with each of them, come out
of one antenna at all strengths, and have had a link.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from random import Random
from typing import Final

from .candidate import Candidate

SILENT_AFTER: Final = 15.0
"""Seconds without a packet after which somebody is probably gone: an adapter that dials
is deaf for up to 10 s."""

STRATUM_DB: Final = 10
"""Width of a stratum of signal strengths: a transmitter that stays where it is, at a
constant power, is heard within about as many decibels."""


class DialTurns:
    """Gives each kind of candidates its turn: old friends, and each stratum of strengths.

    So a crowd, however large, has no more dials than a few others who are not of it.
    """

    def __init__(self, rng: Random) -> None:
        """Begin with nobody having had a turn."""
        self._rng = rng
        self._last: dict[int | None, float] = {}

    def in_order(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return whom to dial first, second and so on.

        Who stays goes before who was only just heard. Of a kind those are first who
        have not failed, then who had no link, or had one long ago; chance decides
        between equals, because the strongest signals are of phones that are linked to
        each other anyway (docs/mesh-quality-backbone.md).
        """
        ordered = list(candidates)
        self._rng.shuffle(ordered)
        ordered.sort(
            key=lambda candidate: (
                not (candidate.stays or candidate.linked_at),
                self._last.get(_kind(candidate), float("-inf")),
                candidate.failures,
                candidate.linked_at,
            )
        )
        return ordered

    def taken(self, candidate: Candidate, now: float) -> None:
        """Note that a candidate's kind has had its turn."""
        self._last[_kind(candidate)] = now


def whom_to_forget(
    candidates: Collection[Candidate], now: float, rng: Random
) -> Candidate:
    """Return who makes room for somebody else.

    Old friends last, who has fallen silent first; then one of the most crowded kind,
    by how little it stays and how often it failed. Chance decides between equals.
    """
    crowd = Counter(map(_kind, candidates))

    def worth(candidate: Candidate) -> tuple[bool, bool, int, bool, int]:
        return (
            bool(candidate.linked_at),
            now - candidate.seen <= SILENT_AFTER,
            -crowd[_kind(candidate)],
            candidate.stays,
            -candidate.failures,
        )

    least = min(map(worth, candidates))
    return rng.choice(
        [candidate for candidate in candidates if worth(candidate) == least]
    )


def _kind(candidate: Candidate) -> int | None:
    """Return the stratum of somebody's signal; None: an old friend."""
    if candidate.linked_at:
        return None
    return max(-127, min(candidate.rssi, 0)) // STRATUM_DB
